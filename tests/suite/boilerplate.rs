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

#[test]
fn names_of_kinds_can_be_read_back() {
    let names =
        "title body byline date source caption tags read_more related navigation share comments legal promo other";
    for name in names.split(' ') {
        assert_eq!(name.parse::<BlockKind>().unwrap().as_str(), name);
    }
    assert!("Title".parse::<BlockKind>().unwrap_err().to_string().contains("read_more"));
}

#[test]
fn a_detector_can_be_shared() {
    fn shared<T: std::fmt::Debug + Clone + Send + Sync + 'static>() {}
    shared::<Detector>();
    shared::<Block>();
    shared::<khabar::Reason>();
    shared::<khabar::DetectorBuilder>();
}

/// What is wrong with a table, by file and line.
#[test]
fn bad_tables_are_refused_with_file_line_and_reason() {
    let cue = |row: &str| Detector::builder().cues("c.tsv", &format!("# cues\n{row}\n")).build();
    let weight = |row: &str| Detector::builder().weights("w.tsv", &format!("# points\n{row}\n")).build();
    let word = |row: &str| Detector::builder().words("l.tsv", &format!("# words\n{row}\n")).build();
    let good = "شارك الخبر الآن\tshare\twhole\t-\t\t-\thard";
    assert!(cue(good).is_ok());
    assert!(weight("bias=yes\tbody\t-3").is_ok());
    assert!(word("فلسطينيات\tmenu").is_ok());
    let rows = [
        (cue("شارك\tshare\twhole"), "c.tsv:2: found 3 columns"),
        (cue("شارك\tsharing\twhole\t-\t\t-\thard"), "c.tsv:2: unknown kind \"sharing\""),
        (cue("شارك\tshare\tmiddle\t-\t\t-\thard"), "c.tsv:2: unknown position \"middle\""),
        (cue("شارك\tshare\tstart\t;\t\t-\thard"), "c.tsv:2: unknown follow \";\""),
        (cue("شارك\tshare\tstart\t-\tmany\t-\thard"), "c.tsv:2: unknown max_words \"many\""),
        (cue("شارك\tshare\tstart\t-\t\tshut\thard"), "c.tsv:2: unknown section \"shut\""),
        (cue("شارك\tshare\tstart\t-\t\t-\tfirm"), "c.tsv:2: unknown strength \"firm\""),
        (cue("«»\tshare\tstart\t-\t\t-\thard"), "c.tsv:2: phrase \"«»\" has no letter"),
        (cue(&format!("{good}\n{good}")), "c.tsv:3: duplicate phrase"),
        // Built in as well.
        (cue(&"شارك\tshare\twhole\t-\t\t-\thard\n".repeat(2)), "c.tsv:3: duplicate phrase \"شارك\", first on line 2"),
        (cue(&format!("{}\tshare\tstart\t-\t\t-\thard", "كلمة ".repeat(13).trim())), "c.tsv:2: phrase"),
        (cue("شا\u{200F}رك\tshare\twhole\t-\t\t-\thard"), "c.tsv:2: invisible character U+200F"),
        (weight("bias=yes\tbody"), "w.tsv:2: found 2 columns"),
        (weight("bias=no\tbody\t1"), "w.tsv:2: unknown feature \"bias=no\""),
        (weight("bias\tbody\t1"), "w.tsv:2: unknown feature \"bias\""),
        (weight("bias=yes\tmenu\t1"), "w.tsv:2: unknown kind \"menu\""),
        (weight("bias=yes\tbody\t1.5"), "w.tsv:2: unknown points \"1.5\""),
        (weight("bias=yes\tbody\t1001"), "w.tsv:2: unknown points \"1001\""),
        (weight("bias=yes\tbody\t-1001"), "w.tsv:2: unknown points \"-1001\""),
        (weight("bias=yes\tbody\t-2147483648"), "w.tsv:2: unknown points \"-2147483648\""),
        (weight("bias=yes\tbody\t1\nbias=yes\tbody\t2"), "w.tsv:3: duplicate row \"bias=yes body\", first on line 2"),
        (word("كلمة"), "l.tsv:2: found 1 columns"),
        (word("كلمة\tmenu\tlegal"), "l.tsv:2: found 3 columns"),
        (word("كلمة أخرى\tmenu"), "l.tsv:2: word \"كلمة أخرى\" has 2 words, at most 1"),
        (word("كلمة\tnoun"), "l.tsv:2: unknown class \"noun\""),
        (word("--\tmenu"), "l.tsv:2: word \"--\" has no letter"),
    ];
    for (result, start) in rows {
        let message = result.expect_err(start).to_string();
        assert!(message.starts_with(start), "{message:?} does not start with {start:?}");
    }
}

