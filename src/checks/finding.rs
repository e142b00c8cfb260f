//! A finding: a place, what is wrong there, and how it can be mended.
//!
//! Knows nothing of: which checks there are, who accepted what.

use std::ops::Range;

use super::Check;
use crate::entry::{Edit, Edits};
pub use crate::house_style::Level;
use crate::library::EntryKey;

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
    /// In other entries, where these are what is changed.
    pub elsewhere: Vec<Elsewhere>,
}

/// Words in a line of another entry, and what is written in their place. It has that line just once, or is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub entry: EntryKey,
    pub line: String,
    /// Against the line.
    pub edit: Edit,
}

impl Fix {
    pub fn new(label: impl Into<String>, edits: impl Into<Edits>) -> Self {
        Self {
            label: label.into(),
            edits: edits.into(),
            elsewhere: Vec::new(),
        }
    }

    /// A fix that leaves this entry as it is and changes others.
    pub fn elsewhere(label: impl Into<String>, elsewhere: Vec<Elsewhere>) -> Self {
        Self {
            label: label.into(),
            edits: Edits::default(),
            elsewhere,
        }
    }
}

impl Elsewhere {
    /// The change to a text of that entry; `None` where the line is not in it, or more than once.
    pub fn edits(&self, text: &str) -> Option<Edits> {
        let mut places = memchr::memmem::find_iter(text.as_bytes(), self.line.as_bytes());
        let at = places.next()?;
        if places.next().is_some() {
            return None;
        }
        let range = self.edit.range.start + at..self.edit.range.end + at;
        Some(Edit::new(range, self.edit.replacement.as_str()).into())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_elsewhere_is_made_where_its_line_stands_once() {
        let change = Elsewhere {
            entry: EntryKey::new("b.md"),
            line: "Tea at noon.".into(),
            edit: Edit::new(7..11, "night"),
        };
        for (text, after) in [
            ("a\nTea at noon.\n", Some("a\nTea at night.\n")),
            ("Tea at noon. Tea at noon.", None),
            ("Tea at two.", None),
        ] {
            let edits = change.edits(text);
            let found = edits.map(|edits| edits.apply(text).expect("it fits").to_string());
            assert_eq!(found.as_deref(), after, "{text}");
        }
    }
}
