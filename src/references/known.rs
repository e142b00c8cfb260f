//! When two records are one work.

use std::collections::HashMap;

use super::{Author, Record};
use crate::entry::citations::fold_name;
use crate::entry::is_near;
use crate::entry::sources::{Source, SourceField};

/// The works that records were given for. A work is known by PMID, DOI and PMCID; by title and year only where neither an
/// identifier nor the first author says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownWorks {
    works: Vec<Marks>,
    by_identifier: HashMap<String, usize>,
    by_title: HashMap<String, Vec<usize>>,
    /// By title and the name of the first author: of each the first work.
    by_title_and_name: HashMap<(String, String), usize>,
}

/// A record is compared with so many works of its title; of more, only one by the very same author is taken for the same.
const MOST_COMPARED: usize = 30;

/// What tells a work from others of its title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Marks {
    pmid: Option<String>,
    doi: Option<String>,
    pmcid: Option<String>,
    /// The folded surname of the first author, where that is a person.
    by: Option<String>,
}

impl KnownWorks {
    /// Notes a record; gives back the number of its work and whether the work is new.
    pub fn add(&mut self, record: &Record) -> (usize, bool) {
        let own = Marks::of(record);
        let found = self.find(record);
        let index = found.unwrap_or(self.works.len());
        for name in own.names() {
            self.by_identifier.entry(name).or_insert(index);
        }
        if let Some(title) = titled(record) {
            if let Some(by) = &own.by {
                let named = self.by_title_and_name.entry((title.clone(), by.clone()));
                named.or_insert(index);
            }
            let under = self.by_title.entry(title).or_default();
            if under.len() < MOST_COMPARED && !under.contains(&index) {
                under.push(index);
            }
        }
        match self.works.get_mut(index) {
            Some(work) => work.learn(own),
            None => self.works.push(own),
        }
        (index, found.is_none())
    }

    /// Whether a record of the same work was added.
    pub fn holds(&self, record: &Record) -> bool {
        self.find(record).is_some()
    }

    /// The works that the identifiers of a record name: more than one where it takes two for one.
    pub fn works_of(&self, record: &Record) -> Vec<usize> {
        let names = Self::identifiers(record);
        let mut works: Vec<usize> = names
            .iter()
            .filter_map(|name| self.by_identifier.get(name).copied())
            .collect();
        works.sort_unstable();
        works.dedup();
        works
    }

    /// The identifiers of a record, each with its kind.
    pub fn identifiers(record: &Record) -> Vec<String> {
        Marks::of(record).names()
    }

    /// The name that a record without identifiers goes by.
    pub fn title_of(record: &Record) -> Option<String> {
        titled(record)
    }

    /// The number of the work of a record.
    pub fn find(&self, record: &Record) -> Option<usize> {
        let own = Marks::of(record);
        let named = own.names();
        if let Some(index) = named.iter().find_map(|name| self.by_identifier.get(name)) {
            return Some(*index);
        }
        let title = titled(record)?;
        let under = self.by_title.get(&title)?;
        let same = |index: &&usize| {
            let work = self.works.get(**index);
            work.is_some_and(|work| !work.contradicts(&own))
        };
        let by = own.by.clone();
        let named = by.and_then(|by| self.by_title_and_name.get(&(title, by)));
        let named = named.filter(same);
        named.or_else(|| under.iter().find(same)).copied()
    }
}

/// The works that a list of sources names, and those that are to join it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedWorks {
    known: KnownWorks,
    /// Of each work the records that named it.
    listed: Vec<Vec<ListedRecord>>,
}

/// A record of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ListedRecord {
    /// Of its source; `None` where it only joins.
    number: Option<u32>,
    record: Record,
}

impl ListedWorks {
    /// The works of these sources of a text.
    pub fn of(text: &str, sources: &[Source]) -> Self {
        let mut listed = Self::default();
        for source in sources {
            listed.add(&super::of_source(text, source), Some(source.number));
        }
        listed
    }

    /// Takes the work of a record in; whether it is new.
    pub fn join(&mut self, record: &Record) -> bool {
        self.add(record, None)
    }

