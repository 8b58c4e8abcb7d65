//! What a character that is no letter does in a line: ends a sentence, separates, quotes, joins.

/// The part a character plays in the layout of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Punct {
    /// `.` `!` `?` and the Arabic question mark and full stop.
    Stop,
    /// The ellipsis character.
    Ellipsis,
    Comma,
    Colon,
    /// Any quotation mark or guillemet, opening or closing.
    Quote,
    /// `(` `[` `{`.
    Open,
    /// `)` `]` `}`.
    Close,
    /// A hyphen or dash of any length.
    Dash,
    Slash,
    /// `|` and its look-alikes.
    Bar,
    /// `>` `→` and other arrows of menus and pagers.
    Arrow,
    /// A list bullet.
    Bullet,
    Copyright,
    Degree,
    At,
    Hash,
    /// `*`, a bullet where it begins a line and the mark of a required field where it ends one.
    Star,
    /// Everything else, letters and white space included.
    Other,
}

/// The part of `c`.
pub(crate) fn punct(c: char) -> Punct {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '\u{0621}'..='\u{064A}' => Punct::Other,
        // ARABIC QUESTION MARK, ARABIC FULL STOP.
        '.' | '!' | '?' | '\u{061F}' | '\u{06D4}' => Punct::Stop,
        '\u{2026}' => Punct::Ellipsis,
        // ARABIC COMMA, ARABIC SEMICOLON.
        ',' | ';' | '\u{060C}' | '\u{061B}' => Punct::Comma,
        // VERTICAL FORM, SMALL, FULLWIDTH COLON.
        ':' | '\u{FE13}' | '\u{FE55}' | '\u{FF1A}' => Punct::Colon,
        '"' | '\'' | '\u{00AB}' | '\u{00BB}' | '\u{2018}'..='\u{201F}' | '\u{2033}' => Punct::Quote,
        '(' | '[' | '{' => Punct::Open,
        ')' | ']' | '}' => Punct::Close,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Punct::Dash,
        '/' | '\\' => Punct::Slash,
        '|' | '\u{00A6}' | '\u{2502}' | '\u{FF5C}' => Punct::Bar,
        '>' | '<' | '\u{203A}' | '\u{2039}' | '\u{2190}'..='\u{21FF}' => Punct::Arrow,
        '\u{2022}'
        | '\u{2023}'
        | '\u{25A0}'..='\u{25FF}'
        | '\u{00B7}'
        | '\u{2043}'
        | '\u{204C}'
        | '\u{204D}'
        | '\u{2219}' => Punct::Bullet,
        '\u{00A9}' => Punct::Copyright,
        '\u{00B0}' | '\u{00BA}' => Punct::Degree,
        '@' => Punct::At,
        '#' => Punct::Hash,
        '*' => Punct::Star,
        _ => Punct::Other,
    }
}

/// Whether `c` opens or closes a quotation: straight, curly, low and angle quotes. The apostrophe is not among them.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{AB}' | '\u{BB}' | '\u{2018}'..='\u{201F}' | '\u{2039}' | '\u{203A}')
}

/// Whether `c` joins the parts of a word: the hyphens, but no dash.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
