//! What says nothing of a page changes little of its verdicts: marks, spelling, quotes, digits, line ends, bullets, stops.

use khabar::{BlockKind, Detector};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    page: Vec<Page>,
}

#[derive(Deserialize)]
struct Page {
    text: String,
}

/// The pages of our own, without their labels.
fn pages() -> Vec<String> {
    let files = [include_str!("../data/boilerplate.toml"), include_str!("../data/site_pages.toml")];
    let read = |file: &&str| toml::from_str::<File>(file).unwrap().page;
    let plain = |page: Page| {
        let line = |line: &str| line.split_once('|').map_or(line, |(_, text)| text.trim_start_matches(' ')).to_owned();
        page.text.lines().map(line).collect::<Vec<_>>().join("\n")
    };
    files.iter().flat_map(read).map(plain).collect()
}

/// The kind of each line that is not blank: of its longest block.
fn kinds(text: &str) -> Vec<BlockKind> {
    let blocks = Detector::builtin().blocks(text);
    let (mut at, mut kinds) = (0, Vec::new());
    for line in text.split('\n') {
        let end = at + line.len();
        let own = blocks.iter().filter(|block| at <= block.span().start && block.span().end <= end);
        kinds.extend(own.max_by_key(|block| block.span().len()).map(|block| block.kind()));
        at = end + 1;
    }
    kinds
}

/// Percent of lines that keep their kind when every line is rewritten.
fn kept(rewrite: impl Fn(&str) -> String) -> usize {
    let (mut lines, mut same) = (0, 0);
    for page in pages() {
        let changed: Vec<String> = page.lines().map(&rewrite).collect();
        let (before, after) = (kinds(&page), kinds(&changed.join("\n")));
        assert_eq!(before.len(), after.len(), "a rewriting keeps every line");
        lines += before.len();
        same += before.iter().zip(&after).filter(|(a, b)| a == b).count();
    }
    100 * same / lines
}

/// At least 95 of 100 verdicts stay.
#[test]
fn verdicts_stay() {
    let hamza = |c: char| match c {
        'أ' | 'إ' | 'آ' => 'ا',
        c => c,
    };
    let digit = |c: char| c.to_digit(10).and_then(|n| char::from_u32(0x660 + n)).filter(|_| c.is_ascii()).unwrap_or(c);
    // A fatha after every fourth letter.
    let marked = |line: &str| {
        let mut letters = 0;
        line.chars()
            .flat_map(|c| {
                letters += usize::from(('\u{628}'..='\u{64A}').contains(&c) && c != '\u{640}');
                let marks = ('\u{628}'..='\u{64A}').contains(&c) && c != '\u{640}' && letters % 4 == 0;
                [Some(c), marks.then_some('\u{64E}')].into_iter().flatten()
            })
            .collect()
    };
    let quotes = |line: &str| line.replace(['«', '»', '“', '”'], "\"");
    let stops = |line: &str| {
        let end = line.trim_end_matches('.');
        if line.ends_with("..") || end.is_empty() { line.to_owned() } else { end.to_owned() }
    };
    let bullet = |line: &str| {
        let bare = line.trim_start_matches([' ', '•', '-', '*']);
        if bare.is_empty() { line.to_owned() } else { bare.to_owned() }
    };
    let results = [
        ("full stops removed", kept(stops)),
        ("hamzas dropped", kept(|line| line.chars().map(hamza).collect())),
        ("marks added", kept(marked)),
        ("quotes changed", kept(quotes)),
        ("digits changed", kept(|line| line.chars().map(digit).collect())),
        ("line ends changed", kept(|line| format!("{line}\r"))),
        ("bullets removed", kept(bullet)),
    ];
    let failed: Vec<_> = results.iter().filter(|(_, kept)| *kept < 95).collect();
    assert!(failed.is_empty(), "percent of lines that keep their kind: {failed:?}, all: {results:?}");
}

#[test]
fn blank_lines_change_no_verdict() {
    for page in pages() {
        let lines: Vec<&str> = page.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(kinds(&page), kinds(&lines.join("\n")));
    }
}
