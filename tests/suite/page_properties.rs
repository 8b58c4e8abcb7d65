//! Properties that hold for every text, numbered as in the crate docs.

use khabar::{Analyzer, Page, Span};
use proptest::prelude::*;

/// Invariants 1 to 3: blocks and mentions lie where they may.
pub fn check_page(text: &str, page: &Page) {
    let sound = |span: Span| {
        assert!(span.start < span.end, "1: empty span {span:?}");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "1: not on char boundaries");
    };
    let mut past = 0;
    for block in page.blocks() {
        sound(block.span());
        assert!(block.span().start >= past, "2: blocks overlap or are not sorted");
        assert!(text[past..block.span().start].chars().all(char::is_whitespace), "2: text outside blocks");
        assert!(!block.span().text(text).contains('\n'), "2: a block crosses a line end");
        past = block.span().end;
    }
    assert!(text[past..].chars().all(char::is_whitespace), "2: text outside blocks");
    let mut past = 0;
    for mention in page.mentions() {
        let (span, word) = (mention.span(), mention.word_span());
        sound(span);
        sound(word);
        assert!(word.contains(span), "3: the name is not within its word");
        assert!(word.start >= past, "3: mentions overlap or are not sorted");
        past = word.end;
        assert!(page.blocks().iter().any(|block| block.span().contains(word)), "3: a mention outside every block");
        assert!(!mention.name().is_empty() && !mention.how().is_empty());
    }
    for article in page.articles() {
        for (at, sentence) in article.sentences() {
            assert_eq!(&article.text()[at..at + sentence.len()], sentence);
        }
        let whole: Vec<&str> = article.original_span(0..article.text().len()).iter().map(|s| s.text(text)).collect();
        assert_eq!(whole.join("\n"), article.text());
    }
}

/// Text of the characters that matter: letters with every fold, marks, tatweel, ligatures, digits, controls, punctuation,
/// Latin, a char beyond the BMP; and words that the lists know, so that something is found.
pub fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ابتجدرسعفقكلمنهويأإآىةؤئءلو]{1,7}",
        1 => "[\u{64B}-\u{652}\u{670}\u{640}\u{653}-\u{655}]{1,3}",
        1 => "[\u{FEFB}\u{FEF7}\u{FDF2}\u{FDFA}\u{FE8E}\u{FC60}]",
        1 => "[0-9٠-٩۰-۹]{1,4}",
        1 => "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{FEFF}\u{AD}]",
        3 => "[ \n\t\u{A0}]{1,2}",
        2 => "[،.:؟!\"«»()•|/-]",
        1 => "[a-zA-Z]{1,5}",
        1 => Just("\u{1F600}".to_owned()),
        3 => prop::sample::select(vec![
            "بوتين", "القاهرة", "وزارة الخارجية", "الرئيس", "قال", "محمد", "بن", "علي", "مدينة", "المصدر:", "اقرأ أيضا",
            "للسعودية", "وبالقاهرة", "جامعة", "حركة \"حماس\"", "كلمات دلالية:", "التعليقات",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| {
        pieces.iter().enumerate().map(|(n, p)| if n % 2 == 0 { format!("{p} ") } else { p.clone() }).collect()
    })
}

proptest! {
    #![proptest_config(crate::draws(256))]

    #[test]
    fn invariants_1_2_3_pages(text in any_text()) {
        check_page(&text, &Analyzer::builtin().analyze(&text));
    }

    #[test]
    fn invariant_7_the_same_text_gives_the_same_page(text in any_text()) {
        let show = |page: &Page| format!("{:?} {:?}", page.blocks(), page.mentions());
        let (first, second) = (Analyzer::builtin().analyze(&text), Analyzer::builtin().clone().analyze(&text));
        prop_assert_eq!(show(&first), show(&second));
    }
}
