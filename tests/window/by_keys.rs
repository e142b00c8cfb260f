//! By keys alone: where Tab stops, what the arrows go through, and the menus that a key opens.

use std::collections::HashSet;

use egui::accesskit::Role;

use crate::Window;

/// The names of the stops from here on, until one of them comes again.
fn stops(window: &mut Window, key: &str) -> Vec<String> {
    let mut stops: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    loop {
        let at = window.focused().expect("something has the focus");
        let stop = format!("{}: {}", at.pane, at.name);
        if !seen.insert(stop.clone()) {
            return stops;
        }
        stops.push(stop);
        window.press(key);
    }
}

fn names(stops: &[&str]) -> Vec<String> {
    stops.iter().map(|stop| (*stop).to_owned()).collect()
}

#[test]
fn a_card_is_one_stop_and_shift_tab_leads_back() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Summary");
    let cards = names(&[
        "Entry: Summary",
        "Entry: How it works",
        "Entry: Safety profile",
        "Entry: Sources",
    ]);
    assert_eq!(stops(&mut window, "Tab")[..4], cards);
    window.go_into("Sources");
    let mut back = stops(&mut window, "Shift+Tab");
    back.truncate(4);
    back.reverse();
    assert_eq!(back, cards);
    // One that is folded is what unfolds it.
    window.go_into("How it works");
    window.press("Ctrl+M");
    window.go_into("Summary");
    window.press("Tab");
    assert_eq!(window.focus(), "Unfold How it works");
    window.press("Tab");
    assert_eq!(window.focus(), "Safety profile");
    window.press("Shift+Tab");
    window.press("Enter");
    assert_eq!(window.focus(), "How it works", "unfolded, the text has it");
}

/// An entry with sections of many lines each.
fn long_entry() -> String {
    let mut text = "---\ntitle: Tea\n---\n\n# Tea\n".to_owned();
    for section in ["One", "Two", "Three", "Four"] {
        text.push_str(&format!("\n## {section}\n"));
        for n in 0..60 {
            text.push_str(&format!("\nLine {n} of section {section}.\n"));
        }
    }
    text
}

#[test]
fn tab_goes_on_into_a_card_that_is_out_of_view_and_back() {
    let mut window = Window::on_files(&[("tea.md", &long_entry())]);
    window.show("Tea");
    window.go_into("One");
    window.press("Ctrl+Home");
    for (key, card) in [
        ("Tab", "Two"),
        ("Tab", "Three"),
        ("Shift+Tab", "Two"),
        ("Shift+Tab", "One"),
    ] {
        window.press(key);
        assert_eq!(window.focus(), card, "{key}");
        let field = window.field(card);
        assert!(
            field.rect.top() < 800.0 && field.rect.bottom() > 100.0,
            "{key}: {card} is in view: {:?}",
            field.rect
        );
    }
    window.write("x");
    assert!(window.field("One").value.contains('x'));
}

#[test]
fn a_text_out_of_view_keeps_the_keys_and_nothing_else_has_a_ring() {
    let mut window = Window::on_files(&[("tea.md", &long_entry())]);
    window.show("Tea");
    window.go_into("One");
    window.press("Ctrl+Home");
    let node = window.field("One");
    window.watch_focus("the wheel");
    window.turn_wheel(&node, -6000.0);
    assert!(
        window.field("One").rect.bottom() < 100.0,
        "it is out of view"
    );
    assert_eq!(window.focus(), "One");
    assert_eq!(window.rings(), []);
    window.write("Q");
    assert!(
        window.field("One").value.starts_with("QLine 0"),
        "typed there"
    );
    assert!(window.field("One").rect.top() > 40.0, "and in view again");
    assert_eq!(window.lost_focus(), Vec::<String>::new());
    window.press("F10");
    assert_eq!(window.rings().len(), 1, "a button has one");
}

#[test]
fn what_a_row_offers_is_in_the_menu_that_its_key_opens() {
    let mut window = Window::on_sample_library();
    window.until("the library is checked", crate::findings::checked);
    window.show("Does glycine before bed");
    window.press("Ctrl+2");
    window.press("F6");
    let row = window.focus();
    assert!(row.starts_with("Source 1: "), "{row}");
    for key in ["Shift+F10", "Menu"] {
        window.press(key);
        assert_eq!(
            window.focus(),
            "Copy the line",
            "the first that can be taken"
        );
        window.button("Go to the line");
        window.button("Open DOI 10.5555/jin.2018.0140");
        window.button("Remove");
        window.press("Escape");
        assert_eq!(window.focus(), row);
    }
    window.press("Menu");
    window.press("Enter");
    assert!(
        window
            .copied()
            .is_some_and(|it| it.contains("Three grams of glycine"))
    );
    assert_eq!(window.focus(), row);
    // Enter opens its fields, which Tab goes into.
    window.press("Enter");
    window.press("Tab");
    assert_eq!(window.focus(), "Authors of source 1");

    window.go_into("Summary");
    window.press("Ctrl+3");
    window.press("F6");
    let row = window.focused().expect("a row");
    assert_eq!(
        (row.pane.as_str(), row.role),
        ("Findings", Role::ListBoxOption)
    );
    window.press("Menu");
    let first = window.focused().expect("a line");
    assert_eq!((first.role, first.place), (Role::MenuItem, Some(1)));
    assert!(first.total > Some(1), "{first:?}");
    window.button("Ignore here");
    window.button("Accept with a reason…");
    window.press("Escape");
    assert_eq!(window.focus(), row.name);
}

