//! What `tools/recognizer` learns from: the features of every word, as the decoder sees them. Not part of the public interface.

use super::feature::{Features, width_of};
use super::{Pass, Recognizer, Setting};
use crate::{Block, Span};

/// A line with its words.
#[derive(Clone, Debug)]
pub struct DescribedLine {
    /// The words, as spans of the text.
    pub words: Vec<Span>,
    /// The numbers of the features of every word; none of one that belongs to no name for certain.
    pub features: Vec<Vec<u32>>,
    /// What the lists hold under a surface that needs no context: first word, end, number of the kind.
    pub listed: Vec<(usize, usize, usize)>,
}

/// The lines of a text, or of the blocks of a page.
pub fn describe(recognizer: &Recognizer, text: &str, blocks: Option<&[Block]>) -> Vec<DescribedLine> {
    let stretches = match blocks {
        Some(blocks) => super::stretches_of(blocks),
        None => super::stretches_of_lines(text),
    };
    let pass = recognizer.look(text, &stretches);
    pass.lines
        .iter()
        .zip(&stretches)
        .enumerate()
        .map(|(number, (line, (_, setting)))| DescribedLine {
            words: line.words.iter().map(|w| Span { start: w.start, end: w.end }.shifted(line.base)).collect(),
            features: features(&pass, number, *setting),
            listed: pass
                .chosen_of(number)
                .iter()
                .filter(|c| c.is_sure())
                .map(|c| (c.first, c.end, c.kind as usize))
                .collect(),
        })
        .collect()
}

fn features(pass: &Pass<'_>, number: usize, setting: Setting) -> Vec<Vec<u32>> {
    let Some(line) = pass.lines.get(number) else { return Vec::new() };
    let features = Features::new(line, setting, pass.candidates_of(number), pass.chosen_of(number));
    (0..line.tokens.len())
        .map(|at| {
            let mut list = Vec::new();
            if features.is_open(at) {
                features.each(at, |template, value| {
                    debug_assert!(value < 1 << 24 && (width_of(template) == 0 || value < 1 << width_of(template)));
                    list.push((template as u32) << 24 | value);
                });
            }
            list
        })
        .collect()
}
