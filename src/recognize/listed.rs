//! Candidates that a gazetteer lists.

use super::candidate::{Candidate, title_before};
use super::evidence::Evidence;
use super::lexicon::{Class, Country};
use super::line::{Line, Token};
use crate::gazetteer::clitic::Reading;
use crate::gazetteer::search::{Hit, Run, longest_at_each};
use crate::gazetteer::{EntityKind, Gazetteer, Node, Variant};

/// The longest listed name that begins at a token, and as what it is listed: many ask, and the lists are slow to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    pub(crate) hit: Hit,
    /// A bit for every kind.
    kinds: u8,
    /// The same of those whose surface needs no context.
    sure: u8,
    /// Of those that are listed with just these words, not by a rule.
    plain: u8,
    /// One of the places is a country or capital.
    prominent: bool,
    /// One of the bodies is a ministry.
    ministry: bool,
    /// The rule that makes the surface of each kind's first.
    variants: [Option<Variant>; 3],
    /// The first of the places.
    place: Option<u32>,
}

impl Listing {
    fn new(names: &Gazetteer, hit: Hit) -> Listing {
        let mut listing = Listing {
            hit,
            kinds: 0,
            sure: 0,
            plain: 0,
            prominent: false,
            ministry: false,
            variants: [None; 3],
            place: None,
        };
        names.postings(hit.node).for_each(|posting| {
            let Some(kind) = names.kind_of(posting.record) else { return };
            let bit = bit(kind);
            listing.kinds |= bit;
            listing.sure |= if posting.weak { 0 } else { bit };
            listing.plain |= if posting.rule == 0 { bit } else { 0 };
            if let Some(variant) = listing.variants.get_mut(kind as usize).filter(|v| v.is_none()) {
                *variant = Variant::of(posting.rule);
            }
            match kind {
                EntityKind::Person => {}
                EntityKind::Place => {
                    listing.place.get_or_insert(posting.record);
                    listing.prominent |= matches!(names.class_of(posting.record), "country" | "capital");
                }
                EntityKind::Organization => listing.ministry |= names.class_of(posting.record) == "ministry",
            }
        });
        listing
    }

    /// The rule that makes its surface as this kind, if none is listed with just these words.
    fn variant(&self, kind: EntityKind) -> Option<Variant> {
        self.variants.get(kind as usize).copied().flatten().filter(|_| self.plain & bit(kind) == 0)
    }

    /// Whether it is listed as this kind.
    pub(crate) fn is(&self, kind: EntityKind) -> bool {
        self.kinds & bit(kind) != 0
    }

    /// Whether it is listed as anything under a surface that needs no context.
    pub(crate) fn is_sure(&self) -> bool {
        self.sure != 0
    }

    /// Whether it is listed as this kind under a surface that needs no context.
    pub(crate) fn is_sure_as(&self, kind: EntityKind) -> bool {
        self.sure & bit(kind) != 0
    }

    /// The same of another kind than this.
    pub(crate) fn is_sure_but(&self, kind: EntityKind) -> bool {
        self.sure & !bit(kind) != 0
    }
}

fn bit(kind: EntityKind) -> u8 {
    1 << kind as u8
}

/// For every token of the line: what is listed that begins there. A word that begins an unambiguous name is no unknown word
/// any more.
pub(crate) fn hits(names: &Gazetteer, line: &mut Line<'_>, run: &mut Run, listings: &mut Vec<Option<Listing>>) {
    let Line { text, words, tokens, .. } = line;
    listings.clear();
    listings.resize(words.len(), None);
    longest_at_each(names, text, words, run, |at, hit| {
        let listing = Listing::new(names, hit);
        if let Some(token) = tokens.get_mut(at) {
            token.sense.unknown &= !listing.is_sure();
            // قطر in أمير قطر says as much as القطري.
            if token.sense.country == Country::NONE
                && let Some(place) = listing.place
            {
                token.sense.country = Country::of(names.country_of(place));
            }
        }
        if let Some(slot) = listings.get_mut(at) {
            *slot = Some(listing);
        }
    });
}

