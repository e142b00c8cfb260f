//! Reviewing one entry by keys and by ear: what changed, ticks, claims, and what is left to do.

use std::fs;
use std::path::Path;
use std::process::Command;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use tempfile::TempDir;

use crate::{Letters, Seen, Window, key_event};

const BEFORE: &str = "\
---
title: \"Iron tablets\"
slug: iron
pillar: Iron
last_reviewed: 2 March 2021
confidence: moderate
---

# Iron tablets

## Summary

Tea binds iron (Brandt 2019).

## Dose

Take 100 to 200 mg of iron a day, with water.

## Sources

1. Brandt J (2019) Tea and iron. Journal of Tea. PMID: 12345678
";

const TEA: &str = "\
---
title: \"Tea\"
slug: tea
pillar: Iron
last_reviewed: 2 March 2026
---

# Tea

## Summary

Leave an hour between the two.
";

fn after() -> String {
    BEFORE.replace("100 to 200 mg", "50 to 100 mg")
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args(arguments);
    for (name, value) in [
        ("GIT_AUTHOR_NAME", "T. Wren"),
        ("GIT_AUTHOR_EMAIL", "wren@house.example"),
        ("GIT_COMMITTER_NAME", "T. Wren"),
        ("GIT_COMMITTER_EMAIL", "wren@house.example"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ] {
        git.env(name, value);
    }
    let output = git.output().expect("git runs");
    assert!(output.status.success(), "{output:?}");
}

/// A library in which the dose of an entry was changed after its date was written.
fn library() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    write("iron.md", BEFORE);
    write("tea.md", TEA);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "one"]);
    write("iron.md", &after());
    git(folder.path(), &["commit", "-qam", "two"]);
    folder
}

/// The entry on iron, opened from the queue by keys.
fn under_review() -> Window {
    let mut window = Window::on(library(), egui::Theme::Light, Letters::OfTheFonts);
    window.press("Ctrl+Shift+R");
    window.until("the queue has the focus", |window| {
        window.find(Role::Table, "Entries to review").is_some() && window.focused().is_some()
    });
    for _ in 0..4 {
        if window.focus().starts_with("Iron tablets") {
            break;
        }
        window.press("J");
    }
    window.press("Enter");
    window.until("the entry is read", |window| {
        window.find(Role::Heading, "Dose").is_some()
    });
    window.until("the checks have looked at it", |window| {
        left(window).iter().any(|it| it == "1 error")
    });
    window
}

/// Presses Tab until something of this name has the focus.
#[track_caller]
fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..120 {
        if window.focus().starts_with(name) {
            return;
        }
        window.press("Tab");
    }
    panic!("Tab never comes to {name:?}");
}

fn read(window: &Window, part: &str) -> bool {
    let tick = window.get(Role::CheckBox, &format!("Read: {part}"));
    tick.ticked.expect("it can be ticked")
}

fn left(window: &Window) -> Vec<String> {
    let buttons = window.all(Role::Button).into_iter();
    let names = buttons.filter_map(|it| it.name.strip_prefix("Left to do: ").map(str::to_owned));
    names.collect()
}

#[test]
fn what_changed_since_the_last_review_is_told_and_heard() {
    let mut window = under_review();
    let level = |window: &Window, name: &str| window.get(Role::Heading, name).level;
    assert_eq!(level(&window, "Iron tablets"), Some(1));
    assert_eq!(level(&window, "1 number changed"), Some(2));
    assert_eq!(level(&window, "Dose"), Some(2));
    assert_eq!(level(&window, "Checklist"), Some(2));
    assert!(window.says("Compared with the commit that wrote the date"));
    assert!(
        window.says("Take, removed: 100 to 200, added: 50 to 100, mg of iron a day"),
        "{:?}",
        window.all(Role::Label)
    );
    assert!(window.says("1 number changed, 2 words added, 2 removed"));
    let tick = window.get(Role::CheckBox, "Read: Dose");
    assert_eq!((tick.ticked, tick.disabled), (Some(false), false));
    let claim = window.get(
        Role::CheckBox,
        "Verified by Source 1: Tea binds iron (Brandt 2019).",
    );
    assert_eq!(claim.ticked, Some(false));
    window.click_button("Dose: 100 to 200 mg became 50 to 100 mg");
    window.until("the focus is at the part", |window| {
        window.focus() == "Read: Dose"
    });
    window.click_on(Role::RadioButton, "Clean text");
    assert!(!window.says("removed: 100 to 200"));
    window.click_button("Fold Dose");
    assert!(window.find(Role::Label, "Take").is_none());
}

