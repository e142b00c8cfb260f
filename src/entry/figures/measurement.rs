//! Everything that a text counts or measures: doses, percentages, lengths of time, dates, plain counts, in digits and in words.
//!
//! Addresses, DOIs, citations by number and the numbers of a list are none: what they name is compared elsewhere.
//!
//! Knows nothing of: markdown beyond these, what is counted.

use std::ops::Range;

use super::amount::{BLANKS, DASHES, amount};
use super::figure::figure;
use super::ratio::Ratio;
use super::spelt::{scale, spelt};
use super::units::{self, Unit, unit};
use crate::entry::written_date::month_of;

/// Something counted or measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// From its first sign to its unit.
    pub range: Range<usize>,
    /// Without its unit.
    pub number: Range<usize>,
    pub measure: Measure,
    /// `<`, `≥`, `−`: what stands before the number.
    sign: Option<char>,
    /// Of a date, its year, month and day as one number.
    first: Ratio,
    last: Option<Ratio>,
}

/// What a quantity is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Unit(Unit),
    Percent,
    /// Hours, weeks; and times, as in `three times`.
    Time(&'static str),
    Date,
    Count,
}

impl Measure {
    /// What a number of the first is multiplied by to give the second; `None` where they can't be compared.
    fn factor(self, other: Self) -> Option<Ratio> {
        match (self, other) {
            (Self::Unit(from), Self::Unit(to)) => units::counted_in(from, to),
            _ => (self == other).then_some(Ratio::ONE),
        }
    }

    /// Whether figures of the two can be compared: milligrams and grams, hours and hours.
    pub fn is_like(self, other: Self) -> bool {
        self.factor(other).is_some()
    }

    /// Counted in something that says what is meant, so that two of them in different sentences can be compared.
    pub fn is_told(self) -> bool {
        matches!(self, Self::Unit(_) | Self::Percent)
    }
}

impl Measurement {
    /// The same in a text that this one stands in, so many bytes behind its start.
    #[must_use]
    pub fn moved_by(self, by: usize) -> Self {
        let moved = |range: Range<usize>| range.start + by..range.end + by;
        Self {
            range: moved(self.range),
            number: moved(self.number),
            ..self
        }
    }

    /// Whether the two say the same, in whatever words: `500 µg` and `0.5 mg`, `four` and `4`.
    pub fn is_same(&self, other: &Self) -> bool {
        let Some(factor) = self.measure.factor(other.measure) else {
            return false;
        };
        let same = |one: Ratio, two: Ratio| one.times(factor) == Some(two);
        self.sign == other.sign
            && same(self.first, other.first)
            && match (self.last, other.last) {
                (None, None) => true,
                (Some(one), Some(two)) => same(one, two),
                _ => false,
            }
    }

    /// The same for two that are written in the same unit with the same numbers, and only for these.
    pub fn key(&self) -> String {
        format!("{:?}", (self.sign, self.first, self.last, self.measure))
    }

    /// How far the first number is from that of another, in what that is counted in.
    pub fn distance(&self, other: &Self) -> Option<Ratio> {
        let factor = self.measure.factor(other.measure)?;
        self.first.times(factor)?.distance(other.first)
    }

    /// Whether a number of the two is the same: `8.7 mg` and `8.7 to 14.8 mg`.
    pub fn has_same_number(&self, other: &Self) -> bool {
        let Some(factor) = self.measure.factor(other.measure) else {
            return false;
        };
        let ends = |it: &Self| [Some(it.first), it.last];
        ends(self).into_iter().flatten().any(|one| {
            let one = one.times(factor);
            ends(other)
                .into_iter()
                .flatten()
                .any(|two| one == Some(two))
        })
    }
}

/// Every quantity of a text, in order.
pub fn measurements(text: &str) -> Vec<Measurement> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let is_start =
            letter.is_alphanumeric() && !before.is_some_and(|c: char| is_joined(text, at, c));
        let point = letter == '.' && before.is_none_or(|c: char| BLANKS.contains(&c) || c == '(');
        let length = if !is_start && !point {
            letter.len_utf8()
        } else if let Some(length) = no_quantity(text, at) {
            length
        } else if let Some(found_here) = measurement(text, at) {
            let length = found_here.range.end - at;
            found.push(found_here);
            length
        } else {
            // A word or number that is none, whole: `B12`, `2019a`.
            let rest = text.get(at..).unwrap_or_default();
            let end = rest
                .char_indices()
                .find(|(place, c)| *place > 0 && !c.is_alphanumeric());
            end.map_or(rest.len(), |(end, _)| end)
        };
        before = text
            .get(..at + length)
            .and_then(|done| done.chars().next_back());
        at += length;
    }
    found
}

