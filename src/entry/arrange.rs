//! Arranging sections: rename, move, add and delete them, each as the smallest edit.
//!
//! Blank lines belong to places, not to sections: a section that goes to the end leaves its blank line where the next
//! one needs it, and the end of the entry keeps its own. Every edit is tried on the text and the outline read again:
//! where any other section would come out changed (an open fence takes in what follows it, a paragraph directly above a
//! break becomes a heading), the edit is fixed by a blank line or refused. The closing blocks can be renamed, nothing
//! else: sections stay above the tail.
//!
//! Knows nothing of: egui, files, which sections a house expects.

mod shape;

use std::fmt;

use self::shape::{EntryShape, SectionShape};
use super::outline::{Outline, Section};
use super::{Edit, Edits, anchors};

/// Why sections were left as they are, in a sentence for the person at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangeError(String);

impl ArrangeError {
    pub(super) fn because(reason: String) -> Self {
        Self(reason)
    }
}

impl fmt::Display for ArrangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ArrangeError {}

/// Gives a section, or a closing block, another heading.
///
/// # Errors
/// When `heading` can't stand on a heading's line, or other sections would change.
pub fn rename(
    text: &str,
    outline: &Outline,
    index: usize,
    heading: &str,
) -> Result<Edits, ArrangeError> {
    let heading = words(heading)?;
    let section = outline.section(index).ok_or_else(gone)?;
    if text.get(section.heading.text.clone()) == Some(heading) {
        return Ok(Edits::default());
    }
    let edits = Edits::one(section.heading.reworded(text, heading));
    let mut meant = EntryShape::of(text, outline);
    if let Some(piece) = meant.section_mut(index) {
        piece.heading = heading.to_owned();
    }
    if !meant.is_kept(text, outline, &edits) {
        return Err(unwritable(heading));
    }
    // Links within the page go along; where two headings have these words, the links mean the first.
    let old = section.title(text);
    let mut named = outline.all_sections().map(|section| section.title(text));
    if named.position(|title| title == old) != Some(index) {
        return Ok(edits);
    }
    let links = anchors::renamed(text, &old, heading);
    let all = edits.iter().cloned().chain(links);
    Ok(Edits::new(all.collect()).unwrap_or(edits))
}

/// Moves a section so that it has the number `to` among the sections before the tail.
///
/// # Errors
/// When one of the two is no section before the tail, or other sections would change.
pub fn move_to(
    text: &str,
    outline: &Outline,
    from: usize,
    to: usize,
) -> Result<Edits, ArrangeError> {
    let title = movable(text, outline, from)?.title(text);
    movable(text, outline, to)?;
    if from == to {
        return Ok(Edits::default());
    }
    let mut meant = EntryShape::of(text, outline);
    let piece = meant.sections.remove(from);
    meant.sections.insert(to, piece);
    first_that_keeps(text, outline, &meant, |spaced| {
        let seams = Seams::of(text, outline, spaced);
        seams.moved(from, to)
    })
    .ok_or_else(|| swallows(&format!("Moving “{title}”")))
}

/// Adds a section with this heading and no text, before the section with the number `at` or after the last one.
///
/// # Errors
/// When `heading` can't stand on a heading's line, or other sections would change.
pub fn add(text: &str, outline: &Outline, at: usize, heading: &str) -> Result<Edits, ArrangeError> {
    let heading = words(heading)?;
    if at > outline.sections.len() {
        return Err(gone());
    }
    let mut meant = EntryShape::of(text, outline);
    meant.sections.insert(at, SectionShape::new(heading));
    first_that_keeps(text, outline, &meant, |spaced| {
        Seams::of(text, outline, spaced).added(at, heading)
    })
    .ok_or_else(|| {
        // The same words elsewhere tell whether they or the place is at fault.
        let trial = format!("## {heading}\n");
        let read = Outline::read(&trial, 0);
        let fits =
            read.sections.len() == 1 && read.sections.iter().all(|s| s.title(&trial) == heading);
        if fits {
            swallows(&format!("Adding “{heading}” here"))
        } else {
            unwritable(heading)
        }
    })
}

/// Deletes a section with all its text.
///
/// # Errors
/// When it is no section before the tail, or other sections would change.
pub fn delete(text: &str, outline: &Outline, index: usize) -> Result<Edits, ArrangeError> {
    let title = movable(text, outline, index)?.title(text);
    let mut meant = EntryShape::of(text, outline);
    meant.sections.remove(index);
    first_that_keeps(text, outline, &meant, |spaced| {
        Seams::of(text, outline, spaced).deleted(index)
    })
    .ok_or_else(|| swallows(&format!("Deleting “{title}”")))
}

