//! The keys of the file, each with what is said of it there, how it is read into its place and how it is written.
//!
//! Knows nothing of: how a mistake is told, how a line is written.

mod agree;
mod fields;
mod files;
mod links;
mod prose;
mod sections;
mod words;

use super::page::StyleWriter;
use super::reader::{Reader, built_in};
use super::{HouseStyle, StylePart};
use crate::entry::front_matter::{Field, Value};
pub use fields::label_of;

/// A key of the file.
pub(super) struct Key {
    pub part: StylePart,
    pub name: &'static str,
    /// What the part is for, above it in the file.
    pub comment: &'static str,
    /// Reads the part into its place; whether it was taken. The text says what is used where it can't be.
    pub read: fn(&mut Reader<'_>, &Value, &str, &mut HouseStyle) -> bool,
    pub write: fn(&mut StyleWriter<'_>, &HouseStyle),
}

/// Every key, in the order of the file.
pub(super) const KEYS: &[Key] = &[
    files::VERSION,
    files::ENTRIES,
    files::OTHER_FILES,
    fields::FIELDS,
    fields::OTHER_FIELDS,
    fields::DATE_FORM,
    sections::SECTIONS,
    sections::OTHER_SECTIONS,
    sections::CLOSING,
    sections::SENTENCES,
    links::LINKS,
    links::PILLAR_SLUG,
    links::REVIEWS,
    words::AUDIENCE,
    words::ORGANISATIONS,
    words::UNITS,
    words::UNCHECKED_WORDS,
    prose::PROSE,
    prose::WORDS,
    words::ENTRY_IDS,
    words::LEVELS,
];

/// Reads the parts that are there; each that could be taken is noted as given.
pub(super) fn read(reader: &mut Reader<'_>, given: &[Field], style: &mut HouseStyle) {
    let parts = reader.once(given);
    for field in &parts {
        let Some(key) = KEYS.iter().find(|key| key.name == field.key) else {
            let known: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
            reader.unknown(field, &known);
            continue;
        };
        let instead = built_in(key.part);
        if matches!(field.value, Value::Null { .. }) {
            let what = format!(
                "Nothing stands behind `{}`; {instead}. Write `[]` where there is to be none",
                field.key
            );
            reader.mistake(field.key_range.start, what);
        } else if (key.read)(reader, &field.value, &instead, style) {
            style.given.insert(key.part);
        }
    }
    // What names something of another part is compared when all parts are read.
    for field in parts {
        agree::agree(reader, field, style);
    }
}

fn put<T>(place: &mut T, read: Option<T>) -> bool {
    let taken = read.is_some();
    if let Some(read) = read {
        *place = read;
    }
    taken
}

/// A map whose values are all of one kind; those that can't be taken are left out.
fn pairs<T>(
    reader: &mut Reader<'_>,
    value: &Value,
    what: &str,
    instead: &str,
    mut one: impl FnMut(&mut Reader<'_>, &Field) -> Option<T>,
) -> Option<Vec<(String, T)>> {
    let list = reader.map(value, what, instead)?;
    let mut pairs = Vec::new();
    for field in list {
        if let Some(value) = one(reader, field) {
            pairs.push((field.key.clone(), value));
        }
    }
    Some(pairs)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
