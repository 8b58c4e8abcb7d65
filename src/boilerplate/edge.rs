//! What is written on to the ends of a line of prose: who reports and from where before it, a source, a pointer or a
//! button after it.

use super::cue::{Cues, Hit};
use super::kind::BlockKind;
use super::label;
use super::lexicon::{Lexicon, Traits};
use super::line::Token;
use crate::index::punct::{Punct, punct};
use crate::index::word::Shape;
use crate::span::Span;

/// One end of a line that is none of its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge<'c> {
    /// Where it ends, at the start of a line; where it begins, at the end.
    pub(crate) at: usize,
    pub(crate) kind: BlockKind,
    /// The cue that it begins with.
    pub(crate) phrase: Option<&'c str>,
    pub(crate) rule: &'static str,
    /// Where the label ends that the cue makes.
    pub(crate) label: Option<usize>,
    /// Counts only on a page whose sentences end with stops.
    pub(crate) unsure: bool,
}

/// Most words of a dateline.
const LONGEST_HEAD: usize = 10;

/// Fewest words of the text behind it.
const LEAST_TEXT: usize = 8;

/// Most words after a text's end.
const LONGEST_TAIL: usize = 24;

/// What a word can be to a dateline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Place,
    Agency,
    Date,
    Name,
    /// Carries a sentence.
    Text,
}

/// The dateline, byline or button that a line of prose begins with.
pub(crate) fn head<'c>(text: &str, cues: &'c Cues, lexicon: &Lexicon, tokens: &[Token]) -> Option<Edge<'c>> {
    let rest = tokens.len().checked_sub(LEAST_TEXT)?;
    let first = tokens.first()?;
    let signed = Traits::PLACE.with(Traits::OUTLET);
    if first.traits.has(signed) || is_initial(first) {
        return dateline(text, lexicon, tokens, rest);
    }
    let hit = if first.traits.has(Traits::CUE_START) { cues.ahead(text, tokens)? } else { return None };
    match hit.cue.kind {
        BlockKind::Byline => signature(text, tokens, hit, rest),
        _ => button(text, tokens, hit, rest),
    }
}

/// Place, agency, date and name before the text, parted from it and from one another.
fn dateline(text: &str, lexicon: &Lexicon, tokens: &[Token], rest: usize) -> Option<Edge<'static>> {
    let role = |n: usize| tokens.get(n).map_or(Role::Text, |token| role(lexicon, tokens, n, token));
    let (mut place, mut agency, mut names, mut after, mut last) = (false, false, 0, 0, Role::Text);
    let mut found = None;
    // What stands before the first word, or between it and the one before.
    let mut parted = true;
    for (n, token) in tokens.iter().enumerate().take(rest.min(LONGEST_HEAD)) {
        let own = role(n);
        match own {
            Role::Place if found.is_some() && !parted => break,
            Role::Place => place = true,
            // An agency that the sentence speaks of is not parted from it.
            Role::Agency if !parted && last != Role::Agency && last != Role::Date => break,
            Role::Agency => (agency, after) = (true, 0),
            Role::Date if n == 0 => break,
            Role::Date => {}
            Role::Name if !place && !agency || n == 0 => break,
            Role::Name if agency => after += 1,
            Role::Name => names += 1,
            Role::Text => break,
        }
        if after > 2 || names > 4 {
            break;
        }
        let next = tokens.get(n + 1)?;
        let gap = text.get(token.end..next.start).unwrap_or_default();
        let (colon, dash, slash, closed) = (
            gap.chars().any(|c| matches!(punct(c), Punct::Colon | Punct::Bar)),
            gap.chars().any(|c| punct(c) == Punct::Dash) && gap.contains(' '),
            gap.chars().any(|c| punct(c) == Punct::Slash),
            gap.chars().any(|c| punct(c) == Punct::Close),
        );
        let next_role = role(n + 1);
        let ends = match own {
            Role::Agency if n + 1 < tokens.len() && next_role == Role::Agency => false,
            // Alone, a dash may be one of two around a remark.
            Role::Agency | Role::Name | Role::Date if agency => {
                let remark = next.traits.has(Traits::FUNCTION) && !place && !closed;
                colon || closed || (dash || slash) && !remark || own == Role::Agency && place && after == 0
            }
            Role::Place if agency => colon || dash || closed,
            Role::Name => place && (2..=4).contains(&names) && (colon || dash || slash),
            Role::Place => (colon || dash) && next.traits.has(Traits::VERB),
            _ => false,
        };
        if ends {
            found = Some((n, place || names > 0));
        }
        if colon && !matches!(next_role, Role::Agency | Role::Place) {
            break;
        }
        parted = gap.chars().any(|c| punct(c) != Punct::Other);
        last = own;
    }
    let (n, somewhere) = found?;
    let next = tokens.get(n + 1)?;
    let gap = text.get(tokens.get(n)?.end..next.start)?;
    // What opens after the dateline opens the text.
    let kept = gap.char_indices().rfind(|&(_, c)| !matches!(punct(c), Punct::Quote | Punct::Open));
    let at = next.start - gap.len() + kept.map_or(0, |(at, c)| at + c.len_utf8());
    let kind = if somewhere { BlockKind::Byline } else { BlockKind::Source };
    Some(Edge { at, kind, phrase: None, rule: "place and agency before the text", label: None, unsure: false })
}

