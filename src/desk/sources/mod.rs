//! The sources of an entry, and of the whole library: cited, added, sorted, pasted, checked against a list of withdrawn works.
//!
//! Knows nothing of: how a source line or a reference is read and written.

pub(super) mod bibliography;
pub(super) mod citing;
pub(super) mod command;
pub(super) mod completion;
pub(super) mod paste;
pub(super) mod sort;
pub(super) mod withdrawn;
