//! Ten thousand entries with twenty thousand records: `cargo bench --bench review`.
//!
//! The log read and taken over, and the states of all entries, as at midnight and after a change of the house style; then a
//! batch of five hundred: previewed, saved, and written down. Each is the median of seven. The whole of it is measured with
//! `copydesk review sign-off` on five hundred files too, which opens and checks the library first.
//!
//! Before that the queue in the window, by what its thread had of the processor: the frame in which it is opened, and those
//! in which it is sorted by each column, filtered and grouped; the library opened with its records beside it and without. And
//! an entry of 1 MB under review, with half of its paragraphs changed since the commit that gave it its date: the frame in which
//! it is opened, the first one in which it is there, and those in which it is gone through.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use copydesk::desk::{Command as DeskCommand, CommandId, Filter, ReadingCommand, ReviewCommand};
use copydesk::entry::dates::DateForm;
use copydesk::house_style::HouseStyle;
use copydesk::library::{self, EntryKey, Library, LoadedFile, RecordChange, SaveHow, disk};
use copydesk::review::{
    Fingerprint, Outcome, Owner, REVIEWS, ReviewLog, ReviewRecord, queue, sign_off,
};
use copydesk::settings::QueueColumn;
use egui::{Event, Key, Modifiers};
use jiff::Timestamp;
use jiff::civil::{Date, date};

#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/window.rs"]
#[allow(dead_code, reason = "shared with other benches")]
mod window;

#[path = "support/texts.rs"]
#[allow(dead_code, reason = "shared with other benches")]
mod texts;

use window::{Window, median, most, ms};

const ENTRIES: usize = 10_000;
const BATCH: usize = 500;
const TURNS: usize = 7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    a_long_entry_under_review()?;
    let folder = tempfile::tempdir()?;
    house_library::write_library(folder.path(), ENTRIES, 1)?;
    let style = HouseStyle::default();
    let (library, _) = library::open(folder.path(), &style)?;
    let entries: Vec<&LoadedFile> = library.rows().filter(|it| library.is_entry(it)).collect();
    let records = entries.iter().flat_map(|file| {
        let of = |day, second| record(file, &library, day, second);
        [of(date(2026, 1, 5), 0), of(date(2026, 6, 7), 1)]
    });
    let change = RecordChange {
        add: records.flat_map(|record| record.to_add().add).collect(),
        remove: Vec::new(),
    };
    opening(folder.path(), "opened without records")?;
    disk::change_records(folder.path(), REVIEWS, &change)?;
    opening(folder.path(), "opened with records")?;
    queue_in_the_window(folder.path())?;

    let mut log = ReviewLog::default();
    measured("the log read", || {
        log = ReviewLog::of(&disk::read_records(folder.path(), REVIEWS)?);
        Ok(())
    })?;
    for (what, today) in [
        ("states of all", date(2026, 12, 14)),
        ("states of all, a day later", date(2026, 12, 15)),
    ] {
        measured(what, || {
            assert_eq!(queue(&library, &log, today).len(), entries.len());
            Ok(())
        })?;
    }

    let batch: Vec<&LoadedFile> = entries.iter().copied().take(BATCH).collect();
    let mut signed = Vec::new();
    measured("500 previewed", || {
        signed.clear();
        for file in &batch {
            let text = file.content.text().ok_or("no text")?;
            let edits = sign_off::edits(text, date(2026, 12, 14), DateForm::House)?;
            signed.push(edits.apply(text)?.to_string());
        }
        Ok(())
    })?;
    let started = Instant::now();
    for (file, new) in batch.iter().zip(&signed) {
        let text = file.content.text().ok_or("no text")?;
        disk::save(&library.path(&file.key), new, text, SaveHow::Replace)?;
    }
    told("500 saved", started.elapsed());
    let started = Instant::now();
    let records = batch
        .iter()
        .map(|file| record(file, &library, date(2026, 12, 14), 2));
    let change = RecordChange {
        add: records.flat_map(|record| record.to_add().add).collect(),
        remove: Vec::new(),
    };
    disk::change_records(folder.path(), REVIEWS, &change)?;
    told("500 written down", started.elapsed());

    let home = tempfile::tempdir()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command
        .args([
            "review",
            "sign-off",
            "--by",
            "T. Wren",
            "--scope",
            "Whole entry",
            "--note",
            "A measurement",
        ])
        .args(batch.iter().map(|file| library.path(&file.key)))
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path());
    let started = Instant::now();
    let output = command.output()?;
    told("copydesk review sign-off of 500", started.elapsed());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    one_line_each(folder.path(), &batch)
}

