//! The lines of a page and what each of them is made of.

use super::cue::{Cues, Hit, Position};
use super::date::{self, DateShape};
use super::edge::{self, Edge};
use super::joint;
use super::kind::BlockKind;
use super::label;
use super::lexicon::{Lexicon, Traits};
use crate::index::punct::{Punct, punct};
use crate::index::script;
use crate::index::word::{self, Key, Shape};
use crate::span::Span;

/// A word of a line, with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) key: Key,
    /// Bytes of the page.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) letters: u8,
    pub(crate) shape: Shape,
    pub(crate) traits: Traits,
}

impl Token {
    /// `30`, `30th`, `30%` written as a word.
    pub(crate) fn begins_with_digit(&self) -> bool {
        self.shape == Shape::Number || self.key.begins_with_digit()
    }
}

/// How a line ends, closing quotes and brackets aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ending {
    Stop,
    /// Two or more dots: a teaser that was cut, or a sentence that trails off.
    Dots,
    Colon,
    Comma,
    /// A closing quote with nothing before it.
    Quote,
    #[default]
    None,
}

/// One line that holds more than white space.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line<'c> {
    /// Without the white space at both ends.
    pub(crate) span: Span,
    pub(crate) bullet: bool,
    /// One of several that stand in one line of the page.
    pub(crate) joined: bool,
    pub(crate) words: u32,
    pub(crate) ending: Ending,
    pub(crate) stars: bool,
    /// Holds a degree sign.
    pub(crate) degrees: bool,
    /// Its first word is one of menus.
    pub(crate) begins_as_menu: bool,
    /// Ends with a bracket.
    pub(crate) closed: bool,
    /// Begins with a number, as entries of ranked lists and tables of contents do.
    pub(crate) numbered: bool,
    pub(crate) function: u32,
    pub(crate) verb: bool,
    /// Its first word joins a verb to what was said before.
    pub(crate) goes_on: bool,
    pub(crate) commas: u32,
    pub(crate) digits: u32,
    pub(crate) arabic: u32,
    pub(crate) latin: u32,
    pub(crate) bars: u32,
    pub(crate) dashes: u32,
    pub(crate) slashes: u32,
    /// A colon between words, not of a time.
    pub(crate) mid_colon: bool,
    /// Dots between words, as headlines join their halves.
    pub(crate) mid_dots: bool,
    /// Blanks to be filled in between words, as contracts have them.
    pub(crate) blanks: bool,
    /// Two halves of about one length, wide space or a mark between them, as verse is written.
    pub(crate) halved: bool,
    pub(crate) question: bool,
    pub(crate) copyright: bool,
    pub(crate) link: bool,
    pub(crate) mail: bool,
    pub(crate) hashes: u32,
    pub(crate) date: DateShape,
    /// Says how long ago, or which post of a thread it is.
    pub(crate) ago: bool,
    pub(crate) menu: u32,
    pub(crate) legal: u32,
    pub(crate) outlets: u32,
    pub(crate) places: u32,
    pub(crate) prices: u32,
    /// Speaks of the cart of a shop.
    pub(crate) cart: bool,
    pub(crate) networks: u32,
    pub(crate) numbers: u32,
    pub(crate) visitor: u32,
    /// The cue the line begins with or consists of.
    pub(crate) start: Option<Hit<'c>>,
    /// Where the label ends that this cue makes.
    pub(crate) label: Option<usize>,
    /// A cue elsewhere in it.
    pub(crate) inner: Option<Hit<'c>>,
    /// What stands before and after its text, should it be prose.
    pub(crate) head: Option<Box<Edge<'c>>>,
    pub(crate) tail: Option<Box<Edge<'c>>>,
    /// Of the folded words in order; 0 without words.
    pub(crate) hash: u64,
    /// Its content words in `Lines::content`.
    pub(crate) content: (usize, usize),
    /// Lines of the page with the same words, this one included.
    pub(crate) copies: u32,
    pub(crate) first_copy: bool,
    /// Many pages of the site have it.
    pub(crate) of_site: bool,
}

