//! Sources offered at the caret while a name is typed: seen, taken, sent away, and never in the way.

use egui::Event;
use egui::accesskit::Role;

use crate::by_ear::everything_is_named;
use crate::sources::{go_to_section, on_magnesium, text};
use crate::{Seen, Window};

const END: &str = "are worth changing first.";

/// The entry with the caret at the end of its section on interactions, once the library's sources are known.
#[track_caller]
fn on_interactions() -> (Window, String) {
    let (mut window, before) = on_magnesium();
    window.until("the library has been read", |window| {
        window.app().desk().works().is_some()
    });
    go_to_section(&mut window, "Interactions");
    (window, before)
}

fn offered(window: &Window) -> Vec<Seen> {
    let mut options = window.all(Role::ListBoxOption);
    options.retain(|it| it.name.contains(" · "));
    options
}

#[test]
fn three_letters_offer_a_source_that_tab_takes() {
    let (mut window, before) = on_interactions();
    window.write(" Sa");
    assert!(offered(&window).is_empty());
    window.write("r");
    let list = offered(&window);
    assert!(list[0].name.starts_with("Sartori et al. 2012 · Magnesium"));
    assert_eq!(window.announced(), "Tab inserts Sartori et al. 2012");
    assert_eq!(window.focus(), "Interactions", "the text keeps the focus");
    everything_is_named(&window, "sources offered");
    window.press("Tab");
    let with = |words: &str| before.replacen(END, &format!("{END} {words}"), 1);
    assert_eq!(text(&window), with("Sartori et al. 2012"));
    assert!(offered(&window).is_empty());
    window.write(" says");
    assert_eq!(text(&window), with("Sartori et al. 2012 says"));
    window.press("Ctrl+Z");
    window.press("Ctrl+Z");
    assert_eq!(text(&window), with("Sar"), "taking it was one step");
}

#[test]
fn a_source_of_the_library_says_that_it_is_added() {
    let (mut window, _) = on_interactions();
    window.write(" Nys");
    let list = offered(&window);
    assert!(list[0].name.starts_with("Nyström and Achebe 2020 · "));
    assert!(list[0].name.ends_with(", adds source"));
    window.press("Ctrl+Enter");
    assert!(text(&window).contains("changing first. Nyström and Achebe 2020\n"));
    assert!(text(&window).contains("\n6. Nyström "));
}

#[test]
fn with_nothing_offered_tab_leaves_the_text() {
    let (mut window, before) = on_interactions();
    window.write(" Xyz");
    window.press("Tab");
    assert_ne!(window.focus(), "Interactions");
    assert_eq!(
        text(&window),
        before.replacen(END, &format!("{END} Xyz"), 1)
    );
}

#[test]
fn escape_sends_the_list_away_until_the_word_ends() {
    let (mut window, _) = on_interactions();
    window.write(" Sar");
    window.press("Escape");
    assert!(offered(&window).is_empty());
    assert_eq!(window.focus(), "Interactions", "and nothing else");
    window.write("to");
    assert!(offered(&window).is_empty());
    window.write(" Sar");
    assert_eq!(offered(&window).len(), 1);
}

#[test]
fn arrow_keys_and_enter_do_in_the_text_what_they_always_do() {
    let (mut window, before) = on_interactions();
    window.write(" Sar");
    window.press("Enter");
    assert!(offered(&window).is_empty());
    let end = format!("{END} Sar\n");
    assert_eq!(text(&window), before.replacen(END, &end, 1));
    window.write("Sar");
    let head = |window: &Window| {
        window
            .app()
            .desk()
            .shown()
            .expect("an entry")
            .selection
            .head
    };
    let there = head(&window);
    window.press("Left");
    assert!(offered(&window).is_empty(), "the caret left the word’s end");
    assert_eq!(head(&window), there - 1);
    window.press("Right");
    assert!(offered(&window).is_empty(), "moving about offers nothing");
    window.press("Backspace");
    window.write("r");
    assert_eq!(offered(&window).len(), 1);
    window.press("Up");
    assert!(head(&window) < there - 3, "Up goes to the line above");
    assert!(offered(&window).is_empty());
}

#[test]
fn another_line_is_marked_by_ctrl_and_an_arrow_or_clicked() {
    let (mut window, before) = on_interactions();
    let more = "\n6. Sartorius A (2001). Quiet evenings. Sleep Notes. PMID: 11111111.";
    go_to_section(&mut window, "Sources");
    window.in_one_frame(vec![Event::Paste(more.to_owned())]);
    assert!(offered(&window).is_empty(), "none in the list of sources");
    go_to_section(&mut window, "Interactions");
    window.write(" Sar");
    let names = |window: &Window| -> Vec<(String, bool)> {
        let list = offered(window).into_iter();
        list.map(|it| {
            (
                it.name.split(" · ").next().unwrap_or_default().to_owned(),
                it.selected == Some(true),
            )
        })
        .collect()
    };
    let both = |first, second| {
        vec![
            ("Sartori et al. 2012".to_owned(), first),
            ("Sartorius 2001".to_owned(), second),
        ]
    };
    assert_eq!(names(&window), both(true, false));
    window.press("Ctrl+Down");
    assert_eq!(names(&window), both(false, true));
    window.write("t");
    assert_eq!(names(&window), both(false, true), "it stays marked");
    window.press("Ctrl+Up");
    assert_eq!(names(&window), both(true, false));
    window.press("Ctrl+Down");
    let second = offered(&window).remove(1);
    window.click(&second);
    assert!(text(&window).contains(&format!("{END} Sartorius 2001")));
    assert_eq!(window.focus(), "Interactions");
    assert_ne!(text(&window), before);
}

#[test]
fn an_input_method_that_composes_is_not_disturbed() {
    let (mut window, _) = on_interactions();
    window.write(" Sar");
    assert_eq!(offered(&window).len(), 1);
    let preedit = egui::ImeEvent::Preedit {
        text: "´".into(),
        active_range_chars: None,
    };
    window.in_one_frame(vec![Event::Ime(preedit)]);
    window.settle();
    assert!(offered(&window).is_empty());
}

#[test]
fn offers_can_be_switched_off() {
    let (mut window, _) = on_interactions();
    window.perform(copydesk::desk::CommandId::OfferSources);
    window.write(" Sar");
    assert!(offered(&window).is_empty());
    window.click_button("Sources");
    let line = window.get(
        Role::MenuItemCheckBox,
        "Offer sources and terms while typing",
    );
    window.click(&line);
    window.write("t");
    assert_eq!(offered(&window).len(), 1);
}
