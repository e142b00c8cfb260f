//! Whatever the text, citations are read without fault and stand in the prose.

use proptest::prelude::*;

use super::{entry, house_library, read};
use copydesk::entry::Reading;
use copydesk::entry::citations::{self, sentence_at};

/// Pieces that citations are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Archer"),
        Just("Łopacki"),
        Just("O’Tarrant"),
        Just("van der"),
        Just("and"),
        Just("&"),
        Just("et al."),
        Just("and colleagues"),
        Just("’s"),
        Just("'s"),
        Just("2016"),
        Just("2009a"),
        Just("2000 IU"),
        Just("("),
        Just(")"),
        Just("["),
        Just("]"),
        Just(","),
        Just(";"),
        Just("."),
        Just("PMID"),
        Just("PMIDs"),
        Just("27000001"),
        Just("10."),
        Just("10.5555/a"),
        Just("SACN"),
        Just("Scientific Advisory Committee on Nutrition"),
        Just("in"),
        Just("G"),
        Just("*"),
        Just("**"),
        Just("`"),
        Just("\n"),
        Just("\n\n"),
        Just("- "),
        Just("> "),
        Just("| "),
        Just("&amp;"),
        Just("\\"),
        Just("é"),
        Just("\u{301}"),
        Just("\u{a0}"),
        Just("–"),
        Just("sources 2 and"),
        Just("[3–5]"),
        Just("https://x.y/"),
        Just("pubmed.ncbi.nlm.nih.gov/123"),
        Just("## Sources"),
        Just("---"),
        Just("1. "),
        Just("<b>"),
        Just("😀"),
    ];
    let glue = prop_oneof![4 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, glue), 0..40).prop_map(|all| {
        all.into_iter()
            .map(|(piece, glue)| format!("{piece}{glue}"))
            .collect()
    })
}

#[track_caller]
fn check(text: &str) {
    let found = read(text);
    let reading = Reading::of(text);
    let end = reading.outline.sections_end();
    let mut last = 0;
    for citation in &found.list {
        let shown = text
            .get(citation.range.clone())
            .expect("a range between letters");
        assert!(
            !shown.is_empty() && citation.range.start >= last,
            "in order: {shown:?}"
        );
        last = citation.range.start;
        assert!(citation.range.end <= end, "before the tail: {shown:?}");
        for identifier in [&citation.pmid, &citation.doi].into_iter().flatten() {
            assert!(text.get(identifier.range.clone()).is_some());
        }
        for section in reading.outline.all_sections() {
            let heading = &section.heading.range;
            assert!(citation.range.end <= heading.start || heading.end <= citation.range.start);
        }
        let sentence = sentence_at(text, &citation.range);
        assert!(text.get(sentence.clone()).is_some());
        assert!(sentence.start <= citation.range.start && citation.range.start <= sentence.end);
    }
    for number in &found.numbers {
        for part in &number.parts {
            let digits = text
                .get(part.first.range.clone())
                .expect("a range between letters");
            assert_eq!(digits.parse(), Ok(part.first.value));
        }
    }
    let listed = citations::listed(text, &reading.outline, &[]);
    assert!(listed.is_some() || found.list.iter().all(|m| m.weight().is_none()));
}

proptest! {
    #[test]
    fn any_pieces_are_read(prose in pieces()) {
        check(&prose);
        check(&entry(&prose, "1. Archer J, Łopacki W (2016). A title. A journal. PMID: 27000001."));
    }

    #[test]
    fn any_letters_are_read(prose in "\\PC{0,120}") {
        check(&entry(&prose, "1. Archer J (2016). A title. A journal."));
    }

    #[test]
    fn a_sentence_holds_the_place_it_was_asked_for(text in "[A-Za-z.!? \n\\-0-9éß“”()]{0,120}", at in 0usize..120, length in 0usize..9) {
        let floor = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1; } at };
        let from = floor(at.min(text.len()));
        let to = floor((from + length).min(text.len())).max(from);
        let sentence = sentence_at(&text, &(from..to));
        prop_assert!(text.get(sentence).is_some());
    }
}

#[test]
fn every_odd_file_is_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nasty");
    for file in std::fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a file").path();
        if let Ok(text) = std::fs::read_to_string(&path) {
            check(&text);
        }
    }
}

#[test]
fn a_very_long_text_without_an_end_is_read() {
    for piece in [
        "Archer and ",
        "Archer, ",
        "van der ",
        "(",
        "2016 ",
        "PMID 1 ",
        "[1, ",
        "A.",
        "et al. ",
        "10.5555/",
        "SACN (",
    ] {
        check(&entry(
            &piece.repeat(3_000),
            "1. Archer J (2016). A title. A journal.",
        ));
    }
}

#[test]
fn the_entries_of_a_library_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = house_library::write_library(folder.path(), 20, 3).expect("a library");
    for file in files {
        check(&std::fs::read_to_string(file).expect("text"));
    }
}
