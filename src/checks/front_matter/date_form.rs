//! A date in another form than the library's.

use super::dates::{DateField, dated};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::dates::DateForm;
use crate::entry::written_date::WrittenDate;

pub(super) const CHECK: Check = Check {
    id: "date-form",
    group: Group::FrontMatter,
    title: "Date in another form",
    level: Level::Warning,
    reason: "The site and its lists read dates in one form",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for date in dated(subject) {
        let WrittenDate::Other(day) = date.written else {
            continue;
        };
        let Some(right) = date.form.write(day) else {
            continue;
        };
        if date.form == DateForm::IsoTime {
            without_time(&date, &right, found);
            continue;
        }
        let edit = subject.rewritten(date.value, &right);
        let fix = edit.map(|edit| Fix::new(format!("Write {right}"), edit));
        let message = format!("“{}” is written {right} here", date.text.trim());
        found.add(date.range, message, fix.into_iter().collect());
    }
}

/// Where the library writes a time as well, the day alone is right too, and no time is ever offered.
fn without_time(date: &DateField<'_>, right: &str, found: &mut Findings) {
    let day = right.split('T').next().unwrap_or_default();
    let written = date.text.trim();
    if written != day {
        let message = format!("“{written}” begins with {day} here, with or without a time");
        found.add(date.range.clone(), message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "date-form";

    #[test]
    fn another_form_is_told_with_the_right_one() {
        let before = "---\nlast_reviewed: 2026-04-09\n---\n";
        assert_eq!(
            found(before, ID),
            ["2:16 \"2026-04-09\" “2026-04-09” is written 9 April 2026 here"]
        );
        assert_eq!(
            Fixture::new(before).fixed(ID),
            "---\nlast_reviewed: 9 April 2026\n---\n"
        );
        for text in [
            "09 April 2026",
            "9 april 2026",
            "\"9 Apr 2026\"",
            "April 9, 2026",
            "9th April 2026",
        ] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            let fixed = Fixture::new(&text).fixed(ID);
            assert!(
                fixed.contains("9 April 2026") && !fixed.contains("09"),
                "{fixed}"
            );
        }
    }

    #[test]
    fn the_right_form_and_what_is_no_date_is_no_finding() {
        for text in [
            "9 April 2026",
            "soon",
            "31 April 2026",
            "2026-02-30",
            "04/05/2026",
            "",
        ] {
            let text = format!("---\nlast_reviewed: {text}\n---\n");
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
