//! khabar
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod error;
mod index;
pub mod normalize;
mod span;

pub use error::Error;
pub use normalize::Normalizer;
pub use span::Span;
