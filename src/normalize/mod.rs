//! Normalization of Arabic text that knows where every byte of its output came from.
//!
//! [`Normalizer`] is a set of [`Step`]s. [`Normalizer::normalize`] turns a `&str` into [`Normalized`]: the new text and
//! its alignment with the old one. All positions are **bytes**, ranges are half open.
//!
//! ```
//! use khabar::Normalizer;
//!
//! let text = "قال مُحَمَّــد إنّ الطقس";
//! let normalized = Normalizer::matching().normalize(text);
//! assert_eq!(normalized.as_str(), "قال محمد ان الطقس");
//!
//! // Search in the normalized text, mark the hit in the original.
//! let at = normalized.as_str().find("محمد").unwrap();
//! let span = normalized.original_span(at..at + "محمد".len()).unwrap();
//! assert_eq!(span.text(text), "مُحَمَّــد");
//! ```
//!
//! # Presets
//!
//! | step | [`repair`](Normalizer::repair) | [`matching`](Normalizer::matching) | [`search`](Normalizer::search) |
//! |---|---|---|---|
//! | [`PresentationForms`](Step::PresentationForms): `ﻻ` → `لا` | yes | yes | yes |
//! | [`Compose`](Step::Compose): `ا` U+0654 → `أ` | yes | yes | yes |
//! | [`Controls`](Step::Controls): bidi marks, zero-width characters … out | yes | yes | yes |
//! | [`LookAlikes`](Step::LookAlikes): `ک ی ہ ھ ە ۃ` → `ك ي ه ه ه ة` | yes | yes | yes |
//! | [`LookAlikesEverywhere`](Step::LookAlikesEverywhere): in Persian, Urdu, Kurdish … words too; `ے` → `ي` | | yes | yes |
//! | [`Tatweel`](Step::Tatweel): out | yes | yes | yes |
//! | [`WhiteSpace`](Step::WhiteSpace): a run → one space or line feed | yes | yes | yes |
//! | [`Marks`](Step::Marks): harakat, dagger alef, Quranic marks, accents out | | yes | yes |
//! | [`Alef`](Step::Alef): `أ إ آ ٱ` → `ا` | | yes | yes |
//! | [`AlefMaksura`](Step::AlefMaksura): `ى` → `ي` | | yes | yes |
//! | [`TehMarbuta`](Step::TehMarbuta): `ة` → `ه` | | yes | yes |
//! | [`HamzaSeats`](Step::HamzaSeats): `ؤ` → `و`, `ئ` → `ي` | | yes | yes |
//! | [`Digits`](Step::Digits): `٣ ۳` → `3` | | yes | yes |
//! | [`Punctuation`](Step::Punctuation): `، ؛ ؟ « » —` … → ASCII | | | yes |
//! | [`Case`](Step::Case): `A` → `a` | | | yes |
//!
//! These presets are idempotent. Under `matching` and `search`, the spellings of a text in NFC, in NFD and in
//! presentation forms come out the same. The keys by which this crate compares words are made of the folds of
//! `matching`.
//!
//! # Policies
//!
//! Where users disagree, a normalizer has a policy: a choice among named things, set by a method of its name.
//!
//! | policy | choices, the default first |
//! |---|---|
//! | [`hamza`](Normalizer::hamza) | as the steps say; [`Keep`](Hamza::Keep), [`Seat`](Hamza::Seat), [`Drop`](Hamza::Drop) |
//! | [`teh_marbuta`](Normalizer::teh_marbuta) | as the step says; [`Keep`](TehMarbuta::Keep), [`Heh`](TehMarbuta::Heh), [`Teh`](TehMarbuta::Teh) |
//! | [`final_yeh`](Normalizer::final_yeh) | [`Keep`](FinalYeh::Keep), [`Yeh`](FinalYeh::Yeh), [`Maksura`](FinalYeh::Maksura) |
//! | [`dagger_alef`](Normalizer::dagger_alef) | [`Mark`](DaggerAlef::Mark), [`Alef`](DaggerAlef::Alef), [`Lexical`](DaggerAlef::Lexical) |
//! | [`tatweel`](Normalizer::tatweel) | as the step says; [`Keep`](Tatweel::Keep), [`Delete`](Tatweel::Delete), [`Dash`](Tatweel::Dash) |
//! | [`tanween_alef`](Normalizer::tanween_alef) | [`Keep`](TanweenAlef::Keep), [`Drop`](TanweenAlef::Drop) |
//! | [`non_joiner`](Normalizer::non_joiner) | [`ByWord`](NonJoiner::ByWord), [`Delete`](NonJoiner::Delete), [`Keep`](NonJoiner::Keep), [`Space`](NonJoiner::Space), [`Repair`](NonJoiner::Repair) |
//! | [`mark_order`](Normalizer::mark_order) | [`AsTyped`](MarkOrder::AsTyped), [`Canonical`](MarkOrder::Canonical), [`Drawn`](MarkOrder::Drawn) |
//! | [`ligatures`](Normalizer::ligatures) | [`Words`](Ligatures::Words), [`Keep`](Ligatures::Keep), [`Expand`](Ligatures::Expand) |
//! | [`loan_letters`](Normalizer::loan_letters) | [`Keep`](LoanLetters::Keep), [`Nearest`](LoanLetters::Nearest) |
//! | [`entities`](Normalizer::entities) | [`Keep`](Entities::Keep), [`Once`](Entities::Once), [`All`](Entities::All) |
//! | [`elongation`](Normalizer::elongation) | any number of equal letters; one, two … |
//!
//! Decimal and thousands separators change between digits only, tatweel never fuses digits, and the `هـ` of a Hijri
//! year keeps it: these are no policies.
//!
//! Programs that must agree with another library have [`Preset`]: Lucene, CAMeL Tools, PyArabic, AraBERT, charabia and
//! others, bug for bug. [`explain`] tells where two normalizers differ.
//!
//! # Other ways in and out
//!
//! - [`normalize_bytes`](Normalizer::normalize_bytes): bytes that may not be UTF-8.
//! - [`chunks`](Normalizer::chunks): text that comes in pieces.
//! - [`diagnose`]: what is odd about a text's characters, without changing it.
//! - [`Positions`]: spans in characters and UTF-16 units, for callers in Python and JavaScript.
//!
//! # Positions
//!
//! [`Normalized::original_span`] is monotone, and rounds outward to whole units:
//!
//! - the deleted marks and tatweel of a letter belong to it, invisible controls do not: `حُـ` U+200F gives `حُـ`;
//!   [`SpanPolicy`] has other choices;
//! - a part of an expanded ligature is the whole ligature: `ا` of `لا` is `ﻻ`;
//! - a letter that took up a hamza reaches to the end of that hamza, over the marks between them;
//! - marks that changed their order are one unit;
//! - the space or line feed that a run of white space became is the whole run.
//!
//! # Costs
//!
//! Time and memory are linear in the text, whatever is in it. A text that needs no change is borrowed. The alignment is
//! sparse: a letter that keeps its length (most folds do) costs nothing; a change of length costs 4 bytes as a rule, 32
//! at most, and so do equal changes in a row and a run of deleted characters of any length. A position is found by
//! binary search and a walk over at most 64 entries.
//!
//! Measured by `benches/peers` on generated news (pages of 4.5 KB, a letter folded every 26 bytes, a change of length
//! every 223; one thread of a 2.6 GHz AMD EPYC of 2022, November 2026; best of 21 interleaved rounds):
//!
//! | | MB/s |
//! |---|---|
//! | `search`, with alignment, reused [`Buffer`], [`as_bytes`](Normalized::as_bytes) | 1,695 |
//! | the same into an owned `String` | 1,417 |
//! | `matching`; `repair` | 1,874; 3,136 |
//! | `search` on scraped pages (a change of length every 62 bytes); on fully vocalized text | 1,119; 728 |
//! | `search` with a policy that goes by words | 110 |
//! | a loop over characters that does the folds of `search`, into a reused `String` | 216 |
//! | a loop that knows the letters of news and nothing else | 455 |
//! | the crate `arabic-normalize`, its `search`, into a reused `String` | 566 |
//! | the crate `charabia`, its Arabic normalizer alone; with its map of characters | 253; 186 |
//!
//! The worst inputs known (10 MB of lam-alef ligatures, of a digit and a tatweel in turn) run at about 100 MB/s. An
//! owned `String` is checked by `simdutf8`: the standard library's check would bring it down to 536 MB/s.
//!
//! # Limits
//!
//! - Composition covers the Arabic block; accents cover Latin, Greek and Cyrillic. Text in other scripts passes as it
//!   is, in whichever normalization form it comes, and so do negated signs such as `≠`, whose stroke (U+0338) is kept.
//! - `repair` judges one word at a time: a Persian word without a letter that Arabic lacks is taken for Arabic.
//!   `ی` becomes `ي` also where a writer of Arabic would have put `ى`.
//! - A policy that goes by words makes normalization go in stages, at a fifteenth of the speed.
//! - Fonts that misuse the presentation forms of Uyghur for something else are reported by [`diagnose`], never mended;
//!   so is text stored in the order it is seen.
//! - Mail and web addresses are left alone, save by the presets of other libraries.

