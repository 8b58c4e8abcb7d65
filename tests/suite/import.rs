//! `tests/data/import/`: for each format a good list with the rows it means, and a broken one with its errors.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use khabar::import::{self, Import, Row};
use khabar::{Entity, EntityKind, Error, Gazetteer};
use proptest::prelude::*;

use crate::escape::escape;

const FORMATS: &[&str] = &["tsv", "json_lines", "spacy", "names", "wikidata", "gate"];

fn folder(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(format)
}

/// Reads one list of a format as a user would.
fn read(import: Import, format: &str, file: &str, reader: impl BufRead) -> Result<Import, Error> {
    match format {
        "tsv" => import.tsv(file, reader),
        "json_lines" => import.json_lines(file, reader),
        "spacy" => import.spacy(file, reader),
        "names" => import.names(EntityKind::Place, file, reader),
        "wikidata" => import.wikidata(file, reader),
        _ => unreachable!("{format}"),
    }
}

/// Reads the list `good` or `broken` of a format, its files changed first.
fn sample(import: Import, format: &str, which: &str, change: fn(String) -> String) -> Result<Import, Error> {
    let load = |path: &Path| std::fs::read_to_string(path).map(change);
    if format == "gate" {
        let folder = folder(format).join(which);
        // The words of the system for a missing file are not those of every system.
        return import
            .gate_with(|name| load(&folder.join(name)).map(io::Cursor::new).map_err(|error| error.kind().into()));
    }
    let end = match format {
        "tsv" | "wikidata" => "tsv",
        "names" => "txt",
        _ => "jsonl",
    };
    let file = format!("{which}.{end}");
    let text = load(&folder(format).join(&file)).unwrap();
    read(import, format, &file, text.as_bytes())
}

fn as_tsv(names: &Gazetteer) -> String {
    let mut out = Vec::new();
    import::write_tsv(&mut out, names.entities()).unwrap();
    String::from_utf8(out).unwrap()
}

fn build(rows: Vec<Row>) -> Gazetteer {
    Gazetteer::builder().rows(rows).build().unwrap()
}

fn expected(format: &str, file: &str) -> String {
    std::fs::read_to_string(folder(format).join(file)).unwrap()
}

#[test]
fn good_lists() {
    for format in FORMATS {
        let list = sample(Import::new(), format, "good", |text| text).unwrap();
        assert!(list.rejected().is_empty());
        assert_eq!(escape(&as_tsv(&build(list.into_rows()))), escape(&expected(format, "rows.tsv")), "{format}");
    }
}

#[test]
fn byte_order_marks_line_ends_empty_lines_and_comments_do_not_matter() {
    let changes: [fn(String) -> String; 4] = [
        |text| format!("\u{FEFF}{text}"),
        |text| text.replace('\n', "\r\n"),
        |text| text.trim_end().to_owned(),
        |text| format!("\u{FEFF}# note\n\n{}", text.replace('\n', "\n \n# note\n")),
    ];
    for format in FORMATS {
        for change in changes {
            let list = sample(Import::new(), format, "good", change).unwrap();
            assert_eq!(as_tsv(&build(list.into_rows())), expected(format, "rows.tsv"), "{format}");
        }
    }
}

#[test]
fn broken_lists() {
    for format in FORMATS {
        let list = sample(Import::new().lenient(), format, "broken", |text| text).unwrap();
        let rejected: String = list.rejected().iter().map(|error| format!("{error}\n")).collect();
        assert_eq!(escape(&rejected), escape(&expected(format, "rejected.txt")), "{format}");
        assert!(list.rejected().iter().all(|error| error.line().is_some()));
        let strict = sample(Import::new(), format, "broken", |text| text).unwrap_err();
        assert_eq!(strict, list.rejected()[0], "{format}");
        // The first and the last row are good, and a bad one takes no other with it.
        let ids: Vec<&str> = list.rows().iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids.len(), if format == &"gate" { 3 } else { 2 }, "{format}: {ids:?}");
        build(list.into_rows());
    }
}

#[test]
fn a_gate_directory_names_its_files_and_is_not_left() {
    let list = Import::new().gate(folder("gate").join("good")).unwrap();
    assert_eq!(as_tsv(&build(list.clone().into_rows())), expected("gate", "rows.tsv"));
    assert_eq!(list.rows()[0].file().unwrap(), folder("gate").join("good/town.lst").to_str().unwrap());

    let list = Import::new().lenient().gate(folder("gate").join("broken")).unwrap();
    let outside = list.rejected().iter().find(|error| error.line() == Some(4)).unwrap();
    assert!(outside.to_string().ends_with(
        "lists.def:4: list \"../good/person.lst\" cannot be read: it does not lie below the directory of lists.def"
    ));
    assert_eq!(list.rows().iter().filter(|row| row.kind == EntityKind::Person).count(), 1);

    let error = Import::new().lenient().gate(folder("no such directory")).unwrap_err();
    assert!(error.to_string().contains("list \"lists.def\" cannot be read"), "{error}");
    assert_eq!(error.line(), None);
}

