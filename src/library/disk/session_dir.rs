//! A folder of its own for each running program, below the person's: it is locked as long as the program runs, so that what
//! a living program keeps is never taken for what a dead one left.
//!
//! The lock is a file beside the folder and is made before it. The system releases the lock however the program ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::faults::put;
use super::own_files::{make_private_folder, open_private};
use super::paths::is_there;

/// A folder, held as long as this value lives.
#[derive(Debug)]
pub struct SessionDir {
    path: PathBuf,
    lock_path: PathBuf,
    /// Never read: it is there to be held.
    _lock: File,
}

/// The ending of a file that is not yet whole.
const PART: &str = "part";
const LOCK: &str = "lock";

impl SessionDir {
    /// Makes a folder below `parent` and holds it. Where the name is taken, a number is put behind it.
    pub fn make(parent: &Path, name: &str) -> io::Result<Self> {
        make_private_folder(parent)?;
        for number in 0..1000 {
            let path = match number {
                0 => parent.join(name),
                _ => parent.join(format!("{name}-{number}")),
            };
            if is_there(&path) {
                continue;
            }
            if let Some(held) = Self::hold(path)? {
                make_private_folder(&held.path)?;
                return Ok(held);
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// The folders below `parent` that no program holds; they are held from now on. The oldest name comes first.
    pub fn left_behind(parent: &Path) -> io::Result<Vec<Self>> {
        let listed = match fs::read_dir(parent) {
            Ok(listed) => listed,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut paths = Vec::new();
        for member in listed {
            let member = member?;
            let path = member.path();
            if member.file_type()?.is_dir() {
                paths.push(path);
            } else if path.extension().is_some_and(|ending| ending == LOCK) {
                paths.push(path.with_extension(""));
            }
        }
        paths.sort();
        paths.dedup();
        let mut found = Vec::new();
        for path in paths {
            let Some(held) = Self::hold(path)? else {
                continue;
            };
            if is_there(&held.path) {
                found.push(held);
            } else {
                // Its program ended before it had made the folder, or another one has just let go of it.
                fs::remove_file(&held.lock_path)?;
            }
        }
        Ok(found)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole files in it, by name. What a program that was ended left half-written is taken away.
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for member in fs::read_dir(&self.path)? {
            let path = member?.path();
            if path.extension().is_some_and(|ending| ending == PART) {
                fs::remove_file(&path)?;
            } else {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// Puts a file into it in one step: under its name there is never a part of it. With `flush` it is on the disk
    /// afterwards, else only safe from the end of the program.
    pub fn put(&self, name: &str, pieces: &[&[u8]], flush: bool) -> io::Result<()> {
        let path = self.path.join(name);
        let part = path.with_extension(PART);
        let mut options = OpenOptions::new();
        let mut file = open_private(options.write(true).create(true).truncate(true), &part)?;
        for piece in pieces {
            put(&mut file, &path, piece)?;
        }
        if flush {
            file.sync_data()?;
        }
        drop(file);
        let is_new = !is_there(&path);
        fs::rename(&part, &path)?;
        if flush && is_new {
            flush_folder(&self.path)?;
        }
        Ok(())
    }

    /// Sees to it that a file put without flushing is on the disk; one that is gone needs nothing.
    pub fn flush(&self, name: &str) -> io::Result<()> {
        match File::open(self.path.join(name)) {
            Ok(file) => file.sync_data(),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Takes a file away; one that is gone already is no trouble.
    pub fn take_away(&self, file: &Path) -> io::Result<()> {
        match fs::remove_file(file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Lets go of the folder, and takes it away where nothing is left in it.
    pub fn let_go(self) -> io::Result<()> {
        if self.files().is_ok_and(|files| files.is_empty()) {
            fs::remove_dir(&self.path)?;
            fs::remove_file(&self.lock_path)?;
        }
        Ok(())
    }

    /// Holds a folder, unless another program does.
    fn hold(path: PathBuf) -> io::Result<Option<Self>> {
        let mut lock_path = path.clone().into_os_string();
        lock_path.push(".");
        lock_path.push(LOCK);
        let lock_path = PathBuf::from(lock_path);
        let mut options = OpenOptions::new();
        let lock = open_private(options.create(true).append(true), &lock_path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Where files can't be locked at all, nobody can tell the living from the dead: nothing is taken.
            Err(TryLockError::Error(error)) => return Err(error),
        }
        Ok(Some(Self {
            path,
            lock_path,
            _lock: lock,
        }))
    }
}

/// A name in a folder is on the disk when the folder is.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Folders can't be opened as files here.
#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
