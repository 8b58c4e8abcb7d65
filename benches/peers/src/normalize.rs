//! Normalization: `search`, with its alignment.

use khabar::normalize::{Buffer, Normalizer};

use crate::measure::{Report, contestant};
use crate::text;

pub fn run(report: &mut Report) {
    let news = text::news(4_000_000);
    let pages = text::pages(&news, 4_500);
    report.group(
        "normalize-news",
        news.len(),
        15,
        vec![
            contestant("char loop", || {
                let mut out = String::new();
                let mut sum = 0;
                for page in &pages {
                    out.clear();
                    out.extend(page.chars().filter_map(fold));
                    sum += out.len();
                }
                sum
            }),
            contestant("khabar search", || {
                let mut buffer = Buffer::default();
                pages.iter().map(|page| Normalizer::search().normalize_with(page, &mut buffer).as_bytes().len()).sum()
            }),
        ],
    );
}

fn fold(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        _ => c,
    })
}
