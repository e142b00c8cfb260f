//! `copydesk words` and `copydesk check --prose`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{Answer, copydesk, copydesk_of};

const TEA: &str =
    "# Tea\n\nTea lowers the absorbtion of iron. A bisglycynate costs more; its color is grey.\n";

fn library(words: Option<&[u8]>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("tea.md", TEA.as_bytes());
    write("milk.md", b"# Milk\n\nA bisglycynate with milk.\n");
    if let Some(words) = words {
        write(".copydesk/words.txt", words);
    }
    folder
}

/// The marked words, in the order of the files.
fn told(folder: &Path, args: &[&str]) -> Vec<String> {
    let answer = copydesk(folder, &[&["check", "."], args].concat(), "");
    let json: Value = serde_json::from_str(&answer.said).expect("JSON");
    let findings = json["findings"].as_array().expect("a list").iter();
    let of_language = findings.filter(|it| {
        ["spelling", "american-spelling"].contains(&it["check"].as_str().unwrap_or_default())
    });
    of_language
        .map(|it| {
            format!(
                "{} {}",
                it["file"].as_str().unwrap_or_default(),
                it["message"].as_str().unwrap_or_default()
            )
        })
        .collect()
}

#[test]
fn spelling_is_told_where_it_is_asked_for() {
    let folder = library(None);
    let folder = folder.path();
    assert_eq!(told(folder, &["--format", "json"]), [""; 0]);
    let all = [
        "milk.md “bisglycynate” is probably “bisglycinate”",
        "tea.md “absorbtion” is probably “absorption”",
        "tea.md “bisglycynate” is probably “bisglycinate”",
        "tea.md “color” is “colour” in British English",
    ];
    assert_eq!(told(folder, &["--format", "json", "--prose"]), all);
    assert_eq!(
        told(folder, &["--format", "json", "--only", "spelling,tab"]),
        all[..3]
    );
    assert_eq!(
        told(
            folder,
            &["--format", "json", "--prose", "--except", "spelling"]
        ),
        all[3..]
    );
}

#[test]
fn the_words_of_the_library_and_of_the_person_are_right() {
    for words in [
        "bisglycynate\n".as_bytes(),
        b"\xEF\xBB\xBFapple\r\nbisglycynate\r\n",
        b"<<<<<<< ours\nbisglycynate\n=======\nzinc\n>>>>>>> theirs\n",
    ] {
        let folder = library(Some(words));
        let told = told(folder.path(), &["--format", "json", "--only", "spelling"]);
        assert_eq!(told, ["tea.md “absorbtion” is probably “absorption”"]);
    }
    let (folder, home) = (library(None), tempfile::tempdir().expect("a folder"));
    let own = home.path().join("config/copydesk");
    fs::create_dir_all(&own).expect("made");
    fs::write(own.join("words.txt"), "bisglycynate\nabsorbtion\n").expect("written");
    let args = ["check", ".", "--only", "spelling"];
    let answer = copydesk_of(home.path(), folder.path(), &args, "");
    assert!(
        answer.said.starts_with("0 errors, 0 warnings"),
        "{}",
        answer.said
    );
}

#[test]
fn a_damaged_list_or_dictionary_is_said_and_the_rest_is_asked() {
    let folder = library(Some(b"\xFF\xFE\x00bisglycynate"));
    let args = ["check", ".", "--only", "spelling"];
    let answer = copydesk(folder.path(), &args, "");
    assert!(
        answer.complained.contains("The list of words was left out"),
        "{}",
        answer.complained
    );
    assert!(
        answer
            .said
            .contains("“absorbtion” is probably “absorption”"),
        "{}",
        answer.said
    );

    let (folder, home) = (library(None), tempfile::tempdir().expect("a folder"));
    let own = home.path().join("config/copydesk/dictionaries");
    fs::create_dir_all(&own).expect("made");
    fs::write(own.join("house.aff"), "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n").expect("written");
    fs::write(own.join("house.dic"), "1\nbisglycynate/S\n").expect("written");
    fs::write(own.join("alone.aff"), "SET UTF-8\n").expect("written");
    fs::write(own.join("odd.aff"), "SET KLINGON\n").expect("written");
    fs::write(own.join("odd.dic"), "1\nx\n").expect("written");
    let answer = copydesk_of(home.path(), folder.path(), &args, "");
    let left_out = answer
        .complained
        .matches("A dictionary was left out")
        .count();
    assert_eq!(left_out, 2, "{}", answer.complained);
    assert!(!answer.said.contains("bisglycynate"), "{}", answer.said);
    assert!(answer.said.contains("absorbtion"), "{}", answer.said);
}

