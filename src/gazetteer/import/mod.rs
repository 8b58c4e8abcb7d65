//! Lists of names in other formats, in and out (feature `import`).
//!
//! | you have | you call |
//! |---|---|
//! | rows as [`GazetteerBuilder`](crate::GazetteerBuilder) takes them, in a file | [`Import::tsv`] |
//! | the same fields as JSON, an object a line | [`Import::json_lines`] |
//! | patterns of a spaCy `EntityRuler` | [`Import::spacy`] |
//! | a GATE gazetteer, `lists.def` and `.lst` files | [`Import::gate`] |
//! | one name a line | [`Import::names`] |
//! | the result of a Wikidata query as TSV | [`Import::wikidata`] |
//! | a gazetteer to write | [`write_tsv`], [`write_json_lines`], [`write_spacy`] |
//!
//! ```
//! use khabar::import::Import;
//! use khabar::{EntityKind, Gazetteer};
//!
//! let patterns = r#"{"label": "PERSON", "pattern": [{"LOWER": "ليلى"}, {"LOWER": "الحداد"}]}
//! {"label": "PERSON", "pattern": [{"LOWER": "ليلى"}, {"OP": "?"}]}
//! {"label": "PRODUCT", "pattern": "نخلة"}"#;
//! let places = "# towns of ours\nواحة المستقبل\nعين الندى\n";
//!
//! let list = Import::new()
//!     .lenient()
//!     .skip("PRODUCT")
//!     .spacy("patterns.jsonl", patterns.as_bytes())?
//!     .names(EntityKind::Place, "places.txt", places.as_bytes())?;
//! let rejected: Vec<String> = list.rejected().iter().map(|error| error.to_string()).collect();
//! assert_eq!(
//!     rejected,
//!     ["patterns.jsonl:2: found operator \"OP\": \"?\" in token 2, expected ORTH, TEXT or LOWER with a string"]
//! );
//!
//! let names = Gazetteer::builder().rows(list.into_rows()).build()?;
//! let hits: Vec<String> = names.find_iter("وصلت ليلى الحداد إلى عين الندى").map(|hit| hit.entity().id().to_owned()).collect();
//! assert_eq!(hits, ["person:ليلي-الحداد", "place:عين-الندي"]);
//! # Ok::<(), khabar::Error>(())
//! ```
//!
//! # What holds for every format
//!
//! - Lists are UTF-8 and read line by line; the rows are kept, the text is not. Empty lines and those that begin with
//!   `#` are skipped, so is a byte order mark; lines may end with CR LF.
//! - A row is one that the builder takes, or it is an error that gives file, line, what was found and what was
//!   expected. [Strict](Import::new) reading ends with the first one; [lenient](Import::lenient) reading leaves the
//!   line out and [keeps the error](Import::rejected). So the rows build, unless an id is also one of another source of
//!   the builder.
//! - Types such as `PER`, `GPE`, `organisation` or مدينة are known, in any spelling and case; [`Import::label`] adds
//!   others. One that is not known is an error.
//! - A row without an id gets one from its kind and name ([`Row::named`]). Patterns, entries, names and Wikidata rows
//!   of one id and kind become one row, the later names aliases; in the formats of this crate an id that comes again is
//!   an error.
//! - A name is found as whole words, whatever its hamza, marks, case and proclitics; what a format says of letter case
//!   is not read. `?` before an alias and parentheses in a name mean what they mean to the builder.
//!
//! Reading takes 2 to 4 µs a row, building not counted; memory is that of the rows and of the longest line.

mod export;
mod gate;
mod kind;
mod lines;
mod native;
mod row;
mod spacy;
mod wikidata;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

pub use export::{write_json_lines, write_spacy, write_tsv};
pub use row::Row;

use self::kind::Labels;
use self::lines::{Line, Lines};
use super::builder;
use crate::error::ErrorKind;
use crate::index::names::outside_parentheses as bare;
use crate::{EntityKind, Error, Normalizer};

