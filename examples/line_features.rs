//! What the detector sees of the lines of pages, as JSON Lines: the input of `tools/boilerplate`, which trains the
//! points table.
//!
//! `line_features [PATH...]`: an object for each page, `{"path", "lines": [{"start", "end", "features": [...]}]}`; offsets
//! are bytes. Without a path a sample page is shown.

use khabar::Detector;
use serde_json::json;

fn main() -> Result<(), String> {
    let detector = Detector::builtin();
    let show = |path: &str, text: &str| {
        let lines = detector.features(text);
        let lines: Vec<_> = lines
            .iter()
            .map(|(span, features)| json!({"start": span.start, "end": span.end, "features": features}))
            .collect();
        println!("{}", json!({"path": path, "lines": lines}));
    };
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        show("(sample)", "الرئيسية\nالمصدر: وكالات\n");
    }
    for path in paths {
        show(&path, &std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?);
    }
    Ok(())
}