#[test]
fn a_line_that_is_not_utf_8_is_alone() {
    // The second line is Windows-1256.
    let text = b"\xD8\xB9\xD9\x8A\xD9\x86\n\xE4\xCE\xE1\xC9\n\xD9\x86\xD8\xAF\xD9\x89\n";
    let list = Import::new().lenient().names(EntityKind::Place, "towns.txt", &text[..]).unwrap();
    assert_eq!(list.rows().len(), 2);
    assert_eq!(list.rejected()[0].to_string(), "towns.txt:2: found byte 0xE4 at byte 0, expected UTF-8");
}

#[test]
fn a_reader_that_fails_is_an_error_when_lenient_too() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let reader = BufReader::new("عين\n".as_bytes().chain(Fails));
    let error = Import::new().lenient().names(EntityKind::Place, "towns.txt", reader).unwrap_err();
    assert_eq!(error.to_string(), "towns.txt:2: list cannot be read: the disk is gone");
}

#[test]
fn the_builder_names_file_and_line_of_imported_rows() {
    let read = |file: &str| Import::new().tsv(file, "# one\nplace\tx:1\tالبلدة\n".as_bytes()).unwrap().into_rows();
    let error = Gazetteer::builder().rows(read("a.tsv")).rows(read("b.tsv")).build().unwrap_err();
    assert_eq!(error.to_string(), "b.tsv:2: duplicate id \"x:1\", also at a.tsv:2");

    let mut rows = read("a.tsv");
    rows[0].name = "…".to_owned();
    let error = Gazetteer::builder().rows(rows).build().unwrap_err();
    assert_eq!(error.to_string(), "a.tsv:2: name \"…\" has no letter or digit left after folding");

    let mut row = Row::new(EntityKind::Place, "x:1", "البلدة");
    row.latin = "The\tTown".to_owned();
    let error = Gazetteer::builder().rows([row]).build().unwrap_err();
    assert_eq!(error.to_string(), "x:1: latin \"The\\tTown\" holds '\\t', which separates fields");
}

#[test]
fn several_lists_make_one() {
    let list = Import::new()
        .lenient()
        .names(EntityKind::Place, "a.txt", "عين الندى\nالعقبة\n".as_bytes())
        .and_then(|list| list.names(EntityKind::Place, "b.txt", "العقبه\nواحة المستقبل\n".as_bytes()))
        .and_then(|list| list.tsv("c.tsv", "place\tplace:العقبه\tالعقبة\n".as_bytes()))
        .unwrap();
    assert_eq!(
        list.rows().iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["عين الندى", "العقبة", "واحة المستقبل"]
    );
    assert_eq!(list.rows()[1].aliases, ["العقبه"]);
    assert_eq!(list.rejected()[0].to_string(), "c.tsv:1: duplicate id \"place:العقبه\", also at a.txt:2");
}

#[test]
fn a_type_of_the_callers_goes_before_the_known_ones() {
    let list = Import::new()
        .label("gpe", EntityKind::Organization)
        .skip("شخص")
        .tsv("mine.tsv", "GPE\tx:1\tالبلدة\nشَخص\tx:2\tليلى\n".as_bytes())
        .unwrap();
    assert_eq!(list.rows().iter().map(|row| row.kind).collect::<Vec<_>>(), [EntityKind::Organization]);
}

#[test]
fn usual_types_are_known() {
    for (kind, labels) in [
        (EntityKind::Person, "person PER Pers PERSON شخص أشخاص Q5"),
        (EntityKind::Place, "place LOC Location GPE FAC city مكان مَدينة مدينه دولة Q515 Q6256"),
        (EntityKind::Organization, "organization ORG organisation company منظمة مؤسسة شركة Q783794"),
    ] {
        for label in labels.split(' ') {
            let list = Import::new().tsv("mine.tsv", format!("{label}\tx:1\tعين الندى").as_bytes()).unwrap();
            assert_eq!(list.rows()[0].kind, kind, "{label}");
        }
    }
}

#[test]
fn a_merged_name_is_an_alias_without_its_parentheses() {
    // Thirteen words with what stands in the parentheses, one without.
    let text = r#"{"label": "GPE", "pattern": "عين الندى", "id": 1}
{"label": "GPE", "pattern": "الندى (ا ب ت ث ج ح خ د ذ ر ز س)", "id": 1}"#;
    let list = Import::new().spacy("patterns.jsonl", text.as_bytes()).unwrap();
    assert_eq!(list.rows()[0].aliases, ["الندى"]);
    build(list.into_rows());
}

#[test]
fn deep_json_is_an_error_like_any_other() {
    let text = "[".repeat(1_000_000);
    let list = Import::new().lenient().spacy("patterns.jsonl", text.as_bytes()).unwrap();
    assert_eq!(list.rejected().len(), 1);
}

#[test]
fn many_lines_of_one_name_are_one_row() {
    // Quadratic merging takes hours here.
    let text = "عين الندى\nعين الندي\n".repeat(50_000);
    let list = Import::new().names(EntityKind::Place, "towns.txt", text.as_bytes()).unwrap();
    assert_eq!(list.rows().len(), 1);
    assert_eq!(list.rows()[0].aliases, ["عين الندي"]);
}

