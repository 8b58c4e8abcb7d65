//! `tests/data/mentions.toml`: what the built-in recognizer finds in a text.

use std::collections::HashSet;

use khabar::{Recognizer, Span};
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
        if row.open && passes {
            failed.push(format!("{} passes: take its `open` away", row.name));
        }
        if !row.open && !passes {
            failed.push(format!("{}\n  expected {}\n  found    {found}", row.name, escape(&row.text)));
        }
    }
    assert!(failed.is_empty(), "{} of {} rows:\n{}", failed.len(), file.row.len(), failed.join("\n"));
}

#[test]
fn news_items() {
    let file: File = toml::from_str(include_str!("../data/news_items.toml")).unwrap();
    let recognizer = Recognizer::builtin();
    let (mut right, mut found, mut expected) = (0, 0, 0);
    for row in &file.row {
        let (text, marks) = parse(&row.text);
        let mentions = recognizer.mentions(&text);
        expected += marks.len();
        found += mentions.len();
        right += mentions.iter().filter(|m| marks.iter().any(|g| g.span == m.span() && g.kind == m.kind())).count();
    }
    // Exact span and kind. A change that costs more than a point of either is no improvement.
    let (precision, recall) = (100 * right / found, 100 * right / expected);
    assert!(precision >= 89 && recall >= 79, "precision {precision} %, recall {recall} % of {expected}");
}
