//! An organisation that one source names three times: as author, in the title and as publisher.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::sources::{Name, Source};

pub(super) const CHECK: Check = Check {
    id: "source-repetition",
    group: Group::Sources,
    title: "Organisation named three times in a source",
    level: Level::Note,
    reason: "Said once it is found as well, and the line is half as long",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

/// How often it may be named.
const OFTEN: usize = 3;

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for source in subject.sources.iter().filter(|it| it.unread.is_none()) {
        let author = source.authors.iter().flat_map(|authors| &authors.names);
        let author = author.filter_map(|name| match name {
            Name::Organisation(range) => Some(range),
            Name::Person { .. } => None,
        });
        let mut names = author.chain(&source.container);
        if let Some(name) = names.find(|name| times(subject, source, subject.at(name)) >= OFTEN) {
            let count = times(subject, source, subject.at(name));
            let count = match count {
                OFTEN => "three times".to_owned(),
                count => format!("{count} times"),
            };
            let message = format!(
                "Source {} names “{}” {count}",
                source.number,
                subject.at(name)
            );
            found.add(name.clone(), message, Vec::new());
        }
    }
}

/// How often a name stands in the words of a source, its address left out.
fn times(subject: &Subject<'_>, source: &Source, name: &str) -> usize {
    if name.chars().count() < 2 {
        return 0;
    }
    let line = subject.at(&source.line);
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let places = memchr::memmem::find_iter(line.as_bytes(), name);
    let whole = places.filter(|at| {
        let (before, behind) = (line.get(..*at), line.get(at + name.len()..));
        let place = source.line.start + at;
        let is_address = [&source.url, &source.doi]
            .into_iter()
            .flatten()
            .any(|it| it.contains(&place));
        !is_part(before.and_then(|it| it.chars().next_back()))
            && !is_part(behind.and_then(|it| it.chars().next()))
            && !is_address
    });
    whole.count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::found;

    const ID: &str = "source-repetition";

    #[test]
    fn three_times_the_same_organisation_are_told() {
        for (line, what) in [
            (
                "1. NHS (2023). NHS - Iron. NHS. https://www.nhs.uk/NHS.\n",
                "7:4 \"NHS\" Source 1 names “NHS” three times",
            ),
            (
                "1. NIH Office of Dietary Supplements (2021). NIH Office of Dietary Supplements – Magnesium. NIH Office of Dietary Supplements. https://ods.example.\n",
                "7:4 \"NIH Office of Dietary Supplements\" Source 1 names “NIH Office of Dietary Supplements” three times",
            ),
        ] {
            assert_eq!(found(&entry("Tea.", line), ID), [what]);
        }
    }

    #[test]
    fn twice_part_of_words_and_people_are_left_alone() {
        for line in [
            "1. NHS (2023). Iron. NHS. https://www.nhs.uk/NHS/NHS.\n",
            "1. Green A (2019). Green and green. Nutrients. PMID: 111.\n",
            "1. NICE (2023). NICEST and nice NICEr. NICE. https://nice.example.\n",
            "1. A line of words, words, words\n",
        ] {
            assert_eq!(found(&entry("Tea.", line), ID), SILENCE, "{line}");
        }
    }
}
