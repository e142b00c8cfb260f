//! Files as programs export them.

use copydesk::references::{self, Format};

use crate::{reads, shorts, unread};

const WHOLE: &str = "Kestrelby+Gisèle van der Holt+André | 2020 | Slow breathing and rest: a circle seen again | Field Notes in Rest | 12/3/45-67 | 33000001 | PMC7000001 | 10.5555/rest12030045";

#[test]
fn ris_of_zotero_and_endnote() {
    let zotero = "TY  - JOUR\r\nTI  - Slow breathing and rest: a circle seen again\r\nAU  - Kestrelby, Gisèle\r\nAU  - van der Holt, André\r\nT2  - Field Notes in Rest\r\nAB  - An abstract\r\nthat goes on: TY - no\r\nDA  - 2020/11/28/\r\nPY  - 2020\r\nDO  - 10.5555/rest12030045\r\nVL  - 12\r\nIS  - 3\r\nSP  - 45\r\nEP  - 67\r\nAN  - 33000001\r\nC2  - PMC7000001\r\nER  - \r\n";
    reads(zotero, &[WHOLE], &[]);
    let endnote = "TY  - JOUR\nA1  - Kestrelby, Gisèle\nA1  - Holt, André van der\nT1  - Slow breathing and rest:\na circle seen again.\nJF  - Field Notes in Rest\nY1  - 2020//\nVL  - 12\nCP  - 3\nSP  - 45-67\nN1  - PMID: 33000001\nPMCID: PMC7000001\nM3  - doi: 10.5555/rest12030045\nER  -\n";
    reads(endnote, &[WHOLE], &[]);
}

#[test]
fn ris_without_its_end_marks_loses_nothing() {
    reads(
        "1.\nTY  - JOUR\nTI  - One\nAU  - Eastby, J\nTY  - BOOK\nTI  - Two\n\nTY  - JOUR\nER  - \nTY  - ELEC\nTI  - RETRACTED: Three\nUR  - https://a.example/x\n",
        &[
            "Eastby+J | One",
            " | Two",
            " | RETRACTED: Three | https://a.example/x !retracted",
        ],
        &["8: : It has no title, no author and no identifier"],
    );
    reads(
        "TY  - JOUR\nTI  - One\nER  - \nloose words\n",
        &[" | One"],
        &["4: loose words: It stands in no record"],
    );
}

#[test]
fn medline_with_lines_that_go_on() {
    reads(
        "PMID- 33000001\nOWN - NLM\nDP  - 2020 Nov 28\nTI  - Slow breathing and rest: a \n      circle seen again.\nLID - 10.5555/rest12030045 [doi]\nLID - 45 [pii]\nFAU - Kestrelby, Gisèle\nAU  - Kestrelby G\nFAU - van der Holt, André\nAU  - van der Holt A\nPT  - Journal Article\nTA  - Field Notes Rest\nJT  - Field Notes in Rest\nVI  - 12\nIP  - 3\nPG  - 45-67\nPMC - PMC7000001\n\nPMID- 7\nTI  - [Ein Titel].\nCN  - The Nap Group\nAU  - Eastby JK\nPT  - Retracted Publication\nEIN - Rest. 2021\nPMID- 8\nTI  - Next\nPT  - Preprint\n",
        &[
            WHOLE,
            "<The Nap Group> Eastby+JK | [Ein Titel] | 7 !retracted !corrected",
            " | Next | 8 !preprint",
        ],
        &[],
    );
}

