//! [`Gazetteer`]: lists of names, matched as whole words over raw text.

mod builder;
pub(crate) mod clitic;
pub(crate) mod search;

use std::fmt;
use std::sync::Arc;

pub use builder::GazetteerBuilder;
pub use clitic::Clitics;

use crate::Span;
use crate::index::phrase::Phrases;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EntityKind {
    /// A named individual.
    Person,
    /// A country, city, region, street, facility, landmark, sea, river.
    Place,
    /// A company, ministry, agency, outlet, party, armed group, club, university, council.
    Organization,
}

impl EntityKind {
    /// Every kind.
    pub const ALL: &[EntityKind] = &[EntityKind::Person, EntityKind::Place, EntityKind::Organization];

    /// The name of the kind in lower case, as it stands in TSV rows: `person`, `place`, `organization`.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Place => "place",
            EntityKind::Organization => "organization",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<EntityKind> {
        EntityKind::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names of people, places and organizations, found as whole words in raw text: hamza, diacritics, tatweel and
/// presentation forms do not matter, proclitics are peeled, offsets are those of the text.
///
/// Cloning is cheap (one reference count). Matching takes time linear in the text, a few hash look-ups a word;
/// building takes about 2 µs a name.
///
/// ```
/// use khabar::{EntityKind, Gazetteer};
///
/// let rows = "person\tper:zewail\tأحمد زويل\tزويل\norganization\torg:aqss\tنادي العقبة\n";
/// let names = Gazetteer::builder().tsv("mine.tsv", rows).build()?;
///
/// let text = "قال زويلُ لنادي العقبة";
/// let hits: Vec<_> = names.find_iter(text).map(|hit| (hit.span().text(text), hit.entity().id().to_owned())).collect();
/// assert_eq!(hits, [("زويلُ", "per:zewail".to_owned()), ("نادي العقبة", "org:aqss".to_owned())]);
/// # Ok::<(), khabar::Error>(())
/// ```
///
/// Limits: a name is matched within one line, its words separated by white space of any width and at most four hyphens
/// and quotes; at most 12 words a name; no variants beyond folding and proclitics are tried (list عبدالله beside عبد الله).
#[derive(Clone)]
pub struct Gazetteer {
    inner: Arc<Inner>,
}

struct Inner {
    records: Vec<Record>,
    phrases: Phrases,
    /// For every node of `phrases`: its postings.
    surfaces: Vec<Vec<Posting>>,
}

/// One listed entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Record {
    id: String,
    kind: Option<EntityKind>,
    name: String,
    aliases: Vec<String>,
    country: String,
    class: String,
    latin: String,
    refs: String,
}

/// An entity under one of its surfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) record: u32,
    /// The surface was listed with `?`: it needs context.
    pub(crate) weak: bool,
}

impl Gazetteer {
    /// The built-in names. Built once, on first use, and shared.
    ///
    /// ```
    /// let names = khabar::Gazetteer::builtin();
    /// let hit = names.find_iter("وصل إلى القاهرة").next().unwrap();
    /// assert_eq!(hit.entity().name(), "القاهرة");
    /// ```
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Gazetteer {
        crate::builtin::GAZETTEER.clone()
    }

    /// A gazetteer of the caller's own names, with or without the built-in ones.
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// What the lists hold, leftmost-longest over words, in order and without overlap. No context is read:
    /// ambiguous surfaces are returned too, with [`Match::needs_context`] set.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match> + use<'t> {
        search::Finder::new(self.clone(), text)
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.inner.records.len()
    }

    /// Whether the gazetteer holds no entity.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every entity, in the order of the lists.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        (0..self.len() as u32).map(|n| self.entity(n))
    }

    pub(crate) fn entity(&self, record: u32) -> Entity {
        Entity { gazetteer: self.clone(), record }
    }

    fn record(&self, record: u32) -> Option<&Record> {
        self.inner.records.get(record as usize)
    }

    pub(crate) fn kind_of(&self, record: u32) -> Option<EntityKind> {
        self.record(record).and_then(|r| r.kind)
    }

    pub(crate) fn country_of(&self, record: u32) -> &str {
        self.record(record).map_or("", |r| r.country.as_str())
    }

    pub(crate) fn class_of(&self, record: u32) -> &str {
        self.record(record).map_or("", |r| r.class.as_str())
    }

    pub(crate) fn name_of(&self, record: u32) -> &str {
        self.record(record).map_or("", |r| r.name.as_str())
    }

    /// Whether a club is listed under the surface.
    pub(crate) fn is_club(&self, node: u32) -> bool {
        self.postings(node).iter().any(|p| self.class_of(p.record) == "club")
    }

    /// Whether all that is listed under the surface is called by its bare name.
    pub(crate) fn stands_without_head(&self, node: u32) -> bool {
        let bare = |record| matches!(self.class_of(record), "newspaper" | "website" | "channel" | "club");
        self.postings(node).iter().all(|p| bare(p.record))
    }

    pub(crate) fn postings(&self, node: u32) -> &[Posting] {
        self.inner.surfaces.get(node as usize).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn phrases(&self) -> &Phrases {
        &self.inner.phrases
    }
}

