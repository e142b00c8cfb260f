//! What changed between the text that was reviewed and the text now: part by part as words, the figures that are others, the
//! sources that came, went or say something else.
//!
//! A part is changed here exactly when a [fingerprint](super::Fingerprint) says so: both go by the same words.

mod numbers;
mod sources;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::time::Duration;

use similar::{DiffTag, TextDiff};

use super::mechanical::{ComparedWord, Worded, worded};
use crate::entry::Part;
use crate::entry::sources::of as sources_of;
use crate::house_style::HouseStyle;

pub use numbers::NumberChange;
use numbers::number_changes;
pub use sources::SourceChange;
use sources::source_changes;

/// All that changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    pub numbers: Vec<NumberChange>,
    /// Every part of the text now that holds something, in its order, and where they stood those that are gone.
    pub sections: Vec<SectionChange>,
    /// The sources that changed, in the order of the list now; those that are gone come last.
    pub sources: Vec<SourceChange>,
    /// The parts stand in another order.
    pub reordered: bool,
}

/// What became of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionChange {
    /// As it is called now; of one that is gone, as it was called.
    pub part: Part,
    /// What it was called, where that is something else.
    pub was: Option<Part>,
    pub fate: Fate,
    /// Where it stands now; empty where it is gone.
    pub range: Range<usize>,
    /// Its words without the heading, in stretches to be drawn one after the other.
    pub runs: Vec<DiffRun>,
    pub words_added: usize,
    pub words_removed: usize,
    /// How many of [`Changes::numbers`] are in it.
    pub numbers: usize,
}

/// In which way a part is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// To the byte.
    Same,
    /// It reads as before: other blanks, links made by rule, a heading renamed by the house.
    Mechanical,
    Changed,
    Added,
    Removed,
}

/// A stretch of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRun {
    pub kind: RunKind,
    /// Of the text now, and of what was removed in the text that was reviewed.
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    Same,
    Added,
    Removed,
}

/// The words of a part are told apart roughly after this long. It is done beside the window, and on a busy machine no reader is to
/// see fewer words the same than there are.
const TIMEOUT: Duration = Duration::from_secs(1);
/// What takes the place of a section under another name has at least this much in common with it.
const ALIKE: f32 = 0.5;

impl Changes {
    /// Nothing that is read differs.
    pub fn is_mechanical(&self) -> bool {
        let is_content = |it: &SectionChange| !matches!(it.fate, Fate::Same | Fate::Mechanical);
        !self.reordered && !self.sections.iter().any(is_content)
    }

    /// What became of a source of the list now; none where it says what it said.
    pub fn of_source(&self, now: usize) -> Option<&SourceChange> {
        self.sources.iter().find(|it| it.now == Some(now))
    }
}

/// What changed from the text that was reviewed to the one now.
pub fn between(base: &str, now: &str, style: &HouseStyle) -> Changes {
    let (old, new) = (worded(base, style), worded(now, style));
    let partners = partners(&old, &new);
    let listed = (sources_of(base), sources_of(now));
    let mut changes = Changes {
        sources: source_changes((base, &listed.0), (now, &listed.1)),
        ..Changes::default()
    };
    let figures = |was: Option<&Worded<'_>>, is: Option<&Worded<'_>>| {
        number_changes((base, was, &listed.0), (now, is, &listed.1))
    };
    let mut placed: Vec<(usize, SectionChange, Vec<NumberChange>)> = Vec::new();
    for (index, part) in new.iter().enumerate() {
        let was = partners.iter().find(|(_, to)| *to == index);
        let was = was.and_then(|(from, _)| old.get(*from));
        if part.range.is_empty() && was.is_none_or(|it| it.range.is_empty()) {
            continue;
        }
        let change = section_change(base, now, was, Some(part));
        let numbers = match change.fate {
            Fate::Same | Fate::Mechanical => Vec::new(),
            _ => figures(was, Some(part)),
        };
        placed.push((index, change, numbers));
    }
    // What is gone stands behind what it stood behind.
    let mut behind = 0;
    for (index, part) in old.iter().enumerate() {
        if let Some((_, to)) = partners.iter().find(|(from, _)| *from == index) {
            behind = *to;
        } else if !part.range.is_empty() {
            let place = placed.partition_point(|(at, ..)| *at <= behind);
            let change = section_change(base, now, Some(part), None);
            placed.insert(place, (behind, change, figures(Some(part), None)));
        }
    }
    for (_, mut change, numbers) in placed {
        change.numbers = numbers.len();
        changes.sections.push(change);
        changes.numbers.extend(numbers);
    }
    changes.reordered = !partners.is_sorted_by_key(|(_, to)| *to);
    changes
}

/// Which part of the old text is which of the new one: by name, and of those left what has enough words in common.
fn partners(old: &[Worded<'_>], new: &[Worded<'_>]) -> Vec<(usize, usize)> {
    let mut partners: Vec<(usize, usize)> = Vec::new();
    for (from, part) in old.iter().enumerate() {
        let to = new.iter().position(|it| it.name == part.name);
        partners.extend(to.map(|to| (from, to)));
    }
    for (from, part) in old.iter().enumerate() {
        let is_section = |it: &Worded<'_>| matches!(it.part, Part::Section { .. });
        if !is_section(part) || partners.iter().any(|(it, _)| *it == from) {
            continue;
        }
        let free = |to: &usize| !partners.iter().any(|(_, it)| it == to);
        let alike = new
            .iter()
            .enumerate()
            .filter(|(to, it)| is_section(it) && free(to))
            .map(|(to, it)| (to, likeness(part, it)))
            .filter(|(_, ratio)| *ratio >= ALIKE)
            .max_by(|one, other| one.1.total_cmp(&other.1));
        partners.extend(alike.map(|(to, _)| (from, to)));
    }
    partners.sort_unstable();
    partners
}

