//! Numbers of the sources that have gaps or repeats.
//!
//! Leaves alone: lists that number themselves (`1.` before each).

use std::collections::HashSet;

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::sources::{self, Source};

pub(super) const CHECK: Check = Check {
    id: "source-numbering",
    group: Group::Sources,
    title: "Source numbers with gaps or repeats",
    level: Level::Warning,
    reason: "The published page numbers them in sequence, so a cited number may point to another source",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let sources = subject.sources;
    if sources.len() > 1 && sources.iter().all(|source| source.number == 1) {
        return;
    }
    let mut expected = 1;
    let mut section = None;
    let mut wrong: Option<&Source> = None;
    for source in sources {
        if section.replace(source.section) != Some(source.section) {
            expected = 1;
        }
        if source.number != expected {
            wrong = wrong.or(Some(source));
        }
        expected = source.number.saturating_add(1);
    }
    let Some(wrong) = wrong else { return };
    let fix = renumbered(subject).into_iter().collect();
    found.add(wrong.number_at.clone(), message(sources), fix);
}

fn message(sources: &[Source]) -> String {
    let mut numbers: Vec<u32> = sources.iter().map(|source| source.number).collect();
    let in_order = numbers.is_sorted();
    numbers.sort_unstable();
    let mut parts: Vec<String> = Vec::new();
    let mut last = 0;
    let mut told = None;
    for number in &numbers {
        let gap = number.saturating_sub(last);
        if gap == 2 {
            parts.push(format!("{} is missing", number - 1));
        } else if gap > 2 {
            parts.push(format!("{} to {} are missing", last + 1, number - 1));
        }
        if *number == last && told != Some(last) {
            parts.push(format!("{number} is there twice"));
            told = Some(last);
        }
        last = *number;
    }
    if !in_order {
        parts.push("they are out of order".into());
    }
    parts.truncate(4);
    format!(
        "The sources are not numbered in a row: {}",
        parts.join(", ")
    )
}

/// Where the prose cites a number that nothing has, a new row would give it to some other source.
fn renumbered(subject: &Subject<'_>) -> Option<Fix> {
    let numbers: HashSet<u32> = subject.sources.iter().map(|it| it.number).collect();
    let has = |number: u32| numbers.contains(&number);
    let mut cited = subject
        .citations()
        .numbers
        .iter()
        .flat_map(|place| &place.parts);
    if !cited
        .all(|part| has(part.first.value) && part.last.as_ref().is_none_or(|last| has(last.value)))
    {
        return None;
    }
    let edits = sources::renumber(subject.text, &subject.reading.outline).ok()?;
    Some(Fix::new(
        "Number the sources in a row, and what cites them",
        edits,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::{Fixture, found};

    fn lines(labels: &[&str]) -> String {
        let line = |label: &&str| {
            let number = label.trim_end_matches(['.', ')']);
            format!("{label} Archer A (2019). Tea {number}. Nutrients. PMID: {number}1.\n")
        };
        labels.iter().map(line).collect()
    }

    #[test]
    fn a_gap_and_a_repeat_are_told_and_fixed_in_one_row() {
        let text = entry("Tea is tea.", &lines(&["1.", "2.", "4.", "4."]));
        assert_eq!(
            found(&text, "source-numbering"),
            ["9:1 \"4\" The sources are not numbered in a row: 3 is missing, 4 is there twice"]
        );
        let fixed = Fixture::new(&text).fixed("source-numbering");
        assert!(
            fixed.contains("\n3. Archer") && fixed.contains("\n4. Archer"),
            "{fixed}"
        );
    }

    #[test]
    fn every_break_of_the_row_is_found() {
        for (numbers, what) in [
            (&["1.", "3."][..], "2 is missing"),
            (&["2.", "3."], "1 is missing"),
            (&["1.", "1.", "2."], "1 is there twice"),
            (&["1.", "2.", "9."], "3 to 8 are missing"),
            (&["2.", "1."], "they are out of order"),
            (&["1)", "3)"], "2 is missing"),
        ] {
            let found = found(&entry("Tea.", &lines(numbers)), "source-numbering");
            assert_eq!(found.len(), 1, "{numbers:?}");
            assert!(found[0].ends_with(what), "{found:?}");
        }
    }

    #[test]
    fn what_cites_by_number_follows_or_nothing_is_offered() {
        let text = entry("Tea [4], and source 2.", &lines(&["1.", "2.", "4."]));
        assert!(
            Fixture::new(&text)
                .fixed("source-numbering")
                .contains("Tea [3], and source 2.")
        );
        for prose in ["Tea [3].", "Tea [2–4]."] {
            let text = entry(prose, &lines(&["1.", "2.", "4."]));
            assert!(
                Fixture::new(&text).fixes("source-numbering").is_empty(),
                "{prose}"
            );
        }
        let twice = entry("Tea [2].", &lines(&["1.", "2.", "2."]));
        assert!(Fixture::new(&twice).fixes("source-numbering").is_empty());
    }

    #[test]
    fn a_row_is_left_alone() {
        for text in [
            String::new(),
            entry("Tea.", &lines(&["1.", "2.", "3."])),
            entry("Tea.", &lines(&["1.", "1.", "1."])),
            entry("Tea.", &lines(&["1)", "2)"])),
            entry("Tea.", ""),
            "1. a\n3. b\n".into(),
        ] {
            assert_eq!(found(&text, "source-numbering"), SILENCE, "{text}");
        }
    }
}
