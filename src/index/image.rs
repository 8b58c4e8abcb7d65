//! The image of a list of names: one slice of bytes, written once, searched where it lies.
//!
//! | section | what |
//! |---|---|
//! | header | magic, version, checksum, counts, data version |
//! | slots | an open-addressing table of the hashes of surfaces and of prefixes of two words and more: 32 bits of the hash, "a name goes on here", a surface that ends here |
//! | filter | two bits for every first word that is a name by itself and for every first pair of words |
//! | surfaces | the words of each surface, spelled as keys, and the records it names |
//! | records | kind and fields of each, which is known by the byte it begins at |
//!
//! Two prefixes may share a slot by an accident of hashing. That is harmless: a slot only says where to look on, and
//! what it leads to is compared letter by letter. So inserting and looking up follow one rule, and no hash has to be
//! perfect. Every read is checked against the slice: an image with wrong bytes gives wrong answers, never a panic, and
//! loops are bounded by the number of slots, of words of a name and of bytes.

use std::sync::Arc;

use super::packed::{CHAINED, HIDES, PADDING, PLAIN, Reader, SINGLE, WORDS};
use super::word::Key;

/// First bytes of an image.
pub(super) const MAGIC: [u8; 8] = *b"khabar\x1A\n";

/// Version of the layout and of everything that decides a key: an image of another one cannot be read.
pub(super) const VERSION: u32 = 1;

/// Bytes before the first section.
pub(super) const HEADER: usize = 80;

/// Most words of a name: bounds the work at every word of a text.
pub(crate) const MOST_WORDS: usize = 12;

/// What a surface says of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) record: u32,
    /// The surface was listed with `?`: it needs context.
    pub(crate) weak: bool,
    /// The rule that made the surface of a listed one; 0 where it is listed itself.
    pub(crate) rule: u8,
}

/// Rules fit in so many bits of a posting.
const RULE_BITS: u32 = 3;

/// Why bytes are no image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Damage {
    Foreign,
    Version { found: u32, expected: u32 },
    Length { found: usize, expected: usize },
    Checksum,
    Structure,
}

/// An image and its counts, from which it is cut again and again at next to no cost.
#[derive(Clone, Debug)]
pub(crate) struct Image {
    bytes: Bytes,
    counts: Counts,
}

/// Where the bytes are.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl Image {
    /// Checks the header.
    pub(crate) fn new(bytes: Bytes) -> Result<Image, Damage> {
        let counts = Counts::read(bytes.get())?;
        Ok(Image { bytes, counts })
    }

    /// Checks everything: the checksum, and that no number leads out of its section.
    pub(crate) fn verify(&self) -> Result<(), Damage> {
        let bytes = self.bytes();
        let (head, rest) = bytes.split_at_checked(CHECKSUM_AT).unwrap_or_default();
        let (stored, rest) = rest.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
        if checksum(head, rest) != u64::from_le_bytes(*stored) {
            return Err(Damage::Checksum);
        }
        let view = self.view();
        let in_pool = |slot: &[u8; 8]| {
            let value = u64::from_le_bytes(*slot) as u32;
            Slot(value).surface().is_none_or(|at| (at as usize) < view.pool.len())
        };
        // `fold` and not `all`: a loop without a way out is several times faster.
        let sound = view.slots.iter().fold(true, |sound, slot| sound & in_pool(slot));
        if sound { Ok(()) } else { Err(Damage::Structure) }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get()
    }

    /// Number of records.
    pub(crate) fn len(&self) -> usize {
        self.counts.entities as usize
    }

    /// Bytes of all records: each is known by the byte it begins at, which is below.
    pub(crate) fn records_end(&self) -> u32 {
        self.counts.records
    }

    /// Whether a surface hides what lists below have under it.
    pub(crate) fn hides(&self) -> bool {
        self.counts.hiding > 0
    }

    /// The data version that was given to [`super::write::Writer::finish`].
    pub(crate) fn data_version(&self) -> &str {
        let field = self.bytes().get(HEADER - DATA_VERSION_BYTES..HEADER).unwrap_or_default();
        let end = field.iter().position(|&b| b == 0).unwrap_or(field.len());
        field.get(..end).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
    }

    /// The sections.
    #[inline]
    pub(crate) fn view(&self) -> View<'_> {
        let mut rest = self.bytes().get(HEADER..).unwrap_or_default();
        let mut take = |count: u32, width: usize| {
            let (section, tail) = rest.split_at_checked(count as usize * width).unwrap_or_default();
            rest = tail;
            section
        };
        let counts = &self.counts;
        View {
            slots: take(counts.slots, 8).as_chunks().0,
            filter: take(counts.filter, 8).as_chunks().0,
            pool: take(counts.pool, 1),
            records: take(counts.records, 1),
            // OK for a wrong number: a look-up goes round once at most.
            most_probes: counts.most_probes.min(counts.slots) as usize,
        }
    }
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

pub(super) const DATA_VERSION_BYTES: usize = 24;

/// An image cut into its sections.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    slots: &'a [[u8; 8]],
    filter: &'a [[u8; 8]],
    pool: &'a [u8],
    records: &'a [u8],
    most_probes: usize,
}

