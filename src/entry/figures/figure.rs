//! Numbers as a text writes them: `4,000`, `4 000`, `0.5`, `0,25`, and `1.500`, which may be one and a half or fifteen
//! hundred.

use super::ratio::Ratio;

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountFigure {
    pub value: Ratio,
    /// What the last digit counts.
    pub step: Ratio,
    /// How many digits there are from the first that is not 0 on.
    pub digits: u32,
    /// What else it may be.
    pub or: Option<Else>,
    /// Between groups of three digits.
    pub group: Option<char>,
    /// Before the decimals.
    pub point: Option<char>,
}

/// Another number that the same letters may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Else {
    /// `1.500`: a point and just three digits.
    Thousands(Ratio),
    /// `1 400 IU`: one of 400.
    LastGroup(Ratio),
}

/// Longer ones are no amounts.
const MOST_DIGITS: usize = 24;

/// The number a text begins with, and its length.
pub fn figure(text: &str) -> Option<(AmountFigure, usize)> {
    if text.starts_with('.') {
        return without_nought(text);
    }
    let whole = digits_at(text, 0);
    if !(1..=MOST_DIGITS).contains(&whole) {
        return None;
    }
    let mut digits = text.get(..whole)?.to_owned();
    let mut at = whole;
    let mut group = None;
    // `4000` has no groups, and nobody begins them with a nought.
    if whole <= 3 && !digits.starts_with('0') {
        while let Some((sign, three)) = group_at(text, at) {
            let is_next = group.is_none_or(|first| first == sign);
            if !is_next || digits.len() > MOST_DIGITS {
                break;
            }
            group = Some(sign);
            digits.push_str(three);
            at += sign.len_utf8() + three.len();
        }
    }
    let decimals = decimals_at(text, at, group, digits.starts_with('0'));
    let point = decimals.map(|(sign, _)| sign);
    let is_lone_group = group == Some('.') && digits.len() == whole + 3;
    // What could be groups by its form is decimals, unless something shows that it is not.
    if is_lone_group && point.is_none() {
        let thousands = Ratio::parse(&digits)?;
        let value = Ratio::parse(text.get(..at)?)?;
        let read = AmountFigure {
            value,
            step: Ratio::power_of_ten(-3)?,
            digits: significant(&digits),
            or: Some(Else::Thousands(thousands)),
            group: None,
            point: Some('.'),
        };
        return Some((read, at));
    }
    let (sign, places) = decimals.unwrap_or(('.', ""));
    let value = match places {
        "" => Ratio::parse(&digits)?,
        places => Ratio::parse(&format!("{digits}.{places}"))?,
    };
    let or = match text.get(..at).and_then(|written| written.rsplit_once(' ')) {
        Some((_, last)) if !last.starts_with('0') => {
            Ratio::parse(last).filter(|_| places.is_empty())
        }
        _ => None,
    };
    if !places.is_empty() {
        at += sign.len_utf8() + places.len();
    }
    let read = AmountFigure {
        value,
        step: Ratio::power_of_ten(-i32::try_from(places.len()).ok()?)?,
        digits: significant(&format!("{digits}{places}")),
        or: or.map(Else::LastGroup),
        group,
        point,
    };
    Some((read, at))
}

/// `.5`: the nought before the point is left out.
fn without_nought(text: &str) -> Option<(AmountFigure, usize)> {
    let count = digits_at(text, 1);
    if !(1..=MOST_DIGITS).contains(&count) {
        return None;
    }
    let places = text.get(1..1 + count)?;
    let read = AmountFigure {
        value: Ratio::parse(&format!("0.{places}"))?,
        step: Ratio::power_of_ten(-i32::try_from(count).ok()?)?,
        digits: significant(places),
        or: None,
        group: None,
        point: Some('.'),
    };
    Some((read, 1 + count))
}

