//! In which other entries the sources of the entry shown are listed too.

use std::sync::Arc;

use egui::Ui;

use crate::desk::{CitedSources, Command, Desk, LibraryCommand, OpenEntry};
use crate::library::{Bibliography, EntryKey};
use crate::references;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// Entries whose titles are shown at most.
pub(super) const SHOWN: usize = 8;

/// A place in another entry that lists the same work; where in the text, unless it has changed since.
pub(super) type OtherPlace = (EntryKey, Option<usize>);

/// For each source the other entries, until the text or what is known of the library changes.
#[derive(Default)]
pub(super) struct ListedElsewhere {
    of: Option<(Arc<str>, Arc<Bibliography>)>,
    places: Vec<Vec<OtherPlace>>,
}

impl ListedElsewhere {
    /// Looks again where that is needed.
    pub(super) fn follow(&mut self, desk: &Desk, entry: &OpenEntry, cited: &CitedSources) {
        let Some(read) = desk.bibliography().read() else {
            *self = Self::default();
            return;
        };
        let text = entry.text();
        let same = self
            .of
            .as_ref()
            .is_some_and(|(of, by)| Arc::ptr_eq(of, text) && Arc::ptr_eq(by, read));
        if same {
            return;
        }
        let sources = cited.sources.iter();
        self.places = sources
            .map(|source| {
                let record = references::of_source(text, source);
                places(desk, read, &entry.key, &record)
            })
            .collect();
        self.of = Some((text.clone(), read.clone()));
    }

    /// The other entries that list a source; `None` as long as the library has not been read.
    pub(super) fn of_source(&self, index: usize) -> Option<&[OtherPlace]> {
        self.of.as_ref()?;
        self.places.get(index).map(Vec::as_slice)
    }
}

fn places(
    desk: &Desk,
    read: &Bibliography,
    here: &EntryKey,
    record: &references::Record,
) -> Vec<OtherPlace> {
    let listings = read
        .work_of(record)
        .map_or(&[][..], |work| read.listings(work));
    let mut places: Vec<OtherPlace> = Vec::new();
    for listing in listings.iter().filter(|it| it.entry != *here) {
        if places.last().is_none_or(|(last, _)| *last != listing.entry) {
            let file = desk.library().and_then(|it| it.get(&listing.entry));
            let now = file.and_then(|file| file.content.text());
            let then = read.text(&listing.entry);
            let is_same = now
                .zip(then)
                .is_some_and(|(now, then)| Arc::ptr_eq(now, then));
            places.push((listing.entry.clone(), is_same.then_some(listing.at)));
        }
    }
    places
}

/// Goes to the line of another entry.
pub(super) fn show((entry, at): (&EntryKey, Option<usize>)) -> Command {
    Command::Library(LibraryCommand::Show {
        entry: entry.clone(),
        at,
    })
}

/// The titles of the other entries, each a way to its line.
pub(super) fn titles(
    ui: &mut Ui,
    desk: &Desk,
    places: &[OtherPlace],
    p: &Palette,
    out: &mut Vec<Command>,
) {
    ui.label(theme::small(said(places.len()), p.dim));
    for (entry, at) in places.iter().take(SHOWN) {
        let title = theme::small(desk.title_of(entry), p.accent);
        if widgets::row_link(ui, title).clicked() {
            out.push(show((entry, *at)));
        }
    }
    if let Some(more) = places.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        ui.label(theme::small(format!("and {more} more"), p.dim));
    }
}

/// `in 3 other entries`.
fn said(count: usize) -> String {
    match count {
        0 => "In no other entry".to_owned(),
        1 => "In 1 other entry".to_owned(),
        n => format!("In {n} other entries"),
    }
}
