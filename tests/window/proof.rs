//! Reading for proof by keys and by ear: open, read, go to a doubt, take a suggestion, undo it, go on to the next entry.

use copydesk::desk::CommandId;
use egui::accesskit::Role;

use crate::Window;

const IRON: &str = "\
---
title: \"Iron\"
slug: iron
---

# Iron

## Summary

Tea lowers the absorbtion of iron. A tabblet helps.

## Dose

Take it with water.
";

const TEA: &str = "---\ntitle: \"Tea\"\nslug: tea\n---\n\n# Tea\n\n## Summary\n\nLeave an hour.\n";

fn proof() -> Window {
    let mut window = Window::on_files(&[("iron.md", IRON), ("tea.md", TEA)]);
    window.press("Ctrl+P");
    window.write("iron");
    window.press("Enter");
    window.until("the words are checked", |window| {
        let found = window.app().desk().findings_here();
        found.iter().any(|it| it.finding.check == "spelling")
    });
    window.press("Ctrl+Shift+E");
    window
}

/// What a screen reader reads of the doubts, which have the focus: the one at hand, else the list.
#[track_caller]
fn at_hand(window: &Window) -> String {
    let focus = window.focus();
    let is_doubt = focus.contains("Keys: ") || focus == "Doubts";
    assert!(is_doubt, "the focus is on {focus:?}");
    focus
}

fn text(window: &Window) -> String {
    window
        .app()
        .desk()
        .shown()
        .expect("shown")
        .text()
        .to_string()
}

#[test]
fn an_entry_is_read_for_proof_by_ear_and_keyboard_alone() {
    let mut window = proof();
    assert_eq!(
        window.announced(),
        "Iron, entry 1 of 2, 0 of 3 sections read, 2 doubts"
    );
    assert_eq!(at_hand(&window), "Doubts");
    for heading in ["Iron", "Summary", "Dose"] {
        assert!(window.find(Role::Heading, heading).is_some(), "{heading}");
    }
    window.press("F8");
    assert_eq!(
        window.announced(),
        "Doubt 1 of 2: “absorbtion” is probably “absorption”"
    );
    assert_eq!(
        at_hand(&window),
        "warning, Spelling: absorbtion. Line 1, 1 of 2. Tea lowers the absorbtion of iron. \
         1: absorption, known misspelling. Keys: Enter takes the first, I ignores it here, A accepts it with a reason, \
         D adds the word to the library’s words, N writes a note, U undoes, F8 goes to the next, Space marks the section read"
    );
    window.press("1");
    assert!(text(&window).contains("the absorption of"));
    assert_eq!(window.announced(), "“absorbtion” changed to “absorption”");
    assert!(window.says("Line 1: “absorbtion” changed to “absorption”"));
    window.press("U");
    assert!(text(&window).contains("the absorbtion of"));
    window.until("it is a doubt again", |window| {
        at_hand(window).contains("absorbtion")
    });
    window.press("Enter");
    assert!(text(&window).contains("the absorption of"));
    assert_eq!(window.file("iron.md"), IRON, "nothing is saved by itself");

    window.press("Space");
    assert_eq!(window.announced(), "Read: Summary. Dose, section 3 of 3");
    window.press("Space");
    assert_eq!(
        window.announced(),
        "Read: Dose. 1 section above is unread. Tea, entry 2 of 2, 0 of 2 sections read, no doubts"
    );
    assert_eq!(window.focus(), "Doubts");
    window.press("Ctrl+Shift+E");
    assert_eq!(window.focus(), "Summary", "back in the text");
}

#[test]
fn every_key_has_a_button_and_letters_can_be_switched_off() {
    let mut window = proof();
    window.press("F8");
    for name in [
        "absorption, known misspelling",
        "Ignore here",
        "Add to the library’s words",
        "Accept with a reason…",
        "Write a note…",
        "Next doubt",
        "Mark read and go on",
    ] {
        window.get(Role::Button, name);
    }
    let before = text(&window);
    // Letters act only while the doubts have the focus.
    window.press("Tab");
    assert!(!window.focus().contains("Keys: "), "{}", window.focus());
    window.press("I");
    assert_eq!(window.app().desk().proof_doubts().len(), 2);
    let ignore = window.get(Role::Button, "Ignore here");
    window.click(&ignore);
    assert_eq!(window.app().desk().proof_doubts().len(), 1);
    let undo = window.get(Role::Button, "Undo");
    window.click(&undo);
    assert_eq!(window.app().desk().proof_doubts().len(), 2);

    window.perform(CommandId::ProofLetters);
    window.press("F8");
    window.press("1");
    window.press("I");
    assert_eq!(text(&window), before);
    assert_eq!(window.app().desk().proof_doubts().len(), 2);
    assert!(
        !at_hand(&window).contains("I ignores"),
        "{}",
        at_hand(&window)
    );
    window.press("Enter");
    assert_ne!(text(&window), before);
}

