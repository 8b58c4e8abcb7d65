//! [`LineStore`]: what the pages of one site have in common.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::index::word::{self, Shape};

/// How many pages of a site hold a line: what many pages repeat is no text of theirs.
///
/// The caller owns it, fills it with pages of one site, and gives it to
/// [`Detector::blocks_of_site`](crate::Detector::blocks_of_site). Numbers in a line do not count: "33 comments" and "7
/// comments" are one line. Spelling is folded as everywhere.
///
/// It keeps at most [`LineStore::LIMIT`] lines, 12 bytes of data each; when it is full, those seen on fewest pages are dropped. Up to
/// there counts are exact whatever the order of pages, and merging stores is the same as filling one.
///
/// ```
/// use khabar::{BlockKind, Detector, LineStore};
///
/// let mut site = LineStore::new();
/// for n in 0..5 {
///     site.add(&format!("حديقة المدينة تفتح أبوابها للمرة {n}\nبوابة النهر الجديد ترحب بكم في عامها {n}\n"));
/// }
/// assert_eq!((site.pages(), site.count("بوابة النهر الجديد ترحب بكم في عامها 12")), (5, 5));
///
/// let page = "بوابة النهر الجديد ترحب بكم في عامها 7\n";
/// let blocks = Detector::builtin().blocks_of_site(page, &site);
/// assert_ne!(blocks[0].kind(), BlockKind::Body);
///
/// let saved = site.to_bytes();
/// assert_eq!(LineStore::from_bytes(&saved)?, site);
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineStore {
    pages: u32,
    lines: BTreeMap<u64, u32>,
}

/// What saved stores begin with; the last byte is the version of how lines are folded.
const MAGIC: [u8; 8] = *b"khabarL\x01";

/// Fewest pages that say anything of a site.
const FEW: u32 = 3;

impl LineStore {
    /// Most lines that are kept.
    pub const LIMIT: usize = 1 << 18;

    /// An empty store.
    pub fn new() -> LineStore {
        LineStore::default()
    }

    /// Counts the lines of a page, each once.
    pub fn add(&mut self, page: &str) {
        let mut keys: Vec<u64> = page.split('\n').map(key_of).filter(|&key| key != 0).collect();
        keys.sort_unstable();
        keys.dedup();
        self.pages = self.pages.saturating_add(1);
        for key in keys {
            let count = self.lines.entry(key).or_default();
            *count = count.saturating_add(1);
        }
        self.shrink();
    }

    /// Adds the counts of another store, such as one that another thread has filled.
    pub fn merge(&mut self, other: &LineStore) {
        self.pages = self.pages.saturating_add(other.pages);
        for (&key, &more) in &other.lines {
            let count = self.lines.entry(key).or_default();
            *count = count.saturating_add(more);
        }
        self.shrink();
    }

    /// Pages that were added.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Pages that hold the line; 0 for one without a word.
    pub fn count(&self, line: &str) -> u32 {
        self.lines.get(&key_of(line)).copied().unwrap_or(0)
    }

    /// The store as bytes, the same on every machine. Only a crate of the same minor version is sure to read them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&self.pages.to_le_bytes());
        for (key, count) in &self.lines {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&count.to_le_bytes());
        }
        bytes
    }

    /// Reads what [`LineStore::to_bytes`] wrote; anything else is an error.
    pub fn from_bytes(bytes: &[u8]) -> Result<LineStore, Error> {
        let bad = || {
            let found = format!("{} bytes", bytes.len());
            Error::new("line store", 0, ErrorKind::Unknown { what: "content", found, expected: "a saved store" })
        };
        let rest = bytes.strip_prefix(&MAGIC).ok_or_else(bad)?;
        let (pages, rest) = rest.split_first_chunk().ok_or_else(bad)?;
        let mut store = LineStore { pages: u32::from_le_bytes(*pages), lines: BTreeMap::new() };
        let rows = rest.chunks_exact(12);
        if !rows.remainder().is_empty() || rows.len() > LineStore::LIMIT {
            return Err(bad());
        }
        for row in rows {
            let (key, count) = row.split_first_chunk().ok_or_else(bad)?;
            let count = count.first_chunk().ok_or_else(bad)?;
            store.lines.insert(u64::from_le_bytes(*key), u32::from_le_bytes(*count));
        }
        Ok(store)
    }

    /// Whether so many pages hold the line that it is of the site, not of the page.
    pub(crate) fn is_of_site(&self, line: &str) -> bool {
        let count = self.count(line);
        count >= FEW && count >= self.pages / 5
    }

    fn shrink(&mut self) {
        let mut least = 1;
        while self.lines.len() > LineStore::LIMIT {
            self.lines.retain(|_, count| *count > least);
            least *= 2;
        }
    }
}

/// The folded words of a line, numbers alike, as one number; 0 without a word.
fn key_of(line: &str) -> u64 {
    let mut key = 0u64;
    for word in word::words(line) {
        let number = word.shape == Shape::Number || word.key.begins_with_digit();
        let own = if number { 1 } else { word.key.mixed() };
        key = (key.rotate_left(7) ^ own).wrapping_mul(0x9E37_79B9_7F4A_7C15).max(1);
    }
    key
}
