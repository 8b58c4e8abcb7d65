//! `tests/data/gazetteer.toml`: what lists of one's own match, and the errors of lists that cannot be read.

use std::collections::HashSet;

use khabar::{Gazetteer, Span};
use proptest::prelude::*;
use serde::Deserialize;

use crate::escape::escape;
use crate::gazetteer_oracle;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    find: Vec<Find>,
    error: Vec<Bad>,
}

/// A search with a small list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    name: String,
    list: String,
    /// The text, every match as `[…]`, its proclitics before it within `{…}`.
    text: String,
}

/// A list that must be refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bad {
    name: String,
    list: String,
    error: String,
}

fn file() -> File {
    toml::from_str(include_str!("../data/gazetteer.toml")).unwrap()
}

#[test]
fn finds() {
    let mut names = HashSet::new();
    for row in file().find {
        assert!(names.insert(row.name.clone()), "two rows are called {}", row.name);
        let gazetteer = Gazetteer::builder().tsv("list", &row.list).build().unwrap();
        let text: String = row.text.chars().filter(|c| !"[]{}".contains(*c)).collect();
        let mut shown = String::new();
        let mut past = 0;
        for hit in gazetteer.find_iter(&text) {
            let Span { start, end } = hit.span();
            shown.push_str(&text[past..hit.word_span().start]);
            if hit.word_span().start < start {
                shown.push_str(&format!("{{{}}}", &text[hit.word_span().start..start]));
            }
            shown.push_str(&format!("[{}]", &text[start..end]));
            past = end;
        }
        shown.push_str(&text[past..]);
        assert_eq!(escape(&shown), escape(&row.text), "{}", row.name);
    }
}

#[test]
fn errors() {
    for row in file().error {
        let error = Gazetteer::builder().tsv("names.tsv", &row.list).build().expect_err(&row.name);
        assert_eq!(error.to_string(), row.error, "{}", row.name);
        assert_eq!(error.file(), "names.tsv");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
#[cfg(feature = "builtin")]
fn a_list_of_ones_own_comes_before_the_built_in_ones() {
    let names = Gazetteer::builder().builtin().tsv("mine", "place\tmine:1\tالقاهرة\n").build().unwrap();
    let hit = names.find_iter("في القاهرة").next().unwrap();
    assert_eq!(hit.entity().id(), "mine:1");
    assert!(hit.entities().count() > 1);
}

proptest! {
    #[test]
    fn invariant_10_the_search_agrees_with_every_window(
        text in "[ابول ]{0,40}",
        names in prop::collection::btree_set("[ابول]{3,5}( [ابول]{1,4}){0,2}", 1..12),
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let rows: String = names.iter().enumerate().map(|(n, name)| format!("place\tx:{n}\t{name}\n")).collect();
        let gazetteer = Gazetteer::builder().tsv("names", &rows).build().unwrap();
        let found: Vec<(usize, usize)> = gazetteer.find_iter(&text).map(|hit| (hit.span().start, hit.span().end)).collect();
        prop_assert_eq!(found, gazetteer_oracle::find(&names, &text));
    }
}
