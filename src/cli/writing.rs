//! How the command line writes an entry: as a save in the window does, the text that is replaced is kept as an earlier version
//! first. Where that can't be done it is said once, and the entry is written all the same.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::report;
use crate::library::versions::{Limits, VersionError, Why};
use crate::library::{EntryKey, SaveError, SaveHow, Versions, disk, home_of};
use crate::settings::{OwnFolders, load_settings};

/// So often a file that others write as well is read again. Each time one of them has got its change in.
pub(super) const MOST_TRIES: u32 = 200;

/// Writes entries, and keeps what they were.
pub(super) struct Writer {
    versions: Option<Versions>,
    limits: Limits,
    kept: bool,
    warned: bool,
    /// Folders in which nothing of a program that was killed is left.
    swept: HashSet<PathBuf>,
}

impl Writer {
    /// With the person's own folders.
    pub fn new(own: Option<&OwnFolders>) -> Self {
        let settings = own.map(|own| load_settings(&own.settings()));
        let (settings, note) = settings.unwrap_or_default();
        if let Some(note) = note {
            log::warn!("{note}");
        }
        Self {
            versions: own.map(|own| Versions::below(own.versions())),
            limits: settings.version_limits(),
            kept: false,
            warned: false,
            swept: HashSet::new(),
        }
    }

    /// Saves the text of a file that is named by itself, and last held `seen`.
    pub fn save_file(&mut self, file: &Path, text: &str, seen: &str) -> Result<(), SaveError> {
        let (home, found) = home_of(file);
        if let Some(key) = found.and_then(|found| EntryKey::below(&home, &found)) {
            self.keep(&home, &key, seen, Why::SavedOver);
        }
        self.sweep_beside(file);
        disk::save(file, text, seen, SaveHow::Replace)
    }

    /// Saves the text of an entry of the library whose true path is `root`.
    pub fn save(
        &mut self,
        root: &Path,
        key: &EntryKey,
        text: &str,
        seen: &str,
    ) -> Result<(), SaveError> {
        self.keep(root, key, seen, Why::SavedOver);
        let file = root.join(key.path());
        self.sweep_beside(&file);
        disk::save(&file, text, seen, SaveHow::Replace)
    }

    /// Takes away what a program that was killed left beside a file. The window does so when it opens a library.
    fn sweep_beside(&mut self, file: &Path) {
        let Some(file) = disk::true_path(file) else {
            return;
        };
        if let Some(folder) = file.parent()
            && self.swept.insert(folder.to_path_buf())
        {
            disk::sweep([folder]);
        }
    }

    /// Keeps a text that was signed off, for whoever asks later what was.
    pub fn keep_signed(&mut self, root: &Path, key: &EntryKey, text: &str) {
        self.keep(root, key, text, Why::SignedOff);
    }

    fn keep(&mut self, root: &Path, key: &EntryKey, text: &str, why: Why) {
        let store = self.versions.as_ref().ok_or(VersionError::NoHome);
        let keep = |store: &Versions| store.keep(root, key, text, why, Timestamp::now());
        match store.and_then(keep) {
            Ok(()) => self.kept = true,
            Err(why) if !self.warned => {
                self.warned = true;
                report(format_args!("No earlier version is kept: {why}"));
            }
            Err(_) => {}
        }
    }
}

impl Drop for Writer {
    /// The store keeps to its bounds although nobody ever opens the window.
    fn drop(&mut self) {
        let store = self.versions.as_ref().filter(|_| self.kept);
        let pruned = store.map(|store| store.prune_once_a_day(self.limits, Timestamp::now()));
        if let Some(Err(why)) = pruned {
            log::warn!("old versions could not be let go of: {why}");
        }
    }
}
