//! What needs the private parts: that keys and `matching` agree, and that the work is linear (invariant 8).

use std::cell::Cell;

use proptest::prelude::*;

use super::Normalizer;
use crate::Span;
use crate::index::word::{Key, words};

thread_local!(
    /// Characters looked at by the passes of this thread.
    pub(super) static WORK: Cell<u64> = const { Cell::new(0) }
);

/// The words of a text: where they stand in the original, and their keys.
fn raw_words(text: &str) -> Vec<(Span, Key)> {
    words(text).map(|word| (Span { start: word.start, end: word.end }, word.key)).collect()
}

/// The same by way of the normalized text.
fn normalized_words(normalizer: Normalizer, text: &str) -> Vec<(Span, Key)> {
    let normalized = normalizer.normalize(text);
    let span = |start, end| normalized.original_span(start..end).expect("a word is not empty");
    words(normalized.as_str()).map(|word| (span(word.start, word.end), word.key)).collect()
}

fn assert_same_words(text: &str) {
    for normalizer in [Normalizer::matching(), Normalizer::search()] {
        assert_eq!(normalized_words(normalizer, text), raw_words(text), "{:?}", text.escape_unicode().to_string());
    }
}

#[test]
fn keys_and_matching_agree_on_every_character() {
    // Beyond these planes there are ideographs, tags and private characters, all of one kind.
    for c in ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E01EF}') {
        let around = format!("{c} ab{c}cd با{c}تث 1{c}2 1\u{0640}{c}2 1{c}\u{0640}2 {c}{c} {c}");
        assert_same_words(&around);
    }
}

/// Letters, marks, tatweel, forms, digits, controls, Latin, white space, and characters beyond the BMP.
const ALPHABET: &str = "[ابهويىةأإآٱؤئءکیےہۃۀەھگپ\u{0640}\u{064B}-\u{0655}\u{0670}\u{06E5}\u{06D6}\u{08D3}0-2٠-٢۰-۲\
    \u{FE70}-\u{FE80}\u{FC5B}-\u{FC63}\u{FCF2}-\u{FCF4}\u{FEF5}-\u{FEFC}\u{FBA4}-\u{FBB1}\u{FBFC}\u{FDF2}\
    \u{FDFA}\u{FDFC}\u{FDFD}\
    \u{200B}-\u{200F}\u{202B}\u{061C}\u{00AD}\u{FEFF}\u{FE0F}\u{20E3}aZéİ\u{0301}\u{0327}\u{0338}=≠ \n\r\
    \u{00A0}\u{2003}،٫٬.؟«—👩👧☀😀क\u{094D}]";

proptest! {
    #[test]
    fn keys_and_matching_agree(text in proptest::collection::vec(ALPHABET, 0..24)) {
        assert_same_words(&text.concat());
    }
}

/// Texts of one piece, over and over, that make a careless look-ahead or look-back quadratic.
const PIECES: [&str; 26] = [
    "\u{0640}",
    "\u{064E}",
    "\u{0654}",
    "\u{200F}",
    "\u{200C}",
    "\u{200D}",
    "\u{FE0F}",
    " ",
    "\n",
    " \u{200F}",
    "ا\u{0654}",
    "ا\u{064E}\u{0655}\u{0654}",
    "1\u{0640}",
    "1\u{064E}\u{0640}\u{200F}",
    "٫",
    "1٫\u{064E}",
    "،\u{0640}\u{064E}",
    "ی",
    "ی\u{200C}",
    "پی\u{200C}\u{064E}",
    "\u{FEFB}\u{0653}",
    "\u{FC60}",
    "\u{FDFA}",
    "☀\u{200D}",
    "é",
    "\u{0640}\u{064E}",
];

#[test]
fn work_is_linear() {
    let work = |normalizer: Normalizer, text: &str| {
        WORK.set(0);
        normalizer.normalize(text);
        WORK.get()
    };
    for normalizer in [Normalizer::repair(), Normalizer::matching(), Normalizer::search()] {
        for piece in PIECES {
            for (head, tail) in [("", ""), ("ا", "\u{0654}"), ("1", "2"), ("پ", "ی"), ("ی", "پ"), ("😀", "😀")]
            {
                let text = |n| format!("{head}{}{tail}", piece.repeat(n));
                let (small, large) = (work(normalizer, &text(500)), work(normalizer, &text(5000)));
                assert!(large <= small * 10 + 100, "{piece:?} between {head:?} and {tail:?}: {small}, then {large}");
                assert!(large <= 6 * 5000 * piece.chars().count() as u64 + 100, "{piece:?}: {large}");
            }
        }
    }
}

#[test]
fn an_edit_costs_at_most_eight_bytes() {
    // A change of length in most lines: tatweel, marks, digits, blank lines, commas, ligatures.
    let line = "قال الوزيـر إنّ المحادثات التي جرت اليوم، في ﻻهاي، تناولت ٢٣ ملفا من الملفات المفتوحة بين البلدين.\n\n";
    for text in
        [line.repeat(1000), "كتـاب ".repeat(1000), "مُحَمَّدٌ".repeat(1000), format!("{} ـ", "ب".repeat(500)).repeat(200)]
    {
        let mut buffer = super::Buffer::default();
        Normalizer::search().normalize_with(&text, &mut buffer);
        let edits = buffer.edits.first().expect("one pass");
        assert!(edits.bytes() <= 8 * edits.len(), "{} bytes for {} edits", edits.bytes(), edits.len());
    }
}
