//! The fast path: 64 bytes of text at a time, with arithmetic on masks and no branch, which the compiler turns into
//! vector instructions.
//!
//! Nearly all of a text is letters that stay, letters that become another of the same length (`أ` to `ا`), single
//! spaces and, in some texts, marks on letters. The block writes those, and calls everything else rare, at its first
//! byte. What is rare goes through [`Pass::step`](super::pass::Pass::step), which alone knows what is right: the block
//! may call rare what is not, but never the other way round.

use super::step::{self, Step};

/// Bytes of a block.
pub(super) const SIZE: usize = 64;

/// No text.
pub(super) const PADDED: [u8; SIZE + 2] = [0; SIZE + 2];

/// What the steps of a set ask of the fast path: all ones for yes, 0 for no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Masks {
    alef: u8,
    maksura: u8,
    teh: u8,
    seats: u8,
    case: u8,
    spaces: u8,
    punctuation: u8,
    tatweel: u8,
    marks: u8,
    plain: u8,
    hamza: u8,
    digits: u8,
}

impl Masks {
    pub(super) const fn new(steps: u32) -> Self {
        const fn mask(steps: u32, step: Step) -> u8 {
            if steps & step.bit() != 0 { 0xFF } else { 0 }
        }
        let marks = mask(steps, Step::Marks);
        Masks {
            alef: mask(steps, Step::Alef),
            maksura: mask(steps, Step::AlefMaksura),
            teh: mask(steps, Step::TehMarbuta),
            seats: mask(steps, Step::HamzaSeats),
            case: mask(steps, Step::Case),
            spaces: mask(steps, Step::WhiteSpace),
            punctuation: mask(steps, Step::Punctuation),
            tatweel: mask(steps, Step::Tatweel),
            marks,
            plain: if step::marks_are_plain(steps) { 0xFF } else { 0 },
            hamza: marks | mask(steps, Step::Compose),
            digits: mask(steps, Step::Digits),
        }
    }
}

#[inline(always)]
fn is(a: u8, b: u8) -> u8 {
    ((a == b) as u8).wrapping_neg()
}

/// All ones if `a` is one of the `n` values from `first` on.
#[inline(always)]
fn among(a: u8, first: u8, n: u8) -> u8 {
    ((a.wrapping_sub(first) < n) as u8).wrapping_neg()
}

/// What became of a block.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Every byte, folded; then zeros.
    out: [u8; 2 * SIZE],
    /// A bit for each byte where a character begins that the block does not know.
    pub(super) rare: u64,
    /// A bit for each byte where a mark of two bytes begins, behind a letter, which goes.
    pub(super) marks: u64,
}

const RARE: u8 = 2;
const MARK: u8 = 1;

impl Block {
    pub(super) fn new() -> Block {
        Block { out: [0; 2 * SIZE], rare: 0, marks: 0 }
    }

