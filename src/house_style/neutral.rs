//! What a library is held to that follows no house style: nothing but what holds for any markdown.

use super::{Audience, HouseStyle, Links};
use crate::entry::dates::DateForm;

/// How far the checks of a house are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InForce {
    /// There is a house style, and its checks are made.
    #[default]
    House,
    /// The person wants no house style: what holds for any markdown is checked, and the language.
    NoHouse,
    /// The entries follow a style of their own that nobody has told yet: what holds for any markdown is checked.
    Undecided,
}

impl InForce {
    /// The same where the language is asked for.
    pub fn with_language(self) -> Self {
        match self {
            Self::House => Self::House,
            Self::NoHouse | Self::Undecided => Self::NoHouse,
        }
    }
}

impl HouseStyle {
    /// The style that expects nothing of an entry.
    pub fn neutral(in_force: InForce) -> Self {
        Self {
            in_force,
            fields: Vec::new(),
            other_fields: true,
            date_form: DateForm::Iso,
            sections: Vec::new(),
            other_sections: true,
            closing: Vec::new(),
            sentences: Vec::new(),
            links: Links::default(),
            audience: Audience {
                section: String::new(),
                medicines_section: String::new(),
                terms: Vec::new(),
            },
            words: Vec::new(),
            ..Self::default()
        }
    }

    /// Whether the entries of this house are reviewed: they have the field that says when.
    pub fn has_reviews(&self) -> bool {
        self.field("last_reviewed").is_some()
    }
}
