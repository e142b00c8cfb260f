//! Files that come to their name whole: the text is written beside the file under a name of ours, flushed to the disk, and
//! takes the name of the file in one step. Whoever looks meets the old text or the new one, whenever the program ends.
//!
//! A program that is killed half-way leaves the file of ours. Its writer holds a lock on it, which the system lets go of at
//! any end, so that the next start can tell what is litter and what is being written.
//!
//! Knows nothing of: what was there before, why it is written.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::faults::{self, At};
use super::moving::rename_if_free;

/// What our files are called: `.NAME.copydesk-` and sixteen digits.
const MARK: &str = ".copydesk-";
const DIGITS: usize = 16;
/// So much of the name is in ours; a name may be as long as the file system allows already.
const OF_THE_NAME: usize = 40;

/// Puts a file in the place of the one of that name, or where there was none. Mode and owner stay.
pub(super) fn put_whole(
    target: &Path,
    bytes: &[u8],
    modified: Option<SystemTime>,
) -> io::Result<()> {
    let part = Part::make(target)?;
    match fs::symlink_metadata(target) {
        Ok(before) => part.take_after(&before)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    part.fill(target, bytes, modified)?;
    faults::next(At::Rename, target)?;
    fs::rename(&part.path, target)?;
    part.took_its_name();
    flush_folder(target);
    Ok(())
}

/// Makes a file under a name that nothing has.
///
/// # Errors
/// `AlreadyExists` where something has it; that is not touched.
pub(super) fn make_whole(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if super::is_there(target) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let part = Part::make(target)?;
    part.fill(target, bytes, None)?;
    faults::next(At::Rename, target)?;
    match rename_if_free(&part.path, target) {
        Some(renamed) => renamed?,
        // Such a system has no one step for it: another program could come in between, for some microseconds.
        None if super::is_there(target) => return Err(ErrorKind::AlreadyExists.into()),
        None => fs::rename(&part.path, target)?,
    }
    part.took_its_name();
    flush_folder(target);
    Ok(())
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
struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn make(target: &Path) -> io::Result<Self> {
        let folder = target.parent().ok_or(ErrorKind::NotFound)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let short: String = name.chars().take(OF_THE_NAME).collect();
        loop {
            let number = RandomState::new().build_hasher().finish();
            let path = folder.join(format!(".{short}{MARK}{number:0DIGITS$x}"));
            let mut options = OpenOptions::new();
            match options.write(true).create_new(true).open(&path) {
                Ok(file) if is_held(&file, &path) => return Ok(Self { path, file }),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Gives it the mode and, where that is allowed, the owner of the file it replaces.
    fn take_after(&self, before: &Metadata) -> io::Result<()> {
        own_as(&self.file, before);
        self.file.set_permissions(before.permissions())
    }

    fn fill(&self, target: &Path, bytes: &[u8], modified: Option<SystemTime>) -> io::Result<()> {
        super::put(&mut &self.file, target, bytes)?;
        if let Some(modified) = modified {
            self.file.set_modified(modified)?;
        }
        faults::next(At::Flush, target)?;
        self.file.sync_all()
    }

    /// It has the name it was made for.
    fn took_its_name(mut self) {
        self.path = PathBuf::new();
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty()
            && let Err(error) = fs::remove_file(&self.path)
        {
            log::warn!("{} could not be removed: {error}", self.path.display());
        }
    }
}

/// Locks a file that was just made; `false` where another program, sweeping, met it before that and takes it away.
fn is_held(file: &File, path: &Path) -> bool {
    match file.try_lock() {
        Ok(()) => super::is_there(path),
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

/// A name is on the disk when its folder is. The text is there already, so that a file system which can't do this for folders
/// keeps nobody from saving.
#[cfg(unix)]
fn flush_folder(target: &Path) {
    let folder = target.parent().unwrap_or(target);
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        log::warn!("{} could not be flushed: {error}", folder.display());
    }
}

/// Folders can't be opened as files here.
#[cfg(not(unix))]
fn flush_folder(_: &Path) {}

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
