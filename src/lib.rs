//! Arabic news text taken apart: which lines of a scraped page are the article and what every other line is; the people,
//! places and organizations it names, each with its span in the **original** text, its proclitics told apart, a canonical name
//! and an id; and normalization that keeps every offset. No model, no server, no unsafe code.
//!
//! # The types you need
//!
//! | you have | you want | you use |
//! |---|---|---|
//! | a scraped page, a line for each block element | everything | [`Analyzer`] → [`Page`] → [`Article`] |
//! | the same | only the kind of every line | [`Detector`] → [`Block`] |
//! | any text | names, read in context | [`Recognizer`] → [`Mention`] |
//! | any text | what a list of names holds | [`Gazetteer`] → [`Match`] |
//! | any text | one spelling for search, matching or repair | [`Normalizer`] |
//!
//! # Names of one's own
//!
//! Five lines from a list to mentions; errors name file, line and reason.
//!
//! ```
//! use khabar::{Analyzer, Detector, Gazetteer, Recognizer};
//!
//! let rows = "organization\tacme:1\tشركة نخلة للبرمجيات\tنخلة للبرمجيات\n"; // kind, id, name, aliases
//! let names = Gazetteer::builder().tsv("mine.tsv", rows).builtin().build()?;
//! let analyzer = Analyzer::new(Detector::builtin(), Recognizer::new(names));
//!
//! let page = analyzer.analyze("زار الوفد مقر نخلة للبرمجيات في دبي.");
//! let ids: Vec<String> = page.mentions().iter().filter_map(|m| m.entity()).map(|e| e.id().to_owned()).collect();
//! assert_eq!(ids, ["acme:1", "loc:dubai"]);
//! # Ok::<(), khabar::Error>(())
//! ```
//!
//! # A page
//!
//! ```
//! use khabar::{Analyzer, BlockKind};
//!
//! let lines = [
//!     "الرئيسية",
//!     "اقتصاد",
//!     "ميناء جديد في ينبع",
//!     "أعلنت وزارة النقل السعودية أن العمل في ميناء ينبع الجديد سيبدأ خلال الشهر المقبل، بعد دراسة استمرت عامين.",
//!     "وقالت الوزارة إن الميناء سيخدم الرياض وجدة، وإن مرحلته الأولى تستغرق ثلاث سنوات.",
//!     "المصدر: واس",
//! ];
//! let page = Analyzer::builtin().analyze(&lines.join("\n"));
//! let article = page.article().unwrap();
//! assert_eq!(article.title(), Some("ميناء جديد في ينبع"));
//! assert_eq!(article.text().lines().count(), 2);
//! assert_eq!(article.sources().collect::<Vec<_>>(), ["واس"]);
//! assert_eq!(page.blocks()[0].kind(), BlockKind::Navigation);
//! assert!(page.mentions().iter().any(|m| m.name() == "وزارة النقل السعودية"));
//! ```
//!
//! # Exact semantics
//!
//! These hold for every `&str`; the property tests carry the numbers.
//!
//! 1. Every span is a non-empty range of **bytes** of the caller's text, on char boundaries.
//! 2. Blocks are sorted and disjoint, each within one line; outside them is white space only. A byte order mark is text.
//! 3. Mentions are sorted and disjoint, each inside one block, the span of the name within that of its word.
//! 4. [`Normalized::original_span`](normalize::Normalized::original_span) is monotone. A letter's deleted marks and tatweel
//!    belong to it, invisible controls do not. A part of an expanded ligature maps to the whole ligature.
//! 5. Our presets are idempotent; NFC, NFD and presentation-form spellings of one text normalize alike under `matching` and
//!    `search`.
//! 6. The original span of a match, normalized again, contains the surface that matched.
//! 7. Results depend on text, configuration and data only: no clock, locale, hash order or thread.
//! 8. Time and memory are linear in the text, adversarial text included.
//! 9. The key of a word in a text and that of a word in a list are made by one function.
//! 10. Every fast path has a slow, obvious twin in the tests, and agrees with it.
//!
//! Functions that take page text never fail and never panic. Only building from somebody's data returns a `Result`.
//!
//! # Costs
//!
//! One thread of a 2-core virtual machine (AMD EPYC, November 2026), release build with thin LTO. `cargo bench`, 2 KB pages made
//! from one sample: detector 138 MB/s, gazetteer 246, recognizer 32, the whole [`Analyzer`] 25. Real pages of many sites, which share
//! fewer words and are mostly short lines, reach about 60 % of that.
//!
//! The built-in names are compiled into the program and cost no start-up; the word lists of detector and recognizer are read on
//! first use, in about 13 ms. A thread that recognizes names keeps up to 6 MB of what the lists
//! say of words. To analyze news takes up to 6 times the bytes of the page, the result
//! included (5 times), and up to 1 MB more; the recognizer alone takes 4 times. Text that is all names, or all lines of a few
//! words, takes up to 40 times. Everything is cheap to clone and can be shared between threads.
//!
//! # Features
//!
//! - `builtin` (default): embeds the gazetteer (40,000 entities: 34,000 written by hand; regions, larger cities, organizations and
//!   people of the world from open packages), the cue table and the language lists. Without it [`Gazetteer`], [`Detector`] and
//!   [`Recognizer`] work with the caller's data alone.
//! - `builtin-full`: adds 46,000 entities that news names rarely, the smaller places and 32,000 citizens of Arab states in
//!   Wikidata. They have an id of their own, so that a person of the same name may be taken for the one that is listed.
//! - `import`: the module `import` reads and writes lists of names as TSV, JSON Lines and spaCy patterns, and reads GATE
//!   gazetteers, plain names and results of Wikidata queries. Brings in `serde_json`.
//!
//! # What it does not do
//!
//! It reads plain text, a line for each block element, not HTML. It knows modern standard Arabic news; other kinds of text are
//! answered, less well. Homonyms are told apart by the page only. Names that no list holds are found by grammar, and missed
//! where grammar does not show them. The minimum supported Rust version is the one that the tests run on.
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod boilerplate;
mod builtin;
mod error;
mod gazetteer;
mod index;
pub mod normalize;
mod page;
mod recognize;
mod span;

pub use boilerplate::{Block, BlockKind, Detector, DetectorBuilder, LineStore, LineStream, Reason};
pub use builtin::{ATTRIBUTION, DATA_VERSION};
pub use error::Error;
#[cfg(feature = "import")]
pub use gazetteer::import;
pub use gazetteer::{Clitics, Entity, EntityKind, Gazetteer, GazetteerBuilder, Match, Overlap, Variant};
pub use normalize::Normalizer;
pub use page::{Analyzer, Article, Page};
#[doc(hidden)]
pub use recognize::training;
pub use recognize::{Evidence, Mention, Recognizer, RecognizerBuilder};
pub use span::Span;

/// The code samples of the README are tests.
#[cfg(all(doctest, feature = "builtin"))]
#[doc = include_str!("../README.md")]
struct Readme;
