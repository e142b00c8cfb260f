//! Checking a library beside reading its bytes: `cargo bench --bench checks [-- FOLDER]`.
//!
//! Without a folder, ten thousand entries of the house format are made in a temporary one. *Reading* is
//! `find FOLDER -name '*.md' -print0 | xargs -0 -P2 -n 2500 cat >/dev/null`, *checking* is `copydesk check FOLDER --format json`,
//! opening included, and in the library made here it must find nothing above note; where `rumdl` is on the path, `rumdl check --no-cache FOLDER` runs beside them. All warm, in turn, the
//! median of seven. Then one entry is edited, with the facts that others depend on, and checked again.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use copydesk::checks::{Checked, Extent, Ruleset};
use copydesk::house_style::HouseStyle;
use copydesk::library;

#[path = "support/beside.rs"]
mod beside;
#[path = "../tests/support/house_library.rs"]
mod house_library;

use beside::{median, reading, time};

const ENTRIES: usize = 10_000;
const TURNS: usize = 7;
const EDITS: usize = 50;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let made = tempfile::tempdir()?;
    // With findings a checker ends with 1.
    let (folder, ends) = match given {
        Some(folder) => (PathBuf::from(folder), &[0, 1][..]),
        None => {
            house_library::write_library(made.path(), ENTRIES, 1)?;
            (made.path().to_path_buf(), &[0][..])
        }
    };
    side_by_side(&folder, ends)?;
    one_entry(&folder)
}

fn side_by_side(folder: &Path, ends: &[i32]) -> Result<(), Box<dyn std::error::Error>> {
    let mut reading = reading(folder);
    let mut checking = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    checking
        .arg("check")
        .arg(folder)
        .args(["--format", "json", "--fail-on", "warning"])
        .args(["--as-of", "2026-12-31"]);
    let mut neighbour = Command::new("rumdl");
    neighbour
        .args(["check", "--no-cache", "--silent"])
        .arg(folder);
    let has_neighbour = Command::new("rumdl").arg("--version").output().is_ok();

    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    // The first turn warms the disk cache and is not counted.
    for turn in 0..=TURNS {
        for (command, times) in [&mut reading, &mut checking, &mut neighbour]
            .into_iter()
            .zip(&mut times)
        {
            if command.get_program() == "rumdl" && !has_neighbour {
                continue;
            }
            let ends = match command.get_program() == "rumdl" {
                true => &[0, 1],
                false => ends,
            };
            let time = time(command, ends)?;
            if turn > 0 {
                times.push(time);
            }
        }
    }
    let [read, checked, neighbour] = times;
    let (read, checked) = (median(read), median(checked));
    println!("reading the bytes  {:8.1} ms", in_ms(read));
    println!("checking           {:8.1} ms", in_ms(checked));
    println!(
        "ratio              {:8.2}  (at most 20 wanted)",
        checked.as_secs_f64() / read.as_secs_f64()
    );
    match has_neighbour {
        true => println!("rumdl              {:8.1} ms", in_ms(median(neighbour))),
        false => println!("rumdl is not on the path"),
    }
    Ok(())
}

fn one_entry(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let style = HouseStyle::default();
    let (library, _) = library::open(folder, &style)?;
    let entries = library.rows().filter(|file| library.is_entry(file));
    let texts: Vec<_> = entries
        .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())))
        .collect();
    let list = Ruleset::new(Arc::new(style), jiff::civil::date(2026, 11, 1));
    let stop = AtomicBool::new(false);
    let extent = Extent::Whole(HashSet::new());
    let mut checked = Checked::start(list, extent, texts.clone(), &stop, |_| ());
    let mut times = Vec::new();
    for (number, (key, text)) in texts
        .iter()
        .step_by((texts.len() / EDITS).max(1))
        .enumerate()
    {
        // Every fact that others could depend on becomes another one.
        let edited = text.replace("title: \"", &format!("title: \"Edit {number}: "));
        let edited = edited.replace("publisher: \"", "publisher: \"Another ");
        let edited: Arc<str> = edited.replace("DOI: 10.5555/", "DOI: 10.5555/x").into();
        let start = Instant::now();
        checked.put(key, &edited);
        times.push(start.elapsed());
        checked.put(key, text);
    }
    let slowest = times.iter().max().copied().unwrap_or_default();
    println!(
        "one edited entry   {:8.2} ms, slowest {:.2} ms  (at most 20 wanted)",
        in_ms(median(times)),
        in_ms(slowest)
    );
    Ok(())
}

fn in_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
