//! Every distinct work that the entries of a library list as a source: where it is listed, where its records differ, and
//! which works are likely one.
//!
//! [`KnownWorks`] decides which records are one work, here as for the picker of *Cite…*. A text that did not change is not
//! read again.
//!
//! Knows nothing of: windows, threads, what is done about a difference.

mod agree;
mod differences;
mod likely;
mod order;
mod whole;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::EntryKey;
use crate::entry::citations::Surnames;
use crate::entry::sources::{self, SourceField};
use crate::references::{Author, KnownWorks, Record, Work, authors, initials, of_source};

pub use agree::{FieldWish, Revised, Revision, edits_for, wishes};
pub use differences::{Discrepancy, Variant};
pub use likely::{Likely, Reason};
pub use order::Order;
pub use whole::Whole;

/// The works of a library, in the order in which its entries list them first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    files: Vec<File>,
    works: Vec<Work>,
    /// Of each work, where it is listed.
    listings: Vec<Vec<Listing>>,
    /// Of each work, the fields in which its records differ.
    differing: Vec<Vec<SourceField>>,
    likely: Vec<Likely>,
    /// The works in each order.
    orders: HashMap<Order, Vec<usize>>,
    authors: Arc<Surnames>,
    known: KnownWorks,
}

/// One source line that names a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub entry: EntryKey,
    /// Its place among the sources of the entry, from 0.
    pub source: usize,
    /// Its number as written.
    pub number: u32,
    /// Where its words begin in the text.
    pub at: usize,
    pub record: Arc<Record>,
}

/// What was read from one text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    entry: EntryKey,
    text: Arc<str>,
    listings: Arc<[Listing]>,
}

impl Bibliography {
    /// Reads the works that these texts list, which come in the order of their keys. What was read `before` of a text that is still the same is
    /// taken over.
    pub fn read(texts: Vec<(EntryKey, Arc<str>)>, before: Option<&Self>) -> Self {
        let known: HashMap<&EntryKey, &File> = before
            .into_iter()
            .flat_map(|it| it.files.iter().map(|file| (&file.entry, file)))
            .collect();
        let files: Vec<File> = texts
            .into_par_iter()
            .map(|(entry, text)| match known.get(&entry) {
                Some(file) if Arc::ptr_eq(&file.text, &text) => (*file).clone(),
                _ => File::read(entry, text),
            })
            .collect();
        let mut bibliography = Self {
            files,
            ..Self::default()
        };
        bibliography.gather();
        bibliography
    }

    pub fn works(&self) -> &[Work] {
        &self.works
    }

    /// The text of an entry that its listings were read from.
    pub fn text(&self, entry: &EntryKey) -> Option<&Arc<str>> {
        let place = self.files.binary_search_by(|file| file.entry.cmp(entry));
        Some(&self.files.get(place.ok()?)?.text)
    }

    /// The number of the work of a record.
    pub fn work_of(&self, record: &Record) -> Option<usize> {
        self.known.find(record)
    }

    /// The surnames of all who wrote these works.
    pub fn authors(&self) -> &Arc<Surnames> {
        &self.authors
    }

    /// Where a work is listed, in the order of the entries.
    pub fn listings(&self, work: usize) -> &[Listing] {
        self.listings.get(work).map_or(&[], Vec::as_slice)
    }

    /// The fields in which the records of a work differ.
    pub fn differing(&self, work: usize) -> &[SourceField] {
        self.differing.get(work).map_or(&[], Vec::as_slice)
    }

    /// How the records of a work differ, field by field.
    pub fn differences(&self, work: usize) -> Vec<Discrepancy> {
        let listings = self.listings(work);
        let fields = self.differing(work).iter();
        fields
            .map(|field| Discrepancy::of(*field, listings))
            .collect()
    }

    /// Works that are likely one, surest first.
    pub fn likely(&self) -> &[Likely] {
        &self.likely
    }

    /// The works in this order. It is made with the reading, as sorting so many takes longer than a frame.
    pub fn in_order(&self, order: Order) -> &[usize] {
        self.orders.get(&order).map_or(&[], Vec::as_slice)
    }

