//! Another program changes a file that is open and unsaved: a bar with verbs, and nothing lost.

use std::fs;

use egui::accesskit::Role;

use crate::Window;

const MINE: &str = "---\ntitle: One\n---\n\n# One\n\n## Summary\n\nText. Mine.\n";
const BEFORE: &str = "---\ntitle: One\n---\n\n# One\n\n## Summary\n\nText.\n";
const THEIRS: &str = "---\ntitle: One\n---\n\n# One\n\n## Summary\n\nTheir text.\n";

/// Unsaved work in an entry whose file another program has changed.
#[track_caller]
fn on_conflict() -> Window {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    window.go_into("Summary");
    window.write(" Mine.");
    replace(&window, THEIRS);
    window.until("the bar is there", |window| {
        window.says("Another program changed this file")
    });
    assert_eq!(window.focus(), "Summary", "a bar takes no focus");
    assert_eq!(text(&window), MINE);
    window
}

/// Another program saves as editors do: a new file takes the place of the old one.
fn replace(window: &Window, text: &str) {
    let new = window.folder().join(".one.md.new");
    fs::write(&new, text).expect("written");
    fs::rename(new, window.folder().join("one.md")).expect("in place");
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
fn saving_waits_for_a_verb() {
    let mut window = on_conflict();
    window.press("Ctrl+S");
    assert!(
        window
            .announced()
            .starts_with("Not saved: the file changed on disk")
    );
    assert_eq!(window.file("one.md"), THEIRS);
}

#[test]
fn both_are_shown() {
    let mut window = on_conflict();
    window.click_button("Show both");
    assert!(window.says("Yours against what another program wrote"));
    let hunk = window.get(Role::Label, "Line 9, removed ");
    assert!(
        hunk.name.contains("Their") && hunk.name.contains("Mine"),
        "{}",
        hunk.name
    );
}

#[test]
fn mine_is_kept() {
    let mut window = on_conflict();
    window.click_button("Keep mine");
    assert!(!window.says("Another program changed this file"));
    assert_eq!(window.file("one.md"), THEIRS, "keeping is not saving");
    window.save();
    assert_eq!(window.file("one.md"), MINE);
}

#[test]
fn theirs_is_taken_and_undo_brings_mine_back() {
    let mut window = on_conflict();
    window.click_button("Use theirs");
    assert_eq!(text(&window), THEIRS);
    assert!(
        window
            .app()
            .desk()
            .shown()
            .is_some_and(|it| !it.is_unsaved())
    );
    window.press("Ctrl+Z");
    assert_eq!(
        text(&window),
        THEIRS,
        "undo halts once at a text from the disk"
    );
    window.press("Ctrl+Z");
    assert_eq!(text(&window), MINE);
    // The file holds the newer text, so that saving asks.
    window.press("Ctrl+S");
    assert_eq!(window.focus(), "Keep the file");
    assert!(
        window
            .find(Role::Dialog, "Replace the newer text?")
            .is_some()
    );
}

#[test]
fn a_file_that_changed_while_nothing_was_typed_is_read_again() {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    replace(&window, THEIRS);
    window.until("it is read again", |window| text(window) == THEIRS);
    assert_eq!(
        window.announced(),
        "Read again, as another program changed it: One"
    );
    window.click_button("Dismiss");
    assert!(window.find(Role::Button, "Dismiss").is_none());
}

#[test]
fn a_file_that_went_is_written_anew() {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    fs::remove_file(window.folder().join("one.md")).expect("removed");
    window.until("the bar is there", |window| window.says("The file is gone"));
    window.click_button("Save anew");
    window.until("it is there again", |window| {
        window.folder().join("one.md").exists() && window.file("one.md") == BEFORE
    });
    window.until("the bar is gone", |window| !window.says("The file is gone"));
}

#[test]
fn it_is_told_while_the_entry_is_read_for_proof_and_settled_from_there() {
    let mut window = on_conflict();
    window.press("Ctrl+Shift+E");
    assert!(window.app().desk().is_proofing());
    assert!(window.says("Another program changed this file"));
    window.click_button("Settle…");
    window.until("the choices are there", |window| {
        window.app().desk().resolving().is_some()
    });
    assert!(!window.app().desk().is_proofing());
    assert_eq!(text(&window), MINE);
}
