//! A new item of a list: as the house writes it, or like the item before it.

use super::guard::Meaning;
use super::scalar::{in_style, quoted};
use super::value::{Item, ScalarForm, Value};
use super::write::new_key;

/// An item to be added.
pub(super) enum NewItem<'a> {
    Fields(&'a [(String, String)]),
    Text(&'a str),
    /// A number, boolean or date, as the item before it is one.
    Plain(&'a str),
}

impl NewItem<'_> {
    pub fn meaning(&self) -> Meaning {
        match self {
            Self::Text(text) => Meaning::Text((*text).to_owned()),
            Self::Plain(plain) => Meaning::Plain((*plain).to_owned()),
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
            Self::Text(_) | Self::Plain(_) => {
                format!("{dash}-{gap}{}{line_end}", self.token(like, false))
            }
            Self::Fields(_) if like.is_in_braces() => {
                format!("{dash}-{gap}{}{line_end}", self.token(like, true))
            }
            Self::Fields(fields) => {
                let inner = " ".repeat(dash.len() + 1 + gap.len());
                let mut lines = String::new();
                for (number, (key, value)) in fields.iter().enumerate() {
                    if number == 0 {
                        lines.push_str(&format!("{dash}-{gap}"));
                    } else {
                        lines.push_str(&inner);
                    }
                    let token = like.token(Some(key), value, false);
                    lines.push_str(&format!("{}: {token}{line_end}", new_key(key)));
                }
                lines
            }
        }
    }

    /// The item on one line; `flow`: within brackets.
    pub fn token(&self, like: &dyn Manner, flow: bool) -> String {
        match self {
            Self::Plain(plain) => (*plain).to_owned(),
            Self::Text(text) => like.token(None, text, flow),
            Self::Fields(fields) => {
                let pair = |(key, value): &(String, String)| {
                    let name = match like.has_quoted_names() {
                        true => quoted(key),
                        false => new_key(key),
                    };
                    format!("{name}: {}", like.token(Some(key), value, true))
                };
                let pairs: Vec<String> = fields.iter().map(pair).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }
}

/// The manner in which a new item is written.
pub(super) trait Manner {
    /// What goes before the dash, and between the dash and the item.
    fn indent(&self) -> (&str, &str);
    /// The value of this field, or of an item without any; `flow`: within brackets or braces.
    fn token(&self, key: Option<&str>, value: &str, flow: bool) -> String;
    /// The item before it is a map in braces.
    fn is_in_braces(&self) -> bool {
        false
    }
    /// The names of its fields stand in quotes, as in JSON.
    fn has_quoted_names(&self) -> bool {
        false
    }
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

    fn token(&self, key: Option<&str>, value: &str, flow: bool) -> String {
        match key {
            Some(_) => quoted(value),
            None => in_style(value, ScalarForm::Plain, flow),
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
    pub has_quoted_names: bool,
}

impl Manner for Like<'_> {
    fn indent(&self) -> (&str, &str) {
        (&self.dash, &self.gap)
    }

    fn is_in_braces(&self) -> bool {
        matches!(&self.item.value, Value::Map(map) if map.flow)
    }

    fn has_quoted_names(&self) -> bool {
        self.has_quoted_names
    }

    fn token(&self, key: Option<&str>, value: &str, flow: bool) -> String {
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
        in_style(value, found.unwrap_or(ScalarForm::Plain), flow)
    }
}
