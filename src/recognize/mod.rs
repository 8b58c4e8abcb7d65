//! [`Recognizer`]: the lists read in context.
//!
//! Lists and grammar propose candidates; points for every piece of evidence choose among them, twice, so that the second time the
//! page can vouch for a name. The trained table then labels every word, over classes of words and what the points chose
//! (`feature.rs`, `table.rs`). What the lists are sure of stays a mention where the table sees none, and is never cut short by
//! it. Without the word lists, or with a table of points of the caller's, the points alone decide.
//!
//! What each stage adds, then what each source of the table's training does, F1 in percent and as a share of one:
//!
//! | stage | ANERcorp exact | overlap | pages exact | overlap |
//! |---|---|---|---|---|
//! | lists, without clitics | 42.2 | 50.7 | 0.369 | 0.463 |
//! | + ambiguity | 58.8 | 65.5 | 0.556 | 0.583 |
//! | + clitics | 63.7 | 72.5 | 0.610 | 0.651 |
//! | + points | 69.8 | 79.7 | 0.774 | 0.810 |
//! | + trained table | 74.2 | 83.4 | 0.833 | 0.854 |
//! | + memory of the page (all) | 74.2 | 83.4 | 0.865 | 0.885 |
//! | all, − own sentences | 74.7 | 83.7 | 0.836 | 0.866 |
//! | all, − ANERcorp | 71.5 | 80.9 | 0.842 | 0.868 |
//! | all, − pages | 74.1 | 83.4 | 0.863 | 0.883 |
//! | all, − n-gram classes | 74.1 | 83.3 | 0.864 | 0.884 |
//!
//! ```text
//! python3 tools/recognizer/ablation.py --eval SCORERS --dev CORPORA --drop "n-gram classes=47,48,49" -- \
//!     --conll CORPORA/anercorp_train.conll 0.5 --pages CORPORA/pages-entities.tsv CORPORA/boilerplate 4 \
//!     --own tools/recognizer/own 0.4 --epochs 10 --l1 1.2
//! ```
//!
//! Cross-validated: ten folds of ANERcorp's training half, the mean of which is given, and pages in seven groups of sites; no
//! table was trained on the stretch or the site it is scored on. ANERcorp is read line by line, so that there is no page to
//! remember. Ambiguity leaves out what needs context ([`Match::needs_context`](crate::Match::needs_context)); from the points on it is read in context instead. The
//! points and the rules that bound the table were set by looking at both sets, as were the shares of its sources. The corpus has
//! another convention than this crate: it leaves قطاع out of قطاع غزة, and passes over bodies that are mentions here.

mod candidate;
mod evidence;
mod feature;
mod lexicon;
mod line;
mod listed;
mod memory;
mod names;
mod ngram;
mod organization;
mod person;
mod place;
mod reading;
mod table;
#[doc(hidden)]
pub mod training;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::gazetteer::Node;
use crate::gazetteer::clitic::Reading;
use crate::gazetteer::search::{Hit, Run};
use crate::index::phrase::Map;
use crate::index::word::Key;
use crate::normalize::{Normalizer, Step};
use crate::{Block, BlockKind, Entity, EntityKind, Error, Gazetteer, Span};
use candidate::{Candidate, SURE, add_context, choose};
pub use evidence::Evidence;
use evidence::How;
pub(crate) use evidence::Weights;
use feature::{Features, plain_word};
pub(crate) use lexicon::{Class, Lexicon, List};
use line::Line;
use listed::Listing;
use memory::Memory;
use person::Listed;
pub(crate) use table::Table;
use table::{Found, Scratch};

