//! Pages, or lines, annotated as JSON Lines on stdout.
//!
//! `annotate [--lines] [--detector-weights FILE] [--recognizer-weights FILE] [PATH...]`
//!
//! A file is one page: its blocks, and the mentions in every block; offsets are bytes into the file. With `--lines` every
//! line is a text of its own, without boilerplate detection. Without a path a sample page is annotated.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use khabar::{Analyzer, Block, Detector, Gazetteer, Mention, Recognizer};
use serde_json::{Value, json};

const SAMPLE: &str =
    "اقتصاد\n\nقالت وزارة الطاقة السعودية يوم الأحد إن الرياض وافقت على بناء محطتين جديدتين قرب ينبع.\n";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("annotate: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Annotates every path; `false` if one of them could not be read.
fn run() -> Result<bool, String> {
    // OS strings: a file may have a name that is not UTF-8.
    let mut args = std::env::args_os().skip(1);
    let (mut lines, mut paths) = (false, Vec::new());
    let mut detector = Detector::builder();
    let mut recognizer = Recognizer::builder(Gazetteer::builtin());
    while let Some(arg) = args.next() {
        let option = arg.to_str().filter(|arg| arg.starts_with("--")).map(str::to_owned);
        let mut table = || {
            let path = args.next().ok_or_else(|| format!("{} needs a file", arg.display()))?;
            read(Path::new(&path)).map(|text| (path.display().to_string(), text))
        };
        match option.as_deref() {
            Some("--lines") => lines = true,
            Some("--detector-weights") => detector = table().map(|(path, text)| detector.weights(&path, &text))?,
            Some("--recognizer-weights") => {
                recognizer = table().map(|(path, text)| recognizer.weights(&path, &text))?
            }
            // What follows is paths only, even if it looks like an option.
            Some("--") => paths.extend(args.by_ref().map(PathBuf::from)),
            Some(option) => return Err(format!("unknown option {option}")),
            None => paths.push(PathBuf::from(arg)),
        }
    }
    let recognizer = recognizer.build().map_err(|error| error.to_string())?;
    let analyzer = Analyzer::new(detector.build().map_err(|error| error.to_string())?, recognizer.clone());
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut annotate = |path: &str, text: &str| -> std::io::Result<()> {
        if lines {
            // LF only ends a line, and nothing follows a final one.
            for (n, line) in text.split_inclusive('\n').enumerate() {
                let line = line.strip_suffix('\n').unwrap_or(line);
                write!(out, "{{\"path\":{},\"line\":{},", json!(path), n + 1)?;
                list(&mut out, "entities", recognizer.mentions(line).iter().map(entity))?;
                writeln!(out, "}}")?;
            }
            return Ok(());
        }
        let page = analyzer.analyze(text);
        write!(out, "{{\"path\":{},", json!(path))?;
        list(&mut out, "blocks", page.blocks().iter().map(block))?;
        write!(out, ",")?;
        list(&mut out, "entities", page.mentions().iter().map(entity))?;
        writeln!(out, "}}")
    };
    let mut all_read = true;
    if paths.is_empty() {
        annotate("(sample)", SAMPLE).map_err(|error| error.to_string())?;
    }
    for path in &paths {
        match read(path) {
            Ok(text) => annotate(&path.display().to_string(), &text).map_err(|error| error.to_string())?,
            Err(message) => {
                eprintln!("annotate: {message}");
                all_read = false;
            }
        }
    }
    out.flush().map_err(|error| error.to_string())?;
    Ok(all_read)
}

fn read(path: &Path) -> Result<String, String> {
    let name = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("{name}: not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
}

/// Writes `"name": [...]` value by value, so that a page of any size needs no tree of its own.
fn list(out: &mut impl Write, name: &str, values: impl Iterator<Item = Value>) -> std::io::Result<()> {
    write!(out, "\"{name}\":[")?;
    for (n, value) in values.enumerate() {
        let comma = if n > 0 { "," } else { "" };
        write!(out, "{comma}{value}")?;
    }
    write!(out, "]")
}

fn block(block: &Block) -> Value {
    let span = block.span();
    json!({"start": span.start, "end": span.end, "kind": block.kind().as_str(), "article": block.article()})
}

fn entity(mention: &Mention) -> Value {
    let (span, word) = (mention.span(), mention.word_span());
    json!({
        "start": span.start, "end": span.end, "word_start": word.start, "word_end": word.end,
        "kind": mention.kind().as_str(),
        "name": mention.name(),
        "id": mention.entity().map(|entity| entity.id().to_owned()),
        "how": mention.how().iter().map(|evidence| evidence.as_str()).collect::<Vec<_>>(),
    })
}
