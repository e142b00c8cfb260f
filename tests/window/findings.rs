//! The findings pane, the lights on the cards, and fixing by keys.

use egui::accesskit::Role;

use crate::Window;
use crate::by_ear::everything_is_named;

const FAULTY: &str = "\
---
title: \"Tea\"
slug: tea
---

# Tea

## Summary

Tea binds binds iron.

## Timing

An hour\tapart is enough.
";

pub fn checked(window: &Window) -> bool {
    let desk = window.app().desk();
    desk.findings().progress().is_none() && desk.findings().iter().next().is_some()
}

#[track_caller]
fn on_faulty() -> Window {
    let mut window = Window::on_files(&[("tea.md", FAULTY), ("other.md", FAULTY)]);
    window.click_on(Role::ListBoxOption, "Tea");
    window.press("Ctrl+3");
    window.until("the library has been checked", checked);
    window.settle();
    window
}

fn text(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    entry.text().to_string()
}

#[track_caller]
fn selected(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    let range = entry.selection.range();
    entry.text().get(range).expect("it lies there").to_owned()
}

/// F8 until the caret is on the doubled word: other findings may stand before it.
#[track_caller]
fn go_to_binds(window: &mut Window) {
    for _ in 0..10 {
        if selected(window).contains("binds") {
            break;
        }
        window.press("F8");
    }
}

#[test]
fn a_finding_is_explained_and_fixed_by_keys_alone() {
    let mut window = on_faulty();
    assert!(window.find(Role::Heading, "Word written twice").is_some());
    // The missing sections are one finding, and stand at the first section.
    assert!(window.says("2 findings"), "the light on the card");
    go_to_binds(&mut window);
    let told = window.announced();
    assert!(told.starts_with("Warning "), "{told}");
    assert!(
        told.ends_with(", Summary: “binds” stands here twice. Ctrl+. fixes it"),
        "{told}"
    );
    window.press("Ctrl+.");
    window.until("it is mended", |window| {
        text(window).contains("Tea binds iron.")
    });
    window.until("the checks have looked again", |window| {
        window.find(Role::Heading, "Word written twice").is_none()
    });
    everything_is_named(&window, "the findings");
    window.press("Ctrl+Z");
    assert_eq!(text(&window), FAULTY);
}

#[test]
fn the_findings_of_the_library_unfold_and_lead_to_their_place() {
    let mut window = on_faulty();
    window.click_button("Library");
    window.settle();
    let group = window.get(Role::ListBoxOption, "warning: Word written twice");
    assert!(
        group.name.ends_with("2 places in 2 entries"),
        "{}",
        group.name
    );
    window.click(&group);
    window.press("Enter");
    window.settle();
    everything_is_named(&window, "the findings");
}

#[test]
fn all_of_a_kind_are_looked_at_before_they_are_fixed() {
    let mut window = on_faulty();
    window.click_button("Library");
    window.settle();
    let group = window.get(Role::ListBoxOption, "warning: Word written twice");
    window.click(&group);
    window.click_button("Fix all of this kind: Word written twice");
    window.settle();
    assert!(window.says("2 of 2 ticked"));
    window.click_button("Change 2 entries");
    window.settle();
    assert!(text(&window).contains("Tea binds iron."));
    assert_eq!(window.file("tea.md"), FAULTY, "nothing is saved unasked");
}

#[test]
fn a_finding_in_the_front_matter_leads_to_its_field_of_the_form() {
    let mut window = Window::on_files(&[(
        "tea.md",
        "---\ntitle: Tea\nslug: tea\nurl: https://x.example/coffee\nlast_reviewed: soon\n---\n\n# Tea\n\n## Summary\n\nTea binds iron.\n",
    )]);
    window.click_on(Role::ListBoxOption, "Tea");
    window.press("Ctrl+3");
    window.until("the library has been checked", checked);
    window.settle();
    let before = text(&window);
    for (said, field) in [("soon", "Last reviewed"), ("coffee", "Address")] {
        // As from the text each time: typing must not go on there.
        window.go_into("Summary");
        for _ in 0..10 {
            window.press("F8");
            if selected(&window).contains(said) {
                break;
            }
        }
        assert!(selected(&window).contains(said), "{said} is found");
        assert_eq!(window.focus(), field);
    }
    // A field that is not there: the keys are where one is added.
    for _ in 0..10 {
        window.press("F8");
        if selected(&window) == "---" {
            break;
        }
    }
    assert_eq!(window.focus(), "Add field…");
    assert_eq!(text(&window), before);
}

#[test]
fn a_field_of_the_form_tells_what_was_found_in_it_and_is_fixed_by_keys() {
    let mut window = Window::on_files(&[(
        "tea.md",
        "---\ntitle: Tea\nslug: tea\nlast_reviewed: 2025-05-01\n---\n\n# Tea\n\n## Summary\n\nTea binds iron.\n",
    )]);
    window.click_on(Role::ListBoxOption, "Tea");
    window.press("Ctrl+3");
    window.until("the library has been checked", checked);
    window.go_into("Summary");
    let field = window.field("Last reviewed");
    assert!(
        field.description.contains("1 May 2025"),
        "{:?}",
        field.description
    );
    assert_eq!(window.field("Title").description, "");
    window.click(&field);
    window.settle();
    window.press("Ctrl+.");
    window.until("it is mended", |window| {
        text(window).contains("last_reviewed: 1 May 2025\n")
    });
    window.until("nothing is told of it", |window| {
        window.field("Last reviewed").description.is_empty()
    });
}

#[test]
fn a_finding_is_accepted_with_a_note_and_shown_as_accepted() {
    let mut window = on_faulty();
    go_to_binds(&mut window);
    window.press("Ctrl+Shift+A");
    everything_is_named(&window, "accepting");
    window.write("A quotation");
    window.fill("Your name", "Ada");
    window.click_button("Accept");
    window.until("it is accepted", |window| {
        window.find(Role::Heading, "Accepted").is_some()
    });
    assert!(window.says("A quotation: Ada, "));
    assert!(window.find(Role::Heading, "Word written twice").is_none());
    assert_eq!(window.file("tea.md"), FAULTY);
    window.get(Role::Link, "Take back: “binds” stands here twice");
    window.click_button("Take it back");
    window.until("it is a finding again", |window| {
        window.find(Role::Heading, "Word written twice").is_some()
    });
}

#[test]
fn findings_that_come_and_go_move_nothing() {
    // With the mark of its last field the first line of the form fills the pane.
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.until("the library has been checked", checked);
    let fields = |window: &Window| -> Vec<(String, egui::Rect)> {
        let roles = [Role::TextInput, Role::MultilineTextInput, Role::ComboBox];
        let fields = roles.into_iter().flat_map(|role| window.all(role));
        let in_entry = fields.filter(|it| it.pane == "Entry");
        in_entry.map(|it| (it.name, it.rect)).collect()
    };
    let is_told = |window: &Window| !window.field("Last reviewed").description.is_empty();
    assert!(is_told(&window));
    let with_mark = fields(&window);
    assert!(with_mark.len() > 10);

    window.go_into("Last reviewed");
    window.press("Ctrl+Shift+A");
    window.write("Not yet");
    window.fill("Your name", "Ada");
    window.click_button("Accept");
    window.until("it is accepted", |window| !is_told(window));
    assert_eq!(fields(&window), with_mark);
}
