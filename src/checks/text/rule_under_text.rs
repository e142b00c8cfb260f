//! A rule (`---`) without a blank line above it: under a paragraph it makes a heading of it.
//!
//! Leaves alone: headings that are meant to be written so.

use std::ops::Range;

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::{Heading, Top};

pub(super) const CHECK: Check = Check {
    id: "rule-under-text",
    group: Group::Text,
    title: "Rule without a blank line above it",
    level: Level::Error,
    reason: "Directly under a paragraph, a rule turns it into a heading",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let tops = &subject.reading.page.tops;
    let rules = Rules::of(subject);
    for top in tops {
        match top {
            Top::Heading(heading) => {
                if let Some(rule) = rules.below(subject, heading) {
                    let message = "This rule makes a heading of the paragraph above it";
                    found.add(rule.clone(), message, vec![blank_line(subject, rule.start)]);
                }
            }
            Top::Rule(rule) => {
                let above = subject.text.get(..rule.start).unwrap_or_default();
                let line = above.lines().next_back().unwrap_or_default();
                let is_front_matter = rule.start <= subject.reading.page.body.start;
                let is_heading = line.trim_start().starts_with('#') || is_rule(line);
                if !is_front_matter && !line.trim().is_empty() && !is_heading {
                    let place = rule.start..rule.start + subject.at(rule).trim_end().len();
                    let fix = blank_line(subject, rule.start);
                    let message = "There is no blank line above this rule";
                    found.add_at(Level::Note, place, message, vec![fix]);
                }
            }
            _ => {}
        }
    }
}

/// How an entry writes its headings of the second level: whether a line of `---` under words may be a rule that was meant to
/// stand by itself.
pub(in crate::checks) struct Rules {
    may_be: bool,
}

impl Rules {
    pub(in crate::checks) fn of(subject: &Subject<'_>) -> Self {
        let (mut set, mut hashed) = (0, 0);
        for top in &subject.reading.page.tops {
            if let Top::Heading(heading) = top
                && heading.level == 2
            {
                *(if heading.setext {
                    &mut set
                } else {
                    &mut hashed
                }) += 1;
            }
        }
        Self {
            may_be: set == 1 || hashed >= set,
        }
    }

    /// The rule that makes a heading of what was meant to be a paragraph.
    pub(in crate::checks) fn below(
        &self,
        subject: &Subject<'_>,
        heading: &Heading,
    ) -> Option<Range<usize>> {
        let may_be = self.may_be && heading.setext && heading.level == 2;
        let rule = may_be.then(|| rule_of(subject, heading))??;
        is_paragraph(subject, heading).then_some(rule)
    }
}

fn blank_line(subject: &Subject<'_>, at: usize) -> Fix {
    let line_end = subject.reading.line_end.as_str();
    Fix::new("Add a blank line above it", Edit::insert(at, line_end))
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '))
}

/// The line under the words, where it could be a rule.
fn rule_of(subject: &Subject<'_>, heading: &Heading) -> Option<Range<usize>> {
    let lines = subject.at(&heading.range).trim_end_matches(['\n', '\r']);
    let start = lines.rfind('\n')? + 1;
    let line = lines.get(start..)?;
    let is_three = line.trim_end() == "---";
    let start = heading.range.start + start;
    is_three.then_some(start..start + line.trim_end().len())
}

/// The words read like a paragraph.
fn is_paragraph(subject: &Subject<'_>, heading: &Heading) -> bool {
    let words = subject.at(&heading.text).trim();
    words.contains('\n')
        || words.ends_with(['.', ';', ','])
        || words.ends_with(".**")
        || words.chars().count() > 120
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn a_rule_that_makes_a_heading_gets_its_blank_line() {
        let before = "## Sources\n\nIron is a metal.\n---\n\n## More\n";
        assert_eq!(
            found(before, "rule-under-text"),
            ["4:1 \"---\" This rule makes a heading of the paragraph above it"]
        );
        assert_eq!(
            Fixture::new(before).fixed("rule-under-text"),
            "## Sources\n\nIron is a metal.\n\n---\n\n## More\n"
        );
        let crlf = "## a\r\n\r\nIron is\r\na metal\r\n---\r\n";
        assert_eq!(
            Fixture::new(crlf).fixed("rule-under-text"),
            "## a\r\n\r\nIron is\r\na metal\r\n\r\n---\r\n"
        );
        assert_eq!(
            found(
                "**Claim: tea is iron.** It is not.\n---\n",
                "rule-under-text"
            )
            .len(),
            1
        );
    }

    #[test]
    fn a_rule_under_a_list_is_a_note() {
        let before = "## Sources\n\n1. Archer A (2019).\n---\n\n## More\n";
        assert_eq!(
            found(before, "rule-under-text"),
            ["4:1 \"---\" (note) There is no blank line above this rule"]
        );
        assert_eq!(
            Fixture::new(before).fixed("rule-under-text"),
            "## Sources\n\n1. Archer A (2019).\n\n---\n\n## More\n"
        );
        assert_eq!(found("Iron\n***\nTea\n", "rule-under-text").len(), 1);
        assert_eq!(
            found("| a |\n|--|\n| b |\n---\n", "rule-under-text").len(),
            1
        );
    }

    #[test]
    fn headings_meant_so_and_rules_set_apart_are_left_alone() {
        for text in [
            "",
            "---\ntitle: Iron\n---\n\n# Iron\n",
            "---\ntitle: Iron\n---\n---\n",
            "Iron\n---\n\nA metal.\n\nTea\n---\n\nA drink.\n",
            "Iron\n----\n\nText.\n\n---\n\nMore\n",
            "## Iron\n---\n\nText.\n\n***\n",
            "One: a question?\n---\n",
            "One.\n---\n\nText\n\nTwo.\n---\n\n",
            "```\na.\n---\n```\n\n> a.\n> ---\n",
        ] {
            assert_eq!(found(text, "rule-under-text"), SILENCE, "{text:?}");
        }
    }
}
