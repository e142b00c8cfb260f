//! Opening a library: its house style, its files, and watching them from before the first is read.
//!
//! Knows nothing of: what a report leads to.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::watching::Watch;
use super::{Outlet, read_style, with_readers};
use crate::desk::{LibraryReport, Report};
use crate::library::{self, EntryKey, disk};

/// Opens a library and gives back its true path and its folders, where it could be opened.
pub(super) fn open_library(
    root: PathBuf,
    stop: &AtomicBool,
    watch: &Watch,
    out: &Outlet,
) -> Option<(PathBuf, Vec<PathBuf>)> {
    let start = Instant::now();
    let (root, file) = library::home_of(&root);
    let root = match disk::folder(&root) {
        Ok(found) => found,
        Err(why) => {
            out.report(Report::Library(LibraryReport::OpenRefused(
                library::OpenFailed { root, why },
            )));
            return None;
        }
    };
    watch.forget();
    out.report(Report::Library(LibraryReport::Started {
        at: file.and_then(|file| {
            EntryKey::below(&root, &disk::true_path(&file).unwrap_or(file.clone()))
        }),
        root: root.clone(),
    }));
    // The house style comes first: it says which files are entries.
    let beside = library::beside(&root);
    if !beside.is_empty() {
        out.report(read_style(root.clone()));
    }
    let on_batch = |files: Vec<library::LoadedFile>, progress| {
        if watch.remember(&root, &files, stop) {
            out.report(Report::Library(LibraryReport::FilesRead {
                root: root.clone(),
                files,
                progress,
            }));
        }
    };
    let found = match library::find_files(&root, stop, |progress| on_batch(Vec::new(), progress)) {
        Ok(found) => found,
        Err(failed) => {
            out.report(Report::Library(LibraryReport::OpenRefused(failed)));
            return None;
        }
    };
    if !beside.is_empty() {
        let files = beside.iter();
        let files = files.filter_map(|path| library::read_file(&root, path));
        on_batch(files.collect(), library::Progress::default());
    }
    // Watched before it is read, so that no change falls between the two.
    watch.begin(&found);
    let all_read = with_readers(|| library::read_files(&found, stop, on_batch));
    if all_read {
        watch.ready(&root);
    }
    out.report(Report::Library(LibraryReport::Opened {
        root: root.clone(),
        took: start.elapsed(),
        stopped: !all_read,
        trouble: found.walked.trouble,
    }));
    Some((root, found.walked.folders))
}
