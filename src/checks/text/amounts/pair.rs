//! Pairs of amounts in a text: a number and a unit, and the same again in brackets or behind `=` or `/`.
//!
//! Knows nothing of: what is weighed, markdown.

use std::ops::Range;

use crate::house_style::Equivalence;

/// Two amounts that are said to be the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub whole: Range<usize>,
    pub left: Amount,
    pub right: Amount,
    /// `about`: rounded more freely.
    is_rough: bool,
}

/// A number, or a first and last one, and a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// From the first digit to the last.
    pub number: Range<usize>,
    first: Figure,
    last: Option<Figure>,
    /// Between the two numbers of a range.
    dash: Range<usize>,
    unit: &'static str,
    unit_at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    value: f64,
    /// What the last digit counts.
    step: f64,
    has_comma: bool,
}

/// Every pair, in order.
pub(super) fn pairs(text: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(digit) = text
        .as_bytes()
        .get(at..)
        .and_then(|rest| rest.iter().position(u8::is_ascii_digit))
    {
        let start = at + digit;
        let before = text
            .get(..start)
            .and_then(|before| before.chars().next_back());
        let is_inside =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '–' | '/'));
        match (!is_inside).then(|| pair(text, start)).flatten() {
            Some(pair) => {
                at = pair.whole.end;
                found.push(pair);
            }
            None => {
                let rest = text.get(start..).unwrap_or_default();
                at = start
                    + rest
                        .find(|c: char| !c.is_ascii_digit())
                        .unwrap_or(rest.len());
            }
        }
    }
    found
}

fn pair(text: &str, start: usize) -> Option<Pair> {
    let left = amount(text, start)?;
    let rest = text.get(left.unit_at.end..)?;
    let (gap, bracket) = between(rest)?;
    let from = left.unit_at.end + gap;
    let (lead, is_rough) = lead(text.get(from..)?);
    let right = amount(text, from + lead)?;
    let behind = text.get(right.unit_at.end..)?;
    let end = if bracket {
        let (inside, _) = behind.split_once(')')?;
        // `(400 IU)`, `(400 IU/day)`, `(400 IU a day)`: nothing else may stand there.
        let is_plain = matches!(
            inside.trim(),
            "" | "/day" | "/d" | "a day" | "per day" | "daily" | "each day"
        );
        is_plain.then_some(right.unit_at.end + inside.len() + 1)?
    } else {
        right.unit_at.end
    };
    (left.unit != right.unit && !behind.starts_with(|c: char| c.is_alphanumeric())).then_some(
        Pair {
            whole: start..end,
            left,
            right,
            is_rough,
        },
    )
}

/// How much stands between the two, and whether a bracket opens the second.
fn between(rest: &str) -> Option<(usize, bool)> {
    for sign in [" = ", "=", "/", " / "] {
        if let Some(after) = rest.strip_prefix(sign)
            && after.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some((sign.len(), false));
        }
    }
    let open = rest.find('(')?;
    let words = rest.get(..open)?;
    let is_plain = words.len() <= 40
        && words.ends_with(' ')
        && words.chars().all(|c| c.is_alphabetic() || c == ' ');
    let per = words.strip_prefix("/day").or(words.strip_prefix("/d"));
    (is_plain || per == Some(" ")).then_some((open + 1, true))
}

/// Words that say the two are the same.
fn lead(rest: &str) -> (usize, bool) {
    let mut at = 0;
    let mut is_rough = false;
    loop {
        let here = rest.get(at..).unwrap_or_default();
        let rough = [
            "about ",
            "approximately ",
            "approx. ",
            "approx ",
            "around ",
            "roughly ",
            "nearly ",
            "~",
            "≈ ",
            "≈",
            "c. ",
            "ca. ",
        ];
        let same = [
            "or ",
            "i.e. ",
            "i.e., ",
            "ie ",
            "equivalent to ",
            "equal to ",
            "equals ",
            "that is ",
            "that is, ",
            "= ",
            "=",
        ];
        let length = |list: &[&str]| {
            list.iter()
                .find(|word| here.starts_with(**word))
                .map(|word| word.len())
        };
        if let Some(length) = length(&rough) {
            is_rough = true;
            at += length;
        } else if let Some(length) = length(&same) {
            at += length;
        } else {
            return (at, is_rough);
        }
    }
}

