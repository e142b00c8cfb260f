//! The front matter as a form: each change is its own line on disk and no other.

use egui::accesskit::Role;
use egui::{Event, ImeEvent};

use crate::{Window, changed_lines};

const TEA: &str = "iron/does-tea-stop-the-body-absorbing-iron.md";

#[track_caller]
fn on_tea() -> (Window, String) {
    let mut window = Window::on_sample_library();
    window.show("Does tea stop");
    let text = window.file(TEA);
    (window, text)
}

/// Something in an open menu.
#[track_caller]
fn choose(window: &mut Window, name: &str) {
    let nodes = window.nodes();
    let choice = nodes
        .iter()
        .rfind(|it| it.name == name && it.role != Role::TextRun);
    let choice = choice
        .unwrap_or_else(|| panic!("{name} is offered"))
        .clone();
    window.click(&choice);
}

#[track_caller]
fn unfold(window: &mut Window) {
    let title = window.field("Title").rect;
    window.click_on(Role::Button, "Show ");
    // A bar to scroll by may come at its right.
    assert_eq!(
        window.field("Title").rect.min,
        title.min,
        "the form unfolds downwards"
    );
}

#[test]
fn the_title_takes_the_heading_along() {
    let (mut window, before) = on_tea();
    window.go_into("Title");
    window.press("Left");
    window.write(", then");
    window.save();
    assert_eq!(
        changed_lines(&before, &window.file(TEA)),
        [
            "title: \"Does tea stop the body absorbing iron?\" → title: \"Does tea stop the body absorbing iron, then?\"",
            "# Does tea stop the body absorbing iron? → # Does tea stop the body absorbing iron, then?",
        ]
    );
}

#[test]
fn the_confidence_is_chosen() {
    let (mut window, before) = on_tea();
    window.click_on(Role::ComboBox, "Confidence");
    choose(&mut window, "high");
    window.save();
    assert_eq!(
        changed_lines(&before, &window.file(TEA)),
        ["confidence: moderate → confidence: high"]
    );
}

#[test]
fn a_date_is_picked_from_the_calendar_or_typed() {
    let (mut window, before) = on_tea();
    window.click_button("Choose a date for last reviewed");
    window.click_button("Month after");
    window.click_button("15 July 2026");
    window.save();
    assert_eq!(
        changed_lines(&before, &window.file(TEA)),
        ["last_reviewed: 8 June 2026 → last_reviewed: 15 July 2026"]
    );

    // Half a date is not written before the field is left.
    window.fill("Last reviewed", "1 Aug");
    let text = |window: &Window| {
        window
            .app()
            .desk()
            .shown()
            .expect("an entry")
            .text()
            .to_string()
    };
    assert!(text(&window).contains("last_reviewed: 15 July 2026\n"));
    window.write("ust 2026");
    window.save();
    assert_eq!(
        changed_lines(&before, &window.file(TEA)),
        ["last_reviewed: 8 June 2026 → last_reviewed: 1 August 2026"]
    );
}

#[test]
fn half_a_date_is_kept_when_the_field_is_left_backwards() {
    let (mut window, before) = on_tea();
    window.fill("Last reviewed", "1 Aug");
    window.press("Shift+Tab");
    window.save();
    assert_eq!(
        changed_lines(&before, &window.file(TEA)),
        ["last_reviewed: 8 June 2026 → last_reviewed: 1 Aug"]
    );
}

