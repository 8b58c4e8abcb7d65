//! What the trained table may not choose, whatever its weights: which words belong to no name, and where a name ends for certain.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::feature::Features;
use super::lexicon::Class;
use super::line::Token;
use crate::gazetteer::EntityKind;
use crate::index::word::Shape;

impl Features<'_> {
    /// Whether the word at `at` may belong to a name: something proposes it, the lists do not know it as an ordinary word, or it
    /// is a definite word after such a one.
    pub(crate) fn is_open(&self, at: usize) -> bool {
        let open = |at: usize| self.proposed(at) || self.line.token(at).is_some_and(|t| !plain_word(t));
        let goes_on =
            |t: &Token| t.follows() && (t.sense.article || t.word.letters <= 4) && !t.is(Class::FUNCTION | Class::VERB);
        open(at) || at > 0 && self.line.token(at).is_some_and(goes_on) && open(at - 1) || self.behind_head(at)
    }

    /// Whether a name may go on with the word at `at`: only white space or a hyphen parts it from the word before, and no name that
    /// the points choose begins there with a conjunction, nor a sure name of a person with a preposition or behind an office
    /// (البلقان لفون دير لاين, حزب رئيس الوزراء الهندي مودي), nor a place or body with ب (جمعية البر بجدة, كلية العلوم بجامعة أسيوط).
    pub(crate) fn may_go_on(&self, at: usize) -> bool {
        let of_person = |c: &Candidate| {
            let titled = c.evidence.has(Evidence::Office) || c.evidence.has(Evidence::Country);
            c.kind == EntityKind::Person && c.is_sure() && (titled || c.reading.clitics.preposition())
        };
        let elsewhere = |c: &Candidate| c.kind != EntityKind::Person && self.line.has_in(at, c.reading);
        let begins = |c: &Candidate| c.reading.clitics.conjunction() || of_person(c) || elsewhere(c);
        let head = |t: &Token| t.is(Class::ORG_HEAD | Class::PLACE_HEAD) && self.line.has_in(at, t.sense.reading);
        // What the lists have as a whole may have a preposition inside (الدولة الإسلامية في العراق والشام).
        let inside = |c: &Candidate| c.first < at && at < c.end && c.is_sure();
        let listed = || self.chosen.get(self.chosen.partition_point(|c| c.end <= at)).is_some_and(inside);
        let over = |t: &Token| t.is_whole(Class::PREPOSITION) && !t.is_whole(Class::NAME) && !listed();
        self.line.token(at).is_some_and(|t| t.follows() && !head(t) && !over(t))
            && !self.chosen_at(at).is_some_and(begins)
    }

    /// The kind of the sure name that ends before the word at `at` and does not go on with it: a person's, or a body's before the
    /// adjective of a country or a place, which the lists would have (سابك السعودية, جامعة بيرزيت شمال رام الله).
    pub(crate) fn ends_before(&self, at: usize) -> Option<EntityKind> {
        let n = self.chosen.partition_point(|c| c.end < at);
        let ended = self.chosen.get(n).filter(|c| c.end == at && c.is_sure())?;
        let token = self.line.token(at)?;
        let over = match ended.kind {
            EntityKind::Person => !token.is(Class::NAME | Class::PARTICLE),
            EntityKind::Organization => token.sense.nation || self.chosen_at(at).is_some_and(sure_place),
            EntityKind::Place => false,
        };
        over.then_some(ended.kind)
    }

    /// Whether no name of a person begins with the word at `at`: an ordinary word or a relation that nothing takes for part of one,
    /// or the adjective of a country between a title and a name (الزعيم السوداني الترابي).
    pub(crate) fn begins_no_person(&self, at: usize) -> bool {
        let common = |t: &Token| plain_word(t) || t.is(Class::RELATION);
        let named =
            |t: &Token| t.follows() && (t.sense.unknown || t.is(Class::NAME) || self.person_at(at + 1).is_some());
        let title = self.line.before(at).is_some_and(|t| t.sense.article && t.is(Class::TITLE));
        let adjective = |t: &Token| t.follows() && t.sense.nation && t.sense.article;
        if title && self.line.token(at).is_some_and(adjective) && self.line.token(at + 1).is_some_and(named) {
            return true;
        }
        self.person_at(at).is_none() && self.line.token(at).is_some_and(common)
    }

    /// Whether the word at `at` goes on no name of a person: it has proclitics (what follows the و of وعبدالله is another), it
    /// is an ordinary word that nothing takes for part of one, or a sure place begins there (ندد نيكولاس مادورو واشنطن).
    pub(crate) fn ends_person(&self, at: usize) -> bool {
        let person = self.person_at(at);
        let name = |t: &Token| t.is(Class::NAME | Class::PARTICLE);
        if self.chosen_at(at).is_some_and(sure_place) && !self.line.token(at).is_some_and(name) {
            return true;
        }
        let joined = |c: &Candidate| c.first == at && c.reading.clitics.conjunction();
        let cut =
            |t: &Token| t.sense.whole == Class::NONE && t.sense.reading.cut > 0 && (!t.sense.unknown || t.joins());
        self.line.token(at).is_some_and(|t| cut(t) || plain_word(t) && person.is_none()) || person.is_some_and(joined)
    }

    /// What the points choose that begins at the word at `at`.
    fn chosen_at(&self, at: usize) -> Option<&Candidate> {
        self.chosen.binary_search_by_key(&at, |c| c.first).ok().and_then(|n| self.chosen.get(n))
    }
}

fn sure_place(candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Place && candidate.is_sure()
}

/// Whether the lists know a word, and not as part of a name.
pub(crate) fn plain_word(token: &Token) -> bool {
    let names = Class::NAME | Class::PARTICLE | Class::ORDINARY_NAME | Class::ORG_HEAD | Class::PLACE_HEAD;
    let known = Class::COMMON | Class::FUNCTION | Class::VERB | Class::TITLE | Class::OFFICE | Class::TIME;
    token.word.shape == Shape::Number || token.is(known) && !token.is(names)
}
