//! Compiles the lists of names in `data/gazetteer` and the trained table of the recognizer into the forms that
//! `src/builtin.rs` embeds, and does nothing else.

// OK because the crate itself uses the rest of the folder, and is checked for it.
#[allow(dead_code)]
#[path = "src/index/mod.rs"]
mod index;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use index::labels;
use index::names::{DATA_VERSION, Entry};
use index::tsv;
use index::variant::Rules;
use index::write::Writer;

/// Folders of lists and the feature that embeds each; names of an earlier one come first where they share a surface.
const FOLDERS: &[(&str, &str)] = &[
    ("data/gazetteer/authored", "CARGO_FEATURE_BUILTIN"),
    ("data/gazetteer/sourced", "CARGO_FEATURE_BUILTIN"),
    ("data/gazetteer/sourced/full", "CARGO_FEATURE_BUILTIN_FULL"),
];

/// What other spellings of a name are made by.
const RULES: [&str; 3] = ["data/language/joints.tsv", "data/language/transliteration.tsv", "data/language/clitics.tsv"];

/// The trained weights of the recognizer.
const TABLE: &str = "data/recognizer/table.tsv";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/index");
    println!("cargo::rerun-if-changed=data/gazetteer");
    let [joints, letters, clitics] = RULES.map(|path| {
        println!("cargo::rerun-if-changed={path}");
        fs::read_to_string(path)
    });
    let rules = Rules::parse(&joints?, &letters?, &clitics?);
    let mut writer = Writer::default();
    let mut ids = HashMap::new();
    for (folder, feature) in FOLDERS {
        if env::var_os(feature).is_some() {
            add(Path::new(folder), &rules, &mut writer, &mut ids)?;
        }
    }
    let image = writer.finish(DATA_VERSION).map_err(|_| "the lists are too large for an image")?;
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    fs::write(Path::new(&out).join("gazetteer.image"), image)?;
    fs::write(Path::new(&out).join("table.bin"), table(TABLE)?)?;
    Ok(())
}

/// The trained table, packed.
fn table(path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path)?;
    let mut rows = Vec::new();
    for row in tsv::rows(&text) {
        let row = row.map_err(|bad| format!("{path}:{}: invisible character", bad.line))?;
        let parsed = labels::Row::parse(row.field(0), row.field(1));
        rows.push(parsed.ok_or_else(|| format!("{path}:{}: no feature with weights", row.line))?);
    }
    if !rows.is_sorted_by_key(|row| row.feature) {
        return Err(format!("{path}: not sorted").into());
    }
    Ok(labels::pack(&rows))
}

/// The lists of a folder, in the order of their names.
fn lists(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for file in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "tsv") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Adds the lists of a folder: people, places, organizations. Of those who share a surface the first is meant where the text does not tell: whom the news writes in
/// many ways it names often, so the entities of a kind stand in the order of the number of their aliases.
fn add(
    folder: &Path,
    rules: &Rules,
    writer: &mut Writer,
    ids: &mut HashMap<String, String>,
) -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for path in lists(folder)? {
        texts.push((fs::read_to_string(&path)?, path));
    }
    let mut entries = Vec::new();
    for (text, path) in &texts {
        for row in tsv::rows(text) {
            let row = row.map_err(|bad| format!("{}:{}: invisible character", path.display(), bad.line))?;
            let place = format!("{}:{}", path.display(), row.line);
            entries.push((Entry::read(&row).map_err(|fault| format!("{place}: {}", fault.0))?, place));
        }
    }
    entries.sort_by_key(|(entry, _)| (entry.kind, Reverse(entry.aliases.len())));
    for (entry, place) in entries {
        entry.write(rules, writer).map_err(|fault| format!("{place}: {}", fault.0))?;
        if let Some(other) = ids.insert(entry.id.to_owned(), place.clone()) {
            return Err(format!("{place}: duplicate id {:?}, also at {other}", entry.id).into());
        }
    }
    Ok(())
}
