//! The distinct works that many texts list.
//!
//! Knows nothing of: files, which text is shown.

use std::collections::HashSet;

use super::{Author, Known, Record, of_source};
use crate::entry::sources;

/// A work and how often it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// As the first text lists it.
    pub record: Record,
    /// In how many texts.
    pub texts: usize,
    /// What is looked through to find it: authors, year, title, container, identifiers.
    pub words: String,
}

impl Work {
    pub fn new(record: Record) -> Self {
        let words = words_of(&record);
        Self {
            record,
            texts: 1,
            words,
        }
    }
}

/// Every distinct work, in the order of the texts. Lines that are not read in parts are left out.
pub fn works<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Work> {
    let mut works: Vec<Work> = Vec::new();
    let mut known = Known::default();
    for text in texts {
        // A text that lists a work twice is one text.
        let mut here = HashSet::new();
        for source in sources::of(text) {
            if source.unread.is_some() {
                continue;
            }
            let record = of_source(text, &source);
            let (index, _) = known.add(&record);
            let is_first = here.insert(index);
            match works.get_mut(index) {
                Some(work) => work.texts += usize::from(is_first),
                None => works.push(Work::new(record)),
            }
        }
    }
    works
}

fn words_of(record: &Record) -> String {
    let mut words: Vec<&str> = record
        .authors
        .iter()
        .map(|author| match author {
            Author::Person { family, .. } => family.as_str(),
            Author::Organisation(name) => name.as_str(),
        })
        .collect();
    let rest = [
        &record.year,
        &record.title,
        &record.container,
        &record.pmid,
        &record.doi,
    ];
    words.extend(rest.into_iter().flatten().map(String::as_str));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_listed_twice_is_one_work() {
        let first = "## Sources\n\n1. Archer A (2016). One. Journal. PMID: 27933574.\n2. Bell B (2020). Two. Journal.\n";
        let second = "## Sources\n\n1. Archer A, Cole C (2016). One! Journal. PMID: 27933574.\n";
        let works = works([first, second]);
        let seen: Vec<(&str, usize)> = works
            .iter()
            .map(|work| (work.record.title.as_deref().unwrap_or_default(), work.texts))
            .collect();
        assert_eq!(seen, [("One", 2), ("Two", 1)]);
        assert!(works[0].words.contains("Archer 2016 One"));
    }
}
