//! A citation of something that is in no source line.
//!
//! Leaves alone: citations that name a listed author with another year or in another spelling.

use super::citation::{named, unlisted};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::citations::Near;

pub(super) const CHECK: Check = Check {
    id: "mention-unlisted",
    group: Group::Sources,
    title: "Mention without a listed source",
    level: Level::Warning,
    reason: "Readers can’t look up what the text relies on",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for citation in unlisted(subject) {
        let also = match citation.suggestion {
            None => String::new(),
            Some(suggestion)
                if matches!(suggestion.reason, Near::CoAuthor | Near::NotFirstAuthor) =>
            {
                let Some(source) = subject.sources.get(suggestion.source) else {
                    continue;
                };
                format!(
                    "; source {} is {}",
                    source.number,
                    named(subject.text, source)
                )
            }
            // The other checks of citations tell of these.
            Some(_) => continue,
        };
        let message = format!("{}{also}", citation.says());
        found.add_at(
            citation.level(),
            citation.first.range.clone(),
            message,
            Vec::new(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::found;

    #[test]
    fn a_citation_without_a_source_is_found_and_counted() {
        for (prose, what) in [
            (
                "Tea helps (Mah and Pitre 2021).",
                "3:12 \"Mah and Pitre 2021\" “Mah and Pitre 2021” is in no source line",
            ),
            (
                "Mah et al. 2021 and Mah et al. 2021 again.",
                "3:1 \"Mah et al. 2021\" “Mah et al. 2021” is in no source line (twice)",
            ),
            (
                "As Pitre 2021 (PMID 777) saw.",
                "3:4 \"Pitre 2021\" “Pitre 2021” is in no source line",
            ),
            (
                "As Pitre 2021 saw.",
                "3:4 \"Pitre 2021\" (note) “Pitre 2021” is in no source line",
            ),
            (
                "SACN 2016 says.",
                "3:1 \"SACN 2016\" “SACN 2016” is in no source line",
            ),
            (
                "As Archer and Holt 2019 saw.",
                "3:4 \"Archer and Holt 2019\" “Archer and Holt 2019” is in no source line; source 1 is Archer and Bell 2019",
            ),
            (
                "As Bell and Archer 2019 saw.",
                "3:4 \"Bell and Archer 2019\" “Bell and Archer 2019” is in no source line; source 1 is Archer and Bell 2019",
            ),
        ] {
            assert_eq!(found(&entry(prose, TWO), "mention-unlisted"), [what]);
        }
    }

    #[test]
    fn listed_citations_and_what_is_no_citation_are_left_alone() {
        for prose in [
            "Archer 2019, Archer and Bell 2019, Carver et al. (2020), PMID 111.",
            "In March 2024, since 2016, vitamin D 2000 IU, Windows Server 2016, Table 2019.",
            "`Mah and Pitre 2021`",
            "Archer and Bell 2018 (the year), Acher and Bell 2019 (the spelling).",
        ] {
            assert_eq!(
                found(&entry(prose, TWO), "mention-unlisted"),
                SILENCE,
                "{prose}"
            );
        }
        assert_eq!(
            found("## Summary\n\nMah and Pitre 2021.\n", "mention-unlisted"),
            SILENCE
        );
    }
}
