//! The words of one line with their senses, and what stands between them.

use super::lexicon::{Class, Lexicon, Sense};
use crate::index::phrase::Map;
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

    /// Whether it follows the word before it without punctuation.
    pub(crate) fn follows(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Hyphen | Gap::Initial)
    }
}

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

/// Senses by key: the words of a page repeat.
pub(crate) type Cache = Map<Key, Sense>;

impl<'t> Line<'t> {
    pub(crate) fn new(lexicon: &Lexicon, cache: &mut Cache, text: &'t str, base: usize) -> Line<'t> {
        let words: Vec<Word> = words(text).collect();
        let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
        let mut past = 0;
        let mut last_letters = 0;
        for &word in &words {
            let between = text.get(past..word.start).unwrap_or("");
            let gap = if tokens.is_empty() { Gap::Start } else { gap(between, last_letters) };
            let opened = between.trim_end().ends_with(is_quote) && !between.ends_with(char::is_whitespace);
            if let Some(last) = tokens.last_mut() {
                last.closed = between.starts_with(is_quote);
            }
            let sense = *cache.entry(word.key).or_insert_with(|| lexicon.sense(text, &word));
            tokens.push(Token { word, sense, gap, opened, closed: false });
            past = word.end;
            last_letters = word.letters;
        }
        let tail = text.get(past..).unwrap_or("");
        if let Some(last) = tokens.last_mut() {
            last.closed = tail.starts_with(is_quote);
        }
        let last_gap = if tail.trim().is_empty() { Gap::Start } else { gap(tail, last_letters) };
        Line { text, base, words, tokens, last_gap }
    }

    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token before `at`.
    pub(crate) fn before(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// What stands behind token `at`.
    pub(crate) fn gap_after(&self, at: usize) -> Gap {
        self.tokens.get(at + 1).map_or(self.last_gap, |next| next.gap)
    }

    /// Words from `at` on, for a search.
    pub(crate) fn keys(&self, at: usize) -> impl Iterator<Item = Key> + '_ {
        self.tokens.iter().skip(at).enumerate().take_while(|(n, t)| *n == 0 || t.follows()).map(|(_, t)| t.word.key)
    }
}

/// Whether `c` opens or closes a quotation.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{AB}' | '\u{BB}' | '\u{2018}'..='\u{201F}' | '\u{2039}' | '\u{203A}')
}

fn gap(between: &str, last_letters: u8) -> Gap {
    let mut gap = Gap::Space;
    for c in between.chars() {
        let seen = match c {
            c if c.is_whitespace() || crate::index::script::is_invisible(c) => continue,
            c if is_quote(c) => Gap::Quote,
            '-' | '\u{2010}' | '\u{2011}' if between.len() == c.len_utf8() => Gap::Hyphen,
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
