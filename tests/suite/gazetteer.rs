//! `tests/data/gazetteer.toml`: what lists of one's own match, and the errors of lists that cannot be read.

use std::collections::HashSet;

use khabar::{EntityKind, Gazetteer, Span, Variant};
use serde::Deserialize;

use crate::escape::escape;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    find: Vec<Find>,
    error: Vec<Bad>,
}

/// A search with a small list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    name: String,
    list: String,
    /// The text, every match as `[…]`, its proclitics before it within `{…}`.
    text: String,
}

/// A list that must be refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bad {
    name: String,
    list: String,
    error: String,
}

fn file() -> File {
    toml::from_str(include_str!("../data/gazetteer.toml")).unwrap()
}

/// `tests/data/clitics.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CliticFile {
    list: String,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    /// Marked as in [`Find`].
    texts: Vec<String>,
}

/// The text without its marks.
fn unmarked(text: &str) -> String {
    text.chars().filter(|c| !"[]{}".contains(*c)).collect()
}

/// The text with what is found in it marked.
fn marked(names: &Gazetteer, text: &str) -> String {
    let mut shown = String::new();
    let mut past = 0;
    for hit in names.find_iter(text) {
        let Span { start, end } = hit.span();
        shown.push_str(&text[past..hit.word_span().start]);
        if hit.word_span().start < start {
            shown.push_str(&format!("{{{}}}", &text[hit.word_span().start..start]));
        }
        shown.push_str(&format!("[{}]", &text[start..end]));
        past = end;
    }
    shown + &text[past..]
}

#[test]
fn finds() {
    let mut names = HashSet::new();
    for row in file().find {
        assert!(names.insert(row.name.clone()), "two rows are called {}", row.name);
        let gazetteer = Gazetteer::builder().tsv("list", &row.list).build().unwrap();
        assert_eq!(escape(&marked(&gazetteer, &unmarked(&row.text))), escape(&row.text), "{}", row.name);
    }
}

#[test]
fn clitics() {
    let file: CliticFile = toml::from_str(include_str!("../data/clitics.toml")).unwrap();
    let gazetteer = Gazetteer::builder().tsv("clitics.toml", &file.list).build().unwrap();
    let mut rows = HashSet::new();
    for group in &file.group {
        for text in &group.texts {
            assert!(rows.insert(text), "two rows are {text}");
            assert_eq!(escape(&marked(&gazetteer, &unmarked(text))), escape(text), "{}", group.name);
        }
    }
    assert!(rows.len() >= 300, "{} rows", rows.len());
}

/// Every built-in name with every run of proclitics before it.
#[test]
#[cfg(feature = "builtin")]
fn built_in_names_are_found_behind_every_clitic_and_lose_no_letter_without() {
    let names = Gazetteer::builtin();
    let listed: Vec<String> = names
        .entities()
        .flat_map(|entity| entity.aliases().map(str::to_owned).chain([entity.name().to_owned()]).collect::<Vec<_>>())
        .filter(|name| !name.contains('('))
        .collect();
    for run in ["", "و", "ف", "ب", "ك", "ل", "وب", "ول", "وك", "فب", "فل", "فك"] {
        let mut text = String::new();
        let mut spans = Vec::new();
        for name in &listed {
            let (run, rest) = match name.strip_prefix("ال") {
                Some(rest) if run.ends_with('ل') => (format!("{run}ل"), rest),
                _ => (run.to_owned(), name.as_str()),
            };
            let word = text.len();
            text.push_str(&run);
            let start = text.len();
            text.push_str(rest);
            spans.push((word, start, text.len()));
            text.push('\n');
        }
        let hits: Vec<_> = names.find_iter(&text).collect();
        let at =
            |start: usize| hits.binary_search_by_key(&start, |hit| hit.word_span().start).ok().map(|n| hits[n].span());
        let right = |&&(word, start, end): &&(usize, usize, usize)| {
            // A name that ends in a sign is found to its last letter.
            at(word)
                .is_some_and(|span| span.start == start && text[span.end..end].chars().all(|c| !c.is_alphanumeric()))
        };
        let found = spans.iter().filter(right).count();
        let wrong = spans.len() - found;
        println!("{run:>3}: {found} of {} names, {:.2} %", spans.len(), 100.0 * found as f64 / spans.len() as f64);
        let most = if run.is_empty() { spans.len() / 200 } else { spans.len() / 100 };
        assert!(wrong <= most, "{run}: {wrong} of {} are not found whole", spans.len());
    }
}