fn amount(text: &str, start: usize) -> Option<Amount> {
    let (first, length) = figure(text.get(start..)?)?;
    let mut end = start + length;
    let mut last = None;
    let mut dash = end..end;
    for sign in ["-", "–", " to ", " – ", " - "] {
        let Some(after) = text.get(end..)?.strip_prefix(sign) else {
            continue;
        };
        if let Some((figure, length)) = figure(after) {
            dash = end..end + sign.len();
            end = dash.end + length;
            last = Some(figure);
            break;
        }
    }
    let rest = text.get(end..)?;
    let unit_text = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let unit_start = end + rest.len() - unit_text.len();
    let (unit, length) = unit(unit_text)?;
    Some(Amount {
        number: start..end,
        first,
        last,
        dash,
        unit,
        unit_at: unit_start..unit_start + length,
    })
}

/// `4,000`, `4 000`, `0.5`; and its length.
fn figure(text: &str) -> Option<(Figure, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    if !(1..=9).contains(&whole) {
        return None;
    }
    let mut plain = text.get(..whole)?.to_owned();
    let mut at = whole;
    let mut has_comma = false;
    // `4000` has no groups.
    while let Some((sign, group)) = text.get(at..).and_then(group).filter(|_| whole <= 3) {
        plain.push_str(group);
        has_comma |= sign == ',';
        at += sign.len_utf8() + group.len();
    }
    let mut step = 1.0;
    if let Some(rest) = text.get(at..)?.strip_prefix('.') {
        let places = digits(rest);
        if places > 0 {
            plain.push('.');
            plain.push_str(rest.get(..places)?);
            at += 1 + places;
            step = 0.1_f64.powi(i32::try_from(places).ok()?);
        }
    }
    let value = plain.parse().ok()?;
    Some((
        Figure {
            value,
            step,
            has_comma,
        },
        at,
    ))
}

