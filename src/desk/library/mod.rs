//! The open library: opened, listed, gone through, added to, renamed; changes to many of its entries, and its house style.
//!
//! Knows nothing of: how a folder is walked, how a file is written.

pub(super) mod assign_id;
pub(super) mod backlinks;
pub(super) mod batch;
pub(super) mod command;
pub(super) mod house_style;
pub(super) mod image;
pub(super) mod learning;
pub(super) mod list;
pub(super) mod navigation;
pub(super) mod new_entry;
pub(super) mod open_link;
pub(super) mod opening;
pub(super) mod rename;
pub(super) mod underway;
pub(super) mod worked_out;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::checks::LearnedStyle;
use crate::desk::effect::LibraryReport;
use crate::desk::{
    Batch, Desk, Effect, Learning, LibraryCommand, ListLine, ListView, Moment, Opening, Reference,
};
use crate::house_style::Mistake;
use crate::library::EntryKey;
use learning::ToWrite;
use navigation::Trail;
use rename::Renames;
use underway::ChangeUnderWay;

/// What is kept of the work in the library that is open.
#[derive(Debug, Default)]
pub(super) struct LibraryState {
    /// What is being opened, while it is.
    opening: Option<Opening>,
    /// The entry to show as soon as it has been read: `copydesk FILE.md`.
    awaited: Option<EntryKey>,
    /// Something in the folder says that it is a library.
    is_marked: bool,
    trail: Trail,
    list: ListView,
    /// The day by which the list says what is due.
    today: Date,
    lines: Vec<ListLine>,
    /// The entries of the list that are selected; always listed ones.
    selected: BTreeSet<EntryKey>,
    filtering: list::Filtering,
    /// The mistakes in the file of the house style.
    style_mistakes: Vec<Mistake>,
    /// The library has a file with its own house style.
    has_own_style: bool,
    /// What is being learned, while it is; what was learned, while it is looked at and until it is written.
    learning: Option<Learning>,
    learned: Option<Arc<LearnedStyle>>,
    to_write: Option<ToWrite>,
    /// The places that refer to the entry shown, while they are listed.
    references_here: Vec<Reference>,
    /// A change to many entries, while it is looked at.
    proposed: Option<Arc<Batch>>,
    /// One that is being made, undone or done again.
    underway: Option<ChangeUnderWay>,
    renames: Renames,
}

impl Desk {
    /// Something in the folder says that it is a library.
    pub(in crate::desk) fn is_library_marked(&self) -> bool {
        self.in_library.is_marked
    }

    pub(in crate::desk) fn work_in_library(
        &mut self,
        command: LibraryCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            LibraryCommand::OpenPath(path) => {
                let mut effects = self.stop_changing(now);
                effects.extend(self.open_path(path));
                effects
            }
            LibraryCommand::TakeDrop(path) => self.take_drop(path),
            LibraryCommand::Show { entry, at } => {
                self.show(&entry, at);
                self.look_again(&entry)
            }
            LibraryCommand::Filter(filter) => self.filter_list(filter),
            LibraryCommand::Select(entries) => {
                self.select_listed(entries);
                Vec::new()
            }
            LibraryCommand::FilterByState(state) => {
                self.filter_by_state(state);
                Vec::new()
            }
            LibraryCommand::ShowInRows { field, shown } => {
                let fields = &mut self.view.row_fields;
                fields.retain(|other| *other != field);
                if shown {
                    fields.push(field);
                }
                Vec::new()
            }
            LibraryCommand::NewEntry(new) => self.create_entry(&new, now),
            LibraryCommand::UseLearned { without } => self.use_learned(&without),
            LibraryCommand::Propose(batch) => {
                self.propose(batch);
                Vec::new()
            }
            LibraryCommand::ChangeEntries { without } => self.change_entries(&without, now),
            LibraryCommand::UndoIn(reach) => self.undo_in(reach, now),
            LibraryCommand::RedoIn(reach) => self.redo_in(reach, now),
            LibraryCommand::MapId { id, entry } => self.map_id(id, &entry, now),
            LibraryCommand::UnmapId { id, slug, mapped } => self.unmap_id(id, slug, mapped),
        }
    }

    pub(in crate::desk) fn library_reported(
        &mut self,
        report: LibraryReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            LibraryReport::Started { root, at } => return self.library_started(root, at),
            LibraryReport::FilesRead {
                root,
                files,
                progress,
            } => self.files_read(&root, files, progress),
            LibraryReport::Opened {
                root,
                stopped,
                is_marked,
                errors,
                ..
            } => {
                self.in_library.is_marked = is_marked;
                return self.library_opened(&root, stopped, &errors, now);
            }
            LibraryReport::OpenRefused(failed) => {
                self.open_refused(&failed.root, &failed.why.to_string(), now);
            }
            LibraryReport::FolderPicked { folder, waited } => {
                return self.folder_picked(folder, waited);
            }
            LibraryReport::StyleRead {
                root,
                style,
                mistakes,
            } => return self.style_read(&root, *style, mistakes, now),
            LibraryReport::Learning { root, step } => self.learning_goes_on(&root, step),
            LibraryReport::StyleLearned { root, learned } => {
                self.style_learned(&root, learned, now);
            }
            LibraryReport::IdMapped {
                root,
                id,
                slug,
                result,
            } => self.id_mapped(&root, id, slug, result, now),
            LibraryReport::IdUnmapped {
                root,
                id,
                slug,
                result,
            } => self.id_unmapped(&root, id, slug, result, now),
            LibraryReport::ChangesWorkedOut {
                asked,
                changes,
                is_all,
            } => return self.changes_worked_out(asked, changes, is_all, now),
        }
        Vec::new()
    }
}
