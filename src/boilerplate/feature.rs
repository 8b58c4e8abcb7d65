//! Features: what is true of a line, as numbers of a closed list that the points table gives points to.

use super::kind::BlockKind;

/// A group of features and its values; a feature is written `group=value` in the points table.
type Group = (&'static str, &'static [&'static str]);

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

/// Every feature there is. To add one: a row here, a `push` below, its points in `weights.tsv`.
const GROUPS: &[Group] = &[
    ("bias", SOME),
    ("words", &["0", "1", "2-3", "4-6", "7-11", "12-21", "22+"]),
    ("end.short", &["stop", "dots", "colon", "comma", "quote", "none"]),
    ("end.mid", &["stop", "dots", "colon", "comma", "quote", "none"]),
    ("end.long", &["stop", "dots", "colon", "comma", "quote", "none"]),
    ("unstopped", &["mid", "long"]),
    ("function", &["0", "1", "2-3", "4+"]),
    ("verb", SIZE),
    ("bullet", SIZE),
    ("digits", &["all", "many", "phone", "pages"]),
    ("letters", &["none", "latin", "mixed"]),
    ("link", &["bare", "part"]),
    ("mail", SIZE),
    ("copyright", SIZE),
    ("bars", SIZE),
    ("slashes", SIZE),
    ("dash", SIZE),
    ("mid_colon", SIZE),
    ("mid_dots", SIZE),
    ("question", SIZE),
    ("star", SIZE),
    ("hash", SOME),
    ("commas", &["1", "2-3", "4+"]),
    ("list", SOME),
    ("pointer", SOME),
    ("date", &["whole", "part.short", "part.long"]),
    ("menu", &["most", "some"]),
    ("legal", &["much", "some"]),
    ("outlet", &["short", "mid"]),
    ("place", &["short"]),
    ("price", SIZE),
    ("visitor", &["some", "much"]),
    ("networks", SOME),
    ("hard", KIND),
    ("soft_whole", KIND),
    ("soft", KIND),
    ("inner_hard", KIND),
    ("inner_soft", KIND),
    ("stray", SOME),
    ("degrees", SOME),
    ("copies.head", &["2", "3+"]),
    ("copies", &["2", "3+"]),
    ("ranked", &["head", "else"]),
    ("echo", &["head", "else"]),
    ("headline", &["is", "repeat_above", "repeat_next", "repeat_near", "repeat_in"]),
    ("between", SOME),
    ("zone", &["none", "head", "above", "in", "below", "foot", "terms"]),
    ("prose", &["in", "outside"]),
    ("overlap.in", &["none", "low", "mid", "high"]),
    ("topic", &["above", "below"]),
    ("overlap.out", &["none", "low", "mid", "high"]),
    ("section", KIND),
    ("section_near", KIND),
    ("run", &["headlines", "shorts"]),
    ("run_below", &["headlines", "shorts"]),
    ("above", &["none", "prose", "date", "headline", "short", "other", "degrees", "price"]),
    ("below", &["none", "prose", "date", "headline", "short", "other", "degrees", "price"]),
    ("place_in_page", &["first", "early", "last"]),
    ("after", KIND),
];

/// Position of a group in [`GROUPS`]. Found by name once, when the detector is built.
fn group(name: &str) -> Option<(usize, &'static [&'static str])> {
    let mut base = 0;
    for (group, values) in GROUPS {
        if *group == name {
            return Some((base, values));
        }
        base += values.len();
    }
    None
}

/// Number of features.
pub(crate) fn count() -> usize {
    GROUPS.iter().map(|(_, values)| values.len()).sum()
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
    for (group, values) in GROUPS {
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
#[derive(Clone, Copy)]
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
    PlaceInPage,
    After,
}

impl Bases {
    pub(crate) fn new() -> Bases {
        let mut base = 0;
        let starts = GROUPS.iter().map(|(_, values)| {
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
