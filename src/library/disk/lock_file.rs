//! The lock beside the content: a file that its program holds as long as it runs, and refreshes.
//!
//! On one machine the system tells whether the program lives, by the lock on the file. From another machine that can't be
//! told everywhere, so there the age of the file counts.
//!
//! A lock is made under another name, with its note in it and held, and then takes its name: nothing that has the name is ever
//! written over. A file there that is no note of ours is left alone.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::atomic::{PUBLIC, TempFile};
use super::error::{ReadError, SaveError};
use super::folder::Folder;
use super::own_path::{self, BESIDE, IGNORE_FILE};

/// A lock that this program holds.
#[derive(Debug)]
pub struct LockFile {
    root: PathBuf,
    folder: Folder,
    /// Open as long as the lock is held.
    file: File,
    text: String,
}

/// What tells the lock of a dead program.
pub trait Judge {
    /// Whether a file holds a note that a program of ours wrote.
    fn is_note(&self, note: &str) -> bool;
    /// Whether a note is of this machine, where the system would know of its program.
    fn is_here(&self, note: &str) -> bool;
    /// Whether one refreshed then is too old.
    fn is_stale(&self, refreshed: SystemTime) -> bool;
}

/// What became of taking a lock.
#[derive(Debug)]
pub enum LockOutcome {
    Ours(LockFile),
    /// Another program holds it; this is what its file says.
    Theirs(String),
}

/// The longest file that is read.
const LONGEST: u64 = 16 * 1024;

impl LockFile {
    /// Takes the lock of a library. `text` makes the note, from whether the folder beside the content was made for it. A lock
    /// is taken over when its program is dead.
    ///
    /// # Errors
    /// [`LockError`] when nothing can be written there, or what has the lock's name is not ours.
    pub fn take(
        root: &Path,
        text: impl Fn(bool) -> String,
        judge: &impl Judge,
    ) -> Result<LockOutcome, LockError> {
        let (folder, made_folder) = own_path::made(root).map_err(|why| match why {
            SaveError::Link => LockError::NotOurs(ReadError::Link),
            why => LockError::Failed(why.to_string()),
        })?;
        match found(&folder)? {
            None => Self::put(root, folder, text(made_folder), |part| {
                part.take_free_name()
            }),
            Some((file, note)) => {
                // What tried has the lock on the dead one's file until the new one has the name.
                let tried = Found::of(file.try_lock());
                if !note.is_empty() && !judge.is_note(&note) {
                    return Err(LockError::NotOurs(ReadError::NotAFile));
                }
                if !is_dead(&file, &note, tried, judge) {
                    return Ok(LockOutcome::Theirs(note));
                }
                let made_folder = note.contains(MADE);
                Self::put(root, folder, text(made_folder), |part| part.replace())
            }
        }
    }

    /// What the file of another program's lock says; `None` where there is no lock, or its program is dead. Empty where it
    /// is just being made.
    ///
    /// # Errors
    /// [`LockError`] when it is there and can't be read, or is not ours.
    pub fn look(root: &Path, judge: &impl Judge) -> Result<Option<String>, LockError> {
        let folder = match own_path::folder(root) {
            Ok(folder) => folder,
            Err(ReadError::Gone) => return Ok(None),
            Err(why) => return Err(why.into()),
        };
        let Some((file, note)) = found(&folder)? else {
            return Ok(None);
        };
        // An older version makes the file first and writes it then.
        if note.is_empty() {
            return Ok(Some(note));
        }
        if !judge.is_note(&note) {
            return Err(LockError::NotOurs(ReadError::NotAFile));
        }
        let is_alive = !is_dead(&file, &note, Found::of(file.try_lock_shared()), judge);
        Ok(is_alive.then_some(note))
    }

    /// Refreshes the lock. `Some` is what its file says now where it is no longer ours: this program was away too long, and
    /// another one took it over. Empty where the file is gone.
    ///
    /// # Errors
    /// [`LockError`] when it can't be refreshed.
    pub fn beat(&self, now: SystemTime) -> Result<Option<String>, LockError> {
        match found(&self.folder)? {
            Some((_, note)) if note == self.text => {}
            Some((_, note)) => return Ok(Some(note)),
            None => return Ok(Some(String::new())),
        }
        self.file.set_modified(now)?;
        Ok(None)
    }

