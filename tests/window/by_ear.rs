//! The main job by ear and by keyboard alone, and what everything is called.

use copydesk::desk::{CommandId, LIST};
use egui::Event;
use egui::accesskit::Role;

use crate::{Window, changed_lines, key_event};

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
    window.press("Ctrl+4");
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
        "Ctrl+4",
        "Ctrl+H",
        "Ctrl+Shift+P",
        "Ctrl+N",
        "Ctrl+P",
        "Ctrl+Shift+O",
    ] {
        window.press(chord);
        everything_is_named(&window, chord);
        if chord != "Ctrl+4" {
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
    assert_eq!(panes, ["Menu", "Library", "Entry", "Preview", "Status"]);

    let headings = |window: &Window, pane: &str| -> Vec<(String, Option<usize>)> {
        let all = window.all(Role::Heading).into_iter();
        let here = all.filter(|it| it.pane == pane);
        here.map(|it| (it.name, it.level)).collect()
    };
    let cards = headings(&window, "Entry");
    assert_eq!(cards[0], ("Summary, card 1 of 6".into(), Some(2)));
    assert_eq!(cards[2], ("Safety profile, card 3 of 6".into(), Some(2)));
    let page = headings(&window, "Preview");
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
    assert_eq!(
        window.focus(),
        "Undo, unavailable, because: Nothing to undo"
    );
}

/// The text of the entry shown.
fn text(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    entry.text().to_string()
}

#[test]
fn alt_with_a_letter_or_digit_never_changes_a_text() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Summary");
    let before = text(&window);
    let keys = ('A'..='Z').chain('0'..='9');
    for key in keys {
        let name = key.to_string();
        let typed = key.to_lowercase().to_string();
        let held = egui::Modifiers::ALT;
        let key = egui::Key::from_name(&name).expect("a key");
        window.in_one_frame(vec![
            Event::ModifiersChanged(held),
            key_event(key, held, true),
            Event::Text(typed),
        ]);
        window.in_one_frame(vec![
            key_event(key, held, false),
            Event::ModifiersChanged(egui::Modifiers::NONE),
        ]);
        window.settle();
        assert_eq!(text(&window), before, "Alt+{name}");
        window.press("Escape");
        assert_eq!(window.focus(), "Summary", "Alt+{name}, Escape");
    }
    // What AltGr makes comes without Alt.
    window.write("ś");
    assert_ne!(text(&window), before);
}

#[test]
fn the_menus_are_worked_by_their_keys() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Summary");

    window.press("Alt+F");
    let first = window.focused().expect("the first line");
    assert_eq!(
        (first.role, first.name.as_str(), first.place),
        (Role::MenuItem, "Open folder…", Some(1))
    );
    assert!(first.description.ends_with("(Ctrl+O)"), "{first:?}");
    assert!(first.total > Some(5), "{first:?}");
    window.press("Down");
    assert_eq!(window.focused().and_then(|it| it.place), Some(2));
    window.press("Up");
    window.press("Up");
    let last = window.focused().expect("the last line");
    assert_eq!(last.place, last.total, "round the menu");

    window.press("Right");
    let edit = window.focused().expect("the next menu");
    assert_eq!(edit.role, Role::MenuItem);
    assert!(window.get(Role::Menu, "Edit").total > Some(5));
    assert!(window.find(Role::Menu, "File").is_none(), "it is closed");
    window.press("Left");
    window.press("Left");
    assert!(window.find(Role::Menu, "View").is_some(), "round the bar");

    window.press("Escape");
    assert!(window.find(Role::Menu, "View").is_none());
    assert_eq!(window.focus(), "Summary");

    window.press("F10");
    let bar = window.focused().expect("the first menu");
    assert_eq!(
        (bar.role, bar.name.as_str(), bar.place, bar.total),
        (Role::MenuItem, "File", Some(1), Some(7))
    );
    window.press("Right");
    assert_eq!(window.focus(), "Edit");
    window.press("Down");
    assert!(window.find(Role::Menu, "Edit").is_some());
    window.press("Escape");
    assert_eq!(window.focus(), "Summary");

    // A line with a tick, taken by Enter: the caret is back, and the next letter goes into the text.
    window.press("Alt+V");
    let ticks = window.all(Role::MenuItemCheckBox);
    assert!(ticks.iter().any(|it| it.ticked.is_some()), "{ticks:?}");
    window.press("Enter");
    assert_eq!(window.focus(), "Summary");
    let before = text(&window);
    window.write("z");
    assert_eq!(text(&window).len(), before.len() + 1);
}

