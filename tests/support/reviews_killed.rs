//! `copydesk review sign-off` of many entries, and a batch of the window, killed with SIGKILL at a random moment.
//!
//! Whatever the moment: every file is whole, and after the next command each entry that has the new date has the record of the
//! very text that it holds, and no other entry has one.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use copydesk::desk::{Command as Ask, CommandId, LibraryCommand, ReviewCommand, SignOffForm};
use copydesk::library::EntryKey;
use copydesk::review::text_hash;
use copydesk::settings::OwnFolders;
use serde_json::Value;
use tempfile::TempDir;

use crate::acts::{say, wait_for_a_word};
use crate::program::Program;
use crate::{Chance, number};

/// The test that is the killed program, where it is told so.
const PLACE: &str = "KILL_REVIEWS";
const ENTRIES: u64 = 80;
const BEFORE: &str = "2 March 2021";
const AFTER: &str = "1 November 2026";

#[test]
#[ignore = "takes minutes: .ci/run runs it"]
fn sign_offs_that_are_killed_are_on_record_after_the_next_command() {
    kill(Who::Command, number("KILL_RUNS").unwrap_or(200));
}

#[test]
#[ignore = "takes minutes: .ci/run runs it"]
fn batches_that_are_killed_are_on_record_after_the_next_command() {
    kill(Who::Window, number("KILL_RUNS").unwrap_or(200));
}

#[test]
fn a_few_sign_offs_that_are_killed_are_on_record_after_the_next_command() {
    kill(Who::Command, 5);
    kill(Who::Window, 5);
}

/// Who signs off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Command,
    /// The program without its window: this very test program.
    Window,
}

fn kill(who: Who, runs: u64) {
    let seed = number("KILL_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    println!("{who:?}, {runs} runs, KILL_SEED={seed}");
    let mut chance = Chance::new(seed);
    let mut tally = Tally::default();
    let took = {
        let place = Place::new();
        let (mut process, began) = (place.begin(who), Instant::now());
        if who == Who::Window {
            until(&mut process, "done");
            process.kill().expect("it runs");
        }
        process.wait().expect("it ends");
        assert_eq!(place.text(ENTRIES - 1), entry(ENTRIES - 1, AFTER));
        began.elapsed()
    };
    for run in 0..runs {
        kill_one(who, took, &mut chance, run, &mut tally);
    }
    println!("{tally:?}, {took:?} where nobody kills it");
}

/// What was seen in all runs.
#[derive(Debug, Default)]
struct Tally {
    signed: usize,
    /// Some entries were signed, and others not.
    between: usize,
    /// Dates without a record when the program was killed.
    without: usize,
    /// Texts that were changed before the next command, and so have no record.
    changed: usize,
}

#[track_caller]
fn kill_one(who: Who, took: Duration, chance: &mut Chance, run: u64, tally: &mut Tally) {
    let place = Place::new();
    let mut process = place.begin(who);
    let most = u64::try_from(took.as_micros()).expect("short") * 5 / 4;
    sleep(Duration::from_micros(chance.below(most.max(1))));
    process.kill().expect("it can be killed");
    process.wait().expect("it ends");

    let mut signed = Vec::new();
    for number in 0..ENTRIES {
        let text = place.text(number);
        if text == entry(number, AFTER) {
            signed.push(number);
        } else {
            assert_eq!(text, entry(number, BEFORE), "run {run}: {number} is torn");
        }
    }
    let known = fs::read_to_string(place.root.join(".copydesk/reviews.jsonl")).unwrap_or_default();
    let without = |number: &&u64| !known.contains(&format!("\"{}\"", file(**number)));
    let missing: Vec<u64> = signed.iter().filter(without).copied().collect();
    tally.signed += signed.len();
    tally.without += missing.len();
    tally.between += usize::from(!signed.is_empty() && signed.len() < ENTRIES as usize);
    // Somebody goes on writing in one before the next command.
    let changed = missing.first().copied().filter(|_| run.is_multiple_of(3));
    if let Some(number) = changed {
        let text = entry(number, AFTER) + "\nNo more.\n";
        fs::write(place.root.join(file(number)), text).expect("written");
        signed.retain(|it| *it != number);
        tally.changed += 1;
    }

    let next = place.copydesk(&["log", ".", "--format", "json"]).output();
    let next = next.expect("it runs");
    assert!(next.status.success());
    let records: Vec<Value> = serde_json::from_slice(&next.stdout).expect("records");
    let mut on_record: BTreeMap<&str, &str> = BTreeMap::new();
    for record in &records {
        let (file, text) = (record["file"].as_str(), record["text"].as_str());
        let before = on_record.insert(file.expect("a file"), text.expect("a hash"));
        assert_eq!(before, None, "run {run}: two records of {file:?}");
    }
    let expected: Vec<(String, String)> = signed
        .iter()
        .map(|number| (file(*number), text_hash(&place.text(*number))))
        .collect();
    let found: Vec<(String, String)> = on_record
        .into_iter()
        .map(|(file, text)| (file.to_owned(), text.to_owned()))
        .collect();
    assert_eq!(found, expected, "run {run}");
    let left = fs::read_dir(place.folder.path().join("data/copydesk/journal"));
    let left = left.into_iter().flatten().count();
    // The window keeps what it had not saved.
    assert!(
        left == 0 || who == Who::Window,
        "run {run}: the journal is not empty"
    );
}

/// A library and a person's own folders.
struct Place {
    folder: TempDir,
    root: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let root = folder.path().canonicalize().expect("there").join("library");
        fs::create_dir(&root).expect("a folder can be made");
        for number in 0..ENTRIES {
            fs::write(root.join(file(number)), entry(number, BEFORE)).expect("written");
        }
        Self { folder, root }
    }

    fn text(&self, number: u64) -> String {
        fs::read_to_string(self.root.join(file(number))).expect("it is there")
    }

    /// Starts what is to be killed, at the moment when it begins to sign.
    fn begin(&self, who: Who) -> Child {
        match who {
            Who::Command => self.sign_off().spawn().expect("it starts"),
            Who::Window => {
                let program = std::env::current_exe().expect("it has a name");
                let mut process = Command::new(program)
                    .args([
                        "--exact",
                        "reviews::the_window_that_is_killed",
                        "--nocapture",
                    ])
                    .env(PLACE, self.folder.path())
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null())
                    .spawn()
                    .expect("it starts");
                until(&mut process, "ready");
                let hand = process.stdin.as_mut().expect("it listens");
                hand.write_all(b"go\n").expect("it listens");
                process
            }
        }
    }

    fn sign_off(&self) -> Command {
        let mut command = self.copydesk(&["sign-off", "--by", "T. Wren", "--on", AFTER]);
        command.args(["--scope", "Whole entry", "--note", "On paper"]);
        command.args((0..ENTRIES).map(file));
        command
    }

    fn copydesk(&self, args: &[&str]) -> Command {
        let program = std::env::var_os("KILL_PROGRAM");
        let built = || env!("CARGO_BIN_EXE_copydesk").into();
        let mut command = Command::new(program.unwrap_or_else(built));
        command.arg("review").args(args).current_dir(&self.root);
        command.env("HOME", self.folder.path());
        for (variable, folder) in [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")] {
            command.env(variable, self.folder.path().join(folder));
        }
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }
}

