//! Two amounts that should be equal: `10 micrograms (4,000 IU)`, `25 mcg (0.25 mg)`.
//!
//! They are compared where the house style gives the conversion for a substance that is named beside them; and, for any
//! substance, where a slip of the decimal point separates two units of one kind, or one amount was rounded to another
//! value. The arithmetic is exact: a fix offers the same amount to the last digit, and none where its digits have no end.
//!
//! Leaves alone: amounts of two things, ranges beside single numbers, code.

mod pair;

use std::ops::Range;

use pair::{Pair, PairVerdict, Stated, pairs};

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::figures::Amount;
use crate::house_style::{Equivalence, Ratio};

pub(super) const CHECK: Check = Check {
    id: "amounts-disagree",
    group: Group::Text,
    title: "Amounts that disagree",
    level: Level::Error,
    reason: "Readers who follow the wrong one take the wrong dose",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let units = &subject.style.units;
    let may_hold = |one| pair::may_hold(subject.text, one);
    if !pair::may_be_in(subject.text) && !units.iter().any(may_hold) {
        return;
    }
    for stretch in prose::stretches(&subject.reading.page) {
        let pairs = pairs(stretch.text);
        if pairs.is_empty() {
            continue;
        }
        let named = Named::of(stretch.text);
        for pair in pairs {
            let known = equivalence(subject, units, &named, &pair);
            let known = known.map(|(one, factor)| {
                let of = format!(" of {}", one.substance);
                (of, factor, pair.by_equivalence(factor))
            });
            let by_units = || {
                let (factor, verdict) = pair.by_units()?;
                Some((String::new(), factor, verdict))
            };
            let Some((of, factor, verdict)) = known.or_else(by_units) else {
                continue;
            };
            if verdict == PairVerdict::Agree || !stretch.is_words(pair.whole.start) {
                continue;
            }
            let Some(place) = stretch.source(&pair.whole) else {
                continue;
            };
            if is_listed_at(subject, place.start) {
                continue;
            }
            if verdict == PairVerdict::DifferEitherWay {
                // What a point means is for the editor to say, and then it is seen which of the two is wrong.
                if let Some(message) = doubt(stretch.text, &pair) {
                    found.add_at(Level::Warning, place, message, Vec::new());
                }
                continue;
            }
            let right = pair.right_by_left(stretch.text, factor);
            let left = pair.left_by_right(stretch.text, factor);
            let (one, two) = (
                pair.left.shown(stretch.text),
                pair.right.shown(stretch.text),
            );
            let message = match &right {
                Some(right) => format!(
                    "{one}{of} is {} {}, not {two}",
                    right.words,
                    pair.right.unit_shown(stretch.text)
                ),
                None => format!("{one}{of} is not {two}"),
            };
            let fix = |amount: &Amount, number: Option<Stated>| {
                let number = number.filter(|number| number.is_exact)?.words;
                let place = stretch.source(&amount.number)?;
                let label = format!("Write {number} {}", amount.unit_shown(stretch.text));
                Some(Fix::new(label, Edit::new(place, number)))
            };
            let fixes = [fix(&pair.right, right), fix(&pair.left, left)];
            let level = match verdict {
                PairVerdict::RoundedAway => Level::Warning,
                _ => CHECK.level,
            };
            found.add_at(level, place, message, fixes.into_iter().flatten().collect());
        }
    }
}

/// `“1.000” may be 1 or 1,000: either way 1.000 mg is not 25 g`
fn doubt(text: &str, pair: &Pair) -> Option<String> {
    let (amount, decimal, thousands) = pair.doubtful()?;
    let (one, two) = (pair.left.shown(text), pair.right.shown(text));
    let number = text.get(amount.number.clone())?;
    Some(format!(
        "The point in “{number}” may stand before decimals ({decimal}) or after thousands ({thousands}): either way {one} is not {two}"
    ))
}

