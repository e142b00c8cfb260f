//! Figures in another form than the rest of the entry, or than the house style: ranges (`4-8`, `4–8`, `4 to 8`), thousands
//! (`4000`, `4,000`), a blank before `%`, the sign for micro, and `µg` beside `mcg` and `micrograms`.
//!
//! By the house style it is a warning. By the entry's own majority it is a note, except for two signs that look alike (`4-8`
//! and `4–8`, µ and μ). Leaves alone: numbers below ten thousand without a unit, which may be years; ranges without a unit;
//! tables, sources, quotations, links, code.

use std::ops::Range;

use super::grouped;
use super::own_words::OwnWords;
use crate::checks::prose_words::StretchKind;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, figures};
use crate::house_style::RangeForm;

pub(super) const CHECK: Check = Check {
    id: "number-form",
    group: Group::Language,
    title: "Inconsistent form of a figure",
    level: Level::Warning,
    reason: "Readers compare figures at a glance, and a search finds one form only",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

/// A place with a form, and how it would be written in each form of its kind.
struct Place<'t> {
    /// In the stretch where it was found, and that stretch.
    range: Range<usize>,
    word: usize,
    form: &'static str,
    written: &'t str,
}

/// The kinds of form, with the forms of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Range,
    Thousands,
    Percent,
    Micro,
    Micrograms,
}

const KINDS: [Kind; 5] = [
    Kind::Range,
    Kind::Thousands,
    Kind::Percent,
    Kind::Micro,
    Kind::Micrograms,
];

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    if prose.numbers.is_empty() {
        return;
    }
    let mut places: Vec<(Kind, Place<'_>)> = Vec::new();
    let mut last = usize::MAX;
    for &word in &prose.numbers {
        let Some(at) = prose.stretch_of(word) else {
            continue;
        };
        if !matches!(at.kind, StretchKind::Paragraph | StretchKind::Item) {
            continue;
        }
        let Some(stretch) = prose.stretch(&subject.reading.page, at) else {
            continue;
        };
        let start = prose.span(&(word..word + 1)).start;
        // The decimals and the second number of what was read already.
        if last != usize::MAX && at.words.start <= last && word <= last {
            continue;
        }
        let before = places.len();
        let end = read(stretch.text, start, word, &mut places);
        if places.len() > before {
            let inside = |other: &&usize| {
                at.words.contains(other) && prose.span(&(**other..**other + 1)).start < end
            };
            let from = prose.numbers.partition_point(|it| *it < word);
            let inside = prose.numbers.iter().skip(from).take_while(inside).last();
            last = inside.copied().unwrap_or(word);
        }
    }
    if places.is_empty() {
        return;
    }
    let own = OwnWords::of(subject);
    for kind in KINDS {
        let its = places
            .iter()
            .filter(|(other, _)| *other == kind)
            .map(|(_, place)| place);
        tell(subject, &own, kind, its.collect(), found);
    }
}

/// Reads what begins with the digit at `start`; where it ends.
fn read<'t>(
    text: &'t str,
    start: usize,
    word: usize,
    places: &mut Vec<(Kind, Place<'t>)>,
) -> usize {
    let bytes = text.as_bytes();
    let before = text.get(..start).unwrap_or_default();
    // `B12`, `omega-3`, `1.5`, `£5`, `10.1000/182`
    if before.ends_with(|c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '-' | '–' | '‑' | '.' | ',' | '/' | ':' | '_' | '£' | '$' | '€' | '=' | '#'
            )
    }) {
        return start;
    }
    let Some((first, length)) = figures::figure(text.get(start..).unwrap_or_default()) else {
        return start;
    };
    let mut end = start + length;
    let mut add = |kind, form, range: Range<usize>| {
        let written = text.get(range.clone()).unwrap_or_default();
        places.push((
            kind,
            Place {
                range,
                word,
                form,
                written,
            },
        ));
    };
    let mut number_ends = end;
    let rest = text.get(end..).unwrap_or_default();
    let range = [
        ("–", "–"),
        ("-", "-"),
        (" to ", "to"),
        (" – ", "–"),
        ("\u{2011}", "-"),
    ];
    let range = range.iter().find_map(|(sign, form)| {
        let (second, length) = figures::figure(rest.strip_prefix(sign)?)?;
        let end = end + sign.len() + length;
        (second.value > first.value && is_counted(text, end)).then_some((*form, end))
    });
    if let Some((form, last)) = range {
        let is_from = ["from ", "between ", "From ", "Between "]
            .iter()
            .any(|it| before.ends_with(it));
        if !is_from {
            add(Kind::Range, form, start..last);
        }
        end = last;
        number_ends = last;
    }
    let whole = text.get(start..start + length).unwrap_or_default();
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let is_large = first.point.is_none() && first.or.is_none() && !rest.starts_with(['-', '–']);
    if is_large
        && range.is_none()
        && (digits > 4 && digits < 8 || digits == 4 && is_counted(text, end))
    {
        match first.group {
            Some(',') => add(Kind::Thousands, ",", start..end),
            Some(_) => add(Kind::Thousands, " ", start..end),
            None => add(Kind::Thousands, "none", start..end),
        }
    }
    let behind = text.get(end..).unwrap_or_default();
    let blank = behind
        .chars()
        .next()
        .filter(|c| figures_blank(*c))
        .map_or(0, char::len_utf8);
    if bytes.get(end + blank) == Some(&b'%') {
        let form = if blank == 0 { "5%" } else { "5 %" };
        add(Kind::Percent, form, number_ends..end + blank + 1);
        return end + blank + 1;
    }
    let unit = behind.get(blank..).unwrap_or_default();
    for (sign, form) in [('\u{b5}', "µ (U+00B5)"), ('\u{3bc}', "μ (U+03BC)")] {
        if unit.starts_with(sign) {
            let at = end + blank;
            add(Kind::Micro, form, at..at + sign.len_utf8());
        }
    }
    for (name, form) in [
        ("µg", "µg"),
        ("μg", "µg"),
        ("mcg", "mcg"),
        ("micrograms", "micrograms"),
        ("microgram", "micrograms"),
    ] {
        let is_whole = unit
            .strip_prefix(name)
            .is_some_and(|it| !it.starts_with(char::is_alphanumeric));
        if is_whole {
            let at = end + blank;
            add(Kind::Micrograms, form, at..at + name.len());
            break;
        }
    }
    end
}

