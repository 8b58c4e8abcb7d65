//! A trie of phrases over word keys, for the few that change while a program runs: cues, titles, what a page has shown.
//! Names are found in an image.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::word::Key;

/// A hash map for small fixed-width keys: fast, and the same on every platform.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// Phrases as paths of words. A node number stands for a prefix; 0 is the empty one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    next: Map<(u32, Key), u32>,
    nodes: u32,
}

impl Phrases {
    /// The node of the empty prefix.
    pub(crate) const ROOT: u32 = 0;

    /// The node of a phrase, made where it is missing.
    pub(crate) fn insert(&mut self, words: impl IntoIterator<Item = Key>) -> u32 {
        let mut at = Self::ROOT;
        for word in words {
            let fresh = self.nodes + 1;
            at = *self.next.entry((at, word)).or_insert(fresh);
            self.nodes = self.nodes.max(at);
        }
        at
    }

    /// The node reached from `node` by one more word.
    pub(crate) fn step(&self, node: u32, word: Key) -> Option<u32> {
        self.next.get(&(node, word)).copied()
    }

    /// Number of nodes, the root included.
    pub(crate) fn len(&self) -> usize {
        self.nodes as usize + 1
    }
}

/// A multiply-and-fold hasher: the keys are fixed-width integers of trusted lists, and look-ups are most of the work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(u64::from(b));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn write_u64(&mut self, n: u64) {
        let wide = u128::from(self.0 ^ n ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93;
        self.0 = (wide >> 64) as u64 ^ wide as u64;
    }

    fn write_u128(&mut self, n: u128) {
        self.write_u64(n as u64);
        self.write_u64((n >> 64) as u64);
    }
}
