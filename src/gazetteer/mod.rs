//! [`Gazetteer`]: lists of names, matched as whole words over raw text.

mod builder;
pub(crate) mod clitic;
mod entity;
mod found;
#[cfg(feature = "import")]
pub mod import;
mod layer;
mod overlap;
pub(crate) mod peel;
pub(crate) mod search;

use std::fmt;
use std::sync::Arc;

pub use builder::GazetteerBuilder;
pub use clitic::Clitics;
pub use entity::{Entity, EntityKind};
pub use found::{Match, Variant};
pub(crate) use layer::Node;
use layer::{Stack, Views};
pub use overlap::Overlap;

use crate::Error;
use crate::index::image::{Bytes, Image, Posting};
use crate::index::names::field;
use crate::index::word::Word;
use clitic::Reading;

/// Names of people, places and organizations, found as whole words in raw text: hamza, diacritics, tatweel and
/// presentation forms do not matter, proclitics are peeled, offsets are those of the text.
///
/// The names are one slice of bytes, searched where it lies: [`Gazetteer::builder`] makes it of lists,
/// [`Gazetteer::to_bytes`] gives it out, [`Gazetteer::from_static`] and [`Gazetteer::from_bytes`] open it. Names of
/// one's own go above others in a layer, which leaves those as they are: [`GazetteerBuilder::above`]. Where names
/// overlap, [`Overlap`] says which are given.
///
/// ```
/// use khabar::Gazetteer;
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
/// # What is found
///
/// - Spelling: hamza, ة and ه, ى and ي, marks, tatweel, presentation forms, digits of every kind and Latin case do not
///   matter.
/// - Proclitics: one each of أ, و or ف, ب ل ك or س, and the article, in this order; after ل the article is لل, and a
///   name listed with its article is found behind it. The name as it stands is preferred to one with letters cut, and a
///   cut leaves at least three letters of a name of one word (four after أ, س and an article that the list does not
///   have), one letter of the first word of a longer name. Nothing is cut at the end of a word.
/// - [`Variant`]s: عبد الله and عبدالله, أبو ظبي and أبوظبي; an article that a row puts in parentheses; one letter of a
///   name that a row marks with `~` as transliterated (ترامب and ترمب, غوتيريش and جوتيريش). Doubtful ones need
///   context.
/// - A name lies within one line. Its words are separated by white space of any width and at most four hyphens and
///   quotes, and by a full stop after a lone letter.
///
/// # Costs
///
/// Cloning is cheap (one reference count). A search takes time linear in the text, a few look-ups a word whatever the
/// number of names; at every word at most twelve words are looked at. Memory is that of the image, and of a few hundred
/// words while a search goes on; [`Overlap::ByPriority`] also keeps names that hang together.
///
/// One thread of a shared 2-core virtual machine (AMD EPYC, 22 November 2026), synthetic names and 4 MB of generated
/// news with a name every ten words (`benches/peers`, groups `gazetteer-…`; ranges of several runs), automata being
/// given text that is folded already: 100,000 names in 2.9 to 3.4 times the speed of aho-corasick 1.1 (contiguous NFA,
/// leftmost-longest) and 1.5 to 2.4 times that of daachorse 5.1 (charwise); 1,000,000 names in 5.9 to 7.3 and 3.7 to
/// 4.0 times. Building takes 0.5 to 1.4 µs a name, an image 40 bytes a name beside its strings, opening one less than a
/// microsecond, checking one of 100,000 names 0.3 ms. The built-in names (88,000 surfaces, 134,000 with `builtin-full`):
/// 2.5 to 3.6 and 1.5 to 1.9 times on sentences that people wrote, 2.4 to 3.2 and 1.2 to 1.6 on the generated news, the
/// lower end on a quiet machine; opened in less than a microsecond, at the first use in some 20, checked in 0.3 and 0.5 ms.
///
/// # Limits
///
/// At most 12 words a name, and 2 GB of surfaces or 4 GB of fields an image. An image can be read by the version of the
/// layout that wrote it, on every platform; the checksum tells accidents, not forgery. Initials (ج. بوش) and numbers of
/// kings are not found by rule: list them as aliases.
#[derive(Clone)]
pub struct Gazetteer {
    stack: Arc<Stack>,
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
    ///
    /// ```
    /// use khabar::{EntityKind, Gazetteer};
    ///
    /// let names = Gazetteer::builder().entity(EntityKind::Place, "loc:nada", "عين الندى", &[]).build()?;
    /// assert_eq!(names.find_iter("في عين الندى").count(), 1);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// What the lists hold, leftmost-longest over words, in order and without overlap. No context is read:
    /// ambiguous surfaces are returned too, with [`Match::needs_context`] set. Reads a few hundred words ahead.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let names = Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tعين\nplace\tx:2\tعين الندى\n").build()?;
    /// let text = "وعين الندى ثم عين";
    /// let found: Vec<_> = names.find_iter(text).map(|hit| hit.span().text(text)).collect();
    /// assert_eq!(found, ["عين الندى", "عين"]);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match> + use<'t> {
        self.find_iter_with(text, Overlap::LeftmostLongest)
    }

    /// As [`Gazetteer::find_iter`], with a choice of what is given where names share words.
    ///
    /// ```
    /// use khabar::{Gazetteer, Overlap};
    ///
    /// let names = Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tعين\nplace\tx:2\tعين الندى\n").build()?;
    /// assert_eq!(names.find_iter_with("عين الندى", Overlap::All).count(), 2);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn find_iter_with<'t>(&self, text: &'t str, overlap: Overlap) -> impl Iterator<Item = Match> + use<'t> {
        overlap::Finder::new(self.clone(), text, overlap)
    }

    /// A gazetteer that lies in the program, such as a file that [`Gazetteer::to_bytes`] wrote and `include_bytes!`
    /// embeds. Only the header is checked, in less than 20 µs whatever the size; nothing is copied. Bytes that are
    /// damaged behind the header give wrong answers, but never a panic or an endless loop.
    ///
    /// # Errors
    ///
    /// The bytes are no gazetteer, were written by another version of the layout, or are not as long as they should be.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// assert!(Gazetteer::from_static(b"kind,id,name").is_err());
    /// ```
    pub fn from_static(bytes: &'static [u8]) -> Result<Gazetteer, Error> {
        let image = Image::new(Bytes::Static(bytes)).map_err(Error::damage)?;
        Ok(Gazetteer::of(Stack::new(vec![image], &[])))
    }

    /// A gazetteer that [`Gazetteer::to_bytes`] wrote. Everything is checked.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::from_static`], and where a byte has changed.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let names = Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tعين الماء\n").build()?;
    /// let mut bytes = names.to_bytes();
    /// let again = Gazetteer::from_bytes(bytes.clone())?;
    /// assert_eq!(again.find_iter("في عين الماء").count(), 1);
    /// bytes[200] ^= 1;
    /// assert!(Gazetteer::from_bytes(bytes).is_err());
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Result<Gazetteer, Error> {
        let image = Image::new(Bytes::Shared(bytes.into())).map_err(Error::damage)?;
        image.verify().map_err(Error::damage)?;
        Ok(Gazetteer::of(Stack::new(vec![image], &[])))
    }

    /// Checks every byte of every layer, as [`Gazetteer::from_bytes`] does.
    ///
    /// # Errors
    ///
    /// A byte has changed since the gazetteer was written.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let mut bytes = Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tعين الماء\n").build()?.to_bytes();
    /// bytes[200] ^= 1;
    /// let damaged = Gazetteer::from_static(bytes.leak())?;
    /// assert!(damaged.verify().is_err());
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn verify(&self) -> Result<(), Error> {
        self.stack.layers().iter().try_for_each(|layer| layer.image.verify()).map_err(Error::damage)
    }

    /// The gazetteer as one slice of bytes, the same on every platform: for a file, a cache, another process. Layers
    /// become one: what an upper one hides is left out, and its names stay before those of the lower ones, though
    /// [`Overlap::ByPriority`] no longer ranks them higher. Surfaces that were hidden are hidden in whatever the bytes
    /// are put above; so a list that only hides can be saved too.
    ///
    /// One layer by itself is copied; several are built again, at the cost of building.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let hides = Gazetteer::builder().hide_surface("عين").build()?.to_bytes();
    /// let base = Gazetteer::builder().tsv("base.tsv", "place\tx:1\tعين\nplace\tx:2\tوادي الندى\n").build()?;
    /// let names = Gazetteer::builder().above(Gazetteer::from_bytes(hides)?).above(base).build()?;
    /// assert_eq!(names.find_iter("عين ثم وادي الندى").count(), 1);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        self.stack.to_bytes()
    }

    /// The version of the data that the lowest layer was made of; for built-in names
    /// [`DATA_VERSION`](crate::DATA_VERSION), empty for the caller's.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// assert_eq!(Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tعين\n").build()?.data_version(), "");
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn data_version(&self) -> &str {
        self.stack.layers().last().map_or("", |layer| layer.image.data_version())
    }

    fn of(stack: Stack) -> Gazetteer {
        Gazetteer { stack: Arc::new(stack) }
    }

    /// Number of entities, hidden ones left out.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// assert_eq!(Gazetteer::builder().tsv("mine.tsv", "place\tx:1\tعين\n").build()?.len(), 1);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn len(&self) -> usize {
        self.stack.len()
    }

    /// Whether the gazetteer holds no entity.
    ///
    /// ```
    /// assert!(khabar::Gazetteer::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every entity, in the order of the lists, those of upper layers first.
    ///
    /// ```
    /// use khabar::Gazetteer;
    ///
    /// let names = Gazetteer::builder().tsv("mine.tsv", "place\tx:2\tعين\nplace\tx:1\tوادي\n").build()?;
    /// assert_eq!(names.entities().map(|entity| entity.id().to_owned()).collect::<Vec<_>>(), ["x:2", "x:1"]);
    /// # Ok::<(), khabar::Error>(())
    /// ```
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        self.stack.records().map(|n| self.entity(n))
    }

    pub(crate) fn entity(&self, record: u32) -> Entity {
        Entity { gazetteer: self.clone(), record }
    }

    fn field(&self, record: u32, field: usize) -> &str {
        self.stack.field(record, field)
    }

    pub(crate) fn kind_of(&self, record: u32) -> Option<EntityKind> {
        EntityKind::ALL.get(usize::from(self.stack.kind(record)?)).copied()
    }

    pub(crate) fn country_of(&self, record: u32) -> &str {
        self.field(record, field::COUNTRY)
    }

    pub(crate) fn class_of(&self, record: u32) -> &str {
        self.field(record, field::CLASS)
    }

    pub(crate) fn name_of(&self, record: u32) -> &str {
        self.field(record, field::NAME)
    }

    /// Whether a club is listed under the surface.
    pub(crate) fn is_club(&self, node: Node) -> bool {
        self.postings(node).any(|p| self.class_of(p.record) == "club")
    }

    /// Whether all that is listed under the surface is called by its bare name.
    pub(crate) fn stands_without_head(&self, node: Node) -> bool {
        let bare = |record| matches!(self.class_of(record), "newspaper" | "website" | "channel" | "club");
        self.postings(node).all(|p| bare(p.record))
    }

    /// What is listed under a surface: the caller's own entities first; then those listed without `?`; then in the
    /// order of the rows.
    pub(crate) fn postings(&self, node: Node) -> impl Iterator<Item = Posting> + Clone + '_ {
        self.stack.postings(node)
    }

    /// The surface that these words are, the first of them so read.
    pub(crate) fn surface(&self, text: &str, reading: Reading, words: &[Word]) -> Option<Node> {
        self.stack.surface(text, reading, words)
    }

    fn views(&self) -> Views<'_> {
        self.stack.views()
    }

    /// Whether anything that is not hidden is listed under the surface.
    fn shows(&self, node: Node) -> bool {
        self.stack.shows(node)
    }
}

/// A gazetteer without names.
impl Default for Gazetteer {
    fn default() -> Gazetteer {
        Gazetteer::of(Stack::new(Vec::new(), &[]))
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("entities", &self.len()).finish_non_exhaustive()
    }
}
