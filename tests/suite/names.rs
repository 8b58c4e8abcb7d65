//! The names of the gazetteer: ids, letters, marks and counts, checked against the lists that a person has reviewed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use khabar::{ATTRIBUTION, Normalizer};

/// One row of an authored or sourced list.
struct Row {
    /// The list below `data/gazetteer`, without `.tsv`: `authored/place`, `sourced/nsi`, `sourced/full/wikidata`.
    list: String,
    fields: Vec<String>,
}

impl Row {
    fn kind(&self) -> &str {
        &self.fields[0]
    }

    fn id(&self) -> &str {
        &self.fields[1]
    }

    fn is_authored(&self) -> bool {
        self.list.starts_with("authored")
    }

    /// The part of the name that is matched.
    fn name(&self) -> String {
        let mut depth = 0;
        let mut kept = String::new();
        for c in self.fields[2].chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ if depth == 0 => kept.push(c),
                _ => {}
            }
        }
        kept.trim().to_owned()
    }

    /// Every surface, and whether it stands with `?`.
    fn surfaces(&self) -> Vec<(String, bool)> {
        let aliases = || self.fields[3].split('|').filter(|alias| !alias.is_empty());
        let weak: HashSet<String> = aliases().filter_map(|alias| alias.strip_prefix('?')).map(key).collect();
        let mut all = vec![self.name()];
        all.extend(aliases().map(|alias| alias.trim_start_matches('?').to_owned()));
        all.into_iter().map(|surface| (surface.clone(), weak.contains(&key(&surface)))).collect()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn lists_in(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("data/gazetteer").join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for folder in ["authored", "sourced", "sourced/full"] {
        for path in lists_in(folder) {
            let list = format!("{folder}/{}", path.file_stem().unwrap().to_str().unwrap());
            for fields in read(&path) {
                assert_eq!(fields.len(), 8, "{list}: {}", fields.join("|"));
                rows.push(Row { list: list.clone(), fields });
            }
        }
    }
    rows
}

/// A surface as the index sees it: folded words.
fn key(surface: &str) -> String {
    let folded = Normalizer::matching().normalize(surface).into_string();
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The rows of a reviewed list.
fn reviewed(name: &str) -> Vec<Vec<String>> {
    read(&root().join("tests/data/names").join(name))
}

fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").unwrap_or(word)
}

#[test]
fn ids_are_unique_and_kept_for_ever() {
    let mut kinds: HashMap<String, (String, Vec<String>)> = HashMap::new();
    let mut refs: HashMap<String, String> = HashMap::new();
    for row in rows() {
        let surfaces = row.surfaces().iter().map(|(surface, _)| key(surface)).collect();
        for id in row.fields[7].split(';').filter(|id| !id.is_empty()) {
            refs.insert(id.to_owned(), row.kind().to_owned());
        }
        let twice = kinds.insert(row.id().to_owned(), (row.kind().to_owned(), surfaces));
        assert!(twice.is_none(), "{} stands twice", row.id());
    }
    let mut registered = HashMap::new();
    for row in read(&root().join("data/gazetteer/ids.tsv")) {
        let [id, kind, name, _, now] = row.as_slice() else { panic!("{row:?}") };
        assert!(registered.insert(id.clone(), now.clone()).is_none(), "{id} is registered twice");
        match (kinds.get(id), refs.get(id)) {
            (Some((found, surfaces)), _) => {
                assert_eq!((found, now.as_str()), (kind, ""), "{id}");
                let name = name.split(" (").next().unwrap();
                assert!(surfaces.contains(&key(name)), "{id} named {name} once, and names something else now");
            }
            (None, Some(found)) => assert_eq!((found, now.as_str()), (kind, ""), "{id} is a ref"),
            (None, None) => assert!(now == "-" || kinds.contains_key(now), "{id} has vanished; what took its place?"),
        }
    }
    for id in kinds.keys() {
        assert!(registered.contains_key(id), "{id} is not registered: run tools/gazetteer/sourced.py");
    }
}

#[test]
fn letters() {
    let standard = |c: char| matches!(c, '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}');
    // U+06A4 is how some Arab newspapers write a v (كييڤ).
    let of_newspapers = |c: char| standard(c) || c == '\u{6A4}';
    for row in rows() {
        for text in [&row.fields[2], &row.fields[3]] {
            let foreign = text.chars().find(|&c| {
                let arabic = matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}');
                arabic && !of_newspapers(c) || !row.is_authored() && !standard(c) && !" -()|?".contains(c)
            });
            assert_eq!(foreign, None, "{} {}: {text}", row.list, row.id());
        }
    }
}

#[test]
fn an_unmarked_surface_names_one_entity() {
    let mut owners: HashMap<String, String> = HashMap::new();
    for row in rows() {
        for (surface, weak) in row.surfaces() {
            // Two authored rows may share what folds alike (علا and على); no sourced row shares with any.
            let surface = if row.is_authored() { surface } else { key(&surface) };
            if !weak && let Some(other) = owners.insert(surface.clone(), row.id().to_owned()) {
                assert_eq!(other, row.id(), "{}: {surface} names two entities", row.list);
            }
        }
    }
}

#[test]
fn a_sourced_person_of_one_word_is_marked() {
    for row in rows().iter().filter(|row| !row.is_authored() && row.kind() == "person") {
        for (surface, weak) in row.surfaces() {
            assert!(weak || key(&surface).contains(' '), "{}: {surface}", row.id());
        }
    }
}