#[test]
fn bibtex_with_strings_accents_and_a_broken_entry() {
    reads(
        "Words of JabRef\n@Comment{x @article{no}}\n@string{fnr = \"Field Notes\" # { in Rest}}\n@article{a1,\n author = {Kestrelby, Gis{\\`e}le and Andr\\'e van der Holt},\n title = {{S}low breathing and rest: a circle seen again},\n journal = fnr, year = 2020, month = nov, volume = {12}, number = 3, pages = {45--67},\n doi = {10.5555/rest12030045}, pmid = {33000001}, pmcid = {PMC7000001},\n}\n@article{broken, title = {never closed,\n\n@online(b2, author = \"{Office of Rest and Naps} and others\", title = \"A \\\"Ubung\", date = \"2021-05-03\", url = {https://a.example/a\\_b%20c}, urldate = {2021-05-04})\n@misc{empty, note = {x}}\n",
        &[
            WHOLE,
            "<Office of Rest and Naps>… | 2021 | A Übung | https://a.example/a_b%20c",
        ],
        &[
            "10: @article{broken, title = {never closed,  @online(b2, author = \"{Office of Rest a…: Its brackets are never closed",
            "13: @misc{empty, note = {x}}: It has no title, no author and no identifier",
        ],
    );
}

#[test]
fn biblatex_of_zotero_keeps_pubmed_and_escaped_dois() {
    reads(
        "@article{x, author = {Eastby, John}, title = {Naps}, subtitle = {A View}, journaltitle = {Rest}, shortjournal = {R}, date = {2019-02}, doi = {10.1007/978-3{\\_}26}, eprint = {12345678}, eprinttype = {pubmed}, note = {Retracted}}",
        &["Eastby+John | 2019 | Naps: A View | Rest | 12345678 | 10.1007/978-3_26 !retracted"],
        &[],
    );
}

#[test]
fn csl_json_of_zotero_and_crossref() {
    reads(
        r#"[{"id":"a","type":"article-journal","title":"Slow breathing and <i>rest</i>: a circle seen again","container-title":"Field Notes in Rest","page":"45-67","volume":12,"issue":"3","DOI":"https://doi.org/10.5555/rest12030045","note":"PMID: 33000001\nPMCID: PMC7000001","author":[{"family":"Kestrelby","given":"Gisèle"},{"family":"Holt","given":"André","non-dropping-particle":"van der"}],"issued":{"date-parts":[["2020",11,28]]}},
            17, {"type":"book"},
            {"title":["Two"],"author":[{"name":"Office of Rest"},{"literal":"Nap Group"}],"issued":{"raw":"2001-02"},"URL":"https://a.example"}]"#,
        &[
            WHOLE,
            "<Office of Rest> <Nap Group> | 2001 | Two | https://a.example",
        ],
        &[
            "2: 17: It is no record",
            "3: : It has no title, no author and no identifier",
        ],
    );
    let broken = references::read(b"[{\"title\": \"x\"");
    assert_eq!(
        (broken.format, broken.records.len(), broken.unread.len()),
        (Format::CslJson, 0, 1)
    );
}

#[test]
fn the_table_of_pubmed() {
    reads(
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n33000001,\"Slow breathing, and\nrest.\",\"Kestrelby G, van der Holt A.\",\"Field Notes Rest. 2020 Nov 28;12(3):45-67. doi: 10.5555/r.\",Kestrelby G,Field Notes Rest,2020,2020/12/02,PMC7000001,,10.5555/r\n",
        &[
            "Kestrelby+G van der Holt+A | 2020 | Slow breathing, and rest | Field Notes Rest | 12/3/45-67 | 33000001 | PMC7000001 | 10.5555/r",
        ],
        &[],
    );
}

#[test]
fn encodings_are_told_by_the_bytes() {
    let text = "TY  - JOUR\nAU  - Łopacki, Gisèle\nTI  - Rest – a view\nER  - \n";
    let western = "TY  - JOUR\nAU  - Lopacki, Gisèle\nTI  - Rest – a view\nER  - \n";
    let wide = |mark: bool, big: bool| -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{text}")
            .encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(western);
    for (bytes, name) in [
        (format!("\u{feff}{text}").into_bytes(), "Łopacki"),
        (wide(true, false), "Łopacki"),
        (wide(true, true), "Łopacki"),
        (wide(false, false), "Łopacki"),
        (wide(false, true), "Łopacki"),
        (windows.into_owned(), "Lopacki"),
        (text.replace('\n', "\r").into_bytes(), "Łopacki"),
    ] {
        assert_eq!(
            shorts(&references::read(&bytes)),
            [format!("{name}+Gisèle | Rest – a view")]
        );
    }
}

