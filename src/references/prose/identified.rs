//! A line that holds identifiers and nothing else: an identifier is enough to find a work by.

use std::cell::LazyCell;

use crate::entry::sources::{self, SourceField, UnreadReason as Unparted};
use crate::references::house_form::of_source;
use crate::references::{Record, WorkKind};

pub(super) type Identified = Result<Record, (String, &'static str)>;

/// The records of a line that holds identifiers and nothing else.
pub(super) fn identifiers_only(line: &str) -> Vec<Identified> {
    let mut found: Vec<Identified> = Vec::new();
    let mut label = "";
    let says_pmid = LazyCell::new(|| line.to_uppercase().contains("PMID"));
    // A DOI may hold a comma or semicolon; other identifiers may be parted by one.
    let words = line.split_whitespace().flat_map(|word| {
        let is_whole = word.contains('/');
        word.split(move |c: char| !is_whole && matches!(c, ',' | ';'))
    });
    for word in words {
        let bare =
            word.trim_matches(|c: char| matches!(c, '<' | '[' | ']' | '"' | '“' | '”' | ',' | ';'));
        if bare.is_empty() {
            continue;
        }
        let name = bare.trim_end_matches([':', '.']).to_uppercase();
        if matches!(name.as_str(), "PMID" | "PMCID" | "DOI") {
            label = if name == "PMID" { "PMID" } else { "" };
            continue;
        }
        let digits = bare.trim_end_matches('.');
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let mut record = Record::default();
        if is_number
            || (label == "PMID"
                && digits.bytes().any(|byte| byte.is_ascii_digit())
                && !digits.contains('/'))
        {
            label = "";
            if !sources::is_pmid(digits) {
                found.push(Err((
                    digits.to_owned(),
                    "A PMID has 1 to 8 digits and no leading zero",
                )));
                continue;
            }
            if digits.len() < 5 && !*says_pmid {
                return Vec::new();
            }
            record.pmid = Some(digits.to_owned());
        } else {
            label = "";
            let source = sources::read_line(bare);
            let read = of_source(bare, &source);
            let is_address = bare.starts_with("http") || bare.starts_with("www.");
            if let Some(doubt) = source.doubts.first() {
                let why = match doubt.field {
                    SourceField::Pmid => "A PMID has 1 to 8 digits and no leading zero",
                    SourceField::Doi => "A DOI is 10., a number of 4 to 9 digits, / and a name",
                    _ => "This is no identifier",
                };
                found.push(Err((bare.to_owned(), why)));
                continue;
            }
            if source.unread != Some(Unparted::OnlyIdentifiers) || !source.notes.is_empty() {
                return Vec::new();
            }
            record = Record {
                pmid: read.pmid,
                pmcid: read.pmcid,
                doi: read.doi,
                url: read.url,
                kind: if is_address {
                    read.kind
                } else {
                    WorkKind::Article
                },
                ..Record::default()
            };
        }
        // `PMID: 1 PMCID: PMC2 DOI: 10.3/4` on one line is one work.
        if let Some(Ok(last)) = found.last_mut()
            && joins(last, &record)
        {
            last.pmid = last.pmid.take().or(record.pmid);
            last.pmcid = last.pmcid.take().or(record.pmcid);
            last.doi = last.doi.take().or(record.doi);
        } else {
            found.push(Ok(record));
        }
    }
    found
}

/// The two identify one work: none is of the same kind.
fn joins(one: &Record, other: &Record) -> bool {
    let both = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some();
    one.url.is_none()
        && other.url.is_none()
        && !both(&one.pmid, &other.pmid)
        && !both(&one.pmcid, &other.pmcid)
        && !both(&one.doi, &other.doi)
}
