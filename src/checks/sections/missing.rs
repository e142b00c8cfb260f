//! Required sections that an entry lacks, in one finding.
//!
//! Leaves alone: sections that are there under another name.

use super::headed::{headed, is_empty, other_levels, unspaced};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject, listed};

pub(super) const CHECK: Check = Check {
    id: "missing-section",
    group: Group::Sections,
    title: "Missing section",
    level: Level::Warning,
    reason: "Readers look for a section in its place and take its absence for an answer",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let all = headed(subject);
    let elsewhere = other_levels(subject, all);
    let unspaced = unspaced(subject, all);
    let is_there = |number: usize| {
        all.iter().any(|headed| headed.is.number() == Some(number))
            || elsewhere.iter().any(|(other, _)| *other == number)
            || unspaced.iter().any(|(other, ..)| *other == number)
    };
    let sections = subject.style.sections.iter().enumerate();
    let missing: Vec<(usize, &str)> = sections
        .filter(|(number, section)| section.required && !is_there(*number))
        .map(|(number, section)| (number, section.name.as_str()))
        .collect();
    let Some((first, name)) = missing.first() else {
        return;
    };
    // A page without a word is no entry yet; one that front matter without an end has swallowed is missed as a whole.
    let outline = &subject.reading.outline;
    if all.is_empty() && is_blank(subject) || is_swallowed(subject) {
        return;
    }
    // It belongs behind the last section that goes before it.
    let mut before = all
        .iter()
        .filter(|headed| headed.is.number().is_some_and(|it| it < *first));
    let place = before
        .next_back()
        .map(|headed| headed.section.heading.text.clone());
    let place = place.or_else(|| outline.h1.as_ref().map(|h1| h1.text.clone()));
    let names: Vec<&str> = missing.iter().map(|(_, name)| *name).collect();
    let message = match names.as_slice() {
        [_] => format!("The section “{name}” is missing"),
        names => format!("{} sections are missing: {}", names.len(), listed(names)),
    };
    found.add(place.unwrap_or_default(), message, Vec::new());
}

/// Whether front matter that can't be read goes on to some later rule, headings and all.
fn is_swallowed(subject: &Subject<'_>) -> bool {
    let front_matter = &subject.reading.front_matter;
    let is_unreadable = (front_matter.error.as_ref()).is_some_and(|it| it.twice.is_none());
    let inner = subject.at(&front_matter.split.inner);
    is_unreadable && inner.lines().any(|line| line.starts_with("## "))
}

fn is_blank(subject: &Subject<'_>) -> bool {
    let outline = &subject.reading.outline;
    let body = outline.front.end..subject.text.len();
    subject.at(&body).trim().is_empty() && !outline.all_sections().any(|it| !is_empty(subject, it))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{WHOLE, without};
    use crate::checks::fixture::found;

    const ID: &str = "missing-section";

    #[test]
    fn one_is_told_where_it_belongs() {
        assert_eq!(
            found(&without("Timing"), ID),
            ["23:4 \"Forms compared\" The section “Timing” is missing"]
        );
        assert_eq!(
            found(&without("Summary"), ID),
            ["7:3 \"Iron\" The section “Summary” is missing"]
        );
        assert_eq!(found(&without("Sources"), ID).len(), 1);
    }

    #[test]
    fn several_are_one_finding() {
        assert_eq!(
            found("# Iron\n\n## Summary\n\nWords.\n", ID),
            [
                "3:4 \"Summary\" 12 sections are missing: “How it works”, “Effective dose”, “Forms compared”, “Timing”, “Safety profile”, “Special populations”, “Interactions”, “Guideline positions”, “Practical framework”, “Common misconceptions”, “Who this matters for” and “Sources”"
            ]
        );
    }

    #[test]
    fn what_is_there_under_another_name_is_not_missed() {
        for text in [
            WHOLE.to_owned(),
            WHOLE.replace('\n', "\r\n"),
            WHOLE.replace("## Timing", "## timing"),
            WHOLE.replace("## Timing", "## Timng "),
            WHOLE.replace("## Timing", "### Timing"),
            WHOLE.replace("## Timing", "Timing\n---"),
            format!("---\ntitle: A\n\n{WHOLE}\n---\n\n## Related products from Example\n\n- a\n"),
            WHOLE.replace("## Timing", "## 5. Timing"),
            WHOLE.replace("## Timing", "##Timing"),
            String::new(),
            "---\ntitle: A\n---\n\n".to_owned(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