mod align;
mod around;
mod block;
mod by_word;
mod chunks;
mod compat;
mod compose;
mod decode;
mod diagnose;
mod explain;
mod normalized;
mod pass;
mod policy;
mod positions;
mod preset;
mod step;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

use align::{Edits, Writer};
pub use chunks::Chunks;
pub use compat::Preset;
pub use diagnose::{Diagnosis, diagnose};
pub use explain::{Context, Difference, Explanation, Outcome, explain};
use normalized::checked;
pub use normalized::{Buffer, Normalized, SpanPolicy};
use pass::Pass;
use policy::Policies;
pub use policy::{
    DaggerAlef, Entities, FinalYeh, Hamza, Ligatures, LoanLetters, MarkOrder, NonJoiner, TanweenAlef, Tatweel,
    TehMarbuta,
};
pub use positions::Positions;
pub use step::Step;

/// A set of [`Step`]s that turns one spelling of a text into another. A small value: copy it freely.
///
/// Start from a preset, or from [`new`](Normalizer::new), and switch steps on and off:
///
/// ```
/// use khabar::normalize::{Normalizer, Step};
///
/// let digits_only = Normalizer::new().with(Step::Digits);
/// assert_eq!(digits_only.normalize("٢٠٢٦ م").as_str(), "2026 م");
///
/// const TITLES: Normalizer = Normalizer::search().without(Step::Case);
/// assert_eq!(TITLES.normalize("مؤتمر COP30").as_str(), "موتمر COP30");
/// ```
///
/// The [module documentation](self) has the table of presets, the rules of positions, costs and limits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Normalizer {
    steps: u32,
    policies: Policies,
    entities: Entities,
    /// What another library does, in place of the steps.
    preset: Option<Preset>,
}

