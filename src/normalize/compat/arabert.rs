//! The preset of AraBERT v02, whose steps build on one another: entities, marks, addresses, tags, repeats, spaces.

use once_cell::sync::Lazy;
use regex::Regex;

use super::draft::Draft;
use super::table::Table;

/// What is replaced by a word in brackets, in order, with a text without which the pattern cannot match.
static ADDRESSES: Lazy<Vec<(&str, Option<Regex>, &str)>> = Lazy::new(|| {
    // In Python, marks and joiners are no letters of a word.
    let word = r"[\w&&[^\x{300}-\x{36F}\x{610}-\x{61A}\x{64B}-\x{65F}\x{670}\x{6D6}-\x{6DC}\x{6DF}-\x{6E4}\x{6E7}\x{6E8}\x{6EA}-\x{6ED}\x{897}-\x{89F}\x{8CA}-\x{8E1}\x{8E3}-\x{8FF}\x{200C}\x{200D}\x{FE00}-\x{FE0F}]]";
    let mail = r"[-W]+@([-W]+\.)+[-W]+".replace('W', word);
    let mention = format!("@{word}+");
    [
        (".", r"(http(s)?://.)?(www\.)?[-a-zA-Z0-9@:%._+~#=]{2,256}\.[a-z]{2,6}\b([-a-zA-Z0-9@:%_+.~#?&/=]*)", LINK),
        ("http", r"https?://[a-zA-Z0-9_./~?=%&-]+", LINK),
        ("www", r"www[a-zA-Z0-9_?=%&/.~-]+", LINK),
        (".com", r"[a-zA-Z]+\.com", LINK),
        ("http", r"http[^\s\x1C-\x1F]*", LINK),
        ("www", r"www[^\s\x1C-\x1F]*", LINK),
        ("://", "://", LINK),
        ("@", &mail, MAIL),
        ("@", r"[^\s\x1C-\x1F]+@[^\s\x1C-\x1F]+", MAIL),
        ("@", &mention, MENTION),
        ("<br />", "<br />", " "),
        ("<", "</?[^>]+>", " "),
    ]
    .into_iter()
    .map(|(needs, pattern, with)| (needs, Regex::new(pattern).ok(), with))
    .collect()
});

const LINK: &str = " [\u{0631}\u{0627}\u{0628}\u{0637}] ";
const MAIL: &str = " [\u{0628}\u{0631}\u{064A}\u{062F}] ";
const MENTION: &str = " [\u{0645}\u{0633}\u{062A}\u{062E}\u{062F}\u{0645}] ";

/// Applies all steps; `marks` deletes marks and tatweel.
pub(super) fn apply(draft: &mut Draft<'_>, marks: &Table) {
    unescape(draft);
    draft.fold(marks);
    let mut text = draft.text();
    for (needs, pattern, with) in ADDRESSES.iter() {
        if let Some(pattern) = pattern.as_ref().filter(|_| text.contains(needs)) {
            draft.replace(pattern, with);
            text = draft.text();
        }
    }
    draft.map(|c| match c {
        '\u{0660}'..='\u{0669}' => char::from_u32(c as u32 - 0x0660 + 0x30).unwrap_or(c),
        _ => c,
    });
    // Whatever the language calls a digit is spared there; of other scripts' digits only these are told apart here.
    draft.cap_repeats(3, |c| !is_decimal(c));
    let word = |c: char| c.is_ascii_alphanumeric() || is_letter(c);
    draft.space_out(|c| !(word(c) || matches!(c, '[' | ']') || is_space(c)));
    draft.split(|c| c.is_ascii_digit(), is_letter);
    draft.split(is_letter, |c| c.is_ascii_digit());
    draft.map(|c| if c == '/' { '-' } else { c });
    draft.map(|c| if is_known(c) { c } else { ' ' });
    draft.collapse(is_space);
}

/// The Arabic letters of the preset.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}')
}

/// What is not replaced by a space.
fn is_known(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{0621}'..='\u{063A}' | '\u{0640}'..='\u{066C}' | '\u{0671}'..='\u{0674}')
        || c.is_ascii_punctuation() && !matches!(c, '&' | '/')
        // MIDDLE DOT, quotes, dashes, ELLIPSIS, Arabic punctuation, two marks that strayed in.
        || matches!(c, '\u{00B7}' | '\u{00AB}' | '\u{00BB}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}'
            | '\u{2013}' | '\u{2014}' | '\u{2026}' | '\u{060C}' | '\u{061B}' | '\u{061F}' | '\u{06DA}' | '\u{0B4D}')
        || is_space(c)
}

