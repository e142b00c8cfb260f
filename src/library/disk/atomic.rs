//! Atomic writes: a temporary file beside the target, flushed to the disk, then renamed over it in one step. Whoever looks
//! meets the old text or the new one, whenever the program ends.
//!
//! A program that is killed half-way leaves its temporary file. The writer holds a lock on it, which the system releases
//! however the program ends, so that the next start can tell what is litter and what is being written.

use std::collections::hash_map::RandomState;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::faults::{self, FaultAt, put};
use super::folder::Folder;
use super::paths::{is_link, is_there};

/// What our files are called: `.NAME.copydesk-` and sixteen digits.
const MARK: &str = ".copydesk-";
const DIGITS: usize = 16;
/// So much of the name is in ours; a name may be as long as the file system allows already.
const OF_THE_NAME: usize = 40;

/// Makes a file under a name that nothing has.
///
/// # Errors
/// `AlreadyExists` where something has it; that is not touched.
pub(super) fn make_whole(folder: &Folder, name: &OsStr, bytes: &[u8]) -> io::Result<()> {
    if folder.has(name) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let part = TempFile::make(folder, name, None, PUBLIC)?;
    part.fill(bytes, None)?;
    part.take_free_name()
}

/// Takes away what programs that were killed left in these folders; how many files that were.
pub fn sweep<'f>(folders: impl IntoIterator<Item = &'f Path>) -> usize {
    let swept = folders.into_iter().map(|folder| {
        let left = left_in(folder).unwrap_or_else(|error| {
            log::info!("{} was not looked through: {error}", folder.display());
            Vec::new()
        });
        left.into_iter().filter(|path| remove_dead(path)).count()
    });
    swept.sum()
}

/// A file of ours, which goes with this value unless it has come to its name.
#[derive(Debug)]
pub(super) struct TempFile<'f> {
    folder: &'f Folder,
    /// What it is to be called.
    name: &'f OsStr,
    own_name: OsString,
    file: File,
    is_done: bool,
}

/// What a new file may be read and written by, before the system masks it.
pub(super) const PUBLIC: u32 = 0o666;

