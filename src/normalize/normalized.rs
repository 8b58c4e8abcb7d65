//! [`Normalized`]: the text that came out, and where every byte of it came from.

use std::borrow::Cow;
use std::ops::Range;

use super::align::{Edits, Reach};
use crate::Span;
use crate::index::script;

/// Memory for [`Normalizer::normalize_with`](super::Normalizer::normalize_with).
///
/// ```
/// # use khabar::normalize::{Buffer, Normalizer};
/// let mut buffer = Buffer::default();
/// assert_eq!(Normalizer::repair().normalize_with("نـعم", &mut buffer).as_str(), "نعم");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    pub(super) text: Vec<u8>,
    /// One alignment for each stage that the text went through.
    pub(super) edits: Vec<Edits>,
}

/// What a span of the original takes along at its end: see [`Normalized::original_span_with`].
///
/// ```
/// use khabar::normalize::{Normalizer, SpanPolicy};
///
/// let text = "مُحَمَّدٌ";
/// let normalized = Normalizer::matching().normalize(text);
/// let span = |policy| normalized.original_span_with(0..8, policy).unwrap().text(text);
/// assert_eq!(normalized.as_str(), "محمد");
/// assert_eq!(span(SpanPolicy::Tight), "مُحَمَّد");
/// assert_eq!(span(SpanPolicy::ExtendMarks), text);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpanPolicy {
    /// The last letter without its deleted marks and tatweel.
    Tight,
    /// The last letter with its deleted marks and tatweel.
    #[default]
    ExtendMarks,
    /// At either end all that is drawn as one with the letter: also marks that were not deleted, joiners, variation
    /// selectors. Costs a walk over them.
    WholeLigature,
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
    original: &'t [u8],
    /// UTF-8.
    text: Cow<'t, [u8]>,
    /// One alignment for each stage, from the original on.
    edits: Cow<'t, [Edits]>,
}

impl<'t> Normalized<'t> {
    pub(super) fn unchanged(text: &'t str) -> Self {
        let text = text.as_bytes();
        Normalized { original: text, text: Cow::Borrowed(text), edits: Cow::Borrowed(&[]) }
    }

    pub(super) fn owned(original: &'t [u8], buffer: Buffer) -> Self {
        Normalized { original, text: Cow::Owned(buffer.text), edits: Cow::Owned(buffer.edits) }
    }

    pub(super) fn borrowed(original: &'t [u8], buffer: &'t Buffer) -> Self {
        Normalized { original, text: Cow::Borrowed(&buffer.text), edits: Cow::Borrowed(&buffer.edits) }
    }

    /// The normalized text.
    ///
    /// The bytes are checked to be UTF-8 at every call, at many gigabytes a second: keep what it returns, or work on
    /// [`as_bytes`](Self::as_bytes), which are not checked.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::search().normalize("إذاعة").as_str(), "اذاعه");
    /// ```
    pub fn as_str(&self) -> &str {
        checked(&self.text)
    }

    /// The normalized text as bytes, which is what its ranges count.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::search().normalize("٤٢").as_bytes(), b"42");
    /// ```
    pub fn as_bytes(&self) -> &[u8] {
        &self.text
    }

    /// The normalized text as a string of its own.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let name: String = Normalizer::repair().normalize("ســعاد").into_string();
    /// assert_eq!(name, "سعاد");
    /// ```
    pub fn into_string(self) -> String {
        // OK to copy: checking the bytes with `simdutf8` and copying them costs a fraction of what the standard library
        // takes to check them in place.
        checked(&self.text).to_owned()
    }

    /// How many entries the alignment has: 0 if every position is the same in both texts.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::matching().normalize("إلى القدس").edits(), 0);
    /// assert_eq!(Normalizer::matching().normalize("عام ٢٠٢٦").edits(), 1);
    /// ```
    pub fn edits(&self) -> usize {
        self.edits.iter().map(Edits::len).sum()
    }

