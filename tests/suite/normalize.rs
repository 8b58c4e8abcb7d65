//! Rows of `tests/data/normalize.toml`: what the presets make of a text, and where a match comes from.

use std::collections::{HashMap, HashSet};

use khabar::Span;
use khabar::normalize::SpanPolicy::{ExtendMarks, Tight, WholeLigature};
use khabar::normalize::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    text: Vec<TextRow>,
    span: Vec<SpanRow>,
    policy: Vec<PolicyRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyRow {
    name: String,
    preset: String,
    set: HashMap<String, String>,
    text: String,
    result: Option<String>,
    find: Option<String>,
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
    let texts = rows.text.iter().map(|row| &row.name);
    let spans = rows.span.iter().map(|row| &row.name);
    for name in texts.chain(spans).chain(rows.policy.iter().map(|row| &row.name)) {
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
        assert_span(&row.name, preset(&row.preset), SpanPolicy::default(), &row.text, &row.find);
    }
}

#[test]
fn policies() {
    for row in rows().policy {
        let mut normalizer = preset(&row.preset);
        let mut span = SpanPolicy::default();
        for (policy, choice) in &row.set {
            match policy.as_str() {
                "span" => span = choose(choice, &[Tight, ExtendMarks, WholeLigature]),
                _ => normalizer = with_policy(normalizer, policy, choice),
            }
        }
        if let Some(result) = &row.result {
            assert_eq!(visible(normalizer.normalize(&row.text).as_str()), visible(result), "{}", row.name);
            if !row.set.contains_key("entities") {
                assert_eq!(visible(normalizer.normalize(result).as_str()), visible(result), "{}, twice", row.name);
            }
        }
        if let Some(find) = &row.find {
            assert_span(&row.name, normalizer, span, &row.text, find);
        }
        assert!(row.result.is_some() || row.find.is_some(), "{:?} expects nothing", row.name);
    }
}

fn preset(name: &str) -> Normalizer {
    match name {
        "repair" => Normalizer::repair(),
        "matching" => Normalizer::matching(),
        "search" => Normalizer::search(),
        other => panic!("no preset {other:?}"),
    }
}

fn with_policy(n: Normalizer, policy: &str, choice: &str) -> Normalizer {
    match policy {
        "hamza" => n.hamza(choose(choice, &[Hamza::Keep, Hamza::Seat, Hamza::Drop])),
        "teh_marbuta" => n.teh_marbuta(choose(choice, &[TehMarbuta::Keep, TehMarbuta::Heh, TehMarbuta::Teh])),
        "final_yeh" => n.final_yeh(choose(choice, &[FinalYeh::Keep, FinalYeh::Yeh, FinalYeh::Maksura])),
        "dagger_alef" => n.dagger_alef(choose(choice, &[DaggerAlef::Mark, DaggerAlef::Alef, DaggerAlef::Lexical])),
        "tatweel" => n.tatweel(choose(choice, &[Tatweel::Keep, Tatweel::Delete, Tatweel::Dash])),
        "tanween_alef" => n.tanween_alef(choose(choice, &[TanweenAlef::Keep, TanweenAlef::Drop])),
        "non_joiner" => n.non_joiner(choose(
            choice,
            &[NonJoiner::ByWord, NonJoiner::Delete, NonJoiner::Keep, NonJoiner::Space, NonJoiner::Repair],
        )),
        "mark_order" => n.mark_order(choose(choice, &[MarkOrder::AsTyped, MarkOrder::Canonical, MarkOrder::Drawn])),
        "ligatures" => n.ligatures(choose(choice, &[Ligatures::Words, Ligatures::Keep, Ligatures::Expand])),
        "loan_letters" => n.loan_letters(choose(choice, &[LoanLetters::Keep, LoanLetters::Nearest])),
        "entities" => n.entities(choose(choice, &[Entities::Keep, Entities::Once, Entities::All])),
        "elongation" => n.elongation(choice.parse().ok()),
        other => panic!("no policy {other:?}"),
    }
}

fn choose<T: Copy + std::fmt::Debug>(name: &str, of: &[T]) -> T {
    *of.iter().find(|choice| format!("{choice:?}") == name).unwrap_or_else(|| panic!("{name} is none of {of:?}"))
}

/// Brackets in `text` mark what `find`, in the normalized text, comes from.
fn assert_span(name: &str, normalizer: Normalizer, policy: SpanPolicy, marked: &str, find: &str) {
    let start = marked.find('[').expect("an opening bracket");
    let end = marked.find(']').expect("a closing bracket") - 1;
    let text = marked.replace(['[', ']'], "");
    let normalized = normalizer.normalize(&text);
    let at = normalized
        .as_str()
        .find(find)
        .unwrap_or_else(|| panic!("{name}: {} is not in {}", visible(find), visible(normalized.as_str())));
    let found = normalized.original_span_with(at..at + find.len(), policy).expect("within the text");
    let shown = format!("{}[{}]{}", &text[..found.start], found.text(&text), &text[found.end..]);
    assert_eq!(visible(&shown), visible(marked), "{name}");
    assert_eq!(found, Span { start, end });
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
