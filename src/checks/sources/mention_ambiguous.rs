//! A citation that fits several sources.
//!
//! Leaves alone: names without a year, which never promised to mean one source.

use std::collections::HashSet;

use super::citation::{words, year_at};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::citations::Match;
use crate::entry::sources::SourceField;

pub(super) const CHECK: Check = Check {
    id: "mention-ambiguous",
    group: Group::Sources,
    title: "Ambiguous mention",
    level: Level::Note,
    reason: "Readers can’t tell which is meant; add a PMID, or a letter after the year",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let mut told: HashSet<String> = HashSet::new();
    for citation in &subject.citations().list {
        let Match::Ambiguous(fit) = &citation.found else {
            continue;
        };
        if citation.weight().is_none() {
            continue;
        }
        let said = words(citation);
        if told.contains(&said) {
            continue;
        }
        let sources: Vec<_> = fit
            .iter()
            .filter_map(|at| subject.sources.get(*at))
            .collect();
        let numbers: Vec<String> = sources
            .iter()
            .map(|source| source.number.to_string())
            .collect();
        let message = format!("“{said}” may be source {}", either(&numbers));
        // Where the list tells its years apart by letters, the letter can be written here.
        let lettered: Option<Vec<Fix>> = sources
            .iter()
            .map(|source| {
                let year = source.value(subject.text, SourceField::Year)?;
                let place = year_at(subject, citation)?;
                let is_lettered = year.ends_with(|c: char| c.is_ascii_lowercase());
                let label = format!("Write {year}, of source {}", source.number);
                is_lettered.then(|| Fix::new(label, Edit::new(place, year.as_ref())))
            })
            .collect();
        let fixes = lettered.unwrap_or_default();
        found.add(citation.range.clone(), message, fixes);
        told.insert(said);
    }
}

/// `2, 3 or 5`
fn either(numbers: &[String]) -> String {
    match numbers {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::{Fixture, found};

    const SAME: &str = "1. Archer A (2019). Tea in the morning. Nutrients. PMID: 111.\n2. Archer A, Bell B (2019). Milk. Nutrients. PMID: 112.\n";

    #[test]
    fn a_citation_of_two_sources_is_noted_once() {
        assert_eq!(
            found(
                &entry("Archer 2019, and Archer 2019 again.", SAME),
                "mention-ambiguous"
            ),
            ["3:1 \"Archer 2019\" “Archer 2019” may be source 1 or 2"]
        );
        let three = format!("{SAME}3. Archer A (2019). Water. Nutrients. PMID: 113.\n");
        assert_eq!(
            found(&entry("As Archer (2019) saw.", &three), "mention-ambiguous"),
            ["3:4 \"Archer (2019)\" “Archer (2019)” may be source 1, 2 or 3"]
        );
    }

    #[test]
    fn the_letter_of_either_can_be_written() {
        let lettered = SAME
            .replacen("2019", "2019a", 1)
            .replacen("(2019)", "(2019b)", 1);
        let text = entry("Archer 2019 saw.", &lettered);
        assert_eq!(
            Fixture::new(&text).fixes("mention-ambiguous"),
            ["Write 2019a, of source 1", "Write 2019b, of source 2"]
        );
        assert_eq!(
            Fixture::new(&text).fixed("mention-ambiguous"),
            entry("Archer 2019a saw.", &lettered)
        );
    }

    #[test]
    fn what_fits_one_source_is_left_alone() {
        for (prose, sources) in [
            ("Archer 2019, Carver 2020.", TWO),
            ("Archer and Bell 2019, Archer 2019 (PMID 111).", SAME),
            ("Archer said so.", SAME),
        ] {
            assert_eq!(
                found(&entry(prose, sources), "mention-ambiguous"),
                SILENCE,
                "{prose}"
            );
        }
    }
}
