//! [`Pass`]: the one pass over a text that applies all steps of a set and writes the alignment.
//!
//! Clean stretches are skipped with one table look-up a character and copied as a whole. A character that a step cares
//! about goes through [`Pass::step`]. Decisions look at the *output* before the character and at the source after it, past
//! everything that will be deleted: so a second pass decides as the first did, and presets are idempotent (invariant 5).
//! Every look-ahead ends at a character that no other look-ahead of its kind passes, which keeps the pass linear
//! (invariant 8); where that is not so by itself, the answer is remembered (`digits`, `word`).

use super::align::Writer;
use super::compose::{self, Taken};
use super::step::{self, Step};
use crate::index::presentation;
use crate::index::script::{self, Role, TATWEEL};

/// The pass over one text.
#[derive(Debug)]
pub(super) struct Pass<'t, 'o> {
    steps: u16,
    text: &'t str,
    /// Where the output goes, after `floor` bytes that are none of ours.
    out: &'o mut String,
    floor: usize,
    map: Writer<'o>,
    /// The next source byte.
    at: usize,
    /// Source bytes from here to `at` are copied, but not yet written.
    pending: usize,
    /// The next mark that becomes part of a letter.
    hamza: Option<Hamza>,
    /// Up to this source byte, tatweels are known to stand between two digits, or not to.
    digits: Known,
    /// Up to this source byte, letters are known to be of a foreign word, or of an Arabic one.
    word: Known,
}

/// A mark that a letter will take up, and where that letter stands in the output.
#[derive(Clone, Copy, Debug)]
struct Hamza {
    out: usize,
    taken: Taken,
}