#[test]
fn a_product_is_added_moved_and_removed() {
    let (mut window, before) = on_tea();
    unfold(&mut window);
    window.click_button("Add product");
    let offered = window.nodes();
    let offered = offered
        .iter()
        .rfind(|it| it.role == Role::Button && it.name.contains("Magnesium"));
    let name = offered.expect("a product of the library").name.clone();
    choose(&mut window, &name);
    window.save();

    let added = window.file(TEA);
    let new: Vec<&str> = added
        .lines()
        .filter(|line| !before.lines().any(|old| old == *line))
        .collect();
    assert_eq!(
        new.len(),
        4,
        "name, handle, address, and the line of the closing block: {new:?}"
    );
    assert_eq!(new[0], format!("  - name: \"{name}\""));
    assert!(
        new[1].starts_with("    handle: \"")
            && new[2].starts_with("    url: \"https://harbourlane.example/products/")
    );
    assert!(new[3].starts_with(&format!("- [{name}](https://harbourlane.example/products/")));
    assert_eq!(added.lines().count(), before.lines().count() + 4);

    window.click_button("Move product 2 up");
    window.save();
    let names: Vec<String> = window
        .file(TEA)
        .lines()
        .filter(|it| it.contains("- name:"))
        .map(str::to_owned)
        .collect();
    assert_eq!(
        names,
        [
            format!("  - name: \"{name}\""),
            "  - name: \"Gentle Iron Bisglycinate\"".into()
        ]
    );

    window.click_button("Remove product 1");
    window.save();
    assert_eq!(
        window.file(TEA),
        before,
        "what was there before is there, byte for byte"
    );
}

#[test]
fn an_id_is_edited_in_its_quotes() {
    let (mut window, before) = on_tea();
    unfold(&mut window);
    window.fill("Id", "31527084");
    window.save();
    assert_eq!(
        changed_lines(&before, &window.file(TEA)),
        ["id: \"20418973\" → id: \"31527084\""]
    );
}

#[test]
fn a_dead_key_in_the_form_makes_one_letter() {
    let (mut window, before) = on_tea();
    let text = |window: &Window| {
        let entry = window.app().desk().shown().expect("an entry");
        entry.text().to_string()
    };
    unfold(&mut window);
    for field in ["Title", "Editor"] {
        window.go_into(field);
        window.in_one_frame(vec![Event::Ime(ImeEvent::Preedit {
            text: "´".into(),
            active_range_chars: None,
        })]);
        window.settle();
        assert_eq!(
            text(&window),
            before,
            "{field}: what is composed is no change yet"
        );
        assert!(
            window.field(field).value.ends_with('´'),
            "{field}: but it is shown"
        );
        window.in_one_frame(vec![Event::Ime(ImeEvent::Commit("é".into()))]);
        window.settle();
        assert!(window.field(field).value.ends_with('é'), "{field}");
        assert_ne!(text(&window), before);
        window.press("Ctrl+Z");
        assert_eq!(text(&window), before, "{field}: one step");
    }
}

#[test]
fn a_save_takes_what_a_field_holds() {
    let (mut window, before) = on_tea();
    window.fill("Last reviewed", "1 Aug");
    window.press("Ctrl+S");
    window.until("it is on disk", |window| window.file(TEA) != before);
    assert_eq!(
        changed_lines(&before, &window.file(TEA)),
        ["last_reviewed: 8 June 2026 → last_reviewed: 1 Aug"]
    );
    assert!(window.says("Not a date like 29 April 2026"));
    assert_eq!(
        window.focus(),
        "Last reviewed",
        "the focus stays where it is"
    );
    window.write("ust 2026");
    window.save();
    assert!(
        window
            .file(TEA)
            .contains("\nlast_reviewed: 1 August 2026\n")
    );
}

#[test]
fn a_number_typed_letter_by_letter_stays_a_number() {
    let text = "---\ntitle: Tea\nrating: 7\ndraft: true\n---\n\n# Tea\n\n## Summary\n\nTea.\n";
    let mut window = Window::on_files(&[("tea.md", text)]);
    window.show("Tea");
    unfold(&mut window);
    window.click_on(Role::CheckBox, "draft");
    window.go_into("rating");
    window.press("Ctrl+A");
    window.press("Backspace");
    for letter in "1.5".chars() {
        window.write(&letter.to_string());
    }
    // Saved from inside the field: what it holds is handed over first.
    window.save();
    assert_eq!(
        window.file("tea.md"),
        text.replace("rating: 7", "rating: 1.5")
            .replace("draft: true", "draft: false")
    );
}

