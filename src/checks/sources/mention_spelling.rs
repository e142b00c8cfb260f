//! A citation whose surname is a letter or two off from a listed author of the same year.

use super::citation::{named, unlisted};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::citations::{Citation, Near};
use crate::entry::sources::{Name, Source, plain};
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "mention-spelling",
    group: Group::Sources,
    title: "Surname spelt differently from the source",
    level: Level::Warning,
    reason: "Readers can’t find the source, and one of the two spellings is wrong",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for citation in unlisted(subject) {
        let Some(suggestion) = citation.suggestion.filter(|it| it.reason == Near::Spelling) else {
            continue;
        };
        let Some(source) = subject.sources.get(suggestion.source) else {
            continue;
        };
        let fixes = respelt(subject, &citation.all, source);
        let message = format!(
            "{}; source {} is {}",
            citation.says(),
            source.number,
            named(subject.text, source)
        );
        found.add(citation.first.range.clone(), message, fixes);
    }
}

fn respelt(subject: &Subject<'_>, citations: &[&Citation], source: &Source) -> Vec<Fix> {
    let Some(Name::Person { family, .. }) = source
        .authors
        .iter()
        .find_map(|authors| authors.names.first())
    else {
        return Vec::new();
    };
    let listed = plain(subject.text, family);
    let Some(said) = citations
        .first()
        .and_then(|citation| citation.names.first())
    else {
        return Vec::new();
    };
    let place = |citation: &&Citation| {
        let at = subject.at(&citation.range).find(said.as_str())?;
        let start = citation.range.start + at;
        Some(Edit::new(start..start + said.len(), listed.as_ref()))
    };
    let in_text: Option<Vec<Edit>> = citations.iter().map(place).collect();
    let in_text = in_text
        .and_then(|edits| Edits::new(edits).ok())
        .map(|edits| Fix::new(format!("Write “{listed}” in the text"), edits));
    let in_source = Fix::new(
        format!("Write “{said}” in source {}", source.number),
        Edit::new(family.clone(), said.as_str()),
    );
    in_text.into_iter().chain([in_source]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn a_misspelt_surname_is_told_with_the_source_that_may_be_meant() {
        for (prose, marked) in [
            ("Acher and Bell 2019 saw.", "Acher and Bell 2019"),
            ("Archher 2019 saw.", "Archher 2019"),
            ("Carvre et al. 2020 saw.", "Carvre et al. 2020"),
        ] {
            let found = found(&entry(prose, TWO), "mention-spelling");
            assert_eq!(found.len(), 1, "{prose}");
            assert!(
                found[0].starts_with(&format!(
                    "3:1 {marked:?} “{marked}” is in no source line; source "
                )),
                "{found:?}"
            );
        }
    }

    #[test]
    fn either_spelling_can_be_written() {
        let text = entry("Acher and Bell 2019, then Acher and Bell 2019.", TWO);
        let fixture = Fixture::new(&text);
        assert_eq!(
            fixture.fixes("mention-spelling"),
            ["Write “Archer” in the text", "Write “Acher” in source 1"]
        );
        assert_eq!(
            fixture.fixed("mention-spelling"),
            entry("Archer and Bell 2019, then Archer and Bell 2019.", TWO)
        );
    }

    #[test]
    fn right_and_quite_different_names_are_left_alone() {
        for prose in [
            "Archer 2019 and Carver 2020.",
            "Mah and Pitre 2019.",
            "Acher and Bell 2012.",
        ] {
            assert_eq!(
                found(&entry(prose, TWO), "mention-spelling"),
                SILENCE,
                "{prose}"
            );
        }
    }
}