impl Line<'_> {
    /// Ends as a sentence does.
    pub(crate) fn stopped(&self) -> bool {
        matches!(self.ending, Ending::Stop | Ending::Dots)
    }

    /// A time of day: updates of a live page have one each.
    pub(crate) fn is_clock(&self) -> bool {
        self.date == DateShape::Whole && self.numbers == 2 && (3..=4).contains(&self.digits)
    }

    /// Nothing but a date, or how long ago; an hour alone is none.
    pub(crate) fn dated(&self) -> bool {
        self.date == DateShape::Whole && !self.is_clock()
    }

    /// Sends the reader to another page by its title: "read more" and a headline.
    pub(crate) fn points_elsewhere(&self) -> bool {
        let more = self.start.is_some_and(|hit| hit.cue.kind == BlockKind::ReadMore && hit.after >= 2);
        more && (self.ending != Ending::Stop || self.question)
    }

    /// Items of up to three words between commas, and no sentence.
    pub(crate) fn is_list(&self) -> bool {
        self.commas >= 2 && self.function <= 1 && self.words <= 3 * (self.commas + 1) && self.ending != Ending::Stop
    }

    /// At least `share` percent of its letters are Latin.
    pub(crate) fn latin_share(&self, share: u32) -> bool {
        self.latin > 0 && self.latin * 100 >= share * (self.latin + self.arabic)
    }
}

/// The lines of a page, and the content words of them all.
#[derive(Debug, Default)]
pub(crate) struct Lines<'c> {
    pub(crate) lines: Vec<Line<'c>>,
    pub(crate) content: Vec<u64>,
}

/// Reads the lines of `text` that hold more than white space.
pub(crate) fn read<'c>(text: &str, cues: &'c Cues, lexicon: &Lexicon) -> Lines<'c> {
    // Lines are large: room for all of them at once, and not for twice as many.
    let count = text.split('\n').filter(|line| line.bytes().any(|b| b > b' ')).count();
    let mut out = Lines { lines: Vec::with_capacity(count), content: Vec::with_capacity(text.len() / 16) };
    let mut tokens = Vec::with_capacity(64);
    let mut at = 0;
    for raw in text.split('\n') {
        let trimmed = raw.trim_start();
        let start = at + (raw.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        if !trimmed.is_empty() {
            let whole = joint::is_page(trimmed, text);
            let pieces = if whole {
                let span = Span { start, end: start + trimmed.len() };
                words(&mut Line { span, ..Line::default() }, text, lexicon, &mut tokens, &mut Vec::new());
                Some(joint::pieces_of_page(text, span, &tokens, cues))
            } else {
                joint::pieces(trimmed)
            };
            let joined = !whole && pieces.is_some();
            let mut add = |own: &str, from: usize, to: usize| {
                let span = Span { start: start + from, end: start + from + own.len() };
                let mut line = line(text, span, cues, lexicon, &mut tokens, &mut out.content);
                (line.span.end, line.joined) = (start + to, joined);
                out.lines.push(line);
            };
            match pieces {
                None => add(trimmed, 0, trimmed.len()),
                Some(pieces) => {
                    for (from, to) in pieces {
                        add(joint::bare(trimmed.get(from..to).unwrap_or_default()), from, to);
                    }
                }
            }
        }
        at += raw.len() + 1;
    }
    count_copies(&mut out.lines);
    out
}

fn line<'c>(
    text: &str,
    span: Span,
    cues: &'c Cues,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
    content: &mut Vec<u64>,
) -> Line<'c> {
    let own = span.text(text);
    let mut line = Line { span, ..Line::default() };
    let all = words(&mut line, text, lexicon, tokens, content);
    characters(&mut line, text, tokens);
    line.ending = ending(own);
    line.closed = own.chars().next_back().map(punct) == Some(Punct::Close);
    if line.digits > 0 || all.has(Traits::CALENDAR.with(Traits::SINCE)) {
        line.date = date::shape(text, tokens);
        let since = tokens.first().is_some_and(|token| token.traits.has(Traits::SINCE)) && line.words <= 5;
        line.ago = since || line.date != DateShape::None && line.hashes > 0 && line.words <= 14;
    }
    line.link = line.latin > 2 && ["://", "www.", ".com/"].iter().any(|mark| own.contains(mark));
    line.start = match tokens.first() {
        Some(first) if first.traits.has(Traits::CUE_START) || first.shape == Shape::Number => {
            cues.at_start(text, tokens)
        }
        _ => None,
    };
    line.label = line.start.and_then(|hit| label::end(text, tokens, &hit, span.end));
    if line.digits > 0 || all.has(Traits::CUE_INSIDE) {
        line.inner = cues.inside(text, tokens).map(|(_, hit)| hit);
    }
    line.prices = if line.digits > 0 { line.prices } else { 0 };
    // A currency of several words is a cue.
    let priced = |hit: Hit<'_>| hit.cue.kind == BlockKind::Related && hit.cue.position == Position::End;
    line.prices += u32::from(line.numbers > 0 && line.inner.is_some_and(priced));
    if line.words >= 12 && !line.bullet {
        line.head = edge::head(text, cues, lexicon, tokens).map(Box::new);
        if line.head.is_some() {
            (line.start, line.label) = (None, None);
        }
    }
    let agency = || tokens.last().is_some_and(|token| token.letters == 1);
    if line.words >= 8 && line.start.is_none() && (all.has(Traits::CUE_START.with(Traits::OUTLET)) || agency()) {
        line.tail = edge::tail(text, span, cues, tokens).map(Box::new);
    }
    line
}

