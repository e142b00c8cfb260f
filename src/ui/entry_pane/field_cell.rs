//! A single value of the form, and what kind of value it is.

use crate::entry::front_matter::{Path, Value};
use crate::entry::written_date::day_of;
use crate::house_style::{self, FieldKind, FieldRule};

/// A single value and where it stands.
pub(super) struct FieldCell<'a> {
    pub path: &'a Path,
    pub label: &'a str,
    pub value: &'a Value,
    /// What the house knows of the field.
    pub known: Option<&'a FieldRule>,
    /// It has a row of its own, whose room it takes.
    pub is_row: bool,
}

impl<'a> FieldCell<'a> {
    pub fn text(&self) -> &'a str {
        self.value.text().unwrap_or_default()
    }

    /// What is made of the value: as the house says it, else as it is written.
    pub fn kind(&self) -> FieldKind {
        let is_typed = matches!(self.value, Value::Scalar(scalar) if scalar.is_typed());
        match self.known.map(|known| known.kind) {
            Some(FieldKind::YesNo) if yes_or_no(self.value).is_some() => FieldKind::YesNo,
            Some(
                kind @ (FieldKind::Date | FieldKind::Number | FieldKind::Choice | FieldKind::Link),
            ) => kind,
            Some(_) if self.known.is_some_and(|known| known.key == "title") => FieldKind::Text,
            _ if is_typed && opposite(self.text()).is_some() => FieldKind::YesNo,
            _ if is_typed && house_style::is_number(self.text()) => FieldKind::Number,
            _ if day_of(self.text()).is_some() => FieldKind::Date,
            _ if self.text().starts_with("http") => FieldKind::Link,
            _ => FieldKind::Text,
        }
    }
}

/// Whether it is one value, or none.
pub(super) fn is_single(value: &Value) -> bool {
    matches!(value, Value::Scalar(_) | Value::Null { .. })
}

pub(super) fn yes_or_no(value: &Value) -> Option<bool> {
    match value {
        Value::Null { .. } => Some(false),
        Value::Scalar(scalar) => match scalar.text.as_str() {
            "true" => Some(true),
            "false" | "" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Yes and no as they are written, each with its opposite.
const YES_AND_NO: [(&str, &str); 9] = [
    ("true", "false"),
    ("True", "False"),
    ("TRUE", "FALSE"),
    ("yes", "no"),
    ("Yes", "No"),
    ("YES", "NO"),
    ("on", "off"),
    ("On", "Off"),
    ("ON", "OFF"),
];

pub(super) fn is_yes(text: &str) -> bool {
    YES_AND_NO.iter().any(|(yes, _)| *yes == text)
}

pub(super) fn opposite(text: &str) -> Option<&'static str> {
    YES_AND_NO.iter().find_map(|(yes, no)| match text {
        _ if text == *yes => Some(*no),
        _ if text == *no => Some(*yes),
        _ => None,
    })
}