#[test]
fn a_note_is_written_and_shown_in_the_margin() {
    let mut window = proof();
    window.press("F8");
    window.press("N");
    assert_eq!(window.focus(), "Note");
    window.write("Ask Leonie");
    window.press("Enter");
    assert_eq!(window.announced(), "Note kept, for yourself alone");
    assert!(at_hand(&window).contains("absorbtion"));
    let note = window.get(Role::ListBoxOption, "Note: Ask Leonie");
    window.click(&note);
    let delete = window.get(Role::Button, "Delete");
    window.click(&delete);
    assert!(window.find(Role::ListBoxOption, "Note: ").is_none());
}

#[test]
fn a_doubted_word_has_a_menu_by_key() {
    let mut window = proof();
    window.press("Ctrl+Shift+E");
    for _ in 0..9 {
        window.press("F8");
        if window.announced().contains("absorbtion") {
            break;
        }
    }
    window.press("Shift+F10");
    assert_eq!(window.focus(), "Fix finding");
    let names = |window: &Window| -> Vec<String> {
        let options = window.all(Role::ListBoxOption).into_iter();
        let options = options.filter(|it| it.pane == "Fix finding");
        options.map(|it| it.name).collect()
    };
    let offered = names(&window);
    let begins = |words: &str| offered.iter().any(|name| name.starts_with(words));
    for words in [
        "Write “absorption”",
        "Ignore here",
        "Add to the library’s words",
        "Accept with a reason…",
        "Write “absorption” everywhere in the library…",
    ] {
        assert!(begins(words), "{words}: {offered:?}");
    }
    window.write("everywhere");
    window.press("Enter");
    assert!(window.says("Write “absorption” for “absorbtion” everywhere"));
}

