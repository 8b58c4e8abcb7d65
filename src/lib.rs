//! khabar
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
mod page;
mod recognize;
mod span;

pub use boilerplate::{Block, BlockKind, Detector, DetectorBuilder, Reason};
pub use error::Error;
pub use gazetteer::{Clitics, Entity, EntityKind, Gazetteer, GazetteerBuilder, Match};
pub use page::{Analyzer, Article, Page};
pub use recognize::{Evidence, Mention, Recognizer, RecognizerBuilder};
pub use span::Span;
