//! The files of what a person ticked in reviews: one a library, in a folder of their own.
//!
//! Knows nothing of: what a tick is about.

use std::path::{Path, PathBuf};

use crate::library::versions::TextHash;
use crate::library::{EntryKey, SaveError, disk};
use crate::review::{TickFile, Ticks};

/// What was ticked in a library. What can't be read was not ticked.
pub(super) fn read(folder: &Path, root: &Path) -> TickFile {
    match disk::read_own(&place(folder, root)) {
        Ok(text) => text.map(|text| TickFile::read(&text)).unwrap_or_default(),
        Err(why) => {
            log::warn!("the ticks of a library can’t be read: {why}");
            TickFile::default()
        }
    }
}

/// Keeps the ticks of one entry; another window may have those of others.
pub(super) fn keep(
    folder: &Path,
    root: &Path,
    key: &EntryKey,
    ticks: Ticks,
) -> Result<(), SaveError> {
    let mut file = read(folder, root);
    file.root = root.to_string_lossy().into_owned();
    file.put(key.file(), ticks);
    disk::write_own(&place(folder, root), &file.text())
}

fn place(folder: &Path, root: &Path) -> PathBuf {
    let name = TextHash::of(&root.to_string_lossy());
    folder.join(format!("{}.json", name.as_str()))
}
