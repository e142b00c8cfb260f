//! Lists of references as they are pasted: nothing of them is lost or joined without a word.

use copydesk::references::{self, Gathered};
use proptest::prelude::*;

use crate::{reads, short};

/// The lines of the records and of what was not read, in short.
fn lines(gathered: &Gathered) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = gathered
        .records
        .iter()
        .map(|gained| (gained.line, gained.lines))
        .chain(
            gathered
                .unread
                .iter()
                .map(|unread| (unread.line, unread.lines)),
        )
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

#[test]
fn a_book_or_a_work_in_press_does_not_turn_a_list_into_one_reference() {
    reads(
        "Smith J, Doe A. Walking and sleep. J Made Up. 2014;12(3):101-9.\nWorld Health Organization. Guideline on iron. Geneva: WHO; 2011.\nBerg O, Cole C. Iron in tea. J Tea. 2015;1(2):3-4.\n",
        &[
            "Smith+J Doe+A | 2014 | Walking and sleep | J Made Up | 12/3/101-9",
            "<World Health Organization> | 2011 | Guideline on iron",
            "Berg+O Cole+C | 2015 | Iron in tea | J Tea | 1/2/3-4",
        ],
        &[],
    );
    reads(
        "Smith, J. (2014). Walking and sleep. Journal of Made Up, 12(3), 101–109.\nBerg, O. (in press). Iron in tea. Journal of Tea.\nMoss, P. (2016). Zinc in colds. Journal of Colds, 5(1), 7-8. https://doi.org/10.5555/zinc\n",
        &[
            "Smith+J. | 2014 | Walking and sleep | Journal of Made Up | 12/3/101–109",
            "Berg+O. | Iron in tea | Journal of Tea",
            "Moss+P. | 2016 | Zinc in colds | Journal of Colds | 5/1/7-8 | 10.5555/zinc",
        ],
        &[],
    );
}

#[test]
fn lines_without_numbers_behind_a_numbered_list_are_references_of_their_own() {
    let text = "References\n1. Smith J. Walking. J Made Up. 2014;12(3):101-9.\n2. Berg O. Iron in tea. J Tea.\n   2015;1(2):3-4.\nKern N. Zinc in colds. J Colds. 2016;5(1):7-8.\nWorld Quiet Board. Guideline: iron. Geneva: WQB; 2011.\n";
    reads(
        text,
        &[
            "Smith+J | 2014 | Walking | J Made Up | 12/3/101-9",
            "Berg+O | 2015 | Iron in tea | J Tea | 1/2/3-4",
            "Kern+N | 2016 | Zinc in colds | J Colds | 5/1/7-8",
            "<World Quiet Board> | 2011 | Guideline: iron",
        ],
        &["1: References: This is a heading"],
    );
    let gathered = references::read_text(text);
    assert_eq!(lines(&gathered), [(1, 1), (2, 1), (3, 2), (5, 1), (6, 1)]);
}

#[test]
fn wrapped_references_are_joined() {
    let walking = "Smith+J Doe+A | 2014 | Walking and sleep: a randomised trial in older adults | J Made Up | 12/3/101-9 | 10.5555/walk";
    let tea = "Berg+O Cole+C | 2015 | Iron in tea | J Tea | 1/2/3-4";
    for text in [
        // Wrapped anywhere, without a blank line between.
        "Smith J, Doe A. Walking and sleep: a\nrandomised trial in older adults. J Made\nUp. 2014;12(3):101-9. doi:\n10.5555/walk\nBerg O, Cole C. Iron in tea. J Tea.\n2015;1(2):3-4.",
        // With a hanging indent.
        "Smith J, Doe A. Walking and sleep: a randomised trial in older adults.\n    J Made Up. 2014;12(3):101-9. doi:10.5555/walk\nBerg O, Cole C. Iron in tea.\n    J Tea. 2015;1(2):3-4.",
        // In the midst of the names, of a word and of the pages, as from a PDF.
        "Smith J,\nDoe A. Walking and sleep: a ran-\ndomised trial in older adults. J Made Up. 2014;12(3):101-\n9. doi:10.5555/walk\n\nBerg O, Cole\nC. Iron in tea. J Tea. 2015;1(2):3-4.",
    ] {
        reads(text, &[walking, tea], &[]);
    }
}

