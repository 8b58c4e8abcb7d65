//! [`Table`]: the trained weights, and the likeliest labels of a line by them.

use super::feature::{Features, TEMPLATES, width_of};
use crate::Error;
use crate::error::ErrorKind;
use crate::gazetteer::EntityKind;
use crate::index::labels::{LABELS, PAIRS, Row};
use crate::index::tsv;

/// Scores of the labels but the first: `O` is worth nothing, so that the others are what they are worth beyond it. No line can
/// bring a word to the end of the range: it has some eighty features of at most 127 each.
type Scores = [i16; LABELS];

/// Weights of every label by feature. All integers: the same answer on every platform.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The first is that of features without weights.
    rows: Vec<Scores>,
    /// Rows of the features of templates with few values, by [`STARTS`].
    dense: Vec<u16>,
    /// Rows of the others: an open hash table, a power of two long and at most half full.
    sparse: Vec<(u32, u16)>,
    /// What a label adds after another, by the later one; the last of a row is for a word that begins the line.
    pairs: [[i32; LABELS + 2]; LABELS + 1],
}

/// For every template with few values where its values begin in the dense part of a table, [`SPARSE`] for the others; and the
/// number of all those values.
const STARTS_AND_VALUES: ([u32; TEMPLATES], u32) = {
    let mut starts = [SPARSE; TEMPLATES];
    let mut room = 0;
    let mut template = 0;
    let mut rest: &mut [u32] = &mut starts;
    while let [start, after @ ..] = rest {
        if width_of(template) > 0 {
            *start = room;
            room += 1 << width_of(template);
        }
        template += 1;
        rest = after;
    }
    (starts, room)
};
const STARTS: [u32; TEMPLATES] = STARTS_AND_VALUES.0;
const VALUES: u32 = STARTS_AND_VALUES.1;
const SPARSE: u32 = u32::MAX;

const FREE: (u32, u16) = (u32::MAX, 0);

