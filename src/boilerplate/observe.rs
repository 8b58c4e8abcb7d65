//! The features of a line, observed: from its shape, its words and what surrounds it.

use super::cue::Position;
use super::date::DateShape;
use super::feature::{Bases, G};
use super::kind::BlockKind;
use super::line::{Ending, Line, Lines};
use super::run::Articles;
use super::section::Open;

impl Bases {
    /// Features of line `n`, added to `list`.
    pub(crate) fn of(
        &self,
        page: &Lines<'_>,
        found: &Articles,
        open: &[Open],
        runs: &[RunShape],
        n: usize,
        list: &mut Vec<u16>,
    ) {
        let Some(line) = page.lines.get(n) else { return };
        let mut features = Features { bases: &self.0, list: core::mem::take(list) };
        shape(&mut features, line, found.stops);
        words(&mut features, line);
        surroundings(&mut features, page, found, open, runs, n, line);
        *list = features.list;
    }
}

/// Features of one line.
struct Features<'b> {
    bases: &'b [u16],
    list: Vec<u16>,
}

impl Features<'_> {
    fn push(&mut self, group: G, value: usize) {
        if let Some(base) = self.bases.get(group as usize) {
            self.list.push(base + value as u16);
        }
    }

    fn when(&mut self, yes: bool, group: G, value: usize) {
        if yes {
            self.push(group, value);
        }
    }
}

/// 0 up to four words, 1 up to eleven, 2 beyond.
fn size(line: &Line<'_>) -> usize {
    match line.words {
        0..=4 => 0,
        5..=11 => 1,
        _ => 2,
    }
}

/// What is seen of the line without knowing a word.
fn shape(f: &mut Features<'_>, line: &Line<'_>, stops: bool) {
    let size = size(line);
    f.push(G::Bias, 0);
    let words = match line.words {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=6 => 3,
        7..=11 => 4,
        12..=21 => 5,
        _ => 6,
    };
    f.push(G::Words, words);
    let end = match line.ending {
        Ending::Stop => 0,
        Ending::Dots => 1,
        Ending::Colon => 2,
        Ending::Comma => 3,
        Ending::Quote => 4,
        Ending::None => 5,
    };
    f.push([G::EndShort, G::EndMid, G::EndLong].get(size).copied().unwrap_or(G::EndLong), end);
    f.when(stops && line.ending == Ending::None && size > 0, G::Unstopped, size - 1.min(size));
    f.when(line.bullet, G::Bullet, size);
    let letters = line.arabic + line.latin;
    f.when(line.digits > 0 && letters == 0, G::Digits, 0);
    f.when(line.digits > 0 && letters > 0 && line.digits * 10 >= letters * 7, G::Digits, 1);
    // 1 2 3 … 9 next: page numbers.
    let pages = line.numbers >= 3 && line.numbers * 10 >= line.words * 6 && line.digits <= line.numbers * 2;
    f.when(pages && line.date == DateShape::None, G::Digits, 3);
    let phone = (7..=16).contains(&line.digits) && line.words <= 8 && line.date == DateShape::None && !line.link;
    f.when(phone && line.prices == 0 && line.commas == 0 && !line.copyright, G::Digits, 2);
    match () {
        () if letters == 0 => f.push(G::Letters, 0),
        () if line.latin_share(90) => f.push(G::Letters, 1),
        () if line.latin_share(40) => f.push(G::Letters, 2),
        () => {}
    }
    if line.link {
        f.push(G::Link, usize::from(line.arabic > line.latin));
    }
    f.when(line.mail && !line.link, G::Mail, size);
    f.when(line.copyright, G::Copyright, size);
    f.when(line.bars > 0, G::Bars, size);
    f.when(line.slashes > 0 && !line.link, G::Slashes, size);
    f.when(line.dashes > 0, G::Dash, size);
    f.when(line.mid_colon && !line.link, G::MidColon, size);
    f.when(line.mid_dots, G::MidDots, size);
    f.when(line.question, G::Question, size);
    f.when(line.stars, G::Star, size);
    f.when(line.hashes > 0, G::Hash, 0);
    match line.commas {
        0 => {}
        1 => f.push(G::Commas, 0),
        2..=3 => f.push(G::Commas, 1),
        _ => f.push(G::Commas, 2),
    }
}

