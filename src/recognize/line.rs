//! The words of one line with their senses, and what stands between them.

use super::lexicon::{Class, Lexicon, Sense};
use std::cell::RefCell;

use crate::gazetteer::clitic::Reading;
use crate::index::phrase::Map;
use crate::index::punct::{is_hyphen, is_quote};
use crate::index::script::{ALEF, ALEF_MAKSURA, ALEF_WITH_HAMZA, BEH, HEH, LAM, WAW, YEH, fold_letter};
use crate::index::word::{Key, Word, words};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing: the line begins.
    Start,
    /// White space only.
    Space,
    /// A hyphen without white space.
    Hyphen,
    /// A full stop after a lone letter, as in ج. بوش.
    Initial,
    /// Quotation marks and white space.
    Quote,
    Comma,
    Colon,
    /// An opening or closing bracket.
    Bracket,
    /// Anything else: a full stop, a slash, a dash between spaces, symbols.
    Stop,
}

/// A word of the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) word: Word,
    pub(crate) sense: Sense,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// A quotation mark stands right before it.
    pub(crate) opened: bool,
    /// A quotation mark stands right after it.
    pub(crate) closed: bool,
    /// Classes of the listed phrase of several words that ends here.
    pub(crate) phrase: Class,
    /// The word goes on such a phrase (باسم in المتحدث باسم).
    pub(crate) tail: bool,
    /// The word belongs to a set phrase without names (رحمه الله).
    pub(crate) formula: bool,
}

impl Token {
    /// Whether the word, in its likeliest reading, is of one of the classes.
    pub(crate) fn is(&self, class: Class) -> bool {
        self.sense.class.any(class)
    }

    /// Whether the word is of one of the classes just as it stands.
    pub(crate) fn is_whole(&self, class: Class) -> bool {
        self.sense.whole.any(class)
    }

    /// Whether it is a title or office that may take a complement (وزير in وزير الخارجية).
    pub(crate) fn takes_complement(&self) -> bool {
        self.is(Class::TITLE | Class::OFFICE) && !self.sense.article
    }

    /// Whether it is an unknown word with a conjunction before it.
    pub(crate) fn joins(&self) -> bool {
        self.sense.unknown && self.sense.reading.clitics.conjunction()
    }

    /// Whether it follows the word before it without punctuation.
    pub(crate) fn follows(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Hyphen | Gap::Initial)
    }
}

/// Most words of a name in quotes.
const MOST_QUOTED: usize = 5;

/// A line, or any other stretch of text that no mention crosses.
#[derive(Debug)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    /// Where `text` begins in the caller's text.
    pub(crate) base: usize,
    pub(crate) words: Vec<Word>,
    pub(crate) tokens: Vec<Token>,
    /// What the gap behind the last word is.
    pub(crate) last_gap: Gap,
}

/// Senses by key, and by whether the word is written with a hamza on its first alef, which the key does not tell and the
/// question particle needs. The words of a page repeat.
#[derive(Debug, Default)]
pub(crate) struct Cache(Map<(Key, bool), Sense>);

/// Most senses that a thread keeps: about 6 MB.
const MOST_KEPT: usize = 1 << 15;

thread_local! {
    /// The lists are the same for the whole program and a sense depends on nothing else, so texts can share them.
    static KEPT: RefCell<Cache> = RefCell::default();
}

impl Cache {
    /// The senses kept by this thread.
    pub(crate) fn take() -> Cache {
        KEPT.with(RefCell::take)
    }

    /// Keeps the senses for the next text.
    pub(crate) fn keep(self) {
        KEPT.with(|kept| kept.replace(self));
    }

    fn sense(&mut self, lexicon: &Lexicon, text: &str, word: &Word) -> Sense {
        let hamza = text.get(word.start..).is_some_and(|rest| rest.starts_with(ALEF_WITH_HAMZA));
        if self.0.len() >= MOST_KEPT {
            self.0.clear();
        }
        *self.0.entry((word.key, hamza)).or_insert_with(|| lexicon.sense(text, word))
    }
}

