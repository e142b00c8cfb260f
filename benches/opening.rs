//! Opening a library beside reading its bytes, and opening it in the window: `cargo bench --bench opening [-- FOLDER]`.
//!
//! Without a folder, ten thousand entries of the house format are made in a temporary one. *Reading* is
//! `find FOLDER -name '*.md' -print0 | xargs -0 -P2 -n 2500 cat >/dev/null`, *opening* is `copydesk list FOLDER --format json`;
//! both warm, in turn, the median of seven. The bench profile is the release one, so a release build is used again and only
//! this file is built.
//!
//! In the window it is what opening costs until it can be worked in, with two records of reviews an entry beside the content
//! and without: by the clock, which is what a person waits for. This file and what it names below `support` build in a version
//! before there were reviews as well, which reads no records; so the two are compared:
//!
//! ```text
//! git worktree add ../before a31ad67^ && cp benches/opening.rs ../before/benches/
//! cargo bench --bench opening && (cd ../before && cargo bench --bench opening)
//! ```

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

#[path = "support/beside.rs"]
mod beside;
#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/window.rs"]
#[allow(dead_code, reason = "shared with other benches")]
mod window;

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
    in_the_window(&folder, "in the window")?;
    if folder == made.path() {
        write_records(&folder)?;
        in_the_window(&folder, "with records")?;
    }
    Ok(())
}

fn in_the_window(folder: &Path, what: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut opened = Vec::new();
    for turn in 0..=TURNS {
        let mut window = window::Window::new(folder.to_owned(), None)?;
        let start = Instant::now();
        window.until_open()?;
        if turn > 0 {
            opened.push(start.elapsed());
        }
    }
    println!("{what:18} {:6.1} ms", median(opened).as_secs_f64() * 1e3);
    Ok(())
}

/// Two sign-offs of each entry, as they stand in the file.
fn write_records(folder: &Path) -> std::io::Result<()> {
    let mut lines = Vec::new();
    for pillar in fs::read_dir(folder)? {
        for file in fs::read_dir(pillar?.path())? {
            let path = file?.path();
            let slug = path.file_stem().unwrap_or_default().to_string_lossy();
            let file = path.strip_prefix(folder).unwrap_or(&path).display();
            for day in ["2026-01-05", "2026-06-07"] {
                let hash = "0123456789abcdef".repeat(4);
                lines.push(format!(
                    "{{\"slug\":\"{slug}\",\"file\":\"{file}\",\"at\":\"{day}T10:42:07.120Z\",\"outcome\":\"signed-off\",\
                     \"reviewer\":\"T. Wren\",\"date\":\"{day}\",\"scope\":\"Whole entry\",\"text\":\"{hash}\",\
                     \"parts\":{{\"Fields\":\"0123456789abcdef\",\"Summary\":\"fedcba9876543210\"}},\"order\":\"0123456789abcdef\"}}"
                ));
            }
        }
    }
    lines.sort();
    fs::create_dir_all(folder.join(".copydesk"))?;
    fs::write(
        folder.join(".copydesk/reviews.jsonl"),
        lines.join("\n") + "\n",
    )
}
