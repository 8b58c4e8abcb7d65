//! The alignment of normalized with original text: a sparse list of the places where lengths differ.
//!
//! Between two edits both texts run in step, byte for byte, so a fold such as `أ` to `ا` needs no entry. A position is
//! found by binary search, in either direction.

use core::ops::Range;

/// A stretch where the two texts are not in step: nothing, one unit, or equal units in a row, and after them source
/// bytes that gave no output. A unit is what cannot be divided: a character that changed its length, a ligature, a
/// run of white space, a letter with its hamza.
///
/// Where the stretch ends in the source is not stored: the next edit (or the end of the text) tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where it begins in the output.
    out: usize,
    /// Where it begins in the source.
    src: usize,
    /// Output bytes of all its units. 32 bits hold any unit that means something; a run of more than 4 GiB is cut
    /// short, and the spans in it end early.
    len: u32,
    /// Source bytes up to the last one that belongs to its last letter.
    kept: u32,
    /// Bytes of one unit, in the output and in the source.
    unit: (u32, u32),
}

impl Edit {
    fn out_end(self) -> usize {
        self.out + self.len as usize
    }

    /// Source bytes of all its units.
    fn core(self) -> usize {
        (self.len / self.unit.0.max(1)) as usize * self.unit.1 as usize
    }

    fn kept_end(self) -> usize {
        self.src + self.kept as usize
    }

    /// Where the unit begins that holds output byte `out`, in the output and in the source.
    fn unit_at(self, out: usize) -> (usize, usize) {
        let n = (out - self.out) / self.unit.0.max(1) as usize;
        (self.out + n * self.unit.0 as usize, self.src + n * self.unit.1 as usize)
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Writes the edits of a pass, left to right; keeps nothing if there is no list to write to.
#[derive(Debug)]
pub(super) struct Writer<'e> {
    edits: Option<&'e mut Vec<Edit>>,
}

impl<'e> Writer<'e> {
    pub(super) fn new(mut edits: Option<&'e mut Vec<Edit>>) -> Self {
        if let Some(edits) = &mut edits {
            edits.clear();
        }
        Writer { edits }
    }

    /// Source bytes `src` gave no output, which stands at `out`. `belongs` says whether they are part of the letter
    /// before.
    pub(super) fn delete(&mut self, out: usize, src: Range<usize>, belongs: bool) {
        let Some(edits) = &mut self.edits else { return };
        if !matches!(edits.last(), Some(last) if last.out_end() == out) {
            edits.push(Edit { out, src: src.start, len: 0, kept: 0, unit: (0, 0) });
        }
        if let Some(last) = edits.last_mut().filter(|_| belongs) {
            last.kept = narrow(src.end - last.src);
        }
    }

    /// Source bytes `src` became output bytes `out`, as one unit.
    pub(super) fn replace(&mut self, out: Range<usize>, src: Range<usize>) {
        let Some(edits) = &mut self.edits else { return };
        let unit = (narrow(out.len()), narrow(src.len()));
        if let Some(last) = edits.last_mut()
            && last.unit == unit
            && last.out_end() == out.start
            && last.src + last.core() == src.start
            && let Some(len) = last.len.checked_add(unit.0)
            && let Some(kept) = last.kept.checked_add(unit.1)
        {
            (last.len, last.kept) = (len, kept);
        } else {
            edits.push(Edit { out: out.start, src: src.start, len: unit.0, kept: unit.1, unit });
        }
    }

    /// Forgets everything from the unit on that holds output byte `out`, and tells where that unit begins, in the
    /// output and in the source. `now` is how far both have got.
    pub(super) fn cut(&mut self, out: usize, now: (usize, usize)) -> (usize, usize) {
        let Some(edits) = &mut self.edits else { return (out, now.1) };
        let mut next = now;
        while let Some(last) = edits.pop_if(|last| last.out > out) {
            next = (last.out, last.src);
        }
        match edits.last_mut() {
            Some(last) if out < last.out_end() => {
                let (unit_out, unit_src) = last.unit_at(out);
                last.len = narrow(unit_out - last.out);
                last.kept = narrow(unit_src - last.src);
                if last.len == 0 {
                    edits.pop();
                }
                (unit_out, unit_src)
            }
            _ => (out, next.1 - (next.0 - out)),
        }
    }
}

/// The edits of a finished pass, with the lengths of both texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alignment<'e> {
    pub(super) edits: &'e [Edit],
    pub(super) out_len: usize,
    pub(super) src_len: usize,
}

impl Alignment<'_> {
    /// The source bytes that output bytes `out` came from, the rest of a unit and what belongs to its letters included.
    /// `out` is not empty and ends within the output.
    pub(super) fn source(self, out: Range<usize>) -> Range<usize> {
        let start = match self.before(|edit| edit.out <= out.start) {
            None => out.start,
            Some((edit, _)) if out.start < edit.out_end() => edit.unit_at(out.start).1,
            Some((edit, end)) => end + (out.start - edit.out_end()),
        };
        let end = match self.before(|edit| edit.out < out.end) {
            None => out.end,
            Some((edit, _)) if out.end <= edit.out_end() => {
                let (unit, src) = edit.unit_at(out.end - 1);
                // What follows the units belongs to the last of them.
                let last = unit + edit.unit.0 as usize == edit.out_end();
                if last { edit.kept_end() } else { src + edit.unit.1 as usize }
            }
            Some((edit, end)) => end + (out.end - edit.out_end()),
        };
        // Marks deleted right after a letter that was copied.
        let at = self.edits.partition_point(|edit| edit.out < out.end);
        let end = match self.edits.get(at) {
            Some(edit) if edit.out == out.end && edit.len == 0 => edit.kept_end().max(end),
            _ => end,
        };
        start..end
    }

    /// The output bytes that came from source bytes `src`: all units it touches. Empty if none of them gave output.
    pub(super) fn output(self, src: Range<usize>) -> Range<usize> {
        let start = match self.before(|edit| edit.src <= src.start) {
            None => src.start,
            Some((edit, _)) if src.start < edit.src + edit.core() => {
                let n = (src.start - edit.src) / edit.unit.1.max(1) as usize;
                edit.out + n * edit.unit.0 as usize
            }
            Some((edit, end)) => edit.out_end() + src.start.saturating_sub(end),
        };
        let end = match self.before(|edit| edit.src < src.end) {
            None => src.end,
            Some((edit, _)) if src.end <= edit.src + edit.core() => {
                let n = (src.end - edit.src).div_ceil(edit.unit.1.max(1) as usize);
                edit.out + n * edit.unit.0 as usize
            }
            Some((edit, end)) => edit.out_end() + src.end.saturating_sub(end),
        };
        start..end.max(start)
    }

    /// The last edit for which `holds` (which must hold for a head of the list), and where it ends in the source.
    fn before(self, holds: impl Fn(&Edit) -> bool) -> Option<(Edit, usize)> {
        let after = self.edits.partition_point(holds);
        let edit = *self.edits.get(after.checked_sub(1)?)?;
        let (out, src) = self.edits.get(after).map_or((self.out_len, self.src_len), |next| (next.out, next.src));
        Some((edit, src.saturating_sub(out.saturating_sub(edit.out_end()))))
    }
}
