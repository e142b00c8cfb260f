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
