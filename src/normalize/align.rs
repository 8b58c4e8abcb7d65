//! The alignment of normalized with original text: a sparse, packed list of the places where lengths differ.
//!
//! Between two edits both texts run in step, byte for byte, so a fold such as `أ` to `ا` needs no entry. An edit knows
//! only how far it is from the one before; every so often its place is written down, and a position is found by binary
//! search among those and a short walk, in either direction.

use core::ops::Range;

/// A stretch where the two texts are not in step: nothing, one unit, or equal units in a row, and after them source
/// bytes that gave no output. A unit is what cannot be divided: a character that changed its length, a ligature, a
/// run of white space, a letter with its hamza.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Edit {
    /// Bytes in step before it, from the end of the edit before.
    gap: usize,
    /// Number of units.
    count: usize,
    /// Bytes of one unit, in the output and in the source.
    unit: (usize, usize),
    /// Source bytes after the units, which gave no output.
    dropped: usize,
    /// How many of these belong to the last letter before them.
    kept: usize,
}

impl Edit {
    fn out_len(&self) -> usize {
        self.count * self.unit.0
    }

    /// Source bytes of all its units.
    fn core(&self) -> usize {
        self.count * self.unit.1
    }

    fn src_len(&self) -> usize {
        self.core() + self.dropped
    }
}

// An edit in 32 bits, from the lowest.
const GAP: u32 = 10;
const OUT: u32 = 3;
const SRC: u32 = 4;
const KEPT: u32 = 4;
const COUNT: u32 = 5;
const DROPPED: u32 = 6;

/// Bits of a word below those that say how many units and dropped bytes there are. An edit with neither would be none,
/// so a word without any higher bit is something else: more gap, or one of the two ends of a wide edit.
const LOW: u32 = GAP + OUT + SRC + KEPT;
const WIDE: u32 = 1 << (LOW - 1);
const MOST_GAP: usize = WIDE as usize - 1;
/// Words of a wide edit between its two ends.
const WIDE_WORDS: usize = 5;

/// The word of an edit that drops a mark of two bytes, `gap` bytes behind the edit before: at least one, and few.
pub(super) const fn mark_after(gap: usize) -> u32 {
    debug_assert!(gap > 0 && gap >> GAP == 0);
    gap as u32 | ONE_MARK
}

/// What one more mark adds to such a word.
pub(super) const ONE_MARK: u32 = 2 << (GAP + OUT + SRC) | 2 << (LOW + COUNT);

/// Whether one more mark fits into the word.
pub(super) const fn takes_a_mark(word: u32) -> bool {
    word >> (GAP + OUT + SRC) & ((1 << KEPT) - 1) < (1 << KEPT) - 2
}

fn pack(edit: &Edit) -> Option<u32> {
    let Edit { gap, count, unit: (out, src), dropped, kept } = *edit;
    let (mut word, mut shift) = (0, 0);
    for (value, bits) in [(gap, GAP), (out, OUT), (src, SRC), (kept, KEPT), (count, COUNT), (dropped, DROPPED)] {
        if value >> bits != 0 {
            return None;
        }
        word |= (value as u32) << shift;
        shift += bits;
    }
    Some(word)
}

fn unpack(word: u32) -> Edit {
    let mut rest = word as usize;
    let mut take = |bits: u32| {
        let value = rest & ((1 << bits) - 1);
        rest >>= bits;
        value
    };
    let (gap, unit, kept) = (take(GAP), (take(OUT), take(SRC)), take(KEPT));
    Edit { gap, count: take(COUNT), unit, dropped: take(DROPPED), kept }
}

/// Where both texts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    out: usize,
    src: usize,
}

/// Words between two places that are written down, at least.
const STRIDE: usize = 64;

/// The edits of one text: four bytes each in most texts, 28 at most for the rare large one.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    words: Vec<u32>,
    /// Every so often: where the texts are before an edit and its gap, and its first word.
    places: Vec<(Place, usize)>,
    /// Number of edits.
    len: usize,
}

