//! A DOI that can't be one.

use std::ops::Range;

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::sources::{Source, SourceField};

pub(super) const CHECK: Check = Check {
    id: "doi-malformed",
    group: Group::Sources,
    title: "Invalid DOI",
    level: Level::Error,
    reason: "It leads readers nowhere",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for source in subject.sources {
        let mut doubts = source
            .doubts
            .iter()
            .filter(|doubt| doubt.field == SourceField::Doi);
        let doubt = doubts.next().map(|doubt| doubt.range.clone());
        let cut_off = source
            .doi
            .clone()
            .filter(|doi| subject.at(doi).ends_with(['-', '/', '_']));
        if let Some(place) = doubt.or(cut_off).or_else(|| unread(subject, source)) {
            let value = subject.at(&place);
            let message = format!(
                "“{value}” is not a complete DOI: 10., a number of 4 to 9 digits, / and a name"
            );
            found.add(place, message, Vec::new());
        }
    }
}

/// What stands behind the label where no DOI was read: `DOI: 1O.3390/nu1`.
fn unread(subject: &Subject<'_>, source: &Source) -> Option<Range<usize>> {
    if source.doi.is_some() {
        return None;
    }
    let line = subject.at(&source.line);
    let label = ["DOI:", "doi:", "DOI "]
        .into_iter()
        .find_map(|label| Some(line.find(label)? + label.len()))?;
    let rest = line.get(label..)?;
    let value = rest.trim_start();
    let start = label + rest.len() - value.len();
    let length = value.find(char::is_whitespace).unwrap_or(value.len());
    let word = value
        .get(..length)?
        .trim_end_matches(['.', ',', ';', ')', ']']);
    // A sentence about DOIs has no figures here; a link holds its own.
    let is_value = word.bytes().any(|byte| byte.is_ascii_digit())
        && word.contains(['/', '.'])
        && !word.contains(['[', '<'])
        && !word.contains("doi.org/10.");
    is_value.then(|| source.line.start + start..source.line.start + start + word.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::found;

    #[test]
    fn what_can_be_no_doi_is_marked() {
        for (written, marked) in [
            ("DOI: 10.3390", "10.3390"),
            ("DOI: 10.33/nu12", "10.33/nu12"),
            ("DOI: 10.3390/ nu12123672", "10.3390/"),
            ("DOI: 1O.3390/nu12123672", "1O.3390/nu12123672"),
            ("DOI: nu12123672/5.1", "nu12123672/5.1"),
            ("doi:0.3390/nu12", "0.3390/nu12"),
            ("DOI: 10.1007/s15006- 016-9054-7", "10.1007/s15006-"),
            ("https://doi.org/10.3390", "10.3390"),
            ("https://doi.org/10.3390%20a", "10.3390%20a"),
            ("DOI: 10.1016%2FS0140-6736", "10.1016%2FS0140-6736"),
        ] {
            let text = entry(
                "Tea.",
                &format!("1. Archer A (2019). Tea. Nutrients. {written}.\n"),
            );
            let found = found(&text, "doi-malformed");
            assert_eq!(found.len(), 1, "{written}: {found:?}");
            assert!(
                found[0].contains(&format!("{marked:?} “{marked}” is not a complete DOI")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_doi_of_any_form_is_left_alone() {
        for written in [
            "DOI: 10.3390/nu12123672",
            "doi:10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
            "https://doi.org/10.1016/j.neuropharm.2011.07.027",
            "[10.5555/a](https://doi.org/10.5555/a)",
            "<https://doi.org/10.5555/a>",
            "https://doi.org/10.1016%2FS0140-6736(05)66545-6",
            "DOI: doi.org/10.1016%2fS0140-6736(05)66545-6",
            "PMID: 111",
            "The DOI of this source is not known",
            "DOI: none",
            "https://a.example/doi/1",
        ] {
            let text = entry(
                "Tea DOI: 10.3.",
                &format!("1. Archer A (2019). Tea. Nutrients. {written}.\n"),
            );
            assert_eq!(found(&text, "doi-malformed"), SILENCE, "{written}");
        }
    }
}
