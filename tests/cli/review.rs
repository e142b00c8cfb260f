//! `copydesk review`: before, the command, after.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use copydesk::library::journal::Journal;
use copydesk::library::versions::TextHash;
use copydesk::library::{EntryKey, PendingRecord, PendingRecords};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::merge::Repository;
use crate::{Answer, copydesk, copydesk_of};

/// A house in which an entry needs little to be without errors.
const STYLE: &str = "\
version: 1
fields:
  title: { kind: text, required: true }
  slug: { kind: text, required: true }
  pillar: { kind: text }
  confidence: { kind: text }
  last_reviewed: { kind: date }
sections: []
closing: []
reviews:
  every: 12 months
  by_pillar: { Iron: 6 months }
";

/// An entry with these lines in its front matter.
fn entry(title: &str, more: &str) -> String {
    let slug = title.to_lowercase().replace(' ', "-");
    format!("---\ntitle: \"{title}\"\nslug: {slug}\n{more}---\n\n# {title}\n\nTake it.\n")
}

fn reviewed(title: &str, date: &str) -> String {
    entry(title, &format!("last_reviewed: {date}\n"))
}

/// A library with the entries of these names.
struct Library {
    folder: TempDir,
}

impl Library {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let library = Self { folder };
        library.write("house_style.yaml", STYLE);
        for (name, text) in files {
            library.write(name, text);
        }
        library
    }

    /// With one entry, `zinc.md`.
    fn zinc() -> Self {
        Self::new(&[("zinc.md", &reviewed("Zinc", "2 March 2026"))])
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("there")
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("there")
    }

    fn review(&self, args: &[&str]) -> Answer {
        copydesk(self.folder.path(), &[&["review"], args].concat(), "")
    }

    /// The rows of the queue as on 14 December 2026.
    fn rows(&self, args: &[&str]) -> Vec<Value> {
        let day = ["--as-of", "2026-12-14", "--format", "json"];
        let answer = self.review(&[&["."], args, &day].concat());
        serde_json::from_str(&answer.said).expect("an array")
    }

    /// What the queue says of the one entry there is.
    fn row(&self) -> Value {
        self.rows(&[]).remove(0)
    }

    fn log(&self) -> Vec<Value> {
        let answer = self.review(&["log", ".", "--format", "json"]);
        assert_eq!(answer.code, Some(0), "{}", answer.complained);
        serde_json::from_str(&answer.said).expect("an array")
    }

    fn sign_off(&self, file: &str, more: &[&str]) -> Answer {
        let args = [
            "sign-off",
            file,
            "--by",
            "T. Wren",
            "--scope",
            "Whole entry",
        ];
        self.review(&[&args, more].concat())
    }
}

/// The house's form of today.
fn today() -> String {
    jiff::Zoned::now().strftime("%-d %B %Y").to_string()
}

#[track_caller]
fn done(answer: &Answer) {
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
}

fn files(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["file"].as_str()).collect()
}

/// One entry for each way in which a date can stand.
fn dated() -> Library {
    let of = |title, date| reviewed(title, date);
    Library::new(&[
        ("a-overdue.md", &of("Overdue", "2 March 2021")),
        ("b-soon.md", &of("Soon", "2025-12-20")),
        ("c-fine.md", &of("Fine", "3 August 2026")),
        ("d-leap.md", &of("Leap", "29 February 2024")),
        (
            "e-iron.md",
            &entry("Iron", "pillar: Iron\nlast_reviewed: 31 August 2026\n"),
        ),
        ("f-never.md", &entry("Never", "")),
        ("g-future.md", &of("Future", "1 January 2027")),
        ("h-impossible.md", &of("Impossible", "31 April 2026")),
        (
            "i-twice.md",
            &entry(
                "Twice",
                "last_reviewed: 1 May 2026\nlast_reviewed: 2 May 2026\n",
            ),
        ),
    ])
}

#[test]
fn the_queue_says_what_is_due_and_by_which_rule() {
    let library = dated();
    let rows = library.rows(&[]);
    let said = |name: &str| {
        let row = rows.iter().find(|row| row["file"] == name).expect("listed");
        [&row["state"], &row["due"], &row["rule"]].map(Value::clone)
    };
    for (file, state, due, rule) in [
        ("a-overdue.md", "overdue", json!("2022-03-02"), "general"),
        ("b-soon.md", "due-soon", json!("2026-12-20"), "general"),
        ("c-fine.md", "fine", json!("2027-08-03"), "general"),
        ("d-leap.md", "overdue", json!("2025-02-28"), "general"),
        ("e-iron.md", "fine", json!("2027-02-28"), "pillar"),
        ("f-never.md", "never", Value::Null, "general"),
        ("g-future.md", "future", json!("2028-01-01"), "general"),
        ("h-impossible.md", "unreadable", Value::Null, "general"),
    ] {
        assert_eq!(said(file), [json!(state), due, json!(rule)], "{file}");
    }
    assert_eq!(said("i-twice.md")[0], "unreadable");
    let keys: Vec<&String> = rows[0].as_object().expect("an object").keys().collect();
    for key in [
        "file",
        "slug",
        "title",
        "pillar",
        "last_reviewed",
        "due",
        "state",
        "rule",
        "changed_since",
        "outcome",
        "assigned",
        "reviewer",
        "signed_unopened",
    ] {
        assert!(keys.iter().any(|it| *it == key), "{key}");
    }
    let answer = library.review(&[".", "--as-of", "14 December 2026"]);
    done(&answer);
    assert!(answer.said.contains("2 March 2021"), "{}", answer.said);
    assert!(
        answer.said.contains("Overdue by 4 years"),
        "{}",
        answer.said
    );
    assert!(answer.said.contains("by the pillar’s interval of 6 months"));
}

