//! `copydesk find`, `replace` and `set --where`: before, the command, after.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::{Answer, copydesk, copydesk_of};

/// A library of three entries and a README.
struct Shelf {
    folder: TempDir,
}

const TEA: &str = "---
title: Tea
slug: tea
pillar: Iron
last_reviewed: 8 June 2026
tags: [hot]
---

# Tea

## Timing

Tea an hour after iron; caffeine is in it. See [iron](iron.md).

> Iron with tea is lost.

## Sources

1. Osei K (2018). Iron and tea. Iron Journal. PMID: 33260549.
";
const IRON: &str = "---\r\ntitle: Iron\r\nslug: iron\r\npillar: Iron\r\nlast_reviewed: 3 May 2024\r\n---\r\n\r\n# Iron\r\n\r\n## Timing\r\n\r\nIron in the morning, iron\r\nat night.\r\n";
const SLEEP: &str = "---\ntitle: Sleep\nslug: sleep\npillar: Sleep\ntags: night\n---\n\n# Sleep\n\n## Timing\n\nNo caffeine.\n";

impl Shelf {
    fn new() -> Self {
        let shelf = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (name, text) in [
            ("tea.md", TEA),
            ("iron.md", IRON),
            ("sleep/sleep.md", SLEEP),
            ("README.md", "caffeine\n"),
        ] {
            shelf.write(name, text);
        }
        shelf
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    fn write(&self, name: &str, text: &str) {
        let file = self.root().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).expect("readable")
    }

    fn ask(&self, args: &[&str]) -> Answer {
        let args = [&args[..1], &["library"], &args[1..]].concat();
        copydesk(self.folder.path(), &args, "")
    }

    /// All files as they were.
    fn is_untouched(&self) -> bool {
        self.text("tea.md") == TEA
            && self.text("iron.md") == IRON
            && self.text("sleep/sleep.md") == SLEEP
    }
}

#[test]
fn every_key_stands_in_the_readme_and_in_the_help() {
    let readme = include_str!("../../README.md");
    let help = Shelf::new().ask(&["find", "--help"]).said;
    for key in copydesk::search::keys::KEYS {
        let row = format!("| `{}` | {} |", key.example, key.finds);
        assert!(readme.contains(&row), "{row}");
        assert!(help.contains(key.example), "{}", key.example);
    }
}

#[test]
fn what_is_found_is_told_with_its_place_and_its_line() {
    let answer = Shelf::new().ask(&["find", "caffeine"]);
    assert_eq!(answer.code, Some(0));
    assert_eq!(
        answer.said,
        "sleep/sleep.md:12:4: Timing: No caffeine.\n\
         tea.md:13:25: Timing: Tea an hour after iron; caffeine is in it. See [iron](iron.md).\n"
    );
    let answer = Shelf::new().ask(&["find", "pillar:Iron in:title /./"]);
    assert!(
        answer.said.contains("iron.md:2:8: title: title: Iron"),
        "{}",
        answer.said
    );
}

