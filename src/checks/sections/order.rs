//! Sections in another order than the house style's.
//!
//! Leaves alone: sections the house style does not name.

use super::headed::headed;
use super::section_names::Headed;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::arrange;

pub(super) const CHECK: Check = Check {
    id: "section-order",
    group: Group::Sections,
    title: "Section out of order",
    level: Level::Warning,
    reason: "Readers who know other entries find a section by its place",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let outline = &subject.reading.outline;
    let all = headed(subject);
    let mut known: Vec<(usize, &Headed<'_>)> = Vec::new();
    for headed in all
        .iter()
        .filter(|headed| headed.index < outline.sections.len())
    {
        let number = headed.is.number();
        // A second one of the same name is another finding.
        if let Some(number) = number.filter(|it| !known.iter().any(|(other, _)| other == it)) {
            known.push((number, headed));
        }
    }
    let numbers: Vec<usize> = known.iter().map(|(number, _)| *number).collect();
    let in_order = longest_rise(&numbers);
    for (at, (number, headed)) in known.iter().enumerate() {
        if in_order.contains(&at) {
            continue;
        }
        // The nearest neighbours that stand where they should.
        let right = in_order.iter().filter_map(|at| known.get(*at));
        let before = right.clone().rfind(|(other, _)| other < number);
        let after = right.clone().find(|(other, _)| other > number);
        let place = match (before, after) {
            (Some((_, before)), _) => format!("after “{}”", before.title.trim()),
            (None, Some((_, after))) => format!("before “{}”", after.title.trim()),
            (None, None) => continue,
        };
        let to = match (before, after) {
            (Some((_, before)), _) if before.index < headed.index => before.index + 1,
            (Some((_, before)), _) => before.index,
            (None, Some((_, after))) => after.index,
            (None, None) => continue,
        };
        let fix = arrange::move_to(subject.text, outline, headed.index, to);
        let fix = fix.map(|edits| Fix::new(format!("Move it {place}"), edits));
        let message = format!("“{}” belongs {place}", headed.title.trim());
        found.add(
            headed.section.heading.text.clone(),
            message,
            fix.into_iter().collect(),
        );
    }
}

/// The places of the longest row that rises: what stands outside it is out of order.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let before = best.iter().filter(|row| {
            row.last()
                .and_then(|last| numbers.get(*last))
                .is_some_and(|last| last < number)
        });
        // Of two as long the earlier: what comes first is taken to be where it belongs.
        let mut row = before
            .rev()
            .max_by_key(|row| row.len())
            .cloned()
            .unwrap_or_default();
        row.push(at);
        best.push(row);
    }
    best.into_iter()
        .rev()
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use super::*;
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "section-order";

    /// The whole entry with one section at another place.
    fn moved(from: usize, to: usize) -> String {
        let outline = crate::entry::outline::Outline::read(
            WHOLE,
            crate::entry::front_matter::split(WHOLE).body,
        );
        let edits = arrange::move_to(WHOLE, &outline, from, to).expect("it moves");
        edits.apply(WHOLE).expect("it fits").to_string()
    }

    #[test]
    fn one_section_moved_is_one_finding_and_moves_back() {
        for (from, to, place) in [
            (4, 0, "“Timing” belongs after “Forms compared”"),
            (0, 5, "“Summary” belongs before “How it works”"),
            (2, 9, "“Effective dose” belongs after “How it works”"),
            (12, 3, "“Sources” belongs after “Who this matters for”"),
        ] {
            let before = moved(from, to);
            let findings = found(&before, ID);
            assert_eq!(findings.len(), 1, "{findings:?}");
            assert!(findings[0].ends_with(place), "{findings:?}");
            assert_eq!(Fixture::new(&before).fixed(ID), WHOLE, "{from} to {to}");
        }
    }

    #[test]
    fn two_neighbours_exchanged_are_one_finding() {
        assert_eq!(found(&moved(3, 4), ID).len(), 1);
    }

    #[test]
    fn the_right_order_with_gaps_and_strangers_is_no_finding() {
        for text in [
            WHOLE.to_owned(),
            "## Summary\n\nA.\n\n## Timing\n\nB.\n\n## Sources\n\nC.\n".to_owned(),
            WHOLE.replace("## Timing", "## Cost\n\nA.\n\n## Timing"),
            WHOLE.replace("## Timing", "## timing"),
            String::new(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
        assert_eq!(longest_rise(&[]), [0; 0]);
    }
}