impl Edits {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Memory that the edits take.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        size_of_val(self.words.as_slice()) + size_of_val(self.places.as_slice())
    }

    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.places.clear();
        self.len = 0;
    }

    /// Appends an edit that begins `edit.gap` bytes after `before`.
    fn push(&mut self, mut edit: Edit, before: Place) {
        self.place(before);
        self.len += 1;
        if let Some(word) = pack(&edit) {
            return self.words.push(word);
        }
        while edit.gap > 0 {
            let gap = edit.gap.min(MOST_GAP);
            self.words.push(gap as u32);
            edit.gap -= gap;
        }
        match pack(&edit) {
            Some(word) => self.words.push(word),
            None => {
                let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                let fields = [edit.count, edit.unit.0, edit.unit.1, edit.dropped, edit.kept];
                self.words.push(WIDE);
                self.words.extend(fields.map(narrow));
                self.words.push(WIDE);
            }
        }
    }

    /// Appends words of edits, the first of which begins after `before`.
    fn extend(&mut self, words: &[u32], before: Place) {
        self.place(before);
        self.len += words.len();
        self.words.extend_from_slice(words);
    }

    /// Writes a place down if the last one is far away.
    fn place(&mut self, place: Place) {
        if self.places.last().is_none_or(|&(_, at)| self.words.len() - at >= STRIDE) {
            self.places.push((place, self.words.len()));
        }
    }

    /// Removes the last edit.
    fn pop(&mut self) -> Option<Edit> {
        let mut edit = match self.words.pop()? {
            WIDE => {
                let from = self.words.len().saturating_sub(WIDE_WORDS);
                let edit = wide(self.words.get(from..)?);
                self.words.truncate(from.saturating_sub(1));
                edit
            }
            word => unpack(word),
        };
        while let Some(gap) = self.words.pop_if(|word| *word < WIDE) {
            edit.gap += gap as usize;
        }
        self.len -= 1;
        self.places.pop_if(|&mut (_, at)| at >= self.words.len());
        Some(edit)
    }

    /// The edit whose gap begins at the word `at`, which is moved behind it.
    fn read(&self, at: &mut usize) -> Option<Edit> {
        let mut gap = 0;
        loop {
            let word = *self.words.get(*at)?;
            *at += 1;
            if word == WIDE {
                let edit = wide(self.words.get(*at..)?);
                *at += WIDE_WORDS + 1;
                return Some(Edit { gap, ..edit });
            }
            if word >> LOW != 0 {
                let edit = unpack(word);
                return Some(Edit { gap: gap + edit.gap, ..edit });
            }
            gap += word as usize;
        }
    }

    /// Walks from the last place for which `holds` (which must hold for a head of the list).
    fn walk(&self, holds: impl Fn(Place) -> bool) -> Walk<'_> {
        let at = self.places.partition_point(|&(place, _)| holds(place)).saturating_sub(1);
        let (place, at) = self.places.get(at).copied().unwrap_or_default();
        Walk { edits: self, at, place }
    }
}

fn wide(words: &[u32]) -> Edit {
    let mut words = words.iter().map(|&word| word as usize);
    let mut next = || words.next().unwrap_or(0);
    Edit { gap: 0, count: next(), unit: (next(), next()), dropped: next(), kept: next() }
}

/// Edits one after the other, each with the place where it begins.
#[derive(Clone, Copy, Debug)]
struct Walk<'e> {
    edits: &'e Edits,
    at: usize,
    /// Where the last edit ended.
    place: Place,
}

impl Iterator for Walk<'_> {
    type Item = (Place, Edit);

    fn next(&mut self) -> Option<(Place, Edit)> {
        let edit = self.edits.read(&mut self.at)?;
        let begin = Place { out: self.place.out + edit.gap, src: self.place.src + edit.gap };
        self.place = Place { out: begin.out + edit.out_len(), src: begin.src + edit.src_len() };
        Some((begin, edit))
    }
}

/// Writes the edits of a pass, left to right; keeps nothing if there is no list to write to.
#[derive(Debug)]
pub(super) struct Writer<'e> {
    edits: Option<&'e mut Edits>,
    /// The last edit, which may still grow; nothing if both lengths are 0.
    last: Edit,
    /// Where the last edit begins.
    begin: Place,
}

impl<'e> Writer<'e> {
    pub(super) fn new(mut edits: Option<&'e mut Edits>) -> Self {
        if let Some(edits) = &mut edits {
            edits.clear();
        }
        Writer { edits, last: Edit::default(), begin: Place::default() }
    }

    /// Whether there are no edits so far.
    pub(super) fn is_empty(&self) -> bool {
        self.last == Edit::default() && self.edits.as_ref().is_none_or(|edits| edits.len() == 0)
    }

    /// Source bytes `src` gave no output, which stands at `out`. `belongs` says whether they are part of the letter
    /// before.
    pub(super) fn delete(&mut self, out: usize, src: Range<usize>, belongs: bool) {
        if self.edits.is_none() {
            return;
        }
        if self.end() != (Place { out, src: src.start }) {
            self.open(Place { out, src: src.start });
        }
        self.last.dropped += src.len();
        if belongs {
            self.last.kept = self.last.dropped;
        }
    }

    /// Source bytes `src` became output bytes `out`, as one unit.
    pub(super) fn replace(&mut self, out: Range<usize>, src: Range<usize>) {
        if self.edits.is_none() {
            return;
        }
        let begin = Place { out: out.start, src: src.start };
        let unit = (out.len(), src.len());
        if self.last.dropped == 0 && self.last.count > 0 && self.last.unit == unit && self.end() == begin {
            self.last.count += 1;
        } else {
            self.open(begin);
            (self.last.count, self.last.unit) = (1, unit);
        }
    }

    /// Appends finished edits (see [`mark_after`]), the last of which ends at `out` and `src`.
    pub(super) fn extend(&mut self, words: &[u32], out: usize, src: usize) {
        if words.is_empty() || self.edits.is_none() {
            return;
        }
        self.close();
        let before = self.end();
        if let Some(edits) = &mut self.edits {
            edits.extend(words, before);
            self.last = edits.pop().unwrap_or_default();
            self.begin = Place { out: out - self.last.out_len(), src: src - self.last.src_len() };
        }
    }

