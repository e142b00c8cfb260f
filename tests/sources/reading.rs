//! What is read of each line.

use std::path::Path;

use copydesk::entry::sources::{self, Name, SourceField, UnreadReason};

use crate::{entry, house_library, parts, read};

#[track_caller]
fn reads(line: &str, expected: &str) {
    let text = entry(&format!("1. {line}"));
    let found = read(&text);
    let [source] = found.as_slice() else {
        panic!("one source, not {}", found.len());
    };
    assert_eq!(parts(&text, source), expected, "{line}");
}

#[test]
fn the_house_form_comes_apart() {
    reads(
        "Kestrelby A, van der Holt RT, O'Tarrant S, García-Prado M (2020a). Slow breathing: what is known. Field Notes in Rest. PMID: 1234567. DOI: 10.5555/rest.2020.7.",
        "Kestrelby+A van der Holt+RT O'Tarrant+S García-Prado+M | Year=2020a | Title=Slow breathing: what is known | Container=Field Notes in Rest | Pmid=1234567 | Doi=10.5555/rest.2020.7",
    );
    reads(
        "Ferreira da Silva T, Łopacki P Jr et al. (2019). A title? With a second part. Rest. PMCID: PMC77.",
        "Ferreira da Silva+T Łopacki+P Jr… | Year=2019 | Title=A title? With a second part | Container=Rest | Pmcid=PMC77",
    );
    reads(
        "Ashdown R et al. Warm milk (chapter in Milk. A history). The Bookshelf — Milk. https://books.example/NBK5/.",
        "Ashdown+R… | Title=Warm milk (chapter in Milk. A history) | Container=The Bookshelf — Milk | Url=https://books.example/NBK5/",
    );
}

#[test]
fn organisations_are_authors_and_keep_their_commas() {
    reads(
        "Office of Small Habits. Milk: Fact Sheet. Office of Small Habits (example). https://habits.example/milk/. Accessed 3 May 2021.",
        "<Office of Small Habits> | Title=Milk: Fact Sheet | Container=Office of Small Habits (example) | Url=https://habits.example/milk/ | Accessed=3 May 2021",
    );
    reads(
        "Department of Rest, Sleep and Daylight (2011). U.S. naps vs. ours. REST.EXAMPLE. Available from: https://rest.example/x, accessed 3 May 2020.",
        "<Department of Rest, Sleep and Daylight> | Year=2011 | Title=U.S. naps vs. ours | Container=REST.EXAMPLE | Url=https://rest.example/x | Accessed=3 May 2020",
    );
    reads(
        "Dunmore J, The Nap Study Group (2001). Naps. Rest.",
        "Dunmore+J <The Nap Study Group> | Year=2001 | Title=Naps | Container=Rest",
    );
}

#[test]
fn other_styles_come_apart_as_well() {
    reads(
        "Eastby J, Jessamy K. A title here. Rest J. 2019;364(8):l189-95. Epub 2019 Jan 3. doi: 10.5555/rest.l189. PMID: 30000001.",
        "Eastby+J Jessamy+K | Year=2019 | Title=A title here | Container=Rest J | Volume=364 | Issue=8 | Pages=l189-95 | Pmid=30000001 | Doi=10.5555/rest.l189",
    );
    reads(
        "Eastby, J., Jessamy, K. R., & van der Holt, A. (2020). Title of it? *Rest*, *12*(3), 45–67. https://doi.org/10.5555/rest.3",
        "Eastby+J. Jessamy+K. R. van der Holt+A. | Year=2020 | Title=Title of it? | Container=Rest | Volume=12 | Issue=3 | Pages=45–67 | Doi=10.5555/rest.3",
    );
    reads(
        "NHS. [Milk](https://nhs.example/milk/). NHS website.",
        "<NHS> | Title=Milk | Container=NHS website | Url=https://nhs.example/milk/",
    );
    reads(
        "Eastby J (1999). What it is. Am. J. Rest. DOI: [10.5555/1](https://doi.org/10.5555/1).",
        "Eastby+J | Year=1999 | Title=What it is | Container=Am. J. Rest | Doi=10.5555/1",
    );
}

