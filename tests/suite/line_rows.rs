//! `tests/data/kinds.toml` and `contrast.toml`: single lines in their place on a page; `blocks_in_lines.toml`: lines of several
//! blocks; `long_texts.toml`: pages that are all text.

use khabar::{Block, BlockKind, Detector};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Of both files: the frames stand in `kinds.toml`.
    #[serde(default)]
    frame: Vec<Frame>,
    group: Vec<Group>,
}

/// A page that rows are put on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    name: String,
    title: String,
    head: String,
    body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    kind: String,
    frame: String,
    place: String,
    #[serde(default)]
    before: String,
    rows: String,
}

/// What begins a row that the detector does not read yet.
const OPEN: &str = "open| ";

fn files() -> [(&'static str, File); 2] {
    [
        ("kinds.toml", toml::from_str(include_str!("../data/kinds.toml")).unwrap()),
        ("contrast.toml", toml::from_str(include_str!("../data/contrast.toml")).unwrap()),
    ]
}

/// The page with the row on it, and the kind asked for and the text of each of the row's lines.
fn page<'r>(frame: &Frame, group: &Group, row: &'r str) -> (String, Vec<(BlockKind, &'r str)>) {
    let lines: Vec<(BlockKind, &str)> = row
        .split('⏎')
        .map(|line| match line.split_once("| ") {
            Some((label, text)) if label.parse::<BlockKind>().is_ok() => (label.parse().unwrap(), text),
            _ => (group.kind.parse().unwrap(), line),
        })
        .collect();
    let paragraphs: Vec<&str> = frame.body.lines().filter(|line| !line.is_empty()).collect();
    let third = paragraphs.len().min(3);
    let mut page: Vec<&str> = vec![&frame.title, &frame.head];
    page.extend(&paragraphs);
    let at = match group.place.as_str() {
        "title" => {
            page.remove(0);
            0
        }
        "top" => 0,
        "head" => 2,
        "inside" => 2 + third,
        "after" => page.len(),
        place => panic!("{}: unknown place {place}", group.name),
    };
    let before = group.before.lines().filter(|line| !line.is_empty());
    let inserted: Vec<&str> = before.chain(lines.iter().map(|(_, text)| *text)).collect();
    page.splice(at..at, inserted);
    (page.iter().map(|line| format!("{line}\n")).collect(), lines)
}

/// What the detector calls the lines of a row; `None` if it is what is asked for.
fn wrong(detector: &Detector, frame: &Frame, group: &Group, row: &str) -> Option<String> {
    let (text, lines) = page(frame, group, row);
    let blocks = detector.blocks(&text);
    let (mut wrong, mut from) = (String::new(), 0);
    for (kind, line) in lines {
        // The row's own line, not an equal one above it.
        let needle = format!("{line}\n");
        let start = from + text[from..].find(&needle).unwrap();
        from = start + needle.len();
        let inside = blocks.iter().filter(|block| block.span().start >= start && block.span().end <= from);
        let found = inside.max_by_key(|block| block.span().len()).map(Block::kind);
        if found != Some(kind) {
            wrong += &format!("    {kind}, found {}: {line}\n", found.map_or("nothing", BlockKind::as_str));
        }
    }
    (!wrong.is_empty()).then_some(wrong)
}

/// Every row with its file, its mark and what is wrong with it.
fn for_each_row(mut visit: impl FnMut(&'static str, &str, bool, Option<String>)) {
    let detector = Detector::builtin();
    let files = files();
    for (name, file) in &files {
        for group in &file.group {
            let frame = files[0].1.frame.iter().find(|frame| frame.name == group.frame).expect(&group.frame);
            for row in group.rows.lines().filter(|row| !row.is_empty()) {
                let open = row.starts_with(OPEN);
                let text = row.strip_prefix(OPEN).unwrap_or(row);
                visit(name, row, open, wrong(&detector, frame, group, text));
            }
        }
    }
}

#[test]
fn lines_in_their_place() {
    let (mut rows, mut failed) = (0, Vec::new());
    for_each_row(|name, row, open, wrong| {
        rows += 1;
        match wrong {
            Some(wrong) if !open => failed.push(format!("{name}: {row}\n{wrong}")),
            None if open => failed.push(format!("{name}: {row}\n    passes: take its mark away\n")),
            _ => {}
        }
    });
    assert!(failed.is_empty(), "{} of {rows} rows:\n{}", failed.len(), failed.concat());
}

/// Writes the marks of the rows as they are: for after a change of rules or weights. Never marks a row that has passed without
/// `KHABAR_MARK_FAILURES`, so that what was once read stays asked for.
#[test]
#[ignore = "writes to tests/data"]
fn rows_that_pass() {
    let mark = std::env::var_os("KHABAR_MARK_FAILURES").is_some();
    for file in ["kinds.toml", "contrast.toml"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file);
        let mut text = std::fs::read_to_string(&path).unwrap();
        let (mut taken, mut set) = (0, 0);
        for_each_row(|name, row, open, wrong| {
            if name != file {
                return;
            }
            let bare = row.strip_prefix(OPEN).unwrap_or(row);
            if open && wrong.is_none() {
                text = text.replacen(&format!("\n{row}\n"), &format!("\n{bare}\n"), 1);
                taken += 1;
            } else if mark && !open && wrong.is_some() {
                text = text.replacen(&format!("\n{row}\n"), &format!("\n{OPEN}{row}\n"), 1);
                set += 1;
            }
        });
        std::fs::write(&path, text).unwrap();
        println!("{file}: {taken} marks taken away, {set} set");
    }
}

#[test]
fn rows_are_unique() {
    for (name, file) in files() {
        let mut seen = std::collections::HashSet::new();
        for group in &file.group {
            assert!(seen.insert(group.name.clone()), "{name}: two groups are called {}", group.name);
            for row in group.rows.lines().filter(|row| !row.is_empty()) {
                let row = row.strip_prefix(OPEN).unwrap_or(row);
                // The marks are written by the row's text.
                assert!(seen.insert(row.to_owned()), "{name}: two rows are {row:?}");
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LongTexts {
    text: Vec<LongText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LongText {
    name: String,
    text: String,
    /// Lines lost today: exactly so many.
    #[serde(default)]
    open: usize,
}

/// A page that is all text is kept, whatever the text is. One line in two hundred of all of them may be lost; what is lost beyond
/// that today is `open`.
#[test]
fn long_texts_are_kept() {
    let file: LongTexts = toml::from_str(include_str!("../data/long_texts.toml")).unwrap();
    let detector = Detector::builtin();
    let mut failed = String::new();
    for text in &file.text {
        let page = text.text.trim_start();
        let count = page.lines().filter(|line| !line.is_empty()).count();
        assert!((30..=80).contains(&count), "{}: {count} lines", text.name);
        let of_article =
            |block: &Block| matches!(block.kind(), BlockKind::Body | BlockKind::Title) && block.article() == Some(1);
        let lost: Vec<Block> = detector.blocks(page).into_iter().filter(|block| !of_article(block)).collect();
        if lost.len() != text.open {
            failed += &format!("{}: {} of {count} lines lost, open = {}\n", text.name, lost.len(), text.open);
            for block in lost {
                failed += &format!("    {}: {}\n", block.kind(), block.span().text(page));
            }
        }
    }
    assert!(failed.is_empty(), "\n{failed}");
    let lines: usize = file.text.iter().map(|text| text.text.lines().filter(|line| !line.is_empty()).count()).sum();
    let open: usize = file.text.iter().map(|text| text.open).sum();
    println!("{open} of {lines} lines are lost, wanted are {}", lines / 200);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joined {
    frame: String,
    group: Vec<JoinedGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinedGroup {
    name: String,
    #[serde(default)]
    alone: bool,
    rows: String,
}

#[test]
fn blocks_in_lines() {
    let file: Joined = toml::from_str(include_str!("../data/blocks_in_lines.toml")).unwrap();
    let detector = Detector::builtin();
    let (mut rows, mut failed) = (0, Vec::new());
    for group in &file.group {
        for row in group.rows.lines().filter(|row| !row.is_empty()) {
            // The space before the mark is on the page, what stands behind it is not.
            let wanted: Vec<(&str, &str)> = row.split("◆ ").map(|block| block.split_once("| ").unwrap()).collect();
            let line: String = wanted.iter().map(|(_, text)| *text).collect();
            let text = if group.alone { line.clone() } else { file.frame.trim_start().replace("HERE", &line) };
            let start = text.find(&line).unwrap();
            let own = start..start + line.len();
            let blocks = detector.blocks(&text);
            let found = blocks.iter().filter(|block| own.contains(&block.span().start));
            let found: Vec<_> = found.map(|block| (block.kind().as_str(), block.span().text(&text))).collect();
            let wanted: Vec<_> = wanted.into_iter().map(|(kind, text)| (kind, text.trim_end())).collect();
            rows += 1;
            if found != wanted {
                failed.push(format!("{}: {row}\n    found {found:?}\n", group.name));
            }
        }
    }
    assert!(failed.is_empty(), "{} of {rows} rows:\n{}", failed.len(), failed.concat());
}
