//! The system's trash: what is put there can be brought back, here and by the system's own programs.
//!
//! Where a system has no trash, deleting is refused. Nothing is ever deleted for good instead.

use std::path::Path;

use super::error::{MoveError, SaveError};
use super::paths::{is_there, true_path};
use super::rename::holds;
use super::save::create;

/// Puts a file into the trash that holds what was last seen.
///
/// # Errors
/// [`MoveError`] says why it is where it was.
pub fn put_in_trash(path: &Path, seen: &str) -> Result<(), MoveError> {
    holds(path, seen)?;
    if let Err(error) = trash::delete(path) {
        log::warn!("{} was not put in the trash: {error}", path.display());
        return Err(MoveError::NoTrash);
    }
    if is_there(path) {
        return Err(MoveError::NoTrash);
    }
    Ok(())
}

/// Brings a file back that was put into the trash; where it is no longer there it is made anew with its text. A file that has
/// the name by now is never touched.
///
/// # Errors
/// [`SaveError`] says why it is not back.
pub fn bring_back(path: &Path, text: &str) -> Result<(), SaveError> {
    if is_there(path) {
        return Err(SaveError::AlreadyThere);
    }
    if restore(path) {
        if holds(path, text).is_ok() {
            return Ok(());
        }
        // Another file of this name was put there later: it goes back.
        if let Err(error) = trash::delete(path) {
            log::warn!("{} came from the trash: {error}", path.display());
        }
    }
    create(path, text)
}

/// Takes the file out of the trash that was put there last from this place.
#[cfg(not(target_vendor = "apple"))]
fn restore(path: &Path) -> bool {
    use trash::os_limited::{list, restore_all};
    let items = match list() {
        Ok(items) => items,
        Err(error) => {
            log::warn!("the trash can’t be listed: {error}");
            return false;
        }
    };
    let folder = path.parent().and_then(super::true_path);
    let is_this = |item: &trash::TrashItem| {
        Some(item.name.as_os_str()) == path.file_name()
            && true_path(&item.original_parent) == folder
    };
    let items = items.into_iter().filter(is_this);
    let Some(last) = items.max_by_key(|item| item.time_deleted) else {
        return false;
    };
    restore_all([last])
        .inspect_err(|error| log::warn!("{} stays in the trash: {error}", path.display()))
        .is_ok()
}

/// This system gives nothing back to programs.
#[cfg(target_vendor = "apple")]
fn restore(_: &Path) -> bool {
    false
}
