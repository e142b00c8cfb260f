//! The review queue and signing off, by keys and by ear.

use copydesk::desk::{Command, ReviewCommand};
use copydesk::settings::QueueColumn;
use egui::accesskit::Role;

use crate::Window;

const IRON: &str = "Is iron every other day";
const FILE: &str = "iron/is-alternate-day-iron-as-good-as-daily-iron.md";

fn in_queue() -> Window {
    let mut window = Window::on_sample_library();
    window.press("Ctrl+Shift+R");
    window.until("the queue has the focus", |window| {
        window.find(Role::Table, "Entries to review").is_some() && window.focused().is_some()
    });
    window
}

fn record(window: &Window) -> String {
    let path = window.folder().join(".copydesk/reviews.jsonl");
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Moves the keys to a row.
fn go_to(window: &mut Window, title: &str) {
    for _ in 0..20 {
        if window.focus().starts_with(title) {
            return;
        }
        window.press("J");
    }
    panic!("{title} is not in the queue: {}", window.focus());
}

#[test]
fn an_entry_is_reviewed_and_signed_off_by_keys_alone() {
    let mut window = in_queue();
    assert!(window.find(Role::Heading, "Review queue").is_some());
    go_to(&mut window, IRON);
    let row = window.focus();
    assert!(
        row.contains("Overdue by") && row.contains("no record"),
        "{row}"
    );
    // Signing off opens it to be read first.
    window.press("Ctrl+Shift+Enter");
    window.until("the entry is open", |window| {
        window.find(Role::CheckBox, "Read: Summary").is_some()
    });
    assert!(window.find(Role::Dialog, "Sign off this entry").is_none());
    assert!(window.says("Once it is read, sign off with Ctrl+Shift+Enter"));
    window.press("Ctrl+Shift+Enter");
    window.until("the dialog is open", |window| {
        window.find(Role::Dialog, "Sign off this entry").is_some()
    });
    // No key signs by itself: the safe button has the focus, and the verb rests until there is a reason.
    assert_eq!(window.focus(), "Cancel");
    assert!(window.says("sections are unread"));
    assert!(window.get(Role::Button, "Sign off").disabled);
    window.fill("Reviewer", "T. Wren");
    window.fill("Reason and note", "Read on paper today");
    window.until("it can be signed", |window| {
        !window.get(Role::Button, "Sign off").disabled
    });
    assert!(window.says("Removed: last_reviewed: 2 March 2021"));
    assert_eq!(record(&window), "");
    let before = window.file(FILE);
    let mut passed = Vec::new();
    while window.focus() != "Sign off" {
        passed.push(window.focus());
        assert!(passed.len() < 20, "{passed:?}");
        window.press("Tab");
    }
    window.press("Enter");
    window.until("it is on record", |window| {
        record(window).contains("signed-off")
    });
    let after = window.file(FILE);
    let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b);
    assert_eq!(changed.count(), 1);
    window.until("the queue tells it", |window| {
        let row = window.find(Role::Row, IRON);
        row.is_some_and(|row| row.name.contains("signed off") && row.name.contains("T. Wren"))
    });
    // The notice leaves the verbs free: a press that comes as it goes hits none of them.
    let notice = window.get(Role::Button, "Undo it").rect;
    let verbs = window.get(Role::Button, "Send back…").rect;
    assert!(notice.bottom() < verbs.top(), "{notice:?} {verbs:?}");
    // And back, from the queue.
    window.press("Ctrl+Z");
    window.until("the date is back", |window| window.file(FILE) == before);
    window.until("that is on record too", |window| {
        record(window).contains("taken-back")
    });
}

