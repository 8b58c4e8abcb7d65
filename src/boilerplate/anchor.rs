//! Articles found by what stands above them: a headline, and the lines that sign it. What follows may be no running text
//! at all: a recipe, a table of results, a first post without a single stop.

use core::ops::Range;

use super::cue::{Position, Section};
use super::date::DateShape;
use super::kind::BlockKind;
use super::line::{Ending, Line};
use super::section::Open;
use super::title::fit_for_title;

/// Most lines between a headline and its article.
const APART: usize = 16;

/// Fewest words of an article found by its headline.
const LEAST: u32 = 12;

/// Most lines of an article without running text.
const LONGEST: usize = 80;

/// Whether a line stands between a headline and its article: who, when, buttons, counters, captions.
fn between(line: &Line<'_>) -> bool {
    use BlockKind::{Byline, Caption, Comments, Date, Navigation, Other, Promo, Share, Source, Tags};
    let kinds = [Byline, Caption, Comments, Date, Navigation, Other, Promo, Share, Source, Tags];
    line.date != DateShape::None && line.words <= 16
        || line.networks == line.words
        || line.start.is_some_and(|hit| kinds.contains(&hit.cue.kind) && (hit.cue.hard || line.words <= 6))
        || line.inner.is_some_and(|hit| hit.cue.hard && line.words <= 12)
        || line.words <= 1 && line.start.is_none_or(|hit| hit.cue.kind != BlockKind::Body)
}

/// Whether a line says who wrote what is below it, or when.
pub(crate) fn signs(line: &Line<'_>) -> bool {
    let dated = line.dated() && line.words >= 3 && !line.ago;
    // Name, place and date in one line.
    let named = line.date == DateShape::Part && line.function == 0 && line.digits >= 5 && line.dashes + line.bars > 0;
    let named = named && line.words <= 16 && !line.stopped();
    let kind = line.start.filter(|hit| hit.cue.hard || line.words <= 10).map(|hit| hit.cue.kind);
    dated || named || matches!(kind, Some(BlockKind::Byline | BlockKind::Date))
}

/// Whether a line can be the headline of what stands below it.
fn heads(lines: &[Line<'_>], open: &[Open], n: usize) -> bool {
    // Prayer times and weather stand above an article as well as its menu.
    let head = |kind: BlockKind| matches!(kind, BlockKind::Navigation | BlockKind::Other);
    let listed = open.get(n).is_some_and(|open| open.kind.is_some_and(|kind| !head(kind)));
    let fits = |line: &Line<'_>| {
        let bare = line.start.is_none() && line.menu * 2 <= line.words && line.bars == 0;
        fit_for_title(line)
            && line.words >= 3
            && !line.bullet
            && bare
            && (line.date == DateShape::None || line.digits == 0)
    };
    !listed && lines.get(n).is_some_and(fits)
}

