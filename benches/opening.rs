//! Opening a library beside reading its bytes: `cargo bench --bench opening [-- FOLDER]`.
//!
//! Without a folder, ten thousand entries of the house format are made in a temporary one. *Reading* is
//! `find FOLDER -name '*.md' -print0 | xargs -0 -P2 -n 2500 cat >/dev/null`, *opening* is `copydesk list FOLDER --format json`;
//! both warm, in turn, the median of seven. The bench profile is the release one, so a release build is used again and only
//! this file is built.

use std::path::PathBuf;
use std::process::Command;

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
    let opening = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.arg("list").arg(&folder).args(["--format", "json"]);
        command
    };
    let (mut read, mut opened) = (Vec::new(), Vec::new());
    // The first turn warms the disk cache and is not counted.
    for turn in 0..=TURNS {
        let pair = (
            time(&mut reading(&folder), &[0])?,
            time(&mut opening(), &[0])?,
        );
        if turn > 0 {
            read.push(pair.0);
            opened.push(pair.1);
        }
    }
    let (read, opened) = (median(read), median(opened));
    println!("reading the bytes  {:6.1} ms", read.as_secs_f64() * 1e3);
    println!("opening            {:6.1} ms", opened.as_secs_f64() * 1e3);
    println!(
        "ratio              {:6.2}  (at most 4 wanted)",
        opened.as_secs_f64() / read.as_secs_f64()
    );
    Ok(())
}
