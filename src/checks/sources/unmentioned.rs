//! Sources that the text never cites: one note that lists them.

use super::numbers::sources;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::citations::{self, Match};

pub(super) const CHECK: Check = Check {
    id: "source-unmentioned",
    group: Group::Sources,
    title: "Unmentioned source",
    level: Level::Note,
    reason: "Readers can’t tell what it is there for",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let list = &subject.citations().list;
    let cited = subject
        .citations()
        .numbers
        .iter()
        .flat_map(|place| &place.parts);
    let mut by_number: Vec<_> = cited
        .map(|part| {
            part.first.value
                ..=part
                    .last
                    .as_ref()
                    .map_or(part.first.value, |last| last.value)
        })
        .collect();
    let mut cited = vec![false; subject.sources.len()];
    for citation in list {
        // A citation that is a year or a letter off means its source all the same.
        let one = match &citation.found {
            Match::One(source, _) => Some(*source),
            Match::None(Some(near)) => Some(near.source),
            _ => None,
        };
        let perhaps = citations::perhaps(citation);
        for at in one.into_iter().chain(perhaps) {
            if let Some(mark) = cited.get_mut(at) {
                *mark = true;
            }
        }
    }
    by_number.sort_by_key(|range| *range.start());
    let mut furthest = 0;
    let by_number: Vec<(u32, u32)> = by_number
        .iter()
        .map(|range| {
            furthest = furthest.max(*range.end());
            (*range.start(), furthest)
        })
        .collect();
    let is_cited = |number: u32| {
        let before = by_number.partition_point(|(start, _)| *start <= number);
        let before = before.checked_sub(1).and_then(|at| by_number.get(at));
        before.is_some_and(|(_, furthest)| number <= *furthest)
    };
    let never = |(at, number): &(usize, u32)| {
        !cited.get(*at).copied().unwrap_or_default() && !is_cited(*number)
    };
    let numbers = subject
        .sources
        .iter()
        .map(|source| source.number)
        .enumerate();
    let never: Vec<(usize, u32)> = numbers.filter(never).collect();
    let Some(first) = never.first().and_then(|(at, _)| subject.sources.get(*at)) else {
        return;
    };
    let numbers: Vec<u32> = never.iter().map(|(_, number)| *number).collect();
    let message = format!("{} never mentioned", sources(&numbers, "is", "are"));
    found.add(first.number_at.clone(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::found;

    #[test]
    fn sources_never_mentioned_are_one_note() {
        for (prose, sources, what) in [
            (
                "Archer 2019 saw.",
                TWO.to_owned(),
                "8:1 \"2\" Source 2 is never mentioned",
            ),
            (
                "Tea.",
                TWO.to_owned(),
                "7:1 \"1\" Sources 1 and 2 are never mentioned",
            ),
            (
                "PMID 112.",
                TWO.to_owned(),
                "7:1 \"1\" Source 1 is never mentioned",
            ),
            (
                "Archer 2019 saw.",
                format!(
                    "{TWO}3. Holt A (2001). A. B.\n4. Holt B (2002). A. B.\n5. Holt C (2003). A. B.\n"
                ),
                "8:1 \"2\" Sources 2 to 5 are never mentioned",
            ),
        ] {
            assert_eq!(found(&entry(prose, &sources), "source-unmentioned"), [what]);
        }
    }

    #[test]
    fn a_citation_of_any_form_is_one() {
        for prose in [
            "Archer 2019, Carver 2020.",
            "Tea [1], milk [2].",
            "Tea [1–2].",
            "See sources 1 and 2.",
            "PMID 111; DOI: 10.5555/b.",
            "Archer 2018 (a year off), Carvre et al. 2020 (a letter off).",
            "Archer 2019 (PMID 112).",
        ] {
            assert_eq!(
                found(&entry(prose, TWO), "source-unmentioned"),
                SILENCE,
                "{prose}"
            );
        }
        assert_eq!(found("", "source-unmentioned"), SILENCE);
    }
}