/// Settings, and the rows read so far: see the [module](self).
///
/// A call that reads takes the import and gives it back with more rows, so that several lists make one; their rows
/// stand in the order of the calls and lines. Settings hold for the calls after them.
///
/// ```
/// use khabar::{EntityKind, import::Import};
///
/// let list = Import::new()
///     .names(EntityKind::Place, "towns.txt", "عين الندى".as_bytes())?
///     .names(EntityKind::Person, "people.txt", "ليلى الحداد\nسامي القاسم".as_bytes())?;
/// assert_eq!(list.rows().iter().map(|row| row.kind).collect::<Vec<_>>(), [
///     EntityKind::Place,
///     EntityKind::Person,
///     EntityKind::Person,
/// ]);
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Import {
    labels: Labels,
    separator: Option<String>,
    repair: bool,
    lenient: bool,
    rows: Vec<Row>,
    rejected: Vec<Error>,
    /// Index of the row of each id.
    ids: HashMap<String, usize>,
}

/// What a second row of an id is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Wrong,
    Merged,
}

impl Import {
    /// Nothing read yet. The first bad line of a list will be an error.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let error = Import::new().tsv("mine.tsv", "place\tx:1\tالبلدة\nplanet\tx:2\tالمريخ\n".as_bytes()).unwrap_err();
    /// assert_eq!((error.file(), error.line()), ("mine.tsv", Some(2)));
    /// assert!(error.to_string().starts_with("mine.tsv:2: unknown type \"planet\", expected one such as person"));
    /// ```
    pub fn new() -> Import {
        Import::default()
    }