/// Fills `tokens` with the words of a line, counts what they say, and gives all that is known of any of them.
fn words(
    line: &mut Line<'_>,
    text: &str,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
    content: &mut Vec<u64>,
) -> Traits {
    tokens.clear();
    line.content.0 = content.len();
    let (mut all, mut whole) = (Traits::default(), 0u64);
    for word in word::words_in(text, line.span.start, line.span.end) {
        let seen = lexicon.look(word.key);
        let token = Token {
            key: word.key,
            start: word.start,
            end: word.end,
            letters: word.letters,
            shape: word.shape,
            traits: seen.traits,
        };
        match word.shape {
            Shape::Arabic => line.arabic += u32::from(word.letters),
            Shape::Other => line.latin += u32::from(word.letters),
            Shape::Number => {
                line.digits += u32::from(word.letters);
                line.numbers += 1;
                line.networks += 1;
            }
        }
        if word.shape != Shape::Number && token.begins_with_digit() {
            line.digits += u32::from(word.letters / 2);
        }
        if seen.traits != Traits::default() {
            all = all.with(seen.traits);
            count_traits(line, &token);
        }
        whole = (whole.rotate_left(7) ^ seen.mixed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let long = word.letters >= 3 || !word.key.is_exact();
        if long && word.shape != Shape::Number && !seen.traits.has(Traits::FUNCTION) {
            content.push(seen.stem);
        }
        tokens.push(token);
    }
    line.content.1 = content.len();
    line.words = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
    line.hash = if tokens.is_empty() { 0 } else { whole.max(1) };
    if let Some(first) = tokens.first() {
        line.begins_as_menu = first.traits.has(Traits::MENU);
        line.numbered = first.shape == Shape::Number;
        line.verb = first.traits.has(Traits::VERB);
        line.goes_on = line.verb && !lexicon.is(first.key, Traits::VERB);
    }
    all
}

/// Counts what the lists say of one word.
fn count_traits(line: &mut Line<'_>, token: &Token) {
    let has = |traits| u32::from(token.traits.has(traits));
    line.function += has(Traits::FUNCTION);
    line.menu += has(Traits::MENU);
    line.legal += has(Traits::LEGAL);
    line.outlets += has(Traits::OUTLET);
    line.places += has(Traits::PLACE);
    line.prices += has(Traits::PRICE);
    line.cart |= token.traits.has(Traits::CART);
    line.networks += u32::from(token.traits.has(Traits::NETWORK) && token.shape != Shape::Number);
    line.visitor += has(Traits::VISITOR);
}

/// Counts what is seen between the words.
fn characters(line: &mut Line<'_>, text: &str, tokens: &[Token]) {
    let mut firsts = line.span.text(text).chars();
    line.bullet =
        firsts.next().is_some_and(|c| matches!(punct(c), Punct::Bullet | Punct::Star | Punct::Dash | Punct::Arrow))
            && firsts.next().is_some_and(|c| c.is_whitespace() || script::is_arabic(c));
    let mut at = line.span.start;
    // Words before the one place that parts the line, and how many such places there are.
    let (mut half, mut parts) = (0, 0);
    for (n, token) in tokens.iter().enumerate() {
        // One space, as nearly always.
        if token.start == at + 1 && text.as_bytes().get(at) == Some(&b' ') {
            at = token.end;
            continue;
        }
        let before = n.checked_sub(1).and_then(|n| tokens.get(n));
        let numbers = token.begins_with_digit() && before.is_some_and(Token::begins_with_digit);
        let between = text.get(at..token.start).unwrap_or_default();
        // A currency in initials, by itself or written to its number; counted where there is a number.
        line.prices += u32::from(between == "." && initial(text, token) && before.is_some_and(|t| initial(text, t)));
        gap(line, between, numbers, false);
        at = token.end;
        line.blanks |= is_blank(between);
        if n > 0 && parts_halves(between) {
            (half, parts) = (n, parts + 1);
        }
    }
    let rest = tokens.len() - half;
    line.halved = parts == 1 && (2..=9).contains(&half) && (2..=9).contains(&rest) && half.abs_diff(rest) <= 3;
    gap(line, text.get(at..line.span.end).unwrap_or_default(), false, true);
}

/// Whether a gap between words is a blank to be filled in: a row of dots or underscores.
fn is_blank(gap: &str) -> bool {
    let drawn = |c| match c {
        '.' | '_' => 1,
        '\u{2026}' => 3,
        _ => 0,
    };
    gap.len() >= 6 && gap.chars().map(drawn).sum::<u32>() >= 6
}

/// Whether a gap between words parts the halves of a verse: wide space, or a mark with space on both sides. Dots that
/// headlines join their halves with follow a word at once.
fn parts_halves(gap: &str) -> bool {
    let wide = gap.chars().filter(|c| c.is_whitespace()).map(|c| if c == '\t' { 3 } else { 1 }).sum::<u32>() >= 3;
    let mark = gap.trim();
    let dots = mark.len() >= 3 && mark.chars().all(|c| matches!(c, '.' | '\u{2026}'));
    let stars = !mark.is_empty() && mark.chars().all(|c| punct(c) == Punct::Star);
    let apart = gap.starts_with(char::is_whitespace) && gap.ends_with(char::is_whitespace);
    wide && mark.is_empty() || apart && (dots || stars)
}

/// A word of one Arabic letter, or a number with one at its end.
fn initial(text: &str, token: &Token) -> bool {
    let mut last = text.get(token.start..token.end).unwrap_or_default().chars().rev();
    last.next().is_some_and(script::is_arabic) && last.next().is_none_or(char::is_numeric)
}

/// Counts what is seen in one gap between words: `numbers` on both sides of it, or the `last` of the line.
fn gap(line: &mut Line<'_>, gap: &str, numbers: bool, last: bool) {
    let mut before = ' ';
    for c in gap.chars() {
        match punct(c) {
            Punct::Comma => line.commas += 1,
            Punct::Bar | Punct::Arrow => line.bars += 1,
            Punct::Dash if before == ' ' => line.dashes += 1,
            Punct::Slash => line.slashes += 1,
            Punct::Copyright => line.copyright = true,
            Punct::At => line.mail = true,
            Punct::Hash => line.hashes += 1,
            Punct::Star => line.stars = true,
            Punct::Degree => line.degrees = true,
            // 12:30 is a time.
            Punct::Colon => line.mid_colon |= !last && !numbers,
            Punct::Ellipsis => line.mid_dots |= !last,
            Punct::Stop => {
                line.question |= matches!(c, '?' | '\u{061F}');
                line.mid_dots |= !last && c == '.' && before == '.';
            }
            _ => {}
        }
        before = c;
    }
}

/// How the line ends.
fn ending(own: &str) -> Ending {
    let mut quoted = false;
    let mut stops = 0;
    for c in own.chars().rev() {
        match punct(c) {
            Punct::Stop if c != '.' => return Ending::Stop,
            Punct::Stop => stops += 1,
            Punct::Ellipsis => return Ending::Dots,
            _ if stops > 1 => return Ending::Dots,
            _ if stops == 1 => return Ending::Stop,
            Punct::Quote => quoted = true,
            Punct::Close => {}
            Punct::Colon => return Ending::Colon,
            Punct::Comma => return Ending::Comma,
            _ if c.is_whitespace() || script::is_invisible(c) => {}
            _ => break,
        }
    }
    match (stops, quoted) {
        (2.., _) => Ending::Dots,
        (1, _) => Ending::Stop,
        (_, true) => Ending::Quote,
        _ => Ending::None,
    }
}

/// Tells each line how many lines have its words. Sorting keeps it n log n whatever the hashes are.
fn count_copies(lines: &mut [Line<'_>]) {
    let mut order: Vec<(u64, usize)> = lines.iter().enumerate().map(|(n, line)| (line.hash, n)).collect();
    order.sort_unstable();
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        let copies = if group.first().is_some_and(|&(hash, _)| hash == 0) { 1 } else { group.len() };
        for (k, &(_, n)) in group.iter().enumerate() {
            if let Some(line) = lines.get_mut(n) {
                line.copies = u32::try_from(copies).unwrap_or(u32::MAX);
                line.first_copy = k == 0;
            }
        }
    }
}
