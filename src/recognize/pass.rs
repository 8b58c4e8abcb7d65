//! Both passes over a text, line by line: the first shows what the page is about, the second reads every line in that light.

use super::Recognizer;
use super::candidate::{Candidate, Room, add_context, choose};
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::{Cache, Line, Token};
use super::listed::{self, Listing};
use super::memory::{Full, Memory};
use super::person::{self, Listed};
use super::{organization, place};
use crate::gazetteer::search::{Hit, Run};
use crate::{Block, BlockKind, EntityKind, Span};

/// Bytes of text whose words and candidates are kept from the first pass for the second, at some thirty times their size. What a
/// page has beyond that is looked at twice.
const KEPT: usize = 1 << 15;

/// Bytes of the longest piece of text that is read as one.
const LONGEST: usize = 1 << 14;

/// What kind of text a stretch of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Title and body of an article, or a text of which nothing is known.
    Prose,
    /// A list of names: tags, by-line, sources.
    Names,
    /// What is not the article: its names are read, but it does not show what the page is about.
    Chrome,
}

/// Every line of a text of which nothing is known.
pub(super) fn stretches_of_lines(text: &str) -> impl Iterator<Item = (Span, Setting)> + Clone {
    let line = |start: &mut usize, line: &str| {
        let span = Span { start: *start, end: *start + line.len() };
        *start = span.end;
        Some((span, Setting::Prose))
    };
    text.split_inclusive('\n').scan(0, line)
}

/// The blocks of a page, and how each is read.
pub(super) fn stretches_of(blocks: &[Block]) -> impl Iterator<Item = (Span, Setting)> + Clone {
    let setting = |kind| match kind {
        BlockKind::Title | BlockKind::Body => Setting::Prose,
        BlockKind::Tags | BlockKind::Byline | BlockKind::Source => Setting::Names,
        _ => Setting::Chrome,
    };
    blocks.iter().map(move |b| (b.span(), setting(b.kind())))
}

/// The pieces of a stretch that are read one by one: itself, if it is no longer than any paragraph; else it is cut behind a mark
/// that white space follows, or between words, or where there is neither, anywhere.
fn pieces(text: &str, stretch: Span) -> impl Iterator<Item = Span> + Clone {
    let mut rest = stretch;
    std::iter::from_fn(move || {
        let piece = rest.text(text);
        let mut end = piece.len();
        if end > LONGEST {
            let most = piece.get(..piece.floor_char_boundary(LONGEST)).unwrap_or("");
            let before_space = |at: usize| most.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
            let mark =
                |(at, c): &(usize, char)| !c.is_alphanumeric() && !c.is_whitespace() && before_space(at + c.len_utf8());
            let clause = most.char_indices().rev().take_while(|(at, _)| *at > LONGEST / 2).find(mark);
            let space = || most.rfind(char::is_whitespace).filter(|&at| at > 0);
            end = clause.map(|(at, c)| at + c.len_utf8()).or_else(space).unwrap_or(most.len());
        }
        let span = Span { start: rest.start, end: rest.start + end };
        rest.start = span.end;
        (!span.is_empty()).then_some(span)
    })
}

/// What is used again from line to line.
#[derive(Default)]
struct Scratch {
    cache: Cache,
    run: Run,
    listings: Vec<Option<Listing>>,
    room: Room,
}

/// A line as the first pass sees it.
struct Seen<'t> {
    line: Line<'t>,
    candidates: Vec<Candidate>,
    /// Those that the points choose.
    chosen: Vec<Candidate>,
}

/// A line as the second pass sees it.
pub(crate) struct Context<'a> {
    pub(crate) line: &'a Line<'a>,
    pub(crate) setting: Setting,
    /// In the order of their first words.
    pub(crate) candidates: &'a [Candidate],
    /// Those that the points choose.
    pub(crate) chosen: &'a [Candidate],
    pub(crate) memory: &'a Memory,
    /// Words that may stand for a full name of the page, in order, and the number of that name.
    parts: &'a [(usize, usize)],
}

impl Context<'_> {
    /// The full name of the page that the word at `at` may stand for.
    pub(super) fn full(&self, at: usize) -> Option<&Full> {
        let behind = self.parts.partition_point(|(first, _)| *first <= at);
        let (first, full) = *self.parts.get(behind.checked_sub(1)?)?;
        self.memory.full(full).filter(|_| first == at)
    }
}