    fn add(&mut self, record: &Record, number: Option<u32>) -> bool {
        let is_new = self.find(record).is_none();
        let (work, _) = self.known.add(record);
        if self.listed.len() <= work {
            self.listed.resize_with(work + 1, Vec::new);
        }
        if let Some(listed) = self.listed.get_mut(work).filter(|_| is_new) {
            listed.push(ListedRecord {
                number,
                record: record.clone(),
            });
        }
        is_new
    }

    /// The source that names the work of a record: its number in the list, or `Some(None)` where that work joined it.
    pub fn find(&self, record: &Record) -> Option<Option<u32>> {
        let work = self.known.find(record)?;
        let mut listed = self.listed.get(work)?.iter();
        let same = listed.find(|listed| !is_another_part(&listed.record, record))?;
        Some(same.number)
    }
}

/// Two chapters under the DOI of their book: other authors and another title, and no PMID that says otherwise.
fn is_another_part(one: &Record, other: &Record) -> bool {
    let letters = |record: &Record| -> Option<String> {
        let title = super::works::folded(record.title.as_deref()?);
        Some(title.chars().filter(|c| c.is_alphanumeric()).collect())
    };
    let by = |record: &Record| {
        record
            .authors
            .first()
            .map(|author| fold_name(author.family()))
    };
    let (Some(title), Some(other_title)) = (letters(one), letters(other)) else {
        return false;
    };
    let (Some(name), Some(other_name)) = (by(one), by(other)) else {
        return false;
    };
    let is_same_pmid = one.pmid.is_some() && one.pmid == other.pmid;
    // A subtitle may be left out, and a name be written otherwise.
    let is_title = title.starts_with(&other_title) || other_title.starts_with(&title);
    !is_same_pmid && !is_title && name != other_name && !is_near(&title, &other_title)
}

/// For each source of a text the first other one that is the same work, by its place.
pub fn same_works(text: &str, sources: &[Source]) -> Vec<Option<usize>> {
    let mut known = KnownWorks::default();
    let mut of_work: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut same = vec![None; sources.len()];
    for (at, source) in sources.iter().enumerate() {
        let record = super::of_source(text, source);
        if !record.says_something() {
            continue;
        }
        let others = of_work.entry(known.add(&record).0).or_default();
        // Two pages of one site may have one title.
        let is_other_page = |other: &Source| {
            let urls = [source, other].map(|it| it.value(text, SourceField::Url));
            let has_number = record.pmid.is_some() || record.doi.is_some();
            !has_number && matches!(urls, [Some(one), Some(other)] if one != other)
        };
        let first = others
            .iter()
            .copied()
            .find(|other| sources.get(*other).is_some_and(|it| !is_other_page(it)));
        if let (Some(first), Some(own)) = (first, same.get_mut(at)) {
            *own = Some(first);
            if let Some(before) = same.get_mut(first) {
                before.get_or_insert(at);
            }
        }
        if others.len() < 8 {
            others.push(at);
        }
    }
    same
}

impl Marks {
    fn of(record: &Record) -> Self {
        Self {
            pmid: record.pmid.clone(),
            doi: record.doi.as_ref().map(|doi| doi.to_lowercase()),
            pmcid: record.pmcid.clone(),
            by: match record.authors.first() {
                Some(Author::Person { family, .. }) => Some(fold_name(family)),
                _ => None,
            },
        }
    }

    fn all(&self) -> [(&str, &Option<String>); 3] {
        [
            ("pmid", &self.pmid),
            ("doi", &self.doi),
            ("pmcid", &self.pmcid),
        ]
    }

    fn names(&self) -> Vec<String> {
        let name =
            |(kind, value): (&str, &Option<String>)| Some(format!("{kind} {}", value.as_ref()?));
        self.all().into_iter().filter_map(name).collect()
    }

