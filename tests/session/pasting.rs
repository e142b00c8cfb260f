//! References pasted into the text: text they stay, and a source they can become.

use copydesk::desk::{CommandId, Dialog, FromPaste, SourceCommand};
use copydesk::references;
use proptest::prelude::*;

use crate::fixture::Fixture;

const NOTE: &str = "---\ntitle: \"Mint\"\n---\n\n# Mint\n\n## Summary\n\nMint calms.\n\n## Sources\n\n\
    1. Archer A (2016). Mint at night. Journal of Herbs. PMID: 27933574.\n";

const RIS: &str = "TY  - JOUR\nAU  - Evans, Eve\nPY  - 2022\nTI  - Mint in the morning\nJO  - Journal of Herbs\nER  -\n";

const LINE: &str = "Evans E (2022). Mint in the morning. Journal of Herbs. DOI: 10.1000/herbs.4.";

const READS: &str = "What you pasted reads as a source";

#[track_caller]
fn pasted(heading: &str, words: &str) -> Fixture {
    let mut fixture = Fixture::at("mint.md", NOTE);
    let field = fixture.body(heading);
    fixture.at_end_of(field).pastes(words);
    let now = fixture.now();
    fixture.desk.tidy(now);
    fixture
}

#[test]
fn a_reference_pasted_into_a_section_is_text_and_offered_as_a_source() {
    for words in [
        RIS,
        LINE,
        "PMID: 30000009",
        "https://doi.org/10.1000/herbs.4",
    ] {
        let fixture = pasted("Summary", words);
        assert!(fixture.text().contains(&format!("Mint calms.{words}")));
        assert_eq!(fixture.notices(), [READS], "{words}");
        assert_eq!(fixture.desk.pasted(), Some(words));
        assert_eq!(fixture.desk.disabled_because(CommandId::AddPasted), None);
    }
}

#[test]
fn a_long_list_is_read_beside_the_window_and_offered_once_it_is() {
    let line =
        |n: usize| format!("{n}. Evans E. Mint in the morning {n}. J Herbs. 2022;12(3):4-9.");
    let words = (1..200).map(line).collect::<Vec<_>>().join("\n");
    assert!(words.len() > copydesk::desk::READ_AT_ONCE);
    let mut fixture = pasted("Summary", &words);
    assert_eq!(fixture.desk.pasted(), Some(&*words));
    assert_eq!(fixture.notices().len(), 1);
    fixture.does(CommandId::AddPasted);
    let records = read(&fixture);
    fixture.does(SourceCommand::AddInPlaceOfPaste(records));
    assert!(!fixture.text().contains("1. Evans E. Mint"));
    assert!(fixture.text().contains("Mint in the morning 199. J Herbs."));
}

#[test]
fn words_and_what_is_pasted_into_the_list_are_left_alone() {
    for (heading, words) in [
        (
            "Summary",
            "Some words of 2022 about mint, and no reference.",
        ),
        ("Summary", "Mint"),
        ("Summary", "as was said in 2016 (PMID 27933574), and again."),
        ("Sources", LINE),
    ] {
        let fixture = pasted(heading, words);
        assert_eq!(fixture.notices(), [""; 0], "{words}");
        assert!(
            fixture
                .desk
                .disabled_because(CommandId::AddPasted)
                .is_some()
        );
    }
    assert_eq!(pasted("Sources", RIS).notices(), [READS]);
}

#[test]
fn typing_on_takes_the_offer_back() {
    let mut fixture = pasted("Summary", LINE);
    fixture.writes("Summary", " More");
    let now = fixture.now();
    fixture.desk.tidy(now);
    assert_eq!(fixture.notices(), [""; 0]);
    assert_eq!(fixture.desk.pasted(), None);
}

/// What the paste reads as, each with its place.
#[track_caller]
fn read(fixture: &Fixture) -> Vec<FromPaste> {
    let read = references::read_text(fixture.desk.pasted().expect("it stands"));
    let records = read.records.into_iter().enumerate();
    records
        .map(|(place, gained)| FromPaste {
            place,
            record: gained.record,
        })
        .collect()
}

