//! The edits that make the records of one work agree.

use std::sync::Arc;

use rayon::prelude::*;

use super::differences::differ;
use super::{Listing, field_text};
use crate::entry::sources::{self, Source, SourceError, SourceField};
use crate::entry::{Edit, Edits};
use crate::library::EntryKey;
use crate::references::Record;

/// What a source is to say in a field; nothing takes the field out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldWish {
    /// Its place among the sources of the entry, from 0.
    pub source: usize,
    pub field: SourceField,
    pub value: String,
}

/// What a listing must say to agree with a model in these fields. What it does not say is filled in for `fill` only; what
/// only looks different is left.
pub fn wishes(
    listing: &Listing,
    model: &Record,
    fields: &[SourceField],
    fill: &[SourceField],
) -> Vec<FieldWish> {
    let record = &*listing.record;
    let fields = fields
        .iter()
        .filter(|field| match field_text(record, **field) {
            Some(_) => differ(**field, &[model, record]),
            None => fill.contains(field),
        });
    fields
        .filter_map(|field| {
            Some(FieldWish {
                source: listing.source,
                field: *field,
                value: field_text(model, *field)?.into_owned(),
            })
        })
        .collect()
}

/// What is wished of many entries, and what a change to them is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub title: String,
    pub label: String,
    pub texts: Vec<(EntryKey, Arc<str>, Vec<FieldWish>)>,
}

/// The edits of each text, or why it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    pub title: String,
    pub label: String,
    pub texts: Vec<(EntryKey, Arc<str>, Result<Edits, SourceError>)>,
}

impl Revision {
    pub fn work_out(self) -> Revised {
        let texts = self.texts.into_par_iter().map(|(entry, text, wishes)| {
            let edits = edits_for(&text, &wishes);
            (entry, text, edits)
        });
        Revised {
            title: self.title,
            label: self.label,
            texts: texts.collect(),
        }
    }
}

/// The edits of one text that fulfil all these wishes.
///
/// # Errors
/// [`SourceError`] when a line would come out as anything but that; nothing is to be changed then.
pub fn edits_for(text: &str, wishes: &[FieldWish]) -> Result<Edits, SourceError> {
    let sources = sources::of(text);
    let mut all: Vec<Edit> = Vec::new();
    for wish in wishes {
        let source = sources.get(wish.source).ok_or(SourceError::Gone)?;
        let edits = sources::set_field(text, source, wish.field, &wish.value)?;
        all.extend(edits.iter().cloned());
    }
    let edits = Edits::new(all).map_err(|_| SourceError::WouldReadOtherwise)?;
    let new = edits.apply(text).map_err(|_| SourceError::Gone)?;
    if wishes.len() > 1 && !are_fulfilled(&new, &sources::of(&new), text, &sources, wishes) {
        return Err(SourceError::WouldReadOtherwise);
    }
    Ok(edits)
}

/// Each by itself was read again by `set_field`; together they must still give every wish and nothing else.
fn are_fulfilled(
    new_text: &str,
    new: &[Source],
    old_text: &str,
    old: &[Source],
    wishes: &[FieldWish],
) -> bool {
    let is_wished = |source: usize, field: SourceField| {
        let mut wishes = wishes.iter();
        wishes.any(|wish| wish.source == source && wish.field == field)
    };
    new.len() == old.len()
        && old.iter().zip(new).enumerate().all(|(index, (old, new))| {
            SourceField::ALL.into_iter().all(|field| {
                is_wished(index, field) || old.value(old_text, field) == new.value(new_text, field)
            })
        })
        && wishes.iter().all(|wish| {
            let source = new.get(wish.source);
            let said = source.and_then(|source| source.value(new_text, wish.field));
            let wanted = sources::plain(&wish.value, &(0..wish.value.len()));
            said.unwrap_or_default() == wanted
        })
}
