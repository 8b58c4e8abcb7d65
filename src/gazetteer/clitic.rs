//! Proclitics: which letters may stand before a name in one written word, and what is left without them.

use super::super::index::tsv;
use super::super::index::word::{Key, Word, first_letters, replaced_head, skip_letters};
use std::fmt;

/// The proclitics written together with a name: و, ف, ب, ك, ل, س, أ and the article ال.
///
/// ```
/// use khabar::Gazetteer;
///
/// let names = Gazetteer::builder().tsv("mine", "place\tloc:x\tالسعودية\n").build()?;
/// let text = "وللسعودية";
/// let hit = names.find_iter(text).next().unwrap();
/// assert_eq!(hit.span().text(text), "سعودية");
/// assert!(hit.clitics().conjunction() && hit.clitics().preposition() && hit.clitics().article());
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Clitics(u8);

impl Clitics {
    const QUESTION: u8 = 1;
    const CONJUNCTION: u8 = 2;
    const PREPOSITION: u8 = 4;
    const FUTURE: u8 = 8;
    const ARTICLE: u8 = 16;

    /// No proclitic: the name begins the word.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The question particle أ.
    pub fn question(self) -> bool {
        self.0 & Self::QUESTION != 0
    }

    /// و or ف.
    pub fn conjunction(self) -> bool {
        self.0 & Self::CONJUNCTION != 0
    }

    /// ب, ك or ل.
    pub fn preposition(self) -> bool {
        self.0 & Self::PREPOSITION != 0
    }

    /// The future particle س.
    pub fn future(self) -> bool {
        self.0 & Self::FUTURE != 0
    }

    /// The article ال stands outside the span: before a name listed without it, or merged into لل.
    pub fn article(self) -> bool {
        self.0 & Self::ARTICLE != 0
    }
}

impl fmt::Debug for Clitics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [
            (self.question(), "question"),
            (self.conjunction(), "conjunction"),
            (self.preposition(), "preposition"),
            (self.future(), "future"),
            (self.article(), "article"),
        ];
        f.debug_set().entries(names.iter().filter(|(on, _)| *on).map(|(_, name)| name)).finish()
    }
}

/// One way to read a word: so many letters are proclitics, the rest has this key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) key: Key,
    /// Letters before the name's own.
    pub(crate) cut: usize,
    pub(crate) clitics: Clitics,
    /// The key has its ال back, which لل had swallowed.
    pub(crate) restored: bool,
}

impl Reading {
    /// The word as it stands.
    pub(crate) fn whole(word: &Word) -> Reading {
        Reading { key: word.key, cut: 0, clitics: Clitics::default(), restored: false }
    }

    /// Byte where the name begins in `text`.
    pub(crate) fn start(&self, text: &str, word: &Word) -> usize {
        match self.cut {
            0 => word.start,
            n => word.start + skip_letters(text.get(word.start..word.end).unwrap_or(""), n),
        }
    }
}

/// A run of proclitics, as `clitics.tsv` and the order of the slots allow it.
#[derive(Clone, Copy, Debug)]
struct Peel {
    head: Key,
    /// The bytes of a key that `head` takes up.
    mask: Key,
    /// Fewest letters that this cut may leave, where it is an unlikely one.
    least: usize,
    letters: usize,
    clitics: Clitics,
    /// Letters that the run has swallowed and the name has in its listed form: ال after لل.
    restore: Option<Key>,
}

/// Fewest letters that a cut may leave.
const LEAST_LEFT: usize = 3;
/// The same where the cut is an unlikely one (س, أ, or the article of a name listed without it).
const LEAST_LEFT_RARE: usize = 4;

/// Every run of proclitics, by its first letter.
#[derive(Clone, Debug, Default)]
pub(crate) struct CliticTable {
    /// By the code of their first letter: most words begin with a letter that no run begins with. Each list is sorted by
    /// how likely the cut is: without an article cut first, then fewest letters.
    by_first: Vec<Vec<Peel>>,
    /// Runs with the question particle, only for words written with its hamza: a third of all words begin with an alef.
    question: Vec<Peel>,
}

impl CliticTable {
    /// Reads `letters slot note` rows. A row that cannot be read is left out; the data tests refuse it.
    pub(crate) fn parse(text: &str) -> CliticTable {
        let mut slots: [Vec<Key>; 4] = Default::default();
        for row in tsv::rows(text).flatten() {
            let slot = match row.field(1) {
                "question" => 0,
                "conjunction" | "coordination" => 1,
                "preposition" | "future" => 2,
                "article" => 3,
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
        peels.sort_by_key(|peel| (peel.clitics.article() && peel.restore.is_none(), peel.letters, peel.head));
        let mut table = CliticTable { by_first: vec![Vec::new(); 256], question: Vec::new() };
        for peel in peels {
            if peel.clitics.question() {
                table.question.push(peel);
            } else if let Some(list) = table.by_first.get_mut(usize::from(peel.head.first())) {
                list.push(peel);
            }
        }
        table
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
        let written = text.get(word.start..word.end).unwrap_or("");
        // A word too long for an exact key, or with letters that have no code, shows its first letters in the text only.
        let begins = if word.key.is_exact() { word.key } else { first_letters(written) };
        let question = if written.starts_with('\u{0623}') { self.question.as_slice() } else { &[] };
        self.peels_of(begins).iter().chain(question).filter_map(move |peel| {
            let left = usize::from(word.letters).checked_sub(peel.letters)?;
            if !begins.has_head(peel.head, peel.mask) || left < peel.least.max(least) {
                return None;
            }
            let exact = word.key.is_exact().then(|| word.key.cut(peel.letters));
            let exact = exact.and_then(|rest| peel.restore.map_or(Some(rest), |head| rest.with_head(head)));
            let key = exact.unwrap_or_else(|| replaced_head(written, peel.letters, peel.restore));
            Some(Reading { key, cut: peel.letters, clitics: peel.clitics, restored: peel.restore.is_some() })
        })
    }

    /// The runs that may stand at the start of a word that begins with these letters.
    fn peels_of(&self, begins: Key) -> &[Peel] {
        self.by_first.get(usize::from(begins.first())).map_or(&[], Vec::as_slice)
    }
}

impl Peel {
    fn new(head: Key, clitics: u8, restore: Option<Key>) -> Option<Peel> {
        let (letters, clitics) = (head.letters(), Clitics(clitics));
        let rare = clitics.question() || clitics.future() || clitics.article() && restore.is_none();
        let least = if rare { LEAST_LEFT_RARE } else { 0 };
        (letters > 0).then_some(Peel { head, mask: head.mask(), least, letters, clitics, restore })
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
