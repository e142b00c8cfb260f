//! Sections that the house style does not name.

use super::headed::{headed, is_title};
use super::section_names::Is;
use crate::checks::text::rule_under_text::Rules;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "unknown-section",
    group: Group::Sections,
    title: "Section not in the house style",
    level: Level::Warning,
    reason: "Readers who know the other entries don’t look for it",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    // Where entries may have sections of their own, no name is strange.
    if subject.style.other_sections {
        return;
    }
    let all = headed(subject);
    let known = all.iter().filter(|headed| headed.is != Is::Unknown).count();
    // Where most sections are strange, the entry is of another kind.
    if known * 2 < all.len() || subject.style.sections.len() < 2 {
        return;
    }
    let rules = Rules::of(subject);
    for headed in all.iter().filter(|headed| headed.is == Is::Unknown) {
        // A heading without words is still being written; the title is one that lost its place; one that a rule makes of a
        // paragraph is told at the rule.
        let heading = &headed.section.heading;
        let is_title = subject.reading.outline.h1.is_none() && is_title(subject, heading);
        let is_told = is_title || rules.below(subject, heading).is_some();
        if headed.title.trim().is_empty() || is_told {
            continue;
        }
        let message = format!("The house style has no section “{}”", headed.title.trim());
        found.add(heading.text.clone(), message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "unknown-section";

    #[test]
    fn a_strange_section_is_told_wherever_it_stands() {
        assert_eq!(
            found(
                &WHOLE.replace("## Timing", "## Cost\n\nWords.\n\n## Timing"),
                ID
            ),
            ["27:4 \"Cost\" The house style has no section “Cost”"]
        );
        assert_eq!(
            found(&format!("{WHOLE}\n## Thanks\n\nWords.\n"), ID).len(),
            1
        );
        let first = WHOLE.replace("## Summary", "Cost\n---\n\nWords.\n\n## Summary");
        assert_eq!(found(&first, ID).len(), 1);
    }

    #[test]
    fn where_other_sections_are_allowed_none_is_strange() {
        let mut fixture =
            Fixture::new(&WHOLE.replace("## Timing", "## Cost\n\nWords.\n\n## Timing"));
        assert_eq!(fixture.found(ID).len(), 1);
        fixture.style.other_sections = true;
        assert_eq!(fixture.found(ID), [""; 0]);
    }

    #[test]
    fn known_sections_and_strange_entries_are_no_finding() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace("## Timing", "## Timng"),
            WHOLE.replace("## Timing", "## timing:"),
            WHOLE.replace("## Timing", "```\n## Cost\n```\n\n## Timing"),
            WHOLE.replace("## Timing", "### Cost\n\n## Timing"),
            WHOLE.replace("## Timing", "##\n\n## Timing"),
            WHOLE.replace("## Timing\n", "## Timing\n\nAs one likes.\n---\n"),
            "# Guide\n\n## Install\n\nWords.\n\n## Use\n\nWords.\n\n## Summary\n".to_owned(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
