//! Layers of names: the caller's above the built-in ones, each an image of its own, with what the upper ones hide.

use std::collections::{BTreeSet, HashMap};

use super::clitic::Reading;
use super::search::verified;
use crate::index::image::{Image, Posting, Postings, View, longer};
use crate::index::word::{Key, Word};
use crate::index::write::Writer;

/// Images of names, the uppermost first. Records are numbered through.
#[derive(Debug)]
pub(super) struct Stack {
    layers: Vec<Layer>,
    /// Records that an upper layer hides.
    hidden: BTreeSet<u32>,
    /// Whether any layer hides a surface of the lower ones.
    hides_surfaces: bool,
}

/// One image, and what is added to the numbers of its records.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) image: Image,
    first: u32,
}

/// A surface: in which layer it was found first, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(super) layer: u32,
    pub(super) at: u32,
}

/// The layers, ready to be searched. The first stands apart, since there is hardly ever another but the built-in one.
pub(super) struct Views<'a> {
    first: View<'a>,
    rest: &'a [Layer],
}

impl<'a> Views<'a> {
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = View<'a>> + use<'a> {
        std::iter::once(self.first).chain(self.rest.iter().map(|layer| layer.image.view()))
    }

    /// Whether a name of any layer may begin with this word alone or this pair of words, given the hash.
    #[inline]
    pub(super) fn may_begin(&self, hash: u64) -> bool {
        self.first.may_begin(hash) || !self.rest.is_empty() && self.below_may_begin(hash)
    }

    #[inline(never)]
    fn below_may_begin(&self, hash: u64) -> bool {
        self.rest.iter().any(|layer| layer.image.view().may_begin(hash))
    }
}

impl Stack {
    pub(super) fn new(images: Vec<Image>, hidden: &[u32]) -> Stack {
        let mut first = 0;
        let layers = images.into_iter().map(|image| {
            let layer = Layer { first, image };
            first = first.saturating_add(layer.image.records_end());
            layer
        });
        let layers: Vec<Layer> = layers.collect();
        let hides_surfaces = layers.iter().any(|layer| layer.image.hides());
        Stack { layers, hidden: hidden.iter().copied().collect(), hides_surfaces }
    }

