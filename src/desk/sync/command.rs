//! What can be asked about saving, merging and leaving, and who does it.

use std::path::PathBuf;

use crate::desk::effect::SyncReport;
use crate::desk::{Desk, Effect, Moment, StepId};
use crate::library::{EntryKey, SaveHow};
use crate::merge::Choice;

/// Something to be done where the desk and the disk meet.
#[derive(Debug, Clone)]
pub enum SyncCommand {
    /// Save the entry although its file has other names, or has gone.
    Save {
        entry: EntryKey,
        how: SaveHow,
    },
    /// Save although the file holds a version that was undone here.
    SaveOver(EntryKey),
    /// Leave without asking again.
    Leave(Leaving),
    SaveAllAndLeave(Leaving),
    /// Choose what stands for a conflict of the merge that waits for choices, by its number.
    Choose {
        conflict: usize,
        choice: Choice,
    },
    /// Put the bar away that says who else is at work here.
    LockNoticeSeen,
    /// The bar about names beside the content that are left alone was read.
    LeftAloneNoticeSeen,
}

/// What to do once nothing unsaved is in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    Quit,
    Open(PathBuf),
}

impl Desk {
    pub(in crate::desk) fn sync(&mut self, command: SyncCommand) -> Vec<Effect> {
        match command {
            SyncCommand::Save { entry, how } => self.save(&entry, how),
            SyncCommand::SaveOver(entry) => self.save_over(&entry),
            SyncCommand::Leave(leaving) => self.leave(leaving),
            SyncCommand::SaveAllAndLeave(leaving) => self.save_all_and_leave(leaving),
            SyncCommand::Choose { conflict, choice } => {
                self.choose(conflict, choice);
                Vec::new()
            }
            SyncCommand::LockNoticeSeen => {
                self.lock_notice_seen();
                Vec::new()
            }
            SyncCommand::LeftAloneNoticeSeen => {
                self.left_alone_notice_seen();
                Vec::new()
            }
        }
    }

    pub(in crate::desk) fn sync_reported(
        &mut self,
        report: SyncReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            SyncReport::Written { key, step, text } => {
                let mut effects = self.written(&key, StepId(step), text.clone());
                effects.extend(self.act_written(&key, StepId(step), &text, now));
                return effects;
            }
            SyncReport::WriteRefused { key, step, why } => {
                let (is_given_up, mut effects) = self.act_refused(&key, StepId(step), &why, now);
                if !is_given_up {
                    effects.extend(self.write_refused(&key, StepId(step), why, now));
                }
                return effects;
            }
            SyncReport::Created { key, text, .. } => return self.created(&key, text, now),
            SyncReport::CreateRefused { key, why, .. } => {
                return self.create_refused(&key, &why, now);
            }
            SyncReport::ChangedOnDisk { key, content } => {
                let mut effects = self.act_confirmed(&key, &content, now);
                effects.extend(self.changed_on_disk(&key, content, now));
                return effects;
            }
            SyncReport::Merged { job, merged } => return self.merge_done(&job, merged, now),
            // An answer that comes after its entry has left the desk is waste paper.
            SyncReport::Read { key, content } => {
                if self.open.contains_key(&key) {
                    let mut effects = self.act_confirmed(&key, &content, now);
                    effects.extend(self.changed_on_disk(&key, content, now));
                    return effects;
                }
            }
            SyncReport::Removed { key } => self.removed(&key, now),
            SyncReport::Added(file) => return self.added(file, now),
            SyncReport::FolderSwitched { root, what, files } => {
                return self.folder_switched(&root, what, files, now);
            }
            SyncReport::LockedBy { root, other } => self.locked_by_read(&root, other),
            SyncReport::LeftAlone { root, names } => self.names_left_alone(&root, names),
            SyncReport::NotJournalled { why } => self.not_journalled(&why, now),
            SyncReport::UnsavedDrafts { root, found } => {
                self.unsaved_drafts_read(&root, found, now)
            }
            SyncReport::NotWatching { .. } => {
                self.say("Changes by other programs are noticed when an entry is shown or saved");
            }
        }
        Vec::new()
    }
}
