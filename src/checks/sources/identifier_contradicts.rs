//! A PMID or DOI beside a citation that is not that of the source named.

use super::citation::{named, words, year_at};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::citations::{Citation, Contradiction, Identifier, Match, sentence_at};
use crate::entry::sources::{self, Source, SourceField};

pub(super) const CHECK: Check = Check {
    id: "identifier-contradicts",
    group: Group::Sources,
    title: "PMID or DOI of a different source",
    level: Level::Warning,
    reason: "One of the two leads readers to the wrong paper",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for citation in &subject.citations().list {
        let Match::Contradiction(contradiction) = &citation.found else {
            continue;
        };
        let Some((field, identifier)) = identifier(citation) else {
            continue;
        };
        if is_of_one_named_before(subject, citation, contradiction) {
            continue;
        }
        let value = &identifier.value;
        let label = format!("{} {value}", field.label());
        let source = |at: usize| subject.sources.get(at);
        let said = words(citation);
        let (message, fixes) = match contradiction {
            Contradiction::Name { owner, named: fit } => {
                let Some(owner) = source(*owner) else {
                    continue;
                };
                let fix = match fit.as_slice() {
                    [one] => {
                        source(*one).and_then(|one| with_its_own(subject, one, field, identifier))
                    }
                    _ => None,
                };
                let message = format!(
                    "“{label}” belongs to source {}, {}, not to {said}",
                    owner.number,
                    named(subject.text, owner)
                );
                (message, fix.into_iter().collect())
            }
            Contradiction::Year { owner } => {
                let Some(owner) = source(*owner) else {
                    continue;
                };
                let fix = || {
                    let year = owner.value(subject.text, SourceField::Year)?;
                    let place = year_at(subject, citation)?;
                    Some(Fix::new(
                        format!("Write {year}"),
                        Edit::new(place, year.as_ref()),
                    ))
                };
                let message = format!(
                    "“{label}” belongs to source {}, {}, not to {said}",
                    owner.number,
                    named(subject.text, owner)
                );
                (message, fix().into_iter().collect())
            }
            Contradiction::Identifier { named: fit } => {
                let Some(one) = fit.first().and_then(|at| source(*at)) else {
                    continue;
                };
                let listed = one.value(subject.text, field).unwrap_or_default();
                let mut fixes: Vec<Fix> = with_its_own(subject, one, field, identifier)
                    .into_iter()
                    .collect();
                if fit.len() == 1
                    && found.may_read_again(subject.text)
                    && let Ok(edits) = sources::set_field(subject.text, one, field, value)
                {
                    fixes.push(Fix::new(
                        format!("Write {value} in source {}", one.number),
                        edits,
                    ));
                }
                let message = format!(
                    "“{label}” is not that of {said}: source {} has {listed}",
                    one.number
                );
                (message, fixes)
            }
        };
        found.add(identifier.range.clone(), message, fixes);
    }
}

/// Whether the identifier's own source is named before in the sentence, and nothing was given to it there: `Hale 2019, which
/// Brook 2017 confirmed (PMID of Hale)`, or the journal `Bone & Mineral 2014` between a name and its PMID. Then the nearest
/// name need not be the one that is meant.
fn is_of_one_named_before(
    subject: &Subject<'_>,
    citation: &Citation,
    contradiction: &Contradiction,
) -> bool {
    let (Contradiction::Name { owner, .. } | Contradiction::Year { owner }) = contradiction else {
        return false;
    };
    let sentence = sentence_at(subject.text, &citation.range);
    let list = &subject.citations().list;
    let here = list.partition_point(|other| other.range.start < citation.range.start);
    let before = list.iter().take(here).rev();
    before
        .take_while(|other| other.range.start >= sentence.start)
        .any(|other| {
            let is_owner = matches!(other.found, Match::One(source, _) if source == *owner);
            is_owner && other.pmid.is_none() && other.doi.is_none()
        })
}

fn identifier(citation: &Citation) -> Option<(SourceField, &Identifier)> {
    let pmid = citation.pmid.as_ref().map(|pmid| (SourceField::Pmid, pmid));
    pmid.or(citation.doi.as_ref().map(|doi| (SourceField::Doi, doi)))
}

