//! A source line whose parts can't be told apart.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "source-unread",
    group: Group::Sources,
    title: "Source line not recognised",
    level: Level::Note,
    reason: "Mentions can’t be matched to it, and it can’t be exported",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for source in subject.sources {
        if let Some(why) = source.unread {
            let mut place = source.line.clone();
            if place.is_empty() {
                place = source.number_at.clone();
            }
            found.add(
                place,
                format!(
                    "Source {} was not recognised: {}",
                    source.number,
                    lower(&why.to_string())
                ),
                Vec::new(),
            );
        }
    }
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::found;

    #[test]
    fn a_line_that_does_not_come_apart_says_why() {
        for (line, what) in [
            (
                "1. A line of words\n",
                "7:4 \"A line of words\" Source 1 was not recognised: authors and title can’t be told apart",
            ),
            (
                "1. PMID: 111.\n",
                "7:4 \"PMID: 111.\" Source 1 was not recognised: authors and title are missing",
            ),
            (
                "1. Archer A (2019).\n",
                "7:4 \"Archer A (2019).\" Source 1 was not recognised: the title is missing",
            ),
        ] {
            assert_eq!(found(&entry("Tea.", line), "source-unread"), [what]);
        }
    }

    #[test]
    fn lines_that_are_read_are_left_alone() {
        for line in [
            "",
            "1. Archer A (2019). Tea. Nutrients.\n",
            "1. NHS. Iron. NHS website. https://a.example.\n",
        ] {
            assert_eq!(
                found(&entry("Tea.", line), "source-unread"),
                SILENCE,
                "{line}"
            );
        }
    }
}
