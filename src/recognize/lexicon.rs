//! The closed word lists of the recognizer, and what they say of a word once its proclitics and endings are off.

use std::ops::{BitOr, BitOrAssign};

use super::ngram::{Look, Ngrams};
use crate::builtin::clitics;
use crate::gazetteer::clitic::Reading;
use crate::index::phrase::{Map, Phrases};
use crate::index::script::{ALEF, WAW, YEH};
use crate::index::tsv;
use crate::index::word::{Key, Shape, Word, words};

/// What the lists know of a word: a set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class(u32);

impl Class {
    pub(crate) const FUNCTION: Class = Class(1);
    pub(crate) const PREPOSITION: Class = Class(1 << 1);
    pub(crate) const VERB: Class = Class(1 << 2);
    pub(crate) const TITLE: Class = Class(1 << 3);
    pub(crate) const OFFICE: Class = Class(1 << 4);
    pub(crate) const ORG_HEAD_IN: Class = Class(1 << 5);
    pub(crate) const ORG_HEAD_OUT: Class = Class(1 << 6);
    pub(crate) const PLACE_HEAD_IN: Class = Class(1 << 7);
    pub(crate) const PLACE_HEAD_OUT: Class = Class(1 << 8);
    pub(crate) const NATION: Class = Class(1 << 9);
    pub(crate) const GIVEN: Class = Class(1 << 10);
    pub(crate) const FAMILY: Class = Class(1 << 11);
    pub(crate) const ORDINARY_NAME: Class = Class(1 << 12);
    pub(crate) const COMMON: Class = Class(1 << 13);
    pub(crate) const TIME: Class = Class(1 << 14);
    pub(crate) const NASAB: Class = Class(1 << 15);
    pub(crate) const KUNYA: Class = Class(1 << 16);
    pub(crate) const HOUSE: Class = Class(1 << 17);
    pub(crate) const THEOPHORIC: Class = Class(1 << 18);
    pub(crate) const FOREIGN_PARTICLE: Class = Class(1 << 19);
    pub(crate) const DEEN: Class = Class(1 << 20);
    pub(crate) const SPORT: Class = Class(1 << 21);
    /// A given name too rare to be trusted where it is an ordinary word too.
    pub(crate) const RARE_GIVEN: Class = Class(1 << 22);

    /// The number of a king or pope.
    pub(crate) const ORDINAL: Class = Class(1 << 23);
    /// A head that makes a mention only with a name in it.
    pub(crate) const NAMED: Class = Class(1 << 24);
    /// A family name of another language in Arabic letters: hardly ever an Arabic word.
    pub(crate) const FOREIGN: Class = Class(1 << 25);
    /// An adjective that goes on the name of a body or facility.
    pub(crate) const NAME_ADJECTIVE: Class = Class(1 << 26);
    /// A relation (his brother), which a name may follow.
    pub(crate) const RELATION: Class = Class(1 << 27);
    /// One of the most frequent given names.
    pub(crate) const FREQUENT: Class = Class(1 << 28);
    /// A head after which whatever stands is a name (قرية, بلدة, حي).
    pub(crate) const CALLED: Class = Class(1 << 29);
    /// A Latin letter spelled in Arabic; and one that is a word of the language first. No classes of a sense: [`Sense::letter`].
    pub(crate) const LETTER: Class = Class(1 << 30);
    pub(crate) const LETTER_OR_WORD: Class = Class(1 << 31);

    pub(crate) const NONE: Class = Class(0);
    pub(crate) const NAME: Class = Class(Self::GIVEN.0 | Self::FAMILY.0 | Self::RARE_GIVEN.0);
    pub(crate) const ORG_HEAD: Class = Class(Self::ORG_HEAD_IN.0 | Self::ORG_HEAD_OUT.0);
    pub(crate) const PLACE_HEAD: Class = Class(Self::PLACE_HEAD_IN.0 | Self::PLACE_HEAD_OUT.0);
    pub(crate) const PARTICLE: Class =
        Class(Self::NASAB.0 | Self::KUNYA.0 | Self::HOUSE.0 | Self::THEOPHORIC.0 | Self::FOREIGN_PARTICLE.0);

