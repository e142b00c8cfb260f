//! The text of one section, replaced as a whole.
//!
//! It ends where a heading of its own or a higher level begins: a chapter below it is not its text. The blank lines around
//! it and the line endings stay those of the entry. The new text is read again: where any other piece of the entry would
//! come out changed (an open fence takes in what follows, a new `##` parts the section), it is refused.

use std::fmt;
use std::ops::Range;

use super::front_matter::split;
use super::outline::Outline;
use super::page::{Page, Top};
use super::{Edit, Edits};

/// Why the text of a section was not replaced. The entry is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SectionBodyError {
    Absent(String),
    /// So many sections have this heading.
    NotOne(String, usize),
    OthersWouldChange(String),
}

impl fmt::Display for SectionBodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent(name) => write!(f, "There is no section “{name}”."),
            Self::NotOne(name, count) => write!(
                f,
                "There are {count} sections “{name}”. Give one of them another heading first."
            ),
            Self::OthersWouldChange(name) => write!(
                f,
                "This text for “{name}” would change other parts of the entry: look for a fence or a comment that is never closed, a heading of level 1 or 2, or a break (`---`)."
            ),
        }
    }
}

impl std::error::Error for SectionBodyError {}

/// Gives the section with exactly this heading a new text; the closing blocks are sections too.
///
/// # Errors
/// [`SectionBodyError`] when there is not one such section, or others would change.
pub fn replace(text: &str, name: &str, body: &str) -> Result<Edits, SectionBodyError> {
    let pieces = Pieces::of(text);
    let mut named = pieces
        .outline
        .all_sections()
        .filter(|section| section.title(text) == name);
    let section = named
        .next()
        .ok_or_else(|| SectionBodyError::Absent(name.to_owned()))?;
    let others = named.count();
    if others > 0 {
        return Err(SectionBodyError::NotOne(name.to_owned(), others + 1));
    }
    let own = pieces.own(&section.body);
    let Some(edit) = edit(text, &section.heading.range, &own, body) else {
        return Ok(Edits::default());
    };
    let edits = Edits::one(edit);
    if keeps_the_rest(text, &pieces, &own, &edits) {
        Ok(edits)
    } else {
        Err(SectionBodyError::OthersWouldChange(name.to_owned()))
    }
}

/// An entry in pieces: those of its outline, cut again before each heading of level 1 below the title.
struct Pieces {
    outline: Outline,
    /// Where such headings begin.
    chapters: Vec<usize>,
}

impl Pieces {
    fn of(text: &str) -> Self {
        let page = Page::read(text, split(text).body);
        let outline = Outline::cut(text, &page);
        let title = outline.h1.as_ref().map(|title| title.range.start);
        let chapters = page.tops.iter().filter_map(|top| match top {
            Top::Heading(heading) if heading.level == 1 => Some(heading.range.start),
            _ => None,
        });
        let chapters = chapters.filter(|start| Some(*start) != title).collect();
        Self { outline, chapters }
    }

    /// The part of a section's body that is its own.
    fn own(&self, body: &Range<usize>) -> Range<usize> {
        let chapter = self.chapters.iter().find(|start| body.contains(start));
        body.start..chapter.copied().unwrap_or(body.end)
    }

    fn all(&self) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        for piece in self.outline.pieces() {
            let mut start = piece.start;
            for chapter in self.chapters.iter().filter(|it| piece.contains(it)) {
                all.push(start..*chapter);
                start = *chapter;
            }
            all.push(start..piece.end);
        }
        all
    }
}

