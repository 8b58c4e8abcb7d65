//! Runs of proclitics: which letters may stand before a name in one written word, and what is left without them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::clitic::{Clitics, Reading};
use crate::index::script::{ALEF, ALEF_WITH_HAMZA};
use crate::index::tsv;
use crate::index::word::{Key, Word, first_letters, replaced_head, spell};

/// A run of proclitics, as `clitics.tsv` and the order of the slots allow it.
#[derive(Clone, Copy, Debug)]
struct Peel {
    head: Key,
    /// The bytes of a key that `head` takes up.
    mask: Key,
    /// Fewest letters that this cut may leave, where it is an unlikely one.
    least: usize,
    /// Fewest letters that it leaves of a name of one word, and of the first word of a longer one.
    least_alone: usize,
    least_of_several: usize,
    letters: usize,
    clitics: Clitics,
    /// Letters that the run has swallowed and the name has in its listed form: ال after لل.
    restore: Option<Key>,
}

/// Fewest letters that a cut may leave.
const LEAST_LEFT: usize = 3;
/// The same for the first of several words.
const LEAST_LEFT_OF_SEVERAL: usize = 1;
/// The same where the cut is an unlikely one (س, أ, or the article of a name listed without it).
const LEAST_LEFT_RARE: usize = 4;

/// Bits of the small number of a letter that runs are made of: و ف ب ل ك س ا are seven.
const CLASS_BITS: usize = 3;

/// Every run of proclitics, by its first letter.
#[derive(Clone, Debug, Default)]
pub(crate) struct CliticTable {
    /// The runs of one first letter stand together, sorted by how likely the cut is: without an article cut first, then
    /// fewest letters. Last come those with the question particle, which are tried on words written with its hamza
    /// only: a third of all words begin with an alef.
    peels: Vec<Peel>,
    /// Where in `peels` the runs that begin with a letter are, by its code: most words begin with another letter.
    by_first: Vec<Range<u32>>,
    question: Range<u32>,
    /// A small number for every letter of a run, by its code; 0 for the others.
    classes: Vec<u8>,
    /// By the numbers of the first four letters of a word: which of `sets` the runs are that it begins with.
    set_of: Vec<u8>,
    sets: Vec<Vec<u8>>,
    alef: u8,
    /// The article as it is spelled.
    article: String,
}

impl CliticTable {
    /// Reads `letters slot note` rows. A row that cannot be read is left out; the data tests refuse it.
    pub(crate) fn parse(text: &str) -> CliticTable {
        let mut slots: [Vec<Key>; 4] = Default::default();
        let mut article = String::new();
        for row in tsv::rows(text).flatten() {
            let slot = match row.field(1) {
                "question" => 0,
                "conjunction" | "coordination" => 1,
                "preposition" | "future" => 2,
                "article" => {
                    article = spell(row.field(0));
                    3
                }
                _ => continue,
            };
            if let (Some(key), Some(list)) = (Key::of(row.field(0)), slots.get_mut(slot)) {
                list.push(key);
            }
        }
        let future: Vec<Key> = tsv::rows(text)
            .flatten()
            .filter(|row| row.field(1) == "future")
            .filter_map(|row| Key::of(row.field(0)))
            .collect();
        let [questions, conjunctions, prepositions, articles] = slots;
        let lam = prepositions.iter().copied().find(|&p| articles.iter().any(|a| a.ends_with(p)));
        let mut peels = Vec::new();
        for q in optional(&questions) {
            for c in optional(&conjunctions) {
                for p in optional(&prepositions) {
                    let mut bits = 0;
                    bits |= if q.is_some() { Clitics::QUESTION } else { 0 };
                    bits |= if c.is_some() { Clitics::CONJUNCTION } else { 0 };
                    bits |= match p {
                        Some(p) if future.contains(&p) => Clitics::FUTURE,
                        Some(_) => Clitics::PREPOSITION,
                        None => 0,
                    };
                    let run = join([q, c, p]);
                    peels.extend(run.and_then(|head| Peel::new(head, bits, None)));
                    for &article in &articles {
                        let bits = bits | Clitics::ARTICLE;
                        if p.is_some() && p == lam {
                            // ل + ال is written لل: the listed form has its ال back, or never had one.
                            let head = run.and_then(|run| p.and_then(|p| p.with_head(run)));
                            peels.extend(head.and_then(|head| Peel::new(head, bits, Some(article))));
                            peels.extend(head.and_then(|head| Peel::new(head, bits, None)));
                        } else {
                            let head = run.map_or(Some(article), |run| article.with_head(run));
                            peels.extend(head.and_then(|head| Peel::new(head, bits, None)));
                        }
                    }
                }
            }
        }
        peels.sort_by_key(|peel| {
            let order = (peel.clitics.article() && peel.restore.is_none(), peel.letters, peel.head);
            (peel.clitics.question(), if peel.clitics.question() { 0 } else { peel.head.first() }, order)
        });
        let mut table = CliticTable { by_first: vec![0..0; 256], article, ..CliticTable::default() };
        for (n, peel) in peels.iter().enumerate() {
            let n = n as u32;
            let range = match table.by_first.get_mut(usize::from(peel.head.first())) {
                Some(range) if !peel.clitics.question() => range,
                _ => &mut table.question,
            };
            *range = if range.start == range.end { n } else { range.start }..n + 1;
        }
        table.peels = peels;
        table.with_sets()
    }

