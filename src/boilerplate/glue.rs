//! Boilerplate written on to the end of the article's last lines, without a cue that would say so.

use super::kind::BlockKind;
use super::lexicon::{Lexicon, Traits};
use super::line::{Ending, Line, Lines};
use super::page::Verdict;
use super::run::Articles;
use crate::index::punct::{Punct, punct};
use crate::index::word;

/// A tail: its line, where it begins in the page, what it is and why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glued {
    pub(crate) line: usize,
    pub(crate) start: usize,
    pub(crate) kind: BlockKind,
    pub(crate) rule: &'static str,
}

/// Most words of a tail.
const LONGEST: usize = 48;

/// What is glued to the end of the main article: its own headline again, or words that begin no sentence.
pub(crate) fn tail(
    text: &str,
    page: &Lines<'_>,
    found: &Articles,
    verdicts: &[Verdict],
    lexicon: &Lexicon,
) -> Option<Glued> {
    let is_body = |n: &usize| verdicts.get(*n).is_some_and(|v| v.kind == BlockKind::Body && v.article == Some(1));
    let n = found.main.clone()?.rev().find(is_body)?;
    let line = page.lines.get(n).filter(|line| line.tail.is_none() && line.words >= 20)?;
    let own = line.span.text(text);
    let title = found.title.and_then(|n| page.lines.get(n));
    let (at, rule) = match title.and_then(|title| repeated(own, title.span.text(text))) {
        Some(at) => (at, "the headline again, after the article's last sentence"),
        None => (unfinished(own, line, found, lexicon)?, "words after the article's last sentence that begin no other"),
    };
    Some(Glued { line: n, start: line.span.start + at, kind: BlockKind::Caption, rule })
}

/// Where the headline stands at the end of a line, what announces it included.
fn repeated(own: &str, title: &str) -> Option<usize> {
    let before = own.strip_suffix(title).filter(|before| !before.is_empty())?;
    let announced = before.trim_end().ends_with(|c| punct(c) == Punct::Colon);
    Some(if announced { after_last_stop(before).unwrap_or(before.len()) } else { before.len() })
}

/// Where the last sentence ends in a line that goes on after it.
fn unfinished(own: &str, line: &Line<'_>, found: &Articles, lexicon: &Lexicon) -> Option<usize> {
    if line.ending != Ending::None || !found.stops {
        return None;
    }
    let at = after_last_stop(own)?;
    let (mut words, mut function, mut verb) = (0, 0, false);
    for word in word::words(own.get(at..)?) {
        let traits = lexicon.look(word.key).traits;
        function += usize::from(traits.has(Traits::FUNCTION));
        verb |= words == 0 && traits.has(Traits::VERB);
        words += 1;
    }
    let sentence = verb || function * 6 > words;
    (!sentence && (3..=LONGEST).contains(&words)).then_some(at)
}

/// Right after the last stop between words, and the white space behind it.
fn after_last_stop(own: &str) -> Option<usize> {
    let stop = |(at, c): &(usize, char)| {
        let rest = own.get(at + c.len_utf8()..).unwrap_or_default();
        punct(*c) == Punct::Stop && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty()
    };
    let (at, c) = own.char_indices().rev().find(stop)?;
    let rest = own.get(at + c.len_utf8()..)?;
    Some(own.len() - rest.trim_start().len())
}
