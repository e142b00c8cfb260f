//! The one door to the file system: reading a text, saving it, creating it.
//!
//! Reading says why it cannot. Saving compares what is on the disk with what was last seen, by content, and writes nothing
//! when the two differ. Every answer is a small enum whose text tells the person at the desk what happened, what is safe and
//! what to do.
//!
//! Between the comparison and the renaming another program could still write; no file system offers a way to close that gap
//! (it is some microseconds wide).
//!
//! Knows nothing of: what a text means, entries, windows, undo.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use atomic_write_file::AtomicWriteFile;

mod faults;
mod own_files;

pub use faults::{Fault, FaultPlan};
pub use own_files::{LogFile, read_own, write_own};

/// The longest text that is opened.
pub const LONGEST_TEXT: u64 = 64 * 1024 * 1024;

/// Reads a text file.
pub fn read_text(path: &Path) -> Result<Arc<str>, Unreadable> {
    let mut buffer = Vec::new();
    read_text_with(path, &mut buffer).map(Arc::from)
}

/// Reads a text file into a buffer that is used again for the next one.
pub fn read_text_with<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b str, Unreadable> {
    let length = regular_file(path)?;
    if length > LONGEST_TEXT {
        return Err(Unreadable::TooLarge { bytes: length });
    }
    let file = File::open(path).map_err(Unreadable::from)?;
    fill(file, length, LONGEST_TEXT, buffer)?;
    as_text(buffer)
}

/// Reads the bytes of a file, for pictures.
pub fn read_bytes(path: &Path, longest: u64) -> Result<Vec<u8>, Unreadable> {
    let length = regular_file(path)?;
    if length > longest {
        return Err(Unreadable::TooLarge { bytes: length });
    }
    let file = File::open(path).map_err(Unreadable::from)?;
    let mut bytes = Vec::new();
    fill(file, length, longest, &mut bytes)?;
    Ok(bytes)
}

/// Whether something has this name, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

pub fn is_link(path: &Path) -> bool {
    path.is_symlink()
}

/// The absolute path without links in it; `None` when nothing is there.
pub fn true_path(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// The true path of a folder that can be opened as a library.
pub fn folder(path: &Path) -> Result<PathBuf, NoFolder> {
    let found = fs::canonicalize(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => NoFolder::Missing,
        ErrorKind::PermissionDenied => NoFolder::NotAllowed,
        ErrorKind::NotADirectory => NoFolder::NotAFolder,
        _ => NoFolder::Failed(error.to_string()),
    })?;
    let metadata = fs::metadata(&found).map_err(|error| NoFolder::Failed(error.to_string()))?;
    if !metadata.is_dir() {
        return Err(NoFolder::NotAFolder);
    }
    match fs::read_dir(&found) {
        Ok(_) => Ok(found),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(NoFolder::NotAllowed),
        Err(error) => Err(NoFolder::Failed(error.to_string())),
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
pub fn save(path: &Path, text: &str, seen: &str, how: SaveHow) -> Result<(), SaveRefused> {
    let target = fs::canonicalize(path).map_err(SaveRefused::reading)?;
    let metadata = fs::metadata(&target).map_err(SaveRefused::reading)?;
    if !metadata.is_file() {
        return Err(SaveRefused::NotAFile);
    }
    compare(&target, &metadata, seen)?;
    if metadata.permissions().readonly() {
        return Err(SaveRefused::ReadOnlyFile);
    }
    // The mode bits do not say it all (another owner, a disk mounted read-only): opening for writing does.
    let file = OpenOptions::new().read(true).write(true).open(&target);
    let file = file.map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SaveRefused::ReadOnlyFile,
        _ => SaveRefused::reading(error),
    })?;
    match how {
        SaveHow::Replace => {
            let names = hard_links(&metadata);
            if names > 1 {
                return Err(SaveRefused::HardLinked { names });
            }
            drop(file);
            replace(&target, text).map_err(SaveRefused::writing)?;
        }
        SaveHow::InPlace => write_over(&target, file, text, seen)?,
    }
    read_back(&target, text)
}

/// Makes a new file with this text. An existing file is never touched.
pub fn create(path: &Path, text: &str) -> Result<(), SaveRefused> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => SaveRefused::AlreadyThere,
            ErrorKind::NotFound => SaveRefused::FolderGone,
            _ => SaveRefused::writing(error),
        })?;
    let written = put(&mut file, path, text.as_bytes()).and_then(|()| file.sync_all());
    drop(file);
    let made = written
        .map_err(SaveRefused::writing)
        .and_then(|()| read_back(path, text));
    if made.is_err() {
        remove_copy(path);
    }
    made
}

