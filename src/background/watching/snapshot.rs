//! What each file of the library last held on the disk, as far as the program has seen.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::library::renaming::{FailedFile, RenameOrder};
use crate::library::{Content, EntryKey, disk};

/// By their paths. The texts are shared with the library.
#[derive(Default)]
pub(in super::super) struct Snapshot(Mutex<HashMap<PathBuf, Content>>);

impl Snapshot {
    /// Writes a file. The watching thread waits meanwhile, so it never meets our own text as a stranger's.
    pub(in super::super) fn while_writing<E>(
        &self,
        path: &Path,
        text: &Arc<str>,
        write: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        let mut snapshot = self.lock();
        let written = write();
        if written.is_ok() {
            snapshot.insert(path.to_path_buf(), Content::Text(text.clone()));
        }
        written
    }

    /// Renames an entry; the watching thread waits meanwhile, so it takes it neither for gone nor for new.
    pub(in super::super) fn while_renaming<E>(
        &self,
        order: &RenameOrder,
        rename: impl FnOnce() -> Result<Vec<FailedFile>, E>,
    ) -> Result<Vec<FailedFile>, E> {
        let mut snapshot = self.lock();
        let failed = rename()?;
        let path = |key: &EntryKey| order.root.join(key.path());
        if let Some(held) = snapshot.remove(&path(&order.from)) {
            snapshot.insert(path(&order.to), held);
        }
        for text in std::iter::once(&order.own).chain(&order.texts) {
            if !failed.iter().any(|(key, _)| *key == text.key) {
                snapshot.insert(path(&text.key), Content::Text(text.after.clone()));
            }
        }
        Ok(failed)
    }

    /// Takes a file away; the watching thread waits meanwhile, so it never tells of it.
    pub(in super::super) fn while_taking_away<E>(
        &self,
        path: &Path,
        take: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        let mut snapshot = self.lock();
        let taken = take();
        if taken.is_ok() {
            snapshot.remove(path);
        }
        taken
    }

    /// Reads a file; `None` where it holds something else than before. That is not noted: it is the watching thread’s to tell.
    pub(super) fn read_again(&self, path: &Path) -> Option<Content> {
        let snapshot = self.lock();
        let content = Content::from(disk::read_text(path));
        let before = snapshot.get(path);
        before
            .is_none_or(|before| same(before, &content))
            .then_some(content)
    }

    /// Reads a file and takes what it holds for seen.
    pub(super) fn take_in(&self, path: &Path) -> Content {
        let mut snapshot = self.lock();
        let content = Content::from(disk::read_text(path));
        snapshot.insert(path.to_path_buf(), content.clone());
        content
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Content>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn same(left: &Content, right: &Content) -> bool {
    match (left, right) {
        (Content::Text(left), Content::Text(right)) => Arc::ptr_eq(left, right) || left == right,
        (left, right) => left == right,
    }
}
