//! Opening a folder: at once for the command line, in steps for the window.
//!
//! Knows nothing of: threads of its own (the caller's pool reads), what becomes of the files.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use rayon::prelude::*;

use super::walk::{self, WalkDepth, Walked};
use super::walk_error::WalkError;
use super::{
    Content, EntryKey, FolderError, Library, LoadedFile, disk, facts, has_lost_front_matter,
    is_named_otherwise,
};
use crate::entry::front_matter::{Fence, split};
use crate::house_style::HouseStyle;

/// Opens a folder and waits until all of it is read.
pub fn open(root: &Path, style: &HouseStyle) -> Result<(Library, Vec<WalkError>), OpenError> {
    open_as_far(root, WalkDepth::Below, style)
}

/// The same for a folder alone, without those below it.
pub fn open_alone(root: &Path, style: &HouseStyle) -> Result<(Library, Vec<WalkError>), OpenError> {
    open_as_far(root, WalkDepth::Folder, style)
}

fn open_as_far(
    root: &Path,
    reach: WalkDepth,
    style: &HouseStyle,
) -> Result<(Library, Vec<WalkError>), OpenError> {
    let stop = AtomicBool::new(false);
    let found = find_as_far(root, reach, &stop, |_| ())?;
    let mut library = Library::new(found.root.as_path(), style.clone());
    read_files(&found, &stop, |files, _| {
        for file in files {
            library.put_read(file);
        }
    });
    Ok((library, found.walked.errors))
}

/// What was made of entries while a folder was looked through, and what of it could not be read.
pub struct LookedThrough<T> {
    /// In the order of the entries.
    pub made: Vec<(EntryKey, T)>,
    pub errors: Vec<WalkError>,
}

/// Looks through the texts of a folder, each once: none is kept, nor is anything else known of it. Files are read while others
/// are still found. Each thread has a `look` of its own.
///
/// # Errors
/// [`OpenError`] where the folder can't be read.
pub fn look_through<T: Send, L: Fn(&EntryKey, &str) -> Option<T>>(
    root: &Path,
    style: &HouseStyle,
    look: impl Fn() -> L + Sync,
) -> Result<LookedThrough<T>, OpenError> {
    let root = true_root(root)?;
    let look_at = |paths: Vec<PathBuf>| {
        let (mut buffer, look) = (Vec::new(), look());
        let looked = paths
            .into_iter()
            .filter_map(|path| look_at((&root, style), &path, &mut buffer, &look));
        looked.collect::<Vec<_>>()
    };
    let (found, to_read) = mpsc::channel();
    let walk = || {
        let mut handed_over = 0;
        let mut hand_over = |all: &[PathBuf], least: usize| {
            let some = all.get(handed_over..).unwrap_or_default();
            // Nobody receives them only where reading broke, which ends this as well.
            if some.len() >= least && found.send(some.to_vec()).is_ok() {
                handed_over = all.len();
            }
        };
        let walked = walk::walk(&root, WalkDepth::Below, &AtomicBool::new(false), |all| {
            hand_over(all, FIRST_BATCH);
        });
        hand_over(&walked.files, 1);
        drop(found);
        walked
    };
    let read = || to_read.into_iter().par_bridge().flat_map_iter(look_at);
    let (walked, looked_at) = rayon::join(walk, || read().collect::<Vec<_>>());
    let (with, without): (Vec<_>, Vec<_>) = (looked_at.iter())
        .filter(|(file, _)| file.tells_of_front_matter())
        .partition(|(file, _)| file.facts.has_front_matter);
    let are_plain_files_entries = with.len() <= without.len();
    let entries = looked_at
        .into_iter()
        .filter(|(file, _)| file.is_entry(are_plain_files_entries));
    let mut made: Vec<(EntryKey, T)> = entries
        .filter_map(|(file, made)| Some((file.key, made?)))
        .collect();
    made.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    Ok(LookedThrough {
        made,
        errors: walked.errors,
    })
}

