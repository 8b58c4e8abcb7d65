//! The embedded data. The only file that embeds anything.

use once_cell::sync::Lazy;

use crate::gazetteer::peel::CliticTable;
use crate::index::variant::Rules;
use crate::index::{script, tsv};
use crate::recognize::{Lexicon, List, Weights};

/// Where the embedded data come from and under which licences, for a user's program to print.
pub const ATTRIBUTION: &str = include_str!("../NOTICE.md");

/// Version of the embedded data: another one means that answers may differ for the same text.
pub const DATA_VERSION: &str = crate::index::names::DATA_VERSION;

/// Proclitics and points are grammar and settings, not lists of names: they are there without the feature `builtin` too.
const CLITICS: &str = include_str!("../data/language/clitics.tsv");
const SUFFIXES: &str = include_str!("../data/language/suffixes.tsv");

/// What lists in other formats call the kinds.
#[cfg(feature = "import")]
pub(crate) const KIND_LABELS: &str = include_str!("../data/import/kinds.tsv");

/// Built-in points of the recognizer.
pub(crate) fn weights() -> &'static Weights {
    static WEIGHTS: Lazy<Weights> = Lazy::new(|| {
        // OK to fall back: a test parses the same text and fails on any error.
        let text = include_str!("../data/recognizer/weights.tsv");
        Weights::parse("weights.tsv", text).unwrap_or_default()
    });
    &WEIGHTS
}

/// The proclitics, for gazetteer and recognizer alike.
pub(crate) fn clitics() -> &'static CliticTable {
    static TABLE: Lazy<CliticTable> = Lazy::new(|| CliticTable::parse(CLITICS));
    &TABLE
}

/// Whether a word, folded and without marks, is written without the alef that its dagger alef stands for.
pub(crate) fn keeps_dagger_alef(word: &str) -> bool {
    static WORDS: Lazy<Vec<String>> = Lazy::new(|| {
        let fold = |row: tsv::Row<'_>| row.field(0).chars().map(script::fold_letter).collect();
        tsv::rows(include_str!("../data/language/dagger_alef.tsv")).flatten().map(fold).collect()
    });
    WORDS.iter().any(|listed| listed == word)
}

/// The phrase that a single character stands for.
pub(crate) fn phrase_of(c: char) -> Option<&'static str> {
    static PHRASES: Lazy<Vec<(u32, &str)>> = Lazy::new(|| {
        let rows = tsv::rows(include_str!("../data/language/ligatures.tsv")).flatten();
        rows.filter_map(|row| Some((u32::from_str_radix(row.field(0), 16).ok()?, row.field(1)))).collect()
    });
    if !('\u{FD40}'..='\u{FDFF}').contains(&c) {
        return None;
    }
    PHRASES.iter().find(|&&(code, _)| code == c as u32).map(|&(_, phrase)| phrase)
}

/// What other spellings of a name are made by.
pub(crate) fn rules() -> &'static Rules {
    static RULES: Lazy<Rules> = Lazy::new(|| {
        let (joints, letters) =
            (include_str!("../data/language/joints.tsv"), include_str!("../data/language/transliteration.tsv"));
        Rules::parse(joints, letters, CLITICS)
    });
    &RULES
}

/// Built-in word lists of the recognizer.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: Lazy<Lexicon> = Lazy::new(|| Lexicon::new(LANGUAGE, CLITICS, SUFFIXES, NGRAMS));
    &LEXICON
}

#[cfg(not(feature = "builtin"))]
const LANGUAGE: &[List] = &[];
#[cfg(not(feature = "builtin"))]
const NGRAMS: &str = "";

#[cfg(feature = "builtin")]
pub(crate) use lists::*;

#[cfg(feature = "builtin")]
mod lists {
    use super::*;
    use crate::boilerplate::{self, Texts};
    use crate::recognize::{Class, Table};
    use crate::{Detector, Gazetteer};

    // Lists that detector and recognizer share.
    const FUNCTION_WORDS: &str = include_str!("../data/language/function_words.tsv");
    const REPORTING_VERBS: &str = include_str!("../data/language/reporting_verbs.tsv");
    const MONTHS: &str = include_str!("../data/language/months.tsv");
    const DAYS: &str = include_str!("../data/language/days.tsv");

    pub(crate) static DETECTOR: Lazy<Detector> = Lazy::new(|| {
        let texts = Texts {
            words: ("words.tsv", include_str!("../data/boilerplate/words.tsv")),
            lists: &[
                ("function_words.tsv", FUNCTION_WORDS, "function"),
                ("reporting_verbs.tsv", REPORTING_VERBS, "verb"),
                ("months.tsv", MONTHS, "month"),
                ("days.tsv", DAYS, "day"),
            ],
            cues: ("cues.tsv", include_str!("../data/boilerplate/cues.tsv")),
            weights: ("weights.tsv", include_str!("../data/boilerplate/weights.tsv")),
        };
        // OK to fall back: a test reads every embedded table and fails on any error.
        boilerplate::from_texts(&texts).unwrap_or_else(|_| boilerplate::empty())
    });

