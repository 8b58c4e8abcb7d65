//! Normalization of Arabic text that knows where every byte of its output came from.
//!
//! [`Normalizer`] is a set of [`Step`]s. [`Normalizer::normalize`] turns a `&str` into [`Normalized`]: the new text and
//! its alignment with the old one. All positions are **bytes**, ranges are half open.
//!
//! ```
//! use khabar::Normalizer;
//!
//! let text = "قال مُحَمَّــد إنّ الطقس";
//! let normalized = Normalizer::matching().normalize(text);
//! assert_eq!(normalized.as_str(), "قال محمد ان الطقس");
//!
//! // Search in the normalized text, mark the hit in the original.
//! let at = normalized.as_str().find("محمد").unwrap();
//! let span = normalized.original_span(at..at + "محمد".len()).unwrap();
//! assert_eq!(span.text(text), "مُحَمَّــد");
//! ```
//!
//! # Presets
//!
//! | step | [`repair`](Normalizer::repair) | [`matching`](Normalizer::matching) | [`search`](Normalizer::search) |
//! |---|---|---|---|
//! | [`PresentationForms`](Step::PresentationForms): `ﻻ` → `لا` | yes | yes | yes |
//! | [`Compose`](Step::Compose): `ا` U+0654 → `أ` | yes | yes | yes |
//! | [`Controls`](Step::Controls): bidi marks, zero-width characters … out | yes | yes | yes |
//! | [`LookAlikes`](Step::LookAlikes): `ک ی ہ ھ ە ۃ` → `ك ي ه ه ه ة` | yes | yes | yes |
//! | [`LookAlikesEverywhere`](Step::LookAlikesEverywhere): in Persian, Urdu, Kurdish … words too; `ے` → `ي` | | yes | yes |
//! | [`Tatweel`](Step::Tatweel): out | yes | yes | yes |
//! | [`WhiteSpace`](Step::WhiteSpace): a run → one space or line feed | yes | yes | yes |
//! | [`Marks`](Step::Marks): harakat, dagger alef, Quranic marks, accents out | | yes | yes |
//! | [`Alef`](Step::Alef): `أ إ آ ٱ` → `ا` | | yes | yes |
//! | [`AlefMaksura`](Step::AlefMaksura): `ى` → `ي` | | yes | yes |
//! | [`TehMarbuta`](Step::TehMarbuta): `ة` → `ه` | | yes | yes |
//! | [`HamzaSeats`](Step::HamzaSeats): `ؤ` → `و`, `ئ` → `ي` | | yes | yes |
//! | [`Digits`](Step::Digits): `٣ ۳` → `3` | | yes | yes |
//! | [`Punctuation`](Step::Punctuation): `، ؛ ؟ « » —` … → ASCII | | | yes |
//! | [`Case`](Step::Case): `A` → `a` | | | yes |
//!
//! These presets are idempotent. Under `matching` and `search`, the spellings of a text in NFC, in NFD and in
//! presentation forms come out the same. The keys by which this crate compares words are made of the folds of
//! `matching`.
//!
//! Programs that must agree with another library have [`Preset`]: Lucene, CAMeL Tools, PyArabic, AraBERT, charabia and
//! others, bug for bug. [`explain`] tells where two normalizers differ.
//!
//! # Positions
//!
//! [`Normalized::original_span`] is monotone, and rounds outward to whole units:
//!
//! - the deleted marks and tatweel of a letter belong to it, invisible controls do not: `حُـ` U+200F gives `حُـ`;
//! - a part of an expanded ligature is the whole ligature: `ا` of `لا` is `ﻻ`;
//! - a letter that took up a hamza reaches to the end of that hamza, over the marks between them;
//! - the space or line feed that a run of white space became is the whole run.
//!
//! # Costs
//!
//! Time and memory are linear in the text, whatever is in it. A text that needs no change is borrowed. The alignment
//! is sparse: a letter that keeps its length (most folds do) costs nothing, equal changes in a row (digits,
//! presentation forms) cost one entry of 32 bytes together, and so does each run of deleted characters. A position is
//! found by binary search, O(log n) in the number of entries.
//!
//! # Limits
//!
//! - Composition covers the Arabic block; accents cover Latin, Greek and Cyrillic. Text in other scripts passes as it
//!   is, in whichever normalization form it comes, and so do negated signs such as `≠`, whose stroke (U+0338) is kept.
//! - `repair` judges one word at a time: a Persian word without a letter that Arabic lacks is taken for Arabic.
//!   `ی` becomes `ي` also where a writer of Arabic would have put `ى`.
//! - The dagger alef is deleted, never spelled out: `السمٰوٰت` becomes `السموت`.
//! - Fonts that misuse the presentation forms of Uyghur for something else are not detected.
//! - Letters stretched for emphasis (`ههههه`), HTML entities and mail or web addresses are left alone.

