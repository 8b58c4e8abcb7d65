//! A line that lists names (tags, sources, by-line), split into them.

use super::lexicon::{Class, Lexicon};
use super::line::{Cache, Gap, Line};
use crate::{Mention, Span};

/// The names in `span` of `text`, which is a line without its label.
///
/// Separators part names where there are any. A line without one is cut where a mention begins or ends; a function word
/// ties what follows it to what precedes it (الحرب على غزة).
pub(crate) fn split(lexicon: &Lexicon, text: &str, span: Span, mentions: &[Mention]) -> Vec<Span> {
    let line = Line::new(lexicon, &mut Cache::default(), span.text(text), span.start);
    let separated = line.tokens.iter().any(|t| matches!(t.gap, Gap::Comma | Gap::Stop));
    // Mentions are sorted and disjoint: the one that a byte may touch is found by bisection.
    let touching =
        |at: usize| mentions.get(mentions.partition_point(|m| m.word_span().end < at)).map(Mention::word_span);
    let edge = |at: usize| {
        let next = mentions.get(mentions.partition_point(|m| m.word_span().start < at)).map(Mention::word_span);
        touching(at).is_some_and(|m| m.end == at) || next.is_some_and(|m| m.start == at)
    };
    let inside = |at: usize| touching(at).is_some_and(|m| m.start < at && at < m.end);
    let mut names: Vec<Span> = Vec::new();
    for (n, token) in line.tokens.iter().enumerate() {
        let word = Span { start: token.word.start, end: token.word.end }.shifted(span.start);
        let before = line.before(n);
        let cut = if separated {
            matches!(token.gap, Gap::Comma | Gap::Stop)
        } else {
            let tied = before.is_some_and(|b| b.is_whole(Class::FUNCTION)) || token.is_whole(Class::FUNCTION);
            let last_end = before.map_or(0, |b| b.word.end + span.start);
            !tied && !inside(word.start) && (edge(word.start) || edge(last_end))
        };
        match names.last_mut().filter(|_| !cut) {
            Some(name) => name.end = word.end,
            None => names.push(word),
        }
    }
    names
}
