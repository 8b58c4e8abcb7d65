//! Normalize text, search in it, and mark what was found in the original.
//!
//! `cargo run --example normalize` shows a few lines of its own; `cargo run --example normalize -- 'TEXT' 'WORD'`
//! looks for WORD in TEXT. Arabic stands in the last column, where no terminal's reordering can tear the table.

use khabar::normalize::{DaggerAlef, Entities, FinalYeh, Normalizer, Positions, Step};

/// What goes wrong in scraped text, one kind a line.
const LINES: [(&str, &str); 6] = [
    ("marks, tatweel", "أعلنـــت وزارةُ الصِّحّةِ"),
    ("a PDF file", "\u{FE8D}\u{FEDF}\u{FED8}\u{FE8E}\u{FEEB}\u{FEAE}\u{FE93} \u{FEFB} \u{FEE7}\u{FECC}\u{FEE2}"),
    ("a Persian keyboard", "رئیس الحکومة فی لاهور پاکستان"),
    ("hamza typed apart", "ا\u{0654}كد المسو\u{0654}ولون"),
    ("controls, white space", "\u{202B}قال\u{202C}\u{00A0} \u{200F}«نعم»؟"),
    ("digits, punctuation", "ارتفع ٣٫٥٪، أي ١٬٢٠٠ نقطة — BBC"),
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next(), arguments.next()) {
        (Some(text), Some(word)) => find(&text, &word),
        _ => {
            presets();
            find("التقى الشَّيْخُ مُحَمَّــد بن زايد نظيره المصري، وقال محمّد إن …", "محمد");
            find("رحلة إلى القاهرة ٢٠٢٦", "القاهره 2026");
            own_set();
            policies();
            chunks();
        }
    }
}

fn presets() {
    let presets =
        [("repair", Normalizer::repair()), ("matching", Normalizer::matching()), ("search", Normalizer::search())];
    for (what, line) in LINES {
        println!("{:<24}{:<10}{line}", what, "as typed");
        for (name, preset) in presets {
            println!("{:<24}{name:<10}{}", "", preset.normalize(line).as_str());
        }
        println!();
    }
}

/// Every place in `text` where `word` stands in any spelling: in bytes of `text` as it is, in characters as Python counts
/// them, in UTF-16 units as JavaScript does.
fn find(text: &str, word: &str) {
    let search = Normalizer::search();
    let normalized = search.normalize(text);
    let word = search.normalize(word).into_string();
    let positions = Positions::new(text);
    println!("{:<24}{:<10}{text}", "find", "text");
    println!("{:<24}{:<10}{}", "", "searched", normalized.as_str());
    println!("{:<24}{:<10}{word}", "", "word");
    for (at, hit) in normalized.as_str().match_indices(&word) {
        let Some(span) = normalized.original_span(at..at + hit.len()) else { continue };
        let (chars, units) = (positions.chars(span), positions.utf16(span));
        println!("{:<24}{:<10}{}", "  bytes", format!("{}..{}", span.start, span.end), span.text(text));
        println!("{:<24}{:<10}", "  characters, UTF-16", format!("{chars:?}, {units:?}"));
    }
    println!();
}

/// A set of steps of one's own.
fn own_set() {
    let titles = Normalizer::search().without(Step::TehMarbuta).without(Step::Case);
    println!("{:<24}{:<10}{}", "own set", "", titles.normalize("حديقة الأزبكيّة – NASA").as_str());
}

/// Choices where users disagree.
fn policies() {
    let line = "هٰذا &laquo;علي&raquo; فى السمٰوات";
    println!("\n{:<24}{:<10}{line}", "policies", "as typed");
    let repair = Normalizer::repair().entities(Entities::Once).final_yeh(FinalYeh::Yeh);
    println!("{:<24}{:<10}{}", "", "yeh", repair.normalize(line).as_str());
    let written_out = repair.dagger_alef(DaggerAlef::Lexical);
    println!("{:<24}{:<10}{}", "", "dagger", written_out.normalize(line).as_str());
}

/// A text that comes in pieces, here of five bytes, which cut letters in two.
fn chunks() {
    let mut chunks = Normalizer::search().chunks();
    let mut out = String::new();
    for piece in "أعلنـــت وزارةُ الصِّحّةِ".as_bytes().chunks(5) {
        chunks.push(piece, &mut out);
    }
    chunks.finish(&mut out);
    println!("\n{:<24}{:<10}{out}", "chunks", "search");
}
