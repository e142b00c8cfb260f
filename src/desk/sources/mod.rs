//! The sources of an entry, and of the whole library: cited, added, sorted, pasted, checked against a list of withdrawn works.
//!
//! Knows nothing of: how a source line or a reference is read and written.

pub(super) mod bibliography;
pub(super) mod citing;
pub(super) mod command;
pub(super) mod completion;
pub(super) mod paste;
pub(super) mod sort;
pub(super) mod withdrawn;

use std::sync::Arc;

use crate::desk::effect::SourceReport;
use crate::desk::{BibliographyView, Desk, Effect, Moment, SourceCommand, WithdrawnList};
use crate::entry::citations::Surnames;
use crate::references::Gathered;
use paste::{LongPaste, PastedText, UnreadPaste};

/// What is known of sources, and the references that are on their way to the list.
#[derive(Debug, Default)]
pub(super) struct SourceState {
    /// The library's distinct works, and the view of them.
    bibliography: BibliographyView,
    /// The surnames of those who wrote them.
    authors: Arc<Surnames>,
    withdrawn: WithdrawnList,
    /// References of a file that was dropped on the window.
    dropped: Option<Arc<Gathered>>,
    /// A long paste into the dialog that takes references, and what it was read as.
    long_paste: Option<LongPaste>,
    /// References that were just pasted into the text.
    pasted: Option<PastedText>,
    /// A long paste into the text, while it is read.
    unread_paste: Option<UnreadPaste>,
}

impl Desk {
    /// References of a file that was dropped on the window, while their dialog is open.
    pub fn dropped(&self) -> Option<&Arc<Gathered>> {
        self.sources.dropped.as_ref()
    }

    /// The surnames that the library knows as authors; none until its works have been read.
    pub fn authors(&self) -> &Arc<Surnames> {
        &self.sources.authors
    }

    /// What was to be listed from the dialog before is gone with it.
    pub(super) fn forget_references(&mut self) {
        self.sources.dropped = None;
        self.sources.long_paste = None;
    }

    /// Another folder was opened.
    pub(super) fn forget_sources(&mut self) {
        self.sources.withdrawn = WithdrawnList::default();
        self.forget_bibliography();
    }

    pub(in crate::desk) fn change_sources(
        &mut self,
        command: SourceCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            SourceCommand::Set {
                source,
                field,
                value,
            } => self.set_source(source, field, &value, now),
            SourceCommand::Remove(source) => self.remove_source(source, now),
            SourceCommand::Move { from, to } => self.move_source(from, to, now),
            SourceCommand::Add(records) => self.add_sources(&records, now),
            SourceCommand::ReadPasted(text) => return self.read_pasted(text),
            SourceCommand::AddInPlaceOfPaste(records) => self.add_in_place_of_paste(&records, now),
            SourceCommand::Cite { record, with_pmid } => self.cite(&record, with_pmid, now),
            SourceCommand::UseWithdrawn(path) => return self.use_withdrawn(path),
            SourceCommand::KeepWithdrawn(path) => return self.keep_withdrawn(path),
        }
        Vec::new()
    }

    pub(in crate::desk) fn sources_reported(
        &mut self,
        report: SourceReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            SourceReport::ReferencesRead { path, result } => {
                self.references_read(&path, result, now)
            }
            SourceReport::PastedRead { text, read } => {
                self.pasted_read(&text, read, now);
                Vec::new()
            }
            SourceReport::WithdrawnRead { root, list } => self.withdrawn_read(&root, list, now),
            SourceReport::WithdrawnLookedAt { root, path, list } => {
                self.withdrawn_looked_at(&root, path, list, now)
            }
            SourceReport::WithdrawnKept { root, kept } => self.withdrawn_kept(&root, kept, now),
            SourceReport::WithdrawnChanged { root } => self.withdrawn_changed(&root),
            SourceReport::WithdrawnPicked { path, waited } => self.withdrawn_picked(path, waited),
        }
    }
}
