//! `copydesk check` on real folders.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{Answer, copydesk};

const IRON: &str = "---\ntitle: Iron\nurl: https://x.example/learn/iron\nslug: iron\npillar: Iron\nlast_reviewed: 1 May 2026\nconfidence: low\npublisher: P\neditor: E\n---\n\n# Iron\n\n## Summary\n\nIron\tis the the metal.\n";

/// A folder with some files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// Two checks are enough to see how findings are told.
fn check(folder: &Path, args: &[&str]) -> Answer {
    let these = [
        "check",
        "--only",
        "tab,doubled-word",
        "--as-of",
        "2026-11-01",
    ];
    copydesk(folder, &[&these[..], args].concat(), "")
}

#[test]
fn findings_are_lines_with_a_place_and_reasons_below() {
    let folder = folder(&[("a/iron.md", IRON)]);
    let answer = check(folder.path(), &["."]);
    let told = "a/iron.md:16:5: note: Tab in the text [tab]
    fix: Write a space
a/iron.md:16:9: warning: “the” is doubled here [doubled-word]
    fix: Delete the second “the”
";
    assert!(answer.said.starts_with(told), "{}", answer.said);
    assert!(
        answer
            .said
            .ends_with("0 errors, 1 warning and 1 note in 1 entry\n"),
        "{}",
        answer.said
    );
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
}

#[test]
fn json_has_exactly_these_members() {
    let folder = folder(&[("a/iron.md", IRON), ("b/é.md", "# B\n")]);
    let answer = check(folder.path(), &[".", "--format", "json"]);
    let json: Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({
            "version": 1,
            "entries": 2,
            "findings": [
                {
                    "file": "a/iron.md", "line": 16, "column": 5, "end_line": 16, "end_column": 6,
                    "check": "tab", "level": "note", "message": "Tab in the text",
                    "reason": "A tab can show as a space of any width", "fix": { "label": "Write a space" },
                },
                {
                    "file": "a/iron.md", "line": 16, "column": 9, "end_line": 16, "end_column": 16,
                    "check": "doubled-word", "level": "warning", "message": "“the” is doubled here",
                    "reason": "Writers overlook a doubled word and readers stumble over it",
                    "fix": { "label": "Delete the second “the”" },
                },
            ],
        })
    );
    let one = check(folder.path(), &["a/iron.md", "--format", "json"]);
    let json: Value = serde_json::from_str(&one.said).expect("JSON");
    assert_eq!(
        (&json["entries"], &json["findings"][0]["file"]),
        (&1.into(), &"iron.md".into())
    );
}

#[test]
fn nothing_found_is_an_empty_list() {
    let folder = folder(&[("iron.md", "# Iron\n")]);
    let answer = check(folder.path(), &[".", "--format", "json"]);
    let json: Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({ "version": 1, "entries": 1, "findings": [] })
    );
}

