//! Reordering the sources: lines change places, numbers follow, and so do the places in the prose that cite by number.
//!
//! Each line takes the place of another, so what stands between two lines stays where it is.

use std::collections::HashMap;

use super::SourceError;
use super::edit::section;
use super::plan::Plan;
use crate::entry::outline::Outline;
use crate::entry::{Edit, Edits};

/// Puts the sources in another order: `order` names, for each place, the source that stands there then.
///
/// # Errors
/// [`SourceError`] when numbers or citations by number cannot follow.
pub fn put_in_order(text: &str, outline: &Outline, order: &[usize]) -> Result<Edits, SourceError> {
    section(text, outline)?;
    let sources = super::read(text, outline);
    let mut each = order.to_vec();
    each.sort_unstable();
    if !each.into_iter().eq(0..sources.len()) {
        return Err(SourceError::Gone);
    }
    let moves = |(place, from): (usize, &usize)| (place != *from).then_some(place);
    let Some(first) = order.iter().enumerate().find_map(moves) else {
        return Ok(Edits::default());
    };
    let last = order.iter().enumerate().filter_map(moves).next_back();
    let mut plan = Plan::new(text, outline, &sources);
    plan.needs_sequence()?;
    for at in first + 1..=last.unwrap_or(first) {
        plan.gap(at)?;
    }
    let lines = plan.lines();
    let mut numbers = HashMap::new();
    let mut expected = Vec::with_capacity(sources.len());
    for (place, from) in sources.iter().zip(order) {
        let (source, (_, line)) = sources
            .get(*from)
            .zip(lines.get(*from))
            .ok_or(SourceError::Gone)?;
        if source.number != place.number {
            let words = text
                .get(source.number_at.end..source.range.end)
                .unwrap_or_default();
            plan.replace(Edit::new(place.number_at.end..place.range.end, words));
        }
        numbers.insert(source.number, place.number);
        expected.push((place.number, line.clone()));
    }
    plan.follow(|number| numbers.get(&number).copied())?;
    plan.checked(&expected)
}

/// Numbers the sources from 1 in the order they stand in.
///
/// # Errors
/// [`SourceError`] when what the prose cites by number can't follow.
pub fn renumber(text: &str, outline: &Outline) -> Result<Edits, SourceError> {
    section(text, outline)?;
    let sources = super::read(text, outline);
    let mut plan = Plan::new(text, outline, &sources);
    let mut expected = plan.lines();
    for ((number, line), source) in (1..).zip(&mut expected).zip(&sources) {
        line.0 = number;
        if source.number != number {
            plan.replace(Edit::new(source.number_at.clone(), number.to_string()));
        }
    }
    // A number that two sources have could mean either.
    plan.follow(|number| {
        let mut places = (1..).zip(&sources).filter(|(_, it)| it.number == number);
        let (new, _) = places.next()?;
        places.next().is_none().then_some(new)
    })?;
    plan.checked(&expected)
}

/// Moves the source with one index to another.
///
/// # Errors
/// [`SourceError`] when numbers or citations by number cannot follow.
pub fn move_to(
    text: &str,
    outline: &Outline,
    from: usize,
    to: usize,
) -> Result<Edits, SourceError> {
    let count = super::read(text, outline).len();
    put_in_order(
        text,
        outline,
        &moved(count, from, to).ok_or(SourceError::Gone)?,
    )
}

/// The order of `count` things in which one has moved; `None` where there is no such thing or place.
pub fn moved(count: usize, from: usize, to: usize) -> Option<Vec<usize>> {
    if from.max(to) >= count {
        return None;
    }
    let mut order: Vec<usize> = (0..count).collect();
    let one = order.remove(from);
    order.insert(to, one);
    Some(order)
}
