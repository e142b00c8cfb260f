//! Closing blocks without the rule (`---`) above them.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

use super::section_names::Is;

pub(super) const CHECK: Check = Check {
    id: "missing-rule",
    group: Group::Sections,
    title: "Closing blocks without the rule above them",
    level: Level::Note,
    reason: "The rule tells readers where the entry ends",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let outline = &subject.reading.outline;
    let mut sections = subject.sections.iter();
    let Some(first) = sections.find(|headed| matches!(headed.is, Is::Closing)) else {
        return;
    };
    // An entry of the house has sections before it.
    let is_below = first.index >= outline.sections.len();
    if is_below || first.index == 0 {
        return;
    }
    let at = first.section.range.start;
    let line_end = subject.reading.line_end.as_str();
    let before = subject.text.get(..at).unwrap_or_default();
    let above = before.lines().next_back().unwrap_or_default();
    let blank = match above.trim().is_empty() {
        true => "",
        false => line_end,
    };
    let rule = format!("{blank}---{line_end}{line_end}");
    let fix = Fix::new("Put the rule above it", Edit::insert(at, rule));
    let message = format!("The rule above “{}” is missing", first.title.trim());
    found.add(first.section.heading.text.clone(), message, vec![fix]);
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "missing-rule";
    const CLOSED: &str = "# Tea\n\n## Sources\n\n1. A.\n\n---\n\n## Related products from Us\n\n- a\n\n## More from Us\n\n- b\n";

    #[test]
    fn the_rule_is_put_above_the_first_closing_block() {
        for rule in ["---\n\n", "\n---\n\n"] {
            let before = CLOSED.replacen(rule, "", 1);
            let line = if rule.starts_with('\n') { 6 } else { 7 };
            assert_eq!(
                found(&before, ID),
                [format!(
                    "{line}:4 \"Related products from Us\" The rule above “Related products from Us” is missing"
                )]
            );
            assert_eq!(Fixture::new(&before).fixed(ID), CLOSED);
        }
        let crlf = CLOSED.replace('\n', "\r\n");
        let before = crlf.replacen("---\r\n\r\n", "", 1);
        assert_eq!(Fixture::new(&before).fixed(ID), crlf);
    }

    #[test]
    fn closed_entries_and_those_without_closing_blocks_are_left_alone() {
        for text in [
            CLOSED,
            "# Tea\n\n## Sources\n\n1. A.\n",
            "## More from us\n",
            "",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
