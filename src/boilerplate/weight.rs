//! The points table: how much each feature says for or against each kind.

use super::decide::{Points, ROW};
use super::feature;
use super::kind::{self, BlockKind};
use crate::error::{Error, ErrorKind};
use crate::index::tsv;

/// Most points a row may give either way: keeps every sum of a page far from overflow.
const MOST: i32 = 1000;

/// Points of every feature for every kind.
#[derive(Clone, Debug)]
pub(crate) struct Weights(Vec<Points>);

impl Default for Weights {
    fn default() -> Weights {
        Weights(vec![[0; ROW]; feature::count()])
    }
}

impl Weights {
    /// Reads a table with the columns feature, kind, points.
    pub(crate) fn read(file: &str, text: &str) -> Result<Weights, Error> {
        let mut weights = Weights::default();
        let mut seen = std::collections::BTreeMap::new();
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| Error::invisible(file, bad))?;
            let fail = |kind| Error::new(file, row.line, kind);
            let unknown =
                |what, found: &str, expected| fail(ErrorKind::Unknown { what, found: found.to_owned(), expected });
            if row.fields.len() != 3 {
                let expected = "3: feature, kind, points";
                return Err(fail(ErrorKind::Columns { found: row.fields.len(), expected }));
            }
            let number = feature::number(row.field(0))
                .ok_or_else(|| unknown("feature", row.field(0), "group=value of the closed list"))?;
            let kind = BlockKind::named(row.field(1)).ok_or_else(|| unknown("kind", row.field(1), kind::EXPECTED))?;
            let points = row.field(2).parse().ok().filter(|points| (-MOST..=MOST).contains(points));
            let points = points.ok_or_else(|| unknown("points", row.field(2), "a whole number from -1000 to 1000"))?;
            if let Some(first) = seen.insert((number, kind), row.line) {
                let found = format!("{} {}", row.field(0), kind);
                return Err(fail(ErrorKind::Duplicate { what: "row", found, first }));
            }
            if let Some(cell) = weights.0.get_mut(number).and_then(|row| row.get_mut(kind as usize)) {
                *cell = points;
            }
        }
        Ok(weights)
    }

    /// Adds points for body on every line.
    pub(crate) fn lean(&mut self, points: i32) {
        let every = feature::number("bias=yes").and_then(|number| self.0.get_mut(number));
        if let Some(cell) = every.and_then(|row| row.get_mut(BlockKind::Body as usize)) {
            *cell += points;
        }
    }

    /// Points of one feature.
    pub(crate) fn of(&self, feature: usize) -> &Points {
        self.0.get(feature).unwrap_or(&[0; ROW])
    }
}
