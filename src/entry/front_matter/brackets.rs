//! Lists in `[ ]` and maps in `{ }`: what they hold is added, taken out and moved with the commas, blanks, line breaks and
//! comments between them left as they were written.
//!
//! Nothing here is trusted: the guard reads the result again.

use std::ops::Range;

use super::split::{line_above, line_around};
use super::value::{List, Map};
use super::write::trimmed;
use crate::entry::Edit;

/// What stands between a pair of brackets.
pub(super) struct Brackets<'a> {
    text: &'a str,
    /// Between the brackets.
    inner: Range<usize>,
    parts: Vec<BracketPart>,
}

/// An item of a list, or a name and its value.
struct BracketPart {
    /// Its anchor and tag included.
    content: Range<usize>,
    /// Where the comma behind it stands.
    comma: Option<usize>,
}

impl BracketPart {
    /// Where it ends, its comma included.
    fn end(&self) -> usize {
        self.comma.map_or(self.content.end, |comma| comma + 1)
    }
}

impl<'a> Brackets<'a> {
    /// The list as it is written; `None` where its commas are not found.
    pub fn of_list(text: &'a str, list: &List) -> Option<Self> {
        let ends = list.items.iter().map(|item| item.value.range().end);
        Self::new(text, &list.range, ends)
    }

    /// The map as it is written; `None` where its commas are not found.
    pub fn of_map(text: &'a str, map: &Map) -> Option<Self> {
        let ends = map.fields.iter().map(|field| {
            let end = field.value.range().end.max(field.key_range.end);
            match field.slot {
                // Nothing behind the colon: a comma right behind it would be read as a part of the name.
                Some(slot) if slot >= end => match text.as_bytes().get(slot) {
                    Some(b' ') => slot + 1,
                    _ => slot,
                },
                _ => end,
            }
        });
        Self::new(text, &map.range, ends)
    }

    fn new(text: &'a str, range: &Range<usize>, ends: impl Iterator<Item = usize>) -> Option<Self> {
        let written = text.get(range.clone())?;
        let is_pair = written.starts_with('[') && written.ends_with(']')
            || written.starts_with('{') && written.ends_with('}');
        if !is_pair || written.len() < 2 {
            return None;
        }
        let inner = range.start + 1..range.end - 1;
        let mut parts: Vec<BracketPart> = Vec::new();
        let mut at = inner.start;
        for end in ends {
            if parts.last().is_some_and(|last| last.comma.is_none()) {
                return None;
            }
            let start = past_gap(text, at, inner.end);
            let behind = past_gap(text, end, inner.end);
            let comma = (text.as_bytes().get(behind) == Some(&b',')).then_some(behind);
            if start >= end || end > inner.end || (comma.is_none() && behind != inner.end) {
                return None;
            }
            at = comma.map_or(behind, |comma| comma + 1);
            let content = start..end;
            parts.push(BracketPart { content, comma });
        }
        (past_gap(text, at, inner.end) == inner.end).then_some(Self { text, inner, parts })
    }

    /// Adds `token` last, parted from what is there as the others are.
    pub fn add(&self, token: &str, line_end: &str) -> Vec<Edit> {
        let Some(last) = self.parts.last() else {
            let inner = self.between(self.inner.start, self.inner.end);
            return match inner.chars().all(|c| c == ' ') {
                true => vec![Edit::insert(self.inner.start, format!("{inner}{token}"))],
                false => vec![Edit::insert(self.inner.end, token)],
            };
        };
        let comma = if last.comma.is_some() { "," } else { "" };
        if self.has_own_lines(last) {
            let indent = self.between(self.line_of(last).start, last.content.start);
            let line = format!("{line_end}{indent}{token}{comma}");
            let at = line_around(self.text, last.end()).end;
            return match last.comma {
                Some(_) => vec![Edit::insert(at, line)],
                None if at == last.content.end => vec![Edit::insert(at, format!(",{line}"))],
                None => vec![Edit::insert(last.content.end, ","), Edit::insert(at, line)],
            };
        }
        let before = self.parts.len().checked_sub(2);
        let gap = before
            .and_then(|index| self.parts.get(index))
            .map(|before| self.between(before.content.end, last.content.start))
            .filter(|gap| !gap.contains(['#', '\n', '\r']))
            .unwrap_or(", ");
        vec![match last.comma {
            Some(at) => {
                let blanks = gap.split_once(',').map_or(" ", |(_, blanks)| blanks);
                Edit::insert(at + 1, format!("{blanks}{token},"))
            }
            None => Edit::insert(last.content.end, format!("{gap}{token}")),
        }]
    }

