//! [`Pass`]: the one pass over a text that applies all steps of a set and writes the alignment.
//!
//! Clean stretches are skipped with one table look-up a character and copied as a whole. A character that a step cares
//! about goes through [`Pass::step`], which may ask about its surroundings (`around.rs`) before it decides.

use super::align::Writer;
use super::around::{Hamza, Known, tick};
use super::step::{self, Step};
use crate::index::presentation;
use crate::index::script::{self, TATWEEL};

/// The pass over one text.
#[derive(Debug)]
pub(super) struct Pass<'t, 'o> {
    pub(super) steps: u16,
    pub(super) text: &'t str,
    /// Where the output goes, after `floor` bytes that are none of ours.
    pub(super) out: &'o mut String,
    pub(super) floor: usize,
    pub(super) map: Writer<'o>,
    /// The next source byte.
    pub(super) at: usize,
    /// Source bytes from here to `at` are copied, but not yet written.
    pub(super) pending: usize,
    /// The next mark that becomes part of a letter.
    pub(super) hamza: Option<Hamza>,
    /// Up to this source byte, tatweels are known to stand between two digits, or not to.
    pub(super) digits: Known,
    /// Up to this source byte, letters are known to be of a foreign word, or of an Arabic one.
    pub(super) word: Known,
}

impl<'t, 'o> Pass<'t, 'o> {
    pub(super) fn new(steps: u16, text: &'t str, out: &'o mut String, map: Writer<'o>) -> Self {
        let floor = out.len();
        let (digits, word) = (Known::default(), Known::default());
        Pass { steps, text, out, floor, map, at: 0, pending: 0, hamza: None, digits, word }
    }

    /// Runs to the end of the text. Returns whether anything was changed; if nothing was, nothing was written.
    pub(super) fn run(mut self) -> bool {
        while let Some(c) = self.next_concerned() {
            tick();
            self.step(c);
        }
        let changed = self.pending > 0;
        if changed {
            self.flush();
        }
        changed
    }

    /// Skips what no step cares about, and returns the character behind it.
    fn next_concerned(&mut self) -> Option<char> {
        let bytes = self.text.as_bytes();
        let mut after_space = self.after_space();
        let mut at = self.at;
        while let Some(&lead) = bytes.get(at) {
            let (len, concerned) = match lead {
                b' ' | b'\n' if after_space => break,
                b' ' | b'\n' => {
                    after_space = true;
                    at += 1;
                    continue;
                }
                0..=0x7F => (1, step::ASCII.get(usize::from(lead))),
                // U+0600..U+06FF: two bits of the lead byte, six of the next.
                0xD8..=0xDB => {
                    let trail = bytes.get(at + 1).copied().unwrap_or(0);
                    (2, step::ARABIC.get(usize::from(lead & 3) << 6 | usize::from(trail & 0x3F)))
                }
                _ => break,
            };
            if concerned.copied().unwrap_or(0) & self.steps != 0 {
                break;
            }
            at += len;
            after_space = false;
        }
        self.at = at;
        self.text.get(at..)?.chars().next()
    }

    /// Handles one character.
    fn step(&mut self, c: char) {
        if script::is_invisible(c) {
            self.invisible(c);
        } else if c.is_whitespace() {
            self.space(c);
        } else if script::is_mark(c) || presentation::is_mark_form(c) {
            self.mark(c);
        } else if c == TATWEEL {
            self.tatweel();
        } else if let Some(letters) = presentation::letters(c).filter(|_| self.has(Step::PresentationForms)) {
            self.form(c, letters);
        } else {
            self.letter(c);
        }
    }

    fn invisible(&mut self, c: char) {
        if self.has(Step::Controls) && !self.keeps_invisible(c) {
            self.delete(c, false);
        } else {
            self.copy(c);
        }
    }