#[test]
fn it_is_listed_and_taken_out_of_the_text_in_one_step() {
    for heading in ["Summary", "Sources"] {
        let mut fixture = pasted(heading, RIS);
        let with_paste = fixture.text().to_owned();
        fixture.does(CommandId::AddPasted);
        assert_eq!(fixture.desk.dialog(), Some(&Dialog::AddPasted));
        assert_eq!(fixture.notices(), [""; 0]);
        let records = read(&fixture);
        fixture.does(SourceCommand::AddInPlaceOfPaste(records));
        let line = "2. Evans E (2022). Mint in the morning. Journal of Herbs.\n";
        let bare = fixture.text().replace("\n\n2.", "\n2.");
        assert_eq!(
            bare.trim_end(),
            format!("{NOTE}{line}").trim_end(),
            "{heading}"
        );
        assert_eq!(fixture.desk.dialog(), None);
        assert_eq!(
            fixture.said(),
            "Added 1 source. The pasted text was removed"
        );
        fixture.does(CommandId::Undo);
        assert_eq!(fixture.text(), with_paste);
    }
}

/// Three lines, the second of which is no reference and the third of which is listed already.
const MIXED: &str = "\n\n7. Evans E (2022). Mint in the morning. Journal of Herbs. DOI: 10.5555/herbs.4.\n\
    8. only words\n\
    9. Archer A (2016). Mint at night. Journal of Herbs. PMID: 27933574.";

#[test]
fn what_was_not_read_or_is_listed_already_stays_in_the_section_as_it_was_typed() {
    let mut fixture = pasted("Summary", MIXED);
    let with_paste = fixture.text().to_owned();
    assert_eq!(
        fixture.notices(),
        ["What you pasted reads as 2 sources; 1 line is not read"]
    );
    fixture.does(CommandId::AddPasted);
    let records = read(&fixture);
    fixture.does(SourceCommand::AddInPlaceOfPaste(records));
    let stays = "Mint calms.\n\n8. only words\n\
        9. Archer A (2016). Mint at night. Journal of Herbs. PMID: 27933574.\n\n## Sources\n";
    assert!(fixture.text().contains(stays), "{}", fixture.text());
    assert!(fixture.text().ends_with(
        "27933574.\n2. Evans E (2022). Mint in the morning. Journal of Herbs. DOI: 10.5555/herbs.4.\n"
    ));
    assert_eq!(
        fixture.said(),
        "Added 1 source. 2 pasted lines stay in the section"
    );
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.text(), with_paste);
}

#[test]
fn what_was_left_out_stays() {
    let lines = "\n\nPMID: 90000001\nPMID: 90000002\nPMID: 90000003";
    let mut fixture = pasted("Summary", lines);
    fixture.does(CommandId::AddPasted);
    let mut records = read(&fixture);
    records.remove(1);
    fixture.does(SourceCommand::AddInPlaceOfPaste(records));
    assert!(fixture.text().contains("calms.\n\nPMID: 90000002\n\n##"));
    assert!(
        fixture
            .text()
            .ends_with("\n2. PMID: 90000001.\n3. PMID: 90000003.\n")
    );
}

#[test]
fn records_of_another_form_leave_together_or_stay_together() {
    let other = RIS.replace("morning", "evening").replace("2022", "2023");
    let mut fixture = pasted("Summary", &format!("\n{RIS}{other}"));
    let with_paste = fixture.text().to_owned();
    fixture.does(CommandId::AddPasted);
    let mut records = read(&fixture);
    assert_eq!(records.len(), 2);
    records.truncate(1);
    fixture.does(SourceCommand::AddInPlaceOfPaste(records));
    let line = "2. Evans E (2022). Mint in the morning. Journal of Herbs.\n";
    assert_eq!(fixture.text(), format!("{with_paste}{line}"));
}

#[test]
fn where_all_is_listed_already_nothing_happens() {
    let again = "\n\nArcher A (2016). Mint at night. Journal of Herbs. PMID: 27933574.";
    let mut fixture = pasted("Summary", again);
    let with_paste = fixture.text().to_owned();
    fixture.does(CommandId::AddPasted);
    let records = read(&fixture);
    fixture.does(SourceCommand::AddInPlaceOfPaste(records));
    assert_eq!(fixture.text(), with_paste);
    assert_eq!(
        fixture.said(),
        "These sources are there already. The pasted text is as it was"
    );
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::AddPasted));
}

