//! [`Step`]: what normalization can do, one step each, and what each does to a single character.
//!
//! A step that looks at one character only is a row of [`Step::apply`]. A step that looks around itself says in
//! [`concerned`] which characters wake it, and is a method of [`super::pass::Pass`].

use crate::index::accent;
use crate::index::script::{self, TATWEEL};

/// One thing that a [`Normalizer`](super::Normalizer) does to the text.
///
/// Steps are applied together in one pass, in the order of this list, so the order in which they are switched on
/// does not matter.
///
/// ```
/// use khabar::normalize::{Normalizer, Step};
///
/// let keep_teh_marbuta = Normalizer::search().without(Step::TehMarbuta);
/// assert_eq!(keep_teh_marbuta.normalize("مدرسةٌ").as_str(), "مدرسة");
/// assert!(!keep_teh_marbuta.has(Step::TehMarbuta));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Presentation forms (what PDF files and old systems store) to the letters they stand for: `ﻻ` to `لا`. Unlike
    /// NFKC, no space and no tatweel is put under a mark. Whole phrases stay: U+FDFA, U+FDFB, U+FDFD.
    PresentationForms,
    /// Canonical composition: a letter and a hamza or madda above or below it become one character (`ا` and U+0654
    /// become `أ`), with other marks between them as canonical ordering allows, and on Farsi yeh and alef maksura too.
    Compose,
    /// Invisible controls out: bidi marks, zero-width characters, soft hyphens, byte order marks. What builds or
    /// styles an emoji stays, as do the joiners of Indic scripts, and the non-joiner in a word of another language
    /// than Arabic (see [`LookAlikes`](Step::LookAlikes)) unless those are folded everywhere.
    Controls,
    /// Look-alike letters of Persian and Urdu keyboards to the Arabic ones: `ک ی ہ ھ ە ۃ` to `ك ي ه ه ه ة`. A word
    /// that holds a letter which Arabic does not write (`گ پ چ ژ ٹ ڈ ں ے ۆ ێ` …) is left as it is.
    LookAlikes,
    /// The same in every word, and also `ے ۓ ۀ ۂ` to `ي ئ ه ه`.
    LookAlikesEverywhere,
    /// Tatweel out. It stays between two digits, which would else fuse, and under a hamza that stands on it.
    Tatweel,
    /// White space runs to one space, or to one line feed if the run holds one.
    WhiteSpace,
    /// Marks out: harakat, tanween, shadda, sukun, dagger alef, hamza and madda marks, Quranic annotation, the small
    /// letters waw and yeh, and the accents of Latin, Greek and Cyrillic, built in or not.
    Marks,
    /// `أ إ آ ٱ ٲ ٳ` to `ا`.
    Alef,
    /// `ى` to `ي`.
    AlefMaksura,
    /// `ة` to `ه`.
    TehMarbuta,
    /// `ؤ` to `و`, `ئ` to `ي`.
    HamzaSeats,
    /// Arabic-Indic and Persian digits to ASCII.
    Digits,
    /// Arabic punctuation, quotes and dashes to ASCII. The decimal and thousands separators change between digits
    /// only, the Arabic comma everywhere but there.
    Punctuation,
    /// Letters to lower case, of every script that has case.
    Case,
}

impl Step {
    /// All steps, in the order in which they apply.
    pub const ALL: &[Step] = &[
        Step::PresentationForms,
        Step::Compose,
        Step::Controls,
        Step::LookAlikes,
        Step::LookAlikesEverywhere,
        Step::Tatweel,
        Step::WhiteSpace,
        Step::Marks,
        Step::Alef,
        Step::AlefMaksura,
        Step::TehMarbuta,
        Step::HamzaSeats,
        Step::Digits,
        Step::Punctuation,
        Step::Case,
    ];

    /// The step's place in a set.
    pub(super) const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// What the step makes of `c` wherever it stands; `c` itself for the steps that look around.
    const fn apply(self, c: char) -> char {
        match self {
            Step::LookAlikesEverywhere => script::any_look_alike(c),
            Step::Alef => script::bare_alef(c),
            Step::AlefMaksura => script::dotted_yeh(c),
            Step::TehMarbuta => script::teh_to_heh(c),
            Step::HamzaSeats => script::bare_seat(c),
            Step::Digits => script::ascii_digit(c),
            Step::Punctuation => punctuation(c),
            _ => c,
        }
    }
}

// What policies ask of the steps, in the bits above theirs.

/// Characters that stand for words stay ([`Ligatures::Keep`](super::Ligatures::Keep)).
pub(super) const KEEP_WORDS: u32 = 1 << 16;
// The choices of [`NonJoiner`](super::NonJoiner).
pub(super) const JOINERS_GO: u32 = 1 << 17;
pub(super) const JOINERS_STAY: u32 = 1 << 18;
pub(super) const JOINERS_TO_SPACE: u32 = 1 << 19;
pub(super) const MARKS_TO_JOINERS: u32 = 1 << 20;
pub(super) const JOINERS: u32 = JOINERS_GO | JOINERS_STAY | JOINERS_TO_SPACE | MARKS_TO_JOINERS;

/// The steps that repair what was typed or encoded amiss, and come before the policies.
pub(super) const REPAIRS: u32 = Step::PresentationForms.bit()
    | Step::Compose.bit()
    | Step::Controls.bit()
    | Step::LookAlikes.bit()
    | Step::LookAlikesEverywhere.bit()
    | Step::Tatweel.bit()
    | KEEP_WORDS
    | JOINERS;