#[test]
fn nothing_in_the_margin_lies_over_another_thing() {
    let crowded = IRON.replace(
        "Tea lowers the absorbtion of iron. A tabblet helps.",
        "Teh cup of tea lowers the absorbtion of iron in teh gut of most people. A seperate tabblet helps those who eat no meat.",
    );
    let mut window = Window::on_files(&[("iron.md", &crowded)]);
    window.press("Ctrl+P");
    window.write("iron");
    window.press("Enter");
    window.until("the words are checked", |window| {
        let found = window.app().desk().findings_here();
        found.iter().any(|it| it.finding.check == "spelling")
    });
    window.press("Ctrl+Shift+E");
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        window.resize(width, height);
        for _ in 0..5 {
            window.press("F8");
            let options = window.all(Role::ListBoxOption).into_iter();
            let rows = options
                .filter(|it| it.name.starts_with('“'))
                .map(|it| it.rect);
            let verbs = window.all(Role::Button).into_iter();
            let card = verbs.filter(|it| it.name == "Ignore here" || it.name == "Write a note…");
            let all: Vec<_> = rows.chain(card.map(|it| it.rect)).collect();
            assert!(all.len() >= 6, "{all:?}");
            for (at, one) in all.iter().enumerate() {
                for other in &all[at + 1..] {
                    assert!(!one.shrink(0.5).intersects(*other), "{one:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn in_a_small_window_the_doubt_docks_and_every_verb_is_there() {
    let mut window = proof();
    window.resize(800.0, 600.0);
    window.press("F8");
    for name in [
        "absorption, known misspelling",
        "Ignore here",
        "Add to the library’s words",
        "Accept with a reason…",
        "Write a note…",
        "Next doubt",
        "Mark read and go on",
    ] {
        let button = window.get(Role::Button, name).rect;
        assert!(
            button.bottom() <= 600.0 && button.right() <= 800.0,
            "{name} {button:?}"
        );
    }
    assert!(at_hand(&window).contains("Line 1, 1 of 2"));
    window.press("1");
    assert!(text(&window).contains("the absorption of"));
}

#[test]
fn a_right_click_on_a_doubted_word_shows_what_can_be_done() {
    let mut window = proof();
    window.press("F8");
    window.press("Ctrl+Shift+E");
    let field = window.field("Summary");
    // On the last word that was looked at: its first letters stand at the left.
    let pos = field.rect.left_top() + egui::vec2(130.0, 12.0);
    for pressed in [true, false] {
        window.in_one_frame(vec![
            egui::Event::PointerMoved(pos),
            egui::Event::PointerButton {
                pos,
                button: egui::PointerButton::Secondary,
                pressed,
                modifiers: egui::Modifiers::NONE,
            },
        ]);
    }
    window.settle();
    let take = window.get(Role::Button, "absorption, known misspelling");
    window.get(
        Role::Button,
        "Write “absorption” everywhere in the library…",
    );
    window.click(&take);
    assert!(text(&window).contains("the absorption of"));
}

#[test]
fn nothing_counts_as_read_that_is_out_of_sight() {
    let long = "Take it with water, or with juice. ".repeat(400);
    let text = IRON.replace("Take it with water.", &long) + "\n## Last\n\nThe end.\n";
    let mut window = Window::on_files(&[("iron.md", &text)]);
    window.press("Ctrl+P");
    window.write("iron");
    window.press("Enter");
    window.press("Ctrl+Shift+E");
    window.press_times("PageDown", 2);
    window.press("Space");
    assert_eq!(window.announced(), "Dose, section 3 of 4");
    window.press("Space");
    assert_eq!(window.announced(), "Read: Dose. Last, section 4 of 4");
}

#[test]
fn the_next_doubt_is_looked_for_from_the_page_that_was_turned_to() {
    let long = "Take it with water, or with juice.\n\n".repeat(200);
    let text = IRON.replace("Take it with water.", &long) + "\n## Last\n\nTeh end.\n";
    let mut window = Window::on_files(&[("iron.md", &text)]);
    window.press("Ctrl+P");
    window.write("iron");
    window.press("Enter");
    window.press("Ctrl+Shift+E");
    window.until("the words are checked", |window| {
        let doubts = window.app().desk().proof_doubts();
        doubts.len() > 1
    });
    window.press("F8");
    assert!(window.announced().starts_with("Doubt 1 of"));
    window.press_times("PageDown", 2);
    window.press("F8");
    let of = window.app().desk().proof_doubts().len();
    assert!(
        window
            .announced()
            .starts_with(&format!("Doubt {of} of {of}")),
        "{}",
        window.announced()
    );
    window.press_times("PageUp", 2);
    window.press("Shift+F8");
    let before = window.announced();
    assert!(!before.starts_with(&format!("Doubt {of} of")), "{before}");
}

#[test]
fn in_a_small_window_the_verbs_of_a_doubt_without_suggestion_are_not_cut() {
    let text = IRON.replace("Take it with water.", "Take it (with water.");
    let mut window = Window::on_files(&[("iron.md", &text)]);
    window.press("Ctrl+P");
    window.write("iron");
    window.press("Enter");
    window.until("the words are checked", |window| {
        let found = window.app().desk().findings_here();
        found
            .iter()
            .any(|it| it.finding.check == "unmatched-bracket")
    });
    window.press("Ctrl+Shift+E");
    window.resize(800.0, 600.0);
    window.press("Shift+F8");
    assert!(at_hand(&window).contains("No suggestion"));
    let foot = window.get(Role::Button, "Next doubt").rect.top();
    for name in ["Ignore here", "Accept with a reason…", "Write a note…"] {
        let button = window.get(Role::Button, name).rect;
        assert!(button.height() > 20.0, "{name} {button:?}");
        assert!(button.bottom() < foot, "{name} {button:?}");
    }
}

#[test]
fn a_press_beside_everything_takes_no_key_away() {
    let mut window = proof();
    window.press("F8");
    let sections = window.get(Role::Group, "Sections");
    window.click_in(&sections, |rect| {
        rect.center_bottom() - egui::vec2(0.0, 20.0)
    });
    window.press("Space");
    assert!(window.announced().starts_with("Read: Summary"));
    window.press("U");
    assert_eq!(window.announced(), "Undid: Summary is unread again");
}
