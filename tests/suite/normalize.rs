//! Rows of `tests/data/normalize.toml`: what the presets make of a text, and where a match comes from.

use std::collections::HashSet;

use khabar::Span;
use khabar::normalize::{Buffer, Normalizer, Step};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    text: Vec<TextRow>,
    span: Vec<SpanRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextRow {
    name: String,
    text: String,
    repair: Option<String>,
    matching: Option<String>,
    search: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanRow {
    name: String,
    preset: String,
    text: String,
    find: String,
}

fn rows() -> Rows {
    toml::from_str(include_str!("../data/normalize.toml")).expect("tests/data/normalize.toml")
}

/// Letters as they are, everything that a terminal hides or combines as an escape.
fn visible(text: &str) -> String {
    let plain =
        |c: char| c == ' ' || c.is_alphanumeric() && !crate::normalize_oracle::is_mark(c) || c.is_ascii_punctuation();
    text.chars().map(|c| if plain(c) { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}

#[test]
fn names_are_unique() {
    let rows = rows();
    let mut seen = HashSet::new();
    for name in rows.text.iter().map(|row| &row.name).chain(rows.span.iter().map(|row| &row.name)) {
        assert!(seen.insert(name), "{name:?} is the name of two rows");
    }
}

#[test]
fn texts() {
    let mut failures = Vec::new();
    let mut buffer = Buffer::default();
    for row in rows().text {
        let expected = [
            ("repair", Normalizer::repair(), &row.repair),
            ("matching", Normalizer::matching(), &row.matching),
            ("search", Normalizer::search(), &row.search),
        ];
        assert!(expected.iter().any(|(.., result)| result.is_some()), "{:?} expects nothing", row.name);
        for (preset, normalizer, result) in expected {
            let Some(result) = result else { continue };
            for text in [&row.text, result] {
                let normalized = normalizer.normalize_with(text, &mut buffer);
                if normalized.as_str() != result {
                    let [text, result] = [text, result].map(|text| visible(text));
                    let found = visible(normalized.as_str());
                    failures.push(format!("{}\n  {preset} of {text}\n  is      {found}\n  not     {result}", row.name));
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn spans() {
    for row in rows().span {
        let normalizer = match row.preset.as_str() {
            "repair" => Normalizer::repair(),
            "matching" => Normalizer::matching(),
            "search" => Normalizer::search(),
            other => panic!("{:?} has the preset {other:?}", row.name),
        };
        let start = row.text.find('[').expect("an opening bracket");
        let end = row.text.find(']').expect("a closing bracket") - 1;
        let text = row.text.replace(['[', ']'], "");
        let normalized = normalizer.normalize(&text);
        let at = normalized.as_str().find(&row.find).unwrap_or_else(|| {
            panic!("{}: {} is not in {}", row.name, visible(&row.find), visible(normalized.as_str()))
        });
        let found = normalized.original_span(at..at + row.find.len()).expect("within the text");
        let marked = format!("{}[{}]{}", &text[..found.start], found.text(&text), &text[found.end..]);
        assert_eq!(visible(&marked), visible(&row.text), "{}", row.name);
        assert_eq!(found, Span { start, end });
    }
}

#[test]
fn unchanged_text_is_borrowed() {
    let text = "قال وزير الخارجية: لا\n\nجديد";
    let clean = "قال وزير الخارجية: لا\nجديد";
    assert_eq!(Normalizer::repair().normalize(clean).as_str().as_ptr(), clean.as_ptr());
    assert_ne!(Normalizer::repair().normalize(text).as_str().as_ptr(), text.as_ptr());
    assert_eq!(Normalizer::new().normalize(text).as_str().as_ptr(), text.as_ptr());
}

#[test]
fn spans_beyond_the_text_are_cut() {
    let normalized = Normalizer::matching().normalize("مُعين");
    let all = normalized.as_str().len();
    assert_eq!(normalized.normalized_range(Span { start: 0, end: usize::MAX }), 0..all);
    assert_eq!(normalized.normalized_range(Span { start: usize::MAX, end: usize::MAX }), all..all);
    assert_eq!(normalized.normalized_range(Span { start: 2, end: 4 }), 2..2, "a deleted mark has no bytes");
    assert_eq!(normalized.original_span(usize::MAX - 1..usize::MAX), None);
    #[allow(clippy::reversed_empty_ranges, reason = "what a careless caller may pass")]
    let reversed = 3..1;
    assert_eq!(normalized.original_span(reversed), None);
}

#[test]
fn presets_are_the_table_of_the_docs() {
    use Step::*;
    let repair = [PresentationForms, Compose, Controls, LookAlikes, Tatweel, WhiteSpace];
    let matching = [LookAlikesEverywhere, Marks, Alef, AlefMaksura, TehMarbuta, HamzaSeats, Digits];
    let search = [Punctuation, Case];
    let set = |steps: &[Step]| steps.iter().fold(Normalizer::new(), |set, &step| set.with(step));
    assert_eq!(Normalizer::repair(), set(&repair));
    assert_eq!(Normalizer::matching(), set(&[&repair[..], &matching].concat()));
    assert_eq!(Normalizer::search(), set(&[&repair[..], &matching, &search].concat()));
}

#[test]
fn types_can_be_shared() {
    fn check<T: std::fmt::Debug + Clone + Send + Sync>() {}
    check::<Normalizer>();
    check::<Step>();
    check::<Buffer>();
    check::<khabar::normalize::Normalized<'static>>();
}
