//! The presets of [`Normalizer`]: named sets of steps.

use super::{Normalizer, Preset, Step};

impl Normalizer {
    /// What was meant to be written, to be shown to readers: encoding accidents repaired, spelling left alone.
    ///
    /// ```
    /// use khabar::Normalizer;
    ///
    /// // Presentation forms, a decomposed hamza, a Persian keyboard, a stretched word.
    /// let text = "\u{FE8D}\u{FEDF}\u{FED8}\u{FEE4}\u{FEAE} وا\u{0654}حمد فی کتـــابِهِ";
    /// assert_eq!(Normalizer::repair().normalize(text).as_str(), "القمر وأحمد في كتابِهِ");
    /// ```
    pub const fn repair() -> Normalizer {
        Normalizer::new()
            .with(Step::PresentationForms)
            .with(Step::Compose)
            .with(Step::Controls)
            .with(Step::LookAlikes)
            .with(Step::Tatweel)
            .with(Step::WhiteSpace)
    }

    /// Spellings that readers take for the same word become the same: what the keys of the gazetteer are made of.
    ///
    /// ```
    /// use khabar::Normalizer;
    ///
    /// let matching = Normalizer::matching();
    /// assert_eq!(matching.normalize("مُؤتَمَرُ الإمارات ٢٠٢٦، أبوظبى").as_str(), "موتمر الامارات 2026، ابوظبي");
    /// ```
    pub const fn matching() -> Normalizer {
        Normalizer::repair()
            .with(Step::LookAlikesEverywhere)
            .with(Step::Marks)
            .with(Step::Alef)
            .with(Step::AlefMaksura)
            .with(Step::TehMarbuta)
            .with(Step::HamzaSeats)
            .with(Step::Digits)
    }

    /// As [`matching`](Normalizer::matching), with punctuation in ASCII and letters in lower case: for search fields.
    ///
    /// ```
    /// use khabar::Normalizer;
    ///
    /// let search = Normalizer::search();
    /// assert_eq!(search.normalize("«رويترز»: ٣٫١٤٪ — حسب IMF؟").as_str(), "\"رويترز\": 3.14% - حسب imf?");
    /// ```
    pub const fn search() -> Normalizer {
        Normalizer::matching().with(Step::Punctuation).with(Step::Case)
    }

    /// What another normalizer of Arabic does. No step is on, and switching one on or off changes nothing.
    ///
    /// ```
    /// use khabar::normalize::{Normalizer, Preset, Step};
    ///
    /// let camel = Normalizer::preset(Preset::CamelUtils);
    /// assert_eq!(camel.normalize("مُدِيرَةُ القُـرى").as_str(), "مديره القـري");
    /// assert_eq!(camel.with(Step::Tatweel), camel);
    /// ```
    pub const fn preset(preset: Preset) -> Normalizer {
        Normalizer { preset: Some(preset), ..Normalizer::new() }
    }
}

impl From<Preset> for Normalizer {
    fn from(preset: Preset) -> Normalizer {
        Normalizer::preset(preset)
    }
}
