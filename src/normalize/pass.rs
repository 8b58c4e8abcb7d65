//! [`Pass`]: the one pass over a text that applies all steps of a set and writes the alignment.
//!
//! Clean stretches are skipped with one table look-up a character and copied as a whole. A character that a step cares
//! about goes through [`Pass::step`], which may ask about its surroundings (`around.rs`) before it decides.

use super::Normalizer;
use super::align::{self, Writer};
use super::around::{Hamza, Known, tick};
use super::block::{self, Block, Masks, Window};
use super::step::{self, Step};
use crate::index::presentation;
use crate::index::script::{self, TATWEEL};

/// The pass over one text.
#[derive(Debug)]
pub(super) struct Pass<'t, 'o> {
    pub(super) steps: u32,
    pub(super) text: &'t str,
    /// Where the output goes, after `floor` bytes that are none of ours. UTF-8, save in the middle of a block.
    pub(super) out: &'o mut Vec<u8>,
    pub(super) floor: usize,
    pub(super) map: Writer<'o>,
    /// The next source byte.
    pub(super) at: usize,
    /// Marks are deleted without a look at what they would compose with.
    plain_marks: bool,
    /// The next mark that becomes part of a letter.
    pub(super) hamza: Option<Hamza>,
    /// Up to this source byte, no mark becomes part of a letter but the one above.
    pub(super) composed: usize,
    /// Up to this source byte, tatweels are known to stand between two digits, or not to.
    pub(super) digits: Known,
    /// Up to this source byte, letters are known to be of a foreign word, or of an Arabic one.
    pub(super) word: Known,
}

impl<'t, 'o> Pass<'t, 'o> {
    pub(super) fn new(steps: u32, text: &'t str, out: &'o mut Vec<u8>, map: Writer<'o>) -> Self {
        let floor = out.len();
        let (digits, word) = (Known::default(), Known::default());
        // Where look-alikes are folded everywhere, nobody asks which word they are in.
        let everywhere = steps & Step::LookAlikesEverywhere.bit() != 0;
        let steps = if everywhere { steps & !Step::LookAlikes.bit() } else { steps };
        Pass {
            steps,
            text,
            out,
            floor,
            map,
            at: 0,
            plain_marks: step::marks_are_plain(steps),
            hamza: None,
            composed: 0,
            digits,
            word,
        }
    }

    /// Runs to the end of the text. Returns whether anything was changed; if nothing was, nothing was written.
    pub(super) fn run(self) -> bool {
        // The sets that most callers use have a fast path of their own, in which the compiler knows the masks.
        const SEARCH: Masks = Masks::new(Normalizer::search().steps);
        const MATCHING: Masks = Masks::new(Normalizer::matching().steps);
        const REPAIR: Masks = Masks::new(Normalizer::repair().steps);
        let masks = Masks::new(self.steps);
        match masks {
            SEARCH => self.run_with(|| SEARCH),
            MATCHING => self.run_with(|| MATCHING),
            REPAIR => self.run_with(|| REPAIR),
            _ => self.run_with(|| masks),
        }
    }

    fn run_with(mut self, masks: impl Fn() -> Masks) -> bool {
        let clean = self.clean(&masks);
        if clean == self.text.len() {
            return false;
        }
        self.out.reserve(self.text.len() + block::SIZE);
        self.out.extend_from_slice(self.text.as_bytes().get(..clean).unwrap_or(&[]));
        self.at = clean;
        let mut block = Block::new();
        while self.at < self.text.len() {
            self.block(&mut block, &masks);
        }
        let same = self.map.is_empty() && self.out.get(self.floor..) == Some(self.text.as_bytes());
        if same {
            self.out.truncate(self.floor);
        }
        self.map.finish();
        !same
    }

    /// Bytes at the beginning that stay as they are, to a whole block.
    fn clean(&self, masks: impl Fn() -> Masks) -> usize {
        let mut block = Block::new();
        let mut at = 0;
        while at < self.text.len() {
            let mut padded = block::PADDED;
            let window = Window::at(self.text.as_bytes(), at, &mut padded);
            block.fold(masks(), &window);
            if !block.is_clean(&window) {
                break;
            }
            at += window.len;
        }
        at
    }