    /// Takes one out, with its comma or the one before it.
    pub fn remove(&self, index: usize) -> Option<Vec<Edit>> {
        let part = self.parts.get(index)?;
        let before = index.checked_sub(1).and_then(|it| self.parts.get(it));
        let comma_before = before.and_then(|before| before.comma);
        // The last one without a comma leaves none behind the one before it.
        let spare = comma_before.filter(|_| part.comma.is_none());
        if self.parts.len() == 1 {
            let all = self.between(self.inner.start, self.inner.end);
            return Some(vec![if all.contains('#') {
                Edit::delete(part.content.start..part.end())
            } else {
                Edit::delete(self.inner.clone())
            }]);
        }
        if self.has_own_lines(part) {
            let lines = self.line_of(part).start..line_around(self.text, part.end()).next;
            let spare = spare.map(|comma| Edit::delete(comma..comma + 1));
            return Some(spare.into_iter().chain([Edit::delete(lines)]).collect());
        }
        let after_before = comma_before.map_or(self.inner.start, |comma| comma + 1);
        let has_comment = |from, to| self.between(from, to).contains('#');
        let has_break = |from, to| self.between(from, to).contains(['\n', '\r']);
        let edits = match (self.parts.get(index + 1), spare) {
            (Some(next), _) => {
                let next = next.content.start;
                if !has_comment(part.content.end, next) && !has_break(part.content.end, next) {
                    vec![Edit::delete(part.content.start..next)]
                } else if index > 0 && !has_comment(after_before, part.content.start) {
                    vec![Edit::delete(after_before..part.end())]
                } else {
                    vec![Edit::delete(part.content.start..part.end())]
                }
            }
            (None, Some(comma)) if has_comment(comma, part.content.start) => vec![
                Edit::delete(comma..comma + 1),
                Edit::delete(part.content.clone()),
            ],
            (None, Some(comma)) => vec![Edit::delete(comma..part.content.end)],
            (None, None) if has_comment(after_before, part.content.start) => {
                vec![Edit::delete(part.content.start..part.end())]
            }
            (None, None) => vec![Edit::delete(after_before..part.end())],
        };
        Some(edits)
    }

    /// Moves one so that it becomes number `to`. The commas stay where they are; where each has lines of its own, the comments
    /// above and behind it come along.
    pub fn move_to(&self, from: usize, to: usize) -> Option<Vec<Edit>> {
        let (low, high) = (from.min(to), from.max(to));
        let moved = self.parts.get(low..=high)?;
        let has_lines = moved.iter().all(|part| self.has_own_lines(part));
        let pieces: Vec<[Range<usize>; 3]> = (low..=high)
            .zip(moved)
            .map(|(index, part)| {
                let content = part.content.clone();
                if has_lines {
                    let behind = part.end()..line_around(self.text, part.end()).end;
                    [self.comments_above(index), content, behind]
                } else {
                    let nothing = |at| at..at;
                    [
                        nothing(content.start),
                        content.clone(),
                        nothing(content.end),
                    ]
                }
            })
            .collect();
        let mut order: Vec<&[Range<usize>; 3]> = pieces.iter().collect();
        let taken = order.remove(from - low);
        order.insert(to - low, taken);
        let mut edits = Vec::new();
        for (place, new) in pieces.iter().zip(order) {
            for (place, new) in place.iter().zip(new) {
                let new = self.between(new.start, new.end);
                let edit = trimmed(self.text, Edit::new(place.clone(), new));
                if !edit.range.is_empty() || !edit.replacement.is_empty() {
                    edits.push(edit);
                }
            }
        }
        Some(edits)
    }

    /// The comment lines directly above one that has lines of its own.
    fn comments_above(&self, index: usize) -> Range<usize> {
        let part = self.parts.get(index);
        let end = part.map_or(self.inner.start, |part| self.line_of(part).start);
        let before = index.checked_sub(1).and_then(|it| self.parts.get(it));
        let floor = before.map_or(self.inner.start, BracketPart::end);
        let mut start = end;
        while let Some(line) = line_above(self.text, start) {
            let held = self.between(line.start, line.end);
            if line.start < floor || !held.trim_start().starts_with('#') {
                break;
            }
            start = line.start;
        }
        start..end
    }

    /// Whether nothing else stands on its lines but a comment behind it.
    fn has_own_lines(&self, part: &BracketPart) -> bool {
        let before = self.between(self.line_of(part).start, part.content.start);
        let last_line = line_around(self.text, part.end());
        let behind = self.between(part.end(), last_line.end).trim_start();
        before.trim().is_empty()
            && (behind.is_empty() || behind.starts_with('#'))
            && last_line.end <= self.inner.end
    }

    /// The line it begins on.
    fn line_of(&self, part: &BracketPart) -> Range<usize> {
        let line = line_around(self.text, part.content.start);
        line.start..line.end
    }

    fn between(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }
}

/// Past blanks, line ends and comments.
fn past_gap(text: &str, from: usize, end: usize) -> usize {
    let mut at = from;
    while let Some(rest) = text.get(at..end) {
        match rest.bytes().next() {
            Some(b' ' | b'\t' | b'\n' | b'\r') => at += 1,
            Some(b'#') => at += rest.find(['\n', '\r']).unwrap_or(rest.len()),
            _ => break,
        }
    }
    at
}
