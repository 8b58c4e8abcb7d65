//! The one integration test binary. Behaviour is rows in `tests/data/*.toml`; a module here reads one of them.

mod api;
mod compat;
mod diagnose;
mod escape;
mod gazetteer;
mod gazetteer_layers;
mod gazetteer_oracle;
mod gazetteer_properties;
mod normalize;
mod normalize_edges;
mod normalize_oracle;
mod normalize_properties;

#[cfg(feature = "import")]
mod import;

// What the embedded data say.
#[cfg(feature = "builtin")]
mod annotate;
#[cfg(feature = "builtin")]
mod boilerplate;
#[cfg(feature = "builtin")]
mod data_files;
#[cfg(feature = "builtin")]
mod invariance;
#[cfg(feature = "builtin")]
mod known_names;
#[cfg(feature = "builtin")]
mod line_rows;
#[cfg(feature = "builtin")]
mod marked;
#[cfg(feature = "builtin")]
mod mentions;
#[cfg(feature = "builtin")]
mod names;
#[cfg(feature = "builtin")]
mod page_properties;
#[cfg(feature = "builtin")]
mod pages;
