//! The closed word lists of the detector: what a word says about the line it stands in.

use crate::error::{Error, ErrorKind};
use crate::index::phrase::Map;
use crate::index::tsv;
use crate::index::word::{self, Key};

/// What is known of a word, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits(u16);

impl Traits {
    /// A preposition, pronoun, conjunction or other word that carries sentences.
    pub(crate) const FUNCTION: Traits = Traits(1);
    /// A verb of saying, with which reports open.
    pub(crate) const VERB: Traits = Traits(1 << 1);
    /// Name of a month or day, of any calendar.
    pub(crate) const CALENDAR: Traits = Traits(1 << 2);
    /// Another word of dates and hours.
    pub(crate) const DATE: Traits = Traits(1 << 3);
    /// "since", "ago": opens a relative time.
    pub(crate) const SINCE: Traits = Traits(1 << 4);
    /// Name of a section or of a usual entry of a menu.
    pub(crate) const MENU: Traits = Traits(1 << 5);
    /// A word of terms of use and privacy notices.
    pub(crate) const LEGAL: Traits = Traits(1 << 6);
    /// An agency, outlet or photo service.
    pub(crate) const OUTLET: Traits = Traits(1 << 7);
    /// A country or capital, as datelines and weather tables name it.
    pub(crate) const PLACE: Traits = Traits(1 << 8);
    /// A currency or unit of price lists.
    pub(crate) const PRICE: Traits = Traits(1 << 9);
    /// A word with which a firm speaks of itself to its visitors.
    pub(crate) const VISITOR: Traits = Traits(1 << 10);
    /// First word of a cue that begins or is a line.
    pub(crate) const CUE_START: Traits = Traits(1 << 11);
    /// First word of a cue that may stand anywhere, or at the end.
    pub(crate) const CUE_INSIDE: Traits = Traits(1 << 12);

    /// The cart of a shop, and buying.
    pub(crate) const CART: Traits = Traits(1 << 14);
    /// First word of a cue that points to another page.
    pub(crate) const POINTER: Traits = Traits(1 << 15);
    /// A social network.
    pub(crate) const NETWORK: Traits = Traits(1 << 13);

    pub(crate) fn has(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn with(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }
}

/// Words and their traits, and the particles that are written together with a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    traits: Map<Key, Traits>,
    /// The article and what it joins with, cut from words whose vocabulary is compared; longest first. Each with its mask.
    articles: Vec<(Key, Key)>,
    /// A bit for the mixed key of every listed word: most words of a text are in no list, and one bit tells.
    listed: Vec<u64>,
    /// Which particles begin with a letter: most words begin with another one and are not peeled.
    peels: Peels,
}

/// What the lists say of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) traits: Traits,
    /// [`Key::mixed`] of the word.
    pub(crate) mixed: u64,
    /// The same of the word without its article, for comparing vocabulary.
    pub(crate) stem: u64,
}

/// Length of `Lexicon::listed`: 2^16 bits, about one in ten set by the built-in lists.
const LISTED_WORDS: usize = 1 << 10;

/// Where the bit of a mixed key is.
fn listed_at(mixed: u64) -> (usize, u64) {
    ((mixed >> 54) as usize, 1 << (mixed >> 48 & 63))
}

/// For every code of a first letter, what it can be.
#[derive(Clone, Debug)]
struct Peels([u8; 256]);

/// A particle of one letter.
const PROCLITIC: u8 = 1;

/// The first letter of an article.
const ARTICLE: u8 = 2;

impl Default for Peels {
    fn default() -> Peels {
        Peels([0; 256])
    }
}

impl Peels {
    fn of(&self, key: Key) -> u8 {
        self.0.get(usize::from(key.first())).copied().unwrap_or(0)
    }

    fn add(&mut self, key: Key, what: u8) {
        self.0.get_mut(usize::from(key.first())).into_iter().for_each(|own| *own |= what);
    }
}

/// Classes of `words.tsv`.
const CLASSES: &str = "function, verb, month, day, date, since, menu, legal, outlet, place, price, network, visitor, cart, proclitic or article";

