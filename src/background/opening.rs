//! Opening a library: its house style, its files, and watching them from before the first is read.

use std::path::PathBuf;

use super::stores::{Sink, Stores};
use crate::checks;
use crate::desk::{LibraryReport, Report};
use crate::library::{self, EntryKey, disk};

/// Opens a library and gives back its true path and its folders, where it could be opened.
pub(super) fn open_library(
    root: PathBuf,
    with: &Stores<'_>,
    report: Sink<'_>,
) -> Option<(PathBuf, Vec<PathBuf>)> {
    let (watch, stop) = (with.files.watch(), with.stop);
    let (root, file) = library::home_of(&root);
    let root = match disk::folder(&root) {
        Ok(found) => found,
        Err(why) => {
            report(Report::Library(LibraryReport::OpenRefused(
                library::OpenError { root, why },
            )));
            return None;
        }
    };
    if let Some(watch) = watch {
        watch.forget();
    }
    report(Report::Library(LibraryReport::Started {
        at: file.and_then(|file| {
            EntryKey::below(&root, &disk::true_path(&file).unwrap_or(file.clone()))
        }),
        root: root.clone(),
    }));
    // The house style comes first: it says which files are entries.
    let beside = library::beside(&root);
    if !beside.is_empty() {
        report(read_style(root.clone()));
    }
    let read = |files: Vec<library::LoadedFile>, progress| {
        let is_wanted = watch.is_none_or(|watch| watch.remember(&root, &files, stop));
        is_wanted.then(|| {
            Report::Library(LibraryReport::FilesRead {
                root: root.clone(),
                files,
                progress,
            })
        })
    };
    let on_progress = |progress| {
        read(Vec::new(), progress)
            .into_iter()
            .for_each(&mut *report)
    };
    let found = match library::find_files(&root, stop, on_progress) {
        Ok(found) => found,
        Err(failed) => {
            report(Report::Library(LibraryReport::OpenRefused(failed)));
            return None;
        }
    };
    if !beside.is_empty() {
        let files = beside.iter();
        let files = files.filter_map(|path| library::read_file(&root, path));
        let beside = read(files.collect(), library::Progress::default());
        beside.into_iter().for_each(&mut *report);
    }
    // Watched before it is read, so that no change falls between the two.
    if let Some(watch) = watch {
        watch.begin(&found);
    }
    let all_read = library::read_files(&found, stop, |files, progress| {
        read(files, progress).into_iter().for_each(&mut *report);
    });
    if all_read && let Some(watch) = watch {
        watch.ready(&root);
    }
    report(Report::Library(LibraryReport::Opened {
        root: root.clone(),
        stopped: !all_read,
        is_marked: library::is_marked(&root),
        errors: found.walked.errors,
    }));
    Some((root, found.walked.folders))
}

pub(super) fn read_style(root: PathBuf) -> Report {
    let checks: Vec<&str> = checks::all().map(|check| check.id).collect();
    let (style, mistakes) = library::read_style(&root, &checks);
    Report::Library(LibraryReport::StyleRead {
        root,
        style: Box::new(style),
        mistakes,
    })
}
