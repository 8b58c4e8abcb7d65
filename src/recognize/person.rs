//! Personal names by grammar: given and family names, nasab (بن), kunya (أبو), house (آل), theophoric names (عبد), foreign
//! particles (فان, دي), initials, and unknown words among them.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::{Gap, Line, Token};
use crate::gazetteer::EntityKind;
use crate::gazetteer::clitic::Reading;

/// Most words of a name that grammar alone builds.
const MOST_WORDS: usize = 10;
/// Most unknown words of such a name.
const MOST_UNKNOWN: usize = 3;

/// Words that never belong to a name that grammar builds.
const NEVER: Class = Class::FUNCTION;
/// Words that begin no name, and end one.
const STOPS: Class = Class::VERB;

/// A part of a name: how many words, and what it shows.
struct Part {
    len: usize,
    evidence: Evidence,
}

/// The candidate that begins at token `at`, if the words there look like a personal name. `listed` tells whether a
/// listed person of one word stands at a token: a surname after a given name.
pub(crate) fn candidate(
    line: &Line<'_>,
    number: usize,
    at: usize,
    listed: &dyn Fn(usize) -> bool,
) -> Option<Candidate> {
    let first = line.token(at)?;
    // Only a name may lose a proclitic; an unknown word keeps its letters until the page shows them to be none.
    let reading = if first.is(Class::NAME | Class::PARTICLE) && !first.is_whole(Class::NAME | Class::PARTICLE) {
        first.sense.reading
    } else {
        Reading::whole(&first.word)
    };
    if first.is_whole(Class::FUNCTION | Class::TITLE | Class::OFFICE) && !first.is_whole(Class::ORDINARY_NAME)
        || reading.clitics.article()
    {
        return None;
    }
    let mut found: Vec<Evidence> = Vec::new();
    let mut end = at;
    let mut unknown = 0;
    while end - at < MOST_WORDS {
        let Some(part) = part(line, at, end, listed) else { break };
        unknown += usize::from(part.evidence == Evidence::UnknownWord);
        if unknown > MOST_UNKNOWN {
            break;
        }
        found.push(part.evidence);
        end += part.len;
    }
    if end == at {
        return None;
    }
    let mut candidate = Candidate::new(number, at, end, reading, EntityKind::Person);
    found.into_iter().for_each(|evidence| candidate.evidence.add(evidence));
    if candidate.evidence.has(Evidence::GivenName) && candidate.evidence.has(Evidence::OrdinaryName) {
        // One plain given name is enough; the ordinary word beside it is no doubt any more.
        candidate.evidence.add(Evidence::FamilyName);
    }
    Some(candidate)
}

/// The part of a name at token `end` of a name that began at `start`.
fn part(line: &Line<'_>, start: usize, end: usize, listed: &dyn Fn(usize) -> bool) -> Option<Part> {
    let token = line.token(end)?;
    let inside = end > start;
    if inside && !token.follows() {
        return None;
    }
    let next = |n: usize| line.token(end + n).filter(|t| t.follows());
    // Inside a name a word has no proclitics.
    let class = if inside { token.sense.whole } else { token.sense.class };
    let chain = |len| Some(Part { len, evidence: Evidence::NameParticle });
    let is_name = |t: &Token| {
        !t.is_whole(NEVER)
            && (t.is_whole(Class::NAME | Class::THEOPHORIC | Class::KUNYA | Class::HOUSE) || t.sense.unknown)
    };
    if class.any(Class::NASAB) {
        // بن stands between names; ابن and ولد may also begin one.
        let named = next(1).is_some_and(|t| is_name(t) || inside && t.is_whole(Class::ORDINARY_NAME));
        return (named && (inside || !class.any(Class::COMMON | Class::TITLE))).then(|| chain(1)).flatten();
    }
    if class.any(Class::KUNYA) {
        let named = next(1).is_some_and(|t| {
            is_name(t) || t.is_whole(Class::ORDINARY_NAME) || inside && !t.is_whole(NEVER | Class::VERB)
        });
        return named.then(|| chain(2)).flatten();
    }
    if class.any(Class::HOUSE) && inside {
        let named = next(1).is_some_and(|t| !t.is_whole(NEVER | Class::VERB));
        return named.then(|| chain(2)).flatten();
    }
    if class.any(Class::THEOPHORIC) {
        return next(1).filter(|t| t.sense.article || t.is_whole(Class::DEEN)).and_then(|_| chain(2));
    }
    if class.any(Class::FOREIGN_PARTICLE) && inside {
        let named = next(1).is_some_and(|t| is_name(t) && !t.sense.article);
        if named {
            return chain(2);
        }
    }
    if next(1).is_some_and(|t| t.is_whole(Class::DEEN) && t.sense.article)
        && !class.any(NEVER)
        && class.any(Class::NAME)
    {
        return Some(Part { len: 2, evidence: Evidence::GivenName });
    }
    // An initial: ج. or س.ن.
    if token.word.letters == 1 && line.gap_after(end) == Gap::Initial {
        return next(1).is_some().then_some(Part { len: 1, evidence: Evidence::NameParticle });
    }
    let ordinary = class.any(Class::ORDINARY_NAME);
    if class.any(NEVER | STOPS) && !ordinary {
        return None;
    }
    if inside
        && (class.any(Class::TITLE | Class::OFFICE | Class::TIME) && !ordinary || token.sense.nation && end - start > 1)
    {
        return None;
    }
    let evidence = if listed(end) && inside {
        Evidence::FamilyName
    } else if class.any(Class::GIVEN) && !ordinary {
        Evidence::GivenName
    } else if class.any(Class::NAME) && ordinary {
        Evidence::OrdinaryName
    } else if class.any(Class::FAMILY) {
        Evidence::FamilyName
    } else if token.sense.unknown && !(token.sense.nation && !inside) {
        Evidence::UnknownWord
    } else {
        return None;
    };
    Some(Part { len: 1, evidence })
}
