//! Sections under a name they had before.

use super::headed::{headed, right};
use super::section_names::Is;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "old-section-name",
    group: Group::Sections,
    title: "Old section name",
    level: Level::Warning,
    reason: "Under two names, the same section looks like two",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let all = headed(subject);
    let right = right(subject);
    for headed in all {
        let Is::Old(number) = headed.is else {
            continue;
        };
        let Some(section) = subject.style.sections.get(number) else {
            continue;
        };
        let (name, old) = (&section.name, headed.title.trim());
        // Where the new name is there too, it is the one or the other that goes.
        let both = right.contains(&number);
        let fix = (!both && found.may_read_again(subject.text))
            .then(|| headed.rename(subject, "Call it", name))
            .flatten();
        let message = format!("“{old}” is called “{name}” now");
        found.add(
            headed.section.heading.text.clone(),
            message,
            fix.into_iter().collect(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::Fixture;

    const ID: &str = "old-section-name";

    fn fixture(text: &str) -> Fixture {
        let mut fixture = Fixture::new(text);
        for section in &mut fixture.style.sections {
            if section.name == "Timing" {
                section.was = vec!["When to take it".into(), "Time of day".into()];
            }
        }
        fixture
    }

    #[test]
    fn an_old_name_is_told_and_renamed() {
        let before = WHOLE.replace("## Timing", "## When to take it");
        assert_eq!(
            fixture(&before).found(ID),
            ["27:4 \"When to take it\" “When to take it” is called “Timing” now"]
        );
        assert_eq!(fixture(&before).fixed(ID), WHOLE);
        for old in ["## Time of day", "## when to take it:", "Time of Day\n---"] {
            let before = WHOLE.replace("## Timing", old);
            assert_eq!(fixture(&before).found(ID).len(), 1, "{old}");
            assert_eq!(fixture(&before).found("unknown-section"), [""; 0]);
            assert_eq!(fixture(&before).found("missing-section"), [""; 0]);
        }
    }

    #[test]
    fn other_names_are_no_finding() {
        let both = WHOLE.replace("## Timing", "## Time of day\n\nA.\n\n## Timing");
        assert_eq!(fixture(&both).fixes(ID), [""; 0]);
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace("## Timing", "### Time of day"),
        ] {
            assert_eq!(fixture(&text).found(ID), [""; 0], "{text}");
        }
    }
}