    /// The readings of a word with at least one letter cut, likeliest first.
    pub(crate) fn readings<'a>(&'a self, text: &'a str, word: &'a Word) -> impl Iterator<Item = Reading> + 'a {
        self.readings_leaving(LEAST_LEFT, text, word)
    }

    /// The readings that leave at least so many letters.
    pub(crate) fn readings_leaving<'a>(
        &'a self,
        least: usize,
        text: &'a str,
        word: &'a Word,
    ) -> impl Iterator<Item = Reading> + 'a {
        let begins = begins(text, word);
        let fits = move |peel: &u32| self.peel(*peel).is_some_and(|peel| peel.fits(begins, word, least));
        self.tried(text, begins, word).filter(fits).map(|peel| self.reading(text, word, peel))
    }

    /// Calls `found` with every run that may be cut from the first word of a name, likeliest first: its number, the key
    /// of what is left, and whether that is enough for a name of one word. Of several words, less is left of the first
    /// (وآل نهيان).
    #[inline]
    pub(crate) fn each(&self, text: &str, word: &Word, mut found: impl FnMut(u32, Key, bool)) {
        if !word.key.is_exact() {
            return self.readings_of_any(text, word, &mut found);
        }
        let set = self.set(word.key);
        if set > 0 {
            for &number in self.sets.get(usize::from(set)).map_or(&[][..], Vec::as_slice) {
                let Some(peel) = self.peel(number.into()) else { continue };
                match peel.restore {
                    // The usual case, without the detours of the others.
                    None => {
                        let left = usize::from(word.letters).wrapping_sub(peel.letters);
                        if word.letters > peel.letters as u8 && left >= peel.least_of_several {
                            let alone = left >= peel.least_alone;
                            found(number.into(), word.key.cut_few(peel.letters), alone);
                        }
                    }
                    Some(_) => peel.try_on(text, word, number.into(), &mut found),
                }
            }
        }
        if word.key.first() == self.alef && has_hamza(text, word) {
            for number in self.question.clone() {
                if let Some(peel) = self.peel(number).filter(|peel| peel.begins(word.key)) {
                    peel.try_on(text, word, number, &mut found);
                }
            }
        }
    }

    #[cold]
    fn readings_of_any(&self, text: &str, word: &Word, found: &mut impl FnMut(u32, Key, bool)) {
        // Nobody lists a word of 255 letters, and reading ten megabytes again for every run takes its time.
        if word.letters == u8::MAX {
            return;
        }
        let begins = begins(text, word);
        for number in self.tried(text, begins, word) {
            if let Some(peel) = self.peel(number).filter(|peel| peel.begins(begins)) {
                peel.try_on(text, word, number, found);
            }
        }
    }

    /// The number of the set of runs that an exact key begins with, 0 if there is none.
    #[inline]
    fn set(&self, key: Key) -> u8 {
        let codes = key.codes();
        let [a, b, c, d, ..] = codes;
        let class = |code: u8| usize::from(self.classes.get(usize::from(code)).copied().unwrap_or(0));
        match class(a) {
            0 => 0,
            first => {
                let at = first | class(b) << CLASS_BITS | class(c) << (2 * CLASS_BITS) | class(d) << (3 * CLASS_BITS);
                self.set_of.get(at).copied().unwrap_or(0)
            }
        }
    }

    /// Prepares `set`: numbers the letters that runs are made of, and finds for every four of them which runs begin so.
    fn with_sets(mut self) -> CliticTable {
        let plain = || self.peels.iter().zip(0_u8..).filter(|(peel, _)| !peel.clitics.question());
        let letters: BTreeSet<u8> = plain().flat_map(|(peel, _)| peel.head.codes()).filter(|&code| code > 0).collect();
        debug_assert!(letters.len() < 1 << CLASS_BITS, "a class for every letter");
        let mut classes = vec![0; 256];
        for (&letter, class) in letters.iter().zip(1..1 << CLASS_BITS) {
            if let Some(place) = classes.get_mut(usize::from(letter)) {
                *place = class;
            }
        }
        let mut sets: Vec<Vec<u8>> = vec![Vec::new()];
        let set_of = (0_usize..1 << (4 * CLASS_BITS)).map(|at| {
            let class = |n: usize| (at >> (n * CLASS_BITS) & ((1 << CLASS_BITS) - 1)) as u8;
            let begins = |peel: &Peel| {
                let of = |code: u8| classes.get(usize::from(code)).copied().unwrap_or(0);
                // OK because no run without the question particle has more than four letters: see the assertion.
                debug_assert!(peel.letters <= 4, "a run of {} letters", peel.letters);
                peel.head.codes().iter().take(peel.letters).enumerate().all(|(n, &code)| class(n) == of(code))
            };
            let set: Vec<u8> = plain().filter(|(peel, _)| begins(peel)).map(|(_, number)| number).collect();
            let known = sets.iter().position(|known| *known == set).unwrap_or_else(|| {
                sets.push(set);
                sets.len() - 1
            });
            known as u8
        });
        self.set_of = set_of.collect();
        self.sets = sets;
        self.classes = classes;
        self.alef = Key::of(ALEF.encode_utf8(&mut [0; 2])).map_or(0, Key::first);
        self
    }

    /// How a word is read when a run is cut from it.
    pub(crate) fn reading(&self, text: &str, word: &Word, peel: u32) -> Reading {
        self.peel(peel).map_or(Reading::whole(word), |peel| Reading {
            key: peel.rest(text, word),
            cut: peel.letters,
            clitics: peel.clitics,
            restored: peel.restore.is_some(),
        })
    }

    /// The article as it is spelled.
    pub(crate) fn article(&self) -> &str {
        &self.article
    }

    fn peel(&self, number: u32) -> Option<&Peel> {
        self.peels.get(number as usize)
    }

    /// The runs that may stand at the start of a word that begins with these letters.
    #[inline]
    fn tried(&self, text: &str, begins: Key, word: &Word) -> impl Iterator<Item = u32> + use<> {
        let plain = self.by_first.get(usize::from(begins.first())).cloned().unwrap_or(0..0);
        // Most words begin with a letter of no run.
        let hamza = plain.start < plain.end && has_hamza(text, word);
        plain.chain(if hamza { self.question.clone() } else { 0..0 })
    }
}