/// Looks at one file. What is known of it besides is what tells whether it is an entry.
fn look_at<T>(
    (root, style): (&Path, &HouseStyle),
    path: &Path,
    buffer: &mut Vec<u8>,
    look: impl Fn(&EntryKey, &str) -> Option<T>,
) -> Option<(LoadedFile, Option<T>)> {
    let key = EntryKey::below(root, path)?;
    let (mut file, mut made) = match disk::read_text_with(path, buffer) {
        Ok(text) => {
            let made = look(&key, text);
            let mut file = LoadedFile::new(key, Content::Text("".into()));
            file.facts.has_front_matter = split(text).fence != Fence::None;
            file.facts.is_blank = facts::is_blank(text);
            file.has_lost_front_matter = has_lost_front_matter(&file, text, style);
            (file, made)
        }
        Err(reason) => (LoadedFile::new(key, Content::Unreadable(reason)), None),
    };
    file.may_be_entry = !is_named_otherwise(style, &file);
    made.take_if(|_| !file.may_be_entry);
    Some((file, made))
}

fn true_root(root: &Path) -> Result<PathBuf, OpenError> {
    disk::folder(root).map_err(|why| OpenError {
        root: root.to_path_buf(),
        why,
    })
}

/// The first step: what is in the folder. Tells how many files were found now and then. A set `stop` ends it early.
pub fn find_files(
    root: &Path,
    stop: &AtomicBool,
    on_progress: impl FnMut(Progress),
) -> Result<FoundFiles, OpenError> {
    find_as_far(root, WalkDepth::Below, stop, on_progress)
}

fn find_as_far(
    root: &Path,
    reach: WalkDepth,
    stop: &AtomicBool,
    mut on_progress: impl FnMut(Progress),
) -> Result<FoundFiles, OpenError> {
    let root = true_root(root)?;
    let mut walked = walk::walk(&root, reach, stop, |found| {
        if found.len().is_multiple_of(1000) {
            on_progress(Progress {
                read: 0,
                found: found.len(),
                all_found: false,
            });
        }
    });
    walked.files.par_sort_unstable();
    Ok(FoundFiles { root, walked })
}

/// The second step: reads what was found in batches, the first a small one, so that the list fills at once. The answer is
/// whether all was read; a set `stop` ends it early.
pub fn read_files(
    found: &FoundFiles,
    stop: &AtomicBool,
    mut on_batch: impl FnMut(Vec<LoadedFile>, Progress),
) -> bool {
    let paths = &found.walked.files;
    let mut read = 0;
    let mut size = FIRST_BATCH;
    while let Some(rest) = paths.get(read..).filter(|rest| !rest.is_empty()) {
        let batch = rest.get(..size).unwrap_or(rest);
        let files = batch
            .par_iter()
            .map_init(Vec::new, |buffer, path| {
                let go_on = !stop.load(Ordering::Relaxed);
                let file = go_on.then(|| load(&found.root, path, buffer)).flatten();
                file.map(|mut file| {
                    let is_linked = found.walked.linked.contains(path);
                    file.is_outside = is_linked && disk::lies_outside(&found.root, path);
                    file
                })
            })
            .flatten_iter()
            .collect();
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        read += batch.len();
        size = LATER_BATCH;
        let progress = Progress {
            read,
            found: paths.len(),
            all_found: true,
        };
        on_batch(files, progress);
    }
    !stop.load(Ordering::Relaxed)
}

/// Finds the files of an open library again, after something happened in its folders.
pub fn look_again(root: &Path) -> Walked {
    walk::walk(root, WalkDepth::Below, &AtomicBool::new(false), |_| ())
}

/// Reads one file of the library at `root`; `None` for a file elsewhere.
pub fn read_file(root: &Path, path: &Path) -> Option<LoadedFile> {
    let mut file = load(root, path, &mut Vec::new())?;
    file.is_outside = disk::lies_outside(root, path);
    Some(file)
}

/// How far opening is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub read: usize,
    pub found: usize,
    /// Whether `found` is final.
    pub all_found: bool,
}

/// What is in a folder, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFiles {
    /// The true path of the folder.
    pub root: PathBuf,
    pub walked: Walked,
}

/// Why a folder was not opened at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenError {
    pub root: PathBuf,
    pub why: FolderError,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.why, self.root.display())
    }
}

impl std::error::Error for OpenError {}

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