/// Finds the people, places and organizations that a text names, by lists and by the words around them.
///
/// Cloning is cheap. Time and memory are linear in the text.
///
/// ```
/// use khabar::{EntityKind, Recognizer};
///
/// let text = "التقى الرئيس الروسي فلاديمير بوتين في موسكو وفدا من حركة حماس.";
/// let mentions = Recognizer::builtin().mentions(text);
/// let found: Vec<_> = mentions.iter().map(|m| (m.kind(), m.span().text(text), m.name())).collect();
/// assert_eq!(found, [
///     (EntityKind::Person, "فلاديمير بوتين", "فلاديمير بوتين"),
///     (EntityKind::Place, "موسكو", "موسكو"),
///     (EntityKind::Organization, "حماس", "حركة حماس"),
/// ]);
/// ```
#[derive(Clone)]
pub struct Recognizer {
    names: Gazetteer,
    settings: Arc<Settings>,
}

struct Settings {
    lexicon: &'static Lexicon,
    weights: Weights,
    /// `None` for points alone.
    table: Option<Cow<'static, Table>>,
    lean: i32,
    kinds: Vec<EntityKind>,
}

/// Sets up a [`Recognizer`] otherwise than [`Recognizer::new`] does.
#[derive(Clone, Debug)]
pub struct RecognizerBuilder {
    names: Gazetteer,
    weights: Option<(String, String)>,
    lean: i32,
    kinds: Vec<EntityKind>,
}

/// Every line of a text of which nothing is known.
fn stretches_of_lines(text: &str) -> Vec<(Span, Setting)> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span { start, end: start + line.len() };
            start = span.end;
            (span, Setting::Prose)
        })
        .collect()
}

/// The blocks of a page, and how each is read.
fn stretches_of(blocks: &[Block]) -> Vec<(Span, Setting)> {
    let setting = |kind| match kind {
        BlockKind::Title | BlockKind::Body => Setting::Prose,
        BlockKind::Tags | BlockKind::Byline | BlockKind::Source => Setting::Names,
        _ => Setting::Chrome,
    };
    blocks.iter().map(|b| (b.span(), setting(b.kind()))).collect()
}

/// What both passes over a text found.
struct Pass<'t> {
    lines: Vec<Line<'t>>,
    candidates: Vec<Candidate>,
    chosen: Vec<Candidate>,
    first_pass: Vec<Candidate>,
    memory: Memory,
    /// The full name, among those of the first pass, that a part of it at a word of a line stands for.
    fulls: Map<(usize, usize), usize>,
}

impl Pass<'_> {
    fn candidates_of(&self, line: usize) -> &[Candidate] {
        of_line(&self.candidates, line)
    }

    fn chosen_of(&self, line: usize) -> &[Candidate] {
        of_line(&self.chosen, line)
    }
}

/// Those of the candidates, sorted by line, that are of one line.
fn of_line(candidates: &[Candidate], line: usize) -> &[Candidate] {
    let from = candidates.partition_point(|c| c.line < line);
    let to = candidates.partition_point(|c| c.line <= line);
    candidates.get(from..to).unwrap_or(&[])
}

/// What kind of text a stretch of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Title and body of an article, or a text of which nothing is known.
    Prose,
    /// A list of names: tags, by-line, sources.
    Names,
    /// What is not the article: its names are read, but it does not show what the page is about.
    Chrome,
}

