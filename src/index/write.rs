//! Writes the image that `image.rs` reads.

use super::image::{
    CHECKSUM_AT, DATA_VERSION_BYTES, FIELDS, HEADER, MAGIC, Posting, Slot, VERSION, checksum, field_of, filter_bits,
    hash_of, longer, slot_of,
};
use super::packed::{CHAINED, HIDES, PADDING, PLAIN, SINGLE, SPELLED, put_number};
use super::word::{Key, Word, spell};

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
    /// Makes room for the rows of a list of so many bytes.
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.records.reserve(bytes);
        // A row takes forty bytes or so and has two words.
        self.keys.reserve(bytes / 20);
        self.uses.reserve(bytes / 40);
    }

    /// The number of the record that will be added next.
    pub(crate) fn next_record(&self) -> u32 {
        self.records.len() as u32
    }

    /// A field of a record.
    pub(crate) fn field(&self, record: u32, field: usize) -> &str {
        field_of(&self.records, record, field)
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

    /// As [`Writer::surface`], for one that another image has, in layer `layer` of those that become one.
    pub(crate) fn surface_again(&mut self, words: &[(Key, String)], layer: u8, posting: Option<Posting>) {
        let first = self.keys.len();
        for (key, spelling) in words {
            self.word(*key, || spelling.clone());
        }
        self.push(first, layer, posting);
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
        a.first == b.first
            || self.words_of(a) == self.words_of(b)
                && (0..usize::from(a.words)).all(|n| {
                    let (x, y) = (a.first as usize + n, b.first as usize + n);
                    self.keys.get(x).is_some_and(|key| key.is_exact()) || self.spelling(x) == self.spelling(y)
                })
    }

    /// Writes the image.
    pub(crate) fn finish(&mut self, data_version: &str) -> Result<Vec<u8>, TooLarge> {
        let mut uses = std::mem::take(&mut self.uses);
        let mut inner = self.inner_prefixes(&uses);
        // By hash, so that equal surfaces meet and the table is filled from end to end; then as they came.
        uses.sort_unstable_by_key(|u| (u.hash, u.first));
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
            let mut left = run;
            let mut others: Vec<Use>;
            while let Some(&one) = left.first() {
                let hides = gather(left.iter().filter(|other| self.same(&one, other)), &mut postings);
                hiding += u32::from(hides);
                let at = u32::try_from(pool.len()).map_err(|_| TooLarge)?;
                let mut link = None;
                table.entry(one.hash, |slot| {
                    link = Slot(slot).surface();
                    slot & Slot::GOES_ON | (at + 1)
                });
                self.put_surface(&mut pool, &one, link, hides, &postings);
                let begin = self.words_of(&one).get(..2).map_or(one.hash, hash_of);
                let (at, bits) = filter_bits(begin, filter.len());
                if let Some(word) = filter.get_mut(at) {
                    *word |= bits;
                }
                others = left.iter().filter(|other| !self.same(&one, other)).copied().collect();
                left = &others;
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
        let plain = single && postings.iter().all(|(_, p)| !p.weak && p.rule == 0);
        pool.push(
            of.words | flag(link.is_some(), CHAINED) | flag(single, SINGLE) | flag(plain, PLAIN) | flag(hides, HIDES),
        );
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
            if !plain {
                pool.push(u8::from(posting.weak) | posting.rule << 1);
            }
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

/// The open-addressing table while it is filled: at most three quarters full.
struct Table {
    slots: Vec<u64>,
    most_probes: usize,
}

impl Table {
    fn new(prefixes: usize) -> Table {
        Table { slots: vec![0; prefixes * 4 / 3 + 16], most_probes: 0 }
    }

    /// Changes the value of the slot of `hash`. Found by the rule of [`View::slot`]: the first slot with its 32 bits,
    /// else the first empty one. Slots are never emptied, so what was found once is found ever after.
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
