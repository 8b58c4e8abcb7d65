//! [`GazetteerBuilder`]: rows in, a [`Gazetteer`] out, every bad row named.

use std::sync::Arc;

#[cfg(feature = "import")]
use super::import::Row;
use super::layer::Stack;
use super::{EntityKind, Gazetteer};
use crate::Error;
use crate::error::ErrorKind;
use crate::index::image::{Bytes, Image, longer};
use crate::index::names::{self, Entry, Fault, field};
use crate::index::phrase::Map;
use crate::index::tsv;
use crate::index::write::Writer;

/// Collects lists of names and builds a [`Gazetteer`].
///
/// A row is `kind`, `id`, `name`, `aliases`, `country`, `class`, `latin`, `refs`, separated by tabs; the first three
/// are required. `kind` is `person`, `place` or `organization`; `aliases` are separated by `|`, and one that begins
/// with `?` needs context to be a mention. An entity is found under its aliases and under its name; what stands in
/// parentheses tells homonyms apart and is not matched. `(ال)` before a word is an article that the name may lose, and
/// `~` before a name or alias (after a `?`) says that it is transliterated and found with one letter written otherwise.
/// Where a name itself needs context, it is listed once more as an alias with `?`: a surface that a row holds with `?`
/// and without needs context. Lines that are empty or begin with `#` are skipped.
///
/// A surface may name several entities. They come in this order: those of the caller before the built-in ones; within
/// each, those listed without `?` under the surface first; then the order of the rows.
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
    Rows(Vec<Listed>),
}

/// A row whose fields came one by one, and where errors say that it stands: its id and 0 without a file.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) file: Arc<str>,
    pub(super) line: usize,
    pub(super) kind: EntityKind,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) country: String,
    pub(super) class: String,
    pub(super) latin: String,
    pub(super) refs: String,
}