#[test]
fn in_the_list_of_findings_the_key_that_fixes_is_about_the_row() {
    let text = "---\ntitle: Tea\n---\n\n# Tea\n\n## Summary\n\nTea is is hot.\n\n## Timing\n\nDrink it it at once.\n";
    let mut window = Window::on_files(&[("tea.md", text)]);
    window.until("the library is checked", crate::findings::checked);
    window.show("Tea");
    window.go_into("Summary");
    window.press("Ctrl+3");
    window.press("F6");
    for _ in 0..20 {
        if window.focus().contains("Timing") && window.focus().contains("Ctrl+. fixes it") {
            break;
        }
        window.press("Down");
    }
    assert!(window.focus().contains("Timing"), "{}", window.focus());
    window.press("Ctrl+.");
    let entry = window
        .app()
        .desk()
        .shown()
        .expect("an entry")
        .text()
        .to_string();
    assert!(entry.contains("Drink it at once."), "{entry}");
    assert!(entry.contains("Tea is is hot."), "the other stays: {entry}");
}

#[test]
fn the_tabs_of_the_right_pane_are_one_stop_with_arrows() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.press("Ctrl+1");
    window.press("F6");
    assert_eq!(window.focused().map(|it| it.role), Some(Role::Tab));
    for (key, tab) in [
        ("Right", "Sources"),
        ("Left", "Preview"),
        ("Left", "Search"),
    ] {
        window.press(key);
        let at = window.focused().expect("a tab");
        assert_eq!((at.role, at.name.as_str()), (Role::Tab, tab));
        assert_eq!(at.selected, Some(true));
    }
    window.press("Tab");
    assert_ne!(window.focused().map(|it| it.role), Some(Role::Tab));
}

#[test]
fn a_splitter_has_a_name_and_a_width_that_the_arrows_change() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.press("F10");
    window.press("Escape");
    let before = window.get(Role::Splitter, "Width of the library");
    window.focus_by_reader(&before);
    assert_eq!(window.focus(), "Width of the library");
    window.press("Right");
    let after = window.get(Role::Splitter, "Width of the library");
    assert!(after.rect.left() > before.rect.left());
    assert!(after.number > before.number, "{before:?} {after:?}");
    assert!(after.description.contains("arrows"));
}

#[test]
fn the_calendar_is_a_grid_of_days() {
    let mut window = Window::on_sample_library();
    window.show("Does creatine help older adults");
    window.click_button("Choose a date for last reviewed");
    let set = window.focused().expect("a day");
    assert_eq!(
        (set.role, set.selected),
        (Role::Cell, Some(true)),
        "{set:?}"
    );
    let grid = window.all(Role::Grid);
    assert!(set.name.ends_with(&grid[0].name), "{set:?} in {grid:?}");
    assert!(window.all(Role::Row).len() >= 5);
    let heads: Vec<String> = window
        .all(Role::ColumnHeader)
        .into_iter()
        .map(|it| it.name)
        .collect();
    assert_eq!(heads.first().map(String::as_str), Some("Monday"));
    assert_eq!(heads.len(), 7);
    let days = window.all(Role::Cell);
    assert!(days.iter().filter(|it| it.selected == Some(true)).count() == 1);

    let day = |window: &Window| window.focused().expect("a day");
    window.press("Home");
    assert_eq!(day(&window).description, "Monday");
    window.press("End");
    assert_eq!(day(&window).description, "Sunday");
    let sunday = day(&window);
    window.press("Down");
    window.press("Up");
    assert_eq!(day(&window).name, sunday.name);
    window.press("PageDown");
    let next = day(&window).name;
    assert_ne!(next, sunday.name);
    window.press("PageUp");
    assert_eq!(day(&window).name, sunday.name);
    // One stop: the next ones are “Today” and the buttons above.
    window.press("Tab");
    assert_eq!(window.focus(), "Today");
    window.press("Shift+Tab");
    assert_eq!(day(&window).name, sunday.name);
    window.press("Escape");
    assert_eq!(window.focus(), "Choose a date for last reviewed");
}
