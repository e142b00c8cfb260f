//! A heading that leaves out a level: `####` right below `##`.
//!
//! Leaves alone: sections of the house, whose level is told as theirs; the first heading.

use super::headed::is_known;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::page::{Heading, Top};
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "heading-skipped",
    group: Group::Sections,
    title: "Skipped heading level",
    level: Level::Warning,
    reason: "Who listens to the page, or goes through it by its headings, looks for a part that isn’t there",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let tops = subject.reading.page.tops.iter();
    let headings = tops.filter_map(|top| match top {
        Top::Heading(heading) => Some(heading),
        Top::Rule(_) | Top::Other(_) => None,
    });
    let headings: Vec<&Heading> = headings.collect();
    for (at, pair) in headings.windows(2).enumerate() {
        let [above, heading] = pair else { continue };
        if heading.level <= above.level + 1 || heading.text.is_empty() || is_known(subject, heading)
        {
            continue;
        }
        let message = format!(
            "This heading has level {}, and the one above it has {}",
            heading.level, above.level
        );
        let gap = heading.level - above.level - 1;
        let below = headings.get(at + 1..).unwrap_or_default();
        let fix = raised(subject, below, above.level, gap);
        found.add(heading.text.clone(), message, fix.into_iter().collect());
    }
}

/// The heading and those that belong to it or stand beside it, raised by so many levels.
fn raised(subject: &Subject<'_>, headings: &[&Heading], above: u8, gap: u8) -> Option<Fix> {
    let its_own = headings.iter().take_while(|it| it.level > above + 1);
    let edits = its_own.map(|heading| {
        let written = subject.at(&heading.range);
        let marks = heading.range.start + (written.len() - written.trim_start().len());
        Edit::delete(marks..marks + usize::from(gap))
    });
    let edits = Edits::new(edits.collect()).ok()?;
    let marks = "#".repeat(usize::from(above) + 1);
    Some(Fix::new(format!("Write it with {marks}"), edits))
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "heading-skipped";

    #[test]
    fn a_skipped_level_is_told_and_the_headings_raised_that_belong_together() {
        let before =
            "# Tea\n\n## How\n\n#### Hot\n\n##### Very\n\n#### Cold\n\n### Milk\n\n## Why\n";
        assert_eq!(
            found(before, ID),
            ["5:6 \"Hot\" This heading has level 4, and the one above it has 2"]
        );
        assert_eq!(
            Fixture::new(before).fixed(ID),
            "# Tea\n\n## How\n\n### Hot\n\n#### Very\n\n### Cold\n\n### Milk\n\n## Why\n"
        );
        assert_eq!(found("# Tea\n\n### Hot\n", ID).len(), 1);
        assert_eq!(found("Tea\n===\n\n### Hot\n", ID).len(), 1);
    }

    #[test]
    fn levels_in_order_sections_of_the_house_and_code_are_left_alone() {
        for text in [
            "# Tea\n\n## How\n\n### Hot\n\n## Why\n\n### Cold\n\n#### Ice\n",
            "### Tea\n\n## How\n",
            "# Tea\n\n## Summary\n\n#### Timing\n",
            "# Tea\n\n```\n### Hot\n```\n\n> ### Quoted\n",
            "",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