#[test]
fn bars_and_filters_narrow_the_queue_and_are_cleared_where_they_are_seen() {
    let mut window = in_queue();
    let all = window.get(Role::Table, "Entries to review").total;
    window.click_button("No date: 1 entry");
    let total = |window: &Window| window.get(Role::Table, "Entries to review").total;
    assert_eq!(total(&window), Some(1));
    assert!(window.find(Role::Button, "State: no date").is_some());
    window.click_button("Clear the filter by state");
    assert_eq!(total(&window), all);
    window.press("Ctrl+L");
    assert_eq!(window.focus(), "Filter entries");
    window.write("creatine");
    window.until("few are left", |window| total(window) < all);
    window.press("Escape");
    assert_eq!(total(&window), all);
    window.click_on(Role::ColumnHeader, "Title");
    let first = window.all(Role::Row).first().map(|it| it.name.clone());
    window.click_on(Role::ColumnHeader, "Title");
    let last = window.all(Role::Row).first().map(|it| it.name.clone());
    assert_ne!(first, last);
    // The keys go on where they were.
    window.until("the table has the focus", |window| {
        window.focused().is_some_and(|it| it.role == Role::Row)
    });
    // Letters move nothing where a person does not want that.
    window.click_button("Columns…");
    window.click_on(Role::CheckBox, "J and K move in the table");
    window.press("Escape");
    assert!(!window.app().desk().view().queue.letter_keys);
}

#[test]
fn a_row_says_what_it_is_about_and_where_it_stands_also_where_columns_have_no_room() {
    let mut window = in_queue();
    go_to(&mut window, IRON);
    window.click_button("Assign…");
    window.fill("Who is to review it", "T. Wren");
    window.click_button("Assign");
    window.until("it is told who has it", |window| {
        let row = window.get(Role::Row, IRON);
        row.name.contains("assigned to T. Wren")
    });
    for group in [None, Some(QueueColumn::Pillar)] {
        window.perform(Command::Review(ReviewCommand::Group(group)));
        for width in [1440.0, 800.0] {
            window.resize(width, 600.0);
            let row = window.get(Role::Row, IRON);
            for said in [
                "Overdue by",
                "no record",
                "changed since: ",
                "assigned to T. Wren",
            ] {
                assert!(row.name.contains(said), "{said}: {}", row.name);
            }
            let queue = window.app().desk().review().queue();
            let mut shown = queue.shown();
            let place = shown.position(|it| it.key.file().ends_with("daily-iron.md"));
            assert_eq!(row.place, place.map(|it| it + 1));
            assert_eq!(row.total, Some(queue.shown().count()));
        }
    }
}

#[test]
fn several_are_chosen_and_sent_back_together() {
    let mut window = in_queue();
    window.press("Space");
    window.press("J");
    window.press("Space");
    assert!(window.says("2 chosen"));
    window.click_button("Send back…");
    window.fill("Why it goes back", "The doses are old");
    window.fill("Your name", "T. Wren");
    window.click_button("Send back");
    window.until("both are on record", |window| {
        record(window).matches("sent-back").count() == 2
    });
    window.until("the queue tells it", |window| window.says("2 sent back"));
}

#[test]
fn after_a_dialog_the_keys_go_on_in_the_queue() {
    let mut window = in_queue();
    go_to(&mut window, IRON);
    for (button, dialog) in [("Assign…", "Assign"), ("Send back…", "Send back")] {
        window.click_button(button);
        window.until("the dialog is open", |window| {
            window.find(Role::Dialog, dialog).is_some()
        });
        window.press("Escape");
        window.until("the row has the focus", |window| {
            window.find(Role::Dialog, dialog).is_none() && window.focused().is_some()
        });
        assert!(window.focus().starts_with(IRON), "{}", window.focus());
    }
    window.click_button("Assign…");
    window.fill("Who is to review it", "T. Wren");
    window.press("Enter");
    window.until("the row tells it", |window| {
        window.focused().is_some() && window.focus().contains("assigned to T. Wren")
    });
    window.press("J");
    assert!(!window.focus().starts_with(IRON));
}

