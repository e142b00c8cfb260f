//! Reading a file, or saying why it can't be read.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use super::error::ReadError;
use super::folder::Folder;
use super::own_path::OwnPath;

/// The longest text that is opened.
pub const LONGEST_TEXT: u64 = 64 * 1024 * 1024;

/// Reads a text file.
pub fn read_text(path: &Path) -> Result<Arc<str>, ReadError> {
    let mut buffer = Vec::new();
    read_text_with(path, &mut buffer).map(Arc::from)
}

/// Reads a text file into a buffer that is used again for the next one.
pub fn read_text_with<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b str, ReadError> {
    let (file, length) = open(path, LONGEST_TEXT)?;
    fill(file, length, LONGEST_TEXT, buffer)?;
    as_text(buffer)
}

/// Reads the bytes of a file that is not longer than that.
pub fn read_bytes(path: &Path, longest: u64) -> Result<Vec<u8>, ReadError> {
    let (file, length) = open(path, longest)?;
    let mut bytes = Vec::new();
    fill(file, length, longest, &mut bytes)?;
    Ok(bytes)
}

/// Reads the bytes of a file that comes with a folder and is neither an entry nor chosen by the person, such as rules for what
/// is left out: an ordinary file, not longer than that, and no link.
///
/// # Errors
/// [`ReadError`] says what it is instead.
pub fn read_unfollowed(path: &Path, longest: u64) -> Result<Vec<u8>, ReadError> {
    let (folder, name) = Folder::of(path)?;
    let file = folder.file(name)?;
    let length = file.metadata()?.len();
    if length > longest {
        return Err(ReadError::TooLarge {
            bytes: length,
            limit: longest,
        });
    }
    let mut bytes = Vec::new();
    fill(file, length, longest, &mut bytes)?;
    Ok(bytes)
}

/// Opens an ordinary file of at most that length.
pub(super) fn open(path: &Path, longest: u64) -> Result<(File, u64), ReadError> {
    let file = match OwnPath::of(path) {
        Some(chosen) => chosen.folder()?.file(chosen.name)?,
        None => {
            regular_file(path)?;
            File::open(path)?
        }
    };
    let length = file.metadata()?.len();
    if length > longest {
        return Err(ReadError::TooLarge {
            bytes: length,
            limit: longest,
        });
    }
    Ok((file, length))
}

/// Refuses what is no ordinary file. Asked before opening, because opening a pipe waits for its other end.
fn regular_file(path: &Path) -> Result<(), ReadError> {
    let metadata = fs::metadata(path).map_err(ReadError::from)?;
    metadata.is_file().then_some(()).ok_or(ReadError::NotAFile)
}

/// Reads to the end of the file; its length may have changed since it was asked.
pub(super) fn fill(
    mut file: File,
    length: u64,
    longest: u64,
    buffer: &mut Vec<u8>,
) -> Result<(), ReadError> {
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
                return Err(ReadError::TooLarge {
                    bytes: filled as u64,
                    limit: longest,
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

pub(super) fn as_text(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return ReadError::Utf16;
        }
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ReadError::NotUtf8 {
            line: memchr::memchr_iter(b'\n', before).count() + 1,
        }
    })
}