    /// All of the classes.
    pub(crate) const fn of(classes: &[Class]) -> Class {
        let mut all = 0;
        let mut left = classes;
        while let [first, rest @ ..] = left {
            all |= first.0;
            left = rest;
        }
        Class(all)
    }

    /// A bit for every class.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// The classes of both sets.
    pub(crate) fn only(self, of: Class) -> Class {
        Class(self.0 & of.0)
    }

    /// The classes but those.
    pub(crate) fn without(self, of: Class) -> Class {
        Class(self.0 & !of.0)
    }

    /// Whether the two sets share a class.
    pub(crate) fn any(self, of: Class) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Class {
    type Output = Class;
    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

impl BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Class) {
        self.0 |= other.0;
    }
}

const LETTERS: Class = Class::of(&[Class::LETTER, Class::LETTER_OR_WORD]);

/// A word with what the lists say of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sense {
    /// Classes of the word as it stands.
    pub(crate) whole: Class,
    /// Classes of its likeliest reading: as it stands if a list knows it so, else with the fewest letters cut.
    pub(crate) class: Class,
    /// The reading that `class` belongs to.
    pub(crate) reading: Reading,
    /// The reading begins with the article.
    pub(crate) article: bool,
    /// A relative adjective of a country (روسي, الروسية).
    pub(crate) nation: bool,
    /// As it stands the word is an ordinary one with an ending (بلاغا).
    pub(crate) inflected: bool,
    /// No list knows the word, neither cut at the front nor at the end: a foreign or rare name, or a misprint.
    pub(crate) unknown: bool,
    /// How the letters of an unknown word look.
    pub(crate) look: Option<Look>,
    /// The country of a relative adjective.
    pub(crate) country: Country,
    /// The first letter is that of a conjunction.
    pub(crate) conjunction: bool,
    /// A listed phrase of several words begins with it.
    pub(crate) begins_phrase: bool,
    /// The classes of a Latin letter spelled in Arabic (إف), which may be a word too (إن).
    pub(crate) letter: Class,
}

impl Sense {
    /// Whether the word is an unknown one that may be a part of a name, as far as its letters tell.
    pub(crate) fn may_be_name(&self) -> bool {
        self.unknown && self.look.is_none_or(|look| !look.is_ordinary())
    }
}

/// A country by the letters of its code; none by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Country(u16);

impl Country {
    pub(crate) const NONE: Country = Country(0);

    /// That of a code of two letters, none for anything else.
    pub(crate) fn of(code: &str) -> Country {
        code.as_bytes().try_into().map_or(Country::NONE, |letters| Country(u16::from_le_bytes(letters)))
    }
}

/// Lists by word, and titles and offices of several words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    classes: Map<Key, Class>,
    phrases: Phrases,
    phrase_class: Map<u32, Class>,
    article: Option<Key>,
    conjunctions: Vec<Key>,
    /// Endings by the code of their last letter.
    suffixes: Map<u8, Vec<Key>>,
    /// The ending of an indefinite noun in the accusative.
    accusative: Option<Key>,
    /// ة, the ending that other endings replace.
    feminine: Option<Key>,
    /// Of the adjectives that are of one country.
    countries: Map<Key, Country>,
    ngrams: Ngrams,
}

/// A list of the lexicon: its text, and what a row's fields mean.
pub(crate) struct List {
    pub(crate) text: &'static str,
    pub(crate) read: fn(&[&str]) -> Class,
}

impl Lexicon {
    pub(crate) fn new(lists: &[List], clitics: &str, suffixes: &str, ngrams: &str) -> Lexicon {
        let mut lexicon = Lexicon { ngrams: Ngrams::parse(ngrams), ..Lexicon::default() };
        for row in tsv::rows(clitics).flatten() {
            match row.field(1) {
                "article" => lexicon.article = Key::of(row.field(0)),
                "coordination" => lexicon.conjunctions.extend(Key::of(row.field(0))),
                _ => {}
            }
        }
        for row in tsv::rows(suffixes).flatten() {
            let Some(key) = Key::of(row.field(0)) else { continue };
            match row.field(1) {
                "feminine" => lexicon.feminine = Some(key),
                "case" => lexicon.accusative = Some(key),
                _ => {}
            }
            lexicon.suffixes.entry(key.last()).or_default().push(key);
        }
        // A row is fifteen bytes or more, and hardly any adds more than a word.
        lexicon.classes.reserve(lists.iter().map(|list| list.text.len()).sum::<usize>() / 15);
        for list in lists {
            for row in tsv::rows(list.text).flatten() {
                let class = (list.read)(&row.fields);
                let keys: Vec<Key> = words(row.field(0)).map(|word| word.key).collect();
                lexicon.add(&keys, class);
                if let (&[stem], true) = (keys.as_slice(), class.any(Class::NATION)) {
                    lexicon.add_inflections(stem, class, Country::of(row.field(1)));
                }
            }
        }
        lexicon
    }