impl Recognizer {
    /// The built-in names read in context.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Recognizer {
        Recognizer::new(Gazetteer::builtin())
    }

    /// The names of `gazetteer` read in context, with the built-in weights.
    pub fn new(gazetteer: Gazetteer) -> Recognizer {
        Recognizer::builder(gazetteer).with(crate::builtin::weights().clone(), builtin_table())
    }

    /// A recognizer over `gazetteer` with settings of its own.
    pub fn builder(gazetteer: Gazetteer) -> RecognizerBuilder {
        RecognizerBuilder { names: gazetteer, weights: None, lean: 0, kinds: EntityKind::ALL.to_vec() }
    }

    /// The mentions in `text`, in order and disjoint, none across a line end.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        self.read(text, &stretches_of_lines(text))
    }

    /// The mentions in the blocks of a page, none across the end of a block. The kind of a block tells how to read it: tags,
    /// sources and by-lines are lists of names, and only title and body show what the page is about.
    ///
    /// ```
    /// use khabar::{Detector, Recognizer};
    ///
    /// let page = "المصدر: رويترز";
    /// let blocks = Detector::builtin().blocks(page);
    /// assert_eq!(Recognizer::builtin().mentions_in(page, &blocks)[0].name(), "رويترز");
    /// ```
    pub fn mentions_in(&self, text: &str, blocks: &[Block]) -> Vec<Mention> {
        self.read(text, &stretches_of(blocks))
    }

    /// The mentions in the given stretches of `text`; what they say is remembered from one to the other.
    fn read(&self, text: &str, stretches: &[(Span, Setting)]) -> Vec<Mention> {
        let pass = self.look(text, stretches);
        let wanted = |c: &&Candidate| self.settings.kinds.contains(&c.kind);
        let Some(table) = &self.settings.table else {
            return pass.chosen.iter().filter(wanted).filter_map(|c| self.mention(&pass, c)).collect();
        };
        let mut mentions = Vec::with_capacity(pass.chosen.len());
        let mut scratch = Scratch::default();
        for (number, (line, &(_, setting))) in pass.lines.iter().zip(stretches).enumerate() {
            let (candidates, chosen) = (pass.candidates_of(number), pass.chosen_of(number));
            // A line of ordinary words has no names.
            if candidates.is_empty() && line.tokens.iter().all(plain_word) {
                continue;
            }
            let features = Features::new(line, setting, candidates, chosen);
            let mut found = table.read(&features, self.settings.lean, &mut scratch);
            // What a list holds as a whole is no shorter name, and none of another kind.
            let within = |f: &Found| {
                let at = chosen.partition_point(|c| c.end <= f.first);
                let whole = |c: &&Candidate| c.is_sure() && c.first <= f.first && f.end <= c.end;
                let other = |c: &Candidate| f.end - f.first < c.len() || c.len() > 1 && f.kind != Some(c.kind);
                chosen.get(at).filter(whole).is_some_and(other)
            };
            found.retain(|f| f.kind.is_some() && !within(f));
            let name_list = setting == Setting::Names;
            let read = found.iter().filter_map(|f| reading::candidate(&pass, number, name_list, f));
            // What lists are sure of, or is the surname of a full name, and the table leaves free, is a mention as well.
            let free = |c: &&Candidate| {
                let at = found.partition_point(|f| f.end <= c.first);
                let club = pass.memory.surely_sport && c.evidence.has(Evidence::Topic);
                let body = c.kind == EntityKind::Organization && (c.margin >= SURE || club);
                let sure =
                    body || c.is_sure() || c.evidence.has(Evidence::Surname) || c.evidence.has(Evidence::Country);
                sure && c.margin + self.settings.lean >= 0 && found.get(at).is_none_or(|f| c.end <= f.first)
            };
            let mut all: Vec<Candidate> = read.chain(chosen.iter().filter(free).copied()).collect();
            all.sort_by_key(|c| c.first);
            mentions.extend(all.iter().filter(wanted).filter_map(|c| self.mention(&pass, c)));
        }
        mentions
    }

    /// Both passes over the given stretches of `text`, by points.
    fn look<'t>(&self, text: &'t str, stretches: &[(Span, Setting)]) -> Pass<'t> {
        let Settings { lexicon, weights, .. } = &*self.settings;
        let mut cache = line::take_cache();
        let mut run = Run::default();
        let mut lines: Vec<Line<'_>> = Vec::with_capacity(stretches.len());
        let mut candidates = Vec::new();
        for (number, (span, setting)) in stretches.iter().enumerate() {
            let mut line = Line::new(lexicon, &mut cache, span.text(text), span.start);
            let hits = listed::hits(&self.names, &mut line, &mut run);
            self.propose(&line, number, *setting, &hits, &mut candidates);
            lines.push(line);
        }
        line::keep_cache(cache);
        let first_pass = choose(weights, &lines, &mut candidates);
        let memory = Memory::new(&self.names, &lines, stretches, &first_pass);
        let mut fulls = Map::default();
        for candidate in &mut candidates {
            if let Some(line) = lines.get(candidate.line) {
                memory.add_evidence(&self.names, line, candidate);
            }
        }
        for (number, (line, (_, setting))) in lines.iter().zip(stretches).enumerate() {
            for (mut candidate, full) in memory.parts(line, number) {
                add_context(line, *setting == Setting::Names, &mut candidate);
                fulls.insert((number, candidate.first), full);
                candidates.push(candidate);
            }
            for mut candidate in memory.repeated(line, number) {
                add_context(line, *setting == Setting::Names, &mut candidate);
                candidates.push(candidate);
            }
        }
        let chosen = choose(weights, &lines, &mut candidates);
        candidates.sort_by_key(|c| c.line);
        Pass { lines, candidates, chosen, first_pass, memory, fulls }
    }

    /// The names that a line of tags or sources lists, `mentions` being those found in it.
    pub(crate) fn split_names(&self, text: &str, span: Span, mentions: &[Mention]) -> Vec<Span> {
        names::split(self.settings.lexicon, text, span, mentions)
    }

    /// Every candidate of one line.
    fn propose(
        &self,
        line: &Line<'_>,
        number: usize,
        setting: Setting,
        hits: &[Option<Listing>],
        candidates: &mut Vec<Candidate>,
    ) {
        let from = candidates.len();
        let hit = |at: usize| hits.get(at).and_then(Option::as_ref);
        let of_kind = |at: usize, kind| hit(at).filter(|l| l.is(kind));
        let part_of_name = |at: usize| match hit(at) {
            Some(l) if l.is(EntityKind::Person) && l.hit.len == 1 && l.hit.reading.cut == 0 => Listed::Surname,
            Some(l) if (l.is(EntityKind::Place) || l.hit.len > 1) && l.is_sure_but(EntityKind::Person) => Listed::Other,
            _ => Listed::Nothing,
        };
        let uncut = |l: &&Listing| l.hit.reading.cut == 0;
        let place =
            |at: usize| of_kind(at, EntityKind::Place).filter(uncut).filter(|l| l.is_sure()).map_or(0, |l| l.hit.len);
        let head = |at: usize| of_kind(at, EntityKind::Organization).filter(uncut).map_or(0, |l| l.hit.len);
        let mut in_person = 0;
        // Without word lists every word is an unknown one, and grammar would see names everywhere.
        let grammar = !self.settings.lexicon.is_empty();
        for at in 0..line.tokens.len() {
            candidates.extend(hit(at).into_iter().flat_map(|h| listed::candidates(&self.names, line, number, at, h)));
            if !grammar {
                continue;
            }
            candidates.extend(place::candidate(line, number, at, &place));
            candidates.extend(organization::candidates(line, number, at, head(at), &place));
            // The tail of a name is no name of its own.
            if at < in_person {
                continue;
            }
            if let Some(mut person) = person::candidate(line, number, at, &part_of_name) {
                let sure = hit(at).filter(|l| l.is_sure_as(EntityKind::Person));
                self.adopt(&mut person, sure.map(|l| &l.hit));
                if person.len() > 1 {
                    in_person = person.end;
                }
                candidates.push(person);
            }
        }
        for candidate in candidates.iter_mut().skip(from) {
            add_context(line, setting == Setting::Names, candidate);
        }
    }

    /// A name that goes on where a listed full name ends is that name (محمد بن سلمان + بن عبدالعزيز).
    fn adopt(&self, person: &mut Candidate, hit: Option<&Hit>) {
        if let Some(hit) = hit
            && hit.len > 1
            && hit.len <= person.len()
            && hit.reading.cut == person.reading.cut
        {
            person.node = Some(hit.node);
            person.evidence.add(Evidence::List);
        }
    }

    /// The one listed body that a body is less its head: where the head is never part of a name (شبكة BBC), or the listed name
    /// begins with that head (بنك جيه بي مورغان).
    fn behind_head(&self, line: &Line<'_>, candidate: &Candidate) -> Option<Node> {
        let (head, second) = (line.token(candidate.first)?, line.token(candidate.first + 1)?);
        if candidate.kind != EntityKind::Organization || !head.is(Class::ORG_HEAD) {
            return None;
        }
        let rest = line.words.get(candidate.first + 1..candidate.end)?;
        let node = self.names.surface(line.text, Reading::whole(&second.word), rest)?;
        let mut bodies = Candidate { node: Some(node), ..*candidate }.records(&self.names);
        let body = bodies.next().filter(|_| bodies.next().is_none())?;
        let own = Key::of(self.names.name_of(body)) == Some(candidate.reading.key);
        (head.is(Class::ORG_HEAD_OUT) || own).then_some(node)
    }

    fn mention(&self, pass: &Pass<'_>, candidate: &Candidate) -> Option<Mention> {
        let Pass { lines, memory, fulls, first_pass, .. } = pass;
        let line = lines.get(candidate.line)?;
        let first = line.token(candidate.first)?;
        let last = line.token(candidate.end - 1)?;
        let start = candidate.reading.start(line.text, &first.word);
        let span = Span { start, end: last.word.end };
        let lone = candidate.kind == EntityKind::Person && candidate.len() == 1;
        let titled = candidate.evidence.has(Evidence::Title) || candidate.evidence.has(Evidence::Office);
        // The page's own full name says more than a list of surnames, unless a title says whose (الرئيس السوري الشرع, الملك حسين).
        let full = fulls
            .get(&(candidate.line, candidate.first))
            .and_then(|&n| first_pass.get(n))
            .filter(|_| lone && (candidate.node.is_none() || !candidate.evidence.has(Evidence::Country)))
            .filter(|full| candidate.node.is_none() || !titled || full.reading.key != candidate.reading.key);
        let words = line.words.get(candidate.first..candidate.end)?;
        let given = lone && first.is(Class::GIVEN);
        let mut named = *full.unwrap_or(candidate);
        if full.is_none() && given && !titled && candidate.evidence.has(Evidence::WeakList) {
            // A given name alone names nobody in the lists, but after a title.
            named.node = None;
        } else if full.is_none() && !given && named.node.is_none() {
            // What no list proposed and the page does not explain, a surname alone above all, may be listed all the same.
            named.node =
                self.names.surface(line.text, candidate.reading, words).or_else(|| self.behind_head(line, candidate));
        }
        let mut records = memory.ranked(&self.names, lines.get(named.line)?, &named);
        let entity = memory.body_of(candidate, words).or_else(|| records.next());
        let name = match (entity, full) {
            (Some(_), _) => None,
            (None, Some(full)) => {
                let line = lines.get(full.line)?;
                let start = full.reading.start(line.text, &line.token(full.first)?.word);
                Some(plain(line.text.get(start..line.token(full.end - 1)?.word.end)?))
            }
            (None, None) => Some(plain(span.text(line.text))),
        };
        Some(Mention {
            span: span.shifted(line.base),
            word_span: Span { start: first.word.start, end: last.word.end }.shifted(line.base),
            kind: candidate.kind,
            name,
            names: self.names.clone(),
            entity,
            others: records.collect(),
            how: self.settings.weights.sorted(candidate.kind, candidate.evidence),
        })
    }
}

