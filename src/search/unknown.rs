//! Fields, sections and values that a query names and nothing has: such a query would find nothing, and nobody would know why.
//!
//! Knows nothing of: what a query finds.

use std::fmt;
use std::ops::Range;

use super::error::QueryError;
use super::keys;
use super::scope::{self, Scope, SectionName};
use crate::entry::front_matter::{FrontMatter, split};
use crate::entry::is_near;
use crate::house_style::HouseStyle;
use crate::library::Library;

/// A name in a query, and where it stands there.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub at: Range<usize>,
    pub name: NamedThing,
}

#[derive(Debug, Clone)]
pub(super) enum NamedThing {
    Field(String),
    /// The heading as it is looked for, and as it is written.
    Section(SectionName, String),
    /// The value of a field that the library has at hand.
    Value {
        field: String,
        value: String,
    },
}

/// What may be in no entry, which the texts tell.
#[derive(Debug, Clone)]
pub(super) enum Unknown {
    Field(String),
    Section(SectionName),
}

impl Unknown {
    /// Whether an entry has it.
    pub fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Field(name) => has_field(text, name),
            Self::Section(name) => {
                !scope::stretches(text, &[Scope::Section(name.clone())]).is_empty()
            }
        }
    }
}

impl Named {
    /// What is wrong where no entry has it; `None` where the house style knows it.
    pub fn unknown(&self, style: &HouseStyle) -> Option<(Unknown, QueryError)> {
        let (unknown, message) = match &self.name {
            NamedThing::Field(name) => {
                if style.field(name).is_some() {
                    return None;
                }
                let keys = keys::KEYS.iter().map(|key| key.name);
                let fields = style.fields.iter().map(|field| field.key.as_str());
                let near = keys.chain(fields).find(|it| is_near(it, name));
                let message = format!(
                    "No entry has a field `{name}`{} To look for these words, put them in quotation marks.",
                    perhaps(near)
                );
                (Unknown::Field(name.clone()), message)
            }
            NamedThing::Section(name, written) => {
                if style.section_names().any(|title| name.is(title)) {
                    return None;
                }
                let near = style.section_names().find(|it| is_near(it, written));
                let message = format!("No entry has a section “{written}”{}", perhaps(near));
                (Unknown::Section(name.clone()), message)
            }
            NamedThing::Value { .. } => return None,
        };
        Some((unknown, QueryError::new(self.at.clone(), message)))
    }

    /// What is wrong with a value: it is none of those that the house style allows, or a slip of one that entries have.
    pub fn wrong_value(
        &self,
        library: &Library,
        holds: impl Fn(&str) -> bool,
    ) -> Option<QueryError> {
        let NamedThing::Value { field, value } = &self.name else {
            return None;
        };
        let rule = library.style().field(field);
        let allowed = rule.map_or(&[][..], |rule| &rule.values);
        if allowed.iter().any(|it| holds(it)) {
            return None;
        }
        let used = library.values_of(field);
        if used.iter().any(|(it, _)| holds(it)) {
            return None;
        }
        let used = used.iter().map(|(it, _)| &**it);
        let mut known = allowed.iter().map(String::as_str).chain(used);
        let message = match (known.find(|it| is_near(it, value)), rule) {
            (Some(near), _) => {
                format!("No entry has `{field}:{value}`{}", perhaps(Some(near)))
            }
            (None, Some(rule)) if rule.closed && !allowed.is_empty() => {
                let known = allowed.join(", ");
                format!("There is no `{field}:{value}`: {known} are known.")
            }
            _ => return None,
        };
        Some(QueryError::new(self.at.clone(), message))
    }
}

/// The likely meaning, behind a sentence that has no full stop yet.
pub(super) fn perhaps(near: Option<impl fmt::Display>) -> String {
    near.map_or(".".to_owned(), |near| format!(". Is `{near}` meant?"))
}

/// Whether the front matter of a text has a field of this name.
fn has_field(text: &str, name: &str) -> bool {
    let begins = |line: &str| line.trim_start_matches(['"', '\'']).starts_with(name);
    let fields = text.get(split(text).inner).unwrap_or_default();
    fields.contains(name)
        && fields.lines().any(begins)
        && FrontMatter::read(text).field(name).is_some()
}
