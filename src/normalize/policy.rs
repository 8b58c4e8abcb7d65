//! [`Policies`]: what normalization does where users disagree, each a choice among named things.
//!
//! A policy that is not at its default is carried out by [`run`], between two passes of the steps: it sees text whose
//! presentation forms, controls and look-alikes are repaired already, and whose letters and marks are still there.

use super::Normalizer;
use super::align::Writer;
use super::compose::{Place, place};
use super::step::{self, Step};
use crate::builtin;
use crate::index::script::{self, ALEF, ALEF_MAKSURA, TATWEEL, WAW, YEH};

/// What becomes of hamza: set with [`Normalizer::hamza`](super::Normalizer::hamza).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hamza {
    /// It stays: `أ إ آ ؤ ئ ء`.
    Keep,
    /// The seat without it: `ا ا ا و ي`; a hamza on the line stays.
    Seat,
    /// The seat without it, and no hamza on the line: `سماء` becomes `سما`.
    Drop,
}

/// What becomes of teh marbuta: set with [`Normalizer::teh_marbuta`](super::Normalizer::teh_marbuta).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TehMarbuta {
    /// It stays: `مدرسة`.
    Keep,
    /// Heh, as careless typists have it: `مدرسه`.
    Heh,
    /// Teh, as it is said before a suffix: `مدرست`.
    Teh,
}

/// What becomes of yeh and alef maksura at the end of a word: set with
/// [`Normalizer::final_yeh`](super::Normalizer::final_yeh).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FinalYeh {
    /// They stay apart: `على`, `علي`.
    #[default]
    Keep,
    /// Yeh, with its dots: `علي` for both.
    Yeh,
    /// Alef maksura, without them, as Egyptian print has it: `على` for both, and for `علی` of a Persian keyboard.
    Maksura,
}

/// What becomes of the dagger alef (U+0670): set with [`Normalizer::dagger_alef`](super::Normalizer::dagger_alef).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DaggerAlef {
    /// It is a mark like any other: `السمٰوٰت` becomes `السموت` where marks go.
    #[default]
    Mark,
    /// It is written out as an alef everywhere: `السماوات`, and `هاذا`.
    Alef,
    /// It is written out, but not in the words that everyday spelling writes without it: `السماوات`, and `هذا`.
    Lexical,
}

/// What becomes of tatweel: set with [`Normalizer::tatweel`](super::Normalizer::tatweel).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tatweel {
    /// It stays.
    Keep,
    /// It goes, save between digits, under a hamza that stands on it, and in the year mark `هـ` behind a number.
    Delete,
    /// As `Delete`; where no letter stands beside it, or between digits, it was typed for a dash and becomes one.
    Dash,
}

/// What becomes of the alef of tanween at the end of a word: set with
/// [`Normalizer::tanween_alef`](super::Normalizer::tanween_alef).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TanweenAlef {
    /// It stays.
    #[default]
    Keep,
    /// It goes with its fathatan, on either side of it: `كتابًا`, `كتاباً` become `كتاب`. Without the mark the letter tells
    /// nothing, and stays: `كتبا`.
    Drop,
}

/// What becomes of the zero-width non-joiner between Arabic letters: set with
/// [`Normalizer::non_joiner`](super::Normalizer::non_joiner).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NonJoiner {
    /// It stays in words of other languages than Arabic under `repair`, else it goes: see
    /// [`Step::Controls`](super::Step::Controls).
    #[default]
    ByWord,
    /// It goes.
    Delete,
    /// It stays.
    Keep,
    /// It becomes a space: `می‌خواهم` becomes two words.
    Space,
    /// As `ByWord`, and a left-to-right or right-to-left mark inside such a word, which some keyboards give in its place,
    /// becomes one.
    Repair,
}

/// The order of marks on one letter: set with [`Normalizer::mark_order`](super::Normalizer::mark_order).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MarkOrder {
    /// As typed.
    #[default]
    AsTyped,
    /// By canonical combining class, as in NFC: shadda behind the vowel.
    Canonical,
    /// As they are drawn (UAX #53, the Arabic mark transient reordering algorithm): shadda first.
    Drawn,
}