#[test]
fn what_is_no_reference_is_named_with_its_lines() {
    let text = "Smith J. Walking. J Made Up. 2014;12(3):101-9.\nWords about it that are none\nBerg O. Iron in tea. J Tea. 2015;1(2):3-4.\n\nSee also what was said elsewhere.\n";
    let gathered = references::read_text(text);
    assert_eq!(gathered.records.len(), 2);
    assert_eq!(lines(&gathered), [(1, 1), (2, 1), (3, 1), (5, 1)]);
}

#[test]
fn two_references_in_one_line_are_named_as_not_read() {
    for text in [
        "Smith J. Walking. J Made Up. 2014;12(3):101-9. Berg O, Cole C. Iron in tea. J Tea. 2015;1(2):3-4.",
        "1. Smith J. Walking. J Made Up. 2014;12(3):101-9. 2. Berg O. Iron in tea. J Tea. 2015;1(2):3-4.",
        "Smith, J. (2014). Walking. Journal of Rest, 12(3), 1–9. Berg, O. (2015). Iron in tea. Journal of Tea, 1(2), 3–4.",
        "Smith J. Walking. J Made Up. 2014;12(3):101-9. doi:10.5555/a. Tea. doi:10.5555/b.",
    ] {
        let gathered = references::read_text(text);
        assert_eq!(gathered.records, [], "{text}");
        assert_eq!(gathered.unread.len(), 1, "{text}");
    }
}

#[test]
fn where_title_and_journal_cannot_be_told_apart_the_reference_is_named() {
    for text in [
        "Smith, J. (2014) Walking and sleep, Journal of Rest, 12(3), pp. 1–9.",
        "Smith, J. (2014), Walking, Sleep.",
        "Smith, J. (2014), Walking, Journal of Rest, Berlin.",
        "Sleep. (2014). Journal of Rest, 12(3), 1–9.",
    ] {
        let gathered = references::read_text(text);
        assert_eq!(gathered.records, [], "{text}");
        assert_eq!(gathered.unread.len(), 1, "{text}");
    }
}

#[test]
fn an_identifier_of_a_notice_is_not_the_work_s_own() {
    reads(
        "Smith J. Walking. J Made Up. 2014;12(3):101-9. Erratum in: J Made Up. 2015;13(1):2. doi: 10.5555/notice. PMID: 90000001.",
        &["Smith+J | 2014 | Walking | J Made Up | 12/3/101-9 | 90000001 !corrected"],
        &[],
    );
}

#[test]
fn lines_that_no_page_broke_are_references_of_their_own() {
    let long =
        "a trial of evening walks, morning light and afternoon naps in shift workers of four towns";
    reads(
        &format!(
            "Kern N, Stone I (2014) Naps at work: {long}. J Rest 12:3–9\nHale N, Weber L (2015) Rest in towns. J Rest 13:4–8\nQuiet Board (2016) Sleep. Quiet Press, Berlin\n"
        ),
        &[
            &format!("Kern+N Stone+I | 2014 | Naps at work: {long} | J Rest | 12/-/3–9"),
            "Hale+N Weber+L | 2015 | Rest in towns | J Rest | 13/-/4–8",
            "<Quiet Board> | 2016 | Sleep",
        ],
        &[],
    );
}

#[test]
fn numbers_without_a_mark_count_the_references() {
    reads(
        "1 Kern N. Naps. J Rest. 2014;12(3):3-9.\n2 Quiet Board. Sleep. Berlin: Quiet Press; 2015.\n3 Hale N. Rest. J Rest. 2016;13(1):4-8.\n",
        &[
            "Kern+N | 2014 | Naps | J Rest | 12/3/3-9",
            "<Quiet Board> | 2015 | Sleep",
            "Hale+N | 2016 | Rest | J Rest | 13/1/4-8",
        ],
        &[],
    );
}

