//! Front-matter fields: what they are called, what they hold, which values they may have.

/// A front-matter field the house style knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRule {
    pub key: String,
    /// The name on the form.
    pub label: String,
    pub kind: FieldKind,
    /// Every entry has it, and not empty.
    pub required: bool,
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
}

impl FieldRule {
    /// A field that may hold anything of its kind, and be left out.
    pub fn new(key: impl Into<String>, label: impl Into<String>, kind: FieldKind) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            kind,
            required: false,
            values: Vec::new(),
            closed: false,
        }
    }
}

impl FieldKind {
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Link,
        Self::Date,
        Self::Number,
        Self::YesNo,
        Self::Choice,
        Self::List,
        Self::Products,
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