fn figures_blank(letter: char) -> bool {
    figures::BLANKS.contains(&letter) && letter != '\n'
}

/// Whether a unit, `%` or a thing that is counted stands behind a number.
fn is_counted(text: &str, end: usize) -> bool {
    let behind = text.get(end..).unwrap_or_default();
    let behind = behind.trim_start_matches(figures_blank);
    let behind = behind.strip_prefix('-').unwrap_or(behind);
    behind.starts_with('%')
        || figures::units::unit(behind).is_some()
        || COUNTED.iter().any(|it| {
            let rest = behind.strip_prefix(it);
            let rest = rest.map(|rest| rest.strip_prefix('s').unwrap_or(rest));
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

const COUNTED: &[&str] = &[
    "day",
    "week",
    "month",
    "year",
    "hour",
    "minute",
    "second",
    "people",
    "women",
    "men",
    "adult",
    "participant",
    "patient",
    "children",
    "times",
    "calorie",
    "cup",
    "tablet",
    "capsule",
    "portion",
    "gram",
    "milligram",
    "microgram",
    "step",
    "unit",
];

/// Tells the places of one kind that are not as the others are.
fn tell(
    subject: &Subject<'_>,
    own: &OwnWords<'_>,
    kind: Kind,
    places: Vec<&Place<'_>>,
    found: &mut Findings,
) {
    let style = &subject.style.prose.numbers;
    let wanted = match kind {
        Kind::Range => style.ranges.map(RangeForm::name),
        Kind::Thousands => style.thousands.as_deref(),
        Kind::Percent => style
            .space_before_percent
            .map(|it| if it { "5 %" } else { "5%" }),
        Kind::Micro => None,
        Kind::Micrograms => style.micrograms.as_deref(),
    };
    let is_mixed = places
        .windows(2)
        .any(|two| two.first().map(|it| it.form) != two.last().map(|it| it.form));
    if wanted.is_none() && !is_mixed {
        return;
    }
    let placed = places.into_iter().filter_map(|place| {
        let stretch = subject.prose().stretch_of(place.word)?;
        let stretch = subject.prose().stretch(&subject.reading.page, stretch)?;
        Some((own.place(&stretch, &place.range)?, place))
    });
    let placed: Vec<_> = placed.collect();
    // In the order in which they are first met.
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for (_, place) in &placed {
        match counts.iter_mut().find(|(form, _)| *form == place.form) {
            Some((_, count)) => *count += 1,
            None => counts.push((place.form, 1)),
        }
    }
    // The first of those that are most.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    let most = most.map(|(form, _)| *form);
    let Some(right) = wanted.or(most) else {
        return;
    };
    for (range, place) in placed.iter().filter(|(_, place)| place.form != right) {
        let look_alike =
            kind == Kind::Micro || kind == Kind::Range && place.form != "to" && right != "to";
        let level = if wanted.is_some() || look_alike {
            Level::Warning
        } else {
            Level::Note
        };
        let who = if wanted.is_some() {
            "the house"
        } else {
            "most of this entry"
        };
        let message = match (kind, right) {
            (Kind::Range, "to") => format!("“{}” is written with “to” by {who}", place.written),
            (Kind::Range, sign) => format!("“{}” is written with “{sign}” by {who}", place.written),
            (Kind::Thousands, "none") => format!(
                "“{}” is written without a separator between thousands by {who}",
                place.written
            ),
            (Kind::Thousands, sign) => format!(
                "“{}” is written with “{sign}” between thousands by {who}",
                place.written
            ),
            (Kind::Percent, "5%") => format!("No space before % is the form of {who} has"),
            (Kind::Percent, _) => format!("A space before % is the form of {who} has"),
            (Kind::Micro, sign) => format!(
                "This sign for micro is {}, not {sign} as in {who}",
                place.form
            ),
            (Kind::Micrograms, unit) => format!("“{}” is “{unit}” in {who}", place.written),
        };
        let fix = rewritten(kind, place, right).map(|new| {
            Fix::new(
                format!("Write {}", new.trim()),
                Edit::new(range.clone(), new),
            )
        });
        found.add_at(level, range.clone(), message, fix.into_iter().collect());
    }
}

/// The same in another form.
fn rewritten(kind: Kind, place: &Place<'_>, right: &str) -> Option<String> {
    let written = place.written;
    Some(match kind {
        Kind::Range => {
            let signs = [" to ", " – ", "–", "-", "\u{2011}"];
            let sign = signs.into_iter().find(|sign| written.contains(sign))?;
            let with = if right == "to" { " to " } else { right };
            written.replacen(sign, with, 1)
        }
        Kind::Thousands => {
            let digits: String = written.chars().filter(char::is_ascii_digit).collect();
            match right {
                "none" => digits,
                sign => grouped(&digits, sign),
            }
        }
        Kind::Percent => if right == "5%" { "%" } else { "\u{a0}%" }.to_owned(),
        Kind::Micro => right.chars().next()?.to_string(),
        Kind::Micrograms => right.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::RangeForm;

    const ID: &str = "number-form";

    #[test]
    fn a_form_that_most_of_the_entry_has_not_is_told_and_mended() {
        for (before, after, grave) in [
            (
                "4–8 weeks, 5–6 mg, 4-5 days",
                "4–8 weeks, 5–6 mg, 4–5 days",
                true,
            ),
            (
                "4–8 weeks, 5–6 mg, 4 to 5 days",
                "4–8 weeks, 5–6 mg, 4–5 days",
                false,
            ),
            (
                "4 to 8 weeks, 5-6 mg, 1.5 to 2 g",
                "4 to 8 weeks, 5 to 6 mg, 1.5 to 2 g",
                false,
            ),
            (
                "4,000 IU, 12,000 people, 5000 mg",
                "4,000 IU, 12,000 people, 5,000 mg",
                false,
            ),
            (
                "4000 IU, 12000 people, 5,000 mg",
                "4000 IU, 12000 people, 5000 mg",
                false,
            ),
            ("5% of 6% and 7 %", "5% of 6% and 7%", false),
            ("5 µg, 6 µg, 7 μg", "5 µg, 6 µg, 7 µg", true),
            (
                "5 micrograms, 6 micrograms, 7 mcg",
                "5 micrograms, 6 micrograms, 7 micrograms",
                false,
            ),
        ] {
            let told = found(before, ID);
            assert_eq!(told.len(), 1, "{before}: {told:?}");
            assert_eq!(told[0].contains("(note)"), !grave, "{told:?}");
            assert_eq!(Fixture::new(before).fixed(ID), after);
        }
        assert_eq!(
            found("5% of 6% and 7 %", ID),
            ["1:15 \" %\" (note) No space before % is the form of most of this entry has"]
        );
    }

    #[test]
    fn the_house_says_which_form_is_right() {
        let mut fixture = Fixture::new("4-8 weeks; 4000 IU; 5 mcg; 5 %");
        fixture.style.prose.numbers.ranges = Some(RangeForm::To);
        fixture.style.prose.numbers.thousands = Some(",".into());
        fixture.style.prose.numbers.micrograms = Some("micrograms".into());
        fixture.style.prose.numbers.space_before_percent = Some(false);
        assert_eq!(fixture.found(ID).len(), 4);
        assert_eq!(
            fixture.fixed(ID),
            "4 to 8 weeks; 4,000 IU; 5 micrograms; 5%"
        );
    }

    #[test]
    fn figures_of_one_form_are_left_alone() {
        for text in [
            "",
            "4-8 weeks and from 4 to 8 weeks, between 5–6 mg; 10-5 mg; 2019–20 and 2019-21; 65-74 of them.",
            "In 2019 and 4,000 people; 10000-20000; 10.1000/18200 and 12,000 people; £1000.",
            "omega-3 to 5 days; 1.5 mg; B12–13 weeks",
            "4–8 weeks “4-8 weeks” `4-8 weeks` [4-8 weeks](a.md)\n\n> 4-8 weeks\n\n| 4-8 weeks |\n|--|\n",
            "4–8 weeks.\n\n## Sources\n\n1. Archer A (2019). 4-8 weeks of tea. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
