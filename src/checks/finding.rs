//! A finding: a place, what is wrong there, and how it can be fixed.

use std::ops::Range;

use super::Check;
use crate::entry::{Edit, Edits};
pub use crate::house_style::Level;
use crate::library::EntryKey;
use crate::spelling::SuggestedBy;

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

/// A way to fix a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// A verb and what it does: "Delete the second “the”".
    pub label: String,
    /// Against the text that was checked.
    pub edits: Edits,
    /// In other entries, where these are what is changed.
    pub elsewhere: Vec<FixElsewhere>,
    /// Which list knows the word that it writes.
    pub suggested_by: Option<SuggestedBy>,
}

/// Words in a line of another entry, and what is written in their place. It has that line just once, or is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixElsewhere {
    pub entry: EntryKey,
    pub line: String,
    /// Against the line.
    pub edit: Edit,
}

impl Finding {
    /// Whether what it marks is a word that the library may know better.
    pub fn is_about_a_word(&self) -> bool {
        let check = super::named(self.check);
        check.is_some_and(Check::asks_dictionaries) && !self.range.is_empty()
    }
}

impl Fix {
    pub fn new(label: impl Into<String>, edits: impl Into<Edits>) -> Self {
        Self {
            label: label.into(),
            edits: edits.into(),
            elsewhere: Vec::new(),
            suggested_by: None,
        }
    }

    /// A fix that writes a word of a list.
    #[must_use]
    pub fn suggested_by(self, from: SuggestedBy) -> Self {
        Self {
            suggested_by: Some(from),
            ..self
        }
    }

    /// What it writes in its first place.
    pub fn written(&self) -> &str {
        let edit = self.edits.iter().next();
        edit.map_or("", |edit| edit.replacement.as_str())
    }

    /// A fix that leaves this entry as it is and changes others.
    pub fn elsewhere(label: impl Into<String>, elsewhere: Vec<FixElsewhere>) -> Self {
        Self {
            label: label.into(),
            edits: Edits::default(),
            elsewhere,
            suggested_by: None,
        }
    }
}

impl FixElsewhere {
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
///
/// Of one check the first [`MOST_OF_A_CHECK`] are kept, and the others are one finding with their count: a line of five thousand
/// repeated words is one thing to fix, and nobody reads five thousand findings of it.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    looking: Option<(&'static str, Level)>,
    /// Where the findings of the check that is looking begin.
    from: usize,
    more: Option<More>,
    is_whole: bool,
    /// How many bytes the check that is looking has read again.
    read_again: usize,
}

/// How many bytes a check may read again for the fixes of one entry: a hundred times an entry of ten thousand bytes.
const MOST_READ_AGAIN: usize = 1_000_000;

/// How many findings of one check in one entry are told one by one.
pub const MOST_OF_A_CHECK: usize = 100;

/// The findings of a check that are not told one by one.
#[derive(Debug)]
struct More {
    count: usize,
    /// The gravest of them.
    level: Level,
    /// Where the first of them stands.
    range: Range<usize>,
}

impl Findings {
    /// For who fixes: every finding is kept.
    pub(super) fn whole() -> Self {
        Self {
            is_whole: true,
            ..Self::default()
        }
    }

    /// Whose the next findings are; the answer is where they begin.
    pub(super) fn begin(&mut self, check: &Check) -> usize {
        self.looking = Some((check.id, check.level));
        self.from = self.list.len();
        self.more = None;
        self.read_again = 0;
        self.from
    }

    /// The check has looked: what it found beyond the most is told with its count.
    pub(super) fn end(&mut self) {
        let Some(more) = self.more.take() else {
            return;
        };
        if let Some((check, _)) = self.looking {
            self.list.push(Finding {
                check,
                level: more.level,
                range: more.range,
                message: format!("And {} more of this kind", grouped(more.count)),
                fixes: Vec::new(),
            });
        }
    }

    /// Whether the next finding of the check that is looking is told by itself. One that is only counted needs no words.
    pub fn has_room(&self) -> bool {
        self.list.len() - self.from < MOST_OF_A_CHECK
    }

    /// Whether the next finding gets a fix that costs a reading of the whole text. One that is only counted needs none, and in a
    /// very long text only the first few get theirs: each would take as long as all of the checks.
    pub fn may_read_again(&mut self, text: &str) -> bool {
        let may = self.has_room() && self.read_again < MOST_READ_AGAIN;
        self.read_again += text.len();
        may
    }

    pub(super) fn drop_from(&mut self, from: usize) {
        self.list.truncate(from);
        self.more = None;
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
            if !self.is_whole && !self.has_room() {
                let more = self.more.get_or_insert(More {
                    count: 0,
                    level,
                    range: range.clone(),
                });
                more.count += 1;
                more.level = more.level.max(level);
                if range.start < more.range.start {
                    more.range = range;
                }
                return;
            }
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

/// A number with commas, as it is read: 4,900.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::named;

    #[test]
    fn more_than_a_hundred_of_one_check_are_told_with_their_count() {
        for (count, told, last) in [
            (100, 100, "one"),
            (101, 101, "And 1 more of this kind"),
            (5_000, 101, "And 4,900 more of this kind"),
            (1_000_100, 101, "And 1,000,000 more of this kind"),
        ] {
            let mut found = Findings::default();
            found.begin(named("tab").expect("a check"));
            for at in 0..count {
                found.add(at..at + 1, "one", Vec::new());
            }
            found.end();
            // Each check is counted by itself.
            found.begin(named("doubled-word").expect("a check"));
            found.add(0..1, "other", Vec::new());
            found.end();
            let list = found.sorted();
            assert_eq!(list.len(), told + 1, "{count}");
            let of_kind = list.iter().rfind(|it| it.check == "tab");
            assert_eq!(of_kind.expect("there").message, last);
            assert_eq!(of_kind.expect("there").range.start, count.min(101) - 1);
        }
    }

    #[test]
    fn the_count_is_as_grave_as_the_gravest_that_it_counts() {
        let mut found = Findings::default();
        found.begin(named("tab").expect("a check"));
        for at in 0..300 {
            let level = if at == 200 { Level::Error } else { Level::Note };
            found.add_at(level, at..at + 1, "one", Vec::new());
        }
        found.end();
        let list = found.sorted();
        assert_eq!(list.last().map(|it| it.level), Some(Level::Error));
        assert!(list.iter().rev().skip(1).all(|it| it.level == Level::Note));
    }

    #[test]
    fn a_change_elsewhere_is_made_where_its_line_stands_once() {
        let change = FixElsewhere {
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