/// What becomes of characters that stand for words, `ﷲ ﷼ ﷺ ﷻ ﷽` and their like: set with
/// [`Normalizer::ligatures`](super::Normalizer::ligatures).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ligatures {
    /// Words are spelled out (`ﷲ` is `الله`), phrases stay.
    #[default]
    Words,
    /// All stay.
    Keep,
    /// Phrases are spelled out too: `ﷺ` is `صلى الله عليه وسلم`.
    Expand,
}

/// What becomes of the letters for sounds that Arabic has not: set with
/// [`Normalizer::loan_letters`](super::Normalizer::loan_letters).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoanLetters {
    /// They stay.
    #[default]
    Keep,
    /// The nearest Arabic letter: `پ چ ژ ڤ گ ڨ` become `ب ج ز ف ك ق`.
    Nearest,
}

/// What becomes of HTML character references: set with [`Normalizer::entities`](super::Normalizer::entities).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Entities {
    /// They stay.
    #[default]
    Keep,
    /// They are decoded once: `&amp;amp;` becomes `&amp;`.
    Once,
    /// They are decoded until none is left: `&amp;amp;` becomes `&`.
    All,
}

/// The choices that a plain set of steps cannot say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Policies {
    pub(super) drop_hamza: bool,
    pub(super) teh: bool,
    pub(super) dash: bool,
    pub(super) final_yeh: FinalYeh,
    pub(super) dagger: DaggerAlef,
    pub(super) tanween: TanweenAlef,
    pub(super) order: MarkOrder,
    pub(super) expand: bool,
    pub(super) loans: LoanLetters,
    /// Most equal letters in a row where there were three; 0 for any number.
    pub(super) elongation: u8,
}

impl Policies {
    pub(super) const NONE: Policies = Policies {
        drop_hamza: false,
        teh: false,
        dash: false,
        final_yeh: FinalYeh::Keep,
        dagger: DaggerAlef::Mark,
        tanween: TanweenAlef::Keep,
        order: MarkOrder::AsTyped,
        expand: false,
        loans: LoanLetters::Keep,
        elongation: 0,
    };
}

/// The policies, one setter each. A policy that a step or two can express sets those; the others make normalization go
/// in stages, which costs some speed (see [costs](super#costs)).
impl Normalizer {
    /// What becomes of hamza: [`Step::Alef`] and [`Step::HamzaSeats`] on or off, and the hamza on the line.
    ///
    /// ```
    /// use khabar::normalize::{Hamza, Normalizer};
    ///
    /// let matching = Normalizer::matching();
    /// assert_eq!(matching.hamza(Hamza::Keep).normalize("سماءُ أُمٍّ مؤمنة").as_str(), "سماء أم مؤمنه");
    /// assert_eq!(matching.hamza(Hamza::Drop).normalize("سماءُ أُمٍّ مؤمنة").as_str(), "سما ام مومنه");
    /// ```
    pub const fn hamza(self, hamza: Hamza) -> Normalizer {
        let mut normalizer = match hamza {
            Hamza::Keep => self.without(Step::Alef).without(Step::HamzaSeats),
            Hamza::Seat | Hamza::Drop => self.with(Step::Alef).with(Step::HamzaSeats),
        };
        normalizer.policies.drop_hamza = matches!(hamza, Hamza::Drop);
        normalizer
    }

    /// What becomes of teh marbuta: [`Step::TehMarbuta`] on or off, or teh.
    ///
    /// ```
    /// use khabar::normalize::{Normalizer, TehMarbuta};
    ///
    /// let matching = Normalizer::matching();
    /// assert_eq!(matching.teh_marbuta(TehMarbuta::Keep).normalize("مدرسةٌ").as_str(), "مدرسة");
    /// assert_eq!(matching.teh_marbuta(TehMarbuta::Teh).normalize("مدرسةٌ").as_str(), "مدرست");
    /// ```
    pub const fn teh_marbuta(self, teh: TehMarbuta) -> Normalizer {
        let mut normalizer = match teh {
            TehMarbuta::Heh => self.with(Step::TehMarbuta),
            TehMarbuta::Keep | TehMarbuta::Teh => self.without(Step::TehMarbuta),
        };
        normalizer.policies.teh = matches!(teh, TehMarbuta::Teh);
        normalizer
    }

