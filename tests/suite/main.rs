//! The one integration test binary. Behaviour is rows in `tests/data/*.toml`; a module here reads one of them.

#[cfg(feature = "builtin")]
mod boilerplate;
#[cfg(feature = "builtin")]
mod data_files;
mod gazetteer;
mod marked;
#[cfg(feature = "builtin")]
mod mentions;
#[cfg(feature = "builtin")]
mod pages;