    fn add(&mut self, keys: &[Key], class: Class) {
        match keys {
            [] => {}
            &[key] => *self.classes.entry(key).or_default() |= class,
            _ => {
                let node = self.phrases.insert(keys.iter().copied());
                *self.phrase_class.entry(node).or_default() |= class;
            }
        }
    }

    /// The word with each ending, so that a look-up is all it takes to know الروسيين.
    fn add_inflections(&mut self, stem: Key, class: Class, country: Country) {
        let inflected: Vec<Key> = self.suffixes.values().flatten().filter_map(|end| end.with_head(stem)).collect();
        for key in inflected.into_iter().chain([stem]) {
            *self.classes.entry(key).or_default() |= class;
            if country != Country::NONE {
                self.countries.insert(key, country);
            }
        }
    }

    /// Whether there is no list, as without the feature `builtin`.
    pub(crate) fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    pub(crate) fn classes(&self, key: Key) -> Class {
        self.classes.get(&key).map_or(Class::NONE, |class| class.without(LETTERS))
    }

    /// Whether this is the conjunction that joins names and is written together with the second.
    pub(crate) fn is_conjunction(&self, key: Key) -> bool {
        self.conjunctions.contains(&key)
    }

    /// The longest listed phrase of at least two words at the start of `keys`: its length and classes.
    pub(crate) fn phrase(&self, keys: impl Iterator<Item = Key>) -> Option<(usize, Class)> {
        let mut node = Phrases::ROOT;
        let mut best = None;
        for (n, key) in keys.enumerate() {
            let Some(next) = self.phrases.step(node, key) else { break };
            node = next;
            if let Some(&class) = self.phrase_class.get(&node) {
                best = Some((n + 1, class));
            }
        }
        best
    }