    pub(super) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    pub(super) fn hidden(&self) -> impl Iterator<Item = u32> + '_ {
        self.hidden.iter().copied()
    }

    #[inline]
    pub(super) fn views(&self) -> Views<'_> {
        let (first, rest) = self.layers.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
        Views { first: first.map_or(View::EMPTY, |layer| layer.image.view()), rest }
    }

    pub(super) fn len(&self) -> usize {
        // OK to saturate: damaged bytes may count fewer than they hold.
        self.layers.iter().map(|layer| layer.image.len()).sum::<usize>().saturating_sub(self.hidden.len())
    }

    /// The numbers of all records that are not hidden.
    pub(super) fn records(&self) -> impl Iterator<Item = u32> + '_ {
        let all = self
            .layers
            .iter()
            .flat_map(|layer| layer.image.view().records().map(|record| layer.first.saturating_add(record)));
        all.filter(|record| !self.hidden.contains(record))
    }

    /// The layer of a record, and its number there.
    fn layer_of(&self, record: u32) -> Option<(&Layer, u32)> {
        let layer = self.layers.iter().rev().find(|layer| layer.first <= record)?;
        Some((layer, record - layer.first))
    }

    /// A field of a record, empty where there is none.
    pub(super) fn field(&self, record: u32, field: usize) -> &str {
        self.layer_of(record).map_or("", |(layer, record)| layer.image.view().field(record, field))
    }

    pub(super) fn kind(&self, record: u32) -> Option<u8> {
        self.layer_of(record).and_then(|(layer, record)| layer.image.view().kind(record))
    }

    pub(super) fn images(&self) -> Vec<Image> {
        self.layers.iter().map(|layer| layer.image.clone()).collect()
    }

    /// What is listed under a surface, in this layer and those below.
    pub(super) fn postings(&self, node: Node) -> impl Iterator<Item = Posting> + Clone + '_ {
        let below = below(&self.layers, node).into_iter().flat_map(|(layer, at)| layer.postings(at));
        let own = self.layers.get(node.layer as usize).map(|layer| layer.postings(node.at));
        own.into_iter().flatten().chain(below).filter(|p| self.hidden.is_empty() || !self.hidden.contains(&p.record))
    }

    /// The surface that these words are, the first of them so read.
    pub(super) fn surface(&self, text: &str, reading: Reading, words: &[Word]) -> Option<Node> {
        let hash = words.iter().skip(1).fold(reading.key.hash(), |hash, word| longer(hash, word.key.hash()));
        self.layers.iter().zip(0..).find_map(|(layer, number)| {
            let view = layer.image.view();
            let at = verified(&view, view.slot(hash)?.surface()?, text, reading, words)?;
            Some(Node { layer: number, at }).filter(|&node| self.shows(node))
        })
    }

    /// Whether anything that is not hidden is listed under a surface.
    #[inline]
    pub(super) fn shows(&self, node: Node) -> bool {
        !self.hides_surfaces && self.hidden.is_empty() || self.shows_among_hidden(node)
    }

    #[cold]
    fn shows_among_hidden(&self, node: Node) -> bool {
        let Some((upper, rest)) = self.layers.split_at_checked(node.layer as usize) else { return false };
        let masked = self.hides_surfaces && !upper.is_empty() && {
            let words = rest.first().map(|layer| layer.image.view().words_of(node.at)).unwrap_or_default();
            upper.iter().any(|layer| find(layer, &words).is_some_and(|at| layer.image.view().hides(at)))
        };
        !masked && self.postings(node).next().is_some()
    }

    /// One image of all that the layers show, which hides what they hide when it is put above others.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        if let ([layer], true) = (self.layers.as_slice(), self.hidden.is_empty()) {
            return layer.image.bytes().to_vec();
        }
        let mut writer = Writer::default();
        let mut numbers = HashMap::new();
        for record in self.records() {
            numbers.insert(record, writer.next_record());
            let fields = std::array::from_fn(|n| self.field(record, n));
            writer.record(self.kind(record).unwrap_or(0), fields);
        }
        for (layer, number) in self.layers.iter().zip(0_u32..) {
            for at in layer.image.view().surfaces() {
                let (view, order) = (layer.image.view(), u8::try_from(number).unwrap_or(u8::MAX));
                let words = view.words_of(at);
                if view.hides(at) {
                    writer.surface_again(&words, order, None);
                }
                if !self.shows(Node { layer: number, at }) {
                    continue;
                }
                for posting in layer.postings(at) {
                    if let Some(&record) = numbers.get(&posting.record) {
                        writer.surface_again(&words, order, Some(Posting { record, ..posting }));
                    }
                }
            }
        }
        let version = self.layers.last().map_or("", |layer| layer.image.data_version());
        // OK to fall back: what fits into several images by their numbers is far from filling one.
        writer.finish(version).unwrap_or_default()
    }
}

impl Layer {
    fn postings(&self, at: u32) -> LayerPostings<'_> {
        LayerPostings { postings: self.image.view().postings(at), first: self.first }
    }
}

/// The postings of one layer, its records numbered through.
#[derive(Clone)]
struct LayerPostings<'a> {
    postings: Postings<'a>,
    first: u32,
}

impl Iterator for LayerPostings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let posting = self.postings.next()?;
        Some(Posting { record: posting.record.saturating_add(self.first), ..posting })
    }
}

/// The same surface in the layers below, down to the first that hides what lies below it.
fn below(layers: &[Layer], node: Node) -> Vec<(&Layer, u32)> {
    let Some((here, lower)) = layers.get(node.layer as usize..).and_then(<[Layer]>::split_first) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if lower.is_empty() {
        return found;
    }
    let mut hides = here.image.view().hides(node.at);
    let mut words: Option<Vec<(Key, String)>> = None;
    for layer in lower {
        if hides {
            break;
        }
        let words = words.get_or_insert_with(|| here.image.view().words_of(node.at));
        if let Some(at) = find(layer, words) {
            found.push((layer, at));
            hides = layer.image.view().hides(at);
        }
    }
    found
}

fn find(layer: &Layer, words: &[(Key, String)]) -> Option<u32> {
    let keys: Vec<Key> = words.iter().map(|(key, _)| *key).collect();
    layer.image.view().find(&keys, |n| words.get(n).map_or_else(String::new, |(_, spelled)| spelled.clone()))
}
