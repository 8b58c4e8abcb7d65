//! Personal names by grammar: given and family names, nasab (بن), kunya (أبو), house (آل), theophoric names (عبد), foreign
//! particles (فان, دي), initials, and unknown words among them.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::{Gap, Line, Token};
use crate::gazetteer::EntityKind;
use crate::gazetteer::clitic::Reading;
use crate::index::word::Shape;

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

/// What the gazetteer lists at a token, as far as a personal name cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    Nothing,
    /// A person under one word: a surname, after a given name.
    Surname,
    /// A place, or a name of several words that is no person's, and not under a surface that needs context.
    Other,
}

/// The candidate that begins at token `at`, if the words there look like a personal name.
pub(crate) fn candidate(line: &Line<'_>, at: usize, listed: &dyn Fn(usize) -> Listed) -> Option<Candidate> {
    let first = line.token(at)?;
    let starts = Class::NAME | Class::PARTICLE;
    // Only a name may lose a proclitic; an unknown word keeps its letters until the page shows them to be none, but for a و that is
    // none of a name.
    let cut = first.is(starts) && !first.is_whole(starts) || first.joins();
    let reading = if cut { first.sense.reading } else { Reading::whole(&first.word) };
    let other = Class::FUNCTION | Class::TITLE | Class::OFFICE | Class::PLACE_HEAD | Class::ORG_HEAD | Class::VERB;
    let given = first.is(Class::GIVEN) && (!first.is(Class::FUNCTION) || line.name_not_word(at));
    let plain = first.is(Class::PARTICLE) && !first.is(Class::VERB)
        || given && !(first.sense.article && first.is(Class::TITLE));
    // الكبير, الأبيض: an ordinary word with its article begins no name, though one may be called so.
    let adjective =
        first.sense.article && (first.sense.nation || first.is(Class::COMMON | Class::ORDINARY_NAME) && !given);
    let nation = first.sense.nation && !plain;
    if !plain && first.is(other) || adjective || nation || first.tail || reading.clitics.article() {
        return None;
    }
    // يتزعمه أسامة: the name begins at the given name, not at the unknown word before it.
    let given_next = || {
        line.token(at + 1)
            .is_some_and(|t| t.follows() && t.is_whole(Class::GIVEN) && !t.is_whole(Class::COMMON | Class::FOREIGN))
    };
    let doubtful = first.is(Class::COMMON) && first.is(Class::ORDINARY_NAME) && !introduced(line, at);
    let name_next =
        || line.token(at + 1).is_some_and(|t| t.follows() && t.is_whole(Class::GIVEN | Class::ORDINARY_NAME));
    if first.sense.unknown && given_next() || doubtful && name_next() {
        return None;
    }
    // A listed surname is found by the list, and no other word goes on it.
    if listed(at) == Listed::Surname && !first.is(Class::NAME)
        || listed(at) == Listed::Other && !first.is_whole(Class::GIVEN)
    {
        return None;
    }
    let mut found: Vec<Evidence> = Vec::new();
    let mut end = at;
    let mut unknown = 0;
    while end - at < MOST_WORDS {
        let Some(part) = part(line, at, end, &found, listed) else { break };
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
    let mut candidate = Candidate::new(at, end, reading, EntityKind::Person);
    let leading = found.first().copied();
    for evidence in found {
        // A second given name is the father's: a family name for all that the points are concerned.
        let again = candidate.evidence.has(evidence) && evidence == Evidence::GivenName;
        candidate.evidence.add(if again { Evidence::FamilyName } else { evidence });
    }
    if candidate.len() == 1 && leading == Some(Evidence::OrdinaryName) {
        candidate.evidence.add(Evidence::OrdinaryWord);
    }
    if candidate.len() > 1 && leading != Some(Evidence::FamilyName) {
        candidate.evidence.add(Evidence::MultiWord);
    }
    if first.is(Class::FOREIGN) && !first.is(Class::COMMON | Class::ORDINARY_NAME) {
        candidate.evidence.add(Evidence::ForeignName);
    }
    Some(candidate)
}

/// Whether a verb or a title stands right before the word, or nothing does.
fn introduced(line: &Line<'_>, at: usize) -> bool {
    let before = line.before(at).filter(|_| line.token(at).is_some_and(Token::follows));
    before.is_none_or(|t| t.is(Class::VERB | Class::TITLE | Class::OFFICE))
}

/// Where in a name a word stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    at: usize,
    /// The parts so far.
    before: &'a [Evidence],
    /// The classes that count here: inside a name a word has no proclitics.
    class: Class,
}

