//! Lists of names: khabar from raw text, folding and proclitics included, beside automata that are given text and names
//! already folded and only search; made-up names first, then the names that khabar ships. Figures that are no speeds
//! (times, bytes a name) go to stderr.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::charwise::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use khabar::{Gazetteer, Normalizer, Overlap};

use crate::measure::{Report, contestant};
use crate::text::{self, Random};

pub fn run(report: &mut Report) {
    for (size, count, rounds) in [("100k", 100_000, 11), ("1m", 1_000_000, 5)] {
        if ["news", "build", "load"].iter().any(|group| report.wants(&format!("gazetteer-{group}-{size}"))) {
            compare(report, size, count, rounds);
        }
    }
    if ["news", "sentences", "open"].iter().any(|group| report.wants(&format!("gazetteer-{group}-{SHIPPED}"))) {
        shipped(report);
    }
    if report.wants("gazetteer-adversarial") {
        adversarial(report);
    }
}

/// The feature that says which names are shipped; its groups are called after it.
const SHIPPED: &str = if cfg!(feature = "builtin-full") { "builtin-full" } else { "builtin" };

fn compare(report: &mut Report, size: &str, count: usize, rounds: usize) {
    let names = names(count);
    let rows = rows(&names);
    let news = news(&names, 4_000_000);
    let folded = folded(names.iter().map(String::as_str));

    let build = || Gazetteer::builder().tsv("names", &rows).build().unwrap();
    let gazetteer = build();
    let bytes = gazetteer.to_bytes();
    let strings: usize = gazetteer.entities().map(|e| e.id().len() + e.name().len()).sum();
    let each = (bytes.len() - strings) as f64 / names.len() as f64;
    eprintln!("{size}: image {} bytes, {each:.1} a name beside the strings", bytes.len());
    eprintln!("{size}: build {:.1} ms, all of the list included", best_ms(3, || build().len()));
    let image: &'static [u8] = Box::leak(bytes.into_boxed_slice());
    let open = || Gazetteer::from_static(image).unwrap();
    eprintln!("{size}: from_static {:.2} µs", best_ms(100, || open().len()) * 1e3);
    let gazetteer = open();
    eprintln!("{size}: verify {:.3} ms", best_ms(20, || usize::from(gazetteer.verify().is_ok())));

    if report.wants(&format!("gazetteer-build-{size}")) {
        report.group(
            &format!("gazetteer-build-{size}"),
            rows.len(),
            if count > 100_000 { 1 } else { 3 },
            vec![
                contestant("aho-corasick contiguous NFA", || contiguous(&folded).patterns_len()),
                contestant("daachorse charwise", || charwise(&folded).num_states()),
                contestant("khabar, from rows", || build().len()),
            ],
        );
    }
    search(report, &format!("gazetteer-news-{size}"), rounds, &gazetteer, &folded, &news);
}

