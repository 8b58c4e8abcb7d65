//! What a run of words that the table reads as a name is: how its first word is read, what lists it, what speaks for it.

use super::Pass;
use super::candidate::{Candidate, add_context};
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::Line;
use super::table::Found;
use crate::gazetteer::clitic::Reading;

/// The mention that `found` in line `number` is.
pub(crate) fn candidate(pass: &Pass<'_>, number: usize, name_list: bool, found: &Found) -> Option<Candidate> {
    let line = pass.lines.get(number)?;
    let kind = found.kind?;
    // The article belongs to the name, but where لل has swallowed it.
    let whole = |c: &Candidate| !c.reading.clitics.article() || c.reading.restored;
    let here = || pass.candidates_of(number).iter().filter(|c| c.first == found.first && whole(c));
    let same = here().filter(|c| c.end == found.end && c.kind == kind);
    let mut candidate = match same.max_by_key(|c| (c.node.is_some(), c.margin)) {
        Some(known) => *known,
        None => {
            let near = here().max_by_key(|c| (c.kind == kind, c.margin, c.len()));
            let reading = near.map_or_else(|| reading(line, found.first), |c| Some(c.reading))?;
            let mut fresh = Candidate::new(number, found.first, found.end, reading, kind);
            if fresh.len() > 1 {
                fresh.evidence.add(Evidence::MultiWord);
            }
            add_context(line, name_list, &mut fresh);
            fresh
        }
    };
    candidate.evidence.add(Evidence::Context);
    Some(candidate)
}

/// How a word that begins a name is read where nothing proposed it: an unknown one as it stands, a known one without its
/// proclitics.
fn reading(line: &Line<'_>, at: usize) -> Option<Reading> {
    let token = line.token(at)?;
    let whole = Reading::whole(&token.word);
    let sense = &token.sense;
    let keep = sense.reading.clitics.article() && !sense.reading.restored || sense.whole != Class::NONE;
    Some(if keep { whole } else { sense.reading })
}
