//! What ten thousand entries cost the window, without a display: `cargo bench --bench ten_thousand [-- FOLDER]`.
//!
//! Without a folder, ten thousand entries of the house format are made in a temporary one. How frames are timed stands in
//! `support/window.rs`. Beside them stand the figures of a hundred such entries: a row that is out of view must cost nothing.
//!
//! *opening* is the longest frame while the folder is read, *in all* all of those together, *filter* the median of frames that
//! take a letter of a filter, *go to* the longest frame with the list of "Go to entry" open, *scroll* the median of frames
//! that scroll the library, *rest* of frames at rest. *change all* is the frame in which every entry is changed at once, *undo
//! all* that in which this is taken back in all of them.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use copydesk::desk::{Batch, Command, CommandId, LibraryCommand, Proposed, ViewCommand};
use copydesk::entry::Edit;
use copydesk::library::Library;
use egui::{Event, Modifiers, MouseWheelUnit, TouchPhase, pos2, vec2};

#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/window.rs"]
mod window;

use window::{Window, median, most, ms};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    println!(
        "{:16} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10} {:>9}",
        "ms of processor",
        "opening",
        "in all",
        "filter",
        "go to",
        "scroll",
        "rest",
        "change all",
        "undo all"
    );
    match given {
        Some(folder) => measure("FOLDER", PathBuf::from(folder))?,
        None => {
            for count in [100, 10_000] {
                let made = tempfile::tempdir()?;
                house_library::write_library(made.path(), count, 1)?;
                measure(&format!("{count} entries"), made.path().to_path_buf())?;
            }
        }
    }
    Ok(())
}

fn measure(name: &str, folder: PathBuf) -> Result<(), Box<dyn std::error::Error>> {
    let mut window = Window::new(folder, Some(tempfile::tempdir()?))?;
    let opening = window.until_open()?;
    for _ in 0..10 {
        window.frame(Vec::new(), None);
    }
    let filter: Vec<Duration> = ["w", "wa", "wal", "walk", "wal", ""]
        .repeat(10)
        .into_iter()
        .map(|words| {
            window.frame(
                Vec::new(),
                Some(Command::Library(LibraryCommand::Filter(words.into()))),
            )
        })
        .collect();
    window.frame(Vec::new(), Some(CommandId::JumpToEntry.into()));
    let letters = ["w", "a", "l", "k"].into_iter();
    let mut goto: Vec<Duration> = letters
        .map(|letter| window.frame(vec![Event::Text(letter.into())], None))
        .collect();
    goto.extend((0..4).map(|_| window.frame(Vec::new(), None)));
    window.frame(Vec::new(), Some(Command::View(ViewCommand::CloseDialog)));
    let over_the_list = Event::PointerMoved(pos2(130.0, 500.0));
    window.frame(vec![over_the_list], None);
    let turn = || Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -120.0),
        modifiers: Modifiers::NONE,
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    };
    let scroll: Vec<Duration> = (0..60).map(|_| window.frame(vec![turn()], None)).collect();
    let rest: Vec<Duration> = (0..60).map(|_| window.frame(Vec::new(), None)).collect();
    let batch = in_every_entry(&window);
    window.frame(
        Vec::new(),
        Some(Command::Library(LibraryCommand::Propose(Arc::new(batch)))),
    );
    let without = HashSet::new();
    let change = window.frame(
        Vec::new(),
        Some(Command::Library(LibraryCommand::ChangeEntries { without })),
    );
    let undo = window.frame(Vec::new(), Some(CommandId::UndoMany.into()));
    println!(
        "{name:16} {:9.2} {:9.2} {:9.2} {:9.2} {:9.2} {:9.2} {:10.2} {:9.2}",
        ms(most(&opening)),
        ms(opening.iter().sum()),
        ms(median(&filter)),
        ms(most(&goto)),
        ms(median(&scroll)),
        ms(median(&rest)),
        ms(change),
        ms(undo),
    );
    Ok(())
}

/// A change that concerns every entry: a line more at its end.
fn in_every_entry(window: &Window) -> Batch {
    let rows = window.app.desk().library().into_iter();
    let changes = rows
        .flat_map(Library::rows)
        .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())))
        .map(|(entry, of)| Proposed {
            entry,
            edits: Edit::insert(of.len(), "One line more.\n").into(),
            of,
        })
        .collect();
    Batch {
        title: "Add a line".into(),
        label: "adding a line".into(),
        changes,
        left_out: Vec::new(),
    }
}