    /// Forgets everything from the unit on that holds output byte `out`, and tells where that unit begins, in the
    /// output and in the source. `now` is how far both have got.
    pub(super) fn cut(&mut self, out: usize, now: (usize, usize)) -> (usize, usize) {
        if self.edits.is_none() {
            return (out, now.1);
        }
        let mut next = Place { out: now.0, src: now.1 };
        while self.last != Edit::default() && self.begin.out > out {
            next = self.begin;
            self.reopen();
        }
        if self.last == Edit::default() || out >= self.begin.out + self.last.out_len() {
            return (out, next.src - (next.out - out));
        }
        let units = (out - self.begin.out) / self.last.unit.0.max(1);
        let begin =
            Place { out: self.begin.out + units * self.last.unit.0, src: self.begin.src + units * self.last.unit.1 };
        (self.last.count, self.last.dropped, self.last.kept) = (units, 0, 0);
        if units == 0 {
            self.reopen();
        }
        (begin.out, begin.src)
    }

    /// Ends the list.
    pub(super) fn finish(mut self) {
        self.close();
    }

    /// Where the last edit ends.
    fn end(&self) -> Place {
        Place { out: self.begin.out + self.last.out_len(), src: self.begin.src + self.last.src_len() }
    }

    /// Begins a new edit.
    fn open(&mut self, begin: Place) {
        let end = self.end();
        self.close();
        self.last = Edit { gap: begin.out - end.out, ..Edit::default() };
        self.begin = begin;
    }

    /// Hands the last edit over to the list.
    fn close(&mut self) {
        if let Some(edits) = &mut self.edits
            && (self.last.count > 0 || self.last.dropped > 0)
        {
            let gap = self.last.gap;
            edits.push(self.last, Place { out: self.begin.out - gap, src: self.begin.src - gap });
        }
    }

    /// Takes the edit before the last one back from the list, in its place.
    fn reopen(&mut self) {
        let end = Place { out: self.begin.out - self.last.gap, src: self.begin.src - self.last.gap };
        self.last = self.edits.as_mut().and_then(|edits| edits.pop()).unwrap_or_default();
        self.begin = Place { out: end.out - self.last.out_len(), src: end.src - self.last.src_len() };
    }
}

/// What a span of the original takes along with its last letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Nothing.
    Letter,
    /// The deleted marks that belong to it.
    Marks,
}

impl Edits {
    /// The source bytes that output bytes `out` came from, the rest of a unit included.
    /// `out` is not empty and ends within the output.
    pub(super) fn source(&self, out: Range<usize>, reach: Reach) -> Range<usize> {
        let mut walk = self.walk(|place| place.out <= out.start);
        let start = loop {
            let before = walk;
            match walk.next() {
                Some((begin, edit)) if begin.out <= out.start => {
                    if out.start < begin.out + edit.out_len() {
                        let unit = (out.start - begin.out) / edit.unit.0.max(1);
                        walk = before;
                        break begin.src + unit * edit.unit.1;
                    }
                }
                _ => {
                    walk = before;
                    break before.place.src + (out.start - before.place.out);
                }
            }
        };
        let far = self.walk(|place| place.out < out.end);
        if far.at > walk.at {
            walk = far;
        }
        let end = loop {
            let place = walk.place;
            match walk.next() {
                Some((begin, edit)) if begin.out < out.end || begin.out == out.end && edit.count == 0 => {
                    let end = begin.out + edit.out_len();
                    if out.end <= end {
                        let units = (out.end - begin.out).div_ceil(edit.unit.0.max(1));
                        let kept = if units == edit.count && reach == Reach::Marks { edit.kept } else { 0 };
                        break begin.src + units * edit.unit.1 + kept;
                    }
                }
                _ => break place.src + (out.end - place.out),
            }
        };
        start..end
    }

    /// The output bytes that came from source bytes `src`: all units it touches. Empty if none of them gave output.
    pub(super) fn output(&self, src: Range<usize>) -> Range<usize> {
        let start = self.output_of(src.start, |begin, edit, at| begin + at / edit.unit.1.max(1) * edit.unit.0);
        let end = self.output_of(src.end, |begin, edit, at| begin + at.div_ceil(edit.unit.1.max(1)) * edit.unit.0);
        start..end.max(start)
    }

    /// The output place of a source place; `within` says it for a place within the units of an edit.
    fn output_of(&self, src: usize, within: impl Fn(usize, Edit, usize) -> usize) -> usize {
        let mut walk = self.walk(|place| place.src <= src);
        loop {
            let place = walk.place;
            match walk.next() {
                Some((begin, edit)) if begin.src <= src => {
                    let at = src - begin.src;
                    if at < edit.core() {
                        return within(begin.out, edit, at);
                    }
                    if at < edit.src_len() {
                        return begin.out + edit.out_len();
                    }
                }
                _ => return place.out + (src - place.src),
            }
        }
    }
}