#[test]
fn a_review_is_done_by_keys_and_nothing_is_ticked_but_by_hand() {
    let mut window = under_review();
    // Being opened and scrolled through is not being read.
    window.press_times("J", 6);
    assert!(!read(&window, "Sources"));
    assert_eq!(
        left(&window),
        [
            "5 sections unread",
            "1 claim open",
            "1 source unchecked",
            "1 error"
        ]
    );
    window.press_times("K", 6);
    assert_eq!(window.focus(), "Read: Fields");
    for part in ["Fields", "Title and opening", "Summary", "Dose", "Sources"] {
        assert_eq!(window.focus(), format!("Read: {part}"));
        window.press("R");
        assert!(read(&window, part), "{part}");
        window.press("J");
    }
    assert_eq!(
        left(&window),
        ["1 claim open", "1 source unchecked", "1 error"]
    );

    // Verified by name, and that is asked for.
    window.fill("Your name", "T. Wren");
    tab_to(&mut window, "Left to do: 1 claim open");
    window.press("Enter");
    assert_eq!(
        window.focus(),
        "Verified by Source 1: Tea binds iron (Brandt 2019)."
    );
    window.press("C");
    window.until("the claim is on record", |window| {
        left(window) == ["1 source unchecked", "1 error"]
    });
    let claims = window.file(".copydesk/claims.jsonl");
    assert!(
        claims.contains("pmid:12345678") && claims.contains("T. Wren"),
        "{claims}"
    );
    window.click_button("Left to do: 1 source");
    assert_eq!(window.focus(), "Checked: source 1, Brandt J");
    window.press("Space");
    assert_eq!(left(&window), ["1 error"]);
    // The way to what is to be mended, and back: the ticks are there still.
    window.click_button("Left to do: 1 error");
    assert!(window.focus().starts_with("error: "), "{}", window.focus());
    window.press("Enter");
    window.until("the text can be changed", |window| {
        window.find(Role::MultilineTextInput, "").is_some()
    });
    window.perform(copydesk::desk::CommandId::Back);
    window.until("the review goes on", |window| left(window) == ["1 error"]);
    window.press("Ctrl+Shift+Enter");
    window.until("the dialog is open", |window| {
        window.find(Role::Dialog, "Sign off").is_some()
    });
    assert!(!window.says("is unread") && !window.says("are unread"));
}

#[test]
fn a_claim_asks_for_the_name_it_is_verified_by_where_that_is_given() {
    let mut window = under_review();
    window.press("C");
    window.press("C");
    window.until("the name is asked for", |window| {
        window.focused().is_some() && window.focus() == "Your name"
    });
    assert!(window.says("Give your name first"));
    // Typed within one frame: the blank in the name is for the field, and turns no tick that Tab goes on to.
    let key = |key| crate::key_event(key, egui::Modifiers::NONE, true);
    window.in_one_frame(vec![
        egui::Event::Text("Ann".into()),
        key(egui::Key::Space),
        egui::Event::Text(" Lee".into()),
        key(egui::Key::Tab),
    ]);
    window.until("the name is taken over", |window| {
        window.app().desk().view().name == "Ann Lee"
    });
    let ticks = window.all(Role::CheckBox);
    assert!(ticks.iter().all(|it| it.ticked != Some(true)));
}

#[test]
fn a_part_that_changed_is_unread_again_and_says_why() {
    let mut window = under_review();
    let tick = |window: &mut Window, part: &str| {
        let seen: Seen = window.get(Role::CheckBox, &format!("Read: {part}"));
        window.click(&seen);
        assert!(read(window, part));
    };
    tick(&mut window, "Summary");
    tick(&mut window, "Dose");
    let path = window.folder().join("iron.md");
    fs::write(&path, after().replace("with water", "with juice")).expect("written");
    window.until("the other program is noticed", |window| {
        window.says("Text changed after you read it, by another program at")
    });
    assert!(read(&window, "Summary"));
    assert!(!read(&window, "Dose"));
    // As it was read: the tick counts again.
    fs::write(&path, after()).expect("written");
    window.until("it is as it was", |window| {
        window
            .find(Role::CheckBox, "Read: Dose")
            .is_some_and(|it| it.ticked == Some(true))
    });
    assert!(!window.says("Text changed after you read it"));
}

