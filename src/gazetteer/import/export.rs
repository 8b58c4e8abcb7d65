//! A gazetteer written as a list, for an editor or another program.

use std::io::{self, Write};

use serde_json::Value;

use super::bare;
use crate::{Entity, EntityKind};

/// Writes entities as the TSV rows that [`GazetteerBuilder::tsv`](crate::GazetteerBuilder::tsv) and
/// [`Import::tsv`](super::Import::tsv) read: nothing is lost. One call of the writer a row.
///
/// ```
/// use khabar::{Gazetteer, import};
///
/// let rows = "place\tloc:nada\tعين الندى\t?الندى\tEG\ttown\tAyn al-Nada\twd:Q0\n";
/// let names = Gazetteer::builder().tsv("mine.tsv", rows).build()?;
/// let mut out = Vec::new();
/// import::write_tsv(&mut out, names.entities()).unwrap();
/// let head = "# kind\tid\tname\taliases\tcountry\tclass\tlatin\trefs\n";
/// assert_eq!(String::from_utf8(out).unwrap(), format!("{head}{rows}"));
/// # Ok::<(), khabar::Error>(())
/// ```
///
/// # Errors
///
/// Those of the writer.
pub fn write_tsv(mut out: impl Write, entities: impl IntoIterator<Item = Entity>) -> io::Result<()> {
    out.write_all(b"# kind\tid\tname\taliases\tcountry\tclass\tlatin\trefs\n")?;
    for entity in entities {
        let (aliases, refs) = (listed(&entity).join("|"), refs(&entity).join(";"));
        let fields = [
            entity.kind().as_str(),
            entity.id(),
            entity.name(),
            &aliases,
            entity.country(),
            entity.class(),
            entity.latin(),
            &refs,
        ];
        out.write_all(format!("{}\n", fields.join("\t")).as_bytes())?;
    }
    Ok(())
}

/// Writes entities as the JSON Lines that [`Import::json_lines`](super::Import::json_lines) reads: nothing is lost,
/// empty fields are left out. One call of the writer a row.
///
/// ```
/// use khabar::{Gazetteer, import};
///
/// let names = Gazetteer::builder().tsv("mine.tsv", "place\tloc:nada\tعين الندى\t?الندى\tEG\n").build()?;
/// let mut out = Vec::new();
/// import::write_json_lines(&mut out, names.entities()).unwrap();
/// let row = r#"{"kind":"place","id":"loc:nada","name":"عين الندى","aliases":["?الندى"],"country":"EG"}"#;
/// assert_eq!(String::from_utf8(out).unwrap(), format!("{row}\n"));
/// # Ok::<(), khabar::Error>(())
/// ```
///
/// # Errors
///
/// Those of the writer.
pub fn write_json_lines(mut out: impl Write, entities: impl IntoIterator<Item = Entity>) -> io::Result<()> {
    for entity in entities {
        let mut row = String::new();
        for (key, text) in [("kind", entity.kind().as_str()), ("id", entity.id()), ("name", entity.name())] {
            field(&mut row, key, text);
        }
        let aliases = listed(&entity);
        if !aliases.is_empty() {
            field(&mut row, "aliases", aliases);
        }
        for (key, text) in [("country", entity.country()), ("class", entity.class()), ("latin", entity.latin())] {
            if !text.is_empty() {
                field(&mut row, key, text);
            }
        }
        let refs = refs(&entity);
        if !refs.is_empty() {
            field(&mut row, "refs", refs);
        }
        row.push_str("}\n");
        out.write_all(row.as_bytes())?;
    }
    Ok(())
}

/// Writes entities as patterns of a spaCy `EntityRuler`: one for each surface, with the entity's id, labels `PERSON`,
/// `LOC` and `ORG`. spaCy knows no names that need context, no proclitics and no folding: marks, country, class, Latin
/// name and refs are lost, and it finds the very spelling of the pattern. One call of the writer a pattern.
///
/// ```
/// use khabar::{Gazetteer, import};
///
/// let names = Gazetteer::builder().tsv("mine.tsv", "place\tloc:nada\tعين الندى (مصر)\t?الندى\n").build()?;
/// let mut out = Vec::new();
/// import::write_spacy(&mut out, names.entities()).unwrap();
/// let patterns = r#"{"label":"LOC","pattern":"عين الندى","id":"loc:nada"}
/// {"label":"LOC","pattern":"الندى","id":"loc:nada"}
/// "#;
/// assert_eq!(String::from_utf8(out).unwrap(), patterns);
/// # Ok::<(), khabar::Error>(())
/// ```
///
/// # Errors
///
/// Those of the writer.
pub fn write_spacy(mut out: impl Write, entities: impl IntoIterator<Item = Entity>) -> io::Result<()> {
    for entity in entities {
        let label = match entity.kind() {
            EntityKind::Person => "PERSON",
            EntityKind::Place => "LOC",
            EntityKind::Organization => "ORG",
        };
        // OK to fall back: the builder takes no name whose parentheses do not match.
        let name = bare(entity.name()).unwrap_or_default();
        for surface in std::iter::once(name.as_str()).chain(entity.aliases().filter(|&alias| alias != name)) {
            let mut row = String::new();
            for (key, text) in [("label", label), ("pattern", surface), ("id", entity.id())] {
                field(&mut row, key, text);
            }
            row.push_str("}\n");
            out.write_all(row.as_bytes())?;
        }
    }
    Ok(())
}

/// One more key of an object. By hand, because the order of the keys of a `serde_json::Map` is not ours to choose.
fn field(row: &mut String, key: &str, value: impl Into<Value>) {
    row.push(if row.is_empty() { '{' } else { ',' });
    row.push_str(&Value::from(key).to_string());
    row.push(':');
    row.push_str(&value.into().to_string());
}

/// The aliases column.
fn listed(entity: &Entity) -> Vec<&str> {
    entity.listed().collect()
}

/// The refs column, which does not repeat the id.
fn refs(entity: &Entity) -> Vec<&str> {
    entity.refs().filter(|&elsewhere| elsewhere != entity.id()).collect()
}
