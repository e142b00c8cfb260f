//! Why a source is meant, what else may have been meant, and how much that weighs.

use copydesk::entry::citations::{
    Citation, Contradiction, Match, MatchReason, Near, Weight, of_source, perhaps_of_source,
    sentence_at,
};

use super::{entry, read, shown};

const SOURCES: &str = "\
1. Archer J, Bell R (2016). Evening light. Annals. PMID: 27000001. DOI: 10.5555/A.1.
2. Castellan M (2014). Slow breathing. Field Notes. PMID: 24000002.
3. Dunmore K (2012). Mild thirst. Habits. PMID: 22000003.
4. Dunmore K, Eastby L (2012). Mild thirst, again. Habits. PMID: 22000004.
5. Food Standards Board (FSB) (2019). Salt. Food Standards Board.";

#[track_caller]
fn one(prose: &str) -> Citation {
    let mut list = read(&entry(prose, SOURCES)).list;
    assert_eq!(list.len(), 1, "{prose}: {list:?}");
    list.remove(0)
}

#[test]
fn a_source_is_meant_for_a_reason() {
    for (prose, source, why) in [
        ("Archer and Bell 2016", 0, MatchReason::NameAndYear),
        ("Archer 2016", 0, MatchReason::FirstAuthorAndYear),
        ("Archer et al. 2016", 0, MatchReason::NameAndYear),
        ("Castellan 2014", 1, MatchReason::NameAndYear),
        ("Archer 2016b", 0, MatchReason::YearWithoutLetter),
        (
            "Archer 2016 (PMID 27000001)",
            0,
            MatchReason::NameAndIdentifier,
        ),
        (
            "Archer 2016 (DOI 10.5555/a.1)",
            0,
            MatchReason::NameAndIdentifier,
        ),
        ("PMID 27000001", 0, MatchReason::Pmid),
        ("10.5555/a.1", 0, MatchReason::Doi),
        ("Dunmore and Eastby 2012", 3, MatchReason::NameAndYear),
        ("FSB 2019", 4, MatchReason::NameAndYear),
        ("the Food Standards Board", 4, MatchReason::Name),
    ] {
        assert_eq!(one(prose).found, Match::One(source, why), "{prose}");
        assert_eq!(one(prose).weight(), None, "{prose}");
    }
}

#[test]
fn two_that_fit_stay_two_until_an_identifier_decides() {
    assert_eq!(one("Dunmore 2012").found, Match::Ambiguous(vec![2, 3]));
    assert_eq!(one("Dunmore 2012").weight(), Some(Weight::Note));
    assert_eq!(
        one("Dunmore 2012 (PMID 22000003)").found,
        Match::One(2, MatchReason::NameAndIdentifier)
    );
}

#[test]
fn a_source_listed_twice_is_two_sources() {
    let text = entry(
        "Archer 2016 (PMID 1)",
        "1. Archer J (2016). A. B. PMID: 1.\n2. Archer J (2016). A. B. PMID: 1.",
    );
    assert_eq!(read(&text).list[0].found, Match::Ambiguous(vec![0, 1]));
}

#[test]
fn what_was_perhaps_meant_is_offered_with_the_difference() {
    for (prose, source, reason) in [
        ("Archr and Bell 2016", 0, Near::Spelling),
        ("Castelan 2014", 1, Near::Spelling),
        ("Archer 2017", 0, Near::YearOneOff),
        ("Archer 2006", 0, Near::OtherYear),
        ("Bell 2016", 0, Near::NotFirstAuthor),
        ("Archer and Eastby 2016", 0, Near::CoAuthor),
        ("FSB 2018", 4, Near::YearOneOff),
    ] {
        let Match::None(Some(near)) = one(prose).found else {
            panic!("{prose}");
        };
        assert_eq!((near.source, near.reason), (source, reason), "{prose}");
    }
}

#[test]
fn an_identifier_that_speaks_against_the_name_is_a_warning() {
    let name = one("Archer 2016 (PMID 24000002)");
    assert_eq!(
        name.found,
        Match::Contradiction(Contradiction::Name {
            owner: 1,
            named: vec![0]
        })
    );
    assert_eq!(name.weight(), Some(Weight::Warning));
    assert_eq!(
        one("Castellan 2013 (PMID 24000002)").found,
        Match::Contradiction(Contradiction::Year { owner: 1 })
    );
    assert_eq!(
        one("Archer 2016 (PMID 99999)").found,
        Match::Contradiction(Contradiction::Identifier { named: vec![0] })
    );
}

