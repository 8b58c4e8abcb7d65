//! spaCy `EntityRuler` patterns: `{"label": …, "pattern": …, "id": …}`, one a line.

use serde_json::Value;

use super::kind::Labels;
use super::native;
use super::row::Row;
use crate::error::ErrorKind;

/// The keys of a token that stand for its words. The gazetteer folds anyway, so they mean one thing here.
const LITERAL: [&str; 3] = ["ORTH", "TEXT", "LOWER"];

/// A pattern as a row; `None` where its label is to be left out.
pub(super) fn row(line: &str, labels: &Labels) -> Result<Option<Row>, ErrorKind> {
    let object = native::object(line)?;
    // As in spaCy, other keys say nothing about the pattern.
    let Some(kind) = labels.kind(native::text(&object, "label")?)? else { return Ok(None) };
    let name = match object.get("pattern") {
        None | Some(Value::Null) => return Err(ErrorKind::Missing { what: "pattern" }),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Array(tokens)) if tokens.is_empty() => return Err(ErrorKind::Empty { what: "pattern" }),
        Some(Value::Array(tokens)) => {
            let words: Result<Vec<&str>, ErrorKind> =
                tokens.iter().enumerate().map(|(n, t)| literal(n + 1, t)).collect();
            words?.join(" ")
        }
        Some(other) => return Err(native::wrong("pattern", other, "a string or a list of tokens")),
    };
    let mut row = Row::named(kind, &name);
    if let Some(id) = native::id(&object)? {
        row.id = id;
    }
    Ok(Some(row))
}

/// The words of token `n`, which may hold nothing else.
fn literal(n: usize, token: &Value) -> Result<&str, ErrorKind> {
    let bad = |found: String| Err(ErrorKind::Found { found, expected: "ORTH, TEXT or LOWER with a string" });
    let Value::Object(keys) = token else { return bad(format!("token {n} that is no object")) };
    // spaCy reads its keys in any case.
    let known = |key: &str| LITERAL.iter().any(|literal| literal.eq_ignore_ascii_case(key));
    if let Some((operator, value)) = keys.iter().find(|(key, _)| key.eq_ignore_ascii_case("OP")) {
        return bad(format!("operator {operator:?}: {value} in token {n}"));
    }
    if let Some(key) = keys.keys().find(|key| !known(key)) {
        return bad(format!("predicate {key:?} in token {n}"));
    }
    let mut literals = keys.iter();
    match (literals.next(), literals.next()) {
        (Some((_, Value::String(words))), None) => Ok(words.trim()),
        (Some((key, _)), None) => bad(format!("{key:?} without a string in token {n}")),
        (None, _) => bad(format!("token {n} without a predicate")),
        (Some(_), Some(_)) => bad(format!("two predicates in token {n}")),
    }
}
