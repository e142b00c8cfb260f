//! The fields of front matter, and how their dates are written.

use super::super::page::{StyleWriter, flow_text};
use super::super::reader::Reader;
use super::super::{FieldKind, FieldRule, StylePart};
use super::{Key, capital, put};
use crate::entry::dates::DateForm;
use crate::entry::front_matter::{Field, Value, plain_or_quoted};

pub(super) const FIELDS: Key = Key {
    part: StylePart::Fields,
    name: "fields",
    comment: "The fields of the front matter, in the order of a new entry.
kind: text, link, date, number, yes-no, choice, list, products or any
form: how its dates are written, where that is not by `date_form`
required: every entry has it, and not empty, unless empty: true
usual: most entries have it, so that one without it is a note
values: what is offered; other values are right as well, unless closed: true",
    read: |reader, value, instead, style| put(&mut style.fields, fields(reader, value, instead)),
    write: |page, style| page.list("fields", &style.fields, "{}", write_field),
};

pub(super) const OTHER_FIELDS: Key = Key {
    part: StylePart::OtherFields,
    name: "other_fields",
    comment: "true: an entry may have fields that are not in this list.",
    read: |reader, value, _, style| {
        style.other_fields = reader.flag(value, "`other_fields`");
        true
    },
    write: |page, style| {
        page.line(
            0,
            &format!("other_fields: {}", style.other_fields),
            "other_fields",
        );
    },
};

pub(super) const DATE_FORM: Key = Key {
    part: StylePart::DateForm,
    name: "date_form",
    comment: "How dates are written: any date, in that form.",
    read: |reader, value, instead, style| {
        put(
            &mut style.date_form,
            date_form(reader, value, "`date_form`", instead),
        )
    },
    write: |page, style| {
        let line = format!("date_form: {}", style.date_form.example());
        page.line(0, &line, "date_form");
    },
};

const FIELD_KEYS: [&str; 8] = [
    "label", "kind", "form", "required", "usual", "empty", "values", "closed",
];

fn fields(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<FieldRule>> {
    let list = reader.map(value, "`fields`", instead)?;
    Some(
        list.into_iter()
            .map(|field| one_field(reader, field))
            .collect(),
    )
}

fn one_field(reader: &mut Reader<'_>, field: &Field) -> FieldRule {
    let key = field.key.as_str();
    let mut read = FieldRule::new(key, label_of(key), FieldKind::Text);
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
                    "form" => {
                        read.form = date_form(reader, value, &what("form"), "it is passed over")
                    }
                    "required" => read.required = reader.flag(value, &what("required")),
                    "usual" => read.usual = reader.flag(value, &what("usual")),
                    "empty" => read.may_be_empty = reader.flag(value, &what("empty")),
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

fn write_field(page: &mut StyleWriter<'_>, field: &FieldRule) {
    let path = format!("fields/{}", field.key);
    let mut parts = vec![format!("kind: {}", field.kind.name())];
    parts.push(format!("label: {}", flow_text(&field.label)));
    if let Some(form) = field.form {
        parts.push(format!("form: {}", form.example()));
    }
    if field.required {
        parts.push("required: true".into());
    }
    if field.usual {
        parts.push("usual: true".into());
    }
    if field.may_be_empty {
        parts.push("empty: true".into());
    }
    let key = plain_or_quoted(&field.key);
    if field.values.is_empty() {
        page.line(1, &format!("{key}: {{ {} }}", parts.join(", ")), &path);
        return;
    }
    page.line(1, &format!("{key}:"), &path);
    for part in parts {
        let part = match part.strip_prefix("label: ") {
            Some(_) => format!("label: {}", plain_or_quoted(&field.label)),
            None => part,
        };
        page.line(2, &part, "");
    }
    if field.closed {
        page.line(2, "closed: true", "");
    }
    page.line(2, "values:", "");
    for value in &field.values {
        let path = format!("{path}/{value}");
        page.line(3, &format!("- {}", plain_or_quoted(value)), &path);
    }
}

fn date_form(
    reader: &mut Reader<'_>,
    value: &Value,
    what: &str,
    instead: &str,
) -> Option<DateForm> {
    let form = value.text().and_then(DateForm::of);
    if form.is_none() {
        let examples = DateForm::ALL.map(DateForm::example).join(" or ");
        let what = format!("{what} is to be a date such as {examples}; {instead}");
        reader.mistake(value.range().start, what);
    }
    form
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
