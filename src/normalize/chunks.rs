//! [`Chunks`]: text that comes in pieces.

use super::Normalizer;
use crate::index::script::{self, HEH, Role};

/// Normalizes a text that comes in pieces, for files larger than memory: see [`Normalizer::chunks`].
///
/// Any division gives the result of one call. A piece may end within a word, between a letter and its hamza, even
/// within a character. What may still depend on the next piece is held back: as a rule the last word, at most the text
/// since the last white space that a letter follows. Bytes that are not UTF-8 become U+FFFD. A
/// [`Preset`](super::Preset) of another library may look at the whole text, so all of it is held back until the end.
///
/// ```
/// use khabar::Normalizer;
///
/// let text = "قال الأمي\u{0631} ا\u{0654}حمد  إنّ";
/// let mut chunks = Normalizer::search().chunks();
/// let mut out = String::new();
/// for byte in text.bytes() {
///     chunks.push(&[byte], &mut out);
/// }
/// chunks.finish(&mut out);
/// assert_eq!(out, Normalizer::search().normalize(text).as_str());
/// ```
#[derive(Clone, Debug)]
pub struct Chunks {
    normalizer: Normalizer,
    /// Bytes that came and are not normalized yet.
    held: Vec<u8>,
    /// How many of them cannot hold a cut.
    searched: usize,
}

impl Normalizer {
    /// A normalizer of this kind for a text that comes in pieces. There is no alignment: positions of a text larger
    /// than memory are its user's to keep.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let mut chunks = Normalizer::search().chunks();
    /// let mut out = String::new();
    /// chunks.push("أخبار الع".as_bytes(), &mut out);
    /// assert_eq!(out, "اخبار ");
    /// chunks.push("ـالَم".as_bytes(), &mut out);
    /// chunks.finish(&mut out);
    /// assert_eq!(out, "اخبار العالم");
    /// ```
    pub fn chunks(self) -> Chunks {
        Chunks { normalizer: self, held: Vec::new(), searched: 0 }
    }
}

impl Chunks {
    /// Takes the next piece, and appends to `out` what is certain by now. Copies the piece, and once more what is held
    /// back.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let (mut chunks, mut out) = (Normalizer::repair().chunks(), String::new());
    /// chunks.push("كتــاب آخر".as_bytes(), &mut out);
    /// assert_eq!(out, "كتاب ");
    /// ```
    pub fn push(&mut self, piece: &[u8], out: &mut String) {
        self.held.extend_from_slice(piece);
        let from = self.searched;
        let Some(cut) = self.last_cut(from) else {
            // A cut is a matter of two characters: the last one may be the first of them, and may be incomplete.
            self.searched = self.held.len().saturating_sub(8).max(from);
            return;
        };
        let (ready, rest) = self.held.split_at_checked(cut).unwrap_or_default();
        out.push_str(self.normalizer.normalize_bytes(ready).as_str());
        self.held = rest.to_vec();
        self.searched = 0;
    }

    /// Takes the end of the text, and appends the rest to `out`.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let (mut chunks, mut out) = (Normalizer::repair().chunks(), String::new());
    /// chunks.push("كتــاب".as_bytes(), &mut out);
    /// assert_eq!(out, "");
    /// chunks.finish(&mut out);
    /// assert_eq!(out, "كتاب");
    /// ```
    pub fn finish(self, out: &mut String) {
        out.push_str(self.normalizer.normalize_bytes(&self.held).as_str());
    }

    /// The last place, at or behind byte `from`, between white space and a letter that no rule joins to what stands
    /// before: no mark, digit, control, nor a heh, which may be the sign of a year.
    fn last_cut(&self, from: usize) -> Option<usize> {
        if self.normalizer.preset.is_some() {
            return None;
        }
        let bytes = self.held.get(from..)?;
        let mut end = bytes.len();
        loop {
            let at = bytes.get(..end)?.iter().rposition(|byte| byte.is_ascii_whitespace())?;
            let next = bytes.get(at + 1..)?;
            let next =
                next.get(..4).unwrap_or(next).utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
            let free = |c: char| {
                let letter =
                    matches!(script::role(c), Role::Letter(letter) if !letter.is_ascii_digit() && letter != HEH);
                // HAMZA on the line may go, and the white space on either side of it is then one run.
                letter && c.is_alphabetic() && c != '\u{0621}'
            };
            if next.is_some_and(free) {
                return Some(from + at + 1);
            }
            end = at;
        }
    }
}
