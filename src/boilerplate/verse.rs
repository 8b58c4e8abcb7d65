//! Verse: lines too short for sentences that all the same say one thing after the other.

use super::anchor::signs;
use super::date::DateShape;
use super::kind::BlockKind;
use super::line::{Ending, Line};
use super::section::Open;

/// Fewest lines of a run of short lines that is verse, and of one whose lines have two halves each.
const LEAST: usize = 8;
const LEAST_HALVED: usize = 3;

/// Most words of a line of verse, and most on average: headlines are longer.
const LONGEST: u32 = 9;
const AVERAGE: u32 = 5;

/// Marks runs of verse as running text.
pub(crate) fn add(lines: &[Line<'_>], open: &[Open], prose: &mut [bool]) {
    // Comments are short lines too, and say as much.
    let free = |n: usize| open.get(n).is_none_or(|open| open.kind.is_none_or(|kind| kind == BlockKind::Navigation));
    let may: Vec<bool> = lines.iter().map(may_be).collect();
    let mut at = 0;
    for alike in may.chunk_by(|a, b| a == b) {
        let run = at..at + alike.len();
        at = run.end;
        let own = lines.get(run.clone()).unwrap_or_default();
        if alike.first() != Some(&true) || !is_verse(own) || !run.clone().all(free) {
            continue;
        }
        // Nothing of its own above it: the first line is its title.
        let titled = own.first().is_some_and(|first| !first.halved && first.words >= 2 && first.ending == Ending::None);
        let skipped = usize::from(titled && !run.start.checked_sub(1).and_then(|n| lines.get(n)).is_some_and(signs));
        let marks = prose.get_mut(run.start + skipped..run.end);
        marks.into_iter().for_each(|marks| marks.fill(true));
    }
}

/// Whether a line may be one of verse, by itself: words and nothing else.
fn may_be(line: &Line<'_>) -> bool {
    let plain = line.words > 0 && line.digits == 0 && line.latin == 0 && !line.bullet && !line.joined && !line.of_site;
    let marked = line.bars + line.slashes + line.hashes + line.outlets + line.prices + line.visitor + line.networks > 0;
    let known = line.cart || line.copyright || line.mail || line.link || line.date == DateShape::Whole;
    let cued =
        line.start.is_some_and(|hit| hit.cue.hard || hit.after <= 1) || line.inner.is_some_and(|hit| hit.cue.hard);
    let most = if line.halved { 2 * LONGEST } else { LONGEST };
    plain && !marked && !known && !cued && line.words <= most && line.menu * 2 <= line.words && line.copies <= 4
}

/// Whether lines one below the other are verse: halves of one length; or short lines, a good part of which have the words
/// that carry sentences. Names, topics and entries of menus have none, and headlines are longer.
fn is_verse(own: &[Line<'_>]) -> bool {
    let count = |is: fn(&Line<'_>) -> bool| own.iter().filter(|line| is(line)).count();
    let words: u32 = own.iter().map(|line| line.words).sum();
    let size = u32::try_from(own.len()).unwrap_or(u32::MAX);
    let said = count(|line| line.function > 0 || line.verb);
    let halved = count(|line| line.halved);
    let single = count(|line| line.copies == 1);
    if halved >= LEAST_HALVED && halved * 3 >= own.len() * 2 {
        return said * 2 >= own.len();
    }
    own.len() >= LEAST && words <= AVERAGE * size && said * 5 >= own.len() * 2 && single * 10 >= own.len() * 7
}