/// For every word of a line and every label the label before: room that is used again for the next line.
pub(crate) type Steps = Vec<[u8; LABELS + 1]>;

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
            let parsed = Row::parse(row.field(0), row.field(1)).filter(|_| rows.len() < usize::from(u16::MAX));
            rows.push(parsed.ok_or_else(|| {
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
        Table::new(crate::index::labels::unpack(bytes).collect())
    }

    fn new(rows: Vec<Row>) -> Table {
        let mut table = Table {
            rows: vec![Scores::default()],
            dense: vec![0; VALUES as usize],
            sparse: vec![FREE; (rows.len() * 2 + 1).next_power_of_two()],
            pairs: Default::default(),
        };
        for row in rows {
            if let Some(from) = row.feature.checked_sub(PAIRS) {
                for (pairs, weight) in table.pairs.iter_mut().zip([0].into_iter().chain(row.weights)) {
                    pairs.get_mut(from as usize).into_iter().for_each(|pair| *pair = weight.into());
                }
                continue;
            }
            let number = table.rows.len() as u16;
            let template = (row.feature >> 24) as usize;
            match STARTS.get(template).copied().filter(|&start| start != SPARSE) {
                Some(start) => {
                    let at = start + (row.feature & 0xFF_FFFF);
                    // A value beyond its template's is none that a word can have.
                    if row.feature & 0xFF_FFFF < 1 << width_of(template)
                        && let Some(slot) = table.dense.get_mut(at as usize)
                    {
                        *slot = number;
                    }
                }
                None => {
                    let at = table.place(row.feature);
                    if let Some(slot) = table.sparse.get_mut(at) {
                        *slot = (row.feature, number);
                    }
                }
            }
            table.rows.push(row.weights.map(i16::from));
        }
        table
    }

    /// Where a feature of many values stands, or would.
    fn place(&self, feature: u32) -> usize {
        let mask = self.sparse.len() - 1;
        let mut at = (feature.wrapping_mul(0x9E37_79B1) >> 12) as usize & mask;
        while self.sparse.get(at).is_some_and(|slot| slot.0 != feature && slot.0 != FREE.0) {
            at = (at + 1) & mask;
        }
        at
    }

    /// The number of a feature's row; 0 for a feature without weights.
    #[inline(always)]
    fn row(&self, template: usize, value: u32) -> u16 {
        let row = match STARTS.get(template) {
            Some(&start) if start != SPARSE => self.dense.get((start + value) as usize).copied(),
            _ => self.sparse.get(self.place((template as u32) << 24 | value)).map(|slot| slot.1),
        };
        row.unwrap_or(0)
    }

    /// Adds the weights of a feature. That of features without weights is added too: cheaper than a branch that nobody can foresee.
    #[inline(always)]
    fn add(&self, sum: &mut Scores, template: usize, value: u32) {
        if let Some(weights) = self.rows.get(usize::from(self.row(template, value))) {
            for (score, &weight) in sum.iter_mut().zip(weights) {
                *score = score.wrapping_add(weight);
            }
        }
    }

    /// The names in a line: those of the labels that together have the highest score (Viterbi). Of equal ones the first counts.
    /// To begin a name is worth `lean` points.
    pub(crate) fn read(&self, features: &Features<'_>, lean: i32, from: &mut Steps) -> Vec<Found> {
        from.clear();
        let mut last = [NEVER; LABELS + 1];
        let bonus = |label: usize| if label % 2 == 1 { lean * OF_A_POINT } else { 0 };
        for at in 0..features.len() {
            let mut row = [NEVER; LABELS + 1];
            let mut steps = [0; LABELS + 1];
            let begins = at == 0;
            let into = |next: usize| {
                let pairs = self.pairs.get(next).unwrap_or(&NO_PAIRS);
                if begins { (pairs[LABELS + 1], 0) } else { best(&last, pairs, next) }
            };
            if features.is_open(at) {
                let goes_on = !begins && features.may_go_on(at);
                let ended = features.ends_before(at);
                let allowed = |label: usize| match label {
                    0 => true,
                    BEGIN_PERSON => !features.begins_no_person(at),
                    INSIDE_PERSON => goes_on && ended != Some(EntityKind::Person) && !features.ends_person(at),
                    INSIDE_BODY => goes_on && ended != Some(EntityKind::Organization),
                    _ => label % 2 == 1 || goes_on,
                };
                let mut sum = Scores::default();
                features.each(at, |template, value| self.add(&mut sum, template, value));
                let own = [0].into_iter().chain(sum);
                for (next, ((score, step), own)) in row.iter_mut().zip(&mut steps).zip(own).enumerate() {
                    if allowed(next) {
                        let (best, label) = into(next);
                        *score = best + i32::from(own) + bonus(next);
                        *step = label;
                    }
                }
            } else if let (Some(score), Some(step)) = (row.first_mut(), steps.first_mut()) {
                (*score, *step) = into(0);
            }
            from.push(steps);
            // Only differences count: so no line is too long for the range.
            let [base, ..] = row;
            last = row.map(|score| (score - base).max(NEVER));
        }
        spans(from, &last)
    }
}

/// The best score on the way to a label, and the label before it, the first of equal ones: the inside of a name follows its
/// beginning or inside only.
#[inline(always)]
fn best(last: &[i32; LABELS + 1], pairs: &[i32; LABELS + 2], next: usize) -> (i32, u8) {
    let scores = last.iter().zip(pairs).map(|(score, pair)| score + pair).zip(0_u8..);
    let better = |best: (i32, u8), found: (i32, u8)| if found.0 > best.0 { found } else { best };
    match next > 0 && next.is_multiple_of(2) {
        true => scores.skip(next - 1).take(2).fold((i32::MIN, 0), better),
        false => scores.fold((i32::MIN, 0), better),
    }
}

/// Pairs of labels that add nothing.
const NO_PAIRS: [i32; LABELS + 2] = [0; LABELS + 2];

/// Labels of words that begin or go on the name of a person, and that go on the name of a body.
const BEGIN_PERSON: usize = 1;
const INSIDE_PERSON: usize = 2;
const INSIDE_BODY: usize = 6;

/// Weights of the table that weigh as much as a point set by hand, about.
const OF_A_POINT: i32 = 8;

/// Less than a word can score beyond another label.
const NEVER: i32 = -(1 << 28);

/// The names that the labels with the highest score give, from the label before each.
fn spans(from: &[[u8; LABELS + 1]], last: &[i32; LABELS + 1]) -> Vec<Found> {
    let mut label = 0;
    for (n, score) in last.iter().enumerate() {
        if Some(score) > last.get(label) {
            label = n;
        }
    }
    let mut found: Vec<Found> = Vec::new();
    let mut open: Option<usize> = None;
    // From right to left: an I lengthens the name that it ends, a B begins it.
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