/// Whether a word is written with ALEF WITH HAMZA ABOVE.
fn has_hamza(text: &str, word: &Word) -> bool {
    text.get(word.start..).is_some_and(|rest| rest.starts_with(ALEF_WITH_HAMZA))
}

/// The first letters of a word. One too long for an exact key, or with letters that have no code, shows them in the
/// text only.
fn begins(text: &str, word: &Word) -> Key {
    if word.key.is_exact() { word.key } else { first_letters(text.get(word.start..word.end).unwrap_or("")) }
}

impl Peel {
    fn new(head: Key, clitics: u8, restore: Option<Key>) -> Option<Peel> {
        let (letters, clitics) = (head.letters(), Clitics(clitics));
        let rare = clitics.question() || clitics.future() || clitics.article() && restore.is_none();
        let least = if rare { LEAST_LEFT_RARE } else { 0 };
        let least_alone = least.max(LEAST_LEFT);
        // An article is cut from an unlisted form of the name: that is a guess, which its other words do not make
        // better.
        let guess = clitics.article() && restore.is_none();
        let least_of_several = if guess { least_alone } else { LEAST_LEFT_OF_SEVERAL };
        let mask = head.mask();
        (letters > 0).then_some(Peel { head, mask, least, least_alone, least_of_several, letters, clitics, restore })
    }

