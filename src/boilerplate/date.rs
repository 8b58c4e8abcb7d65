//! The grammar of dates: any calendar, any digits, times of day, relative times.

use super::lexicon::Traits;
use super::line::Token;

/// What a line says of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateShape {
    #[default]
    None,
    /// A date within other words.
    Part,
    /// Nothing but a date, a time, or how long ago.
    Whole,
}

/// Whether the words are a date: most of them belong to dates, and one of them says so alone.
pub(crate) fn shape(text: &str, tokens: &[Token]) -> DateShape {
    let mut of_date = 0;
    let mut sure = false;
    let mut since = false;
    let mut chain = 0;
    let mut names = 0;
    let mut before: Option<&Token> = None;
    for token in tokens {
        let number = token.begins_with_digit();
        let joined = before.is_some_and(|before| {
            let gap = text.get(before.end..token.start).unwrap_or_default();
            matches!(gap.trim(), "/" | "-" | ":" | "." | "\\") && gap.len() <= 3
        });
        chain = if number && (joined || chain == 0) { chain + 1 } else { u32::from(number) };
        // 12:30, 2024-05: two joined numbers may be a score or a price; three are a date.
        let clock = chain == 2 && before.is_some_and(|before| text.get(before.end..token.start) == Some(":"));
        names += usize::from(token.traits.has(Traits::CALENDAR));
        sure |= chain >= 3 || clock || token.traits.has(Traits::CALENDAR);
        since |= token.traits.has(Traits::SINCE) && before.is_none();
        let dated = Traits::CALENDAR.with(Traits::DATE).with(Traits::SINCE).with(Traits::PLACE);
        let short = token.key.is_exact() && token.key.letters() <= 8;
        of_date += u32::from(number && short || token.traits.has(dated));
        before = Some(token);
    }
    let words = tokens.len();
    let most = of_date as usize * 10 >= words * 6;
    // Day and month of two calendars have five names at most; more are a timetable.
    let most = most && names <= 5;
    match (sure || since && (2..=6).contains(&words) && of_date >= 2, most && words <= 24) {
        (true, true) => DateShape::Whole,
        (true, false) if sure => DateShape::Part,
        _ => DateShape::None,
    }
}
