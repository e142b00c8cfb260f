//! Any three texts: nothing is lost, nothing is made up, nobody panics.

use std::collections::HashMap;

use proptest::prelude::*;

use copydesk::merge::{Choice, merge};

use crate::{all, with_markers};

/// Lines that mean something to the reader of an entry, and some that do not.
const LINES: [&str; 40] = [
    "---",
    "...",
    "+++",
    "title: A",
    "title: B",
    "slug: x",
    "confidence: low",
    "confidence: high",
    "last_reviewed: 1 May 2026",
    "last_reviewed: 2 June 2026",
    "tags:",
    "  - a",
    "  - b",
    "list: [",
    "# A",
    "# B",
    "## Summary",
    "## Timing",
    "## Sources",
    "## ",
    "Words.",
    "Other words.",
    "Words [1] and [2, 3].",
    "source 2",
    "1. Abel A (2001). First. Journal. PMID: 111.",
    "2. Baker B (2002). Second. Journal. PMID: 222.",
    "3. Cole C (2003). Third. Journal. DOI: 10.5555/c.",
    "2. Cole C (2003). Third. Journal. DOI: 10.5555/c.",
    "1. Dean D. Without.",
    "```",
    "<!--",
    "-->",
    "===",
    "<<<<<<< ours",
    "=======",
    ">>>>>>> theirs",
    "",
    "",
    "",
    "- [A](b)",
];

fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        20 => proptest::sample::select(&LINES[..]).prop_map(str::to_owned),
        1 => "[ -~é\u{feff}\u{2028}\t]{0,8}",
    ];
    let end = prop_oneof![20 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r")];
    (
        proptest::collection::vec((line, end), 0..24),
        prop_oneof![10 => Just(""), 1 => Just("\u{feff}")],
        any::<bool>(),
    )
        .prop_map(|(lines, mark, ended)| {
            let mut text = mark.to_owned();
            for (line, end) in lines {
                text.push_str(&line);
                text.push_str(end);
            }
            if ended {
                text
            } else {
                text.trim_end_matches('\n').to_owned()
            }
        })
}

/// A text and another made of it by a few changes of lines.
fn changed(text: String) -> impl Strategy<Value = String> {
    let line = proptest::sample::select(&LINES[..]);
    proptest::collection::vec((any::<proptest::sample::Index>(), line, 0..3), 0..4).prop_map(
        move |changes| {
            let mut lines: Vec<&str> = text.split('\n').collect();
            for (at, line, what) in changes {
                let at = at.index(lines.len());
                match what {
                    0 => lines.insert(at, line),
                    1 => lines[at] = line,
                    _ if lines.len() > 1 => drop(lines.remove(at)),
                    _ => {}
                }
            }
            lines.join("\n")
        },
    )
}

fn three() -> impl Strategy<Value = (String, String, String)> {
    prop_oneof![
        1 => (text(), text(), text()),
        4 => text().prop_flat_map(|base| {
            (Just(base.clone()), changed(base.clone()), changed(base))
        }),
    ]
}

/// What a line says, however its sources are numbered and however it ends.
fn says(line: &str) -> String {
    let is_word = |letter: &char| !letter.is_whitespace() && !letter.is_ascii_digit();
    let words = line.trim_start_matches('\u{feff}').chars().filter(is_word);
    words
        .filter(|letter| !matches!(letter, '–' | '-' | ','))
        .collect()
}

/// How often each line is there.
fn lines(text: &str) -> HashMap<String, usize> {
    let mut lines = HashMap::new();
    for line in text.lines().map(says).filter(|line| !line.is_empty()) {
        *lines.entry(line).or_default() += 1;
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_line_disappears_without_a_sign((base, ours, theirs) in three()) {
        let merged = merge(&base, &ours, &theirs);
        let text = with_markers(&merged);
        let (was, all) = (lines(&base), lines(&text));
        let (mine, others) = (lines(&ours), lines(&theirs));
        for (side, other) in [(&mine, &others), (&others, &mine)] {
            for line in side.keys() {
                // Of a line that a text has twice nobody can say which of the two went.
                let is_twice = [&was, side, other].iter().any(|it| it.get(line) > Some(&1));
                // The earlier of two reviews gives way; that is the rule.
                let is_review = line.starts_with("last_reviewed");
                let taken_out = was.contains_key(line) && !other.contains_key(line);
                prop_assert!(
                    is_twice || is_review || taken_out || all.contains_key(line),
                    "{:?} of {:?} / {:?} / {:?} is gone:\n{}", line, base, ours, theirs, text
                );
            }
        }
        for line in all.keys() {
            let sign = ["<<<<<<<ours", "=======", ">>>>>>>theirs"].contains(&line.as_str());
            prop_assert!(sign || mine.contains_key(line) || others.contains_key(line) || was.contains_key(line), "{:?}", line);
        }
    }

    #[test]
    fn what_is_chosen_has_no_signs((base, ours, theirs) in three()) {
        let merged = merge(&base, &ours, &theirs);
        let signs = |text: &str| text.matches("<<<<<<<").count();
        let old = signs(&base) + signs(&ours) + signs(&theirs);
        for choice in [Choice::Ours, Choice::Theirs, Choice::OursThenTheirs, Choice::TheirsThenOurs] {
            prop_assert!(signs(&all(&merged, choice)) <= old);
        }
    }

    #[test]
    fn any_texts_at_all_are_merged(base in any::<String>(), ours in any::<String>(), theirs in any::<String>()) {
        let merged = merge(&base, &ours, &theirs);
        prop_assert!(!with_markers(&merged).is_empty() || ours.is_empty() || theirs.is_empty());
    }
}
