//! Properties that hold for every text. The numbers are those of the invariants in the crate documentation.

use std::collections::HashMap;
use std::sync::LazyLock;

use khabar::Span;
use khabar::normalize::{Buffer, Normalized, Normalizer, Step};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::normalize_oracle::{self as oracle, Preset};

/// Letters, marks, tatweel, ligatures and other forms, digits, controls, white space, punctuation, Latin with accents,
/// emoji, another script, and characters beyond the BMP.
const CHARACTERS: [&str; 8] = [
    "[ابتهوىيةأإآٱؤئء\u{0640}\u{064B}-\u{0655}\u{0670}]",
    "[کیےہۃۀۂەھگپۆی\u{06D3}\u{06C2}\u{200C}\u{0654}\u{0655}\u{0653}\u{0610}\u{06E3}\u{0315}آ]",
    "[\u{0640}\u{064E}\u{0651}\u{0654}\u{06E5}\u{06D6}\u{06DD}\u{08D3}\u{034F}\u{0316}]",
    "[\u{FB50}-\u{FBC2}\u{FBD3}-\u{FD3F}\u{FD50}-\u{FD8F}\u{FDF0}-\u{FDFD}\u{FE70}-\u{FEFC}]",
    "[0-2٠-٢۰-۲\u{0640}٫٬،.,؛؟۔٪«»“’–−-]",
    "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}\u{061C}\u{00AD}\u{FEFF}\u{FE0E}\u{FE0F}]",
    "[ \n\r\t\u{00A0}\u{2003}\u{2028}]",
    "[aZéÉİſ\u{212A}\u{212B}ΩΰйЁ\u{0301}\u{0327}\u{0338}=≠☀👩👧😀\u{1F3FD}\u{20E3}#क\u{094D}한가か\u{10FFFF}\u{E000}]",
];

fn character() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => CHARACTERS[0], 4 => CHARACTERS[1], 3 => CHARACTERS[2], 3 => CHARACTERS[3], 3 => CHARACTERS[4],
        3 => CHARACTERS[5], 2 => CHARACTERS[6], 2 => CHARACTERS[7], 1 => any::<char>().prop_map(String::from),
    ]
}

pub fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(character(), 0..32).prop_map(|characters| characters.concat())
}

/// As [`text`], from the Arabic script and what lives beside it.
fn arabic_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        6 => CHARACTERS[0], 3 => CHARACTERS[1], 3 => CHARACTERS[2], 2 => CHARACTERS[4], 2 => CHARACTERS[5],
        2 => CHARACTERS[6],
    ];
    proptest::collection::vec(character, 0..24).prop_map(|characters| characters.concat())
}

const PRESETS: [(Preset, Normalizer); 3] = [
    (Preset::Repair, Normalizer::repair()),
    (Preset::Matching, Normalizer::matching()),
    (Preset::Search, Normalizer::search()),
];
const FOLDING: [Normalizer; 2] = [Normalizer::matching(), Normalizer::search()];

fn normal(normalizer: Normalizer, text: &str) -> String {
    normalizer.normalize(text).into_string()
}

/// The text in code points: what a failure prints, since half of these characters cannot be seen.
pub fn codes(text: &str) -> String {
    text.chars().map(|c| format!("{:04X} ", c as u32)).collect()
}

fn assert_idempotent(normalizer: Normalizer, text: &str) {
    let once = normal(normalizer, text);
    let twice = normal(normalizer, &once);
    assert_eq!(codes(&twice), codes(&once), "twice and once, {normalizer:?} of {}", codes(text));
}

fn assert_same(normalizer: Normalizer, one: &str, other: &str) {
    let (left, right) = (normal(normalizer, one), normal(normalizer, other));
    assert_eq!(codes(&left), codes(&right), "{normalizer:?} of {} and {}", codes(one), codes(other));
}

fn assert_one_form(normalizer: Normalizer, text: &str) {
    assert_same(normalizer, &text.nfc().collect::<String>(), &text.nfd().collect::<String>());
}