#[test]
fn sarif_counts_columns_in_characters_and_escapes_paths() {
    let folder = folder(&[("a b/é.md", "É\tis the the\n")]);
    let answer = check(folder.path(), &[".", "--format", "sarif"]);
    let json: Value = serde_json::from_str(&answer.said).expect("JSON");
    let run = &json["runs"][0];
    assert_eq!(
        (&json["version"], &run["columnKind"]),
        (&"2.1.0".into(), &"unicodeCodePoints".into())
    );
    let result = &run["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C3%A9.md");
    assert_eq!(
        place["region"],
        serde_json::json!({ "startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 3 })
    );
    let rule = result["ruleIndex"].as_u64().expect("a number") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
}

#[test]
fn github_gets_the_gravest_first_and_the_total_last() {
    let folder = folder(&[("a,b:c%.md", "A\tb\n\nIs the the\n")]);
    let answer = check(folder.path(), &[".", "--format", "github"]);
    let lines: Vec<&str> = answer.said.lines().collect();
    assert_eq!(
        lines,
        [
            "::warning file=a%2Cb%3Ac%25.md,line=3,col=4,endLine=3,endColumn=11,title=Doubled word::“the” is doubled here [doubled-word]",
            "::notice file=a%2Cb%3Ac%25.md,line=1,col=2,endLine=1,endColumn=3,title=Tab in the text::Tab in the text [tab]",
            "0 errors, 1 warning and 1 note in 1 entry",
        ]
    );
}

#[test]
fn levels_say_what_is_told_and_what_fails() {
    let folder = folder(&[("iron.md", IRON)]);
    for (args, code, findings) in [
        (&[][..], 0, 2),
        (&["--level", "warning"], 0, 1),
        (&["--level", "error"], 0, 0),
        (&["--fail-on", "warning"], 1, 2),
        (&["--fail-on", "note", "--level", "error"], 1, 0),
        (&["--except", "tab"], 0, 1),
        (&["--only", "tab", "--except", "tab,doubled-word"], 0, 0),
    ] {
        let answer = check(folder.path(), &[&[".", "--format", "json"], args].concat());
        let json: Value = serde_json::from_str(&answer.said).expect("JSON");
        let told = json["findings"].as_array().map(Vec::len);
        assert_eq!(
            (answer.code, told),
            (Some(code), Some(findings)),
            "{args:?}"
        );
    }
}

#[test]
fn what_can_not_run_is_2_with_the_reason() {
    let folder = folder(&[
        ("iron.md", IRON),
        ("b/zinc.md", IRON),
        ("txt/a.txt", "A"),
        ("other/a.md", IRON),
        ("other/b.md", IRON),
        ("other/house_style.yaml", "entries: [guides/**]\n"),
    ]);
    fs::create_dir(folder.path().join("empty")).expect("made");
    for (args, reason) in [
        (&["check"][..], "a folder or file is missing"),
        (&["check", "nowhere"], "Nothing is there: nowhere"),
        (
            &["check", ".", "--only", "tabs"],
            "there is no check “tabs”",
        ),
        (
            &["check", ".", "--level", "grave"],
            "there is no level “grave”",
        ),
        (
            &["check", ".", "--format", "xml"],
            "there is no format “xml”",
        ),
        (&["check", ".", "--as-of", "tomorrow"], "is no day"),
        (
            &["check", ".", "--baseline", "none"],
            "The baseline could not be read: there is no such file: none",
        ),
        (
            &["check", ".", "--house-style", "none.yaml"],
            "The house style could not be read: there is no such file: none.yaml",
        ),
        (&["check", "empty"], "No markdown file is there"),
        (
            &["check", "txt", "--library", "txt"],
            "No markdown file is there",
        ),
        (
            &["check", "other", "--library", "other"],
            "None of the 2 markdown files there is an entry",
        ),
        (
            &["check", ".", "--baseline", "iron.md"],
            "line 1 is no finding",
        ),
        (&["check", ".", "--dry-run"], "--dry-run belongs to --fix"),
        (
            &["check", "iron.md", "--library", "b"],
            "is not in the library",
        ),
    ] {
        let answer = copydesk(folder.path(), args, "");
        assert_eq!(
            (answer.code, answer.said.as_str()),
            (Some(2), ""),
            "{args:?}"
        );
        assert!(
            answer.complained.contains(reason),
            "{args:?}: {}",
            answer.complained
        );
    }
}

#[test]
fn the_levels_of_the_house_style_are_followed() {
    let both = |style: &str| {
        let folder = folder(&[("iron.md", IRON), ("house_style.yaml", style)]);
        let answer = check(folder.path(), &[".", "--format", "json"]);
        let json: Value = serde_json::from_str(&answer.said).expect("JSON");
        let findings = json["findings"].as_array().expect("a list").clone();
        let levels = findings.iter().map(|finding| {
            let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
            (text("check"), text("level"))
        });
        (answer.code, levels.collect::<Vec<_>>())
    };
    let told = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        let list = list.iter();
        list.map(|(check, level)| ((*check).to_owned(), (*level).to_owned()))
            .collect()
    };
    for (style, code, expected) in [
        (
            "version: 1\n",
            0,
            &[("tab", "note"), ("doubled-word", "warning")][..],
        ),
        (
            "levels: {doubled-word: error, tab: off}\n",
            1,
            &[("doubled-word", "error")],
        ),
        (
            "levels: {doubled-word: off, tab: warning}\n",
            0,
            &[("tab", "warning")],
        ),
        ("levels: {doubled-word: off, tab: off}\n", 0, &[]),
    ] {
        assert_eq!(both(style), (Some(code), told(expected)), "{style}");
    }
}

#[test]
fn an_expression_too_large_is_said_and_the_rest_of_the_style_holds() {
    let style = "version: 1\nsections:\n  - name: Summary\n    matches: '(\\w{500}){500}'\nlevels: {tab: error}\n";
    let folder = folder(&[("iron.md", IRON), ("house_style.yaml", style)]);
    let answer = check(folder.path(), &["."]);
    assert_eq!(answer.code, Some(1), "{}", answer.complained);
    assert!(
        answer.complained.contains("line 4")
            && answer
                .complained
                .contains("This regular expression is too large"),
        "{}",
        answer.complained
    );
    assert!(answer.said.contains("error: "), "{}", answer.said);
    assert!(answer.said.contains("doubled-word"), "{}", answer.said);
}

#[test]
fn a_baseline_knows_what_was_there_and_no_more() {
    let folder = folder(&[("iron.md", IRON)]);
    let written = check(
        folder.path(),
        &[".", "--write-baseline", "base.jsonl", "--fail-on", "note"],
    );
    assert_eq!(written.code, Some(0), "{}", written.complained);
    let text = fs::read_to_string(folder.path().join("base.jsonl")).expect("written");
    assert_eq!(
        text,
        "{\"file\":\"iron.md\",\"check\":\"doubled-word\",\"words\":\"the the\",\"count\":1}\n{\"file\":\"iron.md\",\"check\":\"tab\",\"words\":\"\\t\",\"count\":1}\n"
    );
    let again = check(
        folder.path(),
        &[".", "--baseline", "base.jsonl", "--fail-on", "note"],
    );
    assert_eq!(again.code, Some(0), "{}", again.said);
    assert!(again.said.contains("2 in the baseline"), "{}", again.said);
    // The same words moved are known; once more is new.
    fs::write(
        folder.path().join("iron.md"),
        format!("{IRON}\nMore of the the same.\n"),
    )
    .expect("written");
    let more = check(
        folder.path(),
        &[".", "--baseline", "base.jsonl", "--fail-on", "note"],
    );
    assert_eq!(more.code, Some(1));
    assert!(more.said.contains("iron.md:18:9"), "{}", more.said);
}

#[test]
fn accepted_findings_are_left_out_whatever_else_the_file_holds() {
    let accepted = "<<<<<<< ours\n{\"slug\":\"iron\",\"check\":\"doubled-word\",\"words\":\"the the\",\"sentence\":\"Iron is the the metal.\",\"who\":\"Ada\",\"when\":\"2026-11-01\",\"why\":\"a quotation\"}\n=======\n{\"slug\":\"iron\",\"check\":\"doubled-word\",\"words\":\"the the\",\"sentence\":\"Iron is the the metal.\",\"who\":\"Ada\",\"when\":\"2026-11-01\",\"why\":\"a quotation\"}\n>>>>>>> theirs\nnonsense\n";
    let folder = folder(&[("iron.md", IRON), (".copydesk/accepted.jsonl", accepted)]);
    let answer = check(folder.path(), &["."]);
    assert!(!answer.said.contains("doubled-word"), "{}", answer.said);
    assert!(
        answer.said.ends_with("1 note in 1 entry; 1 accepted\n"),
        "{}",
        answer.said
    );
    fs::write(
        folder.path().join("iron.md"),
        IRON.replace("metal", "element"),
    )
    .expect("written");
    let changed = check(folder.path(), &["."]);
    assert!(changed.said.contains("doubled-word"), "{}", changed.said);
}

#[test]
fn fix_fixes_what_is_safe_and_tells_what_is_left() {
    let folder = folder(&[("iron.md", IRON), ("b/zinc.md", "> A\tb\n")]);
    let file = folder.path().join("iron.md");
    let dry = check(folder.path(), &[".", "--fix", "--dry-run"]);
    assert!(
        dry.said
            .contains("-Iron\tis the the metal.\n+Iron is the the metal.\n"),
        "{}",
        dry.said
    );
    assert_eq!(fs::read_to_string(&file).expect("there"), IRON);
    let answer = check(folder.path(), &[".", "--fix"]);
    assert_eq!(
        fs::read_to_string(&file).expect("there"),
        IRON.replace('\t', " ")
    );
    assert!(
        answer.said.contains("doubled-word"),
        "what is offered is left: {}",
        answer.said
    );
    assert!(
        answer.said.contains("b/zinc.md:1:4"),
        "quotations are left: {}",
        answer.said
    );
    assert!(
        answer.complained.contains("1 finding in 1 file fixed"),
        "{}",
        answer.complained
    );
    let again = check(folder.path(), &[".", "--fix"]);
    assert!(
        again.complained.contains("Nothing was safe to fix"),
        "{}",
        again.complained
    );
}

#[test]
fn entries_without_their_library_say_once_what_is_not_checked() {
    let folder = folder(&[
        ("a.md", IRON),
        ("b.md", IRON),
        ("c.md", "---\nslug: c\n---\n"),
    ]);
    let args = ["check", "a.md", "c.md", "--only", "slug-twice,orphan-id"];
    let answer = copydesk(folder.path(), &args, "");
    assert_eq!(
        answer.complained.matches("Not checked").count(),
        1,
        "{}",
        answer.complained
    );
    assert!(
        answer.complained.contains("slug-twice, orphan-id"),
        "{}",
        answer.complained
    );
    let marked = copydesk(
        folder.path(),
        &["check", "a.md", "--only", "slug-twice", "--library", "."],
        "",
    );
    assert_eq!((marked.code, marked.complained.as_str()), (Some(1), ""));
    assert!(marked.said.contains("a.md:4:7: error"), "{}", marked.said);
    fs::create_dir(folder.path().join(".copydesk")).expect("made");
    let marked = copydesk(
        folder.path(),
        &["check", "a.md", "--only", "slug-twice"],
        "",
    );
    assert_eq!((marked.code, marked.complained.as_str()), (Some(1), ""));
}

#[test]
fn a_file_unreadable_empty_or_without_its_front_matter_is_an_error_in_every_form() {
    let lost = "# Lost\n\n## Summary\n\nA.\n\n## Timing\n\nB.\n\n## Sources\n\n1. C.\n";
    let folder = folder(&[
        ("iron.md", IRON),
        ("tea.md", IRON),
        ("empty.md", "\n"),
        ("lost.md", lost),
        ("notes.md", "# Notes\n\n## Summary\n"),
    ]);
    fs::write(folder.path().join("latin.md"), b"caf\xe9\n").expect("written");
    fs::write(folder.path().join("utf16.md"), b"\xff\xfea\0b\0").expect("written");
    let what = [
        ("empty.md", "empty-file"),
        ("latin.md", "unreadable-file"),
        ("lost.md", "missing-field"),
        ("utf16.md", "unreadable-file"),
    ];
    let answer = |named: &[&str], form: &str| {
        let args = ["check", "--level", "error", "--format", form];
        copydesk(folder.path(), &[&args[..], named].concat(), "")
    };
    for named in [&["."][..], &what.map(|(file, _)| file)] {
        for form in ["text", "json", "sarif", "github"] {
            let answer = answer(named, form);
            assert_eq!(answer.code, Some(1), "{}", answer.complained);
            for (file, check) in what {
                let is_it = |line: &str| line.contains(file) && line.contains(check);
                let told = match form {
                    "sarif" => {
                        let json: Value = serde_json::from_str(&answer.said).expect("JSON");
                        let results = json["runs"][0]["results"]
                            .as_array()
                            .expect("a list")
                            .clone();
                        results.iter().any(|it| is_it(&it.to_string()))
                    }
                    _ => answer.said.lines().any(is_it),
                };
                assert!(told, "{form} {file}: {}", answer.said);
            }
            assert!(!answer.said.contains("notes.md"), "{}", answer.said);
        }
    }
}

#[test]
fn a_file_that_can_not_be_read_is_named_and_the_rest_checked() {
    let folder = folder(&[("iron.md", IRON)]);
    fs::write(folder.path().join("latin.md"), b"caf\xe9\n").expect("written");
    let answer = check(folder.path(), &["."]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.complained.contains("latin.md"),
        "{}",
        answer.complained
    );
    assert!(answer.said.contains("iron.md:16:9"), "{}", answer.said);
}

#[test]
fn named_files_that_are_no_entries_are_named_and_fail_nothing() {
    let folder = folder(&[("README.md", "# Read me\n"), ("iron.md", IRON)]);
    let answer = check(folder.path(), &["README.md"]);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    assert!(
        answer.complained.contains("it is no entry: README.md"),
        "{answer:?}"
    );
}

#[test]
fn another_house_style_is_compared_with_the_own_one() {
    let folder = folder(&[
        ("a/iron.md", IRON),
        ("house_style.yaml", "levels:\n  tab: off\n"),
        (
            "new.yaml",
            "levels:\n  doubled-word: off\n  tab: error\n  no-such-check: note\n",
        ),
    ]);
    let answer = check(folder.path(), &[".", "--house-style", "new.yaml"]);
    let told = "new  a/iron.md:16:5: error: Tab in the text [tab]
gone a/iron.md:16:9: warning: “the” is doubled here [doubled-word]

  before    after  check
       1        0  doubled-word
       0        1  tab
       1        1  in all
";
    assert_eq!(answer.said, told);
    assert_eq!(answer.code, Some(1), "an error by the new one");
    assert!(
        answer.complained.contains("new.yaml, line 4"),
        "{}",
        answer.complained
    );
}

#[test]
fn a_script_gets_the_findings_by_the_other_house_style_and_the_comparison_beside() {
    let folder = folder(&[
        ("a/iron.md", IRON),
        ("new.yaml", "levels:\n  doubled-word: off\n"),
    ]);
    let args = [".", "--house-style", "new.yaml", "--format", "json"];
    let answer = check(folder.path(), &args);
    let json: Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["findings"][0]["check"], "tab");
    assert!(
        answer.complained.contains("       2        1  in all\n"),
        "{}",
        answer.complained
    );
    let same = check(folder.path(), &[".", "--house-style", "a/iron.md"]);
    assert!(same.complained.contains("a/iron.md, line "), "{same:?}");
    let none = check(folder.path(), &[".", "--house-style", "none.yaml"]);
    assert_eq!((none.code, none.said.as_str()), (Some(2), ""));
    assert!(none.complained.contains("none.yaml"), "{}", none.complained);
    let fix = check(folder.path(), &[".", "--house-style", "new.yaml", "--fix"]);
    assert_eq!((fix.code, fix.said.as_str()), (Some(2), ""));
}

