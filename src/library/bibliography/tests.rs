//! The works of small libraries, written for each case.

use super::*;

/// A library of texts that list these source lines, without their numbers.
fn library(entries: &[&[&str]]) -> Vec<(EntryKey, Arc<str>)> {
    let entries = entries.iter().enumerate();
    entries
        .map(|(number, lines)| {
            let mut text = String::from("# Entry\n\n## Sources\n\n");
            for (index, line) in lines.iter().enumerate() {
                text += &format!("{}. {line}\n", index + 1);
            }
            (EntryKey::new(format!("{number}.md")), text.into())
        })
        .collect()
}

fn read(entries: &[&[&str]]) -> Bibliography {
    Bibliography::read(library(entries), None)
}

/// The fields that differ, each with what is said.
fn differences(bibliography: &Bibliography, work: usize) -> Vec<(SourceField, Vec<String>)> {
    let all = bibliography.differences(work).into_iter();
    all.map(|one| {
        (
            one.field,
            one.variants.into_iter().map(|it| it.text).collect(),
        )
    })
    .collect()
}

const ONE: &str =
    "Archer A, Bell B (2016). Oral iron and black tea in adults. Nutrients. PMID: 27933574.";

#[test]
fn a_work_listed_in_three_entries_is_one_work_with_three_listings() {
    let bibliography = read(&[&[ONE], &["Cole C (2020). Zinc. Lancet.", ONE], &[ONE, ONE]]);
    let seen: Vec<(&str, usize, usize)> = bibliography
        .works()
        .iter()
        .enumerate()
        .map(|(index, work)| {
            let title = work.record.title.as_deref().unwrap_or_default();
            (title, work.texts, bibliography.listings(index).len())
        })
        .collect();
    assert_eq!(
        seen,
        [("Oral iron and black tea in adults", 3, 4), ("Zinc", 1, 1)]
    );
    let second = &bibliography.listings(0)[1];
    assert_eq!(
        (second.entry.file().as_str(), second.source, second.number),
        ("1.md", 1, 2)
    );
    let first = &bibliography.listings(0)[0];
    assert!(Arc::ptr_eq(&first.record, &second.record), "held once");
}

#[test]
fn what_only_looks_different_is_no_difference() {
    let same = [
        "Archer A, Bell B, Cole C (2016). Oral iron: black tea in adults. Nutrients. 12(3): 123-9. DOI: 10.3390/NU12.",
        "Archer A et al. (2016a). Oral iron – black tea in adults. Nutrients. 12(3): 123–129. DOI: 10.3390/nu12.",
        "Archer A, Bell B, Cole C (2016). Oral Iron: Black tea in adults. Nutrients. DOI: 10.3390/nu12. Accessed 3 May 2024.",
        "Archer A, Bell B, Cole C (2016). Oral iron: black tea in adults. Nutrients. DOI: 10.3390/nu12. PMID: 27933574.",
    ];
    let bibliography = read(&[&same[..1], &same[1..2], &same[2..3], &same[3..]]);
    assert_eq!(bibliography.works().len(), 1);
    assert_eq!(differences(&bibliography, 0), []);
    assert_eq!(bibliography.likely(), []);
}

#[test]
fn another_spelling_year_title_author_or_doi_is_a_difference() {
    let of = |other: &str| differences(&read(&[&[ONE], &[ONE], &[other]]), 0);
    let two = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
    assert_eq!(
        of(&ONE.replace("Nutrients.", "Nutrients (Basel).")),
        [(
            SourceField::Container,
            two("Nutrients", "Nutrients (Basel)")
        )]
    );
    assert_eq!(
        of(&ONE.replace("2016", "2017")),
        [(SourceField::Year, two("2016", "2017"))]
    );
    assert_eq!(
        of(&ONE.replace("black tea", "green tea")),
        [(
            SourceField::Title,
            two(
                "Oral iron and black tea in adults",
                "Oral iron and green tea in adults"
            )
        )]
    );
    assert_eq!(
        of(&ONE.replace("Bell B", "Ball B")),
        [(
            SourceField::Authors,
            two("Archer A, Bell B", "Archer A, Ball B")
        )]
    );
    let with = |doi: &str| format!("{ONE} DOI: {doi}.");
    let bibliography = read(&[&[&with("10.3390/nu12")], &[&with("10.3390/nu13")]]);
    assert_eq!(
        differences(&bibliography, 0),
        [(SourceField::Doi, two("10.3390/nu12", "10.3390/nu13"))]
    );
}

