//! Spaces at the end of a line.
//!
//! Two blanks before a line of the same paragraph are a line break, and stay.
//!
//! Leaves alone: front matter, code.

use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "trailing-blank",
    group: Group::Text,
    title: "Spaces at the end of a line",
    level: Level::Note,
    reason: "They can’t be seen, and show up in every comparison",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let bytes = subject.text.as_bytes();
    let body = subject.reading.page.body.start;
    let ends = memchr::memchr_iter(b'\n', bytes).chain(std::iter::once(bytes.len()));
    for line_end in ends.filter(|end| *end > body) {
        let is_crlf = line_end < bytes.len() && bytes.get(line_end - 1) == Some(&b'\r');
        let end = line_end - usize::from(is_crlf);
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
        let head = bytes.get(body..end).unwrap_or_default();
        let count = head.iter().rev().take_while(is_blank).count();
        if count > 0
            && let Some(place) = too_many(subject, end - count..end, line_end)
        {
            let label = if place.len() < count {
                "Leave two, a line break"
            } else {
                "Delete them"
            };
            let fix = Fix::new(label, Edit::delete(place));
            found.add(
                end - count..end,
                "Spaces at the end of this line",
                vec![fix],
            );
        }
    }
}

/// The part of the blanks that may go.
fn too_many(subject: &Subject<'_>, blanks: Range<usize>, line_end: usize) -> Option<Range<usize>> {
    let page = &subject.reading.page;
    let line = subject.text.get(..blanks.start)?;
    let line = line.get(line.rfind('\n').map_or(0, |at| at + 1)..)?;
    // The blank behind a marker with nothing else: `- `, `> `.
    let is_marker = |c: char| matches!(c, '>' | '-' | '*' | '+' | ' ');
    if (!line.is_empty() && line.chars().all(is_marker)) || prose::is_code_at(page, blanks.start) {
        return None;
    }
    let block = prose::block_at(page, blanks.start);
    let makes_break = block
        .and_then(|block| page.run_at(block, blanks.end))
        .is_some_and(|run| run.text.len() == 1 && !run.is_verbatim());
    let only_blanks = subject.at(&blanks).bytes().all(|byte| byte == b' ');
    if makes_break && only_blanks && blanks.len() > 2 {
        return Some(blanks.start + 2..blanks.end);
    }
    // Two were meant as a line break, even where it comes to nothing, as at the end of an item.
    let next = subject.text.get(line_end + 1..).unwrap_or_default();
    let next_line = next.split('\n').next().unwrap_or_default();
    let goes_on = !next_line.trim_matches([' ', '\t', '\r']).is_empty();
    let is_break = only_blanks && blanks.len() == 2 && !line.is_empty() && goes_on;
    (!is_break).then_some(blanks)
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn blanks_at_the_end_of_a_line_go() {
        let before = "## Summary \n\nIron is a metal.  \n\nTea\t\nMilk   \n\n   \nEnd ";
        assert_eq!(
            found(before, "trailing-blank"),
            [
                "1:11 \" \" Spaces at the end of this line",
                "3:17 \"  \" Spaces at the end of this line",
                "5:4 \"\\t\" Spaces at the end of this line",
                "6:5 \"   \" Spaces at the end of this line",
                "8:1 \"   \" Spaces at the end of this line",
                "9:4 \" \" Spaces at the end of this line"
            ]
        );
        assert_eq!(
            Fixture::new(before).fixed("trailing-blank"),
            "## Summary\n\nIron is a metal.\n\nTea\nMilk\n\n\nEnd"
        );
        assert_eq!(
            Fixture::new("Iron \r\nTea\r\n").fixed("trailing-blank"),
            "Iron\r\nTea\r\n"
        );
    }

    #[test]
    fn nothing_is_broken_before_a_line_of_blanks() {
        let before = "Iron  \n  \nTea  \r\n \t\r\nMilk\n";
        assert_eq!(found(before, "trailing-blank").len(), 4);
        assert_eq!(
            Fixture::new(before).fixed("trailing-blank"),
            "Iron\n\nTea\r\n\r\nMilk\n"
        );
    }

    #[test]
    fn of_many_blanks_that_break_a_line_two_are_left() {
        let before = "Iron    \nTea     \nMilk\n";
        assert_eq!(
            Fixture::new(before).fixes("trailing-blank"),
            ["Leave two, a line break", "Leave two, a line break"]
        );
        assert_eq!(
            Fixture::new(before).fixed("trailing-blank"),
            "Iron  \nTea  \nMilk\n"
        );
    }

    #[test]
    fn line_breaks_code_and_front_matter_are_left_alone() {
        for text in [
            "",
            "Iron  \nTea\n",
            "Iron  \r\nTea\r\n",
            "- iron  \n- tea\n",
            "> iron  \n> tea\n> \n> milk\n",
            "```\ncode \n```\n\n    code \n\n<pre>\nhtml \n</pre>\n",
            "---\ntitle: Iron \n---\n\n# Iron\n",
            "- \n- a\n",
        ] {
            assert_eq!(found(text, "trailing-blank"), SILENCE, "{text:?}");
        }
        assert_eq!(
            found(&"word by word\n".repeat(80_000), "trailing-blank"),
            SILENCE
        );
    }
}