/// The trained table that is embedded. It knows names by the word lists, so that without them there are points only.
#[cfg(feature = "builtin")]
fn builtin_table() -> Option<Cow<'static, Table>> {
    Some(Cow::Borrowed(crate::builtin::table()))
}

#[cfg(not(feature = "builtin"))]
fn builtin_table() -> Option<Cow<'static, Table>> {
    None
}

impl RecognizerBuilder {
    /// Replaces the weights. `file` is the name that errors give. Two forms are read:
    ///
    /// - Points by evidence, which alone decide then: rows of `evidence`, `kind` (or `*`), `points`; the row `needed` gives the
    ///   points that a mention needs. `data/recognizer/weights.tsv` is such a table, set by hand.
    /// - The trained table, in place of the embedded one: rows of a feature in eight hexadecimal digits and its weights, as
    ///   `tools/recognizer` writes them.
    pub fn weights(mut self, file: &str, text: &str) -> Self {
        self.weights = Some((file.to_owned(), text.to_owned()));
        self
    }

    /// Leans towards mentions by so many points, from -10 to 10: above 0 more that are less sure, below 0 fewer that are surer. On
    /// pages that the table was not trained on, -3 raised precision by 3 percent and lowered recall by 6; 3 lowered precision by 8
    /// and raised recall by 5.
    ///
    /// ```
    /// # use khabar::{Gazetteer, Recognizer};
    /// let text = "قال كريم إن الأهلي فاز في القاهرة.";
    /// let found = |lean| Recognizer::builder(Gazetteer::builtin()).lean(lean).build().map(|r| r.mentions(text).len());
    /// assert!(found(-10)? < found(10)?);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn lean(mut self, points: i32) -> Self {
        self.lean = points.clamp(-10, 10);
        self
    }

    /// Finds only these kinds.
    pub fn kinds(mut self, kinds: &[EntityKind]) -> Self {
        self.kinds = kinds.to_vec();
        self
    }

    /// Builds the recognizer.
    ///
    /// # Errors
    ///
    /// A row of the table of weights that cannot be read, with file, line and reason.
    pub fn build(self) -> Result<Recognizer, Error> {
        let builtin = || crate::builtin::weights().clone();
        let (weights, table) = match &self.weights {
            Some((file, text)) if Table::is_table(text) => (builtin(), Some(Cow::Owned(Table::parse(file, text)?))),
            Some((file, text)) => (Weights::parse(file, text)?, None),
            None => (builtin(), builtin_table()),
        };
        Ok(self.with(weights, table))
    }

    fn with(self, weights: Weights, table: Option<Cow<'static, Table>>) -> Recognizer {
        let RecognizerBuilder { names, lean, kinds, .. } = self;
        let lexicon = crate::builtin::lexicon();
        // The table sees the points as it has learnt them.
        let weights = if table.is_none() { weights.with_lean(lean) } else { weights };
        Recognizer { names, settings: Arc::new(Settings { lexicon, weights, table, lean, kinds }) }
    }
}

