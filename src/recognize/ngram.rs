//! [`Ngrams`]: what the letters of a word that no list knows say of it, learnt from the lists alone (`tools/recognizer/ngrams.py`).

use std::num::NonZeroU8;

use crate::index::tsv;
use crate::index::word::Key;

/// What a word looks like by its letters: from 0, surely an ordinary word, to 7, surely a part of a name; times four; if of a name,
/// from 0, a person's, to 3, a place's; and one, so that an optional look is one byte of every word. All integers: the same answer
/// on every platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look(NonZeroU8);

impl Look {
    /// Whether the word is surely an ordinary one.
    pub(crate) fn is_ordinary(self) -> bool {
        self.name() == 0
    }

    /// A number below 8: how much the word looks like a part of a name.
    pub(crate) fn name(self) -> u32 {
        self.value() >> 2
    }

    /// A number below 32: the same, and of what kind.
    pub(crate) fn value(self) -> u32 {
        u32::from(self.0.get()) - 1
    }
}

/// What pairs of letters are worth, for a name and for a place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ngrams {
    /// The row of every letter by its code in a key; the first row is that of the edge of a word.
    rows: Vec<Option<usize>>,
    /// The number of rows, and of pairs in each.
    letters: usize,
    /// Of pairs of neighbours, row after row.
    next: Vec<[i8; 2]>,
    /// Of pairs with one letter between.
    over_one: Vec<[i8; 2]>,
}

/// The row of the edge of a word.
const EDGE: Option<usize> = Some(0);
/// The sign of a pair without weight in the list.
const NOTHING: u8 = b'n';
/// From one value of a look to the next, in units of the list: about one to e.
const STEP: i32 = 4;

impl Ngrams {
    /// Reads rows of a letter and what it is worth with every other: name, name over one, place, place over one.
    pub(crate) fn parse(text: &str) -> Ngrams {
        let mut ngrams = Ngrams { rows: vec![None; 1 << 8], ..Ngrams::default() };
        for (number, row) in tsv::rows(text).flatten().enumerate() {
            if let Some(slot) = Key::of(row.field(0)).and_then(|key| ngrams.rows.get_mut(usize::from(key.first()))) {
                *slot = Some(number);
            }
            let weight = |sign: u8| sign.wrapping_sub(NOTHING) as i8;
            let pairs = |name: usize, place: usize| {
                let both = row.field(name).bytes().zip(row.field(place).bytes());
                both.map(move |(name, place)| [weight(name), weight(place)])
            };
            ngrams.next.extend(pairs(1, 3));
            ngrams.over_one.extend(pairs(2, 4));
            ngrams.letters = number + 1;
        }
        ngrams
    }

    /// What a word without its article looks like; `None` where its key does not tell the letters, or there is no list.
    pub(crate) fn look(&self, key: Key) -> Option<Look> {
        if !key.is_exact() || self.letters == 0 {
            return None;
        }
        let codes = key.codes();
        let letters = codes.iter().take(key.letters()).map(|&code| self.rows.get(usize::from(code)).copied().flatten());
        let (mut name, mut place) = (0, 0);
        let mut add = |pairs: &[[i8; 2]], first: Option<usize>, second: Option<usize>| {
            let (Some(first), Some(second)) = (first, second) else { return };
            if let Some(&[of_name, of_place]) = pairs.get(first * self.letters + second) {
                name += i32::from(of_name);
                place += i32::from(of_place);
            }
        };
        let (mut last_but_one, mut last) = (None, EDGE);
        for letter in letters.chain([EDGE]) {
            add(&self.next, last, letter);
            add(&self.over_one, last_but_one, letter);
            (last_but_one, last) = (last, letter);
        }
        let value = |sum: i32, most: i32| (sum.div_euclid(STEP) + (most + 1) / 2).clamp(0, most) as u8;
        NonZeroU8::new(1 + (value(name, 7) << 2 | value(place, 3))).map(Look)
    }
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use super::*;

    fn look(word: &str) -> Option<Look> {
        let ngrams = Ngrams::parse(include_str!("../../data/recognizer/ngrams.tsv"));
        assert_eq!((ngrams.next.len(), ngrams.over_one.len()), (ngrams.letters.pow(2), ngrams.letters.pow(2)));
        ngrams.look(Key::of(word).unwrap())
    }

    #[test]
    fn letters_tell_a_foreign_name_from_a_derived_form() {
        for name in ["سكوربيوني", "مولينبيك", "شفاينشتايغر", "كوستوبولوس"] {
            assert!(look(name).unwrap().name() >= 5, "{name}");
        }
        for word in ["يستحوذون", "مستوطنات", "استنكاراتهم"] {
            assert!(look(word).unwrap().name() <= 1, "{word}");
        }
    }

    #[test]
    fn letters_that_nobody_counted_say_nothing() {
        assert_eq!(look("ڤڤڤ"), look("گگگ"));
        assert_eq!(look("سكوربيونيسكوربيوني"), None);
        assert_eq!(Ngrams::parse("").look(Key::of("سكوربيوني").unwrap()), None);
    }
}
