//! A last line that does not end.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "final-newline",
    group: Group::Text,
    title: "Last line without a line ending",
    level: Level::Note,
    reason: "When a line is added after it, this one shows as changed too",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let end = subject.text.len();
    let Some(last) = subject.text.chars().next_back() else {
        return;
    };
    if !matches!(last, '\n' | '\r') {
        let fix = Fix::new(
            "End the last line",
            Edit::insert(end, subject.reading.line_end.as_str()),
        );
        let place = end - last.len_utf8()..end;
        found.add(place, "The last line has no line end", vec![fix]);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn the_last_line_ends_as_the_others_do() {
        assert_eq!(
            found("# Iron\n\nTeé", "final-newline"),
            ["3:3 \"é\" The last line has no line end"]
        );
        for (before, after) in [
            ("# Iron\n\nTea", "# Iron\n\nTea\n"),
            ("# Iron\r\n\r\nTea", "# Iron\r\n\r\nTea\r\n"),
            ("Tea", "Tea\n"),
            ("```\ncode", "```\ncode\n"),
        ] {
            assert_eq!(Fixture::new(before).fixed("final-newline"), after);
        }
    }

    #[test]
    fn an_ended_or_empty_text_is_left_alone() {
        for text in ["", "\n", "Tea\n", "Tea\r\n", "Tea\n\n\n", "Tea\r"] {
            assert_eq!(found(text, "final-newline"), SILENCE, "{text:?}");
        }
    }
}
