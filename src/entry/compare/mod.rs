//! Two texts of one entry, told apart by their parts: the front matter, the opening, each section.
//!
//! The second section called Timing is compared with the second so called. Blank lines between parts belong to none of them.
//!
//! Knows nothing of: where the texts come from, which is the newer one in the file.

use std::ops::Range;
use std::time::Duration;

use similar::{ChangeTag, DiffTag, TextDiff};

use super::outline::count_words;
use super::{Part, parts_of};

mod restore;

pub use restore::restore;

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Changed,
    /// The newer text has it and the older has not.
    Added,
    /// The older text has it and the newer has not.
    Removed,
}

/// How a newer text differs from an older one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// The parts that differ, in the order of the newer text; those removed come last.
    pub parts: Vec<(Part, Became)>,
    pub words_added: usize,
    pub words_removed: usize,
    /// The texts are the same, byte for byte.
    pub none: bool,
}

/// The words of a part are told apart roughly after this long.
const WORD_DIFF_TIMEOUT: Duration = Duration::from_millis(40);

impl Difference {
    pub fn between(old: &str, new: &str) -> Self {
        if old == new {
            return Self {
                none: true,
                ..Self::default()
            };
        }
        let mut difference = Self::default();
        each_that_differs(old, new, |part, became, old, new| {
            let (added, removed) = words(old, new);
            difference.words_added += added;
            difference.words_removed += removed;
            difference.parts.push((part.clone(), became));
        });
        difference
    }
}

/// The parts that differ, without their words: quick enough for every key.
pub fn parts_that_differ(old: &str, new: &str) -> Vec<(Part, Became)> {
    let mut differ = Vec::new();
    each_that_differs(old, new, |part, became, _, _| {
        differ.push((part.clone(), became))
    });
    differ
}

/// Calls `tell` for each part that differs, with what it was and what it is.
fn each_that_differs(old: &str, new: &str, mut tell: impl FnMut(&Part, Became, &str, &str)) {
    let (before, after) = (parts_of(old), parts_of(new));
    // A part that is empty, as the fields of an entry without any, neither comes nor goes.
    for (part, range) in &after {
        let now = content(new, range);
        match find(&before, part).map(|range| content(old, range)) {
            None if now.is_empty() => {}
            None => tell(part, Became::Added, "", now),
            Some(then) if then != now => tell(part, Became::Changed, then, now),
            Some(_) => {}
        }
    }
    for (part, range) in &before {
        let then = content(old, range);
        if find(&after, part).is_none() && !then.is_empty() {
            tell(part, Became::Removed, then, "");
        }
    }
}

/// How many words came and how many went.
fn words(old: &str, new: &str) -> (usize, usize) {
    if old.is_empty() || new.is_empty() {
        return (count_words(new), count_words(old));
    }
    // Lines first: only those that differ are taken apart.
    let lines = TextDiff::configure()
        .timeout(WORD_DIFF_TIMEOUT)
        .diff_lines(old, new);
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for change in lines.iter_all_changes() {
        match change.tag() {
            ChangeTag::Delete => gone.extend(change.value().split_whitespace()),
            ChangeTag::Insert => come.extend(change.value().split_whitespace()),
            ChangeTag::Equal => {}
        }
    }
    let words = TextDiff::configure()
        .timeout(WORD_DIFF_TIMEOUT)
        .diff_slices(&gone, &come);
    let mut counts = (0, 0);
    for op in words.ops() {
        if op.tag() != DiffTag::Equal {
            counts.0 += op.new_range().len();
            counts.1 += op.old_range().len();
        }
    }
    counts
}

fn find<'p>(parts: &'p [(Part, Range<usize>)], wanted: &Part) -> Option<&'p Range<usize>> {
    let found = parts.iter().find(|(part, _)| part == wanted);
    found.map(|(_, range)| range)
}

fn content<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "---\ntitle: T\n---\n\n# T\n\n## One\n\nfirst words here\n\n## Two\n\nb\n\n---\n\n## More\n\n- x\n";

    fn said(old: &str, new: &str) -> (Vec<(String, Became)>, usize, usize) {
        let it = Difference::between(old, new);
        let parts = it
            .parts
            .iter()
            .map(|(part, became)| (part.label(), *became));
        (parts.collect(), it.words_added, it.words_removed)
    }

    #[test]
    fn the_parts_that_differ_are_named_and_their_words_counted() {
        let changed = |name: &str| (name.to_string(), Became::Changed);
        let new = OLD
            .replace("first words", "first new words")
            .replace("title: T", "title: U");
        assert_eq!(
            said(OLD, &new),
            (vec![changed("Fields"), changed("One")], 2, 1)
        );
        let new = OLD
            .replace("- x", "- y")
            .replace("# T\n", "# T\n\nAn opening.\n");
        assert_eq!(
            said(OLD, &new),
            (vec![changed("Title and opening"), changed("More")], 3, 1)
        );
    }

    #[test]
    fn a_part_that_came_or_went_says_so() {
        let new = OLD.replace("## Two\n\nb\n", "## Three\n\nc d\n");
        let parts = vec![
            ("Three".to_string(), Became::Added),
            ("Two".to_string(), Became::Removed),
        ];
        assert_eq!(said(OLD, &new), (parts, 4, 3));
        let new = format!("{OLD}\n## One\n\nagain\n");
        assert_eq!(said(OLD, &new).0, [("One (2)".to_string(), Became::Added)]);
    }

    #[test]
    fn blank_lines_and_order_are_no_words() {
        let wider = OLD.replace("\n\n## Two", "\n\n\n## Two");
        assert_eq!(said(OLD, &wider), (Vec::new(), 0, 0));
        assert!(!Difference::between(OLD, &wider).none);
        assert!(Difference::between(OLD, OLD).none);
        // Every text has an opening, be it empty.
        let opening = vec![("Title and opening".to_string(), Became::Changed)];
        assert_eq!(said("", "a"), (opening, 1, 0));
    }
}