/// Whether what begins at `at`, behind this letter, is a part of a longer name: the 3 of `omega-3`.
fn is_joined(text: &str, at: usize, before: char) -> bool {
    if before.is_alphanumeric() || matches!(before, '_' | '^' | '#' | '@') {
        return true;
    }
    let ahead = text.get(..at).and_then(|done| done.strip_suffix(before));
    matches!(before, '-' | '\u{2011}') && ahead.is_some_and(|it| it.ends_with(char::is_alphabetic))
}

/// What says that a place is none stands in its first bytes: a text is not read to its end from each of its numbers.
const NEAR: usize = 128;

/// The length of an address, an identifier, a citation or the number of a list that begins here.
fn no_quantity(text: &str, at: usize) -> Option<usize> {
    let (done, rest) = text.split_at_checked(at)?;
    let near = rest.get(..rest.floor_char_boundary(NEAR))?;
    let digits = near.bytes().take_while(u8::is_ascii_digit).count();
    let is_address = ["https://", "http://", "www.", "mailto:", "doi:"]
        .iter()
        .any(|start| {
            near.get(..start.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(start))
        });
    let registrant = near
        .strip_prefix("10.")
        .map(|it| it.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    if is_address || registrant.is_some_and(|it| it.starts_with('/')) {
        return Some(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    }
    // `[3]`, `[2, 5–7]`
    if digits > 0 && done.ends_with('[') {
        let end = near.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | ' ' | '-' | '–'));
        return end.filter(|end| rest.get(*end..).is_some_and(|it| it.starts_with(']')));
    }
    // `1. `, `2) `
    let behind = near.get(digits..)?.strip_prefix(['.', ')']);
    let ends = behind.is_some_and(|it| it.is_empty() || it.starts_with(char::is_whitespace));
    (digits > 0 && ends && begins_line(done)).then_some(digits)
}

/// Whether a line has no words yet.
fn begins_line(done: &str) -> bool {
    let bare = done.trim_end_matches([' ', '\t', '>']);
    bare.is_empty() || bare.ends_with('\n')
}

fn measurement(text: &str, at: usize) -> Option<Measurement> {
    let of = |number: Range<usize>, end, measure, first, last| {
        let (sign, from) = sign(text, number.start);
        Measurement {
            range: from..end,
            number: from..number.end,
            measure,
            sign,
            first,
            last,
        }
    };
    if let Some((end, date)) = date(text, at) {
        return Some(of(at..end, end, Measure::Date, date, None));
    }
    if let Some(amount) = amount(text, at) {
        let last = amount.last.map(|last| last.value);
        let unit = Measure::Unit(amount.unit);
        // `a day` says nothing that is compared.
        let end = amount.unit.per.map_or(amount.unit_at.end, |_| amount.end);
        return Some(of(amount.number, end, unit, amount.first.value, last));
    }
    if let Some((times, length)) = often(text.get(at..)?) {
        let end = at + length;
        return Some(of(at..end, end, Measure::Time("time"), times, None));
    }
    let (first, mut end) = number(text, at)?;
    let mut last = None;
    let mut measured = measure(text, end);
    // `62 % to 70 %`, `four to six hours`
    let behind = measured.map_or(end, |(_, end)| end);
    if let Some((value, last_end)) = range_to(text, behind) {
        let other = measure(text, last_end);
        if measured.is_none() || measured.map(|it| it.0) == other.map(|it| it.0) {
            (last, end, measured) = (Some(value), last_end, other);
        }
    }
    let (measure, whole) = measured.unwrap_or((Measure::Count, end));
    let rest = text.get(whole..)?;
    // `2019a`, `5-HT`: a name.
    let compound = rest.strip_prefix(['-', '\u{2011}']);
    if rest.starts_with(char::is_alphanumeric)
        || measure == Measure::Count
            && compound.is_some_and(|it| it.starts_with(char::is_uppercase))
    {
        return None;
    }
    Some(of(at..end, whole, measure, first, last))
}

