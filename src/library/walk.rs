//! Finding the files of a library: every `*.md` and `*.markdown` below its folder that is not hidden or ignored.
//!
//! `.gitignore` is obeyed as git does where the folder lies in a repository, and from the folder downward elsewhere. Links to
//! folders are followed, except back into the library itself: what they show is listed already.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::WalkBuilder;

use super::disk;
use super::entry_key::is_markdown;
use super::ignore_rules::IgnoreRules;
use super::walk_error::WalkError;

/// What was found below a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// In no order. A link whose target is gone is among them.
    pub files: Vec<PathBuf>,
    /// The folders looked into, the library's own included; those behind links are not, nor is what they hold watched.
    pub folders: Vec<PathBuf>,
    /// Those of the files that are links, or lie behind one: their true path may be outside the library.
    pub linked: HashSet<PathBuf>,
    pub errors: Vec<WalkError>,
}

/// How far below a folder its files are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WalkDepth {
    /// In the folder alone.
    Folder,
    /// In all folders below it as well.
    Below,
}

/// Walks a folder whose true path is `root`; tells of all files found so far with each that is.
pub fn walk(
    root: &Path,
    reach: WalkDepth,
    stop: &AtomicBool,
    mut found: impl FnMut(&[PathBuf]),
) -> Walked {
    let mut walked = Walked::default();
    let rules = Arc::new(Mutex::new(IgnoreRules::of(root)));
    let asked = rules.clone();
    let within = root.to_path_buf();
    let followed = Mutex::new(HashSet::new());
    let walk = WalkBuilder::new(root)
        .follow_links(true)
        .max_depth((reach == WalkDepth::Folder).then_some(1))
        .standard_filters(false)
        .hidden(true)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let mut rules = asked.lock().unwrap_or_else(PoisonError::into_inner);
            if entry.depth() > 0 && rules.leave_out(entry.path(), is_folder) {
                return false;
            }
            drop(rules);
            !entry.path_is_symlink() || !entry.file_type().is_some_and(|kind| kind.is_dir()) || {
                let Some(target) = disk::true_path(entry.path()) else {
                    return true;
                };
                let listed = target.starts_with(&within) || within.starts_with(&target);
                let mut followed = followed.lock().unwrap_or_else(PoisonError::into_inner);
                !listed && followed.insert(target)
            }
        })
        .build();
    let mut behind_link: Option<PathBuf> = None;
    for step in walk {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let entry = match step {
            Ok(entry) => entry,
            Err(error) => {
                note(error, &mut walked);
                continue;
            }
        };
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            // The walk goes depth first, so one link at a time is enough to remember.
            let behind = behind_link
                .as_ref()
                .is_some_and(|link| entry.path().starts_with(link));
            if entry.depth() > 0 && entry.path_is_symlink() && !behind {
                behind_link = Some(entry.path().to_path_buf());
            } else if !behind {
                walked.folders.push(entry.into_path());
            }
        } else if is_markdown(entry.path()) {
            let is_behind = behind_link
                .as_ref()
                .is_some_and(|link| entry.path().starts_with(link));
            if is_behind || entry.path_is_symlink() {
                walked.linked.insert(entry.path().to_path_buf());
            }
            walked.files.push(entry.into_path());
            found(&walked.files);
        }
    }
    let mut rules = rules.lock().unwrap_or_else(PoisonError::into_inner);
    walked.errors.append(&mut rules.errors);
    walked
}

fn note(error: ignore::Error, walked: &mut Walked) {
    if is_loop(&error) {
        return;
    }
    let path = path_of(&error);
    match path {
        // A link whose target is gone still stands in the list, with the reason.
        Some(path) if is_markdown(path) => walked.files.push(path.to_path_buf()),
        _ => {
            let reason = match error.io_error().map(std::io::Error::kind) {
                Some(std::io::ErrorKind::PermissionDenied) => {
                    "you are not allowed to read this folder".to_string()
                }
                // A link that leads nowhere, or what was removed while we looked: no part of the library.
                Some(std::io::ErrorKind::NotFound) => return,
                _ => error
                    .io_error()
                    .map_or_else(|| error.to_string(), ToString::to_string),
            };
            let path = path.map(Path::to_path_buf);
            walked.errors.push(WalkError { reason, path });
        }
    }
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}
