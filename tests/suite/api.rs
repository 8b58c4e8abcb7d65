//! What every public type promises.

use khabar::*;

fn owned<T: std::fmt::Debug + Clone + Send + Sync + 'static>() {}

#[test]
fn owned_types_can_be_kept_cloned_and_sent() {
    owned::<Analyzer>();
    owned::<Block>();
    owned::<BlockKind>();
    owned::<Clitics>();
    owned::<Detector>();
    owned::<DetectorBuilder>();
    owned::<Entity>();
    owned::<EntityKind>();
    owned::<Error>();
    owned::<Evidence>();
    owned::<Gazetteer>();
    owned::<GazetteerBuilder>();
    owned::<LineStore>();
    owned::<LineStream>();
    owned::<Match>();
    owned::<Mention>();
    owned::<Overlap>();
    owned::<Page>();
    owned::<Reason>();
    owned::<Recognizer>();
    owned::<RecognizerBuilder>();
    owned::<Span>();
    owned::<Variant>();
    #[cfg(feature = "import")]
    owned::<(import::Import, import::Row)>();
}

/// Texts that nobody writes and every scraper meets.
fn odd_texts() -> Vec<String> {
    let long = |piece: &str| piece.repeat(200_000 / piece.len());
    let mut texts: Vec<String> = [
        "",
        " ",
        "\n",
        "\r\n",
        "\u{FEFF}",
        "ا",
        "\u{64E}",
        "\u{640}",
        "\u{640}\u{64E}\n\u{670}",
        "\u{E000}\u{10FFFF}",
        "نص بلا نهاية سطر",
        "سطر\r\nسطر آخر\r\n",
        "abc عربي 123 \u{202E}def\u{202C}",
        "\u{301}\u{301}",
        "[",
        "؟!…",
        "\u{FEFF}وصل بوتين إلى القاهرة",
        "\u{FDFA}\u{FDFD}",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend(
        ["ا", "\u{64E}", " ", "\n", "• ", "- قال بوتين ", "محمد بن ", "وزارة ", "(", "\"", "2026-01-01\n"].map(long),
    );
    texts
}

#[cfg(feature = "builtin")]
#[test]
fn any_text_is_answered() {
    let analyzer = Analyzer::builtin();
    for text in odd_texts() {
        crate::page_properties::check_page(&text, &analyzer.analyze(&text));
    }
}

#[test]
fn an_empty_gazetteer_finds_nothing() {
    let names = Gazetteer::builder().build().unwrap();
    assert!(names.is_empty());
    for text in odd_texts() {
        assert_eq!(names.find_iter(&text).count(), 0);
    }
}
