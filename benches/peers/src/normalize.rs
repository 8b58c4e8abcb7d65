//! Normalization: the `search` preset with its alignment, beside a loop over characters that does the same folds, and
//! beside other crates' normalizers.

use std::borrow::Cow;
use std::sync::LazyLock;

use charabia::normalizer::{CharNormalizer, Normalizer as _, NormalizerOption};
use khabar::normalize::{Buffer, DaggerAlef, Normalizer};
use unicode_normalization::UnicodeNormalization;

use crate::measure::{Contestant, Report, contestant};
use crate::text;

const SEARCH: Normalizer = Normalizer::search();

pub fn run(report: &mut Report) {
    let texts: [(&str, fn(usize) -> String); 3] =
        [("normalize-news", text::news), ("normalize-web", text::web), ("normalize-vocalized", text::vocalized)];
    for (group, text) in texts {
        let text = if report.wants(group) { text(4_000_000) } else { continue };
        report.group(group, text.len(), 21, contestants(&text::pages(&text, 4_500)));
    }
    if report.wants("normalize-growth") {
        let text = text::news(100_000_000);
        let sizes = [1_000_000, 1_000, 10_000, 100_000, 10_000_000, 100_000_000];
        let pages = sizes.map(|size| text::pages(&text, size));
        let name = |size: usize| format!("pages of {size} bytes");
        let runs = sizes.iter().zip(&pages).map(|(&size, pages)| contestant(name(size), search(pages)));
        report.group("normalize-growth", text.len(), 5, runs.collect());
    }
    if report.wants("normalize-adversarial") {
        let news = text::news(10_000_000);
        let mut texts = vec![("news", news)];
        texts.extend(ADVERSARIAL.iter().map(|&(name, piece)| (name, piece.repeat(10_000_000 / piece.len()))));
        // The texts differ by a few bytes.
        let runs = texts.iter().map(|(name, text)| contestant(*name, search(std::slice::from_ref(text))));
        report.group("normalize-adversarial", 10_000_000, 5, runs.collect());
    }
}

fn contestants<'a>(pages: &'a [&'a str]) -> Vec<Contestant<'a>> {
    vec![
        contestant("char loop of the same folds, reused String", move || {
            let mut out = String::new();
            pages.iter().map(|page| char_loop(page, &mut out)).sum()
        }),
        contestant("char loop of the letters alone, reused String", move || {
            let mut out = String::new();
            pages.iter().map(|page| short_loop(page, &mut out)).sum()
        }),
        contestant("arabic-normalize search, reused String", move || {
            let normalizer = arabic_normalize::Normalizer::search();
            let mut out = String::new();
            let mut sum = 0;
            for page in pages {
                out.clear();
                normalizer.normalize_into(page, &mut out);
                sum += out.len();
            }
            sum
        }),
        contestant("charabia ArabicNormalizer", move || {
            pages.iter().map(|page| charabia::normalizer::ArabicNormalizer.normalize_str(page).len()).sum()
        }),
        contestant("charabia ArabicNormalizer with its char map", move || {
            let options = NormalizerOption { create_char_map: true, ..NormalizerOption::default() };
            let token = |page: &&'a str| charabia::Token { lemma: Cow::Borrowed(page), ..charabia::Token::default() };
            let normalize = |page| charabia::normalizer::ArabicNormalizer.normalize(token(page), &options);
            pages.iter().map(|page| normalize(page).lemma.len()).sum()
        }),
        contestant("khabar search, alignment, reused buffer, as_bytes", search(pages)),
        contestant("khabar search, no alignment, reused String", move || {
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
        contestant("khabar search, alignment, owned String checked by std", move || {
            let check = |page: &&str| String::from_utf8(SEARCH.normalize(page).as_bytes().to_vec());
            pages.iter().map(|page| check(page).map_or(0, |text| text.len())).sum()
        }),
        contestant("khabar matching, alignment, reused buffer, as_bytes", move || {
            let mut buffer = Buffer::default();
            pages.iter().map(|page| Normalizer::matching().normalize_with(page, &mut buffer).as_bytes().len()).sum()
        }),
        contestant("khabar repair, alignment, reused buffer, as_bytes", move || {
            let mut buffer = Buffer::default();
            pages.iter().map(|page| Normalizer::repair().normalize_with(page, &mut buffer).as_bytes().len()).sum()
        }),
        contestant("khabar search with policies, alignment, reused buffer, as_bytes", move || {
            let normalizer = SEARCH.dagger_alef(DaggerAlef::Lexical).elongation(Some(1));
            let mut buffer = Buffer::default();
            pages.iter().map(|page| normalizer.normalize_with(page, &mut buffer).as_bytes().len()).sum()
        }),
    ]
}

/// The run of `search` over pages, into one buffer for all rounds.
fn search<'a, T: AsRef<str>>(pages: &'a [T]) -> impl FnMut() -> usize + 'a {
    let mut buffer = Buffer::default();
    move || pages.iter().map(|page| SEARCH.normalize_with(page.as_ref(), &mut buffer).as_bytes().len()).sum()
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

/// A loop that knows the letters of news and nothing else: no controls, forms, quotes, or other white space.
fn short_loop(text: &str, out: &mut String) -> usize {
    out.clear();
    for c in text.chars() {
        match c {
            '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' | 'ئ' => out.push('ي'),
            'ؤ' => out.push('و'),
            'ة' => out.push('ه'),
            '٠'..='٩' => out.push((b'0' + (c as u32 - 0x660) as u8) as char),
            '،' => out.push(','),
            c => out.push(c),
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
