//! Carries out the policies that go by words, between two passes of the steps: over text whose presentation forms,
//! controls and look-alikes are repaired already, and whose letters and marks are still there.

use super::align::Writer;
use super::around::Known;
use super::compose::{Place, place};
use super::policy::{DaggerAlef, FinalYeh, LoanLetters, MarkOrder, Policies, TanweenAlef};
use crate::builtin;
use crate::index::script::{self, ALEF, ALEF_MAKSURA, TATWEEL, WAW, YEH};

/// Carries the policies out over `text`, into `out`.
pub(super) fn run(policies: &Policies, text: &str, out: &mut Vec<u8>, map: &mut Writer<'_>) {
    let (end, run) = (Known::default(), (None, 0));
    let mut task = Task { policies, text, out, map, at: 0, last: None, run, end };
    while let Some(c) = task.skip() {
        task.step(c);
    }
}

struct Task<'t, 'o, 'e> {
    policies: &'t Policies,
    text: &'t str,
    out: &'o mut Vec<u8>,
    map: &'o mut Writer<'e>,
    at: usize,
    /// The last letter or other character that is no mark, of the source.
    last: Option<char>,
    /// The letter that has just been written, and how often.
    run: (Option<char>, u8),
    /// Up to this source byte, whether the word ends is known.
    end: Known,
}

