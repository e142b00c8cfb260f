//! A record’s identifiers are its own, and whole, or named as not believed.

use copydesk::references::{self, ExportFormat, Record};
use proptest::prelude::*;

use crate::{reads, shorts, unread};

/// The one record of a text.
#[track_caller]
fn one(text: &str) -> Record {
    let gathered = references::read(text.as_bytes());
    let mut records = gathered.records.into_iter();
    match (records.next(), records.next()) {
        (Some(only), None) => only.record,
        (first, second) => panic!("not one record but {first:?} and {second:?} in {text}"),
    }
}

/// PMID, PMCID, DOI and address of the one record.
#[track_caller]
fn holds(text: &str, expected: [&str; 4]) {
    let record = one(text);
    let found = [&record.pmid, &record.pmcid, &record.doi, &record.url]
        .map(|it| it.as_deref().unwrap_or_default());
    assert_eq!(found, expected, "{text}");
}

/// The record in an export format.
#[track_caller]
fn written(format: &str, record: &Record) -> String {
    let format = ExportFormat::named(format).expect("an export format");
    (format.write)(std::slice::from_ref(record))
}

fn ris(fields: &str) -> String {
    format!("TY  - JOUR\nTI  - Walking groups and sleep\n{fields}\nER  - \n")
}

fn bibtex(fields: &str) -> String {
    format!("@article{{a, title = {{Walking groups}}, {fields}}}")
}

#[test]
fn an_accession_number_is_a_pmid_where_the_database_is_pubmed() {
    for fields in [
        "AN  - 90000001\nDB  - PubMed",
        "AN  - 90000001\nDB  - MEDLINE",
        "AN  - 90000001\nDB  - Ovid MEDLINE(R)\nDP  - Ovid Technologies",
        "DP  - NLM\nAN  - 90000001",
        "AN  - PMID: 90000001\nDB  - a9h",
        "AN  - MEDLINE:90000001",
        "AN  - 90000001\nC2  - PMC90000001",
    ] {
        assert_eq!(
            one(&ris(fields)).pmid.as_deref(),
            Some("90000001"),
            "{fields}"
        );
    }
    let address = "https://pubmed.ncbi.nlm.nih.gov/90000001/";
    holds(
        &ris(&format!("AN  - 90000001\nUR  - {address}")),
        ["90000001", "", "", address],
    );
}

#[test]
fn the_number_of_another_database_is_no_pmid() {
    for fields in [
        "AN  - 48123456\nDB  - a9h\nDP  - EBSCOhost",
        "AN  - 10402877\nDB  - CINAHL\nDP  - EBSCOhost",
        "AN  - 10402877\nDB  - Embase",
        "AN  - 10402877\nDB  - Embase\nDP  - NLM",
        "AN  - 7000001\nDB  - PubMed Central",
        "AN  - 10402877\nDP  - ProQuest",
        "DB  - Scopus\nID  - 10402877\nC1  - 10402877\nSN  - 12345678",
        "AN  - 48123456\nUR  - https://search.ebscohost.com/login.aspx?db=a9h&AN=48123456",
        "U2  - L612345678\nSN  - 15324281",
        "AN  - 2012-12345-001\nDB  - PsycINFO",
        "AN  - WOS:000000000000005\nLB  - 10402877",
        "U1  - 10402877\nC3  - EMBASE 10402877",
    ] {
        assert_eq!(one(&ris(fields)).pmid, None, "{fields}");
    }
}

#[test]
fn a_number_that_names_no_database_is_named_and_not_believed() {
    reads(
        &ris("AN  - 90000001"),
        &[" | Walking groups and sleep"],
        &["1: 90000001: Its accession number names no database and was not taken for a PMID"],
    );
    reads(
        "%0 Journal Article\n%T Naps\n%M 90000001\n",
        &[" | Naps"],
        &["1: 90000001: Its accession number names no database and was not taken for a PMID"],
    );
}

#[test]
fn pmids_are_read_where_services_put_them() {
    for fields in [
        "C5  - 90000001\nU2  - L612345678",
        "C5  - 90000001\nDB  - Embase",
        "C3  - PUBMED 90000001",
        "C3  - PUBMED 90000001,EMBASE 612345678",
        "U1  - 90000001[pmid]",
        "U1  - 90000001 [pmid]",
        "N1  - PMID: 90000001",
        "N1  - doi: 10.5555/a\nPMID: 90000001\nPMCID: PMC90000001",
        "N1  - Accession Number: 104028770. Language: English. Entry Date: 20120101. NLM UID: 0410462. PMID: NLM90000001.",
    ] {
        assert_eq!(
            one(&ris(fields)).pmid.as_deref(),
            Some("90000001"),
            "{fields}"
        );
    }
}

