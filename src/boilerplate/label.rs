//! Labels: the cue that a line of who, when, where from or what about begins with, and what parts it from the rest.

use super::cue::{Hit, Position};
use super::kind::BlockKind;
use super::lexicon::Traits;
use super::line::Token;
use crate::index::punct::{Punct, punct};
use crate::index::script;
use crate::index::word::Shape;

/// Kinds whose lines say something after a label.
const LABELLED: [BlockKind; 4] = [BlockKind::Byline, BlockKind::Date, BlockKind::Source, BlockKind::Tags];

/// Where the label ends of a stretch of `text` up to `end` that begins with the cue `hit`; `tokens` are its words.
pub(crate) fn end(text: &str, tokens: &[Token], hit: &Hit<'_>, end: usize) -> Option<usize> {
    if !LABELLED.contains(&hit.cue.kind) {
        return None;
    }
    // What a cue holds of the text it announces is no label: a name after a colon, the number or day of a date.
    let gap = |n: usize| text.get(tokens.get(n)?.end..tokens.get(n + 1)?.start);
    let parted = |n: usize| gap(n).is_some_and(|gap| gap.chars().any(announces));
    let is_date = |token: &Token| token.shape == Shape::Number || token.traits.has(Traits::CALENDAR);
    let whole = hit.cue.position == Position::Whole;
    let (mut words, cue) = (0, tokens.get(..hit.words)?);
    for (n, token) in cue.iter().enumerate() {
        if !whole && is_date(token) {
            break;
        }
        words = n + 1;
        if token.shape != Shape::Number && parted(n) {
            break;
        }
    }
    let last = tokens.get(words.checked_sub(1)?)?;
    if words == tokens.len() {
        return Some(end);
    }
    let rest = text.get(last.end..end)?.trim_start_matches(separates);
    Some(end - rest.len())
}

/// Whether `c` parts a label from what it announces. A closing bracket closes what was opened before the label.
fn separates(c: char) -> bool {
    // A tatweel on its own is a dash.
    let blank = c.is_whitespace() || script::is_invisible(c) || c == script::TATWEEL;
    blank || announces(c) || punct(c) == Punct::Close
}

/// A colon, or what is written for one.
fn announces(c: char) -> bool {
    matches!(punct(c), Punct::Colon | Punct::Slash | Punct::Dash | Punct::Bar)
}

#[cfg(all(test, feature = "builtin"))]
mod tests {
    use crate::{BlockKind, Detector};

    /// Kind of the last block of `text`, its label and what comes after.
    fn label(text: &str) -> (BlockKind, Option<&str>, &str) {
        let blocks = Detector::builtin().blocks(text);
        let block = blocks.last().unwrap();
        let label = block.label();
        let from = label.map_or(block.span().start, |label| label.end);
        assert!(label.is_none_or(|label| label.start == block.span().start && label.end <= block.span().end));
        (block.kind(), label.map(|label| label.text(text)), &text[from..block.span().end])
    }

    #[test]
    fn a_label_is_the_cue_and_its_separator() {
        use BlockKind::{Byline, Date, Share, Source, Tags};
        let rows = [
            ("المصدر: وكالات\n", Source, Some("المصدر: "), "وكالات"),
            ("المصدر : وكالات\n", Source, Some("المصدر : "), "وكالات"),
            ("المصدر：وكالات\n", Source, Some("المصدر："), "وكالات"),
            ("المصدر﹕ وكالات\n", Source, Some("المصدر﹕ "), "وكالات"),
            ("المصدر /\u{00A0}وكالات\n", Source, Some("المصدر /\u{00A0}"), "وكالات"),
            ("المصدر | وكالات\n", Source, Some("المصدر | "), "وكالات"),
            ("(المصدر): وكالات\n", Source, Some("(المصدر): "), "وكالات"),
            ("المصدر: «وكالات»\n", Source, Some("المصدر: "), "«وكالات»"),
            ("• المصدر: وكالات\n", Source, Some("• المصدر: "), "وكالات"),
            ("  المصدر:  \n", Source, Some("المصدر:"), ""),
            ("بقلم: سعاد حسن\n", Byline, Some("بقلم: "), "سعاد حسن"),
            ("بقلم ـ سعاد حسن\n", Byline, Some("بقلم ـ "), "سعاد حسن"),
            ("كتب – محمود عبد العليم\n", Byline, Some("كتب – "), "محمود عبد العليم"),
            ("تاريخ النشر: 12/05/2024\n", Date, Some("تاريخ النشر: "), "12/05/2024"),
            ("نشر 12 مايو 2024\n", Date, Some("نشر "), "12 مايو 2024"),
            ("آخر تحديث الأربعاء 12 مايو 2024\n", Date, Some("آخر تحديث "), "الأربعاء 12 مايو 2024"),
            ("12/05/2024\n", Date, None, "12/05/2024"),
            ("الكلمات المفتاحية: مصر، التعليم\n", Tags, Some("الكلمات المفتاحية: "), "مصر، التعليم"),
            ("الأناضول\n", Source, Some("الأناضول"), ""),
            ("الوسوم\n", Tags, Some("الوسوم"), ""),
            ("شارك\n", Share, None, "شارك"),
        ];
        for (text, kind, found, rest) in rows {
            assert_eq!(label(text), (kind, found, rest), "{text}");
        }
    }

    #[test]
    fn a_glued_block_has_a_label_too() {
        let text = "أعلنت البلدية بدء أعمال تعبيد الطرق الفرعية في الحي القديم ابتداء من صباح غد. المصدر: وكالات\n";
        assert_eq!(label(text), (BlockKind::Source, Some("المصدر: "), "وكالات"));
        assert_eq!(Detector::builtin().blocks(text)[0].label(), None);
    }
}
