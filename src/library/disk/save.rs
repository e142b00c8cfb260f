//! Saving, making and removing a file that the person wrote: what it holds is compared with what was last seen, and read back
//! after the write.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{PUBLIC, TempFile, make_whole};
use super::error::{ReadError, SaveError};
use super::faults::{self, FaultAt, put};
use super::folder::Folder;
use super::own_path::OwnPath;
use super::read::{LONGEST_TEXT, as_text, fill};

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

/// The same as [`create`], and the folders it is to lie in are made where they are not there yet.
pub fn create_with_folders(path: &Path, text: &str) -> Result<(), SaveError> {
    if let Some(folder) = path.parent()
        && OwnPath::of(path).is_none()
    {
        fs::create_dir_all(folder).map_err(SaveError::writing)?;
    }
    create(path, text)
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
