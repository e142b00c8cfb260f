//! Records of what merges brought into entries after their review: in one file beside the content, which the window writes
//! and which travels with the entries, and in one in git's own folder, which git's merge driver writes. The two are read as
//! one.
//!
//! The driver works in the middle of a merge. It must not touch the work tree: git would meet a file that it did not change
//! itself, and give up. The second file lies in the folder that all work trees of the repository share, since what was
//! merged in one of them may be checked out in another.

use std::path::{Path, PathBuf};

use super::checkout::Checkout;
use super::disk::{self, ReadError, SaveError};
use super::json_lines::JsonLines;

pub use super::AFTER_REVIEW;

/// The records of a library, and of the repository it lies in.
///
/// # Errors
/// [`ReadError`] when there is such a file and it can't be read.
pub fn read(root: &Path) -> Result<JsonLines, ReadError> {
    let mut records = disk::read_records(root, AFTER_REVIEW)?;
    if let Some(file) = file_of_git(root) {
        records.join(disk::records_in(&file)?);
    }
    Ok(records)
}

/// Adds one for git's driver, in the repository that a folder lies in; nothing where it lies in none.
///
/// # Errors
/// [`SaveError`] when it can't be read or written; it is as it was then.
pub fn note_for_git(folder: &Path, line: &str) -> Result<(), SaveError> {
    let Some(file) = file_of_git(folder) else {
        return Ok(());
    };
    disk::add_record(&file, line)
}

fn file_of_git(folder: &Path) -> Option<PathBuf> {
    let checkout = Checkout::of(folder)?;
    Some(checkout.common().join(disk::BESIDE_GIT).join(AFTER_REVIEW))
}
