//! Sources with nothing that leads to them, no PMID, PMCID, DOI or address: one note that lists them.

use super::numbers::sources;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::sources::Source;

pub(super) const CHECK: Check = Check {
    id: "source-no-identifier",
    group: Group::Sources,
    title: "Source without PMID, DOI or address",
    level: Level::Note,
    reason: "Readers have to search for it by title",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let lacking = |source: &&Source| {
        let has = source.pmid.is_some()
            || source.pmcid.is_some()
            || source.doi.is_some()
            || source.url.is_some()
            || !source.doubts.is_empty();
        let words = subject.at(&source.line);
        let is_said = [
            "ISBN", "NBK", "NCT", "ISRCTN", "DOI:", "PMID:", "](", "arXiv",
        ]
        .iter()
        .any(|said| words.contains(said));
        !has && !is_said && source.unread.is_none()
    };
    let lacking: Vec<&Source> = subject.sources.iter().filter(lacking).collect();
    let Some(first) = lacking.first() else {
        return;
    };
    let numbers: Vec<u32> = lacking.iter().map(|source| source.number).collect();
    let message = format!(
        "{} no PMID, DOI or address",
        sources(&numbers, "has", "have")
    );
    let place = first.title.as_ref().unwrap_or(&first.number_at);
    found.add(place.clone(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::found;

    #[test]
    fn a_source_that_nothing_leads_to_is_noted() {
        for line in [
            "1. Archer A (2019). Tea. Nutrients.\n",
            "1. NHS (2019). Tea. NHS website.\n",
            "1. Archer A, Bell B. Tea. Nutrients. 2019;12(3):45.\n",
        ] {
            let found = found(&entry("Tea.", line), "source-no-identifier");
            assert_eq!(found.len(), 1, "{line}");
            assert!(
                found[0].contains("\"Tea\" Source 1 has no PMID, DOI or address"),
                "{found:?}"
            );
        }
    }

    #[test]
    fn several_are_one_note() {
        let sources = "1. Archer A (2019). Tea. Nutrients.\n\
            2. Bell B (2019). Milk. Nutrients. PMID: 112.\n\
            3. Carver C (2020). Salt. Nutrients.\n";
        assert_eq!(
            found(&entry("Tea.", sources), "source-no-identifier"),
            ["7:21 \"Tea\" Sources 1 and 3 have no PMID, DOI or address"]
        );
    }

    #[test]
    fn anything_that_leads_to_it_is_enough() {
        for written in [
            "PMID: 111",
            "PMCID: PMC111",
            "DOI: 10.5555/a",
            "https://a.example/b",
            "ISBN 978-0-12",
            "NBK507250",
            "DOI: 10.5",
            "[here](https://a.example)",
        ] {
            let line = format!("1. Archer A (2019). Tea. Nutrients. {written}.\n");
            assert_eq!(
                found(&entry("Tea.", &line), "source-no-identifier"),
                SILENCE,
                "{written}"
            );
        }
        assert_eq!(
            found(
                &entry("Tea.", "1. A line of words\n"),
                "source-no-identifier"
            ),
            SILENCE
        );
    }
}