/// A gazetteer without names.
impl Default for Gazetteer {
    fn default() -> Gazetteer {
        builder::empty()
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("entities", &self.len()).finish_non_exhaustive()
    }
}

/// A listed person, place or organization: a small handle, cheap to clone.
#[derive(Clone)]
pub struct Entity {
    gazetteer: Gazetteer,
    record: u32,
}

impl Entity {
    fn get<T>(&self, field: impl FnOnce(&Record) -> T) -> Option<T> {
        self.gazetteer.record(self.record).map(field)
    }

    /// The id of its row, such as `iso:SA` or `per:vladimir-putin`. Ids of built-in entities never change.
    pub fn id(&self) -> &str {
        self.gazetteer.record(self.record).map_or("", |r| &r.id)
    }

    /// Person, place or organization.
    pub fn kind(&self) -> EntityKind {
        self.get(|r| r.kind).flatten().unwrap_or(EntityKind::Place)
    }

    /// The canonical name: the usual full name in Arabic.
    pub fn name(&self) -> &str {
        self.gazetteer.name_of(self.record)
    }

    /// The other surfaces it is found under, each once, without the marks of ambiguity.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.gazetteer.record(self.record).into_iter().flat_map(|r| r.aliases.iter().map(String::as_str))
    }

    /// ISO 3166-1 alpha-2 code of the country it belongs to; empty where none was given.
    pub fn country(&self) -> &str {
        self.gazetteer.country_of(self.record)
    }

    /// What sort of person, place or organization, such as `city` or `club`; empty where none was given.
    pub fn class(&self) -> &str {
        self.gazetteer.class_of(self.record)
    }

    /// Its name in Latin letters; empty where none was given.
    pub fn latin(&self) -> &str {
        self.gazetteer.record(self.record).map_or("", |r| &r.latin)
    }

    /// Ids of the entity elsewhere, such as `iso:SA`, `gn:102358`, `wd:Q851`: its own id if that is one, then those of
    /// the `refs` column (separated by `;`).
    pub fn refs(&self) -> impl Iterator<Item = &str> {
        let id = Some(self.id()).filter(|id| ["iso:", "gn:", "wd:"].iter().any(|head| id.starts_with(head)));
        let refs = self.gazetteer.record(self.record).map_or("", |r| r.refs.as_str());
        id.into_iter().chain(refs.split(';').map(str::trim).filter(|r| !r.is_empty()))
    }
}

impl PartialEq for Entity {
    fn eq(&self, other: &Entity) -> bool {
        self.id() == other.id() && self.kind() == other.kind()
    }
}

impl Eq for Entity {}

impl fmt::Debug for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entity")
            .field("id", &self.id())
            .field("kind", &self.kind())
            .field("name", &self.name())
            .finish()
    }
}

/// A listed name found in a text, without regard to its context.
#[derive(Clone, Debug)]
pub struct Match {
    gazetteer: Gazetteer,
    node: u32,
    span: Span,
    word_span: Span,
    clitics: Clitics,
}

impl Match {
    /// The name in the text, without proclitics, with the marks on its last letter.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The name with the proclitics written together with it.
    pub fn word_span(&self) -> Span {
        self.word_span
    }

    /// The proclitics between the start of `word_span` and that of `span`.
    pub fn clitics(&self) -> Clitics {
        self.clitics
    }

    /// The first of [`Match::entities`].
    pub fn entity(&self) -> Entity {
        let record = self.gazetteer.postings(self.node).first().map_or(0, |p| p.record);
        self.gazetteer.entity(record)
    }

    /// Every entity listed under this surface: the caller's own first, with `?` or without; then those listed without `?`
    /// before those with it; then in the order of the rows.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        self.gazetteer.postings(self.node).iter().map(|p| self.gazetteer.entity(p.record))
    }

    /// Whether every entity was listed with `?` under this surface: an ordinary word, or a name shared by many.
    pub fn needs_context(&self) -> bool {
        self.gazetteer.postings(self.node).iter().all(|p| p.weak)
    }
}
