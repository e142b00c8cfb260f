//! PMIDs and DOIs as prose writes them.

use std::ops::Range;

use super::left::BLANK;
use crate::entry::sources::{is_doi, is_pmid};

/// An identifier in a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundIdentifier {
    /// With its label.
    pub whole: Range<usize>,
    pub value: Range<usize>,
    pub is_doi: bool,
    /// It goes on a list begun by the one before: `PMIDs 1 and 2`.
    pub goes_on: bool,
}

/// Reads what begins with a `P` or `p` at `at`: `PMID 123`, `PMID: 123`, `PMIDs 123 and 456`, `PubMed ID 123`.
pub(super) fn pmids(text: &str, at: usize, found: &mut Vec<FoundIdentifier>) -> Option<usize> {
    let rest = text.get(at..)?;
    let after = ["PubMed ID", "PMID"].iter().find_map(|label| {
        let head = rest.get(..label.len())?;
        head.eq_ignore_ascii_case(label)
            .then(|| rest.get(label.len()..))?
    })?;
    let several = after.starts_with(['s', 'S']);
    let after = if several { after.get(1..)? } else { after };
    let number = after.trim_start_matches(|c| BLANK.contains(&c) || matches!(c, ':' | '#'));
    let mut start = text.len() - number.len();
    let mut end = digits_at(text, start)?;
    found.push(FoundIdentifier {
        whole: at..end,
        value: start..end,
        is_doi: false,
        goes_on: false,
    });
    loop {
        let rest = text.get(end..)?;
        let next = rest
            .trim_start_matches(|c| BLANK.contains(&c) || matches!(c, ',' | ';' | '/' | '&'))
            .trim_start_matches("and ");
        start = text.len() - next.len();
        // A short number behind a lone PMID counts something else.
        match digits_at(text, start) {
            Some(to) if start > end && (several || to - start >= 6) => {
                found.push(FoundIdentifier {
                    whole: start..to,
                    value: start..to,
                    is_doi: false,
                    goes_on: true,
                });
                end = to;
            }
            _ => return Some(end),
        }
    }
}

/// The digits at `at`, a PMID by their number: where they end.
fn digits_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let follows = rest.get(length..)?.chars().next();
    let ends = !follows.is_some_and(|c| c.is_alphanumeric() || c == '_');
    (ends && is_pmid(rest.get(..length)?)).then_some(at + length)
}

/// A PMID as the end of a PubMed address: `https://pubmed.ncbi.nlm.nih.gov/123/`, where `at..end` are the digits.
pub(super) fn pubmed_address(text: &str, at: usize, end: usize) -> Option<FoundIdentifier> {
    let head = text.get(..at)?;
    let is_pubmed = ["pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"]
        .iter()
        .any(|host| head.ends_with(host));
    if !is_pubmed || digits_at(text, at) != Some(end) {
        return None;
    }
    let slash = usize::from(text.get(end..)?.starts_with('/'));
    Some(FoundIdentifier {
        whole: address_start(text, at)..end + slash,
        value: at..end,
        is_doi: false,
        goes_on: false,
    })
}

/// Longer ones are not met; without an end there would be no end to looking for one.
const LONGEST_DOI: usize = 400;

/// A DOI that begins with the `10` at `at`.
pub(super) fn doi(text: &str, at: usize) -> Option<FoundIdentifier> {
    let rest = text.get(at..)?;
    if !rest.starts_with("10.") {
        return None;
    }
    let length = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '”' | '’'))
        .unwrap_or(rest.len());
    let mut value = rest.get(..length.min(LONGEST_DOI))?;
    loop {
        let last = value.chars().next_back()?;
        let opening = match last {
            '.' | ',' | ';' | ':' | '?' | '!' | '*' | '\'' => None,
            ')' => Some('('),
            ']' => Some('['),
            '>' => Some('<'),
            _ => break,
        };
        let count = |bracket: char| value.matches(bracket).count();
        if opening.is_some_and(|opening| count(opening) >= count(last)) {
            break;
        }
        value = value.get(..value.len() - last.len_utf8())?;
    }
    let start = if text.get(..at)?.ends_with("doi.org/") {
        address_start(text, at)
    } else {
        at
    };
    is_doi(value).then_some(FoundIdentifier {
        whole: start..at + value.len(),
        value: at..at + value.len(),
        is_doi: true,
        goes_on: false,
    })
}

/// Where the address begins that goes on at `at`.
fn address_start(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or_default();
    head.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '<' | '[' | '\u{1}'))
        .map_or(0, |before| before + 1)
}

/// The PMID and DOI an address leads to.
pub(super) fn of_address(address: &str) -> Option<FoundIdentifier> {
    if let Some(at) = address.find("10.")
        && address.get(..at)?.contains("doi.org/")
    {
        return doi(address, at);
    }
    let head = address.trim_end_matches('/');
    let at = head.rfind('/')? + 1;
    pubmed_address(address, at, head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let at = text.find(['P', 'p']).expect("a label");
        pmids(text, at, &mut found);
        found.iter().map(|one| &text[one.value.clone()]).collect()
    }

    #[test]
    fn a_pmid_is_read_with_any_label() {
        assert_eq!(numbers("PMID 123"), ["123"]);
        assert_eq!(numbers("PMID: 12345678)"), ["12345678"]);
        assert_eq!(numbers("pmid:123."), ["123"]);
        assert_eq!(numbers("PubMed ID 123"), ["123"]);
        assert_eq!(numbers("PMIDs 123, 456 and 789"), ["123", "456", "789"]);
        assert_eq!(
            numbers("PMID 33260549 and 27933574"),
            ["33260549", "27933574"]
        );
        assert_eq!(numbers("PMID 33260549 and 40 more"), ["33260549"]);
        for text in [
            "PMID 0123",
            "PMID 123456789",
            "PMID",
            "PMID 12a",
            "PMIDX 12",
        ] {
            assert!(numbers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_doi_ends_before_the_marks_of_the_sentence() {
        for (text, value) in [
            ("10.3390/nu12123672.", "10.3390/nu12123672"),
            ("10.1016/S0140(05)1; ", "10.1016/S0140(05)1"),
            ("10.1000/x), and", "10.1000/x"),
            ("10.1000/x].", "10.1000/x"),
        ] {
            let found = doi(text, 0).expect(text);
            assert_eq!(&text[found.value], value);
        }
        assert_eq!(doi("10.5 mg", 0), None);
        assert_eq!(doi("10.12/x", 0), None);
    }

    #[test]
    fn an_address_leads_to_one() {
        let of = |address: &'static str| of_address(address).map(|one| &address[one.value]);
        assert_eq!(
            of("https://pubmed.ncbi.nlm.nih.gov/33260549/"),
            Some("33260549")
        );
        assert_eq!(
            of("https://www.ncbi.nlm.nih.gov/pubmed/33260549"),
            Some("33260549")
        );
        assert_eq!(of("https://doi.org/10.1000/x"), Some("10.1000/x"));
        assert_eq!(of("https://example.org/33260549"), None);
    }
}
