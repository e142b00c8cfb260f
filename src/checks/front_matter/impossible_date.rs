//! A day that no month has.

use super::dates::dated;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::written_date::WrittenDate;

pub(super) const CHECK: Check = Check {
    id: "impossible-date",
    group: Group::FrontMatter,
    title: "Impossible date",
    level: Level::Error,
    reason: "Nobody can have reviewed an entry on a day that never existed",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for date in dated(subject).filter(|date| date.written == WrittenDate::Impossible) {
        let message = format!("There is no {}", date.text.trim());
        found.add(date.range, message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "impossible-date";

    #[test]
    fn a_day_that_never_was_is_told() {
        assert_eq!(
            found("---\nlast_reviewed: 31 April 2026\n---\n", ID),
            ["2:16 \"31 April 2026\" There is no 31 April 2026"]
        );
        for text in [
            "29 February 2023",
            "2026-02-30",
            "\"0 May 2026\"",
            "32/01/2026",
        ] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            assert_eq!(found(&text, ID).len(), 1, "{text}");
        }
    }

    #[test]
    fn days_that_were_are_no_finding() {
        for text in ["29 February 2024", "31 May 2026", "2024-02-29", "soon", ""] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