/// An answer that holds up to a source byte.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    until: usize,
    answer: bool,
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
        } else if let Some(letters) = step::letters(c).filter(|_| self.has(Step::PresentationForms)) {
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

    /// Whether a control has a task where it stands.
    fn keeps_invisible(&mut self, c: char) -> bool {
        let last = self.last().unwrap_or('\0');
        let next = self.after(c).chars().next().unwrap_or('\0');
        match c {
            // VARIATION SELECTOR-15, -16: text or emoji style; also within a keycap (1 FE0F 20E3).
            '\u{FE0E}' | '\u{FE0F}' => {
                script::is_emoji(last) || next == '\u{20E3}' && matches!(last, '0'..='9' | '#' | '*')
            }
            // ZERO WIDTH JOINER. A variation selector in the output stands after an emoji.
            '\u{200D}' if script::is_emoji(next) => script::is_emoji(last) || matches!(last, '\u{FE0E}' | '\u{FE0F}'),
            '\u{200C}' | '\u{200D}' if script::needs_joiners(last) => true,
            // ZERO WIDTH NON-JOINER between letters of a Persian word.
            '\u{200C}' if !self.has(Step::LookAlikesEverywhere) => {
                let between = script::is_arabic(last) && matches!(script::role(last), Role::Letter(_) | Role::Mark);
                between && script::is_arabic_letter(next) && self.in_foreign_word()
            }
            _ => false,
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
        match step::letters(c) {
            _ if self.has(Step::Marks) => self.delete(c, self.in_word()),
            // Alone, the form shows the mark as such; on a letter it is that letter's mark.
            Some(marks) if self.has(Step::PresentationForms) && self.on_arabic() => self.write(c, marks),
            _ => self.copy(c),
        }
    }

    /// The mark, here or further on, that composes with the letter right before `at`.
    fn find_hamza(&self) -> Option<Hamza> {
        let moot = [Step::Marks, Step::Alef, Step::AlefMaksura, Step::HamzaSeats, Step::LookAlikesEverywhere];
        if moot.into_iter().all(|step| self.has(step)) {
            // The mark goes, and the letter is the same with and without it.
            return None;
        }
        // The letter as it was written: in the output it may have been folded already.
        let goes = |c: char| script::is_invisible(c) && self.has(Step::Controls);
        let expands = |c: char| step::letters(c).filter(|_| self.has(Step::PresentationForms));
        let written = self.text.get(..self.at)?.chars().rev().inspect(|_| tick()).find(|&c| !goes(c))?;
        let letter = match expands(written) {
            Some(letters) => letters.chars().rev().find(|&c| !script::is_mark(c))?,
            None => written,
        };
        // The forms of marks are all of classes that are never in the way.
        let marks = self.text.get(self.at..)?.char_indices().inspect(|_| tick());
        let marks = marks.filter(|&(_, c)| !goes(c) && !(presentation::is_mark_form(c) && expands(c).is_some()));
        let taken = compose::take(letter, marks.take_while(|&(_, c)| script::is_mark(c)))?;
        // Of the marks only those that a presentation form brought along are in the output yet.
        let mut out = self.out.len() + (self.at - self.pending);
        for c in self.written() {
            out -= c.len_utf8();
            if !script::is_mark(c) {
                break;
            }
        }
        Some(Hamza { out, taken: Taken { at: self.at + taken.at, ..taken } })
    }

    /// Takes the mark at hand into its letter.
    fn compose(&mut self, mark: char, Hamza { out, taken }: Hamza) {
        self.flush();
        let (unit, src) = self.map.cut(out, (self.out.len(), self.at));
        let letter = step::fold(self.steps, taken.into);
        let back = taken.back.filter(|_| !self.has(Step::Marks));
        match self.out.get(out..).and_then(|tail| tail.chars().next()) {
            Some(c) => {
                let letter = String::from_iter([letter].into_iter().chain(back));
                self.out.replace_range(out..out + c.len_utf8(), &letter);
            }
            None => debug_assert!(false, "the letter was written before its mark"),
        }
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

    /// Whether the tatweel at hand, and all others up to the next letter or digit, stand between two digits.
    fn between_digits(&mut self) -> bool {
        if self.digits.until <= self.at {
            let rest = self.text.get(self.at..).unwrap_or("");
            let next = rest.char_indices().inspect(|_| tick()).find(|&(_, c)| !script::leads_on(c));
            let last = self.written().inspect(|_| tick()).find(|&c| !script::leads_on(c));
            self.digits.until = self.at + next.map_or(rest.len(), |(at, _)| at);
            self.digits.answer = last.is_some_and(script::is_digit) && next.is_some_and(|(_, c)| script::is_digit(c));
        }
        self.digits.answer
    }

    /// Whether a hamza or madda stands on the tatweel at hand.
    fn carries_hamza(&self) -> bool {
        let marks = self.after(TATWEEL).chars().inspect(|_| tick());
        let mut marks = marks.take_while(|&c| script::leads_on(c) && c != TATWEEL);
        marks.any(compose::is_hamza)
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

    /// Whether the next character that stays, behind `c` at hand, is a digit.
    fn digit_follows(&self, c: char) -> bool {
        let goes = |c: char| {
            tick();
            script::is_invisible(c) && self.has(Step::Controls)
                || c == TATWEEL && self.has(Step::Tatweel)
                || (script::is_mark(c) || presentation::is_mark_form(c)) && self.has(Step::Marks)
        };
        self.after(c).chars().find(|&c| !goes(c)).is_some_and(script::is_digit)
    }

    /// Whether the letter or joiner at hand is in a word with a letter that Arabic does not write.
    fn in_foreign_word(&mut self) -> bool {
        if self.word.until <= self.at {
            let (before, after) = self.text.split_at_checked(self.at).unwrap_or_default();
            let foreign = |c: char| match step::letters(c).filter(|_| self.has(Step::PresentationForms)) {
                Some(letters) => letters.chars().any(script::is_foreign),
                None => script::is_foreign(c),
            };
            let in_word = |c: &char| {
                tick();
                script::leads_on(*c) || script::is_arabic_letter(*c)
            };
            let length = after.chars().take_while(in_word).map(char::len_utf8).sum::<usize>();
            let answer =
                after.chars().take_while(in_word).any(foreign) || before.chars().rev().take_while(in_word).any(foreign);
            self.word = Known { until: self.at + length, answer };
        }
        self.word.answer
    }

    fn has(&self, step: Step) -> bool {
        self.steps & step.bit() != 0
    }

    /// The source behind the character at hand, `c`.
    fn after(&self, c: char) -> &'t str {
        self.text.get(self.at + c.len_utf8()..).unwrap_or("")
    }

    /// The output, last character first.
    fn written(&self) -> impl Iterator<Item = char> {
        let copied = self.text.get(self.pending..self.at).unwrap_or("");
        copied.chars().rev().chain(self.out.get(self.floor..).unwrap_or("").chars().rev())
    }

    /// The last character of the output.
    fn last(&self) -> Option<char> {
        self.written().next()
    }

    fn after_space(&self) -> bool {
        matches!(self.last(), Some(' ' | '\n'))
    }

    /// Whether what is deleted here belongs to the character before: a letter, a digit, or a mark on one.
    fn in_word(&self) -> bool {
        self.last().is_some_and(|c| matches!(script::role(c), Role::Letter(_) | Role::Mark))
    }

    /// Whether a mark written here would stand on an Arabic letter.
    fn on_arabic(&self) -> bool {
        self.last().is_some_and(script::is_arabic) && self.in_word()
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

/// Counts one character looked at, for the test that the work is linear.
#[inline(always)]
fn tick() {
    #[cfg(test)]
    super::tests::WORK.with(|work| work.set(work.get() + 1));
}
