//! Features: what is true of a line, as numbers of a closed list that the points table gives points to.

use super::kind::BlockKind;

/// A group of features, its name and its values; a feature is written `group=value` in the points table.
type Group = (G, &'static str, &'static [&'static str]);

/// Values of groups that tell kinds apart, in the order of [`BlockKind`].
const KIND: &[&str] = &[
    "title",
    "body",
    "byline",
    "date",
    "source",
    "caption",
    "tags",
    "read_more",
    "related",
    "navigation",
    "share",
    "comments",
    "legal",
    "promo",
    "other",
];
const SIZE: &[&str] = &["short", "mid", "long"];
const SOME: &[&str] = &["yes"];

/// Every feature there is, in the order of [`G`]. To add one: a row here, its group there, a `push` in observe.rs, its
/// points in `weights.tsv`.
const GROUPS: &[Group] = &[
    (G::Bias, "bias", SOME),
    (G::Words, "words", &["0", "1", "2-3", "4-6", "7-11", "12-21", "22+"]),
    (G::EndShort, "end.short", &["stop", "dots", "colon", "comma", "quote", "none"]),
    (G::EndMid, "end.mid", &["stop", "dots", "colon", "comma", "quote", "none"]),
    (G::EndLong, "end.long", &["stop", "dots", "colon", "comma", "quote", "none"]),
    (G::Unstopped, "unstopped", &["mid", "long"]),
    (G::Function, "function", &["0", "1", "2-3", "4+"]),
    (G::Verb, "verb", SIZE),
    (G::Bullet, "bullet", SIZE),
    (G::Digits, "digits", &["all", "many", "phone", "pages"]),
    (G::Letters, "letters", &["none", "latin", "mixed"]),
    (G::Link, "link", &["bare", "part"]),
    (G::Mail, "mail", SIZE),
    (G::Copyright, "copyright", SIZE),
    (G::Bars, "bars", SIZE),
    (G::Slashes, "slashes", SIZE),
    (G::Dash, "dash", SIZE),
    (G::MidColon, "mid_colon", SIZE),
    (G::MidDots, "mid_dots", SIZE),
    (G::Question, "question", SIZE),
    (G::Star, "star", SIZE),
    (G::Hash, "hash", SOME),
    (G::Commas, "commas", &["1", "2-3", "4+"]),
    (G::List, "list", SOME),
    (G::Pointer, "pointer", SOME),
    (G::Date, "date", &["whole", "part.short", "part.long"]),
    (G::Menu, "menu", &["most", "some"]),
    (G::Legal, "legal", &["much", "some"]),
    (G::Outlet, "outlet", &["short", "mid"]),
    (G::Place, "place", &["short"]),
    (G::Price, "price", SIZE),
    (G::Visitor, "visitor", &["some", "much"]),
    (G::Networks, "networks", SOME),
    (G::Hard, "hard", KIND),
    (G::SoftWhole, "soft_whole", KIND),
    (G::Soft, "soft", KIND),
    (G::InnerHard, "inner_hard", KIND),
    (G::InnerSoft, "inner_soft", KIND),
    (G::Stray, "stray", SOME),
    (G::Degrees, "degrees", SOME),
    (G::CopiesHead, "copies.head", &["2", "3+"]),
    (G::Copies, "copies", &["2", "3+"]),
    (G::Ranked, "ranked", &["head", "else"]),
    (G::Echo, "echo", &["head", "else"]),
    (G::Headline, "headline", &["is", "repeat_above", "repeat_next", "repeat_near", "repeat_in"]),
    (G::Between, "between", SOME),
    (G::Zone, "zone", &["none", "head", "above", "in", "below", "foot", "terms"]),
    (G::Prose, "prose", &["in", "outside"]),
    (G::OverlapIn, "overlap.in", &["none", "low", "mid", "high"]),
    (G::Topic, "topic", &["above", "below"]),
    (G::OverlapOut, "overlap.out", &["none", "low", "mid", "high"]),
    (G::Section, "section", KIND),
    (G::SectionNear, "section_near", KIND),
    (G::Run, "run", &["headlines", "shorts"]),
    (G::RunBelow, "run_below", &["headlines", "shorts"]),
    (G::Above, "above", &["none", "prose", "date", "headline", "short", "other", "degrees", "price"]),
    (G::Below, "below", &["none", "prose", "date", "headline", "short", "other", "degrees", "price"]),
    (G::Site, "site", SOME),
    (G::CueAbove, "cue_above", KIND),
    (G::CueBelow, "cue_below", KIND),
    (G::Talk, "talk", &["1", "2", "3+"]),
    (G::Reach, "reach", &["shut", "open", "open.list", "lead"]),
    (G::PlaceInPage, "place_in_page", &["first", "early", "last"]),
    (G::After, "after", KIND),
];

/// The first number of a group's features, and its values. By name: for reading tables, not for reading pages.
fn group(name: &str) -> Option<(usize, &'static [&'static str])> {
    let mut base = 0;
    for (_, group, values) in GROUPS {
        if *group == name {
            return Some((base, values));
        }
        base += values.len();
    }
    None
}

/// Number of features.
pub(crate) fn count() -> usize {
    GROUPS.iter().map(|(_, _, values)| values.len()).sum()
}

/// The number of the feature written `group=value`.
pub(crate) fn number(name: &str) -> Option<usize> {
    let (name, value) = name.split_once('=')?;
    let (base, values) = group(name)?;
    Some(base + values.iter().position(|&v| v == value)?)
}

/// Group and value of a feature.
pub(crate) fn name(number: usize) -> (&'static str, &'static str) {
    let mut base = 0;
    for (_, group, values) in GROUPS {
        if let Some(value) = number.checked_sub(base).and_then(|at| values.get(at)) {
            return (group, value);
        }
        base += values.len();
    }
    ("", "")
}

/// First numbers of the groups, so that a line's features are found without comparing names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bases(pub(crate) Vec<u16>);

/// Groups by their place in [`GROUPS`].
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub(crate) enum G {
    Bias,
    Words,
    EndShort,
    EndMid,
    EndLong,
    Unstopped,
    Function,
    Verb,
    Bullet,
    Digits,
    Letters,
    Link,
    Mail,
    Copyright,
    Bars,
    Slashes,
    Dash,
    MidColon,
    MidDots,
    Question,
    Star,
    Hash,
    Commas,
    List,
    Pointer,
    Date,
    Menu,
    Legal,
    Outlet,
    Place,
    Price,
    Visitor,
    Networks,
    Hard,
    SoftWhole,
    Soft,
    InnerHard,
    InnerSoft,
    Stray,
    Degrees,
    CopiesHead,
    Copies,
    Ranked,
    Echo,
    Headline,
    Between,
    Zone,
    Prose,
    OverlapIn,
    Topic,
    OverlapOut,
    Section,
    SectionNear,
    Run,
    RunBelow,
    Above,
    Below,
    Site,
    CueAbove,
    CueBelow,
    Talk,
    Reach,
    PlaceInPage,
    After,
}

impl Bases {
    pub(crate) fn new() -> Bases {
        let mut base = 0;
        let starts = GROUPS.iter().map(|(_, _, values)| {
            let start = base;
            base += values.len() as u16;
            start
        });
        Bases(starts.collect())
    }

    /// The feature "the line before is of this kind".
    pub(crate) fn after(&self, kind: BlockKind) -> usize {
        self.0.get(G::After as usize).map_or(0, |&base| usize::from(base) + kind as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_where_their_number_says() {
        for (n, (group, name, _)) in GROUPS.iter().enumerate() {
            assert_eq!(*group as usize, n, "{group:?}");
            // `EndShort` is written `end.short`, `MidColon` is written `mid_colon`.
            let plain = |name: &str| name.replace(['.', '_'], "").to_lowercase();
            assert_eq!(plain(name), plain(&format!("{group:?}")));
        }
        assert_eq!(GROUPS.len(), G::After as usize + 1);
    }

    #[test]
    fn groups_of_kinds_have_the_kinds_in_order() {
        assert!(KIND.iter().copied().eq(BlockKind::ALL.map(BlockKind::as_str)));
    }
}
