//! The words of an article, asked for again and again by every line of its page.

use core::mem;

/// A set of mixed word keys. They are parted by their first bits into as many buckets as there are words, which takes a
/// fraction of the time of sorting them; only a bucket that is large is sorted, so that no choice of words makes it slow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    words: Vec<u64>,
    /// Where the buckets end in `words`.
    ends: Vec<u32>,
    /// Bits of a word that do not tell its bucket.
    shift: u32,
    /// Words that came later, sorted, and a bit for the first six bits of each.
    later: Vec<u64>,
    filter: u64,
}

/// Most words of a bucket that is searched one by one.
const FEW: usize = 8;

impl Vocabulary {
    pub(crate) fn new(words: &[u64]) -> Vocabulary {
        let count = words.len().next_power_of_two().max(2);
        let shift = (count as u64).leading_zeros() + 1;
        let bucket = |word: u64| (word >> shift) as usize;
        let mut ends = vec![0_u32; count];
        for &word in words {
            ends.get_mut(bucket(word)).into_iter().for_each(|size| *size += 1);
        }
        let mut before = 0;
        for end in &mut ends {
            before += mem::replace(end, before);
        }
        let mut parted = vec![0; words.len()];
        for &word in words {
            let Some(end) = ends.get_mut(bucket(word)) else { continue };
            if let Some(place) = parted.get_mut(*end as usize) {
                *place = word;
            }
            *end += 1;
        }
        let mut start = 0;
        for &end in &ends {
            if end as usize - start > FEW {
                parted.get_mut(start..end as usize).into_iter().for_each(<[u64]>::sort_unstable);
            }
            start = end as usize;
        }
        Vocabulary { words: parted, ends, shift, ..Vocabulary::default() }
    }

    /// Adds a few words.
    pub(crate) fn add(&mut self, words: &[u64]) {
        self.later.extend_from_slice(words);
        self.later.sort_unstable();
        self.filter = words.iter().fold(self.filter, |filter, word| filter | 1 << (word >> 58));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.later.is_empty()
    }

    pub(crate) fn has(&self, word: u64) -> bool {
        let bucket = word.checked_shr(self.shift).unwrap_or(0) as usize;
        let end = |bucket: usize| self.ends.get(bucket).map_or(0, |&end| end as usize);
        let start = bucket.checked_sub(1).map_or(0, end);
        let own = self.words.get(start..end(bucket)).unwrap_or_default();
        let found = if own.len() > FEW { own.binary_search(&word).is_ok() } else { own.contains(&word) };
        found || self.filter >> (word >> 58) & 1 == 1 && self.later.binary_search(&word).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_what_it_was_given() {
        let mut seed = 7u64;
        let mut random = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed ^ seed >> 29
        };
        for count in [0, 1, 2, 3, 9, 64, 200, 1000] {
            let mut words: Vec<u64> = (0..count).map(|_| random()).collect();
            // One word many times, and many that share their first bits.
            words.extend((0..count / 3).map(|n| if n % 2 == 0 { 5 } else { u64::MAX - n }));
            let later: Vec<u64> = (0..count / 7).map(|_| random()).collect();
            let mut own = Vocabulary::new(&words);
            assert_eq!(own.is_empty(), count == 0);
            own.add(&later);
            assert!(words.iter().chain(&later).all(|&word| own.has(word)));
            let others = (0..500).map(|_| random()).chain([0, 1, 4, 6, u64::MAX / 2]);
            others.for_each(|word| assert_eq!(own.has(word), words.contains(&word) || later.contains(&word)));
        }
        assert!(!Vocabulary::default().has(3));
    }
}