    /// The bytes of the original that a range of bytes of the normalized text came from.
    ///
    /// `None` if the range is empty or reaches beyond the text. A range that cuts a character, a ligature or another
    /// unit (see the [module documentation](super#positions)) gives the whole of it. Never empty, on char boundaries,
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
        self.original_span_with(range, SpanPolicy::ExtendMarks)
    }

    /// As [`original_span`](Self::original_span), with a choice of what belongs to the last letter.
    ///
    /// ```
    /// use khabar::normalize::{Normalizer, SpanPolicy};
    ///
    /// // `repair` keeps the marks, so the range is the letter alone.
    /// let text = "كتابٌ";
    /// let normalized = Normalizer::repair().normalize(text);
    /// assert_eq!(normalized.original_span(6..8).unwrap().text(text), "ب");
    /// let whole = normalized.original_span_with(6..8, SpanPolicy::WholeLigature);
    /// assert_eq!(whole.unwrap().text(text), "بٌ");
    /// ```
    pub fn original_span_with(&self, range: Range<usize>, policy: SpanPolicy) -> Option<Span> {
        if range.is_empty() || range.end > self.text.len() {
            return None;
        }
        let reach = if policy == SpanPolicy::Tight { Reach::Letter } else { Reach::Marks };
        let mut range = floor(&self.text, range.start)..ceil(&self.text, range.end);
        let span = loop {
            let source = self.edits.iter().rev().fold(range.clone(), |range, edits| edits.source(range, reach));
            let span = Span { start: source.start, end: source.end };
            debug_assert!(!span.is_empty() && span.end <= self.original.len(), "a span of whole characters");
            // A unit of one stage may be several letters of the next, the last of which has marks of its own there.
            let whole = if self.edits.len() > 1 { self.normalized_range(span) } else { range.clone() };
            if whole.start >= range.start && whole.end <= range.end {
                break span;
            }
            range = whole.start.min(range.start)..whole.end.max(range.end);
        };
        Some(if policy == SpanPolicy::WholeLigature { self.drawn_as_one(span) } else { span })
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
        let start = span.start.min(end);
        let range = self.edits.iter().fold(start..end, |range, edits| edits.output(range));
        floor(&self.text, range.start)..ceil(&self.text, range.end)
    }

    /// The span with all marks, joiners and variation selectors behind it, and from the letter on that a mark at its
    /// beginning stands on.
    fn drawn_as_one(&self, Span { mut start, mut end }: Span) -> Span {
        let hangs = |c: char| {
            script::is_mark(c) || c == '\u{0338}' || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
        };
        while let Some(c) = char_at(self.original, end).filter(|&c| hangs(c)) {
            end += c.len_utf8();
        }
        while char_at(self.original, start).is_some_and(hangs) && start > 0 {
            start = before(self.original, start);
        }
        Span { start, end }
    }
}

/// The character at byte `at`; none at the end, and none where the bytes are no UTF-8.
fn char_at(bytes: &[u8], at: usize) -> Option<char> {
    let rest = bytes.get(at..)?;
    let rest = rest.get(..4).unwrap_or(rest);
    rest.utf8_chunks().next()?.valid().chars().next()
}

/// Where the character before byte `at` begins, or the bytes that are replaced as one where they are no UTF-8.
fn before(bytes: &[u8], at: usize) -> usize {
    let is_unit = |from: &usize| {
        let first = bytes.get(*from..at).and_then(|last| last.utf8_chunks().next());
        first.is_some_and(|chunk| {
            let mut chars = chunk.valid().chars();
            match chars.next() {
                Some(c) => from + c.len_utf8() == at,
                None => from + chunk.invalid().len() == at,
            }
        })
    };
    (at.saturating_sub(4)..at).find(is_unit).unwrap_or(at.saturating_sub(1))
}

/// The bytes as text, which they are: a pass writes whole characters only.
pub(super) fn checked(bytes: &[u8]) -> &str {
    let text = simdutf8::basic::from_utf8(bytes);
    debug_assert!(text.is_ok(), "a pass writes UTF-8");
    text.unwrap_or("")
}

/// The character boundary at or before `at`, which is at most the length of the text.
fn floor(text: &[u8], at: usize) -> usize {
    let trail = |&at: &usize| text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    (0..=at).rev().find(|at| !trail(at)).unwrap_or(0)
}

/// The character boundary at or behind `at`.
fn ceil(text: &[u8], at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.iter().position(|byte| byte & 0xC0 != 0x80)).map_or(text.len(), |n| at + n)
}