#[test]
fn ticks_are_there_again_in_the_next_session_and_not_in_the_next_review() {
    let folder = library();
    let home = tempfile::tempdir().expect("a folder");
    let own = || Some(copydesk::settings::OwnFolders::below(home.path()));
    let open = |folder: TempDir| {
        let path = Some(folder.path().to_owned());
        let view = copydesk::desk::Settings::default();
        let mut window = Window::set_up(folder, path, view, own(), Letters::OfTheFonts);
        window.until("the folder has been read", |window| {
            window.app().desk().library().is_some() && window.app().desk().opening().is_none()
        });
        window.press("Ctrl+Shift+R");
        window.until("the queue has the focus", |window| {
            window.focused().is_some()
        });
        window.click_on(Role::Row, "Iron tablets");
        window.press("Enter");
        window.until("the entry is read", |window| {
            window.find(Role::CheckBox, "Read: Summary").is_some()
        });
        window
    };
    let mut window = open(folder);
    window.click_on(Role::CheckBox, "Read: Summary");
    assert!(read(&window, "Summary"));
    let mut window = open(window.close());
    window.until("the ticks are read", |window| read(window, "Summary"));
    // A colleague signs it off: the next review begins unread, though the text is the same.
    let path = window.folder().join("iron.md");
    fs::write(&path, after().replace("2 March 2021", "1 March 2022")).expect("written");
    window.until("the new date is there", |window| {
        window.says("Last reviewed 1 March 2022")
    });
    assert!(!read(&window, "Summary"));
}

#[test]
fn nothing_is_ticked_that_is_out_of_sight() {
    let mut window = under_review();
    window.resize(1440.0, 520.0);
    tab_to(&mut window, "Read: Fields");
    window.press_times("R", 2);
    assert!(read(&window, "Fields"));

    // Read on by turning pages: R is not for what was left behind.
    window.press_times("PageDown", 8);
    assert!(window.find(Role::CheckBox, "Read: Fields").is_none());
    window.press("R");
    assert!(window.focus().starts_with("Read: "), "{}", window.focus());
    let here = window.focus().replace("Read: ", "");
    assert!(!read(&window, &here), "{here}");
    window.press("R");
    assert!(read(&window, &here), "{here}");
    window.press_times("PageUp", 8);
    assert!(read(&window, "Fields"));
}

#[test]
fn nothing_is_ticked_that_is_folded() {
    let mut window = under_review();
    // Fields that say what they said are folded.
    for key in ["R", "Space"] {
        tab_to(&mut window, "Read: Fields");
        assert!(!window.says("title: \"Iron tablets\""));
        window.press(key);
        assert!(!read(&window, "Fields"), "{key} only unfolds");
        assert!(window.says("title: \"Iron tablets\""));
        window.click_button("Fold Fields");
    }
    window.click_on(Role::CheckBox, "Read: Fields");
    assert!(!read(&window, "Fields"));
    window.click_on(Role::CheckBox, "Read: Fields");
    assert!(read(&window, "Fields"));
    // The keys are where the focus was taken.
    tab_to(&mut window, "Read: Dose");
    window.press("R");
    assert!(read(&window, "Dose"));
}

#[test]
fn a_part_that_comes_into_view_is_not_ticked_by_a_key_pressed_before() {
    let mut window = under_review();
    tab_to(&mut window, "Read: Fields");
    let both = |window: &mut Window, keys: [Key; 2]| {
        let event = |pressed| keys.map(|key| key_event(key, Modifiers::NONE, pressed));
        window.in_one_frame(event(true).into());
        window.in_one_frame(event(false).into());
    };
    both(&mut window, [Key::J, Key::R]);
    window.settle();
    assert_eq!(window.focus(), "Read: Title and opening");
    assert!(!read(&window, "Title and opening") && !read(&window, "Fields"));
    // In the order of the keys: this part, then the next one.
    both(&mut window, [Key::R, Key::J]);
    window.settle();
    assert_eq!(window.focus(), "Read: Summary");
    assert!(read(&window, "Title and opening") && !read(&window, "Summary"));
}

