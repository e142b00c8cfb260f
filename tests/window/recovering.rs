//! A window that ended otherwise than by closing: the next one offers what was typed, in a bar that is in nobody's way.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::desk::Settings;
use copydesk::library::EntryKey;
use copydesk::library::interrupted::{Act, FileAct, FileActKind};
use copydesk::library::journal::Journal;
use copydesk::settings::OwnFolders;
use egui::accesskit::Role;
use tempfile::TempDir;

use crate::{Letters, Window};

const SAVED: &str =
    "---\ntitle: One\n---\n\n# One\n\n## Timing\n\nMorning.\n\n## Summary\n\nText.\n";
const TYPED: &str =
    "---\ntitle: One\n---\n\n# One\n\n## Timing\n\nMorning.\n\n## Summary\n\nText. Mine.\n";

#[track_caller]
fn window_on(folder: TempDir, own: &OwnFolders) -> Window {
    let path = folder.path().to_owned();
    let (view, own) = (Settings::default(), Some(own.clone()));
    let mut window = Window::set_up(folder, Some(path), view, own, Letters::OfTheFonts);
    window.until("the folder has been read", |window| {
        window.find(Role::ListBoxOption, "One").is_some()
    });
    window
}

/// A window in which something was typed, and which went without being closed. What it had kept is there.
#[track_caller]
fn after_an_end(person: &Path) -> (Window, OwnFolders) {
    let own = OwnFolders::below(person);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("one.md"), SAVED).expect("written");
    let mut window = window_on(folder, &own);
    window.show("One");
    window.go_into("Summary");
    window.to_end();
    window.write(" Mine.");
    let folder = window.close();
    (window_on(folder, &own), own)
}

fn text(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    entry.text().to_string()
}

/// The same with words typed since in the summary too, and the dialog open.
#[track_caller]
fn typed_since_in_the_same_place(person: &Path) -> Window {
    let (mut window, _) = after_an_end(person);
    window.until("the bar is there", |window| {
        window.says("was not saved last time")
    });
    window.show("One");
    window.go_into("Summary");
    window.to_end();
    window.write(" Since.");
    window.click_button("Look at both…");
    window.until("it is compared", |window| {
        window.says("The entry was changed since")
    });
    window
}

#[test]
fn enter_restores_and_what_it_does_is_seen_before() {
    let person = tempfile::tempdir().expect("a folder");
    let (mut window, _) = after_an_end(person.path());
    window.until("the bar is there", |window| {
        window.says("was not saved last time")
    });
    window.show("One");
    window.go_into("Timing");
    window.to_end();
    window.write(" At eight.");
    window.click_button("Look at both…");
    window.until("it is compared", |window| {
        window.says("Line 13, added Mine.")
    });
    assert!(window.says("Restored, this is merged into what it says now"));
    assert!(
        !window.says("added At eight."),
        "what stands already is no change"
    );
    window.press("Enter");
    window.settle();
    assert_eq!(
        text(&window),
        TYPED.replace("Morning.", "Morning. At eight.")
    );
}

#[test]
fn where_both_changed_the_same_place_the_dialog_leads_to_the_choices() {
    let person = tempfile::tempdir().expect("a folder");
    let mut window = typed_since_in_the_same_place(person.path());
    assert!(window.says("in the same places too: “Summary”"));
    window.click_button("Settle…");
    window.until("the choices are there", |window| {
        window.app().desk().resolving().is_some()
    });
    window.click_on(Role::RadioButton, "Last time, then now for “Summary”");
    window.click_button("Use what was chosen");
    let lines = "Text. Mine.\nText. Since.\n";
    assert_eq!(text(&window), SAVED.replace("Text.\n", lines));
    assert!(!window.says("was not saved last time"));
}

#[test]
fn nothing_is_saved_behind_the_dialog() {
    let person = tempfile::tempdir().expect("a folder");
    let mut window = typed_since_in_the_same_place(person.path());
    window.press("Ctrl+S");
    window.settle();
    assert!(window.says("Not saved: close the sheet"));
    assert_eq!(window.file("one.md"), SAVED);
}

