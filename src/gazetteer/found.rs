//! [`Match`]: a listed name in a text.

use super::{Clitics, Entity, Gazetteer, Node};
use crate::Span;
use crate::index::variant;

/// A rule by which a name is found under a spelling that no list holds. What a list does hold always comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Variant {
    /// Written in one word or in two: عبد الله and عبدالله, أبو ظبي and أبوظبي, نصر الله and نصرالله.
    Spacing,
    /// Without an article that the list marks as one the name may lose: `(ال)بوسنة`.
    Article,
    /// In another transliteration, where the list marks a name as transliterated: `~ترامب` is found as ترمب too.
    Transliteration,
}

impl Variant {
    pub(crate) fn of(rule: u8) -> Option<Variant> {
        match rule {
            variant::SPACING => Some(Variant::Spacing),
            variant::ARTICLE => Some(Variant::Article),
            variant::TRANSLITERATION => Some(Variant::Transliteration),
            _ => None,
        }
    }
}

/// A listed name found in a text, without regard to its context.
///
/// ```
/// use khabar::Gazetteer;
///
/// let names = Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tبغداد\nperson\tx:2\tبغداد\t?بغداد\n").build()?;
/// let text = "وصل أمس وببَغْدادَ";
/// let hit = names.find_iter(text).next().unwrap();
/// assert_eq!((hit.span().text(text), hit.word_span().text(text)), ("بَغْدادَ", "وببَغْدادَ"));
/// assert!(hit.clitics().conjunction() && hit.clitics().preposition());
/// assert_eq!(hit.entity().id(), "x:1");
/// assert_eq!(hit.entities().count(), 2);
/// assert!(!hit.needs_context() && hit.variant().is_none());
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Match {
    pub(super) gazetteer: Gazetteer,
    pub(super) node: Node,
    pub(super) span: Span,
    pub(super) word_span: Span,
    pub(super) clitics: Clitics,
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
        let record = self.gazetteer.postings(self.node).next().map_or(0, |p| p.record);
        self.gazetteer.entity(record)
    }

    /// Every entity listed under this surface: the caller's own first, with `?` or without; then those listed without
    /// `?` before those with it; then in the order of the rows.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        self.gazetteer.postings(self.node).map(|p| self.gazetteer.entity(p.record))
    }

    /// The rule that made the surface of a listed one; `None` where an entity is listed under it as it stands.
    ///
    /// ```
    /// use khabar::{Gazetteer, Variant};
    ///
    /// let names = Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tأبو ظبي\nplace\tx:2\t(ال)بوسنة والهرسك\n").build()?;
    /// let found: Vec<_> = names.find_iter("بين أبوظبي وبوسنة والهرسك").map(|hit| hit.variant()).collect();
    /// assert_eq!(found, [Some(Variant::Spacing), Some(Variant::Article)]);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn variant(&self) -> Option<Variant> {
        let mut rules = self.gazetteer.postings(self.node).map(|p| p.rule);
        let first = rules.next()?;
        if rules.all(|rule| rule != 0) { Variant::of(first) } else { None }
    }

    /// Whether every entity was listed with `?` under this surface: an ordinary word, or a name shared by many.
    pub fn needs_context(&self) -> bool {
        self.gazetteer.postings(self.node).all(|p| p.weak)
    }
}
