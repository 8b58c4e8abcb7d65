//! A possible mention, the context around it, and the choice among overlapping ones.

use super::evidence::{Evidence, EvidenceSet, Weights};
use super::lexicon::{Class, Country};
use super::line::{Gap, Line, Token};
use crate::Span;
use crate::gazetteer::clitic::Reading;
use crate::gazetteer::{EntityKind, Gazetteer, Node};

/// A possible mention in a line: which of its words, and what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// First token and one past the last.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// How the first word is read.
    pub(crate) reading: Reading,
    pub(crate) kind: EntityKind,
    pub(crate) evidence: EvidenceSet,
    /// The surface under which entities of this kind are listed.
    pub(crate) node: Option<Node>,
    /// Points beyond what a mention needs.
    pub(crate) margin: i32,
}

impl Candidate {
    pub(crate) fn new(first: usize, end: usize, reading: Reading, kind: EntityKind) -> Candidate {
        let mut evidence = EvidenceSet::default();
        if reading.cut > 0 {
            evidence.add(Evidence::Clitic);
        }
        Candidate { first, end, reading, kind, evidence, node: None, margin: 0 }
    }

    /// The entities it may name, in the order of the lists.
    pub(crate) fn records<'a>(&self, names: &'a Gazetteer) -> impl Iterator<Item = u32> + 'a {
        let kind = self.kind;
        let postings = self.node.into_iter().flat_map(|node| names.postings(node));
        postings.map(|p| p.record).filter(move |&record| names.kind_of(record) == Some(kind))
    }

    pub(crate) fn len(&self) -> usize {
        self.end - self.first
    }

    /// The name itself, as a span of the line's text.
    pub(crate) fn span(&self, line: &Line<'_>) -> Option<Span> {
        let start = self.reading.start(line.text, &line.token(self.first)?.word);
        Some(Span { start, end: line.token(self.end - 1)?.word.end })
    }

    /// Whether lists hold it under a surface that needs no context, or letters spell it, and nothing speaks against it.
    pub(crate) fn is_sure(&self) -> bool {
        (self.evidence.has(Evidence::List) || self.evidence.has(Evidence::Acronym)) && self.margin >= SURE
    }
}

/// Points beyond what a mention needs that the table does not overrule by silence: those of one listed word that needs no context.
pub(crate) const SURE: i32 = 3;

/// How far before a name its title may stand.
pub(crate) const TITLE_REACH: usize = 5;

/// Adds to a candidate what the words around it say.
pub(crate) fn add_context(line: &Line<'_>, name_list: bool, candidate: &mut Candidate) {
    let (first, last) = (candidate.first, candidate.end - 1);
    let before = line.before(first).filter(|_| line.token(first).is_some_and(Token::follows));
    let after = line.token(candidate.end).filter(|t| t.follows());
    // A preposition of place says nothing of a name that begins with a head of its own.
    let headless = !candidate.evidence.has(Evidence::OwnHead) && !candidate.evidence.has(Evidence::NamedHead);
    let ordinary = candidate.evidence.has(Evidence::WeakList) && adjective_after(line, candidate);
    let mut add = |evidence| candidate.evidence.add(evidence);
    if name_list {
        add(Evidence::NameList);
    }
    if first == 0 && line.gap_after(last) == Gap::Colon {
        add(Evidence::Colon);
    }
    if line.token(first).is_some_and(|t| t.opened) && line.token(last).is_some_and(|t| t.closed) {
        add(Evidence::Quotes);
    }
    let is_verb = |t: &&Token| t.is(Class::VERB) && !t.is_whole(Class::NAME);
    if before.filter(is_verb).is_some() || after.filter(is_verb).is_some() {
        add(Evidence::Verb);
    }
    let preposition =
        |t: &&Token| t.is_whole(Class::PREPOSITION) || t.is(Class::PREPOSITION) && t.sense.reading.cut > 0;
    if headless && (candidate.reading.clitics.preposition() || before.filter(preposition).is_some()) {
        add(Evidence::Preposition);
    }
    // A head stands right before the name, or before its opening quote.
    let head_gap = line.token(first).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Quote));
    let head = line.before(first).filter(|_| head_gap && candidate.reading.cut == 0);
    let heads = match candidate.kind {
        // مؤسسة "عكاظ": before a quote even a head that belongs to names stands outside.
        EntityKind::Organization if line.token(first).is_some_and(|t| t.gap == Gap::Quote) => Class::ORG_HEAD,
        EntityKind::Organization => Class::ORG_HEAD_OUT,
        EntityKind::Place => Class::PLACE_HEAD,
        EntityKind::Person => Class::NONE,
    };
    if head.is_some_and(|t| t.is(heads)) {
        add(Evidence::Head);
    }
    // مدرب الأهلي: an office whose complement may be a body.
    if candidate.kind == EntityKind::Organization && head.is_some_and(Token::takes_complement) {
        add(Evidence::Office);
    }
    // حي الزمالك is no club, نادي العين no town.
    let others = match candidate.kind {
        EntityKind::Organization => Class::PLACE_HEAD_OUT,
        EntityKind::Place => Class::ORG_HEAD_OUT,
        EntityKind::Person => Class::NONE,
    };
    if head.is_some_and(|t| t.is(others) && !t.is(heads)) {
        add(Evidence::OtherHead);
    }
    if ordinary {
        add(Evidence::OrdinaryWord);
    }
    if candidate.kind == EntityKind::Place && first == last && adjective(line, first) {
        add(Evidence::Adjective);
    }
    // الناقد بجمال الألحان: what stands behind a preposition has no title before it.
    let may_be_titled = !candidate.reading.clitics.preposition();
    if candidate.kind == EntityKind::Person
        && let Some(title) = title_before(line, first).filter(|_| may_be_titled).or_else(|| title_after(line, last))
    {
        add(title);
    }
}