#[test]
fn withdrawn_sources_are_told_by_the_list_beside_the_library() {
    let entry = "## Sources\n\n1. Archer A (2019). Tea. Nutrients. PMID: 111.\n";
    let files = [
        ("tea.md", entry),
        (
            ".copydesk/withdrawn.csv",
            "pmid,date,reason\n111,2021-05-03,Retraction\n",
        ),
    ];
    let folder = folder(&files);
    let answer = copydesk(
        folder.path(),
        &["check", ".", "--only", "source-withdrawn"],
        "",
    );
    assert!(
        answer
            .said
            .starts_with("tea.md:3:21: error: Source 1 was retracted on 3 May 2021"),
        "{}",
        answer.said
    );
    assert_eq!((answer.code, answer.complained.as_str()), (Some(1), ""));
    fs::write(folder.path().join(files[1].0), "title\nTea\n").expect("written");
    let answer = copydesk(
        folder.path(),
        &["check", ".", "--only", "source-withdrawn"],
        "",
    );
    assert_eq!(answer.code, Some(0));
    assert!(
        answer
            .complained
            .contains("The list of withdrawn works can’t be used. Its first line"),
        "{}",
        answer.complained
    );
}

#[test]
fn the_list_of_checks_is_the_table_of_the_readme() {
    let folder = folder(&[]);
    let answer = copydesk(folder.path(), &["check", "--list"], "");
    assert_eq!(answer.code, Some(0));
    let readme = include_str!("../../README.md");
    assert!(
        readme.contains(&answer.said),
        "put this in the place of the table of checks:\n{}",
        answer.said
    );
}

