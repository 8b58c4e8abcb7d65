//! [`Evidence`], what speaks for or against a mention, and the points it is worth.

use std::collections::HashMap;
use std::fmt;

use crate::Error;
use crate::error::ErrorKind;
use crate::gazetteer::EntityKind;
use crate::index::tsv;

/// One reason for a mention. [`Mention::how`](crate::Mention::how) lists them, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// A gazetteer lists the words under a surface that needs no context.
    List,
    /// A gazetteer lists the words under a surface that needs context.
    WeakList,
    /// The name has several words.
    MultiWord,
    /// Proclitics were peeled from the first word.
    Clitic,
    /// The article was peeled from a name that is listed without it.
    Article,
    /// The name is listed in one word and written in two, or the other way round.
    Spacing,
    /// The name is written without an article that its list says it may lose.
    OptionalArticle,
    /// The name is written in another transliteration than the one that is listed.
    Transliteration,
    /// As it stands the word is an ordinary one.
    OrdinaryWord,
    /// The word is an adjective here (وزارة الصحة السعودية).
    Adjective,
    /// As it stands, with the letters that were peeled, the word is an ordinary one.
    OtherReading,
    /// The place is a country or a capital.
    Prominent,
    /// What the body is for belongs to the mention (الوكالة الدولية للطاقة الذرية).
    Purpose,
    /// A title stands right before the name, or before its adjectives, or right after it.
    Title,
    /// An office with its complement stands before the name.
    Office,
    /// A verb of saying or acting stands next to the name.
    Verb,
    /// A head noun such as city, club or newspaper stands before the name.
    Head,
    /// A head noun of another kind stands before the name.
    OtherHead,
    /// The mention begins with a head noun that belongs to it, such as ministry or university.
    OwnHead,
    /// The mention begins with a head noun that belongs to names only, such as office or street.
    NamedHead,
    /// A given name.
    GivenName,
    /// A given name that is an ordinary word too.
    OrdinaryName,
    /// A family name.
    FamilyName,
    /// A family name of another language in Arabic letters.
    ForeignName,
    /// A chain with bin, Abu, Al, Abd or a foreign particle.
    NameParticle,
    /// A word that no list knows.
    UnknownWord,
    /// The name stands in quotes of its own.
    Quotes,
    /// A preposition of place stands before the name, or is peeled from it.
    Preposition,
    /// The adjective of a country belongs to the mention.
    Nationality,
    /// A listed name is part of the mention.
    ListedPart,
    /// A noun or adjective with its article belongs to the mention.
    Definite,
    /// The same entity is named in full elsewhere in the text.
    Memory,
    /// The same words are a name where context shows it, elsewhere in the text.
    Repeated,
    /// A part of a full name that stands elsewhere in the text.
    Surname,
    /// The page is about the field of the name (sport, for a club).
    Topic,
    /// The line begins with the name and a colon.
    Colon,
    /// The line is a list of names (tags, by-line, sources).
    NameList,
    /// Joined by a conjunction or comma to a mention of the same kind.
    Coordination,
    /// A title before the name tells the country that its list tells (الرئيس السوري الشرع), or the text names a place in
    /// the country of a body (مجلس الأمة, الكويت).
    Country,
    /// The classes of the words around it, weighed together by the trained table.
    Context,
    /// The name is spelled letter by letter (إف بي آي).
    Acronym,
}

impl Evidence {
    /// Every variant with its name, in the order of declaration.
    const NAMES: &[(Evidence, &str)] = &[
        (Evidence::List, "list"),
        (Evidence::WeakList, "weak_list"),
        (Evidence::MultiWord, "multi_word"),
        (Evidence::Clitic, "clitic"),
        (Evidence::Article, "article"),
        (Evidence::Spacing, "spacing"),
        (Evidence::OptionalArticle, "optional_article"),
        (Evidence::Transliteration, "transliteration"),
        (Evidence::OrdinaryWord, "ordinary_word"),
        (Evidence::Adjective, "adjective"),
        (Evidence::OtherReading, "other_reading"),
        (Evidence::Prominent, "prominent"),
        (Evidence::Purpose, "purpose"),
        (Evidence::Title, "title"),
        (Evidence::Office, "office"),
        (Evidence::Verb, "verb"),
        (Evidence::Head, "head"),
        (Evidence::OtherHead, "other_head"),
        (Evidence::OwnHead, "own_head"),
        (Evidence::NamedHead, "named_head"),
        (Evidence::GivenName, "given_name"),
        (Evidence::OrdinaryName, "ordinary_name"),
        (Evidence::FamilyName, "family_name"),
        (Evidence::ForeignName, "foreign_name"),
        (Evidence::NameParticle, "name_particle"),
        (Evidence::UnknownWord, "unknown_word"),
        (Evidence::Quotes, "quotes"),
        (Evidence::Preposition, "preposition"),
        (Evidence::Nationality, "nationality"),
        (Evidence::ListedPart, "listed_part"),
        (Evidence::Definite, "definite"),
        (Evidence::Memory, "memory"),
        (Evidence::Repeated, "repeated"),
        (Evidence::Surname, "surname"),
        (Evidence::Topic, "topic"),
        (Evidence::Colon, "colon"),
        (Evidence::NameList, "name_list"),
        (Evidence::Coordination, "coordination"),
        (Evidence::Country, "country"),
        (Evidence::Context, "context"),
        (Evidence::Acronym, "acronym"),
    ];