#[test]
fn a_lone_word_and_year_is_a_note_and_an_authors_cue_is_more() {
    assert_eq!(one("Winslow 2021 agrees").weight(), Some(Weight::Note));
    for prose in [
        "Winslow and Pryor 2021",
        "Winslow et al 2021",
        "Winslow (2021)",
        "(Winslow 2021)",
        "Winslow 2021 (PMID 1234)",
    ] {
        assert_eq!(one(prose).weight(), Some(Weight::Warning), "{prose}");
    }
}

#[test]
fn without_a_list_of_sources_nothing_is_said() {
    let text = "# T\n\n## Summary\n\nWinslow and Pryor 2021 (PMID 1234).\n";
    let found = read(text);
    assert_eq!(found.list.len(), 1);
    assert_eq!(
        (&found.list[0].found, found.list[0].weight()),
        (&Match::WithdrawnListError, None)
    );
    // An empty list is a list.
    assert_eq!(
        read(&format!("{text}\n## Sources\n")).list[0].weight(),
        Some(Weight::Warning)
    );
}

#[test]
fn only_the_prose_is_read() {
    let text = "---\ntitle: Archer 2016\n---\n\n# Archer 2016\n\nBell 2001.\n\n## Cole 2002\n\nDunn 2003.\n\n## Sources\n\n\
                1. Eastby A (2004). Archer 2016. B.\n\n---\n\n## Related\n\nFoster 2005.\n";
    let seen: Vec<String> = read(text).list.into_iter().map(|one| one.text).collect();
    assert_eq!(seen, ["Bell 2001", "Dunn 2003"]);
}

#[test]
fn a_source_knows_its_citations_and_their_sentences() {
    let prose = "First, Archer 2016 saw it. Dunmore 2012 did not (e.g. at night). It was new (Archer and Bell 2016).";
    let text = entry(prose, SOURCES);
    let list = read(&text).list;
    let sentences: Vec<&str> = of_source(&list, 0)
        .map(|one| &text[sentence_at(&text, &one.range)])
        .collect();
    assert_eq!(
        sentences,
        [
            "First, Archer 2016 saw it.",
            "It was new (Archer and Bell 2016)."
        ]
    );
    let perhaps: Vec<String> = perhaps_of_source(&list, 3).map(shown).collect();
    assert_eq!(perhaps, ["Dunmore 2012 =3|4"]);
}

#[test]
fn ranges_are_those_of_the_entry() {
    let text = entry(
        "It was **Archer** &amp; *Bell* 2016 (PMID: 27000001).",
        SOURCES,
    );
    let found = read(&text).list.remove(0);
    assert_eq!(&text[found.range], "Archer** &amp; *Bell* 2016");
    assert_eq!(
        (found.text.as_str(), found.names),
        ("Archer & Bell 2016", vec!["Archer".into(), "Bell".into()])
    );
    let pmid = found.pmid.expect("a PMID");
    assert_eq!(
        (&text[pmid.range], pmid.value.as_str()),
        ("27000001", "27000001")
    );
}

#[test]
fn sources_cited_by_number_are_kept_apart() {
    let text = entry(
        "It was seen [3], [1, 4–5]; see sources 2 and 5, and source 1. A CI [2, 4], in 3 sources.",
        SOURCES,
    );
    let found = read(&text);
    let sources: Vec<Match> = found.list.iter().map(|one| one.found.clone()).collect();
    let meant = [2, 0, 3, 4, 1, 4, 0].map(|at| Match::One(at, MatchReason::Number));
    assert_eq!(sources, meant);
    let numbers: Vec<&str> = found
        .numbers
        .iter()
        .map(|one| &text[one.range.clone()])
        .collect();
    assert_eq!(numbers, ["[3]", "[1, 4–5]", "sources 2 and 5", "source 1"]);
    let span = &found.numbers[1].parts[1];
    let last = span.last.as_ref().expect("a last number");
    assert_eq!(
        (&text[span.first.range.clone()], &text[last.range.clone()]),
        ("4", "5")
    );
}

#[test]
fn a_paragraph_of_any_length_is_read_as_one() {
    for length in 4000..4110 {
        let prose = format!(
            "{} Archer and Bell 2016 (PMID 27000001) saw it.",
            "x".repeat(length)
        );
        let text = entry(&prose, SOURCES);
        let list = read(&text).list;
        assert_eq!(list.len(), 1, "{length}");
        assert_eq!(
            &text[list[0].range.clone()],
            "Archer and Bell 2016",
            "{length}"
        );
    }
}
