//! khabar
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod boilerplate;
#[cfg(feature = "builtin")]
mod builtin;
mod error;
mod index;
mod span;

pub use boilerplate::{Block, BlockKind, Detector, DetectorBuilder, Reason};
pub use error::Error;
pub use span::Span;
