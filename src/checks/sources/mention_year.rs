//! A citation of a listed author with another year.

use super::citation::{named, unlisted, words, year_at};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::Edits;
use crate::entry::citations::Near;
use crate::entry::sources::{self, SourceField, plain};

pub(super) const CHECK: Check = Check {
    id: "mention-year",
    group: Group::Sources,
    title: "Mention with a different year",
    level: Level::Warning,
    reason: "Readers look for a paper of that year and find another, or none",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    for citation in unlisted(subject) {
        let Some((suggestion, said)) = citation.suggestion.zip(citation.first.year) else {
            continue;
        };
        let Some(source) = subject.sources.get(suggestion.source) else {
            continue;
        };
        let (number, listed) = (
            source.number,
            source.year.as_ref().map(|year| plain(text, year)),
        );
        let about = match suggestion.reason {
            Near::YearOneOff => format!(
                "; source {number} is {}, one year off: it may have appeared online first",
                named(text, source)
            ),
            Near::OtherYear | Near::Letter => {
                format!("; source {number} is {}", named(text, source))
            }
            Near::NoYear => format!("; source {number}, {}, has no year", named(text, source)),
            _ => continue,
        };
        let mut fixes = Vec::new();
        // Many years apart it is another paper.
        let is_close = matches!(suggestion.reason, Near::YearOneOff | Near::Letter);
        if let Some(listed) = &listed
            && is_close
        {
            let places = citation.all.iter().filter_map(|one| year_at(subject, one));
            let edits: Vec<Edit> = places
                .map(|place| Edit::new(place, listed.as_ref()))
                .collect();
            if edits.len() == citation.all.len()
                && let Ok(edits) = Edits::new(edits)
            {
                fixes.push(Fix::new(format!("Write {listed} in the text"), edits));
            }
        }
        if (is_close || suggestion.reason == Near::NoYear)
            && found.may_read_again(text)
            && let Ok(edits) =
                sources::set_field(text, source, SourceField::Year, &said.to_string())
        {
            fixes.push(Fix::new(format!("Write {said} in source {number}"), edits));
        }
        let times = if citation.all.len() > 1 {
            format!(" ({} times)", citation.all.len())
        } else {
            String::new()
        };
        let message = format!(
            "“{}” is in no source line{times}{about}",
            words(citation.first)
        );
        found.add_at(
            citation.level(),
            citation.first.range.clone(),
            message,
            fixes,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn another_year_is_told_with_the_source_that_may_be_meant() {
        for (prose, what) in [
            (
                "Archer and Bell 2018 saw.",
                "3:1 \"Archer and Bell 2018\" “Archer and Bell 2018” is in no source line; source 1 is Archer and Bell 2019, one year off: it may have appeared online first",
            ),
            (
                "Carver et al. 2011 saw.",
                "3:1 \"Carver et al. 2011\" “Carver et al. 2011” is in no source line; source 2 is Carver et al. 2020",
            ),
            (
                "Carver 2021 saw.",
                "3:1 \"Carver 2021\" “Carver 2021” is in no source line; source 2 is Carver et al. 2020, one year off: it may have appeared online first",
            ),
        ] {
            assert_eq!(found(&entry(prose, TWO), "mention-year"), [what]);
        }
        let no_year = "1. Archer A, Bell B. Tea in the morning. Nutrients. PMID: 111.\n";
        assert_eq!(
            found(&entry("Archer and Bell 2018 saw.", no_year), "mention-year"),
            [
                "3:1 \"Archer and Bell 2018\" “Archer and Bell 2018” is in no source line; source 1, Archer and Bell, has no year"
            ]
        );
    }

    #[test]
    fn either_year_can_be_written() {
        let text = entry("Archer and Bell 2018, and Archer and Bell 2018.", TWO);
        let fixture = Fixture::new(&text);
        assert_eq!(
            fixture.fixes("mention-year"),
            ["Write 2019 in the text", "Write 2018 in source 1"]
        );
        assert_eq!(
            fixture.fixed("mention-year"),
            entry("Archer and Bell 2019, and Archer and Bell 2019.", TWO)
        );
        let fixes = &fixture.findings("mention-year")[0].fixes;
        assert_eq!(
            fixes[1].edits.apply(&text).unwrap().to_string(),
            text.replace("(2019)", "(2018)")
        );
        assert!(
            Fixture::new(&entry("Carver et al. 2011 saw.", TWO))
                .fixes("mention-year")
                .is_empty()
        );
    }

    #[test]
    fn the_right_year_and_unknown_names_are_left_alone() {
        for prose in [
            "Archer and Bell 2019, Carver 2020, Archer (2019).",
            "Mah and Pitre 2021.",
            "In 2018 tea was drunk; Archer was not.",
        ] {
            assert_eq!(
                found(&entry(prose, TWO), "mention-year"),
                SILENCE,
                "{prose}"
            );
        }
    }
}