    /// Folds the block of the window.
    #[inline(always)]
    pub(super) fn fold(&mut self, m: Masks, window: &Window<'_>) {
        let mut what = [0; SIZE];
        let source = window.p.iter().zip(window.c).zip(window.n);
        for (((&p, &c), &n), (out, what)) in source.zip(self.out.iter_mut().zip(&mut what)) {
            // U+0600..U+063F and U+0640..U+067F: a lead byte here, or a trail byte behind one.
            let (lead8, lead9) = (is(c, 0xD8), is(c, 0xD9));
            let (trail8, trail9) = (is(p, 0xD8), is(p, 0xD9));

            // ALEF WITH MADDA, HAMZA ABOVE, HAMZA BELOW; TEH MARBUTA; WAW, YEH WITH HAMZA; ALEF MAKSURA.
            let alef = (is(c & 0xFE, 0xA2) | is(c, 0xA5)) & m.alef & (c ^ 0xA7);
            let teh = is(c, 0xA9) & m.teh & (0xA9 ^ 0x87);
            let seat = is(c & 0xFD, 0xA4) & m.seats & (0xA4 ^ 0x88);
            let maksura = is(c, 0x89) & m.maksura & (0x89 ^ 0x8A);
            // Three of them move from the first block to the second: D8 becomes D9.
            let moves = (is(n, 0xA9) & m.teh) | (is(n & 0xFD, 0xA4) & m.seats);
            let upper = among(c, b'A', 26) & m.case & 0x20;
            *out = c ^ (trail8 & (alef | teh | seat)) ^ (trail9 & maksura) ^ (lead8 & moves & 1) ^ upper;

            let rare8 = is(n & 0xE0, 0x80) & (!is(n, 0x8C) | m.punctuation);
            // FATHATAN to SUKUN behind a letter or another of them: what else may stand before it is ASCII, a comma, or
            // rare, which ends the calm.
            let mark = lead9 & m.plain & among(n, 0x8B, 8) & among(p, 0x80, 0x80) & !is(p, 0x8C);
            // Where marks go, all from FATHATAN to HIGH HAMZA YEH is rare: digits and signs too, and two letters.
            let marks = among(n, 0x8B, 0x2E) & m.marks;
            let others = (among(n, 0x93, 3) & m.hamza)
                | (among(n, 0xA0, 10) & m.digits)
                | (among(n, 0xAA, 4) & m.punctuation)
                | among(n, 0xB1, 8);
            let rare9 = (is(n, 0x80) & m.tatweel) | marks | (others & !m.marks);
            let other = is(c & 0xC0, 0xC0) & !lead8 & !lead9;
            // White space, or another control, behind another; any but a space or a line feed.
            let space = among(c.max(p), 0, 0x21) | (among(c, 0, 0x20) & !is(c, b'\n'));
            let rare = (lead8 & rare8) | (lead9 & rare9 & !mark) | other | (space & m.spaces);
            *what = (rare & RARE) | (mark & MARK);
        }
        let (words, _) = what.as_chunks::<8>();
        let words = words.iter().map(|word| u64::from_le_bytes(*word));
        (self.rare, self.marks) = (0, 0);
        if words.clone().fold(0, |any, word| any | word) != 0 {
            for (n, word) in words.enumerate() {
                self.rare |= bits(word / u64::from(RARE)) << (8 * n);
                self.marks |= bits(word) << (8 * n);
            }
        }
    }

    /// Whether the block stays as it is.
    #[inline(always)]
    pub(super) fn is_clean(&self, window: &Window<'_>) -> bool {
        self.out.first_chunk() == Some(window.c) && self.rare == 0 && self.marks == 0
    }

    /// As many bytes as a block has, from `at` on, with zeros behind the last.
    #[inline(always)]
    pub(super) fn from(&self, at: usize) -> &[u8; SIZE] {
        self.out.get(at..).and_then(|out| out.first_chunk()).unwrap_or(&[0; SIZE])
    }
}

/// The lowest bit of each byte, in one byte.
#[inline(always)]
fn bits(word: u64) -> u64 {
    (word & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// A block with the bytes around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window<'w> {
    pub(super) p: &'w [u8; SIZE],
    pub(super) c: &'w [u8; SIZE],
    pub(super) n: &'w [u8; SIZE],
    /// How many bytes of the block are text; zeros follow.
    pub(super) len: usize,
}

impl<'w> Window<'w> {
    /// The block of `bytes` from `at` on; `padded`, all zeros, holds it if the text ends too soon.
    #[inline(always)]
    pub(super) fn at(bytes: &'w [u8], at: usize, padded: &'w mut [u8; SIZE + 2]) -> Window<'w> {
        if at > 0
            && let Some(around) = bytes.get(at - 1..)
            && let Some(window) = Window::of(around, SIZE)
        {
            return window;
        }
        let from = at.saturating_sub(1);
        let around = bytes.get(from..).unwrap_or(&[]);
        let shift = usize::from(at == 0);
        for (to, &byte) in padded.iter_mut().skip(shift).zip(around) {
            *to = byte;
        }
        let len = SIZE.min(bytes.len().saturating_sub(at));
        Window::of(padded, len).unwrap_or(Window { p: &[0; SIZE], c: &[0; SIZE], n: &[0; SIZE], len: 0 })
    }

    #[inline(always)]
    fn of(around: &'w [u8], len: usize) -> Option<Window<'w>> {
        let (p, c, n) = (around.first_chunk()?, around.get(1..)?.first_chunk()?, around.get(2..)?.first_chunk()?);
        Some(Window { p, c, n, len })
    }
}
