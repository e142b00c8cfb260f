//! What is written reads as it was.

use copydesk::entry::sources::read_line;
use copydesk::references::{
    self, Author, EXPORT_FORMATS, HouseForm, Record, WorkKind, of_source, write_line,
};
use proptest::prelude::*;

use crate::short;

/// Initials that would read as a country (`EU`) or as a suffix (`II`, `JR`) are not made.
fn author() -> impl Strategy<Value = Author> {
    prop_oneof![
        4 => ("(van der |de |O'|Mc)?[A-ZŁÉ][a-zéü]{2,9}(-[A-Z][a-z]{2,5})?", "[A-TV-Z][a-zé]{1,7}( [A-HJ-QSTW-Z]\\.)?")
            .prop_map(|(family, given)| Author::person(family, given)),
        1 => prop::sample::select(vec!["Office of Rest", "NHS", "The Nap Study Group"]).prop_map(|name| Author::Organisation(name.into())),
    ]
}

/// Names of every shape that formats have.
fn any_author() -> impl Strategy<Value = Author> {
    let given = prop::sample::select(vec![
        "Anna",
        "J. A.",
        "Jean-Paul",
        "Wei III",
        "Martin L. Jr",
    ]);
    let family = prop::sample::select(vec![
        "Li",
        "Ó Súilleabháin",
        "van der Meer",
        "Ortega y Gasset",
        "and Sons",
        "O’Brien",
        "Müller",
    ]);
    let alone = prop::sample::select(vec!["Li", "Suparman", "Müller"]);
    let body = prop::sample::select(vec![
        "NHS",
        "Barnes and Noble, Inc.",
        "WHO, Geneva, and FAO",
        "Johnson & Johnson",
        "Kern, N",
        "Institute of Rest (Berlin)",
        "The {WHO} Group",
        "others unite",
        "50 % Club",
    ]);
    prop_oneof![
        3 => (family, given).prop_map(|(family, given)| Author::person(family, given)),
        1 => alone.prop_map(|name| Author::person(name, "")),
        2 => body.prop_map(|name| Author::Organisation(name.into())),
    ]
}

/// Records with all their parts.
fn whole_record() -> impl Strategy<Value = Record> {
    let kind = prop::sample::select(vec![
        WorkKind::Article,
        WorkKind::Book,
        WorkKind::Chapter,
        WorkKind::Report,
        WorkKind::Thesis,
        WorkKind::Conference,
        WorkKind::Webpage,
        WorkKind::Preprint,
    ]);
    let undated = prop::sample::select(vec!["in press", "forthcoming", "n.d.", "submitted"]);
    let title = prop::sample::select(vec![
        "Vitamin D in the UK: DNA and E. coli in Alzheimer's disease",
        "R&D of CO2 < 5% at 10⁹ CFU",
        "“Rest” is `enough' -- or {not} $5_000",
        "mRNA (COVID-19) und Übermaß",
        "A ~ B \\ C # D ^ E",
    ]);
    let pages = prop::sample::select(vec!["101-9", "S12-S15", "e0151234", "7"]);
    let accessed = prop::sample::select(vec!["3 February 2020", "May 2021", "2021"]);
    (
        (
            kind,
            prop::collection::vec(any_author(), 0..4),
            any::<bool>(),
            any::<bool>(),
            title,
        ),
        prop::option::of("(19|20)[0-9]{2}[a-c]?"),
        undated,
        prop::option::of(Just("Journal of Rest & Sleep")),
        prop::option::of(Just("J Rest")),
        prop::option::of(pages),
        prop::option::of(Just("Quiet Press, Berlin")),
        prop::option::of(Just("https://a.example/x_y?z=1&w=%20")),
        prop::option::of(accessed),
    )
        .prop_map(
            |(
                (kind, authors, et_al, are_editors, title),
                year,
                undated,
                container,
                short,
                pages,
                publisher,
                url,
                accessed,
            )| {
                let is_part = matches!(kind, WorkKind::Chapter | WorkKind::Conference);
                let text = |text: Option<&str>| text.map(str::to_owned);
                Record {
                    kind,
                    et_al: et_al && !authors.is_empty(),
                    are_editors: are_editors && !authors.is_empty() && !is_part,
                    authors,
                    undated: year.is_none().then(|| undated.to_owned()),
                    year,
                    title: Some(title.to_owned()),
                    container_short: text(short.filter(|_| container.is_some())),
                    container: text(container),
                    pages: text(pages),
                    publisher: text(publisher),
                    url: text(url),
                    accessed: text(accessed),
                    status: match kind {
                        WorkKind::Preprint => vec![references::Status::Preprint],
                        _ => Vec::new(),
                    },
                    ..Record::default()
                }
            },
        )
}

