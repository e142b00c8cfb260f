//! Sixty thousand source lines of ten thousand entries, read and matched: `cargo bench --bench sources`.
//!
//! *Reading* is `find FOLDER -name '*.md' -print0 | xargs -0 -P2 -n 2500 cat >/dev/null`. Beside it stand opening the folder
//! and reading the works it lists; the same with every citation in the prose matched too; reading again after one entry
//! changed; and telling which works hold the letters typed. Warm, in turn, the median of five.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use copydesk::house_style::HouseStyle;
use copydesk::library::{self, Bibliography, EntryKey, Library};
use copydesk::references::WorkQuery;

#[path = "support/beside.rs"]
mod beside;
#[path = "../tests/support/house_library.rs"]
mod house_library;

use beside::{median, reading, time};

const ENTRIES: usize = 10_000;
const TURNS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let made = tempfile::tempdir()?;
    write_library(made.path())?;
    let mut took: [Vec<Duration>; 5] = Default::default();
    // The first turn warms the disk cache and is not counted.
    for turn in 0..=TURNS {
        let read = time(&mut reading(made.path()), &[0])?;
        let (opened, library) =
            timed(|| Ok(library::open(made.path(), &HouseStyle::default())?.0))?;
        let (gathered, works) = timed(|| Ok(Bibliography::read(texts(&library), None)))?;
        let (cited, ()) = timed(|| {
            drop(library::cited(&library));
            Ok(())
        })?;
        let mut changed = texts(&library);
        if let Some((_, text)) = changed.first_mut() {
            *text = format!("{text}\n").into();
        }
        let (again, _) = timed(|| Ok(Bibliography::read(changed, Some(&works))))?;
        let (typed, found) = timed(|| Ok(WorkQuery::new("merri plain").best(works.works()).len()))?;
        if turn == 0 {
            let lines: usize = (0..works.works().len())
                .map(|it| works.listings(it).len())
                .sum();
            println!(
                "{lines} lines, {} works, {} likely duplicates, {found} found by letters",
                works.works().len(),
                works.likely().len()
            );
            continue;
        }
        let all = [
            read,
            opened + gathered,
            opened + gathered + cited,
            again,
            typed,
        ];
        for (times, time) in took.iter_mut().zip(all) {
            times.push(time);
        }
    }
    let [read, works, citations, again, typed] = took.map(median);
    let times = |time: Duration| time.as_secs_f64() / read.as_secs_f64();
    println!("reading the bytes            {:8.1} ms", ms(read));
    println!(
        "opened, works read           {:8.1} ms, {:.1} times",
        ms(works),
        times(works)
    );
    println!(
        "and every mention matched    {:8.1} ms, {:.1} times (at most 10 wanted)",
        ms(citations),
        times(citations)
    );
    println!("again after one change       {:8.1} ms", ms(again));
    println!(
        "letters typed                {:8.1} ms (at most 10 wanted)",
        ms(typed)
    );
    Ok(())
}

/// Every entry lists its own five sources and one of an entry before it.
fn write_library(folder: &Path) -> std::io::Result<()> {
    let mut first_line = String::new();
    for (number, path) in house_library::write_library(folder, ENTRIES, 1)?
        .iter()
        .enumerate()
    {
        let mut text = std::fs::read_to_string(path)?;
        if number % 10 == 0 {
            let line = text.lines().find_map(|line| line.strip_prefix("1. "));
            first_line = line.unwrap_or_default().to_owned();
        }
        if let Some(at) = text.find("\n\n---\n\n## Related") {
            text.insert_str(at, &format!("\n6. {first_line}"));
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

fn texts(library: &Library) -> Vec<(EntryKey, Arc<str>)> {
    let files = library.rows();
    files
        .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())))
        .collect()
}

fn timed<T>(
    work: impl FnOnce() -> Result<T, Box<dyn std::error::Error>>,
) -> Result<(Duration, T), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let done = work()?;
    Ok((start.elapsed(), done))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
