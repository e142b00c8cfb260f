//! Sources cited by their number, in the forms that entries use.

use copydesk::entry::Edits;
use copydesk::entry::citations::{Citation, Match, MatchReason, renumbered};

use super::{entry, read};

const FIVE: &str = "\
1. Archer J (2016). Evening light. Annals. PMID: 27000001.
2. Castellan M (2014). Slow breathing. Notes. PMID: 24000002.
3. Dunmore K (2012). Mild thirst. Habits. PMID: 22000003.
4. Eastby L (2010). Cold tea. Habits. PMID: 20000004.
5. Farrow P (2008). Warm milk. Habits. PMID: 18000005.";

/// The sources that a text cites by number, with the words at each place.
fn cited(prose: &str) -> Vec<String> {
    let text = entry(prose, FIVE);
    let by_number = |one: &Citation| match one.found {
        Match::One(source, MatchReason::Number) => {
            Some(format!("{} {}", source + 1, &text[one.range.clone()]))
        }
        _ => None,
    };
    read(&text).list.iter().filter_map(by_number).collect()
}

#[test]
fn every_form_that_an_entry_uses_is_a_citation_of_its_sources() {
    for (prose, expected) in [
        (
            "Light helps [1], and so does breathing [2, 3]. Tea [4–5].",
            &["1 [1]", "2 2", "3 3", "4 4", "5 5"][..],
        ),
        (
            "Light helps (1), and so does breathing (2,3). Tea cools (4).",
            &["1 (1)", "2 2", "3 3", "4 (4)"],
        ),
        (
            "Light helps.¹ Breathing does too,²,³ and tea cools.⁴",
            &["1 ¹", "2 ²", "3 ³", "4 ⁴"],
        ),
        (
            "Light helps.<sup>1</sup> Breathing does too.<sup>2,3</sup>",
            &["1 1", "2 2", "3 3"],
        ),
        (
            "Light helps [1]. Breathing [2] does, see ref 3.",
            &["1 [1]", "2 [2]", "3 ref 3"],
        ),
    ] {
        assert_eq!(cited(prose), expected, "{prose}");
    }
}

#[test]
fn brackets_that_hold_other_things_cite_nothing() {
    for prose in [
        "Read in [2020], at [5 mg] a day, with [ ] and [x] boxes, from a[3] to b[7].",
        "It grew (12) and (14), by 5 m² in 10³ steps.",
        "Do this: (1) take it, (2) drink it, (3) rest.",
        "At 10<sup>2</sup> units, or 5 m<sup>2</sup>, and CO<sub>2</sub>.",
        "One trial (3) found it.",
        "Items [7], [8] and [9].",
    ] {
        assert_eq!(cited(prose), [""; 0], "{prose}");
    }
}

#[test]
fn numbers_follow_their_sources() {
    for (prose, after) in [
        (
            "Light helps (1), and so does breathing (2,3). Tea cools (4).",
            "Light helps (5), and so does breathing (1,2). Tea cools (3).",
        ),
        (
            "Light helps.¹ Breathing does too,²⁻⁴ as here.⁵",
            "Light helps.⁵ Breathing does too,¹⁻³ as here.⁴",
        ),
        (
            "Light and breathing help (1–2). Tea cools (3, 4) too.",
            "Light and breathing help (1,5). Tea cools (2, 3) too.",
        ),
    ] {
        let text = entry(prose, FIVE);
        // The first source goes to the end.
        let new = |old: u32| Some(if old == 1 { 5 } else { old - 1 });
        let edits = renumbered(&read(&text), new).expect("each has a number");
        let edits = Edits::new(edits).expect("apart");
        let moved = edits.apply(&text).expect("they fit").to_string();
        assert!(moved.contains(after), "{moved}");
        assert!(
            renumbered(&read(&text), |_| None).is_err(),
            "a number would be lost"
        );
    }
}

#[test]
fn a_range_too_wide_to_be_read_is_not_written_anew() {
    let line = |number: u32| format!("{number}. Archer J ({}). Tea.\n", 1900 + number);
    let sources: String = (1..=80).map(line).collect();
    let text = entry("Tea helps (1–80). Milk helps (2, 3).", &sources);
    let new = |old: u32| Some(if old == 1 { 80 } else { old - 1 });
    let place = renumbered(&read(&text), new).expect_err("it would lose sources");
    assert_eq!(&text[place], "1–80");
}