fn record() -> impl Strategy<Value = Record> {
    (
        prop::collection::vec(author(), 1..5),
        prop::option::of("(19|20)[0-9]{2}[a-c]?"),
        "[A-Z][a-z]{2,8}( [a-zé0-9&%_#$~-]{1,8}){1,4} [a-z]{4,9}",
        prop::option::of("[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,2}"),
        prop::option::of((
            "[1-9][0-9]{0,2}",
            "[1-9]",
            // From a page to the same one is written as that page.
            "[1-4][0-9]{0,3}(-[5-9][0-9]{3})?",
        )),
        prop::option::of("[1-9][0-9]{0,7}"),
        prop::option::of("10\\.[0-9]{4}/[a-z0-9._()-]{0,8}[a-z0-9]"),
        any::<bool>(),
    )
        .prop_map(
            |(authors, year, title, container, place, pmid, doi, et_al)| {
                let (volume, issue, pages) = match place {
                    Some((volume, issue, pages)) => (Some(volume), Some(issue), Some(pages)),
                    None => (None, None, None),
                };
                Record {
                    authors,
                    et_al,
                    year,
                    title: Some(title),
                    container,
                    volume,
                    issue,
                    pages,
                    pmid,
                    doi: doi.filter(|doi| {
                        doi.matches('(').count() == doi.matches(')').count()
                            && references::doi_of(doi).as_ref() == Some(doi)
                    }),
                    ..Record::default()
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_export_format(records in prop::collection::vec(record(), 1..4)) {
        let expected: Vec<String> = records.iter().map(short).collect();
        for format in EXPORT_FORMATS {
            let written = (format.write)(&records);
            let gathered = references::read(written.as_bytes());
            let found: Vec<String> = gathered.records.iter().map(|gained| short(&gained.record)).collect();
            prop_assert_eq!(&found, &expected, "{}", written);
            prop_assert_eq!(gathered.unread.len(), 0);
        }
    }

    /// And so none of it is named as lost.
    #[test]
    fn every_part_of_a_record_comes_back(record in whole_record()) {
        for format in EXPORT_FORMATS {
            let written = (format.write)(std::slice::from_ref(&record));
            let gathered = references::read(written.as_bytes());
            let [gained] = gathered.records.as_slice() else {
                panic!("{written}");
            };
            prop_assert_eq!(&gained.record.authors, &record.authors, "{}", written);
            prop_assert_eq!(&gained.record, &record, "{}", written);
            prop_assert_eq!(format.losses(std::slice::from_ref(&record)), [], "{}", written);
        }
    }

    #[test]
    fn the_house_line(record in record()) {
        let line = write_line(&record, HouseForm { author_limit: 100 });
        let read = of_source(&line, &read_line(&line));
        // The house form has initials, and neither volume nor pages.
        let mut expected = Record { volume: None, issue: None, pages: None, ..record };
        for author in &mut expected.authors {
            if let Author::Person { given: Some(given), .. } = author {
                *given = references::initials(given);
            }
        }
        // Organisations alone are read as one: a name of an organisation may hold commas.
        let has_person = expected.authors.iter().any(|author| matches!(author, Author::Person { .. }));
        let parts_well = expected.container.is_some() && (expected.year.is_some() || has_person);
        if parts_well && (has_person || expected.authors.len() == 1) {
            prop_assert_eq!(short(&read), short(&expected), "{}", line);
        }
    }

    #[test]
    fn any_text_is_read_or_reported(text in "(?s).{0,400}") {
        let gathered = references::read(text.as_bytes());
        prop_assert!(!gathered.records.is_empty() || !gathered.unread.is_empty());
    }

    #[test]
    fn any_bytes_are_read_or_reported(bytes in prop::collection::vec(any::<u8>(), 0..300), start in prop::sample::select(vec!["", "TY  - JOUR\n", "@article{a, ", "[{", "PMID- 1\n", "PMID,Title,Authors\n"])) {
        let bytes = [start.as_bytes(), &bytes].concat();
        let gathered = references::read(&bytes);
        // A table may have no rows.
        prop_assert!(!gathered.records.is_empty() || !gathered.unread.is_empty() || start.starts_with("PMID,"));
    }
}

#[test]
fn the_house_form_is_written_by_rules() {
    let person = |family: &str, given: &str| Author::person(family, given);
    let record = Record {
        authors: vec![
            person("Kestrelby", "Gisèle Anne"),
            person("van der Holt", "J.-P."),
            person("Merriden", "Steven B. Jr"),
        ],
        year: Some("2020".into()),
        title: Some("[Was ist Ruhe?]".into()),
        container: Some("Rest".into()),
        pmid: Some("12".into()),
        doi: Some("10.5555/x".into()),
        url: Some("https://a.example".into()),
        ..Record::default()
    };
    assert_eq!(
        write_line(&record, HouseForm::default()),
        "Kestrelby GA, van der Holt JP, Merriden SB Jr (2020). Was ist Ruhe? Rest. PMID: 12. DOI: 10.5555/x."
    );
    assert_eq!(
        write_line(&record, HouseForm { author_limit: 2 }),
        "Kestrelby GA, van der Holt JP et al. (2020). Was ist Ruhe? Rest. PMID: 12. DOI: 10.5555/x."
    );
    let page = Record {
        kind: WorkKind::Webpage,
        authors: vec![Author::Organisation("NHS".into())],
        title: Some("Milk * and _more_".into()),
        container: Some("NHS website".into()),
        url: Some("https://nhs.example/milk/".into()),
        accessed: Some("3 May 2021".into()),
        ..Record::default()
    };
    assert_eq!(
        write_line(&page, HouseForm::default()),
        "NHS. Milk \\* and \\_more\\_. NHS website. https://nhs.example/milk/. Accessed 3 May 2021."
    );
    assert_eq!(
        of_source(
            &write_line(&page, HouseForm::default()),
            &read_line(&write_line(&page, HouseForm::default()))
        ),
        page
    );
}
