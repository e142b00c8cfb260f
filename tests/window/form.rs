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
    assert_eq!(
        window.field("Title").rect,
        title,
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
    for (field, words) in [("rating", "1.5"), ("draft", "false")] {
        window.go_into(field);
        window.press("Ctrl+A");
        window.press("Backspace");
        for letter in words.chars() {
            window.write(&letter.to_string());
        }
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
