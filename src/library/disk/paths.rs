//! What lies under a path, by what the file system says of it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::FolderError;

/// When a file was last written, as the disk says.
pub fn written_at(path: &Path) -> Option<jiff::Timestamp> {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    jiff::Timestamp::try_from(modified.ok()?).ok()
}

/// The day (in UTC) on which that was.
pub fn written_on(path: &Path) -> Option<jiff::civil::Date> {
    let at = written_at(path)?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// Whether something has this name, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether what a path leads to is something else than an ordinary file of at most that many bytes. Nothing at all is not odd.
pub fn is_odd(path: &Path, longest: u64) -> bool {
    let found = fs::metadata(path);
    found.is_ok_and(|found| !found.is_file() || found.len() > longest)
}

pub fn is_link(path: &Path) -> bool {
    path.is_symlink()
}

/// Whether what a path leads to lies outside of the folder whose true path is `root`.
pub fn lies_outside(root: &Path, path: &Path) -> bool {
    true_path(path).is_some_and(|target| !target.starts_with(root))
}

/// The absolute path without links in it; `None` when nothing is there.
pub fn true_path(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// The true path of a folder that can be opened as a library.
pub fn folder(path: &Path) -> Result<PathBuf, FolderError> {
    let found = fs::canonicalize(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => FolderError::Missing,
        ErrorKind::PermissionDenied => FolderError::NotAllowed,
        ErrorKind::NotADirectory => FolderError::NotAFolder,
        _ => FolderError::Failed(error.to_string()),
    })?;
    let metadata = fs::metadata(&found).map_err(|error| FolderError::Failed(error.to_string()))?;
    if !metadata.is_dir() {
        return Err(FolderError::NotAFolder);
    }
    match fs::read_dir(&found) {
        Ok(_) => Ok(found),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(FolderError::NotAllowed),
        Err(error) => Err(FolderError::Failed(error.to_string())),
    }
}

/// Whether an ordinary file lies there now.
pub fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
}
