//! Rows of a list of names, on their way into an image.

use std::collections::HashMap;

use super::image::{MOST_WORDS, Posting};
use super::tsv::Row;
use super::variant::{self, Rules};
use super::word::{Key, Word, words};
use super::write::Writer;

/// Version of the embedded data: another one means that answers may differ for the same text.
pub(crate) const DATA_VERSION: &str = "2026-11-22";

/// The kinds of entities, as rows name them; a record holds the place in this list.
pub(crate) const KINDS: [&str; 3] = ["person", "place", "organization"];

/// Places of the fields in a record of the image: what is asked for most often comes first.
pub(crate) mod field {
    pub(crate) const CLASS: usize = 0;
    pub(crate) const COUNTRY: usize = 1;
    pub(crate) const ID: usize = 2;
    pub(crate) const NAME: usize = 3;
    pub(crate) const LATIN: usize = 4;
    pub(crate) const REFS: usize = 5;
    /// Separated by `|`, each surface once, with `?` where it needs context; the name itself only then.
    pub(crate) const ALIASES: usize = 6;
}

/// One listed entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry<'t> {
    /// Place in [`KINDS`].
    pub(crate) kind: u8,
    pub(crate) id: &'t str,
    pub(crate) name: &'t str,
    /// Each with its `?`, if it has one.
    pub(crate) aliases: Vec<&'t str>,
    pub(crate) country: &'t str,
    pub(crate) class: &'t str,
    pub(crate) latin: &'t str,
    pub(crate) refs: &'t str,
}

/// What is wrong with a row, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault(pub(crate) String);

impl<'t> Entry<'t> {
    /// Reads a row: kind, id, name, aliases, country, class, latin, refs.
    pub(crate) fn read(row: &Row<'t>) -> Result<Entry<'t>, Fault> {
        if !(3..=8).contains(&row.fields.len()) {
            return Err(Fault(format!("found {} columns, expected 3 to 8", row.fields.len())));
        }
        let kind = KINDS
            .iter()
            .position(|&kind| kind == row.field(0))
            .ok_or_else(|| Fault(format!("unknown kind {:?}, expected person, place or organization", row.field(0))))?;
        if row.field(1).is_empty() {
            return Err(Fault("id is empty".to_owned()));
        }
        Ok(Entry {
            kind: kind as u8,
            id: row.field(1),
            name: row.field(2),
            aliases: row.field(3).split('|').map(str::trim).filter(|alias| !alias.is_empty()).collect(),
            country: row.field(4),
            class: row.field(5),
            latin: row.field(6),
            refs: row.field(7),
        })
    }

    /// Adds the entity to an image.
    pub(crate) fn write(&self, rules: &Rules, writer: &mut Writer) -> Result<(), Fault> {
        let record = writer.next_record();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut aliases: Vec<String> = Vec::new();
        for alias in &self.aliases {
            let surface = alias.trim_start_matches('?').trim_start();
            let weak = alias.starts_with('?');
            let shown = add_surface(rules, writer, "alias", surface, Posting { record, weak, rule: 0 })?;
            let surface = shown.as_deref().unwrap_or(surface);
            if surface == self.name && !weak {
                continue;
            }
            let listed = format!("{}{surface}", if weak { "?" } else { "" });
            match seen.get(surface).and_then(|&n| aliases.get_mut(n)) {
                Some(known) if weak => *known = listed,
                Some(_) => {}
                None => {
                    seen.insert(surface.to_owned(), aliases.len());
                    aliases.push(listed);
                }
            }
        }
        let shown = add_surface(rules, writer, "name", self.name, Posting { record, weak: false, rule: 0 })?;
        let name = shown.as_deref().unwrap_or(self.name);
        let fields = [self.class, self.country, self.id, name, self.latin, self.refs, &aliases.join("|"), ""];
        writer.record(self.kind, fields);
        Ok(())
    }
}

/// Adds a surface less what stands in its parentheses, and its other spellings. Gives the surface as it is shown where
/// a mark of the row is no part of it: a transliteration, an article that it may lose.
fn add_surface(
    rules: &Rules,
    writer: &mut Writer,
    what: &str,
    surface: &str,
    posting: Posting,
) -> Result<Option<String>, Fault> {
    if surface.starts_with('~') {
        // All at once: a list may have a million of them.
        let foreign = surface.trim_start_matches(|c: char| c == '~' || c.is_whitespace());
        let shown = add_surface(rules, writer, what, foreign, posting)?.unwrap_or_else(|| foreign.to_owned());
        for text in rules.transliterations(&shown) {
            // A row is not at fault for what a rule makes of it.
            if let Some(bare) = outside_parentheses(&text)
                && let Ok(words) = phrase(what, surface, &bare)
            {
                writer.surface(&bare, &words, Some(Posting { rule: variant::TRANSLITERATION, ..posting }));
            }
        }
        return Ok(Some(shown));
    }
    if !surface.contains(['(', ')']) {
        add_spellings(rules, writer, what, surface, surface, posting)?;
        return Ok(None);
    }
    let articles = rules.optional_articles(surface);
    let (with, without) = articles.as_ref().map_or((surface, None), |(with, without)| (with.as_str(), Some(without)));
    for (text, rule) in [(Some(with), 0), (without.map(String::as_str), variant::ARTICLE)] {
        let Some(text) = text else { continue };
        let bare = outside_parentheses(text)
            .ok_or_else(|| Fault(format!("{what} {surface:?} has a parenthesis without its other half")))?;
        add_spellings(rules, writer, what, surface, &bare, Posting { rule, ..posting })?;
    }
    Ok(articles.map(|(with, _)| with))
}

fn add_spellings(
    rules: &Rules,
    writer: &mut Writer,
    what: &str,
    surface: &str,
    text: &str,
    posting: Posting,
) -> Result<(), Fault> {
    let words = phrase(what, surface, text)?;
    writer.surface(text, &words, Some(posting));
    for spelling in rules.spacings(&words) {
        let words: Vec<(Key, String)> = spelling.keys.into_iter().map(|key| (key, String::new())).collect();
        let (weak, rule) = (posting.weak || spelling.doubtful, variant::SPACING);
        writer.surface_again(&words, 0, Some(Posting { weak, rule, ..posting }));
    }
    Ok(())
}

/// The words of a surface, of which there must be one and not too many. `surface` is how its list has it.
pub(crate) fn phrase(what: &str, surface: &str, text: &str) -> Result<Vec<Word>, Fault> {
    let found: Vec<Word> = words(text).collect();
    match found.len() {
        0 => Err(Fault(format!("{what} {surface:?} has no letter or digit left after folding"))),
        1..=MOST_WORDS => Ok(found),
        n => Err(Fault(format!("{what} {surface:?} has {n} words, at most {MOST_WORDS} are allowed"))),
    }
}

/// The text without what stands in parentheses; `None` if one of them has no other half.
pub(crate) fn outside_parentheses(text: &str) -> Option<String> {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    (depth == 0).then(|| kept.trim().to_owned())
}
