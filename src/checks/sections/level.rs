//! Sections whose heading has another level.
//!
//! Knows nothing of: headings within a section that is there.

use super::headed::{headed, other_levels};
use crate::checks::{Check, Findings, Fix, Group, Level, Look, Mending, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "section-level",
    group: Group::Sections,
    title: "Section heading of another level",
    level: Level::Warning,
    reason: "With another level the section is a part of the one above it, or a second title",
    mending: Mending::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    // One heading with such a name is no entry of this house.
    let known = headed(subject)
        .iter()
        .filter(|headed| headed.is.number().is_some());
    if known.count() < 2 {
        return;
    }
    for (number, heading) in other_levels(subject, headed(subject)) {
        let Some(section) = subject.style.sections.get(number) else {
            continue;
        };
        // The title of the page may well be the name of a section.
        let h1 = subject.reading.outline.h1.as_ref();
        if h1.is_some_and(|h1| h1.range == heading.range) {
            continue;
        }
        let written = subject.at(&heading.range);
        let marks = written.len() - written.trim_start().len();
        let marks =
            heading.range.start + marks..heading.range.start + marks + usize::from(heading.level);
        let fix = (!heading.setext).then(|| Fix::new("Write it with ##", Edit::new(marks, "##")));
        let message = format!(
            "The heading “{}” has level {}, and sections have 2",
            section.name, heading.level
        );
        found.add(heading.text.clone(), message, fix.into_iter().collect());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::bench::{Bench, found};

    const ID: &str = "section-level";

    #[test]
    fn a_section_of_another_level_is_told_and_mended() {
        let before = WHOLE.replace("## Timing", "### Timing");
        assert_eq!(
            found(&before, ID),
            ["27:5 \"Timing\" The heading “Timing” has level 3, and sections have 2"]
        );
        for other in ["# Timing", "###### Timing", "  ### Timing"] {
            let before = WHOLE.replace("## Timing", other);
            let fixed = Bench::new(&before).fixed(ID);
            assert_eq!(fixed.replace("  ## Timing", "## Timing"), WHOLE, "{other}");
        }
        assert_eq!(
            found(&WHOLE.replace("## Timing", "Timing\n==="), ID).len(),
            1
        );
    }

    #[test]
    fn right_levels_and_other_headings_are_no_finding() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace("## Timing", "## Timing\n\n### Timing\n\nA.\n\n### Cost"),
            WHOLE.replace("## Timing", "> ### Timing\n\n## Timing"),
            "# Summary\n\nWords.\n".to_owned(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
