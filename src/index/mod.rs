//! What every other part stands on: characters, words with folded keys, phrases of words, images of names, TSV rows.
//!
//! Only `super::` paths and no package, so that a build script can include the folder whole.

pub(crate) mod accent;
pub(crate) mod image;
mod key;
pub(crate) mod labels;
pub(crate) mod names;
mod packed;
pub(crate) mod phrase;
pub(crate) mod presentation;
pub(crate) mod punct;
pub(crate) mod script;
pub(crate) mod tsv;
pub(crate) mod variant;
pub(crate) mod word;
pub(crate) mod write;

#[cfg(test)]
mod tests;
