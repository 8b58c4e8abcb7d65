//! Slow, obvious twins of the fast things (invariant 10).
//!
//! [`normalize`] is the twin of the normalizer's presets: character by character, one pass a step, each character with
//! the span it came from. Its tables come from the `unicode-normalization` crate or are written out here once more.

use khabar::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Which preset of the normalizer to mimic.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Preset {
    Repair,
    Matching,
    Search,
}

/// A character on its way, and the source bytes that it stands for.
#[derive(Clone, Copy, Debug)]
struct Letter {
    c: char,
    span: Span,
    /// Characters with one number are one unit.
    unit: usize,
    fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Stays,
    /// Deleted, as a part of the letter before.
    Belongs,
    /// Deleted, as a part of nothing.
    Goes,
}

/// The characters of the normalized text, each with its span.
pub fn normalize(preset: Preset, text: &str) -> Vec<(char, Span)> {
    let mut letters = expand_forms(text);
    drop_marks(preset, &mut letters);
    drop_tatweel(preset, text, &mut letters);
    drop_controls(preset, &mut letters);
    fold_look_alikes(preset, &mut letters);
    let mut letters = assemble(letters);
    if preset == Preset::Repair {
        letters = compose(letters);
    }
    let letters = join_spaces(letters);
    let letters = fold(preset, letters);
    letters.into_iter().map(|letter| (letter.c, letter.span)).collect()
}

/// The letters or marks of a presentation form.
pub fn form(c: char) -> Option<String> {
    let phrase = matches!(c, '\u{FDFA}' | '\u{FDFB}');
    if !matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') || phrase {
        return None;
    }
    let letters: String = c.nfkc().filter(|&c| c != ' ' && c != '\u{0640}').collect();
    (letters != c.to_string()).then_some(letters)
}

fn is_mark_form(c: char) -> bool {
    form(c).is_some_and(|letters| letters.chars().all(is_mark))
}

pub fn is_mark(c: char) -> bool {
    match c {
        '\u{0338}' => false,
        '\u{06E5}' | '\u{06E6}' | '\u{0300}'..='\u{036F}' | '\u{10EFA}'..='\u{10EFF}' => true,
        '\u{0600}'..='\u{06FF}' | '\u{0870}'..='\u{08FF}' => is_combining_mark(c),
        _ => false,
    }
}

pub fn is_invisible(c: char) -> bool {
    "\u{AD}\u{61C}\u{180E}\u{FEFF}".contains(c)
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{10EC0}'..='\u{10EFF}')
}

fn is_arabic_letter(c: char) -> bool {
    is_arabic(c) && c.is_alphanumeric() && !is_mark(c) && !is_mark_form(c) && !is_digit(c) && c != '\u{0640}'
}

/// Whether what follows may belong to `c`.
fn in_word(c: char) -> bool {
    (c.is_alphanumeric() || is_mark(c) || c == '\u{0640}') && !is_mark_form(c)
}

fn leads_on(c: char) -> bool {
    is_mark(c) || is_mark_form(c) || is_invisible(c) || c == '\u{0640}'
}

fn is_emoji(c: char) -> bool {
    let blocks = [(0x1F000, 0x1FAFF), (0x2190, 0x21FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x25A0, 0x27BF)];
    blocks.iter().any(|&(first, last)| (first..=last).contains(&(c as u32)))
        || matches!(c, '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}')
        || "\u{A9}\u{AE}\u{203C}\u{2049}\u{2122}\u{2139}\u{3030}\u{303D}\u{3297}\u{3299}".contains(c)
}

fn expand_forms(text: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    for (start, c) in text.char_indices() {
        let span = Span { start, end: start + c.len_utf8() };
        let expanded = form(c).filter(|_| !is_mark_form(c)).unwrap_or(c.to_string());
        letters.extend(expanded.chars().map(|c| Letter { c, span, unit: start, fate: Fate::Stays }));
    }
    letters
}

fn drop_marks(preset: Preset, letters: &mut [Letter]) {
    for letter in letters {
        if preset > Preset::Repair && (is_mark(letter.c) || is_mark_form(letter.c)) {
            letter.fate = Fate::Belongs;
        }
    }
}

fn drop_tatweel(preset: Preset, text: &str, letters: &mut [Letter]) {
    for i in 0..letters.len() {
        if letters[i].c != '\u{0640}' {
            continue;
        }
        let before = letters[..i].iter().rev().find(|l| !leads_on(l.c));
        let after = letters[i..].iter().find(|l| !leads_on(l.c));
        let in_number = [before, after].iter().all(|side| side.is_some_and(|l| is_digit(l.c)));
        let mut marks = letters[i + 1..].iter().take_while(|l| leads_on(l.c) && l.c != '\u{0640}');
        let carries = preset == Preset::Repair && marks.any(|l| "\u{0653}\u{0654}\u{0655}".contains(l.c));
        if !in_number && !carries && !ends_a_year(preset, text, letters, i) {
            letters[i].fate = Fate::Belongs;
        }
    }
}

