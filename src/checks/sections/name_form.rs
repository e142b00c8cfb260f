//! Sections whose name has the right words in another case, or marks around them.

use super::headed::{headed, right};
use super::section_names::Is;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "section-case",
    group: Group::Sections,
    title: "Section name in another form",
    level: Level::Warning,
    reason: "Headings are written the same way in every entry, and looked up as written",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let right = right(subject);
    for headed in headed(subject) {
        let Is::OtherForm(number) = headed.is else {
            continue;
        };
        // Beside the section itself it is there twice, and that is told.
        if right.contains(&number) {
            continue;
        }
        let Some(section) = subject.style.sections.get(number) else {
            continue;
        };
        let name = &section.name;
        let fix = (found.may_read_again(subject.text))
            .then(|| headed.rename(subject, "Write", name))
            .flatten();
        let message = format!("“{}” is written “{name}”", headed.title.trim());
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
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "section-case";

    #[test]
    fn another_case_or_a_mark_is_told_and_fixed() {
        let before = WHOLE.replace("## Safety profile", "## Safety Profile");
        assert_eq!(
            found(&before, ID),
            ["31:4 \"Safety Profile\" “Safety Profile” is written “Safety profile”"]
        );
        assert_eq!(Fixture::new(&before).fixed(ID), WHOLE);
        for form in [
            "## SAFETY PROFILE",
            "## Safety profile:",
            "## **Safety profile**",
            "## Safety  profile",
            "## 5. Safety profile",
            "## 6) safety profile",
        ] {
            let before = WHOLE.replace("## Safety profile", form);
            assert_eq!(Fixture::new(&before).fixed(ID), WHOLE, "{form}");
        }
    }

    #[test]
    fn the_right_form_and_other_words_are_no_finding() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace('\n', "\r\n"),
            WHOLE.replace("## Timing", "## Timing ##"),
            WHOLE.replace(
                "## Safety profile",
                "## timing\n\nMore.\n\n## Safety profile",
            ),
            WHOLE.replace("## Timing", "## Timming"),
            WHOLE.replace("## Timing", "### TIMING"),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
