//! What can be asked about saving, merging and leaving.

use std::path::PathBuf;

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