mod align;
mod around;
mod compat;
mod compose;
mod explain;
mod pass;
mod preset;
mod step;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use align::{Alignment, Edit, Writer};
pub use compat::Preset;
pub use explain::{Context, Difference, Explanation, Outcome, explain};
use pass::Pass;
pub use step::Step;

use crate::Span;

/// A set of [`Step`]s that turns one spelling of a text into another. A small value: copy it freely.
///
/// Start from a preset, or from [`new`](Normalizer::new), and switch steps on and off:
///
/// ```
/// use khabar::normalize::{Normalizer, Step};
///
/// let digits_only = Normalizer::new().with(Step::Digits);
/// assert_eq!(digits_only.normalize("٢٠٢٦ م").as_str(), "2026 م");
///
/// const TITLES: Normalizer = Normalizer::search().without(Step::Case);
/// assert_eq!(TITLES.normalize("مؤتمر COP30").as_str(), "موتمر COP30");
/// ```
///
/// The [module documentation](self) has the table of presets, the rules of positions, costs and limits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Normalizer {
    steps: u16,
    /// What another library does, in place of the steps.
    preset: Option<Preset>,
}

impl Normalizer {
    /// A normalizer without any step: it changes nothing.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::new().normalize("أ ـ  ١").as_str(), "أ ـ  ١");
    /// ```
    pub const fn new() -> Normalizer {
        Normalizer { steps: 0, preset: None }
    }

    /// The same normalizer with `step` switched on. A [`Preset`] of another library stays as it is.
    ///
    /// ```
    /// # use khabar::normalize::{Normalizer, Step};
    /// assert_eq!(Normalizer::repair().with(Step::Marks).normalize("كِتاب").as_str(), "كتاب");
    /// ```
    pub const fn with(self, step: Step) -> Normalizer {
        if self.preset.is_some() {
            return self;
        }
        Normalizer { steps: self.steps | step.bit(), ..self }
    }

    /// The same normalizer with `step` switched off. A [`Preset`] of another library stays as it is.
    ///
    /// ```
    /// # use khabar::normalize::{Normalizer, Step};
    /// assert_eq!(Normalizer::matching().without(Step::Alef).normalize("إلى").as_str(), "إلي");
    /// ```
    pub const fn without(self, step: Step) -> Normalizer {
        Normalizer { steps: self.steps & !step.bit(), ..self }
    }

    /// Whether `step` is switched on.
    ///
    /// ```
    /// # use khabar::normalize::{Normalizer, Step};
    /// assert!(Normalizer::matching().has(Step::Marks));
    /// assert!(!Normalizer::repair().has(Step::Marks));
    /// ```
    pub const fn has(self, step: Step) -> bool {
        self.steps & step.bit() != 0
    }

    /// Normalizes `text`. Borrows it if nothing changes.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let normalized = Normalizer::repair().normalize("قــال");
    /// assert_eq!(normalized.as_str(), "قال");
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        let mut buffer = Buffer::default();
        if self.run(text, &mut buffer.text, Writer::new(Some(&mut buffer.edits))) {
            Normalized { original: text, text: Cow::Owned(buffer.text), edits: Cow::Owned(buffer.edits) }
        } else {
            Normalized::unchanged(text)
        }
    }

    /// Normalizes `text` into a buffer of the caller, which may be used again for the next text: many short texts then
    /// need no memory of their own.
    ///
    /// ```
    /// use khabar::normalize::{Buffer, Normalizer};
    ///
    /// let mut buffer = Buffer::default();
    /// for line in ["قالـت", "إنّها", "هنا"] {
    ///     let normalized = Normalizer::matching().normalize_with(line, &mut buffer);
    ///     let all = normalized.original_span(0..normalized.as_bytes().len());
    ///     assert_eq!(all.unwrap().text(line), line);
    /// }
    /// ```
    pub fn normalize_with<'t>(&self, text: &'t str, buffer: &'t mut Buffer) -> Normalized<'t> {
        buffer.text.clear();
        if self.run(text, &mut buffer.text, Writer::new(Some(&mut buffer.edits))) {
            Normalized { original: text, text: Cow::Borrowed(&buffer.text), edits: Cow::Borrowed(&buffer.edits) }
        } else {
            Normalized::unchanged(text)
        }
    }

    /// Appends the normalized `text` to `out`, and keeps no alignment. What `out` held before has no influence.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let mut key = String::from("name:");
    /// Normalizer::search().normalize_into("أُمّ القُرى", &mut key);
    /// assert_eq!(key, "name:ام القري");
    /// ```
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        if !self.run(text, out, Writer::new(None)) {
            out.push_str(text);
        }
    }

    fn run(&self, text: &str, out: &mut String, map: Writer<'_>) -> bool {
        match self.preset {
            Some(preset) => compat::run(preset, text, out, map),
            None => Pass::new(self.steps, text, out, map).run(),
        }
    }
}

