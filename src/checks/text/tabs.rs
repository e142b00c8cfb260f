//! Tabs in prose.
//!
//! Leaves alone: tabs in program text.

use std::ops::Range;

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::{BlockKind, Style};

pub(super) const CHECK: Check = Check {
    id: "tab",
    group: Group::Text,
    title: "Tab in the text",
    level: Level::Note,
    reason: "A tab can show as a space of any width",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let bytes = subject.text.as_bytes();
    let is_prose = |kind: &BlockKind| !matches!(kind, BlockKind::Code { .. } | BlockKind::Html);
    let prose = page.blocks.iter().filter(|block| is_prose(&block.kind));
    let runs = prose.flat_map(|block| page.runs(block));
    for run in runs.filter(|run| !run.style.has(Style::CODE)) {
        let mut end = 0;
        for at in memchr::memchr_iter(b'\t', subject.at(&run.source).as_bytes()) {
            if run.source.start + at < end {
                continue;
            }
            let place = with_blanks(bytes, run.source.start + at);
            end = place.end;
            // At the edge of a line it is an indent or trailing.
            let is_line_end = |byte: Option<&u8>| matches!(byte, None | Some(b'\n' | b'\r'));
            let before = place.start.checked_sub(1).and_then(|at| bytes.get(at));
            if is_line_end(before) || is_line_end(bytes.get(end)) {
                continue;
            }
            let fix = Fix::new("Write a space", Edit::new(place.clone(), " "));
            found.add(place, "Tab in the text", vec![fix]);
        }
    }
}

/// A tab with the blanks and tabs beside it: one space is left of all.
fn with_blanks(bytes: &[u8], tab: usize) -> Range<usize> {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
    let (before, behind) = bytes.split_at(tab);
    let before = before.iter().rev().take_while(is_blank).count();
    tab - before..tab + behind.iter().take_while(is_blank).count()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn a_tab_between_words_becomes_a_space() {
        let before = "# Iron\n\n## Summary\n\nIron\tis a metal.\n";
        assert_eq!(found(before, "tab"), ["5:5 \"\\t\" Tab in the text"]);
        assert_eq!(Fixture::new(before).fixes("tab"), ["Write a space"]);
        assert_eq!(
            Fixture::new(before).fixed("tab"),
            "# Iron\n\n## Summary\n\nIron is a metal.\n"
        );
    }

    #[test]
    fn a_tab_goes_together_with_the_blanks_beside_it() {
        for (before, after) in [
            ("Iron\t is.\n", "Iron is.\n"),
            ("Iron \t\t is\tit.\n", "Iron is it.\n"),
            ("*Iron*  \t`is`\n", "*Iron* `is`\n"),
        ] {
            assert_eq!(Fixture::new(before).fixed("tab"), after);
        }
        assert_eq!(found("Iron\t\nTea \t\n\nMilk\t", "tab"), [""; 0]);
    }

    #[test]
    fn tabs_in_code_and_indents_are_left_alone() {
        assert_eq!(
            found(
                "## Summary\n\n`a\tb`\n\n\tcode\tcode\n\n- a\n\t- b\n",
                "tab"
            ),
            [""; 0]
        );
    }
}
