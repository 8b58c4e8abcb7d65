//! Rows of a TSV list: `#` lines and empty lines skipped, line numbers kept, invisible characters refused.

use super::script;

/// One row: its 1-based line number and its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row<'t> {
    pub(crate) line: usize,
    pub(crate) fields: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// Field `n`, empty where the row ends before it.
    pub(crate) fn field(&self, n: usize) -> &'t str {
        self.fields.get(n).copied().unwrap_or("")
    }
}

/// An invisible character in a list: nobody sees it in review, so it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Invisible {
    pub(crate) line: usize,
    /// Byte within the line.
    pub(crate) at: usize,
    pub(crate) char: char,
}

/// The rows of `text`. A byte order mark at the start and CR before LF are accepted, as spreadsheets write them.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Result<Row<'_>, Invisible>> {
    rows_but(text, |line| line.starts_with('#'))
}

/// The rows of `text` in a list that says for itself which lines are comments: `#` may be a word of a row.
pub(crate) fn rows_but(text: &str, comment: fn(&str) -> bool) -> impl Iterator<Item = Result<Row<'_>, Invisible>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    text.lines().enumerate().filter_map(move |(n, line)| {
        if line.is_empty() || comment(line) {
            return None;
        }
        if let Some((at, char)) = invisible(line) {
            return Some(Err(Invisible { line: n + 1, at, char }));
        }
        let mut fields = Vec::with_capacity(8);
        fields.extend(line.split('\t').map(str::trim));
        Some(Ok(Row { line: n + 1, fields }))
    })
}

/// The first character of `text` that nobody sees in review, and its byte: a control, a default-ignorable character,
/// white space other than the space. The tab separates fields.
pub(crate) fn invisible(text: &str) -> Option<(usize, char)> {
    let bad = |c: char| match c {
        // First what most of a list consists of.
        ' '..='~' | '\t' | '\u{0620}'..='\u{0652}' => false,
        _ => c.is_control() || c.is_whitespace() || script::is_default_ignorable(c),
    };
    text.char_indices().find(|&(_, c)| bad(c))
}
