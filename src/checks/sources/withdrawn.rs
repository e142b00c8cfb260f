//! A source that was retracted, put in doubt or corrected, by the library's list of withdrawn works or by its own title; and
//! one that is no work but a notice about one.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::dates::HouseDate;
use crate::entry::sources::{Source, SourceField, plain};
use crate::library::withdrawn::{Case, CaseNature};
use crate::references::{Status, status_of_title};

pub(super) const CHECK: Check = Check {
    id: "source-withdrawn",
    group: Group::Sources,
    title: "Retracted, questioned or corrected source",
    level: Level::Error,
    reason: "Readers would rely on a work that no longer stands as published",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for source in subject.sources {
        let place = source.title.as_ref().unwrap_or(&source.number_at);
        let case = case_of(subject, source);
        let Some((level, message)) = by_title(subject, source, case).or_else(|| {
            let case = case?;
            let level = level_of(case.nature)?;
            (!is_said(subject, source, case.nature)).then(|| (level, message(source, case)))
        }) else {
            continue;
        };
        found.add_at(level, place.clone(), message, Vec::new());
    }
}

/// What the library's list tells of a source.
fn case_of<'s>(subject: &Subject<'s>, source: &Source) -> Option<&'s Case> {
    let written = |field| Some(plain(subject.text, source.at(field)?));
    let (pmid, doi) = (written(SourceField::Pmid), written(SourceField::Doi));
    subject.withdrawn?.of(pmid.as_deref(), doi.as_deref())
}

fn level_of(nature: CaseNature) -> Option<Level> {
    match nature {
        CaseNature::Retracted => Some(Level::Error),
        CaseNature::Concern => Some(Level::Warning),
        CaseNature::Corrected => Some(Level::Note),
        CaseNature::Reinstated => None,
    }
}

/// What the title itself tells: the publisher put the mark there, and a copied title brings it along unread.
fn by_title(
    subject: &Subject<'_>,
    source: &Source,
    case: Option<&Case>,
) -> Option<(Level, String)> {
    let title = plain(subject.text, source.title.as_ref()?);
    let number = source.number;
    Some(match status_of_title(&title)? {
        Status::Retracted => {
            let told = case.filter(|case| case.nature == CaseNature::Retracted);
            let message = match told {
                Some(case) => message(source, case),
                None => format!("Source {number} was retracted, as its own title says"),
            };
            (Level::Error, message)
        }
        Status::PartlyRetracted => (
            Level::Error,
            format!("Source {number} was retracted in part, as its own title says"),
        ),
        Status::RetractionNotice => (
            Level::Warning,
            format!("Source {number} is the notice of a retraction, not a work to rely on"),
        ),
        Status::Concern => (
            Level::Warning,
            format!("Source {number} is an expression of concern about a work, as its title says"),
        ),
        Status::Erratum => (
            Level::Note,
            format!("Source {number} is the correction of a work, not the work"),
        ),
        Status::Corrected | Status::Preprint => return None,
    })
}

/// Whether the line says it beside the title; whoever writes it there knows.
fn is_said(subject: &Subject<'_>, source: &Source, nature: CaseNature) -> bool {
    let words: &[&str] = match nature {
        CaseNature::Retracted => &["retract", "withdrawn"],
        CaseNature::Concern => &["expression of concern"],
        CaseNature::Corrected => &["correct", "erratum", "corrigend"],
        CaseNature::Reinstated => &[],
    };
    let line = &source.line;
    // A title may be about retraction.
    let title = source.title.clone().unwrap_or(line.start..line.start);
    [line.start..title.start, title.end..line.end]
        .iter()
        .any(|part| {
            let part = subject.at(part).to_lowercase();
            words.iter().any(|word| part.contains(word))
        })
}

