//! The parts of the file, each read into its place.
//!
//! Knows nothing of: how a mistake is told, how the file is written.

mod agree;
mod fields;
mod links;
mod sections;
mod words;

use super::reader::{Reader, built_in};
use super::{Globs, HouseStyle, StylePart, VERSION, WordForm};
use crate::entry::dates::DateForm;
use crate::entry::front_matter::{Field, Value};
pub use fields::label_of;

/// Reads the parts that are there; each that could be taken is noted as given.
pub(super) fn read(
    reader: &mut Reader<'_>,
    given: &[Field],
    checks: &[&str],
    style: &mut HouseStyle,
) {
    let parts = reader.once(given);
    for field in &parts {
        let Some(part) = StylePart::named(&field.key) else {
            reader.unknown(field, &StylePart::ALL.map(StylePart::key));
            continue;
        };
        if matches!(field.value, Value::Null { .. }) {
            let what = format!(
                "Nothing stands behind `{}`; {}. Write `[]` where there is to be none",
                field.key,
                built_in(part)
            );
            reader.mistake(field.key_range.start, what);
        } else if take(reader, part, &field.value, checks, style) {
            style.given.insert(part);
        }
    }
    // What names something of another part is compared when all parts are read.
    for field in parts {
        agree::agree(reader, field, style);
    }
}

/// Reads one part; whether it was taken.
fn take(
    reader: &mut Reader<'_>,
    part: StylePart,
    value: &Value,
    checks: &[&str],
    style: &mut HouseStyle,
) -> bool {
    let instead = built_in(part);
    let instead = instead.as_str();
    match part {
        StylePart::Version => put(&mut style.version, version(reader, value, instead)),
        StylePart::Entries => put(&mut style.entries, globs(reader, value, instead)),
        StylePart::OtherFiles => {
            let names = reader.texts(value, "`other_files`", instead);
            let names = names.and_then(|names| reader.left_of(value, part, names));
            put(&mut style.other_files, names)
        }
        StylePart::Fields => put(&mut style.fields, fields::fields(reader, value, instead)),
        StylePart::OtherFields => {
            style.other_fields = reader.flag(value, "`other_fields`");
            true
        }
        StylePart::OtherSections => {
            style.other_sections = reader.flag(value, "`other_sections`");
            true
        }
        StylePart::DateForm => {
            let form = value.text().and_then(DateForm::of);
            if form.is_none() {
                let examples = DateForm::ALL.map(DateForm::example).join(" or ");
                let what = format!("`date_form` is to be a date such as {examples}; {instead}");
                reader.mistake(value.range().start, what);
            }
            put(&mut style.date_form, form)
        }
        StylePart::Sections => put(
            &mut style.sections,
            sections::sections(reader, value, instead),
        ),
        StylePart::Closing => put(
            &mut style.closing,
            sections::closing(reader, value, instead),
        ),
        StylePart::Sentences => put(
            &mut style.sentences,
            sections::sentences(reader, value, instead),
        ),
        StylePart::Links => {
            let read = links::links(reader, value, instead, &style.links);
            put(&mut style.links, read)
        }
        StylePart::PillarSlug => {
            let form = reader.one_of(
                value,
                "`pillar_slug`",
                &WordForm::ALL,
                WordForm::example,
                instead,
            );
            put(&mut style.pillar_slug, form)
        }
        StylePart::Reviews => {
            let read = links::reviews(reader, value, instead, &style.reviews);
            put(&mut style.reviews, read)
        }
        StylePart::Audience => {
            let read = words::audience(reader, value, instead, &style.audience);
            put(&mut style.audience, read)
        }
        StylePart::Organisations => {
            let read = words::organisations(reader, value, instead);
            put(&mut style.organisations, read)
        }
        StylePart::Units => put(&mut style.units, words::units(reader, value, instead)),
        StylePart::EntryIds => {
            let read = pairs(reader, value, "`entry_ids`", instead, words::entry_id);
            put(
                &mut style.entry_ids,
                read.map(|list| list.into_iter().collect()),
            )
        }
        StylePart::Levels => {
            let read = pairs(reader, value, "`levels`", instead, |reader, field| {
                words::level(reader, field, checks)
            });
            put(
                &mut style.levels,
                read.map(|list| list.into_iter().collect()),
            )
        }
    }
}

fn put<T>(place: &mut T, read: Option<T>) -> bool {
    let taken = read.is_some();
    if let Some(read) = read {
        *place = read;
    }
    taken
}

fn version(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<u32> {
    let text = value.text().unwrap_or_default();
    let number: Option<u32> = text.parse().ok().filter(|number| *number > 0);
    match number {
        Some(number) if number > VERSION => {
            let what = format!(
                "This is a house style of version {number}, and this copydesk knows {VERSION}; {instead}"
            );
            reader.mistake(value.range().start, what);
            None
        }
        Some(number) => Some(number),
        None => {
            let what = format!("`version` is to be a number such as {VERSION}; {instead}");
            reader.mistake(value.range().start, what);
            None
        }
    }
}

fn globs(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Globs> {
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
            Err((_, why)) => {
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
