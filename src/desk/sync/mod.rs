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

use crate::desk::{Desk, Leaving, Resolving};
use crate::library::EntryKey;
use branch_switch::{Stash, Stranded};
use journal::Journalled;
use left_alone::NamesLeftAlone;
use lock::LockState;
use recovery::offer::UnsavedDrafts;

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
}
