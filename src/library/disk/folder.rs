//! A folder held open: names in it are opened, made, replaced and removed relative to it, and a link is never followed.
//!
//! A folder that somebody else packed can hold a link under any name the program chooses. Looking at the name first and
//! opening it afterwards would leave a moment in which it can become one, so the system is asked at the open itself
//! (`O_NOFOLLOW`). Systems without that are looked at before the open.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::ReadError;
use super::paths::{is_link, is_there};

/// A folder that stays the same one whatever becomes of its name.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    #[cfg(unix)]
    handle: File,
}

/// The right to write in a folder, among programs of ours; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _handle: File,
}

/// So long another program's turn is waited for. A turn takes some milliseconds; a program that was stopped in the middle of
/// one must not keep others from saving, who still compare before they write.
const TURN_TIMEOUT: Duration = Duration::from_secs(2);
const RETRY_INTERVAL: Duration = Duration::from_millis(1);

impl Folder {
    /// Opens a folder. Links in its own path are followed: the person chose it.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            handle: system::open_folder(path)?,
            path: path.to_path_buf(),
        })
    }

    /// The folder that a file lies in, and the file's name there.
    pub fn of(file: &Path) -> io::Result<(Self, &OsStr)> {
        let name = file.file_name().ok_or(ErrorKind::InvalidInput)?;
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        Ok((Self::open(folder)?, name))
    }

    /// Opens a folder in this one, unless the name is a link.
    ///
    /// # Errors
    /// [`ReadError::Gone`] where there is none, [`ReadError::Link`] where the name is a link.
    pub fn inside(&self, name: impl AsRef<OsStr>) -> Result<Self, ReadError> {
        let path = self.path_of(name.as_ref());
        #[cfg(unix)]
        let handle = system::open_folder_at(&self.handle, name.as_ref())
            .map_err(|error| self.refusal(name.as_ref(), error))?;
        #[cfg(not(unix))]
        if fs::symlink_metadata(&path)?.is_symlink() {
            return Err(ReadError::Link);
        }
        Ok(Self {
            #[cfg(unix)]
            handle,
            path,
        })
    }

    /// The same, making it where there is none; whether it was made.
    pub fn made_inside(&self, name: impl AsRef<OsStr>) -> Result<(Self, bool), ReadError> {
        #[cfg(unix)]
        let made = system::make_folder_at(&self.handle, name.as_ref());
        #[cfg(not(unix))]
        let made = fs::create_dir(self.path_of(name.as_ref()));
        match made {
            Ok(()) => Ok((self.inside(name)?, true)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Ok((self.inside(name)?, false))
            }
            Err(error) => Err(error.into()),
        }
    }

    pub fn path_of(&self, name: &OsStr) -> PathBuf {
        self.path.join(name)
    }

    /// Opens an ordinary file for reading. Never waits: a pipe is opened without its other end, and refused.
    ///
    /// # Errors
    /// [`ReadError::Link`] where the name is a link, [`ReadError::NotAFile`] where it is anything but an ordinary file.
    pub fn file(&self, name: &OsStr) -> Result<File, ReadError> {
        self.open_file(name, false)
    }

    /// The same for reading and writing.
    pub fn file_to_write(&self, name: &OsStr) -> Result<File, ReadError> {
        self.open_file(name, true)
    }

    fn open_file(&self, name: &OsStr, to_write: bool) -> Result<File, ReadError> {
        #[cfg(unix)]
        let file = system::open_file_at(&self.handle, name, to_write)
            .map_err(|error| self.refusal(name, error))?;
        #[cfg(not(unix))]
        let file = {
            let path = self.path_of(name);
            let found = fs::symlink_metadata(&path)?;
            if found.is_symlink() {
                return Err(ReadError::Link);
            }
            if !found.is_file() {
                return Err(ReadError::NotAFile);
            }
            fs::OpenOptions::new()
                .read(true)
                .write(to_write)
                .open(path)?
        };
        if file.metadata()?.is_file() {
            Ok(file)
        } else {
            Err(ReadError::NotAFile)
        }
    }

    /// Makes a file under a name that nothing has, not even a link that leads nowhere. `mode` is what it may be read and
    /// written by from its first byte on; what the system masks is masked.
    pub fn new_file(&self, name: &OsStr, mode: u32) -> io::Result<File> {
        #[cfg(unix)]
        return system::new_file_at(&self.handle, name, mode);
        #[cfg(not(unix))]
        {
            let _ = mode;
            let mut options = fs::OpenOptions::new();
            options.read(true).write(true).create_new(true);
            options.open(self.path_of(name))
        }
    }

    /// Gives a file another name in this folder. What has that name goes, be it a link: the name is replaced, never what it
    /// leads to.
    pub fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        #[cfg(unix)]
        return system::rename_at(&self.handle, from, to);
        #[cfg(not(unix))]
        fs::rename(self.path_of(from), self.path_of(to))
    }

    /// The same where nothing has the other name, in one step; `None` where the system or the disk has no such step.
    pub fn rename_if_free(&self, from: &OsStr, to: &OsStr) -> Option<io::Result<()>> {
        #[cfg(any(target_os = "linux", target_vendor = "apple"))]
        return rename_if_free_at(&self.handle, from, &self.handle, to);
        #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
        {
            let _ = (from, to);
            None
        }
    }

    pub fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        #[cfg(unix)]
        return system::remove_at(&self.handle, name, false);
        #[cfg(not(unix))]
        fs::remove_file(self.path_of(name))
    }

    /// Takes a folder away in which nothing is.
    pub fn remove_inside(&self, name: &OsStr) -> io::Result<()> {
        #[cfg(unix)]
        return system::remove_at(&self.handle, name, true);
        #[cfg(not(unix))]
        fs::remove_dir(self.path_of(name))
    }

    /// Whether something has this name, be it a link that leads nowhere.
    pub fn has(&self, name: &OsStr) -> bool {
        is_there(&self.path_of(name))
    }

    /// A name is on the disk when its folder is. The text is there already, so that a file system which can't do this for
    /// folders keeps nobody from saving.
    pub fn flush(&self) {
        #[cfg(unix)]
        if let Err(error) = self.handle.sync_all() {
            log::warn!("{} could not be flushed: {error}", self.path.display());
        }
    }

    /// Waits until no other program of ours is writing in this folder. `None` where that can't be told or took too long: then
    /// the comparison before the renaming has to do.
    ///
    /// The lock is on the folder itself, so that it holds for every account and leaves no file behind.
    #[cfg(unix)]
    pub fn turn(&self) -> Option<Turn> {
        // A lock belongs to the open file, and this handle may be shared with nobody.
        let handle = system::open_folder_at(&self.handle, OsStr::new(".")).ok()?;
        let mut waited = Duration::ZERO;
        loop {
            match handle.try_lock() {
                Ok(()) => return Some(Turn { _handle: handle }),
                Err(TryLockError::WouldBlock) if waited < TURN_TIMEOUT => {
                    std::thread::sleep(RETRY_INTERVAL);
                    waited += RETRY_INTERVAL;
                }
                Err(error) => {
                    log::info!("{}: no turn to be had: {error}", self.path.display());
                    return None;
                }
            }
        }
    }

    /// Folders can't be locked here.
    #[cfg(not(unix))]
    pub fn turn(&self) -> Option<Turn> {
        None
    }

    /// Why a name was not opened.
    #[cfg(unix)]
    fn refusal(&self, name: &OsStr, error: io::Error) -> ReadError {
        // Systems differ in what they answer for a link; what the name is decides nothing here but the words.
        let is_link = || is_link(&self.path_of(name));
        match error.kind() {
            ErrorKind::PermissionDenied => ReadError::NotAllowed,
            _ if is_link() => ReadError::Link,
            ErrorKind::NotFound => ReadError::Gone,
            ErrorKind::NotADirectory | ErrorKind::IsADirectory => ReadError::NotAFile,
            // A socket, a device without a driver.
            _ if fs::symlink_metadata(self.path_of(name)).is_ok_and(|it| !it.is_file()) => {
                ReadError::NotAFile
            }
            _ => error.into(),
        }
    }
}

