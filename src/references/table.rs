//! Tables with a line of headings: PubMed's CSV, Zotero's CSV.

use super::identifiers::{Database, IdentifierDoubt, Identifiers};
use super::{Author, Format, Gathered, Record, Status, year_in};

/// Whether the first line is one of headings that are known.
pub(super) fn looks_like(text: &str) -> bool {
    let Some(first) = text.lines().next() else {
        return false;
    };
    let names: Vec<String> = first.split([',', '\t', ';']).map(heading).collect();
    names.len() >= 3
        && names.iter().any(|name| name == "title")
        && names.iter().any(|name| {
            matches!(
                name.as_str(),
                "pmid" | "doi" | "authors" | "author" | "author/s" | "author names"
            )
        })
}

fn heading(name: &str) -> String {
    let name = name.trim_matches(['"', '\u{feff}', ' ', '\t', '\r']);
    name.to_lowercase().replace(['_', '-'], " ")
}

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Table);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(heading).collect(),
        Err(error) => {
            gathered.refuse(1, first, format!("Its headings can’t be read: {error}"));
            return gathered;
        }
    };
    for row in reader.records() {
        match row {
            Ok(row) => {
                let line = row
                    .position()
                    .map_or(1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
                let written = row.iter().collect::<Vec<_>>().join(", ");
                if written.len() > super::LONGEST_FIELD * 4 {
                    gathered.refuse(
                        line,
                        row.get(0).unwrap_or_default(),
                        "Its row is longer than any record’s",
                    );
                } else {
                    gathered.take_doubting(record(&names, &row), line, &written);
                }
            }
            Err(error) => {
                let line = error
                    .position()
                    .map_or(1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
                gathered.refuse(line, "", format!("This row can’t be read: {error}"));
            }
        }
    }
    gathered
}

fn record(names: &[String], row: &csv::StringRecord) -> (Record, Vec<IdentifierDoubt>) {
    let get = |wanted: &[&str]| {
        wanted.iter().find_map(|wanted| {
            let at = names.iter().position(|name| name == wanted)?;
            row.get(at).map(str::trim).filter(|cell| !cell.is_empty())
        })
    };
    let owned = |wanted: &[&str]| get(wanted).map(str::to_owned);
    let mut record = Record {
        title: owned(&["title"]),
        year: get(&[
            "publication year",
            "published year",
            "year",
            "pubyear",
            "date",
            "date published",
            "publication date",
        ])
        .and_then(year_in),
        container: owned(&[
            "journal/book",
            "publication title",
            "journal",
            "source",
            "source title",
            "journal title",
            "secondary title",
            "source/journal",
        ]),
        container_short: owned(&["journal abbreviation"]),
        volume: owned(&["volume"]),
        issue: owned(&["issue"]),
        pages: owned(&["pages"]),
        publisher: owned(&["publisher"]),
        ..Record::default()
    };
    if record.pages.is_none() {
        let from = get(&["page start", "start page", "art. no.", "article number"]);
        let to = get(&["page end", "end page"]).filter(|to| from != Some(*to));
        record.pages = match (from, to) {
            (Some(from), Some(to)) => Some(format!("{from}-{to}")),
            (from, to) => from.or(to).map(str::to_owned),
        };
    }
    if let Some(authors) = get(&["authors", "author", "author/s", "author names", "author(s)"]) {
        if authors.contains(';') {
            record
                .authors
                .extend(authors.split(';').filter_map(Author::of_inverted));
        } else {
            super::house_form::take_names(authors, &mut record);
        }
    }
    // `Nutrients. 2020 Nov 28;12(12):3672. doi: …`
    if let Some(citation) = get(&["citation"]) {
        let located = super::house_form::locate(citation);
        record.volume = record.volume.take().or(located.volume);
        record.issue = record.issue.take().or(located.issue);
        record.pages = record.pages.take().or(located.pages);
    }
    for kind in get(&["publication type", "type", "extra"])
        .unwrap_or_default()
        .split([';', ',', '\n'])
    {
        if let Some(status) = Status::of_publication_type(kind) {
            record.add_status(status);
        }
    }
    let mut own = Identifiers::default();
    let cells = |wanted: &'static [&str]| {
        let cells = names.iter().zip(row.iter().map(str::trim));
        cells.filter_map(move |(name, cell)| {
            (wanted.contains(&name.as_str()) && !cell.is_empty()).then_some(cell)
        })
    };
    cells(&["pmid", "pubmed id", "medline pmid", "pubmed", "pubmedid"])
        .for_each(|cell| own.pmid(cell));
    cells(&["pmcid", "pmc id", "pmc"]).for_each(|cell| own.pmcid(cell));
    cells(&["doi", "doi link"]).for_each(|cell| own.doi(cell));
    cells(ADDRESSES).for_each(|cell| own.address(cell));
    cells(&["extra", "notes", "note"]).for_each(|cell| own.note(cell));
    let database = Database::named(
        cells(&[
            "database",
            "name of database",
            "source database",
            "database name",
        ]),
        cells(&["database provider"]),
        cells(ADDRESSES),
    );
    cells(&["accession number"]).for_each(|cell| own.accession_number(cell, database));
    let doubts = own.give(&mut record);
    (record, doubts)
}

const ADDRESSES: &[&str] = &["url", "urls", "link", "full text link", "source urls"];
