//! The works of generated libraries: a consistent one has no differences and no duplicates, and what is planted is found
//! exactly.

use std::sync::Arc;

use copydesk::entry::sources::SourceField;
use copydesk::house_style::HouseStyle;
use copydesk::library::bibliography::Reason;
use copydesk::library::{self, Bibliography, EntryKey};
use proptest::prelude::*;

#[path = "support/house_library.rs"]
mod house_library;

const ENTRIES: usize = 24;

/// A generated library in which the first source of one entry is listed by the two entries after it, too.
struct Shelf {
    texts: Vec<(EntryKey, String)>,
    first: usize,
    line: String,
}

impl Shelf {
    fn new(seed: u64, first: usize) -> Self {
        let mut texts: Vec<(EntryKey, String)> = (0..ENTRIES)
            .map(|number| {
                let (_, text) = house_library::entry(number, seed);
                (EntryKey::new(format!("{number:02}.md")), text)
            })
            .collect();
        let lines = texts[first].1.lines();
        let line = lines.rev().find_map(|line| line.strip_prefix("1. "));
        let line = line.expect("it has sources").to_owned();
        for (_, text) in &mut texts[first + 1..first + 3] {
            let last = text.rfind("\n5. ").expect("it has five sources") + 1;
            let end = last + text[last..].find('\n').expect("a line end") + 1;
            text.insert_str(end, &format!("6. {line}\n"));
        }
        Self { texts, first, line }
    }

    /// In the last of the three entries the line says something else.
    #[track_caller]
    fn plant(&mut self, change: impl FnOnce(&str) -> String) {
        let changed = change(&self.line);
        assert_ne!(changed, self.line);
        let text = &mut self.texts[self.first + 2].1;
        *text = text.replace(&format!("6. {}", self.line), &format!("6. {changed}"));
    }

    fn read(&self) -> Bibliography {
        let texts = self.texts.iter();
        let texts = texts.map(|(key, text)| (key.clone(), Arc::from(text.as_str())));
        Bibliography::read(texts.collect(), None)
    }
}

/// The works with differences, each with its entries and the fields.
fn differing(read: &Bibliography) -> Vec<(Vec<String>, Vec<SourceField>)> {
    (0..read.works().len())
        .filter(|work| !read.differing(*work).is_empty())
        .map(|work| {
            let entries = read.listings(work).iter().map(|it| it.entry.file());
            (entries.collect(), read.differing(work).to_vec())
        })
        .collect()
}

/// The line without its DOI, and with another year.
fn without_doi(line: &str) -> String {
    let (line, _) = line.split_once(" DOI: ").expect("it has a DOI");
    line.to_owned()
}

fn with_year(line: &str, by: i32) -> String {
    let at = line.find('(').expect("it has a year") + 1;
    let year: i32 = line[at..at + 4].parse().expect("four digits");
    format!("{}{}{}", &line[..at], year + by, &line[at + 4..])
}

#[test]
fn the_works_of_a_folder_are_those_of_its_files() {
    let folder = tempfile::tempdir().expect("a folder");
    house_library::write_library(folder.path(), 20, 7).expect("written");
    let opened = library::open(folder.path(), &HouseStyle::default());
    let (library, _) = opened.expect("it opens");
    let texts = library
        .rows()
        .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())));
    let read = Bibliography::read(texts.collect(), None);
    assert_eq!(read.works().len(), 100);
    for work in 0..100 {
        let listing = &read.listings(work)[0];
        let text = read.text(&listing.entry).expect("it was read");
        let title = read.works()[work].record.title.as_deref();
        assert!(text[listing.at..].contains(title.expect("a title")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_consistent_library_has_no_differences_and_no_duplicates(seed: u64, first in 0..ENTRIES - 2) {
        let shelf = Shelf::new(seed, first);
        let read = shelf.read();
        prop_assert_eq!(differing(&read), []);
        prop_assert_eq!(read.likely(), []);
        let listings: usize = (0..read.works().len()).map(|work| read.listings(work).len()).sum();
        prop_assert_eq!(listings, ENTRIES * 5 + 2);
        prop_assert_eq!(read.works().len(), ENTRIES * 5);
        let shared: Vec<usize> = read.works().iter().map(|work| work.texts).filter(|texts| *texts > 1).collect();
        prop_assert_eq!(shared, [3]);
    }

    #[test]
    fn a_planted_difference_is_found_in_its_field_and_nowhere_else(seed: u64, first in 0..ENTRIES - 2, kind in 0..4_usize) {
        let mut shelf = Shelf::new(seed, first);
        let field = [SourceField::Container, SourceField::Year, SourceField::Title, SourceField::Authors][kind];
        shelf.plant(|line| match field {
            SourceField::Container => line.replace(". DOI", " (Online). DOI"),
            SourceField::Year => with_year(line, 1),
            SourceField::Title => line.replace("everyday practice", "daily practice"),
            _ => format!("Z{line}"),
        });
        let entries = (first..first + 3).map(|number| format!("{number:02}.md")).collect();
        let read = shelf.read();
        prop_assert_eq!(differing(&read), [(entries, vec![field])]);
        prop_assert_eq!(read.likely(), []);
    }

    #[test]
    fn a_planted_duplicate_is_found_with_its_reason_and_no_other(seed: u64, first in 0..ENTRIES - 2, kind in 0..4_usize) {
        let mut shelf = Shelf::new(seed, first);
        let reason = [Reason::YearApart, Reason::NearTitle, Reason::OtherIdentifier, Reason::NoYear][kind];
        shelf.plant(|line| match reason {
            Reason::YearApart => with_year(&without_doi(line), -1),
            Reason::NearTitle => without_doi(line).replace("everyday practice", "everyday practise"),
            Reason::OtherIdentifier => line.replace("10.5555/", "10.5555/x"),
            _ => {
                let line = without_doi(line);
                let at = line.find(" (").expect("it has a year");
                format!("{}{}", &line[..at], &line[at + 7..])
            }
        });
        let read = shelf.read();
        prop_assert_eq!(differing(&read), []);
        let reasons: Vec<Reason> = read.likely().iter().map(|it| it.reason).collect();
        prop_assert_eq!(reasons, [reason]);
        let pair = read.likely()[0].works;
        let entries: Vec<String> = [pair.0, pair.1]
            .iter()
            .map(|work| read.listings(*work).last().expect("listed").entry.file())
            .collect();
        prop_assert_eq!(entries, [format!("{:02}.md", first + 1), format!("{:02}.md", first + 2)]);
    }
}