/// Why a text cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    NotUtf8 {
        /// The line of the first byte that does not fit, from 1.
        line: usize,
    },
    Utf16,
    TooLarge {
        bytes: u64,
    },
    Gone,
    NotAllowed,
    /// A folder, a pipe or a device under a file's name.
    NotAFile,
    Failed(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 { line } => write!(
                f,
                "This file is not UTF-8 text (first seen in line {line}). It is left as it is; convert it to UTF-8 to edit it"
            ),
            Self::Utf16 => f.write_str(
                "This file is UTF-16 text. It is left as it is; convert it to UTF-8 to edit it",
            ),
            Self::TooLarge { bytes } => write!(
                f,
                "This file is too large to open ({} MB; the limit is {} MB). It is left as it is",
                bytes / (1024 * 1024),
                LONGEST_TEXT / (1024 * 1024)
            ),
            Self::Gone => f.write_str(
                "This file is no longer there. Put it back, or take it off the list by opening the library again",
            ),
            Self::NotAllowed => f.write_str(
                "You are not allowed to read this file. It is left as it is; ask its owner for the right to read it",
            ),
            Self::NotAFile => f.write_str(
                "This is not an ordinary file, so there is no text in it to show. It is left as it is",
            ),
            Self::Failed(reason) => write!(
                f,
                "This file could not be read: {reason}. It is left as it is; check the disk and try again"
            ),
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Gone,
            ErrorKind::PermissionDenied => Self::NotAllowed,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Why a text was not saved. In every case but [`SaveRefused::HalfWritten`] the file is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveRefused {
    /// The file no longer holds what was last seen.
    ChangedOnDisk {
        now: Result<Arc<str>, Unreadable>,
    },
    Gone,
    FolderGone,
    AlreadyThere,
    ReadOnlyFile,
    ReadOnlyFolder,
    /// The file has other names, which would keep the old text.
    HardLinked {
        names: u64,
    },
    DiskFull,
    NotAFile,
    /// After the write the file held something else.
    NotAsWritten,
    /// Writing over the file failed half-way and could not be taken back; the old text is in the copy.
    HalfWritten {
        copy: PathBuf,
        reason: String,
    },
    Failed(String),
}

impl fmt::Display for SaveRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ChangedOnDisk { .. } => f.write_str(
                "Not saved: the file was changed by another program. Both texts are safe; choose which one to keep",
            ),
            Self::Gone => f.write_str(
                "Not saved: the file is no longer there. Your text is safe here; save it as a new file or copy it out",
            ),
            Self::FolderGone => f.write_str(
                "Not saved: the folder is not there. Your text is safe here; bring the folder back and save again",
            ),
            Self::AlreadyThere => f.write_str(
                "Not created: a file of this name is already there and was not touched. Choose another name",
            ),
            Self::ReadOnlyFile => f.write_str(
                "Not saved: the file is read-only. Your text is safe here; make the file writable and save again",
            ),
            Self::ReadOnlyFolder => f.write_str(
                "Not saved: the folder is read-only, so no new file can be made in it. Your text is safe here; make the \
                 folder writable and save again, or write over the file itself",
            ),
            Self::HardLinked { names } => write!(
                f,
                "Not saved: the file has {names} names (hard links), and saving as usual would part them. Your text is safe \
                 here; write over the file itself to keep them together"
            ),
            Self::DiskFull => f.write_str(
                "Not saved: the disk is full. The file is as it was and your text is safe here; make room and save again",
            ),
            Self::NotAFile => f.write_str(
                "Not saved: this is not an ordinary file. Nothing was written and your text is safe here",
            ),
            Self::NotAsWritten => f.write_str(
                "Not saved for certain: read back, the file held something else. Your text is safe here; compare the two",
            ),
            Self::HalfWritten { copy, reason } => write!(
                f,
                "Half saved: writing over the file failed ({reason}). Your text is safe here and the old text is in a copy; \
                 save again, then remove the copy {}",
                copy.display()
            ),
            Self::Failed(reason) => write!(
                f,
                "Not saved: {reason}. The file is as it was and your text is safe here; check the disk and save again"
            ),
        }
    }
}

impl std::error::Error for SaveRefused {}

impl SaveRefused {
    /// Trouble before anything was written.
    fn reading(error: io::Error) -> Self {
        match Unreadable::from(error) {
            Unreadable::Gone => Self::Gone,
            Unreadable::NotAFile => Self::NotAFile,
            unreadable => Self::ChangedOnDisk {
                now: Err(unreadable),
            },
        }
    }

    /// Trouble while making the new file; the old one still stands.
    fn writing(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFolder,
            ErrorKind::NotFound => Self::FolderGone,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Why a folder cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoFolder {
    Missing,
    NotAFolder,
    NotAllowed,
    Failed(String),
}

impl fmt::Display for NoFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => {
                f.write_str("There is no such folder. Check the name, or choose another folder")
            }
            Self::NotAFolder => {
                f.write_str("This is a file, not a folder. Choose the folder it lies in")
            }
            Self::NotAllowed => f.write_str(
                "You are not allowed to read this folder. Ask its owner, or choose another folder",
            ),
            Self::Failed(reason) => write!(
                f,
                "The folder could not be read: {reason}. Check the disk, or choose another folder"
            ),
        }
    }
}