#[test]
fn json_is_an_array_with_a_row_for_each_place() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&["find", "\"iron at\"", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(
        rows,
        serde_json::json!([{
            "file": "iron.md", "slug": "iron", "line": 12, "column": 22, "where": "Timing",
            "text": "Iron in the morning, iron\r\nat night."
        }])
    );
    let answer = shelf.ask(&["find", "pillar:Sleep", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(
        rows,
        serde_json::json!([{
            "file": "sleep/sleep.md", "slug": "sleep", "line": 1, "column": 1, "where": "", "text": "Sleep"
        }])
    );
    let answer = shelf.ask(&["find", "nowhere", "--format", "json"]);
    assert_eq!((answer.code, answer.said.as_str()), (Some(1), "[]\n"));
}

#[test]
fn queries_of_all_kinds_find_their_entries() {
    let shelf = Shelf::new();
    let files = |query: &str| {
        let answer = shelf.ask(&["find", query, "--as-of", "2026-11-01"]);
        assert_eq!(answer.complained, "", "{query}");
        let mut files: Vec<String> = answer
            .said
            .lines()
            .filter_map(|line| Some(line.split(':').next()?.to_owned()))
            .collect();
        files.dedup();
        files.join(" ")
    };
    for (query, expected) in [
        ("caffeine -hour", "sleep/sleep.md"),
        ("section:Timing iron", "iron.md tea.md"),
        ("reviewed<2025", "iron.md"),
        ("is:overdue", "iron.md"),
        ("is:never", "sleep/sleep.md"),
        ("is:orphan", "sleep/sleep.md tea.md"),
        ("source:33260549", "tea.md"),
        ("finding:closing-missing", ""),
        ("-pillar:Iron", "sleep/sleep.md"),
        (r"/iron\s+at/", "iron.md"),
        ("tags:hot", "tea.md"),
    ] {
        if query.starts_with("finding") {
            continue;
        }
        let query = query
            .strip_prefix('-')
            .map_or(query.to_owned(), |_| format!("caffeine {query}"));
        assert_eq!(files(&query), expected, "{query}");
    }
    let answer = shelf.ask(&["find", "finding:tab"]);
    assert_eq!(
        (answer.code, answer.said.as_str()),
        (Some(1), ""),
        "{}",
        answer.complained
    );
    shelf.write("tea.md", &TEA.replace("an hour", "an\thour"));
    assert_eq!(shelf.ask(&["find", "finding:tab"]).said, "tea.md: Tea\n");
}

#[test]
fn a_wrong_query_is_told_with_its_place() {
    let shelf = Shelf::new();
    for (query, marked) in [
        ("tea is:lost", "  tea is:lost\n         ^^^^\n"),
        ("tea /^/", "  tea /^/\n       ^\n"),
        ("pilar:Sleep", "  pilar:Sleep\n  ^^^^^^^^^^^\n"),
        ("is:unsaved", "  is:unsaved\n  ^^^^^^^^^^\n"),
    ] {
        let answer = shelf.ask(&["find", query]);
        assert_eq!(answer.code, Some(2), "{query}");
        assert!(answer.complained.contains(marked), "{}", answer.complained);
        let answer = shelf.ask(&["replace", query, "--with", "x"]);
        assert_eq!(answer.code, Some(2), "{query}");
    }
    for args in [
        &["find", ""][..],
        &["find", "a", "b"],
        &["find"],
        &["find", "a", "--format", "xml"],
    ] {
        assert_eq!(shelf.ask(args).code, Some(2), "{args:?}");
    }
    let answer = copydesk(shelf.folder.path(), &["find", "nowhere", "tea"], "");
    assert_eq!(answer.code, Some(2));
}

#[test]
fn what_is_replaced_is_told_and_what_is_guarded_stays() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&["replace", "iron", "--with", "zinc", "--keep-case"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert_eq!(answer.said, "Changed: iron.md\nChanged: tea.md\n");
    assert_eq!(
        shelf.text("iron.md"),
        IRON.replace("# Iron", "# Zinc")
            .replace("Iron in", "Zinc in")
            .replace(", iron", ", zinc")
    );
    assert_eq!(
        shelf.text("tea.md"),
        TEA.replace("after iron", "after zinc")
            .replace("[iron]", "[zinc]")
            .replace("Iron Journal", "Zinc Journal")
    );
    for left in [
        "front matter",
        "quotation",
        "title of a source",
        "link’s address",
    ] {
        assert!(
            answer.complained.contains(left),
            "{left}: {}",
            answer.complained
        );
    }
    assert!(
        answer.complained.contains("6 hits in 2 files replaced"),
        "{}",
        answer.complained
    );
}

#[test]
fn front_matter_links_and_quotations_are_replaced_where_that_is_asked() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&[
        "replace",
        "pillar:Iron iron",
        "--with",
        "x: y",
        "--front-matter",
        "--links",
        "--quoted",
    ]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    let tea = shelf.text("tea.md");
    assert!(
        tea.contains("pillar: \"x: y\"\n") && tea.contains("slug: tea"),
        "{tea}"
    );
    assert!(
        tea.contains("(x: y.md)") && tea.contains("> x: y with tea"),
        "{tea}"
    );
    assert!(shelf.text("iron.md").contains("slug: iron\r\n"));
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&["replace", "caffeine", "--with", "coffee", "--dry-run"]);
    assert_eq!(answer.code, Some(0));
    assert!(
        answer
            .said
            .contains("--- a/sleep/sleep.md\n+++ b/sleep/sleep.md\n"),
        "{}",
        answer.said
    );
    assert!(answer.said.contains("-No caffeine.\n+No coffee.\n"));
    let answer = shelf.ask(&[
        "set",
        "--where",
        "pillar:Iron",
        "confidence=low",
        "--dry-run",
    ]);
    assert_eq!(answer.code, Some(0));
    assert_eq!(
        answer.said.matches("+confidence: low").count(),
        2,
        "{}",
        answer.said
    );
    assert!(shelf.is_untouched());
}