/// Whether a place lies in the list of sources, whose titles are not the editor's.
fn is_listed_at(subject: &Subject<'_>, at: usize) -> bool {
    let sources = subject.sources;
    let next = sources.partition_point(|source| source.range.start <= at);
    let last = next.checked_sub(1).and_then(|last| sources.get(last));
    last.is_some_and(|source| source.range.contains(&at))
}

/// The equivalence of the substance that a pair is about, and what a number on its left is multiplied by.
fn equivalence<'s>(
    subject: &Subject<'_>,
    units: &'s [Equivalence],
    named: &Named,
    pair: &Pair,
) -> Option<(&'s Equivalence, Ratio)> {
    let fits: Vec<(&Equivalence, Ratio)> = units
        .iter()
        .filter_map(|one| Some((one, pair.factor(one)?)))
        .collect();
    if fits.is_empty() || !named.is_of_one_length {
        return None;
    }
    match named.nearest(&pair.whole) {
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

/// The substances that a stretch of text names, and where its sentences end.
struct Named {
    lower: String,
    /// Where small letters are of another length, places don't hold.
    is_of_one_length: bool,
    names: Vec<usize>,
    ends: Vec<usize>,
}

impl Named {
    fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let names = SUBSTANCES.iter().flat_map(|name| lower.match_indices(name));
        let mut names: Vec<usize> = names.map(|(at, _)| at).collect();
        names.sort_unstable();
        let ends = lower
            .match_indices(['\n', '.', '!', '?'])
            .filter(|(at, sign)| {
                let behind = lower.get(at + 1..).unwrap_or_default();
                *sign == "\n" || behind.starts_with([' ', '\u{a0}'])
            });
        Self {
            is_of_one_length: lower.len() == text.len(),
            names,
            ends: ends.map(|(at, _)| at).collect(),
            lower,
        }
    }

    /// The substance a pair is of: the words from its name on. A name inside the pair or right behind it (`10 µg (400 IU) of
    /// vitamin D`) comes first, then the last one before it in its sentence, then the next behind it there.
    fn nearest(&self, pair: &Range<usize>) -> Option<&str> {
        let before = self.names.partition_point(|at| *at < pair.end);
        let last = before.checked_sub(1).and_then(|at| self.names.get(at));
        let last = last.copied();
        let next = self.names.get(before).copied();
        let is_of_it = |at: usize| {
            // No words of one thing are longer.
            let words = Some(pair.end..at).filter(|gap| gap.len() <= 80);
            let words = words.and_then(|gap| self.lower.get(gap));
            words.is_some_and(|words| {
                words.trim().is_empty() && !words.contains('\n')
                    || words.starts_with(" of ") && is_plain(words)
            })
        };
        let here = last.filter(|at| *at >= pair.start);
        let right_behind = || next.filter(|at| is_of_it(*at));
        let in_sentence = || last.filter(|at| !self.ends_sentence(*at..pair.start));
        let later = || next.filter(|at| !self.ends_sentence(pair.end..*at));
        let at = here.or_else(right_behind).or_else(in_sentence);
        self.lower.get(at.or_else(later).or(last).or(next)?..)
    }

    fn ends_sentence(&self, within: Range<usize>) -> bool {
        let first = self.ends.partition_point(|end| *end < within.start);
        self.ends.get(first).is_some_and(|end| *end < within.end)
    }
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
    use proptest::prelude::*;

    use super::Level;
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::Equivalence;

    const SILENCE: [&str; 0] = [];

    #[test]
    fn a_pair_that_disagrees_is_found_with_what_either_should_be() {
        let before =
            "# Vitamin D in winter\n\n## Effective dose\n\nTake 10 micrograms (4,000 IU) a day.\n";
        assert_eq!(
            found(before, "amounts-disagree"),
            ["5:6 \"10 micrograms (4,000 IU)\" 10 micrograms of vitamin D is 400 IU, not 4,000 IU"]
        );
        let fixture = Fixture::new(before);
        assert_eq!(
            fixture.fixes("amounts-disagree"),
            ["Write 400 IU", "Write 100 micrograms"]
        );
        assert_eq!(
            fixture.fixed("amounts-disagree"),
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
            "Vitamin D 10 mg (4,000 IU).",
            "Vitamin D 0.125 mg (50,000 IU) a week.",
            "Vitamin D 60 000 IU (15 mg) a month.",
            "A dose of .5 mg (50 µg) is odd.",
        ] {
            assert_eq!(found(text, "amounts-disagree").len(), 1, "{text}");
        }
    }

    #[test]
    fn a_slip_of_the_decimal_point_needs_no_substance() {
        for (text, what) in [
            (
                "Take 2.5 mg (250 micrograms) a day.",
                "1:6 \"2.5 mg (250 micrograms)\" 2.5 mg is 2,500 micrograms, not 250 micrograms",
            ),
            (
                "Take 500 mg (5 g) a day.",
                "1:6 \"500 mg (5 g)\" 500 mg is 0.5 g, not 5 g",
            ),
            (
                "Take 3 grams (300 mg).",
                "1:6 \"3 grams (300 mg)\" 3 grams is 3,000 mg, not 300 mg",
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
    fn a_conversion_that_is_rounded_to_another_value_is_told() {
        for (text, message, fixes) in [
            (
                "Take 25 mcg (0.03 mg) daily.",
                "25 mcg is 0.025 mg, not 0.03 mg",
                ["Write 0.025 mg", "Write 30 mcg"],
            ),
            (
                "Take 25 mcg = 0.02 mg.",
                "25 mcg is 0.025 mg, not 0.02 mg",
                ["Write 0.025 mg", "Write 20 mcg"],
            ),
            (
                "Take 450 µg (0.5 mg).",
                "450 µg is 0.45 mg, not 0.5 mg",
                ["Write 0.45 mg", "Write 500 µg"],
            ),
            (
                "Drink 125–250 ml (0.1–0.3 l).",
                "125–250 ml is 0.125–0.25 l, not 0.1–0.3 l",
                ["Write 0.125–0.25 l", "Write 100–300 ml"],
            ),
        ] {
            let (said, offered) = told(text);
            assert_eq!(
                (&*said, offered),
                (message, fixes.map(String::from).to_vec())
            );
            let level = Fixture::new(text).findings("amounts-disagree")[0].level;
            assert_eq!(level, Level::Warning, "{text}: it may be of two things");
        }
        for text in [
            "Take 1,234 mg (1.2 g), 1,250 mg (1.3 g), 96 mg (0.1 g) or 1.95 mg (2,000 µg).",
            "Take 25 mcg (about 0.03 mg), 25 mcg (~0.03 mg), 25 mcg (0.025 mg) or 25 mcg (0.0250 mg).",
            "Take 1 g (160 mg), 1 g (600 mg), 100 mg (0.15 g), 25 mcg (0.03 mg of it active).",
            "Eat 55 kJ (0.1 MJ), 12 kcal (50 kJ).",
            "Take 1.500 mg (1.5 g).",
        ] {
            assert_eq!(found(text, "amounts-disagree"), SILENCE, "{text}");
        }
    }

    /// What is said of the one pair in a text, and what is offered.
    #[track_caller]
    fn told(text: &str) -> (String, Vec<String>) {
        let findings = Fixture::new(text).findings("amounts-disagree");
        let [one] = findings.as_slice() else {
            panic!("{text}: {findings:?}");
        };
        let fixes = one.fixes.iter().map(|fix| fix.label.clone());
        (one.message.clone(), fixes.collect())
    }

    #[test]
    fn what_is_offered_is_the_same_amount_to_the_last_digit() {
        for (text, message, fixes) in [
            (
                "Take 25 mcg (0.25 mg) daily.",
                "25 mcg is 0.025 mg, not 0.25 mg",
                ["Write 0.025 mg", "Write 250 mcg"],
            ),
            (
                "Take 4 mg (0.4 g) daily.",
                "4 mg is 0.004 g, not 0.4 g",
                ["Write 0.004 g", "Write 400 mg"],
            ),
            (
                "Take 0.25 mg (25 µg) daily.",
                "0.25 mg is 250 µg, not 25 µg",
                ["Write 250 µg", "Write 0.025 mg"],
            ),
            (
                "Take 0.5 mg (50 mcg).",
                "0.5 mg is 500 mcg, not 50 mcg",
                ["Write 500 mcg", "Write 0.05 mg"],
            ),
            (
                "Take 1 mg (1000 ng).",
                "1 mg is 1000000 ng, not 1000 ng",
                ["Write 1000000 ng", "Write 0.001 mg"],
            ),
            (
                "A trace: 1 ng (0.00000001 g).",
                "1 ng is 0.000000001 g, not 0.00000001 g",
                ["Write 0.000000001 g", "Write 10 ng"],
            ),
            (
                "A load of 1,000,000,000 ng (10 g).",
                "1,000,000,000 ng is 1 g, not 10 g",
                ["Write 1 g", "Write 10,000,000,000 ng"],
            ),
            (
                "Nimm 0,25 mg (25 µg).",
                "0,25 mg is 250 µg, not 25 µg",
                ["Write 250 µg", "Write 0,025 mg"],
            ),
            (
                "Take 2,5 g (250 mg).",
                "2,5 g is 2500 mg, not 250 mg",
                ["Write 2500 mg", "Write 0,25 g"],
            ),
            (
                "Take 0.5–1 mg (50–100 mcg).",
                "0.5–1 mg is 500–1,000 mcg, not 50–100 mcg",
                ["Write 500–1,000 mcg", "Write 0.05–0.1 mg"],
            ),
            (
                "Take 10 mg to 20 mg (0.1 g to 0.2 g).",
                "10 mg to 20 mg is 0.01 g to 0.02 g, not 0.1 g to 0.2 g",
                ["Write 0.01 g to 0.02 g", "Write 100 mg to 200 mg"],
            ),
            (
                "Take 4\u{202f}000\u{a0}µg (40 mg).",
                "4\u{202f}000\u{a0}µg is 4 mg, not 40 mg",
                ["Write 4 mg", "Write 40\u{202f}000 µg"],
            ),
            (
                "Give 25 mcg/kg (0.25 mg/kg) once.",
                "25 mcg is 0.025 mg, not 0.25 mg",
                ["Write 0.025 mg", "Write 250 mcg"],
            ),
            (
                "A 2.5-mg (250-microgram) tablet.",
                "2.5-mg is 2,500 microgram, not 250-microgram",
                ["Write 2,500 microgram", "Write 0.25 mg"],
            ),
            (
                "Take 5 mg (i.e. 500 µg) daily.",
                "5 mg is 5,000 µg, not 500 µg",
                ["Write 5,000 µg", "Write 0.5 mg"],
            ),
            (
                "A day has 100 kcal (4184 kJ).",
                "100 kcal is 418.4 kJ, not 4184 kJ",
                ["Write 418.4 kJ", "Write 1000 kcal"],
            ),
            (
                "Sodium 2 mmol (200 µmol).",
                "2 mmol is 2,000 µmol, not 200 µmol",
                ["Write 2,000 µmol", "Write 0.2 mmol"],
            ),
            (
                "Drink 250 ml (2.5 l).",
                "250 ml is 0.25 l, not 2.5 l",
                ["Write 0.25 l", "Write 2,500 ml"],
            ),
            (
                "Vitamin D: take 5 µg (2,001 IU).",
                "5 µg of vitamin D is 200 IU, not 2,001 IU",
                ["Write 200 IU", "Write 50.025 µg"],
            ),
        ] {
            let (said, offered) = told(text);
            assert_eq!(
                (&*said, offered),
                (message, fixes.map(String::from).to_vec())
            );
        }
        // Left behind by a conversion that was rounded away.
        assert_eq!(told("Take 4 mg (0 g).").0, "4 mg is 0.004 g, not 0 g");
    }

    #[test]
    fn a_quotient_without_an_end_is_stated_roughly_and_not_offered() {
        let mut fixture =
            Fixture::new("Take vitamin A 800 µg (30 IU) or 100 IU (3 µg) of vitamin A.");
        fixture.style.units = Equivalence::parse("0.3 µg vitamin A = 1 IU")
            .into_iter()
            .collect();
        let findings = fixture.findings("amounts-disagree");
        let said: Vec<&str> = findings.iter().map(|it| &*it.message).collect();
        assert_eq!(
            said,
            [
                "800 µg of vitamin A is about 2,670 IU, not 30 IU",
                "100 IU of vitamin A is 30 µg, not 3 µg"
            ]
        );
        assert_eq!(
            fixture.fixes("amounts-disagree"),
            ["Write 9 µg", "Write 30 µg", "Write 10 IU"]
        );
    }

    #[test]
    fn a_point_before_three_digits_is_a_doubt_unless_the_other_amount_bears_it_out() {
        for text in [
            "Take 1.500 mg (1.5 g) daily.",
            "Take 1.000 mg (1 g) daily.",
            "Take 1 g (1.000 mg), 1.500 g (1,500 mg), 1.500 g (1500 mg) or 12.500 mg (12.5 g).",
            "Vitamin D 1.000 IU (25 µg). Vitamin D 25.000 µg (1,000 IU).",
            "Take 1.000–2.000 mg (1–2 g).",
        ] {
            assert_eq!(found(text, "amounts-disagree"), SILENCE, "{text}");
        }
        assert_eq!(
            found("Take 1.000 mg (10 g) daily.", "amounts-disagree"),
            [
                "1:6 \"1.000 mg (10 g)\" (warning) The point in “1.000” may stand before decimals (1) or after thousands \
                 (1,000): either way 1.000 mg is not 10 g"
            ]
        );
        for text in [
            "Take 1.000 mg (10 g) daily.",
            "Take 1.500 g (1.500 mg).",
            "Vitamin D 1.000 IU (10 µg).",
        ] {
            assert_eq!(told(text).1, SILENCE, "{text}: it is for the editor to say");
        }
        assert_eq!(
            told("Take 0.500 mg (50 µg).").1[0],
            "Write 500 µg",
            "a nought leaves no doubt"
        );
    }

    #[test]
    fn amounts_of_several_and_of_two_things_are_left_alone() {
        for text in [
            "Take 10 × 100 mg (1 g), 10 x 100 mg (1 g), ten tablets of 100 mg (1 g) or 10 capsules of 100 mg (1 g).",
            "Take 1 g (equivalent to 100 mg), 100 mg (or 1 g), 1 g magnesium citrate (100 mg).",
            "Take 20 g (2 mg/kg), 10 mg/kg (1 g), 25 mcg/day (0.025 mg/day), 25 mcg (0.025 mg a day).",
            "Take 100 mg (0.15 g), 1 g (160 mg), 500 mg/5 g.",
            "Take 1 400 IU (10 µg) capsule of vitamin D.",
            "Eat 100 kcal (420 kJ), 9 kcal (37 kJ), 2,000 kcal (8.4 MJ).",
            "On days 1,2,3 mg (5 g). Version 1.2.3 mg (2 g).",
        ] {
            assert_eq!(found(text, "amounts-disagree"), SILENCE, "{text}");
        }
    }

    #[test]
    fn a_long_text_full_of_amounts_takes_no_long_time() {
        for pair in [
            "10 µg (400 IU) ",
            "1 mg (1 g ",
            "1 1 1 mg = ",
            "about (1 mg about about ",
        ] {
            let text = format!("vitamin d {}", pair.repeat(20_000));
            let start = std::time::Instant::now();
            found(&text, "amounts-disagree");
            assert!(start.elapsed().as_secs() < 20, "{pair}");
        }
    }

    /// Units of one kind, each with how many powers of ten it has more than the smallest.
    const KINDS: &[&[(&str, u32)]] = &[
        &[
            ("ng", 0),
            ("µg", 3),
            ("mcg", 3),
            ("micrograms", 3),
            ("mg", 6),
            ("milligrams", 6),
            ("g", 9),
            ("kg", 12),
        ],
        &[
            ("µl", 0),
            ("ml", 3),
            ("cl", 4),
            ("dl", 5),
            ("L", 6),
            ("litres", 6),
        ],
        &[("nmol", 0), ("µmol", 3), ("mmol", 6), ("mol", 9)],
        &[("kJ", 0), ("MJ", 3)],
    ];

    /// A number of so many hundredths of 10 to a power, counted in strings alone.
    fn decimal(digits: u32, power: i32) -> String {
        let mut text = digits.to_string();
        let places = usize::try_from(-power).unwrap_or_default();
        text.push_str(&"0".repeat(usize::try_from(power).unwrap_or_default()));
        if places == 0 {
            return text;
        }
        let text = format!("{text:0>width$}", width = places + 1);
        let (whole, places) = text.split_at(text.len() - places);
        let places = places.trim_end_matches('0');
        match places {
            "" => whole.to_owned(),
            places => format!("{whole}.{places}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn a_right_conversion_is_silent_and_a_slip_is_fixed_to_the_same_amount(
            kind in 0..KINDS.len(), from in 0..8_usize, to in 0..8_usize,
            digits in 1..100_000_u32, power in -4..4_i32, slip in 1..4_i32, up: bool,
        ) {
            let units = KINDS[kind];
            let ((one, tens), (two, others)) = (units[from % units.len()], units[to % units.len()]);
            prop_assume!(tens != others);
            let moved = power + i32::try_from(tens).unwrap() - i32::try_from(others).unwrap();
            let (left, right) = (decimal(digits, power), decimal(digits, moved));
            for text in [format!("Take {left} {one} ({right} {two})."), format!("Take {right} {two} ({left} {one}).")] {
                prop_assert_eq!(found(&text, "amounts-disagree"), SILENCE, "{}", text);
            }
            let wrong = decimal(digits, moved + if up { slip } else { -slip });
            let text = format!("Take {left} {one} ({wrong} {two}).");
            for finding in Fixture::new(&text).findings("amounts-disagree") {
                for fix in &finding.fixes {
                    let fixed = fix.edits.apply(&text).expect("it fits").to_string();
                    let plain = fixed.replace(',', "");
                    let back = decimal(digits, power + if up { slip } else { -slip });
                    let wanted = [format!("Take {left} {one} ({right} {two})."), format!("Take {back} {one} ({wrong} {two}).")];
                    prop_assert!(wanted.contains(&plain), "{} became {}", text, fixed);
                    prop_assert_eq!(found(&fixed, "amounts-disagree"), SILENCE, "{}", fixed);
                }
            }
            // A point before just three digits may be a thousand, and three powers of ten are no slip then.
            let may_be_thousands = |text: &str| text.split_once('.').is_some_and(|(whole, places)| whole != "0" && places.len() == 3);
            if !may_be_thousands(&left) && !may_be_thousands(&wrong) {
                prop_assert_eq!(found(&text, "amounts-disagree").len(), 1, "{}", text);
            }
        }

        #[test]
        fn no_text_is_too_odd(text in "([0-9]{1,4}[,. ]?|mg|µg|IU|g| |\\(|\\)|=|/|–|about |vitamin d|\n){0,40}") {
            found(&text, "amounts-disagree");
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
        ] {
            assert_eq!(found(text, "amounts-disagree"), SILENCE, "{text}");
        }
        let mut fixture = Fixture::new("Vitamin D 10 µg (4,000 IU).");
        fixture.style.units.clear();
        assert_eq!(fixture.found("amounts-disagree"), SILENCE);
    }
}
