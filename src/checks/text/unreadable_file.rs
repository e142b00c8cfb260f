//! A file that is no text.
//!
//! Such a file has no text to look at: whoever opens it makes the finding ([`of_unreadable`]).

use crate::checks::{Check, Finding, FixKind, Group, Level, Look};

pub(super) const CHECK: Check = Check {
    id: "unreadable-file",
    group: Group::Text,
    title: "Unreadable file",
    level: Level::Error,
    reason: "Nothing in it can be checked, and the site may not publish it",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(|_, _| ()),
};

/// The finding of a file that can't be read, for this reason.
pub fn of_unreadable(reason: &str) -> Finding {
    Finding {
        check: CHECK.id,
        level: CHECK.level,
        range: 0..0,
        message: reason.trim_end_matches('.').to_owned(),
        fixes: Vec::new(),
    }
}
