//! [`GazetteerBuilder`]: rows in, a [`Gazetteer`] out, every bad row named.

use std::collections::HashMap;
use std::sync::Arc;

use super::clitic::CliticTable;
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
/// needs context to be a mention. What stands in parentheses in `name` tells homonyms apart and is not matched.
/// Lines that are empty or begin with `#` are skipped.
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
    lists: Vec<(String, String)>,
    /// Built-in lists come after the caller's, whatever the order of the calls.
    #[cfg(feature = "builtin")]
    builtin: bool,
}

impl GazetteerBuilder {
    /// Adds the rows of a TSV text. `file` is the name that errors give.
    pub fn tsv(mut self, file: &str, text: &str) -> Self {
        self.lists.push((file.to_owned(), text.to_owned()));
        self
    }

    /// Adds one entity. An alias that begins with `?` needs context.
    pub fn entity(self, kind: EntityKind, id: &str, name: &str, aliases: &[&str]) -> Self {
        let row = format!("{kind}\t{id}\t{name}\t{}", aliases.join("|"));
        self.tsv(id, &row)
    }

    /// Adds the built-in names below the caller's: where both hold a surface, the caller's entity comes first.
    #[cfg(feature = "builtin")]
    pub fn builtin(mut self) -> Self {
        self.builtin = true;
        self
    }

    /// Builds the gazetteer, in time linear in the rows.
    ///
    /// # Errors
    ///
    /// The first row with a wrong number of columns, an unknown kind, an empty or duplicate id, a surface without a
    /// letter, with an invisible character or of more than 12 words. The error names the file, the line and the reason.
    pub fn build(self) -> Result<Gazetteer, Error> {
        let mut table = Table::default();
        for (file, text) in &self.lists {
            table.add(file, text)?;
        }
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
    ids: HashMap<String, usize>,
}

impl Table {
    fn add(&mut self, file: &str, text: &str) -> Result<(), Error> {
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| {
                Error::new(file, bad.line, ErrorKind::Invisible { code: bad.char as u32, at: bad.at })
            })?;
            self.add_row(&row).map_err(|kind| Error::new(file, row.line, kind))?;
        }
        Ok(())
    }

    fn add_row(&mut self, row: &Row<'_>) -> Result<(), ErrorKind> {
        if !(3..=8).contains(&row.fields.len()) {
            return Err(ErrorKind::Columns { found: row.fields.len(), expected: "3 to 8" });
        }
        let kind = EntityKind::parse(row.field(0)).ok_or_else(|| ErrorKind::Unknown {
            what: "kind",
            found: row.field(0).to_owned(),
            expected: "person, place or organization",
        })?;
        let id = row.field(1);
        if id.is_empty() {
            return Err(ErrorKind::Empty { what: "id" });
        }
        if let Some(&first) = self.ids.get(id) {
            return Err(ErrorKind::Duplicate { what: "id", found: id.to_owned(), first });
        }
        self.ids.insert(id.to_owned(), row.line);
        let (name, aliases) = (row.field(2), row.field(3));
        let aliases: Vec<&str> = aliases.split('|').map(str::trim).filter(|a| !a.is_empty()).collect();
        let record = self.records.len() as u32;
        // An alias that repeats the name with `?` makes the name itself weak.
        for alias in &aliases {
            let surface = alias.trim_start_matches('?');
            self.add_surface("alias", surface, record, alias.starts_with('?'))?;
        }
        let bare = bare(name);
        if bare == name || aliases.is_empty() {
            self.add_surface("name", &bare, record, false)?;
        }
        self.records.push(Record {
            id: id.to_owned(),
            kind: Some(kind),
            name: name.to_owned(),
            aliases: aliases.iter().map(|a| a.trim_start_matches('?').to_owned()).collect(),
            country: row.field(4).to_owned(),
            class: row.field(5).to_owned(),
            latin: row.field(6).to_owned(),
            refs: row.field(7).to_owned(),
        });
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
        if let Some(list) = self.surfaces.get_mut(node)
            && !list.iter().any(|p| p.record == record)
        {
            list.push(Posting { record, weak });
        }
        Ok(())
    }

    fn finish(mut self) -> Gazetteer {
        self.surfaces.resize(self.phrases.len(), Vec::new());
        // An unmarked surface is a better guess than a marked one; within each, the order of the lists.
        self.surfaces.iter_mut().for_each(|list| list.sort_by_key(|p| (p.weak, p.record)));
        let clitics = CliticTable::parse(crate::builtin::CLITICS);
        Gazetteer {
            inner: Arc::new(Inner { records: self.records, phrases: self.phrases, surfaces: self.surfaces, clitics }),
        }
    }
}

/// The name without what stands in parentheses.
fn bare(name: &str) -> String {
    let mut depth = 0_i32;
    let kept: String = name
        .chars()
        .filter(|&c| {
            depth += i32::from(c == '(');
            let keep = depth == 0;
            depth -= i32::from(c == ')');
            keep
        })
        .collect();
    kept.trim().to_owned()
}
