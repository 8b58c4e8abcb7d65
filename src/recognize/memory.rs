//! What the page has already said: entities named in full, surnames of full names, countries, the field it is about.

use crate::index::phrase::{Map, Phrases};

use super::body::{Bodies, Body};
use super::candidate::{Candidate, TITLE_REACH, adjective, adjective_after, countries_of_title};
use super::evidence::Evidence;
use super::lexicon::{Class, Country};
use super::line::{Gap, Line, Token};
use super::mention::spelled;
use super::pass::Setting;
use crate::builtin::clitics;
use crate::gazetteer::clitic::Reading;
use crate::gazetteer::{EntityKind, Gazetteer, Node};
use crate::index::word::{Key, Word};

/// A page is about sport if one word in so many is a word of sport: at most `FEW_IN` for one or two of them.
const MANY: usize = 3;
const MANY_IN: usize = 60;
const FEW_IN: usize = 15;

/// Points above what it needs that make a mention under an ambiguous surface a sure one.
const SURE: i32 = 2;

/// Where an entity stands in the text: the first byte of its first mention, and whether there is another.
#[derive(Clone, Copy, Debug)]
struct Named {
    at: usize,
    again: bool,
}

/// A full name that the text gives.
#[derive(Clone, Debug)]
pub(crate) struct Full {
    /// The surface under which it is listed.
    pub(crate) node: Option<Node>,
    /// Its first word.
    pub(crate) given: Key,
    /// Its words, marks removed.
    pub(crate) words: Box<str>,
    /// The countries of its title.
    pub(crate) countries: Countries,
}

/// The countries that a title names.
pub(crate) type Countries = [Country; TITLE_REACH];

const NO_COUNTRIES: Countries = [Country::NONE; TITLE_REACH];

/// How often the text names an entity of a country, and whether a place is among them.
#[derive(Clone, Copy, Debug, Default)]
struct NamedCountry {
    times: usize,
    place: bool,
}

/// A set of last letters, the same for a word and what is left of it without its proclitics.
#[derive(Debug, Default)]
struct Ends([u64; 4]);

impl Ends {
    fn add(&mut self, key: Key) {
        let last = key.last();
        self.0.get_mut(usize::from(last >> 6)).into_iter().for_each(|bits| *bits |= 1 << (last & 63));
    }

    fn has(&self, key: Key) -> bool {
        let last = key.last();
        !key.is_exact() || self.0.get(usize::from(last >> 6)).is_some_and(|bits| bits >> (last & 63) & 1 != 0)
    }
}

/// What the first pass over a page found.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    records: Map<u32, Named>,
    fulls: Vec<Full>,
    /// Parts of full names: the first that holds them, by its number.
    surnames: Map<Key, usize>,
    given: Map<Key, usize>,
    /// The particle before a surname in the full name (ولد, آل).
    particles: Map<Key, Key>,
    /// Last letters of surnames and given names: most words end in none of them.
    part_ends: Ends,
    countries: Map<Country, NamedCountry>,
    /// Words of title and body, and those of them that are words of sport.
    words: usize,
    words_of_sport: usize,
    /// Names that no list holds but the context showed: what kind they are.
    shown: Phrases,
    shown_kind: Map<u32, EntityKind>,
    /// Last letters of their first words.
    shown_ends: Ends,
    bodies: Bodies,
}