impl Normalizer {
    /// A normalizer without any step: it changes nothing.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// assert_eq!(Normalizer::new().normalize("أ ـ  ١").as_str(), "أ ـ  ١");
    /// ```
    pub const fn new() -> Normalizer {
        Normalizer { steps: 0, policies: Policies::NONE, entities: Entities::Keep, preset: None }
    }

    /// The same normalizer with `step` switched on. A [`Preset`] of another library stays as it is.
    ///
    /// ```
    /// # use khabar::normalize::{Normalizer, Step};
    /// assert_eq!(Normalizer::repair().with(Step::Marks).normalize("كِتاب").as_str(), "كتاب");
    /// ```
    pub const fn with(self, step: Step) -> Normalizer {
        if self.preset.is_some() {
            return self;
        }
        Normalizer { steps: self.steps | step.bit(), ..self }
    }

    /// The same normalizer with `step` switched off. A [`Preset`] of another library stays as it is.
    ///
    /// ```
    /// # use khabar::normalize::{Normalizer, Step};
    /// assert_eq!(Normalizer::matching().without(Step::Alef).normalize("إلى").as_str(), "إلي");
    /// ```
    pub const fn without(self, step: Step) -> Normalizer {
        Normalizer { steps: self.steps & !step.bit(), ..self }
    }

    /// Whether `step` is switched on.
    ///
    /// ```
    /// # use khabar::normalize::{Normalizer, Step};
    /// assert!(Normalizer::matching().has(Step::Marks));
    /// assert!(!Normalizer::repair().has(Step::Marks));
    /// ```
    pub const fn has(self, step: Step) -> bool {
        self.steps & step.bit() != 0
    }

