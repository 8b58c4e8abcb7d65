//! Page logic after the decision: what only the whole page can say, and which article a block belongs to.

use super::decide::Points;
use super::kind::BlockKind;
use super::line::Lines;
use super::run::Articles;
use super::thread::Thread;

/// A verdict on one line, and the rule that overrode the points, if any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) kind: BlockKind,
    pub(crate) article: Option<u32>,
    pub(crate) rule: Option<&'static str>,
}

/// Kinds that belong to an article where they stand beside it.
pub(super) const OF_ARTICLE: [BlockKind; 5] =
    [BlockKind::Byline, BlockKind::Date, BlockKind::Source, BlockKind::Caption, BlockKind::Tags];

/// Applies the page's logic to the kinds that the points gave.
pub(crate) fn verdicts(page: &Lines<'_>, found: &Articles, points: &[Points], kinds: &[BlockKind]) -> Vec<Verdict> {
    let mut out: Vec<Verdict> = kinds.iter().map(|&kind| Verdict { kind, article: None, rule: None }).collect();
    other_articles(found, &mut out);
    let text = |n: usize| kinds.get(n) == Some(&BlockKind::Body);
    match &found.main {
        // Where not one line of what looks like the article reads as its text, it is none.
        Some(main) if found.sold || found.thread.is_some() || main.clone().any(text) => {
            main_article(page, found, points, &mut out)
        }
        _ => no_article(points, &mut out),
    }
    joined_headlines(page, &mut out);
    out
}

/// Entries of a menu that stand in one line are short, and so are the cells of a table: longer pieces are headlines.
fn joined_headlines(page: &Lines<'_>, out: &mut [Verdict]) {
    for (n, line) in page.lines.iter().enumerate() {
        let headline = line.joined && line.words >= 3 && line.menu == 0 && line.start.is_none();
        let taken = [BlockKind::Navigation, BlockKind::Body];
        if headline && !line.stopped() && out.get(n).is_some_and(|v| taken.contains(&v.kind)) {
            set(out, n, BlockKind::Related, "one of several headlines in one line");
            out.get_mut(n).into_iter().for_each(|v| v.article = None);
        }
    }
}

/// The kind with the most points among those that `allowed` lets through; on a tie [`BlockKind::Other`], which claims
/// least, then the earlier kind.
fn best(points: Option<&Points>, allowed: impl Fn(BlockKind) -> bool) -> BlockKind {
    let mut top: Option<(i32, BlockKind)> = None;
    for (kind, points) in BlockKind::ALL.into_iter().zip(points.into_iter().flatten()) {
        let better = |(most, _): (i32, _)| *points > most || *points == most && kind == BlockKind::Other;
        if allowed(kind) && top.is_none_or(better) {
            top = Some((*points, kind));
        }
    }
    top.map_or(BlockKind::Other, |(_, kind)| kind)
}

fn set(out: &mut [Verdict], n: usize, kind: BlockKind, rule: &'static str) {
    if let Some(verdict) = out.get_mut(n)
        && verdict.kind != kind
    {
        verdict.kind = kind;
        verdict.rule = Some(rule);
    }
}

/// A page without an article has no body, no title, and nothing that belongs to one.
fn no_article(points: &[Points], out: &mut [Verdict]) {
    for n in 0..out.len() {
        if out.get(n).is_some_and(|v| matches!(v.kind, BlockKind::Body | BlockKind::Title) && v.article.is_none()) {
            let kind = best(points.get(n), |kind| !matches!(kind, BlockKind::Body | BlockKind::Title));
            set(out, n, kind, "a page without an article has no body");
        }
    }
}

/// Lines of a second, third ... whole article.
fn other_articles(found: &Articles, out: &mut [Verdict]) {
    for (number, (title, lines)) in (2..).zip(&found.others) {
        if let Some(title) = *title {
            set(out, title, BlockKind::Title, "stands above a further article");
        }
        for n in lines.clone() {
            if !out.get(n).is_some_and(|v| OF_ARTICLE.contains(&v.kind) || v.kind == BlockKind::ReadMore) {
                set(out, n, BlockKind::Body, "belongs to a further article");
            }
        }
        for n in title.iter().copied().chain(lines.clone()) {
            if let Some(verdict) = out.get_mut(n) {
                verdict.article = Some(number).filter(|_| verdict.kind != BlockKind::ReadMore);
            }
        }
    }
}

