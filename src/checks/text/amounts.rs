//! Two amounts that should be one: `10 micrograms (4,000 IU)`.
//!
//! They are compared where the house style says what one unit of a substance is in the other, and the substance is named
//! beside them. Knows nothing of: amounts of two things, ranges beside single numbers, code.

mod pair;

use std::ops::Range;

use pair::{Pair, pairs};

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, Group, Level, Look, Mending, Subject};
use crate::entry::Edit;
use crate::house_style::Equivalence;

pub(super) const CHECK: Check = Check {
    id: "amounts-disagree",
    group: Group::Text,
    title: "Two amounts that should be the same",
    level: Level::Error,
    reason: "Readers who go by the wrong one take another dose than is meant",
    mending: Mending::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let units = &subject.style.units;
    let may_hold = units.iter().any(|one| pair::may_hold(subject.text, one));
    if !may_hold && !pair::may_slip(subject.text) {
        return;
    }
    for stretch in prose::stretches(&subject.reading.page) {
        for pair in pairs(stretch.text) {
            let equivalence = equivalence(subject, units, stretch.text, &pair);
            let known = equivalence.map(|(one, factor)| (format!(" of {}", one.substance), factor));
            let slip = || Some((String::new(), pair.slip(stretch.text)?));
            let Some((of, factor)) = known.or_else(slip) else {
                continue;
            };
            if pair.agrees(factor) || !stretch.is_words(pair.whole.start) {
                continue;
            }
            let Some(place) = stretch.source(&pair.whole) else {
                continue;
            };
            let sources = subject.sources.iter();
            if sources
                .clone()
                .any(|source| source.range.contains(&place.start))
            {
                continue;
            }
            let (one, two) = (
                pair.left.shown(stretch.text),
                pair.right.shown(stretch.text),
            );
            let (left, right) = (
                pair.left.times(1.0 / factor, &pair.right),
                pair.right.times(factor, &pair.left),
            );
            let message = format!(
                "{one}{of} are {right} {}, not {two}",
                pair.right.unit_shown(stretch.text)
            );
            let fix = |amount: &pair::Amount, number: String| {
                let place = stretch.source(&amount.number)?;
                let label = format!("Write {number} {}", amount.unit_shown(stretch.text));
                Some(Fix::new(label, Edit::new(place, number)))
            };
            let fixes = [fix(&pair.right, right), fix(&pair.left, left)];
            found.add(place, message, fixes.into_iter().flatten().collect());
        }
    }
}

/// The equivalence of the substance that a pair is about, and what a number on its left is multiplied by.
fn equivalence<'s>(
    subject: &Subject<'_>,
    units: &'s [Equivalence],
    text: &str,
    pair: &Pair,
) -> Option<(&'s Equivalence, f64)> {
    let fits: Vec<(&Equivalence, f64)> = units
        .iter()
        .filter_map(|one| Some((one, pair.factor(one)?)))
        .collect();
    let lower = text.to_lowercase();
    // Where small letters are of another length, places don't hold.
    if fits.is_empty() || lower.len() != text.len() {
        return None;
    }
    match nearest(&lower, &pair.whole) {
        Some(named) => fits
            .into_iter()
            .find(|(one, _)| is_name(named, &one.substance)),
        None => {
            let title = subject
                .reading
                .outline
                .h1
                .as_ref()
                .map(|h1| h1.title(subject.text));
            let title = title.unwrap_or_default().to_lowercase();
            let mut about = fits
                .into_iter()
                .filter(|(one, _)| title.contains(&one.substance.to_lowercase()));
            let first = about.next()?;
            about.next().is_none().then_some(first)
        }
    }
}

/// The substance a pair is of: the words from its name on. A name inside the pair or right behind it (`10 µg (400 IU) of
/// vitamin D`) comes first, then the last one before it in its sentence, then the next behind it there.
fn nearest<'t>(lower: &'t str, pair: &Range<usize>) -> Option<&'t str> {
    let names = SUBSTANCES.iter().flat_map(|name| lower.match_indices(name));
    let mut names: Vec<usize> = names.map(|(at, _)| at).collect();
    names.sort_unstable();
    let (before, behind) = names.split_at(names.partition_point(|at| *at < pair.end));
    let between = |from: usize, to: usize| lower.get(from..to).unwrap_or_default();
    let is_of_it = |at: usize| {
        let words = between(pair.end, at);
        words.trim().is_empty() && !words.contains('\n')
            || words.starts_with(" of ") && is_plain(words)
    };
    let last = before.last().copied();
    let next = behind.first().copied();
    let here = last.filter(|at| *at >= pair.start);
    let right_behind = || next.filter(|at| is_of_it(*at));
    let in_sentence = || last.filter(|at| !ends_sentence(between(*at, pair.start)));
    let later = || next.filter(|at| !ends_sentence(between(pair.end, *at)));
    let at = here.or_else(right_behind).or_else(in_sentence);
    lower.get(at.or_else(later).or(last).or(next)?..)
}

/// `of`, `of oral`: words that lead to one thing.
fn is_plain(words: &str) -> bool {
    let list = words.split_whitespace();
    let joins = |word: &str| matches!(word, "and" | "or" | "with" | "to" | "plus");
    words
        .chars()
        .all(|c| c.is_alphabetic() || c == ' ' || c == '\u{a0}')
        && list.clone().count() <= 3
        && !list.into_iter().any(joins)
}

fn ends_sentence(words: &str) -> bool {
    let stops = words.match_indices(['.', '!', '?']);
    let mut behind = stops.filter_map(|(at, _)| words.get(at + 1..));
    words.contains('\n') || behind.any(|rest| rest.starts_with([' ', '\u{a0}']))
}

