//! GATE gazetteers: `lists.def` names list files and what they hold, a list file has one entry a line.

use std::path::{Component, Path};

use super::kind::Labels;
use crate::EntityKind;
use crate::error::ErrorKind;

/// A line of `lists.def`: `file:major type:minor type:language:annotation type`, all but the first two optional.
pub(super) struct List<'l> {
    pub(super) file: &'l str,
    pub(super) kind: EntityKind,
    pub(super) minor: &'l str,
}

/// A line of `lists.def`; `None` where its type is to be left out.
pub(super) fn list<'l>(line: &'l str, labels: &Labels) -> Result<Option<List<'l>>, ErrorKind> {
    let fields: Vec<&str> = line.split(':').map(str::trim).collect();
    if !(2..=5).contains(&fields.len()) {
        return Err(ErrorKind::Columns { found: fields.len(), expected: "2 to 5 with colons between" });
    }
    let field = |n: usize| fields.get(n).copied().unwrap_or_default();
    if field(0).is_empty() {
        return Err(ErrorKind::Empty { what: "name of the list" });
    }
    // Newer lists leave the major type out and name an annotation type instead.
    let label = if field(1).is_empty() { field(4) } else { field(1) };
    let Some(kind) = labels.kind(label)? else { return Ok(None) };
    Ok(Some(List { file: field(0), kind, minor: field(2) }))
}

/// The name of an entry, without the features after it: GATE separates them by a tab or, in many lists, by `&`.
pub(super) fn entry(line: &str) -> &str {
    let name = line.split('\t').next().unwrap_or(line);
    // OK because a name such as "R&D" has no `=` after its `&`.
    let feature = |&(at, _): &(usize, &str)| {
        name.get(at + 1..).and_then(|rest| rest.split('&').next()).is_some_and(|part| part.contains('='))
    };
    let end = name.match_indices('&').find(feature).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name).trim()
}

/// Whether a list file lies below the directory of `lists.def`, where somebody else's list may lead.
pub(super) fn is_inside(file: &str) -> bool {
    Path::new(file).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}
