//! Bringing one part of an earlier text back into an entry, as the smallest edit.
//!
//! What comes out is read again: where any other part would come out changed, because something was left open in the part or
//! above it, nothing is done.

use std::ops::Range;

use super::{content, find};
use crate::entry::arrange::{self, ArrangeError};
use crate::entry::outline::Outline;
use crate::entry::{Edits, LineEnd, Part, front_matter, parts_of};

/// The edit that makes a part of `text` what it is in `from`. A part that `from` lacks is taken out; one that `text` lacks is
/// put behind the part that it follows in `from`.
///
/// # Errors
/// When that would change other parts.
pub fn restore(text: &str, from: &str, part: &Part) -> Result<Edits, ArrangeError> {
    let (now, then) = (parts_of(text), parts_of(from));
    let Some(wanted) = find(&then, part) else {
        return take_out(text, part);
    };
    let wanted = in_lines_of(text, content(from, wanted));
    let new = match find(&now, part) {
        Some(place) => replaced(text, place.clone(), &wanted),
        None => {
            let before = then.iter().take_while(|(other, _)| other != part);
            let before = before.filter_map(|(other, _)| find(&now, other));
            let above = before.last().map_or(0, |range| range.end);
            inserted(text, above, &wanted)
        }
    };
    if is_as_meant(text, &new, part, &wanted) {
        Ok(Edits::between(text, &new))
    } else {
        Err(ArrangeError::because(format!(
            "Bringing “{}” back would change other parts: something is left open there, such as a code fence or a comment. Nothing was changed.",
            part.label()
        )))
    }
}

fn take_out(text: &str, part: &Part) -> Result<Edits, ArrangeError> {
    let outline = Outline::read(text, front_matter::split(text).body);
    let parts = parts_of(text).into_iter().map(|(part, _)| part);
    let mut sections = parts.filter(|it| matches!(it, Part::Section { .. }));
    let place = sections.position(|it| it == *part);
    // Front matter and opening are parts of every text, be they empty.
    arrange::delete(text, &outline, place.unwrap_or(usize::MAX))
}

fn replaced(text: &str, range: Range<usize>, by: &str) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    // What was empty has no line of its own yet.
    let gap = if range.is_empty() && !by.is_empty() && !after.is_empty() {
        line_end(text).repeat(2)
    } else {
        String::new()
    };
    format!("{before}{by}{gap}{after}")
}

/// The text with a part put behind the words that end at `above`, a blank line on either side.
fn inserted(text: &str, above: usize, part: &str) -> String {
    let end = line_end(text);
    let before = text.get(..above).unwrap_or_default();
    let after = text.get(above..).unwrap_or_default();
    let gap = if before.is_empty() {
        String::new()
    } else {
        end.repeat(2)
    };
    // The blank lines that stood below the words above now stand below the part.
    let after = if after.is_empty() { end } else { after };
    format!("{before}{gap}{part}{after}")
}

/// Does `new` read as `text` does, but for this part?
fn is_as_meant(text: &str, new: &str, part: &Part, wanted: &str) -> bool {
    let (old_parts, new_parts) = (parts_of(text), parts_of(new));
    let others = |parts: &[(Part, Range<usize>)], text: &str| -> Vec<(Part, String)> {
        let others = parts.iter().filter(|(other, _)| other != part);
        let others = others.map(|(other, range)| (other.clone(), content(text, range).to_string()));
        others.collect()
    };
    find(&new_parts, part).is_some_and(|range| content(new, range) == wanted)
        && others(&old_parts, text) == others(&new_parts, new)
}

/// `part` with its lines ended as those of `text`.
fn in_lines_of(text: &str, part: &str) -> String {
    match LineEnd::of(text) {
        LineEnd::Lf => part.replace("\r\n", "\n"),
        LineEnd::CrLf => part.replace("\r\n", "\n").replace('\n', "\r\n"),
        LineEnd::Mixed { .. } => part.to_string(),
    }
}

fn line_end(text: &str) -> &'static str {
    LineEnd::of(text).as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str =
        "---\ntitle: T\n---\n\n# T\n\n## One\n\nnew\n\n## Three\n\nc\n\n---\n\n## More\n\n- x\n";
    const THEN: &str = "---\ntitle: Old\n---\n\n# T\n\n## One\n\nold\n\n## Two\n\nb\n\n## Three\n\nc\n\n---\n\n## More\n\n- y\n";

    fn section(title: &str) -> Part {
        Part::Section {
            title: title.to_string(),
            number: 0,
        }
    }

    fn restored(text: &str, from: &str, part: &Part) -> String {
        let edits = restore(text, from, part).expect("it is not refused");
        edits.apply(text).expect("it fits").to_string()
    }

    #[test]
    fn a_part_comes_back_and_all_else_stays() {
        assert_eq!(
            restored(NOW, THEN, &section("One")),
            NOW.replace("new", "old")
        );
        assert_eq!(
            restored(NOW, THEN, &Part::FrontMatter),
            NOW.replace("title: T", "title: Old")
        );
        assert_eq!(
            restored(NOW, THEN, &section("More")),
            NOW.replace("- x", "- y")
        );
    }

    #[test]
    fn a_section_that_is_gone_comes_back_to_its_place() {
        let two = NOW.replace("## Three", "## Two\n\nb\n\n## Three");
        assert_eq!(restored(NOW, THEN, &section("Two")), two);
        // At the end of a text, with nothing after it.
        let (now, then) = (
            "# T\n\n## One\n\na\n",
            "# T\n\n## One\n\na\n\n## Two\n\nb\n",
        );
        assert_eq!(restored(now, then, &section("Two")), then);
        assert_eq!(
            restored("# T\n\n## Two\n\nb", then, &section("One")),
            "# T\n\n## One\n\na\n\n## Two\n\nb"
        );
    }

    #[test]
    fn a_section_that_came_since_is_taken_out() {
        assert_eq!(
            restored(THEN, NOW, &section("Two")),
            THEN.replace("## Two\n\nb\n\n", "")
        );
    }

    #[test]
    fn lines_end_as_in_the_text() {
        let now = NOW.replace('\n', "\r\n");
        assert_eq!(
            restored(&now, THEN, &section("Two")),
            NOW.replace("## Three", "## Two\n\nb\n\n## Three")
                .replace('\n', "\r\n")
        );
    }

    #[test]
    fn a_part_that_would_take_in_others_is_refused() {
        let then = "# T\n\n## One\n\n```\nopen\n";
        assert!(restore(NOW, then, &section("One")).is_err());
    }

    #[test]
    fn fields_come_back_to_a_text_without_any_and_go_again() {
        let bare = "# T\n\n## One\n\na\n";
        let full = format!("---\ntitle: T\n---\n\n{bare}");
        assert_eq!(restored(bare, &full, &Part::FrontMatter), full);
        assert_eq!(restored(&full, bare, &Part::FrontMatter).trim_start(), bare);
    }
}
