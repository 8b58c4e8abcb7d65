//! How surfaces and records are packed in an image: head bytes, numbers, strings, words as letter codes.

use super::word::Key;

/// Head byte of a surface: its number of words, and flags.
pub(super) const WORDS: u8 = 0x0F;
/// The link to another surface that shares the slot follows.
pub(super) const CHAINED: u8 = 0x10;
/// There is one posting, and no count.
pub(super) const SINGLE: u8 = 0x20;
/// Bytes behind the last surface, so that sixteen can be read at any word.
pub(super) const PADDING: usize = 16;
/// The only posting is an unmarked one of a listed surface: its first byte is left out.
pub(super) const PLAIN: u8 = 0x80;
/// What lists below have under the surface is hidden.
pub(super) const HIDES: u8 = 0x40;
/// Head byte of a word whose letters follow as UTF-8; below it the number of one-byte letter codes.
pub(super) const SPELLED: u8 = 0xFF;

/// Reads numbers and strings off a slice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], at: u32) -> Option<Reader<'a>> {
        bytes.get(at as usize..).map(Reader)
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    /// Seven bits a byte, lowest first.
    #[inline]
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The head byte of a surface, its link passed over.
    pub(super) fn head(&mut self) -> Option<u8> {
        let head = self.byte()?;
        if head & CHAINED != 0 {
            self.number()?;
        }
        Some(head)
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.number()? as usize;
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Whether the next word is this one; stays where it is if not.
    #[inline]
    pub(super) fn is_word(&mut self, key: Key, spelled: impl FnOnce() -> String) -> bool {
        let Some(len) = self.byte() else { return false };
        if len == SPELLED {
            return !key.is_exact() && self.bytes().is_some_and(|letters| letters == spelled().as_bytes());
        }
        // The pool ends in padding, so that sixteen bytes can be read at any word.
        let Some((codes, (_, rest))) = self.0.first_chunk().zip(self.0.split_at_checked(len.into())) else {
            return false;
        };
        self.0 = rest;
        key == Key::from_codes(*codes, len)
    }

    pub(super) fn word(&mut self) -> Option<(Key, String)> {
        let len = self.byte()?;
        if len == SPELLED {
            let letters = std::str::from_utf8(self.bytes()?).ok()?;
            return Some((Key::of(letters)?, letters.to_owned()));
        }
        let key = Key::from_codes(*self.0.first_chunk()?, len);
        self.0 = self.0.get(len.into()..)?;
        Some((key, String::new()))
    }

    pub(super) fn skip_word(&mut self) -> Option<()> {
        let len = match self.byte()? {
            SPELLED => self.number()? as usize,
            len => len.into(),
        };
        self.0 = self.0.get(len..)?;
        Some(())
    }
}

/// Appends a number as [`Reader::number`] reads it.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
