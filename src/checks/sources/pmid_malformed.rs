//! A PMID or PMCID that can't be one.

use std::ops::Range;

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::sources::{SourceField, is_pmid};

pub(super) const CHECK: Check = Check {
    id: "pmid-malformed",
    group: Group::Sources,
    title: "Invalid PMID",
    level: Level::Error,
    reason: "It leads readers to another paper or nowhere",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for source in subject.sources {
        for doubt in &source.doubts {
            let value = subject.at(&doubt.range);
            let (message, right) = match doubt.field {
                SourceField::Pmid => (
                    format!(
                        "“{value}” can’t be a PMID, which has 1 to 8 digits and no leading zero"
                    ),
                    digits(value),
                ),
                SourceField::Pmcid => (
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
        let Some(pmid) = &source.pmid else { continue };
        if let Some((whole, joined)) = parted(subject, pmid) {
            let message = format!(
                "“{}” can’t be a PMID, which has no spaces or commas",
                subject.at(&whole)
            );
            let fix = Fix::new(format!("Write {joined}"), Edit::new(whole.clone(), joined));
            found.add(whole, message, vec![fix]);
        } else if subject
            .text
            .get(pmid.end..)
            .is_some_and(|rest| rest.starts_with('?'))
        {
            let whole = pmid.start..pmid.end + 1;
            let message = format!(
                "“{}” can’t be a PMID, which is digits alone",
                subject.at(&whole)
            );
            found.add(whole, message, Vec::new());
        }
    }
}

/// `PMID27933574`, `#27933574`: the number in it, where there is just one. A letter for a digit is not guessed.
fn digits(value: &str) -> Option<&str> {
    let number = value.trim_start_matches("PMID").trim_start_matches('0');
    (number.len() >= 5 && is_pmid(number) && value.len() > number.len()).then_some(number)
}

/// `3326 0549`, `33 260 549`, `33,260,549`: digits that go on behind a blank or a comma; all of them, and the number they make.
fn parted(subject: &Subject<'_>, pmid: &Range<usize>) -> Option<(Range<usize>, String)> {
    let mut number = subject.at(pmid).to_owned();
    let mut rest = subject.text.get(pmid.end..)?;
    let comma = rest.starts_with(',');
    loop {
        let (sign, after) = (
            rest.chars().next(),
            rest.trim_start_matches([' ', '\u{a0}', ',']),
        );
        let count = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_one = sign.is_some_and(|sign| {
            matches!(sign, ' ' | '\u{a0}' | ',') && rest.len() - after.len() == sign.len_utf8()
        });
        if !is_one || count == 0 {
            break;
        }
        // Digits behind a comma are groups of thousands; whatever else is no rest of this number.
        let is_group = if comma {
            count == 3
        } else {
            (2..=4).contains(&count)
        };
        if !is_group || comma != (sign == Some(',')) {
            return None;
        }
        number.push_str(after.get(..count)?);
        rest = after.get(count..)?;
    }
    let ends = rest.is_empty() || rest.starts_with(['.', ';', ',', '\n', '\r', ' ', ')', ']']);
    let end = subject.text.len() - rest.len();
    (ends && end > pmid.end && number.len() <= 8).then_some((pmid.start..end, number))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn what_can_be_no_pmid_is_marked() {
        for (written, marked) in [
            ("PMID: 332605499", "332605499"),
            ("PMID: 3326O549", "3326O549"),
            ("PMID: 03326054", "03326054"),
            ("PMID: 3326 0549", "3326 0549"),
            ("PMID: 33 260 549", "33 260 549"),
            ("PMID: 33,260,549", "33,260,549"),
            ("PMID: 33260549?", "33260549?"),
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
    fn only_a_leading_zero_a_blank_or_a_comma_is_fixed() {
        for (written, fixed) in [
            ("03326054", "3326054"),
            ("3326 0549", "33260549"),
            ("33 260 549", "33260549"),
            ("33\u{a0}260\u{a0}549", "33260549"),
            ("33,260,549", "33260549"),
        ] {
            let text = |pmid: &str| {
                entry(
                    "Tea.",
                    &format!("1. Archer A (2019). Tea. Nutrients. PMID: {pmid}.\n"),
                )
            };
            assert_eq!(
                Fixture::new(&text(written)).fixed("pmid-malformed"),
                text(fixed)
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
            "PMID: 33260549 2020",
            "PMID: 332605 49 2020 12",
            "PMID: 33260, 549",
            "PMID: 33260,54",
            "PMID: 33260549, 2020",
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
