//! khabar side by side with other crates: `cargo bench --manifest-path benches/peers/Cargo.toml [-- GROUP...]`.
//!
//! Prints one line a measurement: `group<TAB>name<TAB>MB/s<TAB>ratio to the first of its group`. All text is generated here,
//! from fixed seeds, but for the sentences of `tools/recognizer/own`; everything goes through the public API, on one thread. With
//! `--features builtin-full` more names are shipped, and the groups `gazetteer-…-builtin` end in that name.

mod boilerplate;
mod gazetteer;
mod measure;
mod normalize;
mod text;

use measure::Report;

fn main() {
    // Cargo passes `--bench`; what else is given names the groups to run.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let mut report = Report::new(wanted);
    normalize::run(&mut report);
    boilerplate::run(&mut report);
    gazetteer::run(&mut report);
}
