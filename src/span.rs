//! [`Span`]: a byte range of the caller's text.

use core::ops::Range;

/// A half-open byte range `start..end` of the text the caller passed in, on char boundaries.
///
/// Every position that leaves this crate is a `Span` of the **original** text, never of a normalized one.
///
/// ```
/// use khabar::Span;
///
/// let text = "زار بوتين القاهرة";
/// let span = Span { start: 7, end: 17 };
/// assert_eq!(span.text(text), "بوتين");
/// assert_eq!(&text[span.range()], "بوتين");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset one past the last byte.
    pub end: usize,
}

impl Span {
    /// The span as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing. No span that this crate returns is empty.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of `text` that the span covers; empty if `text` is not the text the span was made for.
    pub fn text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The same span moved right by `by` bytes.
    pub(crate) fn shifted(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}
