//! Names in pasted lists and in the fields of formats: whole, parted where they part, or named as not read.

use copydesk::references::{self, Author, ExportFormat, Record};

use crate::{reads, short};

/// `family, given` of people, organisations in angle brackets.
fn names(record: &Record) -> Vec<String> {
    let names = record.authors.iter().map(|author| match author {
        Author::Person { family, given } => match given {
            Some(given) => format!("{family}, {given}"),
            None => format!("{family},"),
        },
        Author::Organisation(name) => format!("<{name}>"),
    });
    names.collect()
}

#[track_caller]
fn are(text: &str, expected: &[&str]) {
    let gathered = references::read_text(text);
    let [gained] = gathered.records.as_slice() else {
        panic!("{text}: {gathered:?}");
    };
    assert_eq!(names(&gained.record), expected, "{text}");
}

#[track_caller]
fn is_named_as_not_read(text: &str) {
    let gathered = references::read_text(text);
    assert!(gathered.records.is_empty(), "{text}: {gathered:?}");
    assert_eq!(gathered.unread.len(), 1, "{text}");
}

const VANCOUVER: &str = ". Iron in tea. J Tea. 2015;1(2):3-4.";
const FULL: &str = ". 2014. “Walking and Sleep.” Made Up J 35 (1): 44–50.";

#[test]
fn particles_of_many_tongues_belong_to_the_family() {
    are(
        &format!("ap Rhys D, ferch Owain M{VANCOUVER}"),
        &["ap Rhys, D", "ferch Owain, M"],
    );
    are(
        &format!("Nic Dhonnchadha A, Mac Giolla P, binti Ahmad S{VANCOUVER}"),
        &["Nic Dhonnchadha, A", "Mac Giolla, P", "binti Ahmad, S"],
    );
    are(
        "ap Rhys, D., & ferch Owain, M. (2014). Walking and sleep. Journal of Made Up, 12(3), 101–109.",
        &["ap Rhys, D.", "ferch Owain, M."],
    );
    are(
        &format!("Rhys, Dafydd ap, and Mair ferch Owain{FULL}"),
        &["ap Rhys, Dafydd", "ferch Owain, Mair"],
    );
    are(
        &format!("Ahmad bin Yusof, Siti binti Ahmad, and Umar ibn Khalid{FULL}"),
        &["bin Yusof, Ahmad", "binti Ahmad, Siti", "ibn Khalid, Umar"],
    );
    are(
        &format!("Áine Ní Bhriain and Seán Mac Giolla Phádraig{FULL}"),
        &["Ní Bhriain, Áine", "Mac Giolla Phádraig, Seán"],
    );
}

#[test]
fn two_surnames_in_natural_order_stay_together() {
    are(
        &format!("Beatriz Tavares da Silva, Otto Kern, and Lise Weber{FULL}"),
        &["Tavares da Silva, Beatriz", "Kern, Otto", "Weber, Lise"],
    );
    are(
        &format!("Kern, Otto, Gabriel García Márquez, and María José Ruiz de la Vega{FULL}"),
        &[
            "Kern, Otto",
            "García Márquez, Gabriel",
            "Ruiz de la Vega, María José",
        ],
    );
    are(
        &format!("Ana Beatriz da Silva and Otto Kern{FULL}"),
        &["da Silva, Ana Beatriz", "Kern, Otto"],
    );
    // Is the second word a given name or a surname?
    is_named_as_not_read(&format!("Ana Xylander da Silva and Otto Kern{FULL}"));
}

#[test]
fn two_people_are_not_one_with_a_comma() {
    are(
        &format!("Ana Stone, Bo Hale, and Lise Weber{FULL}"),
        &["Stone, Ana", "Hale, Bo", "Weber, Lise"],
    );
    are(
        &format!("Ruiz Castro, Ana María, Bo Hale, and Lise Weber{FULL}"),
        &["Ruiz Castro, Ana María", "Hale, Bo", "Weber, Lise"],
    );
    is_named_as_not_read(&format!("Wex Stone, Bo Hale, and Lise Weber{FULL}"));
    // Somebody and a title, or two people?
    is_named_as_not_read("Ana Stone, Quiet Rooms. J Made Up. 2014;12(3):101-9.");
}