impl<'t> Task<'t, '_, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Copies what no policy cares about, and returns the character behind it.
    fn skip(&mut self) -> Option<char> {
        let rest = self.rest();
        let mut chars = rest.chars();
        let mut marked = false;
        let found = loop {
            let behind = chars.as_str();
            let Some(c) = chars.next() else { break None };
            if self.concerned(c, marked, chars.as_str()) {
                break Some((rest.len() - behind.len(), c));
            }
            marked = script::is_mark(c);
            if !marked {
                self.last = Some(c);
                self.run = (None, 0);
            }
        };
        let len = found.map_or(rest.len(), |(at, _)| at);
        self.out.extend_from_slice(rest.get(..len).unwrap_or("").as_bytes());
        self.at += len;
        found.map(|(_, c)| c)
    }

    /// Whether a policy may care about `c`, behind a mark or not.
    #[inline]
    fn concerned(&self, c: char, marked: bool, behind: &str) -> bool {
        let policies = self.policies;
        if policies.elongation > 0 && (self.last == Some(c) || behind.starts_with(c) || is_marked(behind)) {
            return true;
        }
        match c {
            '\0'..='\u{02FF}' | '\u{061B}'..='\u{0620}' => false,
            '\u{0621}' => policies.drop_hamza,
            TEH_MARBUTA => policies.teh,
            ALEF => policies.tanween == TanweenAlef::Drop && (marked || is_marked(behind)),
            YEH | ALEF_MAKSURA | WAW => policies.final_yeh != FinalYeh::Keep || behind.starts_with(DAGGER_ALEF),
            TATWEEL => policies.dash,
            DAGGER_ALEF => policies.dagger != DaggerAlef::Mark || policies.order != MarkOrder::AsTyped,
            '\u{0622}'..='\u{064A}' => false,
            _ if script::is_mark(c) => policies.order != MarkOrder::AsTyped,
            _ => policies.expand || policies.loans != LoanLetters::Keep,
        }
    }

    fn step(&mut self, c: char) {
        if c == TATWEEL && self.policies.dash {
            return self.tatweel();
        }
        if script::is_mark(c) {
            return self.marks(c);
        }
        if self.policies.expand
            && let Some(phrase) = builtin::phrase_of(c)
        {
            return self.write(c, phrase);
        }
        if self.policies.tanween == TanweenAlef::Drop && self.is_tanween_alef(c) {
            return self.delete(c);
        }
        if self.policies.elongation > 0 && self.is_too_many(c) {
            return self.delete(c);
        }
        match self.letter(c) {
            Some(letter) => self.write(c, letter.encode_utf8(&mut [0; 4])),
            None => self.delete(c),
        }
    }

    /// What becomes of a letter by itself, with a look at whether the word ends.
    fn letter(&mut self, c: char) -> Option<char> {
        let policies = self.policies;
        Some(match c {
            // HAMZA on the line.
            '\u{0621}' if policies.drop_hamza => return None,
            WAW | ALEF_MAKSURA if policies.dagger != DaggerAlef::Mark && self.carries_alef(c) => return None,
            TEH_MARBUTA if policies.teh => '\u{062A}',
            YEH if policies.final_yeh == FinalYeh::Maksura && self.ends_word(c) => ALEF_MAKSURA,
            ALEF_MAKSURA if policies.final_yeh == FinalYeh::Yeh && self.ends_word(c) => YEH,
            // PEH, TCHEH, JEH, VEH, GAF, QAF WITH THREE DOTS.
            _ if policies.loans == LoanLetters::Nearest => match c {
                '\u{067E}' => '\u{0628}',
                '\u{0686}' => '\u{062C}',
                '\u{0698}' => '\u{0632}',
                '\u{06A4}' => '\u{0641}',
                '\u{06AF}' => '\u{0643}',
                '\u{06A8}' => '\u{0642}',
                _ => c,
            },
            _ => c,
        })
    }

    /// Whether the waw or alef maksura at hand only carries a dagger alef, before teh marbuta: `صلوٰة`, `تورىٰة`.
    fn carries_alef(&self, c: char) -> bool {
        let mut behind = self.behind(c).chars();
        behind.next() == Some(DAGGER_ALEF) && behind.find(|&c| !script::is_mark(c)) == Some(TEH_MARBUTA)
    }

    /// Whether no letter of the word follows `c` at hand. Remembered: behind each of many marks the same is asked.
    fn ends_word(&mut self, c: char) -> bool {
        if self.end.until < self.at + c.len_utf8() {
            let letters = self.behind(c).trim_start_matches(script::leads_on);
            let answer = !letters.starts_with(script::is_arabic_letter);
            self.end = Known { until: self.text.len() - letters.len(), answer };
        }
        self.end.answer
    }

    /// Whether `c` is the alef of a tanween that ends the word, beside its fathatan.
    fn is_tanween_alef(&mut self, c: char) -> bool {
        if c != ALEF {
            return false;
        }
        let behind = self.behind(c);
        let marks = behind.len() - behind.trim_start_matches(script::is_mark).len();
        let marked = behind.get(..marks).is_some_and(|marks| marks.contains(FATHATAN))
            || self.text.get(..self.at).is_some_and(|text| {
                let letters = text.trim_end_matches(script::is_mark);
                text.get(letters.len()..).is_some_and(|marks| marks.contains(FATHATAN))
            });
        // A word of two letters is none without it.
        let long = self.text.get(..self.at).is_some_and(|text| {
            let letters = text.chars().rev().filter(|&c| !script::is_mark(c));
            letters.take(2).filter(|&c| script::is_arabic_letter(c)).count() == 2
        });
        marked && long && self.ends_word(c)
    }

    /// Whether `c` is one more of the same letter than is wanted, in a run of three or more.
    fn is_too_many(&mut self, c: char) -> bool {
        let same = self.last == Some(c);
        if !same {
            self.run = (None, 0);
        }
        if !c.is_alphabetic() {
            return false;
        }
        if self.run.0 != Some(c) {
            let behind = self.behind(c).chars().filter(|&c| !script::is_mark(c));
            let long = behind.take_while(|&next| next == c).take(2).count() == 2;
            self.run = (long.then_some(c), 0);
        }
        self.run.1 = self.run.1.saturating_add(u8::from(self.run.0.is_some()));
        self.run.1 > self.policies.elongation
    }

    /// A run of tatweels that is a dash, or else stays for the steps.
    fn tatweel(&mut self) {
        let rest = self.rest();
        let len = rest.len() - rest.trim_start_matches(TATWEEL).len();
        let next = rest.get(len..).and_then(|behind| behind.chars().next());
        let letter = |c: Option<char>| c.is_some_and(|c| script::is_arabic_letter(c) || script::is_mark(c));
        let dash = !letter(self.last) && !letter(next);
        let (out, src) = (self.out.len(), self.at);
        let (run, _) = rest.split_at_checked(len).unwrap_or_default();
        self.out.extend_from_slice(if dash { b"-" } else { run.as_bytes() });
        self.at += len;
        self.last = Some(TATWEEL);
        if dash {
            self.map.replace(out..self.out.len(), src..self.at);
        }
    }

    /// All the marks on one letter, up to a dagger alef that is looked at when its turn comes.
    fn marks(&mut self, first: char) {
        let dagger = self.policies.dagger != DaggerAlef::Mark;
        if dagger && first == DAGGER_ALEF && self.writes_alef_out() {
            return self.write(first, ALEF.encode_utf8(&mut [0; 4]));
        }
        let rest = self.rest();
        let more = |c: char| script::is_mark(c) && !(dagger && c == DAGGER_ALEF);
        let len = rest.len() - self.behind(first).trim_start_matches(more).len();
        let typed = rest.get(..len).unwrap_or("");
        let ordered = match self.policies.order {
            MarkOrder::AsTyped => typed.to_owned(),
            MarkOrder::Canonical => canonical_order(typed).into_iter().collect(),
            MarkOrder::Drawn => drawn_order(typed),
        };
        let (out, src) = (self.out.len(), self.at);
        self.out.extend_from_slice(ordered.as_bytes());
        self.at += len;
        if ordered != typed {
            self.map.replace(out..self.out.len(), src..self.at);
        }
    }

    /// Whether the dagger alef at hand becomes an alef.
    fn writes_alef_out(&mut self) -> bool {
        let (before, after) = self.text.split_at_checked(self.at).unwrap_or_default();
        // On an alef, and on an alef maksura that ends the word, it only says how that one sounds.
        let last = self.last;
        match last {
            Some(ALEF) => return false,
            Some(ALEF_MAKSURA) if self.ends_word(DAGGER_ALEF) => return false,
            Some(c) if script::is_arabic_letter(c) => {}
            _ => return false,
        }
        if self.policies.dagger == DaggerAlef::Alef {
            return true;
        }
        let in_word = |&c: &char| script::is_arabic_letter(c) || script::is_mark(c) || c == TATWEEL;
        // No word of the list is longer, and a page may be one word.
        let head: Vec<char> = before.chars().rev().take_while(in_word).take(MOST_LETTERS).collect();
        let tail = after.chars().take_while(in_word).take(MOST_LETTERS);
        let letters = head.into_iter().rev().chain(tail).filter(|&c| script::is_arabic_letter(c));
        let word: String = letters.map(script::fold_letter).collect();
        let mut rest = word.as_str();
        loop {
            if builtin::keeps_dagger_alef(rest) {
                return false;
            }
            match rest.chars().next() {
                // The proclitics waw, feh, beh, lam, kaf, hamza.
                Some(c @ (WAW | '\u{0641}' | '\u{0628}' | '\u{0644}' | '\u{0643}' | ALEF)) => {
                    rest = rest.get(c.len_utf8()..).unwrap_or("");
                }
                _ => return true,
            }
        }
    }

    fn behind(&self, c: char) -> &'t str {
        self.text.get(self.at + c.len_utf8()..).unwrap_or("")
    }

    fn write(&mut self, c: char, written: &str) {
        let (out, src) = (self.out.len(), self.at);
        self.out.extend_from_slice(written.as_bytes());
        self.at += c.len_utf8();
        self.last = Some(c);
        if written.len() != c.len_utf8() {
            self.map.replace(out..self.out.len(), src..self.at);
        }
    }

    fn delete(&mut self, c: char) {
        let src = self.at;
        self.at += c.len_utf8();
        self.last = Some(c);
        self.map.delete(self.out.len(), src..self.at, true);
    }
}

