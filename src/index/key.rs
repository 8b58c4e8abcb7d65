//! [`Key`]: what a word is looked up by.

use super::word::words;

/// A folded word in a fixed width: exact up to 16 letters, a hash beyond that or outside Arabic and ASCII.
///
/// One byte a letter, the first letter in the lowest byte, so cutting a proclitic is a shift. Invariant 9: words of a
/// text and words of a list get their keys from this one function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(pub(super) u128);

/// Letters that fit a key exactly.
pub(super) const WIDTH: usize = 16;
/// Highest byte of a hashed key; no letter has this code.
pub(super) const HASHED: u128 = 0xFF << 120;

impl Key {
    /// The key of the first word of `text`; `None` without a letter or digit.
    pub(crate) fn of(text: &str) -> Option<Key> {
        words(text).next().map(|word| word.key)
    }

    /// Whether the letters can be read back from the key.
    pub(crate) fn is_exact(self) -> bool {
        self.0 & HASHED != HASHED
    }

    /// Number of letters of an exact key.
    pub(crate) fn letters(self) -> usize {
        WIDTH - self.0.leading_zeros() as usize / 8
    }

    /// Code of the first letter of an exact key.
    pub(crate) fn first(self) -> u8 {
        self.0 as u8
    }

    /// Code of the last letter of an exact key.
    pub(crate) fn last(self) -> u8 {
        self.cut(self.letters().saturating_sub(1)).first()
    }

    /// 64 bits of the key, well mixed: equal keys have equal ones, different keys hardly ever.
    pub(crate) fn mixed(self) -> u64 {
        let wide = u128::from(self.0 as u64 ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93;
        ((wide >> 64) as u64 ^ wide as u64).wrapping_add((self.0 >> 64) as u64).wrapping_mul(0x9FB2_1C65_1E98_DF25)
    }

    /// 64 bits of the key for the tables of an image, quickly made. Part of the layout of images: see `VERSION` there.
    #[inline]
    pub(crate) fn hash(self) -> u64 {
        let folded = self.0 as u64 ^ ((self.0 >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let x = folded.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        (x ^ x >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    }

    /// The letter codes of an exact key, zeros behind them.
    pub(crate) fn codes(self) -> [u8; WIDTH] {
        self.0.to_le_bytes()
    }

    /// The exact key of the first `len` codes.
    #[inline]
    pub(crate) fn from_codes(codes: [u8; WIDTH], len: u8) -> Key {
        Key(u128::from_le_bytes(codes)).keep(len.into())
    }

    /// Whether the first letter of an exact key is a digit.
    pub(crate) fn begins_with_digit(self) -> bool {
        self.is_exact() && (1..=10).contains(&self.first())
    }

    /// Whether an exact key begins with the letters of `head`.
    pub(crate) fn starts_with(self, head: Key) -> bool {
        self.is_exact() && self.has_head(head, head.mask())
    }

    /// All bits of the bytes that the letters of the key take up.
    pub(crate) fn mask(self) -> Key {
        Key(!(u128::MAX.checked_shl(self.letters() as u32 * 8).unwrap_or(0)))
    }

    /// [`Key::starts_with`] with the mask of `head` at hand.
    pub(crate) fn has_head(self, head: Key, mask: Key) -> bool {
        self.0 & mask.0 == head.0
    }

    /// The key without its first `n` letters; only of exact keys.
    pub(crate) fn cut(self, n: usize) -> Key {
        Key(self.0.checked_shr(n as u32 * 8).unwrap_or(0))
    }

    /// As [`Key::cut`], for fewer letters than a key holds.
    #[inline(always)]
    pub(crate) fn cut_few(self, n: usize) -> Key {
        Key(self.0 >> ((n * 8) & 127))
    }

    /// The first `n` letters of an exact key.
    pub(crate) fn keep(self, n: usize) -> Key {
        Key(self.0 & !(u128::MAX.checked_shl(n as u32 * 8).unwrap_or(0)))
    }

    /// The key with the letters of `head` put before it; `None` if they do not fit.
    pub(crate) fn with_head(self, head: Key) -> Option<Key> {
        let n = head.letters();
        (self.is_exact() && self.letters() + n <= WIDTH).then(|| Key(self.0 << (n * 8) | head.0))
    }

    /// Whether an exact key ends with the letters of `tail`.
    pub(crate) fn ends_with(self, tail: Key) -> bool {
        let n = self.letters();
        let t = tail.letters();
        self.is_exact() && n >= t && self.cut(n - t) == tail
    }

    /// The key without its last `n` letters; only of exact keys.
    pub(crate) fn cut_end(self, n: usize) -> Key {
        self.keep(self.letters().saturating_sub(n))
    }
}
