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
