//! `tests/data/gazetteer.toml`: what lists of one's own match, and the errors of lists that cannot be read.

use std::collections::HashSet;

use khabar::{Gazetteer, Span};
use serde::Deserialize;

use crate::marked::escape;

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
