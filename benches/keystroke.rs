//! What a key costs in the whole window, without a display: `cargo bench --bench keystroke [-- FILE]`.
//!
//! The program opens each entry (the example's size, a section of 50 KB and of 500 KB, 1 MB in many sections, 1 MB in one),
//! or FILE, from a folder with forty others, and types sixty letters into it, two frames at rest after each, as between the
//! keys of a person. How frames are timed stands in `support/window.rs`.
//!
//! *open* is the longest frame from the click on the entry until all is at rest. *key* is the median of the frames that took
//! a letter, *most* the longest of them, *rest* the median of the others, *frames* how many frames a key asks for: egui
//! itself wants two more after every key. *unkept* is the median key, and the longest, of a program that has nowhere to keep
//! what is typed: the difference is what the journal and the versions cost a frame.

use std::path::Path;
use std::time::Duration;

use copydesk::desk::{Command, LibraryCommand};
use copydesk::library::EntryKey;
use egui::Event;
use tempfile::TempDir;

#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/texts.rs"]
mod texts;
#[path = "support/window.rs"]
mod window;

use window::{Window, median, most, ms};

const KEYS: usize = 60;
const RESTS: usize = 2;
const LETTERS: &[&str] = &["e", "t", "a", "o", "i", " ", "n", "s", "r"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let entries = match given {
        Some(file) => vec![texts::typed_in_half_way(
            "FILE",
            std::fs::read_to_string(file)?,
        )],
        None => texts::entries()?,
    };
    println!(
        "{:16} {:>9} {:>9} {:>9} {:>9} {:>7} {:>9} {:>9}",
        "ms of processor", "open", "key", "most", "rest", "frames", "unkept", "most"
    );
    for entry in entries {
        let took = measure(&entry, Some(tempfile::tempdir()?))?;
        let unkept = measure(&entry, None)?;
        println!(
            "{:16} {:9.2} {:9.2} {:9.2} {:9.2} {:7.2} {:9.2} {:9.2}",
            entry.name,
            ms(took.open),
            ms(median(&took.keys)),
            ms(most(&took.keys)),
            ms(median(&took.rests)),
            took.frames as f64 / KEYS as f64,
            ms(median(&unkept.keys)),
            ms(most(&unkept.keys)),
        );
    }
    Ok(())
}

struct Took {
    open: Duration,
    keys: Vec<Duration>,
    rests: Vec<Duration>,
    frames: usize,
}

fn measure(entry: &texts::Entry, own: Option<TempDir>) -> Result<Took, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    house_library::write_library(folder.path(), 40, 1)?;
    let file = Path::new("typed-in.md");
    std::fs::write(folder.path().join(file), &entry.text)?;
    let mut window = Window::new(folder.path().to_path_buf(), own)?;
    window.until_open()?;

    let show = Command::Library(LibraryCommand::Show {
        entry: EntryKey::new(file),
        at: Some(entry.at),
    });
    let mut open = window.frame(Vec::new(), Some(show));
    for _ in 0..20 {
        open = open.max(window.frame(Vec::new(), None));
    }
    let mut took = Took {
        open,
        keys: Vec::new(),
        rests: Vec::new(),
        frames: 0,
    };
    for key in 0..KEYS {
        let letter = LETTERS[key % LETTERS.len()];
        took.keys
            .push(window.frame(vec![Event::Text(letter.into())], None));
        took.frames += window.passes;
        while window.wants_another {
            took.rests.push(window.frame(Vec::new(), None));
            took.frames += window.passes;
        }
        for _ in 0..RESTS {
            took.rests.push(window.frame(Vec::new(), None));
        }
    }
    let shown = window.app.desk().shown().ok_or("the entry is not shown")?;
    if shown.text().len() != entry.text.len() + KEYS {
        return Err("the letters did not arrive".into());
    }
    Ok(took)
}
