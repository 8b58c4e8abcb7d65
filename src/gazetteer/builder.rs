//! [`GazetteerBuilder`]: rows in, a [`Gazetteer`] out, every bad row named.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::layer::Stack;
use super::{EntityKind, Gazetteer};
use crate::Error;
use crate::error::ErrorKind;
use crate::index::image::{Bytes, Image};
use crate::index::names::{self, Entry, Fault, field};
use crate::index::tsv;
use crate::index::write::Writer;

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
    /// Layers below, the uppermost first.
    bases: Vec<Gazetteer>,
    /// Ids and surfaces of the layers below that are not to be found.
    hidden: Vec<String>,
    hidden_surfaces: Vec<String>,
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

    /// Puts these names below the caller's, as they are: nothing of them is built again or copied. Further ones go below the
    /// first. Where layers share a surface, the entities of the upper one come first.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let base = Gazetteer::builder().tsv("base.tsv", "place\tx:1\tعين الماء\tعين\nplace\tx:2\tعين الثانية\n").build()?;
    /// let rows = "place\ty:1\tعين الماء\n";
    /// let names = Gazetteer::builder().tsv("mine.tsv", rows).above(base).hide("x:2").hide_surface("عين").build()?;
    /// let ids: Vec<_> = names.find_iter("عين الماء").next().unwrap().entities().map(|e| e.id().to_owned()).collect();
    /// assert_eq!(ids, ["y:1", "x:1"]);
    /// assert_eq!(names.find_iter("عين و عين الثانية").count(), 0);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn above(mut self, base: Gazetteer) -> Self {
        self.bases.push(base);
        self
    }

    /// Leaves out an entity of the layers below, so that it is not found under any surface; a row with its id may take
    /// its place.
    pub fn hide(mut self, id: &str) -> Self {
        self.hidden.push(id.to_owned());
        self
    }

    /// Leaves out what the layers below list under a surface. The caller's own names are still found under it.
    pub fn hide_surface(mut self, surface: &str) -> Self {
        self.hidden_surfaces.push(surface.to_owned());
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
        for surface in &self.hidden_surfaces {
            let fail = |Fault(message)| Error::new(surface, 0, ErrorKind::Name(message));
            table.writer.surface(surface, &names::phrase("surface", surface, surface).map_err(fail)?, None);
        }
        #[cfg(feature = "builtin")]
        let bases = self.bases.iter().cloned().chain(self.builtin.then(Gazetteer::builtin));
        #[cfg(not(feature = "builtin"))]
        let bases = self.bases.iter().cloned();
        let bases: Vec<Gazetteer> = bases.collect();
        if let ([base], true, true) = (bases.as_slice(), self.hidden.is_empty(), table.is_empty()) {
            return Ok(base.clone());
        }
        let mut images = Vec::new();
        if !table.is_empty() {
            let writer = std::mem::take(&mut table.writer);
            let bytes = writer.finish("").map_err(|_| {
                let (what, found) = ("gazetteer", "names".to_owned());
                Error::new("", 0, ErrorKind::TooLong { what, found, words: table.ids.len(), most: u32::MAX as usize })
            })?;
            images.push(Image::new(Bytes::Shared(bytes.into())).map_err(Error::damage)?);
        }
        let mut hidden = Vec::new();
        let own = images.first().map_or(0, Image::records_end);
        let mut first = own;
        for base in &bases {
            hidden.extend(base.stack.hidden().map(|record| first + record));
            for layer in base.stack.layers() {
                images.push(layer.image.clone());
                first = first.saturating_add(layer.image.records_end());
            }
        }
        let whole = Stack::new(images, &hidden);
        for id in &self.hidden {
            let below = whole.records().filter(|&record| record >= own);
            let before = hidden.len();
            hidden.extend(below.filter(|&record| whole.field(record, field::ID) == id));
            if hidden.len() == before {
                return Err(Error::new(id, 0, ErrorKind::Nobody { found: id.clone() }));
            }
        }
        let stack = Stack::new(whole.images(), &hidden);
        table.check_below(&stack)?;
        Ok(Gazetteer::of(stack))
    }
}

/// Rows on their way into an image.
#[derive(Default)]
struct Table {
    writer: Writer,
    /// Where each id stands.
    ids: HashMap<String, Place>,
}

/// A row of a list; line 0 is an entity that came by itself.
#[derive(Clone, Debug)]
struct Place {
    file: Arc<str>,
    line: usize,
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
            let fail = |Fault(message)| Error::new(file, row.line, ErrorKind::Name(message));
            let entry = Entry::read(&row).map_err(fail)?;
            self.claim(entry.id, Place { file: shared.clone(), line: row.line })?;
            entry.write(crate::builtin::rules(), &mut self.writer).map_err(fail)?;
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
        self.claim(id, Place { file: id.into(), line: 0 })?;
        let aliases = aliases.iter().map(|alias| alias.trim()).filter(|alias| !alias.is_empty()).collect();
        let entry = Entry { kind: kind as u8, id, name, aliases, ..Entry::default() };
        entry.write(crate::builtin::rules(), &mut self.writer).map_err(|Fault(message)| fail(ErrorKind::Name(message)))
    }

    /// Notes where an id stands.
    fn claim(&mut self, id: &str, place: Place) -> Result<(), Error> {
        let Some(first) = self.ids.get(id) else {
            self.ids.insert(id.to_owned(), place);
            return Ok(());
        };
        Err(place.twice(id, first.to_string()))
    }
}

impl Table {
    fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.writer.is_empty()
    }

    /// No id of the caller's may be one of the layers below.
    fn check_below(&self, stack: &Stack) -> Result<(), Error> {
        let below = stack.records().skip(self.ids.len());
        let other = || "a layer below; hide that one to replace it".to_owned();
        match below.map(|record| stack.field(record, field::ID)).find_map(|id| Some((id, self.ids.get(id)?))) {
            Some((id, place)) => Err(place.twice(id, other())),
            None => Ok(()),
        }
    }
}

impl Place {
    fn twice(&self, id: &str, other: String) -> Error {
        Error::new(&self.file, self.line, ErrorKind::Twice { what: "id", found: id.to_owned(), other })
    }
}
