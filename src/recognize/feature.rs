//! What the words of a line show to the trained table: classes, positions in what is listed, evidence. Never a word itself,
//! but for the entries of closed lists (titles, heads, verbs, function words).

use super::candidate::{Candidate, title_before};
use super::evidence::Evidence;
use super::lexicon::Class;
use super::line::{Line, Token};
use super::pass::{Context, Setting};
use crate::index::script::{YEH, fold_letter};
use crate::index::word::Shape;

/// What a feature looks at. The number of a feature is that of its template and 24 bits of what was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Template {
    Bias,
    Class,
    Before,
    After,
    Before2,
    After2,
    Before3,
    After3,
    Left,
    Right,
    Around,
    TwoLeft,
    TwoRight,
    GapBefore,
    GapAfter,
    Gaps,
    Lists,
    ListsBefore,
    ListsAfter,
    ListsOfClass,
    Bits,
    Clitic,
    Entry,
    EntryBefore,
    EntryAfter,
    EntryBefore2,
    EntryBeforeClass,
    EntryAfterClass,
    Candidate,
    CandidateClass,
    Proof,
    Chosen,
    ChosenClass,
    ChosenBefore,
    ChosenAfter,
    Quotes,
    Setting,
    Title,
    TitleClass,
    Head,
    HeadClass,
    Letters,
    Shape,
    ShapeClass,
    ListBefore,
    ListAfter,
    ChosenGap,
    Look,
    LookClass,
    LookChosen,
}

/// The number of templates.
pub(crate) const TEMPLATES: usize = Template::LookChosen as usize + 1;

/// The bits of a value of a template; 0 where values are too many for a table with a place for each.
pub(crate) const fn width_of(template: usize) -> u32 {
    use Template as T;
    const ONE_CLASS: &[Template] = &[
        T::Class,
        T::Before,
        T::After,
        T::Before2,
        T::After2,
        T::Before3,
        T::After3,
        T::Shape,
        T::ListBefore,
        T::ListAfter,
        T::Head,
    ];
    const TWO_CLASSES: &[Template] = &[T::Left, T::Right, T::ShapeClass, T::ChosenGap, T::HeadClass];
    const FEW: &[Template] = &[T::Bias, T::Bits, T::Letters, T::Quotes, T::Title, T::Chosen, T::Look];
    const MANY: &[Template] = &[
        T::GapBefore,
        T::GapAfter,
        T::Gaps,
        T::Lists,
        T::ListsBefore,
        T::ListsAfter,
        T::Candidate,
        T::CandidateClass,
        T::Proof,
        T::ChosenClass,
        T::ChosenBefore,
        T::ChosenAfter,
        T::Clitic,
        T::Setting,
        T::TitleClass,
        T::LookClass,
        T::LookChosen,
    ];
    match template {
        _ if is_among(FEW, template) => 5,
        _ if is_among(ONE_CLASS, template) => 6,
        _ if is_among(MANY, template) => 11,
        _ if is_among(TWO_CLASSES, template) => 12,
        _ => 0,
    }
}

const fn is_among(mut list: &[Template], template: usize) -> bool {
    while let [first, rest @ ..] = list {
        if *first as usize == template {
            return true;
        }
        list = rest;
    }
    false
}

/// The class of a word that counts most; numbers below 64.
type Kind = u32;
const EDGE: Kind = 0;

/// A word as the features see it.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    class: Kind,
    /// How persons, places and organizations are listed here: 0, or alone, at the beginning, inside, at the end, under a
    /// surface that needs context (1 to 4) or needs none (5 to 8).
    lists: [u32; 3],
    bits: u32,
    entry: u32,
    clitic: u32,
    /// What the points chose: 0, or kind and position.
    chosen: u32,
    shape: u32,
    gap: u32,
    /// The head before it: how far back, and of what kind; 0 for none.
    head: u32,
    /// For every kind the candidate with the most points that covers the word, by number + 1.
    best: [u32; 3],
}

/// Positions in a run of words.
fn position(at: usize, first: usize, end: usize) -> u32 {
    match (at == first, at + 1 == end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
        (false, true) => 3,
    }
}

/// Classes with entries that may be features of their own.
const CLOSED: Class = Class::of(&[
    Class::FUNCTION,
    Class::PREPOSITION,
    Class::VERB,
    Class::TITLE,
    Class::OFFICE,
    Class::ORG_HEAD,
    Class::PLACE_HEAD,
    Class::TIME,
    Class::PARTICLE,
    Class::NAME_ADJECTIVE,
]);

/// The features of every word of a line. `candidates` are those of the line, `chosen` those of them that the points choose.
pub(crate) struct Features<'a> {
    pub(super) line: &'a Line<'a>,
    setting: Setting,
    seen: Vec<Seen>,
    candidates: &'a [Candidate],
    pub(super) chosen: &'a [Candidate],
}