impl GazetteerBuilder {
    /// Adds the rows of a TSV text. `file` is the name that errors give.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let rows = "# kind, id, name, aliases\nplace\tloc:nada\tعين الندى\tالندى|?ندى\n";
    /// assert_eq!(Gazetteer::builder().tsv("mine.tsv", rows).build()?.len(), 1);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn tsv(mut self, file: &str, text: &str) -> Self {
        self.sources.push(Source::Tsv { file: file.to_owned(), text: text.to_owned() });
        self
    }

    /// Adds one entity. An alias that begins with `?` needs context. Errors give the id for the file, and no line.
    ///
    /// ```
    /// use khabar::{EntityKind, Gazetteer};
    ///
    /// let error = Gazetteer::builder().entity(EntityKind::Place, "x:1", "؟", &[]).build().unwrap_err();
    /// assert_eq!(error.to_string(), "x:1: name \"؟\" has no letter or digit left after folding");
    /// ```
    pub fn entity(mut self, kind: EntityKind, id: &str, name: &str, aliases: &[&str]) -> Self {
        self.sources.push(Source::Rows(vec![Listed {
            file: id.into(),
            line: 0,
            kind,
            id: id.to_owned(),
            name: name.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            country: String::new(),
            class: String::new(),
            latin: String::new(),
            refs: String::new(),
        }]));
        self
    }

    /// Adds rows of lists in other formats, as [`Import`](crate::import::Import) reads them. Errors give the file and
    /// line that a row was read from.
    ///
    /// ```
    /// use khabar::{Gazetteer, import::Import};
    ///
    /// let patterns = r#"{"label": "GPE", "pattern": "واحة المستقبل", "id": "loc:oasis"}"#;
    /// let list = Import::new().spacy("patterns.jsonl", patterns.as_bytes())?;
    /// let names = Gazetteer::builder().rows(list.into_rows()).build()?;
    /// assert_eq!(names.find_iter("بواحة المستقبل").next().unwrap().entity().id(), "loc:oasis");
    /// # Ok::<(), khabar::Error>(())
    /// ```
    #[cfg(feature = "import")]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.sources.push(Source::Rows(rows.into_iter().map(Listed::from).collect()));
        self
    }

    /// Puts these names below the caller's, as they are: nothing of them is built again or copied. Further ones go
    /// below the first. Where layers share a surface, the entities of the upper one come first.
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
    /// its place. An id that none of them has is an error of [`build`](Self::build).
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let base = Gazetteer::builder().tsv("base.tsv", "place\tx:1\tعين\n").build()?;
    /// let names = Gazetteer::builder().above(base).hide("x:1").tsv("mine.tsv", "place\tx:1\tوادي\n").build()?;
    /// assert_eq!(names.find_iter("عين ثم وادي").count(), 1);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn hide(mut self, id: &str) -> Self {
        self.hidden.push(id.to_owned());
        self
    }

    /// Leaves out what the layers below list under a surface. The caller's own names are still found under it, and
    /// those below under their other surfaces.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let base = Gazetteer::builder().tsv("base.tsv", "place\tx:1\tعين الندى\tعين\n").build()?;
    /// let names = Gazetteer::builder().above(base).hide_surface("عين").build()?;
    /// assert_eq!(names.find_iter("عين ثم عين الندى").count(), 1);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn hide_surface(mut self, surface: &str) -> Self {
        self.hidden_surfaces.push(surface.to_owned());
        self
    }

    /// Adds the built-in names below the caller's: where both hold a surface, the caller's entity comes first, with `?`
    /// or without. An id that the built-in names have too is an error, unless it is hidden.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let names = Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tعين الندى\n").builtin().build()?;
    /// assert_eq!(names.find_iter("من القاهرة إلى عين الندى").count(), 2);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    #[cfg(feature = "builtin")]
    pub fn builtin(mut self) -> Self {
        self.builtin = true;
        self
    }

    /// Builds the gazetteer, in time linear in the rows.
    ///
    /// # Errors
    ///
    /// The first row with a wrong number of columns, an unknown kind, an empty or duplicate id, an unbalanced
    /// parenthesis, a surface without a letter, with an invisible character or of more than 12 words; an entity with a
    /// separator of the rows (tab, line end, `|`) in a name; an id to be hidden that no layer below has. The error
    /// names the file, the line and the reason.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let error = Gazetteer::builder().tsv("mine.tsv", "# towns\nplace\tx:1\n").build().unwrap_err();
    /// assert_eq!(error.to_string(), "mine.tsv:2: found 2 columns, expected 3 to 8");
    /// ```
    pub fn build(self) -> Result<Gazetteer, Error> {
        let mut table = Table::default();
        for source in &self.sources {
            match source {
                Source::Tsv { file, text } => table.add(file, text)?,
                Source::Rows(rows) => rows.iter().try_for_each(|row| table.add_listed(row))?,
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
            let bytes = table.writer.finish("").map_err(|_| {
                let (what, found) = ("gazetteer", "names".to_owned());
                Error::new("", 0, ErrorKind::TooLong { what, found, words: table.lines.len(), most: u32::MAX as usize })
            })?;
            images.push(Image::new(Bytes::Shared(bytes.into())).map_err(Error::damage)?);
        }
        let mut hidden = Vec::new();
        let own = images.first().map_or(0, Image::records_end);
        let mut first = own;
        for base in &bases {
            hidden.extend(base.stack.hidden().map(|record| first.saturating_add(record)));
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
        table.check_below(own, &stack)?;
        Ok(Gazetteer::of(stack))
    }
}

/// What the builder would say of a row by itself.
#[cfg(feature = "import")]
pub(super) fn check(row: &Row) -> Result<(), Error> {
    Table::default().add_listed(&row.clone().into())
}

/// Rows on their way into an image.
#[derive(Default)]
struct Table {
    writer: Writer,
    /// The record with an id, by the hash of the id or, where that is taken, by one of the next numbers: the ids
    /// themselves lie in the image, and are not kept twice.
    ids: Map<u64, u32>,
    /// Record and line of every row, and from which record on rows are of which file.
    lines: Vec<(u32, u32)>,
    files: Vec<(u32, Arc<str>)>,
}

/// A row of a list; line 0 is an entity that came by itself.
struct Place {
    file: Arc<str>,
    line: usize,
}

impl Table {
    fn add(&mut self, file: &str, text: &str) -> Result<(), Error> {
        self.files.push((self.writer.next_record(), file.into()));
        self.writer.reserve(text.len());
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| Error::invisible(file, bad))?;
            let fail = |Fault(message)| Error::new(file, row.line, ErrorKind::Name(message));
            let entry = Entry::read(&row).map_err(fail)?;
            self.claim(entry.id, row.line)?;
            entry.write(crate::builtin::rules(), &mut self.writer).map_err(fail)?;
        }
        Ok(())
    }

    fn add_listed(&mut self, listed: &Listed) -> Result<(), Error> {
        let (file, line) = (&listed.file, listed.line);
        let fail = |kind| Error::new(file, line, kind);
        let fields = [
            ("id", &listed.id),
            ("name", &listed.name),
            ("country", &listed.country),
            ("class", &listed.class),
            ("latin", &listed.latin),
            ("refs", &listed.refs),
        ];
        for (what, text) in fields.into_iter().chain(listed.aliases.iter().map(|alias| ("alias", alias))) {
            let bar = |c| c == '|' && matches!(what, "name" | "alias");
            if let Some(char) = text.chars().find(|&c| matches!(c, '\t' | '\n' | '\r') || bar(c)) {
                return Err(fail(ErrorKind::Separator { what, found: text.to_owned(), char }));
            }
            if let Some((at, char)) = tsv::invisible(text) {
                return Err(fail(ErrorKind::Invisible { code: char as u32, at }));
            }
        }
        let aliases = listed.aliases.iter().map(|alias| alias.trim()).filter(|alias| !alias.is_empty()).collect();
        let entry = Entry {
            kind: listed.kind as u8,
            id: listed.id.trim(),
            name: listed.name.trim(),
            aliases,
            country: listed.country.trim(),
            class: listed.class.trim(),
            latin: listed.latin.trim(),
            refs: listed.refs.trim(),
        };
        if entry.id.is_empty() {
            return Err(fail(ErrorKind::Empty { what: "id" }));
        }
        self.files.push((self.writer.next_record(), file.clone()));
        self.claim(entry.id, line)?;
        entry.write(crate::builtin::rules(), &mut self.writer).map_err(|Fault(message)| fail(ErrorKind::Name(message)))
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.writer.is_empty()
    }

    /// Notes the place of an id that the next record will have.
    fn claim(&mut self, id: &str, line: usize) -> Result<(), Error> {
        let next = self.writer.next_record();
        self.lines.push((next, u32::try_from(line).unwrap_or(u32::MAX)));
        match self.with_id(id) {
            Ok(first) => {
                let first = self.place(first);
                let other =
                    if first.line == 0 { first.file.to_string() } else { format!("{}:{}", first.file, first.line) };
                Err(self.place(next).twice(id, other))
            }
            Err(free) => {
                self.ids.insert(free, next);
                Ok(())
            }
        }
    }

    /// The record with an id, or where in `ids` it would be.
    fn with_id(&self, id: &str) -> Result<u32, u64> {
        let (words, rest) = id.as_bytes().as_chunks::<8>();
        let mut last = [0; 8];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        let mut hash = words.iter().chain([&last]).fold(0, |hash, word| longer(hash, u64::from_le_bytes(*word)));
        while let Some(&record) = self.ids.get(&hash) {
            if self.writer.field(record, field::ID) == id {
                return Ok(record);
            }
            hash = hash.wrapping_add(1);
        }
        Err(hash)
    }

    fn place(&self, record: u32) -> Place {
        let line = self.lines.binary_search_by_key(&record, |(record, _)| *record).ok();
        let line = line.and_then(|at| self.lines.get(at)).map_or(0, |(_, line)| *line as usize);
        let file = self.files.iter().rev().find(|(first, _)| *first <= record);
        Place { file: file.map_or_else(|| "".into(), |(_, file)| file.clone()), line }
    }

    /// No id of the caller's may be one of the layers below.
    fn check_below(&self, own: u32, stack: &Stack) -> Result<(), Error> {
        for record in stack.records().filter(|&record| record >= own) {
            let id = stack.field(record, field::ID);
            if let Ok(record) = self.with_id(id) {
                return Err(self.place(record).twice(id, "a layer below; hide that one to replace it".to_owned()));
            }
        }
        Ok(())
    }
}

impl Place {
    fn twice(&self, id: &str, other: String) -> Error {
        Error::new(&self.file, self.line, ErrorKind::Twice { what: "id", found: id.to_owned(), other })
    }
}