    /// What becomes of yeh and alef maksura at the end of a word. [`Step::AlefMaksura`] is switched off: it would fold
    /// every one of them to yeh afterwards.
    ///
    /// ```
    /// use khabar::normalize::{FinalYeh, Normalizer};
    ///
    /// let repair = Normalizer::repair();
    /// assert_eq!(repair.final_yeh(FinalYeh::Maksura).normalize("علی بن علي").as_str(), "على بن على");
    /// assert_eq!(repair.final_yeh(FinalYeh::Yeh).normalize("على مستوى").as_str(), "علي مستوي");
    /// ```
    pub const fn final_yeh(self, yeh: FinalYeh) -> Normalizer {
        let mut normalizer = self.without(Step::AlefMaksura);
        normalizer.policies.final_yeh = yeh;
        normalizer
    }

    /// What becomes of the dagger alef.
    ///
    /// ```
    /// use khabar::normalize::{DaggerAlef, Normalizer};
    ///
    /// let lexical = Normalizer::search().dagger_alef(DaggerAlef::Lexical);
    /// assert_eq!(lexical.normalize("هٰذا خلق السمٰوٰت والصلوٰة").as_str(), "هذا خلق السماوات والصلاه");
    /// ```
    pub const fn dagger_alef(mut self, dagger: DaggerAlef) -> Normalizer {
        self.policies.dagger = dagger;
        self
    }

    /// What becomes of tatweel: [`Step::Tatweel`] on or off, and the dashes typed with it.
    ///
    /// ```
    /// use khabar::normalize::{Normalizer, Tatweel};
    ///
    /// let dash = Normalizer::repair().tatweel(Tatweel::Dash);
    /// assert_eq!(dash.normalize("ـ قــال: ١ـ٢").as_str(), "- قال: ١-٢");
    /// ```
    pub const fn tatweel(self, tatweel: Tatweel) -> Normalizer {
        let mut normalizer = match tatweel {
            Tatweel::Keep => self.without(Step::Tatweel),
            Tatweel::Delete | Tatweel::Dash => self.with(Step::Tatweel),
        };
        normalizer.policies.dash = matches!(tatweel, Tatweel::Dash);
        normalizer
    }

    /// What becomes of the alef of tanween.
    ///
    /// ```
    /// use khabar::normalize::{Normalizer, TanweenAlef};
    ///
    /// let drop = Normalizer::search().tanween_alef(TanweenAlef::Drop);
    /// assert_eq!(drop.normalize("كتاباً كتابًا كتابا").as_str(), "كتاب كتاب كتابا");
    /// ```
    pub const fn tanween_alef(mut self, tanween: TanweenAlef) -> Normalizer {
        self.policies.tanween = tanween;
        self
    }

    /// What becomes of the zero-width non-joiner between Arabic letters, with [`Step::Controls`].
    ///
    /// ```
    /// use khabar::normalize::{NonJoiner, Normalizer};
    ///
    /// let search = Normalizer::search();
    /// assert_eq!(search.normalize("می\u{200C}خواهم").as_str(), "ميخواهم");
    /// assert_eq!(search.non_joiner(NonJoiner::Space).normalize("می\u{200C}خواهم").as_str(), "مي خواهم");
    /// ```
    pub const fn non_joiner(mut self, joiner: NonJoiner) -> Normalizer {
        let bits = match joiner {
            NonJoiner::ByWord => 0,
            NonJoiner::Delete => step::JOINERS_GO,
            NonJoiner::Keep => step::JOINERS_STAY,
            NonJoiner::Space => step::JOINERS_TO_SPACE,
            NonJoiner::Repair => step::MARKS_TO_JOINERS,
        };
        self.steps = self.steps & !step::JOINERS | bits;
        self
    }

    /// The order of the marks on one letter, where marks stay.
    ///
    /// ```
    /// use khabar::normalize::{MarkOrder, Normalizer};
    ///
    /// let (shadda, fatha) = ('\u{0651}', '\u{064E}');
    /// let typed = format!("م{fatha}{shadda}");
    /// let drawn = Normalizer::repair().mark_order(MarkOrder::Drawn);
    /// assert_eq!(drawn.normalize(&typed).as_str(), format!("م{shadda}{fatha}"));
    /// ```
    pub const fn mark_order(mut self, order: MarkOrder) -> Normalizer {
        self.policies.order = order;
        self
    }

