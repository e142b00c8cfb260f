//! Where the records of one work say different things, and where they only look different: the case of a DOI, a full stop
//! at the end, another dash, the letter behind a year, a list of authors that was cut short, an abbreviated last page.
//!
//! What one record says and another leaves out is no difference. A date of access is each entry's own.

use std::sync::Arc;

use super::{Listing, field_text};
use crate::entry::sources::SourceField;
use crate::references::{Author, Record};

/// A field in which records differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    pub field: SourceField,
    /// What they say; what most say comes first. Where a record says nothing it stands in none of them.
    pub variants: Vec<Variant>,
}

/// One of the things said, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub text: String,
    /// Places in the list of the work's listings.
    pub listings: Vec<usize>,
}

impl Discrepancy {
    pub(super) fn of(field: SourceField, listings: &[Listing]) -> Self {
        let records: Vec<&Record> = listings.iter().map(|it| &*it.record).collect();
        let sense = Sense::of(field, &records);
        let mut variants: Vec<(String, Variant)> = Vec::new();
        for (index, record) in records.iter().enumerate() {
            let (Some(key), Some(said)) = (sense.key(record), field_text(record, field)) else {
                continue;
            };
            match variants.iter_mut().find(|(other, _)| *other == key) {
                Some((_, variant)) => variant.listings.push(index),
                None => variants.push((
                    key,
                    Variant {
                        text: said.into_owned(),
                        listings: vec![index],
                    },
                )),
            }
        }
        variants.sort_by_key(|(_, variant)| std::cmp::Reverse(variant.listings.len()));
        Self {
            field,
            variants: variants.into_iter().map(|(_, variant)| variant).collect(),
        }
    }
}

/// The fields in which records differ.
pub(super) fn fields(listings: &[Listing]) -> Vec<SourceField> {
    let mut records: Vec<&Record> = Vec::new();
    for (index, listing) in listings.iter().enumerate() {
        let same = |other: &Listing| Arc::ptr_eq(&other.record, &listing.record);
        if !listings.iter().take(index.min(1)).any(same) {
            records.push(&listing.record);
        }
    }
    if records.len() < 2 {
        return Vec::new();
    }
    SourceField::ALL
        .into_iter()
        .filter(|field| differ(*field, &records))
        .collect()
}

/// Do these records contradict one another in a field?
pub(super) fn differ(field: SourceField, records: &[&Record]) -> bool {
    let sense = Sense::of(field, records);
    let mut keys = records.iter().filter_map(|record| sense.key(record));
    let first = keys.next();
    first.is_some_and(|first| keys.any(|key| key != first))
}

/// What counts of a field among some records.
pub(super) struct Sense {
    field: SourceField,
    /// So many authors are compared, where a list was cut short.
    authors: Option<usize>,
    /// Everybody has a given name.
    given: bool,
}

impl Sense {
    pub(super) fn of(field: SourceField, records: &[&Record]) -> Self {
        let cut = records.iter().filter(|record| record.et_al);
        let has_given = |author: &Author| !matches!(author, Author::Person { given, .. } if given.as_deref().unwrap_or_default().is_empty());
        Self {
            field,
            authors: cut.map(|record| record.authors.len()).min(),
            given: records.iter().all(|it| it.authors.iter().all(has_given)),
        }
    }

    /// The same for all that say the same; `None` where nothing is said.
    pub(super) fn key(&self, record: &Record) -> Option<String> {
        let said = match self.field {
            SourceField::Accessed => return None,
            SourceField::Authors => return self.authors(record),
            field => field_text(record, field)?,
        };
        Some(match self.field {
            SourceField::Year => said.trim_end_matches(char::is_alphabetic).to_owned(),
            SourceField::Title => letters(&said),
            SourceField::Doi | SourceField::Pmcid => said.to_lowercase(),
            SourceField::Url => address(&said),
            SourceField::Pages => pages(&said),
            _ => plain(&said),
        })
    }

    fn authors(&self, record: &Record) -> Option<String> {
        let names = record
            .authors
            .iter()
            .take(self.authors.unwrap_or(usize::MAX));
        let names: Vec<String> = names
            .map(|author| match author {
                Author::Person { family, given } => {
                    let first = given.as_deref().and_then(|given| given.chars().next());
                    let first = first.filter(|_| self.given).map(String::from);
                    format!(
                        "{} {}",
                        plain(family).to_lowercase(),
                        first.unwrap_or_default()
                    )
                }
                Author::Organisation(name) => plain(name).to_lowercase(),
            })
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// The letters and digits alone, small.
pub(super) fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Dashes and quotation marks of one kind, no full stop at the end.
fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '\u{a0}' => ' ',
            c => c,
        })
        .collect();
    text.trim().trim_end_matches('.').to_owned()
}

/// An address without what makes no other page of it.
pub(super) fn address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.trim_end_matches(['/', '.']);
    match rest.split_once('/') {
        Some((host, path)) => format!("{}/{path}", host.to_lowercase()),
        None => rest.to_lowercase(),
    }
}

/// `123-9` is `123-129`.
fn pages(text: &str) -> String {
    let text = plain(text).replace(' ', "");
    let Some((first, last)) = text.split_once('-') else {
        return text;
    };
    let is_short = last.len() < first.len() && last.bytes().all(|b| b.is_ascii_digit());
    match first.get(..first.len().saturating_sub(last.len())) {
        Some(head) if is_short => format!("{first}-{head}{last}"),
        _ => text,
    }
}