    /// From here on, a bad line is left out, its error kept for [`Import::rejected`]. Only a list that cannot be read
    /// on is still an error.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let list = Import::new().lenient().tsv("mine.tsv", "planet\tx:2\tالمريخ\nplace\tx:1\tالبلدة\n".as_bytes())?;
    /// assert_eq!((list.rows().len(), list.rejected().len()), (1, 1));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn lenient(mut self) -> Import {
        self.lenient = true;
        self
    }

    /// Runs names and all other fields through [`Normalizer::repair`]: direction marks, no-break spaces and
    /// presentation forms, as web pages and Wikidata have them, would be errors otherwise.
    ///
    /// ```
    /// use khabar::{EntityKind, import::Import};
    ///
    /// let read = |import: Import| import.names(EntityKind::Place, "towns.txt", "عين\u{A0}الندى\u{200F}".as_bytes());
    /// assert!(read(Import::new()).unwrap_err().to_string().starts_with("towns.txt:1: invisible character U+00A0"));
    /// assert_eq!(read(Import::new().repair())?.rows()[0].name, "عين الندى");
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn repair(mut self) -> Import {
        self.repair = true;
        self
    }

    /// Reads a type of the lists as a kind. It goes before what is known already.
    ///
    /// ```
    /// use khabar::{EntityKind, import::Import};
    ///
    /// let list = Import::new()
    ///     .label("VEREIN", EntityKind::Organization)
    ///     .spacy("patterns.jsonl", r#"{"label": "verein", "pattern": "نادي وفاء المدينة"}"#.as_bytes())?;
    /// assert_eq!(list.rows()[0].kind, EntityKind::Organization);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn label(mut self, label: &str, kind: EntityKind) -> Import {
        self.labels.set(label, Some(kind));
        self
    }

    /// Leaves the rows of a type out, without an error: dates, products, whatever a gazetteer has no kind for.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let list = Import::new().skip("DATE").spacy("p.jsonl", r#"{"label": "DATE", "pattern": "أمس"}"#.as_bytes())?;
    /// assert!(list.rows().is_empty() && list.rejected().is_empty());
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn skip(mut self, label: &str) -> Import {
        self.labels.set(label, None);
        self
    }

    /// What stands between the aliases, and between the types, of a Wikidata row: `|` unless set. The label service of
    /// Wikidata writes `, `.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let row = "Q85\tالقاهرة\tمدينة القاهرة, قاهرة المعز\tQ515";
    /// let list = Import::new().separator(", ").wikidata("cities.tsv", row.as_bytes())?;
    /// assert_eq!(list.rows()[0].aliases, ["مدينة القاهرة", "قاهرة المعز"]);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn separator(mut self, separator: &str) -> Import {
        self.separator = Some(separator.to_owned()).filter(|separator| !separator.is_empty());
        self
    }

    /// Reads rows as [`GazetteerBuilder::tsv`](crate::GazetteerBuilder::tsv) takes them, from a file: the kind may be
    /// any known type.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let rows = "# kind\tid\tname\taliases\nPER\tper:1\tليلى الحداد\t?ليلى|ليلى حداد\n";
    /// let list = Import::new().tsv("mine.tsv", rows.as_bytes())?;
    /// assert_eq!(list.rows()[0].aliases, ["?ليلى", "ليلى حداد"]);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// See the [module](self); as everywhere here, a bad line unless reading is lenient, and a reader that fails.
    pub fn tsv(mut self, file: &str, reader: impl BufRead) -> Result<Import, Error> {
        self.read(file, reader, Again::Wrong, |import, line| native::tsv(line, &import.labels))?;
        Ok(self)
    }

    /// Reads the same fields as JSON, an object a line: `kind`, `id` and `name`, which are required, `aliases` and
    /// `refs`, which are lists, `country`, `class` and `latin`. Another key is an error.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let row = r#"{"kind": "place", "id": "x:1", "name": "عين الندى", "aliases": ["?الندى"], "class": "town"}"#;
    /// let list = Import::new().json_lines("mine.jsonl", row.as_bytes())?;
    /// assert_eq!((list.rows()[0].name.as_str(), list.rows()[0].class.as_str()), ("عين الندى", "town"));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Import::tsv`].
    pub fn json_lines(mut self, file: &str, reader: impl BufRead) -> Result<Import, Error> {
        self.read(file, reader, Again::Wrong, |import, line| native::json(line, &import.labels))?;
        Ok(self)
    }

    /// Reads patterns of a spaCy `EntityRuler` as `to_disk` writes them, an object a line. A pattern is a string, or a
    /// list of tokens that each hold `ORTH`, `TEXT` or `LOWER` with a string, which are joined by spaces; an operator,
    /// or any other predicate, is an error. The first pattern of an id is its name, the others are aliases.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let patterns = r#"{"label": "ORG", "pattern": "شركة نخلة", "id": "acme"}
    /// {"label": "ORG", "pattern": [{"LOWER": "نخلة"}, {"LOWER": "للبرمجيات"}], "id": "acme"}"#;
    /// let list = Import::new().spacy("patterns.jsonl", patterns.as_bytes())?;
    /// let [row] = list.rows() else { panic!() };
    /// assert_eq!((row.name.as_str(), row.aliases[0].as_str()), ("شركة نخلة", "نخلة للبرمجيات"));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Import::tsv`].
    pub fn spacy(mut self, file: &str, reader: impl BufRead) -> Result<Import, Error> {
        self.read(file, reader, Again::Merged, |import, line| spacy::row(line, &import.labels))?;
        Ok(self)
    }

    /// Reads names of one kind, one a line. Ids are those of [`Row::named`].
    ///
    /// ```
    /// use khabar::{EntityKind, import::Import};
    ///
    /// let list = Import::new().names(EntityKind::Place, "towns.txt", "عين الندى\nواحة المستقبل\n".as_bytes())?;
    /// assert_eq!(list.rows()[1].id, "place:واحه-المستقبل");
    /// # Ok::<(), khabar::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Import::tsv`].
    pub fn names(mut self, kind: EntityKind, file: &str, reader: impl BufRead) -> Result<Import, Error> {
        self.read(file, reader, Again::Merged, |_, line| Ok(Some(Row::named(kind, line.trim()))))?;
        Ok(self)
    }

    /// Reads the result of a Wikidata query: id, label, aliases, type, tabs between, [separators](Import::separator)
    /// within aliases and types. Fields may be plain or RDF terms (`<http://www.wikidata.org/entity/Q85>`,
    /// `"القاهرة"@ar`); a first line with the names of the columns is skipped. The id of a row is `wd:Q85`. The first
    /// type that is known decides; usual classes are, such as `Q515` and `city`. Several rows of an item are one.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let rows = "?item\t?itemLabel\t?aliases\t?type\n\
    ///     <http://www.wikidata.org/entity/Q85>\t\"القاهرة\"@ar\t\"قاهرة المعز|مصر المحروسة\"\t<http://www.wikidata.org/entity/Q515>\n";
    /// let list = Import::new().wikidata("cities.tsv", rows.as_bytes())?;
    /// assert_eq!((list.rows()[0].id.as_str(), list.rows()[0].aliases.len()), ("wd:Q85", 2));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Import::tsv`].
    pub fn wikidata(mut self, file: &str, reader: impl BufRead) -> Result<Import, Error> {
        let separator = self.separator.clone().unwrap_or_else(|| "|".to_owned());
        let mut first = true;
        self.read(file, reader, Again::Merged, |import, line| {
            if std::mem::take(&mut first) && wikidata::is_header(line) {
                return Ok(None);
            }
            wikidata::row(line, &separator, &import.labels)
        })?;
        Ok(self)
    }

    /// Reads a GATE gazetteer: `lists.def` of a directory, and the lists it names. The major type of a list is its
    /// type, or the annotation type where there is none, the minor type its class; features of entries are not read.
    /// Ids are those of [`Row::named`].
    ///
    /// ```
    /// use khabar::{EntityKind, import::Import};
    ///
    /// let list = Import::new().gate("tests/data/import/gate/good")?;
    /// assert_eq!((list.rows()[0].kind, list.rows()[0].class.as_str()), (EntityKind::Place, "city"));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Import::tsv`], and a `lists.def` that cannot be opened. A list that cannot, or that does not lie below
    /// the directory, is the fault of its line in `lists.def`.
    pub fn gate(self, directory: impl AsRef<Path>) -> Result<Import, Error> {
        let directory = directory.as_ref();
        let path = |name: &str| directory.join(name).display().to_string();
        self.read_gate(path, |name| {
            if !gate::is_inside(name) {
                return Err(io::Error::other("it does not lie below the directory of lists.def"));
            }
            File::open(directory.join(name)).map(BufReader::new)
        })
    }

    /// Like [`Import::gate`], the files opened by the caller: `lists.def` first, then those it names.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let list = Import::new().gate_with(|name| match name {
    ///     "lists.def" => Ok("town.lst:location:town:arabic\n".as_bytes()),
    ///     "town.lst" => Ok("عين الندى&country=EG\n".as_bytes()),
    ///     _ => Err(std::io::ErrorKind::NotFound.into()),
    /// })?;
    /// assert_eq!((list.rows()[0].name.as_str(), list.rows()[0].file()), ("عين الندى", Some("town.lst")));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Import::gate`].
    pub fn gate_with<R: BufRead>(self, open: impl FnMut(&str) -> io::Result<R>) -> Result<Import, Error> {
        self.read_gate(str::to_owned, open)
    }

    /// The rows read so far.
    ///
    /// ```
    /// assert!(khabar::import::Import::new().rows().is_empty());
    /// ```
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows, for [`GazetteerBuilder::rows`](crate::GazetteerBuilder::rows).
    ///
    /// ```
    /// use khabar::{EntityKind, Gazetteer, import::Import};
    ///
    /// let list = Import::new().names(EntityKind::Place, "towns.txt", "عين الندى".as_bytes())?;
    /// assert_eq!(Gazetteer::builder().rows(list.into_rows()).build()?.len(), 1);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn into_rows(self) -> Vec<Row> {
        self.rows
    }

    /// What lenient reading left out and why, in the order it was read.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let list = Import::new().lenient().json_lines("mine.jsonl", r#"{"kind": "place", "id": "x:1"}"#.as_bytes())?;
    /// assert_eq!(list.rejected()[0].to_string(), "mine.jsonl:1: name is missing");
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn rejected(&self) -> &[Error] {
        &self.rejected
    }

    /// Reads one list; `parse` gives the row of a line, `None` for one that is left out on purpose.
    fn read(
        &mut self,
        file: &str,
        reader: impl BufRead,
        again: Again,
        mut parse: impl FnMut(&Import, &str) -> Result<Option<Row>, ErrorKind>,
    ) -> Result<(), Error> {
        let file: Arc<str> = file.into();
        let mut lines = Lines::new(&file, reader);
        let mut merged = HashSet::new();
        while let Some(Line { number, text }) = lines.next()? {
            let row = text.and_then(|line| parse(self, line)).map_err(|kind| Error::new(&file, number, kind));
            let added = row.and_then(|row| match row {
                Some(row) => self.add(row.at(&file, number), again),
                None => Ok(None),
            });
            merged.extend(self.keep(added)?.flatten());
        }
        // At the end and once, so that a million lines of one name take no million looks at its aliases.
        for n in merged {
            let Some(row) = self.rows.get_mut(n) else { continue };
            let mut seen = HashSet::from([row.name.clone()]);
            row.aliases.retain(|alias| seen.insert(alias.clone()));
        }
        Ok(())
    }

    fn read_gate<R: BufRead>(
        mut self,
        path: impl Fn(&str) -> String,
        mut open: impl FnMut(&str) -> io::Result<R>,
    ) -> Result<Import, Error> {
        let unread = |file: &str, line, name: &str, error: io::Error| {
            Error::new(file, line, ErrorKind::Read { what: format!("list {name:?}"), reason: error.to_string() })
        };
        let index = path("lists.def");
        let reader = open("lists.def").map_err(|error| unread(&index, 0, "lists.def", error))?;
        let mut lines = Lines::new(&index, reader);
        while let Some(Line { number, text }) = lines.next()? {
            let list = text.and_then(|line| gate::list(line, &self.labels));
            let list = self.keep(list.map_err(|kind| Error::new(&index, number, kind)))?;
            let Some(list) = list.flatten() else { continue };
            let reader = open(list.file).map_err(|error| unread(&index, number, list.file, error));
            let Some(reader) = self.keep(reader)? else { continue };
            self.read(&path(list.file), reader, Again::Merged, |_, line| {
                let mut row = Row::named(list.kind, gate::entry(line));
                row.class = list.minor.to_owned();
                Ok(Some(row))
            })?;
        }
        Ok(self)
    }

    /// The value, or nothing where reading is lenient and the error is kept.
    fn keep<T>(&mut self, result: Result<T, Error>) -> Result<Option<T>, Error> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error) if self.lenient => {
                self.rejected.push(error);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Adds a row that the builder would take; gives the index of the one it went into, if it went into another.
    fn add(&mut self, mut row: Row, again: Again) -> Result<Option<usize>, Error> {
        self.tidy(&mut row);
        builder::check(&row)?;
        let Some((&n, first)) = self.ids.get(&row.id).and_then(|n| Some((n, self.rows.get_mut(*n)?))) else {
            self.ids.insert(row.id.clone(), self.rows.len());
            self.rows.push(row);
            return Ok(None);
        };
        if again == Again::Wrong || row.kind != first.kind {
            let other =
                if row.kind == first.kind { first.place() } else { format!("{} as {}", first.place(), first.kind) };
            let (file, line) = (row.file().unwrap_or_default(), row.line().unwrap_or_default());
            return Err(Error::new(file, line, ErrorKind::Twice { what: "id", found: row.id.clone(), other }));
        }
        // What stands in parentheses tells names apart; an alias says nothing by it, and may become too long.
        first.aliases.extend(bare(&row.name));
        first.aliases.extend(row.aliases);
        if first.class.is_empty() {
            first.class = row.class;
        }
        Ok(Some(n))
    }

    /// Fields without white space at their ends, repaired where that is asked for.
    fn tidy(&self, row: &mut Row) {
        let fields = [&mut row.id, &mut row.name, &mut row.country, &mut row.class, &mut row.latin];
        for field in fields.into_iter().chain(&mut row.aliases).chain(&mut row.refs) {
            if self.repair {
                *field = Normalizer::repair().normalize(field).into_string();
            }
            if field.trim().len() < field.len() {
                *field = field.trim().to_owned();
            }
        }
    }
}