/// “Source 3 was retracted on 3 May 2021 (Falsification of data); see https://doi.org/10.5555/n”.
fn message(source: &Source, case: &Case) -> String {
    let what = match case.nature {
        CaseNature::Concern => "was put in doubt by an expression of concern",
        CaseNature::Corrected => "was corrected",
        CaseNature::Retracted | CaseNature::Reinstated => "was retracted",
    };
    let mut message = format!("Source {} {what}", source.number);
    if let Some(date) = case.date.and_then(HouseDate::new) {
        message.push_str(&format!(" on {date}"));
    }
    if let Some(reason) = &case.reason {
        message.push_str(&format!(" ({reason})"));
    }
    if let Some(notice) = &case.notice {
        message.push_str(&format!("; see {notice}"));
    }
    message
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::Fixture;
    use crate::library::Withdrawn;

    const ID: &str = "source-withdrawn";

    fn found(sources: &str, list: &str) -> Vec<String> {
        let mut fixture = Fixture::new(&entry("Tea.", sources));
        let list = Withdrawn::read(list.as_bytes()).expect("a list");
        fixture.withdrawn = Some(Arc::new(list));
        fixture.found(ID)
    }

    #[test]
    fn what_the_list_tells_is_told_as_gravely_as_it_is() {
        for (list, told) in [
            (
                "pmid,date,nature\n111,2021-05-03,Retraction\n",
                "7:29 \"Tea in the morning\" Source 1 was retracted on 3 May 2021",
            ),
            (
                "doi,nature,reason\nhttps://doi.org/10.5555/A,Retraction,+Error in Data;\n",
                "7:29 \"Tea in the morning\" Source 1 was retracted (Error in Data)",
            ),
            (
                "pmid,nature,notice_doi\n112,Expression of concern,10.5555/n\n",
                "8:39 \"Milk at night\" (warning) Source 2 was put in doubt by an expression of \
                 concern; see https://doi.org/10.5555/n",
            ),
            (
                "pmid,nature\n112,Correction\n",
                "8:39 \"Milk at night\" (note) Source 2 was corrected",
            ),
        ] {
            assert_eq!(found(TWO, list), [told], "{list}");
        }
    }

    #[test]
    fn what_its_own_title_says_is_told_with_and_without_a_list() {
        let marked = |mark: &str| TWO.replace("Tea in", &format!("{mark}Tea in"));
        for (mark, told) in [
            (
                "RETRACTED ARTICLE: ",
                "\"RETRACTED ARTICLE: Tea in the morning\" Source 1 was retracted, as its own title says",
            ),
            (
                "Retraction note to: ",
                "\"Retraction note to: Tea in the morning\" (warning) Source 1 is the notice of a retraction, not a work to \
                 rely on",
            ),
            (
                "Expression of concern: ",
                "\"Expression of concern: Tea in the morning\" (warning) Source 1 is an expression of concern about a work, \
                 as its title says",
            ),
            (
                "Correction to: ",
                "\"Correction to: Tea in the morning\" (note) Source 1 is the correction of a work, not the work",
            ),
        ] {
            let line = format!("7:29 {told}");
            assert_eq!(found(&marked(mark), "pmid\n9\n"), [&*line]);
            assert_eq!(
                Fixture::new(&entry("Tea.", &marked(mark))).found(ID),
                [&*line]
            );
        }
        let short = "1. Aalto M (2020). RETRACTED ARTICLE: Zinc trial. J Z.\n";
        assert_eq!(Fixture::new(&entry("Zinc.", short)).found(ID).len(), 1);
        assert_eq!(
            found(&marked("RETRACTED: "), "pmid,date\n111,2021-05-03\n"),
            ["7:29 \"RETRACTED: Tea in the morning\" Source 1 was retracted on 3 May 2021"]
        );
        // A title about retraction is no word of it being so.
        let about = TWO.replace("Tea in", "Tea and retraction in");
        assert_eq!(found(&about, "pmid\n111\n").len(), 1);
    }

    #[test]
    fn other_works_and_what_is_said_already_are_left_alone() {
        let retracted = "pmid,nature\n111,Retraction\n";
        for (sources, list) in [
            (TWO.to_owned(), "pmid,nature\n1111,Retraction\n"),
            (
                TWO.to_owned(),
                "pmid,nature,date\n111,Retraction,2020-01-01\n111,Reinstatement,2021-01-01\n",
            ),
            (TWO.replace("PMID: 111", "Retracted. PMID: 111"), retracted),
            (TWO.replace("Tea in", "Tea and retraction in"), "pmid\n9\n"),
            (TWO.replace("PMID: 111. DOI: 10.5555/a.", ""), retracted),
            (String::new(), retracted),
        ] {
            assert_eq!(found(&sources, list), SILENCE, "{sources}{list}");
        }
        assert_eq!(Fixture::new(&entry("Tea.", TWO)).found(ID), SILENCE);
    }
}
