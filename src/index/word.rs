//! The word scanner: raw text to words with folded keys and original offsets, without an intermediate string.
//!
//! A word is a run of letters and digits of any script, with the marks, tatweel and invisible controls inside it. That
//! is the word of UAX #29 except that `. ' : _` between letters and commas and full stops between digits end a word
//! here (scraped Arabic often lacks the space after a full stop), that a tatweel between digits is a dash, and that a
//! tatweel before a word and what nobody sees after it stay outside.

pub(crate) use super::key::Key;
use super::key::{HASHED, WIDTH};
use super::script::{self, Role};

/// A word: where it stands, its key, and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte of its first letter.
    pub(crate) start: usize,
    /// One past its last letter or mark; a trailing invisible control stays outside.
    pub(crate) end: usize,
    pub(crate) key: Key,
    /// Folded letters and digits, at most 255.
    pub(crate) letters: u8,
    pub(crate) shape: Shape,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Arabic letters, and whatever stands with them.
    Arabic,
    /// Digits only.
    Number,
    /// Letters of other scripts.
    Other,
}

/// The words of `text`, left to right. Time is linear; nothing is allocated.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a part of `text`, at their offsets in the whole.
pub(crate) fn words_in(text: &str, from: usize, to: usize) -> Words<'_> {
    Words { text: text.get(..to).unwrap_or_default(), at: from }
}

/// Byte offset in `text` right after the first `n` folded letters and the marks on the last of them. A cut inside a
/// ligature is none that a reader could see: what follows begins with the whole ligature.
pub(crate) fn skip_letters(text: &str, n: usize) -> usize {
    let mut left = n;
    for (at, c) in text.char_indices() {
        let letters = match script::role(c) {
            Role::Letter(_) => 1,
            Role::Form(form) => form.chars().filter(|&c| matches!(script::role(c), Role::Letter(_))).count(),
            Role::Mark | Role::Invisible => 0,
            Role::Break => return at,
        };
        if letters > left {
            return at;
        }
        left -= letters;
    }
    text.len()
}

/// The exact key of the first letters of a word: what a head is compared with where the word's own key is a hash.
pub(crate) fn first_letters(word: &str) -> Key {
    let mut maker = KeyMaker::default();
    for c in word.chars() {
        maker.push_char(c);
        if maker.letters >= FIRST {
            break;
        }
    }
    // A letter without a code leaves a zero, which no head has.
    Key(maker.codes).keep(FIRST)
}

/// Letters of [`first_letters`]: no run of proclitics is longer.
const FIRST: usize = 8;

/// The key of a word whose first `cut` letters are replaced by those of `head`, read from the text: the result may be
/// longer than an exact key, or the word itself.
pub(crate) fn replaced_head(word: &str, cut: usize, head: Option<Key>) -> Key {
    let head = head.unwrap_or_default();
    let mut maker = KeyMaker { codes: head.0, letters: head.letters(), skip: cut, ..KeyMaker::default() };
    word.chars().for_each(|c| maker.push_char(c));
    maker.finish().0
}

/// The folded letters of a word, for words whose key is a hash.
pub(crate) fn spell(word: &str) -> String {
    let mut letters = String::new();
    for c in word.chars() {
        match script::role(c) {
            Role::Letter(letter) => letters.push(letter),
            Role::Form(form) => form.chars().for_each(|c| {
                if let Role::Letter(letter) = script::role(c) {
                    letters.push(letter);
                }
            }),
            Role::Mark | Role::Invisible | Role::Break => {}
        }
    }
    letters
}

/// Iterator of [`words`].
#[derive(Clone, Debug)]
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// What the byte tables say of a character that has no code: a mark, the tatweel, the end of a word, or something that
/// only [`Words::any_word`] knows how to read.
const MARK: u8 = LAST_CODE + 1;
const TATWEEL: u8 = LAST_CODE + 2;
const BREAK: u8 = LAST_CODE + 3;
const RARE: u8 = LAST_CODE + 4;

