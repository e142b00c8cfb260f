//! What one part says of another: names that the other does not have are told and passed over.

use super::super::reader::{Reader, near_miss};
use super::super::{HouseStyle, StylePart};
use super::capital;
use crate::entry::front_matter::{Field, Value};

/// Takes out of a part what names something that another part does not have.
pub(super) fn agree(reader: &mut Reader<'_>, field: &Field, style: &mut HouseStyle) {
    let Some(part) = StylePart::named(&field.key).filter(|part| style.is_given(*part)) else {
        return;
    };
    match part {
        StylePart::Sentences => {
            let mut sentences = std::mem::take(&mut style.sentences);
            sentences.retain(|sentence| {
                let known = style.section(&sentence.section).is_some();
                if !known {
                    let what = no_section(style, &sentence.section, "the sentence is left out");
                    reader.mistake(place(field, &sentence.section), what);
                }
                known
            });
            if let Some(left) = reader.left_of(&field.value, part, sentences) {
                style.sentences = left;
            } else {
                // The built-in ones of sections that this library has not would be nobody's.
                sentences = HouseStyle::default().sentences;
                sentences.retain(|sentence| style.section(&sentence.section).is_some());
                style.sentences = sentences;
                style.given.remove(&part);
            }
        }
        StylePart::Audience => {
            for name in [&style.audience.section, &style.audience.medicines_section] {
                // The built-in names are nobody's mistake.
                if let Some(at) = place_of(&field.value, name)
                    && style.section(name).is_none()
                {
                    reader.mistake(at, no_section(style, name, "it is looked for all the same"));
                }
            }
        }
        StylePart::Links => {
            let mut rules = std::mem::take(&mut style.links.fields);
            rules.retain(|(key, _)| {
                let known = style.field(key).is_some();
                if !known {
                    let what = format!(
                        "There is no field `{key}` in `fields`; its link rule is passed over"
                    );
                    reader.mistake(place(field, key), what);
                }
                known
            });
            style.links.fields = rules;
        }
        StylePart::Reviews => {
            let lists = [
                ("pillar", &style.reviews.by_pillar),
                ("confidence", &style.reviews.by_confidence),
            ];
            for (key, list) in lists {
                let Some(known) = style.field(key) else {
                    continue;
                };
                let unknown = list.iter().map(|(value, _)| value);
                for value in unknown.filter(|value| !known.values.contains(value)) {
                    let what = match near_miss(value, known.values.iter().map(String::as_str)) {
                        Some(meant) => format!(
                            "No {key} is called “{value}”; did you mean “{meant}”? This interval is never used"
                        ),
                        None if known.closed => {
                            format!("No {key} is called “{value}”, so this interval is never used")
                        }
                        // An open list may take a new value.
                        None => continue,
                    };
                    reader.mistake(place(field, value), what);
                }
            }
        }
        _ => {}
    }
}

fn no_section(style: &HouseStyle, name: &str, instead: &str) -> String {
    match near_miss(name, style.section_names()) {
        Some(meant) => format!(
            "There is no section “{name}”; did you mean “{meant}”? {}",
            capital(instead)
        ),
        None => format!("There is no section “{name}” in `sections`; {instead}"),
    }
}

/// Where a text stands in a part, else where the part begins.
fn place(field: &Field, text: &str) -> usize {
    place_of(&field.value, text).unwrap_or(field.key_range.start)
}

fn place_of(value: &Value, text: &str) -> Option<usize> {
    match value {
        Value::Scalar(scalar) => (scalar.text.trim() == text).then_some(scalar.range.start),
        Value::List(list) => list
            .items
            .iter()
            .find_map(|item| place_of(&item.value, text)),
        Value::Map(map) => map.fields.iter().find_map(|field| {
            if field.key == text {
                return Some(field.key_range.start);
            }
            place_of(&field.value, text)
        }),
        Value::Null { .. } | Value::Alias { .. } => None,
    }
}
