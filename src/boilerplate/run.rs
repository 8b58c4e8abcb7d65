//! Runs of prose, and which of them is the page's main article.

use core::ops::Range;

use super::anchor;
use super::cue::{Position, Section};
use super::date::DateShape;
use super::genre;
use super::kind::BlockKind;
use super::line::{Ending, Line, Lines};
use super::prose;
use super::section::Open;
use super::thread::{self, Thread};
use super::title;
use super::vocabulary::Vocabulary;

/// Cost of a gap at which a run of prose ends.
const LIMIT: u32 = 60;

/// Most lines between a first run of prose and the main one that it belongs to.
const EARLIER_GAP: usize = 12;

/// Lines of prose with little between them.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// First to last line of prose.
    pub(crate) lines: Range<usize>,
    /// Words of prose, at most 60 of each line.
    worth: u32,
    /// Lines of prose.
    pub(crate) count: u32,
    /// One of them ends as a sentence.
    stopped: bool,
    /// Belongs to the terms of use, the comments or the like, whatever its length.
    banned: bool,
}

/// Where the articles of a page are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Articles {
    pub(crate) prose: Vec<bool>,
    /// Lines of the main article's prose, what lies between included.
    pub(crate) main: Option<Range<usize>>,
    /// Further whole articles: their title line where there is one, and their lines.
    pub(crate) others: Vec<(Option<usize>, Range<usize>)>,
    /// Whether most long lines end as sentences.
    pub(crate) stops: bool,
    /// Content words of the main article, and of its headline where it is read as running text.
    vocabulary: Vocabulary,
    pub(crate) title: Option<usize>,
    /// The first line below the main article that says it is over.
    pub(crate) over: usize,
    /// The page is one text from its headline to its end.
    pub(crate) all_text: bool,
    /// The main article describes what a shop sells.
    pub(crate) sold: bool,
    /// The main article is the first post of a thread.
    pub(crate) thread: Option<Thread>,
    /// The main run speaks of terms and privacy.
    pub(crate) terms: Option<Range<usize>>,
}

impl Articles {
    /// Percent of the content words of a line that the main article has too; `None` with fewer than two of them.
    pub(crate) fn overlap(&self, page: &Lines<'_>, line: &Line<'_>) -> Option<u32> {
        let words = page.content.get(line.content.0..line.content.1)?;
        // OK to look at the first words only: a line of prose shows its subject early, and time stays linear.
        let words = words.get(..words.len().min(64))?;
        if words.len() < 2 || self.vocabulary.is_empty() {
            return None;
        }
        let shared = words.iter().filter(|&&word| self.vocabulary.has(word)).count();
        Some((shared * 100 / words.len()) as u32)
    }

    /// As [`Articles::overlap`] of line `n`, once all is found: a line that the vocabulary was taken from shares it all.
    pub(crate) fn overlap_at(&self, page: &Lines<'_>, n: usize, line: &Line<'_>) -> Option<u32> {
        let own = self.prose.get(n) == Some(&true) && self.main.as_ref().is_some_and(|main| main.contains(&n));
        if own { (line.content.1 - line.content.0 >= 2).then_some(100) } else { self.overlap(page, line) }
    }

    /// Whether every content word of a line, and at least one, is a word of the main article.
    pub(crate) fn knows(&self, page: &Lines<'_>, line: &Line<'_>) -> bool {
        let words = page.content.get(line.content.0..line.content.1).unwrap_or_default();
        !words.is_empty() && words.iter().all(|&word| self.vocabulary.has(word))
    }
}

