//! The files of what a person ticked in reviews and read for proof: one of each a library, in a folder of their own.
//!
//! Knows nothing of: what a tick is about.

use std::path::{Path, PathBuf};

use crate::desk::{ProofFile, ProofMarks};
use crate::library::versions::TextHash;
use crate::library::{EntryKey, SaveError, disk};
use crate::review::{TickFile, Ticks};

/// What was ticked in a library. What can't be read was not ticked.
pub(super) fn read(folder: &Path, root: &Path) -> TickFile {
    let text = read_file(&place(folder, root, "json"));
    text.map(|text| TickFile::read(&text)).unwrap_or_default()
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
    disk::write_own(&place(folder, root, "json"), &file.text())
}

/// What was read of a library for proof.
pub(super) fn read_proof(folder: &Path, root: &Path) -> ProofFile {
    let text = read_file(&place(folder, root, PROOF));
    text.map(|text| ProofFile::read(&text)).unwrap_or_default()
}

/// Keeps what was read of one entry.
pub(super) fn keep_proof(
    folder: &Path,
    root: &Path,
    key: &EntryKey,
    marks: ProofMarks,
) -> Result<(), SaveError> {
    let mut file = read_proof(folder, root);
    file.root = root.to_string_lossy().into_owned();
    file.put(key.file(), marks);
    disk::write_own(&place(folder, root, PROOF), &file.text())
}

const PROOF: &str = "proof.json";

fn read_file(path: &Path) -> Option<String> {
    match disk::read_own(path) {
        Ok(text) => text,
        Err(why) => {
            log::warn!("what a person ticked in a library can’t be read: {why}");
            None
        }
    }
}

fn place(folder: &Path, root: &Path, ending: &str) -> PathBuf {
    let name = TextHash::of(&root.to_string_lossy());
    folder.join(format!("{}.{ending}", name.as_str()))
}
