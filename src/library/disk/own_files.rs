//! The person's own files: settings, log, journal and earlier versions. They may hold what is in a private entry, so nobody
//! else may read them. And the copy of a list that they chose to lie beside the content.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::atomic::{PUBLIC, TempFile};
use super::error::{ReadError, SaveError};
use super::folder::Folder;
use super::own_path::OwnPath;
use super::read::{as_text, read_bytes};

/// Settings longer than this are not ours.
const LONGEST: u64 = 1024 * 1024;

/// The text of an own file; `None` when it is not there yet.
pub fn read_own(path: &Path) -> Result<Option<String>, ReadError> {
    match read_bytes(path, LONGEST) {
        Ok(bytes) => as_text(&bytes).map(|text| Some(text.to_string())),
        Err(ReadError::Gone) => Ok(None),
        Err(reason) => Err(reason),
    }
}

/// Writes an own file whole, making its folder when needed.
pub fn write_own(path: &Path, text: &str) -> Result<(), SaveError> {
    write_private(path, text.as_bytes()).map_err(SaveError::writing)
}

/// Writes a file that the person asked for by its name, in the place of the one that has it, making its folder when needed.
pub fn write_asked(path: &Path, text: &str) -> Result<(), SaveError> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let (folder, name) = Folder::of(path)?;
        put(&folder, name, text.as_bytes())
    };
    write().map_err(SaveError::writing)
}

/// Puts a copy of a file beside the content in one step. The copy is as old as the file.
pub fn copy_beside(from: &Path, to: &Path, longest: u64) -> Result<(), SaveError> {
    let bytes = read_bytes(from, longest).map_err(|why| SaveError::Failed(why.to_string()))?;
    let modified = fs::metadata(from).and_then(|metadata| metadata.modified());
    let chosen = OwnPath::of(to).ok_or(SaveError::FolderGone)?;
    let folder = chosen.made_folder()?;
    let part = TempFile::make(&folder, chosen.name, None, PUBLIC);
    let put = part.and_then(|part| {
        part.fill(&bytes, modified.ok())?;
        part.replace()
    });
    put.map_err(SaveError::writing)
}

/// Puts a file in the place of the one of that name, or where there was none. Its mode, owner and attributes stay; what is
/// no ordinary file is replaced as a name, and its mode is nothing to go by.
fn put(folder: &Folder, name: &OsStr, bytes: &[u8]) -> io::Result<()> {
    put_beside(folder, name, bytes)?.replace()
}

/// The same up to the last step: the new file lies beside the one it is to replace.
pub(super) fn put_beside<'f>(
    folder: &'f Folder,
    name: &'f OsStr,
    bytes: &[u8],
) -> io::Result<TempFile<'f>> {
    let before = folder.file(name).ok();
    let part = TempFile::make(folder, name, before.as_ref(), PUBLIC)?;
    part.fill(bytes, None)?;
    Ok(part)
}

/// The mode of a file that only its owner may read and write.
const PRIVATE: u32 = 0o600;

/// Puts a file that nobody else may read, making its folder when needed.
pub(super) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_folder(path)?;
    let (folder, name) = Folder::of(path)?;
    let part = TempFile::make(&folder, name, None, PRIVATE)?;
    part.fill(bytes, None)?;
    part.replace()
}

/// Opens, or makes, a file that nobody else may read.
pub(super) fn open_private(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, PRIVATE);
    options.open(path)
}

/// Makes a folder that nobody else may look into, and those above it that are missing.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Takes the right to look into a folder of the person's own, and to read what is below it, from everybody else: earlier
/// versions of the program left it to the system, which often lets all accounts read. Links are passed over.
///
/// # Errors
/// When something can't be looked at or changed; the rest is looked at all the same.
#[cfg(unix)]
pub fn keep_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        metadata => metadata?,
    };
    let mut rights = metadata.permissions();
    if !(metadata.is_dir() || metadata.is_file()) {
        return Ok(());
    }
    if rights.mode() & 0o077 != 0 {
        rights.set_mode(rights.mode() & !0o077);
        fs::set_permissions(folder, rights)?;
    }
    let mut done = Ok(());
    if metadata.is_dir() {
        for member in fs::read_dir(folder)? {
            // Another window may be at work there: what has gone meanwhile keeps nothing from being looked at.
            done = keep_private(&member?.path()).and(done);
        }
    }
    done
}

/// Rights are not told by a mode here, and a person's folders are their own.
#[cfg(not(unix))]
pub fn keep_private(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A log that never grows beyond a limit: the lines before are kept in one older file.
#[derive(Debug)]
pub struct LogFile {
    path: PathBuf,
    file: File,
    length: u64,
    longest: u64,
}

impl LogFile {
    /// Opens the log for appending.
    pub fn open(path: &Path, longest: u64) -> io::Result<Self> {
        make_folder(path)?;
        let file = open_private(OpenOptions::new().append(true).create(true), path)?;
        let length = file.metadata()?.len();
        Ok(Self {
            path: path.to_path_buf(),
            file,
            length,
            longest,
        })
    }

    /// Adds one line; line ends inside it become spaces.
    pub fn add(&mut self, line: &str) -> io::Result<()> {
        let mut line = line.replace(['\n', '\r'], " ");
        line.push('\n');
        if self.length > 0 && self.length + line.len() as u64 > self.longest {
            self.turn_over()?;
        }
        self.file.write_all(line.as_bytes())?;
        self.length += line.len() as u64;
        Ok(())
    }

    fn turn_over(&mut self) -> io::Result<()> {
        fs::rename(&self.path, self.path.with_extension("old.log"))?;
        self.file = open_private(OpenOptions::new().append(true).create(true), &self.path)?;
        self.length = 0;
        Ok(())
    }
}

/// Makes the folder that an own file is to lie in.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    make_private_folder(path.parent().ok_or(ErrorKind::NotFound)?)
}
