//! Giving one field of one source another value: in its own bytes, or in its house place where it is absent.
//!
//! The change is applied to a copy and read again; one that would come out as anything but what was asked is refused.

use std::ops::Range;

use super::{Source, SourceError, SourceField, identifiers, is_doi, is_pmcid, is_pmid, plain};
use crate::entry::{Edit, Edits};

/// Gives a field of a source a value, in its own place or, where it is absent, in its house place. An empty value takes
/// the field out.
///
/// # Errors
/// [`SourceError`] when the line would come out as anything but that.
pub fn set_field(
    text: &str,
    source: &Source,
    field: SourceField,
    value: &str,
) -> Result<Edits, SourceError> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if source.value(text, field).unwrap_or_default() == value.as_str() {
        return Ok(Edits::default());
    }
    if !value.is_empty() && !fits(field, &value) {
        return Err(SourceError::NotAValue(field));
    }
    let edit = match source.at(field).cloned().or_else(|| doubted(source, field)) {
        Some(range) if !value.is_empty() => Edit::new(range, value.as_str()),
        Some(range) => taken_out(text, source, field, range)?,
        None => put_in(text, source, field, &value)?,
    };
    let edits = Edits::one(edit);
    keeps_the_rest(text, source, field, &value, &edits)?;
    Ok(edits)
}

