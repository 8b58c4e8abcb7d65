//! Organizations by grammar: a head noun with its idafa and adjectives (وزارة الصحة والسكان المصرية), or a name after a head
//! that stays outside (حركة "…", شركة …).

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::{Gap, Line, Token};
use crate::gazetteer::EntityKind;
use crate::gazetteer::clitic::Reading;

/// Most words after a head.
const MOST_WORDS: usize = 6;
/// Fewest and most letters of an acronym.
const LEAST_LETTERS: usize = 3;
const MOST_LETTERS: usize = 6;

/// The candidates of the head at token `at`. `covered` words from it on are a listed body; `place` gives the words that a
/// listed place covers from a token on.
pub(crate) fn candidates(
    line: &Line<'_>,
    at: usize,
    covered: usize,
    place: &dyn Fn(usize) -> usize,
) -> Option<Candidate> {
    let head = line.token(at)?;
    // شعبة بن الحجاج, أمانة بنت خالد: a word with a father's name is a name.
    if line.token(at + 1).is_some_and(|t| t.follows() && t.is_whole(Class::NASAB)) {
        return None;
    }
    if head.is(Class::ORG_HEAD_IN)
        && let Some(candidate) = with_head(line, at, covered, place)
    {
        return Some(candidate);
    }
    if head.is(Class::ORG_HEAD) { after_head(line, at) } else { acronym(line, at) }
}

/// Three letters or more, each spelled as a word (إف بي آي). Some are ordinary words too (إن, في), but not the first.
fn acronym(line: &Line<'_>, at: usize) -> Option<Candidate> {
    let letter = |n: usize| line.token(n).filter(|t| t.sense.letter.any(Class::LETTER) && !t.formula);
    let is_word = |t: &Token| t.sense.letter.any(Class::LETTER_OR_WORD);
    let begins = |n: usize| letter(n).filter(|t| !is_word(t));
    let goes_on = |n: &usize| letter(*n).is_some_and(Token::follows);
    let first = begins(at)?;
    if goes_on(&at) && at > 0 && begins(at - 1).is_some() {
        return None;
    }
    let mut len = 1 + (at + 1..at + MOST_LETTERS).take_while(goes_on).count();
    // قالت سي إف إم إن: a fourth that is a word too is that.
    while len > LEAST_LETTERS && line.token(at + len - 1).is_some_and(is_word) {
        len -= 1;
    }
    if len < LEAST_LETTERS {
        return None;
    }
    let mut candidate = Candidate::new(at, at + len, Reading::whole(&first.word), EntityKind::Organization);
    candidate.evidence.add(Evidence::Acronym);
    Some(candidate)
}

