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
//! Two prefixes may share a slot by an accident of hashing. That is harmless: a slot only says where to look on, and what
//! it leads to is compared letter by letter. So inserting and looking up follow one rule, and no hash has to be perfect.
//! Every read is checked against the slice: an image with wrong bytes gives wrong answers, never a panic, and loops are
//! bounded by the number of slots, of words of a name and of bytes.

use std::sync::Arc;

use super::word::{Key, Word, spell};

/// First bytes of an image.
const MAGIC: [u8; 8] = *b"khabar\x1A\n";

/// Version of the layout and of everything that decides a key: an image of another one cannot be read.
const VERSION: u32 = 1;

/// Bytes before the first section.
const HEADER: usize = 80;

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

    /// The data version that was given to [`Writer::finish`].
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
            most_probes: counts.most_probes as usize,
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

const DATA_VERSION_BYTES: usize = 24;

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
pub(crate) struct Slot(u32);

impl Slot {
    const GOES_ON: u32 = 1 << 31;

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
        read.and_then(|mut read| Postings::read(&mut read)).unwrap_or(Postings { read: Reader(&[]), left: 0 })
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
        let read = || {
            let mut read = Reader::new(self.records, record)?;
            let (_, given) = (read.byte()?, read.byte()?);
            for n in (0..field).filter(|n| given >> n & 1 != 0) {
                debug_assert!(n < FIELDS, "fields have a bit each");
                read.bytes()?;
            }
            if given >> field & 1 != 0 { read.bytes() } else { None }
        };
        read().and_then(|field| std::str::from_utf8(field).ok()).unwrap_or("")
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
}

impl<'a> Postings<'a> {
    /// Those of the surface that begins where `read` stands.
    fn read(read: &mut Reader<'a>) -> Option<Postings<'a>> {
        let head = read.head()?;
        for _ in 0..head & WORDS {
            read.skip_word()?;
        }
        let left = if head & SINGLE != 0 { 1 } else { read.number()? };
        Some(Postings { read: *read, left })
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let low = self.read.byte()?;
        let record = self.read.number()?;
        Some(Posting { record, weak: low & 1 != 0, rule: low >> 1 & ((1 << RULE_BITS) - 1) })
    }
}

/// Most fields of a record: each has a bit that says whether it is there.
pub(crate) const FIELDS: usize = 8;

/// Head byte of a surface: its number of words, and flags.
const WORDS: u8 = 0x0F;
/// The link to another surface that shares the slot follows.
const CHAINED: u8 = 0x10;
/// There is one posting, and no count.
const SINGLE: u8 = 0x20;
/// Bytes behind the last surface, so that sixteen can be read at any word.
const PADDING: usize = 16;
/// What lists below have under the surface is hidden.
const HIDES: u8 = 0x40;
/// Head byte of a word whose letters follow as UTF-8; below it the number of one-byte letter codes.
const SPELLED: u8 = 0xFF;

/// Reads numbers and strings off a slice.
#[derive(Clone, Copy, Debug)]
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], at: u32) -> Option<Reader<'a>> {
        bytes.get(at as usize..).map(Reader)
    }

    #[inline]
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    /// Seven bits a byte, lowest first.
    #[inline]
    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The head byte of a surface, its link passed over.
    fn head(&mut self) -> Option<u8> {
        let head = self.byte()?;
        if head & CHAINED != 0 {
            self.number()?;
        }
        Some(head)
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.number()? as usize;
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Whether the next word is this one; stays where it is if not.
    #[inline]
    fn is_word(&mut self, key: Key, spelled: impl FnOnce() -> String) -> bool {
        let Some(len) = self.byte() else { return false };
        if len == SPELLED {
            return !key.is_exact() && self.bytes().is_some_and(|letters| letters == spelled().as_bytes());
        }
        // The pool ends in padding, so that sixteen bytes can be read at any word.
        let Some((codes, (_, rest))) = self.0.first_chunk().zip(self.0.split_at_checked(len.into())) else {
            return false;
        };
        self.0 = rest;
        key == Key::from_codes(*codes, len)
    }

    fn word(&mut self) -> Option<(Key, String)> {
        let len = self.byte()?;
        if len == SPELLED {
            let letters = std::str::from_utf8(self.bytes()?).ok()?;
            return Some((Key::of(letters)?, letters.to_owned()));
        }
        let key = Key::from_codes(*self.0.first_chunk()?, len);
        self.0 = self.0.get(len.into()..)?;
        Some((key, String::new()))
    }

    fn skip_word(&mut self) -> Option<()> {
        let len = match self.byte()? {
            SPELLED => self.number()? as usize,
            len => len.into(),
        };
        self.0 = self.0.get(len..)?;
        Some(())
    }
}

