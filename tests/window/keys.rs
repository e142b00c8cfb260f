//! Keys in and between the fields.

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};

use crate::{Window, key_event};

const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

const ENTRY: &str = "---\ntitle: One\n---\n\n# One\n\n## Summary\n\nFirst line.\nSecond line.\n\n## Timing\n\nMorning.\n\n## Sources\n\n1. A.\n";

/// A window with a short entry shown and the caret in its Summary.
#[track_caller]
fn on_short_entry() -> Window {
    let mut window = Window::on_files(&[("one.md", ENTRY)]);
    window.show("One");
    window
}

fn text(window: &Window) -> String {
    window
        .app()
        .desk()
        .shown()
        .expect("an entry")
        .text()
        .to_string()
}

#[test]
fn tab_leaves_a_text() {
    let mut window = on_short_entry();
    assert_eq!(window.focus(), "Summary");
    window.press("Tab");
    assert_ne!(window.focus(), "Summary");
    assert_eq!(text(&window), ENTRY);
    window.press("Shift+Tab");
    assert_eq!(window.focus(), "Summary");
}

#[test]
fn tab_stops_only_where_a_key_does_something() {
    let mut window = on_short_entry();
    let mut stops = Vec::new();
    for _ in 0..60 {
        window.press("Tab");
        let node = window.focused().expect("Tab goes round");
        if node.name == "Summary" {
            break;
        }
        assert!(
            !node.name.is_empty() && node.role != Role::Unknown,
            "{node:?} after {stops:?}"
        );
        stops.push(node.name);
    }
    for stop in ["Timing", "Title", "Filter entries"] {
        assert!(
            stops.iter().any(|it| it == stop),
            "{stop} is reached: {stops:?}"
        );
    }
    // A card is one stop: what else it offers has keys and commands.
    let others = stops.iter().filter(|it| it.contains(" Timing"));
    assert_eq!(others.count(), 0, "{stops:?}");
}

#[test]
fn f6_goes_round_the_panes() {
    let mut window = on_short_entry();
    let mut panes = Vec::new();
    for _ in 0..3 {
        window.press("F6");
        panes.push(window.focused().map(|node| node.pane).unwrap_or_default());
    }
    assert_eq!(panes, ["Preview", "Library", "Entry"]);
    assert_eq!(window.focus(), "Summary", "the caret is where it was");
    window.press("Shift+F6");
    assert_eq!(
        window.focused().map(|node| node.pane).as_deref(),
        Some("Library")
    );
}

#[test]
fn escape_closes_a_dialog_and_goes_back_to_the_text() {
    let mut window = on_short_entry();
    for chord in [
        "Ctrl+Shift+P",
        "Ctrl+P",
        "Ctrl+Shift+O",
        "Ctrl+N",
        "Ctrl+Shift+N",
        "Ctrl+F",
        "Ctrl+H",
    ] {
        window.press(chord);
        assert_ne!(window.focus(), "Summary", "{chord}");
        window.press("Escape");
        assert_eq!(window.app().desk().dialog(), None, "{chord}");
        assert_eq!(window.focus(), "Summary", "{chord}");
    }
}

#[test]
fn f6_leaves_out_panes_that_are_hidden() {
    let mut window = on_short_entry();
    window.press("F9");
    window.press("F6");
    assert_eq!(
        window.focused().map(|node| node.pane).as_deref(),
        Some("Preview")
    );
    window.press("F6");
    assert_eq!(window.focus(), "Summary");
}

#[test]
fn a_bar_opened_from_the_palette_has_the_focus() {
    let mut window = on_short_entry();
    window.press("Ctrl+Shift+P");
    window.write("find in entry");
    window.press("Enter");
    assert_eq!(window.focus(), "Find in this entry");
    window.write("line");
    assert!(window.says("1 of 2"));
}

#[test]
fn the_caret_flows_from_card_to_card() {
    let mut window = on_short_entry();
    window.press("Down");
    assert_eq!(window.focus(), "Summary", "there is a second line");
    window.press("Down");
    assert_eq!(window.focus(), "Timing");
    window.press("Up");
    assert_eq!(window.focus(), "Summary");
    window.to_end();
    window.press("Right");
    assert_eq!(window.focus(), "Timing");
    window.press("Left");
    assert_eq!(window.focus(), "Summary");
    window.write("!");
    assert!(text(&window).contains("Second line.!\n\n## Timing"));

    window.press("Ctrl+End");
    assert_eq!(window.focus(), "Sources");
    window.press("Ctrl+Home");
    window.write("> ");
    assert_eq!(window.focus(), "Summary");
    assert!(text(&window).contains("## Summary\n\n> First line."));
}

#[test]
fn with_shift_the_caret_stays_in_its_field() {
    let mut window = on_short_entry();
    window.to_end();
    window.press("Shift+Right");
    window.press("Shift+Down");
    assert_eq!(window.focus(), "Summary");
    window.to_start();
    window.press("Right");
    window.press("Shift+Up");
    assert_eq!(window.focus(), "Summary");
    window.write("f");
    assert!(
        text(&window).contains("\n\nfirst line."),
        "F was selected: {}",
        text(&window)
    );
}

#[test]
fn the_second_ctrl_a_takes_the_whole_entry() {
    let mut window = on_short_entry();
    window.press("Ctrl+A");
    window.in_one_frame(vec![Event::Copy]);
    window.settle();
    assert_eq!(window.copied(), Some("First line.\nSecond line."));
    window.press("Ctrl+A");
    window.in_one_frame(vec![Event::Copy]);
    window.settle();
    assert_eq!(window.copied(), Some(ENTRY));
}

