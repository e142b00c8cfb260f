//! The search of the library, by keys and by ear.

use egui::accesskit::Role;

use crate::Window;
use crate::by_ear::everything_is_named;

const COFFEE: &str = "\
---
title: \"Coffee and iron\"
slug: coffee
pillar: Iron
---

# Coffee and iron

## Summary

Coffee binds iron, and tea does too. Tea binds more.

## Sources

1. Ada B. Tea and iron. J Test. 2020.
";

const TEA: &str = "\
---
title: \"Tea\"
slug: tea
pillar: Sleep
---

# Tea

## Summary

Tea binds iron.

## Timing

An hour apart is enough.
";

fn on_two() -> Window {
    Window::on_files(&[("coffee.md", COFFEE), ("tea.md", TEA)])
}

#[track_caller]
fn looks_for(window: &mut Window, words: &str, said: &str) {
    window.press("Ctrl+Shift+F");
    assert_eq!(window.focus(), "Find in library");
    window.press("Ctrl+A");
    window.write(words);
    window.until("it is found", |window| window.says(said));
}

fn selected(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    let range = entry.selection.range();
    entry.text().get(range).expect("it lies there").to_owned()
}

fn text(window: &Window, name: &str) -> String {
    let key = copydesk::library::EntryKey::new(name);
    let text = window.app().desk().text_of(&key);
    text.expect("there").to_string()
}

/// What else was said goes first.
#[track_caller]
fn says(window: &mut Window, words: &str) {
    window.until(words, |window| window.announced() == words);
}

#[test]
fn a_word_is_found_gone_to_and_gone_on_from_by_keys_alone() {
    let mut window = on_two();
    looks_for(&mut window, "binds", "3 places in 2 entries");
    window.until("it is said", |window| {
        window.announced() == "3 places in 2 entries"
    });
    everything_is_named(&window, "the search");
    // Down goes into the list, whose rows say where each place is.
    window.press("Down");
    assert_eq!(window.focus(), "Coffee and iron, 2 places");
    window.press("Down");
    assert_eq!(
        window.focus(),
        "Summary, line 11: Coffee binds iron, and tea does too. Tea binds more."
    );
    window.press("Enter");
    says(&mut window, "1 of 3, Coffee and iron");
    assert_eq!(window.focus(), "Summary");
    assert_eq!(selected(&window), "binds");
    window.press("F3");
    says(&mut window, "2 of 3, Coffee and iron");
    window.press("F3");
    says(&mut window, "3 of 3, Tea");
    assert_eq!(window.focus(), "Summary");
    window.press("Shift+F3");
    says(&mut window, "2 of 3, Coffee and iron");
    // Back to the box, and from there to the text.
    window.press("Ctrl+Shift+F");
    assert_eq!(window.focus(), "Find in library");
    assert_eq!(window.field("Find in library").value, "binds");
    window.press("Down");
    window.press("Escape");
    assert_eq!(window.focus(), "Find in library");
    window.press("Escape");
    assert_eq!(window.focus(), "Summary");
}

#[test]
fn what_is_wrong_is_said_and_stands_below_the_box() {
    let mut window = on_two();
    looks_for(&mut window, "is:unsaved", "Nothing found");
    window.write("x");
    assert!(window.announced().starts_with("There is no is:unsavedx"));
    assert!(window.says("There is no is:unsavedx"));
    everything_is_named(&window, "a query that can’t be read");
}

#[test]
fn keys_and_values_are_offered_and_taken_with_tab() {
    let mut window = on_two();
    window.press("Ctrl+Shift+F");
    window.write("pil");
    window.until("it is offered", |window| {
        window.announced() == "2 places in 2 entries. pillar: offered: Tab inserts it"
    });
    window.press("Tab");
    assert_eq!(window.field("Find in library").value, "pillar:");
    window.write("S");
    window.press("Tab");
    assert_eq!(window.field("Find in library").value, "pillar:Sleep");
    assert_eq!(window.focus(), "Find in library");
    window.until("it is found", |window| window.says("1 entry"));
    // Escape sends an offer away before it leaves the box.
    window.write(" conf");
    assert!(window.find(Role::ListBoxOption, "confidence:").is_some());
    window.press("Escape");
    assert!(window.find(Role::ListBoxOption, "confidence:").is_none());
    assert_eq!(window.focus(), "Find in library");
}

