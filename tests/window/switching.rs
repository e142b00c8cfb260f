//! Many files change at once while text is not saved: one bar, three answers, nothing lost.

use std::fs;

use egui::accesskit::Role;

use crate::Window;

const BEFORE: &str =
    "---\ntitle: One\n---\n\n# One\n\n## Summary\n\nText.\n\n## Timing\n\nLater.\n";
const FILES: usize = 60;

/// Unsaved work in an entry, and another program that changed the whole folder.
#[track_caller]
fn on_switch() -> Window {
    let names: Vec<String> = (0..FILES).map(|number| format!("{number}.md")).collect();
    let files = names.iter().map(|name| (name.as_str(), "# Other\n"));
    let files: Vec<(&str, &str)> = files.chain([("one.md", BEFORE)]).collect();
    let mut window = Window::on_files(&files);
    window.show("One");
    window.go_into("Summary");
    window.write(" Mine.");
    for name in names {
        fs::write(window.folder().join(name), "# Changed\n").expect("written");
    }
    fs::write(window.folder().join("one.md"), theirs()).expect("written");
    window.until("the bar is there", |window| {
        window.says("files changed at once. Unsaved text of 1 entry is held")
    });
    window.settle();
    window
}

fn theirs() -> String {
    BEFORE.replace("Later.", "Much later.")
}

fn text(window: &Window) -> String {
    let shown = window.app().desk().shown();
    shown.expect("an entry").text().to_string()
}

#[test]
fn the_text_is_held_and_a_save_waits() {
    let mut window = on_switch();
    assert_eq!(window.focus(), "Summary", "a bar takes no focus");
    assert_eq!(text(&window), BEFORE.replace("Text.", "Text. Mine."));
    window.press("Ctrl+S");
    assert!(
        window
            .announced()
            .starts_with("Not saved: the folder was switched")
    );
    assert_eq!(window.file("one.md"), theirs());
}

#[test]
fn kept_aside_the_text_is_in_the_history() {
    let mut window = on_switch();
    window.click_button("Keep aside");
    window.until("it is put aside", |window| text(window) == theirs());
    assert!(
        window.find(Role::Button, "Keep aside").is_none(),
        "the bar is gone"
    );
    window.press("Ctrl+5");
    window.until("it is listed", |window| window.says("Kept aside"));
}

#[test]
fn carried_over_the_merge_is_shown_and_not_saved() {
    let mut window = on_switch();
    window.click_button("Carry over (show merge)");
    let merged = theirs().replace("Text.", "Text. Mine.");
    window.until("it is merged", |window| text(window) == merged);
    assert!(window.says("What a save will write"));
    assert!(window.says("1 change"));
    assert_eq!(window.file("one.md"), theirs());
    window.save();
    assert_eq!(window.file("one.md"), merged);
}

#[test]
fn both_are_looked_at_and_the_bar_stays() {
    let mut window = on_switch();
    window.click_button("Look at both");
    assert!(window.says("Yours against what another program wrote"));
    assert!(window.find(Role::Button, "Keep aside").is_some());
}
