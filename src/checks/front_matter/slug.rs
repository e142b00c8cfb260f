//! The three places that say an entry's slug: the field, the name of the file, the end of the address.

use std::ops::Range;

use super::value_blank;
use crate::checks::Subject;
use crate::entry::front_matter::{Scalar, Value};

/// What is said of an entry's slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct Slugs<'s> {
    pub field: &'s str,
    pub field_at: Range<usize>,
    pub stem: &'s str,
    /// The last part of the address, and where it stands; `None` where the address has no place for a slug.
    pub in_url: Option<(&'s str, Range<usize>)>,
}

impl<'s> Slugs<'s> {
    /// `None` where there is no slug to compare with.
    pub fn of(subject: &Subject<'s>) -> Option<Self> {
        let front_matter = subject.front_matter()?;
        let field = front_matter.field("slug")?;
        let slug = field.value.text()?;
        // A slug of several parts is an address of another kind of site.
        let is_blank_edged = value_blank::is_blank_edged(slug);
        if slug.trim().is_empty() || slug.contains('/') || is_blank_edged {
            return None;
        }
        Some(Self {
            field: slug,
            field_at: field.value.range().clone(),
            stem: subject.stem(),
            in_url: in_url(subject),
        })
    }

    /// Whether the field is the odd one out: file and address agree on another slug.
    pub fn field_is_odd(&self) -> bool {
        let in_url = self.in_url.as_ref().map(|(slug, _)| *slug);
        in_url == Some(self.stem) && self.field != self.stem
    }
}

/// The address, where the house style says that it ends in the slug.
pub(super) fn address<'s>(subject: &Subject<'s>) -> Option<&'s Scalar> {
    use crate::house_style::{Placeholder, RulePiece};
    let rule = subject.style.links.entry.as_ref()?;
    if rule.pieces().last() != Some(&RulePiece::Place(Placeholder::Slug)) {
        return None;
    }
    match &subject.front_matter()?.field("url")?.value {
        Value::Scalar(scalar) => Some(scalar),
        _ => None,
    }
}

fn in_url<'s>(subject: &Subject<'s>) -> Option<(&'s str, Range<usize>)> {
    let scalar = address(subject)?;
    let written = subject.at(&scalar.range);
    if value_blank::is_blank_edged(&scalar.text) {
        return None;
    }
    let url = scalar.text.split(['?', '#']).next()?;
    let slug = url.trim_end_matches('/').rsplit('/').next()?;
    if slug.is_empty() || slug.contains(':') || !url.contains("://") {
        return None;
    }
    let path = url.split_once("://")?.1;
    if !path.contains('/') {
        return None;
    }
    let at = scalar.range.start + written.rfind(slug)?;
    let range = at..at + slug.len();
    Some((subject.text.get(range.clone())?, range))
}
