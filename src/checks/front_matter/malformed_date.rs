//! A date field that holds no date.

use super::dates::dated;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::written_date::WrittenDate;

pub(super) const CHECK: Check = Check {
    id: "malformed-date",
    group: Group::FrontMatter,
    title: "Not a date",
    level: Level::Error,
    reason: "An entry without a date is never due for review",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for date in dated(subject).filter(|date| date.written == WrittenDate::Malformed) {
        let form = date.form.example();
        let message = format!("“{}” is not a date such as {form}", date.text.trim());
        found.add(date.range, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "malformed-date";

    #[test]
    fn what_is_no_date_is_told() {
        assert_eq!(
            found("---\nslug: a\nlast_reviewed: April 2026\n---\n", ID),
            ["3:16 \"April 2026\" “April 2026” is not a date such as 29 April 2026"]
        );
        for text in [
            "soon",
            "\"29 April 26\"",
            "29 Avril 2026",
            "2026",
            "12345678",
        ] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            assert_eq!(found(&text, ID).len(), 1, "{text}");
        }
    }

    #[test]
    fn dates_and_empty_fields_are_no_finding() {
        for text in [
            "29 April 2026",
            "\"1 May 2020\"",
            "2026-04-29",
            "31 April 2026",
            "",
            "~",
            "[a]",
        ] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
        assert_eq!(found("---\npublished: soon\n---\n", ID), [""; 0]);
    }
}