impl fmt::Debug for Recognizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recognizer")
            .field("names", &self.names)
            .field("kinds", &self.settings.kinds)
            .finish_non_exhaustive()
    }
}

/// A name in a text: where it stands, what it names, and why it was taken for one.
#[derive(Clone, Debug)]
pub struct Mention {
    span: Span,
    word_span: Span,
    kind: EntityKind,
    /// Where no listed entity gives the name.
    name: Option<String>,
    names: Gazetteer,
    entity: Option<u32>,
    /// The other entities that it may name; an empty list takes no room.
    others: Box<[u32]>,
    how: How,
}

impl Mention {
    /// The name itself, without proclitics and titles.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The name with the proclitics written together with it.
    pub fn word_span(&self) -> Span {
        self.word_span
    }

    /// Person, place or organization.
    pub fn kind(&self) -> EntityKind {
        self.kind
    }

    /// The listed entity; `None` for a name that no list holds.
    pub fn entity(&self) -> Option<Entity> {
        self.entity.map(|record| self.names.entity(record))
    }

    /// Every listed entity that the words may name, likeliest first.
    pub fn candidates(&self) -> impl Iterator<Item = Entity> + '_ {
        self.entity.iter().chain(&*self.others).map(|&record| self.names.entity(record))
    }

    /// The canonical name, as [`Entity::name`] gives it; without an entity the words themselves, or the full name they shorten,
    /// without marks.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.entity.map_or("", |record| self.names.name_of(record)))
    }

    /// What speaks for the mention and what against it, the weightiest first; never empty.
    pub fn how(&self) -> &[Evidence] {
        self.how.as_slice()
    }
}

/// The words without marks, tatweel and invisible controls, composed, single spaces between them.
fn plain(text: &str) -> String {
    Normalizer::repair().with(Step::Marks).normalize(text).into_string()
}