/// Invariants 1, 4: spans are whole characters, not empty, monotone; ranges and spans answer each other.
fn assert_aligned(text: &str, normalized: &Normalized<'_>) {
    let n = normalized.as_bytes().len();
    let mut last = Span { start: 0, end: 0 };
    for at in 0..n {
        let span = normalized.original_span(at..at + 1).unwrap();
        assert!(!span.is_empty() && text.get(span.range()).is_some(), "{span:?} of {}", codes(text));
        assert!(last.start <= span.start && last.end <= span.end, "{last:?} before {span:?} of {}", codes(text));
        let range = normalized.normalized_range(span);
        assert!(range.start <= at && at < range.end, "{at} is in {span:?}, which is {range:?} of {}", codes(text));
        assert_eq!(normalized.original_span(range), Some(span), "there and back, {at} of {}", codes(text));
        last = span;
    }
    for end in 0..=n {
        let whole = (end > 0).then(|| normalized.original_span(0..end).unwrap());
        let parts = (end > 0).then(|| Span {
            start: normalized.original_span(0..1).unwrap().start,
            end: normalized.original_span(end - 1..end).unwrap().end,
        });
        assert_eq!(whole, parts);
    }
    let mut last = 0..0;
    for (start, c) in text.char_indices() {
        let range = normalized.normalized_range(Span { start, end: start + c.len_utf8() });
        assert!(normalized.as_str().get(range.clone()).is_some());
        assert!(last.start <= range.start && last.end <= range.end, "{last:?} before {range:?} of {}", codes(text));
        last = range;
    }
    assert_eq!(normalized.original_span(0..0), None);
    assert_eq!(normalized.original_span(n..n + 1), None);
}

/// Invariant 10: the text and every span are those of the slow twin.
fn assert_agrees(preset: Preset, text: &str, normalized: &Normalized<'_>) {
    let twin = oracle::normalize(preset, text);
    let surface: String = twin.iter().map(|(c, _)| c).collect();
    assert_eq!(codes(normalized.as_str()), codes(&surface), "{preset:?} of {}", codes(text));
    let spans =
        normalized.as_str().char_indices().map(|(at, c)| normalized.original_span(at..at + c.len_utf8()).unwrap());
    let expected: Vec<Span> = twin.iter().map(|&(_, span)| span).collect();
    assert_eq!(spans.collect::<Vec<_>>(), expected, "{preset:?} of {}", codes(text));
}

/// Words as a reader sees them: runs of letters, digits, marks and what leads on between them.
fn word_ranges(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let joiner = "\u{200C}\u{200D}".contains(c) && open;
        let part = c.is_alphanumeric() || oracle::is_mark(c) || joiner;
        match words.last_mut() {
            Some(word) if part && open => word.end = at + c.len_utf8(),
            _ if part => words.push(at..at + c.len_utf8()),
            _ => {}
        }
        open = part;
    }
    words.retain(|word| text[word.clone()].chars().any(|c| c.is_alphanumeric() && !oracle::is_mark(c)));
    words
}