impl Place<'_> {
    fn inside(&self) -> bool {
        !self.before.is_empty()
    }

    fn second(&self) -> bool {
        self.before.len() == 1
    }

    fn previous(&self) -> Option<Evidence> {
        self.before.last().copied()
    }
}

/// The part of a name at token `end` of a name that began at `start`; `before` are the parts so far.
fn part(
    line: &Line<'_>,
    start: usize,
    end: usize,
    before: &[Evidence],
    listed: &dyn Fn(usize) -> Listed,
) -> Option<Part> {
    let token = line.token(end)?;
    let inside = !before.is_empty();
    let class = if inside { token.sense.whole } else { token.sense.class };
    let place = Place { at: end, before, class };
    if inside && (!token.follows() || token.joins()) || token.formula {
        return None;
    }
    // الخطابي: a part with its article is the last one, but for بن, and for a second family name with its article.
    let closed_by_article =
        matches!(place.previous(), Some(Evidence::FamilyName | Evidence::GivenName | Evidence::OrdinaryName))
            && end - start > 1
            && line.before(end).is_some_and(|t| t.sense.article && !t.is_whole(Class::DEEN));
    let again = before.len() == 2 && token.sense.article && (token.is_whole(Class::FAMILY) || line.relative(end));
    if closed_by_article && !again && !token.is_whole(Class::NASAB | Class::HOUSE | Class::ORDINAL) {
        return None;
    }
    match chain(line, place) {
        Chain::Of(len) => Some(Part { len, evidence: Evidence::NameParticle }),
        Chain::Compound => Some(Part { len: 2, evidence: Evidence::GivenName }),
        Chain::Broken => None,
        Chain::None => word(line, token, place, listed).map(|evidence| Part { len: 1, evidence }),
    }
}

/// What a particle makes of the words from it on.
enum Chain {
    /// No particle stands there.
    None,
    /// A particle, but no name after it.
    Broken,
    /// So many words: بن سلمان, أبو مازن, آل ثاني, عبد الله, فان دايك, an initial, the number of a king.
    Of(usize),
    /// A given name of two words: صلاح الدين.
    Compound,
}

fn chain(line: &Line<'_>, place: Place<'_>) -> Chain {
    let Place { at: end, class, .. } = place;
    let (inside, previous) = (place.inside(), place.previous());
    let next = |n: usize| line.token(end + n).filter(|t| t.follows());
    let is_name = |t: &Token| !t.is_whole(NEVER) && (t.is_whole(Class::NAME | Class::PARTICLE) || t.sense.unknown);
    let of = |named: bool, len| if named { Chain::Of(len) } else { Chain::Broken };
    if class.any(Class::NASAB) {
        // بن stands between names, and whatever follows it is one; ابن and ولد may also begin a name.
        let plain = !class.any(Class::COMMON | Class::TITLE);
        let named = next(1).is_some_and(|t| is_name(t) || inside && plain && !t.is_whole(NEVER | Class::VERB));
        if named && (inside || plain) {
            let whole = next(1).is_some_and(|t| t.is_whole(Class::PARTICLE));
            return Chain::Of(if inside && !whole { 2 } else { 1 });
        }
    }
    if class.any(Class::KUNYA) && (!inside || previous == Some(Evidence::GivenName)) {
        let named = next(1).is_some_and(|t| {
            is_name(t) || t.is_whole(Class::ORDINARY_NAME) || inside && !t.is_whole(NEVER | Class::VERB)
        });
        // أبو عبد الله: what is called after a kunya may be a name of two words itself.
        let long = next(1).is_some_and(|t| t.is_whole(Class::THEOPHORIC)) && next(2).is_some_and(|t| t.sense.article);
        return of(named, if long { 3 } else { 2 });
    }
    if class.any(Class::HOUSE) && inside {
        let named = next(1).is_some_and(|t| !t.is_whole(NEVER | Class::VERB));
        return of(named, 2);
    }
    if class.any(Class::THEOPHORIC) {
        return of(next(1).is_some_and(|t| t.sense.article || t.is_whole(Class::DEEN)), 2);
    }
    if class.any(Class::ORDINAL) {
        // محمد السادس: the number of a king, after one given name.
        return of(previous == Some(Evidence::GivenName) && place.second(), 1);
    }
    if class.any(Class::FOREIGN_PARTICLE) && inside {
        let named = next(1).is_some_and(|t| is_name(t) && !t.sense.article);
        if named {
            return Chain::Of(2);
        }
    }
    if next(1).is_some_and(|t| t.is_whole(Class::DEEN) && t.sense.article)
        && !class.any(NEVER)
        && class.any(Class::NAME)
    {
        return Chain::Compound;
    }
    // An initial: ج. or س.ن.
    match line.token(end) {
        Some(t) if t.word.letters == 1 && t.word.shape != Shape::Number && line.gap_after(end) == Gap::Initial => {
            of(next(1).is_some(), 1)
        }
        _ => Chain::None,
    }
}

