//! A PMID or PMCID that can't be one.
//!
//! Knows nothing of: which of them exist.

use std::ops::Range;

use crate::checks::{Check, Findings, Fix, Group, Level, Look, Mending, Subject};
use crate::entry::Edit;
use crate::entry::sources::{Field, is_pmid};

pub(super) const CHECK: Check = Check {
    id: "pmid-malformed",
    group: Group::Sources,
    title: "PMID that can’t be one",
    level: Level::Error,
    reason: "It leads readers to another paper or nowhere",
    mending: Mending::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for source in subject.sources {
        for doubt in &source.doubts {
            let value = subject.at(&doubt.range);
            let (message, right) = match doubt.field {
                Field::Pmid => (
                    format!(
                        "“{value}” can’t be a PMID, which has 1 to 8 digits and no leading zero"
                    ),
                    digits(value),
                ),
                Field::Pmcid => (
                    format!("“{value}” can’t be a PMCID, which is PMC and digits"),
                    None,
                ),
                _ => continue,
            };
            let fix = right.map(|right| {
                Fix::new(
                    format!("Write {right}"),
                    Edit::new(doubt.range.clone(), right),
                )
            });
            found.add(doubt.range.clone(), message, fix.into_iter().collect());
        }
        if let Some(whole) = source.pmid.as_ref().and_then(|pmid| parted(subject, pmid)) {
            let value = subject.at(&whole);
            let joined: String = value.split_whitespace().collect();
            let message = format!("“{value}” can’t be a PMID, which has no blanks");
            let fix = Fix::new(format!("Write {joined}"), Edit::new(whole.clone(), joined));
            found.add(whole, message, vec![fix]);
        }
    }
}

/// `PMID27933574`, `#27933574`: the number in it, where there is just one. A letter for a digit is not guessed.
fn digits(value: &str) -> Option<&str> {
    let number = value.trim_start_matches("PMID").trim_start_matches('0');
    (number.len() >= 5 && is_pmid(number) && value.len() > number.len()).then_some(number)
}

/// `3326 0549`: digits that go on behind a blank.
fn parted(subject: &Subject<'_>, pmid: &Range<usize>) -> Option<Range<usize>> {
    let rest = subject
        .text
        .get(pmid.end..)?
        .strip_prefix([' ', '\u{a0}'])?;
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(count..)?;
    let ends = behind.is_empty() || behind.starts_with(['.', ';', ',', '\n', '\r', ' ']);
    let is_rest = (2..=4).contains(&count) && count + pmid.len() <= 8 && ends;
    is_rest.then(|| pmid.start..subject.text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::bench::{Bench, found};

    #[test]
    fn what_can_be_no_pmid_is_marked() {
        for (written, marked) in [
            ("PMID: 332605499", "332605499"),
            ("PMID: 3326O549", "3326O549"),
            ("PMID: 03326054", "03326054"),
            ("PMID: 3326 0549", "3326 0549"),
            ("PMID: PMC123456", "PMC123456"),
            ("PMCID: 123456", "123456"),
        ] {
            let text = entry(
                "Tea.",
                &format!("1. Archer A (2019). Tea. Nutrients. {written}.\n"),
            );
            let found = found(&text, "pmid-malformed");
            assert_eq!(found.len(), 1, "{written}: {found:?}");
            assert!(
                found[0].contains(&format!("{marked:?} “{marked}” can’t be")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn only_a_leading_zero_or_a_blank_is_mended() {
        for (written, mended) in [("03326054", "3326054"), ("3326 0549", "33260549")] {
            let text = |pmid: &str| {
                entry(
                    "Tea.",
                    &format!("1. Archer A (2019). Tea. Nutrients. PMID: {pmid}.\n"),
                )
            };
            assert_eq!(
                Bench::new(&text(written)).fixed("pmid-malformed"),
                text(mended)
            );
        }
    }

    #[test]
    fn a_pmid_that_can_be_one_is_left_alone() {
        for written in [
            "PMID: 33260549",
            "PMID: 1",
            "PMID 33260549. PMCID: PMC7761127",
            "PMID: 33260549 (2020)",
            "PMID: n/a",
            "DOI: 10.5555/pmid.012",
        ] {
            let text = entry(
                "Tea PMID 012.",
                &format!("1. Archer A (2019). Tea. Nutrients. {written}.\n"),
            );
            assert_eq!(found(&text, "pmid-malformed"), SILENCE, "{written}");
        }
    }
}
