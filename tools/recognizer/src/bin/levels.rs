//! What less than the whole recognizer finds, for `ablation.py`: JSON lines as the example `annotate` prints, the entities alone.
//!
//! `levels lists|unambiguous|clitics|FILE [--lines] PATH...`
//!
//! - `lists`: what the lists hold and stands in the text without proclitics, ordinary words too.
//! - `unambiguous`: of that, what needs no context.
//! - `clitics`: what needs no context, after proclitics too.
//! - FILE, a table of weights: the lists read in context.
//!
//! Every block of a page, or with `--lines` every line, is read alone, so that none can vouch for a name in another.

use std::io::Write;

use khabar::{Block, Detector, EntityKind, Gazetteer, Recognizer, Span};
use serde_json::{Value, json};

enum Level {
    Lists { weak: bool, clitics: bool },
    Context(Recognizer),
}

impl Level {
    fn named(name: &str) -> Result<Level, Box<dyn std::error::Error>> {
        Ok(match name {
            "lists" => Level::Lists { weak: true, clitics: false },
            "unambiguous" => Level::Lists { weak: false, clitics: false },
            "clitics" => Level::Lists { weak: false, clitics: true },
            file => {
                let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
                Level::Context(Recognizer::builder(Gazetteer::builtin()).weights(file, &text).build()?)
            }
        })
    }

    /// The names in one block of a text, or in a line that is a text of its own.
    fn entities(&self, text: &str, block: Option<&Block>) -> Vec<Value> {
        let span = block.map_or(Span { start: 0, end: text.len() }, Block::span);
        match self {
            Level::Lists { weak, clitics } => Gazetteer::builtin()
                .find_iter(span.text(text))
                .filter(|hit| (*weak || !hit.needs_context()) && (*clitics || hit.clitics().is_empty()))
                .map(|hit| entity(hit.span(), span.start, hit.entity().kind()))
                .collect(),
            Level::Context(recognizer) => match block {
                Some(block) => recognizer.mentions_in(text, std::slice::from_ref(block)),
                None => recognizer.mentions(text),
            }
            .iter()
            .map(|mention| entity(mention.span(), 0, mention.kind()))
            .collect(),
        }
    }
}

fn entity(span: Span, base: usize, kind: EntityKind) -> Value {
    json!({"start": base + span.start, "end": base + span.end, "kind": kind.as_str()})
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let level = Level::named(&args.next().ok_or("usage: levels lists|unambiguous|clitics|FILE [--lines] PATH...")?)?;
    let (options, paths): (Vec<String>, Vec<String>) = args.partition(|arg| arg == "--lines");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &paths {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        if options.is_empty() {
            let blocks = Detector::builtin().blocks(&text);
            let entities: Vec<Value> = blocks.iter().flat_map(|block| level.entities(&text, Some(block))).collect();
            writeln!(out, "{}", json!({"path": path, "entities": entities}))?;
            continue;
        }
        for (n, line) in text.split_inclusive('\n').enumerate() {
            let line = line.strip_suffix('\n').unwrap_or(line);
            writeln!(out, "{}", json!({"path": path, "line": n + 1, "entities": level.entities(line, None)}))?;
        }
    }
    Ok(out.flush()?)
}