/// Finds the articles of a page.
pub(crate) fn articles(page: &Lines<'_>, open: &[Open]) -> Articles {
    let lines = &page.lines;
    let habit = prose::habit(lines);
    let mut prose = prose::lines(lines, open, habit);
    let mut runs = runs(lines, &prose, open);
    let mut found = Articles { stops: habit >= 60, ..Articles::default() };
    if runs.iter().all(|run| run.banned) {
        found.terms = runs.iter().filter(|run| run.worth >= 60).map(|run| run.lines.clone()).next();
        found.terms = found.terms.or_else(|| clauses(lines));
    }
    let best = runs.iter().filter(|run| !run.banned).map(|run| run.worth).max().unwrap_or(0);
    let main = runs
        .iter()
        .position(|run| !run.banned && run.worth * 100 >= best * 35 && enough(lines, run, open, runs.len() == 1));
    if let Some(thread) = thread::find(lines) {
        found.vocabulary = vocabulary(page, thread.first.clone());
        found.title = title::of_main(page, &found, open, thread.head);
        found.over = thread.first.end;
        found.main = Some(thread.first.clone());
        found.thread = Some(thread);
    } else if let Some(n) = main
        && let Some(run) = runs.get_mut(n)
    {
        title::below_title(lines, &mut prose, run);
        let (mut main, from) = (run.lines.clone(), n + 1);
        let first = main.clone();
        found.vocabulary = vocabulary(page, of_prose(&prose, main.clone()));
        // A list inside the article may part it early, and leave a first run too small to be the main one.
        for earlier in runs.get(..n).unwrap_or_default().iter().rev() {
            let gap = earlier.lines.end..main.start;
            let between = lines.get(gap.clone()).unwrap_or_default();
            let evidence = between.iter().map(ends_article).fold(0, u32::max);
            let own_title =
                title::above(lines, &prose, gap.clone()).is_some_and(|n| leads(&found, page, &prose, n, main.clone()));
            let near = gap.len() <= EARLIER_GAP && evidence < 40 && !own_title && !earlier.banned;
            if !near || shared(&found, page, &prose, earlier.lines.clone()) < 40 {
                break;
            }
            main.start = earlier.lines.start;
        }
        // The gap grows with every run that is left out: what was seen of it is kept, so that time stays linear.
        let (mut evidence, mut seen) = (0, main.end);
        for later in runs.get(from..).unwrap_or_default() {
            let gap = main.end..later.lines.start;
            let unseen = lines.get(seen..gap.end).unwrap_or_default();
            evidence = unseen.iter().map(ends_article).fold(evidence, u32::max);
            seen = gap.end;
            let title = title::above(lines, &prose, gap.clone());
            let own_title = title.is_some_and(|n| leads(&found, page, &prose, n, later.lines.clone()));
            let shared = shared(&found, page, &prose, later.lines.clone());
            // A few headlines under a heading inside an article end before long, and the article goes on.
            let short = gap.len() <= 6 && shared >= 8;
            let goes_on = shared >= 70 || !own_title && (shared >= 40 || short);
            // A table parts an article too, without a word that says that it is over.
            let table = evidence < 6 && !own_title && shared >= 25 && gap.len() <= 40;
            // No text begins with a verb that "and" joins to another one.
            let joined =
                !own_title && gap.len() <= EARLIER_GAP && lines.get(later.lines.start).is_some_and(|l| l.goes_on);
            let same = evidence < 25 && shared >= 45 || evidence < 40 && (goes_on || joined) || table;
            if same && !later.banned && found.others.is_empty() {
                main.end = later.lines.end;
                (evidence, seen) = (0, main.end);
                continue;
            }
            if !later.banned && later.worth >= 45 && later.count >= 2 && evidence >= 25 && title.is_some() {
                found.others.push((title, later.lines.clone()));
            }
        }
        main.end = through_list(lines, main.end);
        let sold = genre::product(lines).filter(|(title, own)| *title < main.end && main.start < own.end + 12);
        if let Some((title, own)) = &sold {
            // The description below the button is a part of the product's page.
            main = own.start..main.end.max(own.end);
            found.title = Some(*title);
            found.sold = true;
        } else if genre::is_front_page(lines, &prose, &main) {
            found.others.clear();
            found.prose = prose;
            found.vocabulary = Vocabulary::default();
            return found;
        }
        if !found.sold && is_all_text(lines, &main) {
            found.all_text = true;
            main = if main.start > HEAD { 1..lines.len() } else { main.start..lines.len() };
        }
        if main != first {
            found.vocabulary = vocabulary(page, of_prose(&prose, main.clone()));
        }
        found.title = found.title.or_else(|| title::of_main(page, &found, open, main.start));
        let headline = found.title.and_then(|n| lines.get(n)).map(|line| line.content);
        let words = headline.and_then(|(from, to)| page.content.get(from..to)).unwrap_or_default();
        found.vocabulary.add(words);
        found.over = over(lines, main.end);
        found.main = Some(main);
    } else if let Some((title, own)) = anchor::bare(lines, open).filter(|_| found.terms.is_none()) {
        found.vocabulary = vocabulary(page, own.clone());
        found.title = title;
        found.title = title::of_main(page, &found, open, own.start).or(title);
        found.over = over(lines, own.end);
        found.main = Some(own);
    } else if let Some((title, own)) = genre::product(lines) {
        (found.title, found.sold) = (Some(title), true);
        found.vocabulary = vocabulary(page, title..own.end);
        found.over = over(lines, own.end);
        found.main = Some(own);
    }
    if found.main.is_none() && found.terms.is_none() && is_one_text(lines) {
        found.all_text = true;
        found.over = lines.len();
        found.vocabulary = vocabulary(page, 1..lines.len());
        (found.title, found.main) = (Some(0), Some(1..lines.len()));
    }
    found.prose = prose;
    found
}

