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
//! (`sidecar::OwnPath`): whoever sent the folder would choose the file that is written.
//!
//! Knows nothing of: what a text means, entries, windows, undo.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use atomic::{PUBLIC, TempFile, make_whole};
use folder::Folder;
use sidecar::OwnPath;

mod atomic;
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod attributes;
mod error;
mod faults;
mod folder;
mod lock_file;
mod own_files;
mod rename;
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
pub use rename::{between_names, has_name, holds, names_in, rename};
pub use scratch::Scratch;
pub use session_dir::SessionDir;
pub use sidecar::{
    BESIDE, BESIDE_GIT, LeftAlone, Oddity, add_record, change_records, left_alone, make_beside,
    read_records, records_in,
};
pub use store::{
    OwnLock, Shelved, add_own_line, list_own, lock_own, move_own, remove_own, remove_own_folder,
    write_own_bytes,
};
pub use trash::{bring_back, put_in_trash};

/// The longest text that is opened.
pub const LONGEST_TEXT: u64 = 64 * 1024 * 1024;

/// Reads a text file.
pub fn read_text(path: &Path) -> Result<Arc<str>, ReadError> {
    let mut buffer = Vec::new();
    read_text_with(path, &mut buffer).map(Arc::from)
}

/// Reads a text file into a buffer that is used again for the next one.
pub fn read_text_with<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b str, ReadError> {
    let (file, length) = open(path, LONGEST_TEXT)?;
    fill(file, length, LONGEST_TEXT, buffer)?;
    as_text(buffer)
}

/// Reads the bytes of a file that is not longer than that.
pub fn read_bytes(path: &Path, longest: u64) -> Result<Vec<u8>, ReadError> {
    let (file, length) = open(path, longest)?;
    let mut bytes = Vec::new();
    fill(file, length, longest, &mut bytes)?;
    Ok(bytes)
}

/// Reads the bytes of a file that comes with a folder and is neither an entry nor chosen by the person, such as rules for what
/// is left out: an ordinary file, not longer than that, and no link.
///
/// # Errors
/// [`ReadError`] says what it is instead.
pub fn read_unfollowed(path: &Path, longest: u64) -> Result<Vec<u8>, ReadError> {
    let (folder, name) = Folder::of(path)?;
    let file = folder.file(name)?;
    let length = file.metadata()?.len();
    if length > longest {
        return Err(ReadError::TooLarge {
            bytes: length,
            limit: longest,
        });
    }
    let mut bytes = Vec::new();
    fill(file, length, longest, &mut bytes)?;
    Ok(bytes)
}

/// Opens an ordinary file of at most that length.
fn open(path: &Path, longest: u64) -> Result<(File, u64), ReadError> {
    let file = match OwnPath::of(path) {
        Some(chosen) => chosen.folder()?.file(chosen.name)?,
        None => {
            regular_file(path)?;
            File::open(path)?
        }
    };
    let length = file.metadata()?.len();
    if length > longest {
        return Err(ReadError::TooLarge {
            bytes: length,
            limit: longest,
        });
    }
    Ok((file, length))
}

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

/// How a text is put in the place of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SaveHow {
    /// A new file takes the old one's name in one step. The old text is there until the new one is whole.
    #[default]
    Replace,
    /// The file itself is written over, after a copy of it was put aside. Keeps hard links together and needs no right to
    /// make files in the folder beyond the copy.
    InPlace,
}

/// Saves `text` in the file, which last held `seen`.
///
/// The file may be gone, locked or changed although it is open at the desk; then nothing is written. After the write the file
/// is read back, so `Ok` means that the disk has the text.
pub fn save(path: &Path, text: &str, seen: &str, how: SaveHow) -> Result<(), SaveError> {
    let true_path;
    let (folder, name) = match OwnPath::of(path) {
        Some(chosen) => (chosen.folder().map_err(SaveError::reading)?, chosen.name),
        None => {
            true_path = fs::canonicalize(path).map_err(SaveError::reading)?;
            Folder::of(&true_path).map_err(SaveError::reading)?
        }
    };
    let file = folder.file(name).map_err(SaveError::reading)?;
    let metadata = file.metadata().map_err(SaveError::reading)?;
    compare(&folder, name, seen)?;
    if metadata.permissions().readonly() {
        return Err(SaveError::ReadOnlyFile);
    }
    // The mode bits do not say it all (another owner, a disk mounted read-only): opening for writing does.
    let file = folder.file_to_write(name).map_err(|why| match why {
        ReadError::NotAllowed => SaveError::ReadOnlyFile,
        why => SaveError::reading(why),
    })?;
    match how {
        SaveHow::Replace => {
            let names = hard_links(&metadata);
            if names > 1 {
                return Err(SaveError::HardLinked { names });
            }
            let part = TempFile::make(&folder, name, Some(&file), PUBLIC);
            let part = part.map_err(SaveError::writing)?;
            drop(file);
            let filled = part.fill(text.as_bytes(), None);
            filled.map_err(SaveError::writing)?;
            // Held until it is read back: another program of ours may write right after.
            let _turn = folder.turn();
            compare(&folder, name, seen)?;
            part.replace().map_err(SaveError::writing)?;
            read_back(&folder, name, text)
        }
        SaveHow::InPlace => {
            let _turn = folder.turn();
            compare(&folder, name, seen)?;
            write_over(&folder.path_of(name), file, text, seen)?;
            read_back(&folder, name, text)
        }
    }
}

/// Makes a new file with this text. An existing file is never touched.
pub fn create(path: &Path, text: &str) -> Result<(), SaveError> {
    let (folder, name) = match OwnPath::of(path) {
        Some(chosen) => (chosen.made_folder()?, chosen.name),
        None => Folder::of(path).map_err(SaveError::writing)?,
    };
    make_whole(&folder, name, text.as_bytes()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => SaveError::AlreadyThere,
        _ => SaveError::writing(error),
    })?;
    read_back(&folder, name, text)
}