    /// What becomes of characters that stand for words, with [`Step::PresentationForms`].
    ///
    /// ```
    /// use khabar::normalize::{Ligatures, Normalizer};
    ///
    /// let repair = Normalizer::repair();
    /// assert_eq!(repair.normalize("ﷲ ﷺ").as_str(), "الله ﷺ");
    /// assert_eq!(repair.ligatures(Ligatures::Keep).normalize("ﷲ ﷺ").as_str(), "ﷲ ﷺ");
    /// assert_eq!(repair.ligatures(Ligatures::Expand).normalize("ﷲ ﷺ").as_str(), "الله صلى الله عليه وسلم");
    /// ```
    pub const fn ligatures(mut self, ligatures: Ligatures) -> Normalizer {
        let keep = if matches!(ligatures, Ligatures::Keep) { step::KEEP_WORDS } else { 0 };
        self.steps = self.steps & !step::KEEP_WORDS | keep;
        self.policies.expand = matches!(ligatures, Ligatures::Expand);
        self
    }

    /// What becomes of the letters for sounds that Arabic has not. The gazetteer needs no such fold: it knows that there
    /// is more than one way to spell them.
    ///
    /// ```
    /// use khabar::normalize::{LoanLetters, Normalizer};
    ///
    /// let nearest = Normalizer::matching().loan_letters(LoanLetters::Nearest);
    /// assert_eq!(nearest.normalize("ڤيينا وغوگل").as_str(), "فيينا وغوكل");
    /// ```
    pub const fn loan_letters(mut self, loans: LoanLetters) -> Normalizer {
        self.policies.loans = loans;
        self
    }

    /// What becomes of HTML character references.
    ///
    /// ```
    /// use khabar::normalize::{Entities, Normalizer};
    ///
    /// let once = Normalizer::repair().entities(Entities::Once);
    /// let normalized = once.normalize("قال &amp;amp; قيل&nbsp;&#x2019;");
    /// assert_eq!(normalized.as_str(), "قال &amp; قيل ’");
    /// assert_eq!(normalized.original_span(7..8).unwrap().range(), 7..12);
    /// ```
    pub const fn entities(mut self, entities: Entities) -> Normalizer {
        self.entities = entities;
        self
    }

    /// Cuts a run of three or more equal letters down to `most`, which is taken for 1 if it is 0; marks between them do not
    /// count. Two in a row are left alone (`ممتاز`, `الله`), and so are digits. `None`, the default, leaves all as it is.
    ///
    /// ```
    /// use khabar::Normalizer;
    ///
    /// let one = Normalizer::search().elongation(Some(1));
    /// assert_eq!(one.normalize("هههههه رااائع الله 1000").as_str(), "ه رايع الله 1000");
    /// ```
    pub const fn elongation(mut self, most: Option<u8>) -> Normalizer {
        self.policies.elongation = match most {
            None => 0,
            Some(0) => 1,
            Some(most) => most,
        };
        self
    }
}

/// Carries the policies out over `text`, into `out`.
pub(super) fn run(policies: &Policies, text: &str, out: &mut Vec<u8>, map: &mut Writer<'_>) {
    let mut task = Task { policies, text, out, map, at: 0, last: None, run: (None, 0) };
    while let Some(c) = task.skip() {
        task.step(c);
    }
}

struct Task<'t, 'o, 'e> {
    policies: &'t Policies,
    text: &'t str,
    out: &'o mut Vec<u8>,
    map: &'o mut Writer<'e>,
    at: usize,
    /// The last letter or other character that is no mark, of the source.
    last: Option<char>,
    /// The letter that has just been written, and how often.
    run: (Option<char>, u8),
}

