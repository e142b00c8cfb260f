//! `copydesk sources`: what is listed, taken in and converted.

use std::fs;

use crate::{Entry, copydesk};

const TEXT: &str = "\
---
title: \"Naps\"
---

# Naps

## Summary

Words. É Eastby and van der Holt 2020a say so; **Eastby** (PMID 12345678) too.

## Sources

1. Eastby J, van der Holt RT (2020a). Naps at noon. Rest. PMID: 12345678. DOI: 10.5555/Naps.
2. NHS. Sleep. NHS website. https://nhs.example/sleep/. Accessed 3 May 2021.

---

## More

x
";

const RIS: &str = "TY  - JOUR\nAU  - Jessamy, Karin Ann\nTI  - More naps\nT2  - Rest\nPY  - 2021\nAN  - 23456789\nDB  - PubMed\nER  - \nTY  - JOUR\nTI  - Naps again\nDO  - https://doi.org/10.5555/NAPS\nER  - \n";

#[test]
fn the_sources_of_an_entry_and_of_a_folder_as_json() {
    let entry = Entry::new(TEXT);
    fs::write(
        entry.folder.path().join("other.md"),
        "# O\n\n## Sources\n\n1. only words\n",
    )
    .expect("written");
    let answer = copydesk(
        entry.folder.path(),
        &["sources", "entry.md", "--format", "json"],
        "",
    );
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(
        found,
        serde_json::json!([
            {"file": "entry.md", "number": 1, "authors": [{"family": "Eastby", "given": "J"}, {"family": "van der Holt", "given": "RT"}],
             "year": "2020a", "title": "Naps at noon", "container": "Rest", "volume": null, "pages": null, "pmid": "12345678",
             "pmcid": null, "doi": "10.5555/Naps", "url": null, "accessed": null,
                "mentions": [
                    {"line": 9, "column": 10, "text": "Eastby and van der Holt 2020a"},
                    {"line": 9, "column": 50, "text": "Eastby"}
                ]},
            {"file": "entry.md", "number": 2, "authors": [{"literal": "NHS"}], "year": null, "title": "Sleep", "container": "NHS website",
             "volume": null, "pages": null, "pmid": null, "pmcid": null, "doi": null, "url": "https://nhs.example/sleep/",
             "accessed": "3 May 2021", "mentions": []}
        ])
    );
    let answer = copydesk(
        entry.folder.path(),
        &["sources", ".", "--format", "json"],
        "",
    );
    assert_eq!(answer.code, Some(0));
    let found: serde_json::Value = serde_json::from_str(&answer.said).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(3));
    assert!(
        answer
            .complained
            .contains("other.md: source 1: Authors and title"),
        "{}",
        answer.complained
    );
    let table = copydesk(entry.folder.path(), &["sources", "entry.md"], "");
    assert!(
        table
            .said
            .contains("1    Eastby et al.  2020a  Naps at noon  PMID 12345678"),
        "{}",
        table.said
    );
}

#[test]
fn references_are_imported_once() {
    let entry = Entry::new(TEXT);
    fs::write(entry.folder.path().join("new.txt"), RIS).expect("written");
    let line = "\n3. Jessamy KA (2021). More naps. Rest. PMID: 23456789.\n";
    let args = ["sources", "import", "new.txt", "--into", "entry.md"];
    let dry = copydesk(
        entry.folder.path(),
        &[&args[..], &["--dry-run"]].concat(),
        "",
    );
    assert_eq!(dry.code, Some(0));
    assert!(
        dry.said.contains("+3. Jessamy KA")
            && dry.said.starts_with("--- a/entry.md\n+++ b/entry.md\n"),
        "{}",
        dry.said
    );
    assert_eq!(entry.text(), TEXT);
    let answer = copydesk(entry.folder.path(), &args, "");
    assert_eq!((answer.code, answer.said.as_str()), (Some(0), ""));
    assert!(
        answer.complained.contains("1 of 2 are there already"),
        "{}",
        answer.complained
    );
    let after = TEXT.replace("3 May 2021.\n", &format!("3 May 2021.{line}"));
    assert_eq!(entry.text(), after);
    let again = copydesk(entry.folder.path(), &args, "");
    assert_eq!(again.code, Some(0));
    assert_eq!(entry.text(), after);
}