#[test]
fn surfaces_of_several_kinds_are_reviewed() {
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows() {
        for (surface, _) in row.surfaces() {
            kinds.entry(key(&surface)).or_default().insert(row.kind().to_owned());
        }
    }
    kinds.retain(|_, kinds| kinds.len() > 1);
    let found: BTreeSet<String> = kinds
        .into_iter()
        .map(|(key, kinds)| format!("{key}\t{}", kinds.into_iter().collect::<Vec<_>>().join(" ")))
        .collect();
    let reviewed: BTreeSet<String> = reviewed("kinds.tsv").into_iter().map(|row| row.join("\t")).collect();
    let new: Vec<_> = found.difference(&reviewed).collect();
    let gone: Vec<_> = reviewed.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "run tools/gazetteer/check.py --write; new {new:?}, gone {gone:?}");
}

/// The folded words of the language lists named.
fn language(names: &[&str]) -> HashSet<String> {
    let path = |name: &str| root().join("data/language").join(format!("{name}.tsv"));
    names.iter().flat_map(|name| read(&path(name))).flat_map(|row| words_of(&row[0])).collect()
}

fn words_of(surface: &str) -> Vec<String> {
    key(surface).split(' ').map(str::to_owned).collect()
}

#[test]
fn the_words_of_authored_names_are_known() {
    let lists = lists_in("../language");
    let lists: Vec<&str> = lists.iter().map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
    let mut known = language(&lists);
    known.extend(reviewed("tokens.tsv").into_iter().map(|row| row[0].clone()));
    let rows = rows();
    for row in rows.iter().filter(|row| !row.is_authored()) {
        known.extend(row.surfaces().iter().flat_map(|(surface, _)| words_of(surface)));
    }
    let arabic = |word: &str| word.chars().all(|c| matches!(c, '\u{621}'..='\u{64A}'));
    for row in rows.iter().filter(|row| row.is_authored()) {
        for word in words_of(&row.name()).iter().filter(|word| arabic(word)) {
            let known = known.contains(word.as_str()) || known.contains(without_article(word));
            assert!(known, "{}: is {word} spelled right? then run tools/gazetteer/check.py --write", row.id());
        }
    }
}

#[test]
fn an_unmarked_word_is_no_ordinary_one_unless_reviewed() {
    let ordinary = language(&["common_words", "common_news", "ordinary_names", "topics", "name_adjectives"]);
    let function = language(&["function_words"]);
    let reviewed: HashSet<String> = reviewed("marks.tsv").into_iter().map(|row| key(&row[0])).collect();
    for row in rows() {
        for (surface, weak) in row.surfaces() {
            let word = key(&surface);
            let listed = |lists: &HashSet<String>| lists.contains(&word) || lists.contains(without_article(&word));
            if !weak && (listed(&ordinary) || function.contains(&word)) {
                assert!(
                    row.is_authored() && reviewed.contains(&word),
                    "{}: {surface} is an ordinary word too",
                    row.id()
                );
            }
        }
    }
}

#[test]
fn counts_are_those_of_the_readme() {
    let mut found: BTreeSet<String> = BTreeSet::new();
    let mut by_source: BTreeMap<(String, String), [usize; 3]> = BTreeMap::new();
    let mut by_class: BTreeMap<(String, String), [usize; 3]> = BTreeMap::new();
    for row in rows() {
        let source = row.list.split('/').next_back().unwrap().to_owned();
        let source = if row.is_authored() { "authored".to_owned() } else { source };
        let column = usize::from(!row.is_authored()) + usize::from(row.list.starts_with("sourced/full"));
        by_source.entry((row.kind().to_owned(), source)).or_default()[column] += 1;
        by_class.entry((row.kind().to_owned(), row.fields[5].clone())).or_default()[column] += 1;
    }
    for ((kind, what), [authored, sourced, full]) in by_source.into_iter().chain(by_class) {
        found.insert(format!("| {kind} | {what} | {authored} | {sourced} | {full} |"));
    }
    let readme = std::fs::read_to_string(root().join("data/README.md")).unwrap();
    let listed =
        |line: &&str| ["| person |", "| place |", "| organization |"].iter().any(|head| line.starts_with(head));
    let written: BTreeSet<String> = readme.lines().filter(listed).map(str::to_owned).collect();
    let missing: Vec<&String> = found.difference(&written).collect();
    let stale: Vec<&String> = written.difference(&found).collect();
    let rows = missing.iter().map(|row| row.as_str()).collect::<Vec<_>>().join("\n");
    assert!(missing.is_empty() && stale.is_empty(), "missing in data/README.md:\n{rows}\nstale: {stale:#?}");
}

#[test]
fn every_source_and_licence_is_named() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let licence = manifest.lines().find(|line| line.starts_with("license = ")).unwrap();
    for name in ["MIT", "CC0-1.0", "CC-BY-4.0", "Unicode-3.0", "BSD-3-Clause"] {
        assert!(licence.contains(name), "Cargo.toml: {name}");
    }
    for path in lists_in("sourced").iter().chain(&lists_in("sourced/full")) {
        let text = std::fs::read_to_string(path).unwrap();
        let source = text.lines().find_map(|line| line.strip_prefix("# Source: ")).unwrap();
        let package = source.split(';').next().unwrap();
        assert!(ATTRIBUTION.contains(package), "NOTICE.md does not name {package}");
    }
}
