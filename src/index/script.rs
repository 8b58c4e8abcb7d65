//! What a character is to a word: a folded letter, nothing (a mark, tatweel, an invisible control), or a break.
//!
//! The folds are those of the `matching` preset: hamza seats to their letter, alef maksura to yeh, teh marbuta to heh,
//! native digits to ASCII, look-alike letters of Persian and Urdu keyboards to the Arabic ones, case down.

use super::presentation;

/// What one character contributes to the key of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A letter or digit, folded.
    Letter(char),
    /// A presentation form: its letters and marks, each of which has a role of its own.
    Form(&'static str),
    /// A mark or tatweel: belongs to the word, adds nothing to its key.
    Mark,
    /// An invisible control: adds nothing, and never extends a span.
    Invisible,
    /// Everything else: ends a word.
    Break,
}

/// The role of `c`.
#[inline]
pub(crate) fn role(c: char) -> Role {
    match c {
        // First what most of a text consists of: letters that nothing folds, and the space.
        '\u{0627}' | '\u{0628}' | '\u{062A}'..='\u{063A}' | '\u{0641}'..='\u{0648}' | '\u{064A}' => Role::Letter(c),
        ' ' => Role::Break,
        _ => rare_role(c),
    }
}

fn rare_role(c: char) -> Role {
    match c {
        '0'..='9' | 'a'..='z' => Role::Letter(c),
        'A'..='Z' => Role::Letter(c.to_ascii_lowercase()),
        '\0'..='\x7F' => Role::Break,
        _ if is_mark(c) || c == TATWEEL => Role::Mark,
        '\u{0620}'..='\u{06FF}' => arabic(c),
        _ if is_invisible(c) => Role::Invisible,
        '\u{FB50}'..='\u{FEFC}' if let Some(letters) = presentation::letters(c) => Role::Form(letters),
        _ if c.is_alphanumeric() => Role::Letter(c.to_lowercase().next().unwrap_or(c)),
        _ => Role::Break,
    }
}

/// ARABIC LETTER ALEF.
pub(crate) const ALEF: char = '\u{0627}';

/// ARABIC LETTER HEH.
pub(crate) const HEH: char = '\u{0647}';

/// ARABIC LETTER LAM.
pub(crate) const LAM: char = '\u{0644}';

/// ARABIC LETTER YEH.
pub(crate) const YEH: char = '\u{064A}';

/// ARABIC TATWEEL, the line that stretches a word.
pub(crate) const TATWEEL: char = '\u{0640}';

/// Roles within the Arabic block, marks excepted.
fn arabic(c: char) -> Role {
    match fold_letter(c) {
        f @ ('0'..='9' | '\u{0621}'..='\u{063F}' | '\u{0641}'..='\u{064A}') => Role::Letter(f),
        f @ ('\u{0620}' | '\u{066E}' | '\u{066F}' | '\u{0671}'..='\u{06D3}' | '\u{06D5}' | '\u{06EE}' | '\u{06EF}') => {
            Role::Letter(f)
        }
        f @ ('\u{06FA}'..='\u{06FF}') if f != '\u{06FD}' && f != '\u{06FE}' => Role::Letter(f),
        _ => Role::Break,
    }
}

/// The `matching` fold of one Arabic letter or digit; every other character is returned as it is.
pub(crate) fn fold_letter(c: char) -> char {
    match c {
        // ALEF WITH MADDA, HAMZA ABOVE, HAMZA BELOW; ALEF WASLA, WAVY HAMZA ABOVE and BELOW, HIGH HAMZA ALEF.
        '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}'..='\u{0673}' | '\u{0675}' => '\u{0627}',
        // WAW WITH HAMZA; HIGH HAMZA WAW.
        '\u{0624}' | '\u{0676}' => '\u{0648}',
        // YEH WITH HAMZA, ALEF MAKSURA, HIGH HAMZA YEH, FARSI YEH, YEH BARREE.
        '\u{0626}' | '\u{0649}' | '\u{0678}' | '\u{06CC}' | '\u{06D2}' | '\u{06D3}' => '\u{064A}',
        // TEH MARBUTA (and GOAL), HEH DOACHASHMEE, HEH WITH YEH ABOVE, HEH GOAL (and with HAMZA), AE.
        '\u{0629}' | '\u{06BE}' | '\u{06C0}'..='\u{06C3}' | '\u{06D5}' => '\u{0647}',
        // KEHEH, SWASH KAF.
        '\u{06A9}' | '\u{06AA}' => '\u{0643}',
        '\u{0660}'..='\u{0669}' => digit(c, 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(c, 0x06F0),
        _ => c,
    }
}

fn digit(c: char, zero: u32) -> char {
    char::from_u32(c as u32 - zero + u32::from(b'0')).unwrap_or(c)
}

/// Combining marks of Arabic writing: harakat, tanween, shadda, hamza and madda above and below, dagger alef,
/// Quranic annotation, the small letters waw and yeh (U+06E5, U+06E6), and Latin combining marks.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0610}'..='\u{061A}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{0897}'..='\u{089F}' | '\u{08CA}'..='\u{08E1}' | '\u{08E3}'..='\u{08FF}'
        | '\u{0300}'..='\u{036F}' | '\u{10EFA}'..='\u{10EFF}')
}

/// Controls without a width: joiners, bidi marks, soft hyphen, byte order mark, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether `c` is written in the Arabic script (letters, marks, digits, presentation forms).
pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10EC0}'..='\u{10EFF}')
}
