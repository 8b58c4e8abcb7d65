//! [`DetectorBuilder`]: from tables to a detector.

use std::sync::Arc;

use super::kind::BlockKind;
use super::weight::Weights;
use super::{Detector, Tables, feature};
use crate::error::Error;

/// Builds a [`Detector`] from tables.
///
/// With the feature `builtin` it starts from the crate's own tables: rows of [`cues`](Self::cues) are added to them
/// (the same phrase at the same position is replaced), [`weights`](Self::weights) replaces the points altogether.
///
/// ```
/// use khabar::{BlockKind, Detector};
///
/// let cues = "لقراءة الملف كاملا\tpromo\tstart\t\t8\t-\thard\n";
/// let detector = Detector::builder().cues("mine.tsv", cues).build()?;
/// assert_eq!(detector.blocks("لقراءة الملف كاملا حمل العدد\n")[0].kind(), BlockKind::Promo);
///
/// let error = Detector::builder().cues("mine.tsv", "شارك\tsharing\twhole\t\t\t-\thard\n").build().unwrap_err();
/// assert!(error.to_string().starts_with("mine.tsv:1: unknown kind \"sharing\""));
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct DetectorBuilder {
    words: Vec<(String, String)>,
    cues: Vec<(String, String)>,
    weights: Option<(String, String)>,
}

impl DetectorBuilder {
    /// Adds cue phrases: `phrase kind position follow max_words section strength`, separated by tabs. `file` is what
    /// errors call the table.
    pub fn cues(mut self, file: &str, tsv: &str) -> DetectorBuilder {
        self.cues.push((file.to_owned(), tsv.to_owned()));
        self
    }

    /// Replaces the points table: `feature kind points`, separated by tabs.
    pub fn weights(mut self, file: &str, tsv: &str) -> DetectorBuilder {
        self.weights = Some((file.to_owned(), tsv.to_owned()));
        self
    }

    /// Adds words to the closed lists: `word class`, separated by a tab.
    pub fn words(mut self, file: &str, tsv: &str) -> DetectorBuilder {
        self.words.push((file.to_owned(), tsv.to_owned()));
        self
    }

    /// Reads the tables. No row is ever dropped silently: what cannot be read is an error that names file and line.
    pub fn build(self) -> Result<Detector, Error> {
        #[cfg(feature = "builtin")]
        let mut tables = (*Detector::builtin().0).clone();
        #[cfg(not(feature = "builtin"))]
        let mut tables = Tables::default();
        for (file, tsv) in &self.words {
            tables.lexicon.add(file, tsv, None)?;
        }
        for (file, tsv) in &self.cues {
            tables.cues.add(file, tsv, &mut tables.lexicon)?;
        }
        if let Some((file, tsv)) = &self.weights {
            tables.weights = Weights::read(file, tsv)?;
        }
        Ok(tables.finish())
    }
}

impl Tables {
    fn finish(mut self) -> Detector {
        self.bases = feature::Bases::new();
        for (kind, row) in BlockKind::ALL.into_iter().zip(&mut self.after) {
            *row = *self.weights.of(self.bases.after(kind));
        }
        Detector(Arc::new(self))
    }
}

/// The texts of a full set of tables, as the crate embeds them: file name and content.
#[cfg(feature = "builtin")]
pub(crate) struct Texts<'t> {
    pub(crate) words: (&'t str, &'t str),
    /// Lists whose rows are all of one class.
    pub(crate) lists: &'t [(&'t str, &'t str, &'t str)],
    pub(crate) cues: (&'t str, &'t str),
    pub(crate) weights: (&'t str, &'t str),
}

/// The detector of a full set of tables.
#[cfg(feature = "builtin")]
pub(crate) fn from_texts(texts: &Texts<'_>) -> Result<Detector, Error> {
    let mut tables = Tables::default();
    for (file, tsv, class) in texts.lists {
        tables.lexicon.add(file, tsv, Some(class))?;
    }
    tables.lexicon.add(texts.words.0, texts.words.1, None)?;
    tables.cues.add(texts.cues.0, texts.cues.1, &mut tables.lexicon)?;
    tables.weights = Weights::read(texts.weights.0, texts.weights.1)?;
    Ok(tables.finish())
}

/// A detector that knows nothing.
#[cfg(feature = "builtin")]
pub(crate) fn empty() -> Detector {
    Tables::default().finish()
}