#[test]
fn parts_of_the_queue_and_what_is_in_none_of_them() {
    let library = dated();
    let listed = |args: &[&str]| {
        let rows = library.rows(args);
        files(&rows)
            .into_iter()
            .map(String::from)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        listed(&["--due"]),
        ["a-overdue.md", "d-leap.md", "b-soon.md"]
    );
    assert_eq!(listed(&["--overdue"]), ["a-overdue.md", "d-leap.md"]);
    assert_eq!(listed(&["--within", "5"]), ["a-overdue.md", "d-leap.md"]);
    assert_eq!(
        listed(&["--within", "4000000"]),
        listed(&["--within", "40000"]),
        "to the end of the calendar"
    );
    assert_eq!(
        listed(&["--within", "90"]).last().expect("some"),
        "e-iron.md"
    );
    assert_eq!(listed(&["--sent-back"]), [""; 0]);
    assert_eq!(listed(&["--assigned", "ada"]), [""; 0]);

    let overdue = library.review(&[".", "--overdue", "--as-of", "2026-12-14"]);
    assert_eq!(overdue.code, Some(1));
    assert_eq!(
        overdue.complained,
        "copydesk: Not in this list, as no day is known on which they are due: 1 (never reviewed), \
         2 (date not readable), 1 (date in the future)\n"
    );
    library.write(
        ".copydesk/assignments.jsonl",
        "{\"slug\":\"fine\",\"to\":\"Ada\",\"until\":\"2026-12-20\",\"by\":\"B\",\"at\":\"1\"}\n",
    );
    let rows = library.rows(&["--assigned", "ada"]);
    assert_eq!(files(&rows), ["c-fine.md"]);
    assert_eq!(
        (&rows[0]["assigned"], &rows[0]["assigned_until"]),
        (&json!("Ada"), &json!("2026-12-20"))
    );
    let nothing = library.review(&[
        ".",
        "--overdue",
        "--as-of",
        "2021-03-05",
        "--assigned",
        "ada",
    ]);
    assert_eq!(nothing.code, Some(0));

    for wrong in [
        &["."; 2][..],
        &[".", "--due", "--overdue"],
        &[".", "--within", "soon"],
        &[".", "--as-of", "04/05/2026"],
        &[".", "--as-of", "30 February 2026"],
        &[".", "--format", "xml"],
        &[".", "--raw"],
        &["nowhere"],
        &[],
        &["sign-off", "a-overdue.md", "--by", "T. Wren"],
        &["sign-off", "--by", "T. Wren", "--scope", "all"],
        &["send-back", "a-overdue.md", "--by", "T. Wren"],
        &["log"],
    ] {
        let answer = library.review(wrong);
        assert_eq!(
            (answer.code, answer.said.as_str()),
            (Some(2), ""),
            "{wrong:?}"
        );
    }
}

#[test]
fn a_part_of_a_library_is_listed_by_its_folder() {
    let (a, b) = (reviewed("A", "1 May 2026"), reviewed("B", "1 May 2026"));
    let library = Library::new(&[("one/a.md", &a), ("two/b.md", &b)]);
    let answer = library.review(&["two", "--format", "csv"]);
    done(&answer);
    let lines: Vec<&str> = answer.said.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("file,slug,title,pillar,"));
    assert!(lines[1].starts_with("two/b.md,b,B,"), "{}", lines[1]);
}

#[test]
fn no_cell_for_a_spreadsheet_is_a_formula() {
    let text = reviewed("x", "1 May 2026").replace("title: \"x\"", "title: \"=1+1, \\\"a\\\"\"");
    let library = Library::new(&[("x.md", &text)]);
    let csv = library.review(&[".", "--format", "csv"]).said;
    assert!(csv.contains("x.md,x,\"'=1+1, \"\"a\"\"\","), "{csv}");
    let raw = library.review(&[".", "--format", "csv", "--raw"]).said;
    assert!(raw.contains("x.md,x,\"=1+1, \"\"a\"\"\","), "{raw}");
}

