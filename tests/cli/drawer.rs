//! The nasty drawer: one field is set in a file of every kind, and those bytes alone differ.

use std::fs;
use std::path::{Path, PathBuf};

use crate::copydesk;

/// The files that `set` refuses, and a word of the reason.
const REFUSED: &[(&str, &str)] = &[
    ("README.md", "no front matter"),
    ("duplicate-keys.md", "twice"),
    ("empty.md", "no front matter"),
    ("latin1.md", "UTF-8"),
    ("list-front-matter.md", "not a list of fields"),
    ("never-closed.md", "never closed"),
    ("no-front-matter.md", "no front matter"),
    ("only-blank-lines.md", "no front matter"),
    ("tabs.md", "tab"),
    ("template-value.md", "template"),
    ("toml.md", "TOML"),
    ("utf16-le-bom.md", "UTF-16"),
    ("yaml-refused.md", "quotes"),
];

/// Files that have no slug yet, and the text above its new line.
const WITHOUT_SLUG: &[(&str, &str)] = &[
    ("empty-front-matter.md", "---\n"),
    ("comment-only-front-matter.md", "\n---"),
];

#[track_caller]
fn drawer() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nasty");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the drawer")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|kind| kind != "gitattributes"))
        .collect();
    files.sort();
    assert!(files.len() > 40);
    files
}

fn name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .expect("a name")
}

/// `old` in the file's bytes, which hold it once or more: the first is meant.
#[track_caller]
fn with_first(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    let at = bytes
        .windows(old.len())
        .position(|window| window == old.as_bytes())
        .unwrap_or_else(|| panic!("{old:?} is there"));
    [&bytes[..at], new.as_bytes(), &bytes[at + old.len()..]].concat()
}

#[test]
fn one_field_set_in_a_file_of_every_kind_changes_that_line_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in drawer() {
        let file = name(&path);
        let before = fs::read(&path).expect("readable");
        let copy = folder.path().join(file);
        fs::write(&copy, &before).expect("written");
        let answer = copydesk(folder.path(), &["set", file, "slug=new-slug"], "");
        let after = fs::read(&copy).expect("readable");

        if let Some((_, reason)) = REFUSED.iter().find(|(refused, _)| *refused == file) {
            assert_eq!(answer.code, Some(1), "{file}");
            assert!(
                answer.complained.contains(reason),
                "{file}: {}",
                answer.complained
            );
            assert!(after == before, "{file} was written");
            continue;
        }
        assert_eq!(answer.code, Some(0), "{file}: {}", answer.complained);
        let expected =
            if let Some((_, above)) = WITHOUT_SLUG.iter().find(|(without, _)| *without == file) {
                // Above the closing fence: behind the opening one, or behind the comment.
                let with_slug = match *above {
                    "---\n" => "---\nslug: new-slug\n",
                    _ => "\nslug: new-slug\n---",
                };
                with_first(&before, above, with_slug)
            } else {
                let text = String::from_utf8_lossy(&before);
                let line = text
                    .lines()
                    .find(|line| line.starts_with("slug: ") || line.starts_with("'slug': "))
                    .unwrap_or_else(|| panic!("{file} has a slug"));
                let (key, value) = line.split_once(": ").expect("a value");
                let value = value.split([' ', '\r']).next().expect("a value");
                with_first(
                    &before,
                    &format!("{key}: {value}"),
                    &format!("{key}: new-slug"),
                )
            };
        assert!(
            after == expected,
            "{file}: {}",
            String::from_utf8_lossy(&after)
        );
    }
}

#[test]
fn what_is_set_and_set_back_or_added_and_taken_out_leaves_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in drawer() {
        let file = name(&path);
        let before = fs::read(&path).expect("readable");
        let copy = folder.path().join(file);
        fs::write(&copy, &before).expect("written");
        let text = String::from_utf8_lossy(&before);
        let slug = text.lines().find_map(|line| line.strip_prefix("slug: "));
        let slug = slug.and_then(|value| value.split([' ', '\r']).next());
        let back = format!("slug={}", slug.unwrap_or_default());
        let there_and_back = [["slug=other", back.as_str()], ["zz=one", "--unset=zz"]];
        for [there, back] in there_and_back.iter().skip(usize::from(slug.is_none())) {
            if copydesk(folder.path(), &["set", file, there], "").code == Some(0) {
                assert!(fs::read(&copy).expect("readable") != before, "{file}");
                let answer = copydesk(folder.path(), &["set", file, back], "");
                assert_eq!(answer.code, Some(0), "{file}: {}", answer.complained);
            }
            assert!(
                fs::read(&copy).expect("readable") == before,
                "{file}: {there}"
            );
        }
    }
}
