//! [`Preset`]: what other normalizers of Arabic do, so that a program can change over without new results.
//!
//! Most presets are one [`table::Table`], applied in one pass. Those whose steps look at neighbours go over a
//! [`draft::Draft`].

mod arabert;
mod draft;
mod table;
mod tables;

use draft::Draft;
use table::Table;

use super::align::Writer;

/// What another normalizer of Arabic does, bug for bug, with the alignment that it does not give.
///
/// For programs that must agree with results of another library: an index built with Lucene, a model trained on the
/// output of AraBERT's preprocessor. For anything new, [`search`](super::Normalizer::search),
/// [`matching`](super::Normalizer::matching) and [`repair`](super::Normalizer::repair) serve better: none of these
/// presets sees that `أ` and `ا` U+0654 are the same letter in all places, and [`explain`](super::explain()) tells
/// what each of them does otherwise.
///
/// ```
/// use khabar::normalize::{Normalizer, Preset};
///
/// let lucene = Normalizer::preset(Preset::LuceneArabic);
/// let text = "ٱلْمَكْتَبَة";
/// let normalized = lucene.normalize(text);
/// // The analyzer of Lucene leaves alef wasla as it is.
/// assert_eq!(normalized.as_str(), "ٱلمكتبه");
/// assert_eq!(normalized.original_span(2..6).unwrap().text(text), "لْمَ");
/// ```
///
/// # How exact they are
///
/// Each preset gives what the named version of the other library gave for every code point up to U+1FFFF (ideographs
/// and Hangul left out), and for texts in which the characters stand together. The exceptions are named with the
/// preset. Only the normalizer is meant: no tokens, stop words or stems.
///
/// Not among the presets are normalizers that begin with NFC or NFKC of all scripts, for which this crate has no
/// tables: `normalize_unicode` of CAMeL Tools, araclean, aranorm, ar-tokenwise, Lucene's ICU folding.
///
/// # Costs
///
/// Linear in time and memory. [`ArabertV02`](Preset::ArabertV02), [`ArabicCrate`](Preset::ArabicCrate) and
/// [`Tnkeeh`](Preset::Tnkeeh) look at neighbours and take up to 50 bytes for each character of the text meanwhile; all
/// others are one table and one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// `ArabicNormalizer` of Lucene (Elasticsearch, OpenSearch, Solr: `arabic_normalization`), 8.7 and later: `أ إ آ`
    /// to `ا`, `ى` to `ي`, `ة` to `ه`, harakat and tatweel out. Alef wasla, dagger alef and all other marks stay.
    LuceneArabic,
    /// `PersianNormalizer` of Lucene (`persian_normalization`): `ی ے` to `ي`, `ک` to `ك`, `ۀ ہ` to `ه`, U+0654 out.
    LucenePersian,
    /// CAMeL Tools 1.6: `dediac_ar`, `normalize_alef_ar`, `normalize_alef_maksura_ar` and `normalize_teh_marbuta_ar`.
    /// Tatweel stays.
    CamelUtils,
    /// CAMeL Tools 1.6: `CharMapper.builtin_mapper('arclean')`. Everything but Arabic, Latin-1 letters and ASCII is
    /// deleted or put into those: `گ` is `ك`, `ی` is `ى`, bidi marks are spaces, `٫` is `,`.
    CamelArclean,
    /// PyArabic 0.6: `strip_tashkeel` and `strip_tatweel`.
    PyArabicStrip,
    /// PyArabic 0.6: `strip_diacritics`, every nonspacing mark of the Arabic block.
    PyArabicDiacritics,
    /// PyArabic 0.6: `normalize_searchtext`. `ى` and dagger alef become `ا`, and every other hamza `ء`.
    PyArabicSearch,
    /// AraBERT 1.0: `ArabertPreprocessor("bert-base-arabertv02").preprocess`. References of HTML, web and mail
    /// addresses, mentions and tags are replaced, digits are ASCII, three equal characters become two, punctuation is
    /// set apart, and what the model does not know, dagger alef, `پ`, `ک` and presentation forms among it, becomes a
    /// space.
    ///
    /// Not reproduced: named references other than `amp lt gt quot apos nbsp shy laquo raquo copy reg deg middot times
    /// euro pound trade hellip bull ndash mdash lsquo rsquo ldquo rdquo lsaquo rsaquo ensp emsp thinsp zwnj zwj lrm
    /// rlm` stay as written, and their `&` becomes a space; a mail address or mention that touches a mark of a script
    /// other than Arabic may end elsewhere; characters newer than the Unicode of the Python at hand may be digits to
    /// one side only.
    ArabertV02,
    /// arabic-norm 0.1 (PyPI): `normalize(text, ta_marbuta=True)`.
    ArabicNorm,
    /// arabic-normalize 0.1 (the crate, and the package of PyPI): the default configuration.
    ArabicNormalize,
    /// arabic-normalize 0.1: `Config::search()`.
    ArabicNormalizeSearch,
    /// arabic 0.2 (the crate): `normalize`. White space becomes single spaces, and none at the ends.
    ArabicCrate,
    /// charabia 0.9 (Meilisearch): the lemmas of a text in Arabic, one after the other with what separates them.
    /// Presentation forms are decomposed, some of them to words with spaces; zero-width and bidi controls stay.
    ///
    /// Not reproduced: where charabia cuts tokens (it separates `ال` from every word); what it does to other scripts,
    /// which pass as they are, and to the Arabic mathematical symbols U+1EE00..U+1EEFF; its rules for Persian, which
    /// depend on language detection.
    Charabia,
    /// The Snowball stemmer for Arabic (3.1): `Normalize_pre`, what it does before it stems. Harakat and tatweel out,
    /// `٣` to `3`, presentation forms B to letters; alef keeps its hamza.
    SnowballPre,
    /// mahad 0.3 (Maha): `normalize(text, all=True)`. Honorific ligatures are spelled out; the one for `صلعم` too, as a
    /// whole sentence. Marks and tatweel stay.
    Mahad,
    /// tnkeeh 0.0.9: `remove_repeated_chars`, `normalize`, `remove_diacritics` and `remove_tatweel`, in its order.
    /// `1000` becomes `100`, and `٠` a full stop.
    ///
    /// Not reproduced: the spaces that it puts around everything but letters and digits afterwards.
    Tnkeeh,
    /// anltk 1.0: `remove_tashkeel`, `remove_kasheeda`, alef and teh marbuta normalized.
    Anltk,
    /// arabcheck 0.1: `ArabCheck().normalize`. Marks stay.
    Arabcheck,
}

