//! [`GazetteerBuilder`]: rows in, a [`Gazetteer`] out, every bad row named.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::{EntityKind, Gazetteer, Inner, Posting, Record};
use crate::Error;
use crate::error::ErrorKind;
use crate::index::phrase::Phrases;
use crate::index::tsv::{self, Row};
use crate::index::word::{Key, words};

/// Most words of a name: bounds the work at every word of a text.
const MOST_WORDS: usize = 12;

/// Collects lists of names and builds a [`Gazetteer`].
///
/// A row is `kind`, `id`, `name`, `aliases`, `country`, `class`, `latin`, `refs`, separated by tabs; the first three are
/// required. `kind` is `person`, `place` or `organization`; `aliases` are separated by `|`, and one that begins with `?`
/// needs context to be a mention. An entity is found under its aliases and under its name; what stands in parentheses
/// in `name` tells homonyms apart and is not matched. Where a name itself needs context, it is listed once more as an alias
/// with `?`: a surface that a row holds with `?` and without needs context.
/// Lines that are empty or begin with `#` are skipped.
///
/// A surface may name several entities. They come in this order: those of the caller before the built-in ones; within each,
/// those listed without `?` under the surface first; then the order of the rows.
///
/// ```
/// use khabar::{Gazetteer, EntityKind};
///
/// let names = Gazetteer::builder()
///     .entity(EntityKind::Organization, "org:wafa-club", "نادي وفاء المدينة", &["?الوفاء"])
///     .build()?;
/// let hit = names.find_iter("فاز الوفاء").next().unwrap();
/// assert!(hit.needs_context());
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    sources: Vec<Source>,
    /// Built-in lists come after the caller's, whatever the order of the calls.
    #[cfg(feature = "builtin")]
    builtin: bool,
}

/// What one call of a setter adds.
#[derive(Clone, Debug)]
enum Source {
    Tsv { file: String, text: String },
    Entity { kind: EntityKind, id: String, name: String, aliases: Vec<String> },
}

impl GazetteerBuilder {
    /// Adds the rows of a TSV text. `file` is the name that errors give.
    pub fn tsv(mut self, file: &str, text: &str) -> Self {
        self.sources.push(Source::Tsv { file: file.to_owned(), text: text.to_owned() });
        self
    }

    /// Adds one entity. An alias that begins with `?` needs context. Errors give the id for the file, and no line.
    pub fn entity(mut self, kind: EntityKind, id: &str, name: &str, aliases: &[&str]) -> Self {
        let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        self.sources.push(Source::Entity { kind, id: id.to_owned(), name: name.to_owned(), aliases });
        self
    }

    /// Adds the built-in names below the caller's: where both hold a surface, the caller's entity comes first, with `?` or
    /// without. An id that the built-in names have too is an error.
    #[cfg(feature = "builtin")]
    pub fn builtin(mut self) -> Self {
        self.builtin = true;
        self
    }

    /// Builds the gazetteer, in time linear in the rows.
    ///
    /// # Errors
    ///
    /// The first row with a wrong number of columns, an unknown kind, an empty or duplicate id, an unbalanced parenthesis in
    /// its name, a surface without a letter, with an invisible character or of more than 12 words; an entity with a
    /// separator of the rows (tab, line end, `|`) in a name. The error names the file, the line and the reason.
    pub fn build(self) -> Result<Gazetteer, Error> {
        let mut table = Table::default();
        for source in &self.sources {
            match source {
                Source::Tsv { file, text } => table.add(file, text)?,
                Source::Entity { kind, id, name, aliases } => table.add_entity(*kind, id, name, aliases)?,
            }
        }
        table.own = table.records.len();
        #[cfg(feature = "builtin")]
        if self.builtin {
            for (file, text) in crate::builtin::GAZETTEER_LISTS {
                table.add(file, text)?;
            }
        }
        Ok(table.finish())
    }
}

/// A gazetteer without names.
pub(super) fn empty() -> Gazetteer {
    Table::default().finish()
}

/// Rows on their way into the index.
#[derive(Default)]
struct Table {
    records: Vec<Record>,
    phrases: Phrases,
    surfaces: Vec<Vec<Posting>>,
    /// Where each id stands.
    ids: HashMap<String, Place>,
    /// Number of records that are the caller's: they come first.
    own: usize,
}