/// The names that khabar ships: opened, and searched for in sentences of real words and in generated news that holds them.
fn shipped(report: &mut Report) {
    let start = Instant::now();
    let gazetteer = black_box(Gazetteer::builtin());
    eprintln!("{SHIPPED}: the first Gazetteer::builtin() {:.1} µs", start.elapsed().as_secs_f64() * 1e6);
    let mut surfaces: Vec<String> = Vec::new();
    for entity in gazetteer.entities() {
        // What stands in parentheses tells homonyms apart and is not looked for.
        let name = entity.name();
        surfaces.push(name.split_once(" (").map_or(name, |(name, _)| name).to_owned());
        surfaces.extend(entity.aliases().map(str::to_owned));
    }
    surfaces.sort();
    surfaces.dedup();
    let folded = folded(surfaces.iter().map(String::as_str));
    let image: &'static [u8] = Box::leak(gazetteer.to_bytes().into_boxed_slice());
    let shared: Arc<[u8]> = Arc::from(image);
    eprintln!("{SHIPPED}: {} entities, {} surfaces, image {} bytes", gazetteer.len(), surfaces.len(), image.len());
    let open = || Gazetteer::from_static(image).unwrap();
    eprintln!("{SHIPPED}: from_static {:.2} µs", best_ms(100, || open().len()) * 1e3);
    eprintln!("{SHIPPED}: verify {:.3} ms", best_ms(20, || usize::from(gazetteer.verify().is_ok())));

    // Bytes of the surfaces: an automaton of aho-corasick cannot be saved, and daachorse reads one back unsafely only.
    report.group(
        &format!("gazetteer-open-{SHIPPED}"),
        folded.iter().map(String::len).sum(),
        3,
        vec![
            contestant("aho-corasick contiguous NFA, built", || contiguous(&folded).patterns_len()),
            contestant("daachorse charwise, built", || charwise(&folded).num_states()),
            contestant("khabar, from_bytes", || Gazetteer::from_bytes(shared.clone()).unwrap().len()),
            contestant("khabar, from_static", || open().len()),
        ],
    );
    let sentences = sentences();
    search(report, &format!("gazetteer-sentences-{SHIPPED}"), 21, &gazetteer, &folded, &sentences);
    let news = news(&surfaces, 4_000_000);
    search(report, &format!("gazetteer-news-{SHIPPED}"), 11, &gazetteer, &folded, &news);
}

/// The sentences written for the recognizer's training, each once, without their marks (`[PER …]`). A text
/// that comes again and again would stay in the cache, and an automaton's way through it as well.
fn sentences() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/recognizer/own");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut text = String::new();
    for file in files {
        for line in std::fs::read_to_string(file).unwrap().lines().filter(|line| !line.starts_with('#')) {
            let unmarked = |line: String, mark| line.replace(mark, "");
            text.push_str(&["[PER ", "[LOC ", "[ORG ", "[MISC ", "]"].into_iter().fold(line.to_owned(), unmarked));
            text.push('\n');
        }
    }
    text
}

/// Searches the text, page by page, with the gazetteer and with the automata of its folded names.
fn search(report: &mut Report, group: &str, rounds: usize, gazetteer: &Gazetteer, folded: &[String], text: &str) {
    if !report.wants(group) {
        return;
    }
    let pages = text::pages(text, 4_500);
    let folded_pages: Vec<String> = pages.iter().map(|page| fold(page)).collect();
    let (contiguous, charwise) = (contiguous(folded), charwise(folded));
    let matches: usize = pages.iter().map(|page| gazetteer.find_iter(page).count()).sum();
    eprintln!("{group}: {matches} names in {} bytes", text.len());
    let find = |overlap| pages.iter().map(|page| gazetteer.find_iter_with(page, overlap).count()).sum();
    report.group(
        group,
        text.len(),
        rounds,
        vec![
            contestant("aho-corasick contiguous NFA, ready text", || {
                folded_pages.iter().map(|page| contiguous.find_iter(page).count()).sum()
            }),
            contestant("daachorse charwise, ready text", || {
                folded_pages.iter().map(|page| charwise.leftmost_find_iter(page).count()).sum()
            }),
            contestant("khabar, raw text", || pages.iter().map(|page| gazetteer.find_iter(page).count()).sum()),
            contestant("khabar, raw text, all overlaps", || find(Overlap::All)),
            contestant("khabar, raw text, by priority", || find(Overlap::ByPriority)),
        ],
    );
}

fn fold(text: &str) -> String {
    Normalizer::matching().normalize(text).into_string()
}

/// The names as the automata get them, each once.
fn folded<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut folded: Vec<String> = names.map(fold).collect();
    folded.sort();
    folded.dedup();
    folded
}

fn charwise(folded: &[String]) -> CharwiseDoubleArrayAhoCorasick<u32> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build(folded)
        .unwrap()
}

fn contiguous(folded: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(folded)
        .unwrap()
}

