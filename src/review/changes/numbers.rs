//! The figures of a part that are others than they were, each with what stands in its place and a few words beside it.

use std::ops::Range;

use similar::DiffOp;

use super::diff;
use crate::entry::Part;
use crate::entry::figures::{Measure, Measurement, measurements};
use crate::entry::sources::Source;
use crate::review::claim::collapsed;
use crate::review::mechanical::Worded;

/// A figure that is another than it was, came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChange {
    pub part: Part,
    /// As it is written, with its unit; none where it came.
    pub before: Option<String>,
    /// None where it went.
    pub after: Option<String>,
    /// A few words beside it.
    pub around: String,
    /// Where it stood in the text that was reviewed, and where it stands now.
    pub was_at: Option<Range<usize>>,
    pub at: Option<Range<usize>>,
}

impl NumberChange {
    /// As a screen reader says it: `100 to 200 mg became 50 to 100 mg, elemental iron in one tablet`.
    pub fn spoken(&self) -> String {
        let change = match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{before} became {after}"),
            (Some(before), None) => format!("{before} removed"),
            (None, Some(after)) => format!("{after} added"),
            (None, None) => String::new(),
        };
        format!("{}: {change}, {}", self.part.label(), self.around)
    }
}

/// A part of one text, where it has it, with its sources.
pub(super) type Numbered<'a, 't> = (&'t str, Option<&'a Worded<'t>>, &'a [Source]);

/// The figures of a part that are others than they were.
pub(super) fn number_changes(old: Numbered<'_, '_>, new: Numbered<'_, '_>) -> Vec<NumberChange> {
    let Some(part) = new.1.or(old.1).map(|it| &it.part) else {
        return Vec::new();
    };
    let (was, is) = (Figures::of(old), Figures::of(new));
    let (old_keys, new_keys) = (was.keys(), is.keys());
    let diff = diff(&old_keys, &new_keys);
    let mut changes = Vec::new();
    for op in diff.ops() {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let pairs = pairs(&was.within(op.old_range()), &is.within(op.new_range()));
        for (before, after) in pairs {
            if before
                .zip(after)
                .is_some_and(|(one, other)| one.is_same(other))
            {
                continue;
            }
            changes.push(number_change((old.0, before), (new.0, after), part));
        }
    }
    changes
}

