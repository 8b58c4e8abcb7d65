//! What `tools/recognizer` learns from: the features of every word, as the decoder sees them. Not part of the public interface.

use super::Recognizer;
use super::feature::{Features, width_of};
use super::pass::{Context, stretches_of, stretches_of_lines};
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
    let mut lines = Vec::new();
    let add = |context: &Context<'_>| lines.push(described(context));
    match blocks {
        Some(blocks) => recognizer.look(text, stretches_of(blocks), add),
        None => recognizer.look(text, stretches_of_lines(text), add),
    }
    lines
}

fn described(context: &Context<'_>) -> DescribedLine {
    let Context { line, chosen, .. } = context;
    let sure = chosen.iter().filter(|c| c.is_sure());
    DescribedLine {
        words: line.words.iter().map(|w| Span { start: w.start, end: w.end }.shifted(line.base)).collect(),
        features: features(context),
        listed: sure.map(|c| (c.first, c.end, c.kind as usize)).collect(),
    }
}

fn features(context: &Context<'_>) -> Vec<Vec<u32>> {
    let features = Features::new(context);
    (0..features.len())
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
