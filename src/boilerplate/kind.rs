//! [`BlockKind`]: what a block of a page is.

use core::{fmt, str::FromStr};

use crate::error::{Error, ErrorKind};

/// What a block of a page is.
///
/// ```
/// use khabar::BlockKind;
///
/// assert_eq!(BlockKind::ReadMore.as_str(), "read_more");
/// assert_eq!("read_more".parse(), Ok(BlockKind::ReadMore));
/// assert!("menu".parse::<BlockKind>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline of an article, its repeats beside the article included.
    Title,
    /// The text of an article: lead, paragraphs, subheadings, lists and tables.
    Body,
    /// Who wrote it, and from where.
    Byline,
    /// When it was published or changed.
    Date,
    /// The agency or outlet it was taken from.
    Source,
    /// The text below or above a picture, and its credit.
    Caption,
    /// Key words and topics of the article.
    Tags,
    /// One pointer to another page inside or right after the article.
    ReadMore,
    /// Lists of other articles, with their headings, dates and counters.
    Related,
    /// Menus, breadcrumbs, search, pagination, tables of contents.
    Navigation,
    /// Buttons and links to share or follow.
    Share,
    /// Readers' comments, their form and their headings.
    Comments,
    /// Copyright, privacy, terms, notices.
    Legal,
    /// Advertisement, newsletter, subscription, apps.
    Promo,
    /// Any other boilerplate: weather, polls, login forms, mastheads, contact details.
    Other,
}

/// Number of kinds.
pub(crate) const KINDS: usize = 15;

impl BlockKind {
    /// Every kind, in the order of the enum.
    pub(crate) const ALL: [BlockKind; KINDS] = [
        BlockKind::Title,
        BlockKind::Body,
        BlockKind::Byline,
        BlockKind::Date,
        BlockKind::Source,
        BlockKind::Caption,
        BlockKind::Tags,
        BlockKind::ReadMore,
        BlockKind::Related,
        BlockKind::Navigation,
        BlockKind::Share,
        BlockKind::Comments,
        BlockKind::Legal,
        BlockKind::Promo,
        BlockKind::Other,
    ];

    /// The kind of a snake_case name.
    pub(crate) fn named(name: &str) -> Option<BlockKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The snake_case name, as data files and the command line write it.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Body => "body",
            BlockKind::Byline => "byline",
            BlockKind::Date => "date",
            BlockKind::Source => "source",
            BlockKind::Caption => "caption",
            BlockKind::Tags => "tags",
            BlockKind::ReadMore => "read_more",
            BlockKind::Related => "related",
            BlockKind::Navigation => "navigation",
            BlockKind::Share => "share",
            BlockKind::Comments => "comments",
            BlockKind::Legal => "legal",
            BlockKind::Promo => "promo",
            BlockKind::Other => "other",
        }
    }
}

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for BlockKind {
    type Err = Error;

    /// The kind of a snake_case name; the error names the ones there are.
    fn from_str(name: &str) -> Result<BlockKind, Error> {
        let unknown =
            || Error::new("kind", 0, ErrorKind::Unknown { what: "kind", found: name.to_owned(), expected: EXPECTED });
        Self::named(name).ok_or_else(unknown)
    }
}

/// The names, as error messages list them.
pub(crate) const EXPECTED: &str = "title, body, byline, date, source, caption, tags, read_more, related, navigation, \
                                   share, comments, legal, promo or other";
