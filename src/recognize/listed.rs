//! Candidates that a gazetteer lists.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::{Line, Token};
use crate::gazetteer::search::{Hit, longest_at};
use crate::gazetteer::{EntityKind, Gazetteer};

/// For every token of the line: the longest listed name that begins there.
pub(crate) fn hits(names: &Gazetteer, line: &Line<'_>) -> Vec<Option<Hit>> {
    (0..line.words.len()).map(|at| longest_at(names, line.text, line.words.get(at..).unwrap_or(&[]))).collect()
}

/// One candidate for every kind that the hit at token `at` is listed as.
pub(crate) fn candidates<'a>(
    names: &'a Gazetteer,
    line: &'a Line<'_>,
    number: usize,
    at: usize,
    hit: &'a Hit,
) -> impl Iterator<Item = Candidate> + 'a {
    EntityKind::ALL.into_iter().filter_map(move |kind| {
        let of_kind = || names.postings(hit.node).iter().filter(|p| names.kind_of(p.record) == Some(kind));
        of_kind().next()?;
        let mut candidate = Candidate::new(number, at, at + hit.len, hit.reading, kind);
        candidate.records = of_kind().map(|p| p.record).collect();
        let weak = of_kind().all(|p| p.weak);
        candidate.evidence.add(if weak { Evidence::WeakList } else { Evidence::List });
        if hit.reading.clitics.article() && !hit.reading.restored {
            candidate.evidence.add(Evidence::Article);
        }
        if hit.len == 1 && line.token(at).is_some_and(|token| ordinary(token, weak, hit.reading.cut > 0)) {
            candidate.evidence.add(Evidence::OrdinaryWord);
        }
        Some(candidate)
    })
}

/// Whether a lone word reads as an ordinary one first.
fn ordinary(token: &Token, weak: bool, cut: bool) -> bool {
    let whole = token.sense.whole;
    let grammar = Class::FUNCTION | Class::VERB | Class::TITLE | Class::OFFICE | Class::ORG_HEAD | Class::PLACE_HEAD;
    match (weak, cut) {
        // A cut is a second reading: what the word is without it comes first.
        (_, true) => whole.any(grammar | Class::NAME) || weak && whole.any(Class::COMMON),
        (true, false) => whole.any(grammar | Class::COMMON | Class::ORDINARY_NAME),
        (false, false) => whole.any(Class::FUNCTION),
    }
}