#[test]
fn likely_duplicates_are_found_with_their_reason() {
    let pairs = |entries: &[&[&str]]| -> Vec<((usize, usize), Reason)> {
        let bibliography = read(entries);
        let likely = bibliography.likely().iter();
        likely.map(|it| (it.works, it.reason)).collect()
    };
    let of = |other: &str| pairs(&[&[ONE], &["Cole C (2020). Zinc. Lancet."], &[other]]);
    assert_eq!(
        of(&ONE.replace("27933574", "27933575")),
        [((0, 2), Reason::OtherIdentifier)]
    );
    let bare = ONE.replace(" PMID: 27933574.", "");
    assert_eq!(
        of(&bare.replace("2016", "2017")),
        [((0, 2), Reason::YearApart)]
    );
    assert_eq!(
        of(&bare.replace("in adults", "in adult")),
        [((0, 2), Reason::NearTitle)]
    );
    assert_eq!(of(&bare.replace("2016", "2019")), [], "another edition");
    assert_eq!(
        of(&bare.replace("Archer A", "Abbot A").replace("2016", "2017")),
        []
    );
    let other = ONE.replace("27933574", "27933575");
    assert_eq!(
        of(&other.replace("Nutrients", "Lancet")),
        [],
        "two papers can have one title"
    );
    let page = |title: &str, path: &str| {
        format!(
            "National Service (2020). {title}. Service Website. https://www.service.example{path}"
        )
    };
    assert_eq!(
        pairs(&[
            &[&page("Iron", "/iron/")],
            &[&page("Iron in food", "/iron")]
        ]),
        [((0, 1), Reason::SameAddress)]
    );
    assert_eq!(
        pairs(&[&[&page("Iron", "/")], &[&page("Zinc", "")]]),
        [],
        "a whole site is no page"
    );
    let (one, other) = (
        "Archer A (2016). Tea. Lancet. PMID: 11.",
        "Bell B (2018). Iron. Lancet. DOI: 10.3390/nu12.",
    );
    let both = "Archer A (2016). Tea. Lancet. PMID: 11. DOI: 10.3390/nu12.";
    assert_eq!(
        pairs(&[&[one, other], &[both]]),
        [((0, 1), Reason::NamedTogether)]
    );
}

#[test]
fn a_text_that_is_the_same_is_not_read_again() {
    let texts = library(&[&[ONE], &["Cole C (2020). Zinc. Lancet."]]);
    let before = Bibliography::read(texts.clone(), None);
    let mut changed = texts;
    changed[1].1 = changed[1].1.replace("Zinc", "Copper").into();
    let after = Bibliography::read(changed, Some(&before));
    assert!(Arc::ptr_eq(
        &before.listings(0)[0].record,
        &after.listings(0)[0].record
    ));
    assert_eq!(after.works()[1].record.title.as_deref(), Some("Copper"));
    assert_eq!(after.by_names(&before.names(0), 0), Some(0));
    assert_eq!(
        after.by_names(&before.names(1), 1),
        None,
        "it has another title"
    );
}

#[test]
fn wishes_change_only_the_values_they_name_and_all_or_none() {
    let (_, text) = library(&[&[ONE, "Cole C (2020). Zinc. Lancet."]]).remove(0);
    let wish = |source, field, value: &str| FieldWish {
        source,
        field,
        value: value.into(),
    };
    let edits = edits_for(
        &text,
        &[
            wish(0, SourceField::Container, "Nutrients (Basel)"),
            wish(0, SourceField::Year, "2017"),
            wish(1, SourceField::Title, "Copper"),
        ],
    );
    let new = edits.expect("they can be").apply(&text).expect("they fit");
    let wanted = text
        .replace("Nutrients", "Nutrients (Basel)")
        .replace("2016", "2017")
        .replace("Zinc", "Copper");
    assert_eq!(*new, *wanted);
    let refused = edits_for(
        &text,
        &[
            wish(1, SourceField::Title, "Copper"),
            wish(0, SourceField::Pmid, "no"),
        ],
    );
    assert!(refused.is_err());
}
