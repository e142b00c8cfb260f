//! When two records are one work.
//!
//! Knows nothing of: where the records come from.

use std::collections::HashSet;

use super::Record;

/// What a record is known by: PMID, DOI, else title and year.
#[derive(Debug, Clone, Default)]
pub struct Known(HashSet<String>);

impl Known {
    /// All that a record is known by.
    pub(super) fn names(record: &Record) -> Vec<String> {
        let mut names = Vec::new();
        names.extend(record.pmid.as_ref().map(|pmid| format!("pmid {pmid}")));
        names.extend(
            record
                .doi
                .as_ref()
                .map(|doi| format!("doi {}", doi.to_lowercase())),
        );
        names.extend(record.pmcid.as_ref().map(|pmcid| format!("pmcid {pmcid}")));
        if let Some(title) = &record.title {
            let letters = title
                .chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase);
            let year = record.year.as_deref().unwrap_or_default();
            names.push(format!("title {} {year}", letters.collect::<String>()));
        } else {
            names.extend(record.url.as_ref().map(|url| format!("url {url}")));
        }
        names
    }

    pub fn add(&mut self, record: &Record) {
        self.0.extend(Self::names(record));
    }

    /// Whether a record of the same work was added.
    pub fn holds(&self, record: &Record) -> bool {
        Self::names(record).iter().any(|name| self.0.contains(name))
    }
}
