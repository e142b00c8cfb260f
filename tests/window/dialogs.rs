//! The palette, a new entry, the empty window.

use egui::Theme;
use egui::accesskit::Role;

use crate::{Letters, Window};

#[test]
fn the_palette_says_why_a_command_cannot_run() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.press("Ctrl+Shift+P");
    window.write("redo");
    let redo = window.get(Role::ListBoxOption, "Redo");
    assert_eq!(
        (redo.name.as_str(), redo.disabled),
        ("Redo, unavailable, because: Nothing to redo", true)
    );
    window.press("Enter");
    assert!(
        window.find(Role::Dialog, "All commands").is_some(),
        "nothing happened"
    );

    window.press("Ctrl+A");
    window.write("larger text");
    window.press("Enter");
    assert!(window.find(Role::Dialog, "All commands").is_none());
    assert!(window.app().desk().view().text_size > 1.0);
    assert_eq!(window.focus(), "Summary");
}

#[test]
fn a_new_entry_gets_its_slug_once_and_opens() {
    let mut window = Window::on_sample_library();
    window.press("Ctrl+N");
    assert_eq!(window.focus(), "Title");
    window.write("Is cocoa good company?");
    window.press("Tab");
    assert_eq!(window.field("Slug").value, "is-cocoa-good-company");
    let title = window
        .nodes()
        .into_iter()
        .rfind(|it| it.role == Role::TextInput && it.name == "Title");
    window.click(&title.expect("the title of the sheet"));
    window.press("End");
    window.write(" Perhaps");
    window.press("Tab");
    assert_eq!(
        window.field("Slug").value,
        "is-cocoa-good-company",
        "it never follows again"
    );
    let pillar = window
        .nodes()
        .into_iter()
        .rfind(|it| it.role == Role::TextInput && it.name == "Pillar");
    window.click(&pillar.expect("the pillar of the sheet"));
    window.press("Ctrl+A");
    window.write("Sleep");
    window.click_button("Make entry");
    window.until("the entry is shown", |window| {
        window
            .app()
            .desk()
            .shown()
            .is_some_and(|it| it.text().contains("cocoa"))
    });

    assert!(window.find(Role::Dialog, "New entry").is_none());
    assert_eq!(window.focus(), "Summary");
    let file = window.app().desk().shown_key().expect("an entry").file();
    assert!(file.ends_with("is-cocoa-good-company.md"), "{file}");
    let text = window.file(&file);
    assert!(text.starts_with("---\ntitle: "), "{text}");
    assert!(
        text.contains("\nlast_reviewed:\n")
            && text.contains("\n# Is cocoa good company? Perhaps\n")
    );
    let row = window.get(Role::ListBoxOption, "Is cocoa good company? Perhaps");
    // What the checks say of it may have come by now.
    let name = "Is cocoa good company? Perhaps, Never reviewed";
    assert!(row.name.starts_with(name), "{}", row.name);
    assert_eq!(row.total, Some(17));
}

#[test]
fn an_empty_window_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("one.md"), "# One\n\ntext\n").expect("written");
    let path = folder.path().display().to_string();
    let mut window = Window::start(folder, None, Theme::Dark, Letters::OfTheFonts);
    window.settle();
    assert!(window.says("Open a folder of entries") && window.says("No folder is open"));
    assert!(window.get(Role::TextInput, "Filter entries").disabled);

    window.click_button("Type a path…");
    assert_eq!(window.focus(), "Path of the folder");
    window.write(&path);
    window.press("Enter");
    window.until("the folder is open", |window| {
        window.find(Role::ListBoxOption, "One").is_some()
    });
    assert!(window.says("Choose an entry"));
}

#[test]
fn a_path_that_leads_nowhere_says_so_and_keeps_the_library() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.press("Ctrl+Shift+P");
    window.write("open folder by path");
    window.press("Enter");
    window.write("/no/such/folder/anywhere");
    window.press("Enter");
    window.until("the reason is there", |window| {
        window.says("/no/such/folder/anywhere")
    });
    assert!(window.find(Role::Button, "Dismiss").is_some());
    assert!(
        window
            .find(Role::ListBoxOption, "Does glycine before bed")
            .is_some()
    );
    assert!(window.find(Role::MultilineTextInput, "Summary").is_some());
}

#[test]
fn a_section_the_house_expects_is_offered_in_its_place() {
    let mut window = Window::on_sample_library();
    window.show("Does tea stop");
    window.press("Ctrl+Shift+N");
    window.write("A note of my own");
    window.press("Enter");
    assert_eq!(window.announced(), "Added A note of my own");
    assert_eq!(window.focus(), "A note of my own", "the caret is in it");
    window.write("Text.");
    let text = window
        .app()
        .desk()
        .shown()
        .expect("an entry")
        .text()
        .to_string();
    assert!(
        text.contains("\n\n## A note of my own\n\nText.\n\n## How it works\n"),
        "{text}"
    );
}

#[test]
fn scattered_letters_find_nothing_that_writes_elsewhere() {
    let mut window = Window::on_sample_library();
    window.press("Ctrl+Shift+P");
    window.write("use this");
    assert!(
        window
            .find(Role::ListBoxOption, "Learn a house style")
            .is_none(),
        "the letters are in it, its words are others"
    );
    window.press("Ctrl+A");
    window.write("house style");
    let named = window.find(Role::ListBoxOption, "Learn a house style");
    assert!(named.is_some());
}
