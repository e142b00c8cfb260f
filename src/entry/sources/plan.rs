//! A change of several source lines in the making: lines are added, removed or reordered, numbers follow, and so do the
//! places in the prose that cite by number (`[3]`, `source 3`).

use std::ops::Range;

use super::numbered::{self, CitedByNumber};
use super::{Source, SourceError};
use crate::entry::front_matter::split;
use crate::entry::outline::Outline;
use crate::entry::{Edit, Edits, LineEnd};

/// A change of several lines in the making.
pub(super) struct Plan<'t> {
    text: &'t str,
    sources: &'t [Source],
    citations: Vec<CitedByNumber>,
    edits: Vec<Edit>,
}

impl<'t> Plan<'t> {
    pub(super) fn new(text: &'t str, outline: &Outline, sources: &'t [Source]) -> Self {
        Self {
            text,
            sources,
            citations: numbered::find(text, outline, sources),
            edits: Vec::new(),
        }
    }

    /// Number and words of each line.
    pub(super) fn lines(&self) -> Vec<(u32, String)> {
        self.sources
            .iter()
            .map(|source| (source.number, words(self.text, source)))
            .collect()
    }

    pub(super) fn is_sequence(&self) -> bool {
        let mut pairs = self.sources.iter().zip(self.sources.iter().skip(1));
        pairs.all(|(one, next)| one.number + 1 == next.number)
    }

    pub(super) fn needs_sequence(&self) -> Result<(), SourceError> {
        if self.is_sequence() {
            Ok(())
        } else {
            Err(SourceError::Numbering)
        }
    }

    pub(super) fn replace(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    /// `.` or `)` behind the number of a source.
    pub(super) fn mark(&self, source: &Source) -> &'t str {
        let at = source.number_at.end;
        self.text.get(at..at + 1).unwrap_or(".")
    }

    /// What stands between a source and the one before it: blank lines at most.
    pub(super) fn gap(&self, at: usize) -> Result<&'t str, SourceError> {
        let before = at
            .checked_sub(1)
            .and_then(|before| self.sources.get(before));
        let gap = match (before, self.sources.get(at)) {
            (Some(before), Some(source)) => self.text.get(before.range.end..source.range.start),
            // Before the first and behind the last: as between the first two.
            _ => match (self.sources.first(), self.sources.get(1)) {
                (Some(first), Some(second)) => self.text.get(first.range.end..second.range.start),
                _ => Some(LineEnd::of(self.text).as_str()),
            },
        };
        let gap = gap.unwrap_or_default();
        if gap.trim().is_empty() {
            Ok(gap)
        } else {
            Err(SourceError::WordsBetween)
        }
    }

    /// Puts lines behind the last source, under the numbers that follow the highest.
    pub(super) fn append(
        &mut self,
        lines: &[String],
        last: &Source,
        expected: &mut Vec<(u32, String)>,
    ) {
        let line_end = LineEnd::of(self.text).as_str();
        let gap = match self.sources.len() {
            0 | 1 => line_end,
            count => self.gap(count - 1).unwrap_or(line_end),
        };
        let mark = self.mark(last);
        let highest = self.sources.iter().map(|source| source.number).max();
        let mut added = String::new();
        for (number, line) in (highest.unwrap_or(0) + 1..).zip(lines) {
            added.push_str(&format!("{gap}{number}{mark} {line}"));
            expected.push((number, line.clone()));
        }
        self.edits.push(Edit::insert(last.range.end, added));
    }

    /// Puts a line before a source and gives that source its new number in the same edit.
    pub(super) fn insert_before(&mut self, at: usize, line: &str, number: u32) {
        if let Some(source) = self.sources.get(at) {
            self.edits.push(Edit::new(
                source.number_at.clone(),
                format!("{line}{number}"),
            ));
        }
    }

    pub(super) fn renumber(
        &mut self,
        range: impl std::ops::RangeBounds<usize>,
        step: i64,
    ) -> Result<(), SourceError> {
        for (at, source) in self.sources.iter().enumerate() {
            if range.contains(&at) {
                let number = u32::try_from(i64::from(source.number) + step)
                    .map_err(|_| SourceError::Numbering)?;
                self.edits
                    .push(Edit::new(source.number_at.clone(), number.to_string()));
            }
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, at: usize) {
        let Some(source) = self.sources.get(at) else {
            return;
        };
        let next = self.sources.get(at + 1).map(|next| next.range.start);
        let before = at
            .checked_sub(1)
            .and_then(|before| self.sources.get(before))
            .map(|before| before.range.end);
        let is_blank = |range: Range<usize>| {
            self.text
                .get(range)
                .is_some_and(|gap| gap.trim().is_empty())
        };
        let range = match (before, next) {
            (_, Some(next)) if is_blank(source.range.end..next) => source.range.start..next,
            (Some(before), _) if is_blank(before..source.range.start) => before..source.range.end,
            _ => {
                let rest = self.text.get(source.range.end..).unwrap_or_default();
                let line_end = if rest.starts_with("\r\n") {
                    2
                } else {
                    usize::from(rest.starts_with('\n'))
                };
                source.range.start..source.range.end + line_end
            }
        };
        self.edits.push(Edit::delete(range));
    }

    /// Where the prose cites a number.
    pub(super) fn cited(&self, number: u32) -> Vec<Range<usize>> {
        let citations = self
            .citations
            .iter()
            .filter(|citation| citation.holds(number));
        citations.map(|citation| citation.range.clone()).collect()
    }

    /// Brings citations by number to the new numbers.
    pub(super) fn follow(&mut self, new: impl Fn(u32) -> Option<u32>) -> Result<(), SourceError> {
        for citation in &self.citations {
            let edits = citation
                .renumbered(&new)
                .ok_or_else(|| SourceError::CitedTogether(citation.range.clone()))?;
            self.edits.extend(edits);
        }
        Ok(())
    }

    /// The edits, if the sources then read as they should and no other piece of the entry has moved.
    pub(super) fn checked(self, expected: &[(u32, String)]) -> Result<Edits, SourceError> {
        let edits = Edits::new(self.edits).map_err(|_| SourceError::WouldReadOtherwise)?;
        let new_text = edits.apply(self.text).map_err(|_| SourceError::Gone)?;
        let outline = Outline::read(&new_text, split(&new_text).body);
        let sources = super::read(&new_text, &outline);
        let same = sources.len() == expected.len()
            && sources
                .iter()
                .zip(expected)
                .all(|(source, (number, line))| {
                    source.number == *number && words(&new_text, source) == *line
                });
        let titles = |text: &str, outline: &Outline| -> Vec<String> {
            outline
                .all_sections()
                .map(|section| section.title(text))
                .collect()
        };
        let old_outline = Outline::read(self.text, split(self.text).body);
        if same && titles(self.text, &old_outline) == titles(&new_text, &outline) {
            Ok(edits)
        } else {
            Err(SourceError::WouldReadOtherwise)
        }
    }
}

/// The words of a source on one line, what is nested below included.
fn words(text: &str, source: &Source) -> String {
    let words = text
        .get(source.line.start..source.range.end)
        .unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