/// What Python calls white space: the separators of information, too.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// Decimal digits of all scripts: the numeric characters that are ten in a row from a known zero.
fn is_decimal(c: char) -> bool {
    static DIGIT: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(r"^\d$").ok());
    c.is_ascii_digit()
        || !c.is_ascii()
            && c.is_numeric()
            && DIGIT.as_ref().is_some_and(|digit| digit.is_match(c.encode_utf8(&mut [0; 4])))
}

/// References of HTML to the characters they stand for.
fn unescape(draft: &mut Draft<'_>) {
    let text = draft.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('&')) {
        at += next;
        let rest = text.get(at + 1..).unwrap_or("");
        match reference(rest) {
            Some((len, to)) => {
                found.push((at, at + 1 + len, to));
                at += 1 + len;
            }
            None => at += 1,
        }
    }
    draft.replace_ranges(found.into_iter());
}

/// The reference at the start of `rest`, which follows an ampersand: its length and what it stands for.
fn reference(rest: &str) -> Option<(usize, String)> {
    if let Some(number) = rest.strip_prefix('#') {
        let (prefix, number, radix) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (2, hex, 16),
            None => (1, number, 10),
        };
        let len = number.find(|c: char| !c.is_digit(radix)).unwrap_or(number.len());
        let (digits, tail) = number.split_at_checked(len).filter(|_| len > 0)?;
        let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
        return Some((prefix + len + usize::from(tail.starts_with(';')), numbered(code)));
    }
    // A name ends with a semicolon, except for those that HTML has always known without one.
    let mut names = NAMES.iter().filter(|(name, ..)| rest.starts_with(name));
    names.find_map(|&(name, alone, to)| {
        let closed = rest.get(name.len()..)?.starts_with(';');
        (closed || alone).then(|| (name.len() + usize::from(closed), to.to_owned()))
    })
}

/// The character of a numeric reference, with the corrections that HTML prescribes.
fn numbered(code: u32) -> String {
    const WINDOWS: &str = "\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\u{8F}\
        \u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}";
    match code {
        0 => "\u{FFFD}".to_owned(),
        0x80..=0x9F => WINDOWS.chars().nth(code as usize - 0x80).into_iter().collect(),
        0x01..=0x08 | 0x0B | 0x0E..=0x1F | 0x7F | 0xFDD0..=0xFDEF => String::new(),
        _ if code & 0xFFFE == 0xFFFE && code <= 0x10_FFFF => String::new(),
        _ => char::from_u32(code).unwrap_or('\u{FFFD}').to_string(),
    }
}

/// Names of characters that pages are full of, and whether they need no semicolon.
const NAMES: &[(&str, bool, &str)] = &[
    ("amp", true, "&"),
    ("AMP", true, "&"),
    ("lt", true, "<"),
    ("LT", true, "<"),
    ("gt", true, ">"),
    ("GT", true, ">"),
    ("quot", true, "\""),
    ("QUOT", true, "\""),
    ("apos", false, "'"),
    ("nbsp", true, "\u{A0}"),
    ("shy", true, "\u{AD}"),
    ("laquo", true, "\u{AB}"),
    ("raquo", true, "\u{BB}"),
    ("copy", true, "\u{A9}"),
    ("reg", true, "\u{AE}"),
    ("deg", true, "\u{B0}"),
    ("middot", true, "\u{B7}"),
    ("times", true, "\u{D7}"),
    ("euro", false, "\u{20AC}"),
    ("pound", true, "\u{A3}"),
    ("trade", false, "\u{2122}"),
    ("hellip", false, "\u{2026}"),
    ("bull", false, "\u{2022}"),
    ("ndash", false, "\u{2013}"),
    ("mdash", false, "\u{2014}"),
    ("lsquo", false, "\u{2018}"),
    ("rsquo", false, "\u{2019}"),
    ("ldquo", false, "\u{201C}"),
    ("rdquo", false, "\u{201D}"),
    ("lsaquo", false, "\u{2039}"),
    ("rsaquo", false, "\u{203A}"),
    ("ensp", false, "\u{2002}"),
    ("emsp", false, "\u{2003}"),
    ("thinsp", false, "\u{2009}"),
    ("zwnj", false, "\u{200C}"),
    ("zwj", false, "\u{200D}"),
    ("lrm", false, "\u{200E}"),
    ("rlm", false, "\u{200F}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_compile() {
        assert!(ADDRESSES.iter().all(|(_, pattern, _)| pattern.is_some()));
        assert!(is_decimal('\u{0967}') && !is_decimal('\u{00BD}'));
    }
}
