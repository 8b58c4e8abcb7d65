//! Lines of a page that hold several: headlines or menu entries that some sites write one after the other, wide spaces,
//! bars or bullets between them; and pages that are one line.

use super::cue::{Cues, Position, Section};
use super::lexicon::Traits;
use super::line::Token;
use crate::index::punct::{Punct, punct};
use crate::index::word::Shape;
use crate::span::Span;

/// Most words of a piece; a longer one is running text with a stray space.
const LONGEST: usize = 30;

/// The pieces of a line without white space at its ends, as byte ranges; `None` where it is one.
pub(crate) fn pieces(line: &str) -> Option<Vec<(usize, usize)>> {
    // Two byte tests settle nearly every line: two spaces, a tab, or the last byte of NO-BREAK SPACE beside a space; a bar,
    // or the last two bytes of BULLET. Without a branch, so that they are taken many bytes at a time.
    let (mut wide, mut marked) = (0, 0);
    for (&before, &byte) in line.as_bytes().iter().zip(line.as_bytes().get(1..).unwrap_or_default()) {
        let space = (byte == b' ') | (byte == 0xA0);
        let beside = (before == b' ') | (before == 0xA0) | (before == 0xC2);
        wide |= u8::from((byte == b'\t') | space & beside);
        marked |= u8::from((byte == b'|') | (byte == 0xA2) & (before == 0x80));
    }
    let spaced = if wide > 0 { by_spaces(line) } else { None };
    spaced.or_else(|| if marked > 0 { by_marks(line) } else { None })
}

/// Pieces between wide spaces.
fn by_spaces(line: &str) -> Option<Vec<(usize, usize)>> {
    let mut pieces = Vec::new();
    let (mut start, mut very_wide) = (0, true);
    for gap in wide_gaps(line) {
        if !gap.is_writers() {
            pieces.push((start, gap.start));
            start = gap.end;
            very_wide &= gap.width >= 4;
        }
    }
    pieces.push((start, line.len()));
    // Two spaces within a sentence that ends as one are slips of its writer.
    let sentence = || !very_wide && line.chars().next_back().map(punct) == Some(Punct::Stop);
    if pieces.len() < if very_wide { 3 } else { 4 } || sentence() {
        return None;
    }
    let (all, most) = words(line, &pieces);
    (all <= 12 * pieces.len() && most <= LONGEST).then_some(pieces)
}

/// Headlines between bars or bullets. Shorter pieces are a menu, or the row of a table.
fn by_marks(line: &str) -> Option<Vec<(usize, usize)>> {
    let pieces = trimmed(line, marks(line));
    if pieces.len() < 3 {
        return None;
    }
    let (all, most) = words(line, &pieces);
    let least = pieces.iter().map(|&piece| words(line, &[piece]).0).min().unwrap_or(0);
    (least >= 3 && all >= 4 * pieces.len() && most <= LONGEST).then_some(pieces)
}

/// Words of all pieces, and of the longest.
fn words(line: &str, pieces: &[(usize, usize)]) -> (usize, usize) {
    let words = |&(from, to): &(usize, usize)| line.get(from..to).unwrap_or_default().split_whitespace().count();
    (pieces.iter().map(words).sum(), pieces.iter().map(words).max().unwrap_or(0))
}

/// White space two characters wide or more.
struct Gap {
    start: usize,
    end: usize,
    width: usize,
    /// What stands before it.
    after: Punct,
}

impl Gap {
    /// Two spaces after a stop are a habit of writers, not of sites.
    fn is_writers(&self) -> bool {
        matches!(self.after, Punct::Stop | Punct::Comma | Punct::Colon | Punct::Dash)
    }
}

