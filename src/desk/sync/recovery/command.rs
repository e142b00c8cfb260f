//! What can be asked about text that an earlier session left unsaved, and who does it.

use std::path::PathBuf;

use crate::desk::{Desk, Effect, Moment};

/// Something to be done with such a text. Each is named by the file that keeps it.
#[derive(Debug, Clone)]
pub enum RecoveryCommand {
    /// Find out what restoring a text makes of its entry.
    Foresee(PathBuf),
    /// Merge a text that was not saved last time into its entry.
    Restore(PathBuf),
    /// Put back all that can be put back without a look.
    RestoreAll,
    /// Leave the file of such a text as it is.
    KeepTheFile(PathBuf),
    /// Take away a file of which nothing can be read.
    RemoveUnreadable(PathBuf),
    /// Leave such a file where it is; it is told again next time.
    LeaveUnreadable(PathBuf),
    /// Put the bar about such texts away until the library is opened again.
    LookLater,
}

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
