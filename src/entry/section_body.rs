//! The text of one section, replaced as a whole.
//!
//! The blank lines around it and the line endings stay those of the entry. The new text is read again: where any other
//! piece of the entry would come out changed (an open fence takes in what follows, a new `##` parts the section), it is
//! refused. Knows nothing of: files, where the new text comes from.

use std::fmt;

use super::front_matter::split;
use super::outline::{Outline, Section};
use super::{Edit, Edits};

/// Why the text of a section was not replaced. The entry is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyRefused {
    Absent(String),
    /// So many sections have this heading.
    NotOne(String, usize),
    OthersWouldChange(String),
}

impl fmt::Display for BodyRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent(name) => write!(f, "There is no section “{name}”."),
            Self::NotOne(name, count) => write!(
                f,
                "There are {count} sections “{name}”. Give one of them another heading first."
            ),
            Self::OthersWouldChange(name) => write!(
                f,
                "This text for “{name}” would change other parts of the entry: look for a fence or a comment that is never closed, a heading of level 2, or a break (`---`)."
            ),
        }
    }
}

impl std::error::Error for BodyRefused {}

/// Gives the section with exactly this heading a new text; the closing blocks are sections too.
///
/// # Errors
/// [`BodyRefused`] when there is not one such section, or others would change.
pub fn replace(text: &str, name: &str, body: &str) -> Result<Edits, BodyRefused> {
    let outline = Outline::read(text, split(text).body);
    let mut named = outline
        .all_sections()
        .filter(|section| section.title(text) == name);
    let section = named
        .next()
        .ok_or_else(|| BodyRefused::Absent(name.to_owned()))?;
    let others = named.count();
    if others > 0 {
        return Err(BodyRefused::NotOne(name.to_owned(), others + 1));
    }
    let Some(edit) = edit(text, section, body) else {
        return Ok(Edits::default());
    };
    let edits = Edits::one(edit);
    if keeps_the_rest(text, &outline, section, &edits) {
        Ok(edits)
    } else {
        Err(BodyRefused::OthersWouldChange(name.to_owned()))
    }
}

/// `None` where the section says this already.
fn edit(text: &str, section: &Section, body: &str) -> Option<Edit> {
    let heading = text.get(section.heading.range.clone()).unwrap_or_default();
    let old = text.get(section.body.clone()).unwrap_or_default();
    let line_end = line_end_of(heading).or(line_end_of(text)).unwrap_or("\n");
    let is_followed = section.body.end < text.len();

    let new = content(body.trim_start_matches('\u{feff}'));
    let new = new.replace("\r\n", "\n").replace('\r', "\n");
    let new = new.replace('\n', line_end);
    let kept = content(old);
    if new == kept {
        return None;
    }
    let start = old.find(kept).unwrap_or_default();
    let above = old.get(..start).unwrap_or_default();
    let below = old.get(start + kept.len()..).unwrap_or_default();

    if new.is_empty() {
        let blank_line = if is_followed { line_end } else { "" };
        return Some(Edit::new(section.body.clone(), blank_line));
    }
    let mut replacement = String::new();
    if kept.is_empty() {
        // Only blank lines stood here: the heading ends its line, and one blank line follows it.
        if line_end_of(heading).is_none() {
            replacement.push_str(line_end);
        }
        replacement.push_str(line_end);
    } else {
        replacement.push_str(above);
    }
    replacement.push_str(&new);
    if !kept.is_empty() && (!is_followed || line_ends(below) >= 2) {
        replacement.push_str(below);
    } else {
        replacement.push_str(line_end);
        if is_followed {
            replacement.push_str(line_end);
        }
    }
    Some(Edit::new(section.body.clone(), replacement))
}

/// The text without the blank lines around it. An indent of its first line stays.
fn content(text: &str) -> &str {
    let words = text.trim_end();
    let first = words.len() - words.trim_start().len();
    let above = words.get(..first).unwrap_or_default();
    let start = above.rfind(['\n', '\r']).map_or(0, |found| found + 1);
    words.get(start..).unwrap_or_default()
}

fn keeps_the_rest(text: &str, outline: &Outline, section: &Section, edits: &Edits) -> bool {
    let Ok(new_text) = edits.apply(text) else {
        return false;
    };
    let new_outline = Outline::read(&new_text, split(&new_text).body);
    let (old, new) = (outline.pieces(), new_outline.pieces());
    old.len() == new.len()
        && old.iter().zip(&new).all(|(old, new)| {
            *old == section.body || text.get(old.clone()) == new_text.get(new.clone())
        })
}

