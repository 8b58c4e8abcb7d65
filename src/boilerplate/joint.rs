//! Lines of a page that hold several: headlines or menu entries that some sites write one after the other, wide spaces
//! between them.

use crate::index::punct::{Punct, punct};

/// Most words of a piece; a longer one is running text with a stray space.
const LONGEST: usize = 30;

/// The pieces of a line without white space at its ends, as byte ranges; `None` where it is one.
pub(crate) fn pieces(line: &str) -> Option<Vec<(usize, usize)>> {
    // One byte test settles nearly every line: two spaces, a tab, or the last byte of NO-BREAK SPACE beside a space.
    let mut before = 0;
    let wide = line.bytes().fold(false, |wide, byte| {
        let space = byte == b' ' || byte == 0xA0;
        let found = byte == b'\t' || space && (before == b' ' || before == 0xA0 || before == 0xC2);
        before = byte;
        wide | found
    });
    if !wide {
        return None;
    }
    let mut pieces = Vec::new();
    let (mut start, mut very_wide) = (0, true);
    let mut gap: Option<(usize, usize)> = None;
    let mut last = Punct::Other;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            let (from, width) = gap.unwrap_or((at, 0));
            gap = Some((from, width + if c == '\t' { 4 } else { 1 }));
            continue;
        }
        // After a stop two spaces are a habit of writers, not of sites.
        if let Some((end, width @ 2..)) = gap.take()
            && !matches!(last, Punct::Stop | Punct::Comma | Punct::Colon | Punct::Dash)
        {
            pieces.push((start, end));
            start = at;
            very_wide &= width >= 4;
        }
        last = punct(c);
    }
    pieces.push((start, line.len()));
    let words = |&(from, to): &(usize, usize)| line.get(from..to).unwrap_or_default().split_whitespace().count();
    let all: usize = pieces.iter().map(words).sum();
    let most = pieces.iter().map(words).max().unwrap_or(0);
    let joined = pieces.len() >= if very_wide { 3 } else { 4 } && all <= 12 * pieces.len() && most <= LONGEST;
    joined.then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_joined_lines() {
        let count = |line: &str| pieces(line).map_or(1, |pieces| pieces.len());
        assert_eq!(count("الرئيسية"), 1);
        assert_eq!(count("اقتصاد    رياضة    ثقافة وفن"), 3);
        assert_eq!(count("اقتصاد  رياضة  ثقافة وفن"), 1);
        assert_eq!(count("اقتصاد  رياضة  ثقافة وفن  منوعات"), 4);
        assert_eq!(count("قال الوزير  إن العمل بدأ.  وأضاف أن الطريق  سيفتح قريبا أمام الناس كلهم وأن العمل مستمر"), 1);
        for (from, to) in pieces("خبر أول \u{00A0} خبر ثان\tخبر ثالث    خبر رابع").unwrap() {
            assert!(from < to);
        }
    }
}
