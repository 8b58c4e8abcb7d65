//! Generated Arabic text with the statistics of news: about 10.6 bytes a word with its space, ال on a quarter of the
//! words, a letter that normalizers fold (alef with hamza, teh marbuta, alef maksura, a hamza seat) every 26 bytes, and
//! every 195 bytes something that changes the length of the text: mostly the blank line between paragraphs, now and then
//! a comma, a mark, a native digit.

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
    written(bytes, 22..30, 60)
}

/// As news, with a comma in every fourth line and a line end where news has a paragraph: how scraped pages are.
pub fn web(bytes: usize) -> String {
    written(bytes, 3..12, 18)
}

/// Paragraphs of so many words; once in so many words a sign, a mark or a number.
fn written(bytes: usize, paragraph: std::ops::Range<usize>, signs: usize) -> String {
    let mut random = Random::new(0x6B68_6162);
    // A vocabulary, as texts have it: words come again.
    let words: Vec<String> = (0..20_000).map(|_| word(&mut random)).collect();
    let mut text = String::with_capacity(bytes + 64);
    while text.len() < bytes {
        for n in 0..paragraph.start + random.below(paragraph.len()) {
            if n > 0 {
                text.push(' ');
            }
            // Frequent words take half of all places.
            let frequent = random.one_in(2);
            text.push_str(&words[if frequent { random.below(300) } else { random.below(words.len()) }]);
            if !random.one_in(signs) {
                continue;
            }
            match random.below(10) {
                0..=5 => text.push('،'),
                6 => text.push('\u{064B}'),
                7 => text.push_str(" BBC"),
                8 => text.push_str(&format!(" {}", 1990 + random.below(40))),
                _ => text.extend([' ', '٢', '٠', ['٠', '١', '٢'][random.below(3)], '٥']),
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