/// Whether the tatweel at `i` closes the sign of a Hijri year: what came before ends in a number, spaces and a heh, and no
/// letter follows.
fn ends_a_year(preset: Preset, text: &str, letters: &[Letter], i: usize) -> bool {
    let before = normalize(preset, &text[..letters[i].span.start]);
    let mut before = before.into_iter().rev().map(|(c, _)| c);
    let heh = before.next() == Some('ه');
    let digit = before.find(|c| !" \u{A0}".contains(*c)).is_some_and(is_digit);
    heh && digit && !letters[i..].iter().find(|l| !leads_on(l.c)).is_some_and(|l| l.c.is_alphanumeric())
}

/// Controls, and the forms of marks, which a letter before them turns into marks.
fn drop_controls(preset: Preset, letters: &mut Vec<Letter>) {
    let mut i = 0;
    while i < letters.len() {
        let Letter { c, span, fate, .. } = letters[i];
        let last = letters[..i].iter().rev().find(|l| l.fate == Fate::Stays).map_or('\0', |l| l.c);
        let next = letters.get(i + 1).map_or('\0', |l| l.c);
        if is_mark_form(c) && fate == Fate::Stays && (is_arabic(last) && in_word(last) || is_mark(last)) {
            let marks: Vec<char> = form(c).unwrap().chars().collect();
            let marks = marks.into_iter().map(|c| Letter { c, span, unit: span.start, fate: Fate::Stays });
            letters.splice(i..=i, marks);
        } else if is_invisible(c) {
            let joins = matches!(last, '\u{0900}'..='\u{109F}' | '\u{1780}'..='\u{18AF}') && !leads_on(next);
            let keep = match c {
                '\u{FE0E}' | '\u{FE0F}' => {
                    is_emoji(last) || next == '\u{20E3}' && (is_digit(last) || "#*".contains(last))
                }
                '\u{200D}' if is_emoji(next) => is_emoji(last) || "\u{FE0E}\u{FE0F}".contains(last),
                '\u{200D}' => joins,
                '\u{200C}' => {
                    let between = (is_mark(last) || is_arabic(last) && in_word(last)) && is_arabic_letter(next);
                    joins || between && preset == Preset::Repair && foreign(letters, i)
                }
                _ => false,
            };
            if !keep {
                letters[i].fate = Fate::Goes;
            }
        }
        i += 1;
    }
}

/// Whether the word at `i` has a letter that Arabic does not write.
fn foreign(letters: &[Letter], i: usize) -> bool {
    let is_foreign = |c: char| {
        let look_alike = "\u{06A9}\u{06AA}\u{06BE}\u{06C1}\u{06C3}\u{06CC}".contains(c);
        let own = "\u{06A2}\u{06A4}\u{06A7}\u{06A8}\u{06C0}\u{06C2}".contains(c);
        matches!(c, '\u{0679}'..='\u{06D3}') && !look_alike && !own
    };
    let in_word = |l: &&Letter| leads_on(l.c) || is_arabic_letter(l.c);
    let before = letters[..i].iter().rev().take_while(in_word);
    let after = letters[i..].iter().take_while(in_word);
    before.chain(after).any(|l| is_foreign(l.c))
}

fn fold_look_alikes(preset: Preset, letters: &mut [Letter]) {
    if preset > Preset::Repair {
        return;
    }
    // A letter with its hamza is judged as the one character that it is.
    let composes = |i: usize| {
        let mut marks = letters[i + 1..].iter().filter(|l| l.fate == Fate::Stays).map(|l| l.c);
        consumed(letters[i].c, marks.by_ref().take_while(|&c| is_mark(c))).is_some()
    };
    let folded: Vec<char> = (0..letters.len())
        .map(|i| match letters[i].c {
            c if foreign(letters, i) || composes(i) => c,
            c => look_alike(c),
        })
        .collect();
    letters.iter_mut().zip(folded).for_each(|(letter, folded)| letter.c = folded);
}

fn look_alike(c: char) -> char {
    match c {
        'ک' | 'ڪ' => 'ك',
        'ی' => 'ي',
        'ہ' | 'ھ' | 'ە' => 'ه',
        'ۃ' => 'ة',
        c => c,
    }
}

/// What is left, with the deleted marks and tatweels given to the letters they belong to.
fn assemble(letters: Vec<Letter>) -> Vec<Letter> {
    let mut left: Vec<Letter> = Vec::new();
    for letter in letters {
        match letter.fate {
            Fate::Stays => left.push(letter),
            Fate::Goes => {}
            Fate::Belongs => {
                if let Some(&last) = left.last().filter(|last| in_word(last.c)) {
                    left.iter_mut().filter(|l| l.unit == last.unit).for_each(|l| l.span.end = letter.span.end);
                }
            }
        }
    }
    left
}

