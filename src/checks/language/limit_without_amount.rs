//! An upper level or a reference intake that is named and nowhere given: `above the UL`, `below the RDA`.
//!
//! Leaves alone: one whose amount stands in its sentence or the next anywhere in the entry, or that a table or a link names;
//! sources, quotations, code.

use std::ops::Range;
use std::sync::LazyLock;

use super::own_words::OwnWords;
use crate::checks::phrases::Phrases;
use crate::checks::prose_words::StretchKind;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::figures;

pub(super) const CHECK: Check = Check {
    id: "limit-without-amount",
    group: Group::Language,
    title: "Upper level or reference intake without its amount",
    level: Level::Warning,
    reason: "Readers who should stay below a limit need to know how much it is",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

const UPPER: usize = 0;
const REFERENCE: usize = 1;

static LIMITS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of([
        ("UL", UPPER),
        ("tolerable upper level", UPPER),
        ("tolerable upper intake level", UPPER),
        ("upper intake level", UPPER),
        ("safe upper level", UPPER),
        ("upper level of intake", UPPER),
        ("RDA", REFERENCE),
        ("RNI", REFERENCE),
        ("NRV", REFERENCE),
        ("recommended dietary allowance", REFERENCE),
        ("recommended daily allowance", REFERENCE),
        ("reference nutrient intake", REFERENCE),
        ("nutrient reference value", REFERENCE),
        ("reference intake", REFERENCE),
    ])
});

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let page = &subject.reading.page;
    let own = OwnWords::of(subject);
    let mut given = [false; 2];
    let mut first: [Option<(Range<usize>, bool)>; 2] = [None, None];
    LIMITS.each(prose, |words, limit| {
        let (Some(given), Some(first)) = (given.get_mut(limit), first.get_mut(limit)) else {
            return;
        };
        let written = prose.written(page, &words);
        let is_name =
            written.len() > 4 || written.bytes().filter(u8::is_ascii_uppercase).count() > 1;
        if *given || !is_name {
            return;
        }
        let Some(stretch) = prose.stretch_of(words.start) else {
            return;
        };
        if stretch.kind == StretchKind::Heading {
            return;
        }
        let mut sentence = prose.sentence_of(stretch, words.start);
        let is_compared = (sentence.start..words.start)
            .any(|at| COMPARED.contains(&prose.written(page, &(at..at + 1))));
        if sentence.end < stretch.words.end {
            sentence.end = prose.sentence_of(stretch, sentence.end).end;
        }
        *given = stretch.kind == StretchKind::Cell || has_amount(subject, &sentence);
        if !*given && first.is_none() {
            let place = own.place_of(&words);
            // A link leads to it.
            *given = place.is_none();
            *first = place.map(|place| (place, is_compared));
        }
    });
    for (given, first) in given.into_iter().zip(first) {
        let Some((place, is_compared)) = first.filter(|_| !given) else {
            continue;
        };
        let written = subject.at(&place);
        let message = format!("The entry names the {written} and never says how much that is");
        let level = if is_compared {
            Level::Warning
        } else {
            Level::Note
        };
        found.add_at(level, place, message, Vec::new());
    }
}

/// Behind these a reader has to know the amount.
const COMPARED: &[&str] = &[
    "above",
    "Above",
    "below",
    "Below",
    "beyond",
    "exceed",
    "exceeds",
    "exceeding",
    "exceeded",
    "over",
    "under",
    "within",
    "than",
    "meet",
    "meets",
    "reach",
    "reaches",
    "near",
    "close",
    "approach",
    "falls",
];

/// Whether an amount with a unit stands among these words.
fn has_amount(subject: &Subject<'_>, words: &Range<usize>) -> bool {
    let prose = subject.prose();
    let from = prose
        .numbers
        .partition_point(|number| *number < words.start);
    let numbers = prose.numbers.get(from..).unwrap_or_default();
    let mut numbers = numbers.iter().take_while(|number| **number < words.end);
    let stretch = prose.stretch_of(words.start);
    let stretch = stretch.and_then(|it| prose.stretch(&subject.reading.page, it));
    let text = stretch.map_or("", |stretch| stretch.text);
    numbers.any(|number| figures::amount(text, prose.span(&(*number..*number + 1)).start).is_some())
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "limit-without-amount";

    #[test]
    fn a_limit_that_is_nowhere_given_is_told_once() {
        for (text, told) in [
            (
                "Above-UL magnesium is risky. Keep to the UL.",
                "1:7 \"UL\" The entry names the UL and never says how much that is",
            ),
            (
                "Intake falls below the RDA.",
                "1:24 \"RDA\" The entry names the RDA and never says how much that is",
            ),
            (
                "There is a tolerable upper intake level. Take 5 tablets.",
                "1:12 \"tolerable upper intake level\" (note) The entry names the tolerable upper intake level and never says how much that is",
            ),
        ] {
            assert_eq!(found(text, ID), [told]);
        }
    }

    #[test]
    fn limits_that_are_given_somewhere_are_left_alone() {
        for text in [
            "",
            "Stay below the UL.\n\nThe UL is 250 mg.",
            "Stay below the UL. It is 250 mg a day.",
            "Below the reference intakes of 300 mg for men.",
            "Stay below the UL.\n\n| UL | RDA |\n|--|--|\n| 250 mg | 300 mg |\n",
            "Stay below the [UL](upper-levels.md).",
            "A ul of 5; they say “above the UL”.\n\n> Above the UL\n\n`RDA`",
            "# The UL\n\nTea.\n\n## Sources\n\n1. Archer A (2019). Above the UL. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
