//! The recognizer as one of those that `peers.py` times.
//!
//! `peer --surfaces` prints `kind<TAB>surface` for every name that the built-in lists hold. `peer FILE` reads pages that form
//! feeds part, and for every line of standard input, `gazetteer` or `recognizer`, goes once through them and prints
//! `seconds<TAB>names found`, the seconds being processor time of the thread.

use std::hint::black_box;
use std::io::{BufRead, Write};

use cpu_time::ThreadTime;
use khabar::{Gazetteer, Recognizer};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let argument = std::env::args().nth(1).ok_or("usage: peer --surfaces | FILE")?;
    let mut out = std::io::stdout().lock();
    let gazetteer = Gazetteer::builtin();
    if argument == "--surfaces" {
        let mut all = String::new();
        for entity in gazetteer.entities() {
            for surface in std::iter::once(entity.name()).chain(entity.aliases()) {
                all.push_str(&format!("{}\t{surface}\n", entity.kind()));
            }
        }
        return Ok(out.write_all(all.as_bytes())?);
    }
    let text = std::fs::read_to_string(&argument)?;
    let pages: Vec<&str> = text.split('\u{C}').collect();
    let recognizer = Recognizer::builtin();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let start = ThreadTime::now();
        let found: usize = match line.as_str() {
            "gazetteer" => pages.iter().map(|page| gazetteer.find_iter(black_box(page)).count()).sum(),
            "recognizer" => pages.iter().map(|page| recognizer.mentions(black_box(page)).len()).sum(),
            other => return Err(format!("unknown contestant {other}").into()),
        };
        writeln!(out, "{}\t{found}", start.elapsed().as_secs_f64())?;
        out.flush()?;
    }
    Ok(())
}