/// What the words say: their lists and the cues.
fn words(f: &mut Features<'_>, line: &Line<'_>) {
    let size = size(line);
    f.when(line.is_list(), G::List, 0);
    f.when(line.points_elsewhere(), G::Pointer, 0);
    let function = match line.function {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        _ => 3,
    };
    f.push(G::Function, function);
    f.when(line.verb, G::Verb, size);
    match line.date {
        DateShape::Whole => f.push(G::Date, 0),
        DateShape::Part => f.push(G::Date, if line.words <= 8 { 1 } else { 2 }),
        DateShape::None => {}
    }
    f.when(line.menu > 0, G::Menu, usize::from(line.menu * 2 < line.words));
    f.when(line.legal > 0, G::Legal, usize::from(line.legal * 8 < line.words));
    f.when(line.outlets > 0 && line.words <= 8, G::Outlet, usize::from(line.words > 4));
    f.when(line.places > 0 && line.words <= 3, G::Place, 0);
    f.when(line.prices > 0, G::Price, size);
    f.when(line.visitor > 0, G::Visitor, usize::from(line.visitor >= 2));
    f.when(line.networks == line.words && line.words > 1 && line.digits < 3, G::Networks, 0);
    if let Some(hit) = line.start {
        let group = match (hit.cue.hard, hit.cue.position) {
            (true, _) => G::Hard,
            (false, Position::Whole) => G::SoftWhole,
            (false, _) => G::Soft,
        };
        f.push(group, hit.cue.kind as usize);
    }
    if let Some(hit) = line.inner {
        f.push(if hit.cue.hard { G::InnerHard } else { G::InnerSoft }, hit.cue.kind as usize);
    }
    f.when(line.degrees, G::Degrees, 0);
}

/// Where the line stands: to the article, in sections, in runs, beside its neighbours.
fn surroundings(
    f: &mut Features<'_>,
    page: &Lines<'_>,
    found: &Articles,
    open: &[Open],
    runs: &[RunShape],
    n: usize,
    line: &Line<'_>,
) {
    let lines = &page.lines;
    let headline = found.title.and_then(|at| lines.get(at));
    if let (Some(title), Some(headline)) = (found.title, headline) {
        let twin = headline.hash == line.hash;
        f.when(title == n, G::Headline, 0);
        f.when(twin && n < title, G::Headline, 1);
        let inside = found.main.as_ref().is_some_and(|main| n >= main.start);
        let value = if inside { 4 } else { 2 + usize::from(n > title + 1) };
        f.when(twin && n > title, G::Headline, value);
    }
    let zone = match &found.main {
        None if found.terms.as_ref().is_some_and(|terms| terms.contains(&n)) => 6,
        None => 0,
        Some(main) if n + 6 < main.start => 1,
        Some(main) if n < main.start => 2,
        Some(main) if n < main.end => 3,
        Some(main) if n < main.end + 4 => 4,
        Some(_) => 5,
    };
    f.push(G::Zone, zone);
    let between = found.title.is_some_and(|title| title < n && n <= title + 6) && (zone == 1 || zone == 2);
    f.when(between && line.words <= 16 && !line.numbered && line.start.is_none(), G::Between, 0);
    f.when(found.prose.get(n) == Some(&true), G::Prose, usize::from(zone != 3));
    if let Some(overlap) = found.overlap_at(page, n, line) {
        let level = match overlap {
            0 => 0,
            1..=29 => 1,
            30..=59 => 2,
            _ => 3,
        };
        f.push(if zone == 3 { G::OverlapIn } else { G::OverlapOut }, level);
    }
    if let Some(main) = &found.main {
        let topic = line.words <= 4 && line.start.is_none() && line.ending == Ending::None && found.knows(page, line);
        f.when(topic && (main.start.saturating_sub(8)..main.start).contains(&n), G::Topic, 0);
        f.when(topic && (main.end..main.end + 12).contains(&n), G::Topic, 1);
    }
    if let Some(&Open { kind: Some(kind), age }) = open.get(n) {
        f.push(if age <= 4 { G::SectionNear } else { G::Section }, kind as usize);
    }
    // A field of a form: of the comments only below their heading.
    let field = line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Comments && !hit.cue.hard);
    f.when(field && open.get(n).is_none_or(|open| open.kind != Some(BlockKind::Comments)), G::Stray, 0);
    let near = lines.get(n.saturating_sub(2)..(n + 3).min(lines.len())).unwrap_or_default();
    let echoes = line.copies > 1 && near.iter().filter(|other| other.hash == line.hash).count() > 1;
    let head = zone == 1 || zone == 2;
    f.when(echoes, G::Echo, usize::from(!head));
    f.when(line.copies > 1, if head { G::CopiesHead } else { G::Copies }, usize::from(line.copies > 2));
    let numbered = |n: Option<usize>| n.and_then(|n| lines.get(n)).is_some_and(|line| line.numbered);
    let ranked = line.numbered && line.words > 1 && (numbered(n.checked_sub(1)) || numbered(Some(n + 1)));
    f.when(ranked && line.date == DateShape::None, G::Ranked, usize::from(!head));
    let group = if zone == 4 || zone == 5 { G::RunBelow } else { G::Run };
    match runs.get(n) {
        Some(RunShape::Headlines) => f.push(group, 0),
        Some(RunShape::Shorts) => f.push(group, 1),
        _ => {}
    }
    let neighbour = |m: Option<usize>| match m.and_then(|m| lines.get(m).map(|line| (m, line))) {
        None => 0,
        Some((_, line)) if line.degrees => 6,
        Some((_, line)) if line.prices > 0 && line.words <= 8 => 7,
        Some((m, _)) if found.prose.get(m) == Some(&true) => 1,
        Some((_, line)) if line.date == DateShape::Whole => 2,
        Some((m, _)) if found.title == Some(m) => 3,
        Some((_, line)) if line.words <= 4 => 4,
        Some(_) => 5,
    };
    f.push(G::Above, neighbour(n.checked_sub(1)));
    f.push(G::Below, neighbour(Some(n + 1)));
    f.when(line.of_site, G::Site, 0);
    around(f, lines, n);
    if let Some(main) = &found.main {
        let listed = line.bullet || line.numbered || line.words <= 6;
        match n {
            _ if n >= main.start && n < main.end => {}
            _ if n >= main.end && n < found.over => f.push(G::Reach, if listed { 2 } else { 1 }),
            _ if n >= main.end => f.push(G::Reach, 0),
            _ if found.title.is_some_and(|title| title < n) => f.push(G::Reach, 3),
            _ => {}
        }
    }
    match n {
        0 => f.push(G::PlaceInPage, 0),
        1..=4 => f.push(G::PlaceInPage, 1),
        _ if lines.len() >= 12 && n + 3 >= lines.len() => f.push(G::PlaceInPage, 2),
        _ => {}
    }
}

