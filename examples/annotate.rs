//! Pages, or lines, annotated as JSON Lines on stdout.
//!
//! `annotate [--lines] [--detector-weights FILE] [--recognizer-weights FILE] [PATH...]`
//!
//! A file is one page: its blocks, and the mentions in every block; offsets are bytes into the file. With `--lines` every
//! line is a text of its own, without boilerplate detection. Without a path a sample page is annotated.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

use khabar::{Analyzer, Detector, Gazetteer, Mention, Recognizer};
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
    let mut args = std::env::args().skip(1);
    let (mut lines, mut paths) = (false, Vec::new());
    let mut detector = Detector::builder();
    let mut recognizer = Recognizer::builder(Gazetteer::builtin());
    while let Some(arg) = args.next() {
        let mut table = || {
            let path = args.next().ok_or_else(|| format!("{arg} needs a file"))?;
            read(&path).map(|text| (path, text))
        };
        match arg.as_str() {
            "--lines" => lines = true,
            "--detector-weights" => detector = table().map(|(path, text)| detector.weights(&path, &text))?,
            "--recognizer-weights" => recognizer = table().map(|(path, text)| recognizer.weights(&path, &text))?,
            option if option.starts_with("--") => return Err(format!("unknown option {option}")),
            _ => paths.push(arg),
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
                let row = json!({"path": path, "line": n + 1, "entities": entities(&recognizer.mentions(line))});
                writeln!(out, "{row}")?;
            }
            Ok(())
        } else {
            writeln!(out, "{}", page(path, &analyzer, text))
        }
    };
    let mut all_read = true;
    if paths.is_empty() {
        annotate("(sample)", SAMPLE).map_err(|error| error.to_string())?;
    }
    for path in &paths {
        match read(path) {
            Ok(text) => annotate(path, &text).map_err(|error| error.to_string())?,
            Err(message) => {
                eprintln!("annotate: {message}");
                all_read = false;
            }
        }
    }
    out.flush().map_err(|error| error.to_string())?;
    Ok(all_read)
}

fn read(path: &str) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("{path}: not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
}

fn page(path: &str, analyzer: &Analyzer, text: &str) -> Value {
    let page = analyzer.analyze(text);
    let blocks: Vec<Value> = page
        .blocks()
        .iter()
        .map(|block| {
            let span = block.span();
            json!({"start": span.start, "end": span.end, "kind": block.kind().as_str(), "article": block.article()})
        })
        .collect();
    json!({"path": path, "blocks": blocks, "entities": entities(page.mentions())})
}

fn entities(mentions: &[Mention]) -> Vec<Value> {
    mentions
        .iter()
        .map(|mention| {
            let (span, word) = (mention.span(), mention.word_span());
            json!({
                "start": span.start, "end": span.end, "word_start": word.start, "word_end": word.end,
                "kind": mention.kind().as_str(),
                "name": mention.name(),
                "id": mention.entity().map(|entity| entity.id().to_owned()),
                "how": mention.how().iter().map(|evidence| evidence.as_str()).collect::<Vec<_>>(),
            })
        })
        .collect()
}
