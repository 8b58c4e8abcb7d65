//! What the surroundings of a character say: the questions that [`Pass`] asks before it decides.
//!
//! They look at the *output* before the character and at the source behind it, past everything that will be deleted.
//! So a second pass gets the same answers as the first, and presets are idempotent (invariant 5). Each look ends at a
//! character that no other look of its kind passes, which keeps the pass linear (invariant 8); where that is not so
//! by itself, the answer is remembered as a [`Known`].

use super::compose::{self, Taken};
use super::pass::{NON_JOINER, Pass};
use super::step::Step;
use crate::index::presentation;
use crate::index::script::{self, HEH, Role, TATWEEL};

/// A mark that a letter will take up, and where that letter stands in the output.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hamza {
    pub(super) out: usize,
    pub(super) taken: Taken,
}

/// An answer that holds up to a source byte.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) until: usize,
    pub(super) answer: bool,
}

impl<'t> Pass<'t, '_> {
    /// Whether a control has a task where it stands.
    pub(super) fn keeps_invisible(&mut self, c: char) -> bool {
        let last = self.last().unwrap_or('\0');
        let next = self.after(c).chars().next().unwrap_or('\0');
        match c {
            // VARIATION SELECTOR-15, -16: text or emoji style; also within a keycap (1 FE0F 20E3).
            '\u{FE0E}' | '\u{FE0F}' => {
                script::is_emoji(last) || next == '\u{20E3}' && (script::is_digit(last) || matches!(last, '#' | '*'))
            }
            // ZERO WIDTH JOINER. A variation selector in the output stands after an emoji.
            '\u{200D}' if script::is_emoji(next) => script::is_emoji(last) || matches!(last, '\u{FE0E}' | '\u{FE0F}'),
            // The joiners of Indic scripts. Before a mark of another script they are as lost as that mark.
            '\u{200C}' | '\u{200D}' if script::needs_joiners(last) => !script::leads_on(next),
            // ZERO WIDTH NON-JOINER between letters of a Persian word.
            NON_JOINER if !self.has(Step::LookAlikesEverywhere) => self.between_letters(c) && self.in_foreign_word(),
            _ => false,
        }
    }

    /// The mark that composes with the letter before the marks at hand: this one or another of theirs. What it finds
    /// holds up to [`Pass::composed`].
    pub(super) fn find_hamza(&mut self) -> Option<Hamza> {
        let has_forms = self.has(Step::PresentationForms);
        let controls = self.has(Step::Controls);
        // What stands between a letter and its marks and is none of them. The forms of marks are all of classes that
        // are never in the way.
        let goes = |c: char| {
            tick();
            script::is_invisible(c) && controls || has_forms && presentation::is_mark_form(c)
        };
        let (before, after) = self.text.split_at_checked(self.at)?;
        // The letter as it was written: in the output it may have been folded already.
        let marked = |c: char| goes(c) || script::is_mark(c);
        let start = before.trim_end_matches(marked).len();
        self.composed = self.text.len() - after.trim_start_matches(marked).len();
        let written = before.get(..start)?.chars().next_back()?;
        let letter = match presentation::letters(written).filter(|_| has_forms) {
            Some(letters) => letters.chars().rev().find(|&c| !script::is_mark(c))?,
            None => written,
        };
        let marks = self.text.get(start..self.composed)?.char_indices().filter(|&(_, c)| !goes(c));
        let taken = compose::take(letter, marks)?;
        // Marks of the letter may be in the output, from a presentation form too.
        let mut out = self.out.len();
        for c in self.written() {
            out -= c.len_utf8();
            if !script::is_mark(c) {
                break;
            }
        }
        Some(Hamza { out, taken: Taken { at: start + taken.at, ..taken } })
    }

    /// Whether the tatweel at hand, and all others up to the next letter or digit, stand between two digits.
    pub(super) fn between_digits(&mut self) -> bool {
        if self.digits.until <= self.at {
            let rest = self.text.get(self.at..).unwrap_or("");
            let next = rest.char_indices().inspect(|_| tick()).find(|&(_, c)| !script::leads_on(c));
            let last = self.written().inspect(|_| tick()).find(|&c| !script::leads_on(c));
            self.digits.until = self.at + next.map_or(rest.len(), |(at, _)| at);
            self.digits.answer = last.is_some_and(script::is_digit) && next.is_some_and(|(_, c)| script::is_digit(c));
        }
        self.digits.answer
    }

    /// Whether `c` at hand stands between Arabic letters.
    pub(super) fn between_letters(&self, c: char) -> bool {
        let last = self.last().unwrap_or('\0');
        // Of whichever script a mark is: composition changes their order.
        let behind = script::is_mark(last) || script::is_arabic(last) && matches!(script::role(last), Role::Letter(_));
        behind && self.after(c).chars().next().is_some_and(script::is_arabic_letter)
    }

    /// Whether the tatweel at hand closes the sign of a Hijri year: a number and a heh, joined to nothing.
    pub(super) fn marks_a_year(&self) -> bool {
        let mut written = self.written();
        if written.next() != Some(HEH) {
            return false;
        }
        // A no-break space may be one still.
        let before = written.find(|c| !matches!(c, ' ' | '\u{00A0}'));
        // A ligature of no letter class, as that of the rial, is letters too.
        let joins = |c: char| c.is_alphanumeric() || presentation::letters(c).is_some();
        before.is_some_and(script::is_digit)
            && !self.after(TATWEEL).trim_start_matches(script::leads_on).starts_with(joins)
    }

    /// Whether a hamza or madda stands on the tatweel at hand.
    pub(super) fn carries_hamza(&self) -> bool {
        let marks = self.after(TATWEEL).chars().inspect(|_| tick());
        let mut marks = marks.take_while(|&c| script::leads_on(c) && c != TATWEEL);
        marks.any(compose::is_hamza)
    }

    /// Whether the next character that stays, behind `c` at hand, is a digit.
    pub(super) fn digit_follows(&self, c: char) -> bool {
        let goes = |c: char| {
            tick();
            script::is_invisible(c) && self.has(Step::Controls)
                || c == TATWEEL && self.has(Step::Tatweel)
                || (script::is_mark(c) || presentation::is_mark_form(c)) && self.has(Step::Marks)
        };
        self.after(c).chars().find(|&c| !goes(c)).is_some_and(script::is_digit)
    }

    /// Whether the letter or joiner at hand is in a word with a letter that Arabic does not write.
    pub(super) fn in_foreign_word(&mut self) -> bool {
        if self.word.until <= self.at {
            let (before, after) = self.text.split_at_checked(self.at).unwrap_or_default();
            let foreign = |c: char| match presentation::letters(c).filter(|_| self.has(Step::PresentationForms)) {
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

    /// The source behind the character at hand, `c`.
    pub(super) fn after(&self, c: char) -> &'t str {
        self.text.get(self.at + c.len_utf8()..).unwrap_or("")
    }

    /// The output from byte `from` on, which begins a character.
    pub(super) fn written_from(&self, from: usize) -> &str {
        let written = self.out.get(from..).and_then(|bytes| std::str::from_utf8(bytes).ok());
        debug_assert!(written.is_some(), "the output is UTF-8 wherever a character is handled");
        written.unwrap_or("")
    }

    /// The output, last character first.
    pub(super) fn written(&self) -> impl Iterator<Item = char> {
        let mut end = self.out.len();
        std::iter::from_fn(move || {
            let c = last_char(self.out.get(self.floor..end)?)?;
            end -= c.len_utf8();
            Some(c)
        })
    }

    /// The last character of the output.
    #[inline]
    pub(super) fn last(&self) -> Option<char> {
        self.written().next()
    }

    #[inline]
    pub(super) fn after_space(&self) -> bool {
        self.out.len() > self.floor && matches!(self.out.last(), Some(b' ' | b'\n'))
    }

    /// Whether what is deleted here belongs to the character before: a letter, a digit, or a mark on one.
    pub(super) fn in_word(&self) -> bool {
        self.last().is_some_and(|c| matches!(script::role(c), Role::Letter(_) | Role::Mark))
    }

    /// Whether a mark written here would stand on an Arabic letter, or with other marks.
    pub(super) fn takes_marks(&self) -> bool {
        self.last().is_some_and(|c| script::is_arabic(c) && self.in_word() || script::is_mark(c))
    }
}

/// Counts one character looked at, for the test that the work is linear.
#[inline(always)]
pub(super) fn tick() {
    #[cfg(test)]
    super::tests::WORK.with(|work| work.set(work.get() + 1));
}

/// The last character of UTF-8 text.
#[inline]
fn last_char(bytes: &[u8]) -> Option<char> {
    let (&last, before) = bytes.split_last()?;
    if last.is_ascii() {
        return Some(char::from(last));
    }
    if let Some(&lead @ 0xC2..=0xDF) = before.last() {
        return char::from_u32(u32::from(lead & 0x1F) << 6 | u32::from(last & 0x3F));
    }
    let start = bytes.iter().rposition(|byte| byte & 0xC0 != 0x80)?;
    std::str::from_utf8(bytes.get(start..)?).ok()?.chars().next()
}
