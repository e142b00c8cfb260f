//! MEDLINE, the format of PubMed and `.nbib`: `TI  - `, and lines that go on are set in by six blanks.

use super::identifiers::{IdentifierDoubt, Identifiers, doi_in_words};
use super::{Author, Format, Gathered, LONGEST_FIELD, Record, Status, WorkKind, year_in};

/// Whether a record begins in this line.
pub(super) fn is_start(line: &str) -> bool {
    tag(line).is_some_and(|(tag, value)| {
        tag == "PMID" && value.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The tag of a line, padded to four letters and followed by `-`, and what follows it.
fn tag(line: &str) -> Option<(&str, &str)> {
    let tag = line.get(..4)?;
    let value = line.get(4..)?.strip_prefix('-')?;
    let name = tag.trim_end();
    let is_tag = name.len() >= 2
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    is_tag.then(|| (name, value.trim()))
}

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Medline);
    let mut open: Option<(usize, Vec<(&str, String)>)> = None;
    let mut loose = false;
    let mut is_gap = false;
    for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        match tag(line) {
            Some((tag, value)) => {
                // A record ends where the next begins: an empty line may be missing between two, and one may stand in an
                // abstract. PMID is always the first field.
                if tag == "PMID"
                    && let Some(done) = open.take()
                {
                    close(done, &mut gathered);
                }
                loose = false;
                open.get_or_insert_with(|| (number, Vec::new()))
                    .1
                    .push((tag, value.to_owned()));
            }
            None if line.trim().is_empty() => {
                is_gap = true;
                loose = false;
                continue;
            }
            None => match &mut open {
                Some((_, fields)) if !is_gap || line.starts_with(' ') => {
                    if let Some((_, value)) = fields.last_mut() {
                        value.push(' ');
                        value.push_str(line.trim());
                    }
                }
                _ if !loose => {
                    gathered.refuse(number, line, "It stands in no record");
                    loose = true;
                    continue;
                }
                _ => continue,
            },
        }
        is_gap = false;
    }
    if let Some(done) = open {
        close(done, &mut gathered);
    }
    gathered
}

fn close((line, fields): (usize, Vec<(&str, String)>), gathered: &mut Gathered) {
    let fields = Fields(fields);
    let first = fields.first(&["TI", "PMID"]).unwrap_or_default().to_owned();
    if fields
        .0
        .iter()
        .any(|(_, value)| value.len() > LONGEST_FIELD)
    {
        gathered.refuse(
            line,
            &first,
            "One of its fields is longer than any record’s",
        );
    } else {
        gathered.take_doubting(fields.record(), line, &first);
    }
}

/// Somebody, be it by one name: organisations have a field of their own.
fn person(name: &str) -> Option<Author> {
    Author::of_inverted(name).map(|author| match author {
        Author::Organisation(name) if !name.contains(',') => Author::person(name, ""),
        author => author,
    })
}

struct Fields<'t>(Vec<(&'t str, String)>);

impl Fields<'_> {
    fn first(&self, tags: &[&str]) -> Option<&str> {
        tags.iter().find_map(|tag| {
            let mut found = self
                .0
                .iter()
                .filter(|(name, value)| name == tag && !value.is_empty());
            found.next().map(|(_, value)| value.as_str())
        })
    }

    fn record(&self) -> (Record, Vec<IdentifierDoubt>) {
        let owned = |tags: &[&str]| self.first(tags).map(str::to_owned);
        let mut record = Record {
            year: self
                .first(&["DP", "DEP", "EDAT"])
                .and_then(|date| match date.get(..4) {
                    Some(year) if year.bytes().all(|b| b.is_ascii_digit()) => Some(year.to_owned()),
                    _ => year_in(date),
                }),
            title: owned(&["TI", "BTI", "TT"]),
            container: owned(&["JT", "TA"]),
            container_short: owned(&["TA"]),
            volume: owned(&["VI"]),
            issue: owned(&["IP"]),
            pages: owned(&["PG"]),
            publisher: owned(&["PB"]),
            ..Record::default()
        };
        // A chapter of a book: the book is what contains it.
        if record.container.is_none() && self.first(&["TI"]).is_some() {
            record.container = owned(&["BTI", "CTI"]);
        }
        let mut own = Identifiers::default();
        let has_full_names = self.first(&["FAU"]).is_some();
        let has_full_editors = self.first(&["FED"]).is_some();
        let mut editors = Vec::new();
        for (tag, value) in &self.0 {
            match *tag {
                "FAU" => record.authors.extend(person(value)),
                "FED" => editors.extend(person(value)),
                "ED" if !has_full_editors => editors.extend(Author::of_initials(value)),
                "AU" if !has_full_names => record.authors.extend(Author::of_initials(value)),
                "CN" => record.authors.push(Author::Organisation(value.clone())),
                "PMID" => own.pmid(value),
                "PMC" => own.pmcid(value),
                "LID" | "AID" => {
                    if let Some(doi) = value.strip_suffix("[doi]") {
                        own.doi(doi);
                    }
                }
                "PT" => {
                    record.kind = match value.as_str() {
                        "Preprint" => WorkKind::Preprint,
                        "Book" => WorkKind::Book,
                        "Book Chapter" => WorkKind::Chapter,
                        _ => record.kind,
                    };
                    if let Some(status) = Status::of_publication_type(value) {
                        record.add_status(status);
                    }
                }
                tag => {
                    if let Some(status) = status(tag) {
                        record.add_status(status);
                    }
                }
            }
        }
        // A journal without pages gives its articles numbers; the number of a publisher’s own system is longer.
        if record.pages.is_none() {
            let ids = self
                .0
                .iter()
                .filter(|(tag, _)| matches!(*tag, "LID" | "AID"));
            record.pages = ids
                .filter_map(|(_, value)| value.strip_suffix("[pii]").map(str::trim))
                .find(|id| super::is_article_number(id))
                .map(str::to_owned);
        }
        if let Some(doi) = self.first(&["SO"]).and_then(doi_in_words) {
            own.doi(&doi);
        }
        let mut doubts = own.give(&mut record);
        doubts.extend(record.edited_by(editors));
        (record, doubts)
    }
}

/// What a field says of the record that tells of another work. `CON` and `CIN` (a comment), `UIN` and `UOF` (an update), `RPI`
/// and `RPF` (printed again), `ORI` and `SPIN` (a summary) say nothing against it, nor do `CRF` and `RRF` of what has been
/// published anew in the place of a faulty one.
fn status(tag: &str) -> Option<Status> {
    Some(match tag {
        // Retraction in; retracted, and published anew in.
        "RIN" | "RRI" => Status::Retracted,
        "PRIN" => Status::PartlyRetracted,
        // Retraction of, wholly or in part.
        "ROF" | "PROF" => Status::RetractionNotice,
        // Erratum in; corrected, and published anew in.
        "EIN" | "CRI" => Status::Corrected,
        "EFR" => Status::Erratum,
        // Expression of concern in, and for.
        "ECI" | "ECF" => Status::Concern,
        _ => return None,
    })
}
