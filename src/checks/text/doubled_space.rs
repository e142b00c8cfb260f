//! Two blanks where one belongs.
//!
//! Knows nothing of: indents, aligned tables, code, blanks at the end of a line.

use crate::checks::prose::{self, NO_WORDS};
use crate::checks::{Check, Findings, Fix, Group, Level, Look, Mending, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "doubled-space",
    group: Group::Text,
    title: "Two blanks between words",
    level: Level::Note,
    reason: "Readers see one blank; the second only makes later changes look larger",
    mending: Mending::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let bytes = subject.text.as_bytes();
    let body = bytes.get(page.body.start..).unwrap_or_default();
    if memchr::memmem::find(body, b"  ").is_none() {
        return;
    }
    let is_habit = is_typists_habit(body);
    for stretch in prose::stretches(page) {
        let words = stretch.runs.iter();
        for run in words.filter(|run| run.is_verbatim() && !run.style.has(NO_WORDS)) {
            let mut end = 0;
            for at in memchr::memmem::find_iter(subject.at(&run.source).as_bytes(), b"  ") {
                let start = run.source.start + at;
                if start < end {
                    continue;
                }
                let blanks = bytes.iter().skip(start).take_while(|byte| **byte == b' ');
                end = start + blanks.count();
                // Blanks at the edge of a line are indents or trailing.
                let is_inside = start > 0
                    && !matches!(bytes.get(start - 1), Some(b'\n' | b'|'))
                    && !matches!(bytes.get(end), None | Some(b'\n' | b'\r' | b'|'));
                let ends = start > 0 && matches!(bytes.get(start - 1), Some(b'.' | b'?' | b'!'));
                if is_inside && !(is_habit && ends) {
                    let fix = Fix::new("Leave one blank", Edit::delete(start + 1..end));
                    let many = if end - start == 2 {
                        "Two blanks stand"
                    } else {
                        "Several blanks stand"
                    };
                    found.add(start..end, format!("{many} between these words"), vec![fix]);
                }
            }
        }
    }
}

/// Who learnt to type two blanks behind a sentence does so again and again; that is no slip.
fn is_typists_habit(body: &[u8]) -> bool {
    let ends = [&b".  "[..], b"?  ", b"!  "];
    let wide = ends
        .iter()
        .flat_map(|end| memchr::memmem::find_iter(body, *end));
    wide.take(3).count() == 3
}

#[cfg(test)]
mod tests {
    use crate::checks::bench::{Bench, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn of_several_blanks_one_is_left() {
        let before = "## Summary\n\nIron  is a   metal.\n";
        assert_eq!(
            found(before, "doubled-space"),
            [
                "3:5 \"  \" Two blanks stand between these words",
                "3:11 \"   \" Several blanks stand between these words"
            ]
        );
        assert_eq!(
            Bench::new(before).fixed("doubled-space"),
            "## Summary\n\nIron is a metal.\n"
        );
    }

    #[test]
    fn blanks_are_found_wherever_words_stand() {
        for text in [
            "# Iron  and tea",
            "- iron  and tea",
            "| iron  tea | b |\n|--|--|\n",
            "*iron  tea*",
            "1. Archer A  (2019).",
            "> iron  tea\r\n",
            "é  è",
        ] {
            assert_eq!(found(text, "doubled-space").len(), 1, "{text}");
        }
    }

    #[test]
    fn blanks_that_align_or_break_are_left_alone() {
        for text in [
            "",
            "-  item\n\n1.   item\n\n  indented\n   more\n",
            "| a    | b  |\n|------|----|\n| c    | d  |\n",
            "line  \nbreak   \nend  ",
            "`a  b`\n\n```\na  b\n```\n\n    a  b\n\n<div  class>\n",
            "---\ntitle:  two\n---\n\n# Title\n",
            "One.  Two.  Three.  Four.  Five.\n",
            "##  Heading\n",
            ">   quote\n>  more\n",
        ] {
            assert_eq!(found(text, "doubled-space"), SILENCE, "{text}");
        }
        assert_eq!(
            found(&"word by word ".repeat(80_000), "doubled-space"),
            SILENCE
        );
    }
}
