//! [`DetectorBuilder`]: from tables to a detector.

use std::sync::Arc;

use super::decide::Joins;
use super::kind::BlockKind;
use super::weight::Weights;
use super::{Detector, Tables, feature};
use crate::error::Error;

/// Builds a [`Detector`] from tables.
///
/// With the feature `builtin` it starts from the crate's own tables: [`cues`](Self::cues) and [`words`](Self::words) are
/// added to them, [`weights`](Self::weights) replaces the points altogether. Without the feature it starts empty,
/// and with no table given every line is [`BlockKind::Other`].
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
    lean: i32,
}

impl DetectorBuilder {
    /// Adds cue phrases: `phrase kind position follow max_words section strength`, separated by tabs. `file` is what
    /// errors call the table.
    ///
    /// A row takes the place of a built-in one, or of one of a table added before, if it has the same phrase (after
    /// folding), the same position and the same follow. With another position or follow both rows stand; where both fit
    /// a line, `whole` goes before `start`, then `hard` before `soft`, then the earlier row. Two such rows in one table
    /// are an error.
    ///
    /// ```
    /// let row = "شارك\tpromo\twhole\t-\t\t-\thard\n";
    /// let error = khabar::Detector::builder().cues("mine.tsv", &row.repeat(2)).build().unwrap_err();
    /// assert_eq!(error.to_string(), "mine.tsv:2: duplicate phrase \"شارك\", first on line 1");
    /// ```
    pub fn cues(mut self, file: &str, tsv: &str) -> DetectorBuilder {
        self.cues.push((file.to_owned(), tsv.to_owned()));
        self
    }

    /// Replaces the points table: `feature kind points`, separated by tabs.
    pub fn weights(mut self, file: &str, tsv: &str) -> DetectorBuilder {
        self.weights = Some((file.to_owned(), tsv.to_owned()));
        self
    }

    /// Leans towards the article by so many points a line: above 0 more doubtful lines are body, below 0 fewer. The
    /// default is 0; one point is half a nat, and 6 is a lot.
    ///
    /// ```
    /// use khabar::{BlockKind, Detector};
    ///
    /// let page = "يطل الفندق القديم على ميناء المدينة من جهة الغرب ويزوره الناس في كل موسم من مواسم السنة";
    /// let body = |lean| {
    ///     let detector = Detector::builder().lean(lean).build()?;
    ///     Ok::<_, khabar::Error>(detector.blocks(page).iter().filter(|b| b.kind() == BlockKind::Body).count())
    /// };
    /// assert!(body(-40)? <= body(0)? && body(0)? <= body(40)?);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn lean(mut self, points: i32) -> DetectorBuilder {
        self.lean = points.clamp(-100, 100);
        self
    }

    /// Adds words to the closed lists: `word class`, separated by a tab. A phrase of several words is an error.
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
        tables.weights.lean(self.lean);
        Ok(tables.finish())
    }
}

impl Tables {
    fn finish(mut self) -> Detector {
        self.bases = feature::Bases::new();
        self.joins = Joins::new(&BlockKind::ALL.map(|kind| *self.weights.of(self.bases.after(kind))));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_detector_calls_every_line_other() {
        let page = "الرئيسية\nافتتاح جسر جديد في المدينة\nبقلم: سعاد حسن\n12/05/2024\nافتتح المحافظ صباح اليوم جسرا جديدا \
                    يربط بين ضفتي النهر، وقال إن العمل فيه استغرق ثلاث سنوات.\nجميع الحقوق محفوظة © 2024\n";
        let blocks = Tables::default().finish().blocks(page);
        assert_eq!(blocks.len(), page.lines().count());
        for block in blocks {
            assert_eq!((block.kind(), block.article()), (BlockKind::Other, None), "{}", block.span().text(page));
        }
    }
}
