//! Properties of what surrounds the presets: span policies, positions, references, broken bytes, orders of marks, presets
//! of other libraries, diagnosis.

use khabar::Span;
use khabar::normalize::{
    DaggerAlef, Entities, FinalYeh, MarkOrder, Normalizer, Positions, Preset, SpanPolicy, diagnose,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::normalize_properties::{codes, text, with_policies};

const POLICIES: [SpanPolicy; 3] = [SpanPolicy::Tight, SpanPolicy::ExtendMarks, SpanPolicy::WholeLigature];

/// Characters and pieces of references.
fn page() -> impl Strategy<Value = String> {
    let pieces =
        ["&amp;", "&", "amp;", "#38;", "&#x627;", "&#1604", ";", "&nbsp;", "&lt", "#", "&#0;", "ب", " ", "\u{654}"];
    let piece = prop_oneof![3 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => text()];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![1 => any::<u8>(), 2 => prop::sample::select(vec![0xD8, 0xD9, 0xA7, 0x8E, 0x80, 0xE2, b' '])];
    let part = prop_oneof![byte.prop_map(|byte| vec![byte]), text().prop_map(String::into_bytes)];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

/// Ours with and without policies, and those of other libraries.
fn normalizer() -> impl Strategy<Value = Normalizer> {
    let ours = [Normalizer::new(), Normalizer::repair(), Normalizer::matching(), Normalizer::search()];
    let ours = prop::sample::select(ours.to_vec());
    prop_oneof![
        1 => ours.clone(),
        3 => (ours, any::<[u8; 11]>()).prop_map(|(normalizer, choices)| with_policies(normalizer, choices)),
        2 => prop::sample::select(Preset::ALL.to_vec()).prop_map(Normalizer::preset),
    ]
}

proptest! {
    #![proptest_config(crate::draws(256))]

    /// Invariants 1, 4: under every policy a span is whole characters, not empty and monotone, and each policy takes at
    /// least what the one before it takes.
    #[test]
    fn every_span_policy_widens_the_one_before(text in page(), normalizer in normalizer()) {
        let normalized = normalizer.normalize(&text);
        let n = normalized.as_bytes().len();
        let mut last = [Span { start: 0, end: 0 }; 3];
        for at in 0..n {
            let spans = POLICIES.map(|policy| normalized.original_span_with(at..at + 1, policy).unwrap());
            for (span, last) in spans.iter().zip(&last) {
                prop_assert!(!span.is_empty() && text.get(span.range()).is_some(), "{span:?} of {}", codes(&text));
                prop_assert!(last.start <= span.start && last.end <= span.end, "{normalizer:?} of {}", codes(&text));
            }
            let [tight, marks, whole] = spans;
            prop_assert!(tight.start == marks.start && tight.end <= marks.end, "{normalizer:?} of {}", codes(&text));
            prop_assert!(whole.start <= marks.start && marks.end <= whole.end, "{normalizer:?} of {}", codes(&text));
            last = spans;
        }
    }

    /// Broken bytes under every policy and preset: as the standard library replaces them, in one call and in chunks.
    #[test]
    fn broken_bytes_in_one_call_and_in_chunks(bytes in bytes(), cuts in prop::collection::vec(any::<usize>(), 0..5), normalizer in normalizer()) {
        let whole = normalizer.normalize_bytes(&bytes);
        let expected = normalizer.normalize(&String::from_utf8_lossy(&bytes)).into_string();
        prop_assert_eq!(codes(whole.as_str()), codes(&expected), "{:?} of {:02X?}", normalizer, bytes);
        for at in 0..whole.as_bytes().len() {
            for policy in POLICIES {
                let span = whole.original_span_with(at..at + 1, policy).unwrap();
                prop_assert!(!span.is_empty() && span.end <= bytes.len());
                // A span never begins or ends within a character.
                let outside = |at: usize| String::from_utf8_lossy(&bytes[..at]).len() + String::from_utf8_lossy(&bytes[at..]).len();
                for end in [span.start, span.end] {
                    prop_assert_eq!(outside(end), String::from_utf8_lossy(&bytes).len(), "{:?} of {:02X?}", span, bytes);
                }
            }
        }
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let (mut chunks, mut out, mut at) = (normalizer.chunks(), String::new(), 0);
        for cut in cuts.into_iter().chain([bytes.len()]) {
            chunks.push(&bytes[at..cut], &mut out);
            at = cut;
        }
        chunks.finish(&mut out);
        prop_assert_eq!(codes(&out), codes(&expected), "chunks, {:?} of {:02X?}", normalizer, bytes);
    }

    /// A decoded reference is one unit, and what is none stays as it is.
    #[test]
    fn references_are_units(text in page()) {
        for entities in [Entities::Once, Entities::All] {
            let normalized = Normalizer::new().entities(entities).normalize(&text);
            for (at, c) in normalized.as_str().char_indices() {
                let span = normalized.original_span(at..at + c.len_utf8()).unwrap();
                let source = span.text(&text);
                let decoded = source.starts_with('&') && source.ends_with(';') && source.len() > 2;
                prop_assert!(decoded || source == c.to_string(), "{c:?} of {source:?}");
            }
        }
    }

    /// Against counting from the start.
    #[test]
    fn positions_are_counted_from_the_start(text in text(), before in 0..1100_usize) {
        let text = format!("{}{text}", "ب😀ا".chars().cycle().take(before).collect::<String>());
        let positions = Positions::new(&text);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for window in places.windows(3).step_by(7).chain(places.windows(3).rev().take(30)) {
            let span = Span { start: window[0], end: window[2] };
            let (head, tail) = (&text[..span.start], &text[..span.end]);
            let chars = head.chars().count()..tail.chars().count();
            let units = head.encode_utf16().count()..tail.encode_utf16().count();
            prop_assert_eq!(positions.chars(span), chars.clone());
            prop_assert_eq!(positions.utf16(span), units.clone());
            prop_assert_eq!(positions.from_chars(chars), Some(span));
            prop_assert_eq!(positions.from_utf16(units), Some(span));
        }
        let (chars, units) = (text.chars().count(), text.encode_utf16().count());
        prop_assert_eq!(positions.from_chars(chars..chars + 1), None);
        prop_assert_eq!(positions.from_utf16(units..units + 1), None);
        // Beyond the text and within characters: an answer, whatever it is.
        for end in 0..=text.len().min(40) + 3 {
            positions.chars(Span { start: 0, end });
            positions.utf16(Span { start: end, end: usize::MAX });
        }
    }

    /// Canonical order is that of Unicode, and the drawn one has the same marks.
    #[test]
    fn marks_are_ordered_as_unicode_orders_them(marks in prop::collection::vec("[\u{64B}-\u{65F}\u{670}\u{6D6}-\u{6DC}\u{6E3}\u{6E7}\u{6E8}\u{8D3}\u{8F3}\u{34F}\u{316}]", 0..9)) {
        let typed = format!("ب{} {}", marks.concat(), marks.concat());
        let canonical = Normalizer::new().mark_order(MarkOrder::Canonical).normalize(&typed).into_string();
        // The space holds marks apart from the letter for both.
        let expected: String = typed.nfd().collect();
        prop_assert_eq!(codes(&canonical), codes(&expected));
        let drawn = Normalizer::new().mark_order(MarkOrder::Drawn);
        let once = drawn.normalize(&typed).into_string();
        prop_assert_eq!(codes(&once.nfd().collect::<String>()), codes(&expected), "{}", codes(&once));
        prop_assert_eq!(codes(drawn.normalize(&once).as_str()), codes(&once));
    }

    /// Any text is diagnosed, and what `repair` mends is not found again.
    #[test]
    fn any_text_is_diagnosed(text in text()) {
        let found = diagnose(&text);
        let chars = text.chars().count();
        prop_assert!([found.letters, found.presentation_forms, found.stray_marks, found.tatweel, found.invisible].iter().all(|&n| n <= chars));
        let plain: String = text.chars().filter(|c| c.is_ascii_alphabetic()).collect();
        prop_assert!(!diagnose(&plain).is_suspicious());
    }
}

/// UAX #53: modifiers lead only where they come first of their class.
#[test]
fn drawn_order_of_modifiers() {
    let drawn =
        |marks: &str| Normalizer::new().mark_order(MarkOrder::Drawn).normalize(&format!("ب{marks}")).into_string();
    for (typed, shown) in [
        ("\u{64E}\u{651}", "\u{651}\u{64E}"),
        ("\u{64E}\u{654}", "\u{654}\u{64E}"),
        ("\u{651}\u{654}\u{655}", "\u{655}\u{654}\u{651}"),
        ("\u{64E}\u{653}\u{654}", "\u{64E}\u{653}\u{654}"),
        ("\u{64E}\u{654}\u{653}\u{654}", "\u{654}\u{64E}\u{653}\u{654}"),
        ("\u{64E}\u{34F}\u{651}", "\u{64E}\u{34F}\u{651}"),
    ] {
        assert_eq!(codes(&drawn(typed)), codes(&format!("ب{shown}")), "{}", codes(typed));
    }
}

/// Invariant 8 under policies: quadratic work takes hours here.
#[test]
fn i8_long_runs_under_policies() {
    let normalizers = [
        Normalizer::repair().dagger_alef(DaggerAlef::Alef),
        Normalizer::repair().dagger_alef(DaggerAlef::Lexical).final_yeh(FinalYeh::Maksura),
        Normalizer::repair().mark_order(MarkOrder::Drawn).elongation(Some(2)),
    ];
    for head in ["ى", "ا", "ب", ""] {
        for piece in ["\u{670}", "\u{670}\u{64E}", "\u{654}\u{6DC}", "ى\u{670}", "ا\u{64B}", "\u{640}\u{670}"] {
            let text = format!("{head}{}{}", piece.repeat(100_000), "\u{653}".repeat(100_000));
            for normalizer in normalizers {
                let normalized = normalizer.normalize(&text);
                assert!(normalized.original_span(0..1).is_some());
            }
        }
    }
}

/// A mark behind broken bytes hangs on none of the letters before them.
#[test]
fn whole_ligatures_stop_at_broken_bytes() {
    let normalized = Normalizer::repair().normalize_bytes(b"A\x80\x80\x80\xD9\x8E");
    let n = normalized.as_bytes().len();
    let span = normalized.original_span_with(n - 2..n, SpanPolicy::WholeLigature).unwrap();
    assert_eq!(span.range(), 3..6);
}