#[test]
fn a_house_style_of_its_own_gives_fields_their_kinds_and_choices() {
    let style = "\
fields:
  title: { kind: text, required: true }
  strength:
    kind: choice
    required: true
    closed: true
    values: [weak, strong]
  steeping: { kind: number, required: true }
  brewed: { kind: date, required: true }
  organic: { kind: yes-no, required: true }
date_form: 2024-01-31
";
    let text = "---\ntitle: Tea\nstrength: weak\nsteeping: 4\nbrewed: 2026-02-03\norganic: false\n---\n\n# Tea\n";
    let mut window = Window::on_files(&[("house_style.yaml", style), ("tea.md", text)]);
    window.show("Tea");
    window.click_on(Role::ComboBox, "Strength");
    choose(&mut window, "strong");
    window.fill("Steeping", "5.5");
    window.click_button("Choose a date for brewed");
    window.click_button("14 February 2026");
    window.click_on(Role::CheckBox, "Organic");
    window.save();
    assert_eq!(
        changed_lines(text, &window.file("tea.md")),
        [
            "strength: weak → strength: strong",
            "steeping: 4 → steeping: 5.5",
            "brewed: 2026-02-03 → brewed: 2026-02-14",
            "organic: false → organic: true",
        ]
    );
}

#[test]
fn a_mistake_in_the_house_style_leads_to_its_line_and_is_fixed_there() {
    let style = "date_form: soon\n";
    let text = "---\nlast_reviewed: 2026-02-03\n---\n\n# Tea\n";
    let mut window = Window::on_files(&[("house_style.yaml", style), ("tea.md", text)]);
    window.click_button("Open house style");
    window.until("the house style is shown", |window| {
        let shown = window.app().desk().shown();
        shown.is_some_and(|entry| entry.key.file() == "house_style.yaml")
    });
    // The caret stands at the value that is wrong.
    for _ in "soon".chars() {
        window.press("Delete");
    }
    window.write("2024-01-31");
    // That the style is followed may be said before that it is saved.
    window.press("Ctrl+S");
    window.until("the house style is written", |window| {
        window.file("house_style.yaml") == "date_form: 2024-01-31\n"
    });
    window.until("the mended style is followed", |window| {
        let desk = window.app().desk();
        desk.style_mistakes().is_empty() && desk.style().date_form.example() == "2026-04-29"
    });
}

#[test]
fn in_a_small_window_nothing_is_cut_off_or_covered() {
    let heading = "A heading that is long enough to need a second line where the window is small";
    let entry = format!(
        "---\ntitle: Tea\nslug: tea\npillar: Iron\nconfidence: moderate\nlast_reviewed: 1 May 2026\n---\n\n# {heading}\n\n## Summary\n\nTea binds iron.\n"
    );
    let mut window = Window::on_files(&[("tea.md", &entry)]);
    window.click_on(Role::ListBoxOption, "Tea");
    window.resize(1024.0, 700.0);
    let changes = window
        .nodes()
        .into_iter()
        .find(|node| node.name == "Changes" && node.rect.width() > 0.0)
        .expect("its tab");
    assert!(changes.rect.right() <= 1024.0, "{:?}", changes.rect);
    let tab = window
        .nodes()
        .into_iter()
        .find(|node| node.name == "Preview" && node.rect.width() > 0.0)
        .expect("its tab");
    let reviewed = window.field("Last reviewed").rect;
    assert!(reviewed.right() < tab.rect.left(), "{reviewed:?}");
    let on_page = window.field("Heading on the page").rect;
    let summary = window.field("Summary").rect;
    assert!(on_page.height() > 30.0, "it takes two lines: {on_page:?}");
    assert!(on_page.bottom() < summary.top());
}