/// Lines up and down in which cues tell of a line between them.
const NEAR: usize = 3;

/// What the cues of the lines around say: the nearest above and below, and how many speak of comments.
fn around(f: &mut Features<'_>, lines: &[Line<'_>], n: usize) {
    let above = lines.get(n.saturating_sub(NEAR)..n).unwrap_or_default();
    let below = lines.get(n + 1..(n + 1 + NEAR).min(lines.len())).unwrap_or_default();
    let cue = |line: &Line<'_>| line.start.filter(|hit| hit.after <= 6).map(|hit| hit.cue.kind);
    if let Some(kind) = above.iter().rev().find_map(cue) {
        f.push(G::CueAbove, kind as usize);
    }
    if let Some(kind) = below.iter().find_map(cue) {
        f.push(G::CueBelow, kind as usize);
    }
    let speaks = |line: &&Line<'_>| line.ago || cue(line) == Some(BlockKind::Comments);
    match above.iter().chain(below).chain(lines.get(n)).filter(speaks).count() {
        0 => {}
        1 => f.push(G::Talk, 0),
        2 => f.push(G::Talk, 1),
        _ => f.push(G::Talk, 2),
    }
}

/// What kind of run of like lines a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunShape {
    None,
    /// Three or more lines of headline length that end without a stop.
    Headlines,
    /// Four or more lines of up to four words.
    Shorts,
}

/// The run every line belongs to.
pub(crate) fn run_shapes(lines: &[Line<'_>], prose: &[bool]) -> Vec<RunShape> {
    let shape = |n: usize, line: &Line<'_>| match line.words {
        _ if prose.get(n) == Some(&true) => RunShape::None,
        0..=4 => RunShape::Shorts,
        5..=26 if !(line.ending == Ending::Stop && line.function >= 2 && !line.question) => RunShape::Headlines,
        _ => RunShape::None,
    };
    let mut out: Vec<RunShape> = lines.iter().enumerate().map(|(n, line)| shape(n, line)).collect();
    for run in out.chunk_by_mut(|a, b| a == b) {
        let least = if run.first() == Some(&RunShape::Headlines) { 3 } else { 4 };
        if run.len() < least {
            run.fill(RunShape::None);
        }
    }
    out
}
