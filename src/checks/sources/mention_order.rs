//! Sources cited by number that are first mentioned in another order than they are listed: one note.
//!
//! Leaves alone: entries that name their sources.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::citations::{Match, MatchReason};

pub(super) const CHECK: Check = Check {
    id: "mention-order",
    group: Group::Sources,
    title: "Numbers out of order",
    level: Level::Note,
    reason: "Sources that are cited by number are listed in the order of their first mention",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let citations = subject.citations();
    if !citations.is_numbered {
        return;
    }
    let by_number = citations
        .list
        .iter()
        .filter_map(|citation| match citation.found {
            Match::One(source, MatchReason::Number) => Some((source, citation)),
            _ => None,
        });
    let mut furthest = None;
    for (source, citation) in by_number {
        let next = furthest.map_or(0, |furthest: usize| furthest + 1);
        if source > next {
            let number = |at: usize| subject.sources.get(at).map_or(0, |it| it.number);
            let message = format!(
                "Source {} is mentioned before source {}",
                number(source),
                number(next)
            );
            found.add(citation.range.clone(), message, Vec::new());
            return;
        }
        furthest = furthest.max(Some(source));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::found;

    const ID: &str = "mention-order";

    #[test]
    fn the_first_that_comes_too_early_is_told() {
        assert_eq!(
            found(&entry("Tea [2] and milk [1].", TWO), ID),
            ["3:5 \"[2]\" Source 2 is mentioned before source 1"]
        );
    }

    #[test]
    fn numbers_in_order_and_names_are_left_alone() {
        for prose in [
            "Tea [1] and milk [2], again [1].",
            "Tea [1, 2].",
            "Milk (Carver 2020) and tea (Archer and Bell 2019).",
            "",
        ] {
            assert_eq!(found(&entry(prose, TWO), ID), SILENCE, "{prose}");
        }
    }
}
