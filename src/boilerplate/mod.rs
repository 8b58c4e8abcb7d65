//! Article or boilerplate, line by line: [`Detector`].
//!
//! ```text
//! lines (line.rs, joint.rs, edge.rs, date.rs) → cues (cue.rs) → sections (section.rs) → prose (prose.rs, verse.rs)
//!   → articles (run.rs, anchor.rs, genre.rs, thread.rs, title.rs, vocabulary.rs) → features (feature.rs, observe.rs)
//!   → points (weight.rs) → sequence (decide.rs) → page logic (page.rs, glue.rs) → blocks
//! store.rs: what a site's pages repeat. stream.rs: a page line by line.
//! ```
//!
//! What the stages add, on 78 labelled pages of 35 sites that the points were trained on too
//! (`python3 tools/boilerplate/ablation.py --score SCRIPT PAGES`; figures of sites left out are .001 lower for the body and .04
//! for the kinds):
//!
//! | stage | words of the body, F1 | recall | lines right | kinds, F1 | titles |
//! |---|---|---|---|---|---|
//! | keep all | .601 | 1.000 | .318 | .028 | 0 |
//! | C4 rule with Arabic marks | .683 | .831 | .335 | .077 | 0 |
//! | cues only | .629 | .999 | .493 | .368 | 0 |
//! | + points | .970 | .983 | .876 | .760 | .925 |
//! | + decoder | .990 | .988 | .923 | .809 | .943 |
//! | + page logic | .987 | .993 | .917 | .807 | .943 |
//! | + store | .988 | .992 | .915 | .814 | .925 |

mod anchor;
mod builder;
mod cue;
mod date;
mod decide;
mod edge;
mod feature;
mod genre;
mod glue;
mod joint;
mod kind;
mod label;
mod lexicon;
mod line;
mod observe;
mod page;
mod prose;
mod run;
mod section;
mod store;
mod stream;
mod thread;
mod title;
mod verse;
mod vocabulary;
mod weight;

use core::fmt;
use std::sync::Arc;

pub use builder::DetectorBuilder;
#[cfg(feature = "builtin")]
pub(crate) use builder::{Texts, empty, from_texts};
pub use kind::BlockKind;
pub use store::LineStore;
pub use stream::LineStream;

use crate::span::Span;
use cue::Cues;
use decide::{Joins, Points};
use edge::Edge;
use glue::Glued;
use kind::KINDS;
use lexicon::Lexicon;
use line::{Line, Lines};
use page::Verdict;
use run::Articles;
use weight::Weights;

/// Tells what every line of a scraped Arabic page is: title, body, byline, menu, related list …
///
/// Cloning is cheap: clones share one table. Time and memory are linear in the text.
///
/// ```
/// use khabar::{BlockKind, Detector};
///
/// let page = "الرئيسية\nافتتاح جسر جديد في المدينة\nافتتح المحافظ صباح اليوم جسرا جديدا يربط بين ضفتي \
///             النهر، وقال إن العمل فيه استغرق ثلاث سنوات.\nجميع الحقوق محفوظة\n";
/// let kinds: Vec<_> = Detector::builtin().blocks(page).iter().map(|block| block.kind()).collect();
/// assert_eq!(kinds, [BlockKind::Navigation, BlockKind::Title, BlockKind::Body, BlockKind::Legal]);
/// ```
#[derive(Clone)]
pub struct Detector(Arc<Tables>);

/// What a detector knows, shared by its clones.
#[derive(Clone, Default)]
struct Tables {
    lexicon: Lexicon,
    cues: Cues,
    weights: Weights,
    bases: feature::Bases,
    joins: Joins,
}

impl fmt::Debug for Detector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detector").finish_non_exhaustive()
    }
}

