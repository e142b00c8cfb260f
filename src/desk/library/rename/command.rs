//! What can be asked about the file of an entry (another name, a copy, the trash).

use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::BatchId;
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
