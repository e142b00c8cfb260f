//! Checks: what is wrong with an entry, why, and how it is fixed.
//!
//! One check, one file, in the folder of its group. A [`Check`] is its id, its words and a function that reads one entry (a
//! [`Subject`]) and adds to [`Findings`]. A cross-entry check reads [`Across`] instead: one entry's [`EntryFacts`] and the
//! [`Index`] of the library.
//!
//! A check is worth having where a professional would fix what it finds. Each has a test where it must not fire.
//!
//! Knows nothing of: windows, files, undo, who reads a finding.

mod accepted;
mod across;
mod after_review;
mod anywhere;
mod autofix;
mod doubts;
mod entry_facts;
mod finding;
#[cfg(test)]
mod fixture;
mod house_lists;
mod incremental;
mod index;
mod learned;
mod numbers;
mod phrases;
pub mod prose;
mod prose_words;
mod ruleset;
mod subject;
mod word_search;

mod front_matter;
mod language;
mod library;
mod links;
mod sections;
mod sources;
mod text;

use crate::entry::front_matter::{FrontMatter, plain_or_quoted, quoted};
use crate::entry::is_near;
use crate::library::EntryKey;

pub use accepted::{ACCEPTED, Acceptance, Accepted};
pub use across::Across;
pub use after_review::{AfterReview, CameLater};
pub use autofix::{Fixed, fix_safely};
pub use doubts::DoubtedWord;
pub use entry_facts::{AnchorLink, AnchorTarget, EntryFacts, ListedWork, Words, WorkKey};
pub use finding::{Finding, Findings, Fix, FixElsewhere, Level, MOST_OF_A_CHECK};
pub use incremental::Checked;
pub use index::{Extent, Fact, FrequentValue, Index, ListedIn, folded};
pub use learned::{LearnStep, LearnedStyle, learn};
pub use ruleset::{EntryResult, Ruleset, is_looking};
pub use sections::MISSPELT_SECTION;
pub use subject::Subject;
pub use text::of_unreadable;

/// What a check is about: the headings of the findings pane and of the list of checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    FrontMatter,
    Sections,
    Sources,
    Links,
    Text,
    /// On the command line only where it is asked for.
    Language,
    Library,
}

/// How a finding of a check can be fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// By hand only.
    None,
    /// A fix is offered, looked at and taken; never by "fix all" without a person who saw it.
    Offered,
    /// The fix has one direction and changes no meaning: `--fix` may apply it.
    Safe,
}

/// A check: its words, its usual level and how it looks.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its name in the house style, on the command line and in accepted findings; never changed once given.
    pub id: &'static str,
    pub group: Group,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// The level where the house style says nothing.
    pub level: Level,
    /// Why it matters, in a sentence.
    pub reason: &'static str,
    pub fix: FixKind,
    /// The `version:` of the house style it came with: to an older style its findings are notes.
    pub since: u32,
    pub look: Look,
}

impl Check {
    /// Whether it is about words that dictionaries doubt.
    fn asks_dictionaries(&self) -> bool {
        language::ASKS_DICTIONARIES.contains(&self.id)
    }
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// One entry by itself.
    Entry(fn(&Subject<'_>, &mut Findings)),
    /// What an entry tells beside what the others tell. It is made again when the others change, from what was told, without
    /// reading the entry.
    Across(fn(&Across<'_>, &mut Findings)),
}

/// Every check, group by group.
pub fn all() -> impl Iterator<Item = &'static Check> {
    [
        front_matter::CHECKS,
        sections::CHECKS,
        sources::CHECKS,
        links::CHECKS,
        text::CHECKS,
        language::CHECKS,
        library::CHECKS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The check of this id.
pub fn named(id: &str) -> Option<&'static Check> {
    all().find(|check| check.id == id)
}

/// “a”, “b” and “c”; of very many the first, “a”, “b” and 998 more.
fn listed(words: &[&str]) -> String {
    const MOST: usize = 40;
    let rest = words.len().saturating_sub(MOST);
    let named = if rest > 1 { MOST } else { words.len() };
    let mut list = String::new();
    for (at, word) in words.iter().take(named).enumerate() {
        list.push_str(match at {
            0 => "",
            at if at + 1 == words.len() => " and ",
            _ => ", ",
        });
        list.push('“');
        list.push_str(word);
        list.push('”');
    }
    if rest > 1 {
        list.push_str(&format!(" and {rest} more"));
    }
    list
}

/// What to add where two values are told side by side and a reader sees no difference.
fn only_blanks_differ(one: &str, other: &str) -> &'static str {
    if one != other && one.split_whitespace().eq(other.split_whitespace()) {
        return "; only the spaces differ";
    }
    ""
}

/// A value of the front matter in the place of another: in quotes where that was.
fn in_quotes_of(written: &str, value: &str) -> String {
    if written.starts_with(['"', '\'']) {
        quoted(value)
    } else {
        plain_or_quoted(value)
    }
}

/// The slug that an entry is known by: its own, else the name of its file.
pub fn slug_of(key: &EntryKey, text: &str) -> String {
    let front_matter = FrontMatter::read(text);
    let slug = front_matter
        .text("slug")
        .filter(|slug| !slug.trim().is_empty());
    slug.unwrap_or(key.page_name()).to_owned()
}

/// The value that a text is a slip of, where it is none itself.
fn meant<'v>(text: &str, values: &'v [String]) -> Option<&'v str> {
    if values.iter().any(|value| value == text) {
        return None;
    }
    let mut near = values.iter().filter(|value| is_near(text, value));
    let meant = near.next()?;
    near.next().is_none().then_some(meant)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::house_style::HouseStyle;

    const ERROR: Check = Check {
        id: "error",
        group: Group::Text,
        title: "Text",
        level: Level::Error,
        reason: "There is a text",
        fix: FixKind::None,
        since: 2,
        look: Look::Entry(|_, found| found.add(0..1, "A text", Vec::new())),
    };
    const NOTE: Check = Check {
        id: "note",
        level: Level::Note,
        ..ERROR
    };

    #[test]
    fn a_check_that_came_after_the_house_style_tells_notes_unless_the_style_names_it() {
        let levels = |version: u32, named: Option<Option<Level>>| -> Vec<(&str, Level)> {
            let mut style = HouseStyle {
                version,
                ..HouseStyle::default()
            };
            style
                .levels
                .extend(named.map(|level| ("error".into(), level)));
            let day = jiff::civil::date(2026, 11, 1);
            let list = Ruleset::of([&ERROR, &NOTE], Arc::new(style), day);
            let looked = list.look(&EntryKey::new("a.md"), "Text.");
            let findings = looked.findings.iter();
            findings.map(|it| (it.check, it.level)).collect()
        };
        use Level::{Error, Note, Warning};
        for (version, named, expected) in [
            (2, None, &[("error", Error), ("note", Note)][..]),
            (3, None, &[("error", Error), ("note", Note)]),
            (1, None, &[("error", Note), ("note", Note)]),
            (
                1,
                Some(Some(Warning)),
                &[("error", Warning), ("note", Note)],
            ),
            (2, Some(None), &[("note", Note)]),
        ] {
            assert_eq!(levels(version, named), expected, "{version} {named:?}");
        }
    }
}