impl Memory {
    /// Adds what the first pass chose in a line.
    pub(crate) fn add(&mut self, names: &Gazetteer, line: &Line<'_>, setting: Setting, chosen: &[Candidate]) {
        if setting == Setting::Prose {
            self.words += line.tokens.len();
            self.words_of_sport += line.tokens.iter().filter(|token| token.is(Class::SPORT)).count();
        }
        for candidate in chosen {
            // A doubtful mention must not vouch for others like it.
            let sure = !candidate.evidence.has(Evidence::WeakList) || candidate.margin >= SURE;
            if let Some(record) = candidate.records(names).next().filter(|_| sure) {
                let here = Named { at: place_of(line, candidate), again: false };
                self.records.entry(record).and_modify(|named| named.again = true).or_insert(here);
                let country = Country::of(names.country_of(record));
                if country != Country::NONE {
                    let named = self.countries.entry(country).or_default();
                    named.times += 1;
                    named.place |= candidate.kind == EntityKind::Place;
                }
            }
            if candidate.kind == EntityKind::Person && candidate.len() > 1 {
                self.add_parts(line, candidate);
            }
            if candidate.kind == EntityKind::Organization && candidate.len() > 1 {
                let quoted = self.bodies.add(names, line, candidate);
                self.add_shown(quoted.iter().map(|word| word.key), candidate.kind);
            }
            if candidate.kind != EntityKind::Person && candidate.node.is_none() {
                let words = line.words.get(candidate.first..candidate.end).unwrap_or_default();
                self.add_shown(keys(candidate, words), candidate.kind);
            }
        }
    }

    /// Whether the text is about sport.
    fn sport(&self) -> bool {
        let sport = self.words_of_sport;
        sport > 0 && self.words <= sport * if sport >= MANY { MANY_IN } else { FEW_IN }
    }

    /// Whether it is, and has so many words of sport that the clubs it names need no more context.
    pub(crate) fn surely_sport(&self) -> bool {
        self.sport() && self.words_of_sport >= MANY
    }

    /// A full name by its number.
    pub(crate) fn full(&self, number: usize) -> Option<&Full> {
        self.fulls.get(number)
    }

    fn add_shown(&mut self, keys: impl Iterator<Item = Key>, kind: EntityKind) {
        let mut keys = keys.peekable();
        if let Some(&first) = keys.peek() {
            self.shown_ends.add(first);
            let node = self.shown.insert(keys);
            self.shown_kind.entry(node).or_insert(kind);
        }
    }

    /// The body that the page names more fully elsewhere, where a mention has a short name of it.
    pub(crate) fn body_of(&self, candidate: &Candidate, words: &[Word]) -> Option<&Body> {
        if candidate.kind == EntityKind::Organization { self.bodies.get(keys(candidate, words)) } else { None }
    }

    /// Candidates for names that the context showed elsewhere, where they stand without it.
    pub(crate) fn repeated(&self, line: &Line<'_>) -> Vec<Candidate> {
        if self.shown_kind.is_empty() {
            return Vec::new();
        }
        (0..line.words.len()).filter_map(|at| self.repeated_at(line, at)).collect()
    }

    fn repeated_at(&self, line: &Line<'_>, at: usize) -> Option<Candidate> {
        let token = line.token(at).filter(|t| self.shown_ends.has(t.word.key))?;
        let stand = Reading::whole(&token.word);
        let step = |reading: Reading| Some((reading, self.shown.step(Phrases::ROOT, reading.key)?));
        // A word that a list knows has no proclitics to lose.
        let cut = || {
            let mut readings = clitics().readings(line.text, &token.word);
            readings.find_map(|r| step(r).filter(|_| !r.clitics.article() || r.restored))
        };
        let known = token.sense.whole != Class::NONE;
        let (reading, mut node) = step(stand).or_else(|| if known { None } else { cut() })?;
        let mut end = at + 1;
        let mut found = None;
        loop {
            if let Some(&kind) = self.shown_kind.get(&node) {
                found = Some((end, kind));
            }
            let next = line.token(end).filter(|t| t.follows()).and_then(|t| self.shown.step(node, t.word.key));
            let Some(next) = next else { break };
            node = next;
            end += 1;
        }
        let (end, kind) = found?;
        let mut candidate = Candidate::new(at, end, reading, kind);
        candidate.evidence.add(Evidence::Repeated);
        let plain = Class::COMMON | Class::FUNCTION | Class::VERB | Class::NAME;
        if candidate.len() == 1 && (token.is(plain) || token.sense.nation) {
            candidate.evidence.add(Evidence::OrdinaryWord);
        }
        Some(candidate)
    }

