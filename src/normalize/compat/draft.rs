//! [`Draft`]: a text as characters that each know where they came from, for presets that go over it several times.
//!
//! This takes 24 bytes a character, twice while a step runs, and is as slow as it is plain. Presets that are one table
//! do without it.

use regex::Regex;

use super::table::{Table, belongs};
use crate::normalize::align::Writer;

/// A character of the new text, and the source bytes it stands for. Characters with the same start are one unit.
#[derive(Clone, Copy, Debug)]
struct Piece {
    c: char,
    start: usize,
    end: usize,
    /// A space that was put beside a character, as a part of its unit.
    added: bool,
}

impl Piece {
    fn space_beside(&self) -> Piece {
        Piece { c: ' ', added: true, ..*self }
    }
}

#[derive(Debug)]
pub(super) struct Draft<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
}

impl<'t> Draft<'t> {
    pub(super) fn new(text: &'t str) -> Draft<'t> {
        let piece = |(start, c): (usize, char)| Piece { c, start, end: start + c.len_utf8(), added: false };
        Draft { text, pieces: text.char_indices().map(piece).collect() }
    }

    /// Applies a table to every character.
    pub(super) fn fold(&mut self, table: &Table) {
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            table.fold(piece.c, &mut |c| pieces.push(Piece { c, ..*piece }));
        }
        self.pieces = pieces;
    }

    /// Of `least` or more equal characters in a row that are `stretched`, two stay.
    pub(super) fn cap_repeats(&mut self, least: usize, stretched: impl Fn(char) -> bool) {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        for run in self.pieces.chunk_by(|a, b| a.c == b.c) {
            match run {
                [first, second, rest @ ..] if run.len() >= least && stretched(first.c) => {
                    // The second one stands for the rest, less what belongs to another unit.
                    let end = rest.iter().filter(|piece| !piece.added && !second.added).map(|piece| piece.end).max();
                    pieces.extend([*first, Piece { end: end.unwrap_or(second.end), ..*second }]);
                }
                _ => pieces.extend(run),
            }
        }
        self.pieces = pieces;
    }

    /// Replaces every match.
    pub(super) fn replace(&mut self, pattern: &Regex, with: &str) {
        let text: String = self.pieces.iter().map(|piece| piece.c).collect();
        self.replace_ranges(pattern.find_iter(&text).map(|found| (found.start(), found.end(), with.to_owned())));
    }

    /// Replaces ranges of bytes of the new text, given in order, each by one unit.
    pub(super) fn replace_ranges(&mut self, ranges: impl Iterator<Item = (usize, usize, String)>) {
        let mut ranges = ranges.peekable();
        if ranges.peek().is_none() {
            return;
        }
        let mut pieces = Vec::with_capacity(self.pieces.len());
        let mut old = self.pieces.iter().scan(0, |at, &piece| {
            let here = *at;
            *at += piece.c.len_utf8();
            Some((here, piece))
        });
        for (from, to, with) in ranges {
            let mut unit: Option<(usize, usize)> = None;
            let mut after = None;
            for (at, piece) in old.by_ref() {
                if at < from {
                    pieces.push(piece);
                } else {
                    unit = Some((unit.map_or(piece.start, |(start, _)| start), piece.end));
                }
                after = Some(at + piece.c.len_utf8());
                if after >= Some(to) {
                    break;
                }
            }
            debug_assert!(after == Some(to), "ranges are not empty, sorted, and on char boundaries");
            let Some((start, end)) = unit else { continue };
            let last = with.chars().count().saturating_sub(1);
            let chars = with.chars().enumerate();
            pieces.extend(chars.map(|(n, c)| Piece {
                c,
                start,
                end,
                added: c == ' ' && last > 0 && (n == 0 || n == last),
            }));
        }
        pieces.extend(old.map(|(_, piece)| piece));
        self.pieces = pieces;
    }

