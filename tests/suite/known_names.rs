//! `tests/data/known_names.tsv`: names that the news mentions, written down before anybody looked at what the lists hold.

use khabar::{Entity, Gazetteer, Normalizer, Recognizer};

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

/// Whether an entity is the one that a row means. Spelling variants of one name are one name, and so are a name and the same
/// with a head noun, an adjective of its country or a grandfather.
fn is_meant(entity: &Entity, row: &Row<'_>) -> bool {
    let key = |name: &str| Normalizer::search().normalize(name).into_string().replace(' ', "");
    let words = |name: &str| -> Vec<String> {
        let bare = name.split(" (").next().unwrap_or(name);
        Normalizer::search().normalize(bare).as_str().split(' ').map(str::to_owned).collect()
    };
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    let (one, other) = (words(entity.name()), words(row.name));
    let same = within(&one, &other) || within(&other, &one);
    entity.kind().to_string() == row.kind && (same || entity.aliases().any(|known| key(known) == key(row.name)))
}

/// What is wrong with the reading of a row, if anything.
fn fault(recognizer: &Recognizer, row: &Row<'_>) -> Option<String> {
    let start = row.sentence.find(row.surface).expect("the sentence has the surface");
    let end = start + row.surface.len();
    let mentions = recognizer.mentions(row.sentence);
    let Some(mention) = mentions.iter().find(|mention| mention.span().start < end && start < mention.span().end) else {
        return Some("not found".to_owned());
    };
    let Some(entity) = mention.entity() else { return Some(format!("no entity: {}", mention.name())) };
    (!is_meant(&entity, row)).then(|| format!("another: {} {} ({})", entity.kind(), entity.name(), entity.id()))
}

/// What the lists lack of a row, if anything: whatever the sentence says, its surface is listed as what it means.
fn gap(names: &Gazetteer, row: &Row<'_>) -> Option<String> {
    let listed: Vec<Entity> = names.find_iter(row.surface).flat_map(|hit| hit.entities().collect::<Vec<_>>()).collect();
    let found: Vec<&str> = listed.iter().map(Entity::id).collect();
    (!listed.iter().any(|entity| is_meant(entity, row)))
        .then(|| format!("{} {} = {}: {found:?}", row.kind, row.surface, row.name))
}

#[test]
fn names_of_the_news_are_listed() {
    let names = Gazetteer::builtin();
    let rows = rows();
    let gaps: Vec<String> = rows.iter().filter_map(|row| gap(&names, row)).collect();
    let listed = rows.len() - gaps.len();
    println!("{listed} of {} names are listed", rows.len());
    assert!(listed >= LISTED, "{listed} of {}\n{}", rows.len(), gaps.join("\n"));
    assert!(listed == LISTED, "{listed} of {}: raise LISTED", rows.len());
}

/// How many are listed, and how many are read right in their sentence, today. The goal is 95 of 100; a change
/// that lowers a number says why: the second was 445 before the table had learnt from other kinds of page than news, where a lone
/// surname behind a long title is rarer.
const LISTED: usize = 469;
const RIGHT: usize = 442;

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
