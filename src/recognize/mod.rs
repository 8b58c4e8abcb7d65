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
//! | lists, without clitics | 42.2 | 50.7 | 0.371 | 0.466 |
//! | + ambiguity | 58.8 | 65.5 | 0.559 | 0.586 |
//! | + clitics | 63.7 | 72.5 | 0.613 | 0.653 |
//! | + points | 69.8 | 79.6 | 0.780 | 0.810 |
//! | + trained table | 74.3 | 83.4 | 0.847 | 0.856 |
//! | + memory of the page (all) | 74.3 | 83.4 | 0.879 | 0.890 |
//! | all, − own sentences | 74.8 | 83.7 | 0.848 | 0.872 |
//! | all, − ANERcorp | 71.9 | 81.1 | 0.846 | 0.877 |
//! | all, − pages | 74.6 | 83.7 | 0.875 | 0.889 |
//! | all, − n-gram classes | 74.0 | 83.2 | 0.874 | 0.889 |
//!
//! ```text
//! python3 tools/recognizer/ablation.py --eval SCORERS --dev CORPORA --drop "n-gram classes=47,48,49" -- \
//!     --conll CORPORA/anercorp_train.conll 0.4 --pages CORPORA/pages-entities.tsv CORPORA/boilerplate 6 \
//!     --own tools/recognizer/own 0.3 --epochs 10 --l1 1.2
//! ```
//!
//! Cross-validated: ten folds of ANERcorp's training half, the mean of which is given, and pages in seven groups of sites; no
//! table was trained on the stretch or the site it is scored on. ANERcorp is read line by line, so that there is no page to
//! remember. Ambiguity leaves out what needs context ([`Match::needs_context`](crate::Match::needs_context)); from the points on it is read in context instead. The
//! points and the rules that bound the table were set by looking at both sets, as were the shares of its sources. The corpus has
//! another convention than this crate: it leaves قطاع out of قطاع غزة, and passes over bodies that are mentions here. Pages that two
//! more hands wrote as sites of all kinds do, labelled before they had seen anything of the crate (`tests/data/web_pages.toml`), are
//! read with a precision of 0.88 and a recall of 0.81; what goes wrong on them was never looked at, only how much.

mod body;
mod bounds;
mod candidate;
mod evidence;
mod feature;
mod lexicon;
mod line;
mod listed;
mod memory;
mod mention;
mod names;
mod ngram;
mod organization;
mod pass;
mod person;
mod place;
mod reading;
mod table;
#[doc(hidden)]
pub mod training;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::{Block, EntityKind, Error, Gazetteer, Span};
pub use evidence::Evidence;
pub(crate) use evidence::Weights;
#[cfg(feature = "builtin")]
pub(crate) use lexicon::Class;
pub(crate) use lexicon::{Lexicon, List};
pub use mention::Mention;
use pass::{Setting, stretches_of, stretches_of_lines};
use table::Steps;
pub(crate) use table::Table;

/// Finds the people, places and organizations that a text names, by lists and by the words around them.
///
/// Cloning is cheap. Time and memory are linear in the text: news takes 4 times its bytes, and up to 1 MB more. A page beyond
/// 32 KB is looked at twice, which takes a third longer. A line of more than 16 KB is read in pieces, cut between clauses or
/// words, or where there is no white space, anywhere; a name that stands across the cut is not seen whole.
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
        self.read(text, stretches_of_lines(text))
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
        self.read(text, stretches_of(blocks))
    }

    /// The mentions in the given stretches of `text`; what they say is remembered from one to the other.
    fn read(&self, text: &str, stretches: impl Iterator<Item = (Span, Setting)> + Clone) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut steps = Steps::new();
        self.look(text, stretches, |context| {
            let read = match &self.settings.table {
                Some(table) => reading::read(table, self.settings.lean, context, &mut steps),
                None => Cow::Borrowed(context.chosen),
            };
            let wanted = read.iter().filter(|c| self.settings.kinds.contains(&c.kind));
            mentions.extend(wanted.filter_map(|c| self.mention(context, c)));
        });
        mentions.shrink_to_fit();
        mentions
    }

    /// The names that a line of tags or sources lists, `mentions` being those found in it.
    pub(crate) fn split_names(&self, text: &str, span: Span, mentions: &[Mention]) -> Vec<Span> {
        names::split(self.settings.lexicon, text, span, mentions)
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