#[test]
fn own_cues_and_weights_take_the_place_of_the_built_in_ones() {
    let kind = |detector: &Detector, text: &str| detector.blocks(text)[0].kind();
    let builtin = Detector::builtin();
    assert_eq!(kind(&builtin, "شارك\n"), BlockKind::Share);
    let own = Detector::builder().cues("c.tsv", "شارك\tpromo\twhole\t-\t\t-\thard\n").build().unwrap();
    assert_eq!(kind(&own, "شارك\n"), BlockKind::Promo);
    // With another position the built-in row stays, and goes before.
    let start = Detector::builder().cues("c.tsv", "شارك\tpromo\tstart\t-\t\t-\thard\n").build().unwrap();
    assert_eq!(kind(&start, "شارك\n"), BlockKind::Share);
    // A later table replaces an earlier one.
    let later = "شارك\tlegal\twhole\t-\t\t-\thard\n";
    let own = Detector::builder().cues("c.tsv", "شارك\tpromo\twhole\t-\t\t-\thard\n").cues("d.tsv", later).build();
    assert_eq!(kind(&own.unwrap(), "شارك\n"), BlockKind::Legal);
    let legal = Detector::builder().weights("w.tsv", "bias=yes\tlegal\t5\n").build().unwrap();
    assert_eq!(kind(&legal, "شارك\n"), BlockKind::Legal);
    assert!(legal.blocks("شارك\n")[0].reasons()[0].to_string().contains("bias=yes"));
}

#[test]
fn without_points_a_line_is_other() {
    let detector = Detector::builder().weights("w.tsv", "").build().unwrap();
    for block in detector.blocks("شارك\nالمصدر: وكالات\nافتتاح المكتبة العامة\n12/05/2024\n")
    {
        assert_eq!((block.kind(), block.article()), (BlockKind::Other, None));
    }
}

#[test]
fn a_byte_order_mark_is_text() {
    let text = "\u{FEFF}\r\n \u{00A0} \r\nمباشر\r\n";
    let blocks = Detector::builtin().blocks(text);
    let texts: Vec<&str> = blocks.iter().map(|block| block.span().text(text)).collect();
    assert_eq!(texts, ["\u{FEFF}", "مباشر"]);
}

#[test]
fn a_pointer_glued_to_the_end_of_a_paragraph_is_a_block_of_its_own() {
    let head = "أعلنت البلدية بدء أعمال تعبيد الطرق الفرعية في الحي القديم ابتداء من صباح غد.";
    // The white space of web pages is not always one byte wide.
    for space in [" ", "  ", "\t", "\u{00A0}", "\u{2003}", " \u{00A0}"] {
        let text = format!("{head}{space}المصدر: وكالات\n");
        let blocks = Detector::builtin().blocks(&text);
        assert_eq!(blocks.len(), 2, "{space:?}");
        assert_eq!((blocks[0].kind(), blocks[1].kind()), (BlockKind::Body, BlockKind::Source));
        assert_eq!((blocks[0].span().text(&text), blocks[1].span().text(&text)), (head, "المصدر: وكالات"));
    }
}

/// Invariants 1 and 2, and what a block promises.
fn check(text: &str, blocks: &[Block]) {
    let mut at = 0;
    for block in blocks {
        let span = block.span();
        assert!(!span.is_empty() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
        assert!(at <= span.start, "{span:?} overlaps or is out of order");
        assert!(text[at..span.start].chars().all(char::is_whitespace), "text outside the blocks");
        let own = span.text(text);
        assert!(!own.contains('\n'), "{own:?} is more than a line");
        assert_eq!(own, own.trim(), "white space at an end");
        assert!(!block.reasons().is_empty());
        if matches!(block.kind(), BlockKind::Body | BlockKind::Title) {
            assert!(block.article().is_some_and(|n| n >= 1), "{own:?}: body of no article");
        }
        at = span.end;
    }
    assert!(text[at..].chars().all(char::is_whitespace), "text after the last block");
}

/// Pieces that pages are made of, and what breaks careless code.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "قال",
        "الوزير",
        "إن",
        "المشروع",
        "في",
        "المدينة",
        "مُحَمَّد",
        "مـــصر",
        "\u{FEFB}",
        "٢٠٢٦",
        "12:30",
        "BBC",
        "المصدر:",
        "مقالات مشابهة",
        "التعليقات",
        "اقرأ أيضا:",
        "منذ ساعتين",
        "جميع الحقوق محفوظة",
        "©",
        "الرئيسية",
        "#",
        "•",
        "|",
        "…",
        "..",
        "؟",
        "،",
        "\u{200F}",
        "\u{FEFF}",
        "😀",
        "𐤀",
        "\u{0301}",
        "https://example.com/a?b=1",
        "34°C",
        "*",
        "",
    ];
    let gaps = [" ", " ", " ", "\n", "\n", "\n\n", "\r\n", "\u{00A0}", "\t", "", "\u{2028}", ". ", ".\n"];
    (prop::sample::select(words.to_vec()), prop::sample::select(gaps.to_vec()))
        .prop_map(|(word, gap)| format!("{word}{gap}"))
}