/// Gives a file another name unless that name is taken; `None` where the system has no such call.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn rename_if_free_at(
    from_folder: impl rustix::fd::AsFd,
    from: impl rustix::path::Arg,
    to_folder: impl rustix::fd::AsFd,
    to: impl rustix::path::Arg,
) -> Option<io::Result<()>> {
    use rustix::fs::{RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(from_folder, from, to_folder, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => None,
        renamed => Some(renamed.map_err(io::Error::from)),
    }
}

#[cfg(unix)]
mod system {
    use std::ffi::OsStr;
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, mkdirat, openat, renameat, unlinkat};

    const FOLDER: OFlags = OFlags::RDONLY
        .union(OFlags::DIRECTORY)
        .union(OFlags::CLOEXEC);

    pub fn open_folder(path: &Path) -> io::Result<File> {
        Ok(openat(CWD, path, FOLDER, Mode::empty())?.into())
    }

    pub fn open_folder_at(folder: &File, name: &OsStr) -> io::Result<File> {
        let how = FOLDER.union(OFlags::NOFOLLOW);
        Ok(openat(folder, name, how, Mode::empty())?.into())
    }

    pub fn make_folder_at(folder: &File, name: &OsStr) -> io::Result<()> {
        Ok(mkdirat(folder, name, Mode::from_raw_mode(0o777))?)
    }

    pub fn open_file_at(folder: &File, name: &OsStr, to_write: bool) -> io::Result<File> {
        let access = if to_write {
            OFlags::RDWR
        } else {
            OFlags::RDONLY
        };
        let how = access
            .union(OFlags::NOFOLLOW)
            .union(OFlags::NONBLOCK)
            .union(OFlags::NOCTTY)
            .union(OFlags::CLOEXEC);
        Ok(openat(folder, name, how, Mode::empty())?.into())
    }

    pub fn new_file_at(folder: &File, name: &OsStr, mode: u32) -> io::Result<File> {
        let how = OFlags::RDWR
            .union(OFlags::CREATE)
            .union(OFlags::EXCL)
            .union(OFlags::NOFOLLOW)
            .union(OFlags::CLOEXEC);
        // The width of the number differs between systems.
        #[allow(clippy::useless_conversion)]
        let mode = Mode::from_raw_mode((mode & 0o777).try_into().unwrap_or(0o600));
        Ok(openat(folder, name, how, mode)?.into())
    }

    pub fn rename_at(folder: &File, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(renameat(folder, from, folder, to)?)
    }

    pub fn remove_at(folder: &File, name: &OsStr, is_folder: bool) -> io::Result<()> {
        let how = if is_folder {
            AtFlags::REMOVEDIR
        } else {
            AtFlags::empty()
        };
        Ok(unlinkat(folder, name, how)?)
    }
}
