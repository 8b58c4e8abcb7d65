//! Annotated text in three forms, each turned into lines of features with the label of every word.

use std::fs;
use std::path::Path;

use khabar::training::{DescribedLine, describe};
use khabar::{Detector, Recognizer, Span};

/// None, or B and I of person, place, organization and other names.
pub const LABELS: usize = 9;
const KINDS: [&[&str]; 4] = [&["PER", "person"], &["LOC", "place"], &["ORG", "organization"], &["MISC", "other"]];

/// A line to learn from, or to be tested on.
pub struct Sample {
    pub features: Vec<Vec<u32>>,
    pub gold: Vec<u8>,
    /// The labels as far as they can be learnt.
    pub reachable: Vec<u8>,
    /// How much it counts.
    pub share: f32,
    /// Sentence of the corpus, or site of the page.
    pub group: String,
    pub test: bool,
}

fn kind(name: &str) -> Option<u8> {
    KINDS.iter().position(|names| names.contains(&name)).map(|n| n as u8)
}

/// The labels of words, `spans` being the mentions in bytes.
fn labels(line: &DescribedLine, spans: &[(usize, usize, u8)]) -> Vec<u8> {
    let of = |word: &Span| spans.iter().position(|&(start, end, _)| word.start < end && start < word.end);
    let mut last = None;
    let mut gold = Vec::new();
    for word in &line.words {
        let now = of(word);
        gold.push(now.map_or(0, |n| 1 + 2 * spans[n].2 + u8::from(last == now)));
        last = now;
    }
    gold
}

fn sample(line: DescribedLine, spans: &[(usize, usize, u8)], share: f32, group: &str, test: bool) -> Sample {
    let gold = labels(&line, spans);
    // What is outside names for certain, though the annotation has it in one, cannot be learnt, nor what of the name follows.
    let mut reachable = gold.clone();
    for at in 0..gold.len() {
        let cut = at > 0 && gold[at] > 0 && gold[at] % 2 == 0 && reachable[at - 1] == 0;
        if line.features[at].is_empty() || cut {
            reachable[at] = 0;
        }
    }
    Sample { features: line.features, gold, reachable, share, group: group.to_owned(), test }
}

type Sentence = (String, Vec<(usize, usize, u8)>);
/// What makes a sample of a line and its mentions, with its share, its group, and whether it is tested.
type Maker = fn(DescribedLine, &[(usize, usize, u8)], f32, &str, bool) -> Sample;

/// Token and tag a line, blank lines between sentences.
pub fn conll(recognizer: &Recognizer, path: &Path, share: f32, samples: &mut Vec<Sample>) {
    let text = fs::read_to_string(path).expect("the corpus can be read");
    let mut sentences: Vec<Sentence> = Vec::new();
    for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let (mut line, mut spans): Sentence = Default::default();
        for row in block.lines().filter(|r| !r.trim().is_empty()) {
            let (token, tag) = row.rsplit_once(' ').expect("token and tag");
            if !line.is_empty() {
                line.push(' ');
            }
            let start = line.len();
            line.push_str(token);
            if let Some((begin, of)) = tag.split_once('-') {
                let of = kind(of).expect("a known kind");
                match spans.last_mut() {
                    Some(last) if begin == "I" && last.2 == of && last.1 + 1 == start => last.1 = line.len(),
                    _ => spans.push((start, line.len(), of)),
                }
            }
        }
        sentences.push((line, spans));
    }
    for (n, (line, spans)) in sentences.iter().enumerate() {
        let described = describe(recognizer, line, None).remove(0);
        samples.push(sample_of_corpus(described, spans, share, &format!("{}", n * 10 / sentences.len() + 1), true));
    }
    // Once more as pages of so many sentences, for what the page remembers.
    for (n, page) in sentences.chunks(15).enumerate() {
        let fold = n * 15 * 10 / sentences.len() + 1;
        // What crosses into the next fold is left out.
        if (n * 15 + page.len() - 1) * 10 / sentences.len() + 1 == fold {
            as_page(recognizer, page, sample_of_corpus, share, &fold.to_string(), samples);
        }
    }
}

/// The corpus leaves heads out that our annotation has in the name (قطاع غزة), and passes over bodies that ours has. What a list
/// holds as a whole is learnt as a whole; it is tested as the corpus has it.
fn sample_of_corpus(mut line: DescribedLine, spans: &[(usize, usize, u8)], share: f32, group: &str, test: bool) -> Sample {
    let listed = std::mem::take(&mut line.listed);
    let mut sample = sample(line, spans, share, group, test);
    for (first, end, kind) in listed.into_iter().filter(|(first, end, _)| end - first > 1) {
        let (begin, inside) = (1 + 2 * kind as u8, 2 + 2 * kind as u8);
        let ours = |&label: &u8| label == 0 || label == begin || label == inside;
        // No name goes on beyond it.
        let cut = sample.gold.get(end).is_some_and(|&label| label > 0 && label % 2 == 0);
        let empty = (first..end).any(|at| sample.features[at].is_empty());
        if !cut && !empty && sample.gold[first..end].iter().all(ours) && sample.gold[first] != inside {
            sample.reachable[first..end].fill(inside);
            sample.reachable[first] = begin;
        }
    }
    sample
}