#[test]
fn places_are_ticked_off_and_replaced_by_keys_alone_and_one_undo_takes_it_back() {
    let mut window = on_two();
    window.press("Ctrl+Shift+H");
    assert_eq!(window.focus(), "Find in library");
    window.write("binds");
    window.fill("Replace with", "holds");
    window.until("it is worked out", |window| {
        window
            .find(Role::Button, "Replace 3 in 2 entries")
            .is_some_and(|button| !button.disabled)
    });
    everything_is_named(&window, "a replacement");
    window.press("Down");
    window.press("Down");
    assert_eq!(
        window.focus(),
        "Summary, line 11, binds becomes holds: Coffee binds iron, and tea does too. Tea binds more."
    );
    window.press("Space");
    assert_eq!(window.announced(), "2 places in 2 entries ticked");
    window.click_button("Replace 2 in 2 entries");
    assert!(window.says("Done in 2 entries: replacing “binds” with “holds”"));
    assert!(
        text(&window, "coffee.md").contains("Coffee binds iron, and tea does too. Tea holds more.")
    );
    assert!(text(&window, "tea.md").contains("Tea holds iron."));
    assert_eq!(window.file("tea.md"), TEA, "nothing is saved");
    window.click_button("Undo in all 2");
    assert_eq!(text(&window, "coffee.md"), COFFEE);
    assert_eq!(text(&window, "tea.md"), TEA);
}

#[test]
fn a_title_of_a_source_comes_unticked_and_says_why() {
    let mut window = on_two();
    window.press("Ctrl+Shift+H");
    window.write("\"Tea and\"");
    window.fill("Replace with", "Mint and");
    window.until("it is worked out", |window| {
        window.says("It stands in the title of a source")
    });
    assert!(window.get(Role::Button, "Replace").disabled);
    window.click_button("Tick all");
    window.click_button("Replace 1 in 1 entry");
    assert!(text(&window, "coffee.md").contains("Ada B. Mint and iron."));
}

#[test]
fn what_is_typed_in_the_entry_is_found_as_it_is_typed() {
    let mut window = on_two();
    window.show("Tea");
    looks_for(&mut window, "lozenge", "Nothing found");
    window.go_into("Timing");
    window.write(" A lozenge.");
    window.until("it is found", |window| window.says("1 place in 1 entry"));
    assert_eq!(window.focus(), "Timing", "the focus stays where one writes");
}

#[test]
fn a_field_is_set_in_all_that_were_found() {
    let mut window = on_two();
    looks_for(&mut window, "pillar:Iron", "1 entry");
    window.click_button("Change entries");
    assert!(window.find(Role::Dialog, "Change entries").is_some());
    assert_eq!(window.focus(), "Field");
    assert!(
        window
            .find(Role::RadioButton, "1 entry found by the search")
            .is_some()
    );
    everything_is_named(&window, "a change of fields");
    window.write("pillar");
    window.fill("New value", "Minerals");
    window.click_button("Look at the changes…");
    window.until("it is looked at", |window| {
        window
            .find(Role::Heading, "Setting pillar to “Minerals”")
            .is_some()
    });
    assert!(window.says("pillar: Iron → pillar: Minerals"));
    window.press("Ctrl+Enter");
    assert!(text(&window, "coffee.md").contains("pillar: Minerals"));
}

#[test]
fn the_date_of_a_review_leads_to_signing_off() {
    let mut window = on_two();
    window.show("Tea");
    window.perform(copydesk::desk::CommandId::ChangeEntries);
    window.write("last_reviewed");
    assert!(window.says("it is changed by signing off only"));
    window.click_button("Sign off…");
    assert!(window.app().desk().shows_queue());
}

fn is_listed(window: &Window, title: &str) -> bool {
    let rows = window.all(Role::ListBoxOption);
    rows.iter()
        .any(|row| row.pane == "Library" && row.name.starts_with(title))
}

#[test]
fn a_filter_is_a_query_and_is_kept_under_a_name() {
    let mut window = on_two();
    // What the search asks is something else.
    looks_for(&mut window, "binds", "3 places in 2 entries");
    window.fill("Filter entries", "pillar:Iron");
    window.until("the list follows", |window| !is_listed(window, "Tea"));
    window.click_button("Save this search");
    assert_eq!(window.focus(), "Name of the search");
    window.write("Iron");
    window.press("Enter");
    window.until("it is kept", |window| {
        window.find(Role::Button, "Saved search: Iron").is_some()
    });
    assert!(
        window
            .file(".copydesk/searches.yaml")
            .contains("pillar:Iron")
    );
    // Pressed again it lets go of the list, and Delete removes it.
    window.click_button("Saved search: Iron");
    window.until("all are listed", |window| is_listed(window, "Tea"));
    window.press("Delete");
    window.until("it is gone", |window| {
        window.find(Role::Button, "Saved search: Iron").is_none()
    });
    window.click_button("Undo");
    window.until("it is back", |window| {
        window.find(Role::Button, "Saved search: Iron").is_some()
    });
    everything_is_named(&window, "saved searches");
}

