//! Sections of prose that cite no source: one note.

use super::headed::{headed, is_reviewed};
use super::section_names::Is;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject, listed};
use crate::entry::sources::is_sources;

pub(super) const CHECK: Check = Check {
    id: "unsourced-section",
    group: Group::Sections,
    title: "Sections without a source",
    level: Level::Note,
    reason: "The next reviewer can’t check what has no source",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

/// A sentence or two may stand without a source.
const SHORT: usize = 30;

fn look(subject: &Subject<'_>, found: &mut Findings) {
    // An entry without sources cites none; a draft gets them later.
    if subject.sources.is_empty() || !is_reviewed(subject) {
        return;
    }
    let citations = subject.citations();
    let all = headed(subject);
    let prose = all.iter().filter(|headed| {
        let is_list = subject.style.audience.section == headed.title.trim()
            || is_sources(subject.text, headed.section);
        let body = &headed.section.body;
        matches!(headed.is, Is::Right(_) | Is::OtherForm(_))
            && !is_list
            && subject.at(body).split_whitespace().take(SHORT).count() == SHORT
    });
    let unsourced = prose.filter(|headed| {
        let body = &headed.section.body;
        let numbers = &citations.numbers;
        let next = numbers.partition_point(|it| it.range.start < body.start);
        let numbered = numbers
            .get(next)
            .is_some_and(|it| it.range.start < body.end);
        citations.within(body).is_empty() && !numbered
    });
    let unsourced: Vec<_> = unsourced.collect();
    let Some(first) = unsourced.first() else {
        return;
    };
    let names: Vec<&str> = unsourced.iter().map(|headed| headed.title.trim()).collect();
    let message = match names.as_slice() {
        [name] => format!("“{name}” mentions no source"),
        names => format!(
            "{} sections mention no source: {}",
            names.len(),
            listed(names)
        ),
    };
    found.add(first.section.heading.text.clone(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use super::super::tests::WHOLE;
    use crate::checks::fixture::found;

    const ID: &str = "unsourced-section";

    fn long(words: &str) -> String {
        let words = format!("{words} {}", "more words on it ".repeat(10));
        WHOLE.replace("Words on safety", &words)
    }

    #[test]
    fn long_sections_without_a_source_are_one_note() {
        assert_eq!(
            found(&long("Safe"), ID),
            ["31:4 \"Safety profile\" “Safety profile” mentions no source"]
        );
        let two = long("Safe").replace("Tea is one", &"tea is one of many ".repeat(8));
        assert_eq!(
            found(&two, ID),
            [
                "31:4 \"Safety profile\" 2 sections mention no source: “Safety profile” and “Interactions”"
            ]
        );
        assert_eq!(found(&long("Safe since 2020"), ID).len(), 1);
    }

    #[test]
    fn a_mention_a_short_section_or_a_draft_is_no_finding() {
        for text in [
            WHOLE.to_owned(),
            long("Safe (Archer 2020)"),
            long("Safe (Archer et al. 2020)"),
            long("Safe (PMID 27933574)"),
            long("Safe").replace("last_reviewed: 1 May 2026\n", ""),
            long("Safe").replace(
                "1. Archer A (2020). One title. Journal. PMID: 27933574.\n",
                "",
            ),
            String::new(),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
    }
}
