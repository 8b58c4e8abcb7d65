//! [`Overlap`]: which of the names that share words are given.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

use super::search::{Hit, Run};
use super::{Gazetteer, Match};
use crate::Span;
use crate::index::word::{Words, words};

/// Which matches [`Gazetteer::find_iter_with`] gives where names share words. Ties are settled by the text and the
/// lists alone, so that the same lists give the same answer everywhere.
///
/// ```
/// use khabar::{Gazetteer, Overlap};
///
/// let rows = "place\tx:1\tالبحر\nplace\tx:2\tالبحر الأحمر\nplace\tx:3\tالأحمر الكبير\n";
/// let names = Gazetteer::builder().tsv("mine.tsv", rows).build()?;
/// let text = "البحر الأحمر الكبير";
/// let found = |overlap| names.find_iter_with(text, overlap).map(|hit| hit.entity().id().to_owned()).collect::<Vec<_>>();
/// assert_eq!(found(Overlap::LeftmostLongest), ["x:2"]);
/// assert_eq!(found(Overlap::All), ["x:2", "x:1", "x:3"]);
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Overlap {
    /// From left to right, at each word the longest name that begins there; of equally long ones the one whose first
    /// word loses fewest letters, a listed article last. What it covers is passed over.
    #[default]
    LeftmostLongest,
    /// Every name at every word, under every reading of the word: in the order of their first words, then the longer
    /// ones first, then those whose first word loses fewest letters.
    All,
    /// Of names that share a word the one that ranks higher, the highest of the text being taken first: names of an
    /// upper layer before those of a lower one; then those that need no context; then the longer; then the one further
    /// left; then the one whose first word loses fewest letters. Matches are given in the order of the text.
    ByPriority,
}

/// Iterator of [`Gazetteer::find_iter_with`]: reads a few hundred words ahead.
pub(super) struct Finder<'t> {
    names: Gazetteer,
    text: &'t str,
    overlap: Overlap,
    words: Words<'t>,
    run: Run,
    /// The word of the run to look at next.
    at: usize,
    complete: bool,
    ready: VecDeque<Match>,
}

/// Words read at a time.
const BATCH: usize = 256;

impl<'t> Finder<'t> {
    pub(super) fn new(names: Gazetteer, text: &'t str, overlap: Overlap) -> Finder<'t> {
        let (words, run, ready) = (words(text), Run::default(), VecDeque::new());
        Finder { names, text, overlap, words, run, at: 0, complete: false, ready }
    }

    /// The next word that may begin a name, with all the words that such a name may have.
    fn next_begin(&mut self) -> Option<usize> {
        loop {
            if let Some(word) = self.run.next_begin(self.at) {
                self.at = word;
                return Some(word);
            }
            if self.complete {
                return None;
            }
            let past = self.at.max(self.run.read);
            self.run.drop_first(past);
            self.at = 0;
            let kept = self.run.words.len();
            self.run.words.reserve(BATCH);
            self.run.words.extend(self.words.by_ref().take(BATCH));
            self.complete = self.run.words.len() < kept + BATCH;
            self.run.read(&self.names, self.text, self.complete);
        }
    }

    fn next_longest(&mut self) -> Option<Match> {
        // The copy that the match will hold; and the layers are cut into sections once for all words up to it.
        let names = self.names.clone();
        let views = names.views();
        loop {
            let word = self.next_begin()?;
            match self.run.longest(&names, &views, self.text) {
                Some(hit) => {
                    self.at = word + hit.len;
                    return self.found(word, &hit, names);
                }
                None => self.at = word + 1,
            }
        }
    }

    /// Every hit at the next word that has any, in the order of [`Overlap::All`].
    fn next_all(&mut self) -> Option<(usize, Vec<Hit>)> {
        loop {
            let word = self.next_begin()?;
            let mut hits = Vec::new();
            self.run.each(&self.names, &self.names.views(), self.text, |hit| {
                // An upper layer comes first, and stands for the lower ones.
                let same = |other: &Hit| other.len == hit.len && other.reading.same(&hit.reading);
                if !hits.iter().any(same) {
                    hits.push(hit);
                }
            });
            self.at = word + 1;
            if !hits.is_empty() {
                // Stable: readings of one length stay as they came, those that cut least first.
                hits.sort_by_key(|hit| Reverse(hit.len));
                return Some((word, hits));
            }
        }
    }

    fn found(&self, word: usize, hit: &Hit, gazetteer: Gazetteer) -> Option<Match> {
        let (first, last) = (self.run.words.get(word)?, self.run.words.get(word + hit.len - 1)?);
        let start = hit.reading.start(self.text, first);
        Some(Match {
            gazetteer,
            node: hit.node,
            span: Span { start, end: last.end },
            word_span: Span { start: first.start, end: last.end },
            clitics: hit.reading.clitics,
        })
    }

    /// The matches of the next stretch of names that hang together by shared words.
    fn next_stretch(&mut self) -> Option<()> {
        let mut ranked: Vec<(Rank, Match)> = Vec::new();
        let mut end = 0;
        while let Some(word) = self.next_begin() {
            let Some(first) = self.run.words.get(word).map(|word| word.start) else { break };
            if !ranked.is_empty() && first >= end {
                self.at = word;
                break;
            }
            let mut hits = Vec::new();
            self.run.each(&self.names, &self.names.views(), self.text, |hit| hits.push(hit));
            for hit in &hits {
                let Some(found) = self.found(word, hit, self.names.clone()) else { continue };
                end = end.max(found.word_span.end);
                let rank = Rank {
                    layer: hit.node.layer,
                    weak: found.needs_context(),
                    len: Reverse(hit.len),
                    start: found.word_span.start,
                };
                ranked.push((rank, found));
            }
            self.at = word + 1;
        }
        // Stable: of equals the one that cuts least stays first.
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut taken: BTreeMap<usize, Match> = BTreeMap::new();
        for (_, found) in ranked {
            let Span { start, end } = found.word_span;
            let before = taken.range(..end).next_back();
            if before.is_none_or(|(_, other)| other.word_span.end <= start) {
                taken.insert(start, found);
            }
        }
        self.ready.extend(taken.into_values());
        if self.ready.is_empty() { None } else { Some(()) }
    }
}

/// Order of the names that share words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    layer: u32,
    weak: bool,
    len: Reverse<usize>,
    start: usize,
}

impl Iterator for Finder<'_> {
    type Item = Match;

    fn next(&mut self) -> Option<Match> {
        if let Some(ready) = self.ready.pop_front() {
            return Some(ready);
        }
        match self.overlap {
            Overlap::LeftmostLongest => return self.next_longest(),
            Overlap::All => {
                let (word, hits) = self.next_all()?;
                for hit in &hits {
                    if let Some(found) = self.found(word, hit, self.names.clone()) {
                        self.ready.push_back(found);
                    }
                }
            }
            Overlap::ByPriority => self.next_stretch()?,
        }
        self.ready.pop_front()
    }
}
