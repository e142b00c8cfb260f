//! Closing with unsaved work asks once, with verbs on the buttons.

use std::time::{Duration, Instant};

use egui::accesskit::Role;

use crate::Window;

const BEFORE: &str = "---\ntitle: One\n---\n\n## Summary\n\nText.\n";
const AFTER: &str = "---\ntitle: One\n---\n\n## Summary\n\nText. More.\n";
/// Keys are not answers for so long.
const GUARD_DELAY: Duration = Duration::from_millis(400);

#[track_caller]
fn on_unsaved() -> Window {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    window.go_into("Summary");
    window.write(" More.");
    window
}

fn is_asking(window: &Window) -> bool {
    window.find(Role::Dialog, "Close copydesk?").is_some()
}

#[test]
fn with_nothing_unsaved_the_window_closes() {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    window.press("Ctrl+Q");
    assert!(window.is_closed() && !is_asking(&window));
}

#[test]
fn the_safe_button_has_the_focus_and_hasty_keys_answer_nothing() {
    let mut window = on_unsaved();
    let asked = Instant::now();
    window.ask_to_close();
    assert!(is_asking(&window) && !window.is_closed());
    assert!(window.says("“One” has changes that are not saved."));
    assert_eq!(window.focus(), "Keep editing");

    for key in ["Enter", "Space", "Escape", "Tab"] {
        window.press(key);
        // A machine on which one key takes longer than the pause has not tried it.
        if asked.elapsed() >= GUARD_DELAY {
            break;
        }
        assert!(is_asking(&window), "{key}");
    }
    while asked.elapsed() < GUARD_DELAY {
        window.settle();
    }
    // The pause began when the question was drawn, which may be later on a slow machine.
    while is_asking(&window) {
        window.settle();
        assert_eq!(window.focus(), "Keep editing");
        window.press("Enter");
    }
    assert!(!window.is_closed());
    assert_eq!(window.file("one.md"), BEFORE);
    assert_eq!(window.focus(), "Summary", "the focus is where it was");
}

#[test]
fn save_all_and_close_does_both() {
    let mut window = on_unsaved();
    window.press("Ctrl+Q");
    window.click_button("Save all and close");
    window.until("the window closes", Window::is_closed);
    assert_eq!(window.file("one.md"), AFTER);
}

#[test]
fn discard_and_close_writes_nothing() {
    let mut window = on_unsaved();
    window.ask_to_close();
    window.click_button("Close without saving");
    window.until("the window closes", Window::is_closed);
    assert_eq!(window.file("one.md"), BEFORE);
}
