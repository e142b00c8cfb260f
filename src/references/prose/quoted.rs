//! Lines in the style of MLA: the title stands in quotation marks.
//!
//! Knows nothing of: other styles.

use crate::entry::sources;
use crate::references::house::of_source;
use crate::references::{Author, Record, year_in};

/// `“Title.”`: the style of MLA.
pub(super) fn is_quoted(line: &str) -> bool {
    line.contains(".”") || line.contains("?”") || line.contains(".\"")
}

/// `Pickering, Gisèle et al. “Title.” Nutrients vol. 12,12 3672. 28 Nov. 2020, doi:10.…`
pub(super) fn read_quoted(line: &str) -> Option<Record> {
    let (open, close) = if line.contains('“') {
        ('“', '”')
    } else {
        ('"', '"')
    };
    let (names, rest) = line.split_once(open)?;
    let (title, behind) = rest.split_once(close)?;
    if !title.ends_with(['.', '?', '!', ',']) || names.trim().is_empty() {
        return None;
    }
    let found = sources::read_line(behind);
    let ids = of_source(behind, &found);
    let mut record = Record {
        title: Some(title.trim_end_matches(['.', ',']).to_owned()),
        pmid: ids.pmid,
        pmcid: ids.pmcid,
        doi: ids.doi,
        url: ids.url,
        ..Record::default()
    };
    let end = ["doi:", "DOI:", "http", "PMID"]
        .iter()
        .filter_map(|label| behind.find(label))
        .min();
    let place = behind.get(..end.unwrap_or(behind.len()))?.trim();
    let (container, locator) = match place.split_once(" vol. ") {
        Some((container, locator)) => (container, locator),
        None => place.split_once(['.', ',']).unwrap_or((place, "")),
    };
    record.container = Some(container.trim_matches([',', ' ', '*', '_', '.']).to_owned());
    let mut numbers = locator
        .split([',', ' ', '.', ':'])
        .filter(|part| !part.is_empty());
    if place.contains(" vol. ") {
        record.volume = numbers.next().map(str::to_owned);
        let (head, _) = locator.split_once(". ").unwrap_or((locator, ""));
        let mut head = head.split([' ', ':']);
        record.issue = head
            .next()
            .and_then(|both| both.split_once(','))
            .map(|(_, issue)| issue.to_owned());
        record.pages = head
            .next()
            .filter(|part| !part.is_empty())
            .map(str::to_owned);
    }
    record.year = locator.rsplit([' ', '(']).find_map(year_in);
    mla_names(names.trim(), &mut record);
    Some(record)
}

/// `Pickering, Gisèle, et al.`, `Wienecke, E, and C Nolden`, `Mah, J, and T Pitre.`
fn mla_names(names: &str, record: &mut Record) {
    let mut names = names.trim_end_matches(['.', ',', ' ']);
    if let Some(ahead) = names.strip_suffix("et al") {
        record.et_al = true;
        names = ahead.trim_end_matches([',', ' ']);
    }
    let (first, second) = match names.split_once(" and ") {
        Some((first, second)) => (first.trim_end_matches([',', ' ']), Some(second)),
        None => (names, None),
    };
    record.authors.extend(Author::of_inverted(first));
    record.authors.extend(second.and_then(Author::of_natural));
}
