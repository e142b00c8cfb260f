//! The desk and the disk brought together: saving, merging what another program wrote, branch switches, the journal, the lock,
//! and the recovery of what an earlier session left unsaved.
//!
//! Knows nothing of: how a file is written, how a merge is made, what git is.

pub(super) mod branch_switch;
pub(super) mod command;
pub(super) mod journal;
pub(super) mod left_alone;
pub(super) mod lock;
pub(super) mod merge;
pub(super) mod recovery;
pub(super) mod saving;
mod saving_all;

use crate::desk::effect::SyncReport;
use crate::desk::{Desk, Effect, Leaving, Moment, Resolving, StepId, SyncCommand};
use crate::library::EntryKey;
use branch_switch::{Stash, Stranded};
use journal::Journalled;
use left_alone::NamesLeftAlone;
use lock::LockState;
use recovery::offer::UnsavedDrafts;
use saving_all::SavingAll;

/// What is kept until the desk and the disk say the same.
#[derive(Debug, Default)]
pub(super) struct SyncState {
    journalled: Journalled,
    unsaved_drafts: UnsavedDrafts,
    lock: LockState,
    left_alone: NamesLeftAlone,
    /// What is not saved and waits for an answer, after the folder went to another branch.
    stranded: Option<Stranded>,
    stash: Stash,
    /// A merge that waits for choices, and the entry whose merge is to be shown when it is made.
    resolving: Option<Resolving>,
    to_resolve: Option<EntryKey>,
    /// What to do as soon as nothing is unsaved.
    leaving: Option<Leaving>,
    /// Many entries that are saved at once.
    saving_all: Option<SavingAll>,
}

impl Desk {
    /// Another folder was opened.
    pub(super) fn forget_sync(&mut self) {
        let leaving = self.sync.leaving.take();
        self.sync = SyncState {
            leaving,
            ..SyncState::default()
        };
    }

    pub(in crate::desk) fn sync(&mut self, command: SyncCommand, now: Moment) -> Vec<Effect> {
        match command {
            SyncCommand::Save { entry, how } => self.save(&entry, how),
            SyncCommand::SaveOver(entry) => self.save_over(&entry),
            SyncCommand::Leave(leaving) => self.leave(leaving),
            SyncCommand::SaveAllAndLeave(leaving) => self.save_all_and_leave(leaving, now),
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
        let mut effects = self.take_sync_report(report, now);
        effects.extend(self.go_on_saving(now));
        effects
    }

    fn take_sync_report(&mut self, report: SyncReport, now: Moment) -> Vec<Effect> {
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
