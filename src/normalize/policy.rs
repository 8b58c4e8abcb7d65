//! [`Policies`]: what normalization does where users disagree, each a choice among named things.
//!
//! Those that no step can express are carried out by [`super::by_word`].

use super::Normalizer;
use super::step::{self, Step};

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
    /// It goes with its fathatan, on either side of it: `كتابًا`, `كتاباً` become `كتاب`. Without the mark the letter
    /// tells nothing, and stays: `كتبا`.
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
    /// As `ByWord`, and a left-to-right or right-to-left mark inside such a word, which some keyboards give in its
    /// place, becomes one.
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
    /// They are decoded, and so is one that begins with a decoded ampersand: `&amp;amp;` becomes `&`.
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

    /// What becomes of the letters for sounds that Arabic has not. The gazetteer needs no such fold: it knows that
    /// there is more than one way to spell them.
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

    /// Cuts a run of three or more equal letters down to `most`, which is taken for 1 if it is 0; marks between them do
    /// not count. Two in a row are left alone (`ممتاز`, `الله`), and so are digits. `None`, the default, leaves all as
    /// it is.
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
