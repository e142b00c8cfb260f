//! Small files of the person's own, many to a folder: what the store of versions asks of the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

use super::error::{ReadError, SaveError};
use super::faults::put;
use super::own_files::{make_folder, open_private, write_private};

/// A name in a folder of our own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    pub name: String,
    pub is_folder: bool,
    pub bytes: u64,
    /// When it was last written; `None` where the system does not say.
    pub modified: Option<jiff::Timestamp>,
}

/// What lies in a folder of our own, links left out; nothing where there is no such folder.
///
/// # Errors
/// [`ReadError`] when there is a folder and it can't be read.
pub fn list_own(folder: &Path) -> Result<Vec<Shelved>, ReadError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        // What went while we looked is not there.
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        if metadata.is_symlink() {
            continue;
        }
        let modified = metadata.modified().ok();
        found.push(Shelved {
            name: entry.file_name().to_string_lossy().into_owned(),
            is_folder: metadata.is_dir(),
            bytes: metadata.len(),
            modified: modified.and_then(|at| jiff::Timestamp::try_from(at).ok()),
        });
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(found)
}

/// Writes an own file whole, making its folder when needed; it is on the disk when this returns.
pub fn write_own_bytes(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    write_private(path, bytes).map_err(SaveError::writing)
}

/// Adds one line at the end of an own file; a line that was left without its end keeps to itself.
pub fn add_own_line(path: &Path, line: &str) -> Result<(), SaveError> {
    add_line(path, line).map_err(SaveError::writing)
}

fn add_line(path: &Path, line: &str) -> io::Result<()> {
    make_folder(path)?;
    let mut options = OpenOptions::new();
    let mut file = open_private(options.read(true).append(true).create(true), path)?;
    let mut last = [b'\n'];
    if file.metadata()?.len() > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    let before = if last == [b'\n'] { "" } else { "\n" };
    // In one write, so that the lines of two programs do not mix.
    put(&mut file, path, format!("{before}{line}\n").as_bytes())
}

/// Takes an own file away; one that is gone already is no trouble.
pub fn remove_own(path: &Path) -> Result<(), SaveError> {
    gone_is_fine(fs::remove_file(path)).map_err(SaveError::writing)
}

/// Takes an own folder away if nothing is in it.
pub fn remove_own_folder(path: &Path) -> Result<(), SaveError> {
    gone_is_fine(fs::remove_dir(path)).map_err(SaveError::writing)
}

/// Gives a file or a folder of our own another name.
pub fn move_own(from: &Path, to: &Path) -> Result<(), SaveError> {
    let moved = make_folder(to).and_then(|()| fs::rename(from, to));
    moved.map_err(SaveError::writing)
}

fn gone_is_fine(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Holds other programs off as long as it lives.
#[derive(Debug)]
pub struct OwnLock {
    _file: File,
}

/// How long to wait before the lock is tried again.
const RETRY_INTERVAL: Duration = Duration::from_millis(5);

/// Asks for the lock of that name, waiting for whoever has it. `None` where it was not to be had in time, or the file system
/// knows no locks.
pub fn lock_own(path: &Path, patience: Duration) -> Option<OwnLock> {
    let opened = make_folder(path).and_then(|()| {
        let mut options = OpenOptions::new();
        open_private(options.write(true).create(true).truncate(false), path)
    });
    let file = match opened {
        Ok(file) => file,
        Err(error) => {
            log::warn!("{} could not be made: {error}", path.display());
            return None;
        }
    };
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Ok(()) => return Some(OwnLock { _file: file }),
            Err(TryLockError::WouldBlock) if waited < patience => {
                std::thread::sleep(RETRY_INTERVAL);
                waited += RETRY_INTERVAL;
            }
            Err(error) => {
                log::warn!("{} could not be locked: {error}", path.display());
                return None;
            }
        }
    }
}
