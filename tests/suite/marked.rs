//! The notation of the tests: `زار [PER محمد علي] [LOC القاهرة]`. Nobody types an offset.

use khabar::{EntityKind, Mention, Span};

use crate::escape::escape;

/// A marked name: its kind and span in the text without marks, and its canonical name where the mark gives one
/// (`[PER بوتين = فلاديمير بوتين]`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub kind: EntityKind,
    pub span: Span,
    pub name: Option<String>,
}

const TAGS: [(&str, EntityKind); 3] =
    [("[PER ", EntityKind::Person), ("[LOC ", EntityKind::Place), ("[ORG ", EntityKind::Organization)];

/// The text without marks, and the marks.
pub fn parse(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((at, tag, kind)) =
        TAGS.iter().filter_map(|(tag, kind)| rest.find(tag).map(|at| (at, *tag, *kind))).min_by_key(|found| found.0)
    {
        text.push_str(&rest[..at]);
        let inner = &rest[at + tag.len()..];
        let close = inner.find(']').unwrap_or_else(|| panic!("no ] after {tag:?} in {marked:?}"));
        let (surface, name) = match inner[..close].split_once(" = ") {
            Some((surface, name)) => (surface, Some(name.to_owned())),
            None => (&inner[..close], None),
        };
        let start = text.len();
        text.push_str(surface);
        marks.push(Mark { kind, span: Span { start, end: text.len() }, name });
        rest = &inner[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// The text with its mentions marked; canonical names are given where `names` asks for them. Invisible characters are
/// escaped.
pub fn show(text: &str, mentions: &[Mention], names: &dyn Fn(Span) -> bool) -> String {
    let mut out = String::new();
    let mut past = 0;
    for mention in mentions {
        let span = mention.span();
        let tag = TAGS.iter().find(|(_, kind)| *kind == mention.kind()).unwrap().0;
        out.push_str(&text[past..span.start]);
        out.push_str(tag);
        out.push_str(span.text(text));
        if names(span) {
            out.push_str(" = ");
            out.push_str(mention.name());
        }
        out.push(']');
        past = span.end;
    }
    out.push_str(&text[past..]);
    escape(&out)
}