/// Whether a mark stands at the start of `text`.
fn is_marked(text: &str) -> bool {
    text.chars().next().is_some_and(script::is_mark)
}

/// ARABIC LETTER TEH MARBUTA.
const TEH_MARBUTA: char = '\u{0629}';
/// ARABIC FATHATAN.
const FATHATAN: char = '\u{064B}';
/// ARABIC LETTER SUPERSCRIPT ALEF.
const DAGGER_ALEF: char = '\u{0670}';
/// Characters of a word that are looked at on either side of a dagger alef, marks included.
const MOST_LETTERS: usize = 32;

/// Canonical combining class (UAX #44) of an Arabic mark.
fn class(mark: char) -> u8 {
    match mark {
        '\u{064B}'..='\u{0652}' => 27 + (mark as u32 - 0x064B) as u8,
        '\u{08F0}'..='\u{08F2}' => 27 + (mark as u32 - 0x08F0) as u8,
        '\u{0618}'..='\u{061A}' => 30 + (mark as u32 - 0x0618) as u8,
        DAGGER_ALEF => 35,
        _ => match place(mark) {
            Place::Below => 220,
            Place::Above => 230,
            Place::Apart => 0,
            Place::Other => 1,
        },
    }
}

/// By class; marks of class 0 stay, and no other passes them.
fn canonical_order(typed: &str) -> Vec<char> {
    let mut marks: Vec<char> = typed.chars().collect();
    marks.split_mut(|&c| class(c) == 0).for_each(|marks| marks.sort_by_key(|&c| class(c)));
    marks
}

/// UAX #53: shadda to the front; hamza and its like, where they come first of their class, before it.
fn drawn_order(typed: &str) -> String {
    let marks = canonical_order(typed);
    let mut drawn = String::with_capacity(typed.len());
    for marks in marks.split_inclusive(|&c| class(c) == 0) {
        // How many of a class come first and are modifiers.
        let leading = |of: u8| {
            let same = marks.iter().skip_while(|&&c| class(c) != of);
            same.take_while(|&&c| class(c) == of && is_modifier(c)).count()
        };
        let (mut below, mut above) = (leading(220), leading(230));
        let leads = |left: &mut usize| left.checked_sub(1).map(|less| *left = less).is_some();
        let rank = |&c: &char| match class(c) {
            220 if leads(&mut below) => 0,
            230 if leads(&mut above) => 1,
            33 => 2,
            0 => 4,
            _ => 3,
        };
        let mut ranked: Vec<(u8, char)> = marks.iter().map(rank).zip(marks.iter().copied()).collect();
        ranked.sort_by_key(|&(rank, _)| rank);
        drawn.extend(ranked.into_iter().map(|(_, c)| c));
    }
    drawn
}

/// The modifier combining marks of UAX #53.
fn is_modifier(c: char) -> bool {
    matches!(
        c,
        '\u{0654}' | '\u{0655}' | '\u{0658}' | '\u{06DC}' | '\u{06E3}' | '\u{06E7}' | '\u{06E8}' | '\u{08CA}'
            ..='\u{08CF}' | '\u{08D3}' | '\u{08F3}'
    )
}
