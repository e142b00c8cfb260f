//! A new item of a list: as the house writes it, or like the item before it.

use super::guard::Meaning;
use super::scalar::{in_style, plain_or_quoted, quoted};
use super::value::{Item, ScalarForm, Value};
use super::write::new_key;

/// An item to be added.
pub(super) enum NewItem<'a> {
    Fields(&'a [(String, String)]),
    Text(&'a str),
}

impl NewItem<'_> {
    pub fn meaning(&self) -> Meaning {
        match self {
            Self::Text(text) => Meaning::Text((*text).to_owned()),
            Self::Fields(fields) => Meaning::Map(
                (fields.iter())
                    .map(|(key, value)| (key.clone(), Meaning::Text(value.clone())))
                    .collect(),
            ),
        }
    }

    pub fn lines(&self, like: &dyn Manner, line_end: &str) -> String {
        let (dash, gap) = like.indent();
        match self {
            Self::Text(text) => format!("{dash}-{gap}{}{line_end}", like.token(None, text)),
            Self::Fields(fields) => {
                let inner = " ".repeat(dash.len() + 1 + gap.len());
                let mut lines = String::new();
                for (number, (key, value)) in fields.iter().enumerate() {
                    if number == 0 {
                        lines.push_str(&format!("{dash}-{gap}"));
                    } else {
                        lines.push_str(&inner);
                    }
                    let token = like.token(Some(key), value);
                    lines.push_str(&format!("{}: {token}{line_end}", new_key(key)));
                }
                lines
            }
        }
    }
}

/// The manner in which a new item is written.
pub(super) trait Manner {
    /// What goes before the dash, and between the dash and the item.
    fn indent(&self) -> (&str, &str);
    fn token(&self, key: Option<&str>, value: &str) -> String;
}

/// House manner: indented by two, fields in double quotes.
pub(super) struct First(String);

impl First {
    pub fn below(column_of_key: &str) -> Self {
        Self(format!("{column_of_key}  "))
    }
}

impl Manner for First {
    fn indent(&self) -> (&str, &str) {
        (&self.0, " ")
    }

    fn token(&self, key: Option<&str>, value: &str) -> String {
        match key {
            Some(_) => quoted(value),
            None => plain_or_quoted(value),
        }
    }
}

/// Like the item before it.
pub(super) struct Like<'a> {
    /// Blanks before the dash.
    pub dash: String,
    /// Blanks behind it.
    pub gap: String,
    pub item: &'a Item,
}

impl Manner for Like<'_> {
    fn indent(&self) -> (&str, &str) {
        (&self.dash, &self.gap)
    }

    fn token(&self, key: Option<&str>, value: &str) -> String {
        let style = |value: &Value| match value {
            Value::Scalar(scalar) => Some(scalar.style),
            _ => None,
        };
        let found = match &self.item.value {
            Value::Map(map) => (map.fields.iter())
                .find(|field| Some(field.key.as_str()) == key)
                .and_then(|field| style(&field.value))
                .or_else(|| map.fields.iter().find_map(|field| style(&field.value))),
            other => style(other),
        };
        in_style(value, found.unwrap_or(ScalarForm::Plain), false)
    }
}
