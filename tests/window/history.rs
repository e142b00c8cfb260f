//! The history of an entry, by keyboard and by ear.

use egui::accesskit::Role;

use crate::Window;

const BEFORE: &str =
    "---\ntitle: One\n---\n\n# One\n\n## Summary\n\nText.\n\n## Timing\n\nLater.\n";

/// An entry saved once, its history in view.
#[track_caller]
fn on_history() -> Window {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    window.go_into("Summary");
    window.write(" More.");
    window.save();
    window.press("Ctrl+5");
    window.until("the version was compared", |window| {
        window
            .find(Role::ListBoxOption, "Today")
            .is_some_and(|it| it.name.contains("then"))
            && window.find(Role::Button, "Restore Summary").is_some()
    });
    window
}

fn text(window: &Window) -> String {
    let shown = window.app().desk().shown();
    shown.expect("an entry").text().to_string()
}

#[test]
fn a_version_is_heard_with_its_time_its_reason_and_what_came_after() {
    let window = on_history();
    let row = window.get(Role::ListBoxOption, "Today");
    let heard = &row.name["Today 00:00".len()..];
    assert_eq!(heard, ", Saved over, then Summary, 1 word added");
    assert_eq!(row.selected, Some(true));
    assert_eq!(window.all(Role::ListBox).len(), 2, "library and versions");
    assert!(window.says("1 earlier version"));
    assert!(window.says("This folder is no git repository"));
    assert!(window.says("1 change since"));
}

#[test]
fn a_version_comes_back_by_keyboard_alone_and_goes_again() {
    let mut window = on_history();
    let saved = text(&window);
    window.press("F6");
    assert_eq!(window.focus(), "History");
    let mut pressed = 0;
    while window.focus() != "Restore this version" {
        window.press("Tab");
        pressed += 1;
        assert!(
            pressed < 10,
            "Tab reaches the button; at {:?}",
            window.focus()
        );
    }
    window.press("Space");
    assert_eq!(text(&window), BEFORE);
    assert_eq!(
        window.announced(),
        "Restored an earlier text. Undo brings yours back"
    );
    assert!(window.says("is the text now"));
    window.press("Ctrl+Z");
    assert_eq!(text(&window), saved);
}

#[test]
fn two_versions_are_compared_with_each_other_by_keyboard() {
    let mut window = on_history();
    window.go_into("Timing");
    window.write(" Much.");
    window.save();
    window.until("the second version is listed", |window| {
        window.says("2 earlier versions")
    });
    window.go_into("Timing");
    window.write(" More again.");

    let press_button = |window: &mut Window, name: &str| {
        window.press("F6");
        while window.focus() != "History" {
            window.press("F6");
        }
        let mut passed = Vec::new();
        while window.focus() != name {
            passed.push(window.focus());
            assert!(passed.len() < 20, "{name} is not among {passed:?}");
            window.press("Tab");
        }
        window.press("Space");
    };
    window.click_on(Role::ListBoxOption, "Today");
    window.press("Home");
    window.until("the newer one is read", |window| {
        window.find(Role::Button, "Restore Timing").is_some()
    });
    press_button(&mut window, "Compare with another version");
    assert!(window.says("choose another to compare with it"));
    let rows = window.all(Role::ListBoxOption).into_iter();
    let mut marked = rows.filter(|row| row.name.contains(", Compared with, "));
    assert!(marked.next().is_some_and(|row| row.selected == Some(true)));
    window.click_on(Role::ListBoxOption, "Today");
    window.press("End");
    window.until("both are compared", |window| {
        window.says("1 change between them")
    });
    assert!(window.says(" to Today"));
    assert!(window.says("Summary, changed since"));
    assert!(
        window.find(Role::Button, "Restore Summary").is_none(),
        "between two earlier texts there is nothing to take back"
    );
    press_button(&mut window, "Compare with the text now");
    assert!(window.says("2 changes since"));
}

#[test]
fn one_section_and_one_place_come_back_by_their_buttons() {
    let mut window = on_history();
    window.go_into("Timing");
    window.write(" Much.");
    assert!(window.find(Role::Button, "Restore Timing").is_some());
    window.click_button("Restore Summary");
    assert_eq!(text(&window), BEFORE.replace("Later.", "Later. Much."));
    window.click_button("Revert the change in line 13");
    assert_eq!(text(&window), BEFORE);
}

#[test]
fn an_entry_without_a_past_says_what_will_be_kept_and_for_how_long() {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    window.press("Ctrl+5");
    window.until("it was looked for", |window| {
        window.says("No earlier versions")
    });
    assert!(window.says("Each save keeps the text that it replaces for 90 days."));
    window.click_on(Role::Link, "Kept for 90 days");
    assert_eq!(window.focus(), "How long versions are kept");
    assert!(
        window
            .get(Role::ListBoxOption, "For 90 days")
            .name
            .ends_with("as it is now")
    );
    window.write("year");
    window.press("Enter");
    assert!(window.says("Kept for 365 days"));
    window.press("Ctrl+S");
}