    /// Takes one block, and whatever reaches beyond it.
    #[inline(always)]
    fn block(&mut self, block: &mut Block, masks: impl Fn() -> Masks) {
        let start = self.at;
        let mut padded = block::PADDED;
        let window = Window::at(self.text.as_bytes(), start, &mut padded);
        block.fold(masks(), &window);
        loop {
            let from = self.at - start;
            let Some(&next) = window.c.get(..window.len).and_then(|c| c.get(from)) else { return };
            let marks = block.marks >> from;
            let calm = (block.rare >> from).trailing_zeros() as usize;
            let rare = match next {
                // What the block cannot know, since what stood before may have been deleted.
                b' ' | b'\n' => self.after_space(),
                0xD9 => marks & 1 == 1 && !self.in_word(),
                _ => false,
            };
            if rare || calm == 0 {
                self.one();
                continue;
            }
            let calm = calm.min(window.len - from);
            if marks == 0 || marks.trailing_zeros() as usize >= calm {
                self.out.extend_from_slice(block.from(from));
                self.out.truncate(self.out.len() - block::SIZE + calm);
                self.at += calm;
            } else {
                self.marked(block, marks, from, calm);
            }
        }
    }

    /// Takes bytes of a block less the marks in it. A mark at the very end is taken as a whole.
    #[inline(always)]
    fn marked(&mut self, block: &Block, mut marks: u64, from: usize, calm: usize) {
        let (begin, start) = (self.out.len(), self.at);
        let mut kept = [0; 2 * block::SIZE];
        // The edits, ready for the list but for the first, which may belong to the one before or be far from it.
        let mut edits = [0; block::SIZE / 2];
        let (mut len, mut end, mut count, mut edit) = (0, 0, 0, 0);
        while marks != 0 {
            let at = marks.trailing_zeros() as usize;
            if at >= calm {
                break;
            }
            marks &= marks - 1;
            // A whole block, of which only the bytes up to the mark count.
            if let Some(slot) = kept.get_mut(len..).and_then(|kept| kept.first_chunk_mut()) {
                *slot = *block.from(from + end);
            }
            let gap = at - end;
            len += gap;
            if end > 0 && gap > 0 || edit != 0 && align::takes_a_mark(edit) {
                edit = if gap > 0 { align::mark_after(gap) } else { edit + align::ONE_MARK };
                count += usize::from(gap > 0);
                if let Some(slot) = edits.get_mut(count - 1) {
                    *slot = edit;
                }
            } else {
                // So the list has to have all that came before.
                self.map.extend(edits.get(..count).unwrap_or(&[]), begin + len, start + end);
                (count, edit) = (0, 0);
                self.map.delete(begin + len, start + at..start + at + 2, true);
            }
            end = at + 2;
        }
        self.map.extend(edits.get(..count).unwrap_or(&[]), begin + len, start + end);
        if end < calm {
            if let Some(slot) = kept.get_mut(len..).and_then(|kept| kept.first_chunk_mut()) {
                *slot = *block.from(from + end);
            }
            len += calm - end;
            end = calm;
        }
        self.out.extend_from_slice(kept.first_chunk::<{ block::SIZE }>().unwrap_or(&[0; block::SIZE]));
        self.out.truncate(begin + len);
        self.at += end;
    }