#[test]
fn the_window_is_called_as_its_title_and_dialogs_are_modal() {
    let mut window = Window::on_sample_library();
    assert!(window.window_name().ends_with("copydesk"));
    window.show("Does glycine before bed");
    assert_eq!(
        window.window_name(),
        "Does glycine before bed improve sleep? – copydesk"
    );
    for chord in ["Ctrl+Shift+P", "Ctrl+P", "Ctrl+N", "Shift+F2"] {
        window.press(chord);
        let dialogs = window.all(Role::Dialog);
        assert!(
            dialogs
                .iter()
                .any(|it| it.modal && it.description.starts_with("Enter: ")),
            "{chord}: {dialogs:?}"
        );
        window.press("Escape");
        assert_eq!(window.focus(), "Summary", "{chord}");
    }
}

/// Every row has a list for parent, a place within it, and no tick of its own making.
#[track_caller]
fn lists_tell_the_truth(window: &Window, place: &str) {
    for row in window.all(Role::ListBoxOption) {
        assert!(row.in_list, "{place}: {row:?} is in no list");
        assert!(
            row.place.is_some() && row.place <= row.total,
            "{place}: {row:?}"
        );
        assert_ne!(
            row.selected,
            Some(false),
            "{place}: heard at each row: {row:?}"
        );
    }
}

#[test]
fn rows_belong_to_their_list_with_their_place_in_it() {
    let mut window = Window::on_sample_library();
    window.until("the library is checked", crate::findings::checked);
    window.show("Does glycine before bed");
    lists_tell_the_truth(&window, "the library");
    let rows = window.all(Role::ListBoxOption);
    assert!(rows.iter().all(|row| row.ticked.is_none()), "{rows:?}");
    for chord in ["Ctrl+Shift+P", "Ctrl+P", "Ctrl+Shift+O", "Ctrl+Shift+C"] {
        window.press(chord);
        lists_tell_the_truth(&window, chord);
        window.press("Escape");
    }
    for chord in ["Ctrl+2", "Ctrl+3", "Ctrl+5"] {
        window.press(chord);
        lists_tell_the_truth(&window, chord);
    }
}