fn main_article(page: &Lines<'_>, found: &Articles, points: &[Points], out: &mut [Verdict]) {
    let Some(main) = found.main.clone() else { return };
    let own = |out: &[Verdict], n: usize| out.get(n).is_some_and(|v| v.article.is_none());
    // The points see more than the search for a headline did: it settles pages where they name none.
    let above = main.start.saturating_sub(24)..(main.start + 2).min(main.end);
    let named = above.filter(|&n| out.get(n).is_some_and(|v| v.kind == BlockKind::Title && v.article.is_none()));
    let title = named.max_by_key(|&n| (points_of(points, n, BlockKind::Title), core::cmp::Reverse(n))).or(found.title);
    if let Some(title) = title {
        set(out, title, BlockKind::Title, "the best headline above the article");
    }
    // A title elsewhere is a repeat of the headline or none at all.
    let headline = title.and_then(|n| page.lines.get(n)).map(|line| line.hash);
    for n in 0..out.len() {
        let twin = headline.is_some() && page.lines.get(n).map(|line| line.hash) == headline;
        let is_title = out.get(n).is_some_and(|v| v.kind == BlockKind::Title);
        if is_title && own(out, n) && Some(n) != title && !twin {
            let inside = main.contains(&n);
            let kind = best(points.get(n), |kind| kind != BlockKind::Title && (inside || kind != BlockKind::Body));
            set(out, n, kind, "the article has another headline");
        }
    }
    if found.sold {
        sold(page, found, points, out);
    }
    if let Some(posts) = &found.thread {
        thread(page, posts, out);
    }
    if found.all_text {
        for n in main.clone() {
            let plain = page.lines.get(n).is_some_and(|line| line.start.is_none() && line.inner.is_none());
            let list = [BlockKind::Related, BlockKind::Navigation, BlockKind::Tags];
            if plain && out.get(n).is_some_and(|v| list.contains(&v.kind) && v.article.is_none()) {
                set(out, n, BlockKind::Body, "a page that is all text");
            }
        }
    }
    prose_stays(found, points, out);
    far_bodies(page, found, points, out);
    let first = title.map_or(main.start, |title| title.min(main.start));
    for n in 0..out.len() {
        let Some(verdict) = out.get_mut(n).filter(|v| v.article.is_none()) else { continue };
        let beside = n + 6 >= first && n < main.end + 12;
        let belongs = match verdict.kind {
            BlockKind::Title | BlockKind::Body => true,
            kind => OF_ARTICLE.contains(&kind) && beside,
        };
        verdict.article = belongs.then_some(1);
    }
}

/// A post is the words of its writer whatever they look like, and so are the answers.
fn thread(page: &Lines<'_>, posts: &Thread, out: &mut [Verdict]) {
    let plain = |n: &usize| page.lines.get(*n).is_some_and(|line| line.start.is_none_or(|hit| !hit.cue.hard));
    posts.first.clone().filter(plain).for_each(|n| set(out, n, BlockKind::Body, "the first post of a thread"));
    posts.answers.clone().filter(plain).for_each(|n| set(out, n, BlockKind::Comments, "an answer in a thread"));
    posts.writer.into_iter().for_each(|n| set(out, n, BlockKind::Byline, "the writer of the first post"));
}

/// Between a product's name and the end of its description all is about it, but buttons and fields of forms.
fn sold(page: &Lines<'_>, found: &Articles, points: &[Points], out: &mut [Verdict]) {
    for n in found.main.clone().unwrap_or_default() {
        let Some(line) = page.lines.get(n) else { continue };
        let button = line.cart || line.start.is_some_and(|hit| hit.cue.hard);
        let Some(verdict) = out.get(n).filter(|v| v.article.is_none()) else { continue };
        let near = points_of(points, n, verdict.kind) < points_of(points, n, BlockKind::Body) + CLEARLY;
        if line.words >= 2 && !button && (near || line.prices > 0) {
            set(out, n, BlockKind::Body, "describes what the page sells");
        }
    }
}

fn points_of(points: &[Points], n: usize, kind: BlockKind) -> i32 {
    points.get(n).and_then(|own| own.get(kind as usize)).copied().unwrap_or(0)
}

/// Points by which another kind has to win a line of prose inside the article.
const CLEARLY: i32 = 10;

/// Running text inside the article is its text unless the line clearly says otherwise: what is lost there is missed most.
fn prose_stays(found: &Articles, points: &[Points], out: &mut [Verdict]) {
    for n in found.main.clone().unwrap_or_default() {
        let Some(verdict) = out.get(n).filter(|v| v.article.is_none()) else { continue };
        let near = points_of(points, n, verdict.kind) < points_of(points, n, BlockKind::Body) + CLEARLY;
        if found.prose.get(n) == Some(&true) && verdict.kind != BlockKind::Body && near {
            set(out, n, BlockKind::Body, "running text inside the article");
        }
    }
}

/// Body lines apart from the article belong to it only if nothing but body lies between.
fn far_bodies(page: &Lines<'_>, found: &Articles, points: &[Points], out: &mut [Verdict]) {
    let Some(main) = found.main.clone() else { return };
    let joined = |kind: BlockKind| {
        OF_ARTICLE.contains(&kind) || matches!(kind, BlockKind::Body | BlockKind::Title | BlockKind::ReadMore)
    };
    leave_far(main.end..page.lines.len(), points, out, joined);
    leave_far((0..main.start).rev(), points, out, |kind| joined(kind) && kind != BlockKind::Title);
}

/// Walks away from the article: past the first line that is not `joined` to it, no line is its body.
fn leave_far(
    lines: impl Iterator<Item = usize>,
    points: &[Points],
    out: &mut [Verdict],
    joined: impl Fn(BlockKind) -> bool,
) {
    let mut reach = true;
    for n in lines {
        let Some(verdict) = out.get(n) else { return };
        if !reach && verdict.kind == BlockKind::Body && verdict.article.is_none() {
            let kind = best(points.get(n), |kind| !matches!(kind, BlockKind::Body | BlockKind::Title));
            set(out, n, kind, "stands apart from the article");
        }
        reach &= out.get(n).is_some_and(|v| joined(v.kind));
    }
}