    fn space(&mut self, c: char) {
        if !self.has(Step::WhiteSpace) {
            return self.copy(c);
        }
        let rest = self.text.get(self.at..).unwrap_or("");
        let run = rest.split_at_checked(rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()));
        let run = run.map_or("", |(run, _)| run);
        let mut feed = run.contains('\n');
        let joins = self.after_space();
        if !joins && matches!(run, " " | "\n") {
            return self.copy(c);
        }
        self.flush();
        let mut begin = (self.out.len(), self.at);
        if joins {
            // The run goes on after something that was deleted.
            begin = self.map.cut(self.out.len() - 1, begin);
            feed |= self.out.pop() == Some('\n');
        }
        self.out.push(if feed { '\n' } else { ' ' });
        self.skip(run.len());
        if self.at - begin.1 != 1 {
            self.map.replace(begin.0..self.out.len(), begin.1..self.at);
        }
    }

    fn mark(&mut self, c: char) {
        if self.has(Step::Compose) {
            if self.hamza.is_none_or(|hamza| hamza.taken.at < self.at) {
                self.hamza = self.find_hamza();
            }
            if let Some(hamza) = self.hamza.filter(|hamza| hamza.taken.at == self.at) {
                return self.compose(c, hamza);
            }
        }
        match presentation::letters(c) {
            _ if self.has(Step::Marks) => self.delete(c, self.in_word()),
            // Alone, the form shows the mark as such; on a letter it is that letter's mark.
            Some(marks) if self.has(Step::PresentationForms) && self.takes_marks() => self.write(c, marks),
            _ => self.copy(c),
        }
    }

    /// Takes the mark at hand into its letter.
    fn compose(&mut self, mark: char, Hamza { out, taken }: Hamza) {
        self.flush();
        let (unit, src) = self.map.cut(out, (self.out.len(), self.at));
        let tail = self.out.get(out..).unwrap_or("");
        let marks = tail.get(tail.chars().next().map_or(0, char::len_utf8)..).unwrap_or("").to_owned();
        self.out.truncate(out);
        self.out.push(step::fold(self.steps, taken.into));
        self.out.extend(taken.back.filter(|_| !self.has(Step::Marks)));
        self.out.push_str(&marks);
        self.skip(mark.len_utf8());
        // One unit up to the mark: what stands between them lies within the bytes of the new letter.
        self.map.replace(unit..self.out.len(), src..self.at);
    }

    fn tatweel(&mut self) {
        if !self.has(Step::Tatweel) || self.between_digits() || !self.has(Step::Marks) && self.carries_hamza() {
            self.copy(TATWEEL);
        } else {
            self.delete(TATWEEL, self.in_word());
        }
    }

    fn form(&mut self, c: char, letters: &str) {
        self.flush();
        let begin = (self.out.len(), self.at);
        for letter in letters.chars() {
            if !script::is_mark(letter) {
                let folded = self.folded(letter);
                self.out.push(folded);
            } else if !self.has(Step::Marks) {
                self.out.push(letter);
            }
        }
        self.skip(c.len_utf8());
        self.map.replace(begin.0..self.out.len(), begin.1..self.at);
    }

    fn letter(&mut self, c: char) {
        let folded = self.folded(c);
        if folded == c {
            self.copy(c);
        } else {
            self.write(c, folded.encode_utf8(&mut [0; 4]));
        }
    }

    /// What becomes of a letter, digit or sign where it stands.
    fn folded(&mut self, c: char) -> char {
        let mut c = c;
        if self.has(Step::LookAlikes) && script::look_alike(c) != c && !self.in_foreign_word() {
            c = script::look_alike(c);
        }
        if self.has(Step::Punctuation) {
            c = step::numeric_punctuation(c, || self.last().is_some_and(script::is_digit) && self.digit_follows(c));
        }
        step::fold(self.steps, c)
    }

    pub(super) fn has(&self, step: Step) -> bool {
        self.steps & step.bit() != 0
    }

    /// Writes out what was copied.
    fn flush(&mut self) {
        if self.out.is_empty() {
            self.out.reserve(self.text.len());
        }
        self.out.push_str(self.text.get(self.pending..self.at).unwrap_or(""));
        self.pending = self.at;
    }

    /// Leaves `c` as it is.
    fn copy(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    /// Passes over source bytes that are not copied.
    fn skip(&mut self, len: usize) {
        self.at += len;
        self.pending = self.at;
    }

    /// Writes `folded` for `c`.
    fn write(&mut self, c: char, folded: &str) {
        self.flush();
        let begin = (self.out.len(), self.at);
        self.out.push_str(folded);
        self.skip(c.len_utf8());
        if folded.len() != c.len_utf8() {
            self.map.replace(begin.0..self.out.len(), begin.1..self.at);
        }
    }

    /// Writes nothing for `c`, which may belong to the character before.
    fn delete(&mut self, c: char, belongs: bool) {
        self.flush();
        let begin = self.at;
        self.skip(c.len_utf8());
        self.map.delete(self.out.len(), begin..self.at, belongs);
    }
}