fn role(lexicon: &Lexicon, tokens: &[Token], n: usize, token: &Token) -> Role {
    let beside = |n: Option<usize>| n.and_then(|n| tokens.get(n)).is_some_and(is_initial);
    let calendar = |n: Option<usize>| n.and_then(|n| tokens.get(n)).is_some_and(|t| t.traits.has(Traits::CALENDAR));
    let traits = token.traits;
    match () {
        () if is_initial(token) && (beside(n.checked_sub(1)) || beside(Some(n + 1))) => Role::Agency,
        // A particle before it makes it a part of a sentence.
        () if traits.has(Traits::OUTLET) && lexicon.is(token.key, Traits::OUTLET) => Role::Agency,
        () if traits.has(Traits::PLACE) && lexicon.is(token.key, Traits::PLACE) => Role::Place,
        () if token.begins_with_digit() || traits.has(Traits::CALENDAR) => Role::Date,
        // The second word of a month, before the year.
        () if calendar(n.checked_sub(1)) && tokens.get(n + 1).is_some_and(Token::begins_with_digit) => Role::Date,
        () if traits.has(Traits::FUNCTION.with(Traits::VERB).with(Traits::PLACE).with(Traits::OUTLET)) => Role::Text,
        () => Role::Name,
    }
}

/// One Arabic letter: agencies are named by initials.
fn is_initial(token: &Token) -> bool {
    token.letters == 1 && token.shape == Shape::Arabic
}

/// A byline cue, a name, and what parts it from the text.
fn signature<'c>(text: &str, tokens: &[Token], hit: Hit<'c>, rest: usize) -> Option<Edge<'c>> {
    for (n, token) in tokens.iter().enumerate().take(rest.min(hit.words + 5)).skip(hit.words) {
        let next = tokens.get(n + 1)?;
        let gap = text.get(token.end..next.start).unwrap_or_default();
        if token.traits.has(Traits::VERB) || gap.chars().any(|c| matches!(punct(c), Punct::Comma | Punct::Stop)) {
            return None;
        }
        if gap.chars().any(|c| matches!(punct(c), Punct::Colon | Punct::Dash | Punct::Bar)) && n > hit.words {
            let at = token.end + gap.trim_end_matches(|c: char| punct(c) == Punct::Quote).len();
            let label = label::end(text, tokens, &hit, token.end);
            let (phrase, rule) = (Some(&*hit.cue.phrase), "a name before the text");
            return Some(Edge { at, kind: BlockKind::Byline, phrase, rule, label, unsure: false });
        }
    }
    None
}

/// A cue that is else a line of its own, and a sentence that begins behind it.
fn button<'c>(text: &str, tokens: &[Token], hit: Hit<'c>, rest: usize) -> Option<Edge<'c>> {
    use BlockKind::{Body, Related, Title};
    let (last, next) = (tokens.get(hit.words.checked_sub(1)?)?, tokens.get(hit.words)?);
    let gap = text.get(last.end..next.start)?;
    let parted = gap.chars().any(|c| matches!(punct(c), Punct::Bar | Punct::Bullet | Punct::Arrow));
    let begins = next.traits.has(Traits::VERB) && gap == " ";
    let kept = !matches!(hit.cue.kind, Body | Related | Title) && hit.words >= 2 && hit.words <= rest;
    let (phrase, rule) = (Some(&*hit.cue.phrase), "stands before the text");
    (kept && (parted || begins)).then_some(Edge {
        at: next.start,
        kind: hit.cue.kind,
        phrase,
        rule,
        label: None,
        unsure: false,
    })
}

