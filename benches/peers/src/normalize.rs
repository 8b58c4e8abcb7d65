//! Normalization: the `search` preset with its alignment, beside a loop over characters that does the same folds, and
//! beside other crates' normalizers.

use std::sync::LazyLock;

use khabar::normalize::{Buffer, Normalizer};
use unicode_normalization::UnicodeNormalization;

use crate::measure::{Contestant, Report, contestant};
use crate::text;

const SEARCH: Normalizer = Normalizer::search();

pub fn run(report: &mut Report) {
    for (group, text) in
        [("normalize-news", text::news(4_000_000)), ("normalize-vocalized", text::vocalized(4_000_000))]
    {
        let pages = text::pages(&text, 4_500);
        report.group(group, text.len(), 21, contestants(&pages));
    }
    if report.wants("normalize-growth") {
        let text = text::news(100_000_000);
        for size in [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] {
            let pages = text::pages(&text, size);
            let name = format!("pages of {size} bytes");
            report.group("normalize-growth", text.len(), 3, vec![contestant(name, || search(&pages))]);
        }
    }
    for (name, piece) in ADVERSARIAL {
        let text = piece.repeat(10_000_000 / piece.len());
        let run = || search(&[&text]);
        report.group("normalize-adversarial", text.len(), 5, vec![contestant(*name, run)]);
    }
}

fn contestants<'a>(pages: &'a [&'a str]) -> Vec<Contestant<'a>> {
    vec![
        contestant("char loop into a reused String", move || {
            let mut out = String::new();
            pages.iter().map(|page| char_loop(page, &mut out)).sum()
        }),
        contestant("khabar search, alignment, reused buffer, as_bytes", move || search(pages)),
        contestant("khabar search, no alignment, into a reused String", move || {
            let mut out = String::new();
            let mut sum = 0;
            for page in pages {
                out.clear();
                SEARCH.normalize_into(page, &mut out);
                sum += out.len();
            }
            sum
        }),
        contestant("khabar search, alignment, owned String", move || {
            pages.iter().map(|page| SEARCH.normalize(page).into_string().len()).sum()
        }),
        contestant("khabar matching, alignment, reused buffer, as_bytes", move || {
            let mut buffer = Buffer::default();
            pages.iter().map(|page| Normalizer::matching().normalize_with(page, &mut buffer).as_bytes().len()).sum()
        }),
        contestant("khabar repair, alignment, reused buffer, as_bytes", move || {
            let mut buffer = Buffer::default();
            pages.iter().map(|page| Normalizer::repair().normalize_with(page, &mut buffer).as_bytes().len()).sum()
        }),
    ]
}

fn search(pages: &[&str]) -> usize {
    let mut buffer = Buffer::default();
    pages.iter().map(|page| SEARCH.normalize_with(page, &mut buffer).as_bytes().len()).sum()
}

/// The folds of `search` as anybody would write them first.
fn char_loop(text: &str, out: &mut String) -> usize {
    out.clear();
    let mut space = false;
    for c in text.chars() {
        if is_deleted(c) {
            continue;
        }
        if c.is_whitespace() {
            if !space {
                out.push(if c == '\n' { '\n' } else { ' ' });
            } else if c == '\n' {
                out.pop();
                out.push('\n');
            }
            space = true;
            continue;
        }
        space = false;
        match FORMS.get((c as usize).wrapping_sub(0xFB50)) {
            Some(letters) if !letters.is_empty() => out.push_str(letters),
            _ => out.push(fold(c)),
        }
    }
    out.len()
}

fn is_deleted(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0610}'..='\u{061A}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}' | '\u{061C}' | '\u{00AD}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn fold(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' | 'ی' | 'ے' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ہ' | 'ە' | 'ھ' | 'ۃ' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => (b'0' + (c as u32 - 0x660) as u8) as char,
        '۰'..='۹' => (b'0' + (c as u32 - 0x6F0) as u8) as char,
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '«' | '»' | '“' | '”' => '"',
        '‘' | '’' => '\'',
        '‐'..='―' => '-',
        'A'..='Z' => c.to_ascii_lowercase(),
        c => c,
    }
}

/// For every character from U+FB50 on: the letters of a presentation form, folded, or nothing.
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let letters = |c: char| c.nfkc().filter(|&c| c != ' ' && !is_deleted(c)).map(fold).collect();
    let form = |c: char| matches!(c, '\u{FB50}'..='\u{FDF9}' | '\u{FE70}'..='\u{FEFC}').then(|| letters(c));
    ('\u{FB50}'..='\u{FEFF}').map(|c| form(c).unwrap_or_default()).collect()
});

/// Texts of one piece, over and over.
const ADVERSARIAL: &[(&str, &str)] = &[
    ("tatweel", "\u{0640}"),
    ("fatha", "\u{064E}"),
    ("letter and three marks", "ب\u{0651}\u{064E}\u{0670}"),
    ("one letter", "ب"),
    ("spaces", " "),
    ("line feeds", "\n"),
    ("right-to-left marks", "\u{200F}"),
    ("space and right-to-left mark", " \u{200F}"),
    ("Arabic digits", "٣"),
    ("digit and tatweel", "٣\u{0640}"),
    ("emoji", "😀"),
    ("joined emoji", "👩\u{200D}"),
    ("lam-alef forms", "\u{FEFC}"),
    ("presentation forms", "\u{FE91}\u{FE95}"),
    ("blessing in one character", "\u{FDFA}"),
    ("hamza marks", "ا\u{0654}"),
    ("Farsi yeh", "ی"),
    ("non-joiners", "ی\u{200C}"),
    ("no-break spaces", "\u{A0}"),
    ("quotes", "«ب»"),
    ("curly quotes and dashes", "“ب” – "),
    ("accents", "é"),
    ("Latin", "Aa"),
    ("ideographs", "新"),
    ("combining Latin", "e\u{0301}"),
];