impl std::error::Error for NoFolder {}

/// The length of an ordinary file. Asked before opening, because opening a pipe waits for its other end.
fn regular_file(path: &Path) -> Result<u64, Unreadable> {
    let metadata = fs::metadata(path).map_err(Unreadable::from)?;
    if metadata.is_file() {
        Ok(metadata.len())
    } else {
        Err(Unreadable::NotAFile)
    }
}

/// Reads to the end of the file; its length may have changed since it was asked.
fn fill(mut file: File, length: u64, longest: u64, buffer: &mut Vec<u8>) -> Result<(), Unreadable> {
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
                return Err(Unreadable::TooLarge {
                    bytes: filled as u64,
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

fn as_text(bytes: &[u8]) -> Result<&str, Unreadable> {
    std::str::from_utf8(bytes).map_err(|error| {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Unreadable::Utf16;
        }
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Unreadable::NotUtf8 {
            line: memchr::memchr_iter(b'\n', before).count() + 1,
        }
    })
}

/// Refuses unless the file still holds what was last seen.
fn compare(target: &Path, metadata: &Metadata, seen: &str) -> Result<(), SaveRefused> {
    let mut buffer = Vec::new();
    if metadata.len() == seen.len() as u64 {
        let file = File::open(target).map_err(SaveRefused::reading)?;
        let read = fill(file, metadata.len(), u64::MAX, &mut buffer);
        if read.is_ok() && buffer == seen.as_bytes() {
            return Ok(());
        }
    }
    match read_text(target) {
        Err(Unreadable::Gone) => Err(SaveRefused::Gone),
        // It was being written while we looked, and is again what it was.
        Ok(text) if *text == *seen => Ok(()),
        now => Err(SaveRefused::ChangedOnDisk { now }),
    }
}

fn replace(target: &Path, text: &str) -> io::Result<()> {
    let mut file = AtomicWriteFile::open(target)?;
    if let Err(error) = put(file.as_file_mut(), target, text.as_bytes()) {
        if let Err(left) = file.discard() {
            log::warn!("a temporary file could not be removed: {left}");
        }
        return Err(error);
    }
    // Flushes the text to the disk before it takes the name, and the folder after.
    file.commit()
}

/// Writes over the file itself, keeping a copy of the old text until the new one is on the disk.
fn write_over(target: &Path, mut file: File, text: &str, seen: &str) -> Result<(), SaveRefused> {
    let copy = put_aside(target, seen)?;
    let written = put_from_start(&mut file, target, text);
    if let Err(error) = written {
        if let Err(again) = put_from_start(&mut file, target, seen) {
            log::error!("taking a half-written text back failed: {again}");
            return Err(SaveRefused::HalfWritten {
                copy,
                reason: error.to_string(),
            });
        }
        remove_copy(&copy);
        return Err(SaveRefused::writing(error));
    }
    remove_copy(&copy);
    Ok(())
}

fn put_from_start(file: &mut File, target: &Path, text: &str) -> io::Result<()> {
    file.rewind()?;
    put(file, target, text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    file.sync_all()
}

/// Puts a copy of the old text beside the file or, where the folder takes no new file, in the folder for temporary files.
fn put_aside(target: &Path, seen: &str) -> Result<PathBuf, SaveRefused> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // A name may be as long as the file system allows already.
    let short: String = name.chars().take(40).collect();
    let beside = target.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut refused = SaveRefused::ReadOnlyFolder;
    for place in [beside, std::env::temp_dir()] {
        for number in 1..100 {
            let copy = place.join(format!(".{short}.before-saving-{number}"));
            match create(&copy, seen) {
                Ok(()) => return Ok(copy),
                Err(SaveRefused::AlreadyThere) => {}
                Err(error) => {
                    refused = error;
                    break;
                }
            }
        }
        if refused == SaveRefused::DiskFull {
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
fn put(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(error) = faults::next_write(path) {
        // A disk that fills up has taken a part first.
        file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        return Err(error);
    }
    file.write_all(bytes)
}

fn read_back(target: &Path, text: &str) -> Result<(), SaveRefused> {
    let mut buffer = Vec::new();
    let read = File::open(target)
        .map_err(Unreadable::from)
        .and_then(|file| fill(file, text.len() as u64, u64::MAX, &mut buffer));
    if read.is_ok() && buffer == text.as_bytes() {
        Ok(())
    } else {
        Err(SaveRefused::NotAsWritten)
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