impl Preset {
    /// All presets.
    ///
    /// ```
    /// use khabar::normalize::{Normalizer, Preset};
    ///
    /// // Which of them leave tatweel alone?
    /// let keeps = |preset: &&Preset| Normalizer::preset(**preset).normalize("ـ").as_str() == "ـ";
    /// assert_eq!(Preset::ALL.iter().filter(keeps).count(), 5);
    /// ```
    pub const ALL: &[Preset] = &[
        Preset::LuceneArabic,
        Preset::LucenePersian,
        Preset::CamelUtils,
        Preset::CamelArclean,
        Preset::PyArabicStrip,
        Preset::PyArabicDiacritics,
        Preset::PyArabicSearch,
        Preset::ArabertV02,
        Preset::ArabicNorm,
        Preset::ArabicNormalize,
        Preset::ArabicNormalizeSearch,
        Preset::ArabicCrate,
        Preset::Charabia,
        Preset::SnowballPre,
        Preset::Mahad,
        Preset::Tnkeeh,
        Preset::Anltk,
        Preset::Arabcheck,
    ];

    /// The table that is all of the preset, or the part of it that needs no neighbours.
    fn table(self) -> &'static Table {
        match self {
            Preset::LuceneArabic => &tables::LUCENE_ARABIC,
            Preset::LucenePersian => &tables::LUCENE_PERSIAN,
            Preset::CamelUtils => &tables::CAMEL_UTILS,
            Preset::CamelArclean => &tables::CAMEL_ARCLEAN,
            Preset::PyArabicStrip | Preset::ArabertV02 => &tables::PYARABIC_STRIP,
            Preset::PyArabicDiacritics => &tables::PYARABIC_DIACRITICS,
            Preset::PyArabicSearch => &tables::PYARABIC_SEARCH,
            Preset::ArabicNorm => &tables::ARABIC_NORM,
            Preset::ArabicNormalize => &tables::ARABIC_NORMALIZE,
            Preset::ArabicNormalizeSearch => &tables::ARABIC_NORMALIZE_SEARCH,
            Preset::ArabicCrate => &tables::ARABIC_CRATE,
            Preset::Charabia => &tables::CHARABIA,
            Preset::SnowballPre => &tables::SNOWBALL_PRE,
            Preset::Mahad => &tables::MAHAD,
            Preset::Tnkeeh => &tables::TNKEEH,
            Preset::Anltk => &tables::ANLTK,
            Preset::Arabcheck => &tables::ARABCHECK,
        }
    }
}

/// Appends what `preset` makes of `text` to `out`. Returns whether anything changed; if nothing did, nothing was
/// written.
pub(super) fn run(preset: Preset, text: &str, out: &mut String, map: Writer<'_>) -> bool {
    let table = preset.table();
    if !matches!(preset, Preset::ArabertV02 | Preset::ArabicCrate | Preset::Tnkeeh) {
        return table.run(text, out, map);
    }
    let mut draft = Draft::new(text);
    match preset {
        Preset::ArabertV02 => arabert::apply(&mut draft, table),
        Preset::Tnkeeh => {
            draft.cap_repeats(2, |c| c != '\n');
            draft.fold(table);
        }
        _ => {
            draft.fold(table);
            draft.collapse(char::is_whitespace);
        }
    }
    draft.write(out, map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for preset in Preset::ALL {
            for list in preset.table().lists {
                assert!(list.iter().all(|rule| rule.first <= rule.last), "{preset:?}");
                assert!(list.windows(2).all(|pair| pair[0].last < pair[1].first), "{preset:?}");
            }
        }
    }
}
