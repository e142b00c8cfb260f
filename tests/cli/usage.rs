//! How the command line is understood.

use std::fs;

use crate::{Entry, copydesk};

#[test]
fn help_and_version_go_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    for (args, expected) in [
        (&["--help"][..], "copydesk list FOLDER"),
        (
            &["--version"],
            concat!("copydesk ", env!("CARGO_PKG_VERSION")),
        ),
        (&["set", "--help"], "--dry-run"),
        (&["sources", "--help"], "sources import FILE"),
        (&["list", "--help"], "--format table|csv|json"),
    ] {
        let answer = copydesk(folder.path(), args, "");
        assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
        assert!(answer.said.contains(expected), "{}", answer.said);
    }
}

#[test]
fn wrong_usage_is_2_and_says_what_is_wrong() {
    let entry = Entry::new("---\ntitle: A\n---\n");
    for (args, expected) in [
        (&["--nonsense"][..], "--nonsense"),
        (&["one", "two"], "two"),
        (&["sources"], "a folder or file is missing"),
        (&["sources", "convert", "x"], "a format is missing"),
        (
            &["sources", "convert", "x", "--format", "table"],
            "json, ris",
        ),
        (&["sources", "import", "x"], "--into ENTRY"),
        (&["sources", "a", "b"], "“b”"),
        (&["sources", "a", "--dry-run"], "belong to"),
        (&["list"], "a folder is missing"),
        (&["list", ".", "--format", "xml"], "“xml”"),
        (&["set"], "a file is missing"),
        (&["set", "entry.md"], "nothing to change"),
        (&["set", "entry.md", "title"], "KEY=VALUE"),
        (&["set", "entry.md", "=x"], "name of a field is missing"),
        (&["set", "entry.md", "a[x]=y"], "`[x]` is not an item"),
        (&["set", "entry.md", "--unset", "a..b"], "--unset a..b"),
        (&["set", "entry.md", "--unset"], "--unset"),
        (&["set", "entry.md", "--section", "A"], "needs --from"),
        (&["set", "entry.md", "--from", "x"], "belongs to --section"),
        (&["set", "entry.md", "title=B", "--nonsense"], "--nonsense"),
    ] {
        let answer = copydesk(entry.folder.path(), args, "");
        assert_eq!(
            (answer.code, answer.said.as_str()),
            (Some(2), ""),
            "{args:?}"
        );
        assert!(
            answer.complained.contains(expected),
            "{}",
            answer.complained
        );
    }
    assert_eq!(entry.text(), "---\ntitle: A\n---\n");
}

#[test]
fn list_writes_one_object_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let entry = "---\ntitle: \"Zinc\"\nslug: zinc\n---\n\n# Zinc\n\n## Summary\n\nTwo words.\n";
    fs::write(folder.path().join("zinc.md"), entry).expect("written");
    fs::write(folder.path().join("broken.md"), b"---\ntitle: \xE9\n---\n").expect("written");
    let answer = copydesk(folder.path(), &["list", ".", "--format", "json"], "");
    assert_eq!(answer.code, Some(0));
    let rows: serde_json::Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(rows[0]["file"], "broken.md");
    assert!(rows[0]["error"].is_string());
    assert_eq!(rows[1]["title"], "Zinc");
    assert_eq!(rows[1]["words"], 2);
    assert_eq!(rows[1]["pillar"], serde_json::Value::Null);

    let missing = copydesk(folder.path(), &["list", "nowhere"], "");
    assert_eq!((missing.code, missing.said.as_str()), (Some(1), ""));
    assert!(!missing.complained.is_empty());
}