fn line_end_of(line: &str) -> Option<&'static str> {
    let at = line.find(['\n', '\r'])?;
    let rest = line.get(at..)?;
    Some(if rest.starts_with("\r\n") {
        "\r\n"
    } else if rest.starts_with('\n') {
        "\n"
    } else {
        "\r"
    })
}

fn line_ends(blank: &str) -> usize {
    blank.matches(['\n', '\r']).count() - blank.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(before: &str, body: &str, after: &str) {
        for end in ["\n", "\r\n"] {
            let text = before.replace('\n', end);
            let edits = replace(&text, "Timing", body).expect("not refused");
            let new = edits.apply(&text).expect("fits");
            assert_eq!(&*new, after.replace('\n', end));
            let back = edits.inverse(&text).expect("fits");
            assert_eq!(&*back.apply(&new).expect("fits"), text);
        }
    }

    const TEXT: &str =
        "# T\n\n## Timing\n\nOld.\n\nMore.\n\n## Next\n\nN.\n\n---\n\n## More from\n\nX.";

    #[test]
    fn a_text_takes_the_place_of_the_old_between_the_same_blank_lines() {
        becomes(TEXT, "New.\r\n", &TEXT.replace("Old.\n\nMore.", "New."));
        becomes(
            TEXT,
            "\n\n- a\n\n\n- b",
            &TEXT.replace("Old.\n\nMore.", "- a\n\n\n- b"),
        );
        becomes(TEXT, "Old.\n\nMore.\n", TEXT);
        becomes(
            TEXT,
            "    code\n",
            &TEXT.replace("Old.\n\nMore.", "    code"),
        );
        becomes(
            "## Timing\nOld.\n## Next\n",
            "New.",
            "## Timing\nNew.\n\n## Next\n",
        );
        becomes(
            "## Timing\n\nOld.\n\n\n## Next\n",
            "New.",
            "## Timing\n\nNew.\n\n\n## Next\n",
        );
    }

    #[test]
    fn the_end_of_the_entry_keeps_its_end() {
        becomes("## Timing\n\nOld.", "New.\n", "## Timing\n\nNew.");
        becomes("## Timing\n\nOld.\n\n", "New.", "## Timing\n\nNew.\n\n");
        becomes("## Timing\n", "New.", "## Timing\n\nNew.\n");
        becomes("Timing\n------\n", "New.", "Timing\n------\n\nNew.\n");
    }

    #[test]
    fn an_empty_section_is_filled_and_a_full_one_emptied() {
        becomes(
            "## Timing\n\n## Next\n",
            "New.",
            "## Timing\n\nNew.\n\n## Next\n",
        );
        becomes(
            "## Timing\n\nOld.\n\n## Next\n",
            "\n",
            "## Timing\n\n## Next\n",
        );
        becomes("## Timing\n\nOld.\n", "", "## Timing\n");
        becomes(
            "## Timing\n\n\n\n## Next\n",
            "",
            "## Timing\n\n\n\n## Next\n",
        );
    }

    #[test]
    fn a_section_before_a_break_never_makes_a_heading_of_its_last_line() {
        becomes(
            "## Timing\n\n- a\n---\n\n## End\n",
            "Words.",
            "## Timing\n\nWords.\n\n---\n\n## End\n",
        );
    }

    #[test]
    fn a_text_that_changes_other_sections_is_refused() {
        for body in [
            "```\nopen",
            "<!-- open",
            "## Another",
            "a\n\n---\n\n## b",
            "a\n-",
        ] {
            assert_eq!(
                replace(TEXT, "Timing", body),
                Err(BodyRefused::OthersWouldChange("Timing".into())),
                "{body:?}"
            );
        }
    }

    #[test]
    fn a_name_must_be_that_of_one_section() {
        let twice = "## A\n\n## A\n";
        assert_eq!(
            replace(twice, "A", "x"),
            Err(BodyRefused::NotOne("A".into(), 2))
        );
        assert_eq!(
            replace(twice, "a", "x"),
            Err(BodyRefused::Absent("a".into()))
        );
    }
}
