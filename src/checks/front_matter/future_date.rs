//! A date that has not come yet.

use jiff::ToSpan;

use super::dates::dated;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::written_date::WrittenDate;

pub(super) const CHECK: Check = Check {
    id: "future-date",
    group: Group::FrontMatter,
    title: "Date in the future",
    level: Level::Error,
    reason: "An entry can’t have been reviewed on a day still to come",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    // Where it is tomorrow already, somebody may sign off.
    let Ok(latest) = subject.today.checked_add(1.day()) else {
        return;
    };
    for date in dated(subject) {
        let (WrittenDate::Right(day) | WrittenDate::Other(day)) = date.written else {
            continue;
        };
        // Other dates (an embargo, an event) may well lie ahead.
        if day > latest && date.key.contains("review") {
            let message = format!("{} has not come yet", date.text.trim());
            found.add(date.range, message, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "future-date";

    // The bench stands on 1 November 2026.
    #[test]
    fn a_day_to_come_is_told() {
        assert_eq!(
            found("---\nlast_reviewed: 3 November 2026\n---\n", ID),
            ["2:16 \"3 November 2026\" 3 November 2026 has not come yet"]
        );
        for text in ["1 May 2062", "2026-12-01", "\"31 December 2026\""] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            assert_eq!(found(&text, ID).len(), 1, "{text}");
        }
    }

    #[test]
    fn today_tomorrow_and_the_past_are_no_finding() {
        for text in [
            "1 November 2026",
            "2 November 2026",
            "1 May 2020",
            "soon",
            "",
        ] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
