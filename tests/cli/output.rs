//! What is written out: harmless to a terminal and a spreadsheet, short however much is found, and quick whatever the text.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{Answer, copydesk};

fn check(folder: &Path, args: &[&str]) -> Answer {
    let these = ["check", ".", "--as-of", "2026-11-01"];
    copydesk(folder, &[&these[..], args].concat(), "")
}

/// What a terminal would act on, line ends aside.
fn acts(text: &str) -> bool {
    text.chars()
        .any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{202e}'))
}

#[cfg(unix)]
#[test]
fn names_and_titles_are_harmless_in_every_output_as_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "a\u{1b}[31m\nb: error: c\u{202e}.md";
    let text = "---\ntitle: \"A\\e]0;x\\a\\nB\"\nslug: a\n---\n\n# Tea\n\n## Sources\n\n1. Archer A (2016). A \u{1b}[31mtitle\u{7}. Journal. PMID: 90000001.\n\nThe\tthe.\n";
    fs::write(folder.path().join(name), text).expect("written");
    // Cut off in the middle of a letter: it can't be read, and its name is told with the reason.
    fs::write(folder.path().join("bad\u{1b}[1m\n.md"), b"\xC3").expect("written");

    let found = check(folder.path(), &[]);
    let lines = found.said.lines();
    let of_file: Vec<&str> = lines.filter(|line| line.starts_with('a')).collect();
    assert!(
        of_file.iter().any(|line| line.ends_with("[tab]")),
        "{found:?}"
    );
    assert!(
        of_file
            .iter()
            .all(|line| line.starts_with("a [31m b: error: c .md:")),
        "{of_file:?}"
    );
    for args in [
        &["check", "."][..],
        &["check", ".", "--format", "github"],
        &["check", name, "--fix", "--only", "doubled-word"],
        &["check", "gone\u{1b}[1m.md"],
        &["list", "."],
        &["sources", "."],
        &["sources", ".", "--format", "bibtex"],
        &["set", "gone\u{1b}[1m\u{202e}.md", "title=x"],
        &["merge", "gone\u{1b}[1m.md", name, name],
    ] {
        let answer = copydesk(folder.path(), args, "");
        assert!(!acts(&answer.said), "{args:?}: {:?}", answer.said);
        assert!(
            !acts(&answer.complained),
            "{args:?}: {:?}",
            answer.complained
        );
    }
    // RIS ends its lines as its readers expect.
    let ris = copydesk(folder.path(), &["sources", ".", "--format", "ris"], "");
    assert!(!acts(&ris.said.replace("\r\n", "\n")), "{:?}", ris.said);
}

#[test]
fn no_cell_of_the_list_is_a_formula_unless_it_is_for_a_program() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, title) in [
        ("a", "=1+1"),
        ("b", "+1"),
        ("c", "-1"),
        ("d", "@SUM(A1)"),
        ("e", " =1"),
        ("f", "a=1-1"),
    ] {
        let text = format!("---\ntitle: \"{title}\"\n---\n");
        fs::write(folder.path().join(format!("{file}.md")), text).expect("written");
    }
    let titles = |args: &[&str]| -> Vec<String> {
        let answer = copydesk(
            folder.path(),
            &[&["list", ".", "--format", "csv"], args].concat(),
            "",
        );
        let mut reader = csv::Reader::from_reader(answer.said.as_bytes());
        let rows = reader
            .records()
            .map(|row| row.expect("a row")[1].to_owned());
        rows.collect()
    };
    assert_eq!(
        titles(&[]),
        ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "' =1", "a=1-1"]
    );
    assert_eq!(
        titles(&["--raw"]),
        ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "a=1-1"]
    );
    let wrong = copydesk(folder.path(), &["list", ".", "--raw"], "");
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong.complained.contains("--raw belongs to --format csv"),
        "{wrong:?}"
    );
}

#[test]
fn of_five_thousand_findings_a_hundred_are_told_and_the_others_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let found = |text: &str| {
        fs::write(folder.path().join("a.md"), text).expect("written");
        let found = check(
            folder.path(),
            &["--only", "doubled-word", "--format", "json"],
        );
        let json: Value = serde_json::from_str(&found.said).expect("JSON");
        json["findings"].as_array().expect("a list").clone()
    };
    let in_lines = found(&"See the the one.\n\n".repeat(5_000));
    assert_eq!(in_lines.len(), 101);
    let last = in_lines.last().expect("there");
    assert_eq!(last["message"], "And 4,900 more of this kind");
    assert_eq!((&last["fix"], &last["line"]), (&Value::Null, &201.into()));
    assert_eq!(last["level"], "warning");
    assert_eq!(found(&"the the one ".repeat(5_000)).len(), 101);
    // As many as are told one by one need no count.
    let few = found(&"See the the one.\n\n".repeat(100));
    assert_eq!(few.len(), 100);
    assert!(
        few.iter()
            .all(|it| it["message"] == "“the” is doubled here")
    );
}

#[test]
fn all_is_fixed_where_more_is_found_than_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.md");
    let text = "One\ttwo three.\n\n".repeat(1_000);
    fs::write(&file, &text).expect("written");
    let answer = check(folder.path(), &["--fix", "--only", "tab"]);
    assert!(
        answer.complained.contains("1000 findings in 1 file fixed"),
        "{answer:?}"
    );
    assert_eq!(
        fs::read_to_string(&file).expect("there"),
        text.replace('\t', " ")
    );
}

#[test]
fn a_section_whose_text_is_not_there_is_told_in_words_for_a_command() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), "# A\n\n## B\n").expect("written");
    let answer = copydesk(
        folder.path(),
        &["set", "a.md", "--section", "B", "--from", "gone.txt"],
        "",
    );
    assert_eq!(answer.code, Some(1));
    let told = "The text of the section could not be read: there is no such file: gone.txt";
    assert!(answer.complained.contains(told), "{answer:?}");
}

#[test]
fn a_house_style_has_a_limit_of_patterns_in_all_and_says_so_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let patterns = |count: usize| -> String {
        let section = |at: usize| format!("  - name: S{at}\n    matches: ['a{at}', 'b{at}']\n");
        let sections: String = (0..count / 2).map(section).collect();
        format!("sections:\n{sections}")
    };
    fs::write(folder.path().join("a.md"), "# A\n").expect("written");
    for (count, told) in [(100, 0), (300, 1)] {
        fs::write(folder.path().join("house_style.yaml"), patterns(count)).expect("written");
        let answer = check(folder.path(), &[]);
        let limit = "A house style has 100 patterns at most; it is passed over";
        assert_eq!(
            answer.complained.matches(limit).count(),
            told,
            "{}",
            answer.complained
        );
    }
}