/// Inputs that nobody writes, 10 MB each, beside news.
fn adversarial(report: &mut Report) {
    const BYTES: usize = 10_000_000;
    let names = names(100_000);
    let gazetteer = Gazetteer::builder().tsv("names", &rows(&names)).build().unwrap();
    let longest = names.iter().max_by_key(|name| name.split(' ').count()).unwrap();
    let unfinished = longest.rsplit_once(' ').map_or(longest.as_str(), |(head, _)| head);
    let first = names.iter().find_map(|name| name.split_once(' ')).unwrap().0;
    let repeat = |piece: &str| piece.repeat(BYTES / piece.len());
    let inputs = [
        ("news", news(&names, BYTES)),
        ("tatweel", repeat("\u{640}")),
        ("fatha", repeat("\u{64E}")),
        ("a letter and three marks", repeat("ب\u{651}\u{64E}\u{670}")),
        ("one letter", repeat("ب")),
        ("spaces", repeat(" ")),
        ("line ends", repeat("\n")),
        ("bidi marks", repeat("\u{200F}")),
        ("digits", repeat("٣")),
        ("digits and tatweel", repeat("٣\u{640}")),
        ("emoji", repeat("😀")),
        ("lam-alef", repeat("\u{FEFB}")),
        ("the long ligature", repeat("\u{FDFA}")),
        ("one-letter words", repeat("و ")),
        ("a bare proclitic run", repeat("وال ")),
        ("proclitics and a name", repeat(&format!("وبال{first} "))),
        ("the longest name without its end", repeat(&format!("{unfinished} "))),
        ("the first word of a name", repeat(&format!("{first} "))),
    ];
    let contestants =
        inputs.iter().map(|(name, text)| contestant(*name, || gazetteer.find_iter(text).count())).collect();
    report.group("gazetteer-adversarial", BYTES, 3, contestants);
}

fn best_ms(rounds: usize, mut run: impl FnMut() -> usize) -> f64 {
    (0..rounds).fold(f64::INFINITY, |best, _| {
        let start = Instant::now();
        black_box(run());
        best.min(start.elapsed().as_secs_f64() * 1e3)
    })
}

/// Names of one to four words, 24 bytes or so, of which a third share their first word with others: different ones,
/// from a fixed seed.
pub fn names(count: usize) -> Vec<String> {
    let mut random = Random::new(0x6E61_6D65);
    let words: Vec<String> = (0..count / 5).map(|_| text::word(&mut random)).collect();
    let common: Vec<String> = {
        // The vocabulary of the news: a name may begin with an ordinary word.
        let mut random = Random::new(0x6B68_6162);
        (0..6_000).map(|_| text::word(&mut random)).collect()
    };
    let mut seen = std::collections::HashSet::new();
    let mut names = Vec::with_capacity(count);
    while names.len() < count {
        let len = [1, 2, 2, 2, 2, 2, 3, 3, 3, 4][random.below(10)];
        let mut name = String::new();
        for n in 0..len {
            if n > 0 {
                name.push(' ');
            }
            match random.below(20) {
                0 if len > 1 => name.push_str(&common[random.below(common.len())]),
                1..=9 if len > 1 => name.push_str(&words[random.below(words.len() / 20)]),
                _ => name.push_str(&words[random.below(words.len())]),
            }
        }
        if len == 1 {
            // Else there would not be enough single words.
            name.push_str(&text::word(&mut random));
        }
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

fn rows(names: &[String]) -> String {
    names.iter().enumerate().map(|(n, name)| format!("place\tx:{n}\t{name}\n")).collect()
}

/// News in which every tenth word or so begins a name, one in nine with a proclitic.
fn news(names: &[String], bytes: usize) -> String {
    let mut random = Random::new(0x6E65_7773);
    let plain = text::news(bytes);
    let mut text = String::with_capacity(bytes + 1024);
    for word in plain.split_inclusive(' ') {
        if text.len() >= bytes {
            break;
        }
        if random.one_in(10) {
            match random.below(27) {
                0 => text.push('و'),
                1 => text.push('ب'),
                2 => text.push('ل'),
                _ => {}
            }
            text.push_str(&names[random.below(names.len())]);
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}