/// Sentences with their mentions in brackets; lines that begin with # are headings.
pub fn own(recognizer: &Recognizer, folder: &Path, share: f32, samples: &mut Vec<Sample>) {
    let mut files: Vec<_> = fs::read_dir(folder).expect("the folder can be read").map(|f| f.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let text = fs::read_to_string(path).expect("a file can be read");
        // The sentences of a section are of one field, though not of one story: half of them count as its page as well.
        let mut page: Vec<Sentence> = Vec::new();
        for (n, row) in text.lines().chain(["#"]).enumerate() {
            if row.starts_with('#') || page.len() == 8 {
                let group = format!("own{}", (n.saturating_sub(1) / 40) % 10 + 1);
                as_page(recognizer, &page, sample, share, &group, samples);
                page.clear();
            }
            if row.starts_with('#') || row.trim().is_empty() {
                continue;
            }
            let sentence = marked(row).unwrap_or_else(|| panic!("{}:{}: brackets", path.display(), n + 1));
            let described = describe(recognizer, &sentence.0, None).remove(0);
            samples.push(sample(described, &sentence.1, share, &format!("own{}", (n / 40) % 10 + 1), true));
            page.push(sentence);
        }
    }
}

/// Sentences once more, as a page of their own, for what a page remembers.
fn as_page(recognizer: &Recognizer, page: &[Sentence], make: Maker, share: f32, group: &str, samples: &mut Vec<Sample>) {
    let mut text = String::new();
    let mut all = Vec::new();
    for (line, spans) in page {
        all.push(spans.iter().map(|&(s, e, k)| (s + text.len(), e + text.len(), k)).collect::<Vec<_>>());
        text.push_str(line);
        text.push('\n');
    }
    for (line, spans) in describe(recognizer, &text, None).into_iter().zip(&all) {
        samples.push(make(line, spans, share, group, false));
    }
}

fn marked(row: &str) -> Option<Sentence> {
    let (mut line, mut spans): Sentence = Default::default();
    let mut rest = row;
    while let Some(open) = rest.find('[') {
        line.push_str(&rest[..open]);
        let close = open + rest[open..].find(']')?;
        let inside = &rest[open + 1..close];
        match inside.split_once(' ').and_then(|(of, name)| Some((kind(of)?, name))) {
            Some((of, name)) => {
                spans.push((line.len(), line.len() + name.len(), of));
                line.push_str(name);
            }
            None => line.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    line.push_str(rest);
    Some((line, spans))
}

/// Whole pages: a table of mentions (page, line, first and last character, kind), and docs/ and labels/ of the pages.
pub fn pages(recognizer: &Recognizer, gold: &Path, folder: &Path, share: f32, samples: &mut Vec<Sample>) {
    let table = fs::read_to_string(gold).expect("the table can be read");
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|row| row.split('\t').collect()).collect();
    let mut names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    names.dedup();
    for name in names {
        let text = fs::read_to_string(folder.join(format!("docs/{name}.txt"))).expect("a page");
        let labels = fs::read_to_string(folder.join(format!("labels/{name}.tsv"))).expect("labels of a page");
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let article = labels.lines().filter_map(|row| {
            let mut fields = row.split('\t');
            let line: usize = fields.next()?.parse().ok()?;
            matches!(fields.next()?, "title" | "body").then_some(line)
        });
        let mut lines: Vec<usize> = article.collect();
        let mut spans = Vec::new();
        for row in rows.iter().filter(|row| row[0] == name) {
            let line: usize = row[1].parse().unwrap();
            lines.push(line);
            let byte = |chars: &str| {
                let rest = &text[starts[line - 1]..];
                starts[line - 1]
                    + rest.char_indices().nth(chars.parse::<usize>().unwrap()).map_or(rest.len(), |(at, _)| at)
            };
            spans.push((byte(row[2]), byte(row[3]), kind(row[4]).unwrap()));
        }
        let blocks = Detector::builtin().blocks(&text);
        for line in describe(recognizer, &text, Some(&blocks)) {
            let number = line.words.first().map(|word| starts.partition_point(|&start| start <= word.start));
            if number.is_some_and(|number| lines.contains(&number)) {
                samples.push(sample(line, &spans, share, &format!("page{name}"), true));
            }
        }
    }
}
