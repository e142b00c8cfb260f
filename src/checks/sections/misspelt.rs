//! Sections whose name has a slip in it.
//!
//! Leaves alone: names the sections had before.

use super::headed::{headed, unspaced};
use super::section_names::Is;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

/// [`Check::id`] of this check.
pub const MISSPELT_SECTION: &str = "misspelt-section";

pub(super) const CHECK: Check = Check {
    id: MISSPELT_SECTION,
    group: Group::Sections,
    title: "Misspelt section name",
    level: Level::Warning,
    reason: "Anything that looks for the section by name fails to find it",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for headed in headed(subject) {
        let Is::Misspelt(_, name) = headed.is else {
            continue;
        };
        let fix = (found.may_read_again(subject.text))
            .then(|| headed.rename(subject, "Call it", name))
            .flatten();
        let message = format!("“{}” is probably “{name}”", headed.title.trim());
        found.add(
            headed.section.heading.text.clone(),
            message,
            fix.into_iter().collect(),
        );
    }
    for (_, line, marks) in unspaced(subject, headed(subject)) {
        let behind = line.start + marks;
        let fix = Fix::new("Write it with ##", Edit::new(line.start..behind, "## "));
        let words = subject.at(&line);
        let message = format!("“{words}” is not a heading: a space is missing after the #");
        found.add(line, message, vec![fix]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "misspelt-section";

    #[test]
    fn a_slip_is_told_and_renamed() {
        let before = WHOLE.replace("## Timing", "## Timming");
        assert_eq!(
            found(&before, ID),
            ["27:4 \"Timming\" “Timming” is probably “Timing”"]
        );
        assert_eq!(Fixture::new(&before).fixed(ID), WHOLE);
        for (right, slip) in [
            ("## Safety profile", "## Saftey profile"),
            ("## Forms compared", "## Forms comparred"),
            ("## Interactions", "## Interaction"),
        ] {
            let before = WHOLE.replace(right, slip);
            assert_eq!(found(&before, ID).len(), 1, "{slip}");
            assert_eq!(found(&before, "unknown-section"), [""; 0], "{slip}");
            assert_eq!(found(&before, "missing-section"), [""; 0], "{slip}");
        }
    }

    #[test]
    fn a_heading_without_its_blank_is_told_and_fixed() {
        let before = WHOLE.replace("## Timing", "##Timing");
        assert_eq!(
            found(&before, ID),
            ["27:1 \"##Timing\" “##Timing” is not a heading: a space is missing after the #"]
        );
        for other in ["##Timing", "###timing:", "##Timing  "] {
            let before = WHOLE.replace("## Timing\n", &format!("{other}\n"));
            let fixed = Fixture::new(&before).fixed(ID);
            assert_eq!(found(&fixed, "missing-section"), [""; 0], "{other}");
        }
        for other in ["##Cost", "```\n##Timing\n```", "#Timing", "\\##Timing"] {
            let before = WHOLE.replace("## Timing\n", &format!("{other}\n"));
            assert_eq!(found(&before, ID), [""; 0], "{other}");
        }
    }

    #[test]
    fn one_and_several_are_two_names_where_other_sections_are_allowed() {
        for (right, other, count) in [
            ("## Interactions", "## Interaction", 0),
            ("## Safety profile", "## Safety profiles", 0),
            ("## Interactions", "## Interactons", 1),
        ] {
            let mut fixture = Fixture::new(&WHOLE.replace(right, other));
            fixture.style.other_sections = true;
            assert_eq!(fixture.found(ID).len(), count, "{other}");
        }
    }

    #[test]
    fn other_names_are_no_finding() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace("## Timing", "## timing"),
            WHOLE.replace("## Timing", "## Costs"),
            // The right name is there as well.
            WHOLE.replace("## Timing", "## Timings\n\nA.\n\n## Timing"),
            WHOLE.replace("## Timing", "```\n## Timming\n```\n\n## Timing"),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
