//! Search over words, proclitics peeled: which readings of a word may begin a name, and how far each goes.

use super::clitic::Reading;
use super::{Gazetteer, Node, Views};
use crate::index::image::{MOST_WORDS, Slot, View, longer};
use crate::index::punct::{is_hyphen, is_quote};
use crate::index::script::is_invisible;
use crate::index::word::{Word, spell};

/// A listed phrase in a run of words: which words, how the first one was read, which surface it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Number of words covered.
    pub(crate) len: usize,
    pub(crate) reading: Reading,
    pub(crate) node: Node,
}

/// A run of words with their hashes, and the readings of them that may begin a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    pub(super) words: Vec<Word>,
    hashes: Vec<u64>,
    begins: Vec<Begin>,
    /// The reading to look at next.
    cursor: usize,
    /// Number of words whose readings are in `begins`.
    pub(super) read: usize,
}

/// A reading of a word that a filter lets through.
#[derive(Clone, Copy, Debug, Default)]
struct Begin {
    word: u32,
    /// Place of the run of proclitics in the table, [`WHOLE`] for none.
    peel: u16,
    /// The word may be a name by itself; else it may begin one with the next.
    alone: bool,
    hash: u64,
}

const WHOLE: u16 = u16::MAX;

impl Begin {
    /// A reading of a word, the next word having the hash `next`; `None` if the filters do not let it
    /// through. `alone` says whether it is long enough for a name of one word.
    #[inline(always)]
    fn new(views: &Views<'_>, word: u32, peel: u16, hash: u64, next: u64, alone: bool) -> Option<Begin> {
        let pair = longer(hash, next);
        // Both filters are asked at once: which of them answers is nothing that a processor could foresee.
        let alone = alone & views.may_begin(hash);
        let passes = alone | views.may_begin(pair);
        passes.then_some(Begin { word, peel, alone, hash })
    }
}

impl Run {
    /// Forgets the first `n` words.
    pub(super) fn drop_first(&mut self, n: usize) {
        self.words.drain(..n.min(self.words.len()));
    }

    /// Notes which readings of the words may begin a name. While more words may come, the last dozen are left for
    /// later.
    pub(super) fn read(&mut self, names: &Gazetteer, text: &str, complete: bool) {
        let clitics = crate::builtin::clitics();
        let views = names.views();
        self.hashes.clear();
        self.hashes.extend(self.words.iter().map(|word| word.key.hash()));
        let ahead = if complete { 0 } else { MOST_WORDS };
        self.read = self.words.len().saturating_sub(ahead);
        self.begins.clear();
        self.begins.reserve(self.words.len() / 4);
        self.cursor = 0;
        let next = self.hashes.iter().skip(1).copied().chain([0]);
        for (n, ((word, &hash), next)) in (0_u32..).zip(self.words.iter().zip(&self.hashes).zip(next)).take(self.read) {
            let begins = &mut self.begins;
            if let Some(begin) = Begin::new(&views, n, WHOLE, hash, next, true) {
                begins.push(begin);
            }
            clitics.each(text, word, |peel, key, alone| {
                if let Some(begin) = Begin::new(&views, n, peel as u16, key.hash(), next, alone) {
                    begins.push(begin);
                }
            });
        }
    }

    /// The first word from `word` on that may begin a name. Words are asked for from left to right.
    pub(super) fn next_begin(&mut self, word: usize) -> Option<usize> {
        loop {
            let begin = self.begins.get(self.cursor)?.word as usize;
            if begin >= word {
                return Some(begin);
            }
            self.cursor += 1;
        }
    }

