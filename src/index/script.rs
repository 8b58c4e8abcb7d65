//! What a character is to a word: a folded letter, nothing (a mark, tatweel, an invisible control), or a break.
//!
//! The folds are those of the `matching` preset: hamza seats to their letter, alef maksura to yeh, teh marbuta to heh,
//! native digits to ASCII, look-alike letters of Persian and Urdu keyboards to the Arabic ones, accents off, case down.
//! Each fold is a function of its own, which the normalizer's steps call: keys and normalized text cannot disagree.

use super::{accent, presentation};

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
        '\u{0600}'..='\u{06FF}' => ARABIC.get(c as usize - 0x0600).copied().unwrap_or(Role::Break),
        _ if is_mark(c) => Role::Mark,
        _ if is_invisible(c) => Role::Invisible,
        '\u{FB50}'..='\u{FEFC}' if let Some(letters) = presentation::letters(c) => Role::Form(letters),
        _ if c.is_alphanumeric() => Role::Letter(lower(accent::base(c))),
        _ => Role::Break,
    }
}

#[allow(clippy::indexing_slicing, reason = "within bounds by the loop, and checked by the compiler, which runs it")]
/// The roles of the Arabic block, computed once by the compiler: folding a letter step by step costs more than a look.
pub(super) static ARABIC: [Role; 256] = {
    let mut roles = [Role::Break; 256];
    let mut at = 0;
    while at < roles.len() {
        if let Some(c) = char::from_u32(0x0600 + at as u32) {
            roles[at] = arabic(c);
        }
        at += 1;
    }
    roles
};

/// ARABIC LETTER ALEF.
pub(crate) const ALEF: char = '\u{0627}';

/// ARABIC LETTER ALEF WITH HAMZA ABOVE.
pub(crate) const ALEF_WITH_HAMZA: char = '\u{0623}';

/// ARABIC LETTER ALEF MAKSURA.
pub(crate) const ALEF_MAKSURA: char = '\u{0649}';

/// ARABIC LETTER BEH.
pub(crate) const BEH: char = '\u{0628}';

/// ARABIC LETTER WAW.
pub(crate) const WAW: char = '\u{0648}';

/// ARABIC LETTER HEH.
pub(crate) const HEH: char = '\u{0647}';

/// ARABIC LETTER LAM.
pub(crate) const LAM: char = '\u{0644}';

/// ARABIC LETTER YEH.
pub(crate) const YEH: char = '\u{064A}';

/// ARABIC TATWEEL, the line that stretches a word.
pub(crate) const TATWEEL: char = '\u{0640}';

/// The role of a character of the Arabic block.
const fn arabic(c: char) -> Role {
    if is_mark(c) || c == TATWEEL {
        return Role::Mark;
    }
    if is_invisible(c) {
        return Role::Invisible;
    }
    match fold_letter(c) {
        f @ ('0'..='9' | '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}') => Role::Letter(f),
        f @ ('\u{066E}' | '\u{066F}' | '\u{0671}'..='\u{06D3}' | '\u{06D5}' | '\u{06EE}' | '\u{06EF}') => {
            Role::Letter(f)
        }
        f @ ('\u{06FA}'..='\u{06FC}' | '\u{06FF}') => Role::Letter(f),
        _ => Role::Break,
    }
}

/// The `matching` fold of one Arabic letter or digit; every other character is returned as it is.
pub(crate) const fn fold_letter(c: char) -> char {
    bare_seat(bare_alef(dotted_yeh(teh_to_heh(ascii_digit(any_look_alike(c))))))
}

/// Letters of Persian and Urdu keyboards that only look like the Arabic ones, to these. What they fold to is what
/// their users mean by them in Arabic text: GOAL forms are Urdu, AE is Kurdish and Uyghur.
pub(crate) const fn look_alike(c: char) -> char {
    match c {
        // KEHEH, SWASH KAF.
        '\u{06A9}' | '\u{06AA}' => '\u{0643}',
        // FARSI YEH.
        '\u{06CC}' => '\u{064A}',
        // HEH DOACHASHMEE, HEH GOAL, AE.
        '\u{06BE}' | '\u{06C1}' | '\u{06D5}' => '\u{0647}',
        // TEH MARBUTA GOAL.
        '\u{06C3}' => '\u{0629}',
        _ => c,
    }
}

/// As [`look_alike`], and the letters that have no twin in Arabic but are one in its eyes.
pub(crate) const fn any_look_alike(c: char) -> char {
    match c {
        // YEH BARREE (and with HAMZA).
        '\u{06D2}' => '\u{064A}',
        '\u{06D3}' => '\u{0626}',
        // HEH WITH YEH ABOVE, HEH GOAL WITH HAMZA ABOVE: their marks go, as other marks do.
        '\u{06C0}' | '\u{06C2}' => '\u{0647}',
        _ => look_alike(c),
    }
}