impl<'t> Line<'t> {
    pub(crate) fn new(lexicon: &Lexicon, cache: &mut Cache, text: &'t str, base: usize) -> Line<'t> {
        // A word and its space take some nine bytes or more.
        let mut all: Vec<Word> = Vec::with_capacity(text.len() / 8 + 1);
        all.extend(words(text));
        let mut tokens: Vec<Token> = Vec::with_capacity(all.len());
        let mut past = 0;
        let mut last_letters = 0;
        for &word in &all {
            let between = text.get(past..word.start).unwrap_or("");
            let plain = between == " ";
            let gap = if tokens.is_empty() {
                Gap::Start
            } else if plain {
                Gap::Space
            } else {
                gap(between, last_letters)
            };
            let opened = !plain && between.ends_with(is_quote);
            if let Some(last) = tokens.last_mut() {
                last.closed = !plain && between.starts_with(is_quote);
            }
            let mut sense = cache.sense(lexicon, text, &word);
            // ألكسندر folds to الكسندر: an alef with its hamza is no article. The cache knows keys only.
            let own = text.get(sense.reading.start(text, &word)..).and_then(|rest| rest.chars().next());
            sense.article &= own.is_none_or(|c| c == ALEF || fold_letter(c) != ALEF);
            // وأدى folds to وادي: with its hamza the second letter begins a word of its own.
            let waw_alef = text.get(word.start..word.end).is_some_and(begins_with_waw_and_hamza);
            let head = Class::PLACE_HEAD | Class::ORG_HEAD;
            // A sentence that begins with و begins with a verb more often than with a rare name.
            let opens = matches!(gap, Gap::Start | Gap::Stop) && sense.conjunction;
            if waw_alef && (sense.unknown || sense.whole.any(head)) || opens && sense.unknown && word.letters >= 4 {
                sense.unknown = false;
                sense.whole = Class::VERB;
                sense.class = Class::VERB;
            }
            let phrase = Class::NONE;
            let (closed, tail, formula) = (false, false, false);
            tokens.push(Token { word, sense, gap, opened, closed, phrase, tail, formula });
            past = word.end;
            last_letters = word.letters;
        }
        let tail = text.get(past..).unwrap_or("");
        if let Some(last) = tokens.last_mut() {
            last.closed = tail.starts_with(is_quote);
        }
        let last_gap = if tail.trim().is_empty() { Gap::Start } else { gap(tail, last_letters) };
        let mut line = Line { text, base, words: all, tokens, last_gap };
        line.mark_phrases(lexicon);
        line.join_quoted_names();
        line
    }

    /// Quotes inside the name of a body part nothing: جمعية "بسمة أمل" الخيرية, مؤسسة "قنطرة" للنشر.
    fn join_quoted_names(&mut self) {
        for at in 0..self.tokens.len() {
            let quoted = |t: &Token| t.opened && t.gap == Gap::Quote;
            let head = |t: &Token| t.is(Class::ORG_HEAD_IN) && !t.closed;
            if !self.token(at + 1).is_some_and(quoted) || !self.token(at).is_some_and(head) {
                continue;
            }
            let one = |last: &usize| (at + 2..=*last).all(|n| self.token(n).is_some_and(Token::follows));
            let Some(next) = self.close_of_quote(at + 1).filter(one).map(|last| last + 1) else { continue };
            let goes_on =
                |t: &Token| t.gap == Gap::Quote && !t.opened && (self.goes_on(next) || t.sense.reading.restored);
            if self.token(next).is_some_and(goes_on) {
                for n in [at + 1, next] {
                    self.tokens.get_mut(n).into_iter().for_each(|token| token.gap = Gap::Space);
                }
            }
        }
    }

    /// Marks titles and offices of several words.
    fn mark_phrases(&mut self, lexicon: &Lexicon) {
        for at in 0..self.tokens.len() {
            if !self.token(at).is_some_and(|t| t.sense.begins_phrase) {
                continue;
            }
            let Some((len, class)) = lexicon.phrase(self.keys(at)) else { continue };
            for (n, token) in self.tokens.iter_mut().take(at + len).skip(at).enumerate() {
                token.tail |= n > 0;
                token.formula |= class.any(Class::FUNCTION);
            }
            if let Some(last) = self.tokens.get_mut(at + len - 1) {
                last.phrase |= class;
            }
        }
    }

    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token before `at`.
    pub(crate) fn before(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// The last word of what is quoted from token `at` on, if it is no longer than a name.
    pub(crate) fn close_of_quote(&self, at: usize) -> Option<usize> {
        (at..at + MOST_QUOTED).find(|&n| self.token(n).is_some_and(|t| t.closed))
    }

    /// What stands behind token `at`.
    pub(crate) fn gap_after(&self, at: usize) -> Gap {
        self.tokens.get(at + 1).map_or(self.last_gap, |next| next.gap)
    }

    /// Whether the word at `at` ends as relative adjectives do (ـي), and is none of a country.
    pub(crate) fn relative(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| {
            let end = self.text.get(..t.word.end).and_then(|text| text.chars().next_back());
            end.is_some_and(|c| fold_letter(c) == YEH) && t.word.letters >= 5 && !t.sense.nation
        })
    }

    /// Whether the word at `at` is an adjective that goes on a name: relative (الدولي, الجوية), or a listed one.
    pub(crate) fn goes_on(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let mut letters = self.text.get(token.word.start..token.word.end).unwrap_or("").chars().rev().map(fold_letter);
        let last = letters.next();
        let relative = last == Some(YEH) || last == Some(HEH) && letters.next() == Some(YEH);
        token.sense.article && (relative || token.sense.nation || token.is(Class::NAME_ADJECTIVE))
    }

    /// Whether a word that is both a name and a function word (علي, على) is the name: written with a plain yeh, and before
    /// another part of a name.
    pub(crate) fn name_not_word(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let plain = self.text.get(..token.word.end).is_some_and(|text| text.ends_with(YEH));
        plain
            && self.token(at + 1).is_some_and(|t| {
                let name = t.is_whole(Class::NAME | Class::PARTICLE) && !t.is_whole(Class::FUNCTION);
                t.follows() && (name || t.sense.unknown && self.relative(at + 1))
            })
    }

    /// Whether the word at `at` is a preposition that is written with an alef maksura, and no name in yeh.
    pub(crate) fn ends_in_preposition(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let maksura = self.text.get(..token.word.end).is_some_and(|text| text.ends_with(ALEF_MAKSURA));
        maksura && token.is_whole(Class::PREPOSITION)
    }

    /// Whether the preposition ب stands before what is left of the word at `at` in this reading.
    pub(crate) fn has_in(&self, at: usize, reading: Reading) -> bool {
        let before = self.token(at).and_then(|t| self.text.get(t.word.start..reading.start(self.text, &t.word)));
        reading.clitics.preposition() && before.is_some_and(|text| text.ends_with(BEH))
    }

    /// Whether the word at `at` begins with the letter of a conjunction.
    pub(crate) fn begins_with_conjunction(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.sense.conjunction)
    }

