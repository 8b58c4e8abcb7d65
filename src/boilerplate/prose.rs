//! Prose: which lines are running text, and which only look like it.

use super::cue::Hit;
use super::date::DateShape;
use super::kind::BlockKind;
use super::line::{Ending, Line};
use super::section::Open;
use super::verse;

/// Percent of the long lines that end as sentences do.
pub(crate) fn habit(lines: &[Line<'_>]) -> u32 {
    let long = lines.iter().filter(|line| line.words >= 12 && !line.copyright);
    let (mut all, mut stopped) = (0u32, 0u32);
    for line in long {
        all += 1;
        stopped += u32::from(line.stopped() || line.ending == Ending::Quote || line.ending == Ending::Comma);
    }
    (stopped * 100).checked_div(all).unwrap_or(0)
}

/// Which lines are prose: by themselves, and then by what stands around them.
pub(crate) fn lines(lines: &[Line<'_>], open: &[Open], habit: u32) -> Vec<bool> {
    let mut prose: Vec<bool> = lines.iter().map(|line| is_prose(line, habit)).collect();
    drop_teasers(lines, &mut prose);
    drop_calls(lines, &mut prose);
    verse::add(lines, open, &mut prose);
    prose
}

/// Whether a line reads as running text.
fn is_prose(line: &Line<'_>, habit: u32) -> bool {
    let long = line.words >= 12 && line.function >= 2;
    // A short question is as often a headline.
    let closed = line.stopped() && !line.question || line.ending == Ending::Comma;
    let sentence = line.words >= 8 && line.function >= 1 && closed || line.words >= 5 && line.blanks;
    if !(long || sentence) || line.latin_share(45) || line.copyright || line.date == DateShape::Whole || line.of_site {
        return false;
    }
    // Headlines one after the other, a dash or a bar between them.
    let joints = line.dashes + line.bars;
    if joints >= 3 && joints * 10 >= line.words && line.ending == Ending::None && line.commas < joints {
        return false;
    }
    let barred = |hit: Hit<'_>, most: u32| hit.cue.hard && line.words < most;
    let to_more = line.inner.is_some_and(|hit| hit.cue.kind == BlockKind::ReadMore && line.words < 40);
    if line.start.is_some_and(|hit| barred(hit, 40)) || line.inner.is_some_and(|hit| barred(hit, 30)) {
        return false;
    }
    if to_more || line.points_elsewhere() {
        return false;
    }
    let ended = line.stopped() || matches!(line.ending, Ending::Comma | Ending::Colon) || line.blanks;
    if ended {
        return line.copies == 1 || line.words >= 12;
    }
    if (line.copies > 1 || line.bullet) && line.words < 25 {
        return false;
    }
    // A line without a stop is judged by what the page's other lines do.
    match habit {
        61.. => line.words >= 22 || line.ending == Ending::Quote,
        26..=60 => line.words >= 22 || line.verb || line.ending == Ending::Quote,
        _ => true,
    }
}

/// Takes back lone lines of prose that a date, a pointer or a price follows or that are cut: teasers of a list.
fn drop_teasers(lines: &[Line<'_>], prose: &mut [bool]) {
    let lone = |n: usize| {
        let neighbour = |n: Option<usize>| n.and_then(|n| prose.get(n)).copied().unwrap_or(false);
        neighbour(Some(n)) && !neighbour(n.checked_sub(1)) && !neighbour(Some(n + 1))
    };
    let marked = |n: usize| lines.get(n).is_some_and(teaser_mark);
    let is_teaser = |n: usize| {
        let cut = lines.get(n).is_some_and(|line| line.ending == Ending::Dots || !line.stopped());
        let below = marked(n + 1) || n.checked_sub(1).is_some_and(marked) || marked(n + 2);
        lone(n) && (cut && below || lines.get(n).is_some_and(|line| line.ending == Ending::Dots) || marked(n + 1))
    };
    // A headline, its date, an excerpt, over and over; or excerpts cut at one length, each below its headline.
    let dated = |n: usize| lines.get(n).is_some_and(|line| line.dated() && line.words >= 3);
    let above = |n: usize, back: usize| n.checked_sub(back);
    let posted = |n: usize| lone(n) && (above(n, 1).is_some_and(dated) || above(n, 2).is_some_and(dated));
    let headed = |n: usize| {
        let headline = |line: &Line<'_>| (3..=20).contains(&line.words) && line.ending == Ending::None;
        let cut = lines.get(n).is_some_and(|line| matches!(line.ending, Ending::None | Ending::Dots));
        lone(n) && cut && above(n, 1).and_then(|n| lines.get(n)).is_some_and(headline)
    };
    let posts: Vec<usize> = (0..lines.len()).filter(|&n| posted(n)).collect();
    let cuts: Vec<usize> = (0..lines.len()).filter(|&n| headed(n)).collect();
    let sizes = || cuts.iter().filter_map(|&n| lines.get(n)).map(|line| line.span.len());
    let equal = sizes().max().unwrap_or(0) * 3 <= sizes().min().unwrap_or(0) * 4;
    let all = prose.iter().filter(|&&p| p).count();
    let items = if posts.len() >= 3 {
        posts
    } else if cuts.len() >= 4 && equal {
        cuts
    } else {
        Vec::new()
    };
    if !items.is_empty() && items.len() * 3 >= all * 2 {
        prose.fill(false);
        return;
    }
    let teasers: Vec<usize> = (0..lines.len()).filter(|&n| is_teaser(n)).collect();
    let lone = (0..lines.len()).filter(|&n| lone(n)).count();
    if teasers.len() >= 3 && lone == all && teasers.len() * 2 >= all {
        // A list of teasers: the few that are not cut are teasers too.
        prose.fill(false);
    } else if teasers.len() >= 3 || teasers.len() == 2 && all <= 3 {
        for n in teasers {
            if let Some(p) = prose.get_mut(n) {
                *p = false;
            }
        }
    }
}

/// Takes back lines that address the visitor of a firm, unless the page speaks so throughout.
fn drop_calls(lines: &[Line<'_>], prose: &mut [bool]) {
    let call = |line: &Line<'_>| line.visitor >= 2 && line.visitor * 20 >= line.words && line.legal < 2;
    let all = prose.iter().filter(|&&p| p).count();
    let calls = lines.iter().zip(&*prose).filter(|&(line, &p)| p && call(line)).count();
    if calls * 3 >= all {
        return;
    }
    for (line, p) in lines.iter().zip(prose) {
        *p &= !call(line);
    }
}

/// What stands beside a teaser: its date, the number of its comments, "read more", a price.
fn teaser_mark(line: &Line<'_>) -> bool {
    let kind = line.start.or(line.inner).map(|hit| hit.cue.kind);
    line.date != DateShape::None && line.words <= 8 && !line.is_clock()
        || line.prices > 0 && line.words <= 6
        || line.words <= 8 && matches!(kind, Some(BlockKind::Byline | BlockKind::Comments | BlockKind::Date))
        || line.words <= 30 && matches!(kind, Some(BlockKind::ReadMore))
}