#[test]
fn ctrl_h_opens_replace_and_deletes_nothing() {
    let mut window = on_short_entry();
    window.to_end();
    window.press("Ctrl+H");
    assert_eq!(window.focus(), "Find in this entry");
    assert!(window.find(Role::TextInput, "Replace with").is_some());
    window.press("Escape");
    assert_eq!(window.focus(), "Summary");
    for chord in ["Ctrl+U", "Ctrl+W"] {
        window.press(chord);
    }
    assert_eq!(text(&window), ENTRY);
}

#[test]
fn a_letter_and_ctrl_s_in_one_frame_write_the_letter() {
    let mut window = on_short_entry();
    window.to_end();
    window.in_one_frame(vec![
        Event::Text("x".into()),
        key_event(Key::S, CTRL, true),
        Event::Text("y".into()),
    ]);
    window.until("x is on disk and y is not", |window| {
        window.file("one.md") == ENTRY.replace("Second line.", "Second line.x")
    });
    assert!(
        text(&window).contains("Second line.xy"),
        "the next letter came after the save"
    );
    window.until("the disk thread has answered", |window| {
        window.announced().starts_with("Saved")
    });
    assert!(
        window
            .app()
            .desk()
            .shown()
            .is_some_and(|it| it.is_unsaved())
    );
}

#[test]
fn a_dead_key_makes_one_letter_and_a_save_waits_for_it() {
    let mut window = on_short_entry();
    window.to_end();
    window.in_one_frame(vec![Event::Ime(ImeEvent::Preedit {
        text: "´".into(),
        active_range_chars: None,
    })]);
    window.settle();
    assert_eq!(text(&window), ENTRY, "what is composed is no edit yet");
    assert!(
        window.field("Summary").value.ends_with("Second line.´"),
        "but it is shown"
    );
    window.press("Ctrl+S");
    assert!(!window.says("Saving"));

    window.in_one_frame(vec![Event::Ime(ImeEvent::Commit("é".into()))]);
    window.until("the waiting save is done", |window| {
        window.announced().starts_with("Saved")
    });
    assert_eq!(
        window.file("one.md"),
        ENTRY.replace("Second line.", "Second line.é")
    );
    window.press("Ctrl+Z");
    assert_eq!(text(&window), ENTRY, "one step");
}

#[test]
fn a_click_reaches_what_is_on_the_bar_of_a_card() {
    let mut window = on_short_entry();
    window.click_button("Fold Timing");
    assert!(window.find(Role::MultilineTextInput, "Timing").is_none());
    window.click_button("Unfold Timing");
    assert!(window.find(Role::MultilineTextInput, "Timing").is_some());
    window.fill("Heading of Timing", "When");
    assert_eq!(text(&window), ENTRY.replace("## Timing", "## When"));
    window.click_button("Menu of When");
    window.click_button("Move up");
    assert!(text(&window).find("## When") < text(&window).find("## Summary"));
}

#[test]
fn behind_a_dialog_no_key_changes_the_entry() {
    let mut window = on_short_entry();
    window.to_end();
    window.write(" More.");
    let typed = text(&window);
    window.press("Ctrl+Shift+P");
    window.write("bo");
    for chord in [
        "Ctrl+Z", "Ctrl+B", "Alt+Down", "Ctrl+E", "F6", "Alt+Left", "Ctrl+M",
    ] {
        window.press(chord);
        assert_eq!(text(&window), typed, "{chord}");
        assert_eq!(window.focus(), "All commands", "{chord}");
    }
    // Another dialog takes its place.
    window.press("Ctrl+P");
    assert_eq!(window.focus(), "Go to entry");
    window.press("Escape");
    assert_eq!(window.focus(), "Summary");
}

#[test]
fn a_section_is_dragged_by_its_grip() {
    let mut window = on_short_entry();
    let grip = window.grip("Drag to move Summary");
    let sources = window.field("Sources").rect;
    window.drag(&grip, sources.center_bottom());
    assert_eq!(window.announced(), "Moved Summary to place 3 of 3");
    let text = text(&window);
    let order: Vec<&str> = text.lines().filter(|it| it.starts_with("## ")).collect();
    assert_eq!(order, ["## Timing", "## Sources", "## Summary"]);
    window.press("Ctrl+Z");
    assert_eq!(
        window
            .app()
            .desk()
            .shown()
            .expect("an entry")
            .text()
            .as_ref(),
        ENTRY
    );
}

#[test]
fn keys_that_come_all_at_once_go_where_they_go_one_by_one() {
    let mut window = on_short_entry();
    let enter = key_event(Key::Enter, Modifiers::NONE, true);
    // Into a dialog that a key has just opened.
    window.in_one_frame(vec![
        key_event(Key::P, CTRL, true),
        Event::Text("o".into()),
        Event::Text("n".into()),
        enter.clone(),
    ]);
    window.settle();
    assert_eq!(window.app().desk().dialog(), None);
    assert_eq!(text(&window), ENTRY, "nothing is typed into the entry");
    assert_eq!(window.focus(), "Summary");
    // From the filter into the entry: the letters are the filter’s.
    window.press("Ctrl+L");
    window.in_one_frame(vec![
        Event::Text("o".into()),
        Event::Text("n".into()),
        enter,
        Event::Text("y".into()),
    ]);
    window.settle();
    assert_eq!(window.field("Filter entries").value, "on");
    assert_eq!(window.focus(), "Summary");
    assert_eq!(text(&window), ENTRY.replace("First", "yFirst"));
}
