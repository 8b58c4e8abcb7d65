//! Rows of a Wikidata query: id, label, aliases, type, tabs between, plain or as RDF terms.
//!
//! Read by line and field rather than with a CSV reader: for that a quote left open goes on to the next quote of the
//! file, and takes all rows between with it.

use super::kind::Labels;
use super::row::Row;
use crate::error::ErrorKind;

/// A row of the result; `None` where its type is to be left out.
pub(super) fn row(line: &str, separator: &str, labels: &Labels) -> Result<Option<Row>, ErrorKind> {
    let fields = line.split('\t').map(term).collect::<Result<Vec<String>, ErrorKind>>()?;
    let [id, label, aliases, types] = fields.as_slice() else {
        return Err(ErrorKind::Columns { found: fields.len(), expected: "4: id, label, aliases, type" });
    };
    let Some(number) = number(id) else {
        let found = format!("id {id:?}");
        return Err(ErrorKind::Found { found, expected: "the id of a Wikidata item, such as Q85" });
    };
    let parts = |field: &str| -> Vec<String> {
        field.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    // An item has many types; one that says what it is will do. Where none does, the error shows them all.
    let mut kinds = parts(types).into_iter().filter_map(|kind| labels.kind(number_or(&kind)).ok());
    let Some(kind) = kinds.next().map_or_else(|| labels.kind(types), Ok)? else { return Ok(None) };
    let mut row = Row::new(kind, &format!("wd:{number}"), label);
    row.aliases = parts(aliases);
    Ok(Some(row))
}

/// Whether the line gives the names of the columns.
pub(super) fn is_header(line: &str) -> bool {
    let first = line.split('\t').next().unwrap_or_default().trim().trim_matches('"');
    let name = first.strip_prefix('?').unwrap_or(first);
    ["id", "item", "qid", "entity"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The item number of `Q85`, `wd:Q85`, `http://www.wikidata.org/entity/Q85`.
fn number(id: &str) -> Option<&str> {
    let last = id.rsplit(['/', ':']).next()?;
    let digits = last.strip_prefix('Q')?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(last)
}

fn number_or(kind: &str) -> &str {
    number(kind).unwrap_or(kind)
}

/// The text of a field: `<http://…>`, `"…"`, `"…"@ar` and plain text, quotes within quotes doubled or after a
/// backslash.
fn term(field: &str) -> Result<String, ErrorKind> {
    let field = field.trim();
    if let Some(uri) = field.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return Ok(uri.to_owned());
    }
    let Some(quoted) = field.strip_prefix('"') else { return Ok(field.to_owned()) };
    let mut text = String::with_capacity(quoted.len());
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next()),
            '"' if chars.as_str().starts_with('"') => text.extend(chars.next()),
            // A language or a datatype may follow.
            '"' if matches!(chars.clone().next(), None | Some('@' | '^')) => return Ok(text),
            '"' => break,
            c => text.push(c),
        }
    }
    Err(ErrorKind::Found { found: format!("field {field:?}"), expected: "its closing quote at the end" })
}
