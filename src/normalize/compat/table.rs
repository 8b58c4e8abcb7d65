//! [`Table`]: what becomes of a character wherever it stands, as ranges of code points, and the pass that applies it.

use crate::index::presentation;
use crate::index::script::{self, Role, TATWEEL};
use crate::normalize::align::Writer;

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Same,
    Nothing,
    /// One character for the whole range.
    One(char),
    /// This character for the first of the range, the next one for the next.
    From(char),
    /// One text for the whole range.
    Text(&'static str),
    /// What the table makes of the letters that a presentation form stands for.
    Form,
}

/// A range of characters, both ends included, and what becomes of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) first: char,
    pub(super) last: char,
    pub(super) to: To,
}

/// Lists of rules, each sorted and without overlap; of two lists that know a character, the first decides.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) lists: &'static [&'static [Rule]],
    /// What becomes of all other characters.
    others: To,
    /// One bit for each character below U+0800: whether it changes. Most of a text are letters that do not.
    changing: [u64; 32],
}

impl Table {
    pub(super) const fn new(lists: &'static [&'static [Rule]]) -> Table {
        Table::with_others(lists, To::Same)
    }

    #[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
    pub(super) const fn with_others(lists: &'static [&'static [Rule]], others: To) -> Table {
        let mut changing = [if matches!(others, To::Same) { 0 } else { u64::MAX }; 32];
        // From the last list to the first, so that the first has the last word.
        let mut n = lists.len();
        while n > 0 {
            n -= 1;
            let mut rest = lists[n];
            while let Some((rule, tail)) = rest.split_first() {
                let mut c = rule.first as u32;
                while c <= rule.last as u32 && c < 0x800 {
                    let bit = 1 << (c % 64);
                    if matches!(rule.to, To::Same) {
                        changing[(c / 64) as usize] &= !bit;
                    } else {
                        changing[(c / 64) as usize] |= bit;
                    }
                    c += 1;
                }
                rest = tail;
            }
        }
        Table { lists, others, changing }
    }

    /// What becomes of `c`, never [`To::From`].
    fn to(&self, c: char) -> To {
        let code = c as u32;
        if self.changing.get(code as usize / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 0) {
            return To::Same;
        }
        let rule = self.lists.iter().find_map(|list| {
            let at = list.partition_point(|rule| rule.last < c);
            list.get(at).filter(|rule| rule.first <= c)
        });
        match rule.map_or(self.others, |rule| rule.to) {
            To::From(first) => {
                let distance = rule.map_or(0, |rule| code - rule.first as u32);
                char::from_u32(first as u32 + distance).map_or(To::Same, To::One)
            }
            To::Form if presentation::letters(c).is_none() => To::Same,
            to => to,
        }
    }

    /// Hands what becomes of `c` to `push`. Returns whether it is anything else than `c`.
    pub(super) fn fold(&self, c: char, push: &mut dyn FnMut(char)) -> bool {
        match self.to(c) {
            To::Same | To::From(_) => push(c),
            To::Nothing => {}
            To::One(to) => push(to),
            To::Text(text) => text.chars().for_each(push),
            // One level deep: the letters of a form are no forms.
            To::Form => presentation::letters(c).unwrap_or("").chars().for_each(|letter| {
                self.fold(letter, push);
            }),
        }
        self.to(c) != To::Same
    }

    /// Applies the table to all of a text. Returns whether anything changed; if nothing did, nothing was written.
    pub(super) fn run(&self, text: &str, out: &mut String, mut map: Writer<'_>) -> bool {
        let floor = out.len();
        let mut copied = 0;
        for (at, c) in text.char_indices() {
            if self.to(c) == To::Same {
                continue;
            }
            if copied == 0 {
                out.reserve(text.len());
            }
            out.push_str(text.get(copied..at).unwrap_or(""));
            let begin = out.len();
            self.fold(c, &mut |c| out.push(c));
            copied = at + c.len_utf8();
            if out.len() == begin {
                map.delete(begin, at..copied, belongs(c, out.get(floor..).unwrap_or("")));
            } else if out.len() - begin != c.len_utf8()
                || out.get(begin..).is_some_and(|to| to.chars().nth(1).is_some())
            {
                // Two characters are a unit even where they are as long as the one they came from: dots of an ellipsis.
                map.replace(begin..out.len(), at..copied);
            }
        }
        if copied > 0 {
            out.push_str(text.get(copied..).unwrap_or(""));
        }
        map.finish();
        copied > 0
    }
}

/// Whether `c`, deleted behind `written`, is part of the letter before: a mark or tatweel on one.
pub(super) fn belongs(c: char, written: &str) -> bool {
    (script::is_mark(c) || c == TATWEEL)
        && written
            .chars()
            .next_back()
            .is_some_and(|last| matches!(script::role(last), Role::Letter(_) | Role::Form(_) | Role::Mark))
}

pub(super) const fn delete(first: char, last: char) -> Rule {
    Rule { first, last, to: To::Nothing }
}

pub(super) const fn keep(first: char, last: char) -> Rule {
    Rule { first, last, to: To::Same }
}

pub(super) const fn one(first: char, last: char, to: char) -> Rule {
    Rule { first, last, to: To::One(to) }
}

pub(super) const fn from(first: char, last: char, to: char) -> Rule {
    Rule { first, last, to: To::From(to) }
}

pub(super) const fn text(c: char, to: &'static str) -> Rule {
    Rule { first: c, last: c, to: To::Text(to) }
}

pub(super) const fn form(first: char, last: char) -> Rule {
    Rule { first, last, to: To::Form }
}