#[test]
fn groups_stand_behind_a_semicolon_whatever_they_are_called() {
    for (written, group) in [
        ("; Lagos Burn Registry", "<Lagos Burn Registry>"),
        ("; Walking for Life", "<Walking for Life>"),
        ("; SAVOR", "<SAVOR>"),
        (
            "; for the Quiet Trial Investigators",
            "<the Quiet Trial Investigators>",
        ),
        (
            ", on behalf of the SLEEP-2 Study Group",
            "<the SLEEP-2 Study Group>",
        ),
    ] {
        are(
            &format!("Smith J, Jones B{written}{VANCOUVER}"),
            &["Smith, J", "Jones, B", group],
        );
    }
    are(
        &format!("Smith J, Jones B; Lagos Burn Registry; Quiet Trial Investigators{VANCOUVER}"),
        &[
            "Smith, J",
            "Jones, B",
            "<Lagos Burn Registry>",
            "<Quiet Trial Investigators>",
        ],
    );
    are(
        "Smith, J., Jones, B., & Lagos Burn Registry. (2014). Walking and sleep. Journal of Made Up, 12(3), 101–109.",
        &["Smith, J.", "Jones, B.", "<Lagos Burn Registry>"],
    );
    let cut = references::read_text(&format!("Smith J, Jones B, et al; SAVOR{VANCOUVER}"));
    let [gained] = cut.records.as_slice() else {
        panic!("{cut:?}");
    };
    assert!(gained.record.et_al);
    assert_eq!(names(&gained.record), ["Smith, J", "Jones, B", "<SAVOR>"]);
}

#[test]
fn the_name_of_a_body_goes_on_in_the_next_line() {
    for text in [
        "World Organization for Quiet Rooms and Restful\n    Streets. Guideline on rest. Geneva: WOQR; 2014.\n",
        "World Organization for Quiet Rooms and\nRestful Streets. (2014). Guideline on rest. WOQR.\n",
        "[1] World Organization for Quiet Rooms and Restful\n    Streets, “Guideline on rest,” WOQR, Geneva, Switzerland, Rep. 12, 2014.\n",
    ] {
        are(
            text,
            &["<World Organization for Quiet Rooms and Restful Streets>"],
        );
    }
    are(
        "National Institute for Health and Care\nExcellence. (2016). Zinc in burns (NICE Guideline NG12).\n",
        &["<National Institute for Health and Care Excellence>"],
    );
}

#[test]
fn replies_and_letters_have_their_titles() {
    for (title, expected) in [
        (
            "Author's reply: “Zinc in burns”",
            "Author's reply: “Zinc in burns”",
        ),
        (
            "Re: “Zinc in burns” by Jones",
            "Re: “Zinc in burns” by Jones",
        ),
        ("Zinc in burns [Letter]", "Zinc in burns"),
    ] {
        let gathered = references::read_text(&format!("Smith J. {title}. J Colds. 2016;5(1):9."));
        let titles = gathered
            .records
            .iter()
            .map(|gained| gained.record.title.as_deref());
        assert_eq!(titles.collect::<Vec<_>>(), [Some(expected)], "{title}");
    }
}

fn ris(author: &str) -> String {
    format!("TY  - JOUR\nAU  - {author}\nTI  - One\nER  - \n")
}

#[test]
fn one_field_may_hold_several_names() {
    for (field, expected) in [
        (
            "Kern, N.; Stone, I.; Weber, L.",
            &["Kern, N.", "Stone, I.", "Weber, L."][..],
        ),
        ("Kern, Nils and Stone, Ira", &["Kern, Nils", "Stone, Ira"]),
        ("Kern N, Stone I.A.", &["Kern, N", "Stone, IA"]),
        ("Kern, N., Stone, I.", &["Kern, N.", "Stone, I."]),
        ("Hale N.", &["Hale, N"]),
        ("van der Berg T J", &["van der Berg, T J"]),
        ("Li,", &["Li,"]),
        (
            "World Health Organization,",
            &["<World Health Organization>"],
        ),
        ("Barnes and Noble,, Inc.", &["<Barnes and Noble, Inc.>"]),
        ("Barnes and Noble, Inc.", &["<Barnes and Noble, Inc.>"]),
        (
            "Department of Health, England",
            &["<Department of Health, England>"],
        ),
        ("NHS UK", &["<NHS UK>"]),
    ] {
        are(&ris(field), expected);
    }
    let table = "PMID,Title,Authors,Publication Year\n1,One,\"Smith J, Jones B, Lee C; WHO Group.\",2010\n2,Two,\"Kern, Nils and Stone, Ira\",2010\n3,Three,\"Smith J, et al.\",2010\n";
    reads(
        table,
        &[
            "Smith+J Jones+B Lee+C <WHO Group> | 2010 | One | 1",
            "Kern+Nils Stone+Ira | 2010 | Two | 2",
            "Smith+J… | 2010 | Three | 3",
        ],
        &[],
    );
}