impl Iterator for Words<'_> {
    type Item = Word;

    /// Reads ASCII and the Arabic block by table, which is nearly all of nearly every text; where a word holds anything
    /// else, it is read again from its start by [`Words::any_word`], which reads everything. The two agree by a test.
    #[inline]
    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        // To the first letter, which nearly always stands behind one space.
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        loop {
            let &byte = bytes.get(at)?;
            match class(byte, bytes.get(at + 1)) {
                0..=LAST_CODE => break,
                RARE if byte & 0xFC == 0xD8 => return self.any_word(at),
                RARE => {
                    let c = self.text.get(at..)?.chars().next()?;
                    if matches!(script::role(c), Role::Letter(_) | Role::Form(_)) {
                        return self.any_word(at);
                    }
                    at += c.len_utf8();
                }
                _ => at += width(byte),
            }
        }
        let start = at;
        let (mut key, mut letters) = (0_u128, 0);
        loop {
            if letters > WIDTH - 4 {
                return self.any_word(start);
            }
            if let Some(next) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
                let (codes, count) = arabic_letters(u64::from_le_bytes(*next));
                key |= u128::from(codes) << (letters * 8);
                letters += count;
                at += count * 2;
                if count == 4 {
                    continue;
                }
            }
            let Some(&byte) = bytes.get(at) else { break };
            match class(byte, bytes.get(at + 1)) {
                code @ 0..=LAST_CODE => {
                    key |= u128::from(code) << (letters * 8);
                    letters += 1;
                }
                BREAK => break,
                // A tatweel between two digits is a dash, which takes a look ahead.
                TATWEEL if (1..=LAST_DIGIT).contains(&Key(key).last()) => return self.any_word(start),
                RARE => {
                    let c = self.text.get(at..).and_then(|rest| rest.chars().next());
                    if c.is_some_and(|c| script::role(c) == Role::Break) {
                        break;
                    }
                    return self.any_word(start);
                }
                _ => {}
            }
            at += width(byte);
        }
        self.at = at;
        Some(Word { start, end: at, key: Key(key), letters: letters as u8, shape: shape_of(key) })
    }
}

/// The codes of the Arabic letters that the next eight bytes begin with, the first one lowest, and how many they are:
/// four at most. Without a branch on each, since no processor foresees where a word ends.
#[inline]
fn arabic_letters(bytes: u64) -> (u32, usize) {
    let (mut codes, mut others) = (0, 1 << 4);
    for n in 0..4 {
        let pair = bytes >> (n * 16);
        let code = CLASSES.get((pair as usize & 3) << 6 | (pair >> 8) as usize & 63).copied().unwrap_or(RARE);
        codes |= u64::from(code) << (n * 8);
        let other = code > LAST_CODE || pair & 0xFC != 0xD8;
        others |= u32::from(other) << n;
    }
    let count = others.trailing_zeros();
    ((codes & !(u64::MAX << (count * 8))) as u32, count as usize)
}

/// The code of a character that begins with `byte`, or which of the others it is.
#[inline]
fn class(byte: u8, next: Option<&u8>) -> u8 {
    let table = if byte & 0xFC == 0xD8 {
        usize::from(byte & 3) << 6 | usize::from(next.map_or(0, |n| n & 63))
    } else {
        usize::from(byte) | 256
    };
    CLASSES.get(table).copied().unwrap_or(RARE)
}

/// Bytes of a character that the tables know.
#[inline]
fn width(byte: u8) -> usize {
    1 + usize::from(byte >> 7)
}

#[allow(clippy::indexing_slicing, reason = "within bounds by the loop, and checked by the compiler, which runs it")]
/// First the Arabic block, then what a lone byte is: ASCII, or the start of something rare.
static CLASSES: [u8; 512] = {
    let mut classes = [RARE; 512];
    let mut at = 0;
    while at < 256 {
        let arabic = script::ARABIC[at];
        classes[at] = match arabic {
            Role::Letter(letter) if code(letter) > 0 => code(letter),
            Role::Mark if at == TATWEEL_AT => TATWEEL,
            Role::Mark => MARK,
            Role::Break => BREAK,
            Role::Letter(_) | Role::Form(_) | Role::Invisible => RARE,
        };
        let byte = at as u8;
        if byte.is_ascii() {
            let code = code(byte.to_ascii_lowercase() as char);
            classes[256 + at] = if code > 0 { code } else { BREAK };
        }
        at += 1;
    }
    classes
};

/// Where the tatweel stands in the Arabic block.
const TATWEEL_AT: usize = script::TATWEEL as usize & 0xFF;

/// What an exact key is made of.
#[inline]
fn shape_of(key: u128) -> Shape {
    // A byte reaches its highest bit if it is at least 128 less what is added. OK because no code is that large by
    // itself.
    const HIGH: u128 = u128::MAX / 255 * 0x80;
    let any_from = |code: u8| (key + u128::MAX / 255 * u128::from(128 - code)) & HIGH != 0;
    if any_from(FIRST_ARABIC) {
        Shape::Arabic
    } else if any_from(LAST_DIGIT + 1) {
        Shape::Other
    } else {
        Shape::Number
    }
}

