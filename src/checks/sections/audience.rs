//! The list of whom an entry is for.

use std::ops::Range;

use super::headed::headed;
use crate::checks::Subject;
use crate::entry::outline::Section;

/// An item of the list.
pub(super) struct AudienceItem<'s> {
    pub words: &'s str,
    pub range: Range<usize>,
}

/// The items, and the section they stand in.
pub(super) fn items<'s>(subject: &Subject<'s>) -> Option<(&'s Section, Vec<AudienceItem<'s>>)> {
    let section = named(subject, &subject.style.audience.section)?;
    let page = &subject.reading.page;
    let blocks = page.blocks_in(&section.body).iter();
    let items = blocks.filter(|block| block.marker.is_some());
    let items = items.filter_map(|block| {
        let words = page.text(block).trim();
        let runs = page.runs(block);
        let range = runs.first()?.source.start..runs.last()?.source.end;
        // A whole sentence is no term.
        let is_term = !words.is_empty() && words.chars().count() <= 60 && !words.ends_with('.');
        is_term.then_some(AudienceItem { words, range })
    });
    Some((section, items.collect()))
}

/// The section of this name.
pub(super) fn named<'s>(subject: &Subject<'s>, name: &str) -> Option<&'s Section> {
    let number = subject
        .style
        .sections
        .iter()
        .position(|section| section.name == name);
    let mut all = headed(subject).iter();
    let found = all.find(|headed| {
        headed.title.trim() == name || (number.is_some() && headed.is.number() == number)
    });
    found.map(|headed| headed.section)
}
