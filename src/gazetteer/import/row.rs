//! [`Row`]: one entity as a list gives it, on its way into a gazetteer.

use std::sync::Arc;

use crate::EntityKind;
use crate::gazetteer::builder::Listed;

/// One entity as a list gives it: fields to look at and to change between [`Import`](super::Import) and
/// [`GazetteerBuilder::rows`](crate::GazetteerBuilder::rows).
///
/// The fields are the columns of [`GazetteerBuilder`](crate::GazetteerBuilder) rows: what stands in parentheses in
/// `name` is not matched, an alias that begins with `?` needs context. A row keeps the place it was read from, and
/// errors of the builder name it.
///
/// ```
/// use khabar::{EntityKind, Gazetteer, import::Row};
///
/// let mut row = Row::new(EntityKind::Organization, "org:1", "نادي وفاء المدينة");
/// row.aliases.push("?الوفاء".to_owned());
/// row.class = "club".to_owned();
/// let names = Gazetteer::builder().rows([row]).build()?;
/// assert!(names.find_iter("فاز الوفاء").next().unwrap().needs_context());
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// Person, place or organization.
    pub kind: EntityKind,
    /// Unique within a gazetteer.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// Other surfaces.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: String,
    /// What sort of person, place or organization, such as `city`.
    pub class: String,
    /// Its name in Latin letters.
    pub latin: String,
    /// Ids elsewhere, such as `wd:Q85`.
    pub refs: Vec<String>,
    /// File and line, for rows that were read from one.
    place: Option<(Arc<str>, usize)>,
}

impl Row {
    /// A row with only the fields that every row has.
    ///
    /// ```
    /// use khabar::{EntityKind, import::Row};
    ///
    /// let row = Row::new(EntityKind::Place, "iso:EG", "مصر");
    /// assert_eq!((row.id.as_str(), row.name.as_str(), row.line()), ("iso:EG", "مصر", None));
    /// ```
    pub fn new(kind: EntityKind, id: &str, name: &str) -> Row {
        Row {
            kind,
            id: id.to_owned(),
            name: name.to_owned(),
            aliases: Vec::new(),
            country: String::new(),
            class: String::new(),
            latin: String::new(),
            refs: Vec::new(),
            place: None,
        }
    }

    /// A row without an id of its own: the id is the kind, a colon, and the words of the name as
    /// [`Normalizer::search`](crate::Normalizer::search) writes them, with hyphens between. So spellings that match
    /// alike have one id, in every run and on every machine.
    ///
    /// ```
    /// use khabar::{EntityKind, import::Row};
    ///
    /// assert_eq!(Row::named(EntityKind::Person, "أحمد زويل").id, "person:احمد-زويل");
    /// assert_eq!(Row::named(EntityKind::Person, "احمد  زُويل").id, "person:احمد-زويل");
    /// ```
    pub fn named(kind: EntityKind, name: &str) -> Row {
        let folded = crate::Normalizer::search().normalize(name);
        let words: Vec<&str> =
            folded.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        Row::new(kind, &format!("{kind}:{}", words.join("-")), name)
    }

    /// Name of the file it was read from, as the caller gave it; `None` for a row made by hand.
    ///
    /// ```
    /// use khabar::import::Import;
    ///
    /// let rows = Import::new().tsv("mine.tsv", "# mine\nplace\tx:1\tالبلدة\n".as_bytes())?.into_rows();
    /// assert_eq!((rows[0].file(), rows[0].line()), (Some("mine.tsv"), Some(2)));
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref().map(|(file, _)| &**file)
    }

    /// 1-based number of its line, in the file that [`Row::file`] names. Of a row merged from several lines, the first.
    ///
    /// ```
    /// use khabar::{EntityKind, import::Row};
    ///
    /// assert_eq!(Row::named(EntityKind::Place, "البلدة").line(), None);
    /// ```
    pub fn line(&self) -> Option<usize> {
        self.place.as_ref().map(|&(_, line)| line)
    }

    pub(super) fn at(mut self, file: &Arc<str>, line: usize) -> Row {
        self.place = Some((file.clone(), line));
        self
    }

    /// Where it stands, as errors name it.
    pub(super) fn place(&self) -> String {
        self.place.as_ref().map_or_else(|| self.id.clone(), |(file, line)| format!("{file}:{line}"))
    }
}

impl From<Row> for Listed {
    fn from(row: Row) -> Listed {
        let (file, line) = row.place.unwrap_or_else(|| (row.id.as_str().into(), 0));
        let refs = row.refs.join(";");
        let Row { kind, id, name, aliases, country, class, latin, .. } = row;
        Listed { file, line, kind, id, name, aliases, country, class, latin, refs }
    }
}