impl Words<'_> {
    /// The first word from `from` on, whatever it is made of.
    #[cold]
    fn any_word(&mut self, from: usize) -> Option<Word> {
        self.at = from;
        let rest = self.text.get(self.at..)?;
        let mut chars = rest.char_indices();
        let mut start = None;
        let mut end = 0;
        let mut maker = KeyMaker::default();
        // Up to where the tatweels and marks after a digit are known not to lead to another digit. Looking ahead again
        // at each of them would make a line of tatweels quadratic.
        let mut no_digit_before = 0;
        while let Some((at, c)) = chars.next() {
            let past = at + c.len_utf8();
            match script::role(c) {
                Role::Letter(letter) => {
                    maker.push(letter);
                    start.get_or_insert(at);
                    end = past;
                }
                Role::Form(form) => {
                    let before = maker.letters;
                    form.chars().for_each(|c| maker.push_char(c));
                    if maker.letters > before {
                        start.get_or_insert(at);
                    }
                    if start.is_some() {
                        end = past;
                    }
                }
                // A tatweel between two digits is a dash: 1ـ2 is not 12.
                Role::Mark if c == script::TATWEEL && maker.digit_last && at >= no_digit_before => {
                    let next = chars.clone().find(|&(_, c)| !script::leads_on(c));
                    if next.is_some_and(|(_, c)| script::is_digit(c)) {
                        break;
                    }
                    no_digit_before = next.map_or(rest.len(), |(at, _)| at);
                    end = past;
                }
                Role::Mark if start.is_some() => end = past,
                Role::Mark | Role::Invisible => {}
                Role::Break if start.is_some() => break,
                Role::Break => {}
            }
        }
        let base = self.at;
        let Some(start) = start else {
            self.at = self.text.len();
            return None;
        };
        self.at = base + end;
        let (key, letters, shape) = maker.finish();
        Some(Word { start: base + start, end: base + end, key, letters, shape })
    }
}

/// Gathers the folded letters of one word into its key.
#[derive(Default)]
struct KeyMaker {
    codes: u128,
    hash: u64,
    letters: usize,
    inexact: bool,
    arabic: bool,
    other: bool,
    digit_last: bool,
    /// Letters still to be left out.
    skip: usize,
}

impl KeyMaker {
    fn push_char(&mut self, c: char) {
        match script::role(c) {
            Role::Letter(_) if self.skip > 0 => self.skip -= 1,
            Role::Letter(letter) => self.push(letter),
            Role::Form(form) => form.chars().for_each(|c| self.push_char(c)),
            Role::Mark | Role::Invisible | Role::Break => {}
        }
    }

    #[inline]
    fn push(&mut self, letter: char) {
        let code = code(letter);
        match code {
            1.. if self.letters < WIDTH => self.codes |= u128::from(code) << (self.letters * 8),
            // FNV-1a over the code points that have no place among the codes.
            _ => {
                self.inexact = true;
                self.hash = (self.hash ^ u64::from(letter as u32)).wrapping_mul(0x0000_0100_0000_01B3);
            }
        }
        self.letters += 1;
        self.digit_last = matches!(code, 1..=LAST_DIGIT);
        match code {
            FIRST_ARABIC.. => self.arabic = true,
            1..=LAST_DIGIT => {}
            0 if script::is_arabic(letter) => self.arabic = true,
            _ => self.other = true,
        }
    }

    fn finish(self) -> (Key, u8, Shape) {
        let key = if self.inexact {
            // The codes that fit belong to the hash. Any fixed one will do, it must only be the same everywhere.
            let hash = Key(self.codes).mixed() ^ self.hash;
            Key(HASHED | u128::from(hash) << 8 | (self.letters as u128 & 0xFF))
        } else {
            Key(self.codes)
        };
        let shape = match (self.arabic, self.other) {
            (true, _) => Shape::Arabic,
            (false, true) => Shape::Other,
            (false, false) => Shape::Number,
        };
        (key, u8::try_from(self.letters).unwrap_or(u8::MAX), shape)
    }
}