#[test]
fn nothing_and_no_text_are_said_to_be_so() {
    for (bytes, why) in [
        (&b""[..], "There is no text in it"),
        (b" \n\t\n", "There is no text in it"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06",
            "This is no text",
        ),
    ] {
        let gathered = references::read(bytes);
        assert_eq!(
            (gathered.format, gathered.records.len()),
            (Format::Unknown, 0)
        );
        assert_eq!(unread(&gathered), [format!("1: : {why}")]);
    }
}

#[test]
fn fifty_megabytes_of_ris_are_read_one_record_at_a_time() {
    let abstract_line = "words of an abstract that nobody needs here ".repeat(22);
    let mut text = String::with_capacity(52 << 20);
    let mut count = 0;
    while text.len() < 50 << 20 {
        count += 1;
        text.push_str(&format!(
            "TY  - JOUR\nAU  - Eastby, J\nTI  - Naps {count}\nPY  - 2001\nAB  - {abstract_line}\n{abstract_line}\nER  - \n\n"
        ));
    }
    let gathered = references::read(text.as_bytes());
    assert_eq!((gathered.records.len(), gathered.unread.len()), (count, 0));
    assert_eq!(
        gathered
            .records
            .last()
            .map(|last| crate::short(&last.record)),
        Some(format!("Eastby+J | 2001 | Naps {count}"))
    );
}

#[test]
fn one_field_without_an_end_is_reported_and_the_next_record_read() {
    let text = format!(
        "TY  - JOUR\nTI  - {}\nER  - \nTY  - JOUR\nTI  - Next\nER  - \n",
        "x".repeat(1 << 20)
    );
    let gathered = references::read(text.as_bytes());
    assert_eq!(shorts(&gathered), [" | Next"]);
    assert_eq!(gathered.unread.len(), 1);
}

#[test]
fn two_thousand_authors_are_kept() {
    let names: String = (0..2000).map(|n| format!("AU  - Eastby, J{n}\n")).collect();
    let gathered = references::read(format!("TY  - JOUR\nTI  - T\n{names}ER  - \n").as_bytes());
    assert_eq!(gathered.records[0].record.authors.len(), 2000);
    let line = references::write_line(
        &gathered.records[0].record,
        references::HouseForm { author_limit: 3 },
    );
    assert_eq!(line, "Eastby J, Eastby J, Eastby J et al. T.");
}

#[test]
fn the_own_export_of_web_of_science() {
    reads(
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Kestrelby, G\n   van der Holt, A\nAF Kestrelby, Gisèle\n   van der Holt, André\nTI Slow breathing and rest:\n   a circle seen again\nSO Field Notes in Rest\nDT Article\nJI Field Notes Rest\nPD NOV 28\nPY 2020\nVL 12\nIS 3\nBP 45\nEP 67\nDI 10.5555/rest12030045\nPM 33000001\nER\n\nPT J\nAU Eastby, J\nTI Two\nDT Article; Retracted Publication\nER\n\nEF\n",
        &[
            WHOLE.replace(" | PMC7000001", "").as_str(),
            "Eastby+J | Two !retracted",
        ],
        &[],
    );
}

#[test]
fn lines_of_endnote_with_a_percent_sign() {
    reads(
        "%0 Journal Article\n%A Kestrelby, Gisèle\n%A van der Holt, André\n%D 2020\n%T Slow breathing and rest:\na circle seen again\n%J Field Notes in Rest\n%V 12\n%N 3\n%P 45-67\n%R 10.5555/rest12030045\n%M 33000001\n%~ PubMed\n\n%0 Book\n%A Eastby, J\n%T Two\n",
        &[
            WHOLE.replace(" | PMC7000001", "").as_str(),
            "Eastby+J | Two",
        ],
        &[],
    );
}

