//! The person's own files: settings and log. They hold no entry, so they are written without asking. And the copy of a list
//! that they chose to lie beside the content.
//!
//! Knows nothing of: where they lie and what is in them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::whole::put_whole;

/// Settings longer than this are not ours.
const LONGEST: u64 = 1024 * 1024;

/// The text of an own file; `None` when it is not there yet.
pub fn read_own(path: &Path) -> Result<Option<String>, super::Unreadable> {
    match super::read_bytes(path, LONGEST) {
        Ok(bytes) => super::as_text(&bytes).map(|text| Some(text.to_string())),
        Err(super::Unreadable::Gone) => Ok(None),
        Err(reason) => Err(reason),
    }
}

/// Writes an own file whole, making its folder when needed.
pub fn write_own(path: &Path, text: &str) -> Result<(), super::SaveRefused> {
    write_whole(path, text.as_bytes(), None).map_err(super::SaveRefused::writing)
}

/// Puts a copy of a file in another place in one step, making the folder when needed. The copy is as old as the file.
pub fn copy_whole(from: &Path, to: &Path, longest: u64) -> Result<(), super::SaveRefused> {
    let bytes = super::read_bytes(from, longest)
        .map_err(|why| super::SaveRefused::Failed(why.to_string()))?;
    let modified = fs::metadata(from).and_then(|metadata| metadata.modified());
    write_whole(to, &bytes, modified.ok()).map_err(super::SaveRefused::writing)
}

pub(super) fn write_whole(
    path: &Path,
    bytes: &[u8],
    modified: Option<SystemTime>,
) -> io::Result<()> {
    make_folder(path)?;
    put_whole(path, bytes, modified)
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
        let file = OpenOptions::new().append(true).create(true).open(path)?;
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
        self.file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.path)?;
        self.length = 0;
        Ok(())
    }
}

pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::NotFound)?;
    fs::create_dir_all(folder)
}