/// The identifier of the source named in the place of the other; where a link leads to it, nothing is offered.
fn with_its_own(
    subject: &Subject<'_>,
    source: &Source,
    field: SourceField,
    identifier: &Identifier,
) -> Option<Fix> {
    let own = source.value(subject.text, field)?;
    let is_written = subject.at(&identifier.range) == identifier.value;
    is_written.then(|| {
        Fix::new(
            format!("Write {own}, of source {}", source.number),
            Edit::new(identifier.range.clone(), own.as_ref()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, TWO, entry};
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn an_identifier_of_another_source_is_found() {
        for (prose, what) in [
            (
                "Archer and Bell 2019 (PMID 112).",
                "3:28 \"112\" “PMID 112” belongs to source 2, Carver et al. 2020, not to Archer and Bell 2019",
            ),
            (
                "Carver 2021 (PMID 112).",
                "3:19 \"112\" “PMID 112” belongs to source 2, Carver et al. 2020, not to Carver 2021",
            ),
            (
                "Archer 2019 (PMID 999).",
                "3:19 \"999\" “PMID 999” is not that of Archer 2019: source 1 has 111",
            ),
            (
                "Archer and Bell 2019 (PMID 111). Carver et al. 2020 (PMID 111).",
                "3:59 \"111\" “PMID 111” belongs to source 1, Archer and Bell 2019, not to Carver et al. 2020",
            ),
            (
                "Archer (2019, PMID 999).",
                "3:20 \"999\" “PMID 999” is not that of Archer (2019): source 1 has 111",
            ),
            (
                "Archer 2019 (DOI: 10.5555/z).",
                "3:19 \"10.5555/z\" “DOI 10.5555/z” is not that of Archer 2019: source 1 has 10.5555/a",
            ),
        ] {
            assert_eq!(found(&entry(prose, TWO), "identifier-contradicts"), [what]);
        }
    }

    #[test]
    fn the_right_one_can_be_written() {
        for (before, after) in [
            (
                "Archer and Bell 2019 (PMID 112).",
                "Archer and Bell 2019 (PMID 111).",
            ),
            ("Carver 2021 (PMID 112).", "Carver 2020 (PMID 112)."),
            ("Archer 2019 (PMID 999).", "Archer 2019 (PMID 111)."),
        ] {
            assert_eq!(
                Fixture::new(&entry(before, TWO)).fixed("identifier-contradicts"),
                entry(after, TWO)
            );
        }
        assert_eq!(
            Fixture::new(&entry("Archer 2019 (PMID 999).", TWO)).fixes("identifier-contradicts"),
            ["Write 111, of source 1", "Write 999 in source 1"]
        );
    }

    #[test]
    fn identifiers_that_agree_are_left_alone() {
        for prose in [
            "Archer and Bell 2019 (PMID 111); Carver et al. 2020 (PMID 112); PMID 111.",
            "Mah and Pitre 2021 (PMID 999).",
            "Archer 2019 (DOI: 10.5555/A).",
            "Archer and Bell 2019 was confirmed by Carver et al. 2020 (PMID 111).",
            "Archer and Bell 2019 and Carver et al. 2020 (PMID 111; PMID 112).",
            "Archer and Bell 2019 Bone & Mineral 2014 PMID 111.",
        ] {
            assert_eq!(
                found(&entry(prose, TWO), "identifier-contradicts"),
                SILENCE,
                "{prose}"
            );
        }
    }

    /// Papers in journals whose names read like people or bodies.
    const JOURNALS: &str = "1. Archer A, Bell B (2019). Tea in the morning. Nutrients. PMID: 111. DOI: 10.5555/a.\n\
        2. Carver C, Dunn D, Eastby E (2020). Milk at night. Obstetrics & Gynecology. PMID: 112. DOI: 10.5555/b.\n\
        3. Frost F (2018). Tea at sea. Alimentary Pharmacology & Therapeutics. PMID: 113.\n\
        4. Grant G, Hale H (2017). Tea on hills. Journal of the American Heart Association. PMID: 114.\n\
        5. Ives I (2016). Tea in bed. Burns. PMID: 115.\n\
        6. Burns J, Kerr K (2015). Tea in town. Lancet. PMID: 116.\n\
        7. American Heart Association (2014). Tea by law. AHA. PMID: 117.\n\
        8. Lowe L (2013). Tea by ear. Bulletin of the World Health Organization. PMID: 118.\n\
        9. Moss M (2012). Tea for two. Zeitschrift für Ernährung und Umwelt (Bonn). PMID: 119.\n";

    #[test]
    fn the_name_of_a_journal_is_no_author() {
        for prose in [
            "Carver 2020 Obstetrics & Gynecology PMID 112.",
            "Carver 2020 *Obstetrics & Gynecology* PMID 112.",
            "Carver 2020 (Obstetrics & Gynecology, PMID 112).",
            "Carver et al. (2020) Obstetrics and Gynecology; PMID: 112.",
            "Carver 2020, Obstet Gynecol, DOI 10.5555/b.",
            "Carver, Obstetrics & Gynecology 2020, PMID 112.",
            "(Carver et al., Obstetrics & Gynecology 2020; PMID 112).",
            "Carver 2020 in Obstetrics & Gynecology (PMID 112).",
            "Carver 2020 Obstetrics & Gynecology 12(3):4–9 PMID 112.",
            "Carver and others reported it in 2020 in Obstetrics & Gynecology (PMID 112).",
            "Carver 2020 found more than Gynecology & Obstetrics Letters had (PMID 112).",
            "Archer 2019 Nutrients PMID 111, Carver 2020 Obstetrics & Gynecology PMID 112 and Frost 2018 Alimentary \
             Pharmacology & Therapeutics PMID 113.",
            "Grant and Hale 2017 Journal of the American Heart Association PMID 114.",
            "Grant and Hale 2017 J Am Heart Assoc PMID 114.",
            "Ives 2016 Burns PMID 115.",
            "Ives (2016) *Burns*, PMID 115.",
            "Burns and Kerr 2015 Lancet PMID 116; Ives 2016 Burns PMID 115.",
            "Lowe 2013 Bulletin of the World Health Organization PMID 118.",
            "Lowe 2013, Bulletin of the World Health Organization (PMID 118).",
            "Carver 2020, Obstetrics & Gynecology (DOI: 10.5555/b).",
            "Moss 2012 Zeitschrift für Ernährung und Umwelt PMID 119.",
        ] {
            for check in ["identifier-contradicts", "mention-unlisted"] {
                assert_eq!(
                    found(&entry(prose, JOURNALS), check),
                    SILENCE,
                    "{check}: {prose}"
                );
            }
        }
    }

    #[test]
    fn behind_the_name_of_a_journal_another_identifier_is_found_as_well() {
        for (prose, what) in [
            (
                "Archer 2019 Obstetrics & Gynecology PMID 112.",
                "“PMID 112” belongs to source 2, Carver et al. 2020, not to Archer 2019",
            ),
            (
                "Carver 2020 Obstetrics & Gynecology PMID 999.",
                "“PMID 999” is not that of Carver 2020: source 2 has 112",
            ),
            (
                "Carver 2020 was large. Archer and Bell 2019 (PMID 112) was not.",
                "“PMID 112” belongs to source 2, Carver et al. 2020, not to Archer and Bell 2019",
            ),
            (
                "Burns and Kerr 2015 (PMID 115).",
                "“PMID 115” belongs to source 5, Ives 2016, not to Burns and Kerr 2015",
            ),
            (
                "American Heart Association 2014 (PMID 114).",
                "“PMID 114” belongs to source 4, Grant and Hale 2017, not to American Heart Association 2014",
            ),
        ] {
            let found = found(&entry(prose, JOURNALS), "identifier-contradicts");
            assert_eq!(found.len(), 1, "{prose}: {found:?}");
            assert!(found[0].ends_with(what), "{prose}: {found:?}");
        }
    }
}
