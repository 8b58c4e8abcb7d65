//! The data that the crate embeds: the only file that does so. Read once, on first use.

use once_cell::sync::Lazy;

use crate::boilerplate::{self, Detector, Texts};

static DETECTOR: Lazy<Detector> = Lazy::new(|| {
    let texts = Texts {
        words: ("data/boilerplate/words.tsv", include_str!("../data/boilerplate/words.tsv")),
        lists: &[
            ("data/language/function_words.tsv", include_str!("../data/language/function_words.tsv"), "function"),
            ("data/language/reporting_verbs.tsv", include_str!("../data/language/reporting_verbs.tsv"), "verb"),
            ("data/language/months.tsv", include_str!("../data/language/months.tsv"), "month"),
            ("data/language/days.tsv", include_str!("../data/language/days.tsv"), "day"),
        ],
        cues: ("data/boilerplate/cues.tsv", include_str!("../data/boilerplate/cues.tsv")),
        weights: ("data/boilerplate/weights.tsv", include_str!("../data/boilerplate/weights.tsv")),
    };
    boilerplate::from_texts(&texts).unwrap_or_else(|error| {
        // OK because a test reads every embedded table; an empty detector is the harmless value.
        debug_assert!(false, "{error}");
        boilerplate::empty()
    })
});

/// The detector with the embedded tables.
pub(crate) fn detector() -> Detector {
    DETECTOR.clone()
}
