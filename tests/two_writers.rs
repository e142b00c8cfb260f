//! Several programs that write one file at the same time: what was said to be done is in the file, and nothing else is lost.
//!
//! `WRITER_ROUNDS=1000 cargo test --release --test two_writers -- --nocapture` tries it a thousand times and says how often
//! a writer came too late and was refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Barrier};

use copydesk::entry::Edits;
use copydesk::library::disk::{self, change_records, read_records};
use copydesk::library::renaming::{BesideChange, RenameOrder, TextChange, carry_out};
use copydesk::library::{EntryKey, RecordChange};
use tempfile::TempDir;

/// How often each is tried: a few times in every run of the tests.
fn rounds() -> usize {
    let told = std::env::var("WRITER_ROUNDS").ok();
    told.map_or(4, |told| told.parse().expect("a number"))
}

const ENTRY: &str = "\
---
title: Zinc
slug: zinc
---

# Zinc

## Summary

Zinc is a metal.

## Sources

1. Archer A (2001). Zinc. A Journal. PMID 10000001.
";

/// A library with `zinc.md`, and the folders of a person.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("library/.copydesk")).expect("made");
        Self { folder }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    fn entry(&self) -> PathBuf {
        self.root().join("zinc.md")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.entry()).expect("readable")
    }

    fn starts(&self, args: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .current_dir(self.root())
            .args(args)
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.folder.path().join("config"))
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts")
    }

    /// What lies in the library besides the entry and what the test put there.
    fn litter(&self) -> Vec<String> {
        let names = fs::read_dir(self.root()).expect("a folder");
        let names = names.map(|it| it.expect("a name").file_name());
        let names = names.map(|it| it.to_string_lossy().into_owned());
        names.filter(|name| name.contains(".copydesk-")).collect()
    }
}

fn ends(children: Vec<Child>) -> Vec<Output> {
    let ends = |child: Child| child.wait_with_output().expect("it ends");
    children.into_iter().map(ends).collect()
}

#[test]
fn eight_that_set_a_field_at_once() {
    let place = Place::new();
    let mut refused = 0;
    for round in 0..rounds() {
        fs::write(place.entry(), ENTRY).expect("written");
        let change = |writer: usize| format!("key{writer}=round {round}");
        let starts = |writer| place.starts(&["set", "zinc.md", &change(writer)]);
        let outputs = ends((0..8).map(starts).collect());

        let text = place.text();
        let body = ENTRY.split_once("---\n\n").expect("front matter").1;
        assert!(text.ends_with(body), "{text}");
        for (writer, output) in outputs.iter().enumerate() {
            let line = format!("key{writer}: round {round}\n");
            assert_eq!(
                text.contains(&line),
                output.status.success(),
                "round {round}, {line}{}{text}",
                String::from_utf8_lossy(&output.stderr)
            );
            refused += usize::from(!output.status.success());
        }
        assert_eq!(place.litter(), [""; 0]);
    }
    println!("set: {refused} of {} refused", 8 * rounds());
}

#[test]
fn set_import_and_fix_at_once() {
    let place = Place::new();
    let mut done = [0; 4];
    for round in 0..rounds() {
        let before = ENTRY.replace("is a metal", "is\ta metal");
        fs::write(place.entry(), before).expect("written");
        let works = [0, 1].map(|writer| format!("{}", 20_000_000 + round * 10 + writer));
        for pmid in &works {
            let record = format!(
                "TY  - JOUR\nAU  - Bell, B\nPY  - 2011\nTI  - Work {pmid}\nJO  - A Journal\n\
                 AN  - {pmid}\nDB  - PubMed\nER  - \n"
            );
            fs::write(place.folder.path().join(pmid), record).expect("written");
        }
        let change = format!("key=round {round}");
        let files = works.each_ref().map(|pmid| format!("../{pmid}"));
        let import = |file: &str| place.starts(&["sources", "import", file, "--into", "zinc.md"]);
        let starting = vec![
            place.starts(&["check", "zinc.md", "--fix", "--only", "tab"]),
            import(&files[0]),
            import(&files[1]),
            place.starts(&["set", "zinc.md", &change]),
        ];
        let outputs = ends(starting);

        let text = place.text();
        let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
        let listed = |pmid: &str| text.matches(&format!("Work {pmid}")).count();
        // What is in the file, and what was said.
        let seen = [
            (
                usize::from(!text.contains('\t')),
                told(&outputs[0]).contains("1 file fixed"),
            ),
            (listed(&works[0]), outputs[1].status.success()),
            (listed(&works[1]), outputs[2].status.success()),
            (
                text.matches(&format!("key: round {round}\n")).count(),
                outputs[3].status.success(),
            ),
        ];
        for (writer, (count, is_done)) in seen.into_iter().enumerate() {
            assert_eq!(
                count,
                usize::from(is_done),
                "{}{text}",
                told(&outputs[writer])
            );
            done[writer] += count;
        }
        assert_eq!(place.litter(), [""; 0]);
    }
    println!("fix, import, import, set: {done:?} of {} done", rounds());
}

