//! The view of the library's sources, by keys and by ear.

use egui::accesskit::Role;

use crate::Window;

const PICKERING: &str = "Pickering et al. 2020";

#[track_caller]
fn on_works() -> Window {
    let mut window = Window::on_sample_library();
    window.show("Which form of magnesium");
    window.press("Ctrl+Shift+B");
    window.until("the works are read", |window| {
        window.find(Role::ListBox, "Works").is_some()
    });
    window
}

#[test]
fn a_work_is_found_looked_at_and_left_by_keys_alone() {
    let mut window = on_works();
    assert_eq!(window.focus(), "Filter works");
    assert!(window.find(Role::MultilineTextInput, "Summary").is_none());
    window.write("pickering 2020");
    let row = window.get(Role::ListBoxOption, PICKERING);
    assert!(row.name.ends_with("2 entries, differences"), "{}", row.name);
    window.press("Down");
    assert!(window.focus().starts_with(PICKERING));
    window.until("the sentences are there", |window| {
        window.says("Pickering (2020)") || window.says("Pickering 2020")
    });
    assert!(window.says("Listed 2 times"));
    // Escape closes a menu first.
    window.click_button("Correct a field everywhere…");
    window.press("Escape");
    assert!(window.find(Role::ListBox, "Works").is_some());
    window.press("Escape");
    assert!(window.find(Role::ListBox, "Works").is_none());
    assert_eq!(window.focus(), "Summary", "the caret is where it was");
}

#[test]
fn the_spelling_of_a_journal_is_made_the_same_and_taken_back() {
    let mut window = on_works();
    window.click_on(Role::Button, "With differences (1)");
    assert_eq!(window.get(Role::ListBox, "Works").total, Some(1));
    window.click_button("Make the Journal or site agree with Nutrients");
    window.until("the change is shown", |window| {
        window.find(Role::Dialog, "Change many entries").is_some()
    });
    assert!(window.says("1 of 1 ticked · 1 place"));
    assert!(window.says("removed (Basel)"));
    window.press("Ctrl+Enter");
    window.until("no difference is left", |window| {
        window.says("With differences (0)")
    });
    window.press("Ctrl+Z");
    window.until("it is there again", |window| {
        window.says("With differences (1)")
    });
    assert_eq!(window.app().desk().unsaved_count(), 0);
}

#[test]
fn a_sentence_leads_to_its_place_and_back_leads_to_the_view() {
    let mut window = on_works();
    window.write("pickering 2020");
    window.until("the entries are named", |window| {
        window.find(Role::Link, "Does magnesium").is_some()
    });
    window.click_on(Role::Link, "Does magnesium");
    assert!(window.find(Role::ListBox, "Works").is_none());
    let file = window.app().desk().shown_key().expect("an entry").file();
    assert!(file.contains("hrv"), "{file}");
    window.press("Alt+Left");
    assert!(window.find(Role::ListBox, "Works").is_some());
    assert!(
        window.find(Role::ListBoxOption, PICKERING).is_some(),
        "as it was left"
    );
}