#[test]
fn closing_asks_while_a_review_is_not_on_record() {
    let mut window = in_queue();
    window.click_button("Send back…");
    window.fill("Why it goes back", "The doses are old");
    window.fill("Your name", "T. Wren");
    // Not before: what can't be read takes no review.
    let file = window.folder().join(".copydesk/reviews.jsonl");
    std::fs::create_dir_all(&file).expect("a folder in its place");
    window.click_button("Send back");
    window.until("it is told", |window| window.says("Not written down"));
    window.ask_to_close();
    assert!(!window.is_closed());
    assert!(window.says("Reviews are not yet on record"));
}

#[test]
fn a_small_window_keeps_state_what_changed_and_the_verbs() {
    let mut window = in_queue();
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0), (800.0, 600.0)] {
        window.resize(width, height);
        for name in ["Open", "Send back…", "Assign…"] {
            let button = window.find(Role::Button, name);
            assert!(button.is_some(), "{name} at {width}");
        }
        for name in ["Title", "Changed since"] {
            let heading = window.find(Role::ColumnHeader, name);
            assert!(heading.is_some(), "{name} at {width}");
        }
        let row = window.all(Role::Row);
        let row = row.first().expect("a row");
        assert!(
            row.name.contains("changed since") || row.name.contains("ever reviewed"),
            "{}",
            row.name
        );
    }
    assert!(window.says("overdue"));
}

#[test]
fn the_library_tells_how_entries_stand() {
    let mut window = Window::on_sample_library();
    let row = window.get(Role::ListBoxOption, IRON);
    assert!(row.name.contains("Overdue by"), "{}", row.name);
    window.click_button("Sort and group");
    window.click_on(Role::CheckBox, "Group by review state");
    assert!(window.find(Role::Heading, "Overdue").is_some());
}

#[test]
fn of_two_records_that_branches_wrote_differently_one_is_chosen() {
    let mut window = in_queue();
    let line = |scope: &str| {
        format!(
            "{{\"slug\":\"is-alternate-day-iron-as-good-as-daily-iron\",\"file\":\"{FILE}\",\"at\":\"2026-01-01T09:00:00.000Z\",\
             \"outcome\":\"signed-off\",\"reviewer\":\"Ada\",\"date\":\"2026-01-01\",\"scope\":\"{scope}\",\"text\":\"\"}}\n"
        )
    };
    let folder = window.folder().join(".copydesk");
    std::fs::create_dir_all(&folder).expect("made");
    let both = line("The doses") + &line("Whole entry");
    std::fs::write(folder.join("reviews.jsonl"), both).expect("written");
    window.until("it is told", |window| {
        window.says("Two branches wrote down different things")
    });
    let row = window.get(Role::Row, IRON).name;
    assert!(row.contains("two records to settle"), "{row}");
    window.click_button("Choose");
    window.until("the dialog is open", |window| {
        window
            .find(Role::Dialog, "Choose between records")
            .is_some()
    });
    assert!(window.find(Role::Heading, IRON).is_some());
    window.click_button("Keep this one: Ada, 1 January 2026 · scope “The doses”");
    window.until("the other is gone", |window| {
        record(window) == line("The doses")
    });
    window.until("nothing is left to choose", |window| {
        window
            .find(Role::Dialog, "Choose between records")
            .is_none()
            && !window.says("Two branches wrote down different things")
    });
}

#[test]
fn a_reader_is_told_the_column_of_each_cell() {
    let mut window = in_queue();
    go_to(&mut window, IRON);
    let headings = window.all(Role::ColumnHeader);
    let cells = window.all(Role::Cell);
    let table = window.get(Role::Table, "Entries to review");
    assert!(headings.iter().any(|it| it.name == "Changed since"));
    // As many in a row as there are headings, and each row within the table.
    assert_eq!(cells.len() % headings.len(), 0, "{}", cells.len());
    let row = window.get(Role::Row, IRON);
    assert!(table.rect.contains_rect(row.rect), "{:?}", row.rect);
    assert!(cells.iter().any(|it| row.name.starts_with(&it.name)));
}
