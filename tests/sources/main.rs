//! The sources of an entry: how lines are read, and what each change does to the bytes.

#[path = "../support/house_library.rs"]
mod house_library;

mod any_change;
mod changes;
mod reading;

use copydesk::entry::outline::Outline;
use copydesk::entry::sources::{self, Name, Source, SourceField};

fn outline(text: &str) -> Outline {
    Outline::read(text, copydesk::entry::front_matter::split(text).body)
}

fn read(text: &str) -> Vec<Source> {
    sources::read(text, &outline(text))
}

/// An entry with these lines as its sources.
fn entry(lines: &str) -> String {
    format!("# T\n\n## Summary\n\nWords.\n\n## Sources\n\n{lines}\n\n---\n\n## More\n\nx\n")
}

/// Every part that was read, as `Name=value`, in the order of the house form.
fn parts(text: &str, source: &Source) -> String {
    let mut parts = Vec::new();
    if let Some(authors) = &source.authors {
        let names: Vec<String> = authors
            .names
            .iter()
            .map(|name| match name {
                Name::Person { family, given } => format!(
                    "{}+{}",
                    &text[family.clone()],
                    given.as_ref().map_or("", |given| &text[given.clone()])
                ),
                Name::Organisation(name) => format!("<{}>", &text[name.clone()]),
            })
            .collect();
        let more = if authors.et_al.is_some() { "…" } else { "" };
        parts.push(format!("{}{more}", names.join(" ")));
    }
    for field in SourceField::ALL.into_iter().skip(1) {
        if let Some(value) = source.value(text, field) {
            parts.push(format!("{field:?}={value}"));
        }
    }
    parts.join(" | ")
}