/// References of several styles, one on a line.
fn reference() -> impl Strategy<Value = String> {
    let word = || {
        prop::sample::select(vec![
            "walking", "sleep", "iron", "tea", "zinc", "quiet", "naps",
        ])
    };
    let family = || prop::sample::select(vec!["Smith", "Doe", "Berg", "van der Meer", "O'Tarrant"]);
    (family(), family(), word(), word(), 1980..2025, 1..90, 0..9).prop_map(
        |(one, two, first, second, year, volume, style)| {
            let title = format!("Effects of {first} on {second}");
            let last = volume + 9;
            match style {
                0 => format!("{one} J, {two} A. {title}. J Rest. {year};{volume}(3):{volume}-{last}."),
                1 => format!("{one}, J., & {two}, A. ({year}). {title}. Journal of Rest, {volume}(3), {volume}–{last}."),
                2 => format!("{one}, J. and {two}, A. ({year}) '{title}', Journal of Rest, {volume}(3), pp. {volume}–{last}."),
                3 => format!("{one}, Jan, and Ada Quill. {year}. “{title}.” Journal of Rest {volume} (3): {volume}–{last}."),
                4 => format!("[{volume}] J. {one} and A. {two}, “{title},” J. Rest, vol. {volume}, no. 3, pp. {volume}–{last}, {year}."),
                5 => format!("{one} J. {title}. 2nd ed. Berlin: Quiet Press; {year}."),
                6 => format!("World Quiet Board. {title}. Geneva: World Quiet Board; {year}."),
                7 => format!("{one} J. {title}. In: {two} A, editor. Handbook of rest. Berlin: Quiet Press; {year}. p. {volume}-{last}."),
                _ => format!("{one}, J. (in press). {title}. Journal of Rest."),
            }
        },
    )
}

fn told(text: &str) -> Vec<String> {
    let gathered = references::read_text(text);
    gathered
        .records
        .iter()
        .map(|gained| short(&gained.record))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_belongs_to_a_record_or_is_named(
        pieces in prop::collection::vec(
            prop_oneof![
                4 => reference(),
                1 => "[ -~]{0,60}",
                1 => Just(String::new()),
                1 => prop::sample::select(vec!["References", "see above", "PMID: 90000001", "10.5555/a", "and so on,", "2014;12(3):4."]).prop_map(str::to_owned),
                1 => (reference(), 5_usize..40).prop_map(|(line, at)| line.chars().enumerate().map(|(n, c)| if n > at && c == ' ' && n % 7 == 0 { '\n' } else { c }).collect()),
            ],
            1..12,
        ),
    ) {
        let text = pieces.join("\n");
        let gathered = references::read_text(&text);
        prop_assume!(gathered.format == references::Format::Text);
        let lines = lines(&gathered);
        for (at, line) in text.lines().enumerate() {
            let is_told = lines.iter().any(|(from, count)| (*from..from + count).contains(&(at + 1)));
            prop_assert!(is_told || line.trim().is_empty(), "line {} of:\n{}", at + 1, text);
            prop_assert!(!is_told || lines.iter().all(|(from, count)| from + count <= text.lines().count() + 1));
        }
    }

    #[test]
    fn the_order_of_a_list_changes_nothing(
        list in prop::collection::vec(reference(), 1..10).prop_shuffle(),
        with_junk in any::<bool>(),
    ) {
        let junk = if with_junk { "\nwords that are none\n" } else { "\n" };
        let alone: Vec<String> = list.iter().flat_map(|line| told(line)).collect();
        prop_assert_eq!(alone.len(), list.len(), "{:?}", list);
        let text = list.join(junk);
        prop_assert_eq!(told(&text), alone, "{}", text);
    }
}
