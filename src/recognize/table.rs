//! [`Table`]: the trained weights, and the likeliest labels of a line by them.

use super::feature::Features;
use crate::Error;
use crate::error::ErrorKind;
use crate::gazetteer::EntityKind;
use crate::index::labels::{self, LABELS, Row};
use crate::index::tsv;

/// The template of the weights of pairs of labels; its value is the label before, `LABELS` at the beginning of a line.
const PAIRS: u32 = 0xFF00_0000;

type Scores = [i32; LABELS];

/// Weights of every label by feature. All integers: the same answer on every platform.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// An open hash table, a power of two long and at most half full.
    slots: Vec<Slot>,
    pairs: [Scores; LABELS + 1],
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    feature: u32,
    weights: [i8; LABELS],
}

const FREE: Slot = Slot { feature: u32::MAX, weights: [0; LABELS] };

/// A run of words of one line that the table reads as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// `None` for a name of another kind.
    pub(crate) kind: Option<EntityKind>,
}

impl Table {
    /// Whether a text is a trained table rather than one of points.
    pub(crate) fn is_table(text: &str) -> bool {
        tsv::rows(text).flatten().next().is_some_and(|row| Row::parse(row.field(0), row.field(1)).is_some())
    }

    /// Reads `feature weights` rows.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Table, Error> {
        let mut rows = Vec::new();
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| Error::invisible(file, bad))?;
            let at = |kind| Error::new(file, row.line, kind);
            if !(2..=3).contains(&row.fields.len()) {
                return Err(at(ErrorKind::Columns { found: row.fields.len(), expected: "2 or 3" }));
            }
            rows.push(Row::parse(row.field(0), row.field(1)).ok_or_else(|| {
                at(ErrorKind::Unknown {
                    what: "row",
                    found: format!("{} {}", row.field(0), row.field(1)),
                    expected: "eight hexadecimal digits, and weights such as \"B-PER=12 I-PER=-3\"",
                })
            })?);
        }
        Ok(Table::new(rows))
    }

    /// The rows of an embedded table.
    #[cfg(feature = "builtin")]
    pub(crate) fn unpack(bytes: &[u8]) -> Table {
        Table::new(labels::unpack(bytes).collect())
    }

    fn new(rows: Vec<Row>) -> Table {
        let mut table =
            Table { slots: vec![FREE; (rows.len() * 2 + 1).next_power_of_two()], pairs: Default::default() };
        for row in rows {
            let pair = row.feature.checked_sub(PAIRS).and_then(|from| table.pairs.get_mut(from as usize));
            match pair {
                Some(pair) => *pair = row.weights.map(i32::from),
                None => {
                    let at = table.place(row.feature);
                    if let Some(slot) = table.slots.get_mut(at) {
                        *slot = Slot { feature: row.feature, weights: row.weights };
                    }
                }
            }
        }
        table
    }

    /// Where a feature stands, or would.
    fn place(&self, feature: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (feature.wrapping_mul(0x9E37_79B1) >> 12) as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.feature != feature && slot.feature != FREE.feature) {
            at = (at + 1) & mask;
        }
        at
    }

    fn add(&self, feature: u32, scores: &mut Scores) {
        if let Some(slot) = self.slots.get(self.place(feature)) {
            for (score, &weight) in scores.iter_mut().zip(&slot.weights) {
                *score += i32::from(weight);
            }
        }
    }

    /// The names in a line: those of the labels that together have the highest score (Viterbi). Of equal ones the first counts.
    pub(crate) fn read(&self, features: &Features<'_>) -> Vec<Found> {
        let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(features.len());
        let mut last: Option<Scores> = None;
        for at in 0..features.len() {
            let mut own = Scores::default();
            features.each(at, |feature| self.add(feature, &mut own));
            let mut row = Scores::default();
            let mut steps = [0; LABELS];
            for (next, ((score, step), own)) in row.iter_mut().zip(&mut steps).zip(own).enumerate() {
                let (best, label) = match &last {
                    None => (self.pair(LABELS, next) - if may_follow(0, next) { 0 } else { NEVER }, 0),
                    Some(last) => self.best(last, next),
                };
                *score = best + own;
                *step = label as u8;
            }
            from.push(steps);
            last = Some(row);
        }
        let Some(last) = last else { return Vec::new() };
        let mut label = best_of(last.iter().copied()).1;
        let mut found: Vec<Found> = Vec::new();
        // From right to left: an I lengthens the name that it ends, a B begins it.
        let mut open: Option<usize> = None;
        for (at, steps) in from.iter().enumerate().rev() {
            if label > 0 {
                let end = *open.get_or_insert(at + 1);
                if label % 2 == 1 {
                    let kind = EntityKind::ALL.get(label / 2).copied();
                    found.push(Found { first: at, end, kind });
                    open = None;
                }
            }
            label = steps.get(label).copied().map_or(0, usize::from);
        }
        found.reverse();
        found
    }

    fn pair(&self, label: usize, next: usize) -> i32 {
        self.pairs.get(label).and_then(|row| row.get(next)).copied().unwrap_or(0)
    }

    /// The best score on the way to a label, and the label before it.
    fn best(&self, last: &Scores, next: usize) -> (i32, usize) {
        best_of(last.iter().enumerate().map(|(label, &score)| {
            score + self.pair(label, next) - if may_follow(label, next) { 0 } else { NEVER }
        }))
    }
}

/// More than any line can score.
const NEVER: i32 = 1 << 24;

/// Whether a label may stand after another: the inside of a name after its beginning or inside only.
fn may_follow(label: usize, next: usize) -> bool {
    next == 0 || next % 2 == 1 || label == next || label + 1 == next
}

fn best_of(scores: impl Iterator<Item = i32>) -> (i32, usize) {
    let mut best = (i32::MIN, 0);
    for (label, score) in scores.enumerate() {
        if score > best.0 {
            best = (score, label);
        }
    }
    best
}