    /// The name of the evidence in snake case, as `weights.tsv` writes it.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.get(self as usize).map_or("", |&(_, name)| name)
    }

    fn parse(name: &str) -> Option<Evidence> {
        Self::NAMES.iter().find(|&&(_, n)| n == name).map(|&(evidence, _)| evidence)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct EvidenceSet(u64);

impl EvidenceSet {
    pub(crate) fn add(&mut self, evidence: Evidence) {
        self.0 |= 1 << evidence as u64;
    }

    pub(crate) fn has(self, evidence: Evidence) -> bool {
        self.0 & (1 << evidence as u64) != 0
    }

    /// The evidence in the set, in the order of declaration.
    pub(crate) fn iter(self) -> impl Iterator<Item = Evidence> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let lowest = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            Evidence::NAMES.get(lowest).map(|&(evidence, _)| evidence)
        })
    }
}

/// Points of every evidence for every kind, and the points that a mention needs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    points: [Vec<i32>; 3],
    needed: i32,
}

/// Name of the row that holds the points a mention needs.
const NEEDED: &str = "needed";

impl Weights {
    /// Reads `evidence kind points` rows; kind `*` stands for all three. What is not listed is worth nothing.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Weights, Error> {
        let mut weights = Weights { points: std::array::from_fn(|_| vec![0; Evidence::NAMES.len()]), needed: 0 };
        let mut seen = HashMap::new();
        let mut needed = false;
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| Error::invisible(file, bad))?;
            let at = |kind| Error::new(file, row.line, kind);
            if !(3..=4).contains(&row.fields.len()) {
                return Err(at(ErrorKind::Columns { found: row.fields.len(), expected: "3 or 4" }));
            }
            let points: i32 = row.field(2).parse().ok().filter(|p| (-100..=100).contains(p)).ok_or_else(|| {
                at(ErrorKind::Unknown {
                    what: "number of points",
                    found: row.field(2).to_owned(),
                    expected: "an integer from -100 to 100",
                })
            })?;
            let kind = EntityKind::parse(row.field(1));
            if kind.is_none() && row.field(1) != "*" {
                return Err(at(ErrorKind::Unknown {
                    what: "kind",
                    found: row.field(1).to_owned(),
                    expected: "person, place, organization or *",
                }));
            }
            if let Some(first) = seen.insert((row.field(0), row.field(1)), row.line) {
                let found = format!("{} {}", row.field(0), row.field(1));
                return Err(at(ErrorKind::Duplicate { what: "row", found, first }));
            }
            if row.field(0) == NEEDED {
                weights.needed = points;
                needed = kind.is_none();
                continue;
            }
            let evidence = Evidence::parse(row.field(0)).ok_or_else(|| {
                at(ErrorKind::Unknown {
                    what: "evidence",
                    found: row.field(0).to_owned(),
                    expected: "the snake case name of an Evidence, or \"needed\"",
                })
            })?;
            for (&of, list) in EntityKind::ALL.iter().zip(&mut weights.points) {
                if (kind.is_none() || kind == Some(of))
                    && let Some(slot) = list.get_mut(evidence as usize)
                {
                    *slot = points;
                }
            }
        }
        match needed {
            true => Ok(weights),
            false => Err(Error::new(file, 0, ErrorKind::Missing { what: "row \"needed *\"" })),
        }
    }

    /// The same with so many points less needed for a mention.
    pub(crate) fn with_lean(mut self, lean: i32) -> Weights {
        self.needed -= lean;
        self
    }

    fn of(&self, kind: EntityKind, evidence: Evidence) -> i32 {
        self.points.get(kind as usize).and_then(|list| list.get(evidence as usize)).copied().unwrap_or(0)
    }

    /// Points of a set of evidence, less what a mention needs: negative means no mention.
    pub(crate) fn margin(&self, kind: EntityKind, evidence: EvidenceSet) -> i32 {
        evidence.iter().map(|e| self.of(kind, e)).sum::<i32>() - self.needed
    }

    /// The evidence in the order of its weight.
    pub(crate) fn sorted(&self, kind: EntityKind, evidence: EvidenceSet) -> How {
        let mut how = How { list: [Evidence::List; MOST], len: 0 };
        debug_assert!(evidence.iter().count() <= MOST, "more evidence than a mention can have");
        for (slot, found) in how.list.iter_mut().zip(evidence.iter()) {
            *slot = found;
            how.len += 1;
        }
        if let Some(list) = how.list.get_mut(..how.len.into()) {
            list.sort_unstable_by_key(|&e| (-self.of(kind, e).abs(), e));
        }
        how
    }
}

/// More evidence than one mention ever has.
const MOST: usize = 18;

/// Evidence in order, held in place: a page has many mentions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct How {
    list: [Evidence; MOST],
    len: u8,
}

impl How {
    pub(crate) fn as_slice(&self) -> &[Evidence] {
        self.list.get(..self.len.into()).unwrap_or(&[])
    }
}
