//! The whole file as text, find and replace, and typing that changes the outline.

use egui::accesskit::Role;

use crate::Window;

const TEA: &str = "iron/does-tea-stop-the-body-absorbing-iron.md";

fn text(window: &Window) -> String {
    window
        .app()
        .desk()
        .shown()
        .expect("an entry")
        .text()
        .to_string()
}

#[test]
fn what_to_do_first_has_room_in_a_small_window() {
    let mut window = Window::on_sample_library();
    window.resize(800.0, 600.0);
    let library = window.get(Role::TextInput, "Filter entries").rect;
    let words = window
        .get(Role::Label, "Pick one in the library, or press Ctrl+P")
        .rect;
    let pane = window.get(Role::Label, "The page appears here").rect;
    assert!(library.right() < words.left() && words.right() < pane.left());
}

#[test]
fn one_switch_shows_the_whole_file() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    let before = text(&window);
    window.press("Ctrl+E");
    assert_eq!(window.announced(), "The whole file as text");
    assert_eq!(window.focus(), "Whole file");
    assert_eq!(window.field("Whole file").value, before);
    window.to_start();
    window.press("Down");
    window.press("End");
    window.press("Left");
    window.write("!");
    assert_eq!(
        text(&window),
        before.replacen("improve sleep?\"", "improve sleep?!\"", 1)
    );
    window.press("Ctrl+E");
    assert_eq!(window.announced(), "Sections as cards");
    assert!(window.find(Role::MultilineTextInput, "Summary").is_some());
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
}

#[test]
fn find_counts_and_replace_all_is_one_step() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    let before = text(&window);
    window.press("Ctrl+F");
    window.write("glycine");
    // The form's fields are not searched.
    let shown = before.split("\n# ").nth(1).expect("a page").to_lowercase();
    let count = shown.matches("glycine").count();
    assert!(window.says(&format!(" of {count}")));
    window.press("Enter");
    assert!(window.says(&format!(" of {count}")));
    window.press("Escape");

    window.press("Ctrl+H");
    window.fill("Find in this entry", "sleep");
    window.fill("Replace with", "rest");
    window.click_on(Role::CheckBox, "Match case");
    window.click_button("Replace all");
    let (head, page) = before.split_once("\n# ").expect("a page");
    let replaced = format!("{head}\n# {}", page.replace("sleep", "rest"));
    assert_eq!(text(&window), replaced);
    assert!(window.says("Nothing found"));
    window.press("Escape");
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
}

#[test]
fn an_open_fence_leaves_the_cards_alone_until_the_text_is_left() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    let before = window.file("sleep/does-glycine-before-bed-improve-sleep.md");
    window.go_into("Summary");
    window.write("\n```");
    assert_eq!(window.focus(), "Summary");
    for card in [
        "How it works, card 2 of 6",
        "Safety profile, card 3 of 6",
        "Sources, card 4 of 6",
    ] {
        assert!(window.find(Role::Heading, card).is_some(), "{card}");
    }
    let line = window
        .nodes()
        .into_iter()
        .find(|it| it.name.contains("takes in"));
    assert_eq!(line.expect("a quiet line").pane, "Entry");
    window.write("\nstill here");
    assert!(window.field("Summary").value.ends_with("\n```\nstill here"));

    // Leaving cuts the cards anew.
    window.press("F6");
    assert!(window.find(Role::Heading, "How it works, card").is_none());
    assert!(!window.nodes().iter().any(|it| it.name.contains("takes in")));
    window.press("Ctrl+Z");
    assert_eq!(text(&window), before);
    assert!(
        window
            .find(Role::Heading, "How it works, card 2 of 6")
            .is_some()
    );
}

#[test]
fn the_preview_shows_the_key_in_the_same_frame() {
    let mut window = Window::on_sample_library();
    window.show("Does tea stop");
    let before = window.file(TEA);
    window.go_into("Summary");
    window.to_start();
    window.in_one_frame(vec![egui::Event::Text("Quince".into())]);
    let page = window.nodes();
    let page = page.iter().filter(|it| it.pane == "Preview");
    assert!(
        page.clone()
            .any(|it| it.name.starts_with("QuinceTea drunk"))
    );
    assert_eq!(window.file(TEA), before, "nothing is written unasked");
}