impl Detector {
    /// The detector with the tables that come with the crate. They are read once for the whole program.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Detector {
        crate::builtin::DETECTOR.clone()
    }

    /// Makes a detector with tables of one's own. Without the feature `builtin` and without any table it knows nothing:
    /// every line is a block of [`BlockKind::Other`], of no article.
    pub fn builder() -> DetectorBuilder {
        DetectorBuilder::default()
    }

    /// The blocks of a page, in order. Blocks are disjoint and lie within one line each; all that is outside them is
    /// white space. A line is one block, unless it holds several headlines or is most of its page; and what stands before
    /// or after a line's text, such as a dateline or an agency, is a block of its own.
    ///
    /// ```
    /// use khabar::{BlockKind, Detector};
    ///
    /// let page = "المصدر: وكالات\n";
    /// let blocks = Detector::builtin().blocks(page);
    /// assert_eq!(blocks[0].span().text(page), "المصدر: وكالات");
    /// assert_eq!(blocks[0].kind(), BlockKind::Source);
    /// assert!(blocks[0].reasons()[0].to_string().contains("المصدر"));
    /// ```
    pub fn blocks(&self, text: &str) -> Vec<Block> {
        self.judge(text, None)
    }

    /// The blocks of a page of a site that the store knows: what the site repeats is no text of the page.
    /// [`LineStore`] shows how.
    pub fn blocks_of_site(&self, text: &str, site: &LineStore) -> Vec<Block> {
        self.judge(text, Some(site))
    }

    /// Begins a page whose lines come one by one.
    pub fn stream(&self) -> LineStream {
        LineStream::new(self.clone())
    }

    fn judge(&self, text: &str, site: Option<&LineStore>) -> Vec<Block> {
        let tables = &*self.0;
        let (page, found, features) = tables.observe(text, site);
        let points: Vec<Points> = features.lines().map(|own| decide::points(&tables.weights, own)).collect();
        let kinds = decide::best_sequence(&points, &tables.joins);
        let verdicts = page::verdicts(&page, &found, &points, &kinds);
        let glued = glue::tail(text, &page, &found, &verdicts, &tables.lexicon);
        let mut blocks = Vec::with_capacity(page.lines.len());
        let all = page.lines.iter().zip(verdicts).zip(&points).zip(features.lines());
        for (n, (((line, verdict), points), own)) in all.enumerate() {
            // Where sentences end without stops, what has no stop before it may be one.
            let edge = line.tail.as_deref().filter(|tail| found.stops || !tail.unsure);
            let tail = match edge.filter(|_| verdict.kind == BlockKind::Body) {
                Some(edge) => Some(Tail::of_edge(edge)),
                None => glued.filter(|glued| glued.line == n).map(Tail::of_glued),
            };
            push_blocks(&mut blocks, text, line, verdict, points, tables.reasons(line, verdict, own), tail);
        }
        blocks
    }

    /// What the points table is asked about each line: its features, as the table writes them, and where the line is.
    /// With them, and pages whose lines are labelled, a table of one's own can be trained; `tools/boilerplate` in the
    /// repository makes the built-in one so. Whatever the weights are, the features are the same.
    ///
    /// ```
    /// let lines = khabar::Detector::builtin().features("شارك\nالمصدر: وكالات\n");
    /// assert!(lines[0].1.contains(&"words=1".to_owned()));
    /// assert!(lines[1].1.contains(&"hard=source".to_owned()));
    /// ```
    pub fn features(&self, text: &str) -> Vec<(Span, Vec<String>)> {
        let (page, _, features) = self.0.observe(text, None);
        let write = |&number: &u16| {
            let (group, value) = feature::name(usize::from(number));
            format!("{group}={value}")
        };
        let written = features.lines().map(|own| own.iter().map(write).collect());
        page.lines.iter().map(|line| line.span).zip(written).collect()
    }
}

/// The features of all lines of a page.
#[derive(Default)]
struct Observed {
    all: Vec<u16>,
    /// Where those of each line end.
    ends: Vec<usize>,
}

impl Observed {
    fn lines(&self) -> impl Iterator<Item = &[u16]> {
        let starts = core::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.all.get(start..end).unwrap_or_default())
    }
}

/// What is written on to the end of a line.
struct Tail {
    start: usize,
    kind: BlockKind,
    article: Option<u32>,
    /// Where its label ends.
    label: Option<usize>,
    reasons: Vec<Reason>,
}

impl Tail {
    fn of_edge(edge: &Edge<'_>) -> Tail {
        Tail { start: edge.at, kind: edge.kind, article: None, label: edge.label, reasons: reasons_of(edge) }
    }

    fn of_glued(glued: Glued) -> Tail {
        let reasons = vec![Reason(Why::Rule(glued.rule))];
        Tail { start: glued.start, kind: glued.kind, article: Some(1), label: None, reasons }
    }
}

/// The cue of an edge, and its rule.
fn reasons_of(edge: &Edge<'_>) -> Vec<Reason> {
    let cue = edge.phrase.map(|phrase| Reason(Why::Cue(phrase.into())));
    cue.into_iter().chain([Reason(Why::Rule(edge.rule))]).collect()
}

/// Adds the block of a line, and those of what is written on to the ends of body text.
fn push_blocks(
    blocks: &mut Vec<Block>,
    text: &str,
    line: &Line<'_>,
    verdict: Verdict,
    points: &Points,
    reasons: Vec<Reason>,
    tail: Option<Tail>,
) {
    let mut span = line.span;
    if let Some(edge) = line.head.as_deref().filter(|_| verdict.kind == BlockKind::Body) {
        let (at, kind, label) = (edge.at, edge.kind, edge.label);
        let own =
            Span { start: span.start, end: span.start + text.get(span.start..at).unwrap_or_default().trim_end().len() };
        span.start = at + text.get(at..span.end).map_or(0, |rest| rest.len() - rest.trim_start().len());
        blocks.push(Block {
            span: own,
            kind,
            article: verdict.article.filter(|_| page::OF_ARTICLE.contains(&kind)),
            score: margin(points, kind),
            label: label.map(|end| Span { start: own.start, end: end.min(own.end) }),
            reasons: reasons_of(edge),
        });
    }
    let before = |start: usize| text.get(span.start..start).unwrap_or_default().trim_end().len();
    let tail = tail.filter(|tail| before(tail.start) > 0);
    let end = span.end;
    if let Some(tail) = &tail {
        span.end = span.start + before(tail.start);
    }
    let label = line.label.filter(|_| line.start.is_some_and(|hit| hit.cue.kind == verdict.kind));
    blocks.push(Block {
        span,
        kind: verdict.kind,
        article: verdict.article,
        score: margin(points, verdict.kind),
        label: label.map(|end| Span { start: span.start, end }),
        reasons,
    });
    if let Some(Tail { start, kind, article, label, reasons }) = tail {
        let label = label.map(|end| Span { start, end });
        blocks.push(Block { span: Span { start, end }, kind, article, score: margin(points, kind), label, reasons });
    }
}

