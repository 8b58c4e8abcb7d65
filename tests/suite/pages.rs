//! `tests/data/pages.toml`: whole pages, from lines to fields of the article.

use khabar::{Analyzer, Page, Span};
use serde::Deserialize;

use crate::escape::escape;
use crate::marked::{parse, show};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    page: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    /// Lines, each with its label.
    text: String,
    /// The title of the main article; empty where it has none.
    title: String,
    tags: Vec<String>,
    sources: Vec<String>,
    #[serde(default)]
    date: String,
    #[serde(default)]
    bylines: Vec<String>,
}

/// A labelled line: `kind article| text`.
struct Labelled<'t> {
    label: String,
    marked: &'t str,
}

fn lines(text: &str) -> Vec<Labelled<'_>> {
    text.lines()
        .map(|line| match line.split_once("| ") {
            Some((label, marked)) => Labelled { label: label.to_owned(), marked },
            None => Labelled { label: String::new(), marked: line },
        })
        .collect()
}

fn label(page: &Page, line: Span) -> String {
    let block = page.blocks().iter().find(|block| line.overlaps(block.span()));
    block.map_or_else(String::new, |block| match block.article() {
        Some(article) => format!("{} {article}", block.kind().as_str()),
        None => block.kind().as_str().to_owned(),
    })
}

#[test]
fn rows() {
    let file: File = toml::from_str(include_str!("../data/pages.toml")).unwrap();
    let mut failed = Vec::new();
    for row in &file.page {
        let lines = lines(&row.text);
        let text: Vec<String> = lines.iter().map(|line| parse(line.marked).0).collect();
        let page = Analyzer::builtin().analyze(&text.join("\n"));
        let mut start = 0;
        for (line, plain) in lines.iter().zip(&text) {
            let span = Span { start, end: start + plain.len() };
            start = span.end + 1;
            let found = label(&page, span);
            if !line.label.is_empty() && found != line.label {
                failed.push(format!("{}: expected {}, found {found}: {}", row.name, line.label, escape(plain)));
            }
            let (_, marks) = parse(line.marked);
            if marks.is_empty() {
                continue;
            }
            let named = |at: Span| marks.iter().any(|m| m.name.is_some() && m.span == at);
            let found = recognized(&page, span, plain, &named);
            if found != escape(line.marked) {
                failed.push(format!("{}:\n  expected {}\n  found    {found}", row.name, escape(line.marked)));
            }
        }
        let article = page.article().expect("every page here has an article");
        assert_eq!(article.title().unwrap_or(""), row.title, "{}", row.name);
        assert_eq!(article.tags().collect::<Vec<_>>(), row.tags, "{}", row.name);
        assert_eq!(article.sources().collect::<Vec<_>>(), row.sources, "{}", row.name);
        assert_eq!(article.date().unwrap_or(""), row.date, "{}", row.name);
        assert_eq!(article.bylines().collect::<Vec<_>>(), row.bylines, "{}", row.name);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A line with the page's mentions in it marked.
fn recognized(page: &Page, line: Span, plain: &str, named: &dyn Fn(Span) -> bool) -> String {
    // Spans are those of the page: the line is shown by blanking all before it.
    let before: String = page.text()[..line.start].to_owned();
    let inside: Vec<_> = page.mentions().iter().filter(|m| line.contains(m.span())).cloned().collect();
    let at = |span: Span| named(Span { start: span.start - line.start, end: span.end - line.start });
    let shown = show(&page.text()[..line.end], &inside, &at);
    let _ = plain;
    shown[escape(&before).len()..].to_owned()
}