    /// The trained table of the recognizer.
    pub(crate) fn table() -> &'static Table {
        static TABLE: Lazy<Table> = Lazy::new(|| Table::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/table.bin"))));
        &TABLE
    }

    pub(crate) static GAZETTEER: Lazy<Gazetteer> = Lazy::new(|| {
        // OK to fall back: a test asks for the names, and build.rs has just written them.
        Gazetteer::from_static(include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.image"))).unwrap_or_default()
    });

    /// What letters say of a word that none of the lists knows.
    pub(super) const NGRAMS: &str = include_str!("../data/recognizer/ngrams.tsv");

    /// Every language list, and what the second field of its rows says.
    pub(super) const LANGUAGE: &[List] = &[
        List { text: include_str!("../data/language/common_words.tsv"), read: |_| Class::COMMON },
        List { text: include_str!("../data/language/common_news.tsv"), read: |_| Class::COMMON },
        List {
            text: include_str!("../data/language/given_names.tsv"),
            // A name that a source counts less than this often may be a slip of the source.
            read: |row| match row {
                [_, count, source] if !source.contains("authored") && count.parse::<u32>().is_ok_and(|n| n < 40) => {
                    Class::RARE_GIVEN
                }
                [_, count, _] if count.parse::<u32>().is_ok_and(|n| n >= 300) => Class::GIVEN | Class::FREQUENT,
                _ => Class::GIVEN,
            },
        },
        List {
            text: include_str!("../data/language/family_names.tsv"),
            read: |row| match row {
                [_, _, "authored"] => Class::FAMILY | Class::FOREIGN,
                _ => Class::FAMILY,
            },
        },
        List { text: include_str!("../data/language/ordinary_names.tsv"), read: |_| Class::ORDINARY_NAME },
        List { text: include_str!("../data/language/nationalities.tsv"), read: |_| Class::NATION },
        List { text: REPORTING_VERBS, read: |_| Class::VERB },
        List { text: MONTHS, read: |_| Class::TIME },
        List { text: DAYS, read: |_| Class::TIME },
        List { text: include_str!("../data/language/name_adjectives.tsv"), read: |_| Class::NAME_ADJECTIVE },
        List { text: include_str!("../data/language/formulas.tsv"), read: |_| Class::FUNCTION },
        List {
            text: include_str!("../data/language/letters.tsv"),
            read: |row| match row {
                [_, _, "word"] => Class::LETTER | Class::LETTER_OR_WORD,
                _ => Class::LETTER,
            },
        },
        List { text: include_str!("../data/language/time_words.tsv"), read: |_| Class::TIME },
        List { text: include_str!("../data/language/topics.tsv"), read: |_| Class::SPORT },
        List {
            text: FUNCTION_WORDS,
            read: |row| match row {
                [_, "preposition", ..] => Class::FUNCTION | Class::PREPOSITION,
                _ => Class::FUNCTION,
            },
        },
        List {
            text: include_str!("../data/language/titles.tsv"),
            read: |row| match row {
                [_, _, "office", ..] => Class::OFFICE,
                // شقيقها, زوج: what follows is as often no name.
                [_, _, _, note] if note.starts_with("relation") => Class::OFFICE | Class::RELATION,
                _ => Class::TITLE,
            },
        },
        List {
            text: include_str!("../data/language/heads.tsv"),
            read: |row| match row {
                [_, "organization", "in", ..] => Class::ORG_HEAD_IN,
                [_, "organization", "named", ..] => Class::ORG_HEAD_IN | Class::NAMED,
                [_, "organization", ..] => Class::ORG_HEAD_OUT,
                [_, "place", "called", ..] => Class::PLACE_HEAD_OUT | Class::CALLED,
                [_, _, "in", ..] => Class::PLACE_HEAD_IN,
                [_, _, "named", ..] => Class::PLACE_HEAD_IN | Class::NAMED,
                _ => Class::PLACE_HEAD_OUT,
            },
        },
        List {
            text: include_str!("../data/language/name_particles.tsv"),
            read: |row| match row {
                [_, "nasab", ..] => Class::NASAB,
                [_, "kunya", ..] => Class::KUNYA,
                [_, "house", ..] => Class::HOUSE,
                [_, "theophoric", ..] => Class::THEOPHORIC,
                [_, "deen", ..] => Class::DEEN,
                [_, "ordinal", ..] => Class::ORDINAL,
                _ => Class::FOREIGN_PARTICLE,
            },
        },
    ];
}
