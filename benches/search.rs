//! Finding and replacing in a whole library, beside `rg`: `cargo bench --bench search [-- FOLDER|NUMBER]`.
//!
//! Without a folder, ten thousand entries of the house format (some 85 MB), or the number given, are made in a temporary one. *Plain* is a word in
//! any case and with any accents, as the box takes it; *expression* one with half a million hits. Both look through the texts
//! that the window holds in memory, on two threads: by the processor (all threads; Linux keeps the account) and by the clock,
//! *first* when the first results are told. Beside them `rg -i --threads 2` with the same on the same folder, warm and in turn,
//! the median of nine; and `copydesk find`, which opens the folder first.
//!
//! *Preview* is what a replacement of 20,000 hits in 5,000 entries costs until each hit is known with its new text and its
//! guard, *edits* until all are edits; both by the clock. *Apply* and *undo* are done in the window: by the clock from the command
//! until all entries are changed, and the *longest frame* on the way by the processor of the thread that draws. On a machine of
//! more than two processors run it under `taskset -c 0,1`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use copydesk::desk::{Batch, Command, CommandId, LibraryCommand, Proposed};
use copydesk::house_style::HouseStyle;
use copydesk::library::{self, Library};
use copydesk::search::replace::{Replacement, edits};
use copydesk::search::{About, Found, HitGuard, Options, Query, ReplaceReach, SearchedText, find};

#[path = "support/beside.rs"]
#[allow(dead_code, reason = "shared with other benches")]
mod beside;
#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/window.rs"]
#[allow(dead_code, reason = "shared with other benches")]
mod window;

use beside::{median, time};
use window::{Window, ms};

const ENTRIES: usize = 10_000;
const TURNS: usize = 9;

/// What is looked for: its name here, as a query, and as `rg` takes it.
const ASKED: &[(&str, &str, &str)] = &[
    ("plain", "quillfeather", "quillfeather"),
    ("plain, rare", "lozenge", "lozenge"),
    ("plain, often", "weeks", "weeks"),
    ("two words", "\"oat fibre\"", "oat fibre"),
    (
        "expression",
        r"/\b[a-z]+ (days|weeks|less|light|rest)/",
        r"\b[a-z]+ (days|weeks|less|light|rest)",
    ),
    ("half a million", r"/\d+%? /", r"\d+%? "),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Cargo adds `--bench`.
    let given = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let made = tempfile::tempdir()?;
    let number = match &given {
        Some(given) => given.parse().ok(),
        None => Some(ENTRIES),
    };
    let folder = match (number, given) {
        (None, Some(folder)) => PathBuf::from(folder),
        (number, _) => {
            house_library::write_library(made.path(), number.unwrap_or(ENTRIES), 1)?;
            made.path().to_path_buf()
        }
    };
    let (library, _) = library::open(&folder, &HouseStyle::default())?;
    let has_rg = Program::new("rg").arg("--version").output().is_ok();
    println!(
        "{:16} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "ms", "hits", "entries", "proc.", "clock", "first", "rg", "find"
    );
    for (name, query, rg) in ASKED {
        let searched = Searched::of(&library, query, Options::default())?;
        let mut beside_it = [Vec::new(), Vec::new()];
        for turn in 0..=TURNS {
            let mut ripgrep = Program::new("rg");
            ripgrep.args(["-i", "--threads", "2", rg]).arg(&folder);
            let mut copydesk = Program::new(env!("CARGO_BIN_EXE_copydesk"));
            copydesk.arg("find").arg(&folder).arg(query);
            let programs = [&mut ripgrep, &mut copydesk];
            for (program, times) in programs.into_iter().zip(&mut beside_it) {
                if program.get_program() == "rg" && !has_rg {
                    continue;
                }
                let took = time(program, &[0, 1])?;
                // The first turn warms the disk cache and is not counted.
                if turn > 0 {
                    times.push(took);
                }
            }
        }
        let [rg, found] = beside_it.map(median);
        println!(
            "{name:16} {:8} {:8} {:8.1} {:8.1} {:8.1} {:8.1} {:8.1}",
            searched.hits,
            searched.entries,
            ms(searched.processor),
            ms(searched.clock),
            ms(searched.first),
            ms(rg),
            ms(found),
        );
    }
    drop(library);
    replace(&folder)
}

/// What a search in memory found and took.
struct Searched {
    hits: usize,
    entries: usize,
    processor: Duration,
    clock: Duration,
    first: Duration,
}