fn movable<'o>(
    text: &str,
    outline: &'o Outline,
    index: usize,
) -> Result<&'o Section, ArrangeError> {
    if let Some(section) = outline.sections.get(index) {
        return Ok(section);
    }
    let closing = outline.section(index).ok_or_else(gone)?;
    Err(ArrangeError(format!(
        "“{}” is one of the closing blocks, which stay where they are. Nothing was changed. Edit its text, or the whole file as text.",
        closing.title(text)
    )))
}

fn words(heading: &str) -> Result<&str, ArrangeError> {
    let heading = heading.trim();
    if heading.is_empty() {
        return Err(ArrangeError(
            "A section needs a heading. Nothing was changed. Type its words first.".into(),
        ));
    }
    if heading.chars().any(char::is_control) {
        return Err(unwritable(heading));
    }
    Ok(heading)
}

fn gone() -> ArrangeError {
    ArrangeError("This section is no longer in the entry. Nothing was changed.".into())
}

fn unwritable(heading: &str) -> ArrangeError {
    let heading: String = heading
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    ArrangeError(format!(
        "“{heading}” would not be read as the words of a heading. Nothing was changed. Choose other words."
    ))
}

fn swallows(what: &str) -> ArrangeError {
    ArrangeError(format!(
        "{what} would change other sections: something is left open there, such as a code fence or a comment. Nothing was changed. Close it first."
    ))
}

/// The edits as they are, or else with blank lines added at the seams; whichever first leaves all other sections alone.
fn first_that_keeps(
    text: &str,
    outline: &Outline,
    meant: &EntryShape,
    edits: impl Fn(bool) -> Option<Vec<Edit>>,
) -> Option<Edits> {
    [false, true].into_iter().find_map(|spaced| {
        let edits = Edits::new(edits(spaced)?).ok()?;
        meant.is_kept(text, outline, &edits).then_some(edits)
    })
}

/// Where the pieces of the body end and what blank space follows each: `ends[0]` is that of all above the sections.
struct Seams<'t> {
    text: &'t str,
    outline: &'t Outline,
    ends: Vec<usize>,
    line_end: &'static str,
    spaced: bool,
}

impl<'t> Seams<'t> {
    fn of(text: &'t str, outline: &'t Outline, spaced: bool) -> Self {
        let above = outline.front.end..outline.lead.end;
        let ends = std::iter::once(&above)
            .chain(outline.sections.iter().map(|s| &s.range))
            .map(|range| range.start + content_len(text.get(range.clone()).unwrap_or_default()))
            .collect();
        Self {
            text,
            outline,
            ends,
            line_end: line_end(text),
            spaced,
        }
    }

    fn moved(&self, from: usize, to: usize) -> Option<Vec<Edit>> {
        let last = self.outline.sections.len() - 1;
        let moved = self.outline.sections.get(from)?.range.clone();
        let content = self.text.get(moved.start..self.end(from + 1)?)?;
        let mut edits = Vec::new();
        if from == last {
            let gap = self.wide(self.blank(from)?);
            edits.push(Edit::delete(self.end(from)?..self.end(from + 1)?));
            edits.push(Edit::insert(self.end(from)?, self.missing_at_last()?));
            let at = self.outline.sections.get(to)?.range.start;
            edits.push(Edit::insert(at, format!("{content}{gap}")));
            edits.push(self.widen(to)?);
        } else if to == last {
            let gap = self.wide(self.blank(from + 1)?);
            let end = self.missing_at_last()?;
            edits.push(Edit::delete(moved.clone()));
            edits.push(self.widen(from)?);
            edits.push(Edit::insert(
                self.end(last + 1)?,
                format!("{gap}{content}{end}"),
            ));
        } else {
            let gap = self.wide(self.blank(from + 1)?);
            let place = if to < from { to } else { to + 1 };
            let at = self.outline.sections.get(place)?.range.start;
            edits.push(Edit::delete(moved.clone()));
            edits.push(self.widen(from)?);
            edits.push(Edit::insert(at, format!("{content}{gap}")));
            edits.push(self.widen(place)?);
        }
        Some(edits)
    }

    fn added(&self, at: usize, heading: &str) -> Option<Vec<Edit>> {
        let eol = self.line_end;
        if let Some(next) = self.outline.sections.get(at) {
            let new = Edit::insert(next.range.start, format!("## {heading}{eol}{eol}"));
            return Some(vec![self.widen(at)?, new]);
        }
        let end = self.end(at)?;
        let before = if end > self.outline.front.end {
            eol.repeat(2)
        } else {
            String::new()
        };
        let after = if self.last_blank()?.is_empty() {
            eol.to_owned()
        } else {
            self.missing_at_last()?
        };
        Some(vec![Edit::insert(
            end,
            format!("{before}## {heading}{after}"),
        )])
    }

