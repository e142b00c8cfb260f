//! A finding: a place, what is wrong there, and how it can be mended.
//!
//! Knows nothing of: which checks there are, who accepted what.

use std::ops::Range;

use super::Check;
use crate::entry::Edits;
pub use crate::house_style::Level;

/// Something that one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// [`Check::id`].
    pub check: &'static str,
    pub level: Level,
    /// The marked words, in bytes of the entry; empty at 0 for the whole entry.
    pub range: Range<usize>,
    pub message: String,
    /// One, or several where either side may be right.
    pub fixes: Vec<Fix>,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// A verb and what it does: "Delete the second “the”".
    pub label: String,
    /// Against the text that was checked.
    pub edits: Edits,
}

impl Fix {
    pub fn new(label: impl Into<String>, edits: impl Into<Edits>) -> Self {
        Self {
            label: label.into(),
            edits: edits.into(),
        }
    }
}

/// What has been found so far; the check that is looking adds to it.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    looking: Option<(&'static str, Level)>,
}

impl Findings {
    /// Whose the next findings are; the answer is where they begin.
    pub(super) fn begin(&mut self, check: &Check) -> usize {
        self.looking = Some((check.id, check.level));
        self.list.len()
    }

    pub(super) fn drop_from(&mut self, from: usize) {
        self.list.truncate(from);
    }

    pub(super) fn relevel(&mut self, from: usize, to: impl Fn(Level) -> Level) {
        for finding in self.list.iter_mut().skip(from) {
            finding.level = to(finding.level);
        }
    }

    /// Adds a finding at the level of its check.
    pub fn add(&mut self, range: Range<usize>, message: impl Into<String>, fixes: Vec<Fix>) {
        if let Some((_, level)) = self.looking {
            self.add_at(level, range, message, fixes);
        }
    }

    /// Adds a finding at a level of its own.
    pub fn add_at(
        &mut self,
        level: Level,
        range: Range<usize>,
        message: impl Into<String>,
        fixes: Vec<Fix>,
    ) {
        if let Some((check, _)) = self.looking {
            self.list.push(Finding {
                check,
                level,
                range,
                message: message.into(),
                fixes,
            });
        }
    }

    /// All of them in the order of the text.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.list
            .sort_by_key(|finding| (finding.range.start, finding.range.end));
        self.list
    }
}
