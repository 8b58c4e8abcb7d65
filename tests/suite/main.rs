//! The one integration test binary. Behaviour is rows in `tests/data/*.toml`; a module here reads one of them.

mod normalize;
mod oracle;
mod properties;
