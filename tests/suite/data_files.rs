//! The form of every file under `data/`, so that a reviewer reads the words.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use khabar::Gazetteer;
use unicode_normalization::is_nfc;

/// Every TSV file below `data/`, with its text.
fn files() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "tsv") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &mut found);
    assert!(found.len() > 10);
    found
}

/// The lists that make up the gazetteer.
fn is_list_of_names(path: &Path) -> bool {
    path.components().any(|c| c.as_os_str() == "authored" || c.as_os_str() == "sourced")
}

#[test]
fn form() {
    for (path, text) in files() {
        let name = path.display();
        assert!(text.ends_with('\n') && !text.contains('\r'), "{name}: line ends");
        assert!(is_nfc(&text), "{name}: not NFC");
        assert!(text.starts_with("# "), "{name}: the first line gives the columns");
        let header: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        assert!(header.iter().any(|line| line.to_lowercase().contains("source")), "{name}: no source");
        assert!(header.iter().any(|line| line.contains("icence")), "{name}: no licence");
        for (n, line) in text.lines().enumerate() {
            let at = format!("{name}:{}", n + 1);
            assert_eq!(line, line.trim_end_matches([' ', '\r']), "{at}: white space at the end");
            let bad = |c: char| {
                matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
                    || matches!(c, '\u{FEFF}' | '\u{A0}' | '\u{AD}' | '\u{61C}' | '\u{640}')
                    || (c.is_control() && c != '\t')
            };
            assert!(!line.contains(bad), "{at}: invisible character or tatweel");
        }
    }
}

#[test]
fn sorted_and_unique() {
    for (path, text) in files() {
        let name = path.display();
        let key = |line: &str| {
            let fields: Vec<&str> = line.split('\t').collect();
            // Names and the registry are sorted by id, others by the whole line.
            match (is_list_of_names(&path), path.ends_with("ids.tsv")) {
                (true, _) => fields[1].to_owned(),
                (_, true) => fields[0].to_owned(),
                _ => line.to_owned(),
            }
        };
        let keys: Vec<String> = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(key).collect();
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{name}: {:?} stands before {:?}", pair[0], pair[1]);
        }
    }
}

#[test]
fn the_built_in_gazetteer_builds_and_holds_every_row() {
    let rows = |text: &str| text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).count();
    let listed: usize = files()
        .iter()
        .filter(|(path, _)| is_list_of_names(path))
        .filter(|(path, _)| cfg!(feature = "builtin-full") || !path.components().any(|c| c.as_os_str() == "full"))
        .map(|(_, t)| rows(t))
        .sum();
    let built = Gazetteer::builder().builtin().build().unwrap();
    assert_eq!(built.len(), listed);
    assert_eq!(Gazetteer::builtin().len(), listed);
    assert!(listed >= 1000, "{listed} entities");
}

/// What build.rs embeds is what the builder makes of the same rows.
#[test]
fn the_embedded_image_is_that_of_the_rows() {
    let mut builder = Gazetteer::builder();
    let all = files();
    // Folder by folder, people first, the most aliases first, as build.rs says.
    let mut folders = vec!["authored", "sourced"];
    folders.extend(cfg!(feature = "builtin-full").then_some("full"));
    for folder in folders {
        let lists = all.iter().filter(|(path, _)| path.parent().is_some_and(|parent| parent.ends_with(folder)));
        let mut lists: Vec<_> = lists.map(|(path, text)| (path.file_name().unwrap(), text)).collect();
        lists.sort_by_key(|(name, _)| name.to_owned());
        let rows =
            lists.iter().flat_map(|(_, text)| text.lines().filter(|row| !row.starts_with('#') && !row.is_empty()));
        let mut rows: Vec<&str> = rows.collect();
        let kinds = ["person", "place", "organization"];
        rows.sort_by_key(|row| {
            let fields: Vec<&str> = row.split('\t').collect();
            let aliases = fields[3].split('|').filter(|alias| !alias.is_empty()).count();
            (kinds.iter().position(|&kind| kind == fields[0]), std::cmp::Reverse(aliases))
        });
        builder = builder.tsv(folder, &rows.join("\n"));
    }
    let (built, embedded) = (builder.build().unwrap().to_bytes(), Gazetteer::builtin().to_bytes());
    // Behind checksum and data version.
    assert!(built[80..] == embedded[80..]);
    assert_eq!(Gazetteer::builtin().data_version(), khabar::DATA_VERSION);
    Gazetteer::builtin().verify().unwrap();
}

#[test]
fn ids_name_their_kind_and_are_unique() {
    let mut ids = HashSet::new();
    for entity in Gazetteer::builtin().entities() {
        let (id, kind) = (entity.id(), entity.kind().as_str());
        let heads: &[&str] = match kind {
            "person" => &["per:"],
            "place" => &["iso:", "loc:", "gn:"],
            _ => &["org:", "wd:"],
        };
        assert!(heads.iter().any(|head| id.starts_with(head)), "{id} is a {kind}");
        assert!(ids.insert(id.to_owned()), "{id} twice");
    }
}
