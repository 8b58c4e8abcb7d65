//! The functions about characters against Unicode, for every code point of the Arabic blocks.

use std::collections::HashMap;

use super::presentation;
use super::script::{self, Role, TATWEEL};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Code points of the Arabic blocks with their general category and, for presentation forms, their letters.
fn facts() -> HashMap<char, (&'static str, String)> {
    let mut facts = HashMap::new();
    let lines = include_str!("../../tests/data/arabic_characters.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let [first, last, category, form] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let hex = |text: &str| char::from_u32(u32::from_str_radix(text, 16).expect("hex")).expect("a character");
        let form: String = form.split(' ').filter(|&code| code != "-").map(hex).collect();
        facts.extend((hex(first)..=hex(last)).map(|c| (c, (category, form.clone()))));
    }
    facts
}

#[test]
fn arabic_blocks_are_those_of_unicode() {
    let facts = facts();
    assert_eq!(facts.len(), 256 + 48 + 144 + 688 + 144 + 64);
    let mut wrong = Vec::new();
    for (&c, (category, form)) in &facts {
        // What this crate decided against the category: small waw and yeh are spelled as marks, tatweel is none of
        // the letters, the currency sign of Iran is a word.
        let expected = match (c, *category) {
            ('\u{06E5}' | '\u{06E6}' | TATWEEL, "Lm") | (_, "Mn") => "mark",
            ('\u{061C}' | '\u{FEFF}', "Cf") => "invisible",
            _ if !form.is_empty() => "form",
            (_, "Nd") => "digit",
            (_, "Lo" | "Lm") => "letter",
            _ => "break",
        };
        let found = match script::role(c) {
            Role::Mark => "mark",
            Role::Invisible => "invisible",
            Role::Form(_) => "form",
            Role::Letter(letter) if letter.is_ascii_digit() => "digit",
            Role::Letter(_) => "letter",
            Role::Break => "break",
        };
        if found != expected {
            wrong.push(format!("U+{:04X} {category}: {found}, not {expected}", c as u32));
        }
        assert_eq!(script::is_mark(c), expected == "mark" && c != TATWEEL, "U+{:04X}", c as u32);
        assert_eq!(script::is_invisible(c), expected == "invisible", "U+{:04X}", c as u32);
        assert_eq!(script::is_digit(c), expected == "digit", "U+{:04X}", c as u32);
        assert_eq!(presentation::letters(c).unwrap_or(""), form, "U+{:04X}", c as u32);
        if *category != "Cn" && c != '\u{FEFF}' {
            assert!(script::is_arabic(c), "U+{:04X}", c as u32);
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn arabic_blocks_are_those_of_another_library() {
    let known = |category: &str| category != "Cn";
    for (c, (category, _)) in facts().into_iter().filter(|(_, (category, _))| known(category)) {
        let code = c as u32;
        assert_eq!(is_combining_mark(c), category == "Mn", "U+{code:04X}");
        if canonical_combining_class(c) != 0 {
            assert!(script::is_mark(c), "U+{code:04X}");
        }
        let forms = matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}');
        let phrase = matches!(c, '\u{FDFA}' | '\u{FDFB}');
        let letters: String = c.nfkc().filter(|&c| c != ' ' && c != TATWEEL).collect();
        let expected = (forms && !phrase && letters != c.to_string()).then_some(letters);
        assert_eq!(presentation::letters(c).map(str::to_owned), expected, "U+{code:04X}");
        let only_marks = expected.is_some_and(|letters| letters.chars().all(script::is_mark));
        assert_eq!(presentation::is_mark_form(c), only_marks, "U+{code:04X}");
    }
}
