//! `tests/data/mentions.toml`: what the built-in recognizer finds in a text.

use std::collections::HashSet;

use khabar::{EntityKind, Evidence, Gazetteer, Mention, Recognizer, Span};
use serde::Deserialize;

use crate::escape::escape;
use crate::marked::{parse, show};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    /// Text with its mentions marked.
    text: String,
    /// What a reader expects and the rules still miss: the row has to fail.
    #[serde(default)]
    open: bool,
    /// Only the feature `builtin-full` has the name: without it the row has to fail.
    #[serde(default)]
    full: bool,
}

#[test]
fn rows() {
    let file: File = toml::from_str(include_str!("../data/mentions.toml")).unwrap();
    let recognizer = Recognizer::builtin();
    let mut names = HashSet::new();
    let mut failed = Vec::new();
    for row in &file.row {
        assert!(names.insert(&row.name), "two rows are called {}", row.name);
        let (text, marks) = parse(&row.text);
        let mentions = recognizer.mentions(&text);
        let named = |span: Span| marks.iter().any(|m| m.span == span && m.name.is_some());
        let found = show(&text, &mentions, &named);
        let passes = found == escape(&row.text);
        let open = row.open || row.full && !cfg!(feature = "builtin-full");
        if open && passes {
            failed.push(format!("{} passes: take its `open` or `full` away", row.name));
        }
        if !open && !passes {
            failed.push(format!("{}\n  expected {}\n  found    {found}", row.name, escape(&row.text)));
        }
    }
    assert!(failed.is_empty(), "{} of {} rows:\n{}", failed.len(), file.row.len(), failed.join("\n"));
}

/// Percent of what is found that is right, and of what is expected that is found: exact span and kind.
fn precision_and_recall(rows: &str) -> (usize, usize) {
    let file: File = toml::from_str(rows).unwrap();
    let recognizer = Recognizer::builtin();
    let (mut right, mut found, mut expected) = (0, 0, 0);
    for row in &file.row {
        let (text, marks) = parse(&row.text);
        let mentions = recognizer.mentions(&text);
        expected += marks.len();
        found += mentions.len();
        right += mentions.iter().filter(|m| marks.iter().any(|g| g.span == m.span() && g.kind == m.kind())).count();
    }
    (100 * right / found, 100 * right / expected)
}

/// A change that costs more than a point of either is no improvement.
#[test]
fn news_items_and_web_pages() {
    let (precision, recall) = precision_and_recall(include_str!("../data/news_items.toml"));
    assert!(precision >= 89 && recall >= 79, "news: precision {precision} %, recall {recall} %");
    let (precision, recall) = precision_and_recall(include_str!("../data/web_pages.toml"));
    assert!(precision >= 86 && recall >= 79, "web: precision {precision} %, recall {recall} %");
}

/// The packed table is that of the file.
#[test]
fn the_embedded_table_is_that_of_the_rows() {
    let table = include_str!("../../data/recognizer/table.tsv");
    let read = Recognizer::builder(Gazetteer::builtin()).weights("table.tsv", table).build().unwrap();
    let file: File = toml::from_str(include_str!("../data/news_items.toml")).unwrap();
    let of = |m: &Mention| (m.span(), m.kind(), m.name().to_owned());
    for row in &file.row {
        let (text, _) = parse(&row.text);
        let [own, embedded] =
            [&read, &Recognizer::builtin()].map(|r| r.mentions(&text).iter().map(of).collect::<Vec<_>>());
        assert_eq!(own, embedded, "{}", row.name);
    }
}

/// Where the mentions of a text stand, and what they name.
fn named(text: &str, from: usize) -> Vec<(Span, Span, String)> {
    let shift = |span: Span| Span { start: span.start - from, end: span.end - from };
    let mentions = Recognizer::builtin().mentions(text);
    mentions.iter().map(|m| (shift(m.span()), shift(m.word_span()), m.name().to_owned())).collect()
}

