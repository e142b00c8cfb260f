//! The promise, kept by the real program in a real window: what the editor did not touch is not touched.
//!
//! These tests need a display and a window manager, so `cargo test` leaves them out and `.ci/run` runs them.

#[path = "support/window.rs"]
mod window;

use window::{Window, contents, sample_library};

const ENTRY: &str = "magnesium/does-magnesium-supplementation-change-wearable-hrv-readings.md";

#[test]
#[ignore = "needs a window: .ci/run runs it"]
fn typing_into_a_section_and_saving_changes_that_line_alone() {
    let library = sample_library();
    let file = library.path().join(ENTRY);
    let before = contents(library.path());
    let text = std::fs::read_to_string(&file).expect("the entry is UTF-8");
    let summary = text
        .find("A watch that reports")
        .expect("the summary begins so");
    let mut wanted = text.clone();
    wanted.insert_str(summary, "Checked against the trial. ");

    let mut window = Window::open(&file);
    window.press("ctrl+shift+o");
    window.write("summary");
    window.press("Return");
    window.write("Checked against the trial. ");
    let mut meanwhile = contents(library.path());
    meanwhile.retain(|(path, _)| *path != library.path().join(".copydesk/lock"));
    assert_eq!(
        meanwhile, before,
        "nothing is written before it is saved, but that somebody is at work"
    );
    window.press("ctrl+s");
    window.until("the typed text on disk", || {
        std::fs::read(&file).is_ok_and(|bytes| bytes != text.as_bytes())
    });
    let ended = window.close();

    assert!(
        ended.success(),
        "it ended with {ended}; it said:\n{}",
        window.said()
    );
    assert_eq!(
        std::fs::read_to_string(&file).expect("the entry is UTF-8"),
        wanted
    );
    let mut others = contents(library.path());
    for (there, was) in others.iter_mut().zip(&before) {
        if there.0 == file {
            there.1.clone_from(&was.1);
        }
    }
    assert_eq!(others, before, "no other file was made, lost or changed");
}

#[test]
#[ignore = "needs a window: .ci/run runs it"]
fn opening_a_library_and_closing_it_writes_nothing() {
    let library = sample_library();
    let before = contents(library.path());

    let mut window = Window::open(library.path());
    let ended = window.close();

    assert!(
        ended.success(),
        "it ended with {ended}; it said:\n{}",
        window.said()
    );
    assert_eq!(contents(library.path()), before);
}
