//! The decision: points summed line by line, then the best sequence of kinds.

use super::kind::{BlockKind, KINDS};
use super::weight::Weights;

/// Length of a row of points: the kinds, and one that is none. Sixteen numbers are added a few at a time, fifteen are not.
pub(crate) const ROW: usize = KINDS + 1;

/// Points of one line for every kind, and a 0.
pub(crate) type Points = [i32; ROW];

/// Sum of the points of a line's features.
pub(crate) fn points(weights: &Weights, features: &[u16]) -> Points {
    let mut sum = [0; ROW];
    for &feature in features {
        for (sum, points) in sum.iter_mut().zip(weights.of(usize::from(feature))) {
            *sum += points;
        }
    }
    sum
}

/// Low bits of a total that hold the kind before, so that the greater of two totals brings its own along.
const BITS: u32 = 4;
const MASK: i32 = (1 << BITS) - 1;
const _: () = assert!(KINDS <= 1 << BITS, "every kind has its number");

/// Points of every kind after every other, each with the kind before it in the low bits: the earlier, the greater.
#[derive(Clone, Debug, Default)]
pub(crate) struct Joins([Points; KINDS]);

impl Joins {
    /// `after[p][k]` are the points of kind `k` after kind `p`.
    pub(crate) fn new(after: &[Points; KINDS]) -> Joins {
        let mut joins = *after;
        for (before, row) in (0..).zip(&mut joins) {
            for points in row.iter_mut() {
                *points = (*points << BITS) + MASK - before;
            }
            // What is no kind is never the best.
            row.last_mut().into_iter().for_each(|points| *points = i32::MIN / 4);
        }
        Joins(joins)
    }
}

/// The sequence of kinds with the most points (Viterbi). Of equal sequences the one with the earlier kinds is taken, so the
/// answer is the same everywhere.
pub(crate) fn best_sequence(lines: &[Points], joins: &Joins) -> Vec<BlockKind> {
    let mut back: Vec<[u8; ROW]> = Vec::with_capacity(lines.len());
    let Some((first, rest)) = lines.split_first() else { return Vec::new() };
    let mut score = first.map(|points| points << BITS);
    for line in rest {
        let mut next = [i32::MIN; ROW];
        for (total, row) in score.iter().zip(&joins.0) {
            for (best, points) in next.iter_mut().zip(row) {
                *best = (*best).max(total + points);
            }
        }
        back.push(next.map(|best| (MASK - (best & MASK)) as u8));
        // Only differences count: with the best near 0 no page is long enough to overflow.
        let top = next.iter().copied().max().unwrap_or(0) & !MASK;
        for ((best, own), total) in next.iter().zip(line).zip(&mut score) {
            *total = (best & !MASK) - top + (own << BITS);
        }
    }
    let mut at = 0;
    for (kind, total) in score.iter().enumerate().take(KINDS) {
        if score.get(at).is_some_and(|best| total > best) {
            at = kind;
        }
    }
    let mut kinds = vec![BlockKind::Other; lines.len()];
    for (n, kind) in kinds.iter_mut().enumerate().rev() {
        *kind = BlockKind::ALL.get(at).copied().unwrap_or(BlockKind::Other);
        at = n.checked_sub(1).and_then(|n| back.get(n)?.get(at)).map_or(0, |&before| usize::from(before));
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sequence, one by one: the slow twin (invariant 10).
    fn by_trying(lines: &[Points], after: &[Points; KINDS]) -> i64 {
        let mut totals: Vec<(usize, i64)> = Vec::new();
        for line in lines {
            let options: Vec<(usize, i64)> = if totals.is_empty() {
                (0..KINDS).map(|k| (k, i64::from(line[k]))).collect()
            } else {
                let step = |&(p, t): &(usize, i64)| (0..KINDS).map(move |k| (k, t + i64::from(after[p][k] + line[k])));
                totals.iter().flat_map(step).collect()
            };
            totals = options;
        }
        totals.iter().map(|&(_, total)| total).max().unwrap_or(0)
    }

    #[test]
    fn the_best_sequence_has_the_most_points() {
        let mut seed = 7u64;
        let mut random = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 40) as i32 % 20 - 10
        };
        for _ in 0..20 {
            let after: [Points; KINDS] = core::array::from_fn(|_| core::array::from_fn(|_| random()));
            let lines: Vec<Points> = (0..4).map(|_| core::array::from_fn(|_| random())).collect();
            let kinds = best_sequence(&lines, &Joins::new(&after));
            let own: i64 = kinds.iter().zip(&lines).map(|(&k, line)| i64::from(line[k as usize])).sum();
            let joins: i64 = kinds.windows(2).map(|w| i64::from(after[w[0] as usize][w[1] as usize])).sum();
            assert_eq!(own + joins, by_trying(&lines, &after));
        }
    }
}