#[test]
fn errors() {
    for row in file().error {
        let error = Gazetteer::builder().tsv("names.tsv", &row.list).build().expect_err(&row.name);
        assert_eq!(error.to_string(), row.error, "{}", row.name);
        assert_eq!(error.file(), "names.tsv");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
#[cfg(feature = "builtin")]
fn a_list_of_ones_own_comes_before_the_built_in_ones() {
    let names = Gazetteer::builder().builtin().tsv("mine", "place\tmine:1\tالقاهرة\n").build().unwrap();
    let hit = names.find_iter("في القاهرة").next().unwrap();
    assert_eq!(hit.entity().id(), "mine:1");
    assert!(hit.entities().count() > 1);
}

#[test]
#[cfg(feature = "builtin")]
fn ones_own_names_come_first_with_a_question_mark_too() {
    let names = Gazetteer::builder().builtin().tsv("mine", "place\tmine:1\tمصر الصغرى\t?القاهرة\n").build().unwrap();
    let hit = names.find_iter("في القاهرة").next().unwrap();
    assert_eq!(hit.entity().id(), "mine:1");
    assert!(!hit.needs_context());
}

#[test]
fn unmarked_names_come_before_marked_ones() {
    let rows = "place\tx:1\tالبلدة\t?البلدة\nplace\tx:2\tالبلدة\nplace\tx:3\tالبلدة\t?البلدة\nplace\tx:4\tالبلدة\n";
    let names = Gazetteer::builder().tsv("mine", rows).build().unwrap();
    let hit = names.find_iter("في البلدة").next().unwrap();
    let ids: Vec<String> = hit.entities().map(|entity| entity.id().to_owned()).collect();
    assert_eq!(ids, ["x:2", "x:4", "x:1", "x:3"]);
}

#[test]
fn a_surface_with_and_without_its_question_mark_needs_context() {
    for aliases in ["?الوفاء|الوفاء", "الوفاء|?الوفاء", "الوفاء|?الوَفَاء"] {
        let row = format!("organization\tx:1\tنادي الوفاء\t{aliases}\n");
        let names = Gazetteer::builder().tsv("mine", &row).build().unwrap();
        assert!(names.find_iter("فاز الوفاء").next().unwrap().needs_context(), "{aliases}");
    }
}

#[test]
fn aliases_are_given_once_and_never_the_name() {
    let row = "place\tx:1\tالعين\t?العين|عين الإمارات|?عين الإمارات|دار الزين|عين الإمارات\n";
    let names = Gazetteer::builder().tsv("mine", row).build().unwrap();
    let entity = names.entities().next().unwrap();
    assert_eq!(entity.aliases().collect::<Vec<_>>(), ["عين الإمارات", "دار الزين"]);
}

#[test]
fn a_listed_spelling_comes_before_one_made_by_rule() {
    let rows = "person\tx:1\t~غالب\nperson\tx:2\tجالب\nperson\tx:3\tعبدالله\nperson\tx:4\tعبد الله\n";
    let names = Gazetteer::builder().tsv("mine", rows).build().unwrap();
    let ids = |text: &str| -> Vec<String> {
        names.find_iter(text).flat_map(|hit| hit.entities().map(|e| e.id().to_owned()).collect::<Vec<_>>()).collect()
    };
    assert_eq!(ids("غالب ، جالب ، كالب"), ["x:1", "x:2", "x:1"]);
    assert_eq!(ids("عبد الله ، عبدالله"), ["x:4", "x:3"]);
    assert_eq!(names.find_iter("كالب").next().unwrap().variant(), Some(Variant::Transliteration));
    assert_eq!(names.find_iter("جالب").next().unwrap().variant(), None);
    assert_eq!(names.entities().next().unwrap().name(), "غالب");
}

#[test]
fn a_duplicate_id_names_both_places() {
    let (a, b) = ("place\tx:1\tالبلدة\n", "# two\n\nplace\tx:1\tالقرية\n");
    let error = Gazetteer::builder().tsv("a.tsv", a).tsv("b.tsv", b).build().unwrap_err();
    assert_eq!(error.to_string(), "b.tsv:3: duplicate id \"x:1\", also at a.tsv:1");
    let error =
        Gazetteer::builder().tsv("a.tsv", a).entity(EntityKind::Place, "x:1", "القرية", &[]).build().unwrap_err();
    assert_eq!(error.to_string(), "x:1: duplicate id \"x:1\", also at a.tsv:1");
}

#[test]
#[cfg(feature = "builtin")]
fn a_built_in_row_is_never_blamed() {
    let error = Gazetteer::builder().builtin().tsv("mine.tsv", "place\tiso:EG\tمصر\n").build().unwrap_err();
    assert_eq!((error.file(), error.line()), ("mine.tsv", Some(1)));
    let message = "mine.tsv:1: duplicate id \"iso:EG\", also at a layer below; hide that one to replace it";
    assert_eq!(error.to_string(), message);
}

#[test]
fn an_entity_is_never_split() {
    let build = |id: &str, name: &str, alias: &str| {
        Gazetteer::builder().entity(EntityKind::Person, id, name, &[alias]).build().map(|names| names.len())
    };
    assert_eq!(build("#1", "# أحمد", "زويل"), Ok(1));
    for (id, name, alias, message) in [
        ("x:1", "أحمد\tزويل", "زويل", "x:1: name \"أحمد\\tزويل\" holds '\\t', which separates fields"),
        ("x:1", "أحمد", "زويل\nperson", "x:1: alias \"زويل\\nperson\" holds '\\n', which separates fields"),
        ("x:1", "أحمد", "زويل|?أحمد", "x:1: alias \"زويل|?أحمد\" holds '|', which separates fields"),
        ("x:1", "أحمد|زويل", "زويل", "x:1: name \"أحمد|زويل\" holds '|', which separates fields"),
        ("x\r", "أحمد", "زويل", "x\r: id \"x\\r\" holds '\\r', which separates fields"),
        ("", "أحمد", "زويل", ": id is empty"),
        ("x:1", "أحمد\u{200F}", "زويل", "x:1: invisible character U+200F at byte 8; write visible characters only"),
    ] {
        let error = build(id, name, alias).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(error.line(), None);
    }
}

#[test]
fn many_entities_may_share_a_surface() {
    // Quadratic building takes minutes here.
    let rows: String = (0..100_000).map(|n| format!("person\tx:{n}\tأحمد\n")).collect();
    let names = Gazetteer::builder().tsv("mine", &rows).build().unwrap();
    assert_eq!(names.find_iter("قال أحمد").next().unwrap().entities().count(), 100_000);
}