#[test]
fn the_calendar_is_the_same_bytes_each_time_and_an_entry_that_is_done_goes_out_cancelled() {
    let library = Library::zinc();
    let long = format!("\"Says \\\"{}\\\", and; more\\\\\"", "zinc, ".repeat(50));
    let other = reviewed("Other", "2 March 2026").replace("\"Other\"", &long);
    library.write("other.md", other);
    let calendar = |args: &[&str]| {
        let answer = library.review(&[&["."], args, &["--format", "ics"]].concat());
        assert_eq!(answer.code, Some(0));
        answer.said
    };
    let all = calendar(&[]);
    assert_eq!(calendar(&["--as-of", "2030-01-01"]), all);
    assert!(
        all.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//copydesk//review//EN\r\n")
    );
    assert_eq!(
        all.matches("\r\nDTSTART;VALUE=DATE:20270302\r\n").count(),
        2
    );
    assert!(!all.contains("DTEND") && !all.contains("CANCELLED"));
    assert!(
        all.replace("\r\n ", "").contains("Says \"zinc\\, zinc\\, "),
        "{all}"
    );
    let ids = |text: &str| {
        let lines = text.lines().filter(|line| line.starts_with("UID:"));
        lines.map(String::from).collect::<Vec<_>>()
    };
    assert!(ids(&all).len() == 2 && ids(&all)[0] != ids(&all)[1]);

    done(&library.sign_off("zinc.md", &[]));
    let due = calendar(&["--within", "400", "--as-of", "2026-04-01"]);
    let event = due.split("BEGIN:VEVENT").last().expect("an event");
    assert!(event.contains("STATUS:CANCELLED\r\n"), "{due}");
    assert!(event.contains("DTSTART;VALUE=DATE:20270302\r\n"), "{due}");
    assert!(event.contains("SUMMARY:Reviewed: Zinc\r\n"), "{due}");
    let (mut before, mut after) = (ids(&all), ids(&due));
    before.sort();
    after.sort();
    assert_eq!(before, after);
    // A reader that goes by the later stamp takes the event for next year all the same.
    let stamp = event.lines().find(|line| line.starts_with("DTSTAMP:"));
    let whole = calendar(&[]);
    assert!(whole.contains(stamp.expect("a stamp")), "{whole}");
}

#[test]
fn a_sign_off_changes_one_line_and_is_on_record() {
    let text = reviewed("Zinc", "2021-03-02 # by hand").replace('\n', "\r\n");
    let library = Library::new(&[("zinc.md", &text)]);
    assert_eq!(library.row()["outcome"], "none");

    let answer = library.sign_off("zinc.md", &["--on", "1 November 2026", "--dry-run"]);
    done(&answer);
    assert!(
        answer.said.contains("+last_reviewed: 2026-11-01 # by hand"),
        "{}",
        answer.said
    );
    assert_eq!(library.text("zinc.md"), text);
    assert!(!library.path(".copydesk").exists());

    let answer = library.sign_off(
        "zinc.md",
        &["--on", "2026-11-01", "--note", "Seen in print"],
    );
    done(&answer);
    assert!(
        answer.said.starts_with("Signed off on 2026-11-01: "),
        "{}",
        answer.said
    );
    assert_eq!(
        library.text("zinc.md"),
        text.replace("2021-03-02", "2026-11-01")
    );
    let log = library.log();
    let [record] = log.as_slice() else {
        panic!("{log:?}");
    };
    for (field, value) in [
        ("slug", json!("zinc")),
        ("outcome", json!("signed-off")),
        ("reviewer", json!("T. Wren")),
        ("date", json!("2026-11-01")),
        ("before", json!("2021-03-02")),
        ("scope", json!("Whole entry")),
        ("note", json!("Seen in print")),
        ("unopened", json!(true)),
    ] {
        assert_eq!(record[field], value, "{field}");
    }
    let row = library.row();
    for (field, value) in [
        ("outcome", json!("signed-unopened")),
        ("signed_unopened", json!(true)),
        ("reviewer", json!("T. Wren")),
        ("changed_since", json!("nothing")),
    ] {
        assert_eq!(row[field], value, "{field}");
    }
    let audit = library.review(&["log", "."]);
    done(&audit);
    let audit: Vec<&str> = audit.said.lines().collect();
    assert!(audit[0].starts_with("slug,at,outcome,reviewer,date,before,scope,note,unopened,"));
    assert!(
        audit[1]
            .contains(",signed-off,T. Wren,2026-11-01,2021-03-02,Whole entry,Seen in print,yes,")
    );

    // A change of the content is told, one of blanks is told as such.
    library.write(
        "zinc.md",
        library.text("zinc.md").replace("Take it.", "Take  it."),
    );
    assert_eq!(library.row()["changed_since"], "mechanical");
    library.write(
        "zinc.md",
        library
            .text("zinc.md")
            .replace("Take  it.", "Never take it."),
    );
    let row = library.row();
    assert_eq!(
        (
            &row["changed_since"],
            row["changed_parts"].as_array().map(Vec::len)
        ),
        (&json!("content"), Some(1))
    );
    // A date that somebody moves has no record.
    library.write(
        "zinc.md",
        library.text("zinc.md").replace("2026-11-01", "2026-11-30"),
    );
    let row = library.row();
    assert_eq!(
        (&row["outcome"], &row["reviewer"]),
        (&json!("date-moved"), &Value::Null)
    );
}

#[track_caller]
fn refused(text: &str, more: &[&str], why: &str) {
    let library = Library::new(&[("zinc.md", text)]);
    let answer = library.sign_off("zinc.md", more);
    assert_eq!((answer.code, answer.said.as_str()), (Some(1), ""), "{why}");
    assert!(answer.complained.contains(why), "{}", answer.complained);
    assert!(
        answer.complained.contains("zinc.md"),
        "{}",
        answer.complained
    );
    assert_eq!(library.text("zinc.md"), text);
    assert!(!library.path(".copydesk").exists());
}