/// Front matter with a value of every kind.
const EVERY_KIND: &str = "\
---
title: Iron in the diet
date: 2012-11-30 1:58:51 -0400 # as posted
tags: [iron, tea, absorption, ferritin, diet] # five
author:
  name: Ada Blythe
  role: editor
  contact:
    post:
      town: Leeds
      lines: [one, two]
      deeper:
        deepest:
          more: 1
reviewers:
  - name: Tobias Wren
    weight: 3
  - name: Leonie Adeyem
    weight: 5
mixed: [a, {b: c}, [d, e], ~]
published: true
listed: no
weight: 12
summary: A summary that is quite long so that it needs more than the one line that most fields of the form have, and then some more words to be sure of it
description: >
  A folded text
  of two lines.
notes: |
  One line.

  Another paragraph.
nothing:
tilde: ~
empty: \"\"
none: []
link: https://iron.example/a
\"a.b\": dotted
b c: spaced
cSpell:ignore: colon
12: number
base: &base
  a: 1
again: *base
---

# Iron in the diet

## Summary

Text.
";

#[track_caller]
fn on_every_kind() -> Window {
    let other = "---\ntitle: Other\ntags: [zinc, tannin]\n---\n\n# Other\n";
    let mut window = Window::on_files(&[("a.md", EVERY_KIND), ("b.md", other)]);
    window.show("Iron in the diet");
    unfold(&mut window);
    window
}

/// What stands in the form, without what only holds others.
fn widgets_of(window: &Window, height: f32) -> Vec<crate::Seen> {
    let preview = window
        .find(Role::Button, "Preview")
        .map(|tab| tab.rect.left());
    let right = preview.unwrap_or(f32::INFINITY);
    let list = window.field("Filter entries").rect.right();
    let mut nodes = window.nodes();
    nodes.retain(|node| {
        let holds = matches!(
            node.role,
            Role::TextInput
                | Role::MultilineTextInput
                | Role::Button
                | Role::CheckBox
                | Role::Label
                | Role::ComboBox
        );
        // What is scrolled under the status bar is not seen.
        let is_seen = node.rect.bottom() < height - 30.0 && node.rect.height() > 1.0;
        holds && is_seen && node.rect.left() > list && node.rect.right() <= right
    });
    nodes
}

#[track_caller]
fn nothing_overlaps(window: &Window, height: f32) {
    let all = widgets_of(window, height);
    assert!(all.len() > 12, "{all:?}");
    for (at, one) in all.iter().enumerate() {
        for other in all.iter().skip(at + 1) {
            let shared = one.rect.shrink(1.0).intersect(other.rect.shrink(1.0));
            assert!(
                !shared.is_positive(),
                "{:?} {:?} {:?} lies on {:?} {:?} {:?}",
                one.role,
                one.name,
                one.rect,
                other.role,
                other.name,
                other.rect
            );
        }
    }
}

#[test]
fn nothing_lies_over_anything_whatever_the_front_matter_holds() {
    let mut window = on_every_kind();
    for (width, height) in [
        (1440.0, 2600.0),
        (1440.0, 900.0),
        (1024.0, 700.0),
        (800.0, 600.0),
    ] {
        window.resize(width, height);
        nothing_overlaps(&window, height);
    }
}

#[test]
fn names_of_nested_fields_are_shown_and_each_is_changed_alone() {
    let mut window = on_every_kind();
    window.resize(1440.0, 2600.0);
    for name in ["role", "contact", "town", "Item 2"] {
        assert!(
            window.nodes().iter().any(|node| node.name == name),
            "{name}"
        );
    }
    window.fill("author.contact.post.town", "York");
    window.fill("mixed[1].b", "d");
    window.fill("summary", "Short");
    window.save();
    assert_eq!(
        changed_lines(EVERY_KIND, &window.file("a.md")),
        [
            "      town: Leeds →       town: York",
            "mixed: [a, {b: c}, [d, e], ~] → mixed: [a, {b: d}, [d, e], ~]",
            "summary: A summary that is quite long so that it needs more than the one line that most fields of the form have, and then some more words to be sure of it → summary: Short",
        ]
    );
    window.fill("notes", "Another line");
    window.press("Enter");
    window.write("and one more");
    window.save();
    let file = window.file("a.md");
    assert!(
        file.contains("notes: |\n  Another line\n  and one more\nnothing:"),
        "{file}"
    );
}

