//! Audience, organisations, units, ids and levels.

use super::super::reader::{Reader, near_miss};
use super::super::{Audience, AudienceTerm, Equivalence, Level, Organisation, StylePart};
use crate::entry::front_matter::{Field, Value};

pub(super) fn audience(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
    built_in: &Audience,
) -> Option<Audience> {
    let parts = reader.map(value, "`audience`", instead)?;
    let mut audience = Audience {
        terms: Vec::new(),
        ..built_in.clone()
    };
    for part in parts {
        let what = format!("`{}` of `audience`", part.key);
        let usual = "the built-in one is used";
        match part.key.as_str() {
            "section" => {
                if let Some(section) = reader.text(&part.value, &what, usual) {
                    audience.section = section;
                }
            }
            "medicines_section" => {
                if let Some(section) = reader.text(&part.value, &what, usual) {
                    audience.medicines_section = section;
                }
            }
            "terms" => {
                let terms = reader.map(&part.value, &what, "there are none");
                for field in terms.unwrap_or_default() {
                    audience.terms.push(audience_term(reader, field));
                }
            }
            _ => reader.unknown(part, &["section", "medicines_section", "terms"]),
        }
    }
    Some(audience)
}

fn audience_term(reader: &mut Reader<'_>, field: &Field) -> AudienceTerm {
    let mut term = AudienceTerm::new(&field.key);
    let what = format!("“{}”", field.key);
    let none = "it has no other names";
    match &field.value {
        Value::Null { .. } => {}
        Value::Map(_) => {
            for part in reader.map(&field.value, &what, none).unwrap_or_default() {
                let texts = |reader: &mut Reader<'_>| {
                    let what = format!("`{}` of {what}", part.key);
                    reader
                        .texts(&part.value, &what, "there are none")
                        .unwrap_or_default()
                };
                match part.key.as_str() {
                    "called" => term.synonyms = texts(reader),
                    "medicines" => term.medicines = texts(reader),
                    _ => reader.unknown(part, &["called", "medicines"]),
                }
            }
        }
        value => term.synonyms = reader.texts(value, &what, none).unwrap_or_default(),
    }
    term
}

pub(super) fn organisations(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
) -> Option<Vec<Organisation>> {
    let list = reader.map(value, "`organisations`", instead)?;
    let one = |field: &Field| {
        let full = match &field.value {
            Value::Null { .. } => None,
            value => reader.texts(value, &format!("`{}`", field.key), "it has no full name"),
        };
        Organisation {
            short: field.key.clone(),
            full: full.unwrap_or_default(),
        }
    };
    Some(list.into_iter().map(one).collect())
}

pub(super) fn units(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
) -> Option<Vec<Equivalence>> {
    let items = reader.items(value, "`units`", instead)?;
    let mut units: Vec<Equivalence> = Vec::new();
    for item in items {
        let Some(text) = reader.text(item, "Each of `units`", "it is left out") else {
            continue;
        };
        let at = item.range().start;
        match Equivalence::parse(&text) {
            None => {
                let what = format!(
                    "“{text}” is no equivalence such as `1 µg vitamin D = 40 IU`; it is left out"
                );
                reader.mistake(at, what);
            }
            Some(read) if units.iter().any(|it| it.contradicts(&read)) => {
                let what = format!("“{text}” contradicts a line above; that one is used");
                reader.mistake(at, what);
            }
            Some(read) => units.push(read),
        }
    }
    reader.left_of(value, StylePart::Units, units)
}

pub(super) fn entry_id(reader: &mut Reader<'_>, field: &Field) -> Option<String> {
    let id = &field.key;
    let is_id = id.len() == 8 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !is_id {
        let what = format!("“{id}” is no id, which has eight of 0–9 and a–f; it is left out");
        reader.mistake(field.key_range.start, what);
        return None;
    }
    reader.text(
        &field.value,
        &format!("The slug of `{id}`"),
        "it is left out",
    )
}

pub(super) fn level(
    reader: &mut Reader<'_>,
    field: &Field,
    checks: &[&str],
) -> Option<Option<Level>> {
    if !checks.is_empty() && !checks.contains(&field.key.as_str()) {
        let what = match near_miss(&field.key, checks.iter().copied()) {
            Some(meant) => format!(
                "There is no check `{}`; did you mean `{meant}`? It is passed over",
                field.key
            ),
            None => format!("There is no check `{}`; it is passed over", field.key),
        };
        reader.mistake(field.key_range.start, what);
        return None;
    }
    let all = [
        Some(Level::Error),
        Some(Level::Warning),
        Some(Level::Note),
        None,
    ];
    let name = |level: Option<Level>| level.map_or("off", Level::name).to_owned();
    let what = format!("The level of `{}`", field.key);
    reader.one_of(&field.value, &what, &all, name, "the check keeps its own")
}