/// `,000`: the sign before three digits, and these.
fn group(rest: &str) -> Option<(char, &str)> {
    let sign = rest.chars().next()?;
    let behind = rest.get(sign.len_utf8()..)?;
    let is_sign = matches!(sign, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    (is_sign && digits == 3).then_some((sign, behind.get(..3)?))
}

/// The unit a text begins with, under one name, and its length.
fn unit(text: &str) -> Option<(&'static str, usize)> {
    // Longer names first.
    let (written, name) = UNITS.iter().find(|(written, _)| {
        text.get(..written.len()).is_some_and(|head| {
            if written.len() > 2 {
                head.eq_ignore_ascii_case(written)
            } else {
                head == *written
            }
        }) && !text
            .get(written.len()..)
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })?;
    Some((name, written.len()))
}

/// How many milligrams there are in one of a unit of mass.
fn milligrams(unit: &str) -> Option<f64> {
    match unit {
        "g" => Some(1000.0),
        "mg" => Some(1.0),
        "µg" => Some(0.001),
        _ => None,
    }
}

/// Whether a text has a bracket behind a unit of mass at all.
pub(super) fn may_slip(text: &str) -> bool {
    ["g (", "grams (", "gram ("]
        .iter()
        .any(|end| memchr::memmem::find(text.as_bytes(), end.as_bytes()).is_some())
}

/// Whether a text names both units of an equivalence at all.
pub(super) fn may_hold(text: &str, one: &Equivalence) -> bool {
    [&one.right.unit, &one.left.unit].into_iter().all(|wanted| {
        let Some((name, _)) = unit(wanted) else {
            return false;
        };
        let mut written = UNITS.iter().filter(|(_, its)| *its == name);
        // Long names may stand in any case; their first letters seldom do.
        written
            .any(|(written, _)| memchr::memmem::find(text.as_bytes(), written.as_bytes()).is_some())
    })
}

const UNITS: &[(&str, &str)] = &[
    ("international units", "IU"),
    ("international unit", "IU"),
    ("microgrammes", "µg"),
    ("microgramme", "µg"),
    ("micrograms", "µg"),
    ("microgram", "µg"),
    ("milligrams", "mg"),
    ("milligram", "mg"),
    ("grams", "g"),
    ("gram", "g"),
    ("kilocalories", "kcal"),
    ("kilojoules", "kJ"),
    ("mmol", "mmol"),
    ("nmol/l", "nmol/L"),
    ("ng/ml", "ng/mL"),
    ("kcal", "kcal"),
    ("I.U.", "IU"),
    ("mcg", "µg"),
    ("µg", "µg"),
    ("μg", "µg"),
    ("ug", "µg"),
    ("mg", "mg"),
    ("IU", "IU"),
    ("iu", "IU"),
    ("kJ", "kJ"),
    ("g", "g"),
];

impl Pair {
    /// What the left number is multiplied by to give the right one, where an equivalence is of these units.
    pub(super) fn factor(&self, one: &Equivalence) -> Option<f64> {
        let (left, right) = (unit(&one.left.unit)?.0, unit(&one.right.unit)?.0);
        let factor = one.right.number / one.left.number;
        if (left, right) == (self.left.unit, self.right.unit) {
            Some(factor)
        } else {
            ((right, left) == (self.left.unit, self.right.unit)).then_some(1.0 / factor)
        }
    }

    /// What the left number is multiplied by to give the right one, where both are grams of some kind, one stands in
    /// brackets right behind the other, and a slip of the decimal point parts them. `1 g (160 mg)` may be two amounts of
    /// two things; `500 mg (5 g)` is not.
    pub(super) fn slip(&self, text: &str) -> Option<f64> {
        let between = text.get(self.left.unit_at.end..self.right.number.start)?;
        if between != " (" || self.left.last.is_some() || self.right.last.is_some() {
            return None;
        }
        let factor = milligrams(self.left.unit)? / milligrams(self.right.unit)?;
        let (left, right) = (self.left.first.value, self.right.first.value);
        let powers = (left * factor / right).log10();
        let is_slip = powers.is_finite() && powers.round() != 0.0;
        (is_slip && (powers - powers.round()).abs() < 0.005).then_some(factor)
    }

    /// The same, as far as both are rounded. A range beside a single number says nothing.
    pub(super) fn agrees(&self, factor: f64) -> bool {
        let same = |left: Figure, right: Figure| {
            let slack = 0.5 * (left.step * factor + right.step)
                + right.value * if self.is_rough { 0.15 } else { 0.03 };
            (left.value * factor - right.value).abs() <= slack
        };
        match (self.left.last, self.right.last) {
            (None, None) => same(self.left.first, self.right.first),
            (Some(left), Some(right)) => {
                same(self.left.first, self.right.first) && same(left, right)
            }
            _ => true,
        }
    }
}

impl Amount {
    /// As it is written.
    pub(super) fn shown<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.number.start..self.unit_at.end)
            .unwrap_or_default()
    }

    pub(super) fn unit_shown<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.unit_at.clone()).unwrap_or_default()
    }

    /// What this amount should be: the numbers of the other, multiplied.
    pub(super) fn times(&self, factor: f64, other: &Self) -> String {
        let plain_thousands = |figure: &Figure| figure.value >= 1000.0 && !figure.has_comma;
        let all = [Some(self.first), self.last, Some(other.first), other.last];
        let commas = !all.iter().flatten().any(plain_thousands);
        let first = written(other.first.value * factor, commas);
        match other.last {
            Some(last) => format!("{first}–{}", written(last.value * factor, commas)),
            None => first,
        }
    }
}

/// `1,250`, `12.5`
fn written(number: f64, commas: bool) -> String {
    let rounded = format!("{number:.2}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    let (whole, places) = rounded.split_once('.').unwrap_or((rounded, ""));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if commas && at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !places.is_empty() {
        text.push('.');
        text.push_str(places);
    }
    text
}
