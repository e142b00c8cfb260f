//! What git leaves where two sides changed the same lines.
//!
//! Leaves alone: program text that shows such lines.

use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "merge-marker",
    group: Group::Text,
    title: "Unfinished merge",
    level: Level::Error,
    reason: "Both versions and the signs between them would be published",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    let mut end = 0;
    for start in marks(text) {
        if start < end || prose::is_code_at(&subject.reading.page, start) {
            continue;
        }
        let conflict = Conflict::at(text, start);
        end = conflict.range.end;
        let mut fixes = Vec::new();
        if let Some((ours, theirs)) = &conflict.sides {
            for (label, kept) in [
                ("Keep the first version", ours),
                ("Keep the second version", theirs),
            ] {
                let edits = [
                    Edit::delete(conflict.range.start..kept.start),
                    Edit::delete(kept.end..conflict.lines_end),
                ];
                if let Ok(edits) = Edits::new(edits.into()) {
                    fixes.push(Fix::new(label, edits));
                }
            }
        }
        let message = match conflict.sides {
            Some(_) => "Two versions of these lines were never merged",
            None => "This is a marker of an unfinished merge",
        };
        found.add(conflict.range, message, fixes);
    }
}

/// Where lines begin that open or close a conflict.
fn marks(text: &str) -> Vec<usize> {
    let mut marks = Vec::new();
    for sign in ["<<<<<<<", ">>>>>>>"] {
        for at in memchr::memmem::find_iter(text.as_bytes(), sign) {
            if at > 0 && text.as_bytes().get(at - 1) != Some(&b'\n') {
                continue;
            }
            let line = line(text, at);
            let label = line.get(sign.len()..).unwrap_or_default();
            // Seven quotes in one another are no merge.
            let is_mark = match label.strip_prefix(' ') {
                Some(label) => sign == "<<<<<<<" || !label.contains(' ') || label.contains('('),
                None => label.is_empty() && sign == "<<<<<<<",
            };
            if is_mark {
                marks.push(at);
            }
        }
    }
    marks.sort_unstable();
    marks
}

struct Conflict {
    /// From the first sign to the last, without the line end.
    range: Range<usize>,
    /// With the line end.
    lines_end: usize,
    /// The lines of both sides.
    sides: Option<(Range<usize>, Range<usize>)>,
}

impl Conflict {
    fn at(text: &str, start: usize) -> Self {
        let mut ours_end = None;
        let mut theirs_start = None;
        let mut at = start;
        for (number, line) in text
            .get(start..)
            .unwrap_or_default()
            .split_inclusive('\n')
            .enumerate()
        {
            let bare = line.trim_end_matches(['\n', '\r']);
            let next = at + line.len();
            let sign = bare.get(..7).unwrap_or_default();
            match sign {
                "|||||||" if ours_end.is_none() => ours_end = Some(at),
                "=======" if bare.len() == 7 && theirs_start.is_none() => {
                    ours_end = ours_end.or(Some(at));
                    theirs_start = Some(next);
                }
                ">>>>>>>" if number > 0 => {
                    let first = start + self::line(text, start).len();
                    let ours = first + line_end(text, first);
                    let sides = ours_end
                        .zip(theirs_start)
                        .map(|(end, from)| (ours..end, from..at));
                    return Self {
                        range: start..at + bare.len(),
                        lines_end: next,
                        sides,
                    };
                }
                // Another conflict begins: this one was half fixed.
                "<<<<<<<" if number > 0 => break,
                _ => {}
            }
            at = next;
        }
        let bare = line(text, start).len();
        Self {
            range: start..start + bare,
            lines_end: start + bare,
            sides: None,
        }
    }
}

fn line(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.lines().next().unwrap_or_default()
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with("\r\n") {
        2
    } else {
        usize::from(rest.starts_with('\n'))
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn the_whole_of_an_unfinished_merge_is_one_finding() {
        let before = "## Summary\n\n<<<<<<< HEAD\nIron\n=======\nSteel\n>>>>>>> topic\n\nEnd\n";
        assert_eq!(
            found(before, "merge-marker"),
            [
                "3:1 \"<<<<<<< HEAD\\nIron\\n=======\\nSteel\\n>>>>>>> topic\" Two versions of these lines were never merged"
            ]
        );
        assert_eq!(
            Fixture::new(before).fixes("merge-marker"),
            ["Keep the first version", "Keep the second version"]
        );
        let fixture = Fixture::new(before);
        let fixes = &fixture.findings("merge-marker")[0].fixes;
        let after = |at: usize| fixes[at].edits.apply(before).unwrap().to_string();
        assert_eq!(after(0), "## Summary\n\nIron\n\nEnd\n");
        assert_eq!(after(1), "## Summary\n\nSteel\n\nEnd\n");
    }

    #[test]
    fn other_forms_of_it_are_found_too() {
        let three =
            "<<<<<<< ours\r\na\r\n||||||| base\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\nd\r\n";
        assert_eq!(Fixture::new(three).fixed("merge-marker"), "a\r\nd\r\n");
        let two = "<<<<<<< a\nb\n=======\n>>>>>>> c\nd\n<<<<<<< a\n=======\ne\n>>>>>>> c\n";
        assert_eq!(Fixture::new(two).fixed("merge-marker"), "b\nd\n");
        for half in [
            "a\n\n>>>>>>> 3ca17b7 (Tea)\n",
            "<<<<<<< HEAD\na\n",
            "---\n<<<<<<< HEAD\na: b\n---\n",
        ] {
            let found = found(half, "merge-marker");
            assert_eq!(found.len(), 1, "{half}");
            assert!(found[0].ends_with("This is a marker of an unfinished merge"));
        }
    }

    #[test]
    fn quotes_headings_and_program_text_are_left_alone() {
        for text in [
            "",
            "Title\n=======\n\nText\n",
            "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n",
            ">>>>>>> a quote within quotes\n",
            "a <<<<<<< b\n\n    <<<<<<< HEAD\n",
            "<<<<<<<<<<\n",
        ] {
            assert_eq!(found(text, "merge-marker"), SILENCE, "{text}");
        }
    }
}
