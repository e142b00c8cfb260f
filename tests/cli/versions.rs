//! The text that the command line replaces is kept as an earlier version, as the text that a save replaces is.

use std::fs;
use std::path::{Path, PathBuf};

use copydesk::library::versions::{Versions, Why};
use copydesk::library::{EntryKey, history};
use jiff::tz::TimeZone;
use tempfile::TempDir;

use crate::{Answer, copydesk_of};

const TEXT: &str =
    "---\ntitle: Zinc\n---\n\n# Zinc\n\nIt\tis a metal.\n\n## Sources\n\n1. A source.\n";

/// A library with the entry `minerals/zinc.md`, and the folders of a person who works on it.
struct Desk {
    library: TempDir,
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            library: tempfile::tempdir().expect("a folder"),
            home: tempfile::tempdir().expect("a folder"),
        };
        for folder in [".copydesk", "minerals"] {
            fs::create_dir(desk.library.path().join(folder)).expect("made");
        }
        fs::write(desk.entry(), TEXT).expect("written");
        desk
    }

    fn entry(&self) -> PathBuf {
        self.library.path().join("minerals/zinc.md")
    }

    fn store(&self) -> PathBuf {
        self.home.path().join("data/copydesk/versions")
    }

    fn does(&self, folder: &Path, args: &[&str], input: &str) -> Answer {
        copydesk_of(self.home.path(), folder, args, input)
    }

    /// What the history of the entry lists, newest first.
    #[track_caller]
    fn history(&self) -> Vec<(Why, String)> {
        let store = Versions::below(self.store());
        let root = fs::canonicalize(self.library.path()).expect("there");
        let key = EntryKey::new("minerals/zinc.md");
        let listed = store.list(&root, &key).expect("readable");
        let all = history::read(Some(&store), &root, &key, &TimeZone::UTC);
        assert_eq!(all.texts.len(), listed.len());
        let text = |hash| store.text(&root, &key, hash).expect("there").to_string();
        let listed = listed.iter();
        listed.map(|it| (it.why, text(&it.hash))).collect()
    }
}

#[test]
fn each_command_that_writes_keeps_what_it_replaces() {
    let desk = Desk::new();
    let root = desk.library.path();
    let mut before = vec![TEXT.to_owned()];
    let source = "PMID: 12345\n";
    for (folder, args) in [
        (
            root.join("minerals"),
            &["set", "zinc.md", "confidence=low"][..],
        ),
        (
            root.into(),
            &["sources", "import", "-", "--into", "minerals/zinc.md"],
        ),
        (root.into(), &["check", ".", "--fix", "--only", "tab"]),
    ] {
        let answer = desk.does(&folder, args, source);
        assert_eq!(answer.code, Some(0), "{args:?}: {answer:?}");
        let text = fs::read_to_string(desk.entry()).expect("there");
        assert_ne!(Some(&text), before.last(), "{args:?}");
        let kept = before.iter().rev();
        let kept: Vec<_> = kept.map(|it| (Why::SavedOver, it.clone())).collect();
        assert_eq!(desk.history(), kept, "{args:?}");
        before.push(text);
    }
}

#[test]
fn what_is_not_written_is_not_kept() {
    let desk = Desk::new();
    let folder = desk.entry();
    let folder = folder.parent().expect("a folder");
    for args in [
        &["set", "zinc.md", "title=Zinc"][..],
        &["set", "zinc.md", "title=Iron", "--dry-run"],
        &["set", "zinc.md", "title[0]=Iron"],
        &["check", "zinc.md", "--fix", "--dry-run", "--only", "tab"],
    ] {
        desk.does(folder, args, "");
        assert!(!desk.store().exists(), "{args:?}");
    }
}

#[test]
fn the_entry_is_written_where_no_version_can_be_kept_and_that_is_told_once() {
    let desk = Desk::new();
    let other = desk.library.path().join("minerals/iron.md");
    fs::write(&other, TEXT.replace("Zinc", "Iron")).expect("written");
    // No folder can be made where a file is.
    fs::write(desk.home.path().join("data"), "in the way").expect("written");
    let args = ["check", ".", "--fix", "--only", "tab"];
    let answer = desk.does(desk.library.path(), &args, "");
    assert_eq!(answer.code, Some(0), "{answer:?}");
    let told = answer.complained.matches("No earlier version is kept: ");
    assert_eq!(told.count(), 1, "{}", answer.complained);
    for file in [&desk.entry(), &other] {
        assert!(!fs::read_to_string(file).expect("there").contains('\t'));
    }
    let folder = desk.library.path();
    let args = ["set", "minerals/zinc.md", "title=Tin"];
    let answer = desk.does(folder, &args, "");
    assert_eq!((answer.code, answer.said.as_str()), (Some(0), ""));
    assert!(
        answer
            .complained
            .starts_with("copydesk: No earlier version is kept: ")
    );
    assert!(
        fs::read_to_string(desk.entry())
            .expect("there")
            .contains("title: Tin")
    );
}

#[test]
fn the_store_keeps_to_the_bounds_that_the_person_set() {
    let desk = Desk::new();
    let (root, key) = (
        fs::canonicalize(desk.library.path()).expect("there"),
        EntryKey::new("minerals/zinc.md"),
    );
    let store = Versions::below(desk.store());
    for (text, at) in [
        ("The oldest.\n", "2020-01-01T00:00:00Z"),
        ("Younger.\n", "2020-02-01T00:00:00Z"),
    ] {
        let at = at.parse().expect("a time");
        store
            .keep(&root, &key, text, Why::SavedOver, at)
            .expect("kept");
    }
    let config = desk.home.path().join("config/copydesk");
    fs::create_dir_all(&config).expect("made");
    let set = |value: &str| {
        let args = ["set", "minerals/zinc.md", value];
        assert_eq!(desk.does(&root, &args, "").code, Some(0));
        desk.history().len()
    };

    fs::write(config.join("settings.json"), "{\"version_days\":null}").expect("written");
    assert_eq!(set("title=Iron"), 3, "kept for ever");
    fs::write(config.join("settings.json"), "{\"version_days\":30}").expect("written");
    assert_eq!(set("title=Tin"), 4, "it was looked through today");
    fs::remove_file(desk.store().join("pruned")).expect("it was looked through");
    assert_eq!(set("title=Lead"), 3);
}

#[test]
fn what_was_signed_off_is_kept_with_what_it_replaced() {
    let desk = Desk::new();
    let args = [
        "review",
        "sign-off",
        "minerals/zinc.md",
        "--by",
        "T. Wren",
        "--scope",
        "Whole entry",
        "--on",
        "2026-11-01",
        "--note",
        "With all its errors",
    ];
    let answer = desk.does(desk.library.path(), &args, "");
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
    let signed = fs::read_to_string(desk.entry()).expect("there");
    assert!(
        signed.contains("last_reviewed: 1 November 2026\n"),
        "{signed}"
    );
    let history = desk.history();
    assert!(history.contains(&(Why::SignedOff, signed)), "{history:?}");
    assert!(
        history.contains(&(Why::SavedOver, TEXT.to_owned())),
        "{history:?}"
    );
}
