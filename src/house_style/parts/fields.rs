//! The fields of front matter.

use super::super::reader::Reader;
use super::super::{FieldKind, FieldRule as HouseField};
use super::capital;
use crate::entry::front_matter::{Field, Value};

const FIELD_KEYS: [&str; 5] = ["label", "kind", "required", "values", "closed"];

pub(super) fn fields(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
) -> Option<Vec<HouseField>> {
    let list = reader.map(value, "`fields`", instead)?;
    Some(
        list.into_iter()
            .map(|field| one_field(reader, field))
            .collect(),
    )
}

fn one_field(reader: &mut Reader<'_>, field: &Field) -> HouseField {
    let key = field.key.as_str();
    let mut read = HouseField::new(key, label_of(key), FieldKind::Text);
    let what = |part: &str| format!("`{part}` of the field `{key}`");
    let kind = |reader: &mut Reader<'_>, value: &Value| {
        let name = |kind: FieldKind| kind.name().to_owned();
        let instead = "it counts as text";
        let found = reader.one_of(value, &what("kind"), &FieldKind::ALL, name, instead);
        found.unwrap_or(FieldKind::Text)
    };
    match &field.value {
        Value::Null { .. } => {}
        Value::Scalar(_) => read.kind = kind(reader, &field.value),
        _ => {
            let whole = format!("The field `{key}`");
            let map = reader.map(&field.value, &whole, "it counts as text");
            for part in map.unwrap_or_default() {
                let value = &part.value;
                match part.key.as_str() {
                    "label" => {
                        if let Some(label) = reader.text(value, &what("label"), "its key is shown")
                        {
                            read.label = label;
                        }
                    }
                    "kind" => read.kind = kind(reader, value),
                    "required" => read.required = reader.flag(value, &what("required")),
                    "values" => {
                        let values = reader.texts(value, &what("values"), "it names none");
                        read.values = values.unwrap_or_default();
                    }
                    "closed" => read.closed = reader.flag(value, &what("closed")),
                    _ => reader.unknown(part, &FIELD_KEYS),
                }
            }
        }
    }
    if read.closed && read.values.is_empty() {
        let what = format!("The field `{key}` is closed and names no `values`; it counts as open");
        reader.mistake(field.key_range.start, what);
        read.closed = false;
    }
    read
}

/// `last_reviewed` and `lastReviewed` as `Last reviewed`.
pub fn label_of(key: &str) -> String {
    let mut words = String::new();
    for letter in key.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else if matches!(letter, '_' | '-') {
            words.push(' ');
        } else {
            words.push(letter);
        }
    }
    capital(words.trim())
}