    /// Lets go of the lock and takes its file away, and the folder where it was made for it and holds nothing else.
    ///
    /// # Errors
    /// When the file can't be taken away.
    pub fn let_go(self) -> Result<(), LockError> {
        if found(&self.folder)?.is_none_or(|(_, note)| note != self.text) {
            return Ok(());
        }
        self.folder.remove_file(OsStr::new(LOCK))?;
        if !self.text.contains(MADE) {
            return Ok(());
        }
        let listed = fs::read_dir(self.root.join(BESIDE))?;
        let names: Vec<_> = listed
            .map(|member| member.map(|member| member.file_name()))
            .collect::<io::Result<_>>()?;
        if names.iter().all(|name| name == IGNORE_FILE) {
            for name in names {
                self.folder.remove_file(&name)?;
            }
            Folder::open(&self.root)?.remove_inside(OsStr::new(BESIDE))?;
        }
        Ok(())
    }

    /// Makes the lock whole and lets it take its name.
    fn put(
        root: &Path,
        folder: Folder,
        text: String,
        take_name: impl FnOnce(TempFile<'_>) -> io::Result<()>,
    ) -> Result<LockOutcome, LockError> {
        let part = TempFile::make(&folder, OsStr::new(LOCK), None, PUBLIC)?;
        part.fill(text.as_bytes(), None)?;
        let file = part.file()?;
        match take_name(part) {
            Ok(()) => Ok(LockOutcome::Ours(Self {
                root: root.to_path_buf(),
                folder,
                file,
                text,
            })),
            // Another program was a moment earlier.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let note = found(&folder)?.map(|(_, note)| note);
                Ok(LockOutcome::Theirs(note.unwrap_or_default()))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Why there is no lock. Editing and saving go on without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockError {
    /// The lock's name, or that of the folder it lies in, is a link, no ordinary file, or a file that no program of ours wrote.
    NotOurs(ReadError),
    Failed(String),
}

impl std::fmt::Display for LockError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(ReadError::Link) => {
                f.write_str("it is a link, and none is followed here")
            }
            Self::NotOurs(_) => f.write_str("it is not a lock of this program"),
            Self::Failed(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for LockError {}

impl From<ReadError> for LockError {
    fn from(why: ReadError) -> Self {
        match why {
            ReadError::Link | ReadError::NotAFile => Self::NotOurs(why),
            why => Self::Failed(why.to_string()),
        }
    }
}

impl From<io::Error> for LockError {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

const LOCK: &str = "lock";
/// How a note says that the folder was made for it.
const MADE: &str = "\"made_folder\":true";

/// The file that has the lock's name, and its note; `None` where nothing has it. A file that is too long for a note, or no
/// text, is none of ours.
fn found(folder: &Folder) -> Result<Option<(File, String)>, LockError> {
    let file = match folder.file(OsStr::new(LOCK)) {
        Ok(file) => file,
        Err(ReadError::Gone) => return Ok(None),
        Err(why) => return Err(why.into()),
    };
    let mut note = Vec::new();
    (&file).take(LONGEST + 1).read_to_end(&mut note)?;
    if note.len() as u64 > LONGEST {
        return Err(LockError::NotOurs(ReadError::NotAFile));
    }
    match String::from_utf8(note) {
        Ok(note) => Ok(Some((file, note))),
        Err(_) => Err(LockError::NotOurs(ReadError::NotAFile)),
    }
}

/// What trying to lock a file told of it.
#[derive(Clone, Copy)]
enum Found {
    Locked,
    Free,
    /// Files can't be locked there.
    Unknown,
}

impl Found {
    fn of(tried: Result<(), TryLockError>) -> Self {
        match tried {
            Ok(()) => Self::Free,
            Err(TryLockError::WouldBlock) => Self::Locked,
            Err(TryLockError::Error(_)) => Self::Unknown,
        }
    }
}

/// Whether the program of a lock is dead. A clock that went back makes nothing older.
fn is_dead(file: &File, note: &str, found: Found, judge: &impl Judge) -> bool {
    let modified = file.metadata().and_then(|metadata| metadata.modified());
    let is_stale = || modified.is_ok_and(|at| judge.is_stale(at));
    match found {
        Found::Locked => false,
        Found::Free => note.is_empty() || judge.is_here(note) || is_stale(),
        Found::Unknown => is_stale(),
    }
}