impl<'a> Features<'a> {
    pub(crate) fn new(context: &Context<'a>) -> Features<'a> {
        let &Context { line, setting, candidates, chosen, .. } = context;
        let mut seen: Vec<Seen> = vec![Seen::default(); line.tokens.len()];
        for (number, candidate) in candidates.iter().enumerate() {
            let strong = candidate.evidence.has(Evidence::List);
            let listed = strong || candidate.evidence.has(Evidence::WeakList);
            for at in candidate.first..candidate.end {
                if listed && let Some(slot) = seen.get_mut(at).and_then(|s| s.lists.get_mut(candidate.kind as usize)) {
                    let state = 1 + position(at, candidate.first, candidate.end) + if strong { 4 } else { 0 };
                    // Of several the longest counts, and a sure one.
                    let rank = |state: u32| (state != 0, state != 1 && state != 5, state > 4);
                    if rank(state) > rank(*slot) {
                        *slot = state;
                    }
                }
                if let Some(slot) = seen.get_mut(at).and_then(|s| s.best.get_mut(candidate.kind as usize)) {
                    let old = slot.checked_sub(1).and_then(|n| candidates.get(n as usize));
                    if old.is_none_or(|old| (candidate.margin, candidate.len()) > (old.margin, old.len())) {
                        *slot = number as u32 + 1;
                    }
                }
            }
        }
        for candidate in chosen {
            for at in candidate.first..candidate.end {
                if let Some(s) = seen.get_mut(at) {
                    s.chosen = 1 + 4 * candidate.kind as u32 + position(at, candidate.first, candidate.end);
                }
            }
        }
        let mut head = Head::default();
        for (at, (seen, token)) in seen.iter_mut().zip(&line.tokens).enumerate() {
            seen.bits = token.sense.class.bits();
            seen.clitic = clitic(token);
            seen.entry = entry(token);
            seen.shape = shape(line, token);
            seen.gap = token.gap as u32;
            seen.head = head.before(token);
            seen.class = class(line, at, token, seen.lists);
        }
        Features { line, setting, seen, candidates, chosen }
    }

    pub(crate) fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether a candidate covers the word at `at`.
    pub(super) fn proposed(&self, at: usize) -> bool {
        self.seen.get(at).is_some_and(|s| s.best != [0; 3])
    }

    /// Whether a head stands up to four words before the word at `at`.
    pub(super) fn behind_head(&self, at: usize) -> bool {
        self.seen.get(at).is_some_and(|s| s.head != 0)
    }

    /// The person with the most points that covers the word at `at`.
    pub(super) fn person_at(&self, at: usize) -> Option<&Candidate> {
        self.candidates.get(self.seen.get(at)?.best.first()?.checked_sub(1)? as usize)
    }

    fn seen(&self, at: usize, by: isize) -> Option<&Seen> {
        self.seen.get(at.checked_add_signed(by)?)
    }

    /// Calls `found` with the template and value of every feature of the word at `at`.
    #[inline(always)]
    pub(crate) fn each(&self, at: usize, mut found: impl FnMut(usize, u32)) {
        use Template as T;
        let (Some(token), Some(seen)) = (self.line.token(at), self.seen.get(at)) else { return };
        let mut add = |template: T, value: u32| found(template as usize, value);
        let kind = |by: isize| self.seen(at, by).map_or(EDGE, |s| s.class);
        let lists = |s: &Seen| s.lists.iter().fold(0, |sum, &state| sum * 9 + state);
        let own = seen.class;
        let (b, a) = (kind(-1), kind(1));
        add(T::Bias, 0);
        add(T::Class, own);
        add(T::Before, b);
        add(T::After, a);
        add(T::Before2, kind(-2));
        add(T::After2, kind(2));
        add(T::Before3, kind(-3));
        add(T::After3, kind(3));
        add(T::Left, b << 6 | own);
        add(T::Right, own << 6 | a);
        add(T::Around, b << 12 | own << 6 | a);
        add(T::TwoLeft, kind(-2) << 12 | b << 6 | own);
        add(T::TwoRight, own << 12 | a << 6 | kind(2));
        let gap_after = self.line.gap_after(at) as u32;
        add(T::GapBefore, seen.gap << 6 | own);
        add(T::GapAfter, gap_after << 6 | own);
        add(T::Gaps, seen.gap << 4 | gap_after);
        add(T::Clitic, seen.clitic << 6 | own);
        add(T::Letters, u32::from(token.word.letters.min(10)));
        add(T::Shape, seen.shape);
        add(T::ShapeClass, seen.shape << 6 | own);
        let neighbours = [(-1, T::ListsBefore, T::ListBefore), (1, T::ListsAfter, T::ListAfter)];
        add(T::Lists, lists(seen));
        if lists(seen) != 0 {
            add(T::ListsOfClass, lists(seen) << 6 | bits_of_doubt(token));
        }
        each_bit(seen.bits, |bit| add(T::Bits, bit));
        if seen.entry != 0 {
            add(T::Entry, seen.entry);
        }
        for (by, all, one) in neighbours {
            let Some(next) = self.seen(at, by) else { continue };
            add(all, lists(next));
            for (n, &state) in (0..).zip(&next.lists) {
                if state != 0 {
                    add(one, n << 4 | state);
                }
            }
        }
        for (by, plain, with) in [(-1, T::EntryBefore, T::EntryBeforeClass), (1, T::EntryAfter, T::EntryAfterClass)] {
            if let Some(next) = self.seen(at, by).filter(|s| s.entry != 0) {
                add(plain, next.entry);
                add(with, next.entry.wrapping_mul(0x9E37).wrapping_add(own << 7) & 0x3_FFFF);
            }
        }
        if let Some(next) = self.seen(at, -2).filter(|s| s.entry != 0) {
            add(T::EntryBefore2, next.entry);
        }
        for (n, &number) in (0_u32..).zip(&seen.best) {
            let Some(candidate) = number.checked_sub(1).and_then(|n| self.candidates.get(n as usize)) else { continue };
            let place = position(at, candidate.first, candidate.end);
            let points = (candidate.margin.clamp(-6, 8) + 6) as u32 / 2;
            add(T::Candidate, n << 8 | place << 4 | points);
            add(T::CandidateClass, (n << 2 | place) << 6 | own);
            for evidence in candidate.evidence.iter() {
                add(T::Proof, (n << 8 | evidence as u32) << 1 | u32::from(at == candidate.first));
            }
        }
        add(T::Chosen, seen.chosen);
        add(T::ChosenClass, seen.chosen << 6 | own);
        add(T::ChosenBefore, self.seen(at, -1).map_or(0, |s| s.chosen) << 6 | own);
        add(T::ChosenAfter, self.seen(at, 1).map_or(0, |s| s.chosen) << 6 | own);
        add(T::ChosenGap, (seen.chosen << 4 | self.seen(at, 1).map_or(15, |s| s.chosen)) << 4 | gap_after);
        add(T::Quotes, u32::from(token.opened) << 1 | u32::from(token.closed));
        if self.setting != Setting::Prose {
            add(T::Setting, (self.setting as u32) << 6 | own);
        }
        if let Some(look) = token.sense.look.filter(|_| token.sense.unknown) {
            add(T::Look, look.value());
            add(T::LookClass, look.name() << 6 | own);
            add(T::LookChosen, look.value() << 4 | seen.chosen);
        }
        if let Some(title) = title_before(self.line, at) {
            let title = u32::from(title == Evidence::Title);
            add(T::Title, title);
            add(T::TitleClass, title << 6 | own);
        }
        if let Some(head) = seen.head.checked_sub(1) {
            add(T::Head, head);
            add(T::HeadClass, head << 6 | own);
        }
    }
}

/// The head that stands up to four words before a word, nothing but names and ordinary words between them.
#[derive(Default)]
struct Head {
    kinds: u32,
    /// How far back it stands; 0 for none.
    back: u32,
}

impl Head {
    /// The head before `token`, as a feature; 0 for none. Tokens are shown from left to right.
    fn before(&mut self, token: &Token) -> u32 {
        if !token.follows() {
            self.back = 0;
        }
        let seen = if self.back > 0 { 1 + (self.kinds << 2 | (self.back - 1)) } else { 0 };
        if token.is(Class::ORG_HEAD | Class::PLACE_HEAD) {
            let kinds = [Class::ORG_HEAD_IN, Class::ORG_HEAD_OUT, Class::PLACE_HEAD_IN, Class::PLACE_HEAD_OUT];
            self.kinds = kinds.iter().fold(0, |sum, &class| sum << 1 | u32::from(token.is(class)));
            self.back = 1;
        } else if self.back == 4 || token.is(Class::FUNCTION | Class::VERB) {
            self.back = 0;
        } else if self.back > 0 {
            self.back += 1;
        }
        seen
    }
}

#[inline(always)]
fn each_bit(mut bits: u32, mut found: impl FnMut(u32)) {
    while bits != 0 {
        found(bits.trailing_zeros());
        bits &= bits - 1;
    }
}

/// What may make a listed word an ordinary one.
fn bits_of_doubt(token: &Token) -> u32 {
    let sense = &token.sense;
    let of = [
        sense.whole.any(Class::COMMON),
        sense.class.any(Class::COMMON) && !sense.whole.any(Class::COMMON),
        sense.class.any(Class::NAME | Class::ORDINARY_NAME),
        sense.class.any(Class::FUNCTION | Class::VERB | Class::TITLE | Class::OFFICE),
        sense.inflected || sense.nation,
        sense.reading.cut > 0,
    ];
    of.iter().fold(0, |sum, &is| sum << 1 | u32::from(is))
}

fn clitic(token: &Token) -> u32 {
    let clitics = token.sense.reading.clitics;
    u32::from(clitics.conjunction())
        | u32::from(clitics.preposition()) << 1
        | u32::from(token.sense.reading.restored) << 2
        | u32::from(token.sense.conjunction) << 3
        | u32::from(token.sense.reading.cut > 0) << 4
}

/// A number for an entry of a closed list; 0 for every other word.
fn entry(token: &Token) -> u32 {
    if !token.is(CLOSED) || token.is(Class::NAME | Class::ORDINARY_NAME) {
        return 0;
    }
    let key = if token.is_whole(CLOSED) { token.word.key } else { token.sense.reading.key };
    ((key.hash() >> 20) as u32 & 0xFFFF).max(1)
}

fn shape(line: &Line<'_>, token: &Token) -> u32 {
    let end = line.text.get(..token.word.end).and_then(|text| text.chars().next_back());
    let yeh = end.is_some_and(|c| fold_letter(c) == YEH);
    u32::from(token.sense.article)
        | u32::from(token.sense.nation) << 1
        | u32::from(token.sense.inflected) << 2
        | u32::from(token.sense.unknown) << 3
        | u32::from(yeh) << 4
        | u32::from(token.formula) << 5
}

/// The class of a word: the first that fits.
fn class(line: &Line<'_>, at: usize, token: &Token, lists: [u32; 3]) -> Kind {
    let sense = &token.sense;
    let is = |class: Class| sense.class.any(class);
    let common = is(Class::COMMON);
    let [person, place, organization] = lists;
    let many = |state: u32| state > 5;
    let several = |state: u32| (2..=4).contains(&state);
    match token.word.shape {
        Shape::Number => return 1,
        Shape::Other => return if organization > 4 { 2 } else { 3 },
        Shape::Arabic => {}
    }
    let tests = [
        many(person),
        many(place),
        many(organization),
        is(Class::FUNCTION) && is(Class::PREPOSITION) && !line.name_not_word(at),
        is(Class::FUNCTION) && !line.name_not_word(at),
        several(person),
        several(place),
        several(organization),
        place == 5 && !common,
        is(Class::NASAB),
        is(Class::KUNYA | Class::HOUSE),
        is(Class::THEOPHORIC),
        is(Class::FOREIGN_PARTICLE) && !is(Class::NAME),
        is(Class::TITLE) && !sense.article,
        is(Class::TITLE),
        is(Class::OFFICE),
        (token.phrase | sense.class).any(Class::TITLE | Class::OFFICE),
        is(Class::VERB) && !is(Class::GIVEN),
        is(Class::ORG_HEAD_IN) && is(Class::PLACE_HEAD),
        is(Class::ORG_HEAD_IN) && !sense.article,
        is(Class::ORG_HEAD_IN),
        is(Class::ORG_HEAD_OUT),
        is(Class::PLACE_HEAD_IN),
        is(Class::PLACE_HEAD_OUT),
        is(Class::TIME),
        place == 5,
        organization == 5 && !common,
        person == 5 && !common,
        organization == 5,
        person == 5,
        sense.nation && sense.article,
        sense.nation,
        is(Class::FREQUENT) && !common && !is(Class::ORDINARY_NAME),
        is(Class::GIVEN) && !common && !is(Class::ORDINARY_NAME),
        is(Class::GIVEN),
        place == 1 && !common,
        place == 1,
        organization == 1 && !common,
        organization == 1,
        is(Class::FOREIGN) && !common,
        is(Class::FAMILY) && !common && sense.article,
        is(Class::FAMILY) && !common,
        is(Class::FAMILY),
        is(Class::RARE_GIVEN) && !common,
        is(Class::ORDINARY_NAME | Class::RARE_GIVEN),
        sense.unknown && sense.article,
        sense.unknown && token.word.letters <= 4,
        sense.unknown,
        sense.article && line.relative(at),
        is(Class::NAME_ADJECTIVE) && sense.article,
        common && sense.article,
        common && sense.reading.cut > 0,
        common && sense.inflected,
        common,
        sense.article,
        is(Class::SPORT),
        sense.inflected,
    ];
    4 + tests.iter().position(|&is| is).unwrap_or(tests.len()) as u32
}