    /// Whether the word at `at` begins with the preposition ل and a definite noun closes what it begins: للطاقة, لكرة القدم.
    pub(crate) fn begins_with_for(&self, at: usize) -> bool {
        self.length_of_purpose(at) > 0
    }

    /// The words from ل to the definite noun that closes the phrase (للطاقة, لكرة القدم, لتثمين موارد المحروقات); 0 without one.
    pub(crate) fn length_of_purpose(&self, at: usize) -> usize {
        let Some(token) = self.token(at).filter(|t| t.follows()) else { return 0 };
        let reading = token.sense.reading;
        let lam = self.text.get(token.word.start..).is_some_and(|text| text.starts_with(LAM));
        let unknown = token.sense.unknown && token.word.letters >= 4;
        if !lam || !(reading.clitics.preposition() || unknown) || reading.clitics.conjunction() {
            return 0;
        }
        if reading.restored {
            return 1;
        }
        let noun = |t: &&Token| t.follows() && t.sense.reading.cut == 0 && !t.is(Class::FUNCTION | Class::VERB);
        let nouns = (1..=2).map_while(|n| self.token(at + n).filter(noun));
        nouns.zip(2..).find(|(t, _)| t.sense.article).map_or(0, |(_, len)| len)
    }

    /// Words from `at` on, for a search.
    pub(crate) fn keys(&self, at: usize) -> impl Iterator<Item = Key> + '_ {
        self.tokens.iter().skip(at).enumerate().take_while(|(n, t)| *n == 0 || t.follows()).map(|(_, t)| t.word.key)
    }
}

/// Whether a word begins with waw and an alef that carries a hamza.
fn begins_with_waw_and_hamza(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next() == Some(WAW) && letters.next().is_some_and(|c| c != ALEF && fold_letter(c) == ALEF)
}

fn gap(between: &str, last_letters: u8) -> Gap {
    let mut gap = Gap::Space;
    for c in between.chars() {
        let seen = match c {
            c if c.is_whitespace() || crate::index::script::is_invisible(c) => continue,
            c if is_quote(c) => Gap::Quote,
            c if is_hyphen(c) && between.len() == c.len_utf8() => Gap::Hyphen,
            '.' if last_letters == 1 && gap == Gap::Space => Gap::Initial,
            ',' | '\u{060C}' => Gap::Comma,
            ':' => Gap::Colon,
            '(' | ')' | '[' | ']' | '{' | '}' => Gap::Bracket,
            _ => return Gap::Stop,
        };
        // A mark that parts clauses outweighs quotes and brackets.
        gap = match (gap, seen) {
            (Gap::Comma | Gap::Colon, Gap::Quote | Gap::Bracket) => gap,
            _ => seen,
        };
    }
    gap
}