    /// Normalizes `text`. Borrows it if nothing changes.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let normalized = Normalizer::repair().normalize("قــال");
    /// assert_eq!(normalized.as_str(), "قال");
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        let mut buffer = Buffer::default();
        match self.run(text, &mut buffer) {
            true => Normalized::owned(text.as_bytes(), buffer),
            false => Normalized::unchanged(text),
        }
    }

    /// Normalizes `text` into a buffer of the caller, which may be used again for the next text: many short texts then
    /// need no memory of their own.
    ///
    /// ```
    /// use khabar::normalize::{Buffer, Normalizer};
    ///
    /// let mut buffer = Buffer::default();
    /// for line in ["قالـت", "إنّها", "هنا"] {
    ///     let normalized = Normalizer::matching().normalize_with(line, &mut buffer);
    ///     let all = normalized.original_span(0..normalized.as_bytes().len());
    ///     assert_eq!(all.unwrap().text(line), line);
    /// }
    /// ```
    pub fn normalize_with<'t>(&self, text: &'t str, buffer: &'t mut Buffer) -> Normalized<'t> {
        match self.run(text, buffer) {
            true => Normalized::borrowed(text.as_bytes(), buffer),
            false => Normalized::unchanged(text),
        }
    }

    /// Normalizes bytes that should be UTF-8: what is not becomes U+FFFD, as in [`String::from_utf8_lossy`], and spans
    /// count the bytes as given.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let normalized = Normalizer::matching().normalize_bytes(b"\xD8\xA3\xD8 90");
    /// assert_eq!(normalized.as_str(), "ا\u{FFFD} 90");
    /// assert_eq!(normalized.original_span(2..5).unwrap().range(), 2..3);
    /// ```
    pub fn normalize_bytes<'t>(&self, bytes: &'t [u8]) -> Normalized<'t> {
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return self.normalize(text);
        }
        let (mut text, mut edits) = (Vec::new(), Edits::default());
        let mut map = Writer::new(Some(&mut edits));
        decode::utf8(bytes, &mut text, &mut map);
        map.finish();
        let mut buffer = Buffer::default();
        if !self.run(checked(&text), &mut buffer) {
            (buffer.text, buffer.edits) = (text, Vec::new());
        }
        buffer.edits.insert(0, edits);
        Normalized::owned(bytes, buffer)
    }

    /// Appends the normalized `text` to `out`, and keeps no alignment. What `out` held before has no influence.
    ///
    /// ```
    /// # use khabar::Normalizer;
    /// let mut key = String::from("name:");
    /// Normalizer::search().normalize_into("أُمّ القُرى", &mut key);
    /// assert_eq!(key, "name:ام القري");
    /// ```
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        if self.preset.is_some() || self.has_policies() {
            return out.push_str(self.normalize(text).as_str());
        }
        let mut normalized = Vec::new();
        match Pass::new(self.steps, text, &mut normalized, Writer::new(None)).run() {
            true => out.push_str(checked(&normalized)),
            false => out.push_str(text),
        }
    }

    /// Whether the text was changed: if it was not, the buffer holds nothing of use.
    fn run(&self, text: &str, buffer: &mut Buffer) -> bool {
        if self.has_policies() {
            return self.run_stages(text, buffer);
        }
        buffer.text.clear();
        buffer.edits.resize_with(1, Edits::default);
        let map = Writer::new(buffer.edits.first_mut());
        match self.preset {
            Some(preset) => {
                // The memory changes its type and back: empty, it needs no check.
                let mut out = String::from_utf8(std::mem::take(&mut buffer.text)).unwrap_or_default();
                let changed = compat::run(preset, text, &mut out, map);
                buffer.text = out.into_bytes();
                changed
            }
            None => Pass::new(self.steps, text, &mut buffer.text, map).run(),
        }
    }

    fn has_policies(&self) -> bool {
        self.policies != Policies::NONE || self.entities != Entities::Keep
    }

    /// As [`run`](Self::run), in stages: references, repairs, policies, folds. Each reads what the one before wrote.
    fn run_stages(&self, text: &str, buffer: &mut Buffer) -> bool {
        buffer.edits.clear();
        let dash = if self.policies.dash { Step::Tatweel.bit() } else { 0 };
        let mut current = Cow::Borrowed(text);
        let mut stage = |work: &dyn Fn(&str, &mut Vec<u8>, &mut Edits)| {
            let (mut out, mut edits) = (Vec::with_capacity(current.len()), Edits::default());
            work(&current, &mut out, &mut edits);
            if edits.len() > 0 {
                buffer.edits.push(edits);
            }
            if out != current.as_bytes() {
                current = Cow::Owned(checked(&out).to_owned());
            }
        };
        let steps = |steps: u32| {
            move |text: &str, out: &mut Vec<u8>, edits: &mut Edits| {
                if !Pass::new(steps, text, out, Writer::new(Some(edits))).run() {
                    out.extend_from_slice(text.as_bytes());
                }
            }
        };
        if self.entities != Entities::Keep {
            stage(&|text, out, edits| {
                let mut map = Writer::new(Some(edits));
                decode::references(self.entities, text, out, &mut map);
                map.finish();
            });
        }
        stage(&steps(self.steps & step::REPAIRS & !dash));
        stage(&|text, out, edits| {
            let mut map = Writer::new(Some(edits));
            by_word::run(&self.policies, text, out, &mut map);
            map.finish();
        });
        stage(&steps(self.steps));
        let changed = !buffer.edits.is_empty() || current != text;
        buffer.text.clear();
        buffer.text.extend_from_slice(current.as_bytes());
        changed
    }
}

impl fmt::Debug for Normalizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Normalizer ")?;
        if let Some(preset) = self.preset {
            return write!(f, "{preset:?}");
        }
        f.debug_set().entries(Step::ALL.iter().filter(|&&step| self.has(step))).finish()?;
        if self.policies != Policies::NONE || self.entities != Entities::Keep {
            write!(f, " {:?} {:?}", self.policies, self.entities)?;
        }
        Ok(())
    }
}
