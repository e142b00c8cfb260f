//! Where in an entry a hit may lie.

use std::ops::Range;

use super::fields::FieldPath;
use super::links;
use super::pattern::Matcher;
use crate::entry::front_matter::{FrontMatter, split};
use crate::entry::outline::Outline;
use crate::entry::sources;

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
    fn is(&self, title: &str) -> bool {
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
    let needs_outline = |scope: &Scope| matches!(scope, Scope::Sources | Scope::Section(_));
    let may_hold = |scope: &Scope| match scope {
        Scope::Section(name) => name.may_be_in(text),
        Scope::Sources => text.contains(sources::SOURCES),
        _ => true,
    };
    let mut found = Vec::new();
    let mut outline = None;
    for scope in scopes.iter().filter(|scope| may_hold(scope)) {
        if needs_outline(scope) && outline.is_none() {
            outline = Some(Outline::read(text, cut.body));
        }
        let sections = outline.iter().flat_map(Outline::all_sections);
        match scope {
            Scope::Body => found.push(cut.body..text.len()),
            Scope::FrontMatter => found.push(cut.inner.clone()),
            Scope::Sources => {
                let lists = sections.filter(|section| sources::is_sources(text, section));
                found.extend(lists.map(|section| section.body.clone()));
            }
            Scope::Section(name) => {
                let named = sections.filter(|section| name.is(&section.title(text)));
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