    fn add_parts(&mut self, line: &Line<'_>, full: &Candidate) {
        let Some(tokens) = line.tokens.get(full.first..full.end) else { return };
        let number = self.fulls.len();
        let mut fresh = false;
        for (at, token) in tokens.iter().enumerate() {
            let particle = token.is_whole(Class::PARTICLE | Class::DEEN) && !token.is_whole(Class::FAMILY);
            if particle || token.word.letters < 3 {
                continue;
            }
            self.part_ends.add(token.word.key);
            if at == 0 {
                fresh |= *self.given.entry(full.reading.key).or_insert(number) == number;
            } else if !token.is_whole(Class::GIVEN) || at + 1 == tokens.len() {
                fresh |= *self.surnames.entry(token.word.key).or_insert(number) == number;
                if let Some(particle) = tokens.get(at - 1).filter(|t| t.is_whole(Class::PARTICLE)) {
                    self.particles.insert(token.word.key, particle.word.key);
                }
            }
        }
        if fresh {
            let (words, countries) = (spelled(line, full), countries(line, full));
            self.fulls.push(Full { node: full.node, given: full.reading.key, words, countries });
        }
    }

    /// Adds to a candidate what the page knows of it.
    /// `chosen` are those of its line that the first pass chose.
    pub(crate) fn add_evidence(
        &self,
        names: &Gazetteer,
        line: &Line<'_>,
        chosen: &[Candidate],
        candidate: &mut Candidate,
    ) {
        // No mention vouches for itself.
        let at = place_of(line, candidate);
        let elsewhere = |named: &Named| named.again || named.at != at;
        // أحد, كان, النجم, المدرب المصري: a page about sport has its function words, verbs, titles and adjectives too.
        let grammar = |t: &Token| t.is_whole(Class::FUNCTION | Class::VERB | Class::TITLE | Class::OFFICE);
        let plain = || {
            adjective_after(line, candidate)
                || adjective(line, candidate.first)
                || candidate.len() == 1 && line.token(candidate.first).is_some_and(grammar)
        };
        // مجلس الأمة where a place in Kuwait is named: a name of several words, and whose it is.
        let short = candidate.kind == EntityKind::Organization && candidate.len() > 1;
        let title = countries(line, candidate);
        let titled = title != NO_COUNTRIES;
        let mut evidence = candidate.evidence;
        candidate.records(names).for_each(|record| {
            if self.records.get(&record).is_some_and(elsewhere) {
                evidence.add(Evidence::Memory);
            }
            if self.sport() && of_sport(names, record) && !plain() {
                evidence.add(Evidence::Topic);
            }
            if titled && is_of(names, &title, record) || short && self.times_of(names, record).place {
                evidence.add(Evidence::Country);
            }
        });
        if coordinated(line, chosen, candidate) {
            evidence.add(Evidence::Coordination);
        }
        candidate.evidence = evidence;
    }

    /// The entities that a mention may name: those the page has named already first, then those of its field and of the
    /// countries it names most; between equals the order of the lists stays.
    pub(crate) fn ranked(
        &self,
        names: &Gazetteer,
        title: &Countries,
        candidate: &Candidate,
    ) -> impl Iterator<Item = u32> {
        let mut records: Vec<u32> = Vec::new();
        let mut listed = candidate.records(names);
        let first = listed.next();
        if let (Some(first), Some(second)) = (first, listed.next()) {
            records.extend([first, second]);
            records.extend(listed);
            let sport = self.sport();
            records.sort_by_cached_key(|&record| {
                let country = self.times_of(names, record).times;
                let known = self.records.contains_key(&record);
                std::cmp::Reverse((is_of(names, title, record), known, sport && of_sport(names, record), country))
            });
        }
        // Most surfaces have one entity: nothing to sort, and nothing to allocate.
        let only = first.filter(|_| records.is_empty());
        only.into_iter().chain(records)
    }

    /// How often the text names an entity of the country of this one.
    fn times_of(&self, names: &Gazetteer, record: u32) -> NamedCountry {
        self.countries.get(&Country::of(names.country_of(record))).copied().unwrap_or_default()
    }