proptest! {
    #![proptest_config(crate::draws(256))]

    /// Invariant 4.
    #[test]
    fn i4_spans_are_monotone(text in text()) {
        for (_, normalizer) in PRESETS {
            assert_aligned(&text, &normalizer.normalize(&text));
        }
    }

    /// Invariant 5.
    #[test]
    fn i5_presets_are_idempotent(text in text()) {
        for (_, normalizer) in PRESETS {
            assert_idempotent(normalizer, &text);
        }
    }

    /// Invariant 5.
    #[test]
    fn i5_normalization_forms_meet(text in text()) {
        let text: String = text.chars().filter(|&c| has_accents(c)).collect();
        FOLDING.into_iter().for_each(|normalizer| assert_one_form(normalizer, &text));
    }

    /// Invariant 5, and more than it says: Arabic meets as typed, and under `repair` too unless controls break up
    /// marks, which keeps the two forms from one order.
    #[test]
    fn i5_normalization_forms_of_arabic_meet(text in arabic_text()) {
        let plain: String = text.chars().filter(|&c| !oracle::is_invisible(c)).collect();
        assert_one_form(Normalizer::repair(), &plain);
        for normalizer in FOLDING {
            assert_one_form(normalizer, &text);
            assert_same(normalizer, &text, &text.nfd().collect::<String>());
        }
    }

    /// Invariant 5.
    #[test]
    fn i5_presentation_forms_meet(text in arabic_text(), picks in proptest::collection::vec(any::<usize>(), 24)) {
        let shown = |marks_too: bool| -> String {
            let swapped = text.chars().zip(picks.iter().cycle()).map(|(c, pick)| {
                let forms = if marks_too || !oracle::is_mark(c) { forms_of(c) } else { &[] };
                forms.get(pick % (forms.len() + 1)).copied().unwrap_or(c)
            });
            swapped.collect()
        };
        // Under repair the form of a mark that stands on no letter is left alone.
        assert_same(Normalizer::repair(), &text, &shown(false));
        FOLDING.into_iter().for_each(|normalizer| assert_same(normalizer, &text, &shown(true)));
    }

    /// Invariant 6: of a match between two letters under the presets that are made for matching, of words under
    /// `repair`, which judges letters by the word they are in.
    #[test]
    fn i6_a_span_normalizes_to_what_matched(text in text(), picks in any::<(u16, u16)>()) {
        for (preset, normalizer) in PRESETS {
            let normalized = normalizer.normalize(&text);
            let surface = normalized.as_str();
            let ends: Vec<_> = match preset {
                Preset::Repair => word_ranges(surface),
                _ => {
                    let letters = surface.char_indices().filter(|&(_, c)| c.is_alphanumeric() && c != '\u{0640}');
                    letters.map(|(at, c)| at..at + c.len_utf8()).collect()
                }
            };
            if ends.is_empty() {
                continue;
            }
            let (i, j) = (usize::from(picks.0) % ends.len(), usize::from(picks.1) % ends.len());
            let mut range = ends[i.min(j)].start..ends[i.max(j)].end;
            // The sign of a Hijri year keeps its tatweel for the number before it, which is part of the match.
            if surface[range.clone()].starts_with("ه\u{640}") {
                let number = surface[..range.start].trim_end_matches([' ', '\u{A0}']);
                range.start = number.char_indices().next_back().map_or(range.start, |(at, _)| at);
            }
            let span = normalized.original_span(range.clone()).unwrap();
            let again = normal(normalizer, span.text(&text));
            prop_assert!(again.contains(&surface[range.clone()]), "{} is not in {}, {normalizer:?} of {}",
                codes(&surface[range.clone()]), codes(&again), codes(&text));
        }
    }

    /// Invariant 7: what was done before, and by whom, has no influence.
    #[test]
    fn i7_results_depend_on_the_text_only(text in text(), before in text()) {
        let mut buffer = Buffer::default();
        for (_, normalizer) in PRESETS {
            let expected = normalizer.normalize(&text);
            let spans = |normalized: &Normalized<'_>| -> Vec<_> {
                (0..normalized.as_bytes().len()).map(|at| normalized.original_span(at..at + 1)).collect()
            };
            normalizer.normalize_with(&before, &mut buffer);
            let again = normalizer.normalize_with(&text, &mut buffer);
            prop_assert_eq!(again.as_str(), expected.as_str());
            prop_assert_eq!(spans(&again), spans(&expected));
            let mut out = before.clone();
            normalizer.normalize_into(&text, &mut out);
            prop_assert_eq!(out.strip_prefix(before.as_str()), Some(expected.as_str()));
            let elsewhere = std::thread::scope(|scope| scope.spawn(|| normal(normalizer, &text)).join().unwrap());
            prop_assert_eq!(elsewhere.as_str(), expected.as_str());
        }
    }

    /// Invariant 10.
    #[test]
    fn i10_the_normalizer_agrees_with_its_twin(text in text()) {
        for (preset, normalizer) in PRESETS {
            assert_agrees(preset, &text, &normalizer.normalize(&text));
        }
    }

    /// Invariant 10, across blocks: the same text at every distance from the edge of a block.
    #[test]
    fn i10_blocks_do_not_matter(text in text(), before in 0..70_usize, after in 0..70_usize) {
        let plain = "بت ";
        let long: String = plain.chars().cycle().take(before).chain(text.chars()).chain(plain.chars().cycle().take(after)).collect();
        for (preset, normalizer) in PRESETS {
            assert_agrees(preset, &long, &normalizer.normalize(&long));
        }
    }

    /// Any set of steps and policies takes any text, and its alignment holds.
    #[test]
    fn every_set_of_steps_is_aligned(text in text(), set in any::<u16>(), policies in any::<[u8; 11]>()) {
        let steps = Step::ALL.iter().enumerate().filter(|(n, _)| set >> n & 1 == 1);
        let normalizer = steps.fold(Normalizer::new(), |normalizer, (_, &step)| normalizer.with(step));
        assert_aligned(&text, &normalizer.normalize(&text));
        let normalized = with_policies(normalizer, policies);
        assert_aligned(&text, &normalized.normalize(&text));
    }

    /// However a text is divided, the result is that of one call.
    #[test]
    fn any_chunking_gives_the_same(text in text(), again in text(), cuts in proptest::collection::vec(any::<usize>(), 0..6), policies in any::<[u8; 11]>()) {
        let text = format!("{text} قال {again}");
        for normalizer in PRESETS.map(|(_, normalizer)| normalizer).into_iter().chain([with_policies(Normalizer::search(), policies)]) {
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (text.len() + 1)).collect();
            cuts.sort_unstable();
            let mut chunks = normalizer.chunks();
            let mut out = String::new();
            let mut at = 0;
            for cut in cuts.into_iter().chain([text.len()]) {
                chunks.push(&text.as_bytes()[at..cut], &mut out);
                at = cut;
            }
            chunks.finish(&mut out);
            prop_assert_eq!(codes(&out), codes(normalizer.normalize(&text).as_str()), "{:?} of {}", normalizer, codes(&text));
        }
    }

    /// Bytes that are not UTF-8: as the standard library replaces them, and spans count the bytes as given.
    #[test]
    fn broken_bytes_are_replaced(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0xD8), Just(0xA7), Just(b' ')], 0..24)) {
        let text = String::from_utf8_lossy(&bytes);
        for (_, normalizer) in PRESETS {
            let normalized = normalizer.normalize_bytes(&bytes);
            prop_assert_eq!(normalized.as_str(), normal(normalizer, &text));
            let n = normalized.as_bytes().len();
            let mut last = 0;
            for at in 0..n {
                let span = normalized.original_span(at..at + 1).unwrap();
                prop_assert!(!span.is_empty() && span.end <= bytes.len() && span.start >= last);
                last = span.start;
            }
        }
    }
}