#[test]
fn what_would_certify_nothing_is_refused_and_the_file_is_as_it_was() {
    let text = reviewed("Zinc", "2 March 2026");
    for nobody in [" \t", "\u{200b}", "\u{1}", "–"] {
        refused(&text, &["--by", nobody], "needs the name");
    }
    refused(&text, &["--scope", ""], "says what was reviewed");
    refused(&text, &["--on", "2100-01-01"], "still to come");
    refused(
        &text,
        &["--on", "1 March 2026"],
        "was reviewed later, 2 March 2026",
    );
    for signs in [
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n",
        "<<<<<<< HEAD\n",
    ] {
        let text = format!("{text}\n{signs}");
        refused(&text, &["--note", "I know"], "A merge was never finished");
    }
    refused("# Zinc\n", &["--note", "I know"], "can’t be written");
    let broken = text.replace("title: \"Zinc\"", "title: [");
    refused(&broken, &["--note", "I know"], "can’t be written");
    let twice = text.replace("slug", "last_reviewed: 1 May 2020\nslug");
    refused(&twice, &["--note", "I know"], "can’t be written");
    let error = text.replace("title: \"Zinc\"\n", "");
    refused(&error, &[], "[missing-field]");
}

#[test]
fn a_reason_is_enough_for_an_earlier_date_and_for_open_errors() {
    let text = reviewed("Zinc", "2 March 2026").replace("title: \"Zinc\"\n", "");
    let library = Library::new(&[("zinc.md", &text)]);
    done(&library.sign_off(
        "zinc.md",
        &["--on", "1 March 2026", "--note", "The proof of that day"],
    ));
    assert_eq!(library.text("zinc.md"), text.replace("2 March", "1 March"));
    let left = library.log()[0]["left"].to_string();
    assert!(left.contains("[missing-field]"), "{left}");
    // A date that is missing is what a sign-off gives.
    let style = STYLE.replace("{ kind: date }", "{ kind: date, required: true }");
    let library = Library::new(&[
        ("zinc.md", &entry("Zinc", "")),
        ("house_style.yaml", &style),
    ]);
    done(&library.sign_off("zinc.md", &[]));
    assert!(
        library
            .text("zinc.md")
            .contains(&format!("last_reviewed: {}\n", today()))
    );
}

#[test]
fn what_is_no_entry_of_the_library_is_refused_and_the_others_are_signed() {
    let library = Library::zinc();
    let elsewhere = Library::new(&[("tea.md", &reviewed("Tea", "2 March 2026"))]);
    fs::remove_file(elsewhere.path("house_style.yaml")).expect("removed");
    library.write("README.md", "# Read me\n");
    library.write("notes.txt", "Notes\n");
    library.write("latin.md", b"---\ntitle: Caf\xe9\n---\n");
    symlink(elsewhere.path("tea.md"), library.path("link.md")).expect("linked");
    symlink(elsewhere.folder.path(), library.path("linked")).expect("linked");
    let files = [
        "README.md",
        "notes.txt",
        "latin.md",
        "link.md",
        "linked/tea.md",
        "gone.md",
        "zinc.md",
        "./zinc.md",
    ];
    let who = ["--by", "T. Wren", "--scope", "Whole entry"];
    let answer = library.review(&[&["sign-off"], &files[..], &who].concat());
    assert_eq!(answer.code, Some(1));
    assert_eq!(answer.said.lines().count(), 1, "{}", answer.said);
    assert!(answer.said.contains("/zinc.md"), "{}", answer.said);
    for file in &files[..6] {
        let told = answer.complained.contains(&format!("{file}\n"));
        assert!(told, "{file}: {}", answer.complained);
    }
    assert_eq!(
        answer.complained.matches("outside of the library").count(),
        2
    );
    assert_eq!(library.log().len(), 1);
    assert_eq!(elsewhere.text("tea.md"), reviewed("Tea", "2 March 2026"));
    assert!(!elsewhere.path(".copydesk").exists());
}

#[test]
fn without_a_record_the_commit_that_wrote_the_date_is_where_since_starts() {
    let repository = Repository::new();
    let text = reviewed("Zinc", "2 March 2026");
    let commit = |text: &str| {
        fs::write(repository.entry(), text).expect("written");
        repository.git(&["commit", "--quiet", "-a", "-m", "Change"]);
    };
    let row = || {
        let args = ["review", ".", "--format", "json"];
        let answer = copydesk(repository.path(), &args, "");
        let rows: Vec<Value> = serde_json::from_str(&answer.said).expect("an array");
        let row = &rows[0];
        (row["changed_since"].clone(), row["changed_parts"].clone())
    };
    commit(&text);
    assert_eq!(row(), (json!("nothing"), json!([])));
    commit(&text.replace("Take it.", "Take 5 mg."));
    assert_eq!(row(), (json!("content"), json!(["Title and opening"])));
    // Whoever moves the date by hand has it start there.
    commit(
        &text
            .replace("Take it.", "Take 5 mg.")
            .replace("2 March", "3 March"),
    );
    assert_eq!(row(), (json!("nothing"), json!([])));
}