fn fits(field: SourceField, value: &str) -> bool {
    match field {
        SourceField::Year => {
            let digits = value.trim_end_matches(|c: char| c.is_ascii_lowercase());
            digits.len() == 4
                && value.len() <= 5
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        SourceField::Pmid => is_pmid(value),
        SourceField::Pmcid => is_pmcid(value),
        SourceField::Doi => is_doi(value),
        SourceField::Url => value.contains("://") && !value.contains(' '),
        _ => true,
    }
}

/// An identifier that cannot be right is put right in its own place.
fn doubted(source: &Source, field: SourceField) -> Option<Range<usize>> {
    let doubt = source.doubts.iter().find(|doubt| doubt.field == field)?;
    Some(doubt.range.clone())
}

fn is_identifier(field: SourceField) -> bool {
    matches!(
        field,
        SourceField::Pmid
            | SourceField::Pmcid
            | SourceField::Doi
            | SourceField::Url
            | SourceField::Accessed
    )
}

fn put_in(
    text: &str,
    source: &Source,
    field: SourceField,
    value: &str,
) -> Result<Edit, SourceError> {
    if let Some(why) = source.unread.filter(|_| !is_identifier(field)) {
        return Err(SourceError::Unread(why));
    }
    let after = |at: usize| text.get(at..source.line.end).unwrap_or_default();
    match field {
        SourceField::Authors => {
            let stop = if source.year.is_some() || value.ends_with('.') {
                " "
            } else {
                ". "
            };
            Ok(Edit::insert(source.line.start, format!("{value}{stop}")))
        }
        SourceField::Year => {
            let authors = source.authors.as_ref().ok_or(SourceError::NoPlace(field))?;
            let at = authors.range.end;
            let stop = if after(at).starts_with('.') { "" } else { "." };
            Ok(Edit::insert(at, format!(" ({value}){stop}")))
        }
        SourceField::Container => {
            let title = source.title.as_ref().ok_or(SourceError::NoPlace(field))?;
            let words = text.get(title.clone()).unwrap_or_default();
            Ok(
                match after(title.end).strip_prefix(['*', '_', '.', '”', '"']) {
                    _ if words.ends_with(['?', '!']) => {
                        Edit::insert(title.end, format!(" {value}."))
                    }
                    Some(_) if after(title.end).starts_with('.') => {
                        Edit::insert(title.end + 1, format!(" {value}."))
                    }
                    Some(_) => return Err(SourceError::NoPlace(field)),
                    None => Edit::insert(title.end, format!(". {value}.")),
                },
            )
        }
        SourceField::Issue => {
            let volume = source.volume.as_ref().ok_or(SourceError::NoPlace(field))?;
            Ok(Edit::insert(volume.end, format!("({value})")))
        }
        SourceField::Pages => {
            let behind = source.issue.as_ref().map(|issue| issue.end + 1);
            let at = behind.or(source.volume.as_ref().map(|volume| volume.end));
            Ok(Edit::insert(
                at.ok_or(SourceError::NoPlace(field))?,
                format!(":{value}"),
            ))
        }
        SourceField::Title | SourceField::Volume => Err(SourceError::NoPlace(field)),
        SourceField::Pmid
        | SourceField::Pmcid
        | SourceField::Doi
        | SourceField::Url
        | SourceField::Accessed => {
            let sentence = match field {
                SourceField::Pmid => format!("PMID: {value}."),
                SourceField::Pmcid => format!("PMCID: {value}."),
                SourceField::Doi => format!("DOI: {value}."),
                SourceField::Accessed => format!("Accessed {value}."),
                _ => format!("{value}."),
            };
            let order =
                |field: SourceField| SourceField::ALL.iter().position(|known| *known == field);
            let found = identifiers::find(text, source.line.clone());
            let next = found
                .iter()
                .find(|one| !one.is_link && order(one.field) > order(field));
            Ok(match next {
                Some(next) => Edit::insert(next.whole.start, format!("{sentence} ")),
                None => {
                    let line = text.get(source.line.clone()).unwrap_or_default();
                    let gap = match line.chars().next_back() {
                        None => "",
                        Some('.' | '?' | '!') => " ",
                        Some(_) => ". ",
                    };
                    Edit::insert(source.line.end, format!("{gap}{sentence}"))
                }
            })
        }
    }
}

fn taken_out(
    text: &str,
    source: &Source,
    field: SourceField,
    range: Range<usize>,
) -> Result<Edit, SourceError> {
    let before = text.get(source.line.start..range.start).unwrap_or_default();
    let after = text.get(range.end..source.line.end).unwrap_or_default();
    match field {
        SourceField::Year if before.ends_with('(') && after.starts_with(')') => {
            let blanks = before
                .strip_suffix('(')
                .map_or(0, |ahead| ahead.len() - ahead.trim_end().len());
            Ok(Edit::delete(range.start - 1 - blanks..range.end + 1))
        }
        SourceField::Issue if before.ends_with('(') && after.starts_with(')') => {
            Ok(Edit::delete(range.start - 1..range.end + 1))
        }
        SourceField::Pages if before.ends_with(':') => Ok(Edit::delete(range.start - 1..range.end)),
        SourceField::Container => {
            let blanks = before.len() - before.trim_end().len();
            let stop = usize::from(after.starts_with('.'));
            Ok(Edit::delete(range.start - blanks..range.end + stop))
        }
        _ if is_identifier(field) => {
            let found = identifiers::find(text, source.line.clone());
            let one = found
                .iter()
                .find(|one| one.value == range && !one.is_link)
                .ok_or(SourceError::NoPlace(field))?;
            let before = text
                .get(source.line.start..one.whole.start)
                .unwrap_or_default();
            let after = text.get(one.whole.end..source.line.end).unwrap_or_default();
            let blanks = before.len() - before.trim_end().len();
            let stop = usize::from(after.starts_with(['.', ';', ',']));
            Ok(Edit::delete(one.whole.start - blanks..one.whole.end + stop))
        }
        _ => Err(SourceError::NoPlace(field)),
    }
}

/// Reads the changed entry: this field says the value, and nothing else has changed.
fn keeps_the_rest(
    text: &str,
    source: &Source,
    field: SourceField,
    value: &str,
    edits: &Edits,
) -> Result<(), SourceError> {
    let otherwise = SourceError::WouldReadOtherwise;
    let new_text = edits.apply(text).map_err(|_| SourceError::Gone)?;
    let (old, new) = (super::of(text), super::of(&new_text));
    if old.len() != new.len() {
        return Err(otherwise);
    }
    for (old, new) in old.iter().zip(&new) {
        if old.number != new.number {
            return Err(otherwise);
        }
        if old.range.start != source.range.start {
            if text.get(old.range.clone()) != new_text.get(new.range.clone()) {
                return Err(otherwise);
            }
            continue;
        }
        let others_stay = SourceField::ALL
            .iter()
            .filter(|other| **other != field)
            .all(|other| old.value(text, *other) == new.value(&new_text, *other));
        let wanted = plain(value, &(0..value.len()));
        let is_there = new.value(&new_text, field).unwrap_or_default() == wanted;
        let still_read = new.unread.is_none() || new.unread == old.unread;
        if !(others_stay && is_there && still_read) {
            return Err(otherwise);
        }
    }
    Ok(())
}
