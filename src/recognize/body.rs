//! What the page calls a body for short, once it has named it more fully: without its country, or by what stands in quotes in its
//! name.

use super::candidate::Candidate;
use super::line::Line;
use super::memory::keys;
use super::mention::spelled;
use crate::gazetteer::Gazetteer;
use crate::index::phrase::{Map, Phrases};
use crate::index::word::{Key, Word};

/// A body as the page names it in full.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// Number of its record.
    Listed(u32),
    /// Its words.
    Named(Box<str>),
}

/// Short names of bodies.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    names: Phrases,
    bodies: Map<u32, Body>,
}

impl Bodies {
    /// Notes the short names of a body. What stands in quotes in its name is given back: the words of a name of its own.
    pub(crate) fn add<'a>(&mut self, names: &Gazetteer, line: &'a Line<'_>, candidate: &Candidate) -> &'a [Word] {
        let (first, last) = (candidate.first, candidate.end - 1);
        let listed = candidate.records(names).next();
        let body = || listed.map_or_else(|| Body::Named(spelled(line, candidate)), Body::Listed);
        // القوات المسلحة in القوات المسلحة السعودية, of a listed one.
        if listed.is_some() && candidate.len() > 2 && line.token(last).is_some_and(|t| t.sense.nation) {
            let words = line.words.get(first..last).unwrap_or_default();
            self.insert(keys(candidate, words), body);
        }
        // قنطرة in مؤسسة "قنطرة" للنشر.
        let mut inside = first + 1..candidate.end;
        if let Some(from) = inside.find(|&at| line.token(at).is_some_and(|t| t.opened))
            && let Some(to) = line.close_of_quote(from).filter(|&to| to < candidate.end)
        {
            let words = line.words.get(from..=to).unwrap_or_default();
            self.insert(words.iter().map(|word| word.key), body);
            return words;
        }
        &[]
    }

    fn insert(&mut self, keys: impl Iterator<Item = Key>, body: impl FnOnce() -> Body) {
        let node = self.names.insert(keys);
        self.bodies.entry(node).or_insert_with(body);
    }

    /// The body that a short name stands for.
    pub(crate) fn get(&self, mut keys: impl Iterator<Item = Key>) -> Option<&Body> {
        if self.bodies.is_empty() {
            return None;
        }
        self.bodies.get(&keys.try_fold(Phrases::ROOT, |node, key| self.names.step(node, key))?)
    }
}
