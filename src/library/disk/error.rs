//! Why a text could not be read or saved, or a folder not opened, in words for the person at the desk: what happened, what is
//! safe, what to do.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;

/// Why a text cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    NotUtf8 {
        /// The line of the first byte that does not fit, from 1.
        line: usize,
    },
    Utf16,
    TooLarge {
        bytes: u64,
        /// How large it may be.
        limit: u64,
    },
    Gone,
    NotAllowed,
    /// A folder, a pipe or a device under a file's name.
    NotAFile,
    /// A link under a name that the program chose, or on the way to it: such names are never followed.
    Link,
    Failed(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 { line } => write!(
                f,
                "This file is not UTF-8 text (first seen in line {line}). It is left as it is; convert it to UTF-8 to edit it"
            ),
            Self::Utf16 => f.write_str(
                "This file is UTF-16 text. It is left as it is; convert it to UTF-8 to edit it",
            ),
            Self::TooLarge { bytes, limit } => write!(
                f,
                "This file is too large to open ({} MB; the limit is {} MB). It is left as it is",
                bytes / (1024 * 1024),
                limit / (1024 * 1024)
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
            Self::Link => f.write_str(
                "This is a link. copydesk follows none here, so what it leads to was neither read nor changed; put an \
                 ordinary file or folder in its place",
            ),
            Self::Failed(reason) => write!(
                f,
                "This file could not be read: {reason}. It is left as it is; check the disk and try again"
            ),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Gone,
            ErrorKind::PermissionDenied => Self::NotAllowed,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Why a text was not saved. In every case but [`SaveError::HalfWritten`] the file is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    /// The file no longer holds what was last seen.
    ChangedOnDisk {
        now: Result<Arc<str>, ReadError>,
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
    /// A link under a name that the program chose, or on the way to it: such names are never followed.
    Link,
    /// Under a name of records stands a file that holds none.
    NotOurs,
    /// It lies outside of the library, behind a link, and was to be changed along with others.
    Outside,
    /// The folder went to another branch, or many of its files changed at once, and the person has not yet been told.
    Switched,
    /// After the write the file held something else.
    NotAsWritten,
    /// Writing over the file failed half-way and could not be taken back; the old text is in the copy.
    HalfWritten {
        copy: PathBuf,
        reason: String,
    },
    Failed(String),
}

impl SaveError {
    /// What stood in the way, of a file that holds nothing typed: there is no text to speak of, or to save again.
    pub fn cause(&self) -> String {
        match self {
            Self::FolderGone => "the folder is not there".to_owned(),
            Self::ReadOnlyFile => "the file is read-only".to_owned(),
            Self::ReadOnlyFolder => "the folder is read-only".to_owned(),
            Self::DiskFull => "the disk is full".to_owned(),
            why => why.to_string(),
        }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ChangedOnDisk { now: Err(reason) } => write!(
                f,
                "Not saved: the file no longer holds what was last seen, and what it holds cannot be shown. Your text is \
                 safe here; save it under another name or mend the file first. {reason}"
            ),
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
            Self::Link => f.write_str(
                "Not saved: the name is a link, or leads through one, and copydesk follows none here. What it leads to was \
                 not changed; put an ordinary file or folder in its place and save again",
            ),
            Self::NotOurs => f.write_str(
                "Not saved: a file of this name is there that copydesk did not write. It was not changed; move it away, \
                 and save again",
            ),
            Self::Outside => f.write_str(
                "Left as it is: the file lies outside of this library, behind a link. Open it and change it by itself",
            ),
            Self::Switched => f.write_str(
                "Not saved: git, or another program, is changing the folder. Your text is safe here; save again when it is \
                 done",
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

impl std::error::Error for SaveError {}

impl SaveError {
    /// Why a file that is no entry was not written, in the middle of a sentence.
    pub fn in_short(&self) -> String {
        match self {
            Self::DiskFull => "the disk is full",
            Self::ReadOnlyFile => "the file is read-only",
            Self::ReadOnlyFolder => "the folder is read-only",
            Self::Gone | Self::FolderGone => "the folder is not there",
            Self::NotAFile | Self::Link => "no ordinary file stands in its place",
            Self::NotOurs => "a file that copydesk did not write has its name",
            Self::Outside => "the file lies outside of the library",
            Self::ChangedOnDisk { .. } | Self::Switched => "another program is changing the file",
            Self::AlreadyThere => "a file of this name is already there",
            Self::HardLinked { .. } => "the file has other names",
            Self::NotAsWritten => "read back, the file held something else",
            Self::HalfWritten { reason, .. } | Self::Failed(reason) => reason,
        }
        .to_owned()
    }

    /// Trouble before anything was written.
    pub(super) fn reading(why: impl Into<ReadError>) -> Self {
        match why.into() {
            ReadError::Gone => Self::Gone,
            ReadError::NotAFile => Self::NotAFile,
            ReadError::Link => Self::Link,
            unreadable => Self::ChangedOnDisk {
                now: Err(unreadable),
            },
        }
    }

    /// Trouble with the folder that a new file is to lie in.
    pub(super) fn making(why: ReadError) -> Self {
        match why {
            ReadError::Link | ReadError::NotAFile => Self::Link,
            ReadError::NotAllowed => Self::ReadOnlyFolder,
            ReadError::Gone => Self::FolderGone,
            why => Self::Failed(why.to_string()),
        }
    }

    /// Trouble while making the new file; the old one still stands.
    pub(super) fn writing(error: io::Error) -> Self {
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

/// Why a file was not renamed or put away. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveError {
    /// It no longer holds what was last seen.
    Changed,
    Gone,
    AlreadyThere,
    ReadOnlyFolder,
    NameTooLong,
    /// The system has no trash, or it does not take the file.
    NoTrash,
    Unreadable(ReadError),
    Failed(String),
}

impl fmt::Display for MoveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => {
                f.write_str("The file was changed by another program meanwhile. Look again")
            }
            Self::Gone => f.write_str("The file is no longer there"),
            Self::AlreadyThere => {
                f.write_str("A file of this name is there already and was not touched")
            }
            Self::ReadOnlyFolder => f.write_str(
                "The folder is read-only, so no name in it can change. Make the folder writable first",
            ),
            Self::NoTrash => f.write_str(
                "This system has no trash that takes the file. It is where it was",
            ),
            Self::NameTooLong => f.write_str("The name is too long, or not allowed on this disk"),
            Self::Unreadable(why) => write!(f, "{why}"),
            Self::Failed(reason) => write!(f, "The disk refused: {reason}"),
        }
    }
}

impl std::error::Error for MoveError {}

impl From<SaveError> for MoveError {
    fn from(why: SaveError) -> Self {
        match why {
            SaveError::ChangedOnDisk { .. } => Self::Changed,
            SaveError::Gone => Self::Gone,
            SaveError::ReadOnlyFolder => Self::ReadOnlyFolder,
            why => Self::Failed(why.to_string()),
        }
    }
}

impl From<io::Error> for MoveError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Gone,
            ErrorKind::AlreadyExists | ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => {
                Self::AlreadyThere
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFolder,
            ErrorKind::InvalidFilename => Self::NameTooLong,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Why a folder cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderError {
    Missing,
    NotAFolder,
    NotAllowed,
    Failed(String),
}

impl fmt::Display for FolderError {
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

impl std::error::Error for FolderError {}
