//! A number in the text beyond the list of sources, in an entry that cites by number.
//!
//! Leaves alone: entries that name their sources; brackets that hold years, units or boxes.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::citations::{NumberCitation, NumberForm};

pub(super) const CHECK: Check = Check {
    id: "mention-beyond",
    group: Group::Sources,
    title: "Number beyond the list of sources",
    level: Level::Error,
    reason: "Readers look for a source that isn’t there, or the number means another",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let citations = subject.citations();
    if !citations.is_numbered {
        return;
    }
    let is_listed = |number: u32| subject.sources.iter().any(|it| it.number == number);
    let is_number = |place: &&NumberCitation| place.form != NumberForm::Word;
    for place in citations.numbers.iter().filter(is_number) {
        let ends = place
            .parts
            .iter()
            .flat_map(|part| std::iter::once(&part.first).chain(&part.last));
        let beyond: Vec<String> = (ends.filter(|end| !is_listed(end.value)))
            .map(|end| end.value.to_string())
            .collect();
        let number = match beyond.as_slice() {
            [] => continue,
            [one] => format!("No source has the number {one}"),
            several => format!("No source has the numbers {}", several.join(", ")),
        };
        let listed = match subject.sources.len() {
            1 => "one is listed".to_owned(),
            count => format!("{count} are listed"),
        };
        found.add(
            place.range.clone(),
            format!("{number}: {listed}"),
            Vec::new(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::found;

    const ID: &str = "mention-beyond";

    fn sources(count: u32) -> String {
        let line = |number| {
            format!("{number}. Archer A (2019). Tea {number}. Nutrients. PMID: {number}11.\n")
        };
        (1..=count).map(line).collect()
    }

    #[test]
    fn a_number_beyond_the_list_is_told_in_each_form() {
        for (prose, what) in [
            (
                "Tea [1] and milk [2, 3], see [8, 9].",
                "3:30 \"[8, 9]\" No source has the numbers 8, 9: 4 are listed",
            ),
            (
                "Tea [1], milk [2–3] and more [3–5].",
                "3:30 \"[3–5]\" No source has the number 5: 4 are listed",
            ),
        ] {
            assert_eq!(found(&entry(prose, &sources(4)), ID), [what], "{prose}");
        }
    }

    #[test]
    fn units_years_boxes_and_entries_that_name_sources_are_left_alone() {
        for prose in [
            "Tea [2020] for [5 mg] on [ ] or [x] days, a[7] and [95% CI 2 to 9].",
            "Archer 2019 gave tea [7].",
            "Tea grew (12), and (13) too.",
            "An area of 5 m² and 10⁹ units.",
            "Tea [1] and milk [2], and [3, 4].",
            "",
        ] {
            assert_eq!(found(&entry(prose, &sources(4)), ID), SILENCE, "{prose}");
        }
    }
}
