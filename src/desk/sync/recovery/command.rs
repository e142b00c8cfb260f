//! What can be asked about text that an earlier session left unsaved.

use std::path::PathBuf;

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