#[test]
fn entries_of_another_house_are_checked_for_what_holds_for_any_markdown() {
    let post = |n: usize| {
        let name = format!("post-{n}.md");
        let text = format!(
            "---\ntitle: Post {n}\ndate: 2024-03-01\ntags: [a]\n---\n\nThe the tea, [here](www.a.example/{n}) in http://b.example/.\n"
        );
        (name, text)
    };
    let posts: Vec<(String, String)> = (0..6).map(post).collect();
    let files: Vec<(&str, &str)> = (posts.iter())
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let strange = folder(&files);
    let check = |args: &[&str]| {
        let args = [&["check", "."], args].concat();
        copydesk(strange.path(), &args, "")
    };
    let answer = check(&[]);
    let said = "follow a style of their own (none of 6 follow the built-in one)";
    assert_eq!(
        answer.complained.matches(said).count(),
        1,
        "{}",
        answer.complained
    );
    for told in ["[doubled-word]", "[broken-link]"] {
        assert!(answer.said.contains(told), "{told}: {}", answer.said);
    }
    for silent in [
        "[missing-field]",
        "[missing-section]",
        "[missing-heading]",
        "[http-link]",
    ] {
        assert!(!answer.said.contains(silent), "{silent}: {}", answer.said);
    }
    // The language is looked at where it is asked for.
    let prose = check(&["--prose", "--format", "json"]);
    assert_eq!(
        prose.complained.matches(said).count(),
        1,
        "{}",
        prose.complained
    );

    // A house style, however short, is followed, and nothing is said.
    fs::write(strange.path().join("house_style.yaml"), "version: 1\n").expect("written");
    let answer = check(&[]);
    assert_eq!(answer.complained, "");
    assert!(answer.said.contains("[missing-field]"), "{}", answer.said);
}

