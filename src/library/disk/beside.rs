//! What lies beside the content, in `.copydesk/`: files of records. They are made when first needed.
//!
//! Knows nothing of: what a record says.

use std::path::{Path, PathBuf};

use super::own_files::write_own;
use super::{SaveRefused, Unreadable, read_text};
use crate::library::records::{RecordChange, Records};

/// The folder beside the content.
pub const BESIDE: &str = ".copydesk";

/// The records of a file of that name; none where there is no such file yet.
///
/// # Errors
/// [`Unreadable`] when there is a file and it can't be read.
pub fn read_records(root: &Path, name: &str) -> Result<Records, Unreadable> {
    records_in(&path(root, name))
}

/// The same for a file that lies elsewhere.
pub fn records_in(file: &Path) -> Result<Records, Unreadable> {
    match read_text(file) {
        Ok(text) => Ok(Records::read(&text)),
        Err(Unreadable::Gone) => Ok(Records::default()),
        Err(why) => Err(why),
    }
}

/// Changes the records of a file as it is now, whoever wrote in it meanwhile, and gives back what it holds then.
///
/// # Errors
/// [`SaveRefused`] when it can't be read or written; it is as it was then.
pub fn change_records(
    root: &Path,
    name: &str,
    change: &RecordChange,
) -> Result<Records, SaveRefused> {
    let read = read_records(root, name);
    let mut records = read.map_err(|why| SaveRefused::Failed(why.to_string()))?;
    records.change(change);
    make_beside(root)?;
    write_own(&path(root, name), &records.text())?;
    Ok(records)
}

/// Makes the folder where there is none yet.
///
/// # Errors
/// [`SaveRefused`] when the disk does not take it.
pub fn make_beside(root: &Path) -> Result<(), SaveRefused> {
    // The lock is one machine's own and nothing to be shared.
    let ignored = path(root, ".gitignore");
    if super::is_there(&ignored) {
        return Ok(());
    }
    write_own(&ignored, "lock\n")
}

fn path(root: &Path, name: &str) -> PathBuf {
    root.join(BESIDE).join(name)
}
