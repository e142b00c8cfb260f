//! What a format cannot carry: a record is written, read again and compared.

use super::{ExportFormat, Record};

/// A record that comes back from a format as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportLoss {
    /// Its number among those written, from 1.
    pub number: usize,
    pub title: String,
    /// What the format does not carry as it is.
    pub parts: Vec<&'static str>,
}

impl ExportLoss {
    pub fn in_words(&self, format: &ExportFormat) -> String {
        let parts = match self.parts.split_last() {
            Some((last, ahead)) if !ahead.is_empty() => format!("{} and {last}", ahead.join(", ")),
            _ => self.parts.concat(),
        };
        format!(
            "Reference {}: {} can’t carry its {parts} as written: {}",
            self.number, format.label, self.title
        )
    }
}

impl ExportFormat {
    /// What records lose when they are written in this format.
    pub fn losses(&self, records: &[Record]) -> Vec<ExportLoss> {
        let losses = records.iter().enumerate().filter_map(|(at, record)| {
            let parts = self.lost(record);
            (!parts.is_empty()).then(|| ExportLoss {
                number: at + 1,
                title: record.title.clone().unwrap_or_default(),
                parts,
            })
        });
        losses.collect()
    }

    fn lost(&self, record: &Record) -> Vec<&'static str> {
        let mut record = record.clone();
        record.tidy();
        let written = (self.write)(std::slice::from_ref(&record));
        let gathered = super::read_text(&written);
        let [gained] = gathered.records.as_slice() else {
            return vec!["the record"];
        };
        differing(&record, &gained.record)
    }
}

fn differing(one: &Record, other: &Record) -> Vec<&'static str> {
    let pages = |record: &Record| record.pages.as_ref().map(|pages| pages.replace('–', "-"));
    let texts = [
        ("title", &one.title, &other.title),
        ("journal or book", &one.container, &other.container),
        ("volume", &one.volume, &other.volume),
        ("issue", &one.issue, &other.issue),
        ("publisher", &one.publisher, &other.publisher),
        ("PMID", &one.pmid, &other.pmid),
        ("PMCID", &one.pmcid, &other.pmcid),
        ("DOI", &one.doi, &other.doi),
        ("address", &one.url, &other.url),
        ("date of access", &one.accessed, &other.accessed),
    ];
    let is_dated_otherwise = one.year != other.year || one.undated != other.undated;
    let short = |record: &Record| {
        let short = record.container_short.clone();
        short.filter(|short| record.container.as_ref() != Some(short))
    };
    let more = [
        (
            "authors",
            one.authors != other.authors || one.et_al != other.et_al,
        ),
        ("year", is_dated_otherwise),
        ("short name of the journal", short(one) != short(other)),
        ("pages", pages(one) != pages(other)),
        ("kind of work", one.kind != other.kind),
        ("status", one.status != other.status),
    ];
    let texts = texts.into_iter().filter(|(_, one, other)| one != other);
    let more = more.into_iter().filter(|(_, differs)| *differs);
    texts
        .map(|(name, ..)| name)
        .chain(more.map(|(name, _)| name))
        .collect()
}
