//! [`explain`]: where two normalizers differ, found by trying.

mod known;

use std::collections::BTreeMap;
use std::fmt;

use super::Normalizer;
use known::{CONTEXTS, NAMES};

/// Lists where two normalizers differ: character by character, and in contexts that have a name.
///
/// Works for [presets](super::Preset) of other libraries and for any [`Normalizer`]. The lists depend on the two
/// only, and come in the order of code points.
///
/// ```
/// use khabar::normalize::{Normalizer, Outcome, Preset, explain};
///
/// let explanation = explain(Preset::LuceneArabic, Preset::CamelUtils);
/// let tatweel = &explanation.characters()[0];
/// assert_eq!((tatweel.first(), tatweel.last()), ('\u{640}', '\u{640}'));
/// assert_eq!((tatweel.a(), tatweel.b()), (&Outcome::Deleted, &Outcome::Kept));
/// assert_eq!(
///     explanation.to_string(),
///     "LuceneArabic and CamelUtils differ in 3 ranges of characters and 0 contexts.
/// U+0640 (tatweel): LuceneArabic deletes it; CamelUtils keeps it.
/// U+0670 (dagger alef): LuceneArabic keeps it; CamelUtils deletes it.
/// U+0671 (alef wasla): LuceneArabic keeps it; CamelUtils makes U+0627 of it.
/// "
/// );
///
/// let explanation = explain(Normalizer::matching(), Preset::ArabicNormalizeSearch);
/// assert!(explanation.contexts().iter().any(|context| context.name() == "tatweel between digits"));
/// assert!(explain(Preset::CamelUtils, Preset::CamelUtils).is_empty());
/// ```
///
/// # What is looked at
///
/// Every character up to U+1FFFF and U+E0000..U+E01FF, between the letters BEH and JEEM (alone, if it swallows those);
/// of ideographs, Hangul and private use one each. A context is a short text; it is listed if the two differ there, and
/// at least one of them does something else than with the characters one by one. Contexts of other kinds than the tried
/// ones are not found.
///
/// # Costs
///
/// Some 90,000 short texts are normalized twice: tens of milliseconds for most pairs. For tools and tests, not for
/// every request.
pub fn explain(a: impl Into<Normalizer>, b: impl Into<Normalizer>) -> Explanation {
    let both = [a.into(), b.into()];
    let mut characters: Vec<Difference> = Vec::new();
    for (first, last) in tried() {
        let [a, b] = both.each_ref().map(|normalizer| Outcome::of(first, &image(normalizer, first)));
        if a == b {
            continue;
        }
        let joined = characters.last_mut().is_some_and(|before| before.join(first, last, &a, &b));
        if !joined {
            characters.push(Difference { first, last, a, b });
        }
    }
    let contexts = CONTEXTS.iter().filter_map(|&(name, text)| {
        let [a, b] = both.each_ref().map(|normalizer| normalizer.normalize(text).into_string());
        let sum = |normalizer| text.chars().map(|c| image(normalizer, c)).collect::<String>();
        let more = both.iter().zip([&a, &b]).any(|(normalizer, found)| sum(normalizer) != *found);
        (a != b && more).then_some(Context { name, text, a, b })
    });
    Explanation { names: both.map(|normalizer| name(&normalizer)), contexts: contexts.collect(), characters }
}

/// The characters to try, each with the last one that it speaks for.
fn tried() -> impl Iterator<Item = (char, char)> {
    /// CJK ideographs, Hangul syllables, private use.
    const ALIKE: [(char, char); 5] = [
        ('\u{3400}', '\u{4DBF}'),
        ('\u{4E00}', '\u{9FFF}'),
        ('\u{AC00}', '\u{D7A3}'),
        ('\u{E000}', '\u{F8FF}'),
        ('\u{20000}', '\u{3FFFF}'),
    ];
    let all = ('\0'..='\u{20000}').chain('\u{E0000}'..='\u{E01FF}');
    all.filter_map(|c| match ALIKE.iter().find(|(first, last)| (*first..=*last).contains(&c)) {
        Some(&(first, last)) => (c == first).then_some((first, last)),
        None => Some((c, c)),
    })
}

/// What becomes of `c` between two letters.
fn image(normalizer: &Normalizer, c: char) -> String {
    const BEH: char = '\u{0628}';
    const JEEM: char = '\u{062C}';
    let mut out = String::new();
    normalizer.normalize_into(String::from_iter([BEH, c, JEEM]).as_str(), &mut out);
    if let Some(image) = out.strip_prefix(BEH).and_then(|rest| rest.strip_suffix(JEEM)) {
        return image.to_owned();
    }
    // A sign that swallows its neighbours, as a mail address does.
    out.clear();
    normalizer.normalize_into(c.encode_utf8(&mut [0; 4]), &mut out);
    out
}