    fn deleted(&self, index: usize) -> Option<Vec<Edit>> {
        let range = self.outline.sections.get(index)?.range.clone();
        let above = self.end(index)?;
        let is_last = index + 1 == self.outline.sections.len();
        if is_last && above > self.outline.front.end {
            let widen = Edit::insert(above, self.missing_at_last()?);
            return Some(vec![widen, Edit::delete(above..self.end(index + 1)?)]);
        }
        Some(vec![self.widen(index)?, Edit::delete(range)])
    }

    /// Where the words of a piece end: 0 is all above the sections, then come the sections.
    fn end(&self, piece: usize) -> Option<usize> {
        self.ends.get(piece).copied()
    }

    /// The blank space behind a piece.
    fn blank(&self, piece: usize) -> Option<&'t str> {
        let next = self.outline.sections.get(piece);
        let next = next.map_or(self.outline.sections_end(), |s| s.range.start);
        self.text.get(self.end(piece)?..next)
    }

    fn last_blank(&self) -> Option<&'t str> {
        self.blank(self.ends.len() - 1)
    }

    /// What is missing for a blank line, when one is asked for.
    fn missing(&self, blank: &str) -> String {
        let wanted = if self.spaced { 2usize } else { 0 };
        self.line_end
            .repeat(wanted.saturating_sub(line_ends(blank)))
    }

    /// The same behind the last section, where only the tail needs one.
    fn missing_at_last(&self) -> Option<String> {
        let tail = self.outline.tail.as_ref();
        Some(match tail {
            Some(_) => self.missing(self.last_blank()?),
            None => String::new(),
        })
    }

    fn wide(&self, blank: &str) -> String {
        format!("{}{blank}", self.missing(blank))
    }

    /// Adds what is missing behind a piece; nothing where there is nothing above.
    fn widen(&self, piece: usize) -> Option<Edit> {
        let end = self.end(piece)?;
        let missing = if end > self.outline.front.end {
            self.missing(self.blank(piece)?)
        } else {
            String::new()
        };
        Some(Edit::insert(end, missing))
    }
}

/// The text without the blank lines at its end and without the ending of its last line.
fn content_len(text: &str) -> usize {
    let words = text.trim_end().len();
    let rest = text.get(words..).unwrap_or_default();
    // Blanks at the end of the last line stay with it.
    words + rest.find(['\n', '\r']).unwrap_or(rest.len()) * usize::from(words > 0)
}

fn line_ends(blank: &str) -> usize {
    let both = blank.matches("\r\n").count();
    blank.matches(['\n', '\r']).count() - both
}