#[test]
fn what_was_cut_short_is_completed_from_the_library_or_said_to_be_short() {
    let entry = Entry::new(TEXT);
    let folder = entry.folder.path();
    fs::write(
        folder.join("other.md"),
        "## Sources\n\n1. Moss M, Reed R, Holt L (2018). Evenings. The Journal of Field Notes. PMID: 31313131.\n",
    )
    .expect("written");
    fs::write(
        folder.join("new.ris"),
        "TY  - JOUR\nAU  - Moss, M\nAU  - et al.\nPY  - 2018\nTI  - Evenings\nJA  - J Field Notes\nAN  - 31313131\nDB  - PubMed\nER  -\nTY  - JOUR\nAU  - Dean, D\nPY  - 2017\nTI  - Mornings\nJA  - Ann Morn\nER  -\n",
    )
    .expect("written");
    let args = ["sources", "import", "new.ris", "--into", "entry.md"];
    let answer = copydesk(folder, &args, "");
    assert_eq!(answer.code, Some(0));
    let said: Vec<&str> = answer.complained.lines().collect();
    assert_eq!(
        said,
        [
            "copydesk: new.ris:1: Authors from the library",
            "copydesk: new.ris:1: Journal from the library",
            "copydesk: new.ris:10: Only the short name of the journal",
        ]
    );
    let whole =
        "Moss M, Reed R, Holt L (2018). Evenings. The Journal of Field Notes. PMID: 31313131.";
    assert!(entry.text().contains(whole));
    assert!(entry.text().contains("Dean D (2017). Mornings. Ann Morn."));
}

/// A folder with an entry and two others, which list works in full.
fn beside_others() -> Entry {
    let entry = Entry::new(TEXT);
    for (name, source) in [
        (
            "iron.md",
            "Moss M, Reed R (2018). RETRACTED: Iron. Field Notes. PMID: 90000031. DOI: 10.5555/iron.",
        ),
        (
            "tea.md",
            "Cole C (2019). Tea. Field Notes. PMID: 90000032. PMCID: PMC9000032.",
        ),
        (
            "milk.md",
            "Cole C (2021). Tea. Field Notes. PMID: 90000032.",
        ),
    ] {
        let text = format!("# A\n\n## Sources\n\n4. {source}\n");
        fs::write(entry.folder.path().join(name), text).expect("written");
    }
    entry
}

const BARE: &str = "10.5555/IRON\nPMID: 90000032\nPMID: 90000033\nPMID 12345678\n";

#[test]
fn a_bare_identifier_is_completed_from_the_library_where_that_is_asked_for() {
    let entry = beside_others();
    let args = ["sources", "import", "-", "--into", "entry.md", "--complete"];
    let answer = copydesk(entry.folder.path(), &args, BARE);
    assert_eq!(answer.code, Some(0));
    let said: Vec<&str> = answer.complained.lines().collect();
    assert_eq!(
        said,
        [
            "copydesk: -:1: completed from iron.md, source 4",
            "copydesk: -:1: this work is marked as retracted",
            "copydesk: -:2: left bare: entries list it differently: milk.md, source 4; tea.md, source 4",
            "copydesk: -:4: there already as source 1",
            "copydesk: 1 of 4 are there already",
        ]
    );
    let lines = "\n3. Moss M, Reed R (2018). RETRACTED: Iron. Field Notes. PMID: 90000031. DOI: 10.5555/iron.\n\
        4. PMID: 90000032.\n5. PMID: 90000033.\n";
    assert!(entry.text().contains(lines), "{}", entry.text());
}

#[test]
fn it_stays_bare_unasked_and_that_is_said() {
    let entry = beside_others();
    let args = ["sources", "import", "-", "--into", "entry.md"];
    let answer = copydesk(entry.folder.path(), &args, "10.5555/iron");
    assert_eq!(answer.code, Some(0));
    assert_eq!(
        answer.complained,
        "copydesk: -:1: left bare: iron.md, source 4 lists it in full, and --complete takes it from there\n"
    );
    assert!(entry.text().contains("\n3. DOI: 10.5555/iron.\n"));
}

#[test]
fn identifiers_of_two_works_stay_bare() {
    let entry = beside_others();
    let args = ["sources", "import", "-", "--into", "entry.md", "--complete"];
    let answer = copydesk(
        entry.folder.path(),
        &args,
        "PMID: 90000039 DOI: 10.5555/iron",
    );
    assert_eq!(answer.code, Some(0));
    assert_eq!(
        answer.complained,
        "copydesk: -:1: left bare: its identifiers are not those of one work: iron.md, source 4\n"
    );
    assert!(
        entry
            .text()
            .contains("\n3. PMID: 90000039. DOI: 10.5555/iron.\n")
    );
}

#[test]
fn what_is_retracted_is_said() {
    let entry = Entry::new(TEXT);
    let answer = copydesk(
        entry.folder.path(),
        &["sources", "import", "-", "--into", "entry.md"],
        "PMID- 99\nTI  - Bad news.\nPT  - Retracted Publication\n",
    );
    assert_eq!(answer.code, Some(0));
    assert!(
        answer.complained.contains("marked as retracted"),
        "{}",
        answer.complained
    );
}