/// No letter has a higher code: the highest bit of a byte stays free.
const LAST_CODE: u8 = 0x7F;
/// Codes up to this one are digits, and from the other on Arabic letters.
const LAST_DIGIT: u8 = 10;
const FIRST_ARABIC: u8 = 40;

/// One byte for a folded letter, 0 for letters that only a hash can hold.
const fn code(letter: char) -> u8 {
    match letter {
        '\u{0621}'..='\u{063A}' => FIRST_ARABIC + (letter as u32 - 0x0621) as u8,
        '\u{0641}'..='\u{064A}' => 70 + (letter as u32 - 0x0641) as u8,
        '0'..='9' => 1 + (letter as u8 - b'0'),
        'a'..='z' => LAST_DIGIT + 1 + (letter as u8 - b'a'),
        // PEH, TCHEH, JEH, VEH, QAF WITH THREE DOTS ABOVE, GAF, NG: the letters of loan words.
        '\u{067E}' => 90,
        '\u{0686}' => 91,
        '\u{0698}' => 92,
        '\u{06A4}' => 93,
        '\u{06A8}' => 94,
        '\u{06AF}' => 95,
        '\u{06AD}' => 96,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::of(text).unwrap()
    }

    #[test]
    fn folds_meet_in_one_key() {
        assert_eq!(key("إسرائيل"), key("اسراييل"));
        assert_eq!(key("مُـحَـمَّد"), key("محمد"));
        assert_eq!(key("\u{FEE3}\u{FEA4}\u{FEE4}\u{FEAA}"), key("محمد"));
        assert_eq!(key("\u{FEFB}"), key("لا"));
        assert_eq!(key("٢٠٢٦"), key("2026"));
        assert_eq!(key("BBC"), key("bbc"));
        assert_ne!(key("گاز"), key("داز"));
    }

    #[test]
    fn both_scanners_agree() {
        let pieces = [
            "محمد",
            "أبو",
            "1",
            "٢",
            "\u{640}",
            "\u{64E}",
            "\u{670}",
            " ",
            "\n",
            "،",
            ".",
            "«",
            "»",
            "\u{200F}",
            "\u{FEFB}",
            "é",
            "Ł",
            "گ",
            "ݣ",
            "\u{61C}",
            "abc",
            "ZZ",
            "ــ",
            "قسطنطينيةالكبرى",
            "\u{1D400}",
            "\u{FC5E}",
            "\u{FDFA}",
            "-",
        ];
        let mut seed = 1_u64;
        for _ in 0..200_000 {
            let mut text = String::new();
            for _ in 0..1 + seed as usize % 9 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
            }
            let mut slow = words(&text);
            let slow: Vec<Word> = std::iter::from_fn(|| slow.any_word(slow.at)).collect();
            assert_eq!(words(&text).collect::<Vec<_>>(), slow, "{}", text.escape_unicode());
        }
    }

    #[test]
    fn cut_and_head_are_inverse() {
        let k = key("وبوتين");
        assert!(k.starts_with(key("و")));
        assert_eq!(k.cut(1), key("بوتين"));
        assert_eq!(k.cut(1).with_head(key("و")), Some(k));
        assert!(k.ends_with(key("ين")));
        assert_eq!(k.cut_end(2), key("وبوت"));
    }

    #[test]
    fn long_words_are_hashed_and_differ() {
        let (a, b) = (key("ابجدهوزحطيكلمنسعفصق"), key("ابجدهوزحطيكلمنسعفصر"));
        assert!(!a.is_exact());
        assert_ne!(a, b);
    }

    #[test]
    fn digits_are_not_fused_across_tatweel() {
        let found: Vec<_> = words("1\u{0640}2 و1447ه\u{0640}").map(|w| (w.start, w.end)).collect();
        assert_eq!(found.len(), 3);
        assert_eq!(words("1\u{064E}\u{0640}\u{200F}\u{0640}2").count(), 2);
        assert_eq!(words("1\u{0640}\u{064E}ب").count(), 1);
        assert_eq!(key("\u{0640}12"), key("1\u{064E}2"));
    }

    #[test]
    fn accents_add_nothing() {
        assert_eq!(key("Café"), key("Cafe\u{0301}"));
        assert_eq!(key("Николай"), key("Николаи\u{0306}"));
        assert_ne!(key("Łódź"), key("Lodz"));
    }

    #[test]
    fn invisible_controls_stay_outside_the_end() {
        let w = words("نص\u{200F} آخر").next().unwrap();
        assert_eq!((w.start, w.end), (0, 4));
    }
}
