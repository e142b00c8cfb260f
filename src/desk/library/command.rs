//! What can be asked about the open library, and who does it.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::effect::LibraryReport;
use crate::desk::{Batch, Desk, Effect, Moment, Reach};
use crate::entry::cross_references::EntryId;
use crate::library::EntryKey;
use crate::library::entry_ids::Mapped;
use crate::review::State;

/// Something to be done in the library, or to many of its entries.
#[derive(Debug, Clone)]
pub enum LibraryCommand {
    /// Open a folder, or a file's folder at that entry.
    OpenPath(PathBuf),
    /// Something was dropped on the window: a folder or an entry is opened, a file of references is taken in.
    TakeDrop(PathBuf),
    /// Show an entry; `at` puts the caret there.
    Show {
        entry: EntryKey,
        at: Option<usize>,
    },
    Filter(String),
    /// List only the entries that stand so with their reviews.
    FilterByState(Option<State>),
    NewEntry(NewEntry),
    /// Look at a change to many entries before it is made.
    Propose(Arc<Batch>),
    /// Make the change that is looked at, but not in these entries.
    ChangeEntries {
        without: HashSet<EntryKey>,
    },
    /// Take back the last step of the entry shown, or of every entry where the batch is the last.
    UndoIn(Reach),
    RedoIn(Reach),
    /// Write into the house style that an id means an entry.
    MapId {
        id: EntryId,
        entry: EntryKey,
    },
    /// Take such a change back; `slug` is what the id meant before.
    UnmapId {
        id: EntryId,
        slug: Option<String>,
        mapped: Mapped,
    },
}

#[derive(Debug, Clone)]
pub struct NewEntry {
    pub title: String,
    pub pillar: String,
    pub slug: String,
}

impl Desk {
    pub(in crate::desk) fn work_in_library(
        &mut self,
        command: LibraryCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            LibraryCommand::OpenPath(path) => self.open_path(path),
            LibraryCommand::TakeDrop(path) => self.take_drop(path),
            LibraryCommand::Show { entry, at } => {
                self.show(&entry, at);
                self.look_again(&entry)
            }
            LibraryCommand::Filter(filter) => {
                self.filter_list(filter);
                Vec::new()
            }
            LibraryCommand::FilterByState(state) => {
                self.filter_by_state(state);
                Vec::new()
            }
            LibraryCommand::NewEntry(new) => self.create_entry(&new, now),
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
                errors,
                ..
            } => return self.library_opened(&root, stopped, &errors, now),
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
            LibraryReport::Learning { root, read } => self.learning_goes_on(&root, read),
            LibraryReport::StyleLearned { root, learned } => {
                return self.style_learned(&root, learned, now);
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
        }
        Vec::new()
    }
}
