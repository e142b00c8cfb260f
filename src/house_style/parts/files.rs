//! The version of the file, and which files are entries.

use super::super::page::flow;
use super::super::reader::Reader;
use super::super::{Globs, StylePart, VERSION as NEWEST};
use super::{Key, put};
use crate::entry::front_matter::Value;

pub(super) const VERSION: Key = Key {
    part: StylePart::Version,
    name: "version",
    comment: "The version of this file. Checks that came with a later one are notes.",
    read: |reader, value, instead, style| put(&mut style.version, version(reader, value, instead)),
    write: |page, style| page.line(0, &format!("version: {}", style.version), "version"),
};

pub(super) const ENTRIES: Key = Key {
    part: StylePart::Entries,
    name: "entries",
    comment: "Which markdown files are entries, by path: `*` stays in a folder, `**` goes below.",
    read: |reader, value, instead, style| put(&mut style.entries, entries(reader, value, instead)),
    write: |page, style| {
        let line = format!("entries: {}", flow(style.entries.patterns()));
        page.line(0, &line, "entries");
    },
};

pub(super) const OTHER_FILES: Key = Key {
    part: StylePart::OtherFiles,
    name: "other_files",
    comment: "Names of files that are never entries, without extension, in any case.",
    read: |reader, value, instead, style| {
        let names = reader.texts(value, "`other_files`", instead);
        let names = names.and_then(|names| reader.left_of(value, StylePart::OtherFiles, names));
        put(&mut style.other_files, names)
    },
    write: |page, style| {
        let line = format!("other_files: {}", flow(&style.other_files));
        page.line(0, &line, "other_files");
    },
};

fn version(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<u32> {
    let text = value.text().unwrap_or_default();
    let number: Option<u32> = text.parse().ok().filter(|number| *number > 0);
    match number {
        Some(number) if number > NEWEST => {
            let what = format!(
                "This is a house style of version {number}, and this copydesk knows {NEWEST}; {instead}"
            );
            reader.mistake(value.range().start, what);
            None
        }
        Some(number) => Some(number),
        None => {
            let what = format!("`version` is to be a number such as {NEWEST}; {instead}");
            reader.mistake(value.range().start, what);
            None
        }
    }
}

fn entries(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Globs> {
    let items = reader.items(value, "`entries`", instead)?;
    let mut patterns = Vec::new();
    for item in items {
        let Some(text) = reader.words(item, "Each of `entries`", "it is left out") else {
            continue;
        };
        if !Globs::may_name_markdown(&text) {
            let what = format!(
                "No entry is called “{text}”: entries end in `.md` or `.markdown`, and all below a folder are `folder/**`; it is left out"
            );
            reader.mistake(item.range().start, what);
            continue;
        }
        match Globs::new(vec![text.clone()]) {
            Ok(_) => patterns.push(text),
            Err(why) => {
                reader.mistake(item.range().start, format!("{why}; it is left out"));
            }
        }
    }
    if patterns.is_empty() {
        let what = format!("`entries` names no files; {instead}");
        reader.mistake(value.range().start, what);
        return None;
    }
    Globs::new(patterns).ok()
}