#[inline]
fn slot_of(hash: u64, slots: usize) -> usize {
    (u128::from(hash) * slots as u128 >> 64) as usize
}

/// Which two bits of which word of a filter of so many words, a power of two.
#[inline]
fn filter_bits(hash: u64, words: usize) -> (usize, u64) {
    ((hash >> 12) as usize & words.wrapping_sub(1), 1 << (hash & 63) | 1 << (hash >> 6 & 63))
}

const CHECKSUM_AT: usize = 16;

/// 64 bits of all that is not the checksum. Every step is one to one in its input, so no changed byte goes unseen.
fn checksum(head: &[u8], rest: &[u8]) -> u64 {
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

/// Gathers records and their surfaces, and writes the image.
#[derive(Clone, Debug, Default)]
pub(crate) struct Writer {
    /// The words of all surfaces, one after the other.
    keys: Vec<Key>,
    /// Spelling of the words whose key is a hash, by their place in `keys`.
    spelled: Vec<(u32, Box<str>)>,
    uses: Vec<Use>,
    records: Vec<u8>,
    entities: u32,
}

/// A surface of a record, before equal ones are joined.
#[derive(Clone, Copy, Debug)]
struct Use {
    hash: u64,
    /// Where its words begin in `keys`.
    first: u32,
    words: u8,
    /// Surfaces of an upper layer come before those of a lower one.
    layer: u8,
    posting: Option<Posting>,
}

/// The image would be larger than its numbers can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

impl Writer {
    /// The number of the record that will be added next.
    pub(crate) fn next_record(&self) -> u32 {
        self.records.len() as u32
    }

    /// Adds a record.
    pub(crate) fn record(&mut self, kind: u8, fields: [&str; FIELDS]) {
        let given = fields.iter().zip(0..).fold(0, |given, (field, n)| given | u8::from(!field.is_empty()) << n);
        self.records.extend([kind, given]);
        for field in fields.iter().filter(|field| !field.is_empty()) {
            put_number(&mut self.records, field.len() as u32);
            self.records.extend_from_slice(field.as_bytes());
        }
        self.entities += 1;
    }

    /// Whether nothing was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.entities == 0 && self.uses.is_empty()
    }

    /// Adds a surface: one to twelve words of `text`. Without a posting it hides what lists below have under it.
    pub(crate) fn surface(&mut self, text: &str, words: &[Word], posting: Option<Posting>) {
        let first = self.keys.len();
        for word in words {
            self.word(word.key, || spell(text.get(word.start..word.end).unwrap_or("")));
        }
        self.push(first, 0, posting);
    }

    /// Adds a surface that another image has, in layer `layer` of those that become one.
    pub(crate) fn surface_again(&mut self, words: &[(Key, String)], layer: u8, posting: Posting) {
        let first = self.keys.len();
        for (key, spelling) in words {
            self.word(*key, || spelling.clone());
        }
        self.push(first, layer, Some(posting));
    }

    fn word(&mut self, key: Key, spelling: impl FnOnce() -> String) {
        if !key.is_exact() {
            self.spelled.push((self.keys.len() as u32, spelling().into()));
        }
        self.keys.push(key);
    }

    fn push(&mut self, first: usize, layer: u8, posting: Option<Posting>) {
        let keys = self.keys.get(first..).unwrap_or_default();
        if !keys.is_empty() {
            let (hash, words) = (hash_of(keys), keys.len() as u8);
            self.uses.push(Use { hash, first: first as u32, words, layer, posting });
        }
    }

    fn words_of(&self, of: &Use) -> &[Key] {
        let first = of.first as usize;
        self.keys.get(first..first + usize::from(of.words)).unwrap_or_default()
    }

    fn spelling(&self, word: usize) -> &str {
        let at = self.spelled.binary_search_by_key(&word, |(at, _)| *at as usize);
        at.ok().and_then(|at| self.spelled.get(at)).map_or("", |(_, letters)| letters)
    }

    /// Whether two surfaces have the same words.
    fn same(&self, a: &Use, b: &Use) -> bool {
        self.words_of(a) == self.words_of(b)
            && (0..usize::from(a.words)).all(|n| {
                let (x, y) = (a.first as usize + n, b.first as usize + n);
                self.keys.get(x).is_some_and(|key| key.is_exact()) || self.spelling(x) == self.spelling(y)
            })
    }

    /// Writes the image.
    pub(crate) fn finish(mut self, data_version: &str) -> Result<Vec<u8>, TooLarge> {
        // By hash, so that equal surfaces meet and the table is filled from end to end; then as they came.
        let mut uses = std::mem::take(&mut self.uses);
        uses.sort_unstable_by_key(|u| (u.hash, u.first));
        let mut inner = self.inner_prefixes(&uses);
        inner.sort_unstable();
        inner.dedup();
        let mut table = Table::new(inner.len() + uses.len());
        for hash in inner {
            table.entry(hash, |slot| slot | Slot::GOES_ON);
        }
        let mut filter = vec![0_u64; (uses.len() * FILTER_BITS).next_power_of_two().div_ceil(64).next_power_of_two()];
        let mut pool: Vec<u8> = Vec::with_capacity(uses.len() * 20);
        let mut postings: Vec<(u8, Posting)> = Vec::new();
        let mut hiding = 0;
        for run in uses.chunk_by(|a, b| a.hash == b.hash) {
            // Nearly always a run is one surface. Where hashes meet by accident it is more, and each takes a turn.
            let mut run = run.to_vec();
            while let Some(&one) = run.first() {
                let hides = gather(run.iter().filter(|other| self.same(&one, other)), &mut postings);
                hiding += u32::from(hides);
                let at = u32::try_from(pool.len()).map_err(|_| TooLarge)?;
                let mut link = None;
                table.entry(one.hash, |slot| {
                    link = Slot(slot).surface();
                    slot & Slot::GOES_ON | (at + 1)
                });
                self.put_surface(&mut pool, &one, link, hides, &postings);
                let begin = self.words_of(&one).get(..2).map_or(one.hash, |pair| hash_of(pair));
                let (at, bits) = filter_bits(begin, filter.len());
                if let Some(word) = filter.get_mut(at) {
                    *word |= bits;
                }
                run.retain(|other| !self.same(&one, other));
            }
        }
        pool.extend_from_slice(&[0; PADDING]);
        if pool.len() >= Slot::GOES_ON as usize || self.records.len() >= u32::MAX as usize {
            return Err(TooLarge);
        }
        Ok(self.put_together(&table, &filter, &pool, hiding, data_version))
    }

    /// The hashes of all prefixes of two words and more that are followed by another. Of first words the filter knows.
    fn inner_prefixes(&self, uses: &[Use]) -> Vec<u64> {
        let mut inner = Vec::with_capacity(uses.len());
        for one in uses {
            let mut prefix = None;
            for key in self.words_of(one).iter().take(usize::from(one.words) - 1) {
                let hash = prefix.map_or(key.hash(), |prefix| longer(prefix, key.hash()));
                if prefix.replace(hash).is_some() {
                    inner.push(hash);
                }
            }
        }
        inner
    }

    fn put_surface(&self, pool: &mut Vec<u8>, of: &Use, link: Option<u32>, hides: bool, postings: &[(u8, Posting)]) {
        let flag = |on, bit| if on { bit } else { 0 };
        let single = postings.len() == 1;
        pool.push(of.words | flag(link.is_some(), CHAINED) | flag(single, SINGLE) | flag(hides, HIDES));
        if let Some(link) = link {
            put_number(pool, link);
        }
        for (n, key) in self.words_of(of).iter().enumerate() {
            if key.is_exact() {
                let letters = key.letters();
                pool.push(letters as u8);
                pool.extend(key.codes().iter().take(letters));
            } else {
                let letters = self.spelling(of.first as usize + n);
                pool.push(SPELLED);
                put_number(pool, letters.len() as u32);
                pool.extend_from_slice(letters.as_bytes());
            }
        }
        if !single {
            put_number(pool, postings.len() as u32);
        }
        for (_, posting) in postings {
            pool.push(u8::from(posting.weak) | posting.rule << 1);
            put_number(pool, posting.record);
        }
    }

    fn put_together(&self, table: &Table, filter: &[u64], pool: &[u8], hiding: u32, data_version: &str) -> Vec<u8> {
        let mut out =
            Vec::with_capacity(HEADER + (table.slots.len() + filter.len()) * 8 + pool.len() + self.records.len());
        out.extend_from_slice(&MAGIC);
        put(&mut out, [VERSION, 0, 0, 0]);
        let counts = [table.slots.len(), filter.len(), pool.len(), self.records.len(), self.entities as usize];
        put(&mut out, counts.map(|n| n as u32));
        put(&mut out, [table.most_probes as u32, hiding, 0]);
        let version = data_version.as_bytes();
        out.extend(version.iter().copied().chain(std::iter::repeat(0)).take(DATA_VERSION_BYTES));
        out.extend(table.slots.iter().chain(filter).flat_map(|word| word.to_le_bytes()));
        out.extend_from_slice(pool);
        out.extend_from_slice(&self.records);
        let (head, rest) = out.split_at_checked(CHECKSUM_AT).unwrap_or_default();
        let sum = checksum(head, rest.get(8..).unwrap_or_default());
        if let Some(place) = out.get_mut(CHECKSUM_AT..CHECKSUM_AT + 8) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
        out
    }
}

