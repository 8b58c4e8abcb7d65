//! [`Labels`]: what a list calls a person, place or organization.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use crate::error::ErrorKind;
use crate::index::tsv;
use crate::{EntityKind, Normalizer};

/// What the caller says of labels; all others are those of `data/import/kinds.tsv`.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    /// `None`: rows of this label are left out on purpose.
    own: HashMap<String, Option<EntityKind>>,
}

impl Labels {
    pub(super) fn set(&mut self, label: &str, kind: Option<EntityKind>) {
        self.own.insert(fold(label), kind);
    }

    /// The kind that a label names, `None` where its rows are to be left out.
    pub(super) fn kind(&self, label: &str) -> Result<Option<EntityKind>, ErrorKind> {
        if label.trim().is_empty() {
            return Err(ErrorKind::Missing { what: "type" });
        }
        let folded = fold(label);
        let kind = self.own.get(&folded).copied().or_else(|| KNOWN.get(&folded).copied().map(Some));
        kind.ok_or_else(|| ErrorKind::Unknown {
            what: "type",
            found: label.to_owned(),
            expected: "one such as person, GPE or ORG, or one given to `Import::label` or `Import::skip`",
        })
    }
}

static KNOWN: Lazy<HashMap<String, EntityKind>> = Lazy::new(|| {
    let rows = tsv::rows(crate::builtin::KIND_LABELS).flatten();
    rows.filter_map(|row| Some((fold(row.field(0)), EntityKind::parse(row.field(1))?))).collect()
});

fn fold(label: &str) -> String {
    Normalizer::search().normalize(label.trim()).into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = crate::builtin::KIND_LABELS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(KNOWN.len(), rows);
    }
}