#[test]
fn a_note_about_other_works_lends_no_identifier() {
    for note in [
        "Times Cited: 1 Cited References: Abel O., 2006, HILL GARDENS, P233, DOI 10.5555/978-1-4020_13 Berg T, 2010, AGRO, V78, P309, DOI 10.5555/s10457-9",
        "Tests: Loneliness Scale DOI: 10.5555/t05974-000; Other DOI: 10.5555/t00772-000",
        "Comment on: Made Up J. 2020;1:2. PMID: 90000002",
        "Comment on:\nPMID: 90000002\ndoi: 10.5555/b",
        "Erratum in: Made Up J. 2020;1:2. doi: 10.5555/b",
        "Original paper PMID: 90000002",
        "See PMID: 90000002, PMID: 90000003",
        "Accession Number: 104. Comment in: PMID: 90000002.",
    ] {
        holds(&ris(&format!("N1  - {note}")), ["", "", "", ""]);
        holds(&bibtex(&format!("note = {{{note}}}")), ["", "", "", ""]);
        let note = serde_json::Value::String(note.to_owned());
        holds(
            &format!(r#"[{{"title":"Walking groups","note":{note}}}]"#),
            ["", "", "", ""],
        );
    }
    holds(
        &ris("L3  - https://doi.org/10.5555/related"),
        ["", "", "", ""],
    );
    let cites = "PT J\nAU Kern, N\nTI Naps\nCR Abel O, 2006, HILL, DOI 10.5555/b\nD2 10.5555/book\nUT WOS:000000000000005\nER\n";
    holds(cites, ["", "", "", ""]);
    let comments = "PMID- 90000001\nTI  - Naps.\nCON - J. 2020;1:2. doi: 10.5555/b. PMID: 90000002\nCIN - J. 2021. doi: 10.5555/c. PMID: 90000003\nAID - S1 [pii]\n";
    holds(comments, ["90000001", "", "", ""]);
}

#[test]
fn a_doi_is_whole_or_is_named() {
    for (field, doi) in [
        (
            "10.5555/0044-7447(2000)029 [ 0126:FITEOT]2.0.CO;2",
            "10.5555/0044-7447(2000)029[0126:FITEOT]2.0.CO;2",
        ),
        (
            "10.5555/(SICI)1097-0258(19980815/30)17:15/16 <1661::AID-SIM968>3.0.CO;2-2",
            "10.5555/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        ),
        (
            "10.5555/(SICI)1097(1998)17:15&lt;1661::AID-SIM968&gt;3.0.CO;2-2",
            "10.5555/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2",
        ),
        ("10.5555/ journal.mu.0069887", "10.5555/journal.mu.0069887"),
        (
            "10.5555/S0140-6736(05)67889-3",
            "10.5555/S0140-6736(05)67889-3",
        ),
        ("doi:10.5555/x.", "10.5555/x"),
        ("DOI 10.5555/X", "10.5555/X"),
        ("doi: https://doi.org/10.5555/x", "10.5555/x"),
        ("<https://doi.org/10.5555/x>", "10.5555/x"),
        ("(10.5555/x(1))", "10.5555/x(1)"),
        (
            "http://dx.doi.org/10.5555%2Fjournal.mu.0069887",
            "10.5555/journal.mu.0069887",
        ),
        ("10.5555%2Fjournal.mu", "10.5555/journal.mu"),
        ("HTTPS://DOI.ORG/10.5555/x?nosfx=y#part", "10.5555/x"),
        ("https://doi.org/10.5555/x/abstract", "10.5555/x"),
        (
            "http://doi.acm.org/10.5555/1137627.1137628",
            "10.5555/1137627.1137628",
        ),
        ("https://a.example/doi/10.5555/x/abstract", "10.5555/x"),
        (
            "https://a.example/content/pdf/10.5555%2Fs00.pdf?x=1",
            "10.5555/s00",
        ),
        (
            "https://a.example/article?id=10.5555/journal.mu&type=printable",
            "10.5555/journal.mu",
        ),
        ("info:doi/10.5555/x", "10.5555/x"),
        ("10.5555/x Epub 2020 Jan 1", "10.5555/x"),
        ("10.5555/x [doi]", "10.5555/x"),
    ] {
        assert_eq!(
            one(&ris(&format!("DO  - {field}"))).doi.as_deref(),
            Some(doi),
            "{field}"
        );
        assert_eq!(references::doi_of(doi).as_deref(), Some(doi));
    }
    for field in [
        "10.5555/abc and words",
        "10.5555/abc 0126",
        "0028-0836",
        "978-3-16-148410-0",
        "10.5555",
    ] {
        let gathered = references::read(ris(&format!("DO  - {field}")).as_bytes());
        assert_eq!(shorts(&gathered), [" | Walking groups and sleep"]);
        assert_eq!(
            unread(&gathered),
            [format!("1: {field}: Its DOI can’t be one and was left out")]
        );
    }
    reads(
        &ris("DO  - 10.5555/a; 10.5555/b"),
        &[" | Walking groups and sleep | 10.5555/a"],
        &["1: 10.5555/b: It has a second DOI, which was left out"],
    );
    reads(&ris("DO  - n/a"), &[" | Walking groups and sleep"], &[]);
}

#[test]
fn what_is_no_doi_in_its_field_may_be_an_address() {
    holds(
        &bibtex("doi = {10/abcd12}"),
        ["", "", "", "https://doi.org/10/abcd12"],
    );
    holds(
        &bibtex("doi = {https://a.example/report}"),
        ["", "", "", "https://a.example/report"],
    );
    holds(
        &bibtex("url = {https://a.example/doi/abs/10.5555/x}"),
        ["", "", "10.5555/x", "https://a.example/doi/abs/10.5555/x"],
    );
    // Oxford’s addresses go on behind the DOI.
    holds(
        &bibtex("url = {https://academic.oup.com/mu/doi/10.5555/nqaa001/5739612}"),
        [
            "",
            "",
            "",
            "https://academic.oup.com/mu/doi/10.5555/nqaa001/5739612",
        ],
    );
}

#[test]
fn latex_in_a_doi_or_an_address_is_undone() {
    for (field, doi) in [
        (r"doi = {10.5555/978-3\_26}", "10.5555/978-3_26"),
        (r"doi = {10.5555/978-3{\_}26}", "10.5555/978-3_26"),
        (r"doi = {{10.5555/ABC}}", "10.5555/ABC"),
        (
            r"doi = {10.5555/(SICI)1097(1998)17:15$<$1661::AID-SIM968$>$3.0.CO;2-2}",
            "10.5555/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2",
        ),
        (
            r"doi = {10.5555/(SICI)1097(1998)17:15\textless{}1661::AID-SIM968\textgreater{}3.0.CO;2-2}",
            "10.5555/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2",
        ),
        (r"doi = {\url{https://doi.org/10.5555/x\_1}}", "10.5555/x_1"),
        (
            r"doi = {\href{https://doi.org/10.5555/x}{10.5555/x}}",
            "10.5555/x",
        ),
        (r"url = {\url{http://dx.doi.org/10.5555/x}}", "10.5555/x"),
        (r"note = {doi: 10.5555/x\_1}", "10.5555/x_1"),
    ] {
        holds(&bibtex(field), ["", "", doi, ""]);
    }
    holds(
        &bibtex(r"howpublished = {\url{https://a.example/~b/c\_d\%20e}}"),
        ["", "", "", "https://a.example/~b/c_d%20e"],
    );
    holds(
        &bibtex("howpublished = {Available at \\url{https://a.example/b}}"),
        ["", "", "", "https://a.example/b"],
    );
}

#[test]
fn an_address_is_a_web_address() {
    for (address, named) in [
        (
            "<Go to ISI>://WOS:000000000000005",
            "<Go to ISI>://WOS:000000000000005",
        ),
        (
            "file:///C:/Users/someone/Documents/kern.pdf",
            "file:///C:/Users/someone/Documents/kern.pdf",
        ),
        ("files/100/page.html", "files/100/page.html"),
        ("C:\\papers\\kern.pdf", "C:\\papers\\kern.pdf"),
        (
            "internal-pdf://1234/kern.pdf",
            "internal-pdf://1234/kern.pdf",
        ),
        (
            "papers2://publication/uuid/1",
            "papers2://publication/uuid/1",
        ),
        ("zotero://select/items/1", "zotero://select/items/1"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ] {
        let gathered = references::read(ris(&format!("UR  - {address}")).as_bytes());
        assert_eq!(shorts(&gathered), [" | Walking groups and sleep"]);
        assert_eq!(
            unread(&gathered),
            [format!(
                "1: {named}: Its address is no web address and was left out"
            )]
        );
        let then = ris(&format!("UR  - {address}\nUR  - https://a.example/kern"));
        holds(&then, ["", "", "", "https://a.example/kern"]);
    }
    for address in [
        "https://a.example/x",
        "http://a.example",
        "ftp://a.example/x",
        "www.a.example/x",
    ] {
        holds(&ris(&format!("UR  - {address}")), ["", "", "", address]);
        holds(
            &bibtex(&format!("url = {{{address}}}")),
            ["", "", "", address],
        );
        holds(
            &format!("%0 Report\n%T Naps\n%U file:///x\n%U {address}\n"),
            ["", "", "", address],
        );
    }
    holds(&ris("UR  - doi:10.5555/x"), ["", "", "10.5555/x", ""]);
    holds(
        &ris("UR  - http://dx.doi.org/10.5555%2Fjournal.mu.0069887"),
        ["", "", "10.5555/journal.mu.0069887", ""],
    );
}

#[test]
fn a_pmid_is_its_digits() {
    for field in [
        "90000001",
        "PMID: 90000001",
        "pmid90000001",
        "PMID:90000001.",
        "https://pubmed.ncbi.nlm.nih.gov/90000001/",
        "90000001 [PubMed - indexed for MEDLINE]",
    ] {
        holds(
            &bibtex(&format!("pmid = {{{field}}}")),
            ["90000001", "", "", ""],
        );
        holds(
            &format!(r#"[{{"title":"Walking groups","pmid":"{field}"}}]"#),
            ["90000001", "", "", ""],
        );
    }
    holds(
        r#"[{"title":"T","PMID":90000001,"PMCID":"90000001"}]"#,
        ["90000001", "PMC90000001", "", ""],
    );
    holds(
        r#"[{"title":"T","custom":{"pmid":90000001},"note":"PMCID: PMC90000001"}]"#,
        ["90000001", "PMC90000001", "", ""],
    );
    holds(
        &bibtex("eprint = {90000001}, eprinttype = {pubmed}"),
        ["90000001", "", "", ""],
    );
    holds(
        &bibtex("eprint = {90000001}, eprinttype = {jstor}"),
        ["", "", "", ""],
    );
    for field in ["123456789", "PMC90000001", "see text", "90000001, 90000002"] {
        let gathered = references::read(bibtex(&format!("pmid = {{{field}}}")).as_bytes());
        assert_eq!(gathered.records[0].record.pmid, None);
        assert_eq!(
            unread(&gathered),
            [format!(
                "1: {field}: Its PMID can’t be one and was left out"
            )]
        );
    }
}

#[test]
fn a_pmcid_has_its_letters_and_no_version() {
    for field in [
        "PMC90000001",
        "90000001",
        "pmc90000001",
        "PMC90000001.1",
        "PMCID: PMC90000001",
        "PMC90000001 PMC Release: 2021/01/01",
        "PMC90000001 [available on 2021-01-01]",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC90000001/",
    ] {
        holds(
            &bibtex(&format!("pmcid = {{{field}}}")),
            ["", "PMC90000001", "", ""],
        );
        holds(
            &format!(
                "PMID- 90000002\nTI  - Naps.\nPMC - {field}\nPMCR- 2021/01/01 00:00\nMID - NIHMS123456\n"
            ),
            ["90000002", "PMC90000001", "", ""],
        );
    }
}

#[test]
fn tables_name_their_identifiers_in_several_ways() {
    for (headings, cells) in [
        (
            "Title,Authors,pubmed_id,pmc_id,doi",
            "Naps,\"Kern, N\",90000001,PMC90000001,10.5555/x",
        ),
        (
            "Title,Authors,PubMed ID,PMC ID,DOI",
            "Naps,\"Kern, N\",90000001,PMC90000001,https://doi.org/10.5555/x",
        ),
        (
            "\"Title\",\"Author\",\"Extra\",\"DOI\"",
            "Naps,\"Kern, N\",\"PMID: 90000001\nPMCID: PMC90000001\",10.5555/x",
        ),
    ] {
        holds(
            &format!("{headings}\n{cells}\n"),
            ["90000001", "PMC90000001", "10.5555/x", ""],
        );
    }
    let covidence =
        "Title,Authors,Accession Number,DOI,Covidence #\nNaps,\"Kern, N\",48123456,10.5555/x,#12\n";
    holds(covidence, ["", "", "10.5555/x", ""]);
}

#[test]
fn what_tells_of_a_retraction_is_told() {
    for (field, status) in [
        ("RIN - Made Up J. 2021;3(1):9. PMID: 90000096", "retracted"),
        ("RRI - Made Up J. 2021;3(1):9. PMID: 90000096", "retracted"),
        (
            "PRIN- Made Up J. 2021;3(1):9. PMID: 90000099",
            "partly retracted",
        ),
        (
            "ROF - Made Up J. 2021;3(1):9. PMID: 90000096",
            "retraction notice",
        ),
        (
            "PROF- Made Up J. 2021;3(1):9. PMID: 90000096",
            "retraction notice",
        ),
        ("EIN - Made Up J. 2021;3(1):9.", "corrected"),
        ("CRI - Made Up J. 2021;3(1):9.", "corrected"),
        ("EFR - Made Up J. 2021;3(1):9.", "erratum"),
        ("ECI - Made Up J. 2021;3(1):9.", "expression of concern"),
        ("PT  - Retracted Publication", "retracted"),
        ("PT  - Retraction Notice", "retraction notice"),
    ] {
        let record = one(&format!("PMID- 90000001\nTI  - Zinc.\n{field}\n"));
        let said: Vec<String> = record.status.iter().map(ToString::to_string).collect();
        assert_eq!(said, [status], "{field}");
        let record = one(&written("ris", &record));
        let back: Vec<String> = record.status.iter().map(ToString::to_string).collect();
        if !matches!(status, "corrected") {
            assert_eq!(back, [status]);
        }
    }
    for field in [
        "CON - J. 2020.",
        "CIN - J. 2020.",
        "UIN - J. 2020.",
        "UOF - J. 2020.",
        "RPF - J. 2020.",
        "CRF - J. 2020.",
        "RRF - J. 2020.",
        "OT  - Retracted",
        "MH  - Retraction of Publication as Topic",
    ] {
        assert_eq!(
            one(&format!("PMID- 90000001\nTI  - Zinc.\n{field}\n")).status,
            [],
            "{field}"
        );
    }
}

#[test]
fn a_study_of_retractions_does_not_go_out_as_retracted() {
    let record = one(
        &ris("T2  - Rest\nKW  - retracted\nKW  - Retraction of Publication").replace(
            "Walking groups and sleep",
            "Retracted articles in nutrition research: a survey.",
        ),
    );
    assert_eq!(record.status, []);
    assert!(!written("ris", &record).contains("Retracted Publication"));
    assert!(!written("bibtex", &record).contains("note"));
    let record = one(&ris("T2  - Rest").replace("Walking", "RETRACTED: Walking"));
    assert!(written("ris", &record).contains("M3  - Retracted Publication"));
}

#[test]
fn an_entry_of_bibtex_is_read_or_refused_wherever_its_bracket_stands() {
    for text in [
        "@web_page{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@online-2{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@misc2(n5, author={Kern, Nils}, title={A page}, year=2019)",
        "@article\n{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@ article \n\n  {n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@article{n5, author={Kern, Nils}, Early Access Date={{MAY 2018}}, title={A page}, year=2019}",
        "% Encoding: UTF-8\n@Article{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@jur.thesis{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@\narticle{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@Статья{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "\u{feff}@web_page\n{n5, author={Kern, Nils}, title={A page}, year=2019}",
        "@article{n5 author={Kern, Nils}, title={A page}, year=2019}",
    ] {
        reads(text, &["Kern+Nils | 2019 | A page"], &[]);
    }
    reads(
        "@misc{a, title={One}}, @web_page{b, title={Two}}\n% @misc{c, title={No}}\nWords @misc{d, title={Three}}\n",
        &[" | One", " | Two", " | Three"],
        &[],
    );
    reads(
        "@Article,\n  author={Kern, Nils}, title={No brace}, year=2019}\n\n\n@misc{b, title={Two}}\n",
        &[" | Two"],
        &[
            "1: @Article,   author={Kern, Nils}, title={No brace}, year=2019}   @misc{b, title={…: Its type has no bracket behind it",
        ],
    );
    reads(
        "@article [a, title={Square}]\n@misc{b, title={Two}}\n",
        &[" | Two"],
        &[
            "1: @article [a, title={Square}] @misc{b, title={Two}}: Its type has no bracket behind it",
        ],
    );
}

#[test]
fn a_part_takes_from_its_whole_what_it_lacks() {
    let whole = "@book{Weber2004, editor = {Lise Weber}, title = {Quiet Places}, booktitle = {Quiet Places}, year = {2004}, publisher = {Rest Press}, doi = {10.5555/book}}";
    let part = "@inbook{stone2004, author = {Ira Stone}, title = {Norway}, crossref = {weber2004}, pages = {227--32}}";
    for text in [format!("{part}\n{whole}"), format!("{whole}\n{part}")] {
        let gathered = references::read(text.as_bytes());
        let found = shorts(&gathered);
        assert!(
            found.contains(
                &"Stone+Ira | 2004 | Norway | Quiet Places | -/-/227–32".replace('–', "-")
            ),
            "{found:?}"
        );
        assert_eq!(unread(&gathered), Vec::<String>::new());
    }
    reads(
        "@inproceedings{c1, author={Kern, B}, title={Paper}, crossref={p1}}\n@proceedings{p1, title={Proc of X}, year={2018}}\n",
        &["Kern+B | 2018 | Paper | Proc of X", " | 2018 | Proc of X"],
        &[],
    );
    reads(
        "@misc{a, title={One}, crossref={a}}\n@misc{b, title={Two}, crossref={gone}}\n",
        &[" | One", " | Two"],
        &["2: gone: It refers to an entry that is not here"],
    );
}

#[test]
fn marks_of_html_do_not_reach_the_line() {
    for text in [
        ris("").replace("Walking groups and sleep", "Sleep &amp; mood: CO<sub>2</sub> and <i>Ginkgo</i>"),
        r#"[{"title":"Sleep &amp; mood: <span class=\"nocase\">CO<sub>2</sub></span> and <i>Ginkgo</i>"}]"#.to_owned(),
    ] {
        reads(&text, &[" | Sleep & mood: CO2 and Ginkgo"], &[]);
    }
}

#[test]
fn many_broken_entries_take_no_time() {
    for piece in [
        "@article{a, title={b\n",
        "@article{a, title=\"b\n",
        "@",
        "@article(",
        "@article,\n",
        "@misc{a, title={b}} ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        references::read(format!("@misc{{a, title={{b}}}}\n{text}").as_bytes());
    }
    for piece in [
        "PMID: ",
        "10.5555/a ",
        "(",
        "doi:",
        "<",
        "&",
        "PMID: 90000001 ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        for tag in ["DO", "UR", "N1", "AN", "C3", "TI", "M3"] {
            references::read(format!("TY  - JOUR\nTI  - T\n{tag}  - {text}\nER  - \n").as_bytes());
        }
        references::read(
            format!("@misc{{a, title={{T}}, doi={{{text}}}, pmid={{{text}}}, note={{{text}}}}}")
                .as_bytes(),
        );
    }
}

proptest! {
    #[test]
    fn a_doi_that_was_read_is_read_again_the_same(field in "(doi: ?|https?://doi\\.org/|)10\\.5555/[ -~]{0,30}") {
        if let Some(doi) = references::doi_of(&field) {
            prop_assert_eq!(references::doi_of(&doi), Some(doi.clone()));
            prop_assert!(!doi.contains(' '));
        }
    }

    #[test]
    fn a_sound_doi_is_kept_to_the_letter(name in "[a-zA-Z0-9._-]{1,12}(\\([0-9]{4}\\)|\\[[0-9]{2}:[A-Z]{3}\\]|<[0-9]+::[A-Z]{3}>)?[a-zA-Z0-9]{1,5}") {
        let doi = format!("10.5555/{name}");
        for field in [doi.clone(), format!("doi:{doi}."), format!("https://doi.org/{doi}"), format!("{doi} [doi]")] {
            prop_assert_eq!(references::doi_of(&field), Some(doi.clone()), "{}", field);
        }
    }
}