/// The normalizer with every policy set to one of its choices.
pub fn with_policies(normalizer: Normalizer, choices: [u8; 11]) -> Normalizer {
    use khabar::normalize::*;
    fn pick<T: Copy>(choice: u8, of: &[T]) -> T {
        of[usize::from(choice) % of.len()]
    }
    let [hamza, teh, yeh, dagger, tatweel, tanween, joiner, order, ligatures, loans, rest] = choices;
    normalizer
        .hamza(pick(hamza, &[Hamza::Keep, Hamza::Seat, Hamza::Drop]))
        .teh_marbuta(pick(teh, &[TehMarbuta::Keep, TehMarbuta::Heh, TehMarbuta::Teh]))
        .final_yeh(pick(yeh, &[FinalYeh::Keep, FinalYeh::Yeh, FinalYeh::Maksura]))
        .dagger_alef(pick(dagger, &[DaggerAlef::Mark, DaggerAlef::Alef, DaggerAlef::Lexical]))
        .tatweel(pick(tatweel, &[Tatweel::Keep, Tatweel::Delete, Tatweel::Dash]))
        .tanween_alef(pick(tanween, &[TanweenAlef::Keep, TanweenAlef::Drop]))
        .non_joiner(pick(
            joiner,
            &[NonJoiner::ByWord, NonJoiner::Delete, NonJoiner::Keep, NonJoiner::Space, NonJoiner::Repair],
        ))
        .mark_order(pick(order, &[MarkOrder::AsTyped, MarkOrder::Canonical, MarkOrder::Drawn]))
        .ligatures(pick(ligatures, &[Ligatures::Words, Ligatures::Keep, Ligatures::Expand]))
        .loan_letters(pick(loans, &[LoanLetters::Keep, LoanLetters::Nearest]))
        .entities(pick(rest, &[Entities::Keep, Entities::Once, Entities::All]))
        .elongation(pick(rest / 3, &[None, Some(1), Some(2)]))
}

/// The presentation forms that stand for one letter or mark alone.
fn forms_of(c: char) -> &'static [char] {
    static FORMS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut forms: HashMap<char, Vec<char>> = HashMap::new();
        for form in '\u{FB50}'..='\u{FEFC}' {
            let letters = oracle::form(form).unwrap_or_default();
            if letters.chars().count() == 1 {
                letters.chars().for_each(|c| forms.entry(c).or_default().push(form));
            }
        }
        forms
    });
    FORMS.get(&c).map_or(&[], Vec::as_slice)
}

/// Whether `c` is of the scripts whose canonical compositions the normalizer knows. It does not know those of U+0338
/// with signs, nor those of other scripts.
fn has_accents(c: char) -> bool {
    (c < '\u{0590}' || ('\u{0600}'..'\u{0900}').contains(&c) || ('\u{1E00}'..'\u{2190}').contains(&c))
        && c != '\u{0338}'
}

