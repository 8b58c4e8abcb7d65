//! Leftmost-longest search over words, proclitics peeled.

use super::clitic::Reading;
use super::{Gazetteer, Match};
use crate::Span;
use crate::index::phrase::Phrases;
use crate::index::punct::{is_hyphen, is_quote};
use crate::index::script::is_invisible;
use crate::index::word::{Word, Words, words};

/// A listed phrase in a run of words: which words, how the first one was read, which node it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Number of words covered.
    pub(crate) len: usize,
    pub(crate) reading: Reading,
    pub(crate) node: u32,
}

/// The longest listed phrase that starts at the first of `words`; of equally long ones the one that cuts least.
pub(crate) fn longest_at(names: &Gazetteer, text: &str, words: &[Word]) -> Option<Hit> {
    let first = words.first()?;
    let mut best = None;
    walk(names, text, words, Reading::whole(first), &mut best);
    for reading in crate::builtin::clitics().readings(text, first) {
        walk(names, text, words, reading, &mut best);
    }
    best
}

/// Follows the phrases from the first word on, and keeps the longest name reached if it beats `best`.
fn walk(names: &Gazetteer, text: &str, words: &[Word], reading: Reading, best: &mut Option<Hit>) {
    let Some(mut node) = names.phrases().step(Phrases::ROOT, reading.key) else { return };
    let mut keep = |node, len| {
        if !names.postings(node).is_empty() && best.is_none_or(|b| b.len < len) {
            *best = Some(Hit { len, reading, node });
        }
    };
    keep(node, 1);
    for (n, pair) in words.windows(2).enumerate() {
        let [left, right] = pair else { break };
        if !joined(text, left, right) {
            break;
        }
        let Some(next) = names.phrases().step(node, right.key) else { break };
        node = next;
        keep(node, n + 2);
    }
}

/// Most signs, white space aside, between two words of a name: a quote and a hyphen on either side.
const MOST_SIGNS: usize = 4;

/// Whether two words may belong to one name: nothing but white space, hyphens and quotes stands between them, few of
/// them, and no line end. A full stop is accepted after a lone letter (ج. بوش).
pub(crate) fn joined(text: &str, left: &Word, right: &Word) -> bool {
    let mut signs = 0;
    text.get(left.end..right.start).unwrap_or("\n").chars().all(|c| match c {
        '\n' | '\r' => false,
        c if c.is_whitespace() || is_invisible(c) => true,
        c if is_quote(c) || is_hyphen(c) || c == '\'' || c == '.' && left.letters == 1 => {
            signs += 1;
            signs <= MOST_SIGNS
        }
        _ => false,
    })
}

/// Iterator of [`Gazetteer::find_iter`]: looks only a dozen words ahead.
pub(crate) struct Finder<'t> {
    names: Gazetteer,
    text: &'t str,
    words: Words<'t>,
    ahead: Vec<Word>,
}

/// Words kept ready: the longest name, and as many again so that the window is refilled rarely.
const WINDOW: usize = 24;

impl<'t> Finder<'t> {
    pub(crate) fn new(names: Gazetteer, text: &'t str) -> Finder<'t> {
        Finder { names, text, words: words(text), ahead: Vec::with_capacity(WINDOW) }
    }
}

impl Iterator for Finder<'_> {
    type Item = Match;

    fn next(&mut self) -> Option<Match> {
        let mut skip = 0;
        loop {
            if self.ahead.len() - skip.min(self.ahead.len()) < WINDOW / 2 {
                self.ahead.drain(..skip.min(self.ahead.len()));
                skip = 0;
                let room = WINDOW - self.ahead.len();
                self.ahead.extend(self.words.by_ref().take(room));
            }
            let ready = self.ahead.get(skip..)?;
            let first = *ready.first()?;
            let Some(hit) = longest_at(&self.names, self.text, ready) else {
                skip += 1;
                continue;
            };
            let end = ready.get(hit.len - 1).map_or(first.end, |word| word.end);
            let start = hit.reading.start(self.text, &first);
            self.ahead.drain(..skip + hit.len);
            return Some(Match {
                gazetteer: self.names.clone(),
                node: hit.node,
                span: Span { start, end },
                word_span: Span { start: first.start, end },
                clitics: hit.reading.clitics,
            });
        }
    }
}
