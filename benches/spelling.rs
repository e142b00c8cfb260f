//! Spelling beside `typos` on the same folder: `cargo bench --bench spelling [-- FOLDER]`.
//!
//! Without a folder, ten thousand entries of the house format are made in a temporary one. *Spelling* is
//! `copydesk check FOLDER --only spelling,american-spelling`, opening included; where `typos` is on the path (PyPI wheel),
//! `typos --threads 2 FOLDER` runs beside it. All warm, in turn, the median of seven. On a machine of more than two processors
//! run it under `taskset -c 0,1`. Then the start of the dictionaries and the looking for suggestions.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

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
    side_by_side(&folder)
}

fn words() {
    let start = Instant::now();
    let british = Dictionary::british().is_some();
    println!("dictionary read    {:8.1} ms", in_ms(start.elapsed()));
    assert!(british, "it is in the program");
    let speller = Speller::new(Vec::new());
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
    let mut typos = Command::new("typos");
    typos.args(["--threads", "2"]).arg(folder);
    let has_typos = Command::new("typos").arg("--version").output().is_ok();

    let mut times = [const { Vec::new() }; 4];
    // The first turn warms the disk cache and is not counted.
    for turn in 0..=TURNS {
        let commands = [&mut reading, &mut opening, &mut spelling, &mut typos];
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
    let [read, opened, spelt, typos] = times.map(median);
    println!("reading the bytes  {:8.1} ms", in_ms(read));
    println!("one other check    {:8.1} ms", in_ms(opened));
    println!("spelling           {:8.1} ms", in_ms(spelt));
    match has_typos {
        true => println!(
            "typos              {:8.1} ms; spelling takes {:.2} of it  (at most 0.5 wanted)",
            in_ms(typos),
            spelt.as_secs_f64() / typos.as_secs_f64()
        ),
        false => println!("typos is not on the path"),
    }
    Ok(())
}

fn in_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
