//! The slow, obvious twin of the search for names (invariant 10): every window of words, every cut of its first word, every
//! name. For Arabic letters, their marks and a few signs.

use std::cmp::Reverse;

use khabar::Overlap;

/// What is found: which words, which bytes, and the numbers of the names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub word: usize,
    pub len: usize,
    pub word_start: usize,
    pub start: usize,
    pub end: usize,
    /// In the order in which a match gives them.
    pub names: Vec<usize>,
}

/// A listed name, of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    pub weak: bool,
    pub layer: usize,
}

/// Searches a text. `lookup` gives the numbers of the names that a phrase is, folded and single spaced.
pub fn find(listed: &[Listed], lookup: &dyn Fn(&str) -> Vec<usize>, text: &str, overlap: Overlap) -> Vec<Found> {
    let mut all = Vec::new();
    let words = words(text);
    for (n, first) in words.iter().enumerate() {
        let mut here = Vec::new();
        for (order, (cut, reading, alone)) in readings(first).into_iter().enumerate() {
            let mut phrase = reading;
            for len in 1..=12 {
                let mut names = if len > 1 || alone { lookup(&phrase) } else { Vec::new() };
                if !names.is_empty() {
                    names.sort_by_key(|&name| (listed[name].layer, listed[name].weak, name));
                    let start = if cut == 0 { first.start } else { first.letters[cut - 1].1 };
                    let end = words[n + len - 1].end;
                    here.push((
                        Reverse(len),
                        order,
                        Found { word: n, len, word_start: first.start, start, end, names },
                    ));
                }
                let Some(next) = words.get(n + len).filter(|next| joined(&text[words[n + len - 1].end..next.start]))
                else {
                    break;
                };
                phrase = format!("{phrase} {}", next.folded());
            }
        }
        here.sort_by_key(|(len, order, _)| (*len, *order));
        all.extend(here.into_iter().map(|(_, _, found)| found));
    }
    match overlap {
        Overlap::All => all,
        Overlap::LeftmostLongest => {
            let mut kept: Vec<Found> = Vec::new();
            for found in all {
                if kept.last().is_none_or(|last| last.word + last.len <= found.word) {
                    kept.push(found);
                }
            }
            kept
        }
        _ => {
            let weak = |found: &Found| found.names.iter().all(|&name| listed[name].weak);
            let layer = |found: &Found| found.names.iter().map(|&name| listed[name].layer).min();
            // Stable: of equals the reading that cuts least comes first.
            all.sort_by_key(|found| (layer(found), weak(found), Reverse(found.len), found.word));
            let mut kept: Vec<Found> = Vec::new();
            for found in all {
                let apart =
                    |other: &Found| other.word + other.len <= found.word || found.word + found.len <= other.word;
                if kept.iter().all(apart) {
                    kept.push(found);
                }
            }
            kept.sort_by_key(|found| found.word);
            kept
        }
    }
}

/// A word: where it stands, and its folded letters with the byte after each and its marks.
struct Word {
    start: usize,
    end: usize,
    letters: Vec<(char, usize)>,
    hamza: bool,
}

impl Word {
    fn folded(&self) -> String {
        self.letters.iter().map(|(c, _)| c).collect()
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}' | '\u{0640}')
}

/// A phrase as `lookup` is asked for it.
pub fn folded(phrase: &str) -> String {
    words(phrase).iter().map(Word::folded).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_mark(c) {
            if let Some(word) = words.last_mut().filter(|_| open) {
                word.end = end;
                word.letters.last_mut().unwrap().1 = end;
            }
        } else if c.is_alphabetic() {
            if !open {
                words.push(Word { start: at, end, letters: Vec::new(), hamza: c == 'أ' });
                open = true;
            }
            let letter = match c {
                'أ' | 'إ' | 'آ' => 'ا',
                'ى' | 'ئ' => 'ي',
                'ة' => 'ه',
                'ؤ' => 'و',
                c => c,
            };
            let word = words.last_mut().unwrap();
            word.letters.push((letter, end));
            word.end = end;
        } else {
            open = false;
        }
    }
    words
}

fn joined(between: &str) -> bool {
    between.chars().all(|c| matches!(c, ' ' | '-' | '«' | '»')) && between.chars().filter(|c| *c != ' ').count() <= 4
}

/// Every reading of a word, likeliest first: how many letters are cut, the word that is left as a list would have
/// it, and whether enough is left for a name of one word.
fn readings(word: &Word) -> Vec<(usize, String, bool)> {
    let folded = word.folded();
    let mut found = Vec::new();
    for question in ["", "ا"] {
        if !question.is_empty() && !word.hamza {
            continue;
        }
        for conjunction in ["", "و", "ف"] {
            for preposition in ["", "ب", "ك", "ل", "س"] {
                let run = format!("{question}{conjunction}{preposition}");
                let rare = !question.is_empty() || preposition == "س";
                // (run, what the name has back, whether a listed article is left outside)
                let mut runs = vec![(run.clone(), "", false)];
                if preposition == "ل" {
                    runs.extend([(format!("{run}ل"), "ال", false), (format!("{run}ل"), "", true)]);
                } else {
                    runs.push((format!("{run}ال"), "", true));
                }
                for (run, back, article) in runs {
                    let least = if rare || article { 4 } else { 3 };
                    if let Some(rest) = folded.strip_prefix(&run)
                        && !run.is_empty()
                        && rest.chars().count() >= if article { least } else { 1 }
                    {
                        let alone = rest.chars().count() >= least;
                        let cut = run.chars().count();
                        found.push((!question.is_empty(), article, cut, format!("{back}{rest}"), alone));
                    }
                }
            }
        }
    }
    found.sort();
    std::iter::once((0, folded, true))
        .chain(found.into_iter().map(|(_, _, cut, rest, alone)| (cut, rest, alone)))
        .collect()
}
