//! The compatibility presets against what the other libraries were seen to do, and their alignment.

use std::collections::HashMap;

use khabar::Span;
use khabar::normalize::{Normalizer, Outcome, Preset, explain};
use proptest::prelude::*;

use crate::normalize_oracle::{form, is_mark};

fn preset(name: &str) -> Preset {
    *Preset::ALL.iter().find(|preset| format!("{preset:?}") == name).unwrap_or_else(|| panic!("no preset {name}"))
}

/// What a preset was seen to make of single characters: all that it changed.
fn observed() -> HashMap<Preset, HashMap<char, String>> {
    let mut observed: HashMap<_, HashMap<_, _>> = HashMap::new();
    for line in include_str!("../data/compat.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [name, first, last, output] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let code = |hex: &str| u32::from_str_radix(hex, 16).expect("a code point");
        let (first, last) = (code(first), code(last));
        for c in first..=last {
            let output = match output.strip_prefix('+') {
                _ if output == "-" => String::new(),
                Some(start) => char::from_u32(code(start) + c - first).expect("a character").to_string(),
                None => output.split(' ').map(|hex| char::from_u32(code(hex)).expect("a character")).collect(),
            };
            observed.entry(preset(name)).or_default().insert(char::from_u32(c).expect("a character"), output);
        }
    }
    observed
}