fn wide_gaps(line: &str) -> impl Iterator<Item = Gap> {
    let mut gap: Option<(usize, usize)> = None;
    let mut before = 'x';
    line.char_indices().filter_map(move |(end, c)| {
        if c.is_whitespace() {
            let (from, width) = gap.unwrap_or((end, 0));
            gap = Some((from, width + if c == '\t' { 4 } else { 1 }));
            return None;
        }
        let last = core::mem::replace(&mut before, c);
        let (start, width) = gap.take().filter(|&(_, width)| width >= 2)?;
        Some(Gap { start, end, width, after: punct(last) })
    })
}

/// Where pieces begin: behind a bar, before a bullet, white space on both sides of either.
fn marks(line: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let (mut before, mut mark) = (' ', None);
    for (at, c) in line.char_indices() {
        if let Some((at, last)) = mark.take().filter(|_| c.is_whitespace()) {
            cuts.push(if last == Punct::Bar { at + 1 } else { at });
        }
        if matches!(punct(c), Punct::Bar | Punct::Bullet) && before.is_whitespace() {
            mark = Some((if punct(c) == Punct::Bar { at + c.len_utf8() - 1 } else { at }, punct(c)));
        }
        before = c;
    }
    cuts
}

/// A piece without the bar that parts it from the next one.
pub(crate) fn bare(piece: &str) -> &str {
    let bare = piece.trim_end_matches(|c: char| punct(c) == Punct::Bar).trim_end();
    if bare.is_empty() { piece } else { bare }
}