#[test]
fn a_doi_may_hold_brackets_and_ends_before_the_sentence_does() {
    let doi = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2";
    for written in [
        format!("DOI: {doi}."),
        format!("https://doi.org/{doi}."),
        format!("doi:{doi}"),
        format!("({doi})."),
        format!("<https://doi.org/{doi}>."),
        format!("http://dx.doi.org/{doi},"),
    ] {
        let text = entry(&format!("1. Eastby J (1998). T. J. {written}"));
        let source = read(&text).remove(0);
        assert_eq!(
            source.value(&text, SourceField::Doi).as_deref(),
            Some(doi),
            "{written}"
        );
        assert_eq!(source.url, None, "{written}");
    }
}

#[test]
fn an_identifier_that_cannot_be_right_is_doubted_and_not_taken() {
    for (written, field, value) in [
        ("PMID: 123456789", SourceField::Pmid, "123456789"),
        ("PMID: 0123", SourceField::Pmid, "0123"),
        ("PMID 12a4", SourceField::Pmid, "12a4"),
        ("DOI: 10.5555/", SourceField::Doi, "10.5555/"),
        ("DOI: 10.55/x", SourceField::Doi, "10.55/x"),
        ("PMCID: 77", SourceField::Pmcid, "77"),
    ] {
        let text = entry(&format!("1. Eastby J (1998). Naps. Rest. {written}."));
        let source = read(&text).remove(0);
        assert_eq!(source.at(field), None, "{written}");
        let doubts: Vec<_> = source
            .doubts
            .iter()
            .map(|doubt| (doubt.field, &text[doubt.range.clone()]))
            .collect();
        assert_eq!(doubts, [(field, value)]);
        assert_eq!(
            source.value(&text, SourceField::Container).as_deref(),
            Some("Rest")
        );
    }
}

#[test]
fn numbers_are_read_as_written() {
    let text = entry(
        "1. A B (2001). C. D.\n3) A B (2002). C. D.\n3) A B (2003). C. D.\n\n10) A B (2004). C. D.",
    );
    let found = read(&text);
    let numbers: Vec<_> = found
        .iter()
        .map(|source| {
            (
                source.number,
                source
                    .value(&text, SourceField::Year)
                    .expect("a year")
                    .into_owned(),
            )
        })
        .collect();
    assert_eq!(
        numbers
            .iter()
            .map(|(n, y)| (*n, y.as_str()))
            .collect::<Vec<_>>(),
        [(1, "2001"), (3, "2002"), (3, "2003"), (10, "2004")]
    );
}

#[test]
fn only_top_level_items_are_sources() {
    let text = entry(
        "Words before.\n\n1. Eastby J (2001). One. Rest.\n   - a note\n   1. not a source\n2. Eastby J (2002). A title that\n   goes on. Rest.\n\nWords between.\n\n3. Eastby J (2003). Three. Rest.\n\n```\n4. code\n```\n\n- 5. a bullet\n\n<!--\n6. hidden\n-->",
    );
    let found = read(&text);
    let lines: Vec<_> = found
        .iter()
        .map(|source| (source.number, parts(&text, source)))
        .collect();
    assert_eq!(
        lines,
        [
            (
                1,
                "Eastby+J | Year=2001 | Title=One | Container=Rest".into()
            ),
            (
                2,
                "Eastby+J | Year=2002 | Title=A title that goes on | Container=Rest".into()
            ),
            (
                3,
                "Eastby+J | Year=2003 | Title=Three | Container=Rest".into()
            ),
        ]
    );
    assert!(text[found[0].range.clone()].ends_with("not a source"));
    assert!(text[found[0].line.clone()].ends_with("Rest."));
}

#[test]
fn a_section_may_be_missing_or_there_twice() {
    assert_eq!(read("# T\n\n## Summary\n\n1. Not a source.\n"), []);
    let twice = "## Sources\n\n1. Eastby J (2001). A. B.\n\n## Notes\n\n1. no\n\n## **Sources**\n\n1. Eastby J (2002). A. B.\n";
    let found: Vec<_> = read(twice)
        .iter()
        .map(|source| (source.section, source.number))
        .collect();
    assert_eq!(found, [(0, 1), (2, 1)]);
}

