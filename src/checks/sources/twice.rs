//! The same source listed twice in one entry.
//!
//! Knows nothing of: other entries, which of the two is better.

use std::collections::HashMap;
use std::ops::Range;

use crate::checks::{Check, Findings, Fix, Group, Level, Mending, Subject};
use crate::entry::sources::{self, Field, Source};

pub(super) const CHECK: Check = Check {
    id: "source-twice",
    group: Group::Sources,
    title: "Source listed twice",
    level: Level::Warning,
    reason: "Readers count one study as two, and a mention no longer says which line is meant",
    mending: Mending::Offered,
    since: 1,
    look,
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, source) in subject.sources.iter().enumerate() {
        let mut first: Option<(usize, Field, Range<usize>)> = None;
        for (key, field, place) in keys(text, source) {
            let before = *seen.entry(key).or_insert(at);
            if before != at && first.is_none() {
                first = Some((before, field, place));
            }
        }
        let Some((before, field, place)) = first else {
            continue;
        };
        let Some(other) = subject.sources.get(before) else {
            continue;
        };
        let (one, two) = (other.number, source.number);
        let titles = [other, source]
            .map(|source| source.value(text, Field::Title).map(|title| folded(&title)));
        let [Some(title), Some(again)] = titles else {
            continue;
        };
        let value = source.value(text, field).unwrap_or_default();
        let name = field.label();
        let same = title == again;
        let message = match (field, same) {
            (Field::Title, _) => format!("Source {two} is source {one} again"),
            (_, true) => format!("Source {two} is source {one} again: {name} {value}"),
            (_, false) => {
                format!("Sources {one} and {two} have one {name}, {value}, and different titles")
            }
        };
        let delete = |index: usize, number: u32| {
            let edits = sources::remove(text, &subject.reading.outline, index).ok()?;
            Some(Fix::new(format!("Delete source {number}"), edits))
        };
        let both = [(at, two), (before, one)]
            .into_iter()
            .filter(|_| same && one != two);
        let fixes = both
            .filter_map(|(index, number)| delete(index, number))
            .collect();
        found.add(place, message, fixes);
    }
}

/// What no two sources share: an identifier, or title, author and year together.
fn keys(text: &str, source: &Source) -> Vec<(String, Field, Range<usize>)> {
    let mut keys = Vec::with_capacity(3);
    for field in [Field::Pmid, Field::Doi, Field::Pmcid] {
        if let (Some(place), Some(value)) = (source.at(field), source.value(text, field)) {
            keys.push((
                format!("{field:?} {}", value.to_lowercase()),
                field,
                place.clone(),
            ));
        }
    }
    if let (Some(place), Some(title)) = (source.at(Field::Title), source.value(text, Field::Title))
    {
        let authors = source.value(text, Field::Authors).unwrap_or_default();
        let year = source.value(text, Field::Year).unwrap_or_default();
        let address = source.value(text, Field::Url).unwrap_or_default();
        let first: String = authors
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let title = folded(&title);
        // Two of a series may have one title and no more: `Fact sheet`.
        if title.len() > 12 {
            let key = format!("{title} {} {year} {address}", first.to_lowercase());
            keys.push((key, Field::Title, place.clone()));
        }
    }
    keys
}

/// Letters and digits alone.
fn folded(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::bench::{Bench, found};

    const ONE: &str = "1. Archer A (2019). Tea in the morning. Nutrients. PMID: 111.\n";

    #[test]
    fn a_source_listed_again_is_found_by_its_identifier_or_its_title() {
        for (again, what) in [
            (
                "2. Archer A et al. (2019). Tea in the morning. Nutr J. PMID: 111.\n",
                "Source 2 is source 1 again: PMID 111",
            ),
            (
                "2. Archer A (2019). Tea in the Morning. Nutrients.\n",
                "Source 2 is source 1 again",
            ),
            (
                "2. Bell B (2018). Milk at night. Nutrients. PMID: 111.\n",
                "Sources 1 and 2 have one PMID, 111, and different titles",
            ),
        ] {
            let found = found(&entry("Tea.", &format!("{ONE}{again}")), "source-twice");
            assert_eq!(found.len(), 1, "{again}");
            assert!(
                found[0].starts_with("8:") && found[0].ends_with(what),
                "{found:?}"
            );
        }
        let doi = "1. Archer A (2019). Tea. Nutrients. DOI: 10.5555/AB.\n2. Archer A (2019). Tea. J. DOI: 10.5555/ab.\n";
        assert_eq!(
            found(&entry("Tea.", doi), "source-twice"),
            ["8:34 \"10.5555/ab\" Source 2 is source 1 again: DOI 10.5555/ab"]
        );
    }

    #[test]
    fn either_of_the_two_can_be_deleted() {
        let text = entry(
            "Tea.",
            &format!(
                "{ONE}2. Archer A (2019). Tea in the morning. J Nutr. PMID: 111.\n3. Bell B (2018). Milk. Nutrients.\n"
            ),
        );
        assert_eq!(
            Bench::new(&text).fixes("source-twice"),
            ["Delete source 2", "Delete source 1"]
        );
        assert_eq!(
            Bench::new(&text).fixed("source-twice"),
            entry(
                "Tea.",
                &format!("{ONE}2. Bell B (2018). Milk. Nutrients.\n")
            )
        );
    }

    #[test]
    fn different_sources_are_left_alone() {
        for sources in [
            "",
            ONE,
            "1. Archer A (2019). Tea in the morning. Nutrients. PMID: 111.\n2. Archer A (2020). Tea in the morning. Nutrients. PMID: 112.\n",
            "1. NHS. Iron in food and drink. NHS. https://a.example/iron.\n2. NHS. Iron in food and drink. NHS. https://a.example/tea.\n",
            "1. NHS (2020). Fact sheet. NHS.\n2. NHS (2020). Fact sheet. NHS.\n",
            "1. Words\n2. Words\n",
        ] {
            assert_eq!(
                found(&entry("Tea.", sources), "source-twice"),
                SILENCE,
                "{sources}"
            );
        }
    }
}