/// All that an entity says, and whether each of its surfaces needs context by itself.
type Told = (String, EntityKind, [String; 4], Vec<String>, Vec<String>, Vec<Option<bool>>);

fn tell(names: &Gazetteer, entity: &Entity) -> Told {
    let aliases: Vec<String> = entity.aliases().map(str::to_owned).collect();
    let weak = aliases.iter().map(String::as_str).chain([entity.name()]);
    let weak = weak.map(|surface| names.find_iter(surface).next().map(|hit| hit.needs_context())).collect();
    let fields = [entity.name(), entity.country(), entity.class(), entity.latin()].map(str::to_owned);
    (entity.id().to_owned(), entity.kind(), fields, aliases, entity.refs().map(str::to_owned).collect(), weak)
}

fn tell_all(names: &Gazetteer) -> Vec<Told> {
    names.entities().map(|entity| tell(names, &entity)).collect()
}

/// Written and read again in both formats of ours: nothing is lost.
fn round_trips(names: &Gazetteer) {
    let mut out = Vec::new();
    import::write_tsv(&mut out, names.entities()).unwrap();
    let plain = Gazetteer::builder().tsv("out.tsv", std::str::from_utf8(&out).unwrap()).build().unwrap();
    assert_eq!(tell_all(&plain), tell_all(names));
    let list = Import::new().tsv("out.tsv", out.as_slice()).unwrap();
    assert_eq!(tell_all(&build(list.into_rows())), tell_all(names));
    let mut out = Vec::new();
    import::write_json_lines(&mut out, names.entities()).unwrap();
    let list = Import::new().json_lines("out.jsonl", out.as_slice()).unwrap();
    assert_eq!(tell_all(&build(list.into_rows())), tell_all(names));
}

#[test]
fn what_was_imported_round_trips() {
    for format in FORMATS {
        let names = build(sample(Import::new(), format, "good", |text| text).unwrap().into_rows());
        round_trips(&names);

        let mut out = Vec::new();
        import::write_spacy(&mut out, names.entities()).unwrap();
        let again = build(Import::new().spacy("out.jsonl", out.as_slice()).unwrap().into_rows());
        for (entity, again) in names.entities().zip(again.entities()) {
            assert_eq!((entity.id(), entity.kind()), (again.id(), again.kind()));
            let bare = entity.name().split(" (").next().unwrap();
            assert_eq!(again.name(), bare);
            assert!(entity.aliases().filter(|alias| *alias != bare).eq(again.aliases()), "{again:?}");
        }
        assert_eq!(names.len(), again.len());
    }
}

#[test]
#[cfg(feature = "builtin")]
fn the_built_in_names_round_trip() {
    round_trips(&Gazetteer::builtin());
}

proptest! {
    #![proptest_config(crate::draws(256))]

    /// Whatever a list holds: lenient reading ends, every line is a row, an error or skipped, and the rows build.
    #[test]
    fn any_list_is_answered(
        format in prop::sample::select(FORMATS.iter().copied().filter(|format| *format != "gate").collect::<Vec<_>>()),
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40),
    ) {
        let bytes = pieces.concat();
        let list = read(Import::new().lenient(), format, "list", bytes.as_slice()).unwrap();
        let lines = bytes.split(|&b| b == b'\n').count();
        prop_assert!(list.rows().len() + list.rejected().len() <= lines);
        let strict = read(Import::new(), format, "list", bytes.as_slice()).err();
        prop_assert_eq!(strict.as_ref(), list.rejected().first());
        let repaired = read(Import::new().lenient().repair(), format, "list", bytes.as_slice()).unwrap();
        build(repaired.into_rows());
        round_trips(&build(list.into_rows()));
        let gate = Import::new().lenient().gate_with(|name| match name {
            "lists.def" => Ok(&b"a.lst:place\nb.lst:person\n"[..]),
            _ => Ok(bytes.as_slice()),
        });
        build(gate.unwrap().into_rows());
        build(Import::new().lenient().gate_with(|_| Ok(bytes.as_slice())).unwrap().into_rows());
    }
}

/// What lists are made of, and what they should not be made of.
const PIECES: &[&[u8]] = &[
    b"\n",
    b"\n",
    b"\n",
    b"\t",
    b"\t",
    b"|",
    b"?",
    b";",
    b"&",
    b"=",
    b"\"",
    b"\\",
    b"(",
    b")",
    b"#",
    b"\r",
    b" ",
    b"\xFF",
    b"\x00",
    "\u{FEFF}".as_bytes(),
    "\u{200F}".as_bytes(),
    "عين الندى".as_bytes(),
    "ليلى".as_bytes(),
    "ـ".as_bytes(),
    b"x:1",
    b"Q85",
    b"place\tx:2\t",
    b"person\tx:3\t",
    b"{\"kind\":\"place\",\"id\":\"",
    b"\",\"name\":\"",
    b"\",\"aliases\":[\"",
    b"\"]}\n",
    b"{\"label\":\"GPE\",\"pattern\":\"",
    b"\",\"id\":\"",
    b"\"}\n",
    b"a.lst:place\n",
    b"Q5\t\xD9\x84\t\tQ5\n",
];