    /// The text as it stands.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.c).collect()
    }

    /// Replaces characters one by one.
    pub(super) fn map(&mut self, to: impl Fn(char) -> char) {
        self.pieces.iter_mut().for_each(|piece| piece.c = to(piece.c));
    }

    /// Puts a space before and behind every character that is `apart`.
    pub(super) fn space_out(&mut self, apart: impl Fn(char) -> bool) {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            if apart(piece.c) {
                pieces.extend([piece.space_beside(), *piece, piece.space_beside()]);
            } else {
                pieces.push(*piece);
            }
        }
        self.pieces = pieces;
    }

    /// Puts a space before, between and behind a run of `left` and a run of `right` that follows it at once.
    pub(super) fn split(&mut self, left: impl Fn(char) -> bool, right: impl Fn(char) -> bool) {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        let mut runs = self.pieces.chunk_by(|a, b| (left(a.c), right(a.c)) == (left(b.c), right(b.c))).peekable();
        while let Some(run) = runs.next() {
            let next =
                runs.next_if(|next| run.first().is_some_and(|a| left(a.c)) && next.first().is_some_and(|b| right(b.c)));
            let Some((next, [first, ..], [.., last])) = next.map(|next| (next, run, next)) else {
                pieces.extend(run);
                continue;
            };
            pieces.push(first.space_beside());
            pieces.extend(run);
            pieces.extend(run.last().map(Piece::space_beside));
            pieces.extend(next);
            pieces.push(last.space_beside());
        }
        self.pieces = pieces;
    }

    /// Makes one space of every run of white space; at both ends, nothing.
    pub(super) fn collapse(&mut self, is_space: impl Fn(char) -> bool) {
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.pieces.len());
        for run in self.pieces.chunk_by(|a, b| is_space(a.c) == is_space(b.c)) {
            match run.first() {
                Some(first) if is_space(first.c) => {
                    // Written spaces have source bytes of their own; one that was added shares those of its unit.
                    let mut written = run.iter().filter(|piece| !piece.added);
                    let space = match written.next() {
                        Some(from) => Piece { end: written.next_back().unwrap_or(from).end, ..*from },
                        None => *first,
                    };
                    if !pieces.is_empty() {
                        pieces.push(Piece { c: ' ', ..space });
                    }
                }
                _ => pieces.extend(run),
            }
        }
        pieces.pop_if(|last| last.c == ' ');
        self.pieces = pieces;
    }

    /// Writes the text and its alignment. Returns whether anything changed; if nothing did, nothing was written.
    pub(super) fn write(self, out: &mut String, mut map: Writer<'_>) -> bool {
        let floor = out.len();
        let mut done = 0;
        for unit in self.pieces.chunk_by(|a, b| a.start == b.start) {
            let Some(&Piece { start, .. }) = unit.first() else { continue };
            let end = unit.iter().map(|piece| piece.end).max().unwrap_or(start);
            debug_assert!(done <= start && start < end, "units follow each other");
            gap(self.text, done..start, floor, out, &mut map);
            let begin = out.len();
            out.extend(unit.iter().map(|piece| piece.c));
            if unit.len() != 1 || out.len() - begin != end - start {
                map.replace(begin..out.len(), start..end);
            }
            done = end;
        }
        gap(self.text, done..self.text.len(), floor, out, &mut map);
        map.finish();
        let changed = out.get(floor..) != Some(self.text);
        if !changed {
            out.truncate(floor);
        }
        changed
    }
}

/// Notes the source bytes between two units as deleted.
fn gap(text: &str, src: core::ops::Range<usize>, floor: usize, out: &str, map: &mut Writer<'_>) {
    for (at, c) in text.get(src.clone()).unwrap_or("").char_indices() {
        let at = src.start + at;
        map.delete(out.len(), at..at + c.len_utf8(), belongs(c, out.get(floor..).unwrap_or("")));
    }
}