#[test]
fn what_is_far_down_a_long_page_is_read_as_what_is_above() {
    let page = "استقبل سامر القلعاوي وفدا في مقر حزب الوطن والبناء.\n\
                وقال القلعاوي إن الرئيس الروسي فلاديمير بوتين وصل إلى موسكو.\n\
                وأكد بوتين والقلعاوي أهمية الأمر.\n";
    let filler = "كان الطقس جميلا والطريق طويلا.\n".repeat(2000);
    let alone = named(page, 0);
    assert!(alone.iter().filter(|(.., name)| name == "سامر القلعاوي").count() == 3, "{alone:?}");
    assert_eq!(named(&format!("{page}{filler}"), 0), alone);
    assert_eq!(named(&format!("{filler}{page}"), filler.len()), alone);
    // A surname may stand far below its full name, and far above it.
    let (first, rest) = page.split_at(page.find('\n').unwrap() + 1);
    for text in [format!("{first}{filler}{rest}"), format!("{rest}{filler}{first}")] {
        let found = named(&text, 0);
        let names = |found: &[(Span, Span, String)]| {
            let mut names: Vec<String> = found.iter().map(|(.., name)| name.clone()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&found), names(&alone));
    }
}

#[test]
fn a_text_is_read_the_same_whatever_was_read_before() {
    // A marked and an unmarked spelling have one key.
    for (marked, plain) in [("قال وَايلدركن إنه", "قال وايلدركن إنه"), ("قال وَبلاتيمير إنه", "قال وبلاتيمير إنه")]
    {
        let fresh = |text: &'static str| std::thread::spawn(move || named(text, 0)).join().unwrap();
        let after = |first: &'static str, text: &'static str| {
            std::thread::spawn(move || (named(first, 0), named(text, 0)).1).join().unwrap()
        };
        assert_eq!(after(marked, plain), fresh(plain));
        assert_eq!(after(plain, marked), fresh(marked));
    }
}

#[test]
fn a_long_line_is_read_in_pieces() {
    // Full stops, spaces, or nothing to cut at.
    for filler in ["كان الطقس جميلا والطريق طويلا. ", "كان الطقس جميلا والطريق طويلا ", "،،،،،", "ياااااا"]
    {
        let filler = filler.repeat(3000);
        let text = format!("{filler} وصل فلاديمير بوتين إلى موسكو");
        let found: Vec<_> = named(&text, 0).into_iter().map(|(span, ..)| span.text(&text).to_owned()).collect();
        assert_eq!(found, ["فلاديمير بوتين", "موسكو"], "{}", filler.chars().take(20).collect::<String>());
    }
}

#[test]
fn points_of_ones_own_decide_alone() {
    let points = include_str!("../../data/recognizer/weights.tsv");
    let recognizer = Recognizer::builder(Gazetteer::builtin()).weights("weights.tsv", points).build().unwrap();
    let text = "قال وزير الخارجية الروسي سيرغي لافروف إن موسكو وافقت";
    assert!(!recognizer.mentions(text).iter().any(|m| m.how().contains(&Evidence::Context)));
    assert!(Recognizer::builtin().mentions(text).iter().any(|m| m.how().contains(&Evidence::Context)));
    let places = Recognizer::builder(Gazetteer::builtin()).kinds(&[EntityKind::Place]).build().unwrap();
    let found: Vec<_> = places.mentions(text).iter().map(|m| m.span().text(text)).map(str::to_owned).collect();
    assert_eq!(found, ["موسكو"]);
}

#[test]
fn a_bad_row_of_a_trained_table_is_named() {
    let table = "01000001\tB-PER=3\n01000002\tB-PER=300\n";
    let error = Recognizer::builder(Gazetteer::builtin()).weights("mine.tsv", table).build().unwrap_err();
    assert_eq!(error.line(), Some(2));
    assert!(error.to_string().starts_with("mine.tsv:2: unknown row \"01000002 B-PER=300\""), "{error}");
}