/// ALEF WITH MADDA, HAMZA ABOVE, HAMZA BELOW; ALEF WASLA, WAVY HAMZA ABOVE and BELOW, HIGH HAMZA ALEF: to ALEF.
pub(crate) const fn bare_alef(c: char) -> char {
    match c {
        '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}'..='\u{0673}' | '\u{0675}' => '\u{0627}',
        _ => c,
    }
}

/// ALEF MAKSURA to YEH.
pub(crate) const fn dotted_yeh(c: char) -> char {
    if c == '\u{0649}' { '\u{064A}' } else { c }
}

/// TEH MARBUTA to HEH.
pub(crate) const fn teh_to_heh(c: char) -> char {
    if c == '\u{0629}' { '\u{0647}' } else { c }
}

/// WAW and YEH WITH HAMZA, HIGH HAMZA WAW and YEH: to WAW and YEH.
pub(crate) const fn bare_seat(c: char) -> char {
    match c {
        '\u{0624}' | '\u{0676}' => '\u{0648}',
        '\u{0626}' | '\u{0678}' => '\u{064A}',
        _ => c,
    }
}

/// Arabic-Indic and Persian digits to ASCII.
pub(crate) const fn ascii_digit(c: char) -> char {
    match c {
        '\u{0660}'..='\u{0669}' => (b'0' + (c as u32 - 0x0660) as u8) as char,
        '\u{06F0}'..='\u{06F9}' => (b'0' + (c as u32 - 0x06F0) as u8) as char,
        _ => c,
    }
}

/// Whether `c` is a digit, ASCII, Arabic-Indic or Persian.
pub(crate) fn is_digit(c: char) -> bool {
    ascii_digit(c).is_ascii_digit()
}

/// `c` in lower case; the first character of it where there are more (only U+0130, whose second is a mark).
pub(crate) fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Whether `c` neither ends a word nor adds to its key.
pub(crate) fn leads_on(c: char) -> bool {
    is_mark(c) || c == TATWEEL || is_invisible(c) || presentation::is_mark_form(c)
}

/// Letters that only other languages in Arabic script have: the sign that a word is Persian, Urdu, Kurdish, Uyghur …
///
/// Not among them: look-alikes, and what Arabic itself writes for foreign sounds (VEH, QAF WITH THREE DOTS) or wrote in
/// the Maghreb (FEH WITH DOT BELOW, QAF WITH DOT ABOVE). HEH WITH YEH ABOVE and HEH GOAL WITH HAMZA are left out too:
/// they are spelled with a look-alike and U+0654 as well, and both spellings must be judged alike.
pub(crate) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{0679}'..='\u{06D3}')
        && !matches!(c, '\u{06A2}' | '\u{06A4}' | '\u{06A7}' | '\u{06A8}' | '\u{06C0}' | '\u{06C2}')
        && look_alike(c) == c
}

/// Whether `c` is a letter of the Arabic script, by itself or as a presentation form.
pub(crate) fn is_arabic_letter(c: char) -> bool {
    is_arabic(c)
        && match role(c) {
            Role::Letter(letter) => !letter.is_ascii_digit(),
            Role::Form(_) => !presentation::is_mark_form(c),
            _ => false,
        }
}

/// Combining marks of Arabic writing: harakat, tanween, shadda, hamza and madda above and below, dagger alef,
/// Quranic annotation, the small letters waw and yeh (U+06E5, U+06E6), and the combining marks of Latin. U+0338 is
/// none of them: it makes "not equal" of an equals sign, which must not be lost.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0610}'..='\u{061A}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{0897}'..='\u{089F}' | '\u{08CA}'..='\u{08E1}' | '\u{08E3}'..='\u{08FF}'
        | '\u{0300}'..='\u{0337}' | '\u{0339}'..='\u{036F}' | '\u{10EFA}'..='\u{10EFF}')
}

/// Controls without a width: joiners, bidi marks, soft hyphen, byte order mark, variation selectors.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether `c` has the property Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 16.0): nothing is
/// drawn for it. More than [`is_invisible`]: fillers, tags and the grapheme joiner, which no word of a page needs
/// folded.
pub(crate) const fn is_default_ignorable(c: char) -> bool {
    is_invisible(c)
        || matches!(c,
            '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{2065}'
            | '\u{3164}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether `c` is written in the Arabic script (letters, marks, digits, presentation forms).
pub(crate) const fn is_arabic(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10EC0}'..='\u{10EFF}')
}

/// Whether `c` may be part of an emoji that ZERO WIDTH JOINER builds or a variation selector styles: the symbol blocks
/// from U+2190 to U+2BFF, the pictographs from U+1F000 on, and single signs elsewhere (emoji-data.txt of UTS #51, by
/// block rather than by character, since a joiner beside an arrow does no harm).
pub(crate) fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{2460}'..='\u{24FF}'
        | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}' | '\u{00A9}' | '\u{00AE}'
        | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}')
}

/// Scripts that spell with joiners: the Indic ones, Myanmar, Khmer, Mongolian.
pub(crate) fn needs_joiners(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
}