#[test]
fn who_wrote_last_is_not_who_signs_where_the_house_asks_for_a_second_reader() {
    let repository = Repository::new();
    let write = |name: &str, text: &str| {
        fs::write(repository.path().join(name), text).expect("written");
    };
    let commit = |who: &str| {
        repository.git(&["add", "."]);
        let author = format!("{who} <x@x.example>");
        repository.git(&["commit", "--quiet", "-m", "Change", "--author", &author]);
    };
    write(
        "house_style.yaml",
        &STYLE.replace("reviews:\n", "reviews:\n  second_reader: true\n"),
    );
    let text = reviewed("Zinc", "2 March 2026");
    write("zinc.md", &text);
    commit("Ada Blythe");
    // Ben only moved the date, and Cora put in a blank.
    write("zinc.md", &text.replace("2 March", "3 March"));
    commit("Ben Carter");
    let text = text.replace("Take it", "Take  it");
    write("zinc.md", &text.replace("2 March", "3 March"));
    commit("Cora Dunn");
    let sign_off = |by: &str, more: &[&str]| {
        let args = [
            "review",
            "sign-off",
            "zinc.md",
            "--scope",
            "Whole entry",
            "--by",
            by,
        ];
        copydesk(repository.path(), &[&args, more].concat(), "")
    };
    for (by, more) in [
        (" ada  blythe", &[][..]),
        (" ada  blythe", &["--note", "I know"]),
        ("Blythe, Ada", &[]),
        ("Ada Blythe <ada@x.example>", &[]),
    ] {
        let answer = sign_off(by, more);
        assert_eq!(answer.code, Some(1), "{by}");
        assert!(
            answer
                .complained
                .contains("Ada Blythe wrote this text last"),
            "{}",
            answer.complained
        );
    }
    let answer = sign_off("Ben Carter", &["--dry-run"]);
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
    // Whom a commit names wrote it as well.
    write("zinc.md", &text.replace("Take  it", "Take it with food"));
    repository.git(&["add", "."]);
    let message =
        "Food\n\nCo-authored-by: Dora Éve <d@x.example>\nCo-authored-by: Eli <e@x.example>";
    repository.git(&["commit", "--quiet", "-m", message]);
    for (by, wrote) in [("dora  eve", true), ("Eli", true), ("Ben Carter", false)] {
        let answer = sign_off(by, &["--dry-run"]);
        assert_eq!(
            answer.complained.contains("wrote this text last"),
            wrote,
            "{by}"
        );
    }
    write("zinc.md", &text.replace("Take  it", "Do not take it"));
    let answer = sign_off("Ben Carter", &[]);
    assert!(
        answer.complained.contains("the text is not committed"),
        "{}",
        answer.complained
    );
    done(&sign_off(
        "Ben Carter",
        &["--note", "Ada typed it while I watched"],
    ));
}

#[test]
fn a_shallow_clone_does_not_tell_who_wrote_last() {
    let repository = Repository::new();
    let write = |name: &str, text: &str| {
        fs::write(repository.path().join(name), text).expect("written");
    };
    let commit = |who: &str| {
        repository.git(&["add", "."]);
        let author = format!("{who} <x@x.example>");
        repository.git(&["commit", "--quiet", "-m", "Change", "--author", &author]);
    };
    write(
        "house_style.yaml",
        &STYLE.replace("reviews:\n", "reviews:\n  second_reader: true\n"),
    );
    write("zinc.md", &reviewed("Zinc", "2 March 2026"));
    commit("Ada Blythe");
    write("tea.md", &reviewed("Tea", "2 March 2026"));
    commit("Ben Carter");
    let clones = tempfile::tempdir().expect("a folder");
    let clone = clones.path().join("shallow");
    let from = format!("file://{}", repository.path().display());
    let to = clone.to_str().expect("a name");
    repository.git(&["clone", "--quiet", "--depth", "1", &from, to]);
    // Ada wrote it, and the one commit that is here is Ben's.
    let sign_off = |more: &[&str]| {
        let args = ["review", "sign-off", "zinc.md", "--scope", "All"];
        copydesk(
            &clone,
            &[&args[..], &["--by", "Ada Blythe"], more].concat(),
            "",
        )
    };
    let answer = sign_off(&[]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.complained.contains("this clone is shallow"),
        "{}",
        answer.complained
    );
    done(&sign_off(&["--note", "As agreed"]));
}

#[test]
fn a_merge_in_program_text_is_not_signed_while_git_waits_and_needs_a_reason_after() {
    let repository = Repository::new();
    let commit = |dose: &str| {
        let text = reviewed("Zinc", "2 March 2026") + "\n```\ngive " + dose + "\n```\n";
        fs::write(repository.entry(), text).expect("written");
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "-m", dose]);
    };
    fs::write(repository.path().join("house_style.yaml"), STYLE).expect("written");
    fs::write(repository.path().join(".gitattributes"), "").expect("written");
    commit("5 mg");
    repository.git(&["switch", "--quiet", "-c", "topic"]);
    commit("7 mg");
    repository.git(&["switch", "--quiet", "main"]);
    commit("9 mg");
    assert!(
        !repository
            .try_git(&["merge", "--quiet", "topic"])
            .status
            .success()
    );
    let merging = repository.text();
    assert!(
        merging.contains("```\n<<<<<<< HEAD\ngive 9 mg\n"),
        "{merging}"
    );
    let sign_off = |more: &[&str]| {
        let args = ["review", "sign-off", "zinc.md", "--scope", "All"];
        let args = [&args[..], &["--by", "T. Wren"], more].concat();
        copydesk(repository.path(), &args, "")
    };
    let refused = |more: &[&str], why: &str| {
        let answer = sign_off(more);
        assert_eq!(answer.code, Some(1));
        assert!(answer.complained.contains(why), "{}", answer.complained);
        assert_eq!(repository.text(), merging);
    };
    let note = ["--note", "It shows a merge"];
    refused(&note, "A merge was never finished");
    repository.git(&["add", "zinc.md"]);
    refused(&[], "Signs of a merge stand in program text");
    refused(&["--note", "\u{200b}"], "give a reason");
    done(&sign_off(&note));
    assert!(
        records_of(repository.path())
            .contains("\"left\":[\"Signs of a merge stand in program text\"]")
    );
}

