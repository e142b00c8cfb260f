//! The names sections have in the house style, and which of them each section of an entry has.

use std::collections::HashSet;

use crate::entry::is_near;
use crate::entry::outline::{Outline, Section};
use crate::house_style::HouseStyle;

/// A section of an entry and what it is to the house style.
#[derive(Debug)]
pub struct Headed<'s> {
    /// Its number, closing blocks counted on.
    pub index: usize,
    pub section: &'s Section,
    pub title: String,
    pub is: Is<'s>,
}

/// What a heading is to the house style. Sections of the style are known by their number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is<'s> {
    Right(usize),
    /// The right words in another case, with other blanks or a mark too many.
    OtherForm(usize),
    /// A name it had before.
    Old(usize),
    /// A slip of the pen; the right name is nowhere.
    Misspelt(usize, &'s str),
    Closing,
    Unknown,
}

impl Is<'_> {
    /// The section of the style that is meant.
    pub fn number(self) -> Option<usize> {
        match self {
            Self::Right(number)
            | Self::OtherForm(number)
            | Self::Old(number)
            | Self::Misspelt(number, _) => Some(number),
            Self::Closing | Self::Unknown => None,
        }
    }
}

/// The names that sections have in a house style, as they are compared.
#[derive(Debug, Clone)]
pub struct SectionNames {
    sections: Vec<Name>,
    closing: Vec<String>,
}

#[derive(Debug, Clone)]
struct Name {
    written: String,
    bare: String,
    was: Vec<String>,
}

impl SectionNames {
    pub fn of(style: &HouseStyle) -> Self {
        let sections = style.sections.iter().map(|section| Name {
            written: section.name.clone(),
            bare: bare(&section.name),
            was: section.was.iter().map(|was| bare(was)).collect(),
        });
        let closing = style.closing.iter().map(|block| bare(&block.begins));
        Self {
            sections: sections.collect(),
            closing: closing.collect(),
        }
    }

    pub(super) fn known<'s>(&self, title: &str) -> Is<'s> {
        let place = |is: &dyn Fn(&Name) -> bool| self.sections.iter().position(is);
        if let Some(number) = place(&|name| name.written == title) {
            return Is::Right(number);
        }
        let words = bare(title);
        if let Some(number) = place(&|name| name.bare == words) {
            return Is::OtherForm(number);
        }
        if let Some(number) = place(&|name| name.was.contains(&words)) {
            return Is::Old(number);
        }
        if self.closing.iter().any(|begins| words.starts_with(begins)) {
            return Is::Closing;
        }
        Is::Unknown
    }
}

/// Every section of an entry, closing blocks included, read once for all checks.
pub(in crate::checks) fn read<'s>(
    text: &str,
    outline: &'s Outline,
    style: &'s HouseStyle,
    names: &SectionNames,
) -> Vec<Headed<'s>> {
    let sections = outline.all_sections().enumerate();
    let mut all: Vec<Headed<'s>> = sections
        .map(|(index, section)| {
            let title = section.title(text);
            let is = names.known(&title);
            Headed {
                index,
                section,
                title,
                is,
            }
        })
        .collect();
    // A slip is looked for only among the names that are nowhere.
    let taken: HashSet<usize> = all.iter().filter_map(|headed| headed.is.number()).collect();
    for headed in all.iter_mut().filter(|headed| headed.is == Is::Unknown) {
        let missing = style.sections.iter().enumerate();
        let mut missing = missing.filter(|(number, _)| !taken.contains(number));
        let meant = missing.find(|(_, section)| {
            is_near(&headed.title, &section.name)
                && !(style.other_sections && is_other_number(&headed.title, &section.name))
        });
        if let Some((number, section)) = meant {
            headed.is = Is::Misspelt(number, &section.name);
        }
    }
    all
}

/// `Example` beside `Examples`: where entries may have sections of their own, each is a name.
fn is_other_number(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    one.strip_suffix('s') == Some(&other) || other.strip_suffix('s') == Some(&one)
}

/// The words in small letters without marks around them, and without a number before them (`5. Timing`).
fn bare(title: &str) -> String {
    let around = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '#' | '.');
    let title = title.trim_matches(around);
    let behind = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let unnumbered = [". ", ") "].iter().find_map(|it| behind.strip_prefix(it));
    let words = match unnumbered.filter(|_| behind.len() < title.len()) {
        Some(words) => words.split_whitespace(),
        None => title.split_whitespace(),
    };
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