fn file(number: u64) -> String {
    format!("tea-{number:03}.md")
}

fn entry(number: u64, date: &str) -> String {
    format!(
        "---\ntitle: \"Tea {number}\"\nslug: tea-{number:03}\nlast_reviewed: {date}\n---\n\n# Tea {number}\n\n## Summary\n\nTea.\n"
    )
}

/// Waits until the other program says this.
#[track_caller]
fn until(process: &mut Child, word: &str) {
    let said = process.stdout.as_mut().expect("it says something");
    // Byte by byte: what it says later is for the next who waits.
    let mut line = Vec::new();
    let mut byte = [0];
    while !String::from_utf8_lossy(&line).contains(word) {
        let read = said.read(&mut byte).expect("it can be read");
        assert!(read > 0, "it ended before it said: {word}");
        line.extend(byte);
    }
}

// ------------------------------------------------------------------------------------------------- the other program

#[test]
fn the_window_that_is_killed() {
    let Some(place) = std::env::var_os(PLACE).map(PathBuf::from) else {
        return;
    };
    let root = place.canonicalize().expect("there").join("library");
    let own = OwnFolders {
        config: place.join("config/copydesk"),
        data: place.join("data/copydesk"),
        cache: place.join("cache/copydesk"),
    };
    let mut program = Program::open(&root, &own);
    program.does(CommandId::ReviewQueue);
    for number in 0..ENTRIES {
        let key = EntryKey::new(file(number));
        program.does(Ask::Review(ReviewCommand::Pick(key)));
    }
    let form = SignOffForm {
        reviewer: "T. Wren".into(),
        date: Some(jiff::civil::date(2026, 11, 1)),
        scope: "Whole entry".into(),
        note: "On paper".into(),
        with_merge: false,
    };
    // The records are read by then, and all can be signed.
    let all = usize::try_from(ENTRIES).expect("small");
    let mut proposed = 0;
    while proposed < all {
        let (form, elsewhere) = (form.clone(), true);
        program.does(Ask::Review(ReviewCommand::SignOffMany { form, elsewhere }));
        proposed = program.desk.proposed().map_or(0, |it| it.changes.len());
        program.until("a moment", |_| true);
    }
    say("ready");
    wait_for_a_word();
    program.does(Ask::Library(LibraryCommand::ChangeEntries {
        without: Default::default(),
    }));
    program.until_told("Signed off");
    program.until("all is on record", |it| {
        it.desk.review().log().iter().count() == all
    });
    say("done");
    wait_for_a_word();
}
