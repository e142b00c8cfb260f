//! A source that the library's list of withdrawn works tells of: retracted, put in doubt or corrected.
//!
//! Knows nothing of: where the list comes from, whether it is up to date.

use crate::checks::{Check, Findings, Group, Level, Look, Mending, Subject};
use crate::entry::dates::HouseDate;
use crate::entry::sources::{Field, Source, plain};
use crate::library::withdrawn::{Case, Nature};

pub(super) const CHECK: Check = Check {
    id: "source-withdrawn",
    group: Group::Sources,
    title: "Source that was retracted, put in doubt or corrected",
    level: Level::Error,
    reason: "Readers would rely on a work that no longer stands as it was published",
    mending: Mending::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(list) = subject.withdrawn else {
        return;
    };
    for source in subject.sources {
        let written = |field| Some(plain(subject.text, source.at(field)?));
        let (pmid, doi) = (written(Field::Pmid), written(Field::Doi));
        let Some(case) = list.of(pmid.as_deref(), doi.as_deref()) else {
            continue;
        };
        // Whoever writes it beside the source knows.
        let line = subject.at(&source.line).to_lowercase();
        let is_said = |words: &[&str]| words.iter().any(|word| line.contains(word));
        let (level, is_said) = match case.nature {
            Nature::Retracted => (Level::Error, is_said(&["retract", "withdrawn"])),
            Nature::Concern => (Level::Warning, is_said(&["expression of concern"])),
            Nature::Corrected => (Level::Note, is_said(&["correct", "erratum", "corrigend"])),
            Nature::Reinstated => continue,
        };
        if !is_said {
            let place = source.title.as_ref().unwrap_or(&source.number_at);
            found.add_at(level, place.clone(), message(source, case), Vec::new());
        }
    }
}

/// “Source 3 was retracted on 3 May 2021 (Falsification of data), see https://doi.org/10.5555/n”.
fn message(source: &Source, case: &Case) -> String {
    let what = match case.nature {
        Nature::Concern => "was put in doubt by an expression of concern",
        Nature::Corrected => "was corrected",
        Nature::Retracted | Nature::Reinstated => "was retracted",
    };
    let mut message = format!("Source {} {what}", source.number);
    if let Some(date) = case.date.and_then(HouseDate::new) {
        message.push_str(&format!(" on {date}"));
    }
    if let Some(reason) = &case.reason {
        message.push_str(&format!(" ({reason})"));
    }
    if let Some(notice) = &case.notice {
        message.push_str(&format!(", see {notice}"));
    }
    message
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::bench::Bench;
    use crate::library::Withdrawn;

    const ID: &str = "source-withdrawn";

    fn found(sources: &str, list: &str) -> Vec<String> {
        let mut bench = Bench::new(&entry("Tea.", sources));
        let list = Withdrawn::read(list.as_bytes(), None).expect("a list");
        bench.withdrawn = Some(Arc::new(list));
        bench.found(ID)
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
                 concern, see https://doi.org/10.5555/n",
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
    fn other_works_and_what_is_said_already_are_left_alone() {
        let retracted = "pmid,nature\n111,Retraction\n";
        for (sources, list) in [
            (TWO.to_owned(), "pmid,nature\n1111,Retraction\n"),
            (
                TWO.to_owned(),
                "pmid,nature,date\n111,Retraction,2020-01-01\n111,Reinstatement,2021-01-01\n",
            ),
            (
                TWO.replace("Tea in", "Retracted article: Tea in"),
                retracted,
            ),
            (TWO.replace("PMID: 111. DOI: 10.5555/a.", ""), retracted),
            (String::new(), retracted),
        ] {
            assert_eq!(found(&sources, list), SILENCE, "{sources}{list}");
        }
        assert_eq!(Bench::new(&entry("Tea.", TWO)).found(ID), SILENCE);
    }
}