#[test]
fn ten_thousand_places_are_listed_as_ten_are() {
    let body = "Tea.\n\n".repeat(5000);
    let files: Vec<(String, String)> = (0..2)
        .map(|number| {
            let text = format!("---\ntitle: Entry {number}\n---\n\n## Summary\n\n{body}");
            (format!("{number}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let mut window = Window::on_files(&files);
    looks_for(&mut window, "tea", "10,000 places in 2 entries");
    assert!(window.all(Role::ListBoxOption).len() < 80);
    window.press("Down");
    window.press("End");
    assert!(window.focus().ends_with(": Tea."), "{}", window.focus());
    assert!(window.all(Role::ListBoxOption).len() < 80);
}

#[test]
fn keys_meant_for_the_list_never_reach_the_text() {
    let mut window = on_two();
    window.press("Ctrl+Shift+H");
    window.write("binds");
    window.fill("Replace with", "holds");
    window.until("it is worked out", |window| {
        window
            .find(Role::Button, "Replace 3 in 2 entries")
            .is_some_and(|button| !button.disabled)
    });
    // A place is shown while the keys stay in the list, and Space ticks.
    let row = "Summary, line 11, binds becomes holds: Coffee binds iron, and tea does too. Tea binds more.";
    window.press("Down");
    window.press("Down");
    window.perform(copydesk::desk::SearchCommand::LookAt {
        entry: copydesk::library::EntryKey::new("coffee.md"),
        hit: 0,
    });
    assert_eq!(window.announced(), "1 of 3, Coffee and iron");
    assert_eq!(selected(&window), "binds");
    window.press("Space");
    assert_eq!(window.focus(), row);
    assert_eq!(window.announced(), "2 places in 2 entries ticked");
    window.press("Space");
    assert_eq!(text(&window, "coffee.md"), COFFEE);
    // Where nothing is left of the list, the keys are back in the box.
    window.press("Ctrl+Enter");
    window.until("nothing is left", |window| window.says("Nothing found"));
    assert_eq!(window.focus(), "Find in library");
    let replaced = COFFEE.replace("binds", "holds");
    window.press("Space");
    assert_eq!(text(&window, "coffee.md"), replaced);
    // An undo in all entries leaves the focus where it is, although the entry shown is one of them.
    window.perform(copydesk::desk::CommandId::UndoMany);
    assert_eq!(text(&window, "coffee.md"), COFFEE);
    assert_eq!(window.focus(), "Find in library");
    window.press("Space");
    assert_eq!(text(&window, "coffee.md"), COFFEE);
}

#[test]
fn the_button_that_replaces_is_two_tabs_from_what_is_written_instead() {
    let mut window = on_two();
    window.press("Ctrl+Shift+H");
    window.write("binds");
    window.fill("Replace with", "holds");
    window.until("it is worked out", |window| {
        window
            .find(Role::Button, "Replace 3 in 2 entries")
            .is_some_and(|button| !button.disabled)
    });
    window.press("Ctrl+Shift+H");
    assert_eq!(window.focus(), "Find in library");
    window.press("Tab");
    assert_eq!(window.focus(), "Replace with");
    window.press_times("Tab", 2);
    assert_eq!(window.focus(), "Replace 3 in 2 entries");
}

#[test]
fn what_is_replaced_is_seen_between_the_boxes_and_the_button() {
    for (width, height) in [(1440.0, 900.0), (800.0, 600.0)] {
        let mut window = on_two();
        window.resize(width, height);
        window.press("Ctrl+Shift+H");
        window.write("binds");
        window.fill("Replace with", "holds");
        window.until("it is worked out", |window| {
            window
                .find(Role::Button, "Replace 3 in 2 entries")
                .is_some_and(|button| !button.disabled)
        });
        let boxed = window.get(Role::TextInput, "Replace with").rect;
        let option = window.get(Role::CheckBox, "In link addresses too").rect;
        let list = window.get(Role::ListBox, "Places found").rect;
        let button = window.get(Role::Button, "Replace 3 in 2 entries").rect;
        let from_top = [boxed, option, list, button];
        for two in from_top.windows(2) {
            assert!(
                two[0].bottom() <= two[1].top() + 1.0,
                "{width}×{height}: {from_top:?}"
            );
        }
        assert!(list.height() > 100.0 && button.bottom() <= height);
        let rows = window.all(Role::ListBoxOption).into_iter();
        let rows: Vec<_> = rows.filter(|row| row.name.contains("holds")).collect();
        assert!(!rows.is_empty(), "a place is seen as it will be");
    }
}
