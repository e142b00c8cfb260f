//! Another program changes what is open and unsaved: a merge in a bar, or choices in the place of the entry.

use std::fs;

use egui::accesskit::Role;

use crate::Window;

const BEFORE: &str =
    "---\ntitle: One\nsteeping: 4\n---\n\n# One\n\n## Summary\n\nText.\n\n## Timing\n\nMorning.\n";

fn with(changes: &[(&str, &str)]) -> String {
    changes
        .iter()
        .fold(BEFORE.to_owned(), |text, (old, new)| text.replace(old, new))
}

/// Unsaved words in the summary; then another program writes the file.
#[track_caller]
fn changed_to(theirs: &str) -> Window {
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    window.go_into("Summary");
    window.write(" Mine.");
    replace(&window, theirs);
    window
}

/// Another program saves as editors do: a new file takes the place of the old one.
fn replace(window: &Window, text: &str) {
    let new = window.folder().join(".one.md.new");
    fs::write(&new, text).expect("written");
    fs::rename(new, window.folder().join("one.md")).expect("in place");
}

fn text(window: &Window) -> String {
    let entry = window.app().desk().shown().expect("an entry");
    entry.text().to_string()
}

/// The choices of a merge with two conflicts.
#[track_caller]
fn resolving() -> Window {
    let theirs = with(&[
        ("Text.", "Their text."),
        ("steeping: 4", "steeping: 6"),
        ("Morning", "Evening"),
    ]);
    let mut window = Window::on_files(&[("one.md", BEFORE)]);
    window.show("One");
    window.go_into("Summary");
    window.write(" Mine.");
    window.go_into("Timing");
    window.write(" At eight.");
    replace(&window, &theirs);
    window.until("the bar is there", |window| {
        window.says("Another program changed this file")
    });
    window.click_button("Settle…");
    window.until("the choices are there", |window| {
        window.app().desk().resolving().is_some()
    });
    window
}

#[test]
fn what_came_in_by_a_merge_stands_in_a_bar_until_it_is_saved() {
    let theirs = with(&[("Morning", "Evening")]);
    let mut window = changed_to(&theirs);
    window.until("it is merged", |window| {
        window.says("Changed outside and merged: “Timing”.")
    });
    let both = with(&[("Morning", "Evening"), ("Text.", "Text. Mine.")]);
    assert_eq!(text(&window), both);
    assert_eq!(window.file("one.md"), theirs, "nothing is saved unasked");
    assert_eq!(window.focus(), "Summary", "a bar takes no focus");
    window.write(" More.");
    assert_eq!(
        text(&window),
        both.replace("Mine.", "Mine. More."),
        "the caret stayed"
    );
    window.save();
    assert!(!window.says("Changed outside and merged"));
    assert_eq!(window.file("one.md"), both.replace("Mine.", "Mine. More."));
}

#[test]
fn a_merge_is_taken_back_by_its_bar() {
    let mut window = changed_to(&with(&[("Morning", "Evening")]));
    window.until("it is merged", |window| {
        window.says("Changed outside and merged")
    });
    window.click_button("Undo");
    assert_eq!(text(&window), with(&[("Text.", "Text. Mine.")]));
    assert!(!window.says("Changed outside and merged"));
}

#[test]
fn choices_are_made_by_keys_and_used_as_one_step() {
    let mut window = resolving();
    assert!(
        window
            .find(Role::Heading, "Two versions to settle")
            .is_some()
    );
    assert_eq!(window.focus(), "Mine for “Summary”");
    assert!(window.says("`steeping`: theirs came in"));
    window.press("Tab");
    window.press("Tab");
    assert_eq!(window.focus(), "Mine, then theirs for “Summary”");
    window.press("Space");
    window.press("F8");
    assert_eq!(window.focus(), "Mine for “Timing”");
    window.press("Tab");
    window.press("Space");
    window.click_button("Use what was chosen");
    let settled = with(&[
        ("steeping: 4", "steeping: 6"),
        ("Text.\n", "Text. Mine.\nTheir text.\n"),
        ("Morning", "Evening"),
    ]);
    assert_eq!(text(&window), settled);
    assert!(window.app().desk().resolving().is_none());
    window.save();
    assert_eq!(window.file("one.md"), settled);
}

#[test]
fn other_words_can_stand_for_both() {
    let mut window = resolving();
    window.click_on(Role::RadioButton, "Mine for “Timing”");
    window.click_on(Role::RadioButton, "Other words for “Summary”");
    window.fill("Words for “Summary”", "Both of them.");
    window.click_button("Use what was chosen");
    let settled = with(&[
        ("steeping: 4", "steeping: 6"),
        ("Text.", "Both of them."),
        ("Morning.", "Morning. At eight."),
    ]);
    assert_eq!(text(&window), settled);
}

#[test]
fn escape_goes_back_to_the_text_and_both_stay_safe() {
    let mut window = resolving();
    window.press("Escape");
    assert!(window.says("Another program changed this file"));
    assert_eq!(window.focus(), "Timing");
    window.click_button("Keep mine");
    let mine = with(&[("Text.", "Text. Mine."), ("Morning.", "Morning. At eight.")]);
    assert_eq!(text(&window), mine);
    window.save();
    assert_eq!(window.file("one.md"), mine);
}

#[test]
fn what_was_chosen_is_used_by_the_keys_alone() {
    for by_tab in [false, true] {
        let mut window = resolving();
        window.press("Ctrl+Enter");
        assert!(window.says("Choose for every place first"));
        window.press("Space");
        window.press("F8");
        window.press("Space");
        if by_tab {
            for _ in 0..10 {
                if window.focus() == "Use what was chosen" {
                    break;
                }
                window.press("Tab");
            }
            assert_eq!(window.focus(), "Use what was chosen");
            window.press("Enter");
        } else {
            window.press("Ctrl+Enter");
        }
        assert!(window.app().desk().resolving().is_none());
        assert_eq!(
            text(&window),
            with(&[
                ("steeping: 4", "steeping: 6"),
                ("Text.", "Text. Mine."),
                ("Morning.", "Morning. At eight."),
            ])
        );
    }
}
