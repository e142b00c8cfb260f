//! Recovery: text that an earlier session left unsaved is offered, and merged with what its entry says by now.

pub(in crate::desk) mod apply;
pub(in crate::desk) mod command;
pub(in crate::desk) mod offer;

use crate::desk::{Desk, Effect, Moment, RecoveryCommand};

impl Desk {
    pub(in crate::desk) fn recover(
        &mut self,
        command: RecoveryCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            RecoveryCommand::Foresee(file) => return self.foresee(&file),
            RecoveryCommand::Restore(file) => return self.restore(&file, now),
            RecoveryCommand::RestoreAll => return self.restore_all(now),
            RecoveryCommand::KeepTheFile(file) => return self.keep_the_file(&file),
            RecoveryCommand::RemoveUnreadable(file) => self.remove_unreadable(&file),
            RecoveryCommand::LeaveUnreadable(file) => self.leave_unreadable(&file),
            RecoveryCommand::LookLater => self.look_at_unsaved_drafts_later(),
        }
        Vec::new()
    }
}