    #[inline]
    fn begins(&self, word: Key) -> bool {
        word.has_head(self.head, self.mask)
    }

    /// Whether the run stands before enough letters of a word that begins with these.
    fn fits(&self, begins: Key, word: &Word, least: usize) -> bool {
        self.begins(begins) && usize::from(word.letters) >= self.letters + self.least.max(least)
    }

    /// Calls `found` as [`CliticTable::each`] does if enough is left of a word that begins with the run.
    #[inline]
    fn try_on(&self, text: &str, word: &Word, number: u32, found: &mut impl FnMut(u32, Key, bool)) {
        let left = usize::from(word.letters).saturating_sub(self.letters);
        if left >= self.least_of_several {
            found(number, self.rest(text, word), left >= self.least_alone);
        }
    }

    /// The key of what is left, as a list would have it.
    #[inline]
    fn rest(&self, text: &str, word: &Word) -> Key {
        let exact = word.key.is_exact().then(|| word.key.cut(self.letters));
        let exact = exact.and_then(|rest| self.restore.map_or(Some(rest), |head| rest.with_head(head)));
        let written = || text.get(word.start..word.end).unwrap_or("");
        exact.unwrap_or_else(|| replaced_head(written(), self.letters, self.restore))
    }
}

fn optional(keys: &[Key]) -> impl Iterator<Item = Option<Key>> + '_ {
    std::iter::once(None).chain(keys.iter().copied().map(Some))
}

fn join(parts: [Option<Key>; 3]) -> Option<Key> {
    parts.into_iter().flatten().reduce(|head, next| next.with_head(head).unwrap_or(head))
}

#[cfg(test)]
mod tests {
    use crate::index::word::words;

    fn readings(text: &str) -> Vec<String> {
        let table = crate::builtin::clitics();
        let word = words(text).next().unwrap();
        table
            .readings(text, &word)
            .map(|r| format!("{}+{}", &text[..r.start(text, &word)], &text[r.start(text, &word)..]))
            .collect()
    }

    #[test]
    fn runs_are_cut_in_the_order_of_their_slots() {
        assert!(readings("وبالقاهرة").contains(&"وب+القاهرة".to_owned()));
        assert!(readings("وَلِلسعودية").contains(&"وَلِل+سعودية".to_owned()));
        assert!(!readings("بوباريس").iter().any(|r| r.starts_with("بو+")));
    }

    #[test]
    fn a_cut_leaves_three_letters() {
        assert!(readings("وقطر").contains(&"و+قطر".to_owned()));
        assert!(readings("وقط").is_empty());
    }

    #[test]
    fn the_question_particle_needs_its_hamza() {
        assert!(readings("أبوتين").contains(&"أ+بوتين".to_owned()));
        assert!(!readings("ابوتين").contains(&"ا+بوتين".to_owned()));
    }
}