#[test]
fn a_far_row_is_there_in_the_frame_of_its_key() {
    let files: Vec<(String, String)> = (0..400)
        .map(|n| {
            (
                format!("entry-{n:03}.md"),
                format!("---\ntitle: Entry {n:03}\n---\n\n# Entry {n:03}\n\n## Summary\n\nText.\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let mut window = Window::on_files(&files);
    window.press("Ctrl+L");
    window.press("Down");
    for (key, row) in [
        (egui::Key::End, "Entry 399"),
        (egui::Key::Home, "Entry 000"),
        (egui::Key::PageDown, "Entry 010"),
    ] {
        window.in_one_frame(vec![key_event(key, egui::Modifiers::NONE, true)]);
        assert!(
            window.focus().starts_with(row),
            "{key:?}: {}",
            window.focus()
        );
        window.settle();
    }
}

#[test]
fn sources_and_findings_are_gone_through_by_the_arrow_keys() {
    let mut window = Window::on_sample_library();
    window.until("the library is checked", crate::findings::checked);
    window.show("Does glycine before bed");
    for (chord, pane) in [("Ctrl+2", "Sources"), ("Ctrl+3", "Findings")] {
        window.press(chord);
        window.press("F6");
        let row = window.focused().expect("a row");
        assert_eq!(
            (row.role, row.pane.as_str(), row.place),
            (Role::ListBoxOption, pane, Some(1))
        );
        window.press("End");
        let last = window.focused().expect("the last row");
        assert_eq!(last.place, last.total, "{pane}");
        if pane == "Findings" {
            assert!(
                last.name.contains(", line ") || last.name.contains("Line "),
                "{last:?}"
            );
            window.press("Enter");
            assert_eq!(window.focused().map(|it| it.pane).as_deref(), Some("Entry"));
        }
        window.press("Escape");
        assert_eq!(
            window.focused().map(|it| it.pane).as_deref(),
            Some("Entry"),
            "{pane}"
        );
    }
}

#[test]
fn pickers_answer_when_typing_rests() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.press("Ctrl+Shift+P");
    window.write("undo");
    window.until("the palette answers", |window| {
        window
            .announced()
            .starts_with("Undo, unavailable, because: ")
    });
    assert!(
        window.announced().contains(", 1 of "),
        "{}",
        window.announced()
    );
    window.write("qqqq");
    window.until("that nothing is found is told", |window| {
        window.announced() == "Nothing has these letters"
    });
    window.press("Escape");

    for (chord, letters, first) in [
        (
            "Ctrl+P",
            "glyc",
            "Does glycine before bed improve sleep?, Sleep, 1 of 1",
        ),
        ("Ctrl+Shift+O", "safe", "Safety profile, 22 words, 1 of 1"),
        ("Ctrl+Shift+C", "ortiz", "Müller-Ortiz 2018: "),
    ] {
        window.press(chord);
        window.write(letters);
        window.until("the picker answers", |window| {
            window.announced().starts_with(first)
        });
        window.press("Escape");
    }

    window.press("Ctrl+F");
    window.write("glycine");
    window.until("how many were found is told", |window| {
        window.announced().contains(" found")
    });
    window.press("Enter");
    let told = window.announced();
    assert!(
        told.contains(" of ") && told.to_lowercase().contains("glycine"),
        "{told}"
    );
}

#[test]
fn a_refused_command_says_why_at_enter() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    let refused: Vec<&str> = LIST
        .iter()
        .filter(|info| window.app().desk().disabled_because(info.id).is_some())
        .map(|info| info.label)
        .collect();
    assert!(refused.len() > 6, "{refused:?}");
    window.press("Ctrl+Shift+P");
    for label in refused {
        window.press("Ctrl+A");
        window.in_one_frame(vec![Event::Text(label.to_owned())]);
        window.press("Enter");
        let told = window.announced();
        assert!(
            told.starts_with(&format!("{label}, unavailable, because: ")),
            "{label}: {told}"
        );
    }
}

#[test]
fn the_focus_is_never_nowhere() {
    let mut window = Window::on_sample_library();
    window.until("the library is checked", crate::findings::checked);
    window.show("Does glycine before bed");
    let quits = [
        CommandId::Quit,
        // These ask the system for a file or folder.
        CommandId::OpenFolder,
        CommandId::UseWithdrawn,
        CommandId::ExportCsv,
        CommandId::ExportCalendar,
        // What it shows comes and goes with a thread; it has a test of its own.
        CommandId::LearnStyle,
    ];
    for info in LIST.iter().filter(|info| !quits.contains(&info.id)) {
        window.watch_focus(info.label);
        window.perform(info.id);
        something_has_the_focus(&window, info.label);
        lists_tell_the_truth(&window, info.label);
        window.press("Escape");
        something_has_the_focus(&window, &format!("Escape after {}", info.label));
        if window.app().desk().question().is_some() || window.app().desk().dialog().is_some() {
            window.press("Escape");
        }
        something_has_the_focus(&window, &format!("the second Escape after {}", info.label));
    }
    assert_eq!(window.lost_focus(), Vec::<String>::new());
}

#[test]
fn folding_and_a_closed_calendar_leave_the_focus_on_a_control() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Summary");
    window.watch_focus("folding");
    window.press("Ctrl+M");
    assert_eq!(window.focus(), "Unfold Summary");
    window.press("Ctrl+Shift+O");
    window.write("summ");
    window.press("Enter");
    assert_eq!(window.focus(), "Summary", "it is unfolded");
    window.press("Escape");
    assert_eq!(window.focus(), "Summary", "Escape has nothing to close");
    window.click_button("Choose a date for last reviewed");
    window.press("Escape");
    something_has_the_focus(&window, "the calendar");
    assert_eq!(window.lost_focus(), Vec::<String>::new());
}

#[track_caller]
fn something_has_the_focus(window: &Window, after: &str) {
    let focused = window.focused();
    let named = focused
        .as_ref()
        .is_some_and(|it| !it.name.trim().is_empty());
    assert!(
        named && focused.as_ref().is_some_and(|it| it.role != Role::Window),
        "{after}: {focused:?}"
    );
}

#[test]
fn several_messages_are_heard_one_after_the_other_and_once_more() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Summary");
    window.write("q");
    window.press("Ctrl+Z");
    assert_eq!(window.announced(), "Undid typing in Summary");
    let heard = window.heard();
    window.press("Ctrl+Shift+Space");
    assert_eq!(window.announced(), "Undid typing in Summary");
    assert_ne!(window.heard(), heard, "it is heard again");
}

