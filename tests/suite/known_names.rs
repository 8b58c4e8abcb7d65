//! `tests/data/known_names.tsv`: names that the news mentions, written down before anybody looked at what the lists hold.

use khabar::{Normalizer, Recognizer};

struct Row<'t> {
    kind: &'t str,
    surface: &'t str,
    name: &'t str,
    sentence: &'t str,
}

fn rows() -> Vec<Row<'static>> {
    let lines = include_str!("../data/known_names.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let [kind, _, surface, name, sentence] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            Row { kind, surface, name, sentence }
        })
        .collect()
}

/// What is wrong with the reading of a row, if anything.
fn fault(recognizer: &Recognizer, row: &Row<'_>) -> Option<String> {
    // Spelling variants of one name are one name, and so are a name and the same with a head noun, an adjective of its
    // country or a grandfather.
    let key = |name: &str| Normalizer::search().normalize(name).into_string().replace(' ', "");
    let words = |name: &str| -> Vec<String> {
        let bare = name.split(" (").next().unwrap_or(name);
        Normalizer::search().normalize(bare).as_str().split(' ').map(str::to_owned).collect()
    };
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    let same = |one: &str, other: &str| {
        let (one, other) = (words(one), words(other));
        within(&one, &other) || within(&other, &one)
    };
    let start = row.sentence.find(row.surface).expect("the sentence has the surface");
    let end = start + row.surface.len();
    let mentions = recognizer.mentions(row.sentence);
    let Some(mention) = mentions.iter().find(|mention| mention.span().start < end && start < mention.span().end) else {
        return Some("not found".to_owned());
    };
    if mention.kind().to_string() != row.kind {
        return Some(format!("a {}: {}", mention.kind(), mention.name()));
    }
    let Some(entity) = mention.entity() else { return Some(format!("no entity: {}", mention.name())) };
    let known = same(entity.name(), row.name) || entity.aliases().any(|known| key(known) == key(row.name));
    (!known).then(|| format!("another: {} ({})", entity.name(), entity.id()))
}

/// How many are right today. The goal is 95 of 100, and this number only ever grows.
const RIGHT: usize = 406;

#[test]
fn names_of_the_news_are_known() {
    let recognizer = Recognizer::builtin();
    let rows = rows();
    let faults: Vec<String> = rows
        .iter()
        .filter_map(|row| Some(format!("{} {} = {}: {}", row.kind, row.surface, row.name, fault(&recognizer, row)?)))
        .collect();
    let found = rows.len() - faults.len();
    println!("{found} of {} names", rows.len());
    assert!(found >= RIGHT, "{found} of {}\n{}", rows.len(), faults.join("\n"));
    assert!(found == RIGHT, "{found} of {}: raise RIGHT", rows.len());
}
