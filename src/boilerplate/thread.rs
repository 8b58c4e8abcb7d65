//! Threads of forums: the first post is the article, the others are answers to it.

use core::ops::Range;

use super::date::DateShape;
use super::kind::BlockKind;
use super::line::Line;

/// Fewest heads of posts on a page that is a thread.
const LEAST: usize = 3;

/// Most lines of what a forum tells of a member beside his post.
const FIELDS: usize = 8;

/// The posts of a thread.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    /// The first line of what stands above the first post: its date or its writer.
    pub(crate) head: usize,
    /// The name of the writer of the first post.
    pub(crate) writer: Option<usize>,
    pub(crate) first: Range<usize>,
    /// The answers, up to where the forum goes on.
    pub(crate) answers: Range<usize>,
}

/// A line with the date and number of a post, or its number alone.
fn is_numbered(line: &Line<'_>) -> bool {
    line.hashes > 0 && (line.date != DateShape::None && line.words <= 14 || line.words == 1 && line.numbers == 1)
}

/// What is told of a member: his rank, his town, how much he has written.
fn is_field(line: &Line<'_>) -> bool {
    line.words <= 6 && line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Other)
}

/// How much he has written, or since when.
fn is_count(line: &Line<'_>) -> bool {
    is_field(line) && line.numbers > 0 && line.mid_colon
}

/// Finds the thread of a page: what is told of members stands there again and again, or the numbers of their posts.
pub(crate) fn find(lines: &[Line<'_>]) -> Option<Thread> {
    // A directory tells of people and firms again and again, and numbers none of them.
    let numbers = lines.iter().filter(|line| is_numbered(line)).count();
    if numbers == 0 || numbers + lines.iter().filter(|line| is_count(line)).count() < LEAST {
        return None;
    }
    let count = lines.iter().position(is_count)?;
    // The name, rank and town above it, and the date above those.
    let above = (count.saturating_sub(5)..count).find(|&n| lines.get(n).is_some_and(Line::dated));
    let head = above.or_else(|| count.checked_sub(1)).unwrap_or(0);
    if lines.get(..head)?.iter().any(is_numbered) {
        return None;
    }
    let told =
        |line: &Line<'_>| is_field(line) || line.date == DateShape::Whole || line.words == 0 || is_numbered(line);
    let name = |line: &Line<'_>| !told(line) && line.words <= 4 && line.start.is_none_or(|hit| !hit.cue.hard);
    let writer = (head..count).find(|&n| lines.get(n).is_some_and(name));
    let start = (count + 1..count + FIELDS).find(|&n| lines.get(n).is_some_and(|line| !told(line)))?;
    let post = lines.get(start..)?;
    let end = start + post.iter().position(ends_post).unwrap_or(post.len());
    let words: u32 = lines.get(start..end)?.iter().map(|line| line.words).sum();
    let rest = lines.get(end..)?;
    let over = end + rest.iter().position(ends_thread).unwrap_or(rest.len());
    (words >= 8).then_some(Thread { head, writer, first: start..end, answers: end..over })
}

/// What follows the text of a post: a rule and what its writer always adds, buttons, the date of the next post.
fn ends_post(line: &Line<'_>) -> bool {
    let cued = line.start.is_some_and(|hit| hit.cue.kind != BlockKind::Body && (hit.cue.hard || hit.after == 0));
    cued || line.words == 0 || line.dated() || is_numbered(line) || is_count(line) || line.copyright
}

/// What no post goes on with: the way to other threads, the rules of the forum.
fn ends_thread(line: &Line<'_>) -> bool {
    let kinds = [BlockKind::Related, BlockKind::Legal, BlockKind::Navigation, BlockKind::Share, BlockKind::Promo];
    line.copyright || line.start.or(line.inner).is_some_and(|hit| hit.cue.hard && kinds.contains(&hit.cue.kind))
}
