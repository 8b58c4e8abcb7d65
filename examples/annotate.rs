//! Annotates pages or lines as JSON Lines: `annotate [--lines] [--detector-weights FILE] [--recognizer-weights FILE] PATH...`
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let lines = args.iter().any(|a| a == "--lines");
    let r = khabar::Recognizer::builtin();
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for p in args.iter().filter(|a| !a.starts_with("--")) {
        let text = std::fs::read_to_string(p).unwrap();
        let ents = |t: &str| -> Vec<serde_json::Value> { r.mentions(t).iter().map(|m| serde_json::json!({"start": m.span().start, "end": m.span().end, "word_start": m.word_span().start, "word_end": m.word_span().end, "kind": m.kind().as_str(), "name": m.name(), "id": m.entity().map(|e| e.id().to_owned()), "how": m.how().iter().map(|e| e.as_str()).collect::<Vec<_>>()})).collect() };
        if lines {
            for (n, l) in text.strip_suffix('\n').unwrap_or(&text).split('\n').enumerate() {
                writeln!(out, "{}", serde_json::json!({"path": p, "line": n+1, "entities": ents(l)})).unwrap();
            }
        } else {
            writeln!(out, "{}", serde_json::json!({"path": p, "blocks": [], "entities": ents(&text)})).unwrap();
        }
    }
}