#[test]
fn everything_nasty_is_survived() {
    let nasty = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nasty");
    // By all checks of the house.
    let folder = folder(&[("house_style.yaml", "version: 1\n")]);
    for file in fs::read_dir(&nasty).expect("a folder").flatten() {
        if file.path().is_file() {
            fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
        }
    }
    let answer = copydesk(
        folder.path(),
        &["check", ".", "--format", "json", "--library", "."],
        "",
    );
    assert_eq!(answer.code, Some(1));
    let json: Value = serde_json::from_str(&answer.said).expect("JSON");
    assert!(
        json["findings"]
            .as_array()
            .is_some_and(|all| all.len() > 20)
    );
    assert!(
        !answer.complained.contains("broke"),
        "{}",
        answer.complained
    );
    assert!(
        !answer.complained.contains("panicked"),
        "{}",
        answer.complained
    );
}

#[cfg(unix)]
#[test]
fn entries_that_lie_outside_are_fixed_only_when_asked() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("iron.md", IRON), ("more/zinc.md", IRON)]);
    let library = folder(&[("inside.md", IRON), ("real/a.md", IRON)]);
    let root = library.path();
    symlink(outside.path().join("iron.md"), root.join("link.md")).expect("linked");
    symlink(outside.path().join("more"), root.join("more")).expect("linked");
    symlink(root.join("real/a.md"), root.join("within.md")).expect("linked");
    let text = |path: &Path| fs::read_to_string(path).expect("there");
    let answer = check(root, &[".", "--fix"]);
    assert_eq!(text(&outside.path().join("iron.md")), IRON);
    assert_eq!(text(&outside.path().join("more/zinc.md")), IRON);
    assert_ne!(text(&root.join("inside.md")), IRON);
    assert_ne!(text(&root.join("real/a.md")), IRON, "within the library");
    let left = answer.complained.lines();
    let left = left.filter(|line| line.contains("outside of this library"));
    assert_eq!(left.count(), 2, "{}", answer.complained);

    check(root, &[".", "--fix", "--follow"]);
    assert_ne!(text(&outside.path().join("iron.md")), IRON);
    assert_ne!(text(&outside.path().join("more/zinc.md")), IRON);
}