/// The head and what belongs to it.
fn with_head(line: &Line<'_>, at: usize, covered: usize, place: &dyn Fn(usize) -> usize) -> Option<Candidate> {
    let head = line.token(at)?;
    // A listed name is long enough; grammar adds at most the country's adjective.
    if covered > 1 {
        let nation = line.token(at + covered).is_some_and(|t| t.follows() && t.sense.nation && t.sense.article);
        let mut candidate = Candidate::new(at, at + covered + 1, head.sense.reading, EntityKind::Organization);
        candidate.evidence.add(Evidence::OwnHead);
        candidate.evidence.add(Evidence::ListedPart);
        candidate.evidence.add(Evidence::Nationality);
        return nation.then_some(candidate);
    }
    let mut end = at + 1;
    let mut found = Vec::new();
    // An indefinite head needs a complement; the first definite word or name closes the idafa, then only adjectives follow.
    let mut open = !head.sense.article;
    // جمعية "بسمة أمل" الخيرية: all that stands in quotes inside the name.
    let quoted = line.token(end).is_some_and(|t| t.opened && t.follows());
    if quoted && let Some(close) = line.close_of_quote(end) {
        found.push(Evidence::Quotes);
        open = false;
        end = close + 1;
    }
    while end - at <= MOST_WORDS {
        let Some(token) = line.token(end).filter(|t| t.follows()) else { break };
        let covered = place(end);
        if open && covered > 0 {
            // A place closes the name; the adjective after it is of something else (جامعة هيروشيما اليابانية).
            found.push(Evidence::ListedPart);
            end += covered;
            break;
        }
        if token.is_whole(Class::FUNCTION | Class::VERB | Class::TIME) || token.formula {
            break;
        }
        // كتلة القوات …, رئاسة سمير …: what a head that needs a name has before it is a body or a person of its own.
        if head.is(Class::NAMED) && (token.is(Class::ORG_HEAD) || open && token.is_whole(Class::NAME)) {
            break;
        }
        if open && token.is_whole(Class::NAME) && !token.sense.article && !token.is(Class::COMMON)
            || open && token.sense.unknown
        {
            found.push(if token.sense.article { Evidence::Definite } else { Evidence::UnknownWord });
            open = !token.sense.article;
            end += 1;
            continue;
        }
        let reading = token.sense.reading;
        let joined = reading.clitics.conjunction() && !reading.clitics.preposition();
        if token.sense.article && (reading.cut == 0 || joined) && !reading.clitics.article() {
            // المركزي الخطوة: after the first definite word only an adjective goes on.
            if !(open || joined || line.goes_on(end)) || joined && token.is(Class::ORG_HEAD | Class::PLACE_HEAD) {
                break;
            }
            // و + noun goes on with an idafa (التربية والتعليم), never with an adjective of a closed name.
            let closed = !found.contains(&Evidence::Definite) && !found.contains(&Evidence::Purpose);
            if joined && (open || closed) {
                break;
            }
            found.push(if token.sense.nation { Evidence::Nationality } else { Evidence::Definite });
            open = false;
            end += 1;
            // The adjective of the country closes the name.
            if token.sense.nation && !line.begins_with_for(end) {
                break;
            }
            continue;
        }
        // المديرية العامة للأرصاد الجوية, الاتحاد السعودي لكرة القدم: what the body is for.
        if !open
            && (head.sense.article || quoted)
            && end > at + 1
            && line.begins_with_for(end)
            && !token.is(Class::ORG_HEAD)
        {
            end += line.length_of_purpose(end);
            found.push(Evidence::Purpose);
            continue;
        }
        // A noun in the middle of an idafa (هيئة تنظيم الاتصالات): only if a definite word closes it.
        let closes = line.token(end + 1).is_some_and(|t| t.follows() && t.sense.article && t.sense.reading.cut == 0);
        if open && reading.cut == 0 && token.is(Class::COMMON) && closes {
            end += 1;
            continue;
        }
        break;
    }
    let end = end.min(line.tokens.len());
    if found.is_empty() {
        return None;
    }
    let mut candidate = Candidate::new(at, end, head.sense.reading, EntityKind::Organization);
    candidate.evidence.add(if head.is(Class::NAMED) { Evidence::NamedHead } else { Evidence::OwnHead });
    found.into_iter().for_each(|evidence| candidate.evidence.add(evidence));
    Some(candidate)
}

/// A name in quotes, or of unknown words, after a head.
fn after_head(line: &Line<'_>, at: usize) -> Option<Candidate> {
    let first = at + 1;
    let token = line.token(first)?;
    if token.opened && matches!(token.gap, Gap::Quote) {
        let end = line.close_of_quote(first)? + 1;
        let mut candidate = Candidate::new(first, end, Reading::whole(&token.word), EntityKind::Organization);
        candidate.evidence.add(Evidence::Quotes);
        return Some(candidate);
    }
    let mut end = first;
    while end - first < 3 && line.token(end).is_some_and(|t| t.follows() && t.sense.unknown && !t.sense.article) {
        end += 1;
    }
    if end == first {
        return None;
    }
    let mut candidate = Candidate::new(first, end, Reading::whole(&token.word), EntityKind::Organization);
    candidate.evidence.add(Evidence::UnknownWord);
    Some(candidate)
}
