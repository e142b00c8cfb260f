//! What can be asked about the sources of the entry shown, and the list of withdrawn works.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::entry::sources;
use crate::references::Record;

/// Something to be done to the sources of the entry shown, or to the list of withdrawn works.
#[derive(Debug, Clone)]
pub enum SourceCommand {
    /// Set a field of a source of the entry, by the source's place in the list.
    Set {
        source: usize,
        field: sources::SourceField,
        value: String,
    },
    Remove(usize),
    Move {
        from: usize,
        to: usize,
    },
    /// Add the records that the entry does not list yet.
    Add(Vec<Record>),
    /// Read what was pasted into the dialog, beside the window.
    ReadPasted(Arc<str>),
    /// Add these records of what was just pasted into the text, and take the lines out that have become sources.
    AddInPlaceOfPaste(Vec<FromPaste>),
    /// Cite a work at the caret, and list it where it is new.
    Cite {
        record: Box<Record>,
        with_pmid: bool,
    },
    /// Look at a list of withdrawn works and let it lie beside the library; asks where another lies there.
    UseWithdrawn(PathBuf),
    /// Put the list beside the library without asking again.
    KeepWithdrawn(PathBuf),
}

/// A record of the paste that is to be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromPaste {
    /// Its place among the records that the paste reads as.
    pub place: usize,
    /// As it is to be listed; it may have been completed.
    pub record: Record,
}

/// One source that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedSource {
    /// What will stand in the place of `letters`.
    pub citation: String,
    pub letters: Range<usize>,
    pub title: String,
    /// The entry does not list it yet.
    pub is_new: bool,
    pub record: Record,
}
