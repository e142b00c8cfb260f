//! The main job by ear and by keyboard alone, and what everything is called.

use egui::accesskit::Role;

use crate::{Window, changed_lines};

const GLYCINE: &str = "sleep/does-glycine-before-bed-improve-sleep.md";

#[test]
fn the_main_job_is_done_by_ear_and_keyboard_alone() {
    let mut window = Window::on_sample_library();
    let before = window.file(GLYCINE);

    // Find an entry by a few letters.
    window.press("Ctrl+P");
    assert_eq!(window.focus(), "Go to entry");
    window.write("glyc");
    let first = &window.all(Role::ListBoxOption)[15];
    assert_eq!(
        (first.name.as_str(), first.pane.as_str(), first.selected),
        (
            "Does glycine before bed improve sleep?, Sleep",
            "Go to entry",
            Some(true)
        )
    );
    window.press("Enter");
    assert_eq!(window.announced(), "Does glycine before bed improve sleep?");
    assert_eq!(
        window.focus(),
        "Summary",
        "the caret is in the first section"
    );

    // Go to a section and type.
    window.press("Ctrl+Shift+O");
    assert_eq!(window.focus(), "Go to section");
    window.write("safe");
    window.press("Enter");
    assert_eq!(window.focus(), "Safety profile");
    window.to_end();
    window.write(" Ask first.");
    assert!(
        window
            .field("Safety profile")
            .value
            .ends_with("published. Ask first.")
    );
    assert!(window.says("Unsaved"), "the status bar says so");

    // Undo, redo.
    window.press("Ctrl+Z");
    assert_eq!(window.announced(), "Undid typing in Safety profile");
    assert!(window.field("Safety profile").value.ends_with("published."));
    assert_eq!(window.focus(), "Safety profile");
    window.press("Ctrl+Shift+Z");
    assert_eq!(window.announced(), "Did typing in Safety profile again");

    // Read what a save will write.
    window.press("Ctrl+2");
    let hunk = window.get(Role::Label, "Line ");
    assert_eq!(hunk.name, "Line 25, added Ask first.");
    window.press("Ctrl+A");
    window.write("No complaints are known.");
    let hunk = window.get(Role::Label, "Line ");
    assert!(
        hunk.name.starts_with("Line 25, removed Mild stomach"),
        "{}",
        hunk.name
    );
    assert!(
        hunk.name.ends_with(", added No complaints are known."),
        "{}",
        hunk.name
    );
    window.press("Ctrl+Z");
    assert!(
        window
            .field("Safety profile")
            .value
            .ends_with(" Ask first.")
    );

    // Save.
    window.save();
    assert_eq!(
        window.announced(),
        "Saved Does glycine before bed improve sleep?"
    );
    let old = "Clozapine is the interaction to look up before this is published.";
    assert_eq!(
        window.file(GLYCINE),
        before.replace(old, &format!("{old} Ask first."))
    );
    assert_eq!(changed_lines(&before, &window.file(GLYCINE)).len(), 1);
    assert!(window.says("No changes"));
}

#[test]
fn a_section_is_typed_in_moved_and_saved() {
    let mut window = Window::on_sample_library();
    let before = window.file(GLYCINE);

    window.show("Does glycine before bed");
    window.go_into("How it works");
    window.write(" So they say.");
    window.press("Alt+Down");
    assert_eq!(window.announced(), "Moved How it works to place 3 of 4");
    assert_eq!(window.focus(), "How it works", "the caret goes along");
    window.press("Ctrl+Z");
    assert_eq!(window.announced(), "Undid moving How it works");
    window.save();

    let old = "goes along with falling asleep.";
    assert_eq!(
        window.file(GLYCINE),
        before.replace(old, &format!("{old} So they say."))
    );

    window.press("Alt+Down");
    window.save();
    let saved = window.file(GLYCINE);
    let order: Vec<&str> = saved
        .lines()
        .filter(|line| line.starts_with("## "))
        .collect();
    assert_eq!(
        order[..3],
        ["## Summary", "## Safety profile", "## How it works"]
    );
    let mut lines: (Vec<&str>, Vec<&str>) = (before.lines().collect(), saved.lines().collect());
    lines.0.sort_unstable();
    lines.1.sort_unstable();
    let changed = lines
        .0
        .iter()
        .filter(|line| !lines.1.contains(line))
        .count();
    assert_eq!(
        (changed, lines.0.len()),
        (1, lines.1.len()),
        "the lines are the same but one"
    );
}