    /// Handles the next character, which may be rare or not; returns whether it was.
    #[inline]
    fn one(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let Some(&lead) = bytes.get(self.at) else { return false };
        match lead {
            b' ' | b'\n' if !self.after_space() => {
                self.out.push(lead);
                self.at += 1;
                return false;
            }
            b' ' | b'\n' => self.space(char::from(lead)),
            // U+0600..U+06FF: two bits of the lead byte, six of the next.
            0xD8..=0xDB => {
                let trail = bytes.get(self.at + 1).copied().unwrap_or(0);
                return self.arabic([lead, trail]);
            }
            0..=0x7F if step::ASCII.get(usize::from(lead)).is_none_or(|concerned| concerned & self.steps == 0) => {
                self.out.push(lead);
                self.at += 1;
                return false;
            }
            _ => {
                let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
                    debug_assert!(false, "the next byte begins a character");
                    self.at = self.text.len();
                    return true;
                };
                self.step(c);
            }
        }
        true
    }

    /// Handles the next character, which is in the Arabic block; returns whether it was rare.
    #[inline]
    fn arabic(&mut self, pair: [u8; 2]) -> bool {
        let [lead, trail] = pair;
        let letter = usize::from(lead & 3) << 6 | usize::from(trail & 0x3F);
        let concerned = step::ARABIC.get(letter).copied().unwrap_or(0) & self.steps;
        if concerned == 0 {
            self.out.extend_from_slice(&pair);
            self.at += 2;
            return false;
        }
        let c = char::from_u32(0x0600 + letter as u32).unwrap_or('\0');
        if concerned & !step::ALONE == 0 {
            let folded = step::fold(self.steps, c);
            self.write(c, folded.encode_utf8(&mut [0; 4]));
            return folded.len_utf8() != 2;
        }
        if self.plain_marks && PLAIN_MARKS.contains(&c) {
            self.delete(c, self.in_word());
            return false;
        }
        // ARABIC COMMA, by far the most frequent sign: as [`step::numeric_punctuation`] has it behind anything but a
        // digit.
        if c == '\u{060C}' && !self.last().is_some_and(script::is_digit) {
            self.write(c, ",");
            return true;
        }
        self.step(c);
        true
    }

    /// Handles one character.
    fn step(&mut self, c: char) {
        tick();
        if c >= '\u{FB50}'
            && let Some(letters) = presentation::letters(c)
            && !presentation::is_mark_form(c)
            && self.expands(c)
        {
            self.form(c, letters);
        } else if script::is_invisible(c) {
            self.invisible(c);
        } else if c.is_whitespace() {
            self.space(c);
        } else if script::is_mark(c) || presentation::is_mark_form(c) {
            self.mark(c);
        } else if c == TATWEEL {
            self.tatweel();
        } else {
            self.letter(c);
        }
    }

    /// Whether a presentation form is one to be expanded.
    fn expands(&self, c: char) -> bool {
        // The ligatures that are words: SALLA, QALA, ALLAH … RIAL SIGN.
        let word = ('\u{FDF0}'..='\u{FDFC}').contains(&c);
        self.has(Step::PresentationForms) && !(word && self.steps & step::KEEP_WORDS != 0)
    }

    fn invisible(&mut self, c: char) {
        if self.steps & step::JOINERS != 0 && self.has(Step::Controls) && self.between_letters(c) {
            match c {
                NON_JOINER if self.steps & step::JOINERS_GO != 0 => return self.delete(c, false),
                NON_JOINER if self.steps & step::JOINERS_STAY != 0 => return self.copy(c),
                NON_JOINER if self.steps & step::JOINERS_TO_SPACE != 0 => return self.write(c, " "),
                // LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK.
                '\u{200E}' | '\u{200F}' if self.steps & step::MARKS_TO_JOINERS != 0 && self.in_foreign_word() => {
                    return self.write(c, NON_JOINER.encode_utf8(&mut [0; 4]));
                }
                _ => {}
            }
        }
        if self.has(Step::Controls) && !self.keeps_invisible(c) {
            self.delete(c, false);
        } else {
            self.copy(c);
        }
    }

    fn space(&mut self, c: char) {
        if !self.has(Step::WhiteSpace) {
            return self.copy(c);
        }
        let rest = self.text.get(self.at..).unwrap_or("");
        let (mut len, mut feed) = (0, false);
        for c in rest.chars().take_while(|c| c.is_whitespace()) {
            len += c.len_utf8();
            feed |= c == '\n';
        }
        let joins = self.after_space();
        if !joins && len == 1 && matches!(c, ' ' | '\n') {
            return self.copy(c);
        }
        let mut begin = (self.out.len(), self.at);
        if joins {
            // The run goes on after something that was deleted.
            begin = self.map.cut(self.out.len() - 1, begin);
            feed |= self.out.pop() == Some(b'\n');
        }
        self.out.push(if feed { b'\n' } else { b' ' });
        self.at += len;
        if self.at - begin.1 != 1 {
            self.map.replace(begin.0..self.out.len(), begin.1..self.at);
        }
    }

    fn mark(&mut self, c: char) {
        if self.has(Step::Compose) && !self.plain_marks {
            if self.at >= self.composed {
                self.hamza = self.find_hamza();
            }
            if let Some(hamza) = self.hamza.filter(|hamza| hamza.taken.at == self.at) {
                return self.compose(c, hamza);
            }
        }
        match presentation::letters(c) {
            _ if self.has(Step::Marks) => self.delete(c, self.in_word()),
            // Alone, the form shows the mark as such; on a letter it is that letter's mark.
            Some(marks) if self.has(Step::PresentationForms) && self.takes_marks() => self.write(c, marks),
            _ => self.copy(c),
        }
    }

    /// Takes the mark at hand into its letter.
    fn compose(&mut self, mark: char, Hamza { out, taken }: Hamza) {
        let (unit, src) = self.map.cut(out, (self.out.len(), self.at));
        let letter = self.written_from(out).chars().next().map_or(0, char::len_utf8);
        let marks = self.out.get(out + letter..).unwrap_or(&[]).to_vec();
        self.out.truncate(out);
        self.put(step::fold(self.steps, taken.into));
        if let Some(back) = taken.back.filter(|_| !self.has(Step::Marks)) {
            self.put(back);
        }
        self.out.extend_from_slice(&marks);
        self.at += mark.len_utf8();
        // One unit up to the mark: what stands between them lies within the bytes of the new letter.
        self.map.replace(unit..self.out.len(), src..self.at);
    }

    fn tatweel(&mut self) {
        if !self.has(Step::Tatweel)
            || self.between_digits()
            || self.marks_a_year()
            || !self.has(Step::Marks) && self.carries_hamza()
        {
            self.copy(TATWEEL);
        } else {
            self.delete(TATWEEL, self.in_word());
        }
    }

    fn form(&mut self, c: char, letters: &str) {
        let begin = (self.out.len(), self.at);
        let alone = !self.has(Step::LookAlikes);
        for letter in letters.chars() {
            if !script::is_mark(letter) {
                // No form stands for a digit or sign, so that only look-alikes ask what is around them.
                let folded = if alone { step::fold(self.steps, letter) } else { self.folded(letter) };
                self.put(folded);
            } else if !self.has(Step::Marks) {
                self.put(letter);
            }
        }
        self.at += c.len_utf8();
        self.map.replace(begin.0..self.out.len(), begin.1..self.at);
    }

    fn letter(&mut self, c: char) {
        let folded = self.folded(c);
        if folded == c {
            self.copy(c);
        } else {
            self.write(c, folded.encode_utf8(&mut [0; 4]));
        }
    }

    /// What becomes of a letter, digit or sign where it stands.
    fn folded(&mut self, c: char) -> char {
        let mut c = c;
        if self.has(Step::LookAlikes) && script::look_alike(c) != c && !self.in_foreign_word() {
            c = script::look_alike(c);
        }
        if self.has(Step::Punctuation) {
            c = step::numeric_punctuation(c, || self.last().is_some_and(script::is_digit) && self.digit_follows(c));
        }
        step::fold(self.steps, c)
    }

    pub(super) fn has(&self, step: Step) -> bool {
        self.steps & step.bit() != 0
    }

    /// Leaves `c` as it is.
    fn copy(&mut self, c: char) {
        self.put(c);
        self.at += c.len_utf8();
    }

    /// Writes `folded` for `c`.
    fn write(&mut self, c: char, folded: &str) {
        let begin = (self.out.len(), self.at);
        self.out.extend_from_slice(folded.as_bytes());
        self.at += c.len_utf8();
        if folded.len() != c.len_utf8() {
            self.map.replace(begin.0..self.out.len(), begin.1..self.at);
        }
    }

    /// Writes nothing for `c`, which may belong to the character before.
    fn delete(&mut self, c: char, belongs: bool) {
        let begin = self.at;
        self.at += c.len_utf8();
        self.map.delete(self.out.len(), begin..self.at, belongs);
    }

    /// Appends a character to the output.
    fn put(&mut self, c: char) {
        self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// ZERO WIDTH NON-JOINER.
pub(super) const NON_JOINER: char = '\u{200C}';

/// FATHATAN to SUKUN, which blocks know.
const PLAIN_MARKS: core::ops::RangeInclusive<char> = '\u{064B}'..='\u{0652}';
