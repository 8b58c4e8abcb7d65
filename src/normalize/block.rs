//! The fast path: 64 bytes of text at a time, with arithmetic on masks and no branch, which the compiler turns into
//! vector instructions.
//!
//! Nearly all of a text is letters that stay, letters that become another of the same length (`أ` to `ا`), and single
//! spaces. The block writes those, and marks everything else as rare, at its first byte. What is rare goes through
//! [`Pass::step`](super::pass::Pass::step), which alone knows what is right: the block may call rare what is not, but never
//! the other way round. A test compares the two on every pair of characters.

use super::step::Step;

/// Bytes of a block.
pub(super) const SIZE: usize = 64;

/// What the steps of a set ask of the fast path: all ones for yes, 0 for no.
#[derive(Clone, Copy, Debug)]
pub(super) struct Masks {
    alef: u8,
    maksura: u8,
    teh: u8,
    seats: u8,
    case: u8,
    spaces: u8,
    comma: u8,
    tatweel: u8,
    marks: u8,
    hamza: u8,
    digits: u8,
    numeric: u8,
}

impl Masks {
    pub(super) fn new(steps: u16) -> Self {
        let any = |of: &[Step]| if of.iter().any(|step| steps & step.bit() != 0) { 0xFF } else { 0 };
        let marks = any(&[Step::Marks]);
        Masks {
            alef: any(&[Step::Alef]),
            maksura: any(&[Step::AlefMaksura]),
            teh: any(&[Step::TehMarbuta]),
            seats: any(&[Step::HamzaSeats]),
            case: any(&[Step::Case]),
            spaces: any(&[Step::WhiteSpace]),
            comma: any(&[Step::Punctuation]),
            tatweel: any(&[Step::Tatweel]),
            marks,
            hamza: marks | any(&[Step::Compose]),
            digits: any(&[Step::Digits]),
            numeric: any(&[Step::Punctuation]),
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

/// Folds the block `c`, whose bytes follow those of `p` and come before those of `n`, into `out`; `rare` tells where a
/// character begins that is not done.
#[inline(always)]
pub(super) fn fold(
    masks: &Masks,
    p: &[u8; SIZE],
    c: &[u8; SIZE],
    n: &[u8; SIZE],
    out: &mut [u8; SIZE],
    rare: &mut [u8; SIZE],
) {
    let m = *masks;
    let bytes = p.iter().zip(c).zip(n).zip(out.iter_mut().zip(rare.iter_mut()));
    for (((&p, &c), &n), (out, rare)) in bytes {
        // U+0600..U+063F and U+0640..U+067F: a lead byte here, or a trail byte behind one.
        let (lead8, lead9) = (is(c, 0xD8), is(c, 0xD9));
        let (trail8, trail9) = (is(p, 0xD8), is(p, 0xD9));

        // ALEF WITH MADDA, HAMZA ABOVE, HAMZA BELOW; TEH MARBUTA; WAW, YEH WITH HAMZA; ALEF MAKSURA.
        let alef = (is(c, 0xA2) | is(c, 0xA3) | is(c, 0xA5)) & m.alef & (c ^ 0xA7);
        let teh = is(c, 0xA9) & m.teh & (0xA9 ^ 0x87);
        let waw = is(c, 0xA4) & m.seats & (0xA4 ^ 0x88);
        let yeh = is(c, 0xA6) & m.seats & (0xA6 ^ 0x8A);
        let maksura = is(c, 0x89) & m.maksura & (0x89 ^ 0x8A);
        // Three of them move from the first block to the second: D8 becomes D9.
        let moves = (is(n, 0xA9) & m.teh) | ((is(n, 0xA4) | is(n, 0xA6)) & m.seats);
        let upper = among(c, b'A', 26) & m.case & 0x20;
        *out = c ^ (trail8 & (alef | teh | waw | yeh)) ^ (trail9 & maksura) ^ (lead8 & moves & 1) ^ upper;

        let comma = is(n, 0x8C);
        let rare8 = (among(n, 0x80, 0x20) & !comma) | (comma & m.comma);
        let rare9 = (is(n, 0x80) & m.tatweel)
            | ((among(n, 0x8B, 0x15) | is(n, 0xB0)) & m.marks)
            | (among(n, 0x93, 3) & m.hamza)
            | (among(n, 0xA0, 10) & m.digits)
            | (among(n, 0xAA, 4) & m.numeric)
            | among(n, 0xB1, 8);
        let other = among(c, 0xC0, 0x40) & !lead8 & !lead9;
        let second = (is(c, b' ') | is(c, b'\n')) & (is(p, b' ') | is(p, b'\n'));
        let space = among(c, b'\t', 5) & !is(c, b'\n');
        *rare = (lead8 & rare8) | (lead9 & rare9) | other | ((second | space) & m.spaces);
    }
}

/// Where the first rare character is, or [`SIZE`].
#[inline(always)]
pub(super) fn first(rare: &[u8; SIZE]) -> usize {
    let (words, _) = rare.as_chunks::<8>();
    for (n, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        if word != 0 {
            return n * 8 + word.trailing_zeros() as usize / 8;
        }
    }
    SIZE
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