#[test]
fn a_bibliography_below_a_long_comment() {
    let comment = "%% One line of many\n".repeat(400);
    reads(
        &format!("{comment}@article{{a, title = {{One}}, author = {{Eastby, J}}}}\n"),
        &["Eastby+J | One"],
        &[],
    );
}

#[test]
fn lines_that_end_in_cr_alone_are_lines() {
    for (text, records) in [
        (
            "PMID- 90000071\rTI  - A.\rDP  - 2011\r\rPMID- 90000072\rTI  - B.\r",
            &[" | 2011 | A | 90000071", " | B | 90000072"][..],
        ),
        (
            "% Encoding: UTF-8\r\r@article{a,author={Kern, Nils},title={A},year=2011}\r",
            &["Kern+Nils | 2011 | A"],
        ),
    ] {
        reads(text, records, &[]);
    }
    let preface = "Exported by somebody\r\rTY  - JOUR\rAU  - Kern, N.\rTI  - A\rER  - \r";
    let gathered = references::read(preface.as_bytes());
    assert_eq!(shorts(&gathered), ["Kern+N. | A"]);
    assert_eq!(
        unread(&gathered),
        ["1: Exported by somebody: It stands in no record"]
    );
}

#[test]
fn a_medline_record_goes_on_behind_an_empty_line() {
    reads(
        "PMID- 90000073\nTI  - A.\nAB  - One.\n\n      Two after an empty line.\nFAU - Kern, Nils\nDP  - 2011\n\nPMID- 90000074\nTI  - B.\n",
        &["Kern+Nils | 2011 | A | 90000073", " | B | 90000074"],
        &[],
    );
}

#[test]
fn a_line_of_an_abstract_is_no_field() {
    reads(
        "TY  - JOUR\nAU  - Kern, N\nTI  - A\nAB  - Some\nAU - MD9 carriers did well.\nPY  - 2011\nER  - \n",
        &["Kern+N | 2011 | A"],
        &[],
    );
    reads(
        "TY - JOUR\nAU - Kern, N\nAB - Some\nTI - A\nER - \n",
        &["Kern+N | A"],
        &[],
    );
}

#[test]
fn the_number_of_an_article_stands_for_its_pages() {
    reads(
        "TY  - JOUR\nTI  - A\nC7  - e0151234\nER  - \n",
        &[" | A | -/-/e0151234"],
        &[],
    );
    reads(
        "PMID- 90000001\nTI  - A.\nLID - 2400512 [pii]\n\nPMID- 90000002\nTI  - B.\nAID - S1083-8791(19)30439-2 [pii]\n",
        &[" | A | -/-/2400512 | 90000001", " | B | 90000002"],
        &[],
    );
    reads(
        "@article{a, title={A}, eid={e123}}",
        &[" | A | -/-/e123"],
        &[],
    );
}

#[test]
fn years_are_read_where_others_put_them() {
    reads(
        "Title,Authors,Published Year,Journal,Volume,Issue,Pages,DOI\nNaps,\"Kern, N\",2011,Rest,1,2,3-4,10.5555/x\n",
        &["Kern+N | 2011 | Naps | Rest | 1/2/3-4 | 10.5555/x"],
        &[],
    );
    reads(
        r#"[{"title":"A","issued":[{"year":"2009","month":"1"}]},{"title":"B","issued":{"year":2010}}]"#,
        &[" | 2009 | A", " | 2010 | B"],
        &[],
    );
}

#[test]
fn a_command_of_latex_that_is_not_known_is_named() {
    reads(
        r"@misc{a, title={The \oddsign{} of $\ge$ 10 mg}}",
        &[" | The oddsign of ≥ 10 mg"],
        &[
            r"1: \oddsign: A command of LaTeX in its title or journal is not known; its name was kept",
        ],
    );
}
