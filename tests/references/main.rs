//! References in the forms other programs write, read and written.

mod files;
mod fresh;
mod lists;
mod names;
mod own_identifiers;
mod pastes;
mod round_trips;
mod styles;
mod unsigned;

use copydesk::references::{self, Author, Gathered, Record};

/// A record in short: authors, year, title, container, place, identifiers, status.
fn short(record: &Record) -> String {
    let names: Vec<String> = record
        .authors
        .iter()
        .map(|author| match author {
            Author::Person { family, given } => {
                format!("{family}+{}", given.as_deref().unwrap_or_default())
            }
            Author::Organisation(name) => format!("<{name}>"),
        })
        .collect();
    let mut short = names.join(" ");
    if record.et_al {
        short.push('…');
    }
    let place = [&record.volume, &record.issue, &record.pages]
        .map(|part| part.as_deref().unwrap_or("-"))
        .join("/");
    for part in [
        record.year.as_deref(),
        record.title.as_deref(),
        record.container.as_deref(),
        Some(place.as_str()).filter(|place| *place != "-/-/-"),
        record.pmid.as_deref(),
        record.pmcid.as_deref(),
        record.doi.as_deref(),
        record.url.as_deref(),
    ]
    .into_iter()
    .flatten()
    {
        short.push_str(" | ");
        short.push_str(part);
    }
    for status in &record.status {
        short.push_str(&format!(" !{status}"));
    }
    short
}

fn shorts(gathered: &Gathered) -> Vec<String> {
    gathered
        .records
        .iter()
        .map(|gained| short(&gained.record))
        .collect()
}

/// Line, beginning and reason of what was not read or not believed.
fn unread(gathered: &Gathered) -> Vec<String> {
    gathered
        .doubtful()
        .iter()
        .map(|unread| format!("{}: {}: {}", unread.line, unread.what, unread.why))
        .collect()
}

#[track_caller]
fn reads(text: &str, records: &[&str], left: &[&str]) {
    let gathered = references::read(text.as_bytes());
    assert_eq!(shorts(&gathered), records);
    assert_eq!(unread(&gathered), left);
}