impl Searched {
    fn of(
        library: &Library,
        query: &str,
        options: Options,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let mut turns: Vec<Self> = Vec::new();
        for _ in 0..=TURNS {
            let (used, start) = (processor_time(), Instant::now());
            let query = Query::parse(query, options)?;
            let texts = texts(&query, library)?;
            let (mut hits, mut entries, mut first) = (0, 0, None);
            find(&query, &texts, &AtomicBool::new(false), |found| {
                first.get_or_insert_with(|| start.elapsed());
                entries += found.len();
                hits += found.iter().map(|it| it.hits.len()).sum::<usize>();
            });
            turns.push(Self {
                hits,
                entries,
                processor: processor_time().saturating_sub(used),
                clock: start.elapsed(),
                first: first.unwrap_or_default(),
            });
        }
        turns.sort_by_key(|turn| turn.processor);
        let middle = turns.swap_remove(turns.len() / 2);
        Ok(middle)
    }
}

fn texts(
    query: &Query,
    library: &Library,
) -> Result<Vec<SearchedText>, copydesk::search::QueryError> {
    let about = About {
        today: jiff::civil::date(2026, 11, 1),
        unsaved: &|_| None,
        has_finding: &|_, _| false,
        checks: &[],
    };
    Ok(query
        .settle(&query.candidates(library, &about)?)?
        .into_owned())
}

/// What all threads of this program had of the processor.
fn processor_time() -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let nanoseconds = tasks.filter_map(|task| {
        let said = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        said.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanoseconds.sum())
}

fn replace(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    const HITS: usize = 20_000;
    const IN_ENTRIES: usize = 5_000;
    let mut window = Window::new(folder.to_path_buf(), Some(tempfile::tempdir()?))?;
    window.until_open()?;
    let query = Query::parse("section:Timing /[a-z]{4,}/", Options::default())?;
    let desk = window.app.desk();
    let library = desk.library().ok_or("it is open")?;
    let mut found: Vec<Found> = Vec::new();
    let texts = texts(&query, library)?;
    find(&query, &texts, &AtomicBool::new(false), |some| {
        found.extend(some)
    });
    found.truncate(IN_ENTRIES);
    for entry in &mut found {
        entry.hits.truncate(HITS / IN_ENTRIES);
    }
    let hits: usize = found.iter().map(|it| it.hits.len()).sum();

    let replacement = Replacement::new(&query, "lozenge", true, ReplaceReach::default())?;
    let start = Instant::now();
    let swaps = replacement.previews(&found);
    let preview = start.elapsed();
    let start = Instant::now();
    let changes = found.iter().zip(&swaps).map(|(entry, swaps)| Proposed {
        entry: entry.key.clone(),
        of: entry.text.clone(),
        edits: edits(
            &entry.text,
            swaps.iter().filter(|it| it.guard == HitGuard::Free),
        )
        .edits,
    });
    let batch = Batch {
        title: "Replace".into(),
        label: "replacing".into(),
        changes: changes.collect(),
        left_out: Vec::new(),
    };
    let made = start.elapsed();
    let propose = LibraryCommand::Propose(Arc::new(batch));
    window.frame(Vec::new(), Some(Command::Library(propose)));
    let without = HashSet::new();
    let change = LibraryCommand::ChangeEntries { without };
    let apply = until_changed(&mut window, Command::Library(change));
    let changed = window.app.desk().unsaved_count();
    let undo = until_changed(&mut window, CommandId::UndoMany.into());
    let left = window.app.desk().unsaved_count();
    if changed == 0 || left > 0 {
        return Err(format!("{changed} entries were changed, and {left} not undone").into());
    }
    println!(
        "replacing {hits} hits in {} entries: preview {:.0} ms, edits {:.0} ms",
        found.len(),
        ms(preview),
        ms(made),
    );
    for (name, (clock, longest)) in [("apply", apply), ("undo", undo)] {
        println!(
            "{name} {:.0} ms, longest frame {:.1} ms",
            ms(clock),
            ms(longest)
        );
    }
    Ok(())
}

/// Frames from a command until no entry is being changed any more: how long by the clock, and the longest of them.
fn until_changed(window: &mut Window, command: Command) -> (Duration, Duration) {
    let start = Instant::now();
    let mut longest = window.frame(Vec::new(), Some(command));
    while window.app.desk().changing_many().is_some() {
        longest = longest.max(window.frame(Vec::new(), None));
    }
    (start.elapsed(), longest)
}
