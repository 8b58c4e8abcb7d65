//! [`diagnose`]: what is odd about the characters of a text, without changing it.

use crate::index::presentation;
use crate::index::script::{self, LAM};

/// How many characters of a text are of a sort that means trouble, and where the first of them is: see [`diagnose`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// Arabic letters, presentation forms included.
    pub letters: usize,
    /// Presentation forms of letters and words, as PDF files and old systems store them.
    pub presentation_forms: usize,
    /// Letters that compose with the hamza or madda behind them.
    pub decomposed: usize,
    /// Embeddings, overrides, isolates and marks of writing direction.
    pub bidi_controls: usize,
    /// Zero-width characters, soft hyphens, byte order marks, variation selectors.
    pub invisible: usize,
    /// Letters of Persian and Urdu keyboards that look like an Arabic one, in words without a letter of those
    /// languages.
    pub look_alikes: usize,
    /// Presentation forms of letters that only Uyghur and its neighbours write, among Arabic ones: some fonts, of the
    /// Quran above all, put other shapes in their place. Folding them gives words that look right to a program and are
    /// garbage.
    pub font_slots: usize,
    /// Words that look stored in the order they are seen: they end in `لا` reversed or in the article reversed, or
    /// begin with a teh marbuta or an alef maksura, which no word does.
    pub visual_order: usize,
    /// Numbers that mix ASCII, Arabic-Indic and Persian digits.
    pub mixed_digits: usize,
    /// Teh marbuta within a word, as bad optical recognition has it.
    pub inner_teh_marbuta: usize,
    /// Marks that stand on no letter.
    pub stray_marks: usize,
    /// Tatweel.
    pub tatweel: usize,
    /// U+FFFD: bytes that were lost when the text was decoded.
    pub replaced: usize,
}

/// Counts what is odd about the characters of `text`. Costs a few walks over it, and the memory of its longest word.
///
/// ```
/// use khabar::normalize::diagnose;
///
/// let report = diagnose("\u{202B}ﺍﻟﻘﻤﺮ\u{202C} کتاب ٢٠2٦");
/// assert_eq!((report.presentation_forms, report.bidi_controls), (5, 2));
/// assert_eq!((report.look_alikes, report.mixed_digits), (1, 1));
/// assert!(report.visual_order == 0 && report.is_suspicious());
/// assert!(!diagnose("قال الوزير إن المدرسة مفتوحة.").is_suspicious());
/// ```
pub fn diagnose(text: &str) -> Diagnosis {
    let mut found = Diagnosis::default();
    for c in text.chars() {
        match c {
            '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                found.bidi_controls += 1;
            }
            '\u{FFFD}' => found.replaced += 1,
            script::TATWEEL => found.tatweel += 1,
            _ if script::is_invisible(c) => found.invisible += 1,
            _ => {}
        }
        found.letters += usize::from(script::is_arabic_letter(c));
        found.presentation_forms += usize::from(presentation::letters(c).is_some() && !presentation::is_mark_form(c));
    }
    // White space and punctuation end words, and so do controls: what is meant is what is seen.
    let in_word = |c: char| c.is_alphanumeric() || script::is_mark(c) || c == script::TATWEEL;
    for word in text.split(|c| !in_word(c)).filter(|word| !word.is_empty()) {
        found.word(word);
    }
    let arabic = found.letters;
    let slots = text.chars().filter(|&c| is_font_slot(c)).count();
    // A text in Uyghur has letters of its own beside them.
    let uyghur = text.chars().any(|c| matches!(c, '\u{06D0}' | '\u{06C6}'..='\u{06C8}' | '\u{06CB}' | '\u{06AD}'));
    found.font_slots = if uyghur || slots * 2 > arabic { 0 } else { slots };
    found
}

impl Diagnosis {
    /// Whether anything was found that [`Normalizer::repair`](super::Normalizer::repair) mends or cannot mend; tatweel
    /// and zero-width characters, which many good texts have, do not count.
    pub fn is_suspicious(&self) -> bool {
        let counts = [
            self.presentation_forms,
            self.decomposed,
            self.bidi_controls,
            self.look_alikes,
            self.font_slots,
            self.visual_order,
            self.mixed_digits,
            self.inner_teh_marbuta,
            self.stray_marks,
            self.replaced,
        ];
        counts.iter().any(|&count| count > 0)
    }

    fn word(&mut self, word: &str) {
        let expanded = |c: char| presentation::letters(c).and_then(|letters| letters.chars().next()).unwrap_or(c);
        let mut last = None;
        let mut digits = [false; 3];
        let foreign = word.chars().map(expanded).any(script::is_foreign);
        for c in word.chars() {
            match c {
                '0'..='9' => digits = [true, digits[1], digits[2]],
                '\u{0660}'..='\u{0669}' => digits = [digits[0], true, digits[2]],
                '\u{06F0}'..='\u{06F9}' => digits = [digits[0], digits[1], true],
                _ => {}
            }
            let mark = script::is_mark(c);
            self.stray_marks += usize::from(mark && last.is_none());
            self.decomposed += usize::from(
                super::compose::is_hamza(c) && last.is_some_and(|l| super::compose::composed(l, c).is_some()),
            );
            self.look_alikes += usize::from(!foreign && script::look_alike(c) != c);
            self.inner_teh_marbuta += usize::from(last == Some('\u{0629}') && script::is_arabic_letter(c));
            if !mark {
                last = Some(c);
            }
        }
        self.mixed_digits += usize::from(digits.iter().filter(|&&seen| seen).count() > 1);
        let letters: Vec<char> = word.chars().filter(|&c| !script::is_mark(c)).map(expanded).collect();
        let begins = matches!(letters.first(), Some(&('\u{0629}' | script::ALEF_MAKSURA))) && letters.len() > 2;
        // The article, read backwards, behind three letters or more; few words end so.
        let ends = letters.len() > 4
            && letters.ends_with(&[LAM, script::ALEF])
            && word.chars().any(|c| presentation::letters(c).is_some());
        self.visual_order += usize::from(begins || ends);
    }
}

/// The forms U+FBD3..U+FBFF, save those that Arabic and Persian text uses.
fn is_font_slot(c: char) -> bool {
    matches!(c, '\u{FBD3}'..='\u{FBE7}' | '\u{FBEA}'..='\u{FBFB}')
}
