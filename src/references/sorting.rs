//! What lists of works are sorted by.

use super::works::folded;
use super::{Author, Record};

/// Sorts by the names of the authors as they are printed (particles count), then by year and title; a work without authors
/// goes by its title.
pub fn by_author(record: &Record) -> impl Ord + use<> {
    let names: Vec<String> = record.authors.iter().map(name).collect();
    let title = folded(record.title.as_deref().unwrap_or_default());
    let first = match names.as_slice() {
        [] => vec![title.clone()],
        _ => names,
    };
    (first, record.year.clone().unwrap_or_default(), title)
}

/// Sorts by year, oldest first, then as [`by_author`] does; works without a year go last.
pub fn by_year(record: &Record) -> impl Ord + use<> {
    (
        record.year.is_none(),
        record.year.clone(),
        by_author(record),
    )
}

fn name(author: &Author) -> String {
    match author {
        Author::Person { family, given } => folded(&format!(
            "{family} {}",
            given.as_deref().unwrap_or_default()
        )),
        Author::Organisation(name) => folded(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(authors: &[&str], year: Option<&str>, title: &str) -> Record {
        Record {
            authors: authors.iter().map(|it| Author::person(*it, "A")).collect(),
            year: year.map(str::to_owned),
            title: Some(title.to_owned()),
            ..Record::default()
        }
    }

    #[test]
    fn works_are_sorted_as_a_reader_looks_for_them() {
        let works = [
            work(&["Łopacki"], Some("2001"), "E"),
            work(&["Archer", "Bell"], Some("1999"), "D"),
            work(&["Archer"], None, "C"),
            work(&["archer"], Some("2020a"), "B"),
            work(&[], Some("2005"), "Apples"),
        ];
        let titles = |works: Vec<&Record>| -> Vec<String> {
            works
                .into_iter()
                .filter_map(|it| it.title.clone())
                .collect()
        };
        let mut sorted: Vec<&Record> = works.iter().collect();
        sorted.sort_by_cached_key(|work| by_author(work));
        assert_eq!(titles(sorted), ["Apples", "C", "B", "D", "E"]);
        let mut sorted: Vec<&Record> = works.iter().collect();
        sorted.sort_by_cached_key(|work| by_year(work));
        assert_eq!(titles(sorted), ["D", "E", "Apples", "B", "C"]);
    }
}
