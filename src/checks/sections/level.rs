//! Sections whose heading has another level.
//!
//! Leaves alone: headings within a section that is there.

use super::headed::{headed, is_known, other_levels};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::Top;

pub(super) const CHECK: Check = Check {
    id: "section-level",
    group: Group::Sections,
    title: "Wrong heading level",
    level: Level::Warning,
    reason: "At another level the section becomes part of the one above, or a second title",
    fix: FixKind::Offered,
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
    second_titles(subject, found);
}

/// Headings of level 1 below the title that are no section of this house.
fn second_titles(subject: &Subject<'_>, found: &mut Findings) {
    let Some(h1) = &subject.reading.outline.h1 else {
        return;
    };
    // Where entries may have parts of their own, they may be of this level.
    if subject.style.other_sections {
        return;
    }
    for top in &subject.reading.page.tops {
        let Top::Heading(heading) = top else { continue };
        let is_below = heading.level == 1 && heading.range.start > h1.range.start;
        if !is_below || heading.text.is_empty() || is_known(subject, heading) {
            continue;
        }
        let words = heading.title(subject.text);
        // What git could not merge stands above a line of `=`.
        if heading.setext && words.contains("<<<<<<<") {
            continue;
        }
        let message = format!("“{}” is a second title: a page has one", words.trim());
        found.add(heading.text.clone(), message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "section-level";

    #[test]
    fn a_section_of_another_level_is_told_and_fixed() {
        let before = WHOLE.replace("## Timing", "### Timing");
        assert_eq!(
            found(&before, ID),
            ["27:5 \"Timing\" The heading “Timing” has level 3, and sections have 2"]
        );
        for other in ["# Timing", "###### Timing", "  ### Timing"] {
            let before = WHOLE.replace("## Timing", other);
            let fixed = Fixture::new(&before).fixed(ID);
            assert_eq!(fixed.replace("  ## Timing", "## Timing"), WHOLE, "{other}");
        }
        assert_eq!(
            found(&WHOLE.replace("## Timing", "Timing\n==="), ID).len(),
            1
        );
    }

    #[test]
    fn a_second_title_is_told() {
        for (old, new, line) in [
            ("A lead.", "# Other title\n\nA lead.", 9),
            ("## Timing", "# Other title\n\n## Timing", 27),
            ("## Timing", "Other title\n===\n\n## Timing", 27),
        ] {
            let found = found(&WHOLE.replace(old, new), ID);
            assert_eq!(found.len(), 1, "{new}");
            assert!(
                found[0].starts_with(&format!("{line}:"))
                    && found[0].ends_with("“Other title” is a second title: a page has one"),
                "{found:?}"
            );
        }
        let mut fixture = Fixture::new(&WHOLE.replace("## Timing", "# Other title\n\n## Timing"));
        fixture.style.other_sections = true;
        assert_eq!(fixture.found(ID), [""; 0], "parts of their own are allowed");
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