    /// The longest listed phrase that starts at the word that [`Run::next_begin`] gave; of equally long ones the one
    /// that cuts least.
    pub(super) fn longest(&self, names: &Gazetteer, views: &Views<'_>, text: &str) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        self.each(names, views, text, |hit| {
            if best.is_none_or(|best| best.len < hit.len) {
                best = Some(hit);
            }
        });
        best
    }

    /// Every listed phrase that starts at that word: readings that cut least first, of each the shortest first.
    pub(super) fn each(&self, names: &Gazetteer, views: &Views<'_>, text: &str, mut found: impl FnMut(Hit)) {
        let begins = self.begins.get(self.cursor..).unwrap_or_default();
        let Some(word) = begins.first().map(|begin| begin.word) else { return };
        for begin in begins.iter().take_while(|b| b.word == word) {
            self.follow(names, views, text, begin, &mut found);
        }
    }

    /// Follows the names that begin with one reading of a word.
    fn follow(&self, names: &Gazetteer, views: &Views<'_>, text: &str, begin: &Begin, found: &mut impl FnMut(Hit)) {
        let at = begin.word as usize;
        let Some(first) = self.words.get(at) else { return };
        let mut reading = None;
        for (layer, view) in views.iter().enumerate() {
            let mut hash = begin.hash;
            for len in 1..=MOST_WORDS {
                let slot = if len > 1 || begin.alone { view.slot(hash) } else { None };
                if let Some(surface) = slot.and_then(Slot::surface) {
                    let reading = *reading.get_or_insert_with(|| read(text, first, begin.peel));
                    let words = self.words.get(at..at + len).unwrap_or_default();
                    if let Some(at) = verified(&view, surface, text, reading, words) {
                        let node = Node { layer: layer as u32, at };
                        if names.shows(node) {
                            found(Hit { len, reading, node });
                        }
                    }
                }
                // Of first words the table knows only those that are names; the filter knows the first pairs.
                if len > 1 && !slot.is_some_and(Slot::goes_on) {
                    break;
                }
                let Some(&next) = self.hashes.get(at + len) else { break };
                hash = longer(hash, next);
                let (Some(left), Some(right)) = (self.words.get(at + len - 1), self.words.get(at + len)) else { break };
                if len == 1 && !view.may_begin(hash) || !joined(text, left, right) {
                    break;
                }
            }
        }
    }
}

fn read(text: &str, word: &Word, peel: u16) -> Reading {
    match peel {
        WHOLE => Reading::whole(word),
        peel => crate::builtin::clitics().reading(text, word, peel.into()),
    }
}

/// The surface at `surface`, or one that shares its slot, that has these words, the first of them so read.
pub(super) fn verified(view: &View<'_>, surface: u32, text: &str, reading: Reading, words: &[Word]) -> Option<u32> {
    view.verified(
        surface,
        words.len(),
        |n| if n == 0 { reading.key } else { words.get(n).map_or_else(Default::default, |word| word.key) },
        |n| {
            let written = words.get(n).and_then(|word| text.get(word.start..word.end)).unwrap_or("");
            if n == 0 { reading.spelled(crate::builtin::clitics().article(), written) } else { spell(written) }
        },
    )
}

/// Calls `found` with the longest listed phrase that starts at each of `words`, and its place. What `run` held is forgotten: one
/// serves for many lines.
pub(crate) fn longest_at_each(
    names: &Gazetteer,
    text: &str,
    words: &[Word],
    run: &mut Run,
    mut found: impl FnMut(usize, Hit),
) {
    let views = names.views();
    run.words.clear();
    run.words.extend_from_slice(words);
    run.read(names, text, true);
    let mut at = 0;
    while let Some(word) = run.next_begin(at) {
        if let Some(hit) = run.longest(names, &views, text) {
            found(word, hit);
        }
        at = word + 1;
    }
}

/// Most signs, white space aside, between two words of a name: a quote and a hyphen on either side.
const MOST_SIGNS: usize = 4;

/// Whether two words may belong to one name: nothing but white space, hyphens and quotes stands between them, few of
/// them, and no line end. A full stop is accepted after a lone letter (ج. بوش).
pub(crate) fn joined(text: &str, left: &Word, right: &Word) -> bool {
    let between = text.get(left.end..right.start).unwrap_or("\n");
    if between == " " {
        return true;
    }
    let mut signs = 0;
    between.chars().all(|c| match c {
        '\n' | '\r' => false,
        c if c.is_whitespace() || is_invisible(c) => true,
        c if is_quote(c) || is_hyphen(c) || c == '\'' || c == '.' && left.letters == 1 => {
            signs += 1;
            signs <= MOST_SIGNS
        }
        _ => false,
    })
}