/// The pieces between `cuts`, without the white space at their ends.
fn trimmed(line: &str, mut cuts: Vec<usize>) -> Vec<(usize, usize)> {
    cuts.sort_unstable();
    let ends = cuts.iter().copied().chain([line.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let own = starts.zip(ends).filter_map(|(from, to)| {
        let piece = line.get(from..to)?;
        let start = from + (piece.len() - piece.trim_start().len());
        (!piece.trim().is_empty()).then_some((start, start + piece.trim().len()))
    });
    own.collect()
}

/// Fewest bytes of a line that can be a page.
const PAGE: usize = 400;

/// Whether a line is most of its page.
pub(crate) fn is_page(line: &str, page: &str) -> bool {
    line.len() >= PAGE && line.len() * 2 > page.len()
}

/// Most words between a cue that stands behind the article's text and the next one.
const CHAIN: usize = 24;

/// Words among which the menu, the headline and the date of a page stand.
const HEAD: usize = 60;

/// The pieces of a line that is most of its page: it is cut where a reader sees the lines that were joined.
pub(crate) fn pieces_of_page(text: &str, span: Span, tokens: &[Token], cues: &Cues) -> Vec<(usize, usize)> {
    let own = span.text(text);
    let mut cuts = marks(own);
    // Two spaces part lines only where they do so again and again.
    let widest = wide_gaps(own).map(|gap| gap.width).max().unwrap_or(0);
    let two = widest == 2 && wide_gaps(own).filter(|gap| !gap.is_writers()).count() * 12 >= tokens.len();
    cuts.extend(wide_gaps(own).filter(|gap| gap.width >= 3 || two && !gap.is_writers()).map(|gap| gap.end));
    cuts.sort_unstable();
    let known = cuts.len();
    by_words(text, span, tokens, cues, known, &mut cuts);
    trimmed(own, cuts)
}

/// Adds cuts at what the words say: around the menu and the date at the head, and at cues behind the end of a sentence.
fn by_words(text: &str, span: Span, tokens: &[Token], cues: &Cues, known: usize, cuts: &mut Vec<usize>) {
    let menu = tokens.iter().take_while(|token| token.traits.has(Traits::MENU)).count();
    let mut n = 0;
    if menu >= 3
        && let Some(next) = tokens.get(menu)
    {
        cuts.push(next.start - span.start);
        n = menu;
    }
    // Words since the last cue.
    let mut since = usize::MAX;
    let (mut dated, mut stopped) = (false, false);
    while let Some(token) = tokens.get(n) {
        since = since.saturating_add(1);
        let before = n.checked_sub(1).and_then(|n| tokens.get(n));
        let from = before.map_or(span.start, |before| before.end);
        let gap = text.get(from..token.start).unwrap_or_default();
        let ended = gap.chars().any(|c| matches!(punct(c), Punct::Stop | Punct::Ellipsis));
        stopped |= ended;
        if !dated && !stopped && n < HEAD {
            let words = date(text, tokens, n);
            if words > 0 {
                let to = tokens.get(n + words).map_or(span.end, |next| next.start);
                cuts.extend([token.start - span.start, to - span.start]);
                (dated, n) = (true, n + words);
                continue;
            }
        }
        let start = token.start - span.start;
        let cut = cuts.get(..known).is_some_and(|cuts| cuts.binary_search(&start).is_ok());
        let closed = ended || cut || gap.chars().any(|c| matches!(punct(c), Punct::Close | Punct::Quote));
        let may = (closed || since <= CHAIN) && token.traits.has(Traits::CUE_START);
        // A cue has at most twelve words: time stays linear.
        let hit = if may { cues.ahead(text, tokens.get(n..).unwrap_or_default()) } else { None };
        let Some(hit) = hit else {
            n += 1;
            continue;
        };
        let whole = hit.cue.position == Position::Whole;
        let next = tokens.get(n + hit.words);
        let behind = tokens.get(n + hit.words - 1).map_or(span.end, |last| last.end);
        let rest = text.get(behind..next.map_or(span.end, |next| next.start)).unwrap_or_default();
        let colon = rest.chars().any(|c| punct(c) == Punct::Colon);
        // One word that is a line elsewhere is any word here, unless something parts it from the next one.
        if hit.words == 1 && whole && !colon && next.is_some() && !cut {
            n += 1;
            continue;
        }
        let opened = gap.char_indices().rfind(|(_, c)| c.is_whitespace());
        cuts.push(start - opened.map_or(0, |(at, c)| gap.len() - at - c.len_utf8()));
        // What a heading stands above is on lines of its own.
        let heads = |next: &Token| colon || hit.cue.section == Section::Open || next.traits.has(Traits::CUE_START);
        if whole && let Some(next) = next.filter(|next| heads(next)) {
            cuts.push(next.start - span.start);
        }
        since = 0;
        n += hit.words;
    }
}

/// How many words from `n` on are a date of day, month and year that no sentence speaks of.
fn date(text: &str, tokens: &[Token], n: usize) -> usize {
    let at = |k: usize| tokens.get(n + k);
    let number = |k: usize| at(k).filter(|token| token.shape == Shape::Number).map_or(0, |token| token.letters);
    let calendar = |k: usize| at(k).is_some_and(|token| token.traits.has(Traits::CALENDAR));
    let spoken = |token: &Token| token.traits.has(Traits::FUNCTION.with(Traits::VERB));
    if n.checked_sub(1).and_then(|n| tokens.get(n)).is_some_and(spoken) {
        return 0;
    }
    let day = usize::from(calendar(0));
    let gap = |k: usize| at(k).zip(at(k + 1)).and_then(|(a, b)| text.get(a.end..b.start)).map_or("", str::trim);
    let parted = |k: usize| matches!(gap(k), "/" | "-" | ".");
    let named = matches!(number(day), 1 | 2) && calendar(day + 1) && number(day + 2) == 4;
    let digits = matches!(number(day), 1 | 2 | 4) && parted(day) && parted(day + 1) && matches!(number(day + 2), 2 | 4);
    if !named && !digits {
        return 0;
    }
    let mut words = day + 3;
    // The hour behind it.
    while words < day + 8 && at(words).is_some_and(|token| token.begins_with_digit() || token.traits.has(Traits::DATE))
    {
        words += 1;
    }
    if at(words).is_some_and(|token| token.traits.has(Traits::FUNCTION)) { 0 } else { words }
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
