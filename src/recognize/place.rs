//! Places by grammar: a head noun and the words after it (شارع …, مطار …, مدينة …).

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::{Line, Token};
use crate::gazetteer::EntityKind;
use crate::gazetteer::clitic::Reading;

/// Most words after a head.
const MOST_WORDS: usize = 3;

/// Words that end a name.
const STOPS: Class = Class::FUNCTION;

/// The candidate of the head at token `at`. `listed` gives the words that a listed name covers from a token on.
pub(crate) fn candidate(line: &Line<'_>, at: usize, listed: &dyn Fn(usize) -> usize) -> Option<Candidate> {
    let head = line.token(at)?;
    let own = head.is(Class::PLACE_HEAD_IN);
    // مطار دمشق الدولي: an adjective goes on, but not that of a country.
    let adjective = |at: usize| {
        let plain = |t: &Token| t.follows() && !t.sense.nation && t.sense.reading.cut == 0;
        own && line.token(at).is_some_and(plain) && line.goes_on(at)
    };
    if !own && !head.is(Class::PLACE_HEAD_OUT) || head.sense.article {
        return None;
    }
    // What is listed with its head (نهر النيل) is long enough but for an adjective (مستشفى الثورة + العام).
    let whole = listed(at);
    if whole > 1 {
        let mut candidate = Candidate::new(at, at + whole + 1, head.sense.reading, EntityKind::Place);
        [Evidence::OwnHead, Evidence::Definite].into_iter().for_each(|e| candidate.evidence.add(e));
        return Some(candidate).filter(|_| adjective(at + whole));
    }
    let from = at + 1;
    let mut end = from;
    let mut found = Vec::new();
    while end - from < MOST_WORDS {
        let Some(token) = line.token(end).filter(|t| t.follows()) else { break };
        match listed(end) {
            0 => {}
            len => {
                found.push(Evidence::ListedPart);
                end += len;
                end += usize::from(adjective(end));
                break;
            }
        }
        // قرية ميت الفرماوي: what is called so may be two words, the second with its article or unknown.
        let next = line.token(end + 1).filter(|t| t.follows()).is_some_and(|t| t.sense.article || t.sense.unknown);
        let first = end == from && (token.sense.article || next);
        let second = end == from + 1 && line.token(from).is_some_and(|t| !t.sense.article && !t.sense.unknown);
        let called = head.is(Class::CALLED) && (first || second && (token.sense.article || token.sense.unknown));
        let Some(evidence) = part(token, end > from, own, called, line.goes_on(end)) else { break };
        found.push(evidence);
        end += 1;
    }
    if end == from {
        return None;
    }
    let mut candidate = if own {
        let mut own = Candidate::new(at, end, head.sense.reading, EntityKind::Place);
        own.evidence.add(if head.is(Class::NAMED) { Evidence::NamedHead } else { Evidence::OwnHead });
        own
    } else {
        let first = line.token(from)?;
        // A listed name after its head is found by the list.
        if found.contains(&Evidence::ListedPart) {
            return None;
        }
        Candidate::new(from, end, Reading::whole(&first.word), EntityKind::Place)
    };
    found.into_iter().for_each(|evidence| candidate.evidence.add(evidence));
    Some(candidate)
}

fn part(token: &Token, later: bool, own: bool, called: bool, goes_on: bool) -> Option<Evidence> {
    if token.is_whole(STOPS | Class::VERB | Class::TIME) || token.formula || token.sense.reading.cut > 0 {
        return None;
    }
    if token.sense.unknown {
        return Some(if token.sense.article { Evidence::Definite } else { Evidence::UnknownWord });
    }
    if token.is_whole(Class::NAME) && !token.is(Class::COMMON) {
        return Some(Evidence::UnknownWord);
    }
    // المطار الدولي: adjectives close the name of a facility.
    if called {
        return Some(Evidence::Definite);
    }
    let fits = !later || goes_on && !token.sense.nation;
    (own && token.sense.article && fits).then_some(Evidence::Definite)
}
