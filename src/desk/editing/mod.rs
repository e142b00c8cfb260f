//! Editing an entry: its text and readings, the cards and the form, undo, find and replace.
//!
//! Knows nothing of: other entries, files.

pub(super) mod cards;
pub(super) mod change;
pub(super) mod closing_block;
pub(super) mod command;
pub(super) mod find_replace;
pub(super) mod form;
pub(super) mod markdown;
pub(super) mod open_entry;
pub(super) mod search;
pub(super) mod sections;
pub(super) mod typing;
pub(super) mod undo;
pub(super) mod undo_here;

use crate::desk::{Desk, Search};

/// What is kept between one edit and the next.
#[derive(Debug, Default)]
pub(super) struct EditingState {
    search: Search,
}

impl Desk {
    pub fn search(&self) -> &Search {
        &self.editing.search
    }
}