/// `None` where the section says this already.
fn edit(text: &str, heading: &Range<usize>, own: &Range<usize>, body: &str) -> Option<Edit> {
    let heading = text.get(heading.clone()).unwrap_or_default();
    let old = text.get(own.clone()).unwrap_or_default();
    let line_end = line_end_of(heading).or(line_end_of(text)).unwrap_or("\n");
    let is_followed = own.end < text.len();

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
    // Blanks at the end of the old last line go with it.
    let end_of_line = below.find(['\n', '\r']).unwrap_or(below.len());
    let below = below.get(end_of_line..).unwrap_or_default();

    if new.is_empty() {
        let blank_line = if is_followed { line_end } else { "" };
        return Some(Edit::new(own.clone(), blank_line));
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
    Some(Edit::new(own.clone(), replacement))
}

/// The text without the blank lines around it. An indent of its first line stays.
fn content(text: &str) -> &str {
    let words = text.trim_end();
    let first = words.len() - words.trim_start().len();
    let above = words.get(..first).unwrap_or_default();
    let start = above.rfind(['\n', '\r']).map_or(0, |found| found + 1);
    words.get(start..).unwrap_or_default()
}

fn keeps_the_rest(text: &str, pieces: &Pieces, own: &Range<usize>, edits: &Edits) -> bool {
    let Ok(new_text) = edits.apply(text) else {
        return false;
    };
    let (old, new) = (pieces.all(), Pieces::of(&new_text).all());
    old.len() == new.len()
        && old
            .iter()
            .zip(&new)
            .all(|(old, new)| old == own || text.get(old.clone()) == new_text.get(new.clone()))
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
    fn blanks_behind_the_old_last_line_go_with_it() {
        becomes(
            "## Timing\n\nOld.  \n \n## Next\n",
            "New.",
            "## Timing\n\nNew.\n \n## Next\n",
        );
        becomes("## Timing\n\nOld. \t\n", "New.", "## Timing\n\nNew.\n");
        becomes("## Timing\n\nOld.  ", "New.", "## Timing\n\nNew.");
    }

    #[test]
    fn a_chapter_below_the_section_is_not_its_text() {
        const BELOW: &str = "# Chapter 2\n\nLong.\n\n# Chapter 3\n\n## Next\n";
        for (before, body, after) in [
            ("\nOld.\n\n", "New.", "\nNew.\n\n"),
            ("\nOld.\n", "New.", "\nNew.\n\n"),
            ("\nOld.\n\n", "", "\n"),
            ("\n", "New.", "\nNew.\n\n"),
            ("", "New.", "\nNew.\n\n"),
        ] {
            becomes(
                &format!("# T\n\n## Timing\n{before}{BELOW}"),
                body,
                &format!("# T\n\n## Timing\n{after}{BELOW}"),
            );
        }
        becomes(
            "## Timing\n\nOld.\n\nChapter\n===\n\nLong.\n",
            "New.",
            "## Timing\n\nNew.\n\nChapter\n===\n\nLong.\n",
        );
        // A heading within another block is text.
        becomes(
            "## Timing\n\n```\n# a\n```\n\n> # b\n",
            "New.",
            "## Timing\n\nNew.\n",
        );
        let chapter = "## Timing\n\nOld.\n\n# Chapter 2\n\nLong.\n";
        for body in ["```\nopen", "<!-- open"] {
            assert_eq!(
                replace(chapter, "Timing", body),
                Err(SectionBodyError::OthersWouldChange("Timing".into())),
                "{body:?}"
            );
        }
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
            "# Chapter",
            "Chapter\n===",
            "a\n\n---\n\n## b",
            "a\n-",
        ] {
            assert_eq!(
                replace(TEXT, "Timing", body),
                Err(SectionBodyError::OthersWouldChange("Timing".into())),
                "{body:?}"
            );
        }
    }

    #[test]
    fn a_name_must_be_that_of_one_section() {
        let twice = "## A\n\n## A\n";
        assert_eq!(
            replace(twice, "A", "x"),
            Err(SectionBodyError::NotOne("A".into(), 2))
        );
        assert_eq!(
            replace(twice, "a", "x"),
            Err(SectionBodyError::Absent("a".into()))
        );
    }
}