/// Whether a page without running text is one text all the same: verse, or a story in short lines. Its lines end as
/// lines of a text do now and then, and nothing on it is of a site.
fn is_one_text(lines: &[Line<'_>]) -> bool {
    let ended = lines.iter().filter(|line| line.stopped() || line.ending == Ending::Comma).count();
    let cued = lines.iter().any(|line| line.start.is_some_and(|hit| hit.cue.hard && hit.cue.kind != BlockKind::Body));
    lines.len() >= 8 && !cued && ended * 20 >= lines.len() && is_all_text(lines, &(1..1))
}

/// Splits the lines of prose into runs at gaps that cost too much.
fn runs(lines: &[Line<'_>], prose: &[bool], open: &[Open]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut cost = LIMIT;
    for (n, line) in lines.iter().enumerate() {
        if !prose.get(n).copied().unwrap_or(false) {
            cost = cost.saturating_add(gap_cost(line));
            continue;
        }
        let legal = line.legal * 10 >= line.words;
        let worth = line.words.min(60);
        let section = open.get(n).and_then(|open| open.kind);
        let banned = matches!(section, Some(BlockKind::Comments | BlockKind::Legal | BlockKind::Promo));
        let banned = banned || n.checked_sub(1).and_then(|n| lines.get(n)).is_some_and(about_site);
        match runs.last_mut().filter(|_| cost < LIMIT) {
            Some(run) => {
                run.lines.end = n + 1;
                run.worth += if legal { 0 } else { worth };
                run.count += 1;
                run.stopped |= line.stopped();
            }
            None => {
                let worth = if legal { 0 } else { worth };
                runs.push(Run { lines: n..n + 1, worth, count: 1, stopped: line.stopped(), banned });
            }
        }
        cost = 0;
    }
    let terms = terms_from(lines, prose);
    for run in &mut runs {
        let (mut words, mut legal) = (0, 0);
        for line in lines.get(run.lines.clone()).unwrap_or_default() {
            words += line.words;
            legal += line.legal;
        }
        // Right under a heading of terms or privacy a few words settle it; without one it takes many.
        let above = lines.get(run.lines.start.saturating_sub(4)..run.lines.start).unwrap_or_default();
        let is_terms = |line: &Line<'_>| line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Legal);
        let is_title = |line: &Line<'_>| line.words >= 3 && line.start.is_none();
        let headed = above.iter().rev().take_while(|line| !is_title(line)).any(is_terms);
        run.banned |= legal * 100 >= words * if headed { 1 } else { 5 } && words >= 30;
        run.banned |= terms.is_some_and(|n| n < run.lines.start);
        run.banned |= among_clauses(lines, run);
        if run.banned {
            run.worth = words;
        }
    }
    runs
}

/// A heading that only a site's words about itself stand below.
fn about_site(line: &Line<'_>) -> bool {
    line.start.is_some_and(|hit| {
        hit.cue.kind == BlockKind::Other && hit.cue.hard && hit.cue.section == Section::Open && hit.after == 0
    })
}

/// Whether a run of prose stands among the clauses of terms: as many lines beside or within it are sure to be some.
fn among_clauses(lines: &[Line<'_>], run: &Run) -> bool {
    let around = lines.get(run.lines.start.saturating_sub(3)..(run.lines.end + 8).min(lines.len())).unwrap_or_default();
    let clauses = around.iter().filter(|line| is_clause(line)).count();
    clauses >= 2 && clauses >= run.count as usize
}

/// The lines of terms on a page that has nothing else to read: from the first sure clause to the last.
fn clauses(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let (first, last) = (lines.iter().position(is_clause)?, lines.iter().rposition(is_clause)?);
    let own = lines.get(first..=last)?;
    (own.iter().filter(|line| is_clause(line)).count() >= 3 && own.len() <= 40).then_some(first..last + 1)
}

/// A sentence of terms or of a privacy notice.
fn is_clause(line: &Line<'_>) -> bool {
    line.words >= 8 && line.start.or(line.inner).is_some_and(|hit| hit.cue.kind == BlockKind::Legal)
}

/// The title of a page that is nothing but terms or a notice: prose stands right below it, and none above.
fn terms_from(lines: &[Line<'_>], prose: &[bool]) -> Option<usize> {
    let first = prose.iter().position(|&p| p)?;
    let title = |line: &Line<'_>| {
        let legal = line.start.filter(|hit| hit.cue.kind == BlockKind::Legal);
        legal.is_some_and(|hit| hit.cue.position == Position::Whole || line.words >= 8)
    };
    (first.saturating_sub(3)..first).find(|&n| lines.get(n).is_some_and(title))
}

/// What one line between two lines of prose says against their belonging together.
fn gap_cost(line: &Line<'_>) -> u32 {
    let shape = match line.words {
        _ if line.bullet => 2,
        0..=6 => 4,
        _ if line.ending == Ending::None || line.question => 9,
        _ => 3,
    };
    let date = if line.dated() { 14 } else { 0 };
    let menu = if line.menu > 0 && line.menu * 2 >= line.words { 8 } else { 0 };
    let copies = if line.copies > 1 { 6 } else { 0 };
    // A heading of other stories always parts two runs; whether they are one article is asked again with their words.
    let over = if about_site(line) { LIMIT } else { ends_article(line) };
    shape + date + menu + copies + if over >= 28 { over + 30 } else { over }
}

/// How strongly a line's cue says that the article before it is over.
fn ends_article(line: &Line<'_>) -> u32 {
    let Some(hit) = line.start else {
        // The sign alone may be a photo's credit; with a year it is the page's.
        return if line.copyright && line.outlets == 0 && line.digits >= 4 { 40 } else { 0 };
    };
    let heading = hit.cue.section == Section::Open;
    let short = hit.after <= 14;
    let cost = match hit.cue.kind {
        BlockKind::Source | BlockKind::Tags if short => 40,
        BlockKind::Comments if hit.after <= 6 => 40,
        BlockKind::Legal if short => 40,
        BlockKind::Related if heading && hit.after == 0 => 28,
        BlockKind::Related => 6,
        BlockKind::Share | BlockKind::Promo if heading && hit.after <= 4 => 25,
        BlockKind::Navigation if hit.after == 0 => 10,
        BlockKind::ReadMore | BlockKind::Caption => 2,
        _ => 0,
    };
    if hit.cue.hard { cost } else { cost / 3 }
}

/// The first line from `end` on whose cue says that the article is over.
fn over(lines: &[Line<'_>], end: usize) -> usize {
    let rest = lines.get(end..).unwrap_or_default();
    end + rest.iter().position(|line| ends_article(line) >= 25 || line.copyright).unwrap_or(rest.len())
}

/// Most lines of headline, date and byline above a text.
const HEAD: usize = 4;

/// Whether a page is one text: nothing of a site on it, and no headlines below it.
fn is_all_text(lines: &[Line<'_>], main: &Range<usize>) -> bool {
    let body = lines.get(if main.start > HEAD { 1 } else { main.start }..).unwrap_or_default();
    // A verse may come back.
    let foreign = |line: &Line<'_>| anchor::says_over(line) || line.link || line.joined;
    let menu = body.iter().filter(|line| line.menu * 2 > line.words).count();
    let below = lines.get(main.end..).unwrap_or_default();
    let headline = |line: &&Line<'_>| {
        let listed = line.numbered || line.bullet || line.commas > 0;
        (5..=26).contains(&line.words) && line.ending == Ending::None && !listed
    };
    // A line or two below an article are as soon the site's.
    let long = below.is_empty() || below.len() >= 3;
    long && menu * 10 <= body.len()
        && !body.iter().any(foreign)
        && below.iter().filter(headline).count() * 5 <= below.len() * 2
}

/// Whether a run is long enough to be the article of a page of this size.
fn enough(lines: &[Line<'_>], run: &Run, open: &[Open], only: bool) -> bool {
    let (start, size) = (run.lines.start, lines.len());
    let related = open.get(start).is_some_and(|open| open.kind == Some(BlockKind::Related));
    // A short note below a headline of its own that says when or who.
    if run.worth >= 12 && (!related || only) && anchor::is_headed(lines, open, &run.lines, run.count) {
        return true;
    }
    // The only running text of a page, a sentence at least, not far below a date or a name.
    let above = lines.get(start.saturating_sub(6)..start).unwrap_or_default();
    let section = open.get(start).and_then(|open| open.kind);
    let entry = anchor::is_entry(lines, open, &run.lines, run.count);
    let text = run.stopped && run.worth >= 24 || run.count >= 3 && run.worth >= 30;
    if run.count >= 2 && text && !entry && !related {
        let opened = lines.get(start.saturating_sub(3)..start).unwrap_or_default();
        let opened = opened.iter().any(|line| line.start.is_some_and(|hit| hit.cue.section == Section::Open));
        if !opened && anchor::is_below_headline(lines, open, start) {
            return true;
        }
    }
    if only
        && !entry
        && run.stopped
        && run.worth >= 12
        && above.iter().any(anchor::signs)
        && section != Some(BlockKind::Other)
    {
        return true;
    }
    let least = match size {
        0..=12 => 8,
        13..=25 => 16,
        // A lone paragraph far down a long page introduces the firm, not a story.
        _ if run.count == 1 && start * 10 >= size * 8 => 120,
        _ => 48,
    };
    run.worth >= least && (run.worth >= 48 || run.count > 2 || !anchor::ends_list(lines, start))
}

/// Whether a line is the headline of the run below it rather than one more of a list: it shares its words with that
/// run more than with the main article.
fn leads(found: &Articles, page: &Lines<'_>, prose: &[bool], n: usize, run: Range<usize>) -> bool {
    let Some(line) = page.lines.get(n) else { return false };
    let below = Articles { vocabulary: vocabulary(page, of_prose(prose, run)), ..Articles::default() };
    let (own, main) = (below.overlap(page, line).unwrap_or(0), found.overlap(page, line).unwrap_or(0));
    own >= 40 && own > main
}

/// A colon opens a list, and so does a heading that only articles have: the article goes on to the end of the list.
fn through_list(lines: &[Line<'_>], end: usize) -> usize {
    let colon = |line: &Line<'_>| line.ending == Ending::Colon && line.start.is_none_or(|hit| !hit.cue.hard);
    let content = |line: &Line<'_>| line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Body);
    let opened = end.checked_sub(1).and_then(|n| lines.get(n)).is_some_and(colon);
    // The heading of the list may follow a line or two below the last sentence.
    let next = lines.get(end..(end + 3).min(lines.len())).unwrap_or_default();
    let before = next.iter().position(|line| content(line) || colon(line) && line.words <= 6);
    let reached = before.is_some_and(|n| next.get(..n).is_some_and(|skipped| !skipped.iter().any(anchor::is_over)));
    if !opened && !reached {
        return end;
    }
    let in_list = |line: &&Line<'_>| {
        let heading = line.start.is_some_and(|hit| hit.cue.hard && !line.points_elsewhere() && !content(line));
        !heading && !line.copyright && (line.copies == 1 || content(line)) && line.date != DateShape::Whole
    };
    let bullets = lines.get(end).is_some_and(|line| line.bullet);
    let like = |line: &&Line<'_>| in_list(line) && (reached || line.bullet == bullets || line.points_elsewhere());
    end + lines.get(end..).unwrap_or_default().iter().take_while(like).take(60).count()
}

/// The lines of a run that are prose.
fn of_prose(prose: &[bool], run: Range<usize>) -> impl Iterator<Item = usize> {
    run.filter(|&n| prose.get(n) == Some(&true))
}

/// The content words of lines.
fn vocabulary(page: &Lines<'_>, lines: impl Iterator<Item = usize>) -> Vocabulary {
    let mut words = Vec::new();
    for n in lines {
        let own = page.lines.get(n).and_then(|line| page.content.get(line.content.0..line.content.1));
        words.extend_from_slice(own.unwrap_or_default());
    }
    Vocabulary::new(&words)
}

/// Percent of the prose lines of a run that share vocabulary with the main one.
fn shared(found: &Articles, page: &Lines<'_>, prose: &[bool], run: Range<usize>) -> u32 {
    let (mut sum, mut count) = (0, 0);
    for n in of_prose(prose, run) {
        if let Some(overlap) = page.lines.get(n).and_then(|line| found.overlap(page, line)) {
            sum += overlap;
            count += 1;
        }
    }
    // A fifth of the words shared is what two texts on one subject show.
    (sum * 2).checked_div(count).unwrap_or(0)
}
