//! Matches the sections of an entry with those the house style names.

use std::collections::HashSet;
use std::ops::Range;

use super::section_names::{Headed, Is};
use crate::checks::{Fix, Subject, prose};
use crate::entry::arrange;
use crate::entry::outline::Section;
use crate::entry::page::{BlockKind, Heading, Top};

impl Headed<'_> {
    /// The fix that gives the section another name; none where that would change other sections. `verb` is how it is said:
    /// "Call it".
    pub fn rename(&self, subject: &Subject<'_>, verb: &str, name: &str) -> Option<Fix> {
        let outline = &subject.reading.outline;
        let edits = arrange::rename(subject.text, outline, self.index, name).ok()?;
        Some(Fix::new(format!("{verb} “{name}”"), edits))
    }
}

/// Every section of an entry.
pub(super) fn headed<'s>(subject: &Subject<'s>) -> &'s [Headed<'s>] {
    subject.sections
}

/// The sections of the house style that the entry has under their names.
pub(super) fn right(subject: &Subject<'_>) -> HashSet<usize> {
    let numbers = headed(subject).iter().filter_map(|headed| match headed.is {
        Is::Right(number) => Some(number),
        _ => None,
    });
    numbers.collect()
}

/// Headings of another level that have the name of a section that is nowhere.
pub(super) fn other_levels<'s>(
    subject: &Subject<'s>,
    headed: &[Headed<'s>],
) -> Vec<(usize, &'s Heading)> {
    let taken: HashSet<usize> = headed
        .iter()
        .filter_map(|headed| headed.is.number())
        .collect();
    let tops = subject.reading.page.tops.iter();
    let headings = tops.filter_map(|top| match top {
        Top::Heading(heading) if heading.level != 2 => Some(heading),
        _ => None,
    });
    headings
        .filter_map(
            |heading| match subject.names.known(&heading.title(subject.text)) {
                Is::Right(number) | Is::OtherForm(number) if !taken.contains(&number) => {
                    Some((number, heading))
                }
                _ => None,
            },
        )
        .collect()
}

/// Whether a heading has the name of a section of the house style.
pub(super) fn is_known(subject: &Subject<'_>, heading: &Heading) -> bool {
    subject.names.known(&heading.title(subject.text)) != Is::Unknown
}

/// Whether a heading has the words of the entry's title.
pub(super) fn is_title(subject: &Subject<'_>, heading: &Heading) -> bool {
    let title = subject.reading.front_matter.text("title");
    let heading = heading.title(subject.text);
    title.is_some_and(|title| {
        !title.trim().is_empty() && title.split_whitespace().eq(heading.split_whitespace())
    })
}

/// Whether the entry has been reviewed: a draft is not held to what it will be.
pub(super) fn is_reviewed(subject: &Subject<'_>) -> bool {
    let text = subject
        .front_matter()
        .and_then(|it| it.text("last_reviewed"));
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Lines that would head a section which is nowhere, were there a blank behind their marks: `##Timing`. Each with the
/// number of its section, and the length of its marks.
pub(super) fn unspaced(
    subject: &Subject<'_>,
    headed: &[Headed<'_>],
) -> Vec<(usize, Range<usize>, usize)> {
    let taken: HashSet<usize> = headed
        .iter()
        .filter_map(|headed| headed.is.number())
        .collect();
    // Most entries have all their sections.
    if (0..subject.style.sections.len()).all(|number| taken.contains(&number)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for line_end in memchr::memmem::find_iter(subject.text.as_bytes(), "\n##") {
        let start = line_end + 1;
        let rest = subject.text.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let name = line.trim_start_matches('#');
        let marks = line.len() - name.len();
        if name.is_empty() || name.starts_with(char::is_whitespace) || marks > 6 {
            continue;
        }
        let (Is::Right(number) | Is::OtherForm(number)) = subject.names.known(name) else {
            continue;
        };
        let block = prose::block_at(&subject.reading.page, start);
        let is_prose = block.is_some_and(|block| block.kind == BlockKind::Paragraph);
        if is_prose && !taken.contains(&number) {
            found.push((number, start..start + line.len(), marks));
        }
    }
    found
}

/// Whether there is nothing in a section that a reader sees.
pub(super) fn is_empty(subject: &Subject<'_>, section: &Section) -> bool {
    let mut rest = subject.at(&section.body).trim();
    loop {
        let comment = rest.strip_prefix("<!--");
        let behind = comment.and_then(|it| it.split_once("-->"));
        let behind = behind.map(|(_, behind)| behind);
        let Some(behind) = behind.or(rest.strip_prefix("&nbsp;")) else {
            return rest.is_empty();
        };
        rest = behind.trim_start();
    }
}
