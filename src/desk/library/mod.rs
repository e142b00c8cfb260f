//! The open library: opened, listed, gone through, added to, renamed; changes to many of its entries, and its house style.
//!
//! Knows nothing of: how a folder is walked, how a file is written.

pub(super) mod assign_id;
pub(super) mod backlinks;
pub(super) mod batch;
pub(super) mod command;
pub(super) mod house_style;
pub(super) mod list;
pub(super) mod navigation;
pub(super) mod new_entry;
pub(super) mod open_link;
pub(super) mod opening;
pub(super) mod rename;