/// What opening the library costs all threads, until it can be worked in and the checks and the records are done: the time of
/// the clock for the first, which is what a person waits for.
fn opening(folder: &Path, what: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut times = Vec::new();
    for _ in 0..TURNS {
        let mut window = Window::new(folder.to_owned(), None)?;
        let began = Instant::now();
        window.until_open()?;
        times.push(began.elapsed());
    }
    told(what, median(&times));
    Ok(())
}

fn queue_in_the_window(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut window = Window::new(folder.to_owned(), None)?;
    window.until_open()?;
    // The records are read, and the checks have looked.
    let settle = |window: &mut Window, frames: u32| {
        for _ in 0..frames {
            window.frame(Vec::new(), None);
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    settle(&mut window, 400);
    let open: DeskCommand = CommandId::ReviewQueue.into();
    let write: DeskCommand = CommandId::Write.into();
    let mut acts: Vec<(String, Vec<Duration>)> = Vec::new();
    for _ in 0..TURNS {
        let mut act = |what: String, command: DeskCommand| {
            let took = window.frame(Vec::new(), Some(command));
            match acts.iter_mut().find(|(known, _)| *known == what) {
                Some((_, times)) => times.push(took),
                None => acts.push((what, vec![took])),
            }
            settle(&mut window, 2);
        };
        act("queue opened".to_owned(), open.clone());
        for column in QueueColumn::ALL {
            act(
                format!("sorted by {column:?}"),
                ReviewCommand::Sort(column).into(),
            );
        }
        act(
            "sorted by Due again".to_owned(),
            ReviewCommand::Sort(QueueColumn::Due).into(),
        );
        for (what, filter) in [
            ("filtered by letters", Filter::Words("magn".into())),
            ("filtered by state", Filter::When("overdue".into())),
            ("no filter", Filter::Clear),
        ] {
            act(what.to_owned(), ReviewCommand::Filter(filter).into());
        }
        for (what, by) in [("grouped", Some(QueueColumn::State)), ("no groups", None)] {
            act(what.to_owned(), ReviewCommand::Group(by).into());
        }
        act("back to writing".to_owned(), write.clone());
        // Another program changes an entry, and the queue is opened as soon as that is known.
        let changed = window
            .app
            .desk()
            .library()
            .and_then(|library| Some(library.path(&library.rows().nth(BATCH + 77)?.key)));
        let changed = changed.ok_or("no entry")?;
        let text = fs::read_to_string(&changed)?;
        fs::write(&changed, text + "\nOne more line.\n")?;
        let state = |window: &Window| window.app.desk().library().map(Library::state);
        let before = state(&window);
        let mut follows = Vec::new();
        while state(&window) == before && follows.len() < 500 {
            follows.push(window.frame(Vec::new(), None));
            std::thread::sleep(Duration::from_millis(10));
        }
        acts.push(("a change from outside".to_owned(), follows));
    }
    for (what, times) in acts {
        series(&what, &times);
    }
    Ok(())
}

fn a_long_entry_under_review() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let long = texts::entries()?
        .into_iter()
        .find(|it| it.name == "1 MB entry");
    let now = long.ok_or("no long entry")?.text;
    let file = folder.path().join("long.md");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder.path()).args([
            "-c",
            "user.name=T. Wren",
            "-c",
            "user.email=t@example.org",
        ]);
        command.args(arguments).output()
    };
    let mut paragraph = 0;
    let before: Vec<String> = now
        .split("\n\n")
        .map(|text| {
            paragraph += 1;
            let is_prose = paragraph % 2 == 0 && text.starts_with(char::is_alphabetic);
            if is_prose {
                text.replacen(' ', " 5 mg ", 1)
            } else {
                text.to_owned()
            }
        })
        .collect();
    fs::write(&file, before.join("\n\n"))?;
    git(&["init", "--quiet"])?;
    git(&["add", "."])?;
    git(&["commit", "--quiet", "-m", "Before"])?;
    fs::write(&file, &now)?;

    let mut window = Window::new(folder.path().to_owned(), None)?;
    window.until_open()?;
    for _ in 0..100 {
        window.frame(Vec::new(), None);
        std::thread::sleep(Duration::from_millis(20));
    }
    let open = ReviewCommand::Open(EntryKey::new("long.md"));
    told(
        "1 MB opened for review",
        window.frame(Vec::new(), Some(open.into())),
    );
    let mut waited = Vec::new();
    while window.app.desk().looked().is_none() {
        waited.push(window.frame(Vec::new(), None));
        std::thread::sleep(Duration::from_millis(5));
    }
    let first = waited.pop().unwrap_or_default();
    told("1 MB, the longest while it is read", most(&waited));
    told("1 MB, the first frame with it", first);
    let measured: Vec<Duration> = (0..400).map(|_| window.frame(Vec::new(), None)).collect();
    series("1 MB, those after it", &measured);
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let pages: Vec<Duration> = (0..60)
        .map(|_| window.frame(vec![key(Key::PageDown)], None))
        .collect();
    series("1 MB, a page further", &pages);
    let parts: Vec<Duration> = (0..60)
        .map(|_| {
            window.frame(
                Vec::new(),
                Some(ReadingCommand::Step { forward: true }.into()),
            )
        })
        .collect();
    series("1 MB, a part further", &parts);
    let ticks: Vec<Duration> = (0..20)
        .map(|_| window.frame(vec![key(Key::R)], None))
        .collect();
    series("1 MB, a part ticked", &ticks);
    Ok(())
}