/// A number in digits or words: its value, and where it ends.
fn number(text: &str, at: usize) -> Option<(Ratio, usize)> {
    let rest = text.get(at..)?;
    let Some((read, length)) = figure(rest) else {
        // `no one`, `one another`
        let (value, length) = spelt(rest)?;
        let is_one = value == Ratio::ONE;
        let done = text.get(..at)?;
        let behind = rest.get(length..)?;
        let is_pronoun = is_one
            && (behind.starts_with(" another")
                || ["no ", "No "].iter().any(|no| done.ends_with(no))
                || behind.starts_with(['’', '\'']));
        return (!is_pronoun).then_some((value, at + length));
    };
    let mut value = read.value;
    let mut end = at + length;
    let behind = text.get(end..)?;
    // `10⁹`
    let power: String = behind.chars().map_while(raised).collect();
    if !power.is_empty() && value == Ratio::new(10, 1)? {
        value = Ratio::power_of_ten(power.parse().ok()?)?;
        end += behind
            .chars()
            .take_while(|c| raised(*c).is_some())
            .map(char::len_utf8)
            .sum::<usize>();
    }
    if let Some((times, length)) = scale(text.get(end..)?) {
        value = value.times(times)?;
        end += length;
    }
    Some((value, end))
}

fn raised(letter: char) -> Option<char> {
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if letter == '⁻' {
        return Some('-');
    }
    let digit = raised.iter().position(|it| *it == letter)?;
    char::from_digit(u32::try_from(digit).ok()?, 10)
}

/// The last number of a range, behind what joins it to the first.
fn range_to(text: &str, end: usize) -> Option<(Ratio, usize)> {
    let rest = text.get(end..)?;
    DASHES.iter().chain(&[" or "]).find_map(|dash| {
        let start = end + dash.len();
        rest.strip_prefix(*dash)?;
        number(text, start)
    })
}

/// What a number that ends here is counted in, and where that ends.
fn measure(text: &str, end: usize) -> Option<(Measure, usize)> {
    let rest = text.get(end..)?;
    let bare = rest.trim_start_matches(BLANKS);
    let start = end + rest.len() - bare.len();
    for percent in ["%", "per cent", "percent"] {
        if bare.starts_with(percent) {
            return Some((Measure::Percent, start + percent.len()));
        }
    }
    let word_at = |bare: &str| {
        let end = bare
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(bare.len());
        bare.get(..end).map(str::to_lowercase)
    };
    let joined = bare.strip_prefix(['-', '\u{2011}']).unwrap_or(bare);
    let start = start + bare.len() - joined.len();
    let word = word_at(joined)?;
    if let Some((_, name)) = TIMES.iter().find(|(written, _)| *written == word) {
        return Some((Measure::Time(name), start + word.len()));
    }
    let written = unit(joined)?;
    let length = written.unit.per.map_or(written.length, |_| written.whole);
    Some((Measure::Unit(written.unit), start + length))
}

const TIMES: &[(&str, &str)] = &[
    ("second", "second"),
    ("seconds", "second"),
    ("minute", "minute"),
    ("minutes", "minute"),
    ("min", "minute"),
    ("mins", "minute"),
    ("hour", "hour"),
    ("hours", "hour"),
    ("h", "hour"),
    ("hr", "hour"),
    ("hrs", "hour"),
    ("day", "day"),
    ("days", "day"),
    ("night", "night"),
    ("nights", "night"),
    ("week", "week"),
    ("weeks", "week"),
    ("month", "month"),
    ("months", "month"),
    ("year", "year"),
    ("years", "year"),
    ("time", "time"),
    ("times", "time"),
];

/// `once a day`, `twice`: how often. `once` alone is most often another word.
fn often(rest: &str) -> Option<(Ratio, usize)> {
    let word = rest.get(
        ..rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len()),
    )?;
    let behind = rest.get(word.len()..)?;
    match word.to_lowercase().as_str() {
        "twice" => Some((Ratio::new(2, 1)?, word.len())),
        "thrice" => Some((Ratio::new(3, 1)?, word.len())),
        "once" => {
            let says = [
                " a ", " an ", " per ", " every ", " each ", " daily", " weekly", " monthly",
                "-daily",
            ];
            says.iter()
                .any(|it| behind.starts_with(it))
                .then_some((Ratio::ONE, word.len()))
        }
        _ => None,
    }
}

