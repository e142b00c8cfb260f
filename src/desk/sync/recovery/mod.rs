//! Recovery: text that an earlier session left unsaved is offered, and merged with what its entry says by now.

pub(in crate::desk) mod apply;
pub(in crate::desk) mod command;
pub(in crate::desk) mod offer;
