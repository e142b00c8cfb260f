//! A list of sources that is none by the house form: under another heading, at another level, or without numbers.

use super::{SOURCES, SourceError};
use crate::entry::front_matter::split;
use crate::entry::outline::Outline;

/// Nothing is listed yet, so that a first source may begin the list.
///
/// # Errors
/// [`SourceError`] where a list stands that is not read.
pub(super) fn none_stands(text: &str, outline: &Outline) -> Result<(), SourceError> {
    let mut sections = outline.all_sections();
    if let Some(section) = sections.find(|section| super::is_sources(text, section)) {
        let body = text.get(section.body.clone()).unwrap_or_default();
        let mut lines = body.lines().map(str::trim_start);
        let is_bullet = |line: &str| ["* ", "- ", "+ "].iter().any(|mark| line.starts_with(mark));
        return match lines.any(is_bullet) {
            true => Err(SourceError::Unnumbered),
            false => Ok(()),
        };
    }
    let mut lines = text.get(split(text).body..).unwrap_or_default().lines();
    let mut open_fence = false;
    while let Some(line) = lines.next() {
        open_fence ^= line.trim_start().starts_with("```");
        let Some(title) = title(line).filter(|_| !open_fence) else {
            continue;
        };
        let next = lines.clone().map(str::trim).find(|line| !line.is_empty());
        if next.is_some_and(|next| !next.starts_with('#')) {
            return Err(SourceError::Elsewhere(title.to_owned()));
        }
    }
    Ok(())
}

/// The title of a heading, or of a line in bold, that a list of sources stands under.
fn title(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_heading = line.starts_with('#');
    let is_bold = line.starts_with("**") && line.trim_end_matches(':').ends_with("**");
    let title =
        line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | ':'));
    let is_list = LISTS.iter().any(|name| name.eq_ignore_ascii_case(title));
    ((is_heading || is_bold) && is_list).then_some(title)
}

const LISTS: &[&str] = &[
    SOURCES,
    "References",
    "Reference list",
    "List of references",
    "Bibliography",
    "Works cited",
    "Literature",
    "Literature cited",
    "Cited sources",
];