#[test]
fn what_changes_the_outline_stays_in_its_card_while_it_is_typed() {
    for typed in [
        "\n- ",
        "\n\n## New",
        "\n<!-- x",
        "\n---\n",
        "\n===\n",
        "\n~~~\n",
        "\n<pre>",
    ] {
        let mut window = Window::on_sample_library();
        window.show("Does glycine before bed");
        window.go_into("How it works");
        let before = window.field("How it works").value;
        let mut expected = before.clone();
        for letter in typed.chars() {
            window.write(&letter.to_string());
            expected.push(letter);
            assert_eq!(window.focus(), "How it works", "{typed:?}");
            assert_eq!(window.field("How it works").value, expected, "{typed:?}");
        }
        window.press("Ctrl+Z");
        assert_eq!(window.field("How it works").value, before, "{typed:?}");
        assert!(!window.app().desk().shown().expect("an entry").is_unsaved());
    }
}

#[test]
fn a_heading_can_be_emptied_and_named_anew() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    let before = text(&window);
    let heading = window.field("Heading of Safety profile");
    window.click(&heading);
    window.press("Ctrl+A");
    window.press("Backspace");
    assert_eq!(window.focused().map(|it| it.value).as_deref(), Some(""));
    window.write("Safety");
    assert_eq!(
        text(&window),
        before.replace("## Safety profile", "## Safety")
    );
    window.press("Enter");
    assert!(window.find(Role::Heading, "Safety, card 3 of 6").is_some());
}

#[test]
fn a_section_of_a_megabyte_is_typed_in_at_both_ends() {
    let line =
        "A line of some length that says very little, again and again, to make a long text.\n";
    let body = line.repeat(1_000_000 / line.len());
    let before = format!("---\ntitle: Long\n---\n\n## Text\n\n{body}");
    let mut window = Window::on_files(&[("long.md", &before)]);
    window.show("Long");
    assert!(
        window.focus().starts_with("Text, part 1 of "),
        "{}",
        window.focus()
    );
    window.write("x");
    window.press("Ctrl+End");
    window.write("y");
    let body = body.trim_end();
    let after = format!("---\ntitle: Long\n---\n\n## Text\n\nx{body}y\n");
    assert_eq!(text(&window), after);

    // The parts are one text: the caret goes over their edges, and Backspace joins their lines.
    window.press("Ctrl+Home");
    window.to_end();
    window.press("Right");
    assert!(
        window.focus().starts_with("Text, part 2 of "),
        "{}",
        window.focus()
    );
    window.press("Backspace");
    assert_eq!(text(&window).len(), after.len() - 1);
    window.press("Ctrl+Z");
    window.save();
    assert_eq!(window.file("long.md"), after);
}

#[test]
fn a_click_in_the_preview_puts_the_caret_there() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    let nodes = window.nodes();
    let block = nodes
        .iter()
        .find(|it| it.pane == "Preview" && it.name.starts_with("Mild stomach upset"));
    let block = block.expect("a paragraph");
    window.click_in(block, |rect| rect.left_top() + egui::vec2(1.0, 8.0));
    assert_eq!(window.focus(), "Safety profile");
    window.write("Q");
    assert!(text(&window).contains("\nQMild stomach upset"));
}

#[test]
fn bold_keeps_the_selection_and_the_focus() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    window.go_into("Summary");
    window.to_start();
    window.press("Ctrl+Shift+Right");
    window.press("Ctrl+B");
    assert!(
        text(&window).contains("\n**Draft**, not yet"),
        "{}",
        text(&window)
    );
    assert_eq!(window.focus(), "Summary");
    window.press("Ctrl+B");
    assert!(text(&window).contains("\nDraft, not yet"));
}

#[test]
fn words_looked_for_before_are_written_over() {
    let mut window = Window::on_sample_library();
    window.show("Does glycine before bed");
    for words in ["sleep", "heart"] {
        window.press("Ctrl+F");
        assert_eq!(window.focus(), "Find in this entry");
        window.write(words);
        assert_eq!(window.app().desk().search().words, words);
        window.press("Escape");
    }
}