fn name(normalizer: &Normalizer) -> String {
    let own =
        [("repair", Normalizer::repair()), ("matching", Normalizer::matching()), ("search", Normalizer::search())];
    match own.iter().find(|(_, own)| own == normalizer) {
        Some((name, _)) => (*name).to_owned(),
        None => normalizer.preset.map_or_else(|| format!("{normalizer:?}"), |preset| format!("{preset:?}")),
    }
}

/// Where two normalizers differ; see [`explain`]. Its [`Display`](fmt::Display) is in plain English,
/// and counts where there is too much to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    names: [String; 2],
    characters: Vec<Difference>,
    contexts: Vec<Context>,
}

impl Explanation {
    /// The characters that become different things, in order.
    ///
    /// ```
    /// # use khabar::normalize::{Preset, explain};
    /// assert_eq!(explain(Preset::PyArabicStrip, Preset::Anltk).characters().len(), 3);
    /// ```
    pub fn characters(&self) -> &[Difference] {
        &self.characters
    }

    /// The contexts in which the two differ otherwise than by single characters.
    ///
    /// ```
    /// # use khabar::normalize::{Preset, explain};
    /// let explanation = explain(Preset::Tnkeeh, Preset::PyArabicStrip);
    /// assert!(explanation.contexts().iter().any(|context| context.name() == "zeros in a row"));
    /// ```
    pub fn contexts(&self) -> &[Context] {
        &self.contexts
    }

    /// Whether no difference was found.
    ///
    /// ```
    /// # use khabar::normalize::{Preset, explain};
    /// assert!(!explain(Preset::LuceneArabic, Preset::LucenePersian).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty() && self.contexts.is_empty()
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// How many ranges of one kind are listed one by one.
        const LISTED: usize = 12;
        let [a, b] = &self.names;
        let (characters, contexts) = (self.characters.len(), self.contexts.len());
        writeln!(f, "{a} and {b} differ in {characters} ranges of characters and {contexts} contexts.")?;
        // Long lists of one kind in one block, such as accents, are for programs; a reader is told how many they are.
        let mut groups: BTreeMap<_, Vec<&Difference>> = BTreeMap::new();
        for row in &self.characters {
            groups.entry((row.name(), row.a.kind(), row.b.kind())).or_default().push(row);
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by_key(|rows| rows.first().map(|row| row.first));
        for rows in groups {
            match &rows[..] {
                [first, .., last] if rows.len() > LISTED => {
                    let count: u32 = rows.iter().map(|row| row.last as u32 - row.first as u32 + 1).sum();
                    let (from, to) = (first.first as u32, last.last as u32);
                    write!(f, "{count} characters from U+{from:04X} to U+{to:04X} ({}): ", first.name())?;
                    first.write_outcomes(self, "each", f)?;
                }
                _ => {
                    for row in rows {
                        write!(f, "U+{:04X}", row.first as u32)?;
                        if row.last != row.first {
                            write!(f, "..U+{:04X}", row.last as u32)?;
                        }
                        write!(f, " ({}): ", row.name())?;
                        row.write_outcomes(self, if row.first == row.last { "it" } else { "them" }, f)?;
                    }
                }
            }
        }
        for Context { name, text, a: x, b: y } in &self.contexts {
            let [text, x, y] = [*text, x, y].map(codes);
            writeln!(f, "In context, {name} ({text}): {a} gives {x}; {b} gives {y}.")?;
        }
        Ok(())
    }
}

/// A range of characters that two normalizers treat differently.
///
/// ```
/// # use khabar::normalize::{Outcome, Preset, explain};
/// let explanation = explain(Preset::ArabicNormalize, Preset::ArabicNormalizeSearch);
/// let digits = explanation.characters().iter().find(|row| row.first() == '٠').unwrap();
/// assert_eq!((digits.first(), digits.last()), ('٠', '٩'));
/// assert_eq!((digits.a(), digits.b()), (&Outcome::Kept, &Outcome::From('0')));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    first: char,
    last: char,
    a: Outcome,
    b: Outcome,
}

impl Difference {
    /// The first character of the range.
    pub fn first(&self) -> char {
        self.first
    }

    /// The last character of the range, itself included.
    pub fn last(&self) -> char {
        self.last
    }

    /// What the first normalizer makes of them.
    pub fn a(&self) -> &Outcome {
        &self.a
    }

    /// What the second normalizer makes of them.
    pub fn b(&self) -> &Outcome {
        &self.b
    }

    /// Takes in the characters that follow, if the same becomes of them.
    fn join(&mut self, first: char, last: char, a: &Outcome, b: &Outcome) -> bool {
        let single = self.first == self.last;
        let before = std::mem::replace(&mut self.last, last);
        // No range across the surrogates, which are no characters.
        let follows = before as u32 + 1 == first as u32;
        let distance = first as u32 - self.first as u32;
        if let Some(joined) = self.a.joined(a, distance, single).filter(|_| follows)
            && let Some(other) = self.b.joined(b, distance, single)
        {
            (self.a, self.b) = (joined, other);
            return true;
        }
        self.last = before;
        false
    }

