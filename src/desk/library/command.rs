//! What can be asked about the open library.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::editing::undo::BatchId;
use crate::entry::Edits;
use crate::entry::cross_references::EntryId;
use crate::library::entry_ids::Mapped;
use crate::library::{EntryKey, LearnedPart, SaveError};
use crate::review::ReviewState;

/// Something to be done in the library, or to many of its entries.
#[derive(Debug, Clone)]
pub enum LibraryCommand {
    /// Open a folder, or a file's folder at that entry.
    OpenPath(PathBuf),
    /// Something was dropped on the window: a folder or an entry is opened, a file of references is taken in.
    TakeDrop(PathBuf),
    /// Show an entry; `at` puts the caret there.
    Show {
        entry: EntryKey,
        at: Option<usize>,
    },
    Filter(String),
    /// Select these entries in the list, for what is done to many; none are shown by that.
    Select(BTreeSet<EntryKey>),
    /// List only the entries that stand so with their reviews.
    FilterByState(Option<ReviewState>),
    /// Show a field in the rows of the list, or show it no more.
    ShowInRows {
        field: String,
        shown: bool,
    },
    NewEntry(NewEntry),
    /// Write the house style that was learned, without these parts.
    UseLearned {
        without: Vec<LearnedPart>,
    },
    /// Look at a change to many entries before it is made.
    Propose(Arc<Batch>),
    /// Make the change that is looked at, but not in these entries.
    ChangeEntries {
        without: HashSet<EntryKey>,
    },
    /// Take back the last step of the entry shown, or of every entry where the batch is the last.
    UndoIn(Reach),
    RedoIn(Reach),
    /// Write into the house style that an id means an entry.
    MapId {
        id: EntryId,
        entry: EntryKey,
    },
    /// Take such a change back; `slug` is what the id meant before.
    UnmapId {
        id: EntryId,
        slug: Option<String>,
        mapped: Mapped,
    },
}

#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Its folder below the library, with `/`; empty for the library’s own.
    pub folder: String,
    pub title: String,
    pub pillar: String,
    pub slug: String,
}

/// A change to many entries as it is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// What it will do: "Correct the journal".
    pub title: String,
    /// What undo calls it: "correcting the journal".
    pub label: String,
    pub changes: Vec<Proposed>,
    /// Entries it would concern but can't be made in.
    pub left_out: Vec<LeftOut>,
}

/// The change to one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    pub entry: EntryKey,
    /// The text that the edits were made for. In any other they are not carried out.
    pub of: Arc<str>,
    pub edits: Edits,
}

/// An entry that is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub entry: EntryKey,
    /// The reason, in a sentence.
    pub why: String,
}

impl LeftOut {
    /// Nobody who changes a whole library means files elsewhere.
    pub(in crate::desk) fn outside(entry: EntryKey) -> Self {
        Self {
            entry,
            why: SaveError::Outside.to_string(),
        }
    }
}

/// How far undo and redo go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The entry shown.
    Here,
    /// Every entry where a step of this batch is next.
    All(BatchId),
}