/// The characters that [`observed`] speaks of.
fn characters(preset: Preset) -> impl Iterator<Item = char> {
    ('\0'..='\u{1FFFF}').filter(move |&c| match preset {
        Preset::Charabia => {
            matches!(c, '\u{A0}' | '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}'
            | '\u{2000}'..='\u{206F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
        }
        _ => !matches!(c, '\u{3400}'..='\u{D7FF}'),
    })
}

#[test]
fn every_character() {
    let observed = observed();
    let mut failures = Vec::new();
    for (&preset, observed) in &observed {
        let normalizer = Normalizer::preset(preset);
        for c in characters(preset) {
            // Alone, or where that is trimmed, between two letters.
            let around = if preset == Preset::ArabicCrate { "\u{628}" } else { "" };
            let found = normalizer.normalize(&format!("{around}{c}{around}")).into_string();
            let expected = observed.get(&c).map_or_else(|| c.to_string(), String::clone);
            if found != format!("{around}{expected}{around}") {
                failures.push(format!("{preset:?} U+{:04X}: {found:?}, not {expected:?}", c as u32));
            }
        }
    }
    failures.sort();
    let some: Vec<_> = failures.iter().take(40).map(String::as_str).collect();
    assert!(failures.is_empty(), "{} characters\n{}", failures.len(), some.join("\n"));
    assert!(Preset::ALL.iter().all(|preset| observed.contains_key(preset)), "a preset without observations");
}

#[test]
fn probes() {
    let rows: toml::Table = toml::from_str(include_str!("../data/compat.toml")).expect("tests/data/compat.toml");
    let mut failures = Vec::new();
    for row in rows["probe"].as_array().expect("rows") {
        let [name, text] = ["name", "text"].map(|key| row[key].as_str().expect("a string"));
        for &preset in Preset::ALL {
            if matches!(preset, Preset::LuceneArabic | Preset::LucenePersian) {
                continue;
            }
            let expected = row.get(format!("{preset:?}")).map_or(text, |output| output.as_str().expect("a string"));
            let found = Normalizer::preset(preset).normalize(text).into_string();
            if found != expected {
                failures.push(format!(
                    "{name}: {preset:?}\n  {}\n  {}",
                    found.escape_unicode(),
                    expected.escape_unicode()
                ));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn spans_of_what_was_put_in() {
    for (preset, text, find, expected) in [
        (Preset::ArabertV02, "موقعنا https://example.com/a اليوم", "[رابط]", "https://example.com/a"),
        (Preset::ArabertV02, "قال &quot;نعم&quot; أمس", "\"", "&quot;"),
        (Preset::ArabertV02, "قال (نعم) أمس", "نعم", "نعم"),
        (Preset::ArabertV02, "قال (نعم)", "(", "("),
        (Preset::ArabertV02, "عام2026م", "عام", "عام"),
        (Preset::ArabertV02, "جمييييييل", "جمييل", "جمييييييل"),
        (Preset::ArabertV02, "  قال\t\nمُحمد ", "قال محمد", "قال\t\nمُحمد"),
        (Preset::ArabertV02, "ک ت", "ت", "ت"),
        (Preset::CamelArclean, "قال\u{200F}مُحَمَّدٌ", "محمد", "مُحَمَّدٌ"),
        (Preset::Charabia, "قال \u{FDFA} ثم", "الله", "\u{FDFA}"),
        (Preset::Tnkeeh, "لا\u{2026}نعم", "...", "\u{2026}"),
        (Preset::ArabicCrate, "\n قال  مُحمد", "قال", "قال"),
        (Preset::PyArabicStrip, "كِتـــاب", "كت", "كِتـــ"),
    ] {
        let normalized = Normalizer::preset(preset).normalize(text);
        let at = normalized.as_str().find(find).unwrap_or_else(|| panic!("{preset:?}: {:?}", normalized.as_str()));
        let span = normalized.original_span(at..at + find.len()).expect("within the text");
        assert_eq!(span.text(text), expected, "{preset:?}");
    }
}

#[test]
fn explanations_are_what_the_normalizers_do() {
    for (a, b) in [
        (Normalizer::matching(), Normalizer::preset(Preset::ArabicNormalizeSearch)),
        (Normalizer::preset(Preset::CamelArclean), Normalizer::preset(Preset::Charabia)),
        (Normalizer::preset(Preset::Tnkeeh), Normalizer::preset(Preset::Mahad)),
    ] {
        let explanation = explain(a, b);
        assert_eq!(explanation, explain(a, b));
        let mut rows = explanation.characters().iter().peekable();
        // Ideographs, Hangul and private use were judged by one each.
        for c in ('\0'..='\u{20000}').filter(|c| !matches!(c, '\u{3400}'..='\u{F8FF}')) {
            let row = rows.peek().filter(|row| row.first() <= c);
            let [x, y] = [a, b].map(|normalizer| {
                let out = normalizer.normalize(&format!("ب{c}ج")).into_string();
                out.strip_prefix('ب').and_then(|out| out.strip_suffix('ج')).expect("letters that stay").to_owned()
            });
            let Some(row) = row else {
                assert_eq!(x, y, "U+{:04X} is not explained", c as u32);
                continue;
            };
            for (found, outcome) in [(x, row.a()), (y, row.b())] {
                let expected = match outcome {
                    Outcome::Kept => c.to_string(),
                    Outcome::Deleted => String::new(),
                    Outcome::Becomes(text) => text.clone(),
                    Outcome::From(to) => {
                        char::from_u32(*to as u32 + c as u32 - row.first() as u32).expect("a character").to_string()
                    }
                    _ => unreachable!(),
                };
                assert_eq!(found, expected, "U+{:04X}", c as u32);
            }
            if row.last() == c || row.last() >= '\u{3400}' && c == '\u{33FF}' {
                rows.next();
            }
        }
    }
}

/// The slow twin of presets that are one table: each character alone, and the marks and tatweel deleted behind a letter
/// as a part of it, with what was deleted between them.
fn one_by_one(preset: Preset, text: &str) -> Vec<(char, Span)> {
    let normalizer = Normalizer::preset(preset);
    let mut out: Vec<(char, Span)> = Vec::new();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let image = normalizer.normalize(c.encode_utf8(&mut [0; 4])).into_string();
        let mark = c == '\u{640}' || is_mark(c);
        if let Some(&(last, Span { start: unit, .. })) = out.last().filter(|_| image.is_empty() && mark)
            && (last.is_alphanumeric() || is_mark(last) || is_form(last))
        {
            // All characters of a unit have its span.
            out.iter_mut().rev().take_while(|(_, span)| span.start == unit).for_each(|(_, span)| span.end = end);
        }
        out.extend(image.chars().map(|c| (c, Span { start, end })));
    }
    out
}

fn is_form(c: char) -> bool {
    form(c).is_some()
}

/// Pieces of text that make the presets' steps meet.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => "[ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئىةء]{1,3}",
        2 => "[\u{64B}-\u{655}\u{670}\u{640}\u{6D6}\u{6E5}]{1,2}",
        2 => "[ \n\t\u{A0}\u{2028}\u{1F}]{1,3}",
        2 => "[0-9٠-٩۰-۹.,:/()\\[\\]!؟،]{1,2}",
        1 => "[کیہەپگ\u{FE8D}\u{FEFB}\u{FEF7}\u{FDFA}\u{FDF2}\u{FC5E}\u{2026}\u{200C}\u{200F}😀é]{1,2}",
        1 => "(ه{3,5}|!{3,4}|https://example\\.com/a|a@b\\.com|@user|<b>|<br />|&amp;|&#1575;|&lt;| {2,3})",
    ];
    proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(crate::draws(256))]

    #[test]
    fn every_character_has_its_place(text in texts()) {
        for &preset in Preset::ALL {
            let normalizer = Normalizer::preset(preset);
            let normalized = normalizer.normalize(&text);
            let mut into = String::from("|");
            normalizer.normalize_into(&text, &mut into);
            prop_assert_eq!(&into[1..], normalized.as_str(), "{:?}", preset);
            let mut last = Span { start: 0, end: 0 };
            for (at, c) in normalized.as_str().char_indices() {
                let range = at..at + c.len_utf8();
                let span = normalized.original_span(range.clone()).expect("within the text");
                prop_assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{:?}", preset);
                prop_assert!(last.start <= span.start && last.end <= span.end, "{:?}: {:?} {:?}", preset, last, span);
                last = span;
                let back = normalized.normalized_range(span);
                prop_assert!(back.start <= range.start && range.end <= back.end, "{:?}", preset);
                let alone = normalizer.normalize(span.text(&text));
                prop_assert!(c == ' ' || alone.as_str().contains(c), "{:?}: {:?} of {:?}", preset, c, span.text(&text));
            }
            if !matches!(preset, Preset::ArabertV02 | Preset::ArabicCrate | Preset::Tnkeeh) {
                let found = normalized.as_str().char_indices().map(|(at, c)| {
                    (c, normalized.original_span(at..at + c.len_utf8()).expect("within the text"))
                });
                prop_assert_eq!(found.collect::<Vec<_>>(), one_by_one(preset, &text), "{:?}", preset);
            }
        }
    }
}

#[test]
fn types_can_be_shared() {
    fn check<T: std::fmt::Debug + Clone + Send + Sync>() {}
    check::<Preset>();
    check::<Outcome>();
    check::<khabar::normalize::Explanation>();
    check::<khabar::normalize::Difference>();
    check::<khabar::normalize::Context>();
    assert_eq!(Normalizer::from(Preset::Mahad), Normalizer::preset(Preset::Mahad));
}
