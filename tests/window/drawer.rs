//! Everything that has broken an editor before, in the window; and ten thousand rows.

use std::fs;
use std::path::Path;

use copydesk::desk::{CommandId, LibraryCommand};
use copydesk::library::EntryKey;
use egui::Theme;
use egui::accesskit::Role;

use crate::{Letters, Window, copy_folder};

/// A window on a copy of the nasty drawer.
fn on_drawer(theme: Theme) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let drawer = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nasty");
    copy_folder(&drawer, folder.path());
    Window::on(folder, theme, Letters::Any)
}

fn files(window: &Window) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(window.folder())
        .expect("a folder")
        .map(|file| file.expect("readable"))
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (name, fs::read(file.path()).expect("readable"))
        })
        .collect();
    files.sort();
    files
}

#[track_caller]
fn every_file_opens(theme: Theme) {
    let mut window = on_drawer(theme);
    let before = files(&window);
    let keys: Vec<EntryKey> = {
        let library = window.app().desk().library().expect("a library");
        library.rows().map(|file| file.key.clone()).collect()
    };
    assert!(keys.len() > 50, "{}", keys.len());
    for key in keys {
        window.perform(LibraryCommand::Show {
            entry: key.clone(),
            at: None,
        });
        assert_eq!(window.app().desk().shown_key(), Some(&key));
        if window.app().desk().shown().is_none() {
            assert!(
                window.says(&key.file()),
                "{} is named where it can’t be shown",
                key.file()
            );
            continue;
        }
        for act in [
            CommandId::ShowChanges,
            CommandId::WholeFile,
            CommandId::ShowPreview,
        ] {
            window.perform(act);
        }
        assert!(
            window
                .find(Role::MultilineTextInput, "Whole file")
                .is_some(),
            "{}",
            key.file()
        );
        window.perform(CommandId::WholeFile);
        assert!(
            !window
                .app()
                .desk()
                .shown()
                .is_some_and(|it| it.is_unsaved()),
            "{}",
            key.file()
        );
    }
    assert_eq!(files(&window), before, "looking changes nothing");
}

#[test]
fn every_file_of_the_drawer_opens_in_light() {
    every_file_opens(Theme::Light);
}

#[test]
fn every_file_of_the_drawer_opens_in_dark() {
    every_file_opens(Theme::Dark);
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let mut window = on_drawer(Theme::Light);
    window.press("Ctrl+L");
    window.write("latin1");
    window.press("Enter");
    assert!(window.says("not UTF-8"), "{:?}", window.all(Role::Label));
    window.press("Ctrl+Shift+P");
    window.write("undo");
    let undo = window.get(Role::ListBoxOption, "Undo");
    assert!(
        undo.disabled && undo.name.contains("can’t be read"),
        "{}",
        undo.name
    );
}

#[test]
fn ten_thousand_rows_cost_what_thirty_do() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 1..=10_000 {
        let text = format!("---\ntitle: Entry {number:05}\n---\n\n## Summary\n\nText.\n");
        fs::write(folder.path().join(format!("{number:05}.md")), text).expect("written");
    }
    let mut window = Window::on(folder, Theme::Light, Letters::OfTheFonts);
    let rows = window.all(Role::ListBoxOption);
    assert!(rows.len() < 30, "{} rows are drawn", rows.len());
    assert_eq!((rows[0].place, rows[0].total), (Some(1), Some(10_000)));

    window.press("Ctrl+L");
    window.press("Down");
    window.press("End");
    assert_eq!(window.focus(), "Entry 10000, 10000.md");
    let last = window.focused().expect("the last row");
    assert_eq!((last.place, last.total), (Some(10_000), Some(10_000)));
    assert!(window.all(Role::ListBoxOption).len() < 30);
    window.press("Enter");
    assert_eq!(window.announced(), "Entry 10000");
}
