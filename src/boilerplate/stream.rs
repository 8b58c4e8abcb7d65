//! [`LineStream`]: a page that comes line by line.

use super::{Block, Detector};
use crate::span::Span;

/// Lines that a provisional verdict sees before it and after it.
const BEFORE: usize = 64;
const AFTER: usize = 8;
/// Lines that are judged at a time.
const BATCH: usize = 32;

/// Blocks of a page whose lines are still coming, from [`Detector::stream`].
///
/// Every now and then [`push`](LineStream::push) gives provisional blocks of earlier lines: judged by up to 64 lines before
/// them and 8 to 39 after, as if the page were those alone. [`finish`](LineStream::finish) gives the final ones, exactly those of
/// [`Detector::blocks`] for the whole text. Memory is that of the text; time is about four times that of one call.
///
/// ```
/// use khabar::Detector;
///
/// let text = "الرئيسية\nالمصدر: وكالات\nجميع الحقوق محفوظة\n";
/// let mut stream = Detector::builtin().stream();
/// let mut early = Vec::new();
/// for line in text.lines() {
///     early.extend(stream.push(line));
/// }
/// assert!(early.len() <= 3);
/// assert_eq!(stream.text(), text);
/// assert_eq!(stream.finish(), Detector::builtin().blocks(text));
/// ```
#[derive(Clone, Debug)]
pub struct LineStream {
    detector: Detector,
    text: String,
    /// Where the lines begin that are not blank.
    starts: Vec<usize>,
    /// Of those, how many have been judged.
    judged: usize,
}

impl LineStream {
    pub(super) fn new(detector: Detector) -> LineStream {
        LineStream { detector, text: String::new(), starts: Vec::new(), judged: 0 }
    }

    /// Adds a line, and gives the provisional blocks of earlier ones, if it is time for some. Line feeds within `line`
    /// part lines too.
    pub fn push(&mut self, line: &str) -> Vec<Block> {
        for own in line.split('\n') {
            if !own.trim().is_empty() {
                self.starts.push(self.text.len());
            }
            self.text.push_str(own);
            self.text.push('\n');
        }
        if self.starts.len() < self.judged + BATCH + AFTER {
            return Vec::new();
        }
        let until = self.starts.len() - AFTER;
        let at = |n: usize| self.starts.get(n).copied().unwrap_or(self.text.len());
        let (from, first, last) = (at(self.judged.saturating_sub(BEFORE)), at(self.judged), at(until));
        self.judged = until;
        let mut blocks = self.detector.blocks(self.text.get(from..).unwrap_or_default());
        let moved = |span: Span| Span { start: span.start + from, end: span.end + from };
        for block in &mut blocks {
            block.span = moved(block.span);
            block.label = block.label.map(moved);
        }
        blocks.retain(|block| (first..last).contains(&block.span.start));
        blocks
    }

    /// The text so far: the lines, a line feed after each.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks of the whole page.
    pub fn finish(self) -> Vec<Block> {
        self.detector.blocks(&self.text)
    }
}
