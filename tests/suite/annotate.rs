//! The example `annotate` as a program: what outside checks run on.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Once;

fn run(args: &[&str]) -> Output {
    command().args(args).output().unwrap()
}

/// The example beside the test binary, built anew once where `cargo test` was told to build this binary alone.
fn command() -> Command {
    static BUILT: Once = Once::new();
    BUILT.call_once(|| {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let built =
            Command::new(env!("CARGO")).args(["build", "--example", "annotate", "--manifest-path", manifest]).status();
        assert!(built.unwrap().success());
    });
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.push("examples");
    path.push(format!("annotate{}", std::env::consts::EXE_SUFFIX));
    Command::new(path)
}

fn file(name: &str, bytes: &[u8]) -> String {
    let mut path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    path.push(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn rows(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_answered() {
    let good = file("good.txt", "وصل بوتين إلى القاهرة".as_bytes());
    let bad = file("bad.txt", b"\xD9\x88\xFF");
    let output = run(&["no such file", &good, &bad]);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(errors.contains("no such file") && errors.contains("bad.txt: not UTF-8 at byte 2"), "{errors}");
    let rows = rows(&output);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["path"], good.as_str());
}

#[cfg(unix)]
#[test]
fn names_of_files_need_not_be_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let good = file("good2.txt", "وصل بوتين".as_bytes());
    let output = command().arg(OsStr::from_bytes(b"no\xFFfile")).args(["--", &good]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(rows(&output).len(), 1);
}

#[test]
fn lines_end_at_line_feeds_only() {
    let path = file("lines.txt", "وصل بوتين\r\n\nإلى القاهرة".as_bytes());
    let output = run(&["--lines", &path]);
    assert!(output.status.success());
    let rows = rows(&output);
    let found: Vec<usize> = rows.iter().map(|row| row["entities"].as_array().unwrap().len()).collect();
    assert_eq!(found, [1, 0, 1]);
    assert_eq!(rows[2]["line"], 3);
    assert_eq!(rows[2]["entities"][0]["start"], "إلى ".len());
    let path = file("final.txt", "سطر\n".as_bytes());
    assert_eq!(self::rows(&run(&["--lines", &path])).len(), 1);
}

#[test]
fn tables_can_be_replaced_and_bad_ones_are_refused() {
    let page = file("page.txt", "وصل بوتين إلى القاهرة".as_bytes());
    let none = file("none.tsv", b"needed\t*\t100\n");
    let empty = file("empty.tsv", b"# nothing\n");
    let output = run(&["--lines", "--recognizer-weights", &empty, &page]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("empty.tsv: row \"needed *\" is missing"));
    let output = run(&["--lines", "--recognizer-weights", &none, &page]);
    assert_eq!(rows(&output)[0]["entities"].as_array().unwrap().len(), 0);
    let bad = file("bad.tsv", b"needed\t*\t6\nluck\t*\t3\n");
    let output = run(&["--lines", "--recognizer-weights", &bad, &page]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("bad.tsv:2: unknown evidence \"luck\""));
}
