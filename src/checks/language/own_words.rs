//! Which words of an entry are its own: not code, not where a link leads, not its sources, not what it quotes.

use std::cell::OnceCell;
use std::ops::Range;

use crate::checks::Subject;
use crate::checks::autofix::Protected;
use crate::checks::prose::{self, ProseStretch};
use crate::entry::quotations;
use crate::entry::sources::is_sources;

/// Tells the places of an entry's own words. What others wrote is looked for when it is first asked about: most entries have
/// nothing to ask.
pub(super) struct OwnWords<'s> {
    subject: &'s Subject<'s>,
    of_others: OnceCell<Vec<Range<usize>>>,
}

impl<'s> OwnWords<'s> {
    pub(super) fn of(subject: &'s Subject<'s>) -> Self {
        Self {
            subject,
            of_others: OnceCell::new(),
        }
    }

    /// Where a range of a stretch stands in the entry; `None` where its words are not the entry's own.
    pub(super) fn place(
        &self,
        stretch: &ProseStretch<'_>,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        // They stand in the order of the text.
        let first = (stretch.runs).partition_point(|run| run.text.end <= range.start);
        let runs = stretch.runs.iter().skip(first);
        for run in runs.take_while(|run| run.text.start < range.end) {
            if run.style.has(prose::NO_WORDS) || run.link.is_some() {
                return None;
            }
        }
        let place = stretch.source(range)?;
        let of_others = self.of_others.get_or_init(|| of_others(self.subject));
        let next = of_others.partition_point(|it| it.end <= place.start);
        let is_own = of_others.get(next).is_none_or(|it| it.start >= place.end);
        is_own.then_some(place)
    }

    /// Where some words of [`Subject::prose`] stand in the entry; `None` where they are not the entry's own.
    pub(super) fn place_of(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let prose = self.subject.prose();
        let stretch = prose.stretch_of(words.start)?;
        let stretch = prose.stretch(&self.subject.reading.page, stretch)?;
        self.place(&stretch, &prose.span(words))
    }
}

/// Quotations, and the sections that list sources, in the order of the text.
fn of_others(subject: &Subject<'_>) -> Vec<Range<usize>> {
    let (text, reading) = (subject.text, subject.reading);
    let lists = reading.outline.all_sections();
    let lists = lists.filter(|section| is_sources(text, section));
    let lists: Vec<Range<usize>> = lists.map(|section| section.range.clone()).collect();
    let listed = Protected::of(lists.clone());
    let mut all = quotations(text, &reading.page);
    all.retain(|it| !listed.touch(&(it.start..it.start + 1)));
    all.extend(lists);
    all.sort_unstable_by_key(|it| it.start);
    all
}