#[test]
fn what_cannot_be_changed_is_shown_whole_with_the_reason_and_leads_to_the_text() {
    let mut window = on_every_kind();
    window.resize(1440.0, 2600.0);
    assert!(window.says("*base"));
    assert!(window.says("again repeats another place by an alias"));
    assert!(window.says("This lies more than four deep"));
    window.click_button("Change again as text");
    let shown = window.app().desk().shown().expect("an entry");
    assert!(shown.whole);
    assert!(shown.text()[shown.selection.head..].starts_with("*base"));
}

#[track_caller]
fn saved_tags(window: &mut Window) -> String {
    window.save();
    let file = window.file("a.md");
    let line = file.lines().find(|line| line.starts_with("tags:"));
    line.expect("tags").to_owned()
}

#[test]
fn chips_are_added_moved_and_removed_by_keys() {
    let mut window = on_every_kind();
    window.go_into("Add to tags");
    window.write("zinc");
    window.press("Enter");
    window.write("milk,");
    assert_eq!(
        saved_tags(&mut window),
        "tags: [iron, tea, absorption, ferritin, diet, zinc, milk] # five"
    );
    window.press("Backspace");
    assert_eq!(
        saved_tags(&mut window),
        "tags: [iron, tea, absorption, ferritin, diet, zinc] # five"
    );
    window.press("Left");
    assert_eq!(window.focus(), "zinc, 6 of 6 in tags");
    window.press("Ctrl+Left");
    window.press("Ctrl+Left");
    assert_eq!(window.focus(), "zinc, 4 of 6 in tags");
    assert_eq!(
        saved_tags(&mut window),
        "tags: [iron, tea, absorption, zinc, ferritin, diet] # five"
    );
    window.press("Left");
    window.press("Delete");
    assert_eq!(window.focus(), "zinc, 3 of 5 in tags");
    window.press("Enter");
    window.write(" oxide");
    window.press("Enter");
    assert_eq!(
        saved_tags(&mut window),
        "tags: [iron, tea, zinc oxide, ferritin, diet] # five"
    );
    for _ in 0..6 {
        window.press("Ctrl+Z");
    }
    window.press("Ctrl+Z");
    let text = window
        .app()
        .desk()
        .shown()
        .expect("an entry")
        .text()
        .to_string();
    assert!(
        text.contains("tags: [iron, tea, absorption, ferritin, diet"),
        "{text}"
    );
}

#[test]
fn values_of_other_entries_are_offered_and_what_is_left_in_the_box_is_added() {
    let mut window = on_every_kind();
    window.go_into("Add to tags");
    window.write("t");
    window.until("a value of another entry is offered", |window| {
        window.find(Role::ListBoxOption, "tannin").is_some()
    });
    window.press("Down");
    window.press("Enter");
    assert_eq!(
        saved_tags(&mut window),
        "tags: [iron, tea, absorption, ferritin, diet, tannin] # five"
    );
    window.write("left");
    window.press("Tab");
    assert!(saved_tags(&mut window).contains("tannin, left] # five"));
}

#[test]
fn a_pasted_list_is_shown_before_it_is_added() {
    let mut window = on_every_kind();
    window.go_into("Add to tags");
    window.in_one_frame(vec![Event::Paste("zinc, tea, milk".to_owned())]);
    assert!(window.find(Role::Button, "zinc, pasted").is_some());
    assert!(
        window.find(Role::Button, "tea, pasted").is_none(),
        "it is there already"
    );
    let text = |window: &Window| window.app().desk().shown().expect("one").text().to_string();
    assert_eq!(text(&window), EVERY_KIND);
    window.press("Enter");
    assert_eq!(
        saved_tags(&mut window),
        "tags: [iron, tea, absorption, ferritin, diet, zinc, milk] # five"
    );
    window.in_one_frame(vec![Event::Paste("one\ntwo".to_owned())]);
    window.click_button("Discard what was pasted");
    assert!(window.find(Role::Button, "one, pasted").is_none());
}

