//! Pages of one site, told what the site repeats: their blocks as JSON Lines, offsets in bytes.
//!
//! `site_pages [--weights FILE] [PATH...]`. Without a path three pages made here are read.

use khabar::{Detector, LineStore};
use serde_json::json;

fn main() -> Result<(), String> {
    let read = |path: &String| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let mut detector = Detector::builder();
    if paths.first().is_some_and(|path| path == "--weights") {
        let file = paths.get(1).ok_or("--weights needs a file")?.clone();
        detector = detector.weights(&file, &read(&file)?);
        paths.drain(..2);
    }
    let detector = detector.build().map_err(|error| error.to_string())?;
    let mut pages = Vec::new();
    for path in &paths {
        pages.push((path.clone(), read(path)?));
    }
    if paths.is_empty() {
        let made = |n: u32| format!("بوابة النهر\nافتتاح المكتبة رقم {n}\nافتتحت البلدية اليوم المكتبة رقم {n}.\n");
        pages.extend((1..=3).map(|n| (format!("(page {n})"), made(n))));
    }
    // First all pages are counted, then each is read.
    let mut site = LineStore::new();
    pages.iter().for_each(|(_, page)| site.add(page));
    for (path, page) in &pages {
        let blocks = detector.blocks_of_site(page, &site);
        let row = |block: &khabar::Block| {
            let span = block.span();
            json!({"start": span.start, "end": span.end, "kind": block.kind().as_str(), "article": block.article()})
        };
        println!("{}", json!({"path": path, "blocks": blocks.iter().map(row).collect::<Vec<_>>()}));
    }
    Ok(())
}