/// A row of a list; line 0 is an entity that came by itself.
#[derive(Clone, Debug)]
struct Place {
    file: Arc<str>,
    line: usize,
    record: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

impl Table {
    fn add(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let shared: Arc<str> = file.into();
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| Error::invisible(file, bad))?;
            let fail = |kind| Error::new(file, row.line, kind);
            let record = read(&row).map_err(fail)?;
            self.claim(&record.id, Place { file: shared.clone(), line: row.line, record: self.records.len() })?;
            let aliases: Vec<&str> = row.field(3).split('|').collect();
            self.add_record(record, &aliases).map_err(fail)?;
        }
        Ok(())
    }

    fn add_entity(&mut self, kind: EntityKind, id: &str, name: &str, aliases: &[String]) -> Result<(), Error> {
        let fail = |kind| Error::new(id, 0, kind);
        let fields =
            [("id", id), ("name", name)].into_iter().chain(aliases.iter().map(|alias| ("alias", alias.as_str())));
        for (what, text) in fields {
            if let Some(char) = text.chars().find(|&c| matches!(c, '\t' | '\n' | '\r') || c == '|' && what != "id") {
                return Err(fail(ErrorKind::Separator { what, found: text.to_owned(), char }));
            }
            if let Some((at, char)) = tsv::invisible(text) {
                return Err(fail(ErrorKind::Invisible { code: char as u32, at }));
            }
        }
        let (id, name) = (id.trim(), name.trim());
        if id.is_empty() {
            return Err(fail(ErrorKind::Empty { what: "id" }));
        }
        self.claim(id, Place { file: id.into(), line: 0, record: self.records.len() })?;
        let record = Record { id: id.to_owned(), kind: Some(kind), name: name.to_owned(), ..Record::default() };
        let aliases: Vec<&str> = aliases.iter().map(String::as_str).collect();
        self.add_record(record, &aliases).map_err(fail)
    }

    /// Notes where an id stands. Of two places the later one is wrong, but never a built-in one: the caller can change
    /// only their own.
    fn claim(&mut self, id: &str, place: Place) -> Result<(), Error> {
        let Some(first) = self.ids.get(id) else {
            self.ids.insert(id.to_owned(), place);
            return Ok(());
        };
        // While the caller's rows are read, `own` is 0 and every record is at least that.
        let (blamed, other) = if first.record < self.own { (first, &place) } else { (&place, first) };
        let kind = ErrorKind::Twice { what: "id", found: id.to_owned(), other: other.to_string() };
        Err(Error::new(&blamed.file, blamed.line, kind))
    }

    fn add_record(&mut self, mut record: Record, aliases: &[&str]) -> Result<(), ErrorKind> {
        let number = self.records.len() as u32;
        let mut seen = HashSet::new();
        for alias in aliases.iter().map(|alias| alias.trim()).filter(|alias| !alias.is_empty()) {
            let surface = alias.trim_start_matches('?').trim_start();
            self.add_surface("alias", surface, number, alias.starts_with('?'))?;
            if surface != record.name && seen.insert(surface) {
                record.aliases.push(surface.to_owned());
            }
        }
        let bare =
            bare(&record.name).ok_or_else(|| ErrorKind::Parenthesis { what: "name", found: record.name.clone() })?;
        if bare.is_empty() {
            return Err(ErrorKind::EmptyKey { what: "name", found: record.name });
        }
        self.add_surface("name", &bare, number, false)?;
        self.records.push(record);
        Ok(())
    }

    fn add_surface(&mut self, what: &'static str, surface: &str, record: u32, weak: bool) -> Result<(), ErrorKind> {
        let keys: Vec<Key> = words(surface).map(|word| word.key).collect();
        if keys.is_empty() {
            return Err(ErrorKind::EmptyKey { what, found: surface.to_owned() });
        }
        if keys.len() > MOST_WORDS {
            let found = surface.to_owned();
            return Err(ErrorKind::TooLong { what, found, words: keys.len(), most: MOST_WORDS });
        }
        let node = self.phrases.insert(keys) as usize;
        if self.surfaces.len() <= node {
            self.surfaces.resize(node + 1, Vec::new());
        }
        let Some(list) = self.surfaces.get_mut(node) else { return Ok(()) };
        // Records come one after the other, so only the last posting can be of this one.
        match list.last_mut().filter(|last| last.record == record) {
            // An alias that repeats the name with `?` makes the name itself weak.
            Some(last) => last.weak |= weak,
            None => list.push(Posting { record, weak }),
        }
        Ok(())
    }

    fn finish(mut self) -> Gazetteer {
        self.surfaces.resize(self.phrases.len(), Vec::new());
        // The caller knows their texts best. Then an unmarked surface is a better guess than a marked one; within each, the
        // order of the lists.
        let own = self.own;
        self.surfaces.iter_mut().for_each(|list| list.sort_by_key(|p| (p.record as usize >= own, p.weak, p.record)));
        Gazetteer { inner: Arc::new(Inner { records: self.records, phrases: self.phrases, surfaces: self.surfaces }) }
    }
}

/// The fields of a row; the aliases are left to the table.
fn read(row: &Row<'_>) -> Result<Record, ErrorKind> {
    if !(3..=8).contains(&row.fields.len()) {
        return Err(ErrorKind::Columns { found: row.fields.len(), expected: "3 to 8" });
    }
    let kind = EntityKind::parse(row.field(0)).ok_or_else(|| ErrorKind::Unknown {
        what: "kind",
        found: row.field(0).to_owned(),
        expected: "person, place or organization",
    })?;
    if row.field(1).is_empty() {
        return Err(ErrorKind::Empty { what: "id" });
    }
    let field = |n| row.field(n).to_owned();
    Ok(Record {
        id: field(1),
        kind: Some(kind),
        name: field(2),
        aliases: Vec::new(),
        country: field(4),
        class: field(5),
        latin: field(6),
        refs: field(7),
    })
}

/// The name without what stands in parentheses; `None` if one of them has no other half.
fn bare(name: &str) -> Option<String> {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    (depth == 0).then(|| kept.trim().to_owned())
}
