//! Other spellings of a listed name, made by rule when its image is written, so that lists need not hold them and a
//! search pays nothing for them.

use super::image::MOST_WORDS;
use super::tsv;
use super::word::{Key, Word};

/// The number of a rule, as postings hold it; 0 stands for the listed spelling itself.
pub(crate) const SPACING: u8 = 1;
pub(crate) const ARTICLE: u8 = 2;
pub(crate) const TRANSLITERATION: u8 = 3;

/// What the rules go by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    joints: Vec<Joint>,
    /// The article in parentheses, as a row writes it where the name stands without it too.
    optional_article: String,
    /// For each letter: those that stand for it in other transliterations; none where it may be left out.
    letters: Vec<(char, Vec<char>)>,
}

/// A word that is written together with its neighbour, or apart.
#[derive(Clone, Copy, Debug)]
struct Joint {
    word: Key,
    /// It comes before the other word, not after it.
    first: bool,
    /// What the other word begins with.
    other: Option<Key>,
}

/// Fewest letters of the word that a joint is parted from.
const LEAST_OTHER: usize = 2;

/// Most spellings that are made of one: a name with three joints has as many.
const MOST_SPELLINGS: usize = 8;

/// Most transliterations that are made of one name.
const MOST_TRANSLITERATIONS: usize = 24;

/// Another spelling: the keys of its words, and whether it is doubtful where the listed one is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    pub(crate) keys: Vec<Key>,
    pub(crate) doubtful: bool,
}

impl Rules {
    /// Reads `joints.tsv`, `transliteration.tsv` and, for the article, `clitics.tsv`. A row that cannot be read is left
    /// out.
    pub(crate) fn parse(joints: &str, letters: &str, clitics: &str) -> Rules {
        let joint = |row: tsv::Row<'_>| {
            let first = match row.field(1) {
                "first" => true,
                "last" => false,
                _ => return None,
            };
            Some(Joint { word: Key::of(row.field(0))?, first, other: Key::of(row.field(2)) })
        };
        let article = tsv::rows(clitics).flatten().find(|row| row.field(1) == "article");
        Rules {
            joints: tsv::rows(joints).flatten().filter_map(joint).collect(),
            letters: tsv::rows(letters)
                .flatten()
                .filter_map(|row| Some((row.field(0).chars().next()?, row.field(1).chars().collect())))
                .collect(),
            optional_article: article.map_or_else(String::new, |row| format!("({})", row.field(0))),
        }
    }

    /// The surface with the articles that it may lose, and without them; `None` where there is none.
    pub(crate) fn optional_articles(&self, surface: &str) -> Option<(String, String)> {
        let mark = self.optional_article.as_str();
        let article = mark.trim_matches(['(', ')']);
        let (mut with, mut without) = (String::new(), String::new());
        let mut rest = surface;
        while let Some((before, after)) = rest.split_once(mark).filter(|_| !mark.is_empty()) {
            let here = after.starts_with(char::is_alphabetic) && !before.ends_with(char::is_alphabetic);
            with.extend([before, if here { article } else { mark }]);
            without.extend([before, if here { "" } else { mark }]);
            rest = after;
        }
        with.push_str(rest);
        without.push_str(rest);
        (with != without).then_some((with, without))
    }

    /// The same words otherwise spaced: عبد الله and عبدالله, أبو ظبي and أبوظبي.
    pub(crate) fn spacings(&self, words: &[Word]) -> Vec<Spelling> {
        // Hardly any name has a joint.
        let touches = |key: Key| {
            self.joints.iter().any(|j| if j.first { key.starts_with(j.word) } else { key.ends_with(j.word) })
        };
        if !words.iter().any(|word| touches(word.key)) || !words.iter().all(|word| word.key.is_exact()) {
            return Vec::new();
        }
        let keys: Vec<Key> = words.iter().map(|word| word.key).collect();
        let mut found = Vec::new();
        self.respace(&keys, &mut Vec::new(), &mut found);
        found.retain(|spelling| *spelling != keys && spelling.len() <= MOST_WORDS);
        // نصرالله is a name, نصر الله is victory too.
        let doubtful = |spelling: &[Key]| {
            keys.len() == 1 && self.joints.iter().any(|j| !j.first && spelling.last() == Some(&j.word))
        };
        found.into_iter().map(|keys| Spelling { doubtful: doubtful(&keys), keys }).collect()
    }

    /// The surface with one letter written otherwise, as transliterations differ; no word loses its first or last
    /// letter, and words of fewer than four letters lose none.
    pub(crate) fn transliterations(&self, surface: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (at, c) in surface.char_indices() {
            // Each is a copy: of a long name as many as it has letters would be too many.
            if found.len() >= MOST_TRANSLITERATIONS {
                break;
            }
            let Some((_, others)) = self.letters.iter().find(|(letter, _)| *letter == c) else { continue };
            let (Some(before), Some(after)) = (surface.get(..at), surface.get(at + c.len_utf8()..)) else { continue };
            found.extend(others.iter().map(|other| format!("{before}{other}{after}")));
            let inside = |part: &mut dyn Iterator<Item = char>| part.take_while(|c| c.is_alphabetic()).count();
            let (left, right) = (inside(&mut before.chars().rev()), inside(&mut after.chars()));
            if others.is_empty() && left > 0 && right > 0 && left + right >= 3 {
                found.push(format!("{before}{after}"));
            }
        }
        found.truncate(MOST_TRANSLITERATIONS);
        found
    }

    fn respace(&self, rest: &[Key], done: &mut Vec<Key>, found: &mut Vec<Vec<Key>>) {
        let Some((&word, after)) = rest.split_first() else {
            if found.len() < MOST_SPELLINGS && !found.contains(done) {
                found.push(done.clone());
            }
            return;
        };
        let len = done.len();
        let mut go_on = |words: &[Key], after: &[Key]| {
            if found.len() < MOST_SPELLINGS {
                done.extend_from_slice(words);
                self.respace(after, done, found);
                done.truncate(len);
            }
        };
        go_on(&[word], after);
        for joint in &self.joints {
            if let Some((&next, after)) = after.split_first()
                && joint.joins(word, next)
                && let Some(whole) = next.with_head(word)
            {
                go_on(&[whole], after);
            }
            if let Some((left, right)) = joint.part(word) {
                go_on(&[left, right], after);
            }
        }
    }
}

impl Joint {
    fn joins(&self, left: Key, right: Key) -> bool {
        let (word, other) = if self.first { (left, right) } else { (right, left) };
        word == self.word && other.letters() >= LEAST_OTHER && self.other.is_none_or(|head| other.starts_with(head))
    }

    /// The two words of one written together.
    fn part(&self, word: Key) -> Option<(Key, Key)> {
        let (all, own) = (word.letters(), self.word.letters());
        let at = if self.first { own } else { all.checked_sub(own)? };
        let (left, right) = (word.keep(at), word.cut(at));
        (all > own && self.joins(left, right)).then_some((left, right))
    }
}