/// Has so many threads do something at the same moment, each with its number; what they answer.
fn at_once<T: Send + 'static>(
    count: usize,
    act: impl Fn(usize) -> T + Send + Sync + 'static,
) -> Vec<T> {
    let (start, act) = (Arc::new(Barrier::new(count)), Arc::new(act));
    let threads: Vec<_> = (0..count)
        .map(|number| {
            let (start, act) = (start.clone(), act.clone());
            std::thread::spawn(move || {
                start.wait();
                act(number)
            })
        })
        .collect();
    let ends = threads.into_iter().map(|it| it.join().expect("it ends"));
    ends.collect()
}

#[test]
fn records_that_are_added_and_taken_out_at_once() {
    for name in [
        "accepted.jsonl",
        "not_duplicates.jsonl",
        "after_review.jsonl",
    ] {
        let place = Place::new();
        for round in 0..rounds() {
            let root = place.root();
            let line =
                move |round: usize, writer: usize| format!("{{\"record\":\"{round} {writer}\"}}");
            let done = at_once(4, move |writer| {
                let change = RecordChange {
                    add: vec![line(round, writer)],
                    remove: round
                        .checked_sub(1)
                        .map(|before| line(before, writer))
                        .into_iter()
                        .collect(),
                };
                change_records(&root, name, &change).is_ok()
            });
            assert_eq!(done, [true; 4]);
            let records = read_records(&place.root(), name).expect("readable");
            assert_eq!(records.objects().count(), 4);
            assert!((0..4).all(|writer| records.has(&line(round, writer))));
        }
    }
}

#[test]
fn redirects_that_are_written_at_once() {
    let place = Place::new();
    let file = place.root().join(".copydesk/redirects.csv");
    fs::write(place.entry(), ENTRY).expect("written");
    fs::write(&file, "from,to\n").expect("written");
    let mut refused = 0;
    for round in 0..rounds() {
        let root = place.root();
        let line = move |writer: usize| format!("/old-{round}-{writer},/new\n");
        let done = at_once(4, move |writer| {
            let before = disk::read_text(&root.join(".copydesk/redirects.csv")).expect("readable");
            let after = format!("{before}{}", line(writer));
            carry_out(&order(&root, before, &after)).is_ok_and(|failed| failed.is_empty())
        });
        let text = fs::read_to_string(&file).expect("readable");
        for (writer, is_done) in done.into_iter().enumerate() {
            assert_eq!(
                text.matches(&line(writer)).count(),
                usize::from(is_done),
                "{text}"
            );
            refused += usize::from(!is_done);
        }
    }
    println!("redirects: {refused} of {} refused", 4 * rounds());
}

/// A rename of which nothing is left but its redirect.
fn order(root: &Path, before: Arc<str>, after: &str) -> RenameOrder {
    let key = EntryKey::new("zinc.md");
    let own = TextChange::new(key.clone(), ENTRY.into(), Edits::default()).expect("it fits");
    RenameOrder {
        root: root.to_path_buf(),
        from: key.clone(),
        to: key,
        slugs: ("old".into(), "zinc".into()),
        own,
        texts: Vec::new(),
        beside: vec![BesideChange {
            name: "redirects.csv".into(),
            before: Some(before),
            after: Some(after.into()),
        }],
        records_left: Vec::new(),
        twins: Vec::new(),
    }
}