    /// What the lists say of `word`.
    pub(crate) fn sense(&self, text: &str, word: &Word) -> Sense {
        let whole = self.classes(word.key);
        let stand = Reading::whole(word);
        let mut sense = Sense {
            whole,
            class: whole,
            reading: stand,
            article: false,
            nation: false,
            inflected: false,
            unknown: false,
            look: None,
            country: Country::NONE,
            conjunction: word.key.is_exact() && self.is_conjunction(word.key.keep(1)),
            begins_phrase: self.phrases.step(Phrases::ROOT, word.key).is_some(),
            letter: self.classes.get(&word.key).map_or(Class::NONE, |class| class.only(LETTERS)),
        };
        // The article hides what a noun or adjective is; it is not cut, since it belongs to names.
        let with_noun = |key: Key| self.classes(key) | self.noun(key);
        sense.class = with_noun(word.key);
        if whole == Class::NONE || whole == Class::COMMON {
            // Two letters may be left of a function word or a head (وفي, بحي), not of a name.
            let readings = clitics().readings_leaving(2, text, word);
            for reading in readings.filter(|r| !r.clitics.article() || r.restored) {
                let short = usize::from(word.letters) - reading.cut < 3;
                let class = with_noun(reading.key);
                // س and أ stand before verbs, not before names.
                let before_verbs = reading.clitics.future() || reading.clitics.question();
                let class =
                    if before_verbs { class.only(Class::VERB | Class::FUNCTION | Class::COMMON) } else { class };
                let class =
                    if short { class.only(Class::FUNCTION | Class::PREPOSITION | Class::PLACE_HEAD) } else { class };
                if class != Class::NONE && class != Class::COMMON {
                    sense.class = class | whole;
                    sense.reading = reading;
                    break;
                }
                if class == Class::COMMON && sense.class == Class::NONE {
                    sense.reading = reading;
                }
                sense.class |= class;
            }
        }
        // A rare surname that is a verb or particle with و or ف too (واكد, فإن) is that first.
        let doubtful = Class::FAMILY | Class::RARE_GIVEN | Class::COMMON | Class::FOREIGN_PARTICLE | Class::FOREIGN;
        if whole != Class::NONE && whole.only(doubtful) == whole {
            let mut readings = clitics().readings_leaving(2, text, word).filter(|r| !r.clitics.article());
            if readings.any(|r| r.clitics.conjunction() && self.classes(r.key).any(Class::VERB | Class::FUNCTION)) {
                sense.class |= Class::VERB;
            }
        }
        sense.article = self.article.is_some_and(|article| sense.reading.key.starts_with(article));
        sense.nation = self.is_nation(sense.reading.key);
        sense.inflected = whole == Class::NONE && word.shape == Shape::Arabic && self.inflects(word.key, true);
        if sense.class == Class::NONE && sense.reading.cut == 0 {
            // A conjunction or preposition before an article shows that the word is a noun with its article.
            let mut readings = clitics().readings(text, word);
            if let Some(article) = self.article
                && let Some(reading) = readings.find(|r| r.key.starts_with(article))
            {
                sense.article = true;
                sense.reading = reading;
                sense.nation = self.is_nation(reading.key);
            }
            let readings = std::iter::once(stand).chain(clitics().readings(text, word));
            let listed = word.shape == Shape::Arabic
                && readings.into_iter().any(|r| self.inflects(r.key, !r.clitics.preposition() && !r.clitics.article()));
            if listed {
                sense.class |= Class::COMMON;
            }
            sense.unknown = word.shape == Shape::Arabic && word.letters >= 3 && !listed && !sense.nation;
            if sense.unknown {
                if begins_with_joining_waw(word.key) {
                    sense.reading = clitics().readings(text, word).find(|r| r.cut == 1).unwrap_or(sense.reading);
                }
                sense.look = self.ngrams.look(self.bare(sense.reading.key));
            }
        }
        if sense.nation {
            sense.country = self.countries.get(&self.bare(sense.reading.key)).copied().unwrap_or_default();
        }
        sense
    }

    /// Whether the word less an ending is an ordinary word (مدرسته, لاعبون, مواقفهم). The accusative stands after no
    /// preposition and no article.
    fn inflects(&self, key: Key, accusative: bool) -> bool {
        let is_common = |key| self.classes(key).any(Class::COMMON | Class::FUNCTION | Class::VERB);
        is_common(key)
            || self
                .suffixes
                .get(&key.last())
                .into_iter()
                .flatten()
                .filter(|&&end| key.ends_with(end) && (accusative || Some(end) != self.accusative))
                .any(|end| {
                    let stem = key.cut_end(end.letters());
                    stem.letters() >= 3
                        && (is_common(stem) || self.feminine.is_some_and(|f| f.with_head(stem).is_some_and(is_common)))
                })
    }

    /// What a word with its article is without it, as far as nouns and adjectives go.
    fn noun(&self, key: Key) -> Class {
        let Some(article) = self.article.filter(|&article| key.starts_with(article)) else { return Class::NONE };
        self.classes(key.cut(article.letters())).only(Class::COMMON | Class::NATION)
    }

    /// Whether the word is the adjective of a country, with or without article, feminine or plural.
    fn is_nation(&self, key: Key) -> bool {
        self.classes(self.bare(key)).any(Class::NATION)
    }

    /// The word without its article.
    fn bare(&self, key: Key) -> Key {
        match self.article {
            Some(article) if key.starts_with(article) => key.cut(article.letters()),
            _ => key,
        }
    }
}

/// Whether a foreign name that begins so has the conjunction before it (وبلاتيني): a W stands before vowels (ويلسون, وايت).
fn begins_with_joining_waw(key: Key) -> bool {
    let is =
        |key: Key, letter: char| Key::of(letter.encode_utf8(&mut [0; 4])).is_some_and(|k| k.first() == key.first());
    let vowel = |key: Key| [ALEF, WAW, YEH].into_iter().any(|letter| is(key, letter));
    key.is_exact() && is(key, WAW) && !vowel(key.cut(1))
}
