//! Completing records from the works of a library: a record that was cut short gets its whole list of authors and the full
//! name of its journal, a bare identifier gets everything.
//!
//! Nothing is invented: authors come from a record of the same work by PMID, DOI or PMCID; a journal's name from the same
//! work, or where it is the only name of the library that the short one can stand for.

use std::collections::{HashMap, HashSet};

use super::{KnownWorks, Record, Work};

/// What was taken from the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Completed {
    Authors,
    Container,
}

impl std::fmt::Display for Completed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Authors => "Authors from the library",
            Self::Container => "Journal from the library",
        })
    }
}

/// Was something of this record cut short that a library may know?
pub fn is_short(record: &Record) -> bool {
    record.et_al || has_short_container(record)
}

/// Does this record give identifiers and nothing else?
pub fn is_bare(record: &Record) -> bool {
    let is_named = !KnownWorks::identifiers(record).is_empty();
    let said = [&record.year, &record.title, &record.container];
    is_named && record.authors.is_empty() && said.iter().all(|part| part.is_none())
}

/// Does it tell who wrote what, so that a bare record can be completed from it?
pub fn is_in_full(record: &Record) -> bool {
    !record.authors.is_empty() && record.title.is_some()
}

/// Completes the records that were cut short from the works whose entries agree in that, told by the number of the work.
/// Says for each record what was taken.
pub fn complete(
    records: &mut [Record],
    works: &[Work],
    agree: impl Fn(usize, Completed) -> bool,
) -> Vec<Vec<Completed>> {
    let mut taken: Vec<Vec<Completed>> = vec![Vec::new(); records.len()];
    if !records.iter().any(is_short) {
        return taken;
    }
    let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate().filter(|(_, one)| is_short(one)) {
        for name in KnownWorks::identifiers(record) {
            wanted.entry(name).or_default().push(at);
        }
    }
    let mut journals: HashSet<&str> = HashSet::new();
    for (number, work) in works.iter().enumerate() {
        let known = &work.record;
        journals.extend(known.container.as_deref());
        for at in KnownWorks::identifiers(known)
            .iter()
            .filter_map(|name| wanted.get(name))
            .flatten()
        {
            if let (Some(record), Some(taken)) = (records.get_mut(*at), taken.get_mut(*at)) {
                record.complete_from(known, |part| agree(number, part), taken);
            }
        }
    }
    for (record, taken) in records.iter_mut().zip(&mut taken) {
        if !has_short_container(record) {
            continue;
        }
        let short = record.container.clone().unwrap_or_default();
        let mut fit = journals.iter().filter(|name| shortens(&short, name));
        if let (Some(full), None) = (fit.next(), fit.next()) {
            record.container = Some((*full).to_owned());
            taken.push(Completed::Container);
        }
    }
    taken
}

impl Record {
    /// The record of the same work in full, with the identifiers that only this one gives.
    #[must_use]
    pub fn completed_from(&self, known: &Self) -> Self {
        let other = |known: &Option<String>, own: &Option<String>| known.clone().or(own.clone());
        Self {
            pmid: other(&known.pmid, &self.pmid),
            pmcid: other(&known.pmcid, &self.pmcid),
            doi: other(&known.doi, &self.doi),
            ..known.clone()
        }
    }

    /// Takes what is cut short from another record of the same work.
    fn complete_from(
        &mut self,
        known: &Self,
        agree: impl Fn(Completed) -> bool,
        taken: &mut Vec<Completed>,
    ) {
        let has_more = self.et_al && !known.et_al && known.authors.len() > self.authors.len();
        if has_more && agree(Completed::Authors) {
            self.authors = known.authors.clone();
            self.et_al = false;
            taken.push(Completed::Authors);
        }
        if let (true, Some(short), Some(full)) =
            (has_short_container(self), &self.container, &known.container)
            && shortens(short, full)
            && agree(Completed::Container)
        {
            self.container = known.container.clone();
            taken.push(Completed::Container);
        }
    }
}

fn has_short_container(record: &Record) -> bool {
    record.container.is_some() && record.container == record.container_short
}

/// `J Clin Nutr` for `The Journal of Clinical Nutrition`: each word begins the full one, and no word is left over.
fn shortens(short: &str, full: &str) -> bool {
    let (short, full) = (words(short), words(full));
    short != full
        && short.len() == full.len()
        && short
            .iter()
            .zip(&full)
            .all(|(short, full)| full.starts_with(short.as_str()))
}

/// The words of a journal's name that its short form keeps.
fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| {
            !matches!(
                word.as_str(),
                "" | "the" | "of" | "and" | "in" | "for" | "on" | "a" | "an" | "de"
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::sources;
    use crate::references::{Author, Lack, lacks, of_source};

    const LIBRARY: &str = "## Sources\n\n\
        1. Eastby J, Jessamy K, Holt L (2020). Rest. The Journal of Field Notes. PMID: 5.\n\
        2. Moss M (2019). Tea. Annals of Tea. DOI: 10.5555/Tea.\n\
        3. Reed R (2018). Tea. Annals of Teaching.\n";

    fn short(container: &str, pmid: Option<&str>, et_al: bool) -> Record {
        Record {
            authors: vec![Author::person("Eastby", "J")],
            et_al,
            container: Some(container.into()),
            container_short: Some(container.into()),
            pmid: pmid.map(str::to_owned),
            ..Record::default()
        }
    }

    /// The works that the library lists.
    fn library() -> Vec<Work> {
        let sources = sources::of(LIBRARY);
        let records = sources.iter().map(|source| of_source(LIBRARY, source));
        records.map(Work::new).collect()
    }

    #[test]
    fn a_list_cut_short_and_a_short_journal_are_completed_from_the_same_work() {
        let mut records = [short("J Field Notes", Some("5"), true)];
        let taken = complete(&mut records, &library(), |_, _| true);
        assert_eq!(taken, [[Completed::Authors, Completed::Container]]);
        assert_eq!(records[0].authors.len(), 3);
        assert!(!records[0].et_al);
        assert_eq!(
            records[0].container.as_deref(),
            Some("The Journal of Field Notes")
        );
        assert!(!lacks(&records[0]).contains(&Lack::FullContainer));
    }

    #[test]
    fn a_short_journal_is_completed_where_one_name_only_fits() {
        let mut records = [
            short("J. Field Notes", None, false),
            short("Ann Tea", None, false),
            short("J Field", None, false),
            short("Unknown", Some("6"), true),
        ];
        let taken = complete(&mut records, &library(), |_, _| true);
        assert_eq!(taken, [vec![Completed::Container], vec![], vec![], vec![]]);
        assert!(lacks(&records[1]).contains(&Lack::FullContainer), "two fit");
        assert!(lacks(&records[3]).contains(&Lack::AllAuthors));
    }

    #[test]
    fn a_whole_record_is_left_as_it_is() {
        let whole = Record {
            container: Some("J Field Notes".into()),
            pmid: Some("5".into()),
            authors: vec![Author::person("Other", "O")],
            ..Record::default()
        };
        let mut records = [whole.clone()];
        assert_eq!(complete(&mut records, &library(), |_, _| true), [[]]);
        assert_eq!(records, [whole]);
    }
}