    fn write_outcomes(&self, all: &Explanation, it: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b] = &all.names;
        write!(f, "{a} ")?;
        self.a.write(it, f)?;
        write!(f, "; {b} ")?;
        self.b.write(it, f)?;
        writeln!(f, ".")
    }

    fn name(&self) -> &'static str {
        let name = NAMES.iter().find(|(first, last, _)| *first <= self.first && self.last <= *last);
        name.map_or("other characters", |(_, _, name)| name)
    }
}

/// What a normalizer makes of the characters of a range.
///
/// ```
/// # use khabar::normalize::{Outcome, Preset, explain};
/// let explanation = explain(Preset::CamelUtils, Preset::Anltk);
/// let wasla = explanation.characters().iter().find(|row| row.first() == 'ٱ').unwrap();
/// assert_eq!(wasla.a(), &Outcome::Becomes("\u{627}".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// They stay.
    Kept,
    /// They go.
    Deleted,
    /// Each becomes this text.
    Becomes(String),
    /// The first becomes this character, the next one the next.
    From(char),
}

impl Outcome {
    fn of(c: char, image: &str) -> Outcome {
        match image {
            "" => Outcome::Deleted,
            _ if image.chars().eq([c]) => Outcome::Kept,
            _ => Outcome::Becomes(image.to_owned()),
        }
    }

    /// This and `next`, what becomes of the character at `distance`, as one.
    fn joined(&self, next: &Outcome, distance: u32, single: bool) -> Option<Outcome> {
        let one = |text: &str| text.chars().next().filter(|c| c.len_utf8() == text.len());
        match (self, next) {
            // A letter that another one became may be kept where it stands itself; that is another range.
            (Outcome::Becomes(all), Outcome::Becomes(text)) if all == text && (!single || distance == 1) => {
                Some(self.clone())
            }
            (Outcome::Becomes(all), Outcome::Becomes(text)) if single => {
                let first = one(all)?;
                (one(text)? as u32 == first as u32 + distance).then_some(Outcome::From(first))
            }
            (Outcome::From(first), Outcome::Becomes(text)) => {
                (one(text)? as u32 == *first as u32 + distance).then(|| self.clone())
            }
            _ => (self == next).then(|| self.clone()),
        }
    }

    fn kind(&self) -> u8 {
        match self {
            Outcome::Kept => 0,
            Outcome::Deleted => 1,
            _ => 2,
        }
    }

    /// `it` is one character, `them` a range, `each` stands for many ranges, whose outcomes differ in detail.
    fn write(&self, it: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Kept => write!(f, "keeps {it}"),
            Outcome::Deleted => write!(f, "deletes {it}"),
            _ if it == "each" => write!(f, "makes something else of {it}"),
            Outcome::Becomes(text) if text == " " => write!(f, "makes a space of {it}"),
            Outcome::Becomes(text) if it == "them" => write!(f, "makes {} of each", codes(text)),
            Outcome::Becomes(text) => write!(f, "makes {} of {it}", codes(text)),
            Outcome::From(c) => write!(f, "makes U+{:04X} and following of {it}", *c as u32),
        }
    }
}

/// Code points; what is graphic ASCII, in quotes.
fn codes(text: &str) -> String {
    let mut codes = Vec::new();
    for run in text.chars().collect::<Vec<_>>().chunk_by(|a, b| a.is_ascii_graphic() && b.is_ascii_graphic()) {
        match run {
            [c] if !c.is_ascii_graphic() => codes.push(format!("U+{:04X}", *c as u32)),
            _ => codes.push(format!("\"{}\"", run.iter().collect::<String>())),
        }
    }
    if codes.is_empty() { "nothing".to_owned() } else { codes.join(" ") }
}

/// A text in which two normalizers differ otherwise than by its single characters.
///
/// ```
/// # use khabar::normalize::{Normalizer, Preset, explain};
/// let explanation = explain(Normalizer::repair(), Preset::PyArabicStrip);
/// let digits = explanation.contexts().iter().find(|context| context.name() == "tatweel between digits").unwrap();
/// assert_eq!((digits.text(), digits.a(), digits.b()), ("1ـ2", "1ـ2", "12"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    name: &'static str,
    text: &'static str,
    a: String,
    b: String,
}

impl Context {
    /// What it is, in words.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The text that was tried.
    pub fn text(&self) -> &str {
        self.text
    }

    /// What the first normalizer gives.
    pub fn a(&self) -> &str {
        &self.a
    }

    /// What the second normalizer gives.
    pub fn b(&self) -> &str {
        &self.b
    }
}
