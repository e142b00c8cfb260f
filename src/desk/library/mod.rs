//! The open library: opened, listed, gone through, added to, renamed; changes to many of its entries, and its house style.
//!
//! Knows nothing of: how a folder is walked, how a file is written.

pub(super) mod assign_id;
pub(super) mod backlinks;
pub(super) mod batch;
pub(super) mod command;
pub(super) mod house_style;
pub(super) mod image;
pub(super) mod list;
pub(super) mod navigation;
pub(super) mod new_entry;
pub(super) mod open_link;
pub(super) mod opening;
pub(super) mod rename;

use std::sync::Arc;

use jiff::civil::Date;

use crate::desk::{Batch, Learning, ListLine, ListView, Opening, Reference};
use crate::house_style::Mistake;
use crate::library::EntryKey;
use house_style::ToWrite;
use navigation::Trail;
use rename::Renames;

/// What is kept of the work in the library that is open.
#[derive(Debug, Default)]
pub(super) struct LibraryState {
    /// What is being opened, while it is.
    opening: Option<Opening>,
    /// The entry to show as soon as it has been read: `copydesk FILE.md`.
    awaited: Option<EntryKey>,
    trail: Trail,
    list: ListView,
    /// The day by which the list says what is due.
    today: Date,
    lines: Vec<ListLine>,
    /// The mistakes in the file of the house style.
    style_mistakes: Vec<Mistake>,
    /// What is being learned, while it is, and what was learned until it is written.
    learning: Option<Learning>,
    to_write: Option<ToWrite>,
    /// The places that refer to the entry shown, while they are listed.
    references_here: Vec<Reference>,
    /// A change to many entries, while it is looked at.
    proposed: Option<Arc<Batch>>,
    renames: Renames,
}