impl Lexicon {
    /// Adds the rows of a list. `all` is the class of every row, whatever stands in its other columns; `None` where the
    /// rows are a word and its class.
    pub(crate) fn add(&mut self, file: &str, text: &str, all: Option<&str>) -> Result<(), Error> {
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| Error::invisible(file, bad))?;
            let fail = |kind| Error::new(file, row.line, kind);
            let found = row.field(0);
            let class = match all {
                Some(class) => class,
                None if row.fields.len() != 2 => {
                    return Err(fail(ErrorKind::Columns { found: row.fields.len(), expected: "2: word, class" }));
                }
                None => row.field(1),
            };
            let Some(key) = word::words(found).next().map(|word| word.key) else {
                return Err(fail(ErrorKind::EmptyKey { what: "word", found: found.to_owned() }));
            };
            // Lists made for more than this detector hold phrases (a month of two words): there the first word stands
            // for all, the second is often an ordinary one.
            let words = word::words(found).count();
            if words > 1 && all.is_none() {
                return Err(fail(ErrorKind::TooLong { what: "word", found: found.to_owned(), words, most: 1 }));
            }
            match (class, trait_of(class)) {
                (_, Some(traits)) => self.mark(key, traits),
                ("proclitic", _) => self.peels.add(key, PROCLITIC),
                ("article", _) => {
                    self.peels.add(key, ARTICLE);
                    self.articles.push((key, key.mask()));
                }
                _ => {
                    let kind = ErrorKind::Unknown { what: "class", found: class.to_owned(), expected: CLASSES };
                    return Err(fail(kind));
                }
            }
        }
        self.articles.sort_by_key(|(key, _)| core::cmp::Reverse(key.letters()));
        Ok(())
    }

    /// Gives a word one more trait.
    pub(crate) fn mark(&mut self, key: Key, traits: Traits) {
        let entry = self.traits.entry(key).or_default();
        *entry = entry.with(traits);
        self.listed.resize(LISTED_WORDS, 0);
        let (at, bit) = listed_at(key.mixed());
        self.listed.get_mut(at).into_iter().for_each(|word| *word |= bit);
    }

    /// Traits of a word as it stands.
    #[inline]
    fn get(&self, key: Key, mixed: u64) -> Traits {
        let (at, bit) = listed_at(mixed);
        match self.listed.get(at) {
            Some(word) if word & bit != 0 => self.traits.get(&key).copied().unwrap_or_default(),
            _ => Traits::default(),
        }
    }

    /// Whether a word has a trait as it stands, no particle before it.
    pub(crate) fn is(&self, key: Key, traits: Traits) -> bool {
        self.get(key, key.mixed()).has(traits)
    }

    /// What is known of a word, particles peeled: as it stands, without a proclitic, without the article.
    #[inline]
    pub(crate) fn look(&self, key: Key) -> Seen {
        let mixed = key.mixed();
        let traits = self.get(key, mixed);
        let mut seen = Seen { traits, mixed, stem: mixed };
        let peels = self.peels.of(key);
        if peels == 0 || traits.has(Traits::FUNCTION) || !key.is_exact() {
            return seen;
        }
        let whole = traits.has(Traits::VERB.with(Traits::CALENDAR).with(Traits::MENU));
        let letters = key.letters();
        if peels & PROCLITIC != 0 && letters > 2 && !whole {
            let rest = key.cut(1);
            seen.traits = seen.traits.with(self.peeled(rest, rest.mixed()));
        }
        if peels & ARTICLE != 0
            && let Some(article) = self.article(key)
        {
            let rest = key.cut(article);
            let mixed = rest.mixed();
            if !whole {
                seen.traits = seen.traits.with(self.peeled(rest, mixed));
            }
            if letters > article + 2 {
                seen.stem = mixed;
            }
        }
        seen
    }

    /// Letters of the article that an exact key begins with.
    fn article(&self, key: Key) -> Option<usize> {
        let first = key.first();
        let own = |(article, mask): &&(Key, Key)| article.first() == first && key.has_head(*article, *mask);
        self.articles.iter().find(own).map(|(article, _)| article.letters())
    }

    /// Traits of the word below a particle; a cue never begins inside a word.
    #[inline]
    fn peeled(&self, key: Key, mixed: u64) -> Traits {
        let Traits(bits) = self.get(key, mixed);
        Traits(bits & !(Traits::CUE_START.0 | Traits::CUE_INSIDE.0 | Traits::POINTER.0))
    }
}

fn trait_of(class: &str) -> Option<Traits> {
    Some(match class {
        "function" => Traits::FUNCTION,
        "verb" => Traits::VERB,
        "month" | "day" => Traits::CALENDAR,
        "date" => Traits::DATE,
        "since" => Traits::SINCE,
        "menu" => Traits::MENU,
        "legal" => Traits::LEGAL,
        "outlet" => Traits::OUTLET,
        "place" => Traits::PLACE,
        "price" => Traits::PRICE,
        "network" => Traits::NETWORK,
        "visitor" => Traits::VISITOR,
        "cart" => Traits::CART,
        _ => return None,
    })
}
