//! A PMID or DOI in the text that is in no source line and stands beside no name.
//!
//! Leaves alone: identifiers beside a citation.

use std::collections::HashSet;

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::citations::Match;

pub(super) const CHECK: Check = Check {
    id: "identifier-unlisted",
    group: Group::Sources,
    title: "PMID or DOI not among the sources",
    level: Level::Warning,
    reason: "What the text relies on belongs among the sources, or a digit is wrong",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    // That nothing at all is listed is told of the section.
    if subject.sources.is_empty() {
        return;
    }
    let mut told: HashSet<&str> = HashSet::new();
    for citation in &subject.citations().list {
        if !citation.names.is_empty() || !matches!(citation.found, Match::None(_)) {
            continue;
        }
        let (label, identifier) = match (&citation.pmid, &citation.doi) {
            (Some(pmid), _) => ("PMID", pmid),
            (None, Some(doi)) => ("DOI", doi),
            (None, None) => continue,
        };
        if !told.insert(&identifier.value) {
            continue;
        }
        let message = format!("“{label} {}” is in no source line", identifier.value);
        found.add(identifier.range.clone(), message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::found;

    #[test]
    fn an_identifier_that_nothing_is_listed_for_is_found_once() {
        for (prose, what) in [
            (
                "Tea (PMID 999) and (PMID 999).",
                "3:11 \"999\" “PMID 999” is in no source line",
            ),
            (
                "Tea helps, PMID: 777.",
                "3:18 \"777\" “PMID 777” is in no source line",
            ),
            (
                "Tea helps (DOI: 10.5555/zz).",
                "3:17 \"10.5555/zz\" “DOI 10.5555/zz” is in no source line",
            ),
        ] {
            assert_eq!(found(&entry(prose, TWO), "identifier-unlisted"), [what]);
        }
    }

    #[test]
    fn listed_ones_and_those_beside_a_name_are_left_alone() {
        for prose in [
            "Tea (PMID 111), DOI: 10.5555/a.",
            "Mah and Pitre 2021 (PMID 999).",
            "`PMID 999`",
        ] {
            assert_eq!(
                found(&entry(prose, TWO), "identifier-unlisted"),
                SILENCE,
                "{prose}"
            );
        }
        assert_eq!(
            found("## Summary\n\nTea (PMID 999).\n", "identifier-unlisted"),
            SILENCE
        );
    }
}