/// Figures of the old text with those of the new that took their place, in the order of the text.
fn pairs<'q>(
    old: &[&'q Measurement],
    new: &[&'q Measurement],
) -> Vec<(Option<&'q Measurement>, Option<&'q Measurement>)> {
    if old.len() == new.len() {
        return old
            .iter()
            .zip(new)
            .map(|(one, other)| (Some(*one), Some(*other)))
            .collect();
    }
    let mut pairs = Vec::new();
    let mut next = 0;
    for one in old {
        let rest = new.get(next..).unwrap_or_default();
        // The same figure first, then one that is counted in the same.
        let partner = rest
            .iter()
            .position(|it| it.is_same(one))
            .or_else(|| rest.iter().position(|it| it.measure.is_like(one.measure)));
        let Some(partner) = partner else {
            pairs.push((Some(*one), None));
            continue;
        };
        let skipped = rest.iter().take(partner);
        pairs.extend(skipped.map(|it| (None, Some(*it))));
        pairs.push((Some(*one), rest.get(partner).copied()));
        next += partner + 1;
    }
    let rest = new.get(next..).unwrap_or_default();
    pairs.extend(rest.iter().map(|it| (None, Some(*it))));
    pairs
}

fn number_change(
    (base, before): (&str, Option<&Measurement>),
    (now, after): (&str, Option<&Measurement>),
    part: &Part,
) -> NumberChange {
    // `four to six` became `six to eight`: that both are hours is told beside them.
    let measure = before
        .zip(after)
        .map(|(one, other)| (one.measure, other.measure));
    let bare = measure.is_some_and(|(one, other)| one == other && matches!(one, Measure::Time(_)));
    let place = |it: &Measurement| {
        if bare {
            it.number.clone()
        } else {
            it.range.clone()
        }
    };
    let shown = |text: &str, it: &Measurement| {
        collapsed(text.get(place(it)).unwrap_or_default()).into_owned()
    };
    let around = match (before, after) {
        (_, Some(after)) => around(now, &place(after)),
        (Some(before), None) => around(base, &place(before)),
        (None, None) => String::new(),
    };
    NumberChange {
        part: part.clone(),
        before: before.map(|it| shown(base, it)),
        after: after.map(|it| shown(now, it)),
        around,
        was_at: before.map(|it| it.range.clone()),
        at: after.map(|it| it.range.clone()),
    }
}

/// A few words of its sentence behind a place, or where there are hardly any, before it.
fn around(text: &str, place: &Range<usize>) -> String {
    const WORDS: usize = 6;
    let ends = |at: &usize, text: &str| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.is_empty() || rest.starts_with([' ', '\n', '\r'])
    };
    let plain = |words: Vec<&str>| {
        let words = words.join(" ").replace(['*', '`'], "");
        words
            .trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '|' | '>')
            })
            .to_owned()
    };
    let behind = text.get(place.end..).unwrap_or_default();
    let stop = behind
        .match_indices(['.', '!', '?', '\n'])
        .find(|(at, sign)| *sign == "\n" || ends(at, behind));
    let behind = behind
        .get(..stop.map_or(behind.len(), |(at, _)| at))
        .unwrap_or_default();
    let words: Vec<&str> = behind.split_whitespace().take(WORDS).collect();
    if words.len() > 1 {
        return plain(words);
    }
    let ahead = text.get(..place.start).unwrap_or_default();
    let stop = ahead
        .rmatch_indices(['.', '!', '?', '\n'])
        .find(|(at, sign)| *sign == "\n" || ends(at, ahead));
    let ahead = ahead
        .get(stop.map_or(0, |(at, _)| at + 1)..)
        .unwrap_or_default();
    let mut words: Vec<&str> = ahead.split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    plain(words)
}

/// The words of a part, with each figure as one of them.
struct Figures {
    atoms: Vec<Atom>,
}

struct Atom {
    key: String,
    figure: Option<Measurement>,
}

impl Figures {
    /// Those in the list of sources are told with their sources.
    fn of((text, part, listed): Numbered<'_, '_>) -> Self {
        let Some(part) = part else {
            return Self { atoms: Vec::new() };
        };
        let content = text.get(part.range.clone()).unwrap_or_default();
        let found = measurements(content).into_iter();
        let found = found.map(|it| it.moved_by(part.range.start));
        let first = part
            .words
            .first()
            .map_or(part.range.end, |word| word.range.start);
        let is_listed = |it: &Measurement| {
            let next = listed.partition_point(|source| source.range.end <= it.range.start);
            listed
                .get(next)
                .is_some_and(|source| source.range.contains(&it.range.start))
        };
        let mut found = found
            .filter(|it| it.range.start >= first && !is_listed(it))
            .peekable();
        let mut atoms = Vec::new();
        let mut end = 0;
        for word in &part.words {
            let mut is_figure = word.range.start < end;
            while let Some(figure) = found.next_if(|it| it.range.start < word.range.end) {
                is_figure = true;
                end = figure.range.end;
                let key = format!("\u{1}{}", figure.key());
                atoms.push(Atom {
                    key,
                    figure: Some(figure),
                });
            }
            if !is_figure {
                let key = word.key.clone().into_owned();
                atoms.push(Atom { key, figure: None });
            }
        }
        Self { atoms }
    }

    fn keys(&self) -> Vec<&str> {
        self.atoms.iter().map(|atom| atom.key.as_str()).collect()
    }

    fn within(&self, atoms: Range<usize>) -> Vec<&Measurement> {
        let atoms = self.atoms.get(atoms).unwrap_or_default();
        atoms
            .iter()
            .filter_map(|atom| atom.figure.as_ref())
            .collect()
    }
}
