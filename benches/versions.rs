//! What keeping earlier versions costs: `cargo bench --bench versions`.
//!
//! A save as it is done without a store, what keeping the replaced text takes beside it, the list of an entry with two hundred
//! versions and what differs between them, and letting go of old ones among ten thousand entries. Medians of eleven.

use std::path::Path;
use std::time::{Duration, Instant};

use copydesk::entry::compare::Difference;
use copydesk::library::versions::{Limits, Versions, Why};
use copydesk::library::{EntryKey, SaveHow, disk, history};
use jiff::tz::TimeZone;

const SAMPLE: &str =
    "sample_content/magnesium/does-magnesium-supplementation-change-wearable-hrv-readings.md";
const TURNS: usize = 11;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    let versions = Versions::below(root.join("versions"));
    let sample = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE))?;
    for (name, times) in [("example", 1), ("1 MB entry", 125)] {
        let key = EntryKey::new(format!("{name}.md"));
        let path = root.join(key.path());
        let mut text = sample.repeat(times);
        disk::create(&path, &text)?;
        let (mut saved, mut kept) = (Vec::new(), Vec::new());
        for turn in 0..TURNS {
            let before = text.clone();
            text.push_str(&format!("\n{turn}\n"));
            let now = jiff::Timestamp::now();
            kept.push(timed(|| {
                versions.keep(root, &key, &before, Why::SavedOver, now)
            })?);
            saved.push(timed(|| {
                disk::save(&path, &text, &before, SaveHow::Replace)
            })?);
        }
        println!(
            "{:12} save {:6.2} ms, keeping what it replaces {:6.2} ms",
            name,
            ms(median(saved)),
            ms(median(kept))
        );
        if times == 1 {
            history(&versions, root, &key, text)?;
        }
    }
    many(root, &sample)
}

/// Two hundred versions listed, read and compared.
fn history(
    versions: &Versions,
    root: &Path,
    key: &EntryKey,
    mut text: String,
) -> Result<(), Box<dyn std::error::Error>> {
    for number in 0..200 {
        text.push_str(&format!("\nParagraph {number}.\n"));
        versions.keep(root, key, &text, Why::SavedOver, jiff::Timestamp::now())?;
    }
    let (mut listed, mut compared) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let start = Instant::now();
        let past = history::read(Some(versions), root, key, &TimeZone::UTC);
        listed.push(start.elapsed());
        let start = Instant::now();
        let mut newer = text.clone();
        for older in history::texts(Some(versions), root, key, &past.texts) {
            let older = older?.to_string();
            std::hint::black_box(Difference::between(&older, &newer));
            newer = older;
        }
        compared.push(start.elapsed());
    }
    println!(
        "200 versions listed {:6.1} ms, read and compared {:6.1} ms",
        ms(median(listed)),
        ms(median(compared))
    );
    Ok(())
}

/// Ten thousand entries with a version each.
fn many(root: &Path, text: &str) -> Result<(), Box<dyn std::error::Error>> {
    let versions = Versions::below(root.join("many"));
    let now = jiff::Timestamp::now();
    for number in 0..10_000 {
        let key = EntryKey::new(format!("{number}.md"));
        versions.keep(root, &key, text, Why::SavedOver, now)?;
    }
    let limits = Limits {
        days: Some(90),
        bytes: 500 * 1024 * 1024,
    };
    let start = Instant::now();
    let kept = versions.prune(limits, now)?;
    println!(
        "10,000 entries looked through for old versions {:6.0} ms ({} KB kept)",
        ms(start.elapsed()),
        kept / 1024
    );
    Ok(())
}

fn timed<E>(job: impl FnOnce() -> Result<(), E>) -> Result<Duration, E> {
    let start = Instant::now();
    job()?;
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
