//! The crate's own rows: TSV as the builder reads it, and the same fields as JSON Lines.

use serde_json::{Map, Value};

use super::kind::Labels;
use super::row::Row;
use crate::error::ErrorKind;

const KEYS: &str = "kind, id, name, aliases, country, class, latin, refs";

/// A TSV row; `None` where its kind is to be left out.
pub(super) fn tsv(line: &str, labels: &Labels) -> Result<Option<Row>, ErrorKind> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
    if !(3..=8).contains(&fields.len()) {
        return Err(ErrorKind::Columns { found: fields.len(), expected: "3 to 8" });
    }
    let field = |n: usize| fields.get(n).copied().unwrap_or_default();
    let Some(kind) = labels.kind(field(0))? else { return Ok(None) };
    let mut row = Row::new(kind, field(1), field(2));
    row.aliases = list(field(3), '|');
    row.country = field(4).to_owned();
    row.class = field(5).to_owned();
    row.latin = field(6).to_owned();
    row.refs = list(field(7), ';');
    Ok(Some(row))
}

fn list(field: &str, separator: char) -> Vec<String> {
    field.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A JSON object with the same fields.
pub(super) fn json(line: &str, labels: &Labels) -> Result<Option<Row>, ErrorKind> {
    let object = object(line)?;
    if let Some(key) = object.keys().find(|key| !KEYS.split(", ").any(|known| known == *key)) {
        return Err(ErrorKind::Unknown { what: "key", found: key.clone(), expected: KEYS });
    }
    let Some(kind) = labels.kind(text(&object, "kind")?)? else { return Ok(None) };
    let id = id(&object)?.ok_or(ErrorKind::Missing { what: "id" })?;
    let mut row = Row::new(kind, &id, text(&object, "name")?);
    row.aliases = texts(&object, "aliases")?;
    row.country = optional(&object, "country")?.to_owned();
    row.class = optional(&object, "class")?.to_owned();
    row.latin = optional(&object, "latin")?.to_owned();
    row.refs = texts(&object, "refs")?;
    Ok(Some(row))
}

/// The object that a line holds.
pub(super) fn object(line: &str) -> Result<Map<String, Value>, ErrorKind> {
    let expected = "one JSON object a line";
    match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(other) => Err(ErrorKind::Found { found: shape(&other).to_owned(), expected }),
        Err(error) => {
            // serde_json counts lines within the line, which is of no use here.
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            Err(ErrorKind::Found { found: format!("broken JSON at column {} ({reason})", error.column()), expected })
        }
    }
}

/// A text that must be there.
pub(super) fn text<'v>(object: &'v Map<String, Value>, key: &'static str) -> Result<&'v str, ErrorKind> {
    if object.get(key).is_none_or(Value::is_null) {
        return Err(ErrorKind::Missing { what: key });
    }
    optional(object, key)
}

/// A text that may be left out.
fn optional<'v>(object: &'v Map<String, Value>, key: &str) -> Result<&'v str, ErrorKind> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) => Ok(text),
        Some(other) => Err(wrong(key, other, "a string")),
    }
}

/// An id, which may be a whole number.
pub(super) fn id(object: &Map<String, Value>) -> Result<Option<String>, ErrorKind> {
    match object.get("id") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => Ok(Some(id.clone())),
        Some(Value::Number(id)) if !id.is_f64() => Ok(Some(id.to_string())),
        Some(other) => Err(wrong("id", other, "a string or a whole number")),
    }
}

fn texts(object: &Map<String, Value>, key: &str) -> Result<Vec<String>, ErrorKind> {
    let expected = "a list of strings";
    match object.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => {
            let text = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(|| wrong(key, value, expected));
            list.iter().map(text).collect()
        }
        Some(other) => Err(wrong(key, other, expected)),
    }
}

pub(super) fn wrong(key: &str, value: &Value, expected: &'static str) -> ErrorKind {
    ErrorKind::Found { found: format!("{} in {key:?}", shape(value)), expected }
}

fn shape(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