#[test]
fn bibtex_has_names_by_their_parts_and_in_braces() {
    for (field, expected) in [
        (
            "family=Meer, given=Vincent, prefix=van der, useprefix=true and Guo, Di",
            &["van der Meer, Vincent", "Guo, Di"][..],
        ),
        (
            "family=Doe, given=J, suffix=Jr and given=Suparman",
            &["Doe, J Jr", "Suparman,"],
        ),
        ("{{WHO} Expert Group}", &["<WHO Expert Group>"]),
        (
            "{Barnes and Noble, Inc.} and Kern, N",
            &["<Barnes and Noble, Inc.>", "Kern, N"],
        ),
        ("{de la} Cruz, {Ana}", &["de la Cruz, Ana"]),
    ] {
        are(
            &format!("@article{{a, title={{One}}, author={{{field}}}}}"),
            expected,
        );
    }
    are(
        r#"[{"type":"book","title":"One","author":[{"given":"Suparman"},{"family":"Kern","given":"N"}]}]"#,
        &["Suparman,", "Kern, N"],
    );
}

#[test]
fn a_book_that_nobody_wrote_is_its_editors() {
    for text in [
        "@book{b, editor={de Brook, Hans J.}, title={Handbook}, year=2011}",
        "TY  - BOOK\nED  - de Brook, Hans J.\nTI  - Handbook\nPY  - 2011\nER  - \n",
        "TY  - EDBOOK\nA2  - de Brook, Hans J.\nTI  - Handbook\nPY  - 2011\nER  - \n",
        "PMID- 1\nBTI - Handbook\nFED - de Brook, Hans J.\nDP  - 2011\nPT  - Book\n",
        "%0 Edited Book\n%E de Brook, Hans J.\n%T Handbook\n%D 2011\n",
        "PT B\nBE de Brook, Hans J.\nTI Handbook\nPY 2011\nER\n",
        r#"[{"type":"book","title":"Handbook","issued":{"date-parts":[[2011]]},"editor":[{"family":"de Brook","given":"Hans J."}]}]"#,
        "Title,Author,Editor,Year\nHandbook,,\"de Brook, Hans J.\",2011\n",
    ] {
        let gathered = references::read_text(text);
        let [gained] = gathered.records.as_slice() else {
            panic!("{text}: {gathered:?}");
        };
        let record = Record {
            pmid: None,
            ..gained.record.clone()
        };
        assert_eq!(
            short(&record),
            "de Brook+Hans J. | 2011 | Handbook",
            "{text}"
        );
        assert!(gained.record.are_editors, "{text}");
        assert_eq!(gained.doubts, [], "{text}");
    }
    // A chapter is not by those who edited its book.
    reads(
        "@incollection{b, editor={Weber, Lise}, booktitle={Handbook}, title={One}, year=2011}",
        &[" | 2011 | One | Handbook"],
        &["1: Weber: It has no author; the editors of its book were left out"],
    );
}

#[test]
fn several_entries_lend_their_fields() {
    reads(
        "@inproceedings{c, author={A, B}, title={One}, xdata={p, q}}\n@xdata{p, booktitle={Rest}}\n@xdata{q, date={2018-05}}",
        &["A+B | 2018 | One | Rest"],
        &[],
    );
}