#[test]
fn terms_are_followed_and_listed() {
    let folder = library(None);
    let terms = folder.path().join(".copydesk/terms.csv");
    fs::create_dir_all(terms.parent().expect("a folder")).expect("made");
    let table = "preferred;avoid;definition;source\n\
        tannin tea;tea;\"A drink; brewed\";House\nunused;;;\nbisglycynate;;;\nmilk;grey;;\ngrey;;;\n";
    fs::write(&terms, table).expect("written");
    let answer = copydesk(folder.path(), &["check", ".", "--prose"], "");
    let told = |words: &str| assert!(answer.said.contains(words), "{words}: {}", answer.said);
    told("“Tea” should be avoided. tannin tea: A drink; brewed (House) [term-to-avoid]");
    told("fix: Write “Tannin tea”");
    assert!(!answer.said.contains("bisglycynate"), "{}", answer.said);
    let why = "Line 5 of terms.csv: “grey” is to be avoided, and is preferred in line 6; it is left alone";
    assert!(answer.complained.contains(why), "{}", answer.complained);

    let listed = copydesk(folder.path(), &["words", ".", "--house"], "");
    assert_eq!(
        listed.said,
        "times  entries  word                first in\n\
         2      2        bisglycynate  term  milk.md\n\
         2      1        milk          term  milk.md\n\
         1      1        grey          term  tea.md\n\
         0      0        tannin tea    term\n\
         0      0        unused        term\n"
    );

    fs::write(&terms, b"preferred\ncaf\xE9\n").expect("written");
    let answer = copydesk(folder.path(), &["check", ".", "--prose"], "");
    assert!(
        answer
            .complained
            .contains("The terms were left out. It is not UTF-8 text"),
        "{}",
        answer.complained
    );
    assert!(answer.said.contains("absorbtion"), "{}", answer.said);
}

#[test]
fn five_entries_of_a_library_are_checked_by_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    for number in 0..5 {
        let text = format!(
            "---\npillar: Tea\nconfidence: high\n---\n\n# Tea {number}\n\nTake zorblugs and absorbtion; see (aaaaaaa{number}), [milk](milk-{number}.md) and [tea](tea-0.md).\n"
        );
        fs::write(at(&format!("tea-{number}.md")), text).expect("written");
    }
    let check = || copydesk(folder.path(), &["check", ".", "--prose"], "");
    let answer = check();
    let said = "refer to 10 entries that are not here";
    assert_eq!(
        answer.complained.matches(said).count(),
        1,
        "{}",
        answer.complained
    );
    for silent in ["[id-dangling]", "[broken-link]", "zorblugs"] {
        assert!(!answer.said.contains(silent), "{silent}: {}", answer.said);
    }
    assert!(
        answer.said.contains("“absorbtion” is probably"),
        "{}",
        answer.said
    );
    // A folder that is marked as a library is one, however small.
    fs::create_dir(at(".copydesk")).expect("made");
    fs::write(at("house_style.yaml"), "version: 1\n").expect("written");
    let answer = check();
    assert_eq!(answer.complained, "");
    for told in ["[id-dangling]", "zorblugs"] {
        assert!(answer.said.contains(told), "{told}: {}", answer.said);
    }
}

#[test]
fn words_are_listed_with_what_is_known_of_them() {
    let folder = library(Some(b"bisglycynate\nunused\n"));
    let words = |args: &[&str]| -> Answer {
        copydesk(folder.path(), &[&["words", "."], args].concat(), "")
    };
    let all = words(&[]);
    assert_eq!(all.code, Some(0), "{}", all.complained);
    assert_eq!(
        all.said,
        "times  entries  word                   first in\n\
         2      2        bisglycynate  house    milk.md\n\
         1      1        absorbtion    unknown  tea.md\n\
         1      1        color         unknown  tea.md\n\
         0      0        unused        house\n"
    );
    let listed = |args: &[&str]| -> Vec<String> {
        let json: Value = serde_json::from_str(&words(args).said).expect("JSON");
        let words = json["words"].as_array().expect("a list").iter();
        words
            .map(|it| it["word"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(
        listed(&["--unknown", "--format", "json"]),
        ["absorbtion", "color"]
    );
    assert_eq!(
        listed(&["--house", "--format", "json"]),
        ["bisglycynate", "unused"]
    );
    assert_eq!(words(&["--format", "csv"]).code, Some(2));
    assert_eq!(copydesk(folder.path(), &["words"], "").code, Some(2));
    assert_eq!(
        copydesk(folder.path(), &["words", "nowhere"], "").code,
        Some(2)
    );
}
