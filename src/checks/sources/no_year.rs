//! Sources without a year: one note that lists them.
//!
//! Leaves alone: lines that were not read in parts.

use super::numbers::sources;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::sources::{Source, undated_in};

pub(super) const CHECK: Check = Check {
    id: "source-no-year",
    group: Group::Sources,
    title: "Source without a year",
    level: Level::Note,
    reason: "Readers can’t tell how old it is or find it",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let lacking = |source: &&Source| {
        let words = subject.at(&source.line);
        // Who wrote `n.d.` or a day of access has said what there is to say.
        let is_said =
            source.accessed.is_some() || words.contains("(n.d.") || undated_in(words).is_some();
        source.year.is_none() && source.unread.is_none() && !is_said
    };
    let lacking: Vec<&Source> = subject.sources.iter().filter(lacking).collect();
    let Some(first) = lacking.first() else {
        return;
    };
    let numbers: Vec<u32> = lacking.iter().map(|source| source.number).collect();
    let message = format!("{} no year", sources(&numbers, "has", "have"));
    let authors = first.authors.as_ref();
    let place = authors.map_or(&first.number_at, |authors| &authors.range);
    found.add(place.clone(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::found;

    #[test]
    fn a_source_without_a_year_is_noted() {
        for (line, marked) in [
            (
                "1. Murck H et al. Tea and stress. Bookshelf. PMID: 111.\n",
                "Murck H et al.",
            ),
            (
                "1. NHS. Iron. NHS website. https://a.example/iron.\n",
                "NHS",
            ),
            (
                "1. Archer A, Bell B. Tea in 2019. Nutrients. PMID: 111.\n",
                "Archer A, Bell B",
            ),
        ] {
            let found = found(&entry("Tea.", line), "source-no-year");
            assert_eq!(found.len(), 1, "{line}");
            assert!(
                found[0].contains(&format!("{marked:?} Source 1 has no year")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn several_are_one_note() {
        let sources = "1. Archer A. Tea. Nutrients. PMID: 111.\n\
            2. Bell B (2019). Milk. Nutrients. PMID: 112.\n\
            3. Carver C. Salt. Nutrients. PMID: 113.\n\
            4. Dunn D. Iron. Nutrients. PMID: 114.\n";
        assert_eq!(
            found(&entry("Tea.", sources), "source-no-year"),
            ["7:4 \"Archer A\" Sources 1, 3 and 4 have no year"]
        );
    }

    #[test]
    fn a_year_anywhere_or_a_word_about_it_is_enough() {
        for line in [
            "1. Archer A (2019). Tea. Nutrients.\n",
            "1. Archer A, Bell B. Tea. Nutrients. 2019;12(3):45.\n",
            "1. Archer A (n.d.). Tea. Nutrients.\n",
            "1. Archer A (in press). Tea. Nutrients.\n",
            "1. NHS. Iron. NHS website. https://a.example/iron. Accessed 3 May 2021.\n",
            "1. A line of words\n",
        ] {
            assert_eq!(
                found(&entry("Tea.", line), "source-no-year"),
                SILENCE,
                "{line}"
            );
        }
    }
}
