//! [`Error`]: what is wrong with somebody's data, and where.

use std::fmt;

use crate::index::image::Damage;
use crate::index::tsv::Invisible;

/// Why data could not be loaded: the file, the line, what was found and what was expected.
///
/// Only building from data can fail. Functions that take page text never return an error and never panic.
///
/// ```
/// use khabar::Gazetteer;
///
/// let rows = "person\tper:a\tأحمد زويل\nplanet\tx:mars\tالمريخ\n";
/// let error = Gazetteer::builder().tsv("mine.tsv", rows).build().unwrap_err();
/// assert_eq!(error.line(), Some(2));
/// assert!(error.to_string().starts_with("mine.tsv:2: unknown kind \"planet\""));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    file: String,
    line: Option<usize>,
    kind: ErrorKind,
}

/// What can be wrong. Private, so that a new check is not a breaking change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ErrorKind {
    #[error("found {found} columns, expected {expected}")]
    Columns { found: usize, expected: &'static str },
    #[error("unknown {what} {found:?}, expected {expected}")]
    Unknown { what: &'static str, found: String, expected: &'static str },
    #[error("{what} {found:?} has no letter or digit left after folding")]
    EmptyKey { what: &'static str, found: String },
    #[error("{what} is missing")]
    Missing { what: &'static str },
    #[error("{what} is empty")]
    Empty { what: &'static str },
    #[error("duplicate {what} {found:?}, first on line {first}")]
    Duplicate { what: &'static str, found: String, first: usize },
    #[error("duplicate {what} {found:?}, also at {other}")]
    Twice { what: &'static str, found: String, other: String },
    #[error("{0}")]
    Name(String),
    #[error("no entity of the layers below has the id {found:?}")]
    Nobody { found: String },
    #[error("{0}")]
    Damage(String),
    #[error("{what} {found:?} holds {char:?}, which separates fields")]
    Separator { what: &'static str, found: String, char: char },
    #[error("invisible character U+{code:04X} at byte {at}; write visible characters only")]
    Invisible { code: u32, at: usize },
    #[error("{what} {found:?} has {words} words, at most {most} are allowed")]
    TooLong { what: &'static str, found: String, words: usize, most: usize },
    #[cfg(feature = "import")]
    #[error("found {found}, expected {expected}")]
    Found { found: String, expected: &'static str },
    #[cfg(feature = "import")]
    #[error("{what} cannot be read: {reason}")]
    Read { what: String, reason: String },
}

impl Error {
    pub(crate) fn new(file: &str, line: usize, kind: ErrorKind) -> Error {
        Error { file: file.to_owned(), line: (line > 0).then_some(line), kind }
    }

    /// The error of a list with an invisible character.
    pub(crate) fn invisible(file: &str, bad: Invisible) -> Error {
        Error::new(file, bad.line, ErrorKind::Invisible { code: bad.char as u32, at: bad.at })
    }

    /// The error of bytes that are no gazetteer.
    pub(crate) fn damage(damage: Damage) -> Error {
        let message = match damage {
            Damage::Foreign => "not a gazetteer that khabar wrote".to_owned(),
            Damage::Version { found, expected } => format!("found layout version {found}, expected {expected}"),
            Damage::Length { found, expected } => format!("found {found} bytes, expected {expected}"),
            Damage::Checksum => "a byte has changed since it was written".to_owned(),
            Damage::Structure => "a number leads out of its section".to_owned(),
        };
        Error::new("gazetteer image", 0, ErrorKind::Damage(message))
    }

    /// Name of the file or list, as the caller gave it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// 1-based number of the offending line; `None` where the data did not come line by line.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.kind),
            None => write!(f, "{}: {}", self.file, self.kind),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.kind)
    }
}