#[test]
fn a_bar_leads_to_what_differs_and_restores_it() {
    let person = tempfile::tempdir().expect("a folder");
    let (mut window, own) = after_an_end(person.path());
    window.until("the bar is there", |window| {
        window.says("Text of 1 entry was not saved last time")
    });
    assert!(window.find(Role::Dialog, "").is_none(), "no dialog asks");
    window.click_button("Look at both…");
    assert!(
        window
            .find(Role::Dialog, "Text not saved last time")
            .is_some()
    );
    assert!(window.says("Line 13, added Mine."));
    window.click_button("Restore");
    window.settle();
    assert_eq!(text(&window), TYPED);
    assert_eq!(window.file("one.md"), SAVED, "nothing is written unasked");
    assert!(!window.says("was not saved last time"));

    window.press("Ctrl+Z");
    assert_eq!(text(&window), SAVED);
    window.press("Ctrl+Shift+Z");
    window.save();
    assert_eq!(window.file("one.md"), TYPED);
    let folder = window.close();
    let window = window_on(folder, &own);
    assert!(!window.says("was not saved last time"));
    let left = fs::read_dir(own.journal())
        .expect("the folder is there")
        .count();
    drop(window);
    assert_eq!(left, 0, "closed with everything saved, there is no journal");
}

#[test]
fn a_bar_that_is_not_answered_is_there_again_next_time() {
    let person = tempfile::tempdir().expect("a folder");
    let (mut window, own) = after_an_end(person.path());
    window.until("the bar is there", |window| {
        window.says("was not saved last time")
    });
    window.click_button("Later");
    window.settle();
    assert!(!window.says("Text of 1 entry was not saved last time"));
    let folder = window.close();
    let mut window = window_on(folder, &own);
    window.until("the bar is there again", |window| {
        window.says("Text of 1 entry was not saved last time")
    });
    window.click_button("Restore all");
    window.settle();
    assert_eq!(window.app().desk().unsaved_count(), 1);
}

#[test]
fn a_text_of_which_nothing_can_be_read_is_shown_as_what_it_is_and_can_be_removed() {
    let person = tempfile::tempdir().expect("a folder");
    let (window, own) = after_an_end(person.path());
    let folder = window.close();
    let kept = || -> Vec<PathBuf> {
        let sessions = fs::read_dir(own.journal()).expect("there");
        let sessions = sessions.map(|it| it.expect("read").path());
        let files = sessions
            .filter(|it| it.is_dir())
            .flat_map(|it| fs::read_dir(it).expect("there"));
        let files = files.map(|it| it.expect("read").path());
        files
            .filter(|it| it.extension().is_some_and(|it| it == "journal"))
            .collect()
    };
    let file = kept().pop().expect("it was kept");
    fs::write(&file, [0; 100]).expect("written");

    let mut window = window_on(folder, &own);
    window.until("the bar is there", |window| {
        window.says("Nothing can be read of 1 text that was kept last time")
    });
    assert!(window.find(Role::Button, "Restore all").is_none());
    window.click_button("Look…");
    assert!(window.says("Nothing can be read of what was kept here"));
    assert!(window.says(&file.display().to_string()));
    window.click_button("Leave it");
    window.settle();
    assert!(
        window
            .find(Role::Dialog, "Text not saved last time")
            .is_none()
    );
    assert!(file.exists());

    let folder = window.close();
    let mut window = window_on(folder, &own);
    window.until("it is told again", |window| {
        window.says("Nothing can be read of 1 text")
    });
    window.click_button("Look…");
    window.click_button("Remove");
    window.until("the file is gone", |_| !file.exists());
    assert!(!window.says("Nothing can be read of 1 text"));
}

#[test]
fn an_act_that_was_interrupted_is_told_in_a_bar_and_finished() {
    let person = tempfile::tempdir().expect("a folder");
    let own = OwnFolders::below(person.path());
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("one.md"), SAVED).expect("written");
    let mut journal = Journal::new(own.journal());
    let act = Act::File(FileAct {
        kind: FileActKind::Make,
        root: folder.path().canonicalize().expect("there"),
        key: EntryKey::new("two.md"),
        text: "---\ntitle: Two\n---\n\n# Two\n".into(),
    });
    let at = "2026-11-30T09:00:00Z".parse().expect("a time");
    journal.begin(&act, at).expect("kept");
    drop(journal);
    let mut window = window_on(folder, &own);
    window.until("the bar is there", |window| {
        window.says("Making two.md was interrupted")
    });
    assert!(window.find(Role::Button, "Undo it").is_some());
    window.click_button("Finish it");
    window.until("it is made", |window| window.says("Made two.md"));
    assert!(!window.says("was interrupted"));
    assert_eq!(window.file("two.md"), "---\ntitle: Two\n---\n\n# Two\n");
}
