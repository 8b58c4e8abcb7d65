//! [`Clitics`], and how a word is read when they are cut.

use std::fmt;

use crate::index::word::{Key, Word, skip_letters, spell};

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
///
/// let names = Gazetteer::builder().tsv("mine", "person\tper:x\tليلى\n").build()?;
/// let clitics = |text| names.find_iter(text).next().unwrap().clitics();
/// assert!(clitics("ليلى").is_empty());
/// assert!(clitics("أليلى").question() && clitics("سليلى").future());
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Clitics(pub(super) u8);

impl Clitics {
    pub(super) const QUESTION: u8 = 1;
    pub(super) const CONJUNCTION: u8 = 2;
    pub(super) const PREPOSITION: u8 = 4;
    pub(super) const FUTURE: u8 = 8;
    pub(super) const ARTICLE: u8 = 16;

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

    /// Whether both cut the same.
    pub(crate) fn same(&self, other: &Reading) -> bool {
        (self.cut, self.clitics, self.restored) == (other.cut, other.clitics, other.restored)
    }

    /// The letters of a word so read, folded, as a list would have them.
    pub(crate) fn spelled(&self, article: &str, written: &str) -> String {
        let letters = spell(written);
        let rest = letters.chars().skip(self.cut);
        if self.restored { article.chars().chain(rest).collect() } else { rest.collect() }
    }

    /// Byte where the name begins in `text`.
    pub(crate) fn start(&self, text: &str, word: &Word) -> usize {
        match self.cut {
            0 => word.start,
            n => word.start + skip_letters(text.get(word.start..word.end).unwrap_or(""), n),
        }
    }
}