/// `,000`: the sign before three digits, and these.
fn group_at(text: &str, at: usize) -> Option<(char, &str)> {
    let rest = text.get(at..)?;
    let sign = rest.chars().next()?;
    let is_sign = matches!(sign, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let start = at + sign.len_utf8();
    (is_sign && digits_at(text, start) == 3).then_some((sign, text.get(start..start + 3)?))
}

/// `.25` or `,25`: the sign, and the digits behind it. A comma before just three digits stands between groups, except behind
/// a nought.
fn decimals_at(
    text: &str,
    at: usize,
    group: Option<char>,
    has_nought: bool,
) -> Option<(char, &str)> {
    let sign = text.get(at..)?.chars().next()?;
    let start = at + sign.len_utf8();
    let count = digits_at(text, start);
    let behind = text.get(start + count..)?;
    let goes_on =
        behind.starts_with(sign) && digits_at(behind, 1) > 0 || count == 0 || count > MOST_DIGITS;
    let is_sign = match sign {
        '.' => group != Some('.'),
        ',' => match group {
            None => count != 3 || has_nought,
            Some(group) => group != ',',
        },
        _ => false,
    };
    (is_sign && !goes_on).then_some((sign, text.get(start..start + count)?))
}

fn digits_at(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn significant(digits: &str) -> u32 {
    let digits = digits.trim_start_matches('0');
    u32::try_from(digits.len()).unwrap_or(u32::MAX)
}

/// How a text writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle {
    group: Option<char>,
    point: char,
}

impl NumberStyle {
    /// As these figures are written: their groups where one of them is large enough to have some.
    pub fn of(figures: &[AmountFigure]) -> Self {
        let thousand = Ratio::new(1000, 1);
        let point = figures.iter().find_map(|figure| figure.point);
        let large = figures.iter().find(|it| Some(it.value) >= thousand);
        let group = match large {
            Some(large) => large.group,
            None => Some(','),
        };
        let point = point.unwrap_or('.');
        Self {
            group: group.filter(|group| *group != point),
            point,
        }
    }

    /// `1,250`, `12.5`: a number that is written `1250` and `12.5`.
    pub fn write(self, plain: &str) -> String {
        let (whole, places) = plain.split_once('.').unwrap_or((plain, ""));
        let mut text = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.extend(self.group);
            }
            text.push(digit);
        }
        if !places.is_empty() {
            text.push(self.point);
            text.push_str(places);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What it is read as, what else it may be, and how it is written there.
    fn read(text: &str) -> Option<(String, Option<String>, &str)> {
        let (figure, length) = figure(text)?;
        let or = figure.or.map(|or| match or {
            Else::Thousands(value) | Else::LastGroup(value) => value.decimal().expect("a decimal"),
        });
        let value = figure.value.decimal().expect("a decimal");
        Some((value, or, &text[..length]))
    }

    #[test]
    fn numbers_are_read_as_they_are_meant() {
        for (text, value) in [
            ("25 mg", "25"),
            ("4,000 IU", "4000"),
            ("4\u{a0}000 IU", "4000"),
            ("1,234,567.5 ng", "1234567.5"),
            ("0.250 mg", "0.25"),
            ("0,25 mg", "0.25"),
            ("0,250 mg", "0.25"),
            ("2,5 mg", "2.5"),
            (".25 mg", "0.25"),
            ("1.234.567 mg", "1234567"),
            ("1.000,5 mg", "1000.5"),
            ("1,000.500 mg", "1000.5"),
            ("10.25 mg", "10.25"),
            ("4000 IU", "4000"),
        ] {
            let (read, or, _) = read(text).expect(text);
            assert_eq!((&*read, or), (value, None), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_numbers_says_both() {
        for (text, value, or) in [
            ("1.500 mg", "1.5", "1500"),
            ("1.000 mg", "1", "1000"),
            ("12.500 mg", "12.5", "12500"),
            ("1 400 IU", "1400", "400"),
        ] {
            let (read, other, _) = read(text).expect(text);
            assert_eq!((&*read, other.as_deref()), (value, Some(or)), "{text}");
        }
        for text in ["", "mg", &"9".repeat(25), &"9".repeat(500)] {
            assert_eq!(read(text), None);
        }
    }

    #[test]
    fn a_list_of_days_is_no_decimal() {
        assert_eq!(read("1,2,3 mg").map(|(_, _, text)| text), Some("1"));
        assert_eq!(read("1.2.3 mg").map(|(_, _, text)| text), Some("1"));
    }
}