#[test]
fn what_a_format_cannot_carry_is_named() {
    let lost = |id: &str, record: &Record| {
        let format = ExportFormat::named(id).expect("a format");
        let losses = format.losses(std::slice::from_ref(record));
        losses
            .iter()
            .map(|loss| loss.in_words(format))
            .collect::<Vec<_>>()
    };
    // A name that other programs take for somebody’s.
    let record = Record {
        authors: vec![Author::Organisation("Projekt D".into())],
        title: Some("One".into()),
        accessed: Some("3 May 2021".into()),
        ..Record::default()
    };
    assert_eq!(
        lost("ris", &record),
        ["Reference 1: RIS can’t carry its authors as written: One"]
    );
    assert_eq!(lost("csl-json", &record), [""; 0]);
    assert_eq!(lost("bibtex", &record), [""; 0]);
}

#[test]
fn capitals_and_dates_are_written_as_other_programs_read_them() {
    let record = Record {
        authors: vec![Author::person("Li", "Wei III")],
        et_al: true,
        title: Some("Vitamin D in the UK: DNA and E. coli in Alzheimer's disease".into()),
        accessed: Some("3 February 2020".into()),
        ..Record::default()
    };
    let written = |id: &str| {
        let format = ExportFormat::named(id).expect("a format");
        (format.write)(std::slice::from_ref(&record))
    };
    for (id, parts) in [
        (
            "bibtex",
            &[
                "{Vitamin {D} in the {UK}: {DNA} and {E}. coli in {Alzheimer's} disease}",
                "author = {Li, III, Wei and others}",
                "urldate = {2020-02-03}",
            ][..],
        ),
        ("ris", &["AU  - Li, Wei, III\r\n", "Y2  - 2020/02/03/\r\n"]),
        (
            "csl-json",
            &["\"suffix\": \"III\"", "\"literal\": \"others\""],
        ),
    ] {
        let written = written(id);
        for part in parts {
            assert!(written.contains(part), "{part}: {written}");
        }
        assert!(!written.contains("AU  - et al"), "{written}");
    }
}

#[test]
fn tables_of_review_tools_are_read_by_their_headings() {
    for text in [
        "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,Covidence #,Study,Notes,Tags\nOne,\"Kern, N.; Stone, I.\",a,2012,3,J Rest,1,2,3-4,123,10.5555/a,1,#1,Kern 2012,,\n",
        "Authors,Author full names,Author(s) ID,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,Page count,Cited by,DOI,Document Type,Source,EID\n\"Kern, N.; Stone, I.\",x,1;2,One,2012,J Rest,1,2,,3,4,2,4,10.5555/a,Article,Scopus,2-s2.0-1\n",
        "key,title,year,journal,volume,issue,pages,authors,notes,doi\nr-1,One,2012,J Rest,1,2,3-4,\"Kern, N. and Stone, I.\",,10.5555/a\n",
        "Reference Type,Author,Year,Title,Journal,Volume,Issue,Pages,DOI\nJournal Article,\"Kern, N.; Stone, I.\",2012,One,J Rest,1,2,3-4,10.5555/a\n",
        "Publication Type,Authors,Author Full Names,Article Title,Source Title,Publication Year,Volume,Issue,Start Page,End Page,DOI\nJ,\"Kern, N.; Stone, I.\",x,One,J Rest,2012,1,2,3,4,10.5555/a\n",
    ] {
        reads(
            text,
            &["Kern+N. Stone+I. | 2012 | One | J Rest | 1/2/3-4 | 10.5555/a"],
            &[],
        );
    }
    reads(
        "Title,Authors,Yr of pub\nOne,\"Kern, Nils\",2012\n",
        &["Kern+Nils | One"],
        &["1: yr of pub: This column was not read: its heading is not known"],
    );
}

#[test]
fn better_bibtex_writes_zotero_items() {
    reads(
        r#"{"config":{},"items":[{"itemType":"journalArticle","title":"One","creators":[{"creatorType":"author","firstName":"Nils","lastName":"Kern"},{"creatorType":"author","name":"WHO"},{"creatorType":"editor","lastName":"Hale"}],"date":"2012-03-01","publicationTitle":"J Rest","volume":"1","issue":"2","pages":"3-4","DOI":"10.5555/a","accessDate":"2020-02-03T10:00:00Z","extra":"PMID: 24999999"}]}"#,
        &["Kern+Nils <WHO> | 2012 | One | J Rest | 1/2/3-4 | 24999999 | 10.5555/a"],
        &[],
    );
}
