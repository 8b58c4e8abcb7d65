//! [`explain`]: where two normalizers differ, found by trying.

use std::collections::BTreeMap;
use std::fmt;

use super::Normalizer;

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
/// Every character up to U+1FFFF and U+E0000..U+E01FF, between the letters BEH and JEEM (alone, if it swallows those); of
/// ideographs, Hangul and private use one each. A context is a short text; it is listed if the two differ there, and
/// at least one of them does something else than with the characters one by one. Contexts of other kinds than the
/// tried ones are not found.
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

/// Texts in which a normalizer may look around itself.
const CONTEXTS: &[(&str, &str)] = &[
    ("hamza written behind its alef", "\u{0627}\u{0654}\u{0628}"),
    ("madda written behind its alef", "\u{0627}\u{0653}\u{0628}"),
    ("hamza written behind its waw", "\u{0628}\u{0648}\u{0654}\u{0628}"),
    ("hamza written behind Farsi yeh", "\u{0628}\u{06CC}\u{0654}\u{0628}"),
    ("hamza behind another mark of its alef", "\u{0627}\u{0651}\u{0654}\u{0628}"),
    ("shadda before fatha", "\u{0628}\u{0651}\u{064E}\u{0628}"),
    ("hamza on a tatweel", "\u{0641}\u{064E}\u{0640}\u{0654}\u{0627}"),
    ("tatweel between digits", "1\u{0640}2"),
    ("tatweel alone, as a dash", "\u{0640} \u{0628}"),
    ("the sign of a hijri year", "1447 \u{0647}\u{0640}"),
    ("alef maksura at the end of a word", "\u{0628}\u{0649} \u{0628}"),
    ("Farsi yeh at the end of a word", "\u{0628}\u{06CC} \u{0628}"),
    ("teh marbuta at the end of a word", "\u{0628}\u{0629} \u{0628}"),
    ("tanween on the alef at the end of a word", "\u{0628}\u{0627}\u{064B} \u{0628}"),
    ("tanween before the alef at the end of a word", "\u{0628}\u{064B}\u{0627} \u{0628}"),
    ("dagger alef in a word spelled without alef", "\u{0647}\u{0670}\u{0630}\u{0627}"),
    ("look-alike letter in a Persian word", "\u{06AF}\u{06CC}\u{062A}\u{06CC}"),
    ("non-joiner in a Persian word", "\u{0645}\u{06CC}\u{200C}\u{06AF}\u{0648}\u{06CC}\u{0645}"),
    ("form of two marks on a letter", "\u{0628}\u{FC60}\u{062A}"),
    ("letter stretched to six", "\u{0628}\u{0647}\u{0647}\u{0647}\u{0647}\u{0647}\u{0647}"),
    ("zeros in a row", "1000"),
    ("exclamation marks in a row", "\u{0628}!!!!"),
    ("spaces in a row", "\u{0628}   \u{0628}"),
    ("line feeds among spaces", "\u{0628} \n\n \u{0628}"),
    ("white space at the ends", " \u{0628}\n"),
    ("decimal separator between digits", "3\u{066B}14"),
    ("thousands separator between digits", "1\u{066C}000"),
    ("Arabic comma between digits", "1\u{060C}5"),
    ("letters beside digits", "\u{0628}2026\u{0628}"),
    ("punctuation beside letters", "(\u{0628})"),
    ("joiners of an emoji", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}"),
    ("style of an emoji", "\u{2764}\u{FE0F}"),
    ("reference of HTML", "\u{0628} &amp; \u{0628}"),
    ("tag of HTML", "\u{0628}<b>\u{0628}"),
    ("web address", "\u{0628} https://example.com/a \u{0628}"),
    ("mail address", "\u{0628} a@example.com \u{0628}"),
    ("mention", "\u{0628} @user \u{0628}"),
];

