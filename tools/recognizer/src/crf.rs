//! A linear-chain conditional random field: stochastic gradient descent with cumulative L1 (Tsuruoka, Tsujii and Ananiadou 2009).

use std::collections::HashMap;

use crate::corpus::{LABELS, Sample};

pub struct Settings {
    pub epochs: usize,
    pub l1: f32,
    pub rate: f32,
    pub decay: f32,
    pub least: f32,
}

/// Weights of every label for every feature, and of every pair of labels; row `LABELS` of the pairs is the beginning.
pub struct Model {
    pub index: HashMap<u32, u32>,
    pub weights: Vec<[f32; LABELS]>,
    pub pairs: [[f32; LABELS]; LABELS + 1],
}

/// Whether `next` may follow `label`: an I follows its B or I only.
pub fn may_follow(label: usize, next: usize) -> bool {
    next == 0 || next % 2 == 1 || label == next || label + 1 == next
}

impl Model {
    pub fn train(samples: &[&Sample], settings: &Settings) -> Model {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        for sample in samples {
            for &feature in sample.features.iter().flatten() {
                *counts.entry(feature).or_default() += if sample.test { 1.0 } else { 0.0 };
            }
        }
        let mut kept: Vec<u32> = counts.iter().filter(|&(_, &n)| n >= settings.least).map(|(&f, _)| f).collect();
        kept.sort_unstable();
        let index: HashMap<u32, u32> = kept.iter().enumerate().map(|(n, &f)| (f, n as u32)).collect();
        let rows: Vec<Vec<Vec<u32>>> = samples.iter().map(|s| rows(&index, s)).collect();
        let mut model = Model { weights: vec![[0.0; LABELS]; kept.len()], index, pairs: [[0.0; LABELS]; LABELS + 1] };
        let mut paid = vec![[0.0f32; LABELS]; kept.len()];
        let total: f32 = samples.iter().map(|s| s.share).sum();
        let mut owed = 0.0f32;
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        for epoch in 0..settings.epochs {
            for n in (1..order.len()).rev() {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                order.swap(n, (random % (n as u64 + 1)) as usize);
            }
            for (done, &n) in order.iter().enumerate() {
                let sample = samples[n];
                if sample.gold.is_empty() {
                    continue;
                }
                let progress = epoch as f32 + done as f32 / order.len() as f32;
                let rate = settings.rate * settings.decay.powf(progress);
                owed += rate * settings.l1 * sample.share / total;
                model.step(&rows[n], &sample.reachable, rate * sample.share);
                for &f in rows[n].iter().flatten() {
                    let (row, paid) = (&mut model.weights[f as usize], &mut paid[f as usize]);
                    for (w, q) in row.iter_mut().zip(paid) {
                        let before = *w;
                        if before > 0.0 {
                            *w = (before - (owed + *q)).max(0.0);
                        } else if before < 0.0 {
                            *w = (before + (owed - *q)).min(0.0);
                        }
                        *q += *w - before;
                    }
                }
            }
        }
        model
    }

    fn scores(&self, rows: &[Vec<u32>]) -> Vec<[f32; LABELS]> {
        let add = |mut sum: [f32; LABELS], &f: &u32| {
            for (s, w) in sum.iter_mut().zip(&self.weights[f as usize]) {
                *s += w;
            }
            sum
        };
        rows.iter().map(|row| row.iter().fold([0.0; LABELS], add)).collect()
    }

