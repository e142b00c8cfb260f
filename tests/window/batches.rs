//! The dialog that shows a change to many entries before it is made.

use std::sync::Arc;

use copydesk::desk::{Batch, CommandId, LeftOut, LibraryCommand, Proposed};
use copydesk::entry::Edit;
use copydesk::library::EntryKey;
use egui::accesskit::Role;

use crate::Window;

/// A window on many small entries, where every *tea* is about to become *coffee*.
#[track_caller]
fn proposed(count: usize) -> Window {
    let files: Vec<(String, String)> = (1..=count)
        .map(|number| {
            let text = format!("---\ntitle: Entry {number:04}\n---\n\n## Summary\n\nSome tea.\n");
            (format!("{number:04}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let mut window = Window::on_files(&files);
    let changes = files.iter().skip(1).map(|(name, _)| {
        let entry = EntryKey::new(name);
        let of = window.app().desk().text_of(&entry).expect("read").clone();
        let at = of.find("tea").expect("there");
        Proposed {
            entry,
            edits: Edit::new(at..at + 3, "coffee").into(),
            of,
        }
    });
    let batch = Batch {
        title: "Write coffee".into(),
        label: "writing coffee".into(),
        changes: changes.collect(),
        left_out: vec![LeftOut {
            entry: EntryKey::new("0001.md"),
            why: "The line can’t be read".into(),
        }],
    };
    window.perform(LibraryCommand::Propose(Arc::new(batch)));
    window.settle();
    window
}

#[test]
fn a_change_is_looked_at_ticked_off_and_made_by_keys_alone() {
    let mut window = proposed(4);
    assert!(window.find(Role::Heading, "Write coffee").is_some());
    assert_eq!(window.focus(), "Entry 0002, 1 place");
    assert!(window.says("3 of 3 ticked · 3 places · 1 left out"));
    assert!(window.says("Line 7, removed tea, added coffee"));
    let last = window.get(Role::ListBoxOption, "Entry 0001, left");
    assert_eq!(
        (last.name.as_str(), last.disabled, last.place, last.total),
        (
            "Entry 0001, left out: The line can’t be read",
            true,
            Some(4),
            Some(4)
        )
    );
    window.press("Down");
    window.press("Space");
    assert!(window.says("2 of 3 ticked · 2 places · 1 left out"));
    window.press("End");
    assert!(window.says("Left as it is: The line can’t be read"));
    window.press("Ctrl+Enter");
    assert!(window.find(Role::Dialog, "Change many entries").is_none());
    assert!(window.says("Done in 2 entries: writing coffee"));
    assert!(!window.file("0002.md").contains("coffee"), "not saved yet");
    window.click_button("Save all");
    window.until("both are saved", |window| {
        window.app().desk().unsaved_count() == 0
    });
    assert!(window.file("0002.md").contains("coffee"));
    assert!(window.file("0004.md").contains("coffee"));
    assert!(window.file("0003.md").contains("tea"));
    window.perform(CommandId::UndoMany);
    assert!(window.says("Undid writing coffee in 2 entries"));
    window.click_button("Do again in all 2");
    assert_eq!(window.app().desk().unsaved_count(), 0, "that is on disk");
}

#[test]
fn nothing_is_made_where_no_entry_is_ticked() {
    let mut window = proposed(3);
    window.click_button("Tick none");
    assert!(window.get(Role::Button, "Change entries").disabled);
    window.press("Ctrl+Enter");
    assert!(window.find(Role::Dialog, "Change many entries").is_some());
    window.click_button("Tick all");
    window.click_button("Change 2 entries");
    assert_eq!(window.app().desk().unsaved_count(), 2);
}

#[test]
fn a_click_on_the_box_ticks_and_one_beside_it_only_chooses() {
    let mut window = proposed(3);
    let row = window.get(Role::ListBoxOption, "Entry 0003, 1 place");
    window.click(&row);
    assert!(window.says("2 of 2 ticked"));
    window.click_in(&row, |rect| rect.left_center() + egui::vec2(16.0, 0.0));
    assert!(window.says("1 of 2 ticked"));
    window.press("Escape");
    assert!(window.find(Role::Dialog, "Change many entries").is_none());
    assert_eq!(window.app().desk().unsaved_count(), 0);
}

#[test]
fn two_thousand_entries_are_listed_as_ten_are() {
    let mut window = proposed(2000);
    assert!(window.says("1999 of 1999 ticked · 1999 places · 1 left out"));
    let drawn = || |window: &Window| window.all(Role::ListBoxOption).len();
    assert!(drawn()(&window) < 60);
    window.press("End");
    window.press("Up");
    assert!(
        window
            .find(Role::ListBoxOption, "Entry 2000, 1 place")
            .is_some()
    );
    assert!(drawn()(&window) < 60);
}
