//! A library of another house: opened quietly, asked about in one bar, learned in a dialog.

use std::fmt::Write as _;

use egui::Theme;
use egui::accesskit::Role;

use crate::{Letters, Window};

/// A folder of posts as a site generator has them.
fn posts(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("posts")).expect("a folder in it");
    for n in 0..count {
        let mut text = String::new();
        let day = n % 27 + 1;
        write!(
            text,
            "---\ntitle: Post {n}\ndate: 2024-03-{day:02}\ntags: [tea, iron]\n---\n\nWords {n}.\n"
        )
        .expect("written");
        std::fs::write(folder.path().join(format!("posts/post-{n}.md")), text).expect("written");
    }
    folder
}

fn window(count: usize) -> Window {
    let folder = posts(count);
    let path = folder.path().to_owned();
    let mut window = Window::start(folder, Some(path), Theme::Light, Letters::OfTheFonts);
    window.until("the library is open", |window| {
        window.find(Role::ListBoxOption, "Post 1").is_some()
    });
    window.settle();
    window
}

#[test]
fn a_library_of_another_house_opens_quietly_and_is_asked_about_once() {
    let mut window = window(12);
    assert!(window.says("These entries follow a style of their own"));
    window.show("Post 1");
    for silent in [
        "Never reviewed",
        "Add pillar",
        "Add product",
        "no products",
        "are missing",
    ] {
        assert!(!window.says(silent), "{silent}");
    }
    window.click_button("Turn house checks off");
    window.settle();
    assert!(!window.says("These entries follow a style of their own"));
    assert!(!window.says("Never reviewed"));
}

#[test]
fn a_style_is_learned_looked_at_and_used() {
    let mut window = window(12);
    window.click_button("Learn it…");
    window.until("it is learned", |window| {
        window.find(Role::Button, "Use this style").is_some()
    });
    let date = window.get(Role::ListBoxOption, "date");
    assert!(
        date.name.contains("in all 12 entries, form 2024-03-01"),
        "{}",
        date.name
    );
    assert!(date.name.contains("finds nothing"), "{}", date.name);
    // The tick of the first part is taken away by a key.
    window.press("Space");
    window.press("Ctrl+Enter");
    window.until("the style is written", |window| {
        window.says("It is followed from now on")
    });
    let style = window.file("house_style.yaml");
    assert!(
        !style.contains("  title:") && style.contains("  date:"),
        "{style}"
    );
    assert!(!window.says("These entries follow a style of their own"));
}
