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
    let mut score = [0i64; KINDS];
    let mut back: Vec<[u8; KINDS]> = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        let mut next = [i64::MIN; KINDS];
        let mut from = [0u8; KINDS];
        for (before, (total, row)) in score.iter().zip(after).enumerate() {
            for ((best, came), points) in next.iter_mut().zip(from.iter_mut()).zip(row) {
                let sum = if n == 0 { *total } else { total + i64::from(*points) };
                if sum > *best {
                    *best = sum;
                    *came = before as u8;
                }
            }
        }
        for (best, own) in next.iter_mut().zip(line) {
            *best += i64::from(*own);
        }
        score = next;
        back.push(from);
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