#[test]
fn a_file_is_converted_and_what_was_not_read_is_named() {
    let entry = Entry::new("x");
    let folder = entry.folder.path();
    fs::write(
        folder.join("mixed.bib"),
        "@article{a, author={Eastby, J}, title={One}, pmid={5}}\n@article{b, title={never\n",
    )
    .expect("written");
    for (format, expected) in [
        ("ris", "AN  - 5\r\n"),
        ("bibtex", "pmid = {5}"),
        ("csl-json", "\"PMID\": \"5\""),
        ("json", "\"pmid\":\"5\""),
    ] {
        let answer = copydesk(
            folder,
            &["sources", "convert", "mixed.bib", "--format", format],
            "",
        );
        assert_eq!(answer.code, Some(0), "{}", answer.complained);
        assert!(answer.said.contains(expected), "{}", answer.said);
        assert!(
            answer
                .complained
                .contains("mixed.bib:2: Its brackets are never closed"),
            "{}",
            answer.complained
        );
    }
    for nothing in ["", "\0\x01\x02\0\0\x05", "words only"] {
        let answer = copydesk(
            folder,
            &["sources", "convert", "-", "--format", "ris"],
            nothing,
        );
        assert_eq!((answer.code, answer.said.as_str()), (Some(1), ""));
        assert!(!answer.complained.is_empty());
    }
}

#[test]
fn the_sources_of_an_entry_are_converted() {
    let entry = Entry::new(TEXT);
    let answer = copydesk(
        entry.folder.path(),
        &["sources", "convert", "entry.md", "--format", "ris"],
        "",
    );
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
    assert_eq!(answer.said.matches("TY  - ").count(), 2);
}

#[test]
fn an_import_that_cannot_be_leaves_the_entry() {
    let twice = "## Sources\n\n1. A B (2001). C. D.\n\n## Sources\n\n1. A B (2001). C. D.\n";
    for (text, input, code) in [(twice, RIS, 1), (TEXT, "", 1), (TEXT, "words only", 1)] {
        let entry = Entry::new(text);
        let answer = copydesk(
            entry.folder.path(),
            &["sources", "import", "-", "--into", "entry.md"],
            input,
        );
        assert_eq!(answer.code, Some(code), "{}", answer.complained);
        assert_eq!(entry.text(), text);
    }
}

#[test]
fn withdrawn_sources_are_marked_in_the_table_and_told_beside_it() {
    let entry = Entry::new(TEXT);
    let folder = entry.folder.path();
    fs::create_dir(folder.join(".copydesk")).expect("made");
    let list = folder.join(".copydesk/withdrawn.csv");
    fs::write(&list, "doi,date\n10.5555/naps,2021-05-03\n").expect("written");
    let said = "1 source is withdrawn or in doubt, 1 could not be checked";
    for path in ["entry.md", "."] {
        let table = copydesk(folder, &["sources", path], "");
        assert_eq!(table.code, Some(0));
        assert!(
            table.said.contains("  [Retracted on 3 May 2021] Naps"),
            "{}",
            table.said
        );
        assert!(table.complained.contains(said), "{}", table.complained);
    }
    let json = copydesk(folder, &["sources", "entry.md", "--format", "json"], "");
    assert!(json.complained.contains(said));
    assert!(!json.said.contains("etracted"), "{}", json.said);

    fs::write(&list, "title\n").expect("written");
    let table = copydesk(folder, &["sources", "entry.md"], "");
    assert_eq!(table.code, Some(0));
    assert!(table.said.contains("Naps at noon"));
    assert!(
        table
            .complained
            .contains("The list of withdrawn works can’t be used. Its first line names no column"),
        "{}",
        table.complained
    );
}

#[test]
fn a_list_under_another_heading_or_with_bullets_gets_no_second_one_beside_it() {
    for (list, said) in [
        (
            "## References\n\n1. Old A (2011). One. J.\n",
            "under “References”",
        ),
        (
            "### Sources\n\n1. Old A (2011). One. J.\n",
            "under “Sources”",
        ),
        (
            "**Bibliography**\n\n* Old A (2011). One. J.\n",
            "under “Bibliography”",
        ),
        ("## Sources\n\n- Old A (2011). One. J.\n", "have no numbers"),
    ] {
        let text = format!("---\ntitle: T\n---\n\n# T\n\nWords.\n\n{list}");
        let entry = Entry::new(&text);
        let answer = copydesk(
            entry.folder.path(),
            &["sources", "import", "-", "--into", "entry.md"],
            RIS,
        );
        assert_eq!(answer.code, Some(1), "{list}");
        assert!(answer.complained.contains(said), "{}", answer.complained);
        assert!(
            answer.complained.contains("Nothing was added"),
            "{}",
            answer.complained
        );
        assert_eq!(entry.text(), text);
    }
}

#[test]
fn what_a_format_cannot_carry_is_named_and_the_rest_written() {
    let entry = Entry::new("# T\n");
    let answer = copydesk(
        entry.folder.path(),
        &["sources", "convert", "-", "--format", "ris"],
        r#"[{"type":"book","title":"One","author":[{"literal":"Projekt D"}]}]"#,
    );
    assert_eq!(answer.code, Some(0));
    assert!(answer.said.contains("TI  - One"), "{}", answer.said);
    assert_eq!(
        answer.complained,
        "copydesk: Reference 1: RIS can’t carry its authors as written: One\n"
    );
}