fn series(what: &str, times: &[Duration]) {
    println!(
        "{what:32} {:8.1} ms, longest {:.1}",
        ms(median(times)),
        ms(most(times))
    );
}

/// Each file differs from what it was in exactly one line.
fn one_line_each(root: &Path, batch: &[&LoadedFile]) -> Result<(), Box<dyn std::error::Error>> {
    for file in batch {
        let before = file.content.text().ok_or("no text")?;
        let after = fs::read_to_string(root.join(file.key.path()))?;
        let lines = before.lines().zip(after.lines());
        assert_eq!(lines.filter(|(old, new)| old != new).count(), 1);
        assert_eq!(before.lines().count(), after.lines().count());
    }
    Ok(())
}

fn record(file: &LoadedFile, library: &Library, day: Date, second: i64) -> ReviewRecord {
    let text = file.content.text().map(|text| text.to_string());
    let fingerprint = Fingerprint::of(&text.unwrap_or_default(), library.style());
    let at = Timestamp::from_second(1_800_000_000 + second).unwrap_or_default();
    ReviewRecord {
        date: Some(day.to_string()),
        scope: "Whole entry".into(),
        ..ReviewRecord::new(
            &Owner::of(file, library),
            Outcome::SignedOff,
            "T. Wren",
            at,
            fingerprint,
        )
    }
}

fn measured(
    what: &str,
    mut act: impl FnMut() -> Result<(), Box<dyn std::error::Error>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut times = Vec::new();
    for _ in 0..TURNS {
        let started = Instant::now();
        act()?;
        times.push(started.elapsed());
    }
    times.sort();
    told(what, times.get(TURNS / 2).copied().unwrap_or_default());
    Ok(())
}

fn told(what: &str, time: Duration) {
    println!("{what:32} {:8.1} ms", time.as_secs_f64() * 1e3);
}
