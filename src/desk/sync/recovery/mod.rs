//! Text that an earlier session left unsaved: offered, and merged with what its entry says by now.
//!
//! Knows nothing of: where it was kept.

pub(in crate::desk) mod apply;
pub(in crate::desk) mod command;
pub(in crate::desk) mod offer;
