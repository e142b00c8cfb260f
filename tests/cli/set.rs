//! `copydesk set`: before, the command, after.

use std::fs;

use crate::{Entry, copydesk};

const TEXT: &str = "\
---
title: \"Zinc\"
slug: zinc
draft: false
related_products:
  - name: \"Zinc 15\"
    handle: \"zinc-15\"
---

# Zinc

## Summary

First.

Second.

## Timing

Morning.

---

## More from the library

Links.
";

#[track_caller]
fn becomes(args: &[&str], old: &str, new: &str) {
    assert_eq!(TEXT.matches(old).count(), 1, "{old}");
    let entry = Entry::new(TEXT);
    let answer = entry.set(args);
    assert_eq!(
        (
            answer.code,
            answer.said.as_str(),
            answer.complained.as_str()
        ),
        (Some(0), "", "")
    );
    assert_eq!(entry.text(), TEXT.replace(old, new));
}

#[track_caller]
fn refused(text: &str, args: &[&str], reason: &str) {
    let entry = Entry::new(text);
    let answer = entry.set(args);
    assert_eq!((answer.code, answer.said.as_str()), (Some(1), ""));
    assert!(answer.complained.contains(reason), "{}", answer.complained);
    assert!(
        answer.complained.contains("entry.md"),
        "{}",
        answer.complained
    );
    assert_eq!(entry.text(), text);
}

#[test]
fn fields_are_set_added_and_taken_out() {
    becomes(
        &["title=Zinc: how much?"],
        "\"Zinc\"",
        "\"Zinc: how much?\"",
    );
    becomes(&["draft=true"], "draft: false", "draft: true");
    becomes(&["draft=010"], "draft: false", "draft: \"010\"");
    becomes(&["draft=no"], "draft: false", "draft: \"no\"");
    becomes(&["slug="], "slug: zinc", "slug: \"\"");
    becomes(&["slug=a=b"], "slug: zinc", "slug: a=b");
    becomes(
        &["related_products[0].name=Zinc"],
        "\"Zinc 15\"",
        "\"Zinc\"",
    );
    becomes(&["--unset", "draft"], "draft: false\n", "");
    becomes(
        &["pillar=Minerals", "\"a.b\"=12"],
        "-15\"\n---",
        "-15\"\npillar: Minerals\na.b: \"12\"\n---",
    );
    becomes(
        &[
            "related_products[+].name=Iron",
            "related_products[+].handle=iron",
        ],
        "-15\"\n---",
        "-15\"\n  - name: \"Iron\"\n    handle: \"iron\"\n---",
    );
    becomes(
        &["--unset", "related_products[0]"],
        "related_products:\n  - name: \"Zinc 15\"\n    handle: \"zinc-15\"\n",
        "related_products: []\n",
    );
    becomes(&["--unset", "absent"], "slug: zinc", "slug: zinc");
}