/// Which of `marks` composes with `base`, into what, and the mark that `base` had before: the crate
/// `unicode-normalization` says so, except that it does not know hamza on alef maksura and Farsi yeh.
fn consumed(base: char, marks: impl Iterator<Item = char>) -> Option<(usize, char, Option<char>)> {
    let marks: Vec<char> = marks.collect();
    let yeh = if "\u{0649}\u{06CC}".contains(base) { '\u{064A}' } else { base };
    let composed = std::iter::once(yeh).chain(marks.iter().copied()).nfc().next()?;
    let mark = composed.nfd().nth(1).filter(|_| composed != yeh)?;
    Some((marks.iter().position(|&c| c == mark)?, composed, base.nfd().nth(1)))
}

fn compose(letters: Vec<Letter>) -> Vec<Letter> {
    let mut done: Vec<Letter> = Vec::new();
    let mut rest = letters.as_slice();
    while let Some((&base, after)) = rest.split_first() {
        rest = after;
        done.push(base);
        let marks = after.iter().map(|l| l.c).take_while(|&c| is_mark(c));
        if is_mark(base.c) || !is_arabic(base.c) {
            continue;
        }
        if let Some((at, composed, back)) = consumed(base.c, marks) {
            done.last_mut().unwrap().c = composed;
            done.extend(back.map(|c| Letter { c, ..base }));
            done.extend(&after[..at]);
            rest = &after[at + 1..];
            // All of it is one unit, with the rest of the ligature that the letter came from.
            let first = done.iter().position(|l| l.unit == base.unit).unwrap();
            let span = Span { start: done[first].span.start, end: after[at].span.end };
            for letter in &mut done[first..] {
                (letter.span, letter.unit) = (span, base.unit);
            }
        }
    }
    done
}

fn join_spaces(letters: Vec<Letter>) -> Vec<Letter> {
    let mut joined: Vec<Letter> = Vec::new();
    for mut letter in letters {
        let last = joined.last_mut().filter(|last| last.c.is_whitespace());
        match last {
            Some(last) if letter.c.is_whitespace() => {
                last.span.end = letter.span.end;
                if letter.c == '\n' {
                    last.c = '\n';
                }
            }
            _ => {
                if letter.c.is_whitespace() && letter.c != '\n' {
                    letter.c = ' ';
                }
                joined.push(letter);
            }
        }
    }
    joined
}

fn fold(preset: Preset, mut letters: Vec<Letter>) -> Vec<Letter> {
    let c: Vec<char> = letters.iter().map(|l| l.c).collect();
    for (i, letter) in letters.iter_mut().enumerate() {
        let digit = |c: Option<&char>| c.is_some_and(|&c| is_digit(c));
        let between = i > 0 && digit(c.get(i - 1)) && digit(c.get(i + 1));
        letter.c = match preset {
            Preset::Repair => c[i],
            Preset::Matching => matching(c[i]),
            Preset::Search => search(matching(c[i]), between),
        };
    }
    letters
}

fn matching(c: char) -> char {
    let rows = [
        ("\u{0622}\u{0623}\u{0625}\u{0671}\u{0672}\u{0673}\u{0675}", '\u{0627}'),
        ("\u{0624}\u{0676}", '\u{0648}'),
        ("\u{0626}\u{0649}\u{0678}\u{06CC}\u{06D2}\u{06D3}", '\u{064A}'),
        ("\u{0629}\u{06BE}\u{06C0}\u{06C1}\u{06C2}\u{06C3}\u{06D5}", '\u{0647}'),
        ("\u{06A9}\u{06AA}", '\u{0643}'),
    ];
    if let Some((_, to)) = rows.iter().find(|(from, _)| from.contains(c)) {
        return *to;
    }
    if is_digit(c) {
        return char::from_digit((c as u32) & 0xF, 10).unwrap();
    }
    // Accents built in.
    let parts: Vec<char> = c.nfd().collect();
    let singleton = parts.len() == 1 && (!c.is_alphabetic() || c >= '\u{3000}');
    if !singleton && parts[1..].iter().all(|c| matches!(c, '\u{0300}'..='\u{036F}') && *c != '\u{0338}') {
        return parts[0];
    }
    c
}

fn search(c: char, between_digits: bool) -> char {
    match c {
        '\u{066B}' if between_digits => '.',
        '\u{066C}' if between_digits => ',',
        '\u{060C}' if !between_digits => ',',
        '؛' => ';',
        '؟' => '?',
        '۔' => '.',
        '٪' => '%',
        '٭' => '*',
        '«' | '»' | '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        c => c.to_lowercase().next().unwrap(),
    }
}