/// Whether the word has an adjective of its own, and is an ordinary one then (الوحدة الوطنية).
pub(crate) fn adjective_after(line: &Line<'_>, candidate: &Candidate) -> bool {
    let plain = |t: &Token| t.follows() && !t.sense.nation && t.sense.reading.cut == 0;
    candidate.len() == 1 && line.token(candidate.end).is_some_and(plain) && line.goes_on(candidate.end)
}

/// Whether a country's name is an adjective where it stands: after a noun or adjective with its article, or after a head
/// that such a noun follows (الصحيفة السعودية, وزارة الصحة السعودية).
pub(crate) fn adjective(line: &Line<'_>, at: usize) -> bool {
    let noun =
        |t: &Token| t.sense.article && !t.is(Class::FUNCTION | Class::VERB) && (t.is(Class::COMMON) || t.sense.nation);
    line.token(at).is_some_and(|t| t.follows() && t.sense.nation && t.sense.article && t.sense.reading.cut == 0)
        && line.before(at).is_some_and(noun)
}

/// A title right before token `first`; or one before its adjectives, or an office with its complement.
pub(crate) fn title_before(line: &Line<'_>, first: usize) -> Option<Evidence> {
    let gap = line.token(first)?.gap;
    // وزير الخارجية الروسي، سيرغي …: a comma may part title and name.
    if !matches!(gap, Gap::Space | Gap::Hyphen | Gap::Comma) {
        return None;
    }
    let mut adjectives = true;
    for back in 1..=TITLE_REACH {
        let token = line.token(first.checked_sub(back)?)?;
        let listed = token.sense.class | token.phrase;
        let near = back == 1 && gap != Gap::Comma;
        if listed.any(Class::TITLE | Class::OFFICE) && near && !listed.any(Class::RELATION) {
            return Some(Evidence::Title);
        }
        if listed.any(Class::TITLE) && adjectives || listed.any(Class::OFFICE) {
            return Some(Evidence::Office);
        }
        if token.is(Class::VERB | Class::PREPOSITION) && !token.is(Class::COMMON) || !token.follows() {
            return None;
        }
        adjectives &= token.sense.article || token.sense.nation;
    }
    None
}

/// The countries that a title before token `first` names (الرئيس السوري, أمير قطر الشيخ, رئيس مجلس السيادة السوداني), the rest none.
pub(crate) fn countries_of_title(line: &Line<'_>, first: usize) -> [Country; TITLE_REACH] {
    let reach = first.saturating_sub(TITLE_REACH)..first;
    let follows = |at: &usize| line.token(at + 1).is_some_and(|t| t.follows() || at + 1 == first);
    let words = reach.rev().take_while(follows).filter_map(|at| line.token(at)).take_while(|t| !t.is(Class::VERB));
    let mut countries = [Country::NONE; TITLE_REACH];
    let mut titled = false;
    for (country, token) in countries.iter_mut().zip(words) {
        *country = token.sense.country;
        titled |= (token.sense.class | token.phrase).any(Class::TITLE | Class::OFFICE);
    }
    if titled { countries } else { [Country::NONE; TITLE_REACH] }
}

/// A title in apposition: كارولين …، المتحدثة باسم …
fn title_after(line: &Line<'_>, last: usize) -> Option<Evidence> {
    let next = line.token(last + 1)?;
    (next.gap == Gap::Comma && next.sense.reading.cut == 0 && next.is(Class::TITLE | Class::OFFICE))
        .then_some(Evidence::Office)
}

/// Room that a choice takes, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// Numbers of candidates, the best first.
    ranked: Vec<u32>,
    /// For every word of the line whether a mention has it.
    taken: Vec<bool>,
}

/// Scores every candidate of a line of so many words, and keeps the best of those that overlap, in order: the longest, then the
/// one with most points. Linear in the candidates but for their sort, since hardly a candidate has more words than a name.
pub(crate) fn choose(weights: &Weights, words: usize, candidates: &mut [Candidate], room: &mut Room) -> Vec<Candidate> {
    let Room { ranked, taken } = room;
    ranked.clear();
    for (number, candidate) in (0..).zip(candidates.iter_mut()) {
        candidate.margin = weights.margin(candidate.kind, candidate.evidence);
        if candidate.margin >= 0 {
            ranked.push(number);
        }
    }
    if ranked.is_empty() {
        return Vec::new();
    }
    let by_number = |number: &u32| candidates.get(*number as usize);
    // Deterministic to the last tie: place and kind close it, then the order of the candidates.
    ranked.sort_by_key(|n| by_number(n).map(|c| (std::cmp::Reverse((c.len(), c.margin)), c.first, c.kind)));
    taken.clear();
    taken.resize(words, false);
    let mut chosen: Vec<Candidate> = Vec::with_capacity(ranked.len());
    for candidate in ranked.iter().filter_map(by_number) {
        let Some(words) = taken.get_mut(candidate.first..candidate.end) else { continue };
        if !words.contains(&true) {
            words.fill(true);
            chosen.push(*candidate);
        }
    }
    chosen.sort_by_key(|c| c.first);
    // Words that are found by grammar and listed as well name what the list says. A lone surname may be of someone unlisted.
    for listed in candidates.iter().filter(|c| c.node.is_some() && c.kind != EntityKind::Person) {
        let Ok(at) = chosen.binary_search_by_key(&listed.first, |c| c.first) else { continue };
        let Some(found) = chosen.get_mut(at) else { continue };
        let same = (found.end, found.kind, found.reading.cut) == (listed.end, listed.kind, listed.reading.cut);
        if same && found.node.is_none() {
            found.node = listed.node;
        }
    }
    chosen
}
