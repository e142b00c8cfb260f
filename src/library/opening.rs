//! Opening a folder: at once for the command line, in steps for the window.
//!
//! Knows nothing of: threads of its own (the caller's pool reads), what becomes of the files.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::walk::{self, Trouble, Walked};
use super::{Content, EntryKey, Library, LoadedFile, NoFolder, disk};
use crate::house_style::HouseStyle;

/// Opens a folder and waits until all of it is read.
pub fn open(root: &Path, style: &HouseStyle) -> Result<(Library, Vec<Trouble>), OpenFailed> {
    let mut files = Vec::new();
    let opened = open_in_steps(root, &AtomicBool::new(false), |batch, _| {
        files.extend(batch)
    })?;
    let mut library = Library::new(opened.root, style.clone());
    for file in files {
        library.put_read(file);
    }
    Ok((library, opened.walked.trouble))
}

/// Opens a folder in batches, the first a small one, so that the list fills at once. A set `stop` ends it early.
pub fn open_in_steps(
    root: &Path,
    stop: &AtomicBool,
    mut on_batch: impl FnMut(Vec<LoadedFile>, Progress),
) -> Result<Opened, OpenFailed> {
    let root = disk::folder(root).map_err(|why| OpenFailed {
        root: root.to_path_buf(),
        why,
    })?;
    let mut walked = walk::walk(&root, stop, |found| {
        on_batch(
            Vec::new(),
            Progress {
                read: 0,
                found,
                all_found: false,
            },
        );
    });
    walked.files.par_sort_unstable();
    let found = walked.files.len();
    let mut read = 0;
    let mut size = FIRST_BATCH;
    while let Some(batch) = walked.files.get(read..).filter(|rest| !rest.is_empty()) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let batch = batch.get(..size).unwrap_or(batch);
        read += batch.len();
        size = LATER_BATCH;
        let files = batch
            .par_iter()
            .map_init(Vec::new, |buffer, path| {
                let go_on = !stop.load(Ordering::Relaxed);
                go_on.then(|| load(&root, path, buffer)).flatten()
            })
            .flatten_iter()
            .collect();
        on_batch(
            files,
            Progress {
                read,
                found,
                all_found: true,
            },
        );
    }
    Ok(Opened {
        stopped: stop.load(Ordering::Relaxed),
        root,
        walked,
    })
}

/// Finds the files of an open library again, after something happened in its folders.
pub fn look_again(root: &Path) -> Walked {
    walk::walk(root, &AtomicBool::new(false), |_| ())
}

/// Reads one file of the library at `root`; `None` for a file elsewhere.
pub fn read_file(root: &Path, path: &Path) -> Option<LoadedFile> {
    load(root, path, &mut Vec::new())
}

/// How far opening is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub read: usize,
    pub found: usize,
    /// Whether `found` is final.
    pub all_found: bool,
}

/// A folder that was opened, or opened in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The true path of the folder.
    pub root: PathBuf,
    pub walked: Walked,
    pub stopped: bool,
}

/// Why a folder was not opened at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFailed {
    pub root: PathBuf,
    pub why: NoFolder,
}

impl fmt::Display for OpenFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.why, self.root.display())
    }
}

impl std::error::Error for OpenFailed {}

const FIRST_BATCH: usize = 64;
const LATER_BATCH: usize = 1024;

fn load(root: &Path, path: &Path, buffer: &mut Vec<u8>) -> Option<LoadedFile> {
    let key = EntryKey::below(root, path)?;
    let content = match disk::read_text_with(path, buffer) {
        Ok(text) => Content::Text(text.into()),
        Err(reason) => Content::Unreadable(reason),
    };
    Some(LoadedFile::new(key, content))
}