    /// Two works can have one title and one year: the parts of a report, or "Iron" by two people.
    fn contradicts(&self, other: &Self) -> bool {
        let mut pairs = self.all().into_iter().zip(other.all());
        pairs.any(|((_, own), (_, other))| own.is_some() && other.is_some() && own != other)
            || self
                .by
                .as_ref()
                .zip(other.by.as_ref())
                .is_some_and(|(own, other)| !is_one_name(own, other))
    }

    fn learn(&mut self, other: Self) {
        self.pmid = self.pmid.take().or(other.pmid);
        self.doi = self.doi.take().or(other.doi);
        self.pmcid = self.pmcid.take().or(other.pmcid);
        self.by = self.by.take().or(other.by);
    }
}

/// Two surnames that a slip or a particle left out sets apart are one.
fn is_one_name(one: &str, other: &str) -> bool {
    one.ends_with(other) || other.ends_with(one) || is_near(one, other)
}

/// The letters of the title, with the year. Where there is no year the first author must do: "Iron" is the title of many
/// a page. Where there is no title, the address.
fn titled(record: &Record) -> Option<String> {
    let Some(title) = &record.title else {
        let url = record.url.as_ref()?;
        return Some(format!("url {url}"));
    };
    let letters: String = title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let first = record.authors.first().map(|author| match author {
        Author::Person { family, .. } => family,
        Author::Organisation(name) => name,
    });
    let which = record.year.as_ref().or(first);
    let which = which.map(String::as_str).unwrap_or_default();
    Some(format!("title {letters} {which}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(organisation: &str, title: &str) -> Record {
        Record {
            authors: vec![Author::Organisation(organisation.into())],
            title: Some(title.into()),
            ..Record::default()
        }
    }

    #[test]
    fn pages_of_one_title_and_no_year_are_told_apart_by_their_author() {
        let mut known = KnownWorks::default();
        assert_eq!(known.add(&page("NHS", "Iron")), (0, true));
        assert_eq!(known.add(&page("WHO", "Iron")), (1, true));
        assert_eq!(known.add(&page("NHS", "Iron.")), (0, false));
    }

    #[test]
    fn of_very_many_works_of_one_title_each_is_found_again() {
        let letters = [
            "Arch", "Bish", "Carv", "Dyer", "Fish", "Glov", "Hatt", "Mill",
        ];
        let names: Vec<String> = (0..512)
            .map(|at| [at / 64, at / 8 % 8, at % 8].map(|at| letters[at]).concat())
            .collect();
        let by = |family: &str| Record {
            authors: vec![Author::person(family, "A")],
            ..page("NHS", "Iron")
        };
        let mut known = KnownWorks::default();
        for name in &names {
            known.add(&by(name));
        }
        for (at, name) in names.iter().enumerate() {
            assert_eq!(known.find(&by(name)), Some(at), "{name}");
        }
        assert_eq!(known.find(&by("Zimmermann")), None);
    }

    #[test]
    fn what_one_record_tells_of_a_work_finds_it_by_another() {
        let mut known = KnownWorks::default();
        let by_title = page("NHS", "Iron");
        let with_pmid = Record {
            pmid: Some("31".into()),
            ..by_title.clone()
        };
        let by_pmid = Record {
            pmid: Some("31".into()),
            ..Record::default()
        };
        let with_other = Record {
            pmid: Some("32".into()),
            ..by_title.clone()
        };
        assert_eq!(known.add(&by_title), (0, true));
        assert_eq!(known.add(&with_pmid), (0, false));
        assert!(known.holds(&by_pmid));
        assert!(!known.holds(&with_other));
    }

    #[test]
    fn one_title_and_year_by_two_people_are_two_works() {
        let by = |family: &str| Record {
            authors: vec![Author::person(family, "A")],
            title: Some("Iron".into()),
            year: Some("2020".into()),
            ..Record::default()
        };
        let mut known = KnownWorks::default();
        assert_eq!(known.add(&by("Pickering")), (0, true));
        assert_eq!(known.add(&by("Wienecke")), (1, true));
        assert_eq!(known.add(&by("Pickerng")), (0, false), "a slip");
        assert_eq!(known.add(&by("van der Wienecke")), (1, false), "a particle");
    }
}
