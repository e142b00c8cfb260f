//! The same people twice in the list of whom an entry is for.
//!
//! Leaves alone: terms that mean the same.

use std::collections::HashSet;

use super::audience::items;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject, folded};

pub(super) const CHECK: Check = Check {
    id: "repeated-audience",
    group: Group::Sections,
    title: "Audience listed twice",
    level: Level::Note,
    reason: "A list with a repeat looks as if nobody has read it",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some((_, items)) = items(subject) else {
        return;
    };
    let mut known = HashSet::new();
    for item in items {
        if !known.insert(folded(item.words)) {
            let message = format!("“{}” is listed twice", item.words);
            found.add(item.range, message, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::found;

    const ID: &str = "repeated-audience";

    #[test]
    fn the_second_is_told() {
        let before = WHOLE.replace("- Pregnancy", "- Pregnancy\n- Vegans");
        assert_eq!(
            found(&before, ID),
            ["59:3 \"Vegans\" “Vegans” is listed twice"]
        );
        for again in ["- vegans", "*  Vegans", "- **Vegans**"] {
            let before = WHOLE.replace("- Pregnancy", &format!("- Pregnancy\n{again}"));
            assert_eq!(found(&before, ID).len(), 1, "{again}");
        }
    }

    #[test]
    fn different_people_and_other_lists_are_no_finding() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace("- Pregnancy", "- Vegetarians"),
            WHOLE.replace("Words on safety", "- Vegans\n- Vegans"),
            String::new(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
