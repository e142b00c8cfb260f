//! The one door to the file system: reading a text, saving it, creating it.
//!
//! Reading says why it cannot. Saving compares what is on the disk with what was last seen, by content, and writes nothing
//! when the two differ. Every answer is a small enum whose text tells the person at the desk what happened, what is safe and
//! what to do.
//!
//! Programs of ours take turns in a folder, and the comparison comes when the new text is on the disk, right before it takes
//! the file's name: of two that save at once, the second sees what the first wrote. Another program could still write between
//! the comparison and the renaming; no file system offers a way to close that gap (it is some microseconds wide).
//!
//! A name that the program chose, such as the lock or a file of records, is never followed where it is a link
//! (`own_path::OwnPath`): whoever sent the folder would choose the file that is written.
//!
//! Knows nothing of: what a text means, entries, windows, undo.

mod atomic;
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod attributes;
mod error;
mod faults;
mod folder;
mod lock_file;
mod own_files;
mod own_path;
mod paths;
mod read;
mod rename;
mod save;
mod scratch;
mod session_dir;
mod sidecar;
mod store;
mod trash;

pub use atomic::sweep;
pub use error::{FolderError, MoveError, ReadError, SaveError};
pub use faults::{Fault, FaultAt, FaultPlan};
pub use lock_file::{Judge, LockError, LockFile, LockOutcome};
pub use own_files::{LogFile, copy_beside, keep_private, read_own, write_asked, write_own};
pub use own_path::{BESIDE, BESIDE_GIT};
pub use paths::{
    folder, is_file, is_link, is_odd, is_there, lies_outside, true_path, written_at, written_on,
};
pub use read::{LONGEST_TEXT, read_bytes, read_text, read_text_with, read_unfollowed};
pub use rename::{between_names, has_name, holds, names_in, rename};
pub use save::{SaveHow, create, create_with_folders, remove, save};
pub use scratch::Scratch;
pub use session_dir::SessionDir;
pub use sidecar::{
    LeftAlone, Oddity, add_record, change_records, check_records, left_alone, make_beside,
    read_records, records_in, replace_records,
};
pub use store::{
    OwnLock, Shelved, add_own_line, list_own, lock_own, move_own, remove_own, remove_own_folder,
    write_own_bytes,
};
pub use trash::{bring_back, put_in_trash};
