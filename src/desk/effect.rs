//! What the desk asks of the outside world, and what the outside world reports. Plain data.
//!
//! Knows nothing of: threads, how anything of it is carried out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::library::{EntryKey, LoadedFile, NoFolder, Progress, SaveHow, SaveRefused, Unreadable};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    OpenLibrary {
        root: PathBuf,
    },
    StopOpening,
    Write {
        key: EntryKey,
        path: PathBuf,
        step: u64,
        text: Arc<str>,
        seen: Arc<str>,
        how: SaveHow,
    },
    Create {
        key: EntryKey,
        path: PathBuf,
        text: Arc<str>,
    },
    LoadImage {
        target: String,
        path: PathBuf,
    },
    PickFolder,
    OpenLink(String),
    Copy(String),
    Quit,
}

#[derive(Debug)]
pub enum Report {
    LibraryStarted {
        root: PathBuf,
        at: Option<PathBuf>,
    },
    FilesRead {
        root: PathBuf,
        files: Vec<LoadedFile>,
        progress: Progress,
    },
    LibraryOpened {
        root: PathBuf,
        stopped: bool,
    },
    OpenRefused {
        root: PathBuf,
        why: NoFolder,
    },
    Written {
        key: EntryKey,
        step: u64,
        text: Arc<str>,
    },
    WriteRefused {
        key: EntryKey,
        step: u64,
        why: SaveRefused,
    },
    Created {
        key: EntryKey,
        text: Arc<str>,
    },
    CreateRefused {
        key: EntryKey,
        why: SaveRefused,
    },
    ChangedOnDisk {
        key: EntryKey,
        content: Result<Arc<str>, Unreadable>,
    },
    Removed {
        key: EntryKey,
    },
    Added(LoadedFile),
    FolderPicked {
        folder: Option<PathBuf>,
        waited: Duration,
    },
    Image {
        target: String,
    },
    Broken {
        what: String,
    },
}
