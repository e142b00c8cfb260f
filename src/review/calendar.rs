//! The queue as a calendar (`.ics`): for each entry with a due day an event of that whole day.
//!
//! An event is known by its entry, so that whoever imports the next export sees it move and not come twice. An event that is
//! missing there would stay in their calendar: of an entry that left the queue because it was signed off, it goes out once
//! more, cancelled, on the day it was due. Nothing of it depends on the day or the machine that writes it.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::civil::Date;

use super::assignments::Assignments;
use super::due::{ReviewState, read_date};
use super::queue::QueueRow;
use crate::library::versions::TextHash;

/// The events of entries in the queue, and of those that were in it and are done.
pub fn calendar<'q>(
    due: impl IntoIterator<Item = &'q QueueRow<'q>>,
    done: impl IntoIterator<Item = &'q QueueRow<'q>>,
    assignments: &Assignments,
) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    // Some readers refuse a calendar that does not say who made it.
    calendar.append_property(("PRODID", "-//copydesk//review//EN"));
    calendar.name("Review queue");
    let due = due
        .into_iter()
        .filter_map(|row| due_event(row, assignments));
    let done = done.into_iter().filter_map(done_event);
    calendar.extend(due.chain(done));
    calendar.to_string()
}

fn due_event(row: &QueueRow<'_>, assignments: &Assignments) -> Option<Event> {
    let mut event = event(row, row.due.on?, stamp_of(row)?);
    event.summary(&format!("Review due: {}", plain(row.file.title())));
    let mut lines = vec![row.file.key.file()];
    lines.extend(row.file.facts.last_reviewed.as_ref().map(|reviewed| {
        format!(
            "Last reviewed {}, due {}",
            reviewed.trim(),
            row.due.rule_in_words()
        )
    }));
    lines.extend(
        assignments
            .get(&row.owner)
            .map(|assigned| match &assigned.until {
                Some(until) => format!("Assigned to {} until {until}", assigned.to),
                None => format!("Assigned to {}", assigned.to),
            }),
    );
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    event.description(&lines.join("\n"));
    Some(event)
}

fn done_event(row: &QueueRow<'_>) -> Option<Event> {
    // What is due all the same is only not in this list.
    let is_done = matches!(row.due.state, ReviewState::Fine | ReviewState::Future);
    let sign_off = row.sign_off.filter(|_| is_done)?;
    let before = sign_off.before.as_deref().and_then(read_date)?;
    let mut event = event(row, row.due.interval.after(before)?, stamp_of(row)?);
    event.summary(&format!("Reviewed: {}", plain(row.file.title())));
    event.status(EventStatus::Cancelled);
    Some(event)
}

fn event(row: &QueueRow<'_>, day: Date, stamp: String) -> Event {
    let mut event = Event::new();
    // Several entries may have one slug, and no two events may have one name.
    let name = TextHash::of(&format!("{}\n{}", row.owner.slug, row.file.key.file()));
    let name = name.as_str().get(..32).unwrap_or_default();
    event.uid(&format!("{name}-due@copydesk"));
    event.add_property("DTSTAMP", stamp);
    // A day alone is the whole of it: what the crate writes as an end would be none.
    let mut start = Property::new("DTSTART", day.strftime("%Y%m%d").to_string());
    event.append_property(start.add_parameter("VALUE", "DATE").done());
    event.add_property("TRANSP", "TRANSPARENT");
    if let Some(pillar) = &row.file.facts.pillar {
        event.categories([plain(pillar)]);
    }
    event
}

/// When the entry was reviewed last, to the second where that is on record. An event and the one that cancels it have the same:
/// readers that go by the later one would keep a cancelled event cancelled when its entry is due again.
fn stamp_of(row: &QueueRow<'_>) -> Option<String> {
    let written = row.sign_off.and_then(|record| record.written_at());
    Some(match written {
        Some(at) => at.strftime("%Y%m%dT%H%M%SZ").to_string(),
        None => row.due.reviewed?.strftime("%Y%m%dT000000Z").to_string(),
    })
}

/// Words on one line: readers refuse a whole calendar for one control character.
fn plain(words: &str) -> String {
    words.replace(
        |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'),
        " ",
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::house_style::HouseStyle;
    use crate::library::{Content, EntryKey, JsonLines, Library};
    use crate::review::{ReviewLog, queue};

    fn library(entries: &[(&str, &str)]) -> Library {
        let mut library = Library::new(Path::new("/library"), HouseStyle::default());
        for (file, front) in entries {
            let text = format!("---\n{front}\n---\n\n# T\n");
            library.put(EntryKey::new(file), Content::Text(text.into()));
        }
        library
    }

    fn calendar_of(library: &Library, assignments: &Assignments) -> String {
        let log = ReviewLog::default();
        let rows = queue(library, &log, date(2026, 12, 14));
        calendar(&rows, &[], assignments)
    }

    #[test]
    fn titles_are_escaped_and_folded_and_no_control_character_is_left() {
        let title = "é, “doses”; \\\\ and\\u000c\\u2028 more ".repeat(12);
        let front = format!(
            "title: \"{title}\"\nslug: a\npillar: \"Iron, zinc\"\nlast_reviewed: 1 May 2026"
        );
        let text = calendar_of(&library(&[("a.md", &front)]), &Assignments::default());
        for line in text.split("\r\n") {
            assert!(line.len() <= 76, "{line}");
            assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let whole = text.replace("\r\n ", "");
        assert!(
            whole.contains("SUMMARY:Review due: é\\, “doses”\\; \\\\ and   more é"),
            "{whole}"
        );
        assert!(whole.contains("CATEGORIES:Iron\\, zinc\r\n"), "{whole}");
        assert!(whole.contains("DTSTART;VALUE=DATE:20270501\r\n"), "{whole}");
    }

    #[test]
    fn each_event_has_a_name_of_its_own_that_stays() {
        let front = "title: T\nslug: same\nlast_reviewed: 1 May 2026";
        let both = library(&[("a.md", front), ("b.md", front), ("c.md", "title: T")]);
        let record =
            "{\"slug\":\"same\",\"to\":\"Ada\",\"until\":\"2026-12-20\",\"by\":\"B\",\"at\":\"1\"}";
        let assigned = Assignments::of(&JsonLines::read(record));
        let text = calendar_of(&both, &assigned);
        let ids = |text: &str| {
            let lines = text.lines().filter(|line| line.starts_with("UID:"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let found = ids(&text);
        assert!(found.len() == 2 && found[0] != found[1], "{text}");
        assert!(text.contains("Assigned to Ada until 2026-12-20"), "{text}");
        let later = front.replace("1 May 2026", "2 June 2026");
        let moved = library(&[("a.md", &later)]);
        let text = calendar_of(&moved, &Assignments::default());
        assert_eq!(ids(&text), found[..1]);
        assert!(text.contains("20270602"), "{text}");
    }
}