#[test]
fn a_line_that_does_not_come_apart_is_kept_whole_and_says_why() {
    for (line, why) in [
        ("", UnreadReason::Empty),
        ("https://example.org/a", UnreadReason::OnlyIdentifiers),
        ("PMID: 33.", UnreadReason::OnlyIdentifiers),
        ("Some words without any order", UnreadReason::NoAuthors),
        ("Eastby J (2001).", UnreadReason::NoTitle),
    ] {
        let text = entry(&format!("1. {line}"));
        let source = read(&text).remove(0);
        assert_eq!(source.unread, Some(why), "{line}");
        assert_eq!(&text[source.line.clone()], line);
        assert_eq!(
            (
                source.title,
                source.authors.filter(|_| why != UnreadReason::NoTitle)
            ),
            (None, None)
        );
    }
}

#[test]
fn every_line_of_a_generated_library_reads_exactly() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = house_library::write_library(folder.path(), 400, 7).expect("written");
    for file in files {
        let text = std::fs::read_to_string(file).expect("readable");
        let found = read(&text);
        assert_eq!(found.len(), 5);
        for source in &found {
            // Written again from its parts alone, the line is what it was.
            let authors = source.authors.as_ref().expect("authors");
            let names: Vec<String> = authors
                .names
                .iter()
                .map(|name| match name {
                    Name::Person { family, given } => {
                        let given = given.clone().expect("initials");
                        format!("{} {}", &text[family.clone()], &text[given])
                    }
                    Name::Organisation(name) => panic!("a person: {}", &text[name.clone()]),
                })
                .collect();
            let value = |field| source.value(&text, field).expect("a value");
            let line = format!(
                "{} ({}). {}. {}. DOI: {}.",
                names.join(", "),
                value(SourceField::Year),
                value(SourceField::Title),
                value(SourceField::Container),
                value(SourceField::Doi)
            );
            assert_eq!(line, text[source.line.clone()]);
        }
    }
}

#[test]
fn every_source_of_the_sample_content_comes_apart() {
    let mut count = 0;
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_content");
    for folder in std::fs::read_dir(sample).expect("readable") {
        let folder = folder.expect("readable").path();
        for file in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = file.expect("readable").path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("readable");
            for source in read(&text) {
                assert_eq!(source.unread, None, "{}", &text[source.line.clone()]);
                assert!(source.notes.is_empty() && source.container.is_some());
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn lines_end_in_crlf_as_well_as_in_lf() {
    let lf = entry(
        "1. Eastby J (2001). One. Rest. PMID: 1.\n2. Eastby J (2002). Two\n   and more. Rest.",
    );
    let crlf = lf.replace('\n', "\r\n");
    let parts_of = |text: &str| -> Vec<String> {
        read(text)
            .iter()
            .map(|source| parts(text, source))
            .collect()
    };
    assert_eq!(parts_of(&lf), parts_of(&crlf));
}

#[test]
fn two_thousand_authors_are_read() {
    let names: Vec<String> = (0..2000)
        .map(|n| format!("Eastby{} J", "a".repeat(n % 7)))
        .collect();
    let text = entry(&format!("1. {} (2001). One. Rest.", names.join(", ")));
    let source = read(&text).remove(0);
    assert_eq!(source.authors.expect("authors").names.len(), 2000);
}

#[test]
fn identifiers_know_their_forms() {
    assert!(sources::is_pmid("1") && sources::is_pmid("33260549"));
    assert!(!sources::is_pmid("033") && !sources::is_pmid("") && !sources::is_pmid("332605491"));
    assert!(sources::is_doi("10.3390/nu1") && sources::is_doi("10.1000.10/x"));
    assert!(
        !sources::is_doi("10.3390/")
            && !sources::is_doi("11.3390/x")
            && !sources::is_doi("10.1/a b")
    );
    assert!(sources::is_pmcid("PMC1") && !sources::is_pmcid("1"));
}