fn arabic_letters() -> impl Iterator<Item = char> {
    ('\u{0620}'..='\u{06FF}')
        .chain('\u{0750}'..='\u{077F}')
        .chain('\u{08A0}'..='\u{08C9}')
        .chain('\u{FB50}'..='\u{FEFC}')
}

fn marks() -> Vec<char> {
    ('\u{0300}'..='\u{036F}').chain('\u{0600}'..='\u{08FF}').filter(|&c| oracle::is_mark(c)).collect()
}

/// Invariant 5, exhaustive: every letter and form of the Arabic script under every mark.
#[test]
fn i5_every_letter_meets_with_every_mark() {
    // Of the marks of Latin a few will do.
    let marks: Vec<char> = marks().into_iter().filter(|&c| c >= '\u{0600}' || c as u32 % 16 == 1).collect();
    for base in arabic_letters() {
        for &mark in &marks {
            let text: String = ['ب', base, mark, 'ب'].iter().collect();
            for (_, normalizer) in PRESETS {
                assert_one_form(normalizer, &text);
                assert_idempotent(normalizer, &text);
            }
            for normalizer in FOLDING {
                assert_same(normalizer, &text, &text.nfd().collect::<String>());
            }
        }
    }
}

/// Invariant 5, exhaustive: every letter that composes, under every two marks.
#[test]
fn i5_letters_that_compose_meet_with_every_two_marks() {
    let marks: Vec<char> = marks().into_iter().filter(|&c| c >= '\u{0600}' || c == '\u{034F}').collect();
    for base in "اويىیہےە\u{FEFB}\u{FD3C}\u{FC5D}\u{FEFC}".chars() {
        for &one in &marks {
            for &other in &marks {
                let text: String = [base, one, other].iter().collect();
                assert_one_form(Normalizer::repair(), &text);
                assert_one_form(Normalizer::matching(), &text);
                assert_idempotent(Normalizer::repair(), &text);
            }
        }
    }
}

/// Invariant 5, exhaustive: every presentation form and its letters; every accented letter and its parts.
#[test]
fn i5_every_form_meets_with_its_letters() {
    for c in '\u{00C0}'..='\u{FFFF}' {
        if let Some(letters) = oracle::form(c) {
            for (preset, normalizer) in PRESETS {
                // Under repair a form that shows a mark alone is left alone, and words are judged as words.
                let letters = if preset == Preset::Repair { format!("ب{letters}") } else { letters.clone() };
                let form = if preset == Preset::Repair { format!("ب{c}") } else { c.to_string() };
                assert_same(normalizer, &form, &letters);
            }
        }
        if has_accents(c) {
            FOLDING.into_iter().for_each(|normalizer| assert_one_form(normalizer, &c.to_string()));
        }
    }
}

/// Invariant 5, exhaustive: every character, alone and between letters.
#[test]
fn i5_every_character_is_normalized_once() {
    for c in ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E01EF}') {
        let text = format!("{c} ا{c}ب 1{c}2 {c}{c}");
        PRESETS.into_iter().for_each(|(_, normalizer)| assert_idempotent(normalizer, &text));
    }
}

/// Invariant 8: output and alignment grow with the text, for the texts that try hardest to make them grow faster. The
/// work itself is counted in the unit tests of the normalizer.
#[test]
fn i8_memory_is_linear() {
    let pieces = [
        "\u{0640}",
        "\u{064E}",
        "ب\u{064E}",
        "ب\u{200F}",
        " ",
        "\n",
        " \u{200F}\n",
        "١",
        "١a",
        "\u{FEFB}",
        "\u{FEFB}ب",
        "\u{FDF4}",
        "\u{FDFA}",
        "ا\u{064E}\u{0654}",
        "1\u{0640}",
        "ی",
        "é",
        "Ⱥ",
        "\u{212A}",
        "👩\u{200D}",
        "\u{10FFFF}",
        "\u{FEFF}",
    ];
    for piece in pieces {
        for (_, normalizer) in PRESETS {
            let size = |n: usize| {
                let text = piece.repeat(n);
                let normalized = normalizer.normalize(&text);
                (normalized.as_bytes().len(), normalized.edits())
            };
            let (small, large) = (size(100), size(10_000));
            assert!(large.0 <= 3 * piece.len() * 10_000, "{piece:?}: {large:?}");
            let bound = |small: usize| small * 100 + 1000;
            assert!(large.0 <= bound(small.0) && large.1 <= bound(small.1), "{piece:?}: {small:?}, then {large:?}");
        }
    }
    // Equal changes in a row are one edit.
    for piece in ["\u{0640}", "\u{064E}", " ", "\u{200F}", "١", "\u{FEFB}", "\u{FE8F}", "é"] {
        assert_eq!(Normalizer::matching().normalize(&piece.repeat(10_000)).edits(), 1, "{piece:?}");
    }
}

