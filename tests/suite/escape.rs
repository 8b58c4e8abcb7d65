//! What a terminal hides, made visible.

/// Invisible characters as escapes, so that a failure can be read.
pub fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{61C}'
            | '\u{640}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}' => c.escape_unicode().to_string(),
            c => c.to_string(),
        })
        .collect()
}
