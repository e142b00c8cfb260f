//! Three versions of an entry merged into one: `cargo bench --bench merge`.
//!
//! Of every entry one side changes ten places near its start, the other ten near its end, and both change its middle; so
//! there are settled pieces of both sides and one conflict. The last case is the worst for lines: two versions that have
//! nothing in common. Then a branch of a thousand entries. The median of nine.

use std::hint::black_box;
use std::time::{Duration, Instant};

use copydesk::merge::{Labels, merge};

#[path = "../tests/support/house_library.rs"]
mod house_library;
#[path = "support/texts.rs"]
mod texts;

fn main() -> std::io::Result<()> {
    let mut cases = Vec::new();
    for entry in texts::entries()? {
        let (ours, theirs) = versions(&entry.text);
        cases.push((entry.name, entry.text, ours, theirs));
    }
    if let Some((_, base, ..)) = cases.last().cloned() {
        let other = |word: &str| base.replace(' ', word);
        cases.push(("nothing in common", other("-"), other("_"), base));
    }
    for (name, base, ours, theirs) in &cases {
        let versions = (base.clone(), ours.clone(), theirs.clone());
        measure(name, &[versions]);
    }
    let folder = tempfile::tempdir()?;
    let mut branch = Vec::new();
    for path in house_library::write_library(folder.path(), 1000, 1)? {
        let base = std::fs::read_to_string(path)?;
        let (ours, theirs) = versions(&base);
        branch.push((base, ours, theirs));
    }
    measure("1,000 entries", &branch);
    Ok(())
}

fn measure(name: &str, entries: &[(String, String, String)]) {
    let mut times: Vec<Duration> = Vec::new();
    let mut conflicts = 0;
    for _ in 0..9 {
        conflicts = 0;
        let start = Instant::now();
        for (base, ours, theirs) in entries {
            let merged = merge(base, ours, theirs);
            black_box(merged.text_with_markers(Labels::default()));
            conflicts += merged.conflicts().count();
        }
        times.push(start.elapsed());
    }
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let bytes: usize = entries.iter().map(|(base, ..)| base.len()).sum();
    println!(
        "{name:<28} {bytes:8} bytes, {conflicts:5} conflicts {:8.2} ms",
        median.as_secs_f64() * 1e3
    );
}

/// What two people make of a text.
fn versions(base: &str) -> (String, String) {
    let lines: Vec<&str> = base.split_inclusive('\n').collect();
    let prose: Vec<usize> = (0..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|line| line.len() > 200))
        .collect();
    let middle = prose.get(prose.len() / 2).copied().unwrap_or_default();
    let changed = |places: Vec<usize>, word: &str| -> String {
        let each = lines.iter().enumerate().map(|(at, line)| {
            if at == middle || places.contains(&at) {
                line.replacen(' ', word, 1)
            } else {
                (*line).to_owned()
            }
        });
        each.collect()
    };
    let first = prose.iter().copied().take(10).collect();
    let last = prose.iter().rev().copied().take(10).collect();
    (changed(first, " first "), changed(last, " last "))
}
