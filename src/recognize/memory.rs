//! What the page has already said: entities named in full, surnames of full names, countries, the field it is about.

use std::collections::HashMap;

use crate::index::phrase::Map;

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::lexicon::{Class, Lexicon};
use super::line::{Gap, Line, Token};
use crate::gazetteer::clitic::Reading;
use crate::gazetteer::{EntityKind, Gazetteer};
use crate::index::word::Key;

/// Words of sport that make a page one about sport.
const SPORT_WORDS: usize = 3;

/// What the first pass over a page found.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    records: Map<u32, ()>,
    /// Parts of full names: the mentions that hold them, by their number among the chosen.
    surnames: Map<Key, Vec<usize>>,
    given: Map<Key, Vec<usize>>,
    countries: HashMap<String, usize>,
    sport: bool,
    /// Kind of the mention that begins and ends at a token.
    starts: Map<(usize, usize), EntityKind>,
    ends: Map<(usize, usize), EntityKind>,
}

impl Memory {
    pub(crate) fn new(names: &Gazetteer, lines: &[Line<'_>], chosen: &[Candidate]) -> Memory {
        let mut memory = Memory::default();
        let sport = lines.iter().flat_map(|line| &line.tokens).filter(|token| token.is(Class::SPORT));
        memory.sport = sport.take(SPORT_WORDS).count() >= SPORT_WORDS;
        for (n, candidate) in chosen.iter().enumerate() {
            memory.starts.insert((candidate.line, candidate.first), candidate.kind);
            memory.ends.insert((candidate.line, candidate.end), candidate.kind);
            if let Some(&record) = candidate.records.first() {
                memory.records.insert(record, ());
                let country = names.country_of(record);
                if !country.is_empty() {
                    *memory.countries.entry(country.to_owned()).or_default() += 1;
                }
            }
            if candidate.kind == EntityKind::Person && candidate.len() > 1 {
                memory.add_parts(lines, n, candidate);
            }
        }
        memory
    }

    fn add_parts(&mut self, lines: &[Line<'_>], number: usize, full: &Candidate) {
        let Some(tokens) = lines.get(full.line).and_then(|line| line.tokens.get(full.first..full.end)) else { return };
        for (at, token) in tokens.iter().enumerate() {
            let particle = token.is_whole(Class::PARTICLE | Class::DEEN) && !token.is_whole(Class::FAMILY);
            if particle || token.word.letters < 3 {
                continue;
            }
            if at == 0 {
                self.given.entry(full.reading.key).or_default().push(number);
            } else if !token.is_whole(Class::GIVEN) || at + 1 == tokens.len() {
                self.surnames.entry(token.word.key).or_default().push(number);
            }
        }
    }

    /// Adds to a candidate what the page knows of it, and puts its likeliest entity first.
    pub(crate) fn add_evidence(&self, names: &Gazetteer, line: &Line<'_>, candidate: &mut Candidate) {
        if candidate.records.iter().any(|record| self.records.contains_key(record)) {
            candidate.evidence.add(Evidence::Memory);
        }
        let club = |&record: &u32| matches!(names.class_of(record), "club" | "national-team" | "athlete" | "coach");
        if self.sport && candidate.records.iter().any(club) {
            candidate.evidence.add(Evidence::Topic);
        }
        if self.coordinated(line, candidate) {
            candidate.evidence.add(Evidence::Coordination);
        }
        let rank = |&record: &u32| {
            let country = self.countries.get(names.country_of(record)).copied().unwrap_or(0);
            std::cmp::Reverse((self.records.contains_key(&record), self.sport && club(&record), country))
        };
        // A stable sort: between equals the order of the lists stays.
        candidate.records.sort_by_key(rank);
    }

    /// Whether a comma or و joins the candidate to a mention of its kind.
    fn coordinated(&self, line: &Line<'_>, candidate: &Candidate) -> bool {
        let joined =
            |token: &Token| token.gap == Gap::Comma || token.follows() && token.sense.reading.clitics.conjunction();
        let before = self.ends.get(&(candidate.line, candidate.first)) == Some(&candidate.kind)
            && (candidate.reading.clitics.conjunction()
                || line.token(candidate.first).is_some_and(|t| t.gap == Gap::Comma));
        let after = self.starts.get(&(candidate.line, candidate.end)) == Some(&candidate.kind)
            && line.token(candidate.end).is_some_and(joined);
        before || after
    }

    /// Candidates for parts of full names that stand alone in the line, with the numbers of the full mentions.
    pub(crate) fn parts(&self, lexicon: &Lexicon, line: &Line<'_>, number: usize) -> Vec<(Candidate, usize)> {
        if self.surnames.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, token) in line.tokens.iter().enumerate() {
            let stand = Reading::whole(&token.word);
            let Some((reading, full, surname)) = self.part(stand).or_else(|| {
                let plain = token.is_whole(Class::FUNCTION | Class::VERB | Class::NAME | Class::TITLE);
                let readings = lexicon.clitics().readings(line.text, &token.word);
                (!plain).then(|| readings.filter(|r| !r.clitics.article()).find_map(|r| self.part(r))).flatten()
            }) else {
                continue;
            };
            let mut candidate = Candidate::new(number, at, at + 1, reading, EntityKind::Person);
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

    fn part(&self, reading: Reading) -> Option<(Reading, usize, bool)> {
        let last = |of: &Map<Key, Vec<usize>>| of.get(&reading.key).and_then(|full| full.first().copied());
        last(&self.surnames)
            .map(|full| (reading, full, true))
            .or_else(|| last(&self.given).map(|full| (reading, full, false)))
    }
}