fn likeness(one: &Worded<'_>, other: &Worded<'_>) -> f32 {
    let (one, other) = (keys(&one.words), keys(&other.words));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    diff(&one, &other).ratio()
}

fn keys<'w>(words: &'w [ComparedWord<'_>]) -> Vec<&'w str> {
    words.iter().map(|word| word.key.as_ref()).collect()
}

fn diff<'w>(old: &'w [&'w str], new: &'w [&'w str]) -> TextDiff<'w, 'w, str> {
    TextDiff::configure().timeout(TIMEOUT).diff_slices(old, new)
}

/// One part against what it was.
fn section_change(
    base: &str,
    now: &str,
    was: Option<&Worded<'_>>,
    is: Option<&Worded<'_>>,
) -> SectionChange {
    let whole = |part: &Worded<'_>, kind: RunKind| {
        let first = part.words.first().map(|word| word.range.start);
        let range = first.map(|first| first..part.range.end);
        let words = part.words.iter().filter(|word| !word.is_break).count();
        let runs: Vec<DiffRun> = range
            .map(|range| DiffRun { kind, range })
            .into_iter()
            .collect();
        (runs, words)
    };
    let of = |part: &Part, range: Range<usize>, fate, runs| SectionChange {
        part: part.clone(),
        was: None,
        fate,
        range,
        runs,
        words_added: 0,
        words_removed: 0,
        numbers: 0,
    };
    match (was, is) {
        (Some(was), Some(is)) => {
            let is_renamed = was.name != is.name;
            let range = is.range.clone();
            let old_bytes = base.get(was.range.clone());
            let is_same = old_bytes == now.get(range.clone());
            let mut change = if is_same && !is_renamed {
                of(&is.part, range, Fate::Same, whole(is, RunKind::Same).0)
            } else {
                let (runs, words_added, words_removed) = runs(was, is);
                let is_same = runs.iter().all(|run| run.kind == RunKind::Same);
                let fate = if is_same && !is_renamed {
                    Fate::Mechanical
                } else {
                    Fate::Changed
                };
                SectionChange {
                    words_added,
                    words_removed,
                    ..of(&is.part, range, fate, runs)
                }
            };
            change.was = (was.part != is.part).then(|| was.part.clone());
            change
        }
        (None, Some(is)) => {
            let (runs, words_added) = whole(is, RunKind::Added);
            SectionChange {
                words_added,
                ..of(&is.part, is.range.clone(), Fate::Added, runs)
            }
        }
        (Some(was), None) => {
            let (runs, words_removed) = whole(was, RunKind::Removed);
            SectionChange {
                words_removed,
                ..of(&was.part, 0..0, Fate::Removed, runs)
            }
        }
        (None, None) => of(&Part::Opening, 0..0, Fate::Same, Vec::new()),
    }
}

/// The stretches of a part, and how many words came and went.
fn runs(was: &Worded<'_>, is: &Worded<'_>) -> (Vec<DiffRun>, usize, usize) {
    let (old, new) = (keys(&was.words), keys(&is.words));
    let diff = diff(&old, &new);
    let count = |part: &Worded<'_>, words: Range<usize>| {
        let words = part.words.get(words).unwrap_or_default();
        words.iter().filter(|word| !word.is_break).count()
    };
    let (mut added, mut removed) = (0, 0);
    // Words in a row that are the same, or are not: in the old text and in the new one.
    let mut stretches: Vec<(bool, Range<usize>, Range<usize>)> = Vec::new();
    let ops = diff.ops();
    for (number, op) in ops.iter().enumerate() {
        let is_equal = op.tag() == DiffTag::Equal;
        if !is_equal {
            added += count(is, op.new_range());
            removed += count(was, op.old_range());
        }
        // `100 to 200` became `50 to 100`: a small word alone between two changes holds them apart for no reader.
        let is_between = number > 0 && number + 1 < ops.len();
        let words = is.words.get(op.new_range()).unwrap_or_default();
        let is_lone = matches!(words, [word] if !word.is_break && word.key.chars().count() <= 3);
        let is_same = is_equal && !(is_between && is_lone);
        match stretches.last_mut() {
            Some((same, old, new)) if *same == is_same => {
                old.end = op.old_range().end;
                new.end = op.new_range().end;
            }
            _ => stretches.push((is_same, op.old_range(), op.new_range())),
        }
    }
    let mut runs = Vec::new();
    let mut add = |kind, part: &Worded<'_>, words: Range<usize>| {
        let words = part.words.get(words).unwrap_or_default();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let range = first.range.start..last.range.end;
            runs.push(DiffRun { kind, range });
        }
    };
    for (is_same, old, new) in stretches {
        if is_same {
            add(RunKind::Same, is, new);
        } else {
            add(RunKind::Removed, was, old);
            add(RunKind::Added, is, new);
        }
    }
    (runs, added, removed)
}