/// `vitamin d3 …` is vitamin D.
fn is_name(words: &str, substance: &str) -> bool {
    words
        .strip_prefix(&substance.to_lowercase())
        .is_some_and(|rest| {
            let rest =
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '₁'..='₉'));
            !rest.starts_with(char::is_alphanumeric)
        })
}

/// Whose amounts are told in units of their own.
const SUBSTANCES: &[&str] = &[
    "vitamin",
    "retinol",
    "carotene",
    "tocopherol",
    "insulin",
    "heparin",
    "folate",
    "folic acid",
    "lactase",
];

#[cfg(test)]
mod tests {
    use crate::checks::bench::{Bench, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn a_pair_that_disagrees_is_found_with_what_either_should_be() {
        let before =
            "# Vitamin D in winter\n\n## Effective dose\n\nTake 10 micrograms (4,000 IU) a day.\n";
        assert_eq!(
            found(before, "amounts-disagree"),
            [
                "5:6 \"10 micrograms (4,000 IU)\" 10 micrograms of vitamin D are 400 IU, not 4,000 IU"
            ]
        );
        let bench = Bench::new(before);
        assert_eq!(
            bench.fixes("amounts-disagree"),
            ["Write 400 IU", "Write 100 micrograms"]
        );
        assert_eq!(
            bench.fixed("amounts-disagree"),
            before.replace("4,000", "400")
        );
    }

    #[test]
    fn it_is_found_in_every_way_of_writing() {
        for text in [
            "Vitamin D: 10 µg (4000 IU).",
            "Vitamin D: 10 μg (40 IU).",
            "Vitamin D3 20 mcg (8,000 IU) daily.",
            "Take 25 micrograms of vitamin D (100 IU).",
            "Vitamin D 4,000 IU (10 micrograms) a day.",
            "Vitamin D: 10–20 µg (400–8,000 IU).",
            "Vitamin D, 10 µg/4000 IU.",
            "Vitamin D 10 µg daily (equivalent to 4000 IU).",
            "| vitamin D 10 µg (4000 IU) |\n|--|\n",
            "- 10\u{a0}µg (about 4\u{202f}000\u{a0}IU) of vitamin D",
            "Vitamin D: 7.5 µg (3000 IU/day).",
            "Vitamin A is stored. Take 10 µg (4,000 IU) a day, and no more, of vitamin D.",
            "With vitamin A take 10 µg (4,000 IU) of oral vitamin D.",
            "Unlike vitamin A, vitamin D is scarce. Take 10 µg (4,000 IU).",
        ] {
            assert_eq!(found(text, "amounts-disagree").len(), 1, "{text}");
        }
    }

    #[test]
    fn a_slip_of_the_decimal_point_needs_no_substance() {
        for (text, what) in [
            (
                "Take 2.5 mg (250 micrograms) a day.",
                "1:6 \"2.5 mg (250 micrograms)\" 2.5 mg are 2,500 micrograms, not 250 micrograms",
            ),
            (
                "Take 500 mg (5 g) a day.",
                "1:6 \"500 mg (5 g)\" 500 mg are 0.5 g, not 5 g",
            ),
            (
                "Take 3 grams (300 mg).",
                "1:6 \"3 grams (300 mg)\" 3 grams are 3,000 mg, not 300 mg",
            ),
        ] {
            assert_eq!(found(text, "amounts-disagree"), [what]);
        }
        for text in [
            "500 mg (0.5 g), 2.5 mg (2,500 micrograms), 1.5 g (1,500 mg), 0.4 mg (400 µg)",
            "1 g (160 mg), 1 g magnesium citrate (100 mg), 5 g (500 mg of it pure), 20 g (2 mg/kg)",
            "5 mg/5 g, 1–2 g (100 mg), 300 mg (300 mg), `5 g (50 mg)`",
        ] {
            assert_eq!(found(text, "amounts-disagree"), SILENCE, "{text}");
        }
    }

    #[test]
    fn pairs_that_agree_and_those_of_something_else_are_left_alone() {
        for text in [
            "",
            "Vitamin D: 10 micrograms (400 IU), 15 µg (600 IU), 100 μg (4,000 IU), 1,000 IU (25 mcg).",
            "Vitamin D: 13 µg (about 500 IU), 7 µg (300 IU), 12.5 µg (500 IU), 10-20 µg (400-800 IU).",
            "Vitamin A: 900 µg (3,000 IU). Vitamin E 10 mg (15 IU). Insulin 10 µg (40 IU).",
            "Vitamin D and vitamin A: vitamin A 10 µg (33 IU).",
            "Add retinol 300 micrograms (1,000 IU) to vitamin D.",
            "Take vitamin A 700 micrograms (2,333 IU) with vitamin D.",
            "Take it with vitamin A, 800 micrograms (2,664 IU), and vitamin D.",
            "Vitamin A, unlike vitamin D, is stored. Retinol: 300 µg (1,000 IU).",
            "A dose of 10 micrograms (4,000 IU) of something.",
            "Vitamin D 10 µg (4,000 IU in severe cases), 10 µg (max 4,000 IU), 10 µg or 4,000 IU.",
            "Vitamin D 10–20 µg (400 IU).",
            "`vitamin D 10 µg (4,000 IU)`",
            "Vitamin D 10 mg (4,000 IU).",
        ] {
            assert_eq!(found(text, "amounts-disagree"), SILENCE, "{text}");
        }
        let mut bench = Bench::new("Vitamin D 10 µg (4,000 IU).");
        bench.style.units.clear();
        assert_eq!(bench.found("amounts-disagree"), SILENCE);
    }
}
