//! The reading of lists of withdrawn works.

use super::*;

/// The columns of the published table, with works that do not exist.
const TABLE: &str = "\
Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes
1,\"Tea, at night\",(HSC) Medicine;,A,Rest,P,UK,Archer A;Bell B,,Research Article;,1/15/2021 0:00,10.5555/notice.1,0,5/1/2016 0:00,10.5555/Tea.1,12345678,Retraction,+Concerns/Issues about Data;+Investigation by Journal/Publisher;,No,
2,Mint,(HSC) Medicine;,A,Rest,P,UK,Cole C,,Research Article;,3/2/2020 0:00,unavailable,22222222,1/1/2019 0:00,unavailable,33333333,Expression of concern,+Objections;,No,
3,Sage,(HSC) Medicine;,A,Rest,P,UK,Dean D,,Research Article;,3/2/2020 0:00,10.5555/notice.3,0,1/1/2019 0:00,10.5555/sage,0,Correction,,No,
4,No name,(HSC) Medicine;,A,Rest,P,UK,Dean D,,Research Article;,3/2/2020 0:00,,0,1/1/2019 0:00,Unavailable,0,Retraction,,No,
";

fn list(table: &str) -> Withdrawn {
    Withdrawn::read(table.as_bytes()).expect("a list")
}

fn said(list: &Withdrawn, pmid: Option<&str>, doi: Option<&str>) -> String {
    list.of(pmid, doi).map(Case::to_string).unwrap_or_default()
}

#[test]
fn the_published_table_is_read_as_it_is() {
    let list = list(TABLE);
    assert_eq!(
        list.to_string(),
        "List of withdrawn works of 15 January 2021, 3 works"
    );
    let tea = list.of(None, Some("10.5555/tea.1")).expect("it is told of");
    assert_eq!(tea.to_string(), "Retracted on 15 January 2021");
    assert_eq!(
        tea.reason.as_deref(),
        Some("Concerns/Issues about Data; Investigation by Journal/Publisher")
    );
    assert_eq!(
        tea.notice.as_deref(),
        Some("https://doi.org/10.5555/notice.1")
    );
    assert_eq!(list.of(Some("12345678"), None), Some(tea));
    let mint = list.of(Some("33333333"), None).expect("it is told of");
    assert_eq!(mint.to_string(), "Expression of concern on 2 March 2020");
    assert_eq!(
        mint.notice.as_deref(),
        Some("https://pubmed.ncbi.nlm.nih.gov/22222222/")
    );
    assert_eq!(
        said(&list, None, Some("https://doi.org/10.5555/SAGE.")),
        "Corrected on 2 March 2020"
    );
}

#[test]
fn what_can_be_asked_and_what_can_not() {
    let list = list(TABLE);
    assert_eq!(list.verdict(None, None), Verdict::NotChecked);
    assert_eq!(list.verdict(Some("1"), None), Verdict::Clear);
    assert_eq!(list.verdict(None, Some("10.5555/other")), Verdict::Clear);
    assert!(matches!(
        list.verdict(Some("12345678"), Some("10.5555/other")),
        Verdict::Told(_)
    ));
    assert_eq!(list.of(Some("0"), Some("unavailable")), None);
}

#[test]
fn a_plain_list_will_do() {
    for table in [
        "pmid,doi,date,note\n11,10.5555/A,2021-05-03,withdrawn by its authors\n12,,3 May 2021,expression of concern\n",
        "\u{feff}PMID;DOI;Date;Note\r\n11;https://doi.org/10.5555/a;03/05/2021;\r\n12;;31/05/2021;an expression of concern\r\n",
        "doi\tpmid\n10.5555/a.\t11.0\nnone\t12\n",
        "\"pmid\"\n\"11\"\n\"12\",one cell more\n",
    ] {
        let list = list(table);
        assert_eq!(list.len(), 2, "{table}");
        let first = list.of(Some("11"), None).expect("it is told of");
        assert_eq!(first.nature, CaseNature::Retracted, "{table}");
        if table.to_lowercase().contains("doi") {
            assert_eq!(list.of(None, Some("10.5555/A")), Some(first), "{table}");
        }
        let is_concern = list.of(Some("12"), None).map(|it| it.nature) == Some(CaseNature::Concern);
        assert_eq!(is_concern, table.contains("concern"), "{table}");
    }
    let dated = list("pmid,date\n11,2021-05-03\n12,31/05/2021\n13,soon\n");
    assert_eq!(said(&dated, Some("11"), None), "Retracted on 3 May 2021");
    assert_eq!(said(&dated, Some("12"), None), "Retracted on 31 May 2021");
    assert_eq!(said(&dated, Some("13"), None), "Retracted");
}

#[test]
fn the_gravest_of_what_is_told_counts_unless_it_was_taken_back() {
    let list = list(
        "pmid,date,nature\n1,2020-01-01,Expression of concern\n1,2021-01-01,Retraction\n1,2022-01-01,Correction\n\
         2,2020-01-01,Retraction\n2,2021-01-01,Reinstatement\n\
         3,2021-01-01,Reinstatement\n3,2022-01-01,Retraction\n",
    );
    assert_eq!(list.len(), 3);
    assert_eq!(said(&list, Some("1"), None), "Retracted on 1 January 2021");
    assert_eq!(
        said(&list, Some("2"), None),
        "Retracted, then reinstated on 1 January 2021"
    );
    assert_eq!(said(&list, Some("3"), None), "Retracted on 1 January 2022");
}

#[test]
fn merge_markers_and_an_old_encoding_are_survived() {
    let merged = list("<<<<<<< ours\npmid,note\n=======\n1,a\n>>>>>>> theirs\n2,b\n");
    assert!(merged.has_merge_markers());
    assert_eq!(merged.len(), 2);
    let latin = Withdrawn::read(b"pmid,note\n1,by M\xFCller\n").expect("a list");
    let case = latin.of(Some("1"), None).expect("it is told of");
    assert_eq!(case.reason.as_deref(), Some("by Müller"));
    assert_eq!(latin.to_string(), "List of withdrawn works, 1 work");
}

#[test]
fn what_is_no_list_is_refused_with_the_reason() {
    for (bytes, why) in [
        (&b""[..], WithdrawnListError::Empty),
        (b" \n\r\n", WithdrawnListError::Empty),
        (b"<<<<<<< ours\n", WithdrawnListError::Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0", WithdrawnListError::Binary),
        (b"\xFF\xFEp\0m\0", WithdrawnListError::Utf16),
        (b"title,year\nTea,2016\n", WithdrawnListError::NoColumns),
        (b"Dear editor", WithdrawnListError::NoColumns),
    ] {
        assert_eq!(Withdrawn::read(bytes), Err(why));
    }
}
