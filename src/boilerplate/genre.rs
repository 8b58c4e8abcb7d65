//! Pages that are no news: a firm that speaks to its visitors throughout has no article, a shop's product has one.

use core::ops::Range;

use super::cue::Hit;
use super::date::DateShape;
use super::kind::BlockKind;
use super::line::{Ending, Line};

/// Whether the lines of an article are the cards of a firm's front page: short texts, each below a heading of its own,
/// most of them addressed to the visitor, none of them signed or dated.
pub(crate) fn is_front_page(lines: &[Line<'_>], prose: &[bool], main: &Range<usize>) -> bool {
    let own = lines.get(main.clone()).unwrap_or_default();
    let marks = prose.get(main.clone()).unwrap_or_default();
    let (mut count, mut words, mut calls, mut headings, mut buttons) = (0, 0, 0, 0, 0);
    // Conditions and steps, ingredients and method: headings that only articles have.
    let content = |line: &&Line<'_>| line.start.is_some_and(|hit| hit.cue.kind == BlockKind::Body && hit.after == 0);
    if own.iter().filter(content).count() >= 2 {
        return false;
    }
    for (line, &prose) in own.iter().zip(marks) {
        let text = prose || line.words >= 8;
        count += u32::from(text);
        words += if text { line.words } else { 0 };
        calls += u32::from(text && line.visitor > 0);
        headings += u32::from(!text && line.words <= 7);
        buttons += u32::from(!text && line.words <= 5 && line.visitor > 0);
    }
    let above = lines.get(main.start.saturating_sub(6)..main.start).unwrap_or_default();
    let signed = above.iter().any(|line| {
        let kind = line.start.map(|hit| hit.cue.kind);
        line.date == DateShape::Whole && line.digits >= 4 || matches!(kind, Some(BlockKind::Byline | BlockKind::Date))
    });
    let cards = headings * 2 >= count && words < 24 * count;
    // A paragraph of the firm's own below a form, or between its lists.
    let lone = count <= 2 && calls == count && words < 60;
    count > 0 && !signed && (lone || cards) && (lone || calls * 5 >= count * 2 && (buttons >= 1 || calls >= 3))
}

/// Most lines between a product's name and its button.
const CARD: usize = 16;

/// A page that sells one thing: the line of its name, and the lines that describe it.
pub(crate) fn product(lines: &[Line<'_>]) -> Option<(usize, Range<usize>)> {
    let priced = |line: &Line<'_>| line.prices > 0 && line.digits > 0 && line.words <= 10;
    let sells = |n: usize| {
        let above = lines.get(n.saturating_sub(CARD)..n).unwrap_or_default();
        lines.get(n).is_some_and(|line| line.cart && line.words <= 5) && above.iter().any(priced)
    };
    let ends = |hit: Hit<'_>| {
        let over = [BlockKind::Related, BlockKind::Legal, BlockKind::Comments, BlockKind::Share, BlockKind::Promo];
        (hit.cue.hard || hit.cue.kind == BlockKind::Comments) && hit.after <= 6 && over.contains(&hit.cue.kind)
    };
    let over = |from: usize| {
        let rest = lines.get(from..).unwrap_or_default();
        from + rest.iter().position(|line| line.copyright || line.start.is_some_and(ends)).unwrap_or(rest.len())
    };
    // Without a button: a price right above the description, on a page that has a cart.
    let described = |n: usize| {
        let below = lines.get(n + 1..(n + 3).min(lines.len())).unwrap_or_default();
        lines.get(n).is_some_and(priced) && below.iter().any(|line| line.words >= 8 && !priced(line))
    };
    let shop = lines.iter().any(|line| line.cart);
    let button = (0..lines.len()).find(|&n| sells(n));
    let button = button
        .filter(|&n| (n.saturating_sub(CARD)..n).all(|m| !lines.get(m).is_some_and(|l| l.start.is_some_and(ends))));
    let button = button.or_else(|| (0..lines.len()).filter(|_| shop).find(|&n| described(n)).map(|n| n + 1))?;
    let from = button.saturating_sub(CARD);
    let price = (from..button).find(|&n| lines.get(n).is_some_and(priced))?;
    let rest = lines.get(button + 1..).unwrap_or_default();
    let whole = over(button + 1).saturating_sub(button + 1);
    let over = whole;
    // Price and button over and over are a list of products.
    let again = rest.get(..over).unwrap_or_default().iter().position(priced).map_or(usize::MAX, |n| button + 1 + n);
    let over = over.min(again.saturating_sub(button + 2));
    let listed = (again..button + 1 + whole).any(|n| sells(n) || described(n));
    let prices = lines.get(from..button).unwrap_or_default().iter().filter(|line| priced(line)).count();
    if listed || prices > 2 {
        return None;
    }
    let mut best: Option<(i32, usize)> = None;
    for n in price.saturating_sub(8)..price {
        let Some(line) = lines.get(n).filter(|line| (2..=20).contains(&line.words)) else { continue };
        let named =
            line.start.is_none() && !line.mid_colon && line.ending == Ending::None && !line.bullet && !line.cart;
        let crumbs = line.bars + line.slashes > 0;
        if !named || crumbs || line.menu * 2 > line.words {
            continue;
        }
        let score = 2 * i32::from(line.copies > 1) + i32::from(line.words >= 3);
        if best.is_none_or(|(top, _)| score >= top) {
            best = Some((score, n));
        }
    }
    let (_, title) = best?;
    let described = rest.get(..over.min(60)).unwrap_or_default();
    let last = described.iter().rposition(|line| line.words >= 8 || line.stopped() && line.words >= 4);
    Some((title, title + 1..button + 1 + last.map_or(0, |n| n + 1)))
}
