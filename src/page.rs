//! [`Analyzer`]: detector and recognizer over one page. [`Page`] and [`Article`] hold what they found.

use core::ops::Range;
use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::index::punct::is_quote;
use crate::{Block, BlockKind, Detector, Mention, Recognizer, Span};

/// A scraped page in, a typed page out: the detector finds the article, the recognizer reads every block.
///
/// Cloning is cheap. Time and memory are linear in the page.
///
/// ```
/// use khabar::Analyzer;
///
/// let lines = [
///     "الرئيسية",
///     "رياضة",
///     "وصل الرئيس الروسي فلاديمير بوتين اليوم الأحد إلى القاهرة في زيارة تستمر يومين، بحسب ما أعلنت الرئاسة.",
///     "وقال بوتين في مؤتمر صحفي عقب الاجتماع إن المحادثات كانت مثمرة، وإنها تناولت ملفات كثيرة.",
///     "المصدر: وكالات",
/// ];
/// let page = Analyzer::builtin().analyze(&lines.join("\n"));
/// let article = page.article().unwrap();
/// assert!(article.text().starts_with("وصل الرئيس"));
/// assert_eq!(article.mentions().next().unwrap().name(), "فلاديمير بوتين");
/// assert_eq!(article.sources().collect::<Vec<_>>(), ["وكالات"]);
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    detector: Detector,
    recognizer: Recognizer,
}

impl Analyzer {
    /// The built-in detector and recognizer.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Analyzer {
        Analyzer::new(Detector::builtin(), Recognizer::builtin())
    }

    /// A detector and a recognizer of the caller's.
    pub fn new(detector: Detector, recognizer: Recognizer) -> Analyzer {
        Analyzer { detector, recognizer }
    }

    /// Analyzes one page of plain text, a line for each block element. Any `&str` is answered.
    pub fn analyze(&self, text: &str) -> Page {
        let blocks = self.detector.blocks(text);
        let mentions = self.recognizer.mentions_in(text, &blocks);
        let mut page = Page { text: text.to_owned(), blocks, mentions, articles: Vec::new() };
        page.articles = Parts::of(&page, &self.recognizer);
        page
    }
}

/// An analyzed page. Owns its text; every span is one of it.
#[derive(Clone, Debug)]
pub struct Page {
    text: String,
    blocks: Vec<Block>,
    mentions: Vec<Mention>,
    articles: Vec<Parts>,
}

impl Page {
    /// The text as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every line of the page with its kind, in order; outside them is white space only.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The mentions of **every** block, boilerplate included, in order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The articles of the page, the main one first.
    pub fn articles(&self) -> impl Iterator<Item = Article<'_>> {
        self.articles.iter().map(|parts| Article { page: self, parts })
    }

    /// The main article; `None` on a page without one (a home, section or search page).
    pub fn article(&self) -> Option<Article<'_>> {
        self.articles().next()
    }
}

/// What belongs to one article, as spans of the page.
#[derive(Clone, Debug, Default)]
struct Parts {
    number: u32,
    text: String,
    /// Where each kept block begins in `text`, and where it stands in the page.
    pieces: Vec<(usize, Span)>,
    title: Option<Span>,
    date: Option<Span>,
    bylines: Vec<Span>,
    sources: Vec<Span>,
    tags: Vec<Span>,
}

impl Parts {
    /// The articles of a page, by number; one pass over its blocks.
    fn of(page: &Page, recognizer: &Recognizer) -> Vec<Parts> {
        let mut articles: BTreeMap<u32, Parts> = BTreeMap::new();
        for block in &page.blocks {
            if let Some(number) = block.article() {
                let parts = articles.entry(number).or_insert_with(|| Parts { number, ..Parts::default() });
                parts.add(page, recognizer, block);
            }
        }
        articles.into_values().collect()
    }

    fn add(&mut self, page: &Page, recognizer: &Recognizer, block: &Block) {
        let span = block.span();
        let content = content(page, block);
        let names = || {
            let mentions = mentions_in(&page.mentions, span);
            content.map(|line| recognizer.split_names(&page.text, line, mentions)).unwrap_or_default()
        };
        match block.kind() {
            BlockKind::Title => self.title = self.title.or(Some(span)),
            BlockKind::Body => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.pieces.push((self.text.len(), span));
                self.text.push_str(span.text(&page.text));
            }
            // A line with digits says when; "two hours ago" is better than nothing.
            BlockKind::Date => {
                let digits = |span: &Span| span.text(&page.text).contains(char::is_numeric);
                let better = |old: Span| content.filter(digits).filter(|_| !digits(&old));
                self.date = self.date.and_then(better).or(self.date).or(content);
            }
            BlockKind::Byline => self.bylines.extend(content),
            BlockKind::Source => self.sources.extend(names()),
            BlockKind::Tags => self.tags.extend(names()),
            _ => {}
        }
    }
}

/// The mentions that lie in `span`.
fn mentions_in(mentions: &[Mention], span: Span) -> &[Mention] {
    let from = mentions.partition_point(|m| m.span().start < span.start);
    let to = mentions.partition_point(|m| m.span().end <= span.end);
    mentions.get(from..to).unwrap_or(&[])
}

/// The line without bullet and label (المصدر: …, تاريخ النشر …); `None` if nothing else stands on it.
fn content(page: &Page, block: &Block) -> Option<Span> {
    let span = block.span();
    let start = match block.label() {
        // A line that is all cue is a heading (المصدر), or a name that is a cue too (رويترز), or a date (منذ ساعتين).
        Some(label) if label == span => {
            let named = !mentions_in(&page.mentions, span).is_empty();
            (named || block.kind() == BlockKind::Date).then_some(span.start)?
        }
        Some(label) => label.end,
        None => span.start,
    };
    let rest = page.text.get(start..span.end)?;
    let trimmed = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_quote(c) && !matches!(c, '(' | '['));
    (!trimmed.is_empty()).then_some(Span { start: span.end - trimmed.len(), end: span.end })
}