impl<'t> Task<'t, '_, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Copies what no policy cares about, and returns the character behind it.
    fn skip(&mut self) -> Option<char> {
        let rest = self.rest();
        let mut chars = rest.chars();
        let mut marked = false;
        let found = loop {
            let behind = chars.as_str();
            let Some(c) = chars.next() else { break None };
            if self.concerned(c, marked, chars.as_str()) {
                break Some((rest.len() - behind.len(), c));
            }
            marked = script::is_mark(c);
            if !marked {
                self.last = Some(c);
                self.run = (None, 0);
            }
        };
        let len = found.map_or(rest.len(), |(at, _)| at);
        self.out.extend_from_slice(rest.get(..len).unwrap_or("").as_bytes());
        self.at += len;
        found.map(|(_, c)| c)
    }

    /// Whether a policy may care about `c`, behind a mark or not.
    #[inline]
    fn concerned(&self, c: char, marked: bool, behind: &str) -> bool {
        let policies = self.policies;
        if policies.elongation > 0 && (self.last == Some(c) || behind.starts_with(c) || is_marked(behind)) {
            return true;
        }
        match c {
            '\0'..='\u{0620}' => false,
            '\u{0621}' => policies.drop_hamza,
            TEH_MARBUTA => policies.teh,
            ALEF => policies.tanween == TanweenAlef::Drop && (marked || is_marked(behind)),
            YEH | ALEF_MAKSURA | WAW => policies.final_yeh != FinalYeh::Keep || behind.starts_with(DAGGER_ALEF),
            TATWEEL => policies.dash,
            DAGGER_ALEF => policies.dagger != DaggerAlef::Mark || policies.order != MarkOrder::AsTyped,
            '\u{0622}'..='\u{064A}' => false,
            _ if script::is_mark(c) => policies.order != MarkOrder::AsTyped,
            _ => policies.expand || policies.loans != LoanLetters::Keep,
        }
    }

    fn step(&mut self, c: char) {
        if c == TATWEEL && self.policies.dash {
            return self.tatweel();
        }
        if script::is_mark(c) {
            return self.marks(c);
        }
        if self.policies.expand
            && let Some(phrase) = builtin::phrase_of(c)
        {
            return self.write(c, phrase);
        }
        if self.policies.tanween == TanweenAlef::Drop && self.is_tanween_alef(c) {
            return self.delete(c);
        }
        if self.policies.elongation > 0 && self.is_too_many(c) {
            return self.delete(c);
        }
        match self.letter(c) {
            Some(letter) => self.write(c, letter.encode_utf8(&mut [0; 4])),
            None => self.delete(c),
        }
    }

    /// What becomes of a letter by itself, with a look at whether the word ends.
    fn letter(&self, c: char) -> Option<char> {
        let policies = self.policies;
        Some(match c {
            // HAMZA on the line.
            '\u{0621}' if policies.drop_hamza => return None,
            WAW | ALEF_MAKSURA if policies.dagger != DaggerAlef::Mark && self.carries_alef(c) => return None,
            TEH_MARBUTA if policies.teh => '\u{062A}',
            YEH if policies.final_yeh == FinalYeh::Maksura && self.ends_word(c) => ALEF_MAKSURA,
            ALEF_MAKSURA if policies.final_yeh == FinalYeh::Yeh && self.ends_word(c) => YEH,
            // PEH, TCHEH, JEH, VEH, GAF, QAF WITH THREE DOTS.
            _ if policies.loans == LoanLetters::Nearest => match c {
                '\u{067E}' => '\u{0628}',
                '\u{0686}' => '\u{062C}',
                '\u{0698}' => '\u{0632}',
                '\u{06A4}' => '\u{0641}',
                '\u{06AF}' => '\u{0643}',
                '\u{06A8}' => '\u{0642}',
                _ => c,
            },
            _ => c,
        })
    }

    /// Whether the waw or alef maksura at hand only carries a dagger alef, before teh marbuta: `صلوٰة`, `تورىٰة`.
    fn carries_alef(&self, c: char) -> bool {
        let mut behind = self.behind(c).chars();
        behind.next() == Some(DAGGER_ALEF) && behind.find(|&c| !script::is_mark(c)) == Some(TEH_MARBUTA)
    }

    fn ends_word(&self, c: char) -> bool {
        !self.behind(c).trim_start_matches(script::leads_on).starts_with(script::is_arabic_letter)
    }

    /// Whether `c` is the alef of a tanween that ends the word, beside its fathatan.
    fn is_tanween_alef(&self, c: char) -> bool {
        if c != ALEF {
            return false;
        }
        let behind = self.behind(c);
        let marks = behind.len() - behind.trim_start_matches(script::is_mark).len();
        let marked = behind.get(..marks).is_some_and(|marks| marks.contains(FATHATAN))
            || self.text.get(..self.at).is_some_and(|text| {
                let letters = text.trim_end_matches(script::is_mark);
                text.get(letters.len()..).is_some_and(|marks| marks.contains(FATHATAN))
            });
        // A word of two letters is none without it.
        let long = self.text.get(..self.at).is_some_and(|text| {
            let letters = text.chars().rev().filter(|&c| !script::is_mark(c));
            letters.take(2).filter(|&c| script::is_arabic_letter(c)).count() == 2
        });
        marked && long && self.ends_word(c)
    }

    /// Whether `c` is one more of the same letter than is wanted, in a run of three or more.
    fn is_too_many(&mut self, c: char) -> bool {
        let same = self.last == Some(c);
        if !same {
            self.run = (None, 0);
        }
        if !c.is_alphabetic() {
            return false;
        }
        if self.run.0 != Some(c) {
            let behind = self.behind(c).chars().filter(|&c| !script::is_mark(c));
            let long = behind.take_while(|&next| next == c).take(2).count() == 2;
            self.run = (long.then_some(c), 0);
        }
        self.run.1 = self.run.1.saturating_add(u8::from(self.run.0.is_some()));
        self.run.1 > self.policies.elongation
    }

    /// A run of tatweels that is a dash, or else stays for the steps.
    fn tatweel(&mut self) {
        let rest = self.rest();
        let len = rest.len() - rest.trim_start_matches(TATWEEL).len();
        let next = rest.get(len..).and_then(|behind| behind.chars().next());
        let letter = |c: Option<char>| c.is_some_and(|c| script::is_arabic_letter(c) || script::is_mark(c));
        let dash = !letter(self.last) && !letter(next);
        let (out, src) = (self.out.len(), self.at);
        let (run, _) = rest.split_at_checked(len).unwrap_or_default();
        self.out.extend_from_slice(if dash { b"-" } else { run.as_bytes() });
        self.at += len;
        self.last = Some(TATWEEL);
        if dash {
            self.map.replace(out..self.out.len(), src..self.at);
        }
    }

    /// All the marks on one letter.
    fn marks(&mut self, first: char) {
        let rest = self.rest();
        let len = rest.len() - rest.trim_start_matches(script::is_mark).len();
        let typed = rest.get(..len).unwrap_or("");
        if first == DAGGER_ALEF && self.policies.dagger != DaggerAlef::Mark && self.writes_alef_out() {
            return self.write(first, ALEF.encode_utf8(&mut [0; 4]));
        }
        // A dagger alef among other marks is looked at when its turn comes.
        let len = match self.policies.dagger {
            DaggerAlef::Mark => len,
            _ => typed.char_indices().skip(1).find(|&(_, c)| c == DAGGER_ALEF).map_or(len, |(at, _)| at),
        };
        let typed = rest.get(..len).unwrap_or("");
        let mut marks: Vec<char> = typed.chars().collect();
        match self.policies.order {
            MarkOrder::AsTyped => {}
            MarkOrder::Canonical => marks.sort_by_key(|&c| class(c)),
            MarkOrder::Drawn => drawn_order(&mut marks),
        }
        let ordered: String = marks.into_iter().collect();
        let (out, src) = (self.out.len(), self.at);
        self.out.extend_from_slice(ordered.as_bytes());
        self.at += len;
        if ordered != typed {
            self.map.replace(out..self.out.len(), src..self.at);
        }
    }

    /// Whether the dagger alef at hand becomes an alef.
    fn writes_alef_out(&self) -> bool {
        let (before, after) = self.text.split_at_checked(self.at).unwrap_or_default();
        // On an alef, and on an alef maksura that ends the word, it only says how that one sounds.
        match self.last {
            Some(ALEF) => return false,
            Some(ALEF_MAKSURA) if self.ends_word(DAGGER_ALEF) => return false,
            Some(c) if script::is_arabic_letter(c) => {}
            _ => return false,
        }
        if self.policies.dagger == DaggerAlef::Alef {
            return true;
        }
        let in_word = |&c: &char| script::is_arabic_letter(c) || script::is_mark(c) || c == TATWEEL;
        // No word of the list is longer, and a page may be one word.
        let head: Vec<char> = before.chars().rev().take_while(in_word).take(MOST_LETTERS).collect();
        let tail = after.chars().take_while(in_word).take(MOST_LETTERS);
        let letters = head.into_iter().rev().chain(tail).filter(|&c| script::is_arabic_letter(c));
        let word: String = letters.map(script::fold_letter).collect();
        let mut rest = word.as_str();
        loop {
            if builtin::keeps_dagger_alef(rest) {
                return false;
            }
            match rest.chars().next() {
                // The proclitics waw, feh, beh, lam, kaf, hamza.
                Some(c @ (WAW | '\u{0641}' | '\u{0628}' | '\u{0644}' | '\u{0643}' | ALEF)) => {
                    rest = rest.get(c.len_utf8()..).unwrap_or("");
                }
                _ => return true,
            }
        }
    }

    fn behind(&self, c: char) -> &'t str {
        self.text.get(self.at + c.len_utf8()..).unwrap_or("")
    }

    fn write(&mut self, c: char, written: &str) {
        let (out, src) = (self.out.len(), self.at);
        self.out.extend_from_slice(written.as_bytes());
        self.at += c.len_utf8();
        self.last = Some(c);
        if written.len() != c.len_utf8() {
            self.map.replace(out..self.out.len(), src..self.at);
        }
    }

    fn delete(&mut self, c: char) {
        let src = self.at;
        self.at += c.len_utf8();
        self.last = Some(c);
        self.map.delete(self.out.len(), src..self.at, true);
    }
}

