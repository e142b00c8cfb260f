//! A section that is there twice.

use std::collections::HashMap;

use super::headed::headed;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::Places;

pub(super) const CHECK: Check = Check {
    id: "repeated-section",
    group: Group::Sections,
    title: "Duplicate section",
    level: Level::Error,
    reason: "Links lead to the first of the two, and they may say different things",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let mut first: HashMap<usize, usize> = HashMap::new();
    let places = Places::of(subject.text);
    for headed in headed(subject) {
        // What the style does not name may be there as often as it likes: a changelog has many “Added”.
        let Some(number) = headed.is.number() else {
            continue;
        };
        let heading = &headed.section.heading;
        let Some(start) = first.get(&number) else {
            first.insert(number, heading.range.start);
            continue;
        };
        let line = places.at(*start).line;
        let message = format!(
            "The section “{}” is already there, on line {line}",
            headed.title.trim()
        );
        found.add(heading.text.clone(), message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::found;

    const ID: &str = "repeated-section";

    #[test]
    fn the_second_is_told() {
        assert_eq!(
            found(
                &WHOLE.replace("## Safety", "## Timing\n\nMore.\n\n## Safety"),
                ID
            ),
            ["31:4 \"Timing\" The section “Timing” is already there, on line 27"]
        );
        assert_eq!(
            found(&format!("{WHOLE}\n## timing\n\nMore.\n"), ID).len(),
            1
        );
        assert_eq!(
            found("## Timing\n\nA.\n\nTiming\n---\n\nB.\n\n## Timing\n", ID).len(),
            2
        );
    }

    #[test]
    fn once_or_of_no_concern_is_no_finding() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace("## Timing", "## Timing\n\n### Timing"),
            WHOLE.replace("## Timing", "```\n## Timing\n```\n\n## Timing"),
            "## Added\n\nA.\n\n## Added\n\nB.\n".to_owned(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
