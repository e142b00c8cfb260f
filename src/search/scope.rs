//! Where in an entry a hit may lie.

use std::cell::LazyCell;
use std::ops::Range;

use super::fields::FieldPath;
use super::links;
use super::pattern::Matcher;
use super::sections::PageSections;
use crate::entry::front_matter::{FrontMatter, split};
use crate::entry::sources::{SOURCES, is_titled_sources};

/// A part of every entry.
#[derive(Debug, Clone)]
pub(super) enum Scope {
    Body,
    FrontMatter,
    Sources,
    Links,
    Section(SectionName),
    /// The values of a field.
    Field(FieldPath),
}

/// The heading of a section: all of it, or what an expression finds in it.
#[derive(Debug, Clone)]
pub(super) struct SectionName(pub Matcher);

impl SectionName {
    pub fn is(&self, title: &str) -> bool {
        let title = title.trim();
        match self.0.is_expression() {
            true => self.0.is_in(title),
            false => self.0.places(title).next() == Some(0..title.len()),
        }
    }

    /// Whether a text may have such a section, told without reading it.
    fn may_be_in(&self, text: &str) -> bool {
        self.0.is_expression() || self.0.is_in(text)
    }
}

impl Scope {
    /// The place that `in:` names: one that every entry has, else a field.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "body" => Self::Body,
            "front-matter" => Self::FrontMatter,
            "sources" => Self::Sources,
            "links" => Self::Links,
            field => Self::Field(FieldPath::parse(field)?),
        })
    }
}

/// The stretches of a text that lie in any of these scopes, in order, none overlapping.
pub(super) fn stretches(text: &str, scopes: &[Scope]) -> Vec<Range<usize>> {
    let cut = split(text);
    let mut found = Vec::new();
    let sections = LazyCell::new(|| PageSections::of(text).list);
    for scope in scopes {
        match scope {
            Scope::Body => found.push(cut.body..text.len()),
            Scope::FrontMatter => found.push(cut.inner.clone()),
            Scope::Sources if !text.contains(SOURCES) => {}
            Scope::Sources => {
                let lists = sections.iter().filter(|it| is_titled_sources(&it.title));
                found.extend(lists.map(|section| section.body..section.range.end));
            }
            Scope::Section(name) if !name.may_be_in(text) => {}
            Scope::Section(name) => {
                let named = sections.iter().filter(|section| name.is(&section.title));
                found.extend(named.map(|section| section.range.clone()));
            }
            Scope::Links => found.extend(links::addresses(text)),
            Scope::Field(path) => {
                let fields = FrontMatter::read(text);
                let values = path.values(&fields).into_iter();
                found.extend(values.map(|value| value.range.clone()));
            }
        }
    }
    found.retain(|stretch| !stretch.is_empty());
    joined(found)
}

/// The stretches in order, those that touch made one.
pub(super) fn joined(mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    stretches.sort_by_key(|stretch| stretch.start);
    stretches.dedup_by(|next, last| {
        let overlap = next.start <= last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    stretches
}
