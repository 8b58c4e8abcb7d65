//! `tests/data/mentions.toml`: what the built-in recognizer finds in a text.

use std::collections::HashSet;

use khabar::{Recognizer, Span};
use serde::Deserialize;

use crate::marked::{escape, parse, show};

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
        if found != escape(&row.text) {
            failed.push(format!("{}\n  expected {}\n  found    {found}", row.name, escape(&row.text)));
        }
    }
    assert!(failed.is_empty(), "{} of {} rows:\n{}", failed.len(), file.row.len(), failed.join("\n"));
}