/// What a line of prose goes on with after its text has ended.
pub(crate) fn tail<'c>(text: &str, line: Span, cues: &'c Cues, tokens: &[Token]) -> Option<Edge<'c>> {
    let from = tokens.len().saturating_sub(LONGEST_TAIL).max(6);
    for (n, token) in tokens.iter().enumerate().skip(from) {
        let agency = token.traits.has(Traits::OUTLET) || is_initial(token);
        if !agency && !token.traits.has(Traits::CUE_START) {
            continue;
        }
        let before = tokens.get(n.checked_sub(1)?)?;
        let gap = text.get(before.end..token.start).unwrap_or_default();
        let closed =
            gap.chars().any(|c| matches!(punct(c), Punct::Stop | Punct::Ellipsis | Punct::Close | Punct::Quote));
        if !closed && !agency && !token.traits.has(Traits::POINTER) {
            continue;
        }
        let rest = tokens.get(n..).unwrap_or_default();
        let space = gap.char_indices().find(|(_, c)| c.is_whitespace());
        let behind = space.map_or(0, |(at, _)| gap.len() - at);
        // The end of the sentence, and what opens or marks the tail.
        let skipped = gap.get(gap.len() - behind..).unwrap_or_default().trim_start().len();
        let edge = |kind, phrase, rule, label, unsure| {
            Some(Edge { at: token.start - skipped, kind, phrase, rule, label, unsure })
        };
        if agency {
            if signs_off(text, line, tokens, n, gap) {
                return edge(BlockKind::Source, None, "an agency after the text", None, false);
            }
            continue;
        }
        let Some(hit) = cues.at_start(text, rest).or_else(|| cues.ahead(text, rest).filter(|hit| is_button(rest, hit)))
        else {
            continue;
        };
        let pointer = hit.cue.kind == BlockKind::ReadMore && hit.words >= 2;
        let sure = closed && (hit.cue.hard || pointer);
        let joined = pointer && gap == " " && !before.traits.has(Traits::FUNCTION.with(Traits::VERB));
        if sure || joined {
            let label = label::end(text, rest, &hit, line.end);
            let rule = if sure { "follows the end of a sentence" } else { "points to another page" };
            return edge(hit.cue.kind, Some(&hit.cue.phrase), rule, label, !sure);
        }
    }
    None
}

/// Whether the words from `n` to the line's end are an agency that the text is from: behind a stop, or in brackets behind
/// a text that does not name it.
fn signs_off(text: &str, line: Span, tokens: &[Token], n: usize, gap: &str) -> bool {
    let own = tokens.get(n..).unwrap_or_default();
    let named = own.iter().all(|token| token.traits.has(Traits::OUTLET) || is_initial(token));
    let last = own.last().map_or(line.end, |token| token.end);
    let end = text.get(last..line.end).unwrap_or_default();
    let mark = |c: char, open: bool| {
        let side = if open { Punct::Open } else { Punct::Close };
        punct(c) == side || matches!(punct(c), Punct::Slash | Punct::Dash)
    };
    let opened = gap.trim_end().chars().next_back().is_some_and(|c| mark(c, true));
    let behind = gap.chars().any(|c| matches!(punct(c), Punct::Stop | Punct::Ellipsis)) && gap.contains(' ');
    let about = tokens.get(n.saturating_sub(4)..n).unwrap_or_default();
    let told = about.iter().any(|token| token.traits.has(Traits::OUTLET));
    let bracketed = gap.contains('(') && end.trim() == ")" && !told;
    let enough = own.len() >= 2 || !own.iter().any(is_initial);
    let bare = end.chars().all(|c| c.is_whitespace() || mark(c, false) || punct(c) == Punct::Stop);
    named && enough && own.len() <= 4 && bare && (behind && (opened || end.trim().is_empty()) || bracketed)
}

/// Whether nothing but networks and particles stands behind the cue.
fn is_button(rest: &[Token], hit: &Hit<'_>) -> bool {
    let behind = rest.get(hit.words..).unwrap_or_default();
    let part = |token: &Token| token.traits.has(Traits::NETWORK.with(Traits::FUNCTION));
    hit.words >= 2 && behind.len() <= 6 && behind.iter().all(part)
}