#[test]
fn a_sign_off_that_was_interrupted_is_not_forgotten_where_the_text_changed_since() {
    let signed = reviewed("Zinc", "1 November 2026");
    let library = Library::new(&[
        ("zinc.md", &signed),
        ("tea.md", &reviewed("Tea", "1 November 2026")),
        ("milk.md", &reviewed("Milk", "2 March 2026")),
    ]);
    let own = tempfile::tempdir().expect("a folder");
    let root = fs::canonicalize(library.folder.path()).expect("there");
    let of = |slug: &str, text: &str| PendingRecord {
        line: format!(
            "{{\"slug\":\"{slug}\",\"at\":\"2026-11-01T09:00:00.000Z\",\"outcome\":\"signed-off\",\
             \"reviewer\":\"T. Wren\",\"date\":\"2026-11-01\",\"text\":\"\"}}"
        ),
        text: Some((EntryKey::new(format!("{slug}.md")), TextHash::of(text))),
    };
    // A command that was killed: zinc was saved, tea was saved and changed by hand since, milk was not saved.
    let mut journal = Journal::new(own.path().join("data/copydesk/journal"));
    let records = PendingRecords {
        root,
        name: "reviews.jsonl".to_owned(),
        records: vec![
            of("zinc", &signed),
            of("tea", "Take 5 mg."),
            of("milk", "–"),
        ],
    };
    let at = jiff::Timestamp::UNIX_EPOCH;
    journal.keep_pending(&records, at).expect("kept");
    drop(journal);
    let list = || copydesk_of(own.path(), library.folder.path(), &["review", "."], "");
    let told = list().complained;
    assert!(told.contains("1 record that an interrupted"), "{told}");
    assert!(
        told.contains("tea.md: the sign-off by T. Wren was interrupted"),
        "{told}"
    );
    assert!(!told.contains("milk"), "{told}");
    assert_eq!(records_of(library.folder.path()).lines().count(), 1);
    assert_eq!(list().complained, "");
}

#[test]
fn two_who_sign_at_once_are_both_on_record() {
    let library = Library::zinc();
    let sign = |by: &'static str| {
        let folder = library.folder.path().to_owned();
        let args = [
            "review",
            "sign-off",
            "zinc.md",
            "--by",
            by,
            "--scope",
            "Whole entry",
        ];
        std::thread::spawn(move || copydesk(&folder, &args, ""))
    };
    let running = ["Ada", "Ben", "Cy", "Di"].map(sign);
    for answer in running {
        done(&answer.join().expect("it ended"));
    }
    let text = library.text("zinc.md");
    assert_eq!(text, reviewed("Zinc", &today()));
    let mut who: Vec<String> = library
        .log()
        .iter()
        .map(|it| it["reviewer"].to_string())
        .collect();
    who.sort();
    assert_eq!(who, ["\"Ada\"", "\"Ben\"", "\"Cy\"", "\"Di\""]);
}

