//! [`Positions`]: spans in bytes, characters and UTF-16 units.

use std::ops::Range;

use crate::Span;

/// Turns spans of a text, which count bytes, into what other languages count, and back: characters as Python does,
/// UTF-16 units as JavaScript, Java and C# do.
///
/// Made once for a text, in one walk over it; holds 24 bytes for every 1,024 bytes of it. Each question then costs a
/// look-up and a walk over at most as many bytes.
///
/// ```
/// use khabar::Span;
/// use khabar::normalize::Positions;
///
/// let text = "😀 قال بوتين";
/// let positions = Positions::new(text);
/// let span = Span { start: 12, end: 22 };
/// assert_eq!(span.text(text), "بوتين");
/// assert_eq!(positions.chars(span), 6..11);
/// assert_eq!(positions.utf16(span), 7..12);
/// assert_eq!(positions.from_chars(6..11), Some(span));
/// assert_eq!(positions.from_utf16(7..12), Some(span));
/// // Half of a surrogate pair is nowhere.
/// assert_eq!(positions.from_utf16(1..3), None);
/// ```
#[derive(Clone, Debug)]
pub struct Positions<'t> {
    text: &'t str,
    /// The first place at or behind every multiple of [`STRIDE`] bytes.
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    byte: usize,
    char: usize,
    utf16: usize,
}

const STRIDE: usize = 1024;

impl<'t> Positions<'t> {
    /// Walks over the text.
    ///
    /// ```
    /// use khabar::Span;
    /// use khabar::normalize::Positions;
    ///
    /// assert_eq!(Positions::new("😀ب").utf16(Span { start: 0, end: 6 }), 0..3);
    /// ```
    pub fn new(text: &'t str) -> Self {
        let mut places = vec![Place::default()];
        let mut place = Place::default();
        for c in text.chars() {
            place.step(c);
            if place.byte / STRIDE >= places.len() {
                places.push(place);
            }
        }
        Positions { text, places }
    }

    /// The characters (Unicode scalar values) of a span. An end that is beyond the text, or within a character, counts
    /// as the next place that is neither, or as the end.
    ///
    /// ```
    /// use khabar::Span;
    /// use khabar::normalize::Positions;
    ///
    /// assert_eq!(Positions::new("نعم").chars(Span { start: 2, end: 6 }), 1..3);
    /// ```
    pub fn chars(&self, span: Span) -> Range<usize> {
        self.find(|place| place.byte, span.start).char..self.find(|place| place.byte, span.end).char
    }

    /// The UTF-16 units of a span; ends as for [`chars`](Self::chars).
    ///
    /// ```
    /// use khabar::Span;
    /// use khabar::normalize::Positions;
    ///
    /// assert_eq!(Positions::new("😀 نعم").utf16(Span { start: 5, end: 11 }), 3..6);
    /// ```
    pub fn utf16(&self, span: Span) -> Range<usize> {
        self.find(|place| place.byte, span.start).utf16..self.find(|place| place.byte, span.end).utf16
    }

    /// The span of a range of characters; `None` if that reaches beyond the text or its ends are in the wrong order.
    ///
    /// ```
    /// use khabar::normalize::Positions;
    ///
    /// let text = "😀 نعم";
    /// let positions = Positions::new(text);
    /// assert_eq!(positions.from_chars(2..5).unwrap().text(text), "نعم");
    /// assert_eq!(positions.from_chars(2..6), None);
    /// ```
    pub fn from_chars(&self, range: Range<usize>) -> Option<Span> {
        self.span(|place| place.char, range)
    }

    /// The span of a range of UTF-16 units; `None` also if an end is within a surrogate pair.
    ///
    /// ```
    /// use khabar::normalize::Positions;
    ///
    /// let text = "😀 نعم";
    /// assert_eq!(Positions::new(text).from_utf16(3..6).unwrap().text(text), "نعم");
    /// ```
    pub fn from_utf16(&self, range: Range<usize>) -> Option<Span> {
        self.span(|place| place.utf16, range)
    }

    fn span(&self, unit: impl Fn(&Place) -> usize + Copy, range: Range<usize>) -> Option<Span> {
        let at = |n| Some(self.find(unit, n)).filter(|place| unit(place) == n);
        let (start, end) = (at(range.start)?.byte, at(range.end)?.byte);
        (start <= end).then_some(Span { start, end })
    }

    /// The first place whose count of some unit is `n` or more; the end of the text if there is none.
    fn find(&self, unit: impl Fn(&Place) -> usize, n: usize) -> Place {
        let after = self.places.partition_point(|place| unit(place) <= n);
        let mut place = self.places.get(after.saturating_sub(1)).copied().unwrap_or_default();
        let mut chars = self.text.get(place.byte..).unwrap_or("").chars();
        while unit(&place) < n
            && let Some(c) = chars.next()
        {
            place.step(c);
        }
        place
    }
}

impl Place {
    fn step(&mut self, c: char) {
        self.byte += c.len_utf8();
        self.char += 1;
        self.utf16 += c.len_utf16();
    }
}
