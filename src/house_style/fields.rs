//! Front-matter fields: what they are called, what they hold, which values they may have.

use crate::entry::dates::DateForm;

/// A front-matter field the house style knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRule {
    pub key: String,
    /// The name on the form.
    pub label: String,
    pub kind: FieldKind,
    /// Every entry has it, and not empty.
    pub required: bool,
    /// Most entries have it: one that has not is told, and no more.
    pub usual: bool,
    /// It may be there with nothing in it.
    pub may_be_empty: bool,
    /// How its dates are written, where that is not how the library writes them.
    pub form: Option<DateForm>,
    /// Values it has, in the order they are offered.
    pub values: Vec<String>,
    /// No other value is right.
    pub closed: bool,
}

/// What a front-matter field holds, and so how it is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    /// A web address.
    Link,
    /// A date in the library's form.
    Date,
    Number,
    YesNo,
    /// One of a few words; other words are kept and shown.
    Choice,
    /// A list of texts.
    List,
    /// The list of products: `name`, `handle`, `url` each.
    Products,
    /// Anything: fields within a field, or one value here and a list there.
    Any,
}

impl FieldRule {
    /// A field that may hold anything of its kind, and be left out.
    pub fn new(key: impl Into<String>, label: impl Into<String>, kind: FieldKind) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            kind,
            required: false,
            usual: false,
            may_be_empty: false,
            form: None,
            values: Vec::new(),
            closed: false,
        }
    }
}

impl FieldKind {
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Link,
        Self::Date,
        Self::Number,
        Self::YesNo,
        Self::Choice,
        Self::List,
        Self::Products,
        Self::Any,
    ];

    /// As the file writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Link => "link",
            Self::Date => "date",
            Self::Number => "number",
            Self::YesNo => "yes-no",
            Self::Choice => "choice",
            Self::List => "list",
            Self::Products => "products",
            Self::Any => "any",
        }
    }

    /// As a person says it.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Link => "a web address",
            Self::Date => "a date",
            Self::Number => "a number",
            Self::YesNo => "yes or no",
            Self::Choice => "one of a few words",
            Self::List => "a list",
            Self::Products => "a list of products",
            Self::Any => "anything",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Whether a value reads as a number: `5`, `-1.5`.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_digits_a_sign_and_a_point() {
        for text in ["5", "-1.5", "+3", "007", "1."] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", ".", "1,5", "1e5", "inf", "1 kg", "1.2.3"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
