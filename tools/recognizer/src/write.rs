//! The table as a file.

use std::fmt::Write;
use std::fs;

use crate::corpus::LABELS;
use crate::crf::Model;

const NAMES: [&str; LABELS] = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"];
/// The template of pairs of labels.
const PAIRS: u32 = 0xFF00_0000;

/// How weights become integers of eight bits.
#[derive(Clone, Copy)]
pub struct Rounding {
    /// What one is worth.
    pub step: f32,
    /// Smaller weights are left out.
    pub least: f32,
}

impl Rounding {
    pub fn integer(self, weight: f32) -> i8 {
        if weight.abs() < self.least { 0 } else { (weight / self.step).round().clamp(-127.0, 127.0) as i8 }
    }

    /// The model as the table has it.
    pub fn of(self, mut model: Model) -> Model {
        for weight in model.weights.iter_mut().chain(&mut model.pairs).flatten() {
            *weight = f32::from(self.integer(*weight)) * self.step;
        }
        model
    }
}

/// Writes the weights as integers.
pub fn table(model: &Model, rounding: Rounding, command: &str, out: &str) {
    let rounded = |weight| rounding.integer(weight);
    let mut rows: Vec<(u32, [i8; LABELS])> =
        model.index.iter().map(|(&feature, &row)| (feature, model.weights[row as usize].map(rounded))).collect();
    rows.extend((0..).zip(&model.pairs).map(|(label, row)| (PAIRS + label, row.map(rounded))));
    rows.retain(|(_, weights)| weights.iter().any(|&w| w != 0));
    rows.sort_unstable();
    let mut text = format!(
        "# DO NOT EDIT\n# Command: {command}\n# feature\tweights\n# What every feature is worth for every label. \
         NOTICE.md says what the weights were estimated from. Source: written by tools/recognizer for khabar. \
         Licence: MIT OR Apache-2.0.\n"
    );
    let mut bytes = 0;
    for (feature, weights) in &rows {
        let named = NAMES.iter().zip(weights).filter(|&(_, &w)| w != 0);
        let list: Vec<String> = named.map(|(name, w)| format!("{name}={w}")).collect();
        bytes += 4 + list.len();
        writeln!(text, "{feature:08x}\t{}", list.join(" ")).unwrap();
    }
    fs::write(out, text).expect("the table can be written");
    eprintln!("{} rows, about {bytes} bytes", rows.len());
}