/// What is known of a prefix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot(pub(super) u32);

impl Slot {
    pub(super) const GOES_ON: u32 = 1 << 31;

    /// Whether a longer name may begin with the prefix.
    pub(crate) fn goes_on(self) -> bool {
        self.0 & Self::GOES_ON != 0
    }

    /// A surface that may end here.
    pub(crate) fn surface(self) -> Option<u32> {
        (self.0 & !Self::GOES_ON).checked_sub(1)
    }
}

/// The hash of a prefix with one more word.
#[inline]
pub(crate) fn longer(prefix: u64, word: u64) -> u64 {
    let x = (prefix ^ word.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (x ^ x >> 31).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The counts in a header, in their order.
#[derive(Clone, Copy, Debug)]
struct Counts {
    slots: u32,
    filter: u32,
    pool: u32,
    /// Bytes of all records.
    records: u32,
    /// Number of records.
    entities: u32,
    most_probes: u32,
    hiding: u32,
}

impl Counts {
    fn read(bytes: &[u8]) -> Result<Counts, Damage> {
        let (Some(head), Some(header)) = (bytes.first_chunk::<8>(), bytes.first_chunk::<HEADER>()) else {
            return Err(Damage::Foreign);
        };
        if *head != MAGIC {
            return Err(Damage::Foreign);
        }
        let number = |at: usize| header.get(at..).and_then(|b| b.first_chunk()).map_or(0, |b| u32::from_le_bytes(*b));
        if number(8) != VERSION {
            return Err(Damage::Version { found: number(8), expected: VERSION });
        }
        let counts = Counts {
            slots: number(24),
            filter: number(28),
            pool: number(32),
            records: number(36),
            entities: number(40),
            most_probes: number(44),
            hiding: number(48),
        };
        let expected = counts.len();
        match expected == bytes.len() as u64 && counts.filter.is_power_of_two() && counts.slots > 0 {
            true => Ok(counts),
            false => Err(Damage::Length { found: bytes.len(), expected: expected as usize }),
        }
    }

    fn len(&self) -> u64 {
        let [slots, filter, pool, records] = [self.slots, self.filter, self.pool, self.records].map(u64::from);
        HEADER as u64 + slots * 8 + filter * 8 + pool + records
    }
}

impl<'a> View<'a> {
    /// An image of nothing.
    pub(crate) const EMPTY: View<'static> = View { slots: &[], filter: &[], pool: &[], records: &[], most_probes: 0 };

    /// Every surface, in the order they lie in.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = u32> + use<'a> {
        let (pool, mut at) = (self.pool, 0);
        std::iter::from_fn(move || {
            let mut read = Reader::new(pool, at).filter(|read| read.0.len() > PADDING)?;
            let surface = at;
            let mut postings = Postings::read(&mut read)?;
            while postings.next().is_some() {}
            at = (pool.len() - postings.read.0.len()) as u32;
            // OK because every surface takes a byte at least: `at` grows.
            Some(surface)
        })
    }

    /// Whether a name may begin with this word alone or this pair of words, given the hash. A false yes is harmless.
    #[inline]
    pub(crate) fn may_begin(&self, hash: u64) -> bool {
        let (at, bits) = filter_bits(hash, self.filter.len());
        self.filter.get(at).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
    }

    /// What is known of a prefix.
    #[inline]
    pub(crate) fn slot(&self, hash: u64) -> Option<Slot> {
        let mut at = slot_of(hash, self.slots.len());
        for _ in 0..=self.most_probes {
            let slot = u64::from_le_bytes(*self.slots.get(at)?);
            if slot == 0 {
                return None;
            }
            if (slot >> 32) as u32 == hash as u32 {
                return Some(Slot(slot as u32));
            }
            at += 1;
            if at == self.slots.len() {
                at = 0;
            }
        }
        None
    }

    /// The surface at `at`, or chained to it, that has these words; `spelled` spells a word whose key is a hash.
    #[inline]
    pub(crate) fn verified(
        &self,
        mut at: u32,
        words: usize,
        key: impl Fn(usize) -> Key,
        spelled: impl Fn(usize) -> String,
    ) -> Option<u32> {
        // OK because a link leads backwards: a surface is chained to one written before it.
        loop {
            let mut read = Reader::new(self.pool, at)?;
            let head = read.byte()?;
            let link = if head & CHAINED != 0 { Some(read.number()?) } else { None };
            let same = usize::from(head & WORDS) == words && (0..words).all(|n| read.is_word(key(n), || spelled(n)));
            if same {
                return Some(at);
            }
            at = link.filter(|&link| link < at)?;
        }
    }

    /// The surface of a phrase.
    pub(crate) fn find(&self, keys: &[Key], spelled: impl Fn(usize) -> String) -> Option<u32> {
        let at = self.slot(hash_of(keys))?.surface()?;
        self.verified(at, keys.len(), |n| keys.get(n).copied().unwrap_or_default(), spelled)
    }

    /// The keys of a surface, and how it spells those words whose key is a hash.
    pub(crate) fn words_of(&self, surface: u32) -> Vec<(Key, String)> {
        let words = || {
            let mut read = Reader::new(self.pool, surface)?;
            let head = read.head()?;
            Some((0..head & WORDS).map_while(|_| read.word()).collect())
        };
        words().unwrap_or_default()
    }

    /// What a surface says of its records: unmarked ones first, then in the order of the records.
    pub(crate) fn postings(&self, surface: u32) -> Postings<'a> {
        let read = Reader::new(self.pool, surface);
        read.and_then(|mut read| Postings::read(&mut read)).unwrap_or(Postings {
            read: Reader(&[]),
            left: 0,
            plain: false,
        })
    }

    /// Whether the surface hides what lists below have under it.
    pub(crate) fn hides(&self, surface: u32) -> bool {
        Reader::new(self.pool, surface).and_then(|mut read| read.byte()).is_some_and(|head| head & HIDES != 0)
    }

    /// The kind of a record.
    pub(crate) fn kind(&self, record: u32) -> Option<u8> {
        self.records.get(record as usize).copied()
    }

    /// A field of a record, empty where it was not given or is no UTF-8.
    pub(crate) fn field(&self, record: u32, field: usize) -> &'a str {
        field_of(self.records, record, field)
    }

    /// Every record.
    pub(crate) fn records(&self) -> impl Iterator<Item = u32> + use<'a> {
        let mut read = Reader(self.records);
        let end = self.records.len();
        std::iter::from_fn(move || {
            let record = end - read.0.len();
            let (_, given) = (read.byte()?, read.byte()?);
            for _ in 0..given.count_ones() {
                read.bytes()?;
            }
            Some(record as u32)
        })
    }
}