/// Bits of the filter for every surface, at least: with twelve on average one in six is set, and one hash in forty let
/// through for nothing.
const FILTER_BITS: usize = 8;

/// The hash of a phrase.
fn hash_of(keys: &[Key]) -> u64 {
    let mut hashes = keys.iter().map(|key| key.hash());
    let first = hashes.next().unwrap_or(0);
    hashes.fold(first, longer)
}

/// Joins what the uses of one surface say into `postings`, and gives whether it hides what lists below have.
fn gather<'u>(uses: impl Iterator<Item = &'u Use>, postings: &mut Vec<(u8, Posting)>) -> bool {
    postings.clear();
    let mut hides = false;
    for one in uses {
        let Some(new) = one.posting else {
            hides = true;
            continue;
        };
        // Uses come in the order of their records, so only the last posting can be of this one.
        match postings.last_mut().map(|(_, last)| last).filter(|last| last.record == new.record) {
            // An alias that repeats the name with `?` makes the name itself weak.
            Some(last) if last.rule == 0 && new.rule == 0 => last.weak |= new.weak,
            Some(last) if new.rule == 0 => *last = new,
            Some(_) => {}
            None => postings.push((one.layer, new)),
        }
    }
    // What a rule made of one name never competes with what its own layer lists.
    if postings.len() > 1 && postings.iter().any(|(_, p)| p.rule != 0) {
        let listed: Vec<u8> = postings.iter().filter(|(_, p)| p.rule == 0).map(|(layer, _)| *layer).collect();
        postings.retain(|(layer, p)| p.rule == 0 || !listed.contains(layer));
    }
    // An unmarked surface is a better guess than a marked one; within each, the order of the lists.
    postings.sort_unstable_by_key(|(layer, p)| (*layer, p.weak, p.record));
    hides
}

/// The open-addressing table while it is filled: at most seven tenths full.
struct Table {
    slots: Vec<u64>,
    most_probes: usize,
}

impl Table {
    fn new(prefixes: usize) -> Table {
        Table { slots: vec![0; prefixes * 10 / 7 + 16], most_probes: 0 }
    }

    /// Changes the value of the slot of `hash`. Found by the rule of [`View::slot`]: the first slot with its 32 bits, else the
    /// first empty one. Slots are never emptied, so what was found once is found ever after.
    fn entry(&mut self, hash: u64, change: impl FnOnce(u32) -> u32) {
        let mut at = slot_of(hash, self.slots.len());
        let mut probes = 0;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 || (*slot >> 32) as u32 == hash as u32 {
                *slot = hash << 32 | u64::from(change(*slot as u32));
                break;
            }
            probes += 1;
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
        self.most_probes = self.most_probes.max(probes);
    }
}

fn put(out: &mut Vec<u8>, numbers: impl IntoIterator<Item = u32>) {
    numbers.into_iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

/// Seven bits a byte, lowest first.
fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
