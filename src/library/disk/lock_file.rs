//! The lock beside the content: a file that its program holds as long as it runs, and refreshes.
//!
//! On one machine the system tells whether the program lives, by the lock on the file. From another machine that can't be
//! told everywhere, so there the age of the file counts.
//!
//! Knows nothing of: what the file says, who reads it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::beside::{BESIDE, make_beside};

/// A lock that this program holds.
#[derive(Debug)]
pub struct LockFile {
    path: PathBuf,
    file: File,
    text: String,
}

/// What tells the lock of a dead program.
pub trait Judge {
    /// Whether a note is of this machine, where the system would know of its program.
    fn is_here(&self, note: &str) -> bool;
    /// Whether one refreshed then is too old.
    fn is_stale(&self, refreshed: SystemTime) -> bool;
}

/// What became of taking a lock.
#[derive(Debug)]
pub enum Taken {
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
    /// When nothing can be written there.
    pub fn take(
        root: &Path,
        text: impl Fn(bool) -> String,
        judge: &impl Judge,
    ) -> io::Result<Taken> {
        let folder = root.join(BESIDE);
        let made_folder = match fs::create_dir(&folder) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => false,
            Err(error) => return Err(error),
        };
        let path = place(root);
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true);
        match options.clone().create_new(true).open(&path) {
            Ok(file) => {
                make_beside(root).map_err(io::Error::other)?;
                return Self::hold(path, file, text(made_folder));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        let file = options.open(&path)?;
        let note = read(&path)?;
        if !is_dead(&file, &note, Found::of(file.try_lock()), judge) {
            return Ok(Taken::Theirs(note));
        }
        let made_folder = note.contains(MADE);
        Self::hold(path, file, text(made_folder))
    }

    /// What the file of another program's lock says; `None` where there is no lock, or its program is dead. Empty where it
    /// is just being made.
    ///
    /// # Errors
    /// When it is there and can't be read.
    pub fn look(root: &Path, judge: &impl Judge) -> io::Result<Option<String>> {
        let path = place(root);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let note = read(&path)?;
        // Its program is about to write it.
        if note.is_empty() {
            return Ok(Some(note));
        }
        let is_alive = !is_dead(&file, &note, Found::of(file.try_lock_shared()), judge);
        Ok(is_alive.then_some(note))
    }

    /// Refreshes the lock. `Some` is what its file says now where it is no longer ours: this program was away too long, and
    /// another one took it over. Empty where the file is gone.
    ///
    /// # Errors
    /// When it can't be refreshed.
    pub fn beat(&self, now: SystemTime) -> io::Result<Option<String>> {
        match read(&self.path) {
            Ok(note) if note == self.text => {}
            Ok(note) => return Ok(Some(note)),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some(String::new())),
            Err(error) => return Err(error),
        }
        self.file.set_modified(now)?;
        Ok(None)
    }

    /// Lets go of the lock and takes its file away, and the folder where it was made for it and holds nothing else.
    ///
    /// # Errors
    /// When the file can't be taken away.
    pub fn let_go(self) -> io::Result<()> {
        if read(&self.path).is_ok_and(|note| note != self.text) {
            return Ok(());
        }
        fs::remove_file(&self.path)?;
        let Some(folder) = self.path.parent().filter(|_| self.text.contains(MADE)) else {
            return Ok(());
        };
        let listed: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
        if listed.iter().all(|it| it.file_name() == ".gitignore") {
            for member in listed {
                fs::remove_file(member.path())?;
            }
            fs::remove_dir(folder)?;
        }
        Ok(())
    }

    fn hold(path: PathBuf, mut file: File, text: String) -> io::Result<Taken> {
        match file.try_lock() {
            Ok(()) => {}
            // Another program was a moment earlier.
            Err(TryLockError::WouldBlock) => return Ok(Taken::Theirs(read(&path)?)),
            // Where files can't be locked the note has to do.
            Err(TryLockError::Error(error)) => log::info!("{}: {error}", path.display()),
        }
        file.set_len(0)?;
        file.rewind()?;
        super::put(&mut file, &path, text.as_bytes())?;
        file.flush()?;
        Ok(Taken::Ours(Self { path, file, text }))
    }
}

const LOCK: &str = "lock";
/// How a note says that the folder was made for it.
const MADE: &str = "\"made_folder\":true";

fn place(root: &Path) -> PathBuf {
    root.join(BESIDE).join(LOCK)
}

fn read(path: &Path) -> io::Result<String> {
    let mut note = String::new();
    let file = File::open(path)?;
    file.take(LONGEST).read_to_string(&mut note)?;
    Ok(note)
}

/// What trying to lock a file told of it.
#[derive(Clone, Copy)]
enum Found {
    Held,
    Free,
    /// Files can't be locked there.
    Unknown,
}

impl Found {
    fn of(tried: Result<(), TryLockError>) -> Self {
        match tried {
            Ok(()) => Self::Free,
            Err(TryLockError::WouldBlock) => Self::Held,
            Err(TryLockError::Error(_)) => Self::Unknown,
        }
    }
}

/// Whether the program of a lock is dead. A clock that went back makes nothing older.
fn is_dead(file: &File, note: &str, found: Found, judge: &impl Judge) -> bool {
    let modified = file.metadata().and_then(|metadata| metadata.modified());
    let is_stale = || modified.is_ok_and(|at| judge.is_stale(at));
    match found {
        Found::Held => false,
        Found::Free => note.is_empty() || judge.is_here(note) || is_stale(),
        Found::Unknown => is_stale(),
    }
}