/// Whether a mark stands at the start of `text`.
fn is_marked(text: &str) -> bool {
    text.chars().next().is_some_and(script::is_mark)
}

/// ARABIC LETTER TEH MARBUTA.
const TEH_MARBUTA: char = '\u{0629}';
/// ARABIC FATHATAN.
const FATHATAN: char = '\u{064B}';
/// ARABIC LETTER SUPERSCRIPT ALEF.
const DAGGER_ALEF: char = '\u{0670}';
/// Characters of a word that are looked at on either side of a dagger alef, marks included.
const MOST_LETTERS: usize = 32;

/// Canonical combining class (UAX #44) of an Arabic mark.
fn class(mark: char) -> u8 {
    match mark {
        '\u{064B}'..='\u{0652}' => 27 + (mark as u32 - 0x064B) as u8,
        '\u{08F0}'..='\u{08F2}' => 27 + (mark as u32 - 0x08F0) as u8,
        '\u{0618}'..='\u{061A}' => 30 + (mark as u32 - 0x0618) as u8,
        DAGGER_ALEF => 35,
        _ => match place(mark) {
            Place::Below => 220,
            Place::Above => 230,
            Place::Apart => 0,
            Place::Other => 1,
        },
    }
}

/// UAX #53: shadda to the front; hamza and its like, where they come first of their class, before it.
fn drawn_order(marks: &mut [char]) {
    marks.sort_by_key(|&c| class(c));
    let is_modifier = |c: char| {
        matches!(
            c,
            '\u{0654}' | '\u{0655}' | '\u{0658}' | '\u{06DC}' | '\u{06E3}' | '\u{06E7}' | '\u{06E8}' | '\u{08CA}'
                ..='\u{08CF}' | '\u{08D3}' | '\u{08F3}'
        )
    };
    let leading = |of: u8| -> Vec<char> {
        let same = marks.iter().copied().skip_while(|&c| class(c) != of);
        same.take_while(|&c| class(c) == of && is_modifier(c)).collect()
    };
    let (below, above) = (leading(220), leading(230));
    let rank = |c: char| match class(c) {
        220 if below.contains(&c) => 0,
        230 if above.contains(&c) => 1,
        33 => 2,
        _ => 3,
    };
    marks.sort_by_key(|&c| rank(c));
}
