//! What can be asked about the sources of the entry shown, and who does it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::effect::SourceReport;
use crate::desk::{Desk, Effect, FromPaste, Moment, OfferedSource, StepId};
use crate::entry::sources;
use crate::references::Record;

/// Something to be done to the sources of the entry shown, or to the list of withdrawn works.
#[derive(Debug, Clone)]
pub enum SourceCommand {
    /// Set a field of a source of the entry, by the source's place in the list.
    Set {
        source: usize,
        field: sources::SourceField,
        value: String,
    },
    Remove(usize),
    Move {
        from: usize,
        to: usize,
    },
    /// Add the records that the entry does not list yet.
    Add(Vec<Record>),
    /// Read what was pasted into the dialog, beside the window.
    ReadPasted(Arc<str>),
    /// Add these records of what was just pasted into the text, and take the lines out that have become sources.
    AddInPlaceOfPaste(Vec<FromPaste>),
    /// Cite a work at the caret, and list it where it is new.
    Cite {
        record: Box<Record>,
        with_pmid: bool,
    },
    /// Look at a list of withdrawn works and let it lie beside the library; asks where another lies there.
    UseWithdrawn(PathBuf),
    /// Put the list beside the library without asking again.
    KeepWithdrawn(PathBuf),
    /// So many sources are offered for the word at the caret; the first is to be mentioned so.
    Offered {
        count: usize,
        first: String,
    },
    /// Cite an offered source in the place of the letters typed; the offer was made at this step.
    Complete {
        step: StepId,
        offer: Box<OfferedSource>,
    },
}

impl Desk {
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
            SourceCommand::Offered { count, first } => self.offered(count, &first),
            SourceCommand::Complete { step, offer } => self.complete(step, &offer, now),
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