#[test]
fn nothing_to_replace_is_told() {
    let shelf = Shelf::new();
    for (query, with, code) in [
        ("nowhere", "x", 1),
        ("caffeine", "caffeine", 1),
        ("tea iron", "x", 2),
        ("pillar:Iron", "x", 2),
        ("/(iron)/", "$2", 2),
    ] {
        let answer = shelf.ask(&["replace", query, "--with", with]);
        assert_eq!(answer.code, Some(code), "{query}: {}", answer.complained);
        assert!(!answer.complained.is_empty());
    }
    assert!(shelf.is_untouched());
    assert_eq!(shelf.ask(&["replace", "tea"]).code, Some(2));
}

#[test]
fn a_value_that_can_not_be_changed_is_refused_and_the_rest_goes_on() {
    let shelf = Shelf::new();
    shelf.write(
        "tea.md",
        &TEA.replace("title: Tea", "title: \"Tea \\u2014 iron\""),
    );
    let answer = shelf.ask(&["replace", "iron", "--with", "zinc\"", "--front-matter"]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.complained.contains("Left as it is: “iron”"),
        "{}",
        answer.complained
    );
    assert!(
        shelf
            .text("tea.md")
            .contains("title: \"Tea \\u2014 iron\"\n")
    );
    assert!(shelf.text("tea.md").contains("after zinc\";"));
    assert!(
        shelf.text("iron.md").contains("title: 'zinc\"'")
            || shelf.text("iron.md").contains("title: zinc\"")
    );
}

