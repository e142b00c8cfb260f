//! Tables with a line of headings: PubMed's CSV, Zotero's CSV.

use super::identifiers::{Database, IdentifierDoubt, Identifiers};
use super::{Author, Format, Gathered, Record, Status, WorkKind, year_in};

/// Whether the first line is one of headings that are known.
pub(super) fn looks_like(text: &str) -> bool {
    let Some(first) = text.lines().next() else {
        return false;
    };
    let names: Vec<String> = first.split([',', '\t', ';']).map(heading).collect();
    names.len() >= 3
        && names.iter().any(|name| TITLES.contains(&name.as_str()))
        && names.iter().any(|name| {
            matches!(
                name.as_str(),
                "pmid" | "doi" | "authors" | "author" | "author/s" | "author(s)" | "author names"
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
    for heading in unread_headings(&names) {
        gathered.refuse(
            1,
            heading,
            "This column was not read: its heading is not known",
        );
    }
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
        kind: get(KINDS)
            .and_then(WorkKind::of_item_type)
            .unwrap_or_default(),
        title: owned(TITLES),
        year: get(YEARS).and_then(year_in),
        container: owned(CONTAINERS),
        container_short: owned(&["journal abbreviation"]),
        volume: owned(&["volume"]),
        issue: owned(&["issue", "number"]),
        pages: owned(PAGES),
        publisher: owned(&["publisher"]),
        accessed: get(ACCESSED).map(super::csl::house_date),
        ..Record::default()
    };
    if record.pages.is_none() {
        let from = get(FIRST_PAGES);
        let to = get(LAST_PAGES).filter(|to| from != Some(*to));
        record.pages = match (from, to) {
            (Some(from), Some(to)) => Some(format!("{from}-{to}")),
            (from, to) => from.or(to).map(str::to_owned),
        };
    }
    if let Some(authors) = get(AUTHORS) {
        match Author::of_list(authors).as_slice() {
            _ if authors.contains("et al") => super::house_form::take_names(authors, &mut record),
            // `Nils Kern, Ira Stone`, `NICE`
            [] | [Author::Organisation(_)] if !authors.contains(" and ") => {
                super::house_form::take_names(authors, &mut record);
            }
            // A group ends PubMed’s list, with the stop of the list.
            list => record
                .authors
                .extend(list.iter().map(|author| match author {
                    Author::Organisation(name) if list.len() > 1 => {
                        Author::Organisation(name.trim_end_matches('.').to_owned())
                    }
                    author => author.clone(),
                })),
        }
    }
    let editors = get(EDITORS).map(Author::of_list);
    let doubt = record.edited_by(editors.unwrap_or_default());
    // `Nutrients. 2020 Nov 28;12(12):3672. doi: …`
    if let Some(citation) = get(&["citation"]) {
        let located = super::house_form::locate(citation);
        record.volume = record.volume.take().or(located.volume);
        record.issue = record.issue.take().or(located.issue);
        record.pages = record.pages.take().or(located.pages);
    }
    for kind in get(&["publication type", "document type", "type", "extra"])
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
    cells(PMIDS).for_each(|cell| own.pmid(cell));
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
    let mut doubts = own.give(&mut record);
    doubts.extend(doubt);
    (record, doubts)
}

const TITLES: &[&str] = &["title", "article title", "document title", "primary title"];

const YEARS: &[&str] = &[
    "publication year",
    "published year",
    "year",
    "pubyear",
    "year of publication",
    "year published",
    "date",
    "date published",
    "publication date",
    "pub. date",
];

/// *Source* is the journal, but where *Source title* is that: there it is the database.
const CONTAINERS: &[&str] = &[
    "journal/book",
    "publication title",
    "source title",
    "journal title",
    "journal",
    "journal name",
    "secondary title",
    "source/journal",
    "journal/source",
    "source",
];

const AUTHORS: &[&str] = &["authors", "author", "author/s", "author(s)", "author names"];

const EDITORS: &[&str] = &["editor", "editors", "book editors"];

const PAGES: &[&str] = &["pages", "page", "page range", "page numbers"];

const FIRST_PAGES: &[&str] = &[
    "page start",
    "start page",
    "first page",
    "art. no.",
    "article number",
];

const LAST_PAGES: &[&str] = &["page end", "end page", "last page"];

const ACCESSED: &[&str] = &["access date", "date accessed", "accessed"];

const KINDS: &[&str] = &[
    "item type",
    "reference type",
    "document type",
    "publication type",
    "type",
];

const PMIDS: &[&str] = &[
    "pmid",
    "pubmed id",
    "medline pmid",
    "pubmed",
    "pubmedid",
    "pubmed pmid",
];

/// Headings that look like parts of a reference, and are other things.
const OTHERS: &[&str] = &[
    "page count",
    "num pages",
    "number of pages",
    "number of volumes",
    "author(s) id",
    "first author",
    "last author",
    "corresponding author",
    "author full names",
    "author keywords",
    "author addresses",
    "author address",
    "author affiliations",
    "author email",
    "authors with affiliations",
    "book authors",
    "book author full names",
    "series editor",
    "volume title",
    "journal iso abbreviation",
    "journal issn",
    "published month",
    "date added",
    "date modified",
    "journal abbreviation",
    "doi link",
    "book doi",
    "volume",
];

/// Headings that look like the year, the pages, the authors or an identifier, and are not read.
fn unread_headings(names: &[String]) -> Vec<&str> {
    let read = [
        TITLES,
        YEARS,
        CONTAINERS,
        AUTHORS,
        EDITORS,
        PAGES,
        FIRST_PAGES,
        LAST_PAGES,
        ACCESSED,
        PMIDS,
        OTHERS,
        ADDRESSES,
    ];
    let is_read = |name: &str| read.iter().any(|known| known.contains(&name));
    let looks = |name: &str| {
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.any(|word| {
            matches!(
                word,
                "year"
                    | "yr"
                    | "page"
                    | "pages"
                    | "pp"
                    | "author"
                    | "authors"
                    | "writers"
                    | "pmid"
                    | "pubmed"
                    | "journal"
                    | "volume"
                    | "vol"
            )
        })
    };
    let names = names.iter().map(String::as_str);
    names.filter(|name| looks(name) && !is_read(name)).collect()
}

const ADDRESSES: &[&str] = &["url", "urls", "link", "full text link", "source urls"];
