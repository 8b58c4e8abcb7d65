//! What comes before characters: bytes that may not be UTF-8, and HTML character references.

use super::align::Writer;
use super::policy::Entities;

/// Decodes UTF-8: each maximal part of a broken sequence becomes one U+FFFD, as in `String::from_utf8_lossy`.
pub(super) fn utf8(bytes: &[u8], out: &mut Vec<u8>, map: &mut Writer<'_>) {
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(chunk.valid().as_bytes());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let begin = (out.len(), at);
            out.extend_from_slice("\u{FFFD}".as_bytes());
            at += chunk.invalid().len();
            // One by one, also where the lengths are equal: three broken bytes are no character of their own.
            map.replace(begin.0..out.len(), begin.1..at);
        }
    }
}

/// Decodes character references; each is one unit.
pub(super) fn references(entities: Entities, text: &str, out: &mut Vec<u8>, map: &mut Writer<'_>) {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = rest.find('&').unwrap_or(rest.len());
        out.extend_from_slice(rest.get(..plain).unwrap_or("").as_bytes());
        at += plain;
        let Some(rest) = rest.get(plain..).filter(|rest| !rest.is_empty()) else { return };
        let begin = (out.len(), at);
        match reference(rest, entities == Entities::All) {
            Some((c, len)) => {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                at += len;
                map.replace(begin.0..out.len(), begin.1..at);
            }
            None => {
                out.push(b'&');
                at += 1;
            }
        }
    }
}

/// The character that a reference at the start of `text` stands for, and its length in bytes.
fn reference(text: &str, to_the_end: bool) -> Option<(char, usize)> {
    let (mut c, mut len) = once(text.get(1..)?)?;
    len += 1;
    while to_the_end
        && c == '&'
        && let Some((next, more)) = once(text.get(len..)?)
    {
        (c, len) = (next, len + more);
    }
    Some((c, len))
}

/// The same behind the ampersand.
fn once(text: &str) -> Option<(char, usize)> {
    let window = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let name = window.get(..window.find(';')?)?;
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'));
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => code(digits, 16)?,
                None => code(number, 10)?,
            };
            // A browser shows nothing for NUL either.
            char::from_u32(code).filter(|&c| c != '\0').unwrap_or('\u{FFFD}')
        }
        None => NAMED.iter().find(|&&(known, _)| known == name)?.1,
    };
    Some((c, name.len() + 1))
}

/// Bytes of the longest reference, with room for leading zeros.
const LONGEST: usize = 12;

/// The references that pages of text use (HTML, section 13.5).
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{00A0}'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("times", '×'),
    ("shy", '\u{00AD}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
];
