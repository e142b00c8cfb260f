//! Web pages without the day they were read: one note that lists them, where the house style asks for it.
//!
//! Leaves alone: papers, which don't change.

use super::numbers::sources;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::sources::Source;

pub(super) const CHECK: Check = Check {
    id: "source-not-accessed",
    group: Group::Sources,
    title: "Web page without the day it was read (only where the house style gives this a level)",
    level: Level::Note,
    reason: "A web page changes, and nobody knows what it said that day",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let lacks = |source: &&Source| {
        let is_paper = source.pmid.is_some() || source.pmcid.is_some() || source.doi.is_some();
        source.url.is_some() && !is_paper && source.accessed.is_none()
    };
    let lacking: Vec<&Source> = subject.sources.iter().filter(lacks).collect();
    let Some(place) = lacking.first().and_then(|first| first.url.clone()) else {
        return;
    };
    let numbers: Vec<u32> = lacking.iter().map(|source| source.number).collect();
    let one = "is a web page that does not say when it was read";
    let several = "are web pages that do not say when they were read";
    found.add(place, sources(&numbers, one, several), Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::{Fixture, found};
    use crate::checks::{Level, all};

    const ID: &str = "source-not-accessed";

    fn asked(sources: &str) -> Vec<String> {
        let mut fixture = Fixture::new(&entry("Tea.", sources));
        fixture.style.levels.insert(ID.into(), Some(Level::Note));
        fixture.found(ID)
    }

    #[test]
    fn pages_without_a_day_are_one_note_where_that_is_asked_for() {
        let pages = "1. NHS (2023). Iron. NHS. https://www.nhs.uk/iron.\n2. NICE (2022). Tea. https://a.example/tea.\n";
        assert_eq!(
            asked(pages),
            [
                "7:27 \"https://www.nhs.uk/iron\" Sources 1 and 2 are web pages that do not say when they were read"
            ]
        );
        assert_eq!(found(&entry("Tea.", pages), ID), SILENCE, "nobody asked");
        assert!(all().any(|check| check.id == ID));
    }

    #[test]
    fn papers_and_pages_with_a_day_are_left_alone() {
        for line in [
            "1. NHS. Iron. https://www.nhs.uk/iron. Accessed 3 May 2026.\n",
            "1. Archer A (2019). Tea. Nutrients. PMID: 111. https://a.example.\n",
            "1. Archer A (2019). Tea. Nutrients. DOI: 10.5555/tea.\n",
        ] {
            assert_eq!(asked(line), SILENCE, "{line}");
        }
    }
}