#[test]
fn in_a_small_window_nothing_lies_over_another_thing_and_the_dialog_keeps_its_buttons() {
    let mut window = under_review();
    window.resize(800.0, 600.0);
    let back = window.get(Role::Button, "Review queue").rect;
    let buttons = window.all(Role::Button).into_iter();
    let write = buttons.chain(window.all(Role::RadioButton));
    let write = write.filter(|it| it.name == "Write").map(|it| it.rect);
    let write: Vec<_> = write.collect();
    assert!(!write.is_empty());
    for write in write {
        assert!(back.right() <= write.left(), "{back:?} {write:?}");
    }
    // Text that is not saved, parts not read, an error: all of that is named, and scrolls.
    let path = window.folder().join("iron.md");
    let many: String = (0..40)
        .map(|number| format!("\n## A part with a rather long name, number {number}\n\nText.\n"))
        .collect();
    fs::write(&path, after() + &many).expect("written");
    window.until("the other program is noticed", |window| {
        left(window).iter().any(|it| it.starts_with("45 "))
    });
    window.press("Ctrl+Shift+Enter");
    window.until("the dialog is open", |window| {
        window.find(Role::Dialog, "Sign off").is_some()
    });
    for name in ["Cancel", "Sign off", "Sign off and next"] {
        let button = window.get(Role::Button, name).rect;
        assert!(button.bottom() <= 600.0, "{name} {button:?}");
    }
}

#[test]
fn a_changed_text_is_read_again_behind_the_page_and_nothing_is_ticked_meanwhile() {
    let mut window = under_review();
    tab_to(&mut window, "Read: Dose");
    let path = window.folder().join("iron.md");
    fs::write(&path, after().replace("with water", "with juice")).expect("written");
    let mut was_behind = false;
    for _ in 0..5_000 {
        window.in_one_frame(Vec::new());
        let tick = window.find(Role::CheckBox, "Read: Dose");
        let tick = tick.expect("the page is there in every frame");
        if window.says("Reading the change…") {
            was_behind = true;
            assert!(tick.disabled && window.get(Role::Button, "Sign off…").disabled);
            assert!(window.get(Role::CheckBox, "Checked: source 1").disabled);
        }
        if window.says("with juice") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(was_behind, "it is read beside the window");
    window.settle();
    assert_eq!(window.focus(), "Read: Dose");
    window.press("R");
    assert!(read(&window, "Dose"));
}

#[test]
fn a_review_that_was_left_for_the_text_is_gone_on_with() {
    let mut window = under_review();
    let is_read = |window: &Window| window.find(Role::CheckBox, "Read: Dose").is_some();
    let mode = |window: &Window, name: &str| {
        let mut modes = window.all(Role::Button).into_iter();
        modes.rfind(|it| it.name == name).expect("it is there")
    };
    let write = mode(&window, "Write");
    window.click(&write);
    window.until("the text can be changed", |window| !is_read(window));
    let review = mode(&window, "Review");
    window.click(&review);
    window.until("the review goes on", is_read);
    // From the queue, where a person went by themselves, the way is to the queue.
    window.press("Ctrl+Shift+R");
    window.until("the queue is there", |window| {
        window.find(Role::Table, "Entries to review").is_some()
    });
    let write = mode(&window, "Write");
    window.click(&write);
    let review = mode(&window, "Review");
    window.click(&review);
    window.until("the queue is there", |window| {
        window.find(Role::Table, "Entries to review").is_some()
    });
}

#[test]
fn a_number_of_a_part_that_is_gone_is_a_way_to_where_it_stood() {
    let mut window = under_review();
    let path = window.folder().join("iron.md");
    let (head, rest) = BEFORE.split_once("## Dose").expect("it is there");
    let (_, sources) = rest.split_once("## Sources").expect("it is there");
    let more: String = (0..60)
        .map(|number| format!("## More {number}\n\nTea.\n\n"))
        .collect();
    fs::write(&path, format!("{head}{more}## Sources{sources}")).expect("written");
    window.until("the part is gone", |window| {
        window.says("Dose: 100 to 200 mg removed, of iron a day, with water")
    });
    window.resize(1440.0, 520.0);
    window.settle();
    assert!(
        window
            .find(Role::Heading, "Dose")
            .is_none_or(|it| it.rect.top() > 400.0)
    );
    window.click_button("Dose: 100 to 200 mg removed");
    let heading = window.get(Role::Heading, "Dose").rect;
    assert!(heading.top() < 200.0, "{heading:?}");
}
