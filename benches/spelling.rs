//! Spelling beside `typos` on the same folder: `cargo bench --bench spelling [-- FOLDER]`.
//!
//! Without a folder, ten thousand entries of the house format are made in a temporary one. *Spelling* is
//! `copydesk check FOLDER --only spelling,american-spelling`, opening included, and *language* the same with every check of the
//! language; where `typos` is on the path (PyPI wheel), `typos --threads 2 FOLDER` runs beside them. All warm, in turn, the median of seven. On a machine of more than two processors
//! run it under `taskset -c 0,1`. Before that: what the dictionaries cost when they are read, which is on the checks' thread
//! when it has a text to look at and never at the start of the program; suggestions; and how long after a key the findings of
//! an entry are there, the calm of 40 ms that the thread waits for included.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use copydesk::checks::{Checked, Extent, Group, Ruleset};
use copydesk::house_style::HouseStyle;
use copydesk::library::EntryKey;
use copydesk::spelling::{Dictionary, Speller};

#[path = "support/beside.rs"]
mod beside;
#[path = "../tests/support/house_library.rs"]
mod house_library;

use beside::{median, reading, time};

const ENTRIES: usize = 10_000;
const TURNS: usize = 7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let made = tempfile::tempdir()?;
    let folder = match given {
        Some(folder) => PathBuf::from(folder),
        None => {
            house_library::write_library(made.path(), ENTRIES, 1)?;
            made.path().to_path_buf()
        }
    };
    words();
    typing();
    side_by_side(&folder)
}

fn words() {
    let before = memory();
    let start = Instant::now();
    let british = Dictionary::british().is_some();
    println!("dictionary read    {:8.1} ms", in_ms(start.elapsed()));
    assert!(british, "it is in the program");
    let speller = Speller::new(Vec::new());
    // The lists in the program are in memory as far as they were asked.
    for number in 0..ENTRIES {
        speller.look(&house_library::entry(number, 1).1, |_| ());
    }
    let slips = [
        "absorbtion",
        "magnesuim",
        "oesophagael",
        "bisglycynate",
        "supplementaton",
    ];
    let times = slips.map(|slip| {
        let start = Instant::now();
        speller.suggestions(slip);
        start.elapsed()
    });
    let slowest = times.iter().max().copied().unwrap_or_default();
    println!(
        "suggestions        {:8.1} ms, slowest  (at most 80 wanted)",
        in_ms(slowest)
    );
    println!(
        "memory             {:8.1} MB more  (less than 40 wanted)",
        memory().saturating_sub(before) as f64 / 1024.0
    );
}

/// From a key to the findings of the entry, as the checks' thread goes about it.
fn typing() {
    const CALM: Duration = Duration::from_millis(40);
    const KEYS: usize = 200;
    let (key, text) = (EntryKey::new("tea.md"), house_library::entry(7, 1).1);
    let rules = Ruleset::new(
        Arc::new(HouseStyle::default()),
        jiff::civil::date(2026, 11, 1),
    )
    .with_spelling(Arc::new(Speller::new(Vec::new())), Arc::default());
    let (stop, texts) = (
        AtomicBool::new(false),
        vec![(key.clone(), text.as_str().into())],
    );
    let mut checked = Checked::start(rules, Extent::Part, texts, &stop, |_| ());
    let mut typed = text;
    let mut times: Vec<Duration> = (0..KEYS)
        .map(|_| {
            typed.push('q');
            let start = Instant::now();
            checked.put(&key, &typed.as_str().into());
            start.elapsed()
        })
        .collect();
    times.sort();
    let slowest = times.last().copied().unwrap_or_default();
    println!(
        "findings after key {:8.1} ms, slowest of {KEYS}  (at most 50 wanted)",
        in_ms(CALM + slowest)
    );
}

/// What the process has in memory, in kB; 0 where that can't be told.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|it| it.parse().ok()).unwrap_or_default()
}

fn side_by_side(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut reading = reading(folder);
    let copydesk = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.arg("check").arg(folder).args(args);
        command
    };
    let mut opening = copydesk(&["--only", "tab"]);
    let mut spelling = copydesk(&["--only", "spelling,american-spelling"]);
    let language = copydesk::checks::all().filter(|check| check.group == Group::Language);
    let language: Vec<&str> = language.map(|check| check.id).collect();
    let mut language = copydesk(&["--only", &language.join(",")]);
    let mut typos = Command::new("typos");
    typos.args(["--threads", "2"]).arg(folder);
    let has_typos = Command::new("typos").arg("--version").output().is_ok();

    let mut times = [const { Vec::new() }; 5];
    // The first turn warms the disk cache and is not counted.
    for turn in 0..=TURNS {
        let commands = [
            &mut reading,
            &mut opening,
            &mut spelling,
            &mut language,
            &mut typos,
        ];
        for (command, times) in commands.into_iter().zip(&mut times) {
            if command.get_program() == "typos" && !has_typos {
                continue;
            }
            let took = time(command, &[0, 1, 2])?;
            if turn > 0 {
                times.push(took);
            }
        }
    }
    let [read, opened, spelt, whole, typos] = times.map(median);
    println!("reading the bytes  {:8.1} ms", in_ms(read));
    println!("one other check    {:8.1} ms", in_ms(opened));
    println!("spelling           {:8.1} ms", in_ms(spelt));
    println!("language           {:8.1} ms", in_ms(whole));
    let share = |time: Duration| time.as_secs_f64() / typos.as_secs_f64();
    match has_typos {
        true => println!(
            "typos              {:8.1} ms; spelling takes {:.2} of it  (at most 0.5 wanted), language {:.2}  (at most 1)",
            in_ms(typos),
            share(spelt),
            share(whole)
        ),
        false => println!("typos is not on the path"),
    }
    Ok(())
}

fn in_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