#[test]
fn a_key_each_leads_to_the_next_and_the_previous_section() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Summary");
    window.press("Ctrl+PageDown");
    assert_eq!(window.focus(), "How it works");
    window.press("Ctrl+PageUp");
    assert_eq!(window.focus(), "Summary");
    window.press("Ctrl+PageUp");
    assert_eq!(window.announced(), "There is no section above");
}

#[test]
fn the_finding_that_the_caret_rests_in_is_told_once_level_first() {
    let text = "---\ntitle: Tea\n---\n\n# Tea\n\n## Summary\n\nTea is is hot. It wakes you.\n";
    let mut window = Window::on_files(&[("tea.md", text)]);
    window.until("the library is checked", crate::findings::checked);
    window.show("Tea");
    window.go_into("Summary");
    window.press("Home");
    let quiet = window.announced();
    assert!(
        !quiet.contains("is is") && !quiet.contains("twice"),
        "{quiet}"
    );
    window.press_times("Right", 5);
    window.until("the finding is told", |window| {
        let told = window.announced();
        told.starts_with("Error: ") || told.starts_with("Warning: ")
    });
    let heard = window.heard();
    window.press("Right");
    for _ in 0..60 {
        window.settle();
    }
    assert_eq!(window.heard(), heard, "not again in the same words");
}

#[test]
fn a_hasty_arrow_stays_with_what_has_just_taken_the_focus() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.press("Ctrl+L");
    assert_eq!(window.focus(), "Filter entries");
    let down = || key_event(egui::Key::ArrowDown, egui::Modifiers::NONE, true);
    // A frame each, with none between: so it is where frames take long.
    for _ in 0..4 {
        window.in_one_frame(vec![down()]);
    }
    window.settle();
    let row = window.focused().expect("a row");
    assert_eq!(
        (row.role, row.pane.as_str()),
        (Role::ListBoxOption, "Library")
    );

    window.press("Ctrl+Shift+O");
    window.write("summ");
    let enter = || key_event(egui::Key::Enter, egui::Modifiers::NONE, true);
    window.in_one_frame(vec![enter()]);
    for _ in 0..4 {
        window.in_one_frame(vec![down()]);
    }
    window.settle();
    assert_eq!(
        window.focused().map(|it| it.role),
        Some(Role::MultilineTextInput)
    );
}

#[test]
fn escape_leads_from_a_heading_back_to_where_the_caret_was() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Safety profile");
    let before = window.app().desk().shown().expect("an entry").selection;
    window.press("F2");
    assert_eq!(window.focus(), "Heading of Safety profile");
    window.press("Escape");
    assert_eq!(window.focus(), "Safety profile");
    let after = window.app().desk().shown().expect("an entry").selection;
    assert_eq!(after, before);
    // A longer heading moves the text below it.
    window.press("F2");
    window.write("How safe it is for whom");
    window.press("Escape");
    assert_eq!(window.focus(), "How safe it is for whom");
    window.write("!");
    assert!(
        window
            .field("How safe it is for whom")
            .value
            .ends_with("published.!")
    );
}
