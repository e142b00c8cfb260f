//! What can be asked about the file of an entry (another name, a copy, the trash), and who does it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::effect::RenameReport;
use crate::desk::{BatchId, Desk, Effect, Moment};
use crate::library::EntryKey;
use crate::library::interrupted::Way;
use crate::library::renaming::RenameWish;

/// Something to be done to the file of an entry.
#[derive(Debug, Clone)]
pub enum RenameCommand {
    /// Rename the entry that is looked at.
    Rename(RenameWish),
    /// Take a rename back, in all files.
    Undo(BatchId),
    /// Save a copy of the entry that is looked at.
    SaveCopy(RenameWish),
    /// Take away a copy that still has the text it was made with.
    UndoCopy { entry: EntryKey, text: Arc<str> },
    /// Put an entry into the system's trash.
    Delete(EntryKey),
    /// Bring a deleted entry back.
    BringBack(u64),
    /// Finish what an earlier session had begun, or take it back; the file of the journal names it.
    Resume { file: PathBuf, way: Way },
    /// Put the bar about such acts away until the library is opened again.
    ResumeLater,
}

impl Desk {
    pub(in crate::desk) fn change_file(
        &mut self,
        command: RenameCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            RenameCommand::Rename(wish) => self.rename(wish, now),
            RenameCommand::Undo(batch) => self.undo_rename(batch, now),
            RenameCommand::SaveCopy(wish) => self.save_copy(&wish, now),
            RenameCommand::UndoCopy { entry, text } => self.undo_copy(&entry, text, now),
            RenameCommand::Delete(entry) => self.delete(&entry, now),
            RenameCommand::BringBack(id) => self.undelete(id),
            RenameCommand::Resume { file, way } => self.resume(&file, way, now),
            RenameCommand::ResumeLater => {
                self.resume_later();
                Vec::new()
            }
        }
    }

    pub(in crate::desk) fn rename_reported(
        &mut self,
        report: RenameReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            RenameReport::NamesFound {
                asked,
                purpose,
                found,
            } => {
                self.names_found(asked, purpose, found, now);
                Vec::new()
            }
            RenameReport::TakenAway {
                key,
                to_trash,
                result,
            } => self.taken_away(&key, to_trash, result, now),
            RenameReport::Renamed {
                order,
                result,
                kept,
            } => self.renamed(&order, result, kept, now),
            RenameReport::Interrupted { root, acts } => {
                self.interrupted_read(&root, acts);
                Vec::new()
            }
            RenameReport::Resumed { act, order, result } => self.resumed(&act, order, result, now),
        }
    }
}
