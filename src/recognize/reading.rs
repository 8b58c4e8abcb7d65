//! What a run of words that the table reads as a name is: how its first word is read, what lists it, what speaks for it.

use std::borrow::Cow;

use super::bounds::plain_word;
use super::candidate::{Candidate, SURE, add_context};
use super::evidence::Evidence;
use super::feature::Features;
use super::lexicon::Class;
use super::line::Line;
use super::pass::{Context, Setting};
use super::table::{Found, Steps, Table};
use crate::EntityKind;
use crate::gazetteer::clitic::Reading;

/// What the table reads in a line, with what the lists are sure of.
pub(super) fn read<'a>(table: &Table, lean: i32, context: &Context<'a>, steps: &mut Steps) -> Cow<'a, [Candidate]> {
    let &Context { line, candidates, chosen, .. } = context;
    // A line of ordinary words has no names.
    if candidates.is_empty() && line.tokens.iter().all(plain_word) {
        return Cow::Borrowed(&[]);
    }
    let mut found = table.read(&Features::new(context), lean, steps);
    // What a list holds as a whole, or has quotes inside, is no shorter name, and none of another kind.
    let quoted = |c: &Candidate| {
        let inside = c.evidence.has(Evidence::Quotes) && c.evidence.has(Evidence::OwnHead);
        inside && !line.token(c.first).is_some_and(|t| t.opened)
    };
    let kept = |c: &Candidate| c.margin + lean >= 0;
    let within = |f: &Found| {
        let at = chosen.partition_point(|c| c.end <= f.first);
        let whole = |c: &&Candidate| kept(c) && (c.is_sure() || quoted(c)) && c.first <= f.first && f.end <= c.end;
        let other = |c: &Candidate| f.end - f.first < c.len() || c.len() > 1 && f.kind != Some(c.kind);
        chosen.get(at).filter(whole).is_some_and(other)
    };
    found.retain(|f| f.kind.is_some() && !within(f));
    // What lists are sure of, or is the surname of a full name, and the table leaves free, is a mention as well.
    let free = |c: &&Candidate| {
        let at = found.partition_point(|f| f.end <= c.first);
        let club = c.evidence.has(Evidence::Topic) && context.memory.surely_sport();
        let body = c.kind == EntityKind::Organization && (c.margin >= SURE || club);
        let titled = c.evidence.has(Evidence::Title) || c.evidence.has(Evidence::Office);
        let surname =
            c.kind == EntityKind::Person && c.node.is_some() && titled && !c.evidence.has(Evidence::OrdinaryWord);
        let sure = surname
            || body
            || quoted(c)
            || c.is_sure()
            || c.evidence.has(Evidence::Surname)
            || c.evidence.has(Evidence::Country);
        sure && kept(c) && found.get(at).is_none_or(|f| c.end <= f.first)
    };
    let mut all: Vec<Candidate> = found.iter().filter_map(|f| candidate(context, f)).collect();
    all.extend(chosen.iter().filter(free));
    all.sort_by_key(|c| c.first);
    Cow::Owned(all)
}

/// The mention that `found` is.
fn candidate(context: &Context<'_>, found: &Found) -> Option<Candidate> {
    let Context { line, candidates, setting, .. } = context;
    let kind = found.kind?;
    // The article belongs to the name, but where لل has swallowed it.
    let whole = |c: &Candidate| !c.reading.clitics.article() || c.reading.restored;
    let from = candidates.partition_point(|c| c.first < found.first);
    let here = || candidates.iter().skip(from).take_while(|c| c.first == found.first).filter(|c| whole(c));
    let same = here().filter(|c| c.end == found.end && c.kind == kind);
    let mut candidate = match same.max_by_key(|c| (c.node.is_some(), c.margin)) {
        Some(known) => *known,
        None => {
            let near = here().max_by_key(|c| (c.kind == kind, c.margin, c.len()));
            let reading = near.map_or_else(|| reading(line, found.first), |c| Some(c.reading))?;
            let mut fresh = Candidate::new(found.first, found.end, reading, kind);
            if fresh.len() > 1 {
                fresh.evidence.add(Evidence::MultiWord);
            }
            add_context(line, *setting == Setting::Names, &mut fresh);
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