/// What one word adds to a name, particles apart.
fn word(line: &Line<'_>, token: &Token, place: Place<'_>, listed: &dyn Fn(usize) -> Listed) -> Option<Evidence> {
    let Place { at: end, before, class } = place;
    let (inside, second, previous) = (place.inside(), place.second(), place.previous());
    let given = class.any(Class::GIVEN);
    // خالد, محمود: a very frequent name is the name first, unless the word is frequent too.
    let surely = class.any(Class::FREQUENT) && !class.any(Class::COMMON);
    let ordinary = class.any(Class::ORDINARY_NAME) && !surely || class.any(Class::COMMON) && !given;
    let closed = STOPS | Class::TITLE | Class::OFFICE | Class::TIME;
    let never = class.any(NEVER) && !(given && line.name_not_word(end));
    // محمد الشيخ, but توماس فريدمان الكاتب: a title may be a surname, right after one given name.
    let surname = second && previous.is_some_and(|e| e != Evidence::UnknownWord) && class.any(Class::FAMILY);
    let office = inside && (class.any(Class::OFFICE | Class::VERB) || class.any(Class::TITLE) && !surname);
    if never || class.any(closed) && !given && (office || !class.any(Class::ORDINARY_NAME)) {
        return None;
    }
    let solid = matches!(previous, Some(Evidence::GivenName | Evidence::NameParticle));
    let named = solid || previous == Some(Evidence::OrdinaryName);
    // محمد إسماعيل خالد, أحمد سالم العوكلي: the third of a name that began with a sure given name.
    let third =
        before.len() == 2 && before.first() == Some(&Evidence::GivenName) && previous == Some(Evidence::FamilyName);
    if inside && listed(end) == Listed::Surname {
        Some(Evidence::FamilyName)
    } else if inside
        && (listed(end) == Listed::Other && !class.any(Class::NAME)
            || token.sense.nation && !(named && second && class.any(Class::FAMILY)))
    {
        // A place, or the adjective of a country: what the name belongs to, not a part of it.
        None
    } else if given && !ordinary && (inside || !class.any(Class::VERB)) {
        Some(Evidence::GivenName)
    } else if class.any(Class::NAME) && ordinary {
        // An ordinary word goes on a name only where its part before leaves no doubt.
        match inside {
            true if (solid || third && given) && !class.any(Class::ORG_HEAD | Class::PLACE_HEAD) => {
                Some(Evidence::FamilyName)
            }
            true if previous == Some(Evidence::OrdinaryName) => Some(Evidence::OrdinaryName),
            false if class.any(Class::ORDINARY_NAME) => Some(Evidence::OrdinaryName),
            _ => None,
        }
    } else if class.any(Class::FAMILY) {
        Some(Evidence::FamilyName)
    } else if class.any(Class::RARE_GIVEN) {
        Some(Evidence::OrdinaryName)
    } else if token.sense.may_be_name()
        && (!inside && !token.sense.article || inside && room_for_unknown(line, end, before))
    {
        Some(Evidence::UnknownWord)
    } else if (solid || third && line.relative(end))
        && token.sense.article
        && token.sense.reading.cut == 0
        && (line.relative(end)
            || previous == Some(Evidence::NameParticle) && !class.any(Class::COMMON)
            || second
                && !line.token(end + 1).is_some_and(|t| t.follows() && t.sense.article && t.sense.reading.cut == 0))
    {
        // A relative adjective, or one definite word alone, closes a name (حاتم الجبلي, جاسم الصحيح).
        Some(Evidence::FamilyName)
    } else {
        None
    }
}

/// Whether an unknown word may go on a name: as its second part, or after a particle or another unknown word; and only if
/// it does not begin like a conjunction with the next word.
fn room_for_unknown(line: &Line<'_>, end: usize, before: &[Evidence]) -> bool {
    let foreign = line.before(end).is_some_and(|t| t.is_whole(Class::FOREIGN_PARTICLE));
    let open = before.len() == 1 || before.last() == Some(&Evidence::UnknownWord) || foreign;
    let article = line.token(end).is_some_and(|t| t.sense.article);
    open && !line.begins_with_conjunction(end) && (!article || before.len() == 1 || line.relative(end))
}