proptest! {
    #![proptest_config(crate::draws(256))]

    /// Invariants 1, 2 and 7.
    #[test]
    fn blocks_of_any_text_are_in_order(pieces in prop::collection::vec(piece(), 0..120), odd in any::<String>()) {
        let detector = Detector::builtin();
        for text in [pieces.concat(), odd] {
            let blocks = detector.blocks(&text);
            check(&text, &blocks);
            let again = std::thread::scope(|scope| scope.spawn(|| detector.clone().blocks(&text)).join().unwrap());
            prop_assert_eq!(blocks, again);
        }
    }

    /// Blank lines and carriage returns say nothing about a page.
    #[test]
    fn blank_lines_and_carriage_returns_change_no_kind(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat().replace('\r', "");
        let detector = Detector::builtin();
        let kinds = |text: &str| detector.blocks(text).iter().map(|b| (b.kind(), b.article())).collect::<Vec<_>>();
        prop_assert_eq!(kinds(&text), kinds(&text.replace('\n', "\r\n\n")));
    }
}

/// Invariant 8, as far as a test without a clock can tell.
#[test]
fn adversarial_text_is_answered() {
    // Large enough that quadratic work would not end; nothing is timed, since the machines are shared.
    let long = "الكلمة ".repeat(2000);
    let pieces = [
        "\n",
        "مقالات مشابهة\n",
        "• \n",
        "• خبر\n",
        "12/05/2024\n",
        "منذ ساعتين\n",
        "قال إن في على من إلى. ",
        long.as_str(),
        "\u{0301}",
        "اقرأ أيضا: ",
    ];
    let detector = Detector::builtin();
    for piece in pieces {
        let text = piece.repeat(1_000_000 / piece.len());
        check(&text, &detector.blocks(&text));
    }
    // Runs of prose by the thousand, none of which the article goes on with.
    let mut text =
        "أعلن مجلس المدينة اليوم افتتاح المكتبة العامة الجديدة بعد أعمال ترميم استمرت عامين كاملين.\n".repeat(8);
    for n in 0..20_000 {
        text +=
            &format!("اقرأ أيضا:\nالتعليقات:\nيرى القارئ رقم {n} أن ما كتب{n} عن ذلك{n} لا يكفي على الإطلاق لهذا{n}.\n");
    }
    check(&text, &detector.blocks(&text));
}

/// A page of `site_pages.toml`.
#[derive(Deserialize)]
struct Site {
    name: String,
    text: String,
}

#[derive(Deserialize)]
struct Sites {
    page: Vec<Site>,
}

#[test]
fn pages_of_many_sites() {
    let sites: Sites = toml::from_str(include_str!("../data/site_pages.toml")).unwrap();
    let (mut lines, mut right) = (0, 0);
    let (mut body, mut kept, mut both) = (0, 0, 0);
    let mut unwanted = Vec::new();
    for site in &sites.page {
        let labelled: Vec<(&str, &str)> = site.text.lines().map(|l| l.split_once("| ").unwrap_or(("", l))).collect();
        let text: Vec<&str> = labelled.iter().map(|(_, line)| *line).collect();
        let text = text.join("\n");
        let blocks = Detector::builtin().blocks(&text);
        let mut start = 0;
        for (label, line) in &labelled {
            let end = start + line.len();
            let found = blocks.iter().find(|b| b.span().start < end && start < b.span().end);
            start = end + 1;
            let Some(found) = found.filter(|_| !label.is_empty()) else { continue };
            // Every line of a further article counts as related.
            let kind = if found.article().is_some_and(|n| n > 1) { BlockKind::Related } else { found.kind() };
            lines += 1;
            right += usize::from(kind.as_str() == *label);
            let words = line.split_whitespace().count();
            let is_body = kind == BlockKind::Body;
            body += if *label == "body" { words } else { 0 };
            kept += if is_body { words } else { 0 };
            both += if is_body && *label == "body" { words } else { 0 };
        }
        let has_body = labelled.iter().any(|(label, _)| *label == "body");
        if !has_body && blocks.iter().any(|b| b.kind() == BlockKind::Body) {
            unwanted.push(&site.name);
        }
    }
    let (accuracy, recall, precision) = (100 * right / lines, 100 * both / body, 100 * both / kept);
    assert!(accuracy >= 77, "{accuracy} % of {lines} lines");
    assert!(recall >= 95 && precision >= 97, "body: recall {recall} %, precision {precision} %");
    assert!(unwanted.len() <= 1, "a body on pages without an article: {unwanted:?}");
}
