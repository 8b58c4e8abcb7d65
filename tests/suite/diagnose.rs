//! What `diagnose` counts, a text for each count and one that must not count.

use khabar::normalize::{Diagnosis, diagnose};

type Count = fn(&Diagnosis) -> usize;

const ROWS: &[(&str, Count, usize, &str)] = &[
    ("presentation forms", |d| d.presentation_forms, 5, "\u{FE8D}\u{FEDF}\u{FED8}\u{FEE4}\u{FEAE} قمر"),
    ("the form of a mark is none", |d| d.presentation_forms, 0, "ب\u{FE77}ت"),
    ("hamza apart from its letter", |d| d.decomposed, 2, "ا\u{0654}حمد مو\u{0654}تمر"),
    ("hamza on a letter that takes none", |d| d.decomposed, 0, "ف\u{0654}"),
    ("bidi controls", |d| d.bidi_controls, 4, "\u{202B}قال\u{202C} \u{200F}\u{2067}"),
    ("invisible characters", |d| d.invisible, 3, "كتا\u{00AD}ب\u{200B} \u{FEFF}"),
    ("letters of a Persian keyboard", |d| d.look_alikes, 2, "فی کتاب"),
    ("a Persian word is no accident", |d| d.look_alikes, 0, "گفتگوی"),
    ("forms of Uyghur in an Arabic page", |d| d.font_slots, 2, "بسم الله الرحمن الرحيم \u{FBD7}\u{FBD8} الحمد لله"),
    ("a page in Uyghur", |d| d.font_slots, 0, "\u{FBD7}\u{FBD8} \u{06C7}\u{06CB} \u{06D0}"),
    ("a word that begins with teh marbuta", |d| d.visual_order, 1, "ةسردم كبيرة"),
    ("a word that ends with it", |d| d.visual_order, 0, "مدرسة كبيرة"),
    ("digits of two sets in a number", |d| d.mixed_digits, 1, "٢٠2٦ و 2026 و ٢٠٢٦"),
    ("teh marbuta in mid word", |d| d.inner_teh_marbuta, 1, "مدرسةالبنات مدرسة"),
    ("a mark on nothing", |d| d.stray_marks, 1, "قال \u{064E} كَتب"),
    ("tatweel", |d| d.tatweel, 3, "قـــال"),
    ("bytes that were lost", |d| d.replaced, 1, "قال \u{FFFD}"),
];

#[test]
fn counts() {
    for (name, count, expected, text) in ROWS {
        assert_eq!(count(&diagnose(text)), *expected, "{name}");
    }
    let clean = "قال وزير الخارجية إن «المحادثات» بدأت عام 2026، وإنّها مستمرّة.";
    assert!(!diagnose(clean).is_suspicious());
    assert!(diagnose("").letters == 0 && !diagnose("").is_suspicious());
}
