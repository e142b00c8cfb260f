//! What the journal costs: `cargo bench --bench journal`.
//!
//! *a key* is handing over one text, as the drawing thread does after each key, while the journal's own thread writes.
//! *opening* is a library of ten thousand entries until all of it is there, without anything left behind and with the texts of
//! two hundred entries, in turn, the median of seven; *answered* is until the texts left behind are told, too.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use copydesk::background::Background;
use copydesk::desk::{Effect, LibraryReport, Report, SyncReport};
use copydesk::house_style::HouseStyle;
use copydesk::library::EntryKey;
use copydesk::library::journal::{Journal, Unsaved};
use copydesk::settings::OwnFolders;

#[path = "../tests/support/house_library.rs"]
mod house_library;

const ENTRIES: usize = 10_000;
const LEFT: usize = 200;
const TURNS: usize = 7;
const KEYS: usize = 2000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let made = tempfile::tempdir()?;
    keys(made.path())?;
    let library = made.path().join("library");
    house_library::write_library(&library, ENTRIES, 1)?;
    let library = library.canonicalize()?;
    let empty = OwnFolders::below(&made.path().join("empty"));
    let full = OwnFolders::below(&made.path().join("full"));
    leave_behind(&library, &full)?;

    let (mut without, mut with) = (Turns::default(), Turns::default());
    // The first turn warms the disk cache and is not counted.
    for turn in 0..=TURNS {
        let pair = (open(&library, &empty)?, open(&library, &full)?);
        if turn > 0 {
            without.add(pair.0);
            with.add(pair.1);
        }
    }
    without.print("opening");
    with.print("with 200 left");
    Ok(())
}

#[derive(Default)]
struct Turns {
    opened: Vec<Duration>,
    answered: Vec<Duration>,
}

impl Turns {
    fn add(&mut self, (opened, answered): (Duration, Duration)) {
        self.opened.push(opened);
        self.answered.push(answered);
    }

    fn print(self, name: &str) {
        let ms = |times| median(times).as_secs_f64() * 1e3;
        let (opened, answered) = (ms(self.opened), ms(self.answered));
        println!("{name:16} {opened:7.1} ms, answered {answered:7.1} ms");
    }
}

fn keys(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let background = Background::start(Some(OwnFolders::below(&folder.join("keys"))), || ())?;
    for (name, bytes) in [("9 KB", 9_000), ("1 MB", 1_000_000)] {
        let texts: Vec<Arc<str>> = (0..2)
            .map(|it| it.to_string().repeat(bytes).into())
            .collect();
        let mut took = Vec::new();
        for key in 0..KEYS {
            let text = texts.get(key % 2).cloned().unwrap_or_default();
            let began = Instant::now();
            background.send(Effect::Journal(Unsaved {
                root: folder.to_path_buf(),
                key: EntryKey::new("typed-in.md"),
                path: folder.join("typed-in.md"),
                seen: text.clone(),
                text,
            }));
            took.push(began.elapsed());
            std::thread::sleep(Duration::from_millis(1));
        }
        let longest = took.iter().max().copied().unwrap_or_default();
        println!(
            "a key, {name:9} {:7.4} ms, the longest {:.4} ms",
            median(took).as_secs_f64() * 1e3,
            longest.as_secs_f64() * 1e3
        );
    }
    Ok(())
}

/// A session that typed into many entries and was killed.
fn leave_behind(library: &Path, own: &OwnFolders) -> Result<(), Box<dyn std::error::Error>> {
    let mut journal = Journal::new(own.journal());
    let (found, _) = copydesk::library::open(library, &HouseStyle::default())?;
    let entries = found
        .rows()
        .filter_map(|file| Some((&file.key, file.content.text()?)));
    for (key, text) in entries.take(LEFT) {
        let unsaved = Unsaved {
            root: library.to_path_buf(),
            key: key.clone(),
            path: library.join(key.path()),
            text: format!("{text}typed\n").into(),
            seen: text.clone(),
        };
        journal.put(&unsaved, jiff::Timestamp::now(), false)?;
    }
    Ok(())
}

/// How long it takes until the library is there, and until what was left behind is told.
fn open(
    library: &Path,
    own: &OwnFolders,
) -> Result<(Duration, Duration), Box<dyn std::error::Error>> {
    let (ring, bell) = channel();
    let background =
        Background::start(Some(own.clone()), move || ring.send(()).unwrap_or_default())?;
    let root = PathBuf::from(library);
    let began = Instant::now();
    background.send(Effect::OpenLibrary { root });
    let mut opened = None;
    loop {
        bell.recv()?;
        let took = began.elapsed();
        for report in background.drain() {
            match report {
                Report::Library(LibraryReport::Opened { .. }) => opened = Some(took),
                Report::Sync(SyncReport::UnsavedDrafts { .. }) => {
                    return Ok((opened.unwrap_or(took), took));
                }
                _ => {}
            }
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