/// One article of a [`Page`].
#[derive(Clone, Copy, Debug)]
pub struct Article<'p> {
    page: &'p Page,
    parts: &'p Parts,
}

impl<'p> Article<'p> {
    /// 1 for the main article, 2, 3 … for further ones, as in [`Block::article`].
    pub fn number(&self) -> u32 {
        self.parts.number
    }

    /// The headline.
    pub fn title(&self) -> Option<&'p str> {
        self.parts.title.map(|span| span.text(&self.page.text))
    }

    /// The body: its lines as they stand in the page, joined by one line feed.
    pub fn text(&self) -> &'p str {
        &self.parts.text
    }

    /// Where a byte range of [`Article::text`] stands in the page: one span for every line it touches. A range that cuts a
    /// character is widened to whole ones; one that is reversed, or lies outside the text, gives nothing.
    ///
    /// ```
    /// # use khabar::Analyzer;
    /// # let text = "أعلنت الوزارة يوم الاثنين أن العمل في المشروع الجديد سيبدأ خلال أسابيع قليلة من الآن.\n\n\
    /// #   وأضافت أن المرحلة الأولى تستغرق عامين كاملين، وأن كلفتها لم تحدد بعد على وجه الدقة.";
    /// let page = Analyzer::builtin().analyze(text);
    /// let article = page.article().unwrap();
    /// let spans = article.original_span(0..article.text().len());
    /// assert_eq!(spans.len(), 2);
    /// assert_eq!(spans[0].text(text), article.text().lines().next().unwrap());
    /// ```
    pub fn original_span(&self, range: Range<usize>) -> Vec<Span> {
        let text = self.text();
        let range = text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end);
        let pieces = &self.parts.pieces;
        let from = pieces.partition_point(|(at, span)| at + span.len() <= range.start);
        let touched = pieces.iter().skip(from).take_while(|(at, _)| *at < range.end);
        let spans = touched.map(|(at, span)| Span {
            start: span.start + range.start.saturating_sub(*at),
            end: span.start + span.len().min(range.end - at),
        });
        spans.filter(|span| !span.is_empty()).collect()
    }

    /// The sentences of [`Article::text`] with their byte offsets in it, by UAX #29 within each line.
    pub fn sentences(&self) -> impl Iterator<Item = (usize, &'p str)> + use<'p> {
        let text = self.text();
        self.parts.pieces.iter().flat_map(move |(at, span)| {
            let line = text.get(*at..at + span.len()).unwrap_or("");
            line.split_sentence_bound_indices().filter_map(move |(offset, sentence)| {
                let trimmed = sentence.trim();
                let lead = sentence.len() - sentence.trim_start().len();
                trimmed.contains(char::is_alphanumeric).then_some((at + offset + lead, trimmed))
            })
        })
    }

    /// The date line, without its label.
    pub fn date(&self) -> Option<&'p str> {
        self.parts.date.map(|span| span.text(&self.page.text))
    }

    /// The by-lines, without their labels.
    pub fn bylines(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        self.list(&self.parts.bylines)
    }

    /// The sources named below or above the article, one by one.
    pub fn sources(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        self.list(&self.parts.sources)
    }

    /// The tags, one by one; a tag line without separators is split at the names in it.
    pub fn tags(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        self.list(&self.parts.tags)
    }

    /// The blocks of the article, its title, date, sources and tags included.
    pub fn blocks(&self) -> impl Iterator<Item = &'p Block> + use<'p> {
        let number = self.parts.number;
        self.page.blocks.iter().filter(move |block| block.article() == Some(number))
    }

    /// The blocks of the article of these kinds, joined by one line feed: title and text, or text with captions. For
    /// every article of a page, ask each of [`Page::articles`].
    ///
    /// ```
    /// use khabar::{Analyzer, BlockKind};
    ///
    /// let text = "افتتاح جسر جديد في المدينة\nافتتح المحافظ صباح اليوم جسرا جديدا يربط بين ضفتي النهر، وقال إن العمل \
    ///             فيه استغرق ثلاث سنوات.";
    /// let page = Analyzer::builtin().analyze(text);
    /// assert_eq!(page.article().unwrap().text_of(&[BlockKind::Title, BlockKind::Body]), text);
    /// ```
    pub fn text_of(&self, kinds: &[BlockKind]) -> String {
        let kept = self.blocks().filter(|block| kinds.contains(&block.kind()));
        kept.map(|block| block.span().text(self.page.text())).collect::<Vec<_>>().join("\n")
    }

    /// The mentions in its title and body, in order.
    pub fn mentions(&self) -> impl Iterator<Item = &'p Mention> + use<'p> {
        let kept: Vec<Span> = self
            .blocks()
            .filter(|block| matches!(block.kind(), BlockKind::Title | BlockKind::Body))
            .map(Block::span)
            .collect();
        self.page.mentions.iter().filter(move |mention| {
            let at = kept.partition_point(|span| span.end <= mention.span().start);
            kept.get(at).is_some_and(|span| span.contains(mention.span()))
        })
    }

    fn list(&self, spans: &'p [Span]) -> impl Iterator<Item = &'p str> + use<'p> {
        let text = self.page.text();
        spans.iter().map(move |span| span.text(text))
    }
}