    /// One step along the gradient of one line.
    fn step(&mut self, rows: &[Vec<u32>], gold: &[u8], rate: f32) {
        let n = rows.len();
        let scores = self.scores(rows);
        let pairs = self.pairs.map(|row| row.map(f32::exp));
        let node: Vec<[f32; LABELS]> = scores
            .iter()
            .zip(rows)
            .map(|(s, row)| {
                // A word without features is outside names for certain.
                if row.is_empty() {
                    let mut only = [0.0; LABELS];
                    only[0] = 1.0;
                    return only;
                }
                let most = s.iter().copied().fold(f32::MIN, f32::max);
                s.map(|x| (x - most).exp())
            })
            .collect();
        let allowed = |a: usize, b: usize| if may_follow(a, b) { pairs[a][b] } else { 0.0 };
        let begin = |b: usize| if b == 0 || b % 2 == 1 { pairs[LABELS][b] } else { 0.0 };
        let normal = |mut row: [f32; LABELS]| {
            let sum: f32 = row.iter().sum();
            row.iter_mut().for_each(|x| *x /= sum);
            row
        };
        let mut forward: Vec<[f32; LABELS]> = Vec::with_capacity(n);
        for t in 0..n {
            let mut row = [0.0; LABELS];
            for (b, slot) in row.iter_mut().enumerate() {
                let into: f32 =
                    if t == 0 { begin(b) } else { (0..LABELS).map(|a| forward[t - 1][a] * allowed(a, b)).sum() };
                *slot = into * node[t][b];
            }
            forward.push(normal(row));
        }
        let mut backward = vec![[1.0f32; LABELS]; n];
        for t in (0..n - 1).rev() {
            let mut row = [0.0; LABELS];
            for (a, slot) in row.iter_mut().enumerate() {
                *slot = (0..LABELS).map(|b| allowed(a, b) * node[t + 1][b] * backward[t + 1][b]).sum();
            }
            backward[t] = normal(row);
        }
        for t in 0..n {
            let mut p = [0.0; LABELS];
            for b in 0..LABELS {
                p[b] = forward[t][b] * backward[t][b];
            }
            let mut change = normal(p).map(|x| -x * rate);
            change[usize::from(gold[t])] += rate;
            // The others are worth what they are worth beyond O.
            change[0] = 0.0;
            for &f in &rows[t] {
                for (w, c) in self.weights[f as usize].iter_mut().zip(&change) {
                    *w += c;
                }
            }
            let rate = rate * 0.2;
            if t == 0 {
                for b in 0..LABELS {
                    self.pairs[LABELS][b] += change[b] * 0.2;
                }
                continue;
            }
            let mut both = [[0.0f32; LABELS]; LABELS];
            let mut sum = 0.0;
            for a in 0..LABELS {
                for b in 0..LABELS {
                    both[a][b] = forward[t - 1][a] * allowed(a, b) * node[t][b] * backward[t][b];
                    sum += both[a][b];
                }
            }
            for a in 0..LABELS {
                for b in 1..LABELS {
                    self.pairs[a][b] -= rate * both[a][b] / sum;
                }
            }
            if gold[t] > 0 {
                self.pairs[usize::from(gold[t - 1])][usize::from(gold[t])] += rate;
            }
        }
    }

    /// The likeliest labels.
    pub fn decode(&self, sample: &Sample) -> Vec<u8> {
        let rows = rows(&self.index, sample);
        let mut scores = self.scores(&rows);
        for (scores, _) in scores.iter_mut().zip(&rows).filter(|(_, row)| row.is_empty()) {
            *scores = [f32::MIN / 1e6; LABELS];
            scores[0] = 0.0;
        }
        let mut best: Vec<[(f32, usize); LABELS]> = Vec::new();
        for (t, own) in scores.iter().enumerate() {
            let mut row = [(f32::MIN, 0); LABELS];
            for b in 0..LABELS {
                row[b] = if t == 0 {
                    (if may_follow(0, b) { self.pairs[LABELS][b] } else { f32::MIN / 2.0 }, 0)
                } else {
                    let into =
                        (0..LABELS).filter(|&a| may_follow(a, b)).map(|a| (best[t - 1][a].0 + self.pairs[a][b], a));
                    into.max_by(|x, y| x.0.total_cmp(&y.0)).unwrap()
                };
                row[b].0 += own[b];
            }
            best.push(row);
        }
        let mut labels = vec![0; best.len()];
        let last = best.last().map(|row| (0..LABELS).max_by(|&a, &b| row[a].0.total_cmp(&row[b].0)).unwrap());
        let mut at = last.unwrap_or(0);
        for t in (0..best.len()).rev() {
            labels[t] = at as u8;
            at = best[t][at].1;
        }
        labels
    }
}

/// The known features of every word.
fn rows(index: &HashMap<u32, u32>, sample: &Sample) -> Vec<Vec<u32>> {
    sample.features.iter().map(|row| row.iter().filter_map(|f| index.get(f).copied()).collect()).collect()
}