#[test]
fn nothing_is_signed_where_its_record_can_not_be_written() {
    let library = Library::zinc();
    library.write(".copydesk/reviews.jsonl", "{\"slug\":\"a\"}\n");
    let mode = |mode| {
        let rights = fs::Permissions::from_mode(mode);
        fs::set_permissions(library.path(".copydesk/reviews.jsonl"), rights).expect("set");
    };
    mode(0o444);
    let answer = library.sign_off("zinc.md", &[]);
    assert_eq!((answer.code, answer.said.as_str()), (Some(1), ""));
    assert!(
        answer.complained.contains("No record of it can be written"),
        "{}",
        answer.complained
    );
    assert_eq!(library.text("zinc.md"), reviewed("Zinc", "2 March 2026"));
    assert_eq!(
        library.text(".copydesk/reviews.jsonl"),
        "{\"slug\":\"a\"}\n"
    );
    let sent_back = library.review(&[
        "send-back",
        "zinc.md",
        "--by",
        "T. Wren",
        "--reason",
        "Doses",
    ]);
    assert_eq!((sent_back.code, sent_back.said.as_str()), (Some(1), ""));
    mode(0o644);
    library.write(".copydesk/reviews.jsonl", b"\xff\xfea\0");
    assert_eq!(library.sign_off("zinc.md", &[]).code, Some(1));
    assert_eq!(library.text("zinc.md"), reviewed("Zinc", "2 March 2026"));

    // What somebody else put there under the name of the records is nobody's to write in.
    for letter in [&b"Dear diary\n"[..], b"caf\xe9\n", b"\x89PNG\r\n\x1a\n\0"] {
        library.write(".copydesk/reviews.jsonl", letter);
        let refused = library.sign_off("zinc.md", &[]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        assert!(
            refused.complained.contains("copydesk did not write"),
            "{refused:?}"
        );
        assert_eq!(library.bytes(".copydesk/reviews.jsonl"), letter);
        assert_eq!(library.text("zinc.md"), reviewed("Zinc", "2 March 2026"));
    }
    // In a file of records a byte that is no text stays as it is.
    let damaged = b"{\"slug\":\"old\",\"reviewer\":\"Jos\xe9\"}\n";
    library.write(".copydesk/reviews.jsonl", damaged);
    library.sign_off("zinc.md", &[]);
    assert_eq!(library.row()["outcome"], "signed-unopened");
    let kept = library.bytes(".copydesk/reviews.jsonl");
    assert!(kept.starts_with(damaged), "{kept:?}");
}

#[test]
fn of_two_entries_with_one_slug_each_has_its_own_records() {
    let signed = reviewed("Zinc", &today());
    let other = signed.replace("Take it.", "Take 5 mg.");
    let library = Library::new(&[("zinc.md", &signed), ("old/zinc.md", &other)]);
    let note = ["--note", "One of the two goes"];
    done(&library.sign_off("zinc.md", &note));
    let outcomes = || {
        let rows = library.rows(&[]);
        let said = |row: &Value| {
            (
                row["file"].clone(),
                row["outcome"].clone(),
                row["reviewer"].clone(),
            )
        };
        rows.iter().map(said).collect::<Vec<_>>()
    };
    let own = (json!("zinc.md"), json!("signed-unopened"), json!("T. Wren"));
    let others = (json!("old/zinc.md"), json!("none"), Value::Null);
    assert_eq!(outcomes(), [others.clone(), own.clone()]);
    assert_eq!(library.log()[0]["file"], "zinc.md");
    let check = copydesk(library.folder.path(), &["check", "."], "");
    assert!(!check.said.contains("after this review"), "{}", check.said);
    // A record without its file is of the entry whose text it names.
    let records = library.text(".copydesk/reviews.jsonl");
    let older = records.replace("\"file\":\"zinc.md\",", "");
    library.write(".copydesk/reviews.jsonl", older);
    assert_eq!(outcomes(), [others.clone(), own]);
    library.write("zinc.md", signed.replace("Take it.", "Take none."));
    assert!(outcomes().iter().all(|(_, outcome, _)| outcome == "none"));
}

#[test]
fn what_is_sent_back_is_listed_until_it_is_signed_and_told_once_it_changed() {
    let library = Library::zinc();
    let text = library.text("zinc.md");
    let send_back = |by, reason| {
        library.review(&[
            "send-back",
            "zinc.md",
            "README.md",
            "--by",
            by,
            "--reason",
            reason,
        ])
    };
    for (by, reason) in [(" ", "Doses"), ("T. Wren", " ")] {
        let answer = send_back(by, reason);
        assert_eq!((answer.code, answer.said.as_str()), (Some(1), ""));
    }
    assert!(!library.path(".copydesk").exists());
    let answer = send_back("T. Wren", "Doses");
    assert_eq!(answer.code, Some(1), "the other file");
    assert!(answer.said.starts_with("Sent back: "), "{}", answer.said);
    assert_eq!(library.text("zinc.md"), text);
    let rows = library.rows(&["--sent-back"]);
    assert_eq!(
        (files(&rows), &rows[0]["outcome"]),
        (vec!["zinc.md"], &json!("sent-back"))
    );
    assert_eq!(library.log()[0]["note"], "Doses");
    library.write("zinc.md", text.replace("Take it.", "Take 5 mg."));
    assert_eq!(
        library.rows(&["--sent-back"])[0]["outcome"],
        "sent-back-changed"
    );
    done(&library.sign_off("zinc.md", &[]));
    assert_eq!(library.rows(&["--sent-back"]).len(), 0);
    // It goes back once more, and somebody moves its date by hand.
    send_back("T. Wren", "Doses");
    library.write(
        "zinc.md",
        library.text("zinc.md").replace(&today(), "2 March 2026"),
    );
    let row = library.row();
    assert_eq!(
        (&row["outcome"], &row["date_moved"]),
        (&json!("sent-back"), &json!(true))
    );
    let table = library.review(&["."]).said;
    assert!(table.contains("Sent back · date moved"), "{table}");
}

#[test]
fn damaged_records_are_survived_told_and_kept() {
    let library = Library::zinc();
    done(&library.sign_off("zinc.md", &["--on", "2026-11-01"]));
    let good = library.text(".copydesk/reviews.jsonl");
    let newer = good
        .replace("\"signed-off\"", "\"blessed\"")
        .replace("{\"slug\":\"zinc\"", "{\"slug\":\"tea\",\"colour\":1");
    let gone = good.replace("\"zinc\"", "\"an-entry-that-is-gone\"");
    let text = format!(
        "{{\"slug\":\"zi\r\n<<<<<<< HEAD\r\n{gone}=======\n{newer}>>>>>>> topic\n{good}{good}"
    );
    library.write(".copydesk/reviews.jsonl", &text);
    let answer = library.review(&[".", "--format", "json"]);
    assert_eq!(answer.code, Some(0));
    assert_eq!(
        answer.complained,
        "copydesk: reviews.jsonl: 1 line can’t be read, and is passed over\n"
    );
    assert_eq!(library.row()["outcome"], "signed-unopened");
    library.sign_off("zinc.md", &[]);
    let kept = library.text(".copydesk/reviews.jsonl");
    for line in [&newer, &gone, &good] {
        assert_eq!(kept.matches(line.as_str()).count(), 1, "{kept}");
    }
    assert!(kept.starts_with("{\"slug\":\"zi\n"), "{kept}");
    assert_eq!(kept.lines().count(), 5);

    let twice = good.replace("Whole entry", "The doses");
    library.write(".copydesk/reviews.jsonl", good.clone() + &twice);
    let complained = library.review(&["."]).complained;
    assert_eq!(
        complained,
        "copydesk: reviews.jsonl: two records to settle: zinc (scope)\n"
    );
    // A byte that is no text is damage of its line, and of no other.
    library.write(
        ".copydesk/reviews.jsonl",
        [b"caf\xe9\n", good.as_bytes()].concat(),
    );
    let answer = library.review(&[".", "--format", "json"]);
    // That of the good line is known: the date is of a later sign-off by now.
    assert_eq!(
        (answer.code, library.row()["outcome"].clone()),
        (Some(0), json!("date-moved"))
    );
    assert!(
        answer.complained.contains("1 line can’t be read"),
        "{}",
        answer.complained
    );
    // What can't be read at all is not taken for nothing.
    library.write(".copydesk/reviews.jsonl", b"\xff\xfea\0");
    assert_eq!(library.review(&["."]).code, Some(2));
    assert_eq!(library.review(&["log", "."]).code, Some(2));
}

#[test]
fn a_hundred_thousand_records_are_read_and_one_more_is_written() {
    let library = Library::zinc();
    let line = |number: u32| {
        format!(
            "{{\"slug\":\"e{number:05}\",\"at\":\"2026-01-01T00:00:00.000Z\",\"outcome\":\"signed-off\",\"reviewer\":\"A\",\"text\":\"\",\"parts\":{{\"Summary\":\"{:0>700}\"}}}}\n",
            number
        )
    };
    let lines: String = (0..100_000).map(line).collect();
    library.write(".copydesk/reviews.jsonl", &lines);
    done(&library.sign_off("zinc.md", &[]));
    let text = library.text(".copydesk/reviews.jsonl");
    assert!(lines.len() > 64 * 1024 * 1024, "as long as real ones");
    assert!(text.starts_with(&lines));
    assert_eq!(text.lines().count(), 100_001);
}

/// A repository in which the records are merged by copydesk too, with one entry.
fn repository() -> Repository {
    let repository = Repository::new();
    fs::write(
        repository.path().join(".gitattributes"),
        "*.md merge=copydesk\n**/.copydesk/*.jsonl merge=copydesk\n",
    )
    .expect("written");
    fs::write(repository.path().join("house_style.yaml"), STYLE).expect("written");
    fs::write(repository.entry(), reviewed("Zinc", "2 March 2026")).expect("written");
    repository.git(&["add", "."]);
    repository.git(&["commit", "--quiet", "-m", "Entry"]);
    repository
}

fn sign_and_commit(repository: &Repository, by: &str, on: &str) {
    let args = [
        "review", "sign-off", "zinc.md", "--scope", "All", "--by", by, "--on", on,
    ];
    done(&copydesk(repository.path(), &args, ""));
    repository.git(&["add", "."]);
    repository.git(&["commit", "--quiet", "-m", by]);
}

fn records_of(folder: &Path) -> String {
    fs::read_to_string(folder.join(".copydesk/reviews.jsonl")).expect("there")
}

#[test]
fn two_reviewers_who_sign_one_entry_on_two_branches_are_both_on_record() {
    for crlf in ["false", "true"] {
        let repository = repository();
        repository.git(&["switch", "--quiet", "-c", "topic"]);
        sign_and_commit(&repository, "Ada", "2026-11-01");
        repository.git(&["switch", "--quiet", "main"]);
        sign_and_commit(&repository, "Ben", "2026-11-20");
        repository.git(&["config", "core.autocrlf", crlf]);
        repository.git(&["merge", "--quiet", "topic"]);
        assert_eq!(repository.git(&["status", "--porcelain"]), "");
        assert!(
            repository
                .text()
                .contains("last_reviewed: 20 November 2026")
        );
        let records = records_of(repository.path());
        assert_eq!(records.lines().count(), 2, "{records}");
        let args = ["review", ".", "--format", "json"];
        let row = copydesk(repository.path(), &args, "").said;
        assert!(row.contains("\"reviewer\":\"Ben\""), "{row}");
    }
}

#[test]
fn the_driver_keeps_what_both_changed_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let of =
        |to: &str| format!("{{\"slug\":\"zinc\",\"to\":\"{to}\",\"by\":\"A\",\"at\":\"{to}\"}}\n");
    for (name, to) in [("base", "Ada"), ("ours", "Ben"), ("theirs", "Cy")] {
        fs::write(folder.path().join(name), of(to)).expect("written");
    }
    let args = [
        "merge",
        "base",
        "ours",
        "theirs",
        "-o",
        "ours",
        "--path",
        ".copydesk/assignments.jsonl",
    ];
    let answer = copydesk(folder.path(), &args, "");
    assert_eq!(answer.code, Some(1));
    assert_eq!(
        answer.complained,
        "copydesk: .copydesk/assignments.jsonl: both sides changed the record of zinc (to, at); \
         both records are kept, to be settled\n"
    );
    let merged = fs::read_to_string(folder.path().join("ours")).expect("there");
    assert_eq!(merged, of("Ben") + &of("Cy"));
}
