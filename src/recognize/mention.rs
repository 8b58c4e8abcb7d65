//! [`Mention`], and how one is made of what was read.

use super::Recognizer;
use super::body::Body;
use super::candidate::Candidate;
use super::evidence::{Evidence, How};
use super::lexicon::Class;
use super::line::Line;
use super::memory::{Full, countries};
use super::pass::Context;
use crate::gazetteer::Node;
use crate::gazetteer::clitic::Reading;
use crate::index::punct::is_quote;
use crate::index::script::{ALEF_MAKSURA, YEH};
use crate::index::word::Key;
use crate::normalize::{Normalizer, Step};
use crate::{Entity, EntityKind, Gazetteer, Span};

/// A name in a text: where it stands, what it names, and why it was taken for one.
#[derive(Clone, Debug)]
pub struct Mention {
    span: Span,
    /// Where its first word begins.
    word: usize,
    kind: EntityKind,
    /// Where no listed entity gives the name.
    name: Option<Box<str>>,
    names: Gazetteer,
    entity: Option<u32>,
    /// The other entities that it may name; an empty list takes no room.
    others: Box<[u32]>,
    how: How,
}

impl Mention {
    /// The name itself, without proclitics and titles.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The name with the proclitics written together with it.
    pub fn word_span(&self) -> Span {
        Span { start: self.word, end: self.span.end }
    }

    /// Person, place or organization.
    pub fn kind(&self) -> EntityKind {
        self.kind
    }

    /// The listed entity; `None` for a name that no list holds.
    pub fn entity(&self) -> Option<Entity> {
        self.entity.map(|record| self.names.entity(record))
    }

    /// Every listed entity that the words may name, likeliest first.
    pub fn candidates(&self) -> impl Iterator<Item = Entity> + '_ {
        self.entity.iter().chain(&*self.others).map(|&record| self.names.entity(record))
    }

    /// The canonical name, as [`Entity::name`] gives it; without an entity the words themselves, or the full name they shorten,
    /// without marks.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.entity.map_or("", |record| self.names.name_of(record)))
    }

    /// What speaks for the mention and what against it, the weightiest first; never empty.
    pub fn how(&self) -> &[Evidence] {
        self.how.as_slice()
    }
}

impl Recognizer {
    /// The one listed body that a body is less its head: where the head is never part of a name (شبكة BBC), or the listed name
    /// begins with that head (بنك جيه بي مورغان).
    fn behind_head(&self, line: &Line<'_>, candidate: &Candidate) -> Option<Node> {
        let (head, second) = (line.token(candidate.first)?, line.token(candidate.first + 1)?);
        if candidate.kind != EntityKind::Organization || !head.is(Class::ORG_HEAD) {
            return None;
        }
        let rest = line.words.get(candidate.first + 1..candidate.end)?;
        let node = self.names.surface(line.text, Reading::whole(&second.word), rest)?;
        let mut bodies = Candidate { node: Some(node), ..*candidate }.records(&self.names);
        let body = bodies.next().filter(|_| bodies.next().is_none())?;
        let own = Key::of(self.names.name_of(body)) == Some(candidate.reading.key);
        (head.is(Class::ORG_HEAD_OUT) || own).then_some(node)
    }

    /// The mention that a candidate of the line is.
    pub(super) fn mention(&self, context: &Context<'_>, candidate: &Candidate) -> Option<Mention> {
        let Context { line, memory, .. } = context;
        let first = line.token(candidate.first)?;
        let span = candidate.span(line)?;
        let lone = candidate.kind == EntityKind::Person && candidate.len() == 1;
        let titled = candidate.evidence.has(Evidence::Title) || candidate.evidence.has(Evidence::Office);
        // The page's own full name says more than a list of surnames, unless a title says whose (الرئيس السوري الشرع, الملك حسين).
        let of_title = candidate.node.is_some() && candidate.evidence.has(Evidence::Country);
        let given_again = |full: &Full| full.given == candidate.reading.key;
        let full = context
            .full(candidate.first)
            .filter(|_| lone && !of_title)
            .filter(|full| candidate.node.is_none() || !titled || !given_again(full));
        let words = line.words.get(candidate.first..candidate.end)?;
        let given = lone && first.is(Class::GIVEN);
        let mut named = Candidate { node: full.map_or(candidate.node, |full| full.node), ..*candidate };
        if full.is_none() && given && !titled && candidate.evidence.has(Evidence::WeakList) {
            // A given name alone names nobody in the lists, but after a title.
            named.node = None;
        } else if full.is_none() && !given && named.node.is_none() {
            // What no list proposed and the page does not explain, a surname alone above all, may be listed all the same.
            named.node =
                self.names.surface(line.text, candidate.reading, words).or_else(|| self.behind_head(line, candidate));
        }
        let title = full.map_or_else(|| countries(line, &named), |full| full.countries);
        let mut records = memory.ranked(&self.names, &title, &named);
        let body = memory.body_of(candidate, words);
        let entity = match body {
            Some(Body::Listed(record)) => Some(*record),
            Some(Body::Named(_)) => None,
            None => records.next(),
        };
        let name = match (entity, body, full) {
            (Some(_), ..) => None,
            (None, Some(Body::Named(words)), _) => Some(words.clone()),
            (None, _, Some(full)) => Some(full.words.clone()),
            (None, _, None) => Some(spelled(line, candidate)),
        };
        Some(Mention {
            span: span.shifted(line.base),
            word: line.base + first.word.start,
            kind: candidate.kind,
            name,
            names: self.names.clone(),
            entity,
            others: match body {
                Some(Body::Named(_)) => Box::default(),
                _ => records.filter(|&record| Some(record) != entity).collect(),
            },
            how: self.settings.weights.sorted(candidate.kind, candidate.evidence),
        })
    }
}

/// The words of a name without marks, tatweel, invisible controls and quotes, composed, single spaces between them. What would be
/// a preposition with its alef maksura is, in the name of a person, a name with a yeh (محمد على).
pub(super) fn spelled(line: &Line<'_>, name: &Candidate) -> Box<str> {
    let span = name.span(line).unwrap_or(Span { start: 0, end: 0 });
    let mut text = String::with_capacity(span.len());
    let mut from = span.start;
    for (at, token) in (name.first..name.end).filter_map(|at| Some((at, line.token(at)?))) {
        let between = line.text.get(from..token.word.start).unwrap_or("");
        // O'Neill keeps what is no quote.
        let quotes = between.contains(char::is_whitespace);
        text.extend(between.chars().filter(|&c| !(quotes && is_quote(c))));
        let word = line.text.get(from.max(token.word.start)..token.word.end).unwrap_or("");
        if name.kind == EntityKind::Person && line.ends_in_preposition(at) {
            text.push_str(word.trim_end_matches(ALEF_MAKSURA));
            text.push(YEH);
        } else {
            text.push_str(word);
        }
        from = token.word.end;
    }
    Normalizer::repair().with(Step::Marks).normalize(&text).into_string().into()
}
