//! [`Entity`]: who or what is listed, and [`EntityKind`].

use std::fmt;

use super::Gazetteer;
use crate::index::names::field;

/// A listed person, place or organization: a small handle, cheap to clone (one reference count). Two are equal if id
/// and kind are. Asking a field walks over those before it: a few nanoseconds.
///
/// ```
/// use khabar::{EntityKind, Gazetteer};
///
/// let row = "place\tloc:nada\tعين الندى\t?الندى|عين ندى\tEG\ttown\tAyn al-Nada\twd:Q0\n";
/// let names = Gazetteer::builder().tsv("mine.tsv", row).build()?;
/// let entity = names.find_iter("من الندى").next().unwrap().entity();
/// assert_eq!((entity.id(), entity.kind(), entity.name()), ("loc:nada", EntityKind::Place, "عين الندى"));
/// assert_eq!(entity.aliases().collect::<Vec<_>>(), ["الندى", "عين ندى"]);
/// assert_eq!((entity.country(), entity.class(), entity.latin()), ("EG", "town", "Ayn al-Nada"));
/// assert_eq!(entity.refs().collect::<Vec<_>>(), ["wd:Q0"]);
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone)]
pub struct Entity {
    pub(super) gazetteer: Gazetteer,
    pub(super) record: u32,
}

impl Entity {
    /// The id of its row, such as `iso:SA` or `per:vladimir-putin`. Ids of built-in entities never change.
    pub fn id(&self) -> &str {
        self.gazetteer.field(self.record, field::ID)
    }

    /// Person, place or organization.
    pub fn kind(&self) -> EntityKind {
        self.gazetteer.kind_of(self.record).unwrap_or(EntityKind::Place)
    }

    /// The canonical name: the usual full name in Arabic, with a word in parentheses where others are called just so
    /// (صحيفة الوطن (الكويت)).
    pub fn name(&self) -> &str {
        self.gazetteer.name_of(self.record)
    }

    /// The other surfaces it is found under, each once, without the marks of ambiguity.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        let surfaces = self.listed().map(|alias| alias.strip_prefix('?').unwrap_or(alias));
        surfaces.filter(|&surface| surface != self.name())
    }

    /// The aliases as rows list them: with `?`, the name itself among them where it needs context.
    pub(crate) fn listed(&self) -> impl Iterator<Item = &str> {
        self.gazetteer.field(self.record, field::ALIASES).split('|').filter(|alias| !alias.is_empty())
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
        self.gazetteer.field(self.record, field::LATIN)
    }

    /// Ids of the entity elsewhere, such as `iso:SA`, `gn:102358`, `wd:Q851`: its own id if that is one, then those of
    /// the `refs` column (separated by `;`).
    pub fn refs(&self) -> impl Iterator<Item = &str> {
        let id = Some(self.id()).filter(|id| ["iso:", "gn:", "wd:"].iter().any(|head| id.starts_with(head)));
        let refs = self.gazetteer.field(self.record, field::REFS);
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

/// What a name names.
///
/// ```
/// use khabar::EntityKind;
///
/// assert_eq!(EntityKind::Organization.to_string(), "organization");
/// assert_eq!(EntityKind::ALL.len(), 3);
/// ```
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