    /// Candidates for parts of full names that stand alone in the line, with the numbers of the full mentions.
    pub(crate) fn parts(&self, line: &Line<'_>) -> Vec<(Candidate, usize)> {
        if self.surnames.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, token) in line.tokens.iter().enumerate() {
            if !self.part_ends.has(token.word.key) {
                continue;
            }
            let stand = Reading::whole(&token.word);
            let Some((reading, full, surname)) = self.part(stand).or_else(|| {
                let plain = token.is_whole(Class::FUNCTION | Class::VERB | Class::NAME | Class::TITLE);
                let readings = clitics().readings(line.text, &token.word);
                (!plain).then(|| readings.filter(|r| !r.clitics.article()).find_map(|r| self.part(r))).flatten()
            }) else {
                continue;
            };
            // ولد بلال, آل فرعون: the particle goes with the surname where the full name has it.
            let known = self.particles.get(&reading.key).filter(|_| reading.cut == 0 && token.follows());
            let particle = line.before(at).filter(|t| known == Some(&t.word.key));
            let (first, reading) = match particle {
                Some(particle) if surname => (at - 1, Reading::whole(&particle.word)),
                _ => (at, reading),
            };
            let mut candidate = Candidate::new(first, at + 1, reading, EntityKind::Person);
            candidate.evidence.add(if surname { Evidence::Surname } else { Evidence::Memory });
            if !surname {
                candidate.evidence.add(Evidence::OrdinaryName);
            }
            if token.is_whole(Class::COMMON | Class::FUNCTION | Class::VERB | Class::ORDINARY_NAME)
                || token.sense.nation
            {
                candidate.evidence.add(Evidence::OrdinaryWord);
            }
            found.push((candidate, full));
        }
        found
    }

    /// The full name that a word is a part of, the first in the text, and whether the part is a surname.
    fn part(&self, reading: Reading) -> Option<(Reading, usize, bool)> {
        let of = |names: &Map<Key, usize>| names.get(&reading.key).copied();
        of(&self.surnames)
            .map(|full| (reading, full, true))
            .or_else(|| of(&self.given).map(|full| (reading, full, false)))
    }
}

/// Whether a comma or و joins the candidate to one of its kind that was chosen.
fn coordinated(line: &Line<'_>, chosen: &[Candidate], candidate: &Candidate) -> bool {
    let at_comma = |token: &Token| token.gap == Gap::Comma;
    let at = chosen.partition_point(|c| c.end < candidate.first);
    let before = chosen.get(at).is_some_and(|c| c.end == candidate.first && c.kind == candidate.kind)
        && (candidate.reading.clitics.conjunction() || line.token(candidate.first).is_some_and(at_comma));
    let at = chosen.partition_point(|c| c.first < candidate.end);
    let joined = |token: &Token| at_comma(token) || token.follows() && token.sense.reading.clitics.conjunction();
    before
        || chosen.get(at).is_some_and(|c| c.first == candidate.end && c.kind == candidate.kind)
            && line.token(candidate.end).is_some_and(joined)
}

/// Where the first word of a candidate begins in the caller's text.
fn place_of(line: &Line<'_>, candidate: &Candidate) -> usize {
    line.base + line.token(candidate.first).map_or(0, |token| token.word.start)
}

/// The countries that a title before a listed person names (الرئيس السوري الشرع).
pub(crate) fn countries(line: &Line<'_>, candidate: &Candidate) -> Countries {
    match candidate.kind {
        EntityKind::Person if candidate.node.is_some() => countries_of_title(line, candidate.first),
        _ => NO_COUNTRIES,
    }
}

/// Whether an entity is of one of the countries.
fn is_of(names: &Gazetteer, countries: &[Country], record: u32) -> bool {
    let country = Country::of(names.country_of(record));
    country != Country::NONE && countries.contains(&country)
}

/// The words of a candidate, the first without its proclitics.
pub(crate) fn keys(candidate: &Candidate, words: &[Word]) -> impl Iterator<Item = Key> {
    std::iter::once(candidate.reading.key).chain(words.iter().skip(1).map(|word| word.key))
}

/// Whether an entity belongs to sport.
fn of_sport(names: &Gazetteer, record: u32) -> bool {
    matches!(names.class_of(record), "club" | "national-team" | "athlete" | "coach")
}