/// The steps that look at one character only, whatever it is.
pub(super) const ALONE: u32 = Step::LookAlikesEverywhere.bit()
    | Step::Alef.bit()
    | Step::AlefMaksura.bit()
    | Step::TehMarbuta.bit()
    | Step::HamzaSeats.bit()
    | Step::Digits.bit();

/// Whether marks are deleted without a look at what they would compose with: the letter is the same with and without
/// them.
pub(super) const fn marks_are_plain(steps: u32) -> bool {
    steps & MOOT == MOOT
}

const MOOT: u32 = Step::Marks.bit()
    | Step::Alef.bit()
    | Step::AlefMaksura.bit()
    | Step::HamzaSeats.bit()
    | Step::LookAlikesEverywhere.bit();

/// What all the steps of the set make of `c` wherever it stands.
pub(super) fn fold(steps: u32, c: char) -> char {
    let has = |step: Step| steps & step.bit() != 0;
    let mut c = c;
    if let '\u{0600}'..='\u{06FF}' = c {
        // The table says it faster than the steps do.
        while let Some(&(step, to)) = FOLDS.get((c as usize).wrapping_sub(0x0600)) {
            if step & steps == 0 {
                break;
            }
            c = to;
        }
    } else if c >= '\u{0080}' {
        // Of the steps that look at one character, only these know others than the Arabic block.
        if has(Step::Punctuation) {
            c = punctuation(c);
        }
        if has(Step::Marks) {
            c = accent::base(c);
        }
    }
    if has(Step::Case) { script::lower(c) } else { c }
}

const fn punctuation(c: char) -> char {
    match c {
        // ARABIC SEMICOLON, QUESTION MARK, FULL STOP, PERCENT SIGN, FIVE POINTED STAR.
        '\u{061B}' => ';',
        '\u{061F}' => '?',
        '\u{06D4}' => '.',
        '\u{066A}' => '%',
        '\u{066D}' => '*',
        // Guillemets and double quotation marks; single ones.
        '\u{00AB}' | '\u{00BB}' | '\u{201C}'..='\u{201F}' => '"',
        '\u{2018}'..='\u{201B}' | '\u{2039}' | '\u{203A}' => '\'',
        // HYPHEN … HORIZONTAL BAR; MINUS SIGN.
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    }
}

/// What punctuation becomes that depends on whether it stands between two digits.
pub(super) fn numeric_punctuation(c: char, between_digits: impl Fn() -> bool) -> char {
    match c {
        // ARABIC DECIMAL SEPARATOR, THOUSANDS SEPARATOR: elsewhere they are some other sign gone wrong.
        '\u{066B}' if between_digits() => '.',
        '\u{066C}' if between_digits() => ',',
        // ARABIC COMMA: between digits it is a decimal sign to some writers, and an ASCII comma would say thousands.
        '\u{060C}' if !between_digits() => ',',
        _ => c,
    }
}

/// The steps that `c` of the Arabic block (or ASCII) may wake, as a set.
const fn concerned(c: char) -> u32 {
    let mut steps = 0;
    if script::is_mark(c) {
        steps |= Step::Marks.bit() | Step::Compose.bit();
    }
    if script::is_invisible(c) {
        steps |= Step::Controls.bit();
    }
    if script::look_alike(c) != c {
        steps |= Step::LookAlikes.bit();
    }
    match c {
        TATWEEL => steps |= Step::Tatweel.bit(),
        '\t' | '\u{B}' | '\u{C}' | '\r' => steps |= Step::WhiteSpace.bit(),
        'A'..='Z' => steps |= Step::Case.bit(),
        '\u{060C}' | '\u{066B}' | '\u{066C}' => steps |= Step::Punctuation.bit(),
        _ => {}
    }
    let mut rest = Step::ALL;
    while let Some((step, tail)) = rest.split_first() {
        if step.apply(c) != c {
            steps |= step.bit();
        }
        rest = tail;
    }
    steps
}

/// [`concerned`] of the characters from U+0600 to U+06FF.
pub(super) static ARABIC: [u32; 256] = concerned_from(0x0600);
/// [`concerned`] of the characters up to U+00FF, of which only ASCII is asked for.
pub(super) static ASCII: [u32; 256] = concerned_from(0);

/// For the characters from U+0600 to U+06FF: the step that makes another one of it, and which. No two steps want the
/// same.
#[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
static FOLDS: [(u32, char); 256] = {
    let mut table = [(0, '\0'); 256];
    let mut n = 0;
    while n < 256 {
        if let Some(c) = char::from_u32(0x0600 + n as u32) {
            let mut rest = Step::ALL;
            while let Some((step, tail)) = rest.split_first() {
                if step.apply(c) != c {
                    assert!(table[n].0 == 0);
                    table[n] = (step.bit(), step.apply(c));
                }
                rest = tail;
            }
        }
        n += 1;
    }
    table
};

#[allow(clippy::indexing_slicing, reason = "runs in the compiler only")]
const fn concerned_from(first: u32) -> [u32; 256] {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        if let Some(c) = char::from_u32(first + n as u32) {
            table[n] = concerned(c);
        }
        n += 1;
    }
    table
}
