//! The cue table: phrases that say what a line is, and how they are found among the words of a line.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kind::{self, BlockKind};
use super::lexicon::{Lexicon, Traits};
use super::line::Token;
use crate::error::{Error, ErrorKind};
use crate::index::phrase::Phrases;
use crate::index::punct::{Punct, punct};
use crate::index::script;
use crate::index::tsv;
use crate::index::word::{self, Key, Shape};

/// Most words of a phrase: bounds the work at every word of a text.
const MOST_WORDS: usize = 12;

/// Where a phrase has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Position {
    /// It is all the words of the line.
    Whole,
    Start,
    End,
    Inside,
}

/// What a phrase does to the lines below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// As a heading, it opens a section of its kind.
    Open,
    /// It speaks of its own line only, inside whatever goes on.
    Inline,
    None,
}

/// One row of the table.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) phrase: Arc<str>,
    pub(crate) kind: BlockKind,
    pub(crate) position: Position,
    /// Whether a colon, or what is written for one, has to follow the phrase.
    colon: bool,
    /// Most words the line may have.
    max_words: usize,
    pub(crate) section: Section,
    /// Whether the phrase hardly ever is anything else.
    pub(crate) hard: bool,
}

/// A cue that was found in a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'c> {
    pub(crate) cue: &'c Cue,
    /// Words of the phrase.
    pub(crate) words: usize,
    /// Words of the line after it.
    pub(crate) after: usize,
}

/// The table, compiled: a trie of phrases over word keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    phrases: Phrases,
    rows: Vec<Cue>,
    /// The rows whose phrase ends at a node.
    at: Vec<Vec<u16>>,
}

/// `#` in a phrase: any number. The key of no word is empty.
fn any_number() -> Key {
    Key::default()
}

impl Cues {
    /// Adds the rows of a table. A row of an earlier table with the same phrase, position and follow is replaced; two of
    /// one table are an error.
    pub(crate) fn add(&mut self, file: &str, text: &str, lexicon: &mut Lexicon) -> Result<(), Error> {
        let mut seen = BTreeMap::new();
        for row in tsv::rows_but(text, |line| line.starts_with('#') && !line.contains('\t')) {
            let row = row.map_err(|bad| Error::invisible(file, bad))?;
            let fail = |kind| Error::new(file, row.line, kind);
            let expected = "8: phrase, kind, position, follow, max_words, section, strength, note";
            if !(7..=8).contains(&row.fields.len()) {
                return Err(fail(ErrorKind::Columns { found: row.fields.len(), expected }));
            }
            let unknown =
                |what, found: &str, expected| fail(ErrorKind::Unknown { what, found: found.to_owned(), expected });
            let phrase = row.field(0);
            let keys = keys_of(phrase);
            if keys.is_empty() {
                return Err(fail(ErrorKind::EmptyKey { what: "phrase", found: phrase.to_owned() }));
            }
            if keys.len() > MOST_WORDS {
                let (what, found, words) = ("phrase", phrase.to_owned(), keys.len());
                return Err(fail(ErrorKind::TooLong { what, found, words, most: MOST_WORDS }));
            }
            let cue = Cue {
                phrase: phrase.into(),
                kind: BlockKind::named(row.field(1)).ok_or_else(|| unknown("kind", row.field(1), kind::EXPECTED))?,
                position: match row.field(2) {
                    "whole" => Position::Whole,
                    "start" => Position::Start,
                    "end" => Position::End,
                    "inside" => Position::Inside,
                    other => return Err(unknown("position", other, "whole, start, end or inside")),
                },
                colon: match row.field(3) {
                    "" | "-" => false,
                    ":" => true,
                    other => return Err(unknown("follow", other, "a colon or -")),
                },
                max_words: match row.field(4) {
                    "" => usize::MAX,
                    number => number.parse().map_err(|_| unknown("max_words", number, "a number or nothing"))?,
                },
                section: match row.field(5) {
                    "open" => Section::Open,
                    "inline" => Section::Inline,
                    "-" => Section::None,
                    other => return Err(unknown("section", other, "open, inline or -")),
                },
                hard: match row.field(6) {
                    "hard" => true,
                    "soft" => false,
                    other => return Err(unknown("strength", other, "hard or soft")),
                },
            };
            let start = matches!(cue.position, Position::Whole | Position::Start);
            let traits = match cue.kind {
                BlockKind::ReadMore if start => Traits::CUE_START.with(Traits::POINTER),
                _ if start => Traits::CUE_START,
                _ => Traits::CUE_INSIDE,
            };
            match keys.first() {
                Some(&first) if first != any_number() => lexicon.mark(first, traits),
                // A phrase that begins with any number is tried at every number: `inside`, and `line` in line.rs.
                _ => {}
            }
            let node = self.phrases.insert(keys);
            if let Some(first) = seen.insert((node, cue.position, cue.colon), row.line) {
                return Err(fail(ErrorKind::Duplicate { what: "phrase", found: phrase.to_owned(), first }));
            }
            self.insert(cue, node as usize).map_err(fail)?;
        }
        Ok(())
    }

