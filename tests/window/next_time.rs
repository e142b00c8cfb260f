//! What comes back next time, and what a window at rest does: nothing.

use std::fs;
use std::time::Duration;

use copydesk::desk::{RightTab, Settings, Theme};
use copydesk::settings::{OwnFolders, load_settings};
use egui::accesskit::Role;

use crate::{Letters, Window};

#[test]
fn the_last_folder_the_panes_and_the_theme_come_back() {
    let person = tempfile::tempdir().expect("a folder");
    let own = OwnFolders::below(person.path());
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("one.md"),
        "---\ntitle: One\n---\n\ntext\n",
    )
    .expect("written");
    let path = folder.path().to_owned();

    let mut first = Window::set_up(
        folder,
        Some(path.clone()),
        Settings::default(),
        Some(own.clone()),
        Letters::OfTheFonts,
    );
    first.until("the row is there", |window| {
        window.find(Role::ListBoxOption, "One").is_some()
    });
    first.click_on(Role::Button, "Theme: ");
    first.press("Ctrl+4");
    first.press("Ctrl+=");
    let theme = first.app().desk().view().theme;
    assert_ne!(theme, Theme::System);
    let folder = first.close();

    let (view, note) = load_settings(&own.settings());
    assert_eq!(note, None);
    let mut second = Window::set_up(folder, None, view, Some(own), Letters::OfTheFonts);
    second.until("the row is there again", |window| {
        window.find(Role::ListBoxOption, "One").is_some()
    });
    let view = second.app().desk().view();
    assert_eq!((view.theme, view.right), (theme, RightTab::Changes));
    assert!(view.text_size > 1.0);
}

#[test]
fn a_window_at_rest_asks_for_no_frame() {
    let mut window = Window::on_sample_library();
    window.show("Does tea stop");
    window.until("nothing but the caret moves", |window| {
        window.rests_for() > Duration::from_millis(100)
    });
    // In a list no caret blinks.
    window.press("Ctrl+L");
    window.press("Down");
    // At midnight what is due changes: before it there is no frame, and this test may run a minute before it.
    let now = jiff::Zoned::now();
    let tomorrow = now.tomorrow().and_then(|it| it.start_of_day());
    let midnight = now.duration_until(&tomorrow.expect("a day")).unsigned_abs();
    let least = Duration::from_secs(3600).min(midnight.saturating_sub(Duration::from_secs(60)));
    let rest = window.rests_for();
    assert!(rest > least, "{rest:?}, {least:?}");
}