/// What characters are called, narrow ranges before those around them.
const NAMES: &[(char, char, &str)] = &[
    ('\u{0009}', '\u{000D}', "white space"),
    ('\u{0000}', '\u{001F}', "control characters"),
    (' ', ' ', "space"),
    ('0', '9', "ASCII digits"),
    ('A', 'Z', "ASCII capitals"),
    ('a', 'z', "ASCII letters"),
    (' ', '~', "ASCII"),
    ('\u{00A0}', '\u{00A0}', "no-break space"),
    ('\u{00AD}', '\u{00AD}', "soft hyphen"),
    ('\u{0080}', '\u{00FF}', "Latin-1"),
    ('\u{0100}', '\u{024F}', "Latin letters"),
    ('\u{1E00}', '\u{1EFF}', "Latin letters with accents"),
    ('\u{0300}', '\u{036F}', "combining accents"),
    ('\u{0370}', '\u{03FF}', "Greek letters"),
    ('\u{1F00}', '\u{1FFF}', "Greek letters with accents"),
    ('\u{0400}', '\u{052F}', "Cyrillic letters"),
    ('\u{0600}', '\u{0605}', "number signs"),
    ('\u{060C}', '\u{060C}', "Arabic comma"),
    ('\u{0610}', '\u{061A}', "honorific and small marks"),
    ('\u{061B}', '\u{061B}', "Arabic semicolon"),
    ('\u{061C}', '\u{061C}', "Arabic letter mark"),
    ('\u{061F}', '\u{061F}', "Arabic question mark"),
    ('\u{0621}', '\u{0621}', "hamza"),
    ('\u{0622}', '\u{0622}', "alef with madda"),
    ('\u{0623}', '\u{0623}', "alef with hamza above"),
    ('\u{0622}', '\u{0623}', "alef with madda, with hamza above"),
    ('\u{0624}', '\u{0624}', "waw with hamza"),
    ('\u{0625}', '\u{0625}', "alef with hamza below"),
    ('\u{0626}', '\u{0626}', "yeh with hamza"),
    ('\u{0629}', '\u{0629}', "teh marbuta"),
    ('\u{0640}', '\u{0640}', "tatweel"),
    ('\u{0649}', '\u{0649}', "alef maksura"),
    ('\u{0621}', '\u{064A}', "Arabic letters"),
    ('\u{064B}', '\u{0652}', "tanween, harakat, shadda, sukun"),
    ('\u{0653}', '\u{0655}', "madda and hamza as marks"),
    ('\u{064B}', '\u{065F}', "Arabic marks"),
    ('\u{0660}', '\u{0669}', "Arabic-Indic digits"),
    ('\u{066A}', '\u{066A}', "Arabic percent sign"),
    ('\u{066B}', '\u{066B}', "Arabic decimal separator"),
    ('\u{066C}', '\u{066C}', "Arabic thousands separator"),
    ('\u{0670}', '\u{0670}', "dagger alef"),
    ('\u{0671}', '\u{0671}', "alef wasla"),
    ('\u{0671}', '\u{0673}', "alef wasla, alef with wavy hamza"),
    ('\u{0675}', '\u{0678}', "letters with high hamza"),
    ('\u{067E}', '\u{067E}', "peh"),
    ('\u{0686}', '\u{0686}', "tcheh"),
    ('\u{06A4}', '\u{06A4}', "veh"),
    ('\u{06A9}', '\u{06A9}', "keheh"),
    ('\u{06AF}', '\u{06AF}', "gaf"),
    ('\u{06BE}', '\u{06BE}', "heh doachashmee"),
    ('\u{06C0}', '\u{06C0}', "heh with yeh above"),
    ('\u{06C1}', '\u{06C1}', "heh goal"),
    ('\u{06C3}', '\u{06C3}', "teh marbuta goal"),
    ('\u{06CC}', '\u{06CC}', "Farsi yeh"),
    ('\u{06D2}', '\u{06D2}', "yeh barree"),
    ('\u{06D4}', '\u{06D4}', "Arabic full stop"),
    ('\u{06D5}', '\u{06D5}', "ae"),
    ('\u{066E}', '\u{06D5}', "letters of other languages"),
    ('\u{06E5}', '\u{06E6}', "small waw and yeh"),
    ('\u{06D6}', '\u{06ED}', "Quranic marks and signs"),
    ('\u{06F0}', '\u{06F9}', "Persian digits"),
    ('\u{0600}', '\u{06FF}', "Arabic block"),
    ('\u{0750}', '\u{077F}', "Arabic Supplement"),
    ('\u{08D3}', '\u{08FF}', "Arabic marks, extended"),
    ('\u{0870}', '\u{08FF}', "Arabic Extended-A and -B"),
    ('\u{200B}', '\u{200F}', "zero-width and direction marks"),
    ('\u{2000}', '\u{200A}', "wide and narrow spaces"),
    ('\u{202A}', '\u{202E}', "direction controls"),
    ('\u{2066}', '\u{2069}', "direction isolates"),
    ('\u{2000}', '\u{206F}', "punctuation and format controls"),
    ('\u{E000}', '\u{F8FF}', "private use"),
    ('\u{FB50}', '\u{FDFF}', "Arabic presentation forms A"),
    ('\u{FE00}', '\u{FE0F}', "variation selectors"),
    ('\u{FE70}', '\u{FEFC}', "Arabic presentation forms B"),
    ('\u{FEFF}', '\u{FEFF}', "byte order mark"),
    ('\u{10EC0}', '\u{10EFF}', "Arabic Extended-C"),
    ('\u{1EE00}', '\u{1EEFF}', "Arabic mathematical symbols"),
];