#[test]
fn a_day_picked_in_the_calendar_keeps_the_time_as_typed() {
    let mut window = on_every_kind();
    window.click_button("Choose a date for date");
    window.click_button("7 November 2012");
    window.save();
    assert_eq!(
        changed_lines(EVERY_KIND, &window.file("a.md")),
        ["date: 2012-11-30 1:58:51 -0400 # as posted → date: 2012-11-07 1:58:51 -0400 # as posted"]
    );
}

#[test]
fn fields_chosen_for_the_rows_of_the_list_stand_there() {
    let mut window = on_every_kind();
    window.click_button("Sort and group");
    window.click_on(Role::Button, "Fields in each row");
    window.click_on(Role::CheckBox, "tags");
    window.until("the rows show them", |window| window.says("zinc, tannin"));
    assert_eq!(window.app().desk().view().row_fields, ["tags"]);
}

#[test]
fn a_form_of_sixty_fields_and_a_list_of_five_hundred_is_drawn_only_where_it_is_seen() {
    let mut text = String::from("---\ntitle: Long\n");
    for field in 0..60 {
        text.push_str(&format!("field{field}: value {field}\n"));
    }
    text.push_str("people:\n");
    for person in 0..500 {
        text.push_str(&format!("  - name: Person {person}\n"));
    }
    text.push_str("---\n\n# Long\n");
    let mut window = Window::on_files(&[("a.md", &text)]);
    window.show("Long");
    unfold(&mut window);
    let fields = |window: &Window| window.all(Role::TextInput).len();
    assert!(fields(&window) < 60, "{}", fields(&window));
    // Every field is reached by Tab all the same.
    window.go_into("field5");
    for _ in 0..80 {
        window.press("Tab");
    }
    let focus = window.focus();
    assert!(focus.contains("field45"), "{focus}");
}

#[test]
fn what_is_typed_after_an_undo_goes_where_the_undone_change_was() {
    let mut window = on_every_kind();
    window.resize(1440.0, 2600.0);
    window.focus_on("link");
    window.write("x");
    window.focus_on("author.role");
    window.write("y");
    window.press("Ctrl+Z");
    assert_eq!(window.focus(), "author.role");
    window.write("z");
    window.save();
    let lines = changed_lines(EVERY_KIND, &window.file("a.md"));
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].contains("role:") && lines[0].contains('z') && !lines[0].contains('y'),
        "{lines:?}"
    );
    assert!(lines[1].contains("link:"), "{lines:?}");
}

#[test]
fn undo_in_a_list_leaves_the_keys_on_no_item() {
    let mut window = on_every_kind();
    window.focus_on("Add to tags");
    window.press("Backspace");
    window.press("Ctrl+Z");
    assert_eq!(window.focus(), "Add to tags");
    window.press("Delete");
    let entry = window.app().desk().shown().expect("it is shown");
    assert_eq!(&**entry.text(), EVERY_KIND);
}

#[test]
fn the_arrow_keys_go_from_day_to_day_of_a_month_and_into_the_next() {
    let mut window = on_every_kind();
    for (keys, day) in [
        (vec!["Left", "Left", "Down"], "2012-12-05"),
        (vec!["Up", "Up", "Right"], "2012-11-17"),
    ] {
        window.click_button("Choose a date for date");
        for key in keys {
            window.press(key);
        }
        window.press("Enter");
        window.save();
        let file = window.file("a.md");
        assert!(
            file.contains(&format!("date: {day} 1:58:51 -0400 # as posted")),
            "{day}: {file}"
        );
        window.press("Ctrl+Z");
    }
}
