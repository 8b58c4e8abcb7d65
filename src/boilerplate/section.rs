//! Sections: a heading opens one, prose or the next heading closes it.

use super::cue::{Position, Section};
use super::date::DateShape;
use super::kind::BlockKind;
use super::line::Line;
use super::prose;

/// The section a line stands in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Open {
    pub(crate) kind: Option<BlockKind>,
    /// Lines since its heading; 0 is the heading.
    pub(crate) age: u32,
}

/// Lines after which a heading is forgotten.
const REACH: u32 = 60;

/// The section of every line.
pub(crate) fn sections(lines: &[Line<'_>]) -> Vec<Open> {
    // Where no sentence ends with a stop, a line of its length is one.
    let stops = prose::habit(lines) > 25;
    let mut now = Open::default();
    // A headline is one line; a text has a sentence, or several lines.
    let (mut prose, mut text) = (0, 0);
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        now.age += 1;
        if now.age > REACH {
            now.kind = None;
        }
        let ended = line.words >= 12 && line.stopped() && !line.question;
        let plain = line.words >= 8 && line.start.is_none() && line.date == DateShape::None;
        text += if plain && ended { 2 } else { u32::from(plain) };
        match line.start {
            // The number of comments above an article opens nothing.
            Some(hit) if hit.cue.kind == BlockKind::Comments && text < 2 => {}
            Some(hit) if hit.cue.section == Section::Open && hit.after <= 2 => {
                now = Open { kind: Some(hit.cue.kind), age: 0 };
                prose = 0;
            }
            // "Read more" alone on a line stands above links.
            Some(hit) if hit.cue.kind == BlockKind::ReadMore && hit.cue.position == Position::Whole => {
                now = Open { kind: Some(BlockKind::ReadMore), age: 0 };
                prose = 0;
            }
            // The way to an article, or who wrote it, ends the list of others above it.
            Some(hit) if now.kind == Some(BlockKind::Related) && hit.cue.hard && leads_on(hit.cue.kind, line) => {
                now.kind = None;
            }
            // A hard cue of another kind that speaks of one line ends a list of tags or sources.
            Some(hit) if hit.cue.hard && short_lived(now.kind) && Some(hit.cue.kind) != now.kind => now.kind = None,
            _ => {}
        }
        if line.copyright && line.outlets == 0 {
            now.kind = None;
        }
        let sentence = line.words >= 12 && line.function >= 2 && (line.stopped() || line.words >= 22 || !stops);
        prose = if sentence && line.start.is_none() { prose + 1 } else { 0 };
        let closes = match now.kind {
            Some(BlockKind::Comments | BlockKind::Legal) => false,
            Some(kind) if short_lived(Some(kind)) => {
                now.age > 0 && (line.words > most(kind) && line.commas < 2 || line.date == DateShape::Whole)
            }
            Some(BlockKind::ReadMore) => prose >= 1,
            _ => prose >= 2,
        };
        if closes {
            now.kind = None;
        }
        out.push(now);
    }
    empty_comments(lines, &mut out);
    out
}

/// A heading of comments that no comment, name or date follows is followed by headlines of other stories.
fn empty_comments(lines: &[Line<'_>], out: &mut [Open]) {
    let mut at = 0;
    for run in out.chunk_by_mut(|a, b| a.kind == b.kind && b.age > 0) {
        let own = lines.get(at..at + run.len()).unwrap_or_default();
        at += run.len();
        if run.first().is_none_or(|open| open.kind != Some(BlockKind::Comments) || open.age > 0) {
            continue;
        }
        let below = own.get(1..).unwrap_or_default();
        let signed = below.iter().filter(|line| {
            line.numbered
                || line.date != DateShape::None
                || line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Comments)
        });
        if signed.count() == 0 {
            for (open, line) in run.iter_mut().zip(own).skip(1) {
                open.kind = (line.words >= 4).then_some(BlockKind::Related);
            }
        }
    }
}

/// A breadcrumb or a byline.
fn leads_on(kind: BlockKind, line: &Line<'_>) -> bool {
    kind == BlockKind::Navigation && line.bars + line.slashes > 0 || kind == BlockKind::Byline
}

/// Most words of a line in a short-lived section.
fn most(kind: BlockKind) -> u32 {
    if kind == BlockKind::Source { 18 } else { 9 }
}

/// Sections of a few short lines: key words, sources.
fn short_lived(kind: Option<BlockKind>) -> bool {
    matches!(kind, Some(BlockKind::Tags | BlockKind::Source | BlockKind::Share))
}