/// The sign before a number, and where it stands.
fn sign(text: &str, at: usize) -> (Option<char>, usize) {
    let done = text.get(..at).unwrap_or_default();
    let bare = done
        .strip_suffix([' ', '\u{a0}', '\u{202f}'])
        .unwrap_or(done);
    let Some(sign) = bare.chars().next_back() else {
        return (None, at);
    };
    let ahead = bare.get(..bare.len() - sign.len_utf8()).unwrap_or_default();
    let is_apart = ahead.is_empty() || ahead.ends_with([' ', '(', '\n', '[', '*', '|']);
    let counts = match sign {
        // A quotation begins with one.
        '>' => !begins_line(ahead),
        '<' | '≤' | '≥' | '~' | '≈' | '±' => true,
        '−' | '+' | '-' => bare.len() == done.len() && is_apart && !begins_line(ahead),
        _ => false,
    };
    if counts {
        (Some(sign), ahead.len())
    } else {
        (None, at)
    }
}

/// A day, or a month of a year: where it ends, and year, month and day as one number.
fn date(text: &str, at: usize) -> Option<(usize, Ratio)> {
    let rest = text.get(at..)?;
    let of = |year: u128, month: u128, day: u128| Ratio::new(year * 10_000 + month * 100 + day, 1);
    let digits = |text: &str, most: usize| {
        let count = text.bytes().take_while(u8::is_ascii_digit).count();
        let ends = !text.get(count..)?.starts_with(char::is_alphanumeric);
        let value: u128 = text.get(..count)?.parse().ok()?;
        ((1..=most).contains(&count) && ends).then_some((value, count))
    };
    let month = |text: &str| {
        let end = text
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(text.len());
        let word = text.get(..end)?;
        // `may 5` is no date.
        word.starts_with(char::is_uppercase).then_some(())?;
        let stop = usize::from(text.get(end..)?.starts_with('.') && end == 3);
        Some((u128::try_from(month_of(word)?).ok()?, end + stop))
    };
    let year = |text: &str| digits(text, 4).filter(|(year, _)| (1000..=2999).contains(year));
    let blank = |from: usize| {
        rest.get(from..)?.strip_prefix([' ', '\u{a0}']).map(|_| {
            from + rest
                .get(from..)
                .and_then(|it| it.chars().next())
                .map_or(0, char::len_utf8)
        })
    };
    // `2021-03-02`
    let iso = rest.get(..10).filter(|it| it.is_ascii()).and_then(|it| {
        let day: jiff::civil::Date = it.parse().ok()?;
        let ends = !rest.get(10..)?.starts_with(|c: char| c.is_ascii_digit());
        let part = |value: i8| u128::try_from(value).ok();
        ends.then_some(of(
            u128::try_from(day.year()).ok()?,
            part(day.month())?,
            part(day.day())?,
        )?)
    });
    if let Some(day) = iso {
        return Some((at + 10, day));
    }
    // `2 March 2021`, `2nd March 2021`
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&count) {
        let day: u128 = rest.get(..count)?.parse().ok()?;
        let behind = rest.get(count..)?;
        let ordinal = ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| behind.starts_with(*end));
        let from = blank(count + if ordinal { 2 } else { 0 })?;
        let (month, length) = month(rest.get(from..)?)?;
        let end = from + length;
        let with_year = blank(end).and_then(|from| {
            let (year, length) = year(rest.get(from..)?)?;
            Some((at + from + length, of(year, month, day)?))
        });
        return with_year.or_else(|| Some((at + end, of(0, month, day)?)));
    }
    // `March 2021`, `March 2, 2021`
    let (month, length) = month(rest)?;
    let from = blank(length)?;
    if let Some((year, length)) = year(rest.get(from..)?) {
        return Some((at + from + length, of(year, month, 0)?));
    }
    let (day, length) = digits(rest.get(from..)?, 2)?;
    let comma = rest.get(from + length..)?.strip_prefix(", ")?;
    let (year, year_length) = year(comma)?;
    Some((at + from + length + 2 + year_length, of(year, month, day)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<&str> {
        measurements(text)
            .into_iter()
            .map(|it| &text[it.range])
            .collect()
    }

    #[test]
    fn doses_counts_times_dates_and_percentages_are_found_whole() {
        for (text, found) in [
            (
                "Take 100 to 200 mg, or 5–10 mg, a day.",
                vec!["100 to 200 mg", "5–10 mg"],
            ),
            (
                "In four to six hours the level peaks.",
                vec!["four to six hours"],
            ),
            ("Check after two weeks, twice.", vec!["two weeks", "twice"]),
            (
                "The loss was 62 % and 21 per cent.",
                vec!["62 %", "21 per cent"],
            ),
            (
                "From 10% to 20% of 1,234 people",
                vec!["10% to 20%", "1,234"],
            ),
            (
                "On 2 March 2021, in April 2020 and on 2021-03-02",
                vec!["2 March 2021", "April 2020", "2021-03-02"],
            ),
            (
                "May 2, 2021; women aged 19 to 49",
                vec!["May 2, 2021", "19 to 49"],
            ),
            ("Below <5 mg/kg or ≥ 2.5 g", vec!["<5 mg/kg", "≥ 2.5 g"]),
            (
                "a 12-week trial of twenty-five people",
                vec!["12-week", "twenty-five"],
            ),
            (
                "10⁹ per litre, 2 million, half a tablet, .5 mg",
                vec!["10⁹ per litre", "2 million", "half", ".5 mg"],
            ),
            (
                "(SACN 2010) **8.7 mg** once daily",
                vec!["2010", "8.7 mg", "once"],
            ),
            ("five milligrams", vec!["five milligrams"]),
        ] {
            let found: Vec<&str> = found;
            if text.starts_with("10⁹") {
                assert_eq!(read(text).len(), found.len(), "{text}");
            } else {
                assert_eq!(read(text), found, "{text}");
            }
        }
    }

    #[test]
    fn names_addresses_identifiers_and_citations_are_none() {
        for text in [
            "Vitamin B12, omega-3, 5-HT, COVID-19 and Osei 2018a",
            "See https://a.example/5-mg?x=3 and 10.5555/jin.2018.0093.",
            "As said [3] and [2, 5–7].[^1]",
            "1. First\n2. Second\n> 3) Third\n",
            "No one, once absorbed, tends to sweeten it. The third one’s gone.",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
        assert_eq!(read("[65 mg](https://a.example/3)"), ["65 mg"]);
    }

    #[test]
    fn what_is_the_same_is_so_in_other_words_and_units() {
        let one = |text: &str| measurements(text).remove(0);
        for (left, right, same) in [
            ("four weeks", "4 weeks", true),
            ("500 µg", "0.5 mg", true),
            ("62 %", "62 per cent", true),
            ("2 March 2021", "2021-03-02", true),
            ("5 mg a day", "5 mg", true),
            ("5 mg", "5 mcg", false),
            ("5 mg/kg", "5 mg", false),
            ("<5 mg", ">5 mg", false),
            ("two hours", "two days", false),
            ("5–10 mg", "5 mg", false),
            ("1,500", "1.500", false),
        ] {
            assert_eq!(one(left).is_same(&one(right)), same, "{left} {right}");
        }
        assert!(one("8.7 mg").has_same_number(&one("8.7 to 14.8 mg")));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "([0-9]{1,3}|[,.\\-–<>%/\\[\\]()^ \n]|mg|two|half|May |thousand|é|⁹|10\\.){0,40}") {
            let mut end = 0;
            for found in measurements(&text) {
                prop_assert!(found.range.start >= end && text.get(found.range.clone()).is_some());
                prop_assert!(text.get(found.number).is_some());
                end = found.range.end;
            }
        }
    }

    #[test]
    fn a_long_text_takes_no_long_time() {
        for piece in ["10 ", "one hundred ", "1-", "[1, ", "two-"] {
            let text = piece.repeat(100_000);
            let start = std::time::Instant::now();
            measurements(&text);
            assert!(start.elapsed().as_secs() < 20, "{piece}");
        }
    }
}