#[test]
fn paths_for_services_begin_at_the_root_of_the_repository() {
    let folder = folder(&[
        ("docs/library/house_style.yaml", "other_fields: true\n"),
        ("docs/library/a/iron.md", IRON),
    ]);
    fs::create_dir(folder.path().join(".git")).expect("made");
    let library = folder.path().join("docs/library");
    for (at, named) in [
        (folder.path(), "docs/library"),
        (folder.path(), "docs/library/a/iron.md"),
        (&library, "."),
        (&library, "a/iron.md"),
        (&library, "a"),
    ] {
        let answer = check(at, &[named, "--format", "github"]);
        let path = "file=docs/library/a/iron.md,";
        assert!(answer.said.contains(path), "{named}: {}", answer.said);
        let answer = check(at, &[named, "--format", "sarif"]);
        let json: Value = serde_json::from_str(&answer.said).expect("JSON");
        let run = &json["runs"][0];
        let place = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(place["uri"], "docs/library/a/iron.md", "{named}");
        assert_eq!(place["uriBaseId"], "%SRCROOT%");
        assert!(run["originalUriBaseIds"]["%SRCROOT%"].is_object());
    }
}

#[test]
fn a_file_outside_of_any_library_is_checked_with_its_folder_alone_and_that_is_said() {
    let folder = folder(&[
        (
            "home/one.md",
            "---\ntitle: Tea\n---\n\nSee [a](two.md#milk).\n",
        ),
        ("home/two.md", "---\ntitle: Milk\n---\n\n# Milk\n"),
    ]);
    let below = folder.path().join("home/below");
    fs::create_dir(&below).expect("made");
    fs::write(below.join("latin.md"), b"caf\xe9\n").expect("written");
    let home = folder.path().join("home");
    let answer = copydesk(&home, &["check", "one.md", "--only", "missing-anchor"], "");
    let said = "the folder of the file was taken for one, without those below it: ";
    assert!(answer.complained.contains(said), "{}", answer.complained);
    assert!(answer.complained.contains("home"), "{}", answer.complained);
    assert!(!answer.said.contains("below"), "{}", answer.said);
    fs::write(home.join("house_style.yaml"), "other_fields: true\n").expect("written");
    let answer = copydesk(&home, &["check", "one.md", "--only", "missing-anchor"], "");
    assert!(!answer.complained.contains(said), "{}", answer.complained);
}

#[test]
fn readme_names_every_option() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));
    let readme = readme.expect("README");
    let help = copydesk(Path::new("/"), &["check", "--help"], "").said;
    let words = help.split(|c: char| c.is_whitespace() || "[];,.".contains(c));
    let options = words.filter(|word| word.starts_with("--") && word.len() > 3);
    for option in options {
        assert!(readme.contains(option), "{option}");
    }
}