/// Iterator of [`View::postings`].
#[derive(Clone, Debug)]
pub(crate) struct Postings<'a> {
    read: Reader<'a>,
    left: u32,
    plain: bool,
}

impl<'a> Postings<'a> {
    /// Those of the surface that begins where `read` stands.
    fn read(read: &mut Reader<'a>) -> Option<Postings<'a>> {
        let head = read.head()?;
        for _ in 0..head & WORDS {
            read.skip_word()?;
        }
        let left = if head & SINGLE != 0 { 1 } else { read.number()? };
        Some(Postings { read: *read, left, plain: head & PLAIN != 0 })
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let low = if self.plain { 0 } else { self.read.byte()? };
        let record = self.read.number()?;
        Some(Posting { record, weak: low & 1 != 0, rule: low >> 1 & ((1 << RULE_BITS) - 1) })
    }
}

/// A field of a record among `records`, empty where it was not given or is no UTF-8.
pub(super) fn field_of(records: &[u8], record: u32, field: usize) -> &str {
    let read = || {
        let mut read = Reader::new(records, record)?;
        let (_, given) = (read.byte()?, read.byte()?);
        for n in (0..field).filter(|n| given >> n & 1 != 0) {
            debug_assert!(n < FIELDS, "fields have a bit each");
            read.bytes()?;
        }
        if given >> field & 1 != 0 { read.bytes() } else { None }
    };
    read().and_then(|field| std::str::from_utf8(field).ok()).unwrap_or("")
}

/// Most fields of a record: each has a bit that says whether it is there.
pub(crate) const FIELDS: usize = 8;

#[inline]
pub(super) fn slot_of(hash: u64, slots: usize) -> usize {
    ((u128::from(hash) * slots as u128) >> 64) as usize
}

/// Which two bits of which word of a filter of so many words, a power of two.
#[inline]
pub(super) fn filter_bits(hash: u64, words: usize) -> (usize, u64) {
    ((hash >> 12) as usize & words.wrapping_sub(1), 1 << (hash & 63) | 1 << (hash >> 6 & 63))
}

pub(super) const CHECKSUM_AT: usize = 16;

/// 64 bits of all that is not the checksum. Every step is one to one in its input, so no changed byte goes unseen.
pub(super) fn checksum(head: &[u8], rest: &[u8]) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let step = |lane: u64, word: [u8; 8]| (lane ^ u64::from_le_bytes(word)).wrapping_mul(ODD).rotate_left(29);
    // Independent lanes keep the multiplier busy.
    let mut lanes = [1_u64, 2, 3, 4, 5, 6, 7, 8];
    for part in [head, rest] {
        let (blocks, tail) = part.as_chunks::<64>();
        for block in blocks {
            for (lane, word) in lanes.iter_mut().zip(block.as_chunks().0) {
                *lane = step(*lane, *word);
            }
        }
        let (words, bytes) = tail.as_chunks();
        let mut last = [0; 8];
        last.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        for (lane, word) in lanes.iter_mut().zip(words.iter().chain([&last])) {
            *lane = step(*lane, *word);
        }
    }
    lanes.into_iter().fold(rest.len() as u64, |sum, lane| step(sum, lane.to_le_bytes()))
}

/// The hash of a phrase.
pub(super) fn hash_of(keys: &[Key]) -> u64 {
    let mut hashes = keys.iter().map(|key| key.hash());
    let first = hashes.next().unwrap_or(0);
    hashes.fold(first, longer)
}
