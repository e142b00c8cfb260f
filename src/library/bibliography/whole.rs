//! What the entries of a library say of a work that a reference names by an identifier and nothing else.
//!
//! Nothing is chosen here: where entries disagree, every version is given.

use super::differences::{self, Sense};
use super::{Bibliography, Listing, field_text};
use crate::entry::sources::SourceField;
use crate::references::{self, Completed, KnownWorks, Record};

/// What is known of a work in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whole<'b> {
    /// No entry lists it in full, or the record needs nothing.
    Unknown,
    /// The fullest line of those that list it, which all agree.
    One(&'b Listing),
    /// Entries list it differently: the fullest line of each kind.
    Several(Vec<&'b Listing>),
    /// The entries give one of its identifiers to another work, or the work another identifier.
    Contradicted(Vec<&'b Listing>),
}

impl Bibliography {
    /// What the entries say of the work of a bare record.
    pub fn whole(&self, record: &Record) -> Whole<'_> {
        if !references::is_bare(record) {
            return Whole::Unknown;
        }
        let works = self.known.works_of(record);
        let listings: Vec<Listing> = works
            .iter()
            .flat_map(|work| self.listings(*work))
            .filter(|listing| references::is_in_full(&listing.record))
            .cloned()
            .collect();
        let fields = differences::fields(&listings);
        let records: Vec<&Record> = listings.iter().map(|it| &*it.record).collect();
        let senses: Vec<Sense> = fields
            .iter()
            .map(|field| Sense::of(*field, &records))
            .collect();
        // The fullest line of each kind; the first of two that are as full.
        let mut kinds: Vec<(Vec<Option<String>>, &Listing)> = Vec::new();
        let all = works.iter().flat_map(|work| self.listings(*work));
        for listing in all.filter(|listing| references::is_in_full(&listing.record)) {
            let kind = senses.iter().map(|sense| sense.key(&listing.record));
            let kind: Vec<Option<String>> = kind.collect();
            match kinds.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, best)) if fullness(&listing.record) > fullness(&best.record) => {
                    *best = listing;
                }
                Some(_) => {}
                None => kinds.push((kind, listing)),
            }
        }
        let kinds: Vec<&Listing> = kinds.into_iter().map(|(_, listing)| listing).collect();
        let contradicts = |listing: &&Listing| is_contradicted(record, &listing.record);
        match kinds.as_slice() {
            [] => Whole::Unknown,
            _ if works.len() > 1 || kinds.iter().any(contradicts) => Whole::Contradicted(kinds),
            [one] => Whole::One(one),
            _ => Whole::Several(kinds),
        }
    }

    /// Completes the records that were cut short from works on which the entries agree. Says for each what was taken.
    pub fn complete(&self, records: &mut [Record]) -> Vec<Vec<Completed>> {
        references::complete(records, self.works(), |work, taken| {
            let field = match taken {
                Completed::Authors => SourceField::Authors,
                Completed::Container => SourceField::Container,
            };
            !self.differing(work).contains(&field)
        })
    }
}

/// How many parts a record has, its authors in full before all.
fn fullness(record: &Record) -> (bool, usize) {
    let parts = SourceField::ALL.into_iter();
    let parts = parts.filter(|field| field_text(record, *field).is_some());
    (!record.et_al, parts.count())
}

/// Do the two give one kind of identifier differently?
fn is_contradicted(record: &Record, known: &Record) -> bool {
    let own = KnownWorks::identifiers(record);
    let known = KnownWorks::identifiers(known);
    let kind = |name: &str| name.split(' ').next().map(str::to_owned);
    own.iter().any(|name| {
        let mut same_kind = known.iter().filter(|other| kind(other) == kind(name));
        same_kind.any(|other| other != name)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::library::EntryKey;

    fn library(entries: &[(&str, &str)]) -> Bibliography {
        let texts = entries.iter().map(|(name, sources)| {
            let text: Arc<str> = format!("# A\n\n## Sources\n\n{sources}\n").into();
            (EntryKey::new(name), text)
        });
        Bibliography::read(texts.collect(), None)
    }

    fn pmid(pmid: &str) -> Record {
        Record {
            pmid: Some(pmid.into()),
            ..Record::default()
        }
    }

    /// The entries whose lines are told, and how.
    fn told(library: &Bibliography, record: &Record) -> String {
        let files = |listings: &[&Listing]| {
            let files = listings.iter().map(|it| it.entry.file());
            files.collect::<Vec<_>>().join(" ")
        };
        match library.whole(record) {
            Whole::Unknown => "unknown".into(),
            Whole::One(one) => format!("one {}", files(&[one])),
            Whole::Several(all) => format!("several {}", files(&all)),
            Whole::Contradicted(all) => format!("contradicted {}", files(&all)),
        }
    }

    const IRON: &str = "1. Moss M, Reed R (2018). Iron. Field Notes. PMID: 90000005.";

    #[test]
    fn a_bare_identifier_is_told_in_full_by_the_fullest_line() {
        let with_doi =
            "3. Moss M, Reed R (2018). Iron. Field Notes. PMID: 90000005. DOI: 10.5555/iron.";
        let library = library(&[
            ("a.md", "1. PMID: 90000005."),
            ("b.md", IRON),
            ("c.md", with_doi),
            (
                "d.md",
                "1. Moss M et al. (2018). Iron. Field Notes. PMID: 90000005.",
            ),
        ]);
        let doi = Record {
            doi: Some("10.5555/IRON".into()),
            ..Record::default()
        };
        for record in [pmid("90000005"), doi] {
            assert_eq!(told(&library, &record), "one c.md");
        }
        assert_eq!(told(&library, &pmid("90000006")), "unknown");
        let says_something = Record {
            title: Some("Iron".into()),
            ..pmid("90000005")
        };
        assert_eq!(told(&library, &says_something), "unknown");
    }

    #[test]
    fn where_entries_differ_each_is_told() {
        let other = IRON.replace("2018", "2019");
        let library = library(&[("a.md", IRON), ("b.md", &other), ("c.md", IRON)]);
        assert_eq!(told(&library, &pmid("90000005")), "several a.md b.md");
    }

    #[test]
    fn identifiers_of_two_works_are_never_one() {
        let tea = "1. Cole C (2019). Tea. Field Notes. PMID: 90000006. DOI: 10.5555/tea.";
        let library = library(&[("a.md", IRON), ("b.md", tea)]);
        let mixed = Record {
            doi: Some("10.5555/tea".into()),
            ..pmid("90000005")
        };
        assert_eq!(told(&library, &mixed), "contradicted a.md b.md");
        let other_pmid = Record {
            doi: Some("10.5555/tea".into()),
            ..pmid("90000007")
        };
        assert_eq!(told(&library, &other_pmid), "contradicted b.md");
    }

    #[test]
    fn a_list_cut_short_is_not_completed_where_entries_differ_in_it() {
        let other = IRON.replace("Reed R", "Holt L");
        for (entries, authors) in [
            (vec![("a.md", IRON)], 2),
            (vec![("a.md", IRON), ("b.md", other.as_str())], 1),
        ] {
            let mut records = [Record {
                authors: vec![references::Author::person("Moss", "M")],
                et_al: true,
                ..pmid("90000005")
            }];
            library(&entries).complete(&mut records);
            assert_eq!(records[0].authors.len(), authors);
        }
    }
}