/// Takes away a file that holds nothing but what was last seen.
pub fn remove(path: &Path, seen: &str) -> Result<(), SaveError> {
    let (folder, name) = match OwnPath::of(path) {
        Some(chosen) => (chosen.folder().map_err(SaveError::reading)?, chosen.name),
        None => Folder::of(path).map_err(SaveError::reading)?,
    };
    let _turn = folder.turn();
    compare(&folder, name, seen)?;
    folder.remove_file(name).map_err(SaveError::writing)
}

/// Refuses what is no ordinary file. Asked before opening, because opening a pipe waits for its other end.
fn regular_file(path: &Path) -> Result<(), ReadError> {
    let metadata = fs::metadata(path).map_err(ReadError::from)?;
    metadata.is_file().then_some(()).ok_or(ReadError::NotAFile)
}

/// Reads to the end of the file; its length may have changed since it was asked.
fn fill(mut file: File, length: u64, longest: u64, buffer: &mut Vec<u8>) -> Result<(), ReadError> {
    // One byte more than expected, so that the end is found without growing the buffer.
    let expected = usize::try_from(length)
        .unwrap_or(usize::MAX)
        .saturating_add(1);
    if buffer.len() < expected {
        buffer.resize(expected, 0);
    }
    let mut filled = 0;
    loop {
        if filled == buffer.len() {
            if filled as u64 > longest {
                return Err(ReadError::TooLarge {
                    bytes: filled as u64,
                    limit: longest,
                });
            }
            buffer.resize(filled * 2, 0);
        }
        let Some(room) = buffer.get_mut(filled..) else {
            break;
        };
        match file.read(room) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    buffer.truncate(filled);
    Ok(())
}

fn as_text(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return ReadError::Utf16;
        }
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ReadError::NotUtf8 {
            line: memchr::memchr_iter(b'\n', before).count() + 1,
        }
    })
}

/// Refuses unless the file still holds what was last seen.
fn compare(folder: &Folder, name: &OsStr, seen: &str) -> Result<(), SaveError> {
    let now = || -> Result<Arc<str>, ReadError> {
        let file = folder.file(name)?;
        let length = file.metadata()?.len();
        if length > LONGEST_TEXT {
            return Err(ReadError::TooLarge {
                bytes: length,
                limit: LONGEST_TEXT,
            });
        }
        let mut buffer = Vec::new();
        fill(file, length, LONGEST_TEXT, &mut buffer)?;
        as_text(&buffer).map(Arc::from)
    };
    match now() {
        Ok(text) if *text == *seen => Ok(()),
        Err(why @ (ReadError::Gone | ReadError::Link | ReadError::NotAFile)) => {
            Err(SaveError::reading(why))
        }
        now => Err(SaveError::ChangedOnDisk { now }),
    }
}

/// Writes over the file itself, keeping a copy of the old text until the new one is on the disk.
fn write_over(target: &Path, mut file: File, text: &str, seen: &str) -> Result<(), SaveError> {
    let copy = put_aside(target, seen)?;
    let written = put_from_start(&mut file, target, text);
    if let Err(error) = written {
        if let Err(again) = put_from_start(&mut file, target, seen) {
            log::error!("taking a half-written text back failed: {again}");
            return Err(SaveError::HalfWritten {
                copy,
                reason: error.to_string(),
            });
        }
        remove_copy(&copy);
        return Err(SaveError::writing(error));
    }
    remove_copy(&copy);
    Ok(())
}

fn put_from_start(file: &mut File, target: &Path, text: &str) -> io::Result<()> {
    file.rewind()?;
    put(file, target, text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    faults::next(FaultAt::Flush, target)?;
    file.sync_all()
}

/// Puts a copy of the old text beside the file or, where the folder takes no new file, in the folder for temporary files.
fn put_aside(target: &Path, seen: &str) -> Result<PathBuf, SaveError> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // A name may be as long as the file system allows already.
    let short: String = name.chars().take(40).collect();
    let beside = target.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut refused = SaveError::ReadOnlyFolder;
    for place in [beside, std::env::temp_dir()] {
        for number in 1..100 {
            let copy = place.join(format!(".{short}.before-saving-{number}"));
            match create(&copy, seen) {
                Ok(()) => return Ok(copy),
                Err(SaveError::AlreadyThere) => {}
                Err(error) => {
                    refused = error;
                    break;
                }
            }
        }
        if refused == SaveError::DiskFull {
            break;
        }
    }
    Err(refused)
}

fn remove_copy(copy: &Path) {
    if let Err(error) = fs::remove_file(copy) {
        log::warn!("{} could not be removed: {error}", copy.display());
    }
}

/// Every byte written by this program passes here, so that a test can make the disk fail.
fn put(file: &mut impl Write, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Err(error) = faults::next(FaultAt::Write, path) {
        // A disk that fills up has taken a part first.
        file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        return Err(error);
    }
    file.write_all(bytes)
}

fn read_back(folder: &Folder, name: &OsStr, text: &str) -> Result<(), SaveError> {
    let mut buffer = Vec::new();
    let read = folder
        .file(name)
        .and_then(|file| fill(file, text.len() as u64, u64::MAX, &mut buffer));
    if read.is_ok() && buffer == text.as_bytes() {
        Ok(())
    } else {
        Err(SaveError::NotAsWritten)
    }
}

#[cfg(unix)]
fn hard_links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

/// The count cannot be asked here.
#[cfg(not(unix))]
fn hard_links(_: &Metadata) -> u64 {
    1
}
