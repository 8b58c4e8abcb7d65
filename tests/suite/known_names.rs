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
    // Spelling variants of one name are one name, and so are those with and without a head noun that the list has as an alias.
    let key = |name: &str| Normalizer::search().normalize(name).into_string().replace(' ', "");
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
    let known = std::iter::once(entity.name()).chain(entity.aliases()).any(|known| key(known) == key(row.name));
    (!known).then(|| format!("another: {} ({})", entity.name(), entity.id()))
}

#[test]
fn most_names_of_the_news_are_known() {
    let recognizer = Recognizer::builtin();
    let rows = rows();
    let faults: Vec<String> = rows
        .iter()
        .filter_map(|row| Some(format!("{} {} = {}: {}", row.kind, row.surface, row.name, fault(&recognizer, row)?)))
        .collect();
    let found = rows.len() - faults.len();
    println!("{found} of {} names", rows.len());
    assert!(found * 100 >= rows.len() * 95, "{found} of {}\n{}", rows.len(), faults.join("\n"));
}
