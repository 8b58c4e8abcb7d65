//! Canonical composition of the Arabic script: a letter and the hamza or madda above or below it.

/// What `base` and `mark` are as one character.
///
/// These are the compositions of Unicode within the Arabic block, and two more: hamza above on ALEF MAKSURA and FARSI
/// YEH, which look the same as on YEH and which Unicode says not to use (UAX #53, "do not use" sequences).
pub(super) fn composed(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('\u{0627}', MADDA) => '\u{0622}',
        ('\u{0627}', HAMZA_ABOVE) => '\u{0623}',
        ('\u{0627}', HAMZA_BELOW) => '\u{0625}',
        ('\u{0648}', HAMZA_ABOVE) => '\u{0624}',
        ('\u{0649}' | '\u{064A}' | '\u{06CC}', HAMZA_ABOVE) => '\u{0626}',
        ('\u{06C1}', HAMZA_ABOVE) => '\u{06C2}',
        ('\u{06D2}', HAMZA_ABOVE) => '\u{06D3}',
        ('\u{06D5}', HAMZA_ABOVE) => '\u{06C0}',
        _ => return None,
    })
}

const MADDA: char = '\u{0653}';
const HAMZA_ABOVE: char = '\u{0654}';
const HAMZA_BELOW: char = '\u{0655}';

/// Whether `c` is one of the marks that [`composed`] takes.
pub(super) fn is_hamza(c: char) -> bool {
    matches!(c, MADDA | HAMZA_ABOVE | HAMZA_BELOW)
}

/// A letter that took up one of the marks behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Where that mark is.
    pub(super) at: usize,
    /// What the letter became.
    pub(super) into: char,
    /// The mark that the letter had and gave back.
    pub(super) back: Option<char>,
}

/// What `letter` becomes by the marks behind it, which are asked for only if the letter composes with any.
///
/// Canonical ordering puts marks below before marks above, and of each kind only the first reaches the letter. So a
/// hamza below takes the place of a madda or hamza above that was there before it, even one that was composed
/// already.
pub(super) fn take(letter: char, marks: impl Iterator<Item = (usize, char)>) -> Option<Taken> {
    let (base, own) = match letter {
        '\u{0622}' => ('\u{0627}', Some(MADDA)),
        '\u{0623}' => ('\u{0627}', Some(HAMZA_ABOVE)),
        _ => (letter, None),
    };
    composed(base, HAMZA_ABOVE)?;
    let (mut below, mut above) = (false, None);
    for (at, mark) in marks {
        match place(mark) {
            Place::Below if !below => match composed(base, mark) {
                Some(into) => return Some(Taken { at, into, back: own }),
                None => below = true,
            },
            Place::Above if above.is_none() => above = Some((at, mark)),
            Place::Apart => break,
            _ => {}
        }
    }
    let (at, mark) = above.filter(|_| own.is_none())?;
    composed(base, mark).map(|into| Taken { at, into, back: None })
}

/// How a mark stands to its letter, as far as composition asks (canonical combining class, UAX #44).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Class 220: the first of these in typed order may compose, the others are blocked by it.
    Below,
    /// Class 230: likewise, after those below.
    Above,
    /// Class 0: no mark behind it reaches the letter.
    Apart,
    /// Any other class: never in the way.
    Other,
}

/// The place of a mark. Of a character that is no mark, it says nothing.
pub(super) fn place(mark: char) -> Place {
    match mark {
        // COMBINING GRAPHEME JOINER; SMALL WAW, SMALL YEH; PEPET, ALEF OVERLAY.
        '\u{034F}' | '\u{06E5}' | '\u{06E6}' | '\u{10EFC}' => Place::Apart,
        '\u{0316}'..='\u{0319}' | '\u{031C}'..='\u{0320}' | '\u{0323}'..='\u{0326}' | '\u{0329}'..='\u{0333}'
        | '\u{0339}'..='\u{033C}' | '\u{0347}'..='\u{0349}' | '\u{034D}' | '\u{034E}' | '\u{0353}'..='\u{0356}'
        | '\u{0359}' | '\u{035A}'
        | HAMZA_BELOW | '\u{0656}' | '\u{065C}' | '\u{065F}' | '\u{06E3}' | '\u{06EA}' | '\u{06ED}'
        | '\u{0899}'..='\u{089B}' | '\u{08CF}'..='\u{08D3}' | '\u{08E3}' | '\u{08E6}' | '\u{08E9}'
        | '\u{08ED}'..='\u{08EF}' | '\u{08F6}' | '\u{08F9}' | '\u{08FA}' | '\u{10EFA}'..='\u{10EFF}' => Place::Below,
        // Attached, overlaid and double marks of Latin, the iota below of Greek.
        '\u{0315}' | '\u{031A}' | '\u{0345}' | '\u{0358}' | '\u{035C}'..='\u{0362}'
        | '\u{031B}' | '\u{0321}' | '\u{0322}' | '\u{0327}' | '\u{0328}' | '\u{0334}'..='\u{0338}'
        // Tanween, harakat, shadda, sukun; the same of Quranic writing; dagger alef.
        | '\u{0618}'..='\u{061A}' | '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{08F0}'..='\u{08F2}' => Place::Other,
        _ => Place::Above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::script::is_mark;
    use unicode_normalization::char::{canonical_combining_class, compose};

    #[test]
    fn places_are_those_of_unicode() {
        for c in ('\0'..=char::MAX).filter(|&c| is_mark(c)) {
            let expected = match canonical_combining_class(c) {
                0 => Place::Apart,
                220 => Place::Below,
                230 => Place::Above,
                _ => Place::Other,
            };
            assert_eq!(place(c), expected, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn compositions_are_those_of_unicode_and_two() {
        for base in '\u{0600}'..='\u{06FF}' {
            for mark in '\u{0600}'..='\u{06FF}' {
                let more = matches!((base, mark), ('\u{0649}' | '\u{06CC}', HAMZA_ABOVE)).then_some('\u{0626}');
                assert_eq!(composed(base, mark), compose(base, mark).or(more));
            }
        }
    }
}