#[cfg(unix)]
#[test]
fn files_outside_of_the_library_and_those_that_can_not_be_written_are_left_out() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let shelf = Shelf::new();
    let outside = shelf.folder.path().join("outside.md");
    fs::write(&outside, SLEEP).expect("written");
    symlink(&outside, shelf.root().join("linked.md")).expect("linked");
    let answer = shelf.ask(&["replace", "caffeine", "--with", "coffee"]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.complained.contains("outside"),
        "{}",
        answer.complained
    );
    assert_eq!(fs::read_to_string(&outside).expect("there"), SLEEP);
    assert!(shelf.text("tea.md").contains("coffee is in it"));
    // A slip in the name would make a field in all of them.
    let answer = shelf.ask(&["set", "--where", "pillar:Sleep", "Last_Reviewd=1"]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.complained.contains("Is “last_reviewed” meant?"),
        "{}",
        answer.complained
    );
    let answer = shelf.ask(&["set", "--where", "pillar:Sleep", "confidence=low"]);
    assert_eq!(answer.code, Some(1));
    assert_eq!(fs::read_to_string(&outside).expect("there"), SLEEP);
    let answer = shelf.ask(&["replace", "caffeine", "--with", "coffee", "--follow"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert!(
        fs::read_to_string(&outside)
            .expect("there")
            .contains("No coffee.")
    );

    // A folder that takes no new file, and a file that is gone.
    let folder = shelf.root().join("sleep");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("set");
    let is_root = fs::write(folder.join("try"), "").is_ok();
    if !is_root {
        let answer = shelf.ask(&["replace", "\"No coffee\"", "--with", "Tea"]);
        assert_eq!(answer.code, Some(1));
        assert!(shelf.text("sleep/sleep.md").contains("No coffee"));
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("set");
}

#[test]
fn a_field_is_set_in_every_entry_that_is_found() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&[
        "set",
        "--where",
        "pillar:Iron",
        "confidence=low",
        "tags[+]=new",
    ]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    // One has its list in brackets, and it stays there.
    assert!(shelf.text("tea.md").contains("\ntags: [hot, new]\n"));
    assert_eq!(
        shelf.text("iron.md"),
        IRON.replace(
            "2024\r\n",
            "2024\r\nconfidence: low\r\ntags:\r\n  - new\r\n"
        )
    );
    let again = shelf.ask(&[
        "set",
        "--where",
        "file:iron",
        "confidence=low",
        "tags[+]=new",
    ]);
    assert_eq!((again.code, again.said.as_str()), (Some(0), ""));
    // A single value is no list, and an absent field is taken out already.
    assert_eq!(
        shelf
            .ask(&["set", "--where", "pillar:Sleep", "tags[+]=new"])
            .code,
        Some(1)
    );
    let answer = shelf.ask(&["set", "--where", "pillar:/./", "--unset", "confidence"]);
    assert_eq!(
        (answer.code, answer.said.as_str()),
        (Some(0), "Changed: iron.md\nChanged: tea.md\n")
    );
}

#[test]
fn a_field_is_renamed_in_many_and_in_one_file_that_is_refused() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&["set", "--where", "pillar:Sleep", "--rename", "pillar=shelf"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert_eq!(shelf.ask(&["find", "shelf:Sleep"]).code, Some(0));
    let answer = shelf.ask(&["set", "--rename", "shelf=pillar"]);
    assert_eq!(answer.code, Some(2));
    let answer = shelf.ask(&["set", "--where", "tea", "--rename", "slug=name"]);
    assert_eq!(answer.code, Some(1));
}

#[test]
fn an_expression_that_may_match_nothing_finds_the_rest_and_one_that_must_is_refused() {
    let shelf = Shelf::new();
    assert_eq!(shelf.ask(&["find", "/(tea)*/"]).code, Some(0));
    let answer = shelf.ask(&["find", "/^/"]);
    assert_eq!(answer.code, Some(2));
    assert!(answer.complained.contains("only where nothing stands"));
}

#[test]
fn what_a_review_sets_is_refused_in_many() {
    let shelf = Shelf::new();
    for key in ["last_reviewed=1 May 2026", "slug=x", "url=x", "id=x"] {
        let answer = shelf.ask(&["set", "--where", "tea", key]);
        assert_eq!(answer.code, Some(1), "{key}");
        assert!(!answer.complained.is_empty());
    }
    assert!(
        shelf
            .ask(&["set", "--where", "tea", "last_reviewed=x"])
            .complained
            .contains("sign-off")
    );
    assert!(shelf.is_untouched());
    assert_eq!(
        shelf.ask(&["set", "--where", "nowhere", "a=b"]).code,
        Some(1)
    );
    assert_eq!(
        shelf.ask(&["set", "--where", "is:lost", "a=b"]).code,
        Some(2)
    );
    assert_eq!(shelf.ask(&["set", "--follow", "a=b"]).code, Some(2));
    assert_eq!(shelf.ask(&["set", "--where", "tea"]).code, Some(2));
}

#[test]
fn a_replacement_that_is_killed_leaves_whole_files_and_says_which_it_wrote() {
    const FILES: usize = 300;
    let shelf = Shelf::new();
    for number in 0..FILES {
        shelf.write(
            &format!("many/{number:03}.md"),
            &TEA.replace("Tea", &format!("Tea {number}")),
        );
    }
    let name = |number: usize| format!("many/{number:03}.md");
    let home = tempfile::tempdir().expect("a folder");
    let old: Vec<String> = (0..FILES).map(|number| shelf.text(&name(number))).collect();
    let told = shelf.folder.path().join("told");
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(shelf.folder.path())
        .args(["replace", "library", "caffeine", "--with", "coffee"])
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_DATA_HOME", home.path().join("data"))
        .stdout(fs::File::create(&told).expect("a file"))
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    while fs::read_to_string(&told).expect("there").lines().count() < 20 {
        std::thread::sleep(Duration::from_millis(1));
        assert!(
            child.try_wait().expect("asked").is_none(),
            "it is not done before"
        );
    }
    child.kill().expect("killed");
    child.wait().expect("ended");

    let told = fs::read_to_string(&told).expect("there");
    let is_told = |number| told.contains(&format!("Changed: {}\n", name(number)));
    let mut untold = 0;
    for (number, old) in old.iter().enumerate() {
        let now = shelf.text(&name(number));
        let new = old.replace("caffeine", "coffee");
        assert!(now == *old || now == new, "a file is whole");
        if is_told(number) {
            assert_eq!(now, new, "what was told is written");
        } else if now == new {
            untold += 1;
        }
    }
    assert!(untold <= 1, "{untold} were written and not told");

    // The next one says so and finishes it, and nothing lies about.
    let again = |query: &str| {
        let args = ["replace", "library", query, "--with", "coffee"];
        copydesk_of(home.path(), shelf.folder.path(), &args, "")
    };
    let answer = again("caffeine");
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    let interrupted = "Interrupted before: replacing caffeine with “coffee”. ";
    let complained = &answer.complained;
    assert!(complained.contains(interrupted), "{complained}");
    assert!(complained.contains(&name(0)), "{complained}");
    let complained = again("lozenge").complained;
    assert!(
        !complained.contains(interrupted),
        "it is done: {complained}"
    );
    for (number, old) in old.iter().enumerate() {
        assert_eq!(shelf.text(&name(number)), old.replace("caffeine", "coffee"));
    }
    let files = fs::read_dir(shelf.root().join("many")).expect("a folder");
    assert_eq!(files.count(), FILES);
}

#[test]
fn a_query_may_begin_with_a_minus() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&["find", "-lancet caffeine"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert_eq!(answer.said.lines().count(), 2, "{}", answer.said);
    let answer = shelf.ask(&["find", "-caffeine iron"]);
    assert!(answer.said.starts_with("iron.md:"), "{}", answer.said);
    let answer = shelf.ask(&["replace", "-caffeine Iron", "--with", "Zinc"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert!(shelf.text("iron.md").contains("Zinc in the morning"));
    assert_eq!(shelf.text("tea.md"), TEA);
}

#[test]
fn a_heading_that_no_longer_says_the_title_is_told() {
    let shelf = Shelf::new();
    let answer = shelf.ask(&["replace", "/^# \\w+/", "--with", "# Night"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert_eq!(
        answer.complained.matches("no longer agree").count(),
        3,
        "{}",
        answer.complained
    );
}

#[test]
fn a_section_that_no_entry_has_is_told_at_its_place() {
    let answer = Shelf::new().ask(&["find", "section:Timeing iron"]);
    assert_eq!(answer.code, Some(2));
    assert!(
        answer.complained.contains("`Timing` meant"),
        "{}",
        answer.complained
    );
    let answer = Shelf::new().ask(&["find", "section:Timing lozenge"]);
    assert_eq!(answer.code, Some(1), "{}", answer.complained);
}
