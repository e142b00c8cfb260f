//! What is shown of a hit: its line, what stands round it, and in which field or section that is.

use std::cell::OnceCell;
use std::ops::Range;

use super::sections::PageSections;
use crate::entry::front_matter::{Field, FrontMatter, Path, Value, split};
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
        let start = memchr::memrchr2(b'\n', b'\r', before.as_bytes()).map(|end| end + 1);
        let after = text.get(hit.end..to).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', after.as_bytes());
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

/// The fields and sections of a text by their places. Neither is read before it is asked for.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// Where the page begins.
    start: usize,
    fields: OnceCell<Parts>,
    sections: OnceCell<Parts>,
}

/// In order; a place in none of them is in what is named last before it.
type Parts = Vec<(usize, String)>;

impl Whereabouts {
    pub fn of(text: &str) -> Self {
        Self {
            start: split(text).body,
            fields: OnceCell::new(),
            sections: OnceCell::new(),
        }
    }

    /// The field or the section at a place of the text that these are of; nothing between them.
    pub fn at(&self, text: &str, at: usize) -> &str {
        let parts = match at < self.start {
            true => self.fields.get_or_init(|| fields(text)),
            false => self.sections.get_or_init(|| sections(text)),
        };
        let behind = parts.partition_point(|(start, _)| *start <= at);
        let part = behind.checked_sub(1).and_then(|it| parts.get(it));
        part.map_or("", |(_, name)| name)
    }
}

fn fields(text: &str) -> Parts {
    let mut parts = Vec::new();
    for field in &FrontMatter::read(text).fields {
        named(field, Path::key(field.key.clone()), &mut parts);
    }
    parts
}

fn sections(text: &str) -> Parts {
    let page = PageSections::of(text);
    let mut parts = vec![(page.start, OPENING.to_owned())];
    let sections = page.list.into_iter();
    parts.extend(sections.map(|it| (it.range.start, it.title.into_owned())));
    if let Some(tail) = page.tail {
        let before = parts.partition_point(|(start, _)| *start < tail);
        parts.insert(before, (tail, String::new()));
    }
    parts
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