/// The line ending of the text. A lone carriage return is never made.
fn line_end(text: &str) -> &'static str {
    match memchr::memchr(b'\n', text.as_bytes()) {
        Some(at) if at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Outline {
        let body = if text.starts_with("---\n") { 13 } else { 0 };
        Outline::read(text, body)
    }

    #[track_caller]
    fn done(text: &str, edits: Result<Edits, ArrangeError>) -> String {
        let edits = edits.expect("not refused");
        let new = edits.apply(text).expect("fits");
        let back = edits.inverse(text).expect("fits").apply(&new);
        assert_eq!(back.as_deref(), Ok(text));
        new.to_string()
    }

    #[track_caller]
    fn moved(text: &str, from: usize, to: usize) -> String {
        done(text, move_to(text, &read(text), from, to))
    }

    #[track_caller]
    fn renamed(text: &str, index: usize, heading: &str) -> String {
        done(text, rename(text, &read(text), index, heading))
    }

    #[track_caller]
    fn added(text: &str, at: usize) -> String {
        done(text, add(text, &read(text), at, "New"))
    }

    #[track_caller]
    fn deleted(text: &str, index: usize) -> String {
        done(text, delete(text, &read(text), index))
    }

    #[test]
    fn a_moved_section_goes_with_its_blank_line() {
        let text = "# T\n\n## A\n\na\n\n\n## B\n\nb\n\n## C\n\nc\n\n---\n\n## Z\n";
        assert_eq!(
            moved(text, 0, 1),
            "# T\n\n## B\n\nb\n\n## A\n\na\n\n\n## C\n\nc\n\n---\n\n## Z\n"
        );
        assert_eq!(moved(&moved(text, 0, 1), 1, 0), text);
        assert_eq!(
            moved(text, 2, 0),
            "# T\n\n## C\n\nc\n\n## A\n\na\n\n\n## B\n\nb\n\n---\n\n## Z\n"
        );
    }

    #[test]
    fn the_end_of_the_entry_keeps_its_own_ending() {
        assert_eq!(
            moved("## A\n\na\n\n## B\n\nb\n", 1, 0),
            "## B\n\nb\n\n## A\n\na\n"
        );
        assert_eq!(
            moved("## A\n\na\n\n## B\n\nb", 0, 1),
            "## B\n\nb\n\n## A\n\na"
        );
        assert_eq!(
            moved("## A\r\n\r\na\r\n\r\n## B\r\n\r\nb\r\n", 0, 1),
            "## B\r\n\r\nb\r\n\r\n## A\r\n\r\na\r\n"
        );
    }

    #[test]
    fn a_blank_line_is_added_only_where_one_is_needed() {
        assert_eq!(
            moved("## A\na\n## B\nb\n## C\nc\n", 2, 0),
            "## C\nc\n## A\na\n## B\nb\n"
        );
        assert_eq!(
            moved("## A\n- a\n## B\nb\n\nC\n-\nc\n", 2, 1),
            "## A\n- a\n\nC\n-\nc\n\n## B\nb\n"
        );
        // A list may stand directly above the break, a paragraph may not.
        assert_eq!(
            moved("## A\n\na\n\n## B\n\n- b\n---\n\n## Z\n", 0, 1),
            "## B\n\n- b\n\n## A\n\na\n\n---\n\n## Z\n"
        );
    }

    #[test]
    fn what_would_swallow_other_sections_is_not_moved() {
        let text = "## A\n\na\n\n## B\n\n```\nb\n";
        let refused = move_to(text, &read(text), 1, 0).expect_err("refused");
        assert!(
            refused
                .to_string()
                .contains("Moving “B” would change other sections")
        );
    }

    #[test]
    fn closing_blocks_stay_and_can_be_renamed() {
        let text = "## A\n\na\n\n---\n\n## Z\n\nz\n";
        assert!(move_to(text, &read(text), 1, 0).is_err());
        assert!(move_to(text, &read(text), 0, 1).is_err());
        assert!(delete(text, &read(text), 1).is_err());
        assert_eq!(renamed(text, 1, "Y"), "## A\n\na\n\n---\n\n## Y\n\nz\n");
    }

    #[test]
    fn only_the_words_of_a_heading_are_replaced() {
        assert_eq!(renamed("  ## A ##\na\n", 0, " B b "), "  ## B b ##\na\n");
        assert_eq!(renamed("A\na\n---\n", 0, "B"), "B\n---\n");
        assert_eq!(renamed("##\n", 0, "B"), "## B\n");
        assert_eq!(renamed("## ##\n", 0, "B"), "## B ##\n");
        assert_eq!(renamed("## A", 0, "C#"), "## C#");
        let none = rename("## A\n", &read("## A\n"), 0, "A");
        assert_eq!(none, Ok(Edits::default()));
    }

    #[test]
    fn words_that_are_no_heading_are_refused() {
        for bad in ["", " ", "a\nb", "a ##"] {
            assert!(
                rename("## A\n", &read("## A\n"), 0, bad).is_err(),
                "{bad:?}"
            );
            assert!(add("## A\n", &read("## A\n"), 0, bad).is_err(), "{bad:?}");
        }
        assert!(rename("A\n---\n", &read("A\n---\n"), 0, "> B").is_err());
        assert!(rename("## A\n", &read("## A\n"), 1, "B").is_err());
    }

    #[test]
    fn a_new_section_stands_between_blank_lines() {
        let text = "# T\n\n## A\n\na\n\n---\n\n## Z\n";
        assert_eq!(
            added(text, 0),
            "# T\n\n## New\n\n## A\n\na\n\n---\n\n## Z\n"
        );
        assert_eq!(
            added(text, 1),
            "# T\n\n## A\n\na\n\n## New\n\n---\n\n## Z\n"
        );
        assert_eq!(added("", 0), "## New\n");
        assert_eq!(added("---\na: b\n---\n", 0), "---\na: b\n---\n## New\n");
        assert_eq!(added("# T", 0), "# T\n\n## New\n");
        assert_eq!(added("## A\r\n", 1), "## A\r\n\r\n## New\r\n");
        let open = "## A\n\n```\n";
        assert!(add(open, &read(open), 1, "New").is_err());
    }

    #[test]
    fn a_deleted_section_leaves_one_blank_line_between_the_others() {
        let text = "# T\n\n## A\n\na\n\n## B\n\nb\n\n---\n\n## Z\n";
        assert_eq!(deleted(text, 0), "# T\n\n## B\n\nb\n\n---\n\n## Z\n");
        assert_eq!(deleted(text, 1), "# T\n\n## A\n\na\n\n---\n\n## Z\n");
        assert_eq!(deleted("## A\n", 0), "");
        assert_eq!(
            deleted("# T\n\n## A\n\n---\n\n## Z\n", 0),
            "# T\n\n---\n\n## Z\n"
        );
        assert_eq!(deleted("a\n\n## A\n\nb", 0), "a");
        assert_eq!(
            deleted("- a\n\n## A\n\n- b\n---\n\n## Z\n", 0),
            "- a\n---\n\n## Z\n"
        );
    }
}
