//! Looking again at paths where something happened: what a file holds now, which are new and which are gone.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use notify::Watcher;

use super::branch_switch::EventTimes;
use super::snapshot::same;
use super::{Watching, beside};
use crate::desk::{FindingReport, Report, ReviewReport, SearchReport, SourceReport, SyncReport};
use crate::library::{
    self, Content, EntryKey, LoadedFile, ReadError, disk, saved_searches, withdrawn,
};
use crate::review;
use crate::spelling::{TERMS, WORDS};

/// What became of a file of the library.
pub(super) enum FileChange {
    Changed { key: EntryKey, content: Content },
    Added(Box<LoadedFile>),
    Removed { key: EntryKey },
}

impl Watching {
    /// Looks at the paths that something happened to.
    pub(super) fn look(&mut self, paths: &HashSet<PathBuf>, when: EventTimes) {
        // A folder may become a repository while it is open.
        self.watch_git();
        let Some(watched) = &mut self.library else {
            return;
        };
        let root = watched.root.clone();
        let mut listing_changed = false;
        let (mut changed, mut changes) = (Vec::new(), Vec::new());
        let list = withdrawn::place(&root);
        // The folder of the list may be new, and the list in it already; or it went with the list in it.
        let is_folder = |path: &PathBuf| Some(path.as_path()) == list.parent();
        let folder = paths.iter().find(|path| is_folder(path));
        let had_list = |folder: &PathBuf| watched.folders.contains(folder) || disk::is_there(&list);
        let list_changed = paths.contains(&list) || folder.is_some_and(had_list);
        let beside_content = list.parent().unwrap_or(&root);
        let has_records = |folder: &PathBuf| {
            let mut files = review::FILES.into_iter();
            watched.folders.contains(folder)
                || files.any(|name| disk::is_there(&beside_content.join(name)))
        };
        let records_may_differ = folder.is_some_and(has_records);
        let folder_changed = folder.is_some();
        let is_review = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str());
            path.parent() == Some(beside_content)
                && name.is_some_and(|name| review::FILES.contains(&name))
        };
        let reviews_changed = records_may_differ || paths.iter().any(is_review);
        let lists = [WORDS, TERMS].map(|name| beside_content.join(name));
        let has_lists = |folder: &PathBuf| {
            watched.folders.contains(folder) || lists.iter().any(|list| disk::is_there(list))
        };
        let words_changed =
            lists.iter().any(|list| paths.contains(list)) || folder.is_some_and(has_lists);
        let searches = saved_searches::place(&root);
        let has_searches =
            |folder: &PathBuf| watched.folders.contains(folder) || disk::is_there(&searches);
        let searches_changed = paths.contains(&searches) || folder.is_some_and(has_searches);
        let gits_own = self.branch_switch.gits_own();
        let gits_own = gits_own.as_deref();
        let head_touched = gits_own.is_some_and(|it| paths.contains(&it.join("HEAD")));
        for path in paths {
            if gits_own.is_some_and(|folder| path.starts_with(folder)) {
                continue;
            }
            // A folder that was removed and made again under its name wants watching again.
            if watched.folders.remove(path) {
                listing_changed = true;
                if let Err(error) = watched.watcher.unwatch(path) {
                    log::debug!("{} was no longer watched: {error}", path.display());
                }
                continue;
            }
            let known = self.snapshot.lock().contains_key(path);
            if known && disk::is_there(path) {
                changed.push(path);
            } else {
                listing_changed |= known || may_be_listed(path, &watched.folders);
            }
        }
        changed.sort();
        for path in changed {
            listing_changed |= !self.compare(&root, path, &mut changes);
        }
        if listing_changed {
            self.compare_listing(&mut changes);
        }
        self.tell_changes(root.clone(), changes, head_touched, when);
        if folder_changed {
            self.watch_folders(beside(&root));
        }
        if reviews_changed {
            let root = root.clone();
            self.out
                .report(Report::Review(ReviewReport::Changed { root }));
        }
        if words_changed {
            let root = root.clone();
            self.out
                .report(Report::Finding(FindingReport::WordsChanged { root }));
        }
        if searches_changed {
            let root = root.clone();
            self.out
                .report(Report::Search(SearchReport::SearchesChanged { root }));
        }
        if list_changed {
            self.out
                .report(Report::Source(SourceReport::WithdrawnChanged { root }));
        }
    }

    /// Reports what changed: file by file where somebody edited them, as a whole where nobody did.
    pub(super) fn tell_changes(
        &self,
        root: PathBuf,
        changes: Vec<FileChange>,
        head_touched: bool,
        when: EventTimes,
    ) {
        match self
            .branch_switch
            .switched(changes.len(), head_touched, when)
        {
            Some(what) => {
                let files = changes.into_iter().map(|change| match change {
                    FileChange::Changed { key, content } => LoadedFile::new(key, content),
                    FileChange::Added(file) => *file,
                    FileChange::Removed { key } => {
                        LoadedFile::new(key, Content::Unreadable(ReadError::Gone))
                    }
                });
                let files = files.collect();
                self.out.report(Report::Sync(SyncReport::FolderSwitched {
                    root,
                    what,
                    files,
                }));
            }
            None => {
                for change in changes {
                    self.out.report(match change {
                        FileChange::Changed { key, content } => {
                            Report::Sync(SyncReport::ChangedOnDisk { key, content })
                        }
                        FileChange::Added(file) => Report::Sync(SyncReport::Added(*file)),
                        FileChange::Removed { key } => Report::Sync(SyncReport::Removed { key }),
                    });
                }
            }
        }
    }

    /// Reads a known file and notes it where it differs from what was last seen; `false` where it is gone.
    fn compare(&self, root: &Path, path: &Path, changes: &mut Vec<FileChange>) -> bool {
        let mut snapshot = self.snapshot.lock();
        let content = Content::from(disk::read_text(path));
        // A link stays in the list although its target is gone.
        if content == Content::Unreadable(ReadError::Gone) && !disk::is_link(path) {
            return false;
        }
        if snapshot
            .get(path)
            .is_some_and(|before| same(before, &content))
        {
            return true;
        }
        snapshot.insert(path.to_path_buf(), content.clone());
        drop(snapshot);
        if let Some(key) = EntryKey::below(root, path) {
            changes.push(FileChange::Changed { key, content });
        }
        true
    }

    /// Walks the library again and notes what is new and what is gone.
    pub(super) fn compare_listing(&mut self, changes: &mut Vec<FileChange>) {
        let Some(watched) = &self.library else {
            return;
        };
        let root = watched.root.clone();
        // New folders are watched before they are read; what came into them meanwhile is found by walking once more.
        let mut walked = library::look_again(&root);
        while self.watch_folders(std::mem::take(&mut walked.folders)) {
            walked = library::look_again(&root);
        }
        walked.files.extend(library::beside(&root));
        let listed: HashSet<&PathBuf> = walked.files.iter().collect();
        let mut gone: Vec<PathBuf> = {
            let snapshot = self.snapshot.lock();
            let unlisted = snapshot.keys().filter(|path| !listed.contains(path));
            unlisted.cloned().collect()
        };
        // A file that was made under an ignored name is not listed, and is still there.
        gone.retain(|path| !disk::is_there(path));
        gone.sort();
        for path in gone {
            self.snapshot.lock().remove(&path);
            if let Some(key) = EntryKey::below(&root, &path) {
                changes.push(FileChange::Removed { key });
            }
        }
        let mut added: Vec<&PathBuf> = {
            let snapshot = self.snapshot.lock();
            let unseen = walked
                .files
                .iter()
                .filter(|path| !snapshot.contains_key(*path));
            unseen.collect()
        };
        added.sort();
        for path in added {
            let mut snapshot = self.snapshot.lock();
            if snapshot.contains_key(path) {
                continue;
            }
            if let Some(file) = library::read_file(&root, path) {
                snapshot.insert(path.clone(), file.content.clone());
                drop(snapshot);
                changes.push(FileChange::Added(Box::new(file)));
            }
        }
    }
}

/// Whether something unknown at this path could change the list: an entry, a folder, or the rules of what is ignored.
fn may_be_listed(path: &Path, folders: &HashSet<PathBuf>) -> bool {
    let name = path.file_name().unwrap_or_default();
    if path.parent().is_some_and(|it| it.ends_with(disk::BESIDE)) {
        return false;
    }
    if name == ".gitignore"
        || path
            .parent()
            .is_some_and(|root| library::is_beside(root, path))
    {
        return true;
    }
    let hidden = name.as_encoded_bytes().starts_with(b".");
    !hidden && (library::is_markdown(path) || folders.contains(path) || disk::folder(path).is_ok())
}