    /// The names a work goes by: identifiers, else its title and year. They outlast an edit, as its number does not.
    pub fn names(&self, work: usize) -> BTreeSet<String> {
        let records = self.listings(work).iter().map(|listing| &listing.record);
        let mut names: BTreeSet<String> = records
            .clone()
            .flat_map(|record| KnownWorks::identifiers(record))
            .collect();
        if names.is_empty() {
            names.extend(records.filter_map(|record| KnownWorks::title_of(record)));
        }
        names
    }

    /// The work that goes by one of these names, and perhaps still has this number.
    pub fn by_names(&self, names: &BTreeSet<String>, number: usize) -> Option<usize> {
        let has = |work: &usize| !self.names(*work).is_disjoint(names);
        Some(number)
            .filter(has)
            .or_else(|| (0..self.works.len()).into_par_iter().find_first(has))
    }

    /// Puts together what is one work.
    fn gather(&mut self) {
        let mut known = KnownWorks::default();
        for file in &mut self.files {
            // A text that lists a work twice is one text.
            let mut here = HashSet::new();
            let mut listings = file.listings.to_vec();
            for listing in &mut listings {
                let (index, _) = known.add(&listing.record);
                let is_first = here.insert(index);
                match (self.works.get_mut(index), self.listings.get_mut(index)) {
                    (Some(work), Some(others)) => {
                        work.texts += usize::from(is_first);
                        // Lines that say the same are held once.
                        if work.record == listing.record {
                            listing.record = work.record.clone();
                        }
                        others.push(listing.clone());
                    }
                    _ => {
                        self.works.push(Work::new(listing.record.clone()));
                        self.listings.push(vec![listing.clone()]);
                    }
                }
            }
            file.listings = listings.into();
        }
        self.differing = self
            .listings
            .par_iter()
            .map(|listings| differences::fields(listings))
            .collect();
        self.likely = likely::find(&self.works, &self.listings, &known);
        self.orders = Order::ALL
            .into_iter()
            .map(|order| (order, order.of(&self.works)))
            .collect();
        self.authors = Arc::new(authors(&self.works));
        self.known = known;
    }
}

impl File {
    fn read(entry: EntryKey, text: Arc<str>) -> Self {
        // Most of the work is in finding the section: a text that names none is passed over.
        let sources = if text.contains(sources::SOURCES) {
            sources::of(&text)
        } else {
            Vec::new()
        };
        let listings = sources
            .iter()
            .enumerate()
            .filter(|(_, source)| source.unread.is_none())
            .map(|(index, source)| Listing {
                entry: entry.clone(),
                source: index,
                number: source.number,
                at: source.line.start,
                record: Arc::new(of_source(&text, source)),
            })
            .collect();
        Self {
            entry,
            text,
            listings,
        }
    }
}

/// What a record says in a field, as the house writes it.
pub fn field_text(record: &Record, field: SourceField) -> Option<Cow<'_, str>> {
    let value = match field {
        SourceField::Authors => return written_authors(record).map(Cow::Owned),
        SourceField::Year => &record.year,
        SourceField::Title => &record.title,
        SourceField::Container => &record.container,
        SourceField::Volume => &record.volume,
        SourceField::Issue => &record.issue,
        SourceField::Pages => &record.pages,
        SourceField::Pmid => &record.pmid,
        SourceField::Pmcid => &record.pmcid,
        SourceField::Doi => &record.doi,
        SourceField::Url => &record.url,
        SourceField::Accessed => &record.accessed,
    };
    value.as_deref().map(Cow::Borrowed)
}

fn written_authors(record: &Record) -> Option<String> {
    let names = record.authors.iter().map(|author| match author {
        Author::Person { family, given } => {
            let given = given.as_deref().map(initials).unwrap_or_default();
            format!("{family} {given}").trim_end().to_owned()
        }
        Author::Organisation(name) => name.clone(),
    });
    let mut names = names.collect::<Vec<_>>().join(", ");
    if record.et_al && !names.is_empty() {
        names.push_str(" et al.");
    }
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests;
