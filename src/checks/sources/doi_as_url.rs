//! A DOI written as a web address.
//!
//! Leaves alone: words that lead to it (`[…](…)`), which somebody made a link of.

use std::ops::Range;

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::sources::{Source, SourceField};

pub(super) const CHECK: Check = Check {
    id: "doi-as-url",
    group: Group::Sources,
    title: "DOI written as a web address",
    level: Level::Warning,
    reason: "Sources in a list are written alike, and a DOI outlives the address that resolves it",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let addresses = addresses(subject);
    let level = level(subject, &addresses);
    for (source, address) in addresses {
        let before = subject
            .text
            .get(source.line.start..address.start)
            .unwrap_or_default();
        let bare = before.trim_end();
        let is_labelled = bare.len() >= 4
            && bare
                .get(bare.len() - 4..)
                .is_some_and(|label| label.eq_ignore_ascii_case("doi:"));
        let label = if is_labelled { "" } else { "DOI: " };
        let value = source
            .value(subject.text, SourceField::Doi)
            .unwrap_or_default();
        let message = format!("The DOI {value} is written as a web address");
        let edit = if subject.at(&address).ends_with(&*value) {
            Edit::new(address.start..address.end - value.len(), label)
        } else {
            Edit::new(address.clone(), format!("{label}{value}"))
        };
        let fix = Fix::new(format!("Write DOI: {value}"), edit);
        found.add_at(level, address, message, vec![fix]);
    }
}

/// The addresses that this check warns of, so that nobody else has to.
pub(in crate::checks) fn warned_of(subject: &Subject<'_>) -> Vec<Range<usize>> {
    let addresses = addresses(subject);
    if level(subject, &addresses) == Level::Note {
        return Vec::new();
    }
    addresses.into_iter().map(|(_, address)| address).collect()
}

fn addresses<'s>(subject: &Subject<'s>) -> Vec<(&'s Source, Range<usize>)> {
    let sources = subject.sources.iter();
    sources
        .filter_map(|source| {
            let doi = source.doi.as_ref()?;
            Some((source, resolver(subject.text, source, doi)?))
        })
        .collect()
}

/// Where most of a list are addresses, that is how it is done there.
fn level(subject: &Subject<'_>, addresses: &[(&Source, Range<usize>)]) -> Level {
    let all = subject.sources.iter().filter(|source| source.doi.is_some());
    if addresses.len() * 2 > all.count() {
        Level::Note
    } else {
        CHECK.level
    }
}

/// The whole address that a DOI is in, with the signs around it: `https://doi.org/10.5555/a`, `<https://doi.org/10.5555/a>`.
fn resolver(text: &str, source: &Source, doi: &Range<usize>) -> Option<Range<usize>> {
    let before = text.get(source.line.start..doi.start)?;
    let start = before.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '<' | '['))?;
    let sign = before.get(start..)?.chars().next()?;
    let address = before.get(start + sign.len_utf8()..)?;
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    if !matches!(host, "doi.org/" | "dx.doi.org/" | "www.doi.org/") {
        return None;
    }
    let start = doi.start - address.len();
    if sign.is_whitespace() {
        return Some(start..doi.end);
    }
    let is_shown = sign == '<' && text.get(doi.end..)?.starts_with('>');
    is_shown.then_some(start - 1..doi.end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::{Fixture, found};

    fn line(number: u32, doi: &str) -> String {
        format!("{number}. Archer A (201{number}). Tea. Nutrients. {doi}.\n")
    }

    #[test]
    fn an_address_becomes_a_doi() {
        for (written, after) in [
            ("https://doi.org/10.5555/a", "DOI: 10.5555/a"),
            ("http://dx.doi.org/10.5555/a", "DOI: 10.5555/a"),
            ("DOI: https://doi.org/10.5555/a", "DOI: 10.5555/a"),
            ("DOI: doi.org/10.5555/a", "DOI: 10.5555/a"),
            ("dx.doi.org/10.5555/a", "DOI: 10.5555/a"),
            ("<https://doi.org/10.5555/a>", "DOI: 10.5555/a"),
            ("https://doi.org/10.5555%2Fa", "DOI: 10.5555/a"),
            ("DOI: <https://doi.org/10.5555%2fa>", "DOI: 10.5555/a"),
        ] {
            let text = |doi: &str| entry("Tea.", &(line(1, doi) + &line(2, "DOI: 10.5555/b")));
            let found = found(&text(written), "doi-as-url");
            assert_eq!(found.len(), 1, "{written}");
            assert!(
                found[0].ends_with("The DOI 10.5555/a is written as a web address"),
                "{found:?}"
            );
            assert_eq!(
                Fixture::new(&text(written)).fixed("doi-as-url"),
                text(after)
            );
        }
    }

    #[test]
    fn what_the_address_writes_in_percent_is_written_as_it_is() {
        let text = |doi: &str| entry("Tea.", &(line(1, doi) + &line(2, "DOI: 10.5555/b")));
        for (written, after) in [
            (
                "https://doi.org/10.1002/(SICI)1097-0258%2819980815%29",
                "DOI: 10.1002/(SICI)1097-0258(19980815)",
            ),
            ("https://doi.org/10.5555/5%-x", "DOI: 10.5555/5%-x"),
            ("https://doi.org/10.5555/a%CC", "DOI: 10.5555/a%CC"),
        ] {
            assert_eq!(
                Fixture::new(&text(written)).fixed("doi-as-url"),
                text(after)
            );
        }
    }

    #[test]
    fn where_a_whole_list_is_written_so_it_is_a_note() {
        let text = entry("Tea.", &line(1, "https://doi.org/10.5555/a"));
        assert_eq!(
            found(&text, "doi-as-url"),
            [
                "7:37 \"https://doi.org/10.5555/a\" (note) The DOI 10.5555/a is written as a web address"
            ]
        );
    }

    #[test]
    fn links_and_other_addresses_are_left_alone() {
        for written in [
            "DOI: 10.5555/a",
            "[10.5555/a](https://doi.org/10.5555/a)",
            "https://a.example/doi.org/a",
            "PMID: 111",
        ] {
            let text = entry("See https://doi.org/10.5555/a.", &line(1, written));
            assert_eq!(found(&text, "doi-as-url"), SILENCE, "{written}");
        }
    }
}