#[test]
fn a_reference_with_a_number_that_makes_no_item_is_offered_in_an_empty_list() {
    let empty = NOTE.split("1. Archer").next().expect("the part above");
    let mut fixture = Fixture::at("mint.md", empty);
    let field = fixture.body("Sources");
    let line = "1: Evans E. Mint in the morning. J Herbs. 2022;12(3):4-9. PMID: 90000004.";
    fixture.at_end_of(field).pastes(line);
    assert_eq!(fixture.notices(), [READS]);
    fixture.does(CommandId::AddPasted);
    let records = read(&fixture);
    fixture.does(SourceCommand::AddInPlaceOfPaste(records));
    let text = fixture.text().trim_end();
    assert!(
        text.ends_with("PMID: 90000004.") && !text.contains("1: Evans"),
        "{text}"
    );
}

/// A line somebody may paste. The numbers of the works are few, so that some come twice and one is listed already.
fn line() -> impl Strategy<Value = String> {
    let number = prop_oneof![Just(""), Just("1. "), Just("[2] "), Just("- ")];
    let words = prop_oneof![
        Just(String::new()),
        Just("only words".to_owned()),
        Just("## A heading".to_owned()),
        (1..5).prop_map(|n| format!("PMID: 9000000{n}")),
        (1..4).prop_map(|n| format!("PMID: 9000000{n} PMID: 0123")),
        (1..5).prop_map(|n| {
            format!(
                "Evans E (202{n}). Mint in the morning. Journal of Herbs. DOI: 10.5555/herbs.{n}."
            )
        }),
        Just("Archer A (2016). Mint at night. Journal of Herbs. PMID: 27933574.".to_owned()),
        Just("Cole C. Mint at noon. J Herbs. 2021;1(2):3-4.".to_owned()),
        Just("TY  - JOUR\nTI  - Mint\nER  -".to_owned()),
        Just("@book{a, title={Mint}}".to_owned()),
    ];
    (number, words).prop_map(|(number, words)| format!("{number}{words}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_leaves_the_section_that_did_not_become_a_source(
        lines in proptest::collection::vec(line(), 1..8),
        lead in prop_oneof![Just(""), Just("\n\n")],
        chosen in any::<u8>(),
    ) {
        // Of two lines that read the same nobody could tell which one is gone.
        let mut lines = lines;
        let mut seen = std::collections::HashSet::new();
        lines.retain(|line| seen.insert(line.clone()));
        let words = format!("{lead}{}", lines.join("\n"));
        let mut fixture = pasted("Summary", &words);
        prop_assume!(fixture.desk.pasted().is_some());
        let with_paste = fixture.text().to_owned();
        let gathered = references::read_text(&words);
        fixture.does(CommandId::AddPasted);
        let mut wanted = read(&fixture);
        wanted.retain(|one| chosen >> (one.place % 8) & 1 == 1);
        fixture.does(SourceCommand::AddInPlaceOfPaste(wanted.clone()));
        let after = fixture.text().to_owned();
        if after == with_paste {
            return Ok(());
        }

        // All around the paste is as it was.
        let head = NOTE.find("\n\n## Sources").expect("it is there");
        prop_assert!(after.starts_with(&NOTE[..head]));
        let list = after.find(NOTE[head..].trim_end()).expect("the list goes on as it was");
        // What is gone of the paste was read as a source that was wanted.
        let inside: Vec<&str> = after[head..list].lines().filter(|line| !line.trim().is_empty()).collect();
        let mut left = inside.iter().peekable();
        for (index, line) in words.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            if left.next_if(|other| **other == line).is_some() {
                continue;
            }
            let of_line = |from: usize, lines: usize| (from..from + lines.max(1)).contains(&(index + 1));
            let is_text = gathered.format == references::Format::Text;
            let mut unread = gathered.unread.iter();
            prop_assert!(!unread.any(|it| !is_text || of_line(it.line, it.lines)), "{line}: {after}");
            let mut records = gathered.records.iter().enumerate();
            let is_wanted = |place: usize| wanted.iter().any(|one| one.place == place);
            prop_assert!(records.all(|(place, it)| is_wanted(place) || is_text && !of_line(it.line, it.lines)), "{line}: {after}");
        }
        prop_assert_eq!(left.next(), None, "{}", after);
        fixture.does(CommandId::Undo);
        prop_assert_eq!(fixture.text(), with_paste);
    }
}
