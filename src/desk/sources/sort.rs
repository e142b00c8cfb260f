//! The order of the entry's sources: one is moved, or all are sorted. Numbers and citations by number follow in the same step.

use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::Selection;
use crate::desk::sources::citing::CitedSources;
use crate::desk::{Desk, Moment};
use crate::entry::citations;
use crate::entry::sources::{self, Source, SourceError};
use crate::entry::{Edits, Lean};
use crate::references;

/// What sources are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum SourceOrder {
    Author,
    Year,
    FirstCitation,
}

impl Desk {
    pub(super) fn move_source(&mut self, from: usize, to: usize, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let count = sources::read(entry.text(), &entry.reading().outline).len();
        let Some(order) = sources::moved(count, from, to) else {
            return;
        };
        if self.put_sources(&order, "moving a source", now) {
            self.say(format!("Moved the source to place {}", to + 1));
        }
    }

    /// Moves the source whose line holds the caret.
    pub(in crate::desk) fn move_source_here(&mut self, down: bool, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let sources = sources::read(entry.text(), &entry.reading().outline);
        let Some(from) = line_at(&sources, entry.selection.head) else {
            self.say("Put the caret in the line of a source first");
            return;
        };
        let to = if down {
            Some(from + 1)
        } else {
            from.checked_sub(1)
        };
        match to.filter(|to| *to < sources.len()) {
            Some(to) => self.move_source(from, to, now),
            None if down => self.say("This is the last source"),
            None => self.say("This is the first source"),
        }
    }

    pub(in crate::desk) fn sort_sources(&mut self, by: SourceOrder, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let cited = CitedSources::of(entry, self);
        let order = sorted(entry, &cited, by);
        let by = match by {
            SourceOrder::Author => "author",
            SourceOrder::Year => "year",
            SourceOrder::FirstCitation => "first mention",
        };
        if order.iter().copied().eq(0..order.len()) {
            self.say(format!("The sources are in the order of {by} already"));
        } else if self.put_sources(&order, &format!("sorting the sources by {by}"), now) {
            self.say(format!("Sorted {} sources by {by}", order.len()));
        }
    }

    /// Puts the sources in another order; the caret stays in the line it is in.
    fn put_sources(&mut self, order: &[usize], label: &str, now: Moment) -> bool {
        let Some(entry) = self.shown() else {
            return false;
        };
        let edits = sources::put_in_order(entry.text(), &entry.reading().outline, order);
        let place = |from: usize| order.iter().position(|it| *it == from);
        let edits = edits.and_then(|edits| self.with_numbers(entry, edits, place));
        let after = edits.as_ref().ok().and_then(|edits| {
            Some(Selection {
                anchor: followed(entry, edits, order, entry.selection.anchor)?,
                head: followed(entry, edits, order, entry.selection.head)?,
            })
        });
        self.change_shown(edits, label, after, now)
    }
}

impl Desk {
    /// A change to the list of sources, and what it makes of numbers in parentheses or above the line: `place` tells where a source
    /// stands then.
    pub(super) fn with_numbers(
        &self,
        entry: &OpenEntry,
        edits: Edits,
        place: impl Fn(usize) -> Option<usize>,
    ) -> Result<Edits, SourceError> {
        let cited = CitedSources::of(entry, self);
        if !cited.citations.is_numbered {
            return Ok(edits);
        }
        let new = edits.apply(entry.text()).map_err(|_| SourceError::Gone)?;
        let new = sources::of(&new);
        let number = |old: u32| {
            let from = cited.sources.iter().position(|it| it.number == old)?;
            Some(new.get(place(from)?)?.number)
        };
        let more = citations::renumbered(&cited.citations, number)
            .map_err(|place| SourceError::Cited(vec![place]))?;
        let all = edits.iter().cloned().chain(more);
        Edits::new(all.collect()).map_err(|_| SourceError::WouldReadOtherwise)
    }
}

/// The source whose line holds this place.
fn line_at(sources: &[Source], at: usize) -> Option<usize> {
    let mut sources = sources.iter();
    sources.position(|source| source.range.start <= at && at <= source.range.end)
}

/// Where a place of the text is once the sources are in another order.
fn followed(entry: &OpenEntry, edits: &Edits, order: &[usize], at: usize) -> Option<usize> {
    let old = sources::read(entry.text(), &entry.reading().outline);
    let Some(from) = line_at(&old, at) else {
        return Some(edits.map(at, Lean::Before));
    };
    let new = sources::of(&edits.apply(entry.text()).ok()?);
    let place = order.iter().position(|it| *it == from)?;
    let (old, new) = (old.get(from)?, new.get(place)?);
    let behind_the_number = at.checked_sub(old.number_at.end);
    Some(behind_the_number.map_or(new.range.start, |ahead| new.number_at.end + ahead))
}

fn sorted(entry: &OpenEntry, cited: &CitedSources, by: SourceOrder) -> Vec<usize> {
    let text = entry.text();
    let mut order: Vec<usize> = (0..cited.sources.len()).collect();
    let record = |at: &usize| {
        let source = cited.sources.get(*at);
        source.map(|source| references::of_source(text, source))
    };
    match by {
        SourceOrder::Author => {
            order.sort_by_cached_key(|at| record(at).as_ref().map(references::by_author));
        }
        SourceOrder::Year => {
            order.sort_by_cached_key(|at| record(at).as_ref().map(references::by_year));
        }
        SourceOrder::FirstCitation => {
            let outline = &entry.reading().outline;
            let numbered = sources::cited_by_number(text, outline, &cited.sources);
            order.sort_by_cached_key(|at| {
                let named = citations::of_source(&cited.citations.list, *at);
                let number = cited.sources.get(*at).map(|source| source.number);
                let cited = numbered
                    .iter()
                    .filter(|citation| number.is_some_and(|number| citation.holds(number)));
                let places = named
                    .map(|citation| citation.range.start)
                    .chain(cited.map(|citation| citation.range.start));
                // Those that are never mentioned stay in their order behind the others.
                places.min().unwrap_or(usize::MAX)
            });
        }
    }
    order
}