    fn insert(&mut self, cue: Cue, node: usize) -> Result<(), ErrorKind> {
        self.at.resize_with(self.phrases.len(), Vec::new);
        let same = |n: &&u16| {
            self.rows.get(usize::from(**n)).is_some_and(|row| row.position == cue.position && row.colon == cue.colon)
        };
        let earlier = self.at.get(node).and_then(|ids| ids.iter().find(same)).map(|&id| usize::from(id));
        match earlier.and_then(|id| self.rows.get_mut(id)) {
            Some(row) => *row = cue,
            None => {
                let Ok(id) = u16::try_from(self.rows.len()) else {
                    let (what, found, words) = ("cue table", "rows".to_owned(), self.rows.len());
                    return Err(ErrorKind::TooLong { what, found, words, most: usize::from(u16::MAX) });
                };
                self.rows.push(cue);
                if let Some(ids) = self.at.get_mut(node) {
                    ids.push(id);
                }
            }
        }
        Ok(())
    }

    /// The best cue at the start of `tokens`, or that is the whole of them.
    pub(crate) fn at_start<'c>(&'c self, text: &str, tokens: &[Token]) -> Option<Hit<'c>> {
        self.walk(text, tokens, tokens.len(), |cue, len| match cue.position {
            Position::Whole => len == tokens.len(),
            Position::Start => true,
            Position::End | Position::Inside => false,
        })
    }

    /// The best hard cue that `tokens` go on from, be it one that is a line of its own elsewhere.
    pub(crate) fn ahead<'c>(&'c self, text: &str, tokens: &[Token]) -> Option<Hit<'c>> {
        self.walk(text, tokens, 0, |cue, _| cue.hard && matches!(cue.position, Position::Whole | Position::Start))
    }

    /// The best cue that stands anywhere in a line or at its end, and the index of its first word.
    pub(crate) fn inside<'c>(&'c self, text: &str, tokens: &[Token]) -> Option<(usize, Hit<'c>)> {
        let mut best: Option<(usize, Hit<'c>)> = None;
        for (n, token) in tokens.iter().enumerate() {
            if !token.traits.has(Traits::CUE_INSIDE) && token.shape != Shape::Number {
                continue;
            }
            let rest = tokens.get(n..).unwrap_or_default();
            let found = self.walk(text, rest, tokens.len(), |cue, len| match cue.position {
                Position::End => len == rest.len(),
                Position::Inside => true,
                Position::Whole | Position::Start => false,
            });
            if let Some(hit) = found
                && best.is_none_or(|(_, old)| rank(&hit) > rank(&old))
            {
                best = Some((n, hit));
            }
        }
        best
    }

    fn walk<'c>(
        &'c self,
        text: &str,
        tokens: &[Token],
        line_words: usize,
        fits: impl Fn(&Cue, usize) -> bool,
    ) -> Option<Hit<'c>> {
        let mut best: Option<Hit<'c>> = None;
        let mut node = Phrases::ROOT;
        for (n, token) in tokens.iter().enumerate().take(MOST_WORDS) {
            let step = match token.shape {
                Shape::Number => self.phrases.step(node, token.key).or_else(|| self.phrases.step(node, any_number())),
                Shape::Arabic | Shape::Other => self.phrases.step(node, token.key),
            };
            let Some(next) = step else { break };
            node = next;
            for &id in self.at.get(node as usize).into_iter().flatten() {
                let Some(cue) = self.rows.get(usize::from(id)) else { continue };
                let len = n + 1;
                let hit = Hit { cue, words: len, after: tokens.len() - len };
                if fits(cue, len)
                    && line_words <= cue.max_words
                    && (!cue.colon || colon_follows(text, token.end))
                    && best.is_none_or(|old| rank(&hit) > rank(&old))
                {
                    best = Some(hit);
                }
            }
        }
        best
    }
}

/// Order of hits in one line: the whole line before its start, then the longer phrase, then the surer one.
fn rank(hit: &Hit<'_>) -> (bool, usize, bool) {
    (hit.cue.position == Position::Whole, hit.words, hit.cue.hard)
}

/// Whether a colon comes next in `text` from `at`, or what is written for one: Gulf and Iraqi sites put a slash or a
/// dash there. The end of the line will do too.
fn colon_follows(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let next = rest.chars().find(|&c| c == '\n' || !c.is_whitespace() && !script::is_invisible(c));
    use Punct::{Arrow, Bar, Close, Colon, Dash, Open, Quote, Slash};
    match next {
        None | Some('\n') => true,
        Some(c) => matches!(punct(c), Colon | Slash | Bar | Dash | Arrow | Quote | Open | Close),
    }
}

/// The keys of a phrase; `#` alone between spaces is any number.
fn keys_of(phrase: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    for part in phrase.split_whitespace() {
        match part {
            "#" => keys.push(any_number()),
            _ => keys.extend(word::words(part).map(|word| word.key)),
        }
    }
    keys
}