/// A hit less the words that the name stands without: a head before it (صحيفة ديلي ميل) or a nationality after it (الهلال
/// السعودي), where what is left is a surface of one of the same entities.
fn trimmed(names: &Gazetteer, line: &Line<'_>, at: usize, hit: &Hit) -> Option<(usize, Hit)> {
    let (first, last) = (line.token(at)?, line.token(at + hit.len - 1)?);
    let out = Class::ORG_HEAD_OUT | Class::PLACE_HEAD_OUT;
    let shares = |node: Node| {
        let same = |record| names.postings(hit.node).any(|p| p.record == record);
        names.postings(node).any(|p| same(p.record))
    };
    let quoted = line.token(at + 1).is_some_and(|t| t.opened) && first.is(Class::ORG_HEAD);
    let head = first.is(out) && !first.is_whole(Class::NAME) || quoted;
    let (from, len, reading) = if hit.len > 1 && head {
        (at + 1, hit.len - 1, Reading::whole(&line.token(at + 1)?.word))
    } else if hit.len > 1 && last.sense.nation && last.sense.article && names.is_club(hit.node) {
        (at, hit.len - 1, hit.reading)
    } else {
        return None;
    };
    let known = names.surface(line.text, reading, line.words.get(from..from + len)?).is_some_and(shares);
    // A newspaper, site or club stands without its head whatever it is called ([مكة] in صحيفة مكة).
    (known || quoted || from > at && names.stands_without_head(hit.node))
        .then_some((from, Hit { len, reading, node: hit.node }))
}

/// One candidate for every kind that the hit at token `at` is listed as.
pub(crate) fn candidates<'a>(
    names: &'a Gazetteer,
    line: &'a Line<'_>,
    at: usize,
    listing: &'a Listing,
) -> impl Iterator<Item = Candidate> + 'a {
    let (at, listing) = match trimmed(names, line, at, &listing.hit) {
        Some((at, hit)) => (at, Listing::new(names, hit)),
        None => (at, *listing),
    };
    let hit = listing.hit;
    // محمد على الأرض, حمد ربه على سلامة أسرته: the preposition على is no علي, unless a title is before it.
    let first = line.ends_in_preposition(at) && title_before(line, at).is_none();
    let preposition = hit.len > 1 && (first || line.ends_in_preposition(at + hit.len - 1));
    // A body inside an office title is no mention (وزيرة الخارجية الأميركية).
    let in_title = listing.ministry
        && line.token(at).is_some_and(|t| t.follows() && !t.is(Class::ORG_HEAD))
        && line.before(at).is_some_and(Token::takes_complement);
    let proposed = move |kind| listing.is(kind) && !preposition && !(in_title && kind == EntityKind::Organization);
    EntityKind::ALL.iter().copied().filter(move |&kind| proposed(kind)).map(move |kind| {
        let mut candidate = Candidate::new(at, at + hit.len, hit.reading, kind);
        candidate.node = Some(hit.node);
        let weak = listing.sure & bit(kind) == 0;
        candidate.evidence.add(if weak { Evidence::WeakList } else { Evidence::List });
        match listing.variant(kind) {
            Some(Variant::Spacing) => candidate.evidence.add(Evidence::Spacing),
            Some(Variant::Article) => candidate.evidence.add(Evidence::OptionalArticle),
            Some(Variant::Transliteration) => candidate.evidence.add(Evidence::Transliteration),
            None => {}
        }
        if hit.len > 1 {
            candidate.evidence.add(Evidence::MultiWord);
        }
        if hit.reading.clitics.article() && !hit.reading.restored {
            candidate.evidence.add(Evidence::Article);
        }
        if hit.len == 1 && line.token(at).is_some_and(|token| ordinary(token, weak, hit.reading.cut > 0)) {
            candidate.evidence.add(Evidence::OrdinaryWord);
        }
        // أ and س stand before verbs (أكواد is a plural, استمارة a noun).
        let before_verbs = hit.reading.clitics.question() || hit.reading.clitics.future();
        let inflected =
            hit.len == 1 && hit.reading.cut > 0 && line.token(at).is_some_and(|token| token.sense.inflected);
        if before_verbs || inflected {
            candidate.evidence.add(Evidence::OtherReading);
        }
        if weak && kind == EntityKind::Place && listing.prominent {
            candidate.evidence.add(Evidence::Prominent);
        }
        candidate
    })
}

/// Whether a lone word reads as an ordinary one first.
fn ordinary(token: &Token, weak: bool, cut: bool) -> bool {
    let whole = token.sense.whole;
    let grammar = Class::FUNCTION | Class::VERB | Class::TITLE | Class::OFFICE | Class::ORG_HEAD | Class::PLACE_HEAD;
    match (weak, cut) {
        // A cut is a second reading: what the word is without it comes first.
        (_, true) => whole.any(grammar | Class::NAME) || weak && token.is(grammar | Class::COMMON),
        (true, false) => token.is(grammar | Class::COMMON | Class::ORDINARY_NAME),
        (false, false) => whole.any(Class::FUNCTION),
    }
}
