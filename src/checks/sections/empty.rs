//! Sections without a word. Those of an entry that was never reviewed are one finding.
//!
//! Leaves alone: sections the house style does not name.

use super::headed::{headed, is_empty, is_reviewed};
use super::section_names::Headed;
use crate::checks::text::rule_under_text::Rules;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject, listed};

pub(super) const CHECK: Check = Check {
    id: "empty-section",
    group: Group::Sections,
    title: "Empty section",
    level: Level::Warning,
    reason: "A heading with nothing below it is published as it is",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let all = headed(subject);
    let named = all.iter().filter(|headed| headed.is.number().is_some());
    let rules = Rules::of(subject);
    let empty: Vec<_> = named
        .filter(|headed| is_empty(subject, headed.section) && !is_turned(subject, headed, &rules))
        .collect();
    let several = empty.len() > 1 && !is_reviewed(subject);
    if let (true, Some(first)) = (several, empty.first()) {
        let names: Vec<&str> = empty.iter().map(|headed| headed.title.trim()).collect();
        let message = format!(
            "{} sections have no text yet: {}",
            names.len(),
            listed(&names)
        );
        found.add(first.section.heading.text.clone(), message, Vec::new());
        return;
    }
    for headed in empty {
        let message = format!("The section “{}” has no text", headed.title.trim());
        found.add(headed.section.heading.text.clone(), message, Vec::new());
    }
}

/// Whether a rule has made a heading of its text: that is told at the rule.
fn is_turned(subject: &Subject<'_>, headed: &Headed<'_>, rules: &Rules) -> bool {
    let next = subject.sections.get(headed.index + 1);
    next.is_some_and(|next| rules.below(subject, &next.section.heading).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::found;

    const ID: &str = "empty-section";

    #[test]
    fn each_empty_section_of_a_reviewed_entry_is_told() {
        let empty = WHOLE.replace("## Timing\n\nIn 4 weeks (Archer 2020).", "## Timing");
        assert_eq!(
            found(&empty, ID),
            ["27:4 \"Timing\" The section “Timing” has no text"]
        );
        let blank = WHOLE.replace("In 4 weeks (Archer 2020).", " \t\n\u{a0}");
        assert_eq!(found(&blank, ID).len(), 1);
        for unseen in [
            "<!-- to do -->",
            "&nbsp;",
            "<!-- a -->\n\n<!--\nb\n-->\n&nbsp;",
        ] {
            let unseen = WHOLE.replace("In 4 weeks (Archer 2020).", unseen);
            assert_eq!(found(&unseen, ID).len(), 1, "{unseen}");
        }
        assert_eq!(
            found(
                "---\nlast_reviewed: 1 May 2026\n---\n\n## Summary\n\n## Timing",
                ID
            )
            .len(),
            2
        );
    }

    #[test]
    fn those_of_a_draft_are_one_line() {
        assert_eq!(
            found("## Summary\n\n## Timing\n\n## Sources\n", ID),
            ["1:4 \"Summary\" 3 sections have no text yet: “Summary”, “Timing” and “Sources”"]
        );
    }

    #[test]
    fn a_section_with_anything_in_it_is_no_finding() {
        for body in [
            "Words.",
            "### Part\n\nWords.",
            "- a",
            "```\na\n```",
            "![a](b.png)",
            "<!-- a --> Words.",
            "&nbsp; Words.",
            "<!-- never closed",
            "As one likes.\n---",
        ] {
            let text = WHOLE.replace("In 4 weeks (Archer 2020).", body);
            assert_eq!(found(&text, ID), [""; 0], "{body}");
        }
        assert_eq!(found("## Added\n\n## Changed\n", ID), [""; 0]);
    }
}
