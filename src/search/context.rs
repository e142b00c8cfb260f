//! What is shown of a hit: its line, what stands round it, and in which field or section that is.

use std::ops::Range;

use crate::entry::front_matter::{Field, FrontMatter, Path, Value};
use crate::entry::outline::Outline;
use crate::entry::{Place, Places};

/// A hit in its line, of which only so much is looked at as can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context<'t> {
    /// Line and column, from 1.
    pub place: Place,
    /// The line before the hit.
    pub before: &'t str,
    pub hit: &'t str,
    /// The rest of the line in which it ends.
    pub after: &'t str,
    /// The line begins further ahead, or goes on.
    pub is_cut: (bool, bool),
}

/// So many bytes before and behind a hit are shown at most.
const MOST: usize = 400;

impl<'t> Context<'t> {
    /// One hit of many in a text whose lines are counted.
    pub fn of(text: &'t str, places: &Places<'t>, hit: &Range<usize>) -> Self {
        let from = text.floor_char_boundary(hit.start.saturating_sub(MOST));
        let to = text.ceil_char_boundary((hit.end + MOST).min(text.len()));
        let before = text.get(from..hit.start).unwrap_or_default();
        let start = before.rfind(['\n', '\r']).map(|end| end + 1);
        let after = text.get(hit.end..to).unwrap_or_default();
        let end = after.find(['\n', '\r']);
        Self {
            place: places.at(hit.start),
            before: before.get(start.unwrap_or(0)..).unwrap_or_default(),
            hit: text.get(hit.clone()).unwrap_or_default(),
            after: after.get(..end.unwrap_or(after.len())).unwrap_or_default(),
            is_cut: (
                start.is_none() && from > 0,
                end.is_none() && to < text.len(),
            ),
        }
    }
}

/// The fields and sections of a text by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// In order; a place in none of them is in what is named last before it.
    parts: Vec<(usize, String)>,
}

impl Whereabouts {
    pub fn of(text: &str) -> Self {
        let front_matter = FrontMatter::read(text);
        let outline = Outline::read(text, front_matter.split.body);
        let mut parts = vec![(0, String::new())];
        for field in &front_matter.fields {
            named(field, Path::key(field.key.clone()), &mut parts);
        }
        parts.push((outline.front.end, OPENING.to_owned()));
        for section in &outline.sections {
            parts.push((section.range.start, section.title(text)));
        }
        if let Some(tail) = &outline.tail {
            parts.push((tail.range.start, String::new()));
            let closing = tail.sections.iter();
            parts.extend(closing.map(|section| (section.range.start, section.title(text))));
        }
        Self { parts }
    }

    /// The field or the section at a place; nothing between them.
    pub fn at(&self, at: usize) -> &str {
        let behind = self.parts.partition_point(|(start, _)| *start <= at);
        let part = behind.checked_sub(1).and_then(|it| self.parts.get(it));
        part.map_or("", |(_, name)| name)
    }
}

/// What stands above the first section.
const OPENING: &str = "Title and opening";

/// A field and what is named within it.
fn named(field: &Field, path: Path, parts: &mut Vec<(usize, String)>) {
    parts.push((field.key_range.start, path.to_string()));
    within(&field.value, &path, parts);
}

fn within(value: &Value, path: &Path, parts: &mut Vec<(usize, String)>) {
    match value {
        Value::Map(map) => {
            for field in &map.fields {
                named(field, path.clone().field(field.key.clone()), parts);
            }
        }
        Value::List(list) => {
            for (number, item) in list.items.iter().enumerate() {
                let path = path.clone().item(number);
                parts.push((item.value.range().start, path.to_string()));
                within(&item.value, &path, parts);
            }
        }
        Value::Null { .. } | Value::Scalar(_) | Value::Alias { .. } => {}
    }
}
