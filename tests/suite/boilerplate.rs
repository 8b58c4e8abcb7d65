//! The detector: labelled pages of `tests/data/boilerplate.toml`, and the properties of blocks.

use khabar::{Block, BlockKind, Detector};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    page: Vec<Page>,
}

#[derive(Deserialize)]
struct Page {
    name: String,
    text: String,
    #[serde(default = "all")]
    kinds: usize,
    #[serde(default = "all")]
    article: usize,
}

fn all() -> usize {
    100
}

/// A line of the page as it is expected.
struct Line<'t> {
    kind: BlockKind,
    article: Option<u32>,
    text: &'t str,
}

impl Page {
    fn lines(&self) -> Vec<Line<'_>> {
        let labelled = self.text.lines().filter_map(|line| line.split_once('|'));
        labelled.map(|(label, text)| self.line(label, text.strip_prefix(' ').unwrap_or(text))).collect()
    }

    fn line<'t>(&self, label: &str, text: &'t str) -> Line<'t> {
        let name = label.trim_end_matches(|c: char| c.is_ascii_digit());
        let kind: BlockKind = name.parse().unwrap_or_else(|e| panic!("{}: {label}: {e}", self.name));
        let own = matches!(kind, BlockKind::Title | BlockKind::Body).then_some(1);
        Line { kind, article: label[name.len()..].parse().ok().or(own), text }
    }

    /// The page as the detector sees it.
    fn plain(&self) -> String {
        self.lines().iter().map(|line| format!("{}\n", line.text)).collect()
    }
}

fn pages() -> Vec<Page> {
    let file: File = toml::from_str(include_str!("../data/boilerplate.toml")).unwrap();
    file.page
}

/// The block that covers most of each line.
fn blocks_of_lines<'b>(text: &str, blocks: &'b [Block]) -> Vec<&'b Block> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.lines() {
        let inside = blocks.iter().filter(|block| block.span().start >= at && block.span().end <= at + line.len());
        found.extend(inside.max_by_key(|block| block.span().len()));
        at += line.len() + 1;
    }
    found
}

#[test]
fn pages_are_read_as_labelled() {
    let detector = Detector::builtin();
    let mut failures = String::new();
    for page in pages() {
        let (lines, text) = (page.lines(), page.plain());
        let blocks = detector.blocks(&text);
        let found = blocks_of_lines(&text, &blocks);
        assert_eq!(found.len(), lines.len(), "{}: blocks and lines", page.name);
        let (mut right, mut body, mut hit, mut extra) = (0, 0, 0, 0);
        let mut wrong = String::new();
        for (line, block) in lines.iter().zip(found) {
            let words = line.text.split_whitespace().count();
            let main = |kind, article| kind == BlockKind::Body && article == Some(1);
            let (want, got) = (main(line.kind, line.article), main(block.kind(), block.article()));
            body += if want { words } else { 0 };
            hit += if want && got { words } else { 0 };
            extra += if got && !want { words } else { 0 };
            let same = line.kind == block.kind() && (line.article.is_none() || line.article == block.article());
            right += usize::from(same);
            if !same {
                let (kind, article, score) = (block.kind(), block.article(), block.score());
                let reasons: Vec<String> = block.reasons().iter().map(|reason| reason.to_string()).collect();
                let start: String = line.text.chars().take(60).collect();
                wrong +=
                    &format!("    {} not {kind} {article:?} {score} | {start} | {}\n", line.kind, reasons.join("; "));
            }
        }
        let kinds_ok = right * 100 >= lines.len() * page.kinds;
        let body_ok = hit * 100 >= body * page.article && extra * 100 <= body * (100 - page.article);
        if !kinds_ok || !body_ok {
            failures += &format!("{}: {right}/{} kinds, body {hit}/{body} +{extra}\n{wrong}", page.name, lines.len());
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn names_of_pages_are_unique() {
    let mut names: Vec<String> = pages().into_iter().map(|page| page.name).collect();
    let before = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), before);
}