impl Recognizer {
    /// Calls `each` with every stretch of `text`, in order, once the whole text is known.
    pub(super) fn look(
        &self,
        text: &str,
        stretches: impl Iterator<Item = (Span, Setting)> + Clone,
        mut each: impl FnMut(&Context<'_>),
    ) {
        let pieces = stretches.flat_map(|(span, setting)| pieces(text, span).map(move |piece| (piece, setting)));
        let mut scratch = Scratch { cache: Cache::take(), ..Scratch::default() };
        let mut memory = Memory::default();
        let mut kept = Vec::new();
        let mut room = KEPT;
        for (span, setting) in pieces.clone() {
            let seen = self.first_look(text, span, setting, &mut scratch);
            memory.add(&self.names, &seen.line, setting, &seen.chosen);
            room = room.saturating_sub(span.len());
            if room > 0 {
                kept.push(seen);
            }
        }
        let mut kept = kept.into_iter();
        for (span, setting) in pieces {
            let seen = kept.next();
            let seen = seen.unwrap_or_else(|| self.first_look(text, span, setting, &mut scratch));
            let Seen { line, mut candidates, chosen } = seen;
            for candidate in &mut candidates {
                memory.add_evidence(&self.names, &line, &chosen, candidate);
            }
            let found = candidates.len();
            let mut parts = Vec::new();
            for (candidate, full) in memory.parts(&line) {
                parts.push((candidate.first, full));
                candidates.push(candidate);
            }
            candidates.extend(memory.repeated(&line));
            for candidate in candidates.iter_mut().skip(found) {
                add_context(&line, setting == Setting::Names, candidate);
            }
            let chosen = choose(&self.settings.weights, line.words.len(), &mut candidates, &mut scratch.room);
            candidates.sort_by_key(|c| c.first);
            let (line, candidates, chosen) = (&line, &*candidates, &*chosen);
            each(&Context { line, setting, candidates, chosen, memory: &memory, parts: &parts });
        }
        scratch.cache.keep();
    }

    /// A line with what the lists and grammar propose in it, and what the points choose of that.
    fn first_look<'t>(&self, text: &'t str, span: Span, setting: Setting, scratch: &mut Scratch) -> Seen<'t> {
        let Scratch { cache, run, listings, room } = scratch;
        let mut line = Line::new(self.settings.lexicon, cache, span.text(text), span.start);
        listed::hits(&self.names, &mut line, run, listings);
        let mut candidates = self.propose(&line, setting, listings);
        let chosen = choose(&self.settings.weights, line.words.len(), &mut candidates, room);
        Seen { line, candidates, chosen }
    }

    /// Every candidate of one line.
    fn propose(&self, line: &Line<'_>, setting: Setting, hits: &[Option<Listing>]) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let hit = |at: usize| hits.get(at).and_then(Option::as_ref);
        let of_kind = |at: usize, kind| hit(at).filter(|l| l.is(kind));
        let part_of_name = |at: usize| match hit(at) {
            Some(l) if l.is(EntityKind::Person) && l.hit.len == 1 && l.hit.reading.cut == 0 => Listed::Surname,
            Some(l) if (l.is(EntityKind::Place) || l.hit.len > 1) && l.is_sure_but(EntityKind::Person) => Listed::Other,
            _ => Listed::Nothing,
        };
        let uncut = |l: &&Listing| l.hit.reading.cut == 0;
        let sure_place = |at: usize| of_kind(at, EntityKind::Place).filter(uncut).filter(|l| l.is_sure());
        let place = |at: usize| sure_place(at).map_or(0, |l| l.hit.len);
        let head = |at: usize| of_kind(at, EntityKind::Organization).filter(uncut).map_or(0, |l| l.hit.len);
        let mut in_person = 0;
        // Without word lists every word is an unknown one, and grammar would see names everywhere.
        let grammar = !self.settings.lexicon.is_empty();
        for at in 0..line.tokens.len() {
            candidates.extend(hit(at).into_iter().flat_map(|h| listed::candidates(&self.names, line, at, h)));
            if !grammar {
                continue;
            }
            if let Some(mut place) = place::candidate(line, at, &place) {
                if let Some(listed) = sure_place(at) {
                    adopt(&mut place, &listed.hit);
                }
                candidates.push(place);
            }
            candidates.extend(organization::candidates(line, at, head(at), &place));
            // The tail of a name is no name of its own.
            if at < in_person {
                continue;
            }
            if let Some(mut person) = person::candidate(line, at, &part_of_name) {
                // With an unknown word a listed full name does not go on.
                let name = |t: &Token| t.is(Class::NAME | Class::PARTICLE);
                if let Some(listed) = hit(at).filter(|l| l.is_sure_as(EntityKind::Person))
                    && adopt(&mut person, &listed.hit)
                    && !line.token(at + listed.hit.len).is_some_and(name)
                {
                    person.end = at + listed.hit.len;
                }
                if person.len() > 1 {
                    in_person = person.end;
                }
                candidates.push(person);
            }
        }
        for candidate in &mut candidates {
            add_context(line, setting == Setting::Names, candidate);
        }
        candidates
    }
}

/// A name that goes on where a listed name of several words ends is that name (محمد بن سلمان + بن عبدالعزيز, مستشفى الثورة +
/// العام). Whether it is so.
fn adopt(longer: &mut Candidate, listed: &Hit) -> bool {
    let same = listed.len > 1 && listed.len <= longer.len() && listed.reading.cut == longer.reading.cut;
    if same {
        longer.node = Some(listed.node);
        longer.evidence.add(Evidence::List);
    }
    same
}
