//! A work that texts list, and finding one by a few words.

use std::cmp::Reverse;
use std::sync::Arc;

use nucleo_matcher::chars::normalize;

use super::{Author, Record};
use crate::entry::citations::{Surnames, bare_name, fold_name};

/// A work and how often it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// As the first text lists it.
    pub record: Arc<Record>,
    /// In how many texts.
    pub texts: usize,
    /// What is looked through to find it: authors, year, title, container, identifiers; folded, each behind a blank.
    words: String,
    /// The folded name of the first author.
    by: String,
}

impl Work {
    pub fn new(record: impl Into<Arc<Record>>) -> Self {
        let record = record.into();
        let words = words_of(&record);
        Self {
            by: first_name(&record),
            record,
            texts: 1,
            words,
        }
    }
}

/// Letters that the name of a first author begins with.
#[derive(Debug, Clone)]
pub struct Begun {
    letters: String,
    /// Whole names of organisations whose short names begin so.
    called: Vec<String>,
}

impl Begun {
    pub fn new<'n>(letters: &str, called: impl IntoIterator<Item = &'n str>) -> Self {
        Self {
            letters: fold_name(letters),
            called: called.into_iter().map(fold_name).collect(),
        }
    }

    /// Particles may be left out: `Mee` begins `van der Meer`.
    pub fn fits(&self, work: &Work) -> bool {
        self.begins_name(&work.by)
    }

    pub fn begins(&self, record: &Record) -> bool {
        self.begins_name(&first_name(record))
    }

    fn begins_name(&self, name: &str) -> bool {
        let begins = |letters: &String| name.starts_with(letters.as_str());
        begins(&self.letters)
            || bare_name(name).starts_with(self.letters.as_str())
            || self.called.iter().any(begins)
    }
}

fn first_name(record: &Record) -> String {
    let first = record.authors.first().map(Author::family);
    fold_name(first.unwrap_or_default())
}

/// The surnames of all who wrote these works.
pub fn authors(works: &[Work]) -> Surnames {
    let people = works.iter().flat_map(|work| &work.record.authors);
    people
        .filter_map(|author| match author {
            Author::Person { family, .. } => Some(family.as_str()),
            Author::Organisation(_) => None,
        })
        .collect()
}

/// Words that a work is looked for by.
#[derive(Debug, Clone)]
pub struct WorkQuery {
    /// Folded, each behind a blank.
    pieces: Vec<String>,
}

impl WorkQuery {
    pub fn new(words: &str) -> Self {
        let pieces = words.split_whitespace();
        Self {
            pieces: pieces.map(|piece| format!(" {}", folded(piece))).collect(),
        }
    }

    /// Does a work hold every piece, be it inside a word?
    pub fn fits(&self, work: &Work) -> bool {
        let mut pieces = self.pieces.iter();
        pieces.all(|piece| work.words.contains(piece.trim_start()))
    }

    /// The works that hold every piece, be it inside a word; first those whose words begin so, then those that most texts
    /// list.
    pub fn best<'w>(&self, works: &'w [Work]) -> Vec<&'w Work> {
        let mut found: Vec<(bool, &Work)> = works
            .iter()
            .filter(|work| self.fits(work))
            .map(|work| {
                let begins = self
                    .pieces
                    .iter()
                    .all(|piece| work.words.contains(piece.as_str()));
                (begins, work)
            })
            .collect();
        found.sort_by_key(|(begins, work)| Reverse((*begins, work.texts)));
        found.into_iter().map(|(_, work)| work).collect()
    }
}

/// Small letters without accents.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .flat_map(|c| normalize(c).to_lowercase())
        .collect()
}

fn words_of(record: &Record) -> String {
    let authors = record.authors.iter().map(|author| match author {
        Author::Person { family, .. } => family,
        Author::Organisation(name) => name,
    });
    let rest = [
        &record.year,
        &record.title,
        &record.container,
        &record.pmid,
        &record.doi,
    ];
    let mut words = String::new();
    for part in authors.chain(rest.into_iter().flatten()) {
        words.push(' ');
        words.push_str(&folded(part));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::sources;
    use crate::references::of_source;

    #[test]
    fn a_work_is_found_by_pieces_of_its_words_in_any_order() {
        let text = "## Sources\n\n1. Campbell A (2016). One. Journal.\n2. Bell B (2020). Two. Journal.\n3. Müller-Ortiz K (2018). Three. Journal. PMID: 27933574.\n";
        let sources = sources::of(text);
        let records = sources.iter().map(|source| of_source(text, source));
        let works: Vec<Work> = records.map(Work::new).collect();
        let found = |words: &str| -> Vec<&str> {
            let best = WorkQuery::new(words).best(&works).into_iter();
            best.filter_map(|work| work.record.title.as_deref())
                .collect()
        };
        assert_eq!(
            found("bell"),
            ["Two", "One"],
            "a whole word goes before a piece"
        );
        assert_eq!(found("2018 MULLER"), ["Three"]);
        assert_eq!(found("three ortíz"), ["Three"]);
        assert_eq!(found("2793"), ["Three"]);
        assert_eq!(found("bell three"), [""; 0]);
        assert_eq!(found("ble"), [""; 0], "letters alone are not enough");
        assert_eq!(found(" ").len(), 3);
    }
}
