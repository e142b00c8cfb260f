//! A mistake of the program while a pane is drawn: it costs that pane, the others go on, and nothing that was typed is lost.

use egui::accesskit::Role;

use crate::Window;

const TEA: &str = "---\ntitle: Tea\nslug: tea\n---\n\n# Tea\n\n## Summary\n\nTea.\n";
const MILK: &str = "---\ntitle: Milk\nslug: milk\n---\n\n# Milk\n\n## Summary\n\nMilk.\n";

const SAID: &str = "This pane met a mistake";

#[track_caller]
fn on_tea() -> Window {
    let mut window = Window::on_files(&[("tea.md", TEA), ("milk.md", MILK)]);
    window.show("Tea");
    window
}

fn text(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    entry.text().to_string()
}

#[test]
fn every_pane_says_so_and_the_others_go_on() {
    for (pane, other) in [
        ("Menu", "Preview"),
        ("Library", "Preview"),
        ("Entry", "Preview"),
        ("Preview and changes", "File"),
        ("Status", "Preview"),
    ] {
        let mut window = on_tea();
        window.plant_a_mistake(pane, 1);
        assert!(window.says(SAID), "{pane}");
        assert!(window.says("Your text is safe"), "{pane}");
        assert_eq!(window.button(other).name, other, "{pane}");
        // What is done in the others is done.
        if pane != "Entry" {
            window.go_into("Summary");
            window.write(" Green.");
            assert!(text(&window).contains("Tea. Green."), "{pane}");
            window.press("Ctrl+S");
            window.until("it is saved", |window| {
                window.file("tea.md").contains("Tea. Green.")
            });
        }
        assert!(window.says(SAID), "{pane} waits to be tried again");
        window.click_button("Try again");
        assert!(!window.says(SAID), "{pane}");
    }
}

#[test]
fn what_is_drawn_in_the_place_of_an_entry_is_kept_apart_too() {
    let mut window = on_tea();
    window.press("Ctrl+Shift+B");
    assert!(window.find(Role::TextInput, "Filter works").is_some());
    window.plant_a_mistake("The library’s sources", 1);
    assert!(window.says(SAID));
    window.click_button("Try again");
    assert!(window.find(Role::TextInput, "Filter works").is_some());
    assert!(!window.says(SAID));
}

#[cfg(unix)]
#[test]
fn the_bars_are_kept_apart_too() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("tea.md"), TEA).expect("written");
    let link = folder.path().join("house_style.yaml");
    std::os::unix::fs::symlink(folder.path().join("none"), link).expect("linked");
    let mut window = Window::on(folder, egui::Theme::Light, crate::Letters::OfTheFonts);
    window.until("the bar is there", |window| window.says("house_style.yaml"));
    window.plant_a_mistake("Bars", 1);
    assert!(window.says(SAID));
    window.click_button("Try again");
    assert!(window.says("house_style.yaml"));
}

#[test]
fn what_floats_above_the_panes_can_be_closed_or_tried_again() {
    const SAID: &str = "What was to be shown here met a mistake";
    for (pane, chord) in [
        ("Sheet", Some("Shift+F2")),
        ("Notices", None),
        ("Offers", None),
    ] {
        let mut window = on_tea();
        if let Some(chord) = chord {
            window.press(chord);
        }
        window.plant_a_mistake(pane, 1);
        assert!(window.says(SAID), "{pane}");
        assert!(window.says("Milk"), "{pane}: the panes are drawn");
        window.click_button("Try again");
        assert!(!window.says(SAID), "{pane}");
        window.plant_a_mistake(pane, 1);
        window.click_button("Close");
        assert!(!window.says(SAID), "{pane}");
        assert_eq!(window.app().desk().dialog(), None, "{pane}");
    }
}

#[test]
fn a_question_that_can_not_be_drawn_is_answered_as_if_it_were_closed() {
    let mut window = on_tea();
    window.go_into("Summary");
    window.write(" Green.");
    window.press("Ctrl+Q");
    assert!(window.app().desk().question().is_some());
    window.plant_a_mistake("Question", 1);
    window.click_button("Close");
    assert!(window.app().desk().question().is_none());
    assert!(!window.is_closed());
    assert!(text(&window).contains("Green."));
}

#[test]
fn what_was_typed_in_the_frame_of_the_mistake_is_there() {
    let mut window = on_tea();
    window.go_into("Summary");
    window.write(" Green");
    window.app_mut().plant_a_mistake("Entry", 1);
    window.write(".");
    assert!(window.says(SAID));
    assert!(text(&window).contains("Tea. Green."));
    window.press("Ctrl+S");
    window.until("it is saved", |window| {
        window.file("tea.md").contains("Tea. Green.")
    });
}

#[test]
fn a_second_mistake_with_the_same_entry_opens_it_as_plain_text() {
    let mut window = on_tea();
    window.plant_a_mistake("Entry", 2);
    assert!(window.says(SAID));
    assert!(!window.app().desk().shown().expect("an entry").whole);
    window.click_button("Try again");
    assert!(window.app().desk().shown().expect("an entry").whole);
    assert!(!window.says(SAID), "the whole file is shown as text");
    assert_eq!(text(&window), TEA);
}

#[test]
fn another_entry_is_drawn_without_being_asked_for() {
    let mut window = on_tea();
    window.plant_a_mistake("Entry", 1);
    assert!(window.says(SAID));
    window.show("Milk");
    assert!(!window.says(SAID));
    window.field("Summary");
}
