//! References pasted into the text: text they stay, and a source they can become.

use copydesk::desk::{Act, Command, Sheet};
use copydesk::references;

use crate::bench::Bench;

const NOTE: &str = "---\ntitle: \"Mint\"\n---\n\n# Mint\n\n## Summary\n\nMint calms.\n\n## Sources\n\n\
    1. Archer A (2016). Mint at night. Journal of Herbs. PMID: 27933574.\n";

const RIS: &str = "TY  - JOUR\nAU  - Evans, Eve\nPY  - 2022\nTI  - Mint in the morning\nJO  - Journal of Herbs\nER  -\n";

const LINE: &str = "Evans E (2022). Mint in the morning. Journal of Herbs. DOI: 10.1000/herbs.4.";

const READS: &str = "What you pasted reads as a source";

fn pasted(heading: &str, words: &str) -> Bench {
    let mut bench = Bench::at("mint.md", NOTE);
    let field = bench.body(heading);
    bench.at_end_of(field).pastes(words);
    let now = bench.now();
    bench.desk.tidy(now);
    bench
}

#[test]
fn a_reference_pasted_into_a_section_is_text_and_offered_as_a_source() {
    for words in [
        RIS,
        LINE,
        "PMID: 30000009",
        "https://doi.org/10.1000/herbs.4",
    ] {
        let bench = pasted("Summary", words);
        assert!(bench.text().contains(&format!("Mint calms.{words}")));
        assert_eq!(bench.notices(), [READS], "{words}");
        assert_eq!(bench.desk.pasted(), Some(words));
        assert_eq!(bench.desk.refusal(Act::AddPasted), None);
    }
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
        let bench = pasted(heading, words);
        assert_eq!(bench.notices(), [""; 0], "{words}");
        assert!(bench.desk.refusal(Act::AddPasted).is_some());
    }
    assert_eq!(pasted("Sources", RIS).notices(), [READS]);
}

#[test]
fn typing_on_takes_the_offer_back() {
    let mut bench = pasted("Summary", LINE);
    bench.writes("Summary", " More");
    let now = bench.now();
    bench.desk.tidy(now);
    assert_eq!(bench.notices(), [""; 0]);
    assert_eq!(bench.desk.pasted(), None);
}

#[test]
fn it_is_listed_and_taken_out_of_the_text_in_one_step() {
    for heading in ["Summary", "Sources"] {
        let mut bench = pasted(heading, RIS);
        let with_paste = bench.text().to_owned();
        bench.does(Act::AddPasted);
        assert_eq!(bench.desk.sheet(), Some(&Sheet::AddPasted));
        assert_eq!(bench.notices(), [""; 0]);
        let read = references::read_text(bench.desk.pasted().expect("it stands"));
        let records = read.records.into_iter().map(|gained| gained.record);
        bench.does(Command::AddInPlaceOfPaste(records.collect()));
        let line = "2. Evans E (2022). Mint in the morning. Journal of Herbs.\n";
        let bare = bench.text().replace("\n\n2.", "\n2.");
        assert_eq!(
            bare.trim_end(),
            format!("{NOTE}{line}").trim_end(),
            "{heading}"
        );
        assert_eq!(bench.desk.sheet(), None);
        bench.does(Act::Undo);
        assert_eq!(bench.text(), with_paste);
    }
}
