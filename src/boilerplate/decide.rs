//! The decision: points summed line by line, then the best sequence of kinds.

use super::kind::{BlockKind, KINDS};
use super::weight::Weights;

/// Points of one line for every kind.
pub(crate) type Points = [i32; KINDS];

/// Sum of the points of a line's features.
pub(crate) fn points(weights: &Weights, features: &[u16]) -> Points {
    let mut sum = [0; KINDS];
    for &feature in features {
        for (sum, points) in sum.iter_mut().zip(weights.of(usize::from(feature))) {
            *sum += points;
        }
    }
    sum
}

/// The sequence of kinds with the most points (Viterbi), where `after[p][k]` are the points of kind `k` after kind `p`.
/// Of equal sequences the one with the earlier kinds is taken, so the answer is the same everywhere.
pub(crate) fn best_sequence(lines: &[Points], after: &[Points; KINDS]) -> Vec<BlockKind> {
    let mut score = [0i32; KINDS];
    let mut back: Vec<[u8; KINDS]> = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        let mut next = [i32::MIN; KINDS];
        let mut from = [0i32; KINDS];
        for (before, (total, row)) in (0..).zip(score.iter().zip(after)) {
            let first = n == 0;
            for ((best, came), points) in next.iter_mut().zip(&mut from).zip(row) {
                let sum = if first { *total } else { total + points };
                let better = sum > *best;
                *best = if better { sum } else { *best };
                *came = if better { before } else { *came };
            }
        }
        // Only differences count: with the best at 0 no page is long enough to overflow.
        for (best, own) in next.iter_mut().zip(line) {
            *best += own;
        }
        let top = next.iter().copied().max().unwrap_or(0);
        next.iter_mut().for_each(|best| *best -= top);
        score = next;
        back.push(from.map(|kind| kind as u8));
    }
    let mut at = 0;
    for (kind, total) in score.iter().enumerate() {
        if score.get(at).is_some_and(|best| total > best) {
            at = kind;
        }
    }
    let mut kinds = Vec::with_capacity(lines.len());
    for from in back.iter().rev() {
        kinds.push(BlockKind::ALL.get(at).copied().unwrap_or(BlockKind::Other));
        at = usize::from(from.get(at).copied().unwrap_or(0));
    }
    kinds.reverse();
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
            let kinds = best_sequence(&lines, &after);
            let own: i64 = kinds.iter().zip(&lines).map(|(&k, line)| i64::from(line[k as usize])).sum();
            let joins: i64 = kinds.windows(2).map(|w| i64::from(after[w[0] as usize][w[1] as usize])).sum();
            assert_eq!(own + joins, by_trying(&lines, &after));
        }
    }
}