impl<'f> TempFile<'f> {
    /// Makes an empty one. It has the mode of `before`, the file it is to replace, from its first byte on, and its owner and
    /// attributes where that is allowed.
    pub fn make(
        folder: &'f Folder,
        name: &'f OsStr,
        before: Option<&File>,
        mode: u32,
    ) -> io::Result<Self> {
        let metadata = before.map(File::metadata).transpose()?;
        let mode = metadata.as_ref().map_or(mode, mode_of);
        let short: String = name.to_string_lossy().chars().take(OF_THE_NAME).collect();
        let part = loop {
            let number = RandomState::new().build_hasher().finish();
            let own_name = OsString::from(format!(".{short}{MARK}{number:0DIGITS$x}"));
            match folder.new_file(&own_name, mode) {
                Ok(file) if is_locked(&file, &folder.path_of(&own_name)) => {
                    break Self {
                        folder,
                        name,
                        own_name,
                        file,
                        is_done: false,
                    };
                }
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        if let Some(metadata) = metadata {
            own_as(&part.file, &metadata);
            part.file.set_permissions(metadata.permissions())?;
        }
        #[cfg(any(target_os = "linux", target_vendor = "apple"))]
        if let Some(before) = before {
            super::attributes::take_over(before, &part.file);
        }
        Ok(part)
    }

    /// Writes it, and sees to it that it is on the disk.
    pub fn fill(&self, bytes: &[u8], modified: Option<SystemTime>) -> io::Result<()> {
        let target = self.target();
        put(&mut &self.file, &target, bytes)?;
        if let Some(modified) = modified {
            self.file.set_modified(modified)?;
        }
        faults::next(FaultAt::Flush, &target)?;
        self.file.sync_all()
    }

    /// The file, to be kept open with the lock on it.
    pub fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Lets it take its name, in the place of what has it.
    pub fn replace(self) -> io::Result<()> {
        self.take_name(|part| part.folder.rename(&part.own_name, part.name))
    }

    /// Lets it take its name, which nothing may have.
    ///
    /// # Errors
    /// `AlreadyExists` where something has it by now.
    pub fn take_free_name(self) -> io::Result<()> {
        self.take_name(|part| {
            if let Some(renamed) = part.folder.rename_if_free(&part.own_name, part.name) {
                return renamed;
            }
            // Such a system has no one step for it: another program could come in between, for some microseconds.
            if part.folder.has(part.name) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            part.folder.rename(&part.own_name, part.name)
        })
    }

    fn take_name(mut self, rename: impl FnOnce(&Self) -> io::Result<()>) -> io::Result<()> {
        faults::next(FaultAt::Rename, &self.target())?;
        rename(&self)?;
        self.is_done = true;
        self.folder.flush();
        Ok(())
    }

    fn target(&self) -> PathBuf {
        self.folder.path_of(self.name)
    }
}

impl Drop for TempFile<'_> {
    fn drop(&mut self) {
        if !self.is_done
            && let Err(error) = self.folder.remove_file(&self.own_name)
        {
            log::warn!(
                "{} could not be removed: {error}",
                self.folder.path_of(&self.own_name).display()
            );
        }
    }
}

/// Locks a file that was just made; `false` where another program, sweeping, met it before that and takes it away.
fn is_locked(file: &File, path: &Path) -> bool {
    match file.try_lock() {
        Ok(()) => is_there(path),
        Err(TryLockError::WouldBlock) => false,
        // Where files can't be locked, nothing of ours is ever taken for litter.
        Err(TryLockError::Error(error)) => {
            log::debug!("{}: {error}", path.display());
            true
        }
    }
}

/// The files of ours in a folder.
fn left_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    // The folder beside the content may be a link to anywhere.
    if is_link(folder) {
        return Ok(Vec::new());
    }
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed?,
    };
    let mut left = Vec::new();
    for member in listed {
        let member = member?;
        if is_ours(&member.file_name().to_string_lossy()) && member.file_type()?.is_file() {
            left.push(member.path());
        }
    }
    Ok(left)
}

fn is_ours(name: &str) -> bool {
    let digits = name
        .strip_prefix('.')
        .and_then(|name| name.rsplit_once(MARK));
    digits.is_some_and(|(_, digits)| {
        digits.len() == DIGITS && digits.bytes().all(|it| it.is_ascii_hexdigit())
    })
}

/// Takes a file of ours away whose writer is no more; whether it was one.
fn remove_dead(path: &Path) -> bool {
    let Ok(file) = OpenOptions::new().write(true).open(path) else {
        return false;
    };
    if file.try_lock().is_err() {
        return false;
    }
    // The lock is held until the file is gone: a writer that has just made it must meet one or the other.
    let removed = fs::remove_file(path);
    drop(file);
    removed
        .inspect_err(|error| log::warn!("{} could not be removed: {error}", path.display()))
        .is_ok()
}

#[cfg(unix)]
fn mode_of(before: &Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mode(before) & 0o777
}

/// Modes can't be set here.
#[cfg(not(unix))]
fn mode_of(_: &Metadata) -> u32 {
    PUBLIC
}

#[cfg(unix)]
fn own_as(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_ours = |now: &Metadata| now.uid() == before.uid() && now.gid() == before.gid();
    if file.metadata().is_ok_and(|now| is_ours(&now)) {
        return;
    }
    // Only some may give a file away; it is theirs to read all the same.
    if let Err(error) = fchown(file, Some(before.uid()), Some(before.gid())) {
        log::info!("the owner of a file changed with a save: {error}");
    }
}

/// Owners can't be set here.
#[cfg(not(unix))]
fn own_as(_: &File, _: &Metadata) {}
