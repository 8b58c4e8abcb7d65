//! Generated Arabic text with the statistics of news: about 10.6 bytes a word with its space, ال on a quarter of the
//! words, an alef with hamza, teh marbuta or alef maksura every 25 bytes, a blank line between paragraphs, and now and
//! then a mark, a tatweel, a native digit.

/// A small generator of numbers (xorshift64*), the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n.max(1)
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Letters as often as news has them, in percent or so.
const LETTERS: &str =
    "ااااااااااالللللللللليييييييمممممموووووونننننرررررتتتتتهههعععدددببببسسسفففقققككحححججششخخصصطضثذزظغؤئ";

/// One word of three to eight letters, with the letters that normalizers fold where Arabic has them.
pub fn word(random: &mut Random) -> String {
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut word = String::new();
    match random.below(100) {
        0..=24 => word.push_str("ال"),
        25..=31 => word.push_str("وال"),
        32..=37 => word.push('أ'),
        38..=39 => word.push('إ'),
        _ => {}
    }
    for _ in 0..2 + random.below(4) {
        word.push(letters[random.below(letters.len())]);
    }
    match random.below(100) {
        0..=13 => word.push('ة'),
        14..=17 => word.push('ى'),
        _ => {}
    }
    word
}

/// News of about `bytes` bytes.
pub fn news(bytes: usize) -> String {
    let mut random = Random::new(0x6B68_6162);
    // A vocabulary, as texts have it: words come again.
    let words: Vec<String> = (0..6_000).map(|_| word(&mut random)).collect();
    let mut text = String::with_capacity(bytes + 64);
    while text.len() < bytes {
        for n in 0..12 + random.below(25) {
            if n > 0 {
                text.push(' ');
            }
            match random.below(400) {
                0..=2 => text.push_str(&(1990 + random.below(40)).to_string()),
                3 => text.extend(
                    random
                        .below(90)
                        .to_string()
                        .bytes()
                        .map(|d| char::from_u32(0x0660 + u32::from(d - b'0')).unwrap_or('0')),
                ),
                4..=5 => text.push_str("BBC"),
                // Frequent words take half of all places.
                n if n < 200 => text.push_str(&words[random.below(300)]),
                _ => text.push_str(&words[random.below(words.len())]),
            }
            match random.below(300) {
                0 => text.push('\u{064B}'),
                1..=20 => text.push('،'),
                _ => {}
            }
        }
        text.push_str(if random.one_in(8) { ".\n" } else { ".\n\n" });
    }
    text
}

/// The same news with a haraka on most letters.
pub fn vocalized(bytes: usize) -> String {
    let mut random = Random::new(0x7461_7368);
    let mut text = String::with_capacity(bytes + 64);
    for c in news(bytes * 2 / 3).chars() {
        text.push(c);
        if ('\u{0621}'..='\u{064A}').contains(&c) && !random.one_in(3) {
            text.push(['\u{064E}', '\u{064F}', '\u{0650}', '\u{0652}', '\u{0651}'][random.below(5)]);
        }
    }
    text
}

/// `text` in pieces of about `size` bytes, cut at line ends: how pages come.
pub fn pages(text: &str, size: usize) -> Vec<&str> {
    let mut pages = Vec::new();
    let mut rest = text;
    while rest.len() > size {
        let mut end = size;
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let end = rest[end..].find('\n').map_or(rest.len(), |at| end + at + 1);
        let (page, tail) = rest.split_at(end);
        pages.push(page);
        rest = tail;
    }
    if !rest.is_empty() {
        pages.push(rest);
    }
    pages
}
