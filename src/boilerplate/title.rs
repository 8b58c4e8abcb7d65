//! Headlines: where a run of prose begins below one, and which line above an article is it.

use core::ops::Range;

use super::date::DateShape;
use super::kind::BlockKind;
use super::line::{Ending, Line, Lines};
use super::run::{Articles, Run};
use super::section::Open;

/// Points for a line right above a date or by-line.
const RIGHT_ABOVE: i32 = 75;

/// The headline of the article that begins at line `start`: the best fit of the lines above it.
pub(crate) fn of_main(page: &Lines<'_>, found: &Articles, open: &[Open], start: usize) -> Option<usize> {
    let lines = &page.lines;
    let from = start.saturating_sub(20);
    let window = lines.get(from..start)?;
    let mut best: Option<(i32, usize)> = None;
    // Where a date or by-line stands below: the headline stands right above it, a caption below it.
    let mut signed: Option<usize> = None;
    for (n, line) in (from..start).zip(window).rev() {
        let score = score_of(page, found, window, line) - 3 * (start - n) as i32
            + match signed {
                Some(at) if at - n <= 2 => RIGHT_ABOVE,
                Some(_) => 25,
                None => 0,
            };
        let listed = open.get(n).and_then(|open| open.kind.filter(|_| open.age > 0));
        let listed = listed.is_some_and(|kind| kind != BlockKind::Navigation);
        // A table of contents has numbers line after line.
        let numbered = |n: usize| lines.get(n).is_some_and(|line| line.numbered);
        let ranked = numbered(n) && (numbered(n + 1) || n.checked_sub(1).is_some_and(numbered));
        // Within a menu: the next line too has copies elsewhere.
        let next = lines.get(n + 1).filter(|next| next.copies > 1 && next.hash != line.hash);
        let in_menu = line.copies > 1 && next.is_some();
        let score = if listed || ranked || in_menu { score - 60 } else { score };
        if fit_for_title(line) && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, n));
        }
        let signs = line.date != DateShape::None && line.words <= 12
            || line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Byline);
        signed = if signs { Some(n) } else { signed };
    }
    let (_, n) = best.filter(|&(score, _)| score > 20)?;
    let hash = lines.get(n)?.hash;
    // Of two equal lines close together the first is the title, the second a caption or a repeat.
    // The last step of a breadcrumb, a line of its own after a separator, is not it.
    let crumb = |m: usize| m.checked_sub(1).and_then(|m| lines.get(m)).is_some_and(|line| line.words == 0);
    let is_title = |m: usize| lines.get(m).is_some_and(|line| line.hash == hash && !line.bullet) && !crumb(m);
    Some((n.saturating_sub(4).max(from)..=n).find(|&m| is_title(m)).unwrap_or(n))
}

/// A line fit for a headline right above a run: within the last four lines of the gap.
pub(crate) fn above(lines: &[Line<'_>], prose: &[bool], gap: Range<usize>) -> Option<usize> {
    gap.rev().take(4).find(|&n| {
        let free = !prose.get(n).copied().unwrap_or(false);
        free && lines.get(n).is_some_and(|line| fit_for_title(line) && line.words >= 3 && !line.bullet)
    })
}

/// Whether a line could be a headline by itself.
pub(crate) fn fit_for_title(line: &Line<'_>) -> bool {
    (2..=32).contains(&line.words)
        && line.date != DateShape::Whole
        && !line.of_site
        && !line.joined
        && !line.link
        && !line.mail
        && !line.copyright
        && !line.is_list()
        && (line.date == DateShape::None || line.start.is_none())
        && !line.latin_share(60)
        && line.start.is_none_or(|hit| !hit.cue.hard && hit.after > 0)
        && (line.menu * 10 < line.words * 6 || line.words > 3)
}

/// How well a line of the window above an article would do for its headline.
fn score_of(page: &Lines<'_>, found: &Articles, window: &[Line<'_>], line: &Line<'_>) -> i32 {
    let overlap = found.overlap(page, line).unwrap_or(0) as i32;
    let content = (line.content.1 - line.content.0) as i32;
    let shared = (overlap * content / 100).min(4);
    let twins = window.iter().filter(|other| other.hash == line.hash).count() as u32;
    let mut score = 24 * shared + overlap / 2 + 9 * line.words.min(8) as i32;
    let mut rule = |yes: bool, points: i32| score += if yes { points } else { 0 };
    rule(twins > 1, 30);
    // Copies elsewhere on the page: an entry of a menu.
    rule(line.copies > twins, -30);
    rule(line.begins_as_menu && line.bars + line.slashes + line.menu > 1, -40);
    rule(line.stopped() && !line.question && line.ending != Ending::Dots, -50);
    rule(line.words <= 5 && (line.dashes > 0 || line.slashes > 0 || line.ending == Ending::Colon), -60);
    rule(line.date == DateShape::Part, -30);
    rule(line.digits >= 6 && line.words <= 8, -40);
    rule(line.bullet, -80);
    rule(line.bars > 0, -60);
    rule(line.start.is_some(), -40);
    rule(line.numbered, -40);
    rule(line.outlets > 0 && line.closed, -90);
    rule(line.words > 20, -60);
    rule(line.words > 12 && line.ending == Ending::Stop && !line.question, -60);
    rule(line.menu * 3 >= line.words, -40);
    rule(line.menu > 0 && line.words <= 3, -30);
    score
}

/// A long headline passes for prose: where a run begins with one, the run begins below it.
pub(crate) fn below_title(lines: &[Line<'_>], prose: &mut [bool], run: &mut Run) {
    let start = run.lines.start;
    let (Some(first), Some(next)) = (lines.get(start), lines.get(start + 1)) else { return };
    if first.stopped() && !first.question || run.count < 2 || first.words > 30 || first.ending == Ending::Colon {
        return;
    }
    let signed = next.date == DateShape::Whole
        || next.start.is_some_and(|hit| {
            matches!(hit.cue.kind, BlockKind::Byline | BlockKind::Date | BlockKind::Source | BlockKind::Caption)
        })
        || next.words <= 7 && !next.stopped() && start <= 2;
    let next_prose = prose.get(start + 1).copied().unwrap_or(false);
    if signed && !next_prose {
        if let Some(p) = prose.get_mut(start) {
            *p = false;
        }
        let rest = (start + 1..run.lines.end).find(|&n| prose.get(n).copied().unwrap_or(false));
        run.lines.start = rest.unwrap_or(start);
    }
}