/// Whether the run of `count` lines of prose stands below a headline that is signed, and is no entry of a list: neither
/// "read more" nor the date of the next entry comes right after it, and the page has no pager.
pub(crate) fn is_headed(lines: &[Line<'_>], open: &[Open], run: &Range<usize>, count: u32) -> bool {
    let start = run.start;
    let from = start.saturating_sub(APART);
    if is_entry(lines, open, run, count) {
        return false;
    }
    let (mut signed, mut others) = (false, 0);
    for n in (from..start).rev() {
        let Some(line) = lines.get(n) else { return false };
        let above = || (n.saturating_sub(2)..n).filter_map(|n| lines.get(n)).any(signs);
        if heads(lines, open, n) && !between(line) && (signed || above()) {
            return true;
        }
        others += u32::from(!between(line));
        // Below a heading of its own, such as of the site's own story.
        if line.start.is_some_and(|hit| hit.cue.section == Section::Open) {
            return false;
        }
        signed |= signs(line);
        // A caption may stand there, or a subtitle.
        if others > 2 || !between(line) && line.words > 14 {
            return false;
        }
    }
    false
}

/// Whether a run of prose is an entry of a list.
pub(crate) fn is_entry(lines: &[Line<'_>], open: &[Open], run: &Range<usize>, count: u32) -> bool {
    let headline = |n: usize| lines.get(n).is_some_and(|line| line.words >= 5 && heads(lines, open, n));
    count == 1 && headline(run.end) && headline(run.end + 1)
        || goes_on_as_list(lines, run.clone(), count)
        || count <= 2 && ends_list(lines, run.start)
}

/// Whether headlines and their times, one after the other, lead up to line `start`: it is the last entry of their list.
pub(crate) fn ends_list(lines: &[Line<'_>], start: usize) -> bool {
    let (mut times, mut headlines) = (0, 0);
    for line in lines.get(start.saturating_sub(12)..start).unwrap_or_default().iter().rev() {
        if line.dated() && line.words <= 8 {
            times += 1;
        } else if (4..=20).contains(&line.words) && line.start.is_none() && !line.bullet && line.date == DateShape::None
        {
            headlines += 1;
        } else {
            break;
        }
    }
    times >= 3 && headlines >= 3
}

/// Whether a headline stands right above a run of prose.
pub(crate) fn is_below_headline(lines: &[Line<'_>], open: &[Open], start: usize) -> bool {
    let short = |line: &Line<'_>| line.words == 2 && line.copies == 1 && line.start.is_none() && line.menu == 0;
    let fits = |n: usize| lines.get(n).is_some_and(|line| short(line) && fit_for_title(line) && line.digits == 0);
    (start.saturating_sub(3)..start).any(|n| heads(lines, open, n) || fits(n))
}

/// Whether what follows a stretch of `count` lines of text, up to a line that says what comes below it, are further
/// entries of one list: their dates, "read more", the numbers of its pages.
fn goes_on_as_list(lines: &[Line<'_>], own: Range<usize>, count: u32) -> bool {
    let more = |line: &Line<'_>| line.start.is_some_and(|hit| hit.cue.kind == BlockKind::ReadMore && hit.after < 2);
    let dated = |line: &Line<'_>| line.dated() && !line.ago || line.ago && line.hashes == 0;
    let paged = |line: &Line<'_>| {
        line.numbers >= 3
            && line.numbers * 2 >= line.words
            && line.digits <= line.numbers * 3
            && line.date == DateShape::None
    };
    let heading = |line: &Line<'_>| line.start.is_some_and(|hit| hit.cue.hard && hit.cue.section == Section::Open);
    let below = lines.get(own.end..).unwrap_or_default();
    let below = below.iter().take_while(|line| !heading(line) && !line.copyright);
    let (mut entries, mut pages) = (0, 0);
    for line in below.chain(lines.get(own).unwrap_or_default()) {
        entries += u32::from(more(line) || dated(line));
        pages += u32::from(paged(line));
    }
    entries >= count.clamp(1, 3) || pages > 0 && count <= 2
}

/// The article of a page without running text: below a signed headline, or around the headings that only articles have.
pub(crate) fn bare(lines: &[Line<'_>], open: &[Open]) -> Option<(Option<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        if !signs(line) || found.last().is_some_and(|(_, own, _): &(usize, Range<usize>, bool)| n < own.end) {
            continue;
        }
        let title = (n.saturating_sub(4)..n).rev().find(|&m| heads(lines, open, m));
        if let Some(title) = title
            && let Some((own, posted)) = zone(lines, n + 1)
        {
            found.push((title, own, posted));
        }
        if found.len() > 4 {
            break;
        }
    }
    match found.as_slice() {
        // Headline, date, text, over and over, are a list, unless they are the posts of one thread.
        [(title, own, posted), rest @ ..]
            if *posted
                || rest.len() <= 1 && !goes_on_as_list(lines, own.clone(), 1) && !ends_list(lines, own.start) =>
        {
            Some((Some(*title), own.clone()))
        }
        [_, _, ..] => None,
        _ => contents(lines, open),
    }
}

/// The lines from `from` on up to one that is no part of an article, enough of them to be one; and whether a member of
/// a forum wrote them.
fn zone(lines: &[Line<'_>], from: usize) -> Option<(Range<usize>, bool)> {
    let rest = lines.get(from..)?;
    // A member's name stands above what is told of him.
    let member = |line: &Line<'_>| line.words <= 6 && line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Other);
    let named = |n: usize| {
        let below = rest.get(n + 1..(n + 3).min(rest.len())).unwrap_or_default();
        rest.get(n).is_some_and(|line| line.words <= 4) && below.iter().any(member)
    };
    let stands = |n: &usize| rest.get(*n).is_some_and(|line| !between(line) && !signs(line)) && !named(*n);
    let start = from + (0..rest.len().min(APART)).find(stands)?;
    let end = start + lines.get(start..)?.iter().take(LONGEST).position(is_over).unwrap_or(LONGEST);
    let own = lines.get(start..end.min(lines.len()))?;
    let words: u32 = own.iter().map(|line| line.words).sum();
    // Headlines below one another are no article: it has a sentence, or a heading of its own, or a member's name above.
    let sentence = |line: &Line<'_>| {
        let ended = line.ending == Ending::Stop && !line.question || line.ending == Ending::Comma;
        line.words >= 5 && (ended || line.commas > 0 && line.function >= 2) || line.words >= 16 && line.function >= 3
    };
    let content = |line: &Line<'_>| line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Body);
    let above = lines.get(from..start).unwrap_or_default();
    let posted = above.iter().any(member);
    let fields = own.iter().filter(|line| line.bars > 0).count();
    if fields * 2 >= own.len() {
        return None;
    }
    let text = posted || own.iter().any(|line| sentence(line) || content(line));
    // A question among headlines has a comma too.
    let sentences = own.iter().filter(|line| sentence(line)).count();
    let text = text && (posted || own.iter().any(content) || sentences * 8 >= own.len());
    (words >= LEAST && text).then_some((start..end.min(lines.len()), posted))
}

/// A line that no article goes on with.
pub(crate) fn is_over(line: &Line<'_>) -> bool {
    line.copies > 2 || says_over(line)
}

/// As [`is_over`], wherever else its words stand.
pub(crate) fn says_over(line: &Line<'_>) -> bool {
    use BlockKind::{Body, Caption, ReadMore};
    let cue = line
        .start
        .is_some_and(|hit| hit.cue.hard && ![Body, Caption, ReadMore].contains(&hit.cue.kind) && hit.after <= 12);
    cue || line.copyright || line.words == 0 || line.dated() && line.words >= 2 || line.networks == line.words
}

/// Ingredients and steps, conditions and fees: two headings that only articles have stand in one.
fn contents(lines: &[Line<'_>], open: &[Open]) -> Option<(Option<usize>, Range<usize>)> {
    let heading = |line: &Line<'_>| {
        line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Body && hit.cue.position == Position::Whole)
    };
    let first = lines.iter().position(heading)?;
    let own = lines.get(first..)?.iter().take(LONGEST).position(is_over).unwrap_or(LONGEST);
    let end = (first + own).min(lines.len());
    let title = (first.saturating_sub(8)..first).rev().find(|&n| {
        heads(lines, open, n) && lines.get(n).is_some_and(|line| !line.stopped() && line.words <= 14 && !between(line))
    });
    let own = lines.get(first..end)?;
    let headings = own.iter().filter(|line| heading(line)).count();
    let listed = own.len() >= 5 && title.is_some() && own.iter().any(|line| line.words >= 8);
    if headings < 2 && !listed {
        return None;
    }
    Some((title, title.map_or(first, |title| title + 1)..end))
}