#[test]
fn a_section_takes_its_text_from_a_file_or_from_standard_input() {
    let entry = Entry::new(TEXT);
    fs::write(
        entry.folder.path().join("new.txt"),
        "From a file.\r\n\r\nTwo.\r\n",
    )
    .expect("written");
    let answer = entry.set(&["--section", "Summary", "--from", "new.txt"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    let after = TEXT.replace("First.\n\nSecond.", "From a file.\n\nTwo.");
    assert_eq!(entry.text(), after);

    let answer = entry.set_with_input(
        &["title=New", "--section", "Timing", "--from", "-"],
        "Evening.",
    );
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    let after = after
        .replace("Morning.", "Evening.")
        .replace("\"Zinc\"", "\"New\"");
    assert_eq!(entry.text(), after);
}

#[test]
fn a_section_can_be_replaced_where_there_is_no_front_matter() {
    let entry = Entry::new("## A\n\nOld.\n\n## B\n");
    let answer = entry.set_with_input(&["--section", "A", "--from", "-"], "New.");
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert_eq!(entry.text(), "## A\n\nNew.\n\n## B\n");
}

#[test]
fn a_chapter_below_the_section_is_left() {
    let text = "# T\n\n## A\n\nOld.  \n\n# Chapter 2\n\nLong.\n\n## B\n";
    let entry = Entry::new(text);
    let answer = entry.set_with_input(&["--section", "A", "--from", "-"], "New.");
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert_eq!(entry.text(), text.replace("Old.  ", "New."));
}

#[test]
fn all_arguments_are_done_or_none() {
    refused(
        TEXT,
        &["title=New", "nowhere.deep=x"],
        "There is no field `nowhere`",
    );
    let entry = Entry::new(TEXT);
    let answer = entry.set_with_input(
        &["title=New", "--section", "Timing", "--from", "-"],
        "```\nopen",
    );
    assert_eq!(answer.code, Some(1));
    assert!(answer.complained.contains("would change other parts"));
    assert_eq!(entry.text(), TEXT);
}

#[test]
fn what_cannot_be_done_safely_is_refused_and_the_file_left() {
    refused(TEXT, &["related_products=x"], "list or a map");
    refused(TEXT, &["title[0]=x"], "not a list");
    refused(
        TEXT,
        &["--section", "Absent", "--from", "entry.md"],
        "no section “Absent”",
    );
    refused(
        TEXT,
        &["--section", "Summary", "--from", "absent.txt"],
        "absent.txt",
    );
    refused(
        "## A\n\n## A\n",
        &["--section", "A", "--from", "entry.md"],
        "2 sections",
    );
    refused("# Page\n", &["title=x"], "no front matter");
}

#[test]
fn a_value_already_there_writes_nothing() {
    let entry = Entry::new(TEXT);
    let before = fs::metadata(entry.path())
        .and_then(|data| data.modified())
        .expect("a time");
    let answer = entry.set_with_input(
        &["title=Zinc", "--section", "Timing", "--from", "-"],
        "Morning.\n",
    );
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    let after = fs::metadata(entry.path())
        .and_then(|data| data.modified())
        .expect("a time");
    assert_eq!(before, after);
    let answer = entry.set(&["title=Zinc", "--dry-run"]);
    assert_eq!((answer.code, answer.said.as_str()), (Some(0), ""));
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let entry = Entry::new(TEXT);
    let answer = entry.set(&["slug=iron", "--dry-run"]);
    assert_eq!(answer.code, Some(0));
    assert_eq!(
        answer.said,
        "\
--- a/entry.md
+++ b/entry.md
@@ -1,6 +1,6 @@
 ---
 title: \"Zinc\"
-slug: zinc
+slug: iron
 draft: false
 related_products:
   - name: \"Zinc 15\"
"
    );
    assert_eq!(entry.text(), TEXT);
}

#[test]
fn a_file_that_is_no_text_or_not_there_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = copydesk(folder.path(), &["set", "absent.md", "title=x"], "");
    assert_eq!(answer.code, Some(1));
    assert!(answer.complained.contains("absent.md"));
    let answer = copydesk(folder.path(), &["set", ".", "title=x"], "");
    assert_eq!(answer.code, Some(1));
    assert!(
        fs::read_dir(folder.path())
            .expect("a folder")
            .next()
            .is_none()
    );
}

#[test]
fn eight_at_once_on_one_file_all_get_their_change_in() {
    for round in 0..4 {
        let entry = Entry::new("---\ntitle: Tea\n---\n# Tea\n");
        std::thread::scope(|scope| {
            for number in 0..8 {
                let folder = entry.folder.path();
                scope.spawn(move || {
                    let change = format!("field{number}=round {round}");
                    let answer = copydesk(folder, &["set", "entry.md", &change], "");
                    assert_eq!(answer.code, Some(0), "{}", answer.complained);
                });
            }
        });
        let text = entry.text();
        for number in 0..8 {
            assert!(
                text.contains(&format!("field{number}: round {round}\n")),
                "{text}"
            );
        }
    }
}

#[test]
fn what_a_killed_command_left_is_taken_away_by_the_next_one() {
    let entry = Entry::new("---\ntitle: Tea\n---\n# Tea\n");
    let left = entry
        .folder
        .path()
        .join(".entry.md.copydesk-0123456789abcdef");
    fs::write(&left, "---\ntitle: T").expect("written");
    let answer = copydesk(entry.folder.path(), &["set", "entry.md", "title=Mint"], "");
    assert_eq!(answer.code, Some(0));
    assert!(!left.exists());
}

#[test]
fn an_item_is_added_to_a_list_in_brackets() {
    let text = "---\ntitle: Zinc\ntags: [iron, 'tea'] # two\nparams: {keys: []}\n---\n\n# Zinc\n";
    let entry = Entry::new(text);
    let answer = entry.set(&["tags[+]=it's", "params.keys[+]=a, b"]);
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    let new = text
        .replace("'tea']", "'tea', 'it''s']")
        .replace("[]", "[\"a, b\"]");
    assert_eq!(entry.text(), new);
}

#[test]
fn a_field_that_says_nothing_takes_the_kind_that_the_house_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = "version: 1\ndate_form: 2024-01-31\nfields:\n  title: text\n  weight: number\n  draft: yes-no\n  seen: date\n";
    fs::write(folder.path().join("house_style.yaml"), style).expect("written");
    let file = folder.path().join("a.md");
    fs::write(&file, "---\ntitle: A\nweight:\n---\n\n# A\n").expect("written");
    let args = [
        "set",
        "a.md",
        "weight=10",
        "draft=true",
        "seen=2024-03-01",
        "title=5",
    ];
    let answer = copydesk(folder.path(), &args, "");
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    assert_eq!(
        fs::read_to_string(&file).expect("read"),
        "---\ntitle: \"5\"\nweight: 10\ndraft: true\nseen: 2024-03-01\n---\n\n# A\n"
    );
}