/// Points of a kind less those of the best other kind.
fn margin(points: &Points, kind: BlockKind) -> i32 {
    let own = points.get(kind as usize).copied().unwrap_or(0);
    let others = points.iter().enumerate().take(KINDS).filter(|&(n, _)| n != kind as usize).map(|(_, points)| *points);
    own - others.max().unwrap_or(0)
}

impl Tables {
    /// The lines of a page, where its articles are, and the features of every line.
    fn observe(&self, text: &str, site: Option<&LineStore>) -> (Lines<'_>, Articles, Observed) {
        let mut page = line::read(text, &self.cues, &self.lexicon);
        if let Some(site) = site {
            for line in &mut page.lines {
                line.of_site = site.is_of_site(line.span.text(text));
            }
        }
        let open = section::sections(&page.lines);
        let found = run::articles(&page, &open);
        let runs = observe::run_shapes(&page.lines, &found.prose);
        let count = page.lines.len();
        let mut features = Observed { all: Vec::with_capacity(24 * count), ends: Vec::with_capacity(count) };
        for n in 0..count {
            self.bases.of(&page, &found, &open, &runs, n, &mut features.all);
            features.ends.push(features.all.len());
        }
        (page, found, features)
    }

    /// Why a line got its kind: the rule that settled it, the cue that speaks for it, the strongest features.
    fn reasons(&self, line: &Line<'_>, verdict: Verdict, features: &[u16]) -> Vec<Reason> {
        let mut reasons = Vec::with_capacity(4);
        reasons.extend(verdict.rule.map(|rule| Reason(Why::Rule(rule))));
        let cue = line.start.into_iter().chain(line.inner).find(|hit| hit.cue.kind == verdict.kind);
        reasons.extend(cue.map(|hit| Reason(Why::Cue(hit.cue.phrase.clone()))));
        let mut top: [(i32, u16); 2] = [(0, 0); 2];
        for &feature in features {
            let points = self.weights.of(usize::from(feature)).get(verdict.kind as usize).copied().unwrap_or(0);
            match &mut top {
                [first, second] if points > first.0 => {
                    *second = *first;
                    *first = (points, feature);
                }
                [_, second] if points > second.0 => *second = (points, feature),
                _ => {}
            }
        }
        for (points, feature) in top {
            if points > 0 {
                reasons.push(Reason(Why::Feature(feature, points)));
            }
        }
        if reasons.is_empty() {
            reasons.push(Reason(Why::Rule("fits the lines before and after it")));
        }
        reasons
    }
}

/// One block of a page.
///
/// ```
/// use khabar::{BlockKind, Detector};
///
/// let blocks = Detector::builtin().blocks("التعليقات\n");
/// assert_eq!(blocks[0].kind(), BlockKind::Comments);
/// assert_eq!(blocks[0].article(), None);
/// assert!(blocks[0].score() > 0);
/// assert!(!blocks[0].reasons().is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    span: Span,
    kind: BlockKind,
    article: Option<u32>,
    score: i32,
    label: Option<Span>,
    reasons: Vec<Reason>,
}

impl Block {
    /// Where it stands in the page.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What it is.
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// The article it belongs to: 1 is the page's main one, 2, 3 … are further whole articles.
    pub fn article(&self) -> Option<u32> {
        self.article
    }

    /// Points of this kind less those of the next best, by the line alone. Below zero where the lines around it or the
    /// logic of the page decided otherwise.
    pub fn score(&self) -> i32 {
        self.score
    }

    /// The cue that a byline, date, source or tags block begins with, bullets before it and the separator after it
    /// included; the whole block where it is no more than the cue. `None` where no such cue spoke for its kind.
    pub(crate) fn label(&self) -> Option<Span> {
        self.label
    }

    /// Why it is what it is, the strongest reason first. Never empty.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }
}

/// One reason for a verdict, in words.
///
/// ```
/// use khabar::Detector;
///
/// let blocks = Detector::builtin().blocks("جميع الحقوق محفوظة\n");
/// assert_eq!(blocks[0].reasons()[0].to_string(), "cue phrase \"جميع الحقوق محفوظة\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(Why);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Why {
    Cue(Arc<str>),
    Feature(u16, i32),
    Rule(&'static str),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Why::Cue(phrase) => write!(f, "cue phrase \"{phrase}\""),
            Why::Feature(number, points) => {
                let (group, value) = feature::name(usize::from(*number));
                write!(f, "{group}={value} ({points:+})")
            }
            Why::Rule(rule) => f.write_str(rule),
        }
    }
}
