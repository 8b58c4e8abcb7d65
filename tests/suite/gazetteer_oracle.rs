//! Slow, obvious twins of the fast paths (invariant 10).

/// Leftmost-longest search, proclitics peeled: every window of words against every name, every cut of its first word.
/// For texts and names of unmarked letters and single spaces.
pub fn find(names: &[String], text: &str) -> Vec<(usize, usize)> {
    let words: Vec<(usize, &str)> = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // The longest window first; of its readings the one that cuts least.
        let hit = (at + 1..=words.len()).rev().find_map(|end| {
            let (start, first) = words[at];
            let rest: String = words[at + 1..end].iter().map(|(_, word)| format!(" {word}")).collect();
            let last = words[end - 1];
            cuts(first)
                .into_iter()
                .find(|(_, name)| names.contains(&format!("{name}{rest}")))
                .map(|(cut, _)| (end, start + cut, last.0 + last.1.len()))
        });
        match hit {
            Some((next, start, end)) => {
                found.push((start, end));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for word in text.split(' ') {
        if !word.is_empty() {
            found.push((at, word));
        }
        at += word.len() + 1;
    }
    found
}

/// Every reading of a word: how many bytes are cut, and the word that is left as a list would have it.
fn cuts(word: &str) -> Vec<(usize, String)> {
    let mut found = vec![(0, word.to_owned())];
    let mut runs: Vec<(bool, usize, &str, &str)> = Vec::new();
    for (head, restored) in [
        // (letters cut, letters that the listed name has back)
        ("و", ""),
        ("ب", ""),
        ("ل", ""),
        ("وب", ""),
        ("ول", ""),
        ("لل", "ال"),
        ("ولل", "ال"),
        ("ال", ""),
        ("وال", ""),
        ("بال", ""),
        ("لل", ""),
        ("وبال", ""),
        ("ولل", ""),
    ] {
        let article = head.contains("ال") || head.contains("لل");
        runs.push((article && restored.is_empty(), head.chars().count(), head, restored));
    }
    runs.sort_by_key(|&(article, letters, ..)| (article, letters));
    for (article, _, head, restored) in runs {
        if let Some(rest) = word.strip_prefix(head)
            && rest.chars().count() >= if article { 4 } else { 3 }
        {
            found.push((head.len(), format!("{restored}{rest}")));
        }
    }
    found
}