/// Ten megabytes on one line, of each kind that hurts: no panic, and the last character is where it was.
#[test]
fn i8_long_lines() {
    let (repair, matching) = (Normalizer::repair(), Normalizer::matching());
    let pieces = [
        ("\u{0640}", repair),
        ("م\u{064F}", matching),
        (" \u{200F}", matching),
        ("١\u{0640}", matching),
        ("\u{FEFB}\u{0653}", repair),
        ("ی\u{200C}", repair),
    ];
    for (piece, normalizer) in pieces {
        let text = format!("{}ب", piece.repeat(10_000_000 / piece.len()));
        let normalized = normalizer.normalize(&text);
        let n = normalized.as_bytes().len();
        let span = normalized.original_span(n - 2..n).unwrap();
        assert_eq!(span.range(), text.len() - 2..text.len());
    }
}

/// The properties once more on as many random texts as `KHABAR_CASES` says, a million if it says nothing:
/// `cargo test --release --test suite a_million -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn a_million_random_texts() {
    let cases: u64 = std::env::var("KHABAR_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000_000);
    let kinds: Vec<Vec<char>> = CHARACTERS.iter().map(|class| members(class)).collect();
    let mut state = 0x6B68_6162_6172_u64;
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % n
    };
    let mut counts = [
        ("agrees with the slow twin", 0_u64),
        ("idempotent", 0),
        ("NFC = NFD = forms", 0),
        ("spans there and back", 0),
        ("chunks", 0),
    ];
    for _ in 0..cases {
        // Now and then a plain stretch, so that blocks are entered at every distance.
        let mut text: String =
            (0..if below(4) == 0 { below(70) } else { 0 }).map(|n| if n % 5 == 4 { ' ' } else { 'ب' }).collect();
        for _ in 0..below(24) {
            let kind = &kinds[[0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7][below(11)]];
            text.push(kind[below(kind.len())]);
        }
        for (preset, normalizer) in PRESETS {
            let normalized = normalizer.normalize(&text);
            assert_agrees(preset, &text, &normalized);
            counts[0].1 += 1;
            assert_idempotent(normalizer, &text);
            counts[1].1 += 1;
            assert_aligned(&text, &normalized);
            counts[3].1 += 1;
            let cut = text.floor_char_boundary(below(text.len() + 1));
            let mut chunks = normalizer.chunks();
            let mut out = String::new();
            chunks.push(&text.as_bytes()[..cut], &mut out);
            chunks.push(&text.as_bytes()[cut..], &mut out);
            chunks.finish(&mut out);
            assert_eq!(codes(&out), codes(normalized.as_str()), "chunks, {preset:?} of {}", codes(&text));
            counts[4].1 += 1;
        }
        let accents: String = text.chars().filter(|&c| has_accents(c)).collect();
        let forms: String = accents.chars().map(|c| forms_of(c).first().copied().unwrap_or(c)).collect();
        for normalizer in FOLDING {
            assert_one_form(normalizer, &accents);
            if accents.chars().all(|c| !('\u{80}'..'\u{0600}').contains(&c) && !oracle::is_invisible(c)) {
                assert_same(normalizer, &accents, &forms);
            }
            counts[2].1 += 1;
        }
    }
    for (property, count) in counts {
        println!("{property}: {count} cases");
    }
}

/// The characters of a class such as `[a-c\u{64B}]`, which has no escapes but ranges.
fn members(class: &str) -> Vec<char> {
    let inner: Vec<char> = class.trim_start_matches('[').trim_end_matches(']').chars().collect();
    let mut members = Vec::new();
    let mut at = 0;
    while at < inner.len() {
        if inner.get(at + 1) == Some(&'-') && at + 2 < inner.len() {
            members.extend(inner[at]..=inner[at + 2]);
            at += 3;
        } else {
            members.push(inner[at]);
            at += 1;
        }
    }
    members
}
