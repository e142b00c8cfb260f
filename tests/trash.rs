//! The system's trash, as it is without a desktop: a folder of the person's own. Each test runs in a process of its own whose
//! home is a folder for the test, so that nobody's own trash is touched.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use copydesk::library::disk::{bring_back, put_in_trash};
use copydesk::library::{MoveError, SaveError};

/// Where the test may work, in the process that is its own.
const ROOM: &str = "COPYDESK_TEST_ROOM";

/// Runs a test by its name in a process of its own, with a folder for its data; `false` in that process.
#[track_caller]
fn runs_elsewhere(test: &str, data: impl FnOnce(&Path) -> PathBuf) -> bool {
    if std::env::var_os(ROOM).is_some() {
        return false;
    }
    let room = tempfile::tempdir().expect("a folder");
    let own = std::env::current_exe().expect("this program");
    let ran = Command::new(own)
        .args(["--exact", test])
        .env(ROOM, room.path())
        .env("HOME", room.path())
        .env("XDG_DATA_HOME", data(room.path()))
        .output()
        .expect("it runs");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stdout)
    );
    assert!(String::from_utf8_lossy(&ran.stdout).contains("1 passed"));
    true
}

fn room() -> PathBuf {
    std::env::var_os(ROOM).expect("a room").into()
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = room().join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, text).expect("written");
    path
}

/// The files in the trash.
fn trashed() -> Vec<String> {
    let files = fs::read_dir(room().join("data/Trash/files"))
        .into_iter()
        .flatten();
    let mut texts: Vec<String> = files
        .map(|item| fs::read_to_string(item.expect("an item").path()).expect("text"))
        .collect();
    texts.sort();
    texts
}

#[test]
fn a_file_goes_to_the_trash_and_comes_back_the_last_of_its_name() {
    if runs_elsewhere(
        "a_file_goes_to_the_trash_and_comes_back_the_last_of_its_name",
        |room| room.join("data"),
    ) {
        return;
    }
    let path = file("library/tea.md", "First.\n");
    assert_eq!(put_in_trash(&path, "First.\n"), Ok(()));
    assert!(!path.exists());
    assert_eq!(trashed(), ["First.\n"]);
    assert_eq!(bring_back(&path, "First.\n"), Ok(()));
    assert_eq!(fs::read_to_string(&path).expect("back"), "First.\n");
    assert_eq!(trashed(), [""; 0], "nothing is left of it there");

    // A file of another text was put there later: it stays there, and the one that is asked for is made anew.
    assert_eq!(put_in_trash(&path, "First.\n"), Ok(()));
    let path = file("library/tea.md", "Second.\n");
    assert_eq!(bring_back(&path, "First.\n"), Err(SaveError::AlreadyThere));
    // The trash tells the time in seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(put_in_trash(&path, "Second.\n"), Ok(()));
    assert_eq!(bring_back(&path, "First.\n"), Ok(()));
    assert_eq!(fs::read_to_string(&path).expect("back"), "First.\n");
    assert_eq!(trashed(), ["First.\n", "Second.\n"]);

    // It was emptied.
    fs::remove_file(&path).expect("removed");
    fs::remove_dir_all(room().join("data/Trash")).expect("emptied");
    assert_eq!(bring_back(&path, "First.\n"), Ok(()));
    assert_eq!(fs::read_to_string(&path).expect("made anew"), "First.\n");
}

#[test]
fn a_file_that_changed_or_is_gone_stays_as_it_is() {
    if runs_elsewhere("a_file_that_changed_or_is_gone_stays_as_it_is", |room| {
        room.join("data")
    }) {
        return;
    }
    let path = file("tea.md", "Other.\n");
    assert_eq!(put_in_trash(&path, "First.\n"), Err(MoveError::Changed));
    assert_eq!(fs::read_to_string(&path).expect("there"), "Other.\n");
    fs::remove_file(&path).expect("removed");
    assert_eq!(put_in_trash(&path, "First.\n"), Err(MoveError::Gone));
}

#[test]
fn without_a_trash_nothing_is_deleted() {
    // The place of the trash is a file: there can be no folder in it.
    if runs_elsewhere("without_a_trash_nothing_is_deleted", |room| {
        let data = room.join("data");
        fs::write(&data, "no folder").expect("written");
        data
    }) {
        return;
    }
    let path = file("tea.md", "Tea.\n");
    assert_eq!(put_in_trash(&path, "Tea.\n"), Err(MoveError::NoTrash));
    assert_eq!(fs::read_to_string(&path).expect("there"), "Tea.\n");
}
