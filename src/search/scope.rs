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
    /// The sections of this heading.
    Section(Matcher),
    /// The values of a field.
    Field(FieldPath),
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
        Scope::Section(matcher) => matcher.is_in(text),
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
            Scope::Section(matcher) => {
                let named = sections.filter(|section| matcher.is_in(&section.title(text)));
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

fn joined(mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
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