#[test]
fn everything_has_a_name_that_can_be_spoken() {
    let mut window = Window::on_sample_library();
    window.show("Does tea stop");
    let all_fields = window.find(Role::Button, "Show ").expect("more fields");
    window.click(&all_fields);
    window.go_into("Summary");
    window.write("!");

    for chord in [
        "Ctrl+2",
        "Ctrl+H",
        "Ctrl+Shift+P",
        "Ctrl+N",
        "Ctrl+P",
        "Ctrl+Shift+O",
    ] {
        window.press(chord);
        everything_is_named(&window, chord);
        if chord != "Ctrl+2" {
            window.press("Escape");
        }
    }
    let opened = [
        "File",
        "Edit",
        "Entry",
        "Go",
        "View",
        "Sort and group",
        "Menu of Summary",
        "Choose a date for last reviewed",
        "Choose pillar",
        "Add product",
    ];
    for button in opened {
        window.click_button(button);
        everything_is_named(&window, button);
        window.press("Escape");
    }
    window.press("Ctrl+Q");
    everything_is_named(&window, "the question");
}

#[track_caller]
pub fn everything_is_named(window: &Window, place: &str) {
    for node in window.nodes() {
        let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
        assert!(
            !node.name.contains(private) && !node.value.contains(private),
            "{place}: {node:?} is called by the glyph of an icon"
        );
        let has_name = matches!(
            node.role,
            Role::Button
                | Role::Link
                | Role::ComboBox
                | Role::CheckBox
                | Role::RadioButton
                | Role::TextInput
                | Role::MultilineTextInput
                | Role::ListBox
                | Role::ListBoxOption
                | Role::Heading
                | Role::Pane
                | Role::Dialog
                | Role::Splitter
        );
        assert!(
            !has_name || !node.name.trim().is_empty(),
            "{place}: {node:?} has no name"
        );
    }
}

#[test]
fn headings_have_levels_rows_have_places_and_panes_have_names() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");

    let panes: Vec<String> = window
        .all(Role::Pane)
        .into_iter()
        .map(|it| it.name)
        .collect();
    assert_eq!(
        panes,
        ["Menu", "Library", "Entry", "Preview and changes", "Status"]
    );

    let headings = |window: &Window, pane: &str| -> Vec<(String, Option<usize>)> {
        let all = window.all(Role::Heading).into_iter();
        let here = all.filter(|it| it.pane == pane);
        here.map(|it| (it.name, it.level)).collect()
    };
    let cards = headings(&window, "Entry");
    assert_eq!(cards[0], ("Summary, card 1 of 6".into(), Some(2)));
    assert_eq!(cards[2], ("Safety profile, card 3 of 6".into(), Some(2)));
    let page = headings(&window, "Preview and changes");
    assert_eq!(
        page[0],
        ("Does glycine before bed improve sleep?".into(), Some(1))
    );
    assert_eq!(page[1], ("Summary".into(), Some(2)));

    let list = window.get(Role::ListBox, "Entries");
    assert_eq!(list.total, Some(16));
    let row = window.get(Role::ListBoxOption, "Does glycine before bed");
    assert_eq!(
        (row.place, row.total, row.selected),
        (Some(2), Some(16), Some(true))
    );
}

#[test]
fn the_arrow_keys_speak_the_line_they_are_on() {
    let mut window = Window::on_sample_library();
    // A line says what was found in its entry as well.
    window.until("the library is checked", crate::findings::checked);
    window.press("Ctrl+L");
    assert_eq!(window.focus(), "Filter entries");
    window.press("Down");
    window.press("Down");
    window.press("Down");
    assert_eq!(
        window.focus(),
        "Does glycine before bed improve sleep?, Never reviewed, 1 error, 1 warning"
    );
    window.press("Enter");
    assert_eq!(window.focus(), "Summary");

    window.press("Ctrl+Shift+P");
    window.write("undo");
    assert_eq!(window.focus(), "All commands");
    window.press("Up");
    assert_eq!(window.focus(), "Undo, Nothing to undo");
}