impl fmt::Debug for Normalizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Normalizer ")?;
        if let Some(preset) = self.preset {
            return write!(f, "{preset:?}");
        }
        f.debug_set().entries(Step::ALL.iter().filter(|&&step| self.has(step))).finish()
    }
}

/// Memory for [`Normalizer::normalize_with`].
///
/// ```
/// # use khabar::normalize::{Buffer, Normalizer};
/// let mut buffer = Buffer::default();
/// assert_eq!(Normalizer::repair().normalize_with("نـعم", &mut buffer).as_str(), "نعم");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    text: String,
    edits: Vec<Edit>,
}

/// A normalized text and its alignment with the original.
///
/// ```
/// use khabar::{Normalizer, Span};
///
/// let text = "ﻻ٢٣";
/// let normalized = Normalizer::matching().normalize(text);
/// assert_eq!(normalized.as_str(), "لا23");
/// assert_eq!(normalized.original_span(0..2), Some(Span { start: 0, end: 3 }));
/// assert_eq!(normalized.original_span(5..6), Some(Span { start: 5, end: 7 }));
/// assert_eq!(normalized.normalized_range(Span { start: 0, end: 3 }), 0..4);
/// ```
#[derive(Clone, Debug)]
pub struct Normalized<'t> {
    original: &'t str,
    text: Cow<'t, str>,
    edits: Cow<'t, [Edit]>,
}

impl<'t> Normalized<'t> {
    fn unchanged(text: &'t str) -> Self {
        Normalized { original: text, text: Cow::Borrowed(text), edits: Cow::Borrowed(&[]) }
    }

    /// The normalized text.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::search().normalize("إذاعة").as_str(), "اذاعه");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The normalized text as bytes, which is what its ranges count.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::search().normalize("٤٢").as_bytes(), b"42");
    /// ```
    pub fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The normalized text as a string of its own.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let name: String = Normalizer::repair().normalize("ســعاد").into_string();
    /// assert_eq!(name, "سعاد");
    /// ```
    pub fn into_string(self) -> String {
        self.text.into_owned()
    }

    /// The text that was normalized.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::repair().normalize("ســعاد").original(), "ســعاد");
    /// ```
    pub fn original(&self) -> &'t str {
        self.original
    }

    /// How many entries the alignment has: 0 if every position is the same in both texts.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::matching().normalize("إلى القدس").edits(), 0);
    /// assert_eq!(Normalizer::matching().normalize("عام ٢٠٢٦").edits(), 1);
    /// ```
    pub fn edits(&self) -> usize {
        self.edits.len()
    }

    /// The bytes of the original that a range of bytes of the normalized text came from.
    ///
    /// `None` if the range is empty or reaches beyond the text. A range that cuts a character, a ligature or another
    /// unit (see the [module documentation](self#positions)) gives the whole of it. Never empty, on char boundaries,
    /// monotone: moving either end to the right never moves an end of the span to the left.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let text = "في \u{202B}المغرِب\u{202C}.";
    /// let normalized = Normalizer::matching().normalize(text);
    /// let at = normalized.as_str().find("المغرب").unwrap();
    /// let span = normalized.original_span(at..at + "المغرب".len()).unwrap();
    /// assert_eq!(span.text(text), "المغرِب");
    /// ```
    pub fn original_span(&self, range: Range<usize>) -> Option<Span> {
        if range.is_empty() || range.end > self.text.len() {
            return None;
        }
        let range = self.text.floor_char_boundary(range.start)..self.text.ceil_char_boundary(range.end);
        let Range { start, end } = self.alignment().source(range);
        debug_assert!(start < end && self.original.get(start..end).is_some(), "a span of whole characters");
        Some(Span { start: self.original.floor_char_boundary(start), end: self.original.ceil_char_boundary(end) })
    }

    /// The bytes of the normalized text that a span of the original became: all of every character or other unit that
    /// the span touches. Empty if all of it was deleted; a span beyond the text is cut at its end.
    ///
    /// ```
    /// # use khabar::{Normalizer, Span};
    /// let normalized = Normalizer::matching().normalize("مَن أنتَ؟");
    /// let range = normalized.normalized_range(Span { start: 7, end: 15 });
    /// assert_eq!(&normalized.as_str()[range], "انت");
    /// ```
    pub fn normalized_range(&self, span: Span) -> Range<usize> {
        let end = span.end.min(self.original.len());
        let range = self.alignment().output(span.start.min(end)..end);
        self.text.floor_char_boundary(range.start)..self.text.ceil_char_boundary(range.end)
    }

    fn alignment(&self) -> Alignment<'_> {
        Alignment { edits: &self.edits, out_len: self.text.len(), src_len: self.original.len() }
    }
}
