//! Dates in whatever form somebody wrote them, and what stands where one belongs and is none.
//!
//! Read only where one day can be meant: `04/05/2026` may be April or May.

use jiff::civil::Date;

use super::dates::{DateForm, MONTHS};

/// What stands where a date belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenDate {
    /// In the library's form.
    Right(Date),
    /// A date in another form.
    Other(Date),
    /// A day that no month has.
    Impossible,
    /// No date at all.
    Malformed,
}

impl WrittenDate {
    /// The day, where it is one.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Right(date) | Self::Other(date) => Some(date),
            Self::Impossible | Self::Malformed => None,
        }
    }
}

/// Reads what stands where a date in this form belongs.
pub fn written_date(text: &str, form: DateForm) -> WrittenDate {
    if let Some(date) = form.parse(text) {
        return WrittenDate::Right(date);
    }
    let parts: Vec<&str> = parts(text).collect();
    match parts.as_slice() {
        // `2026-04-29`, with or without a time of day.
        [year, month, day, ..] if year.len() == 4 && number(year).is_some() => {
            of(number(year), month_of(month), number(day))
        }
        // `29 April 2026`, `29. Apr 2026`, `29/04/2026`
        [day, month, year] if year.len() == 4 && number(day).is_some() && is_word(month) => {
            of(number(year), month_of(month), number(ordinal(day)))
        }
        [day, month, year] if year.len() == 4 && is_word(month) => {
            of(number(year), month_of(month), number(ordinal(day)))
        }
        // `April 29, 2026`
        [month, day, year] if year.len() == 4 && is_word(month) => {
            of(number(year), month_of(month), number(ordinal(day)))
        }
        // `29/04/2026`; `04/05/2026` may be April or May.
        [first, second, year] if year.len() == 4 => match (number(first), number(second)) {
            (Some(day), Some(month)) if day > 12 => of(number(year), Some(month), Some(day)),
            (Some(month), Some(day)) if day > 12 => of(number(year), Some(month), Some(day)),
            (Some(day), Some(month)) if day == month => of(number(year), Some(month), Some(day)),
            _ => WrittenDate::Malformed,
        },
        _ => WrittenDate::Malformed,
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([' ', '-', '/', '.', ',', 'T']);
    parts.filter(|part| !part.is_empty())
}

/// The day that a text says, whatever time of day and zone stand behind it. `None` where two days can be meant, or none.
pub fn day_of(text: &str) -> Option<Date> {
    let (day, _) = split_time(text);
    written_date(day, DateForm::House).date()
}

/// The text with another day: `30 Nov 2026` for `22 Jul 2026`. Whatever stands behind the day (a time, a zone, a name of one)
/// stays to the byte. `None` where the text says no day, or would be read as another: `29/04/2026` says one day, `05/06/2026`
/// may be either of two.
pub fn with_day(text: &str, day: Date) -> Option<String> {
    let (date, time) = split_time(text);
    Some(day_alike(date, day)? + time)
}

/// Another day written as that one is; a time of day becomes midnight, the zone stays. `None` as for [`with_day`].
pub fn written_alike(text: &str, day: Date) -> Option<String> {
    let (date, rest) = split_time(text);
    let mut written = day_alike(date, day)?;
    // The offset of a zone is no time of day.
    let zone = rest.rfind(['+', '-', 'Z']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at_checked(zone)?;
    let midnight = |c: char| if c.is_ascii_digit() { '0' } else { c };
    written.extend(time.chars().map(midnight));
    written.push_str(zone);
    Some(written)
}

/// A day, and the time of day behind it with what parts the two; nothing where there is none.
fn split_time(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else {
        return (text, "");
    };
    let hour = text.get(..colon).unwrap_or_default();
    let day = hour.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = day.strip_suffix(['T', 't']).unwrap_or(day).trim_end();
    text.split_at(day.len())
}

/// A day without a time, written as that one is.
fn day_alike(text: &str, day: Date) -> Option<String> {
    written_date(text, DateForm::House).date()?;
    let all: Vec<&str> = parts(text).collect();
    let is_number_up_to = |part: &str, most| number(part).is_some_and(|it| it <= most);
    let units = match all.as_slice() {
        [year, ..] if year.len() == 4 && number(year).is_some() => {
            [Unit::Year, Unit::Month, Unit::Day]
        }
        [first, ..] if is_word(first) => [Unit::Month, Unit::Day, Unit::Year],
        // Read as month and day only where the second can be no month.
        [first, second, _]
            if is_number_up_to(first, 12)
                && number(second).is_some()
                && !is_number_up_to(second, 12) =>
        {
            [Unit::Month, Unit::Day, Unit::Year]
        }
        _ => [Unit::Day, Unit::Month, Unit::Year],
    };
    let dated: Vec<(Unit, &str)> = units.into_iter().zip(all).collect();
    let mut short_numbers = dated.iter().filter_map(|(unit, part)| {
        let digits = ordinal(part);
        (!matches!(unit, Unit::Year) && number(digits).is_some()).then_some(digits)
    });
    // The day beside a month in words has its zero only where it shows one.
    let is_in_words = dated.iter().any(|(_, part)| is_word(part));
    let is_padded =
        short_numbers.all(|part| part.len() == 2 && (part.starts_with('0') || !is_in_words));
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    for (unit, part) in dated {
        let (before, after) = rest.split_once(part)?;
        written.push_str(before);
        written.push_str(&unit.alike(part, day, is_padded)?);
        rest = after;
    }
    written.push_str(rest);
    let is_read = written_date(&written, DateForm::House).date() == Some(day);
    is_read.then_some(written)
}

#[derive(Clone, Copy)]
enum Unit {
    Year,
    Month,
    Day,
}

impl Unit {
    /// This part of a day, written as that one is: as long, as large, with its ending.
    fn alike(self, part: &str, day: Date, is_padded: bool) -> Option<String> {
        let in_digits = |number: i8| match is_padded {
            true => format!("{number:02}"),
            false => number.to_string(),
        };
        Some(match self {
            Self::Year => day.year().to_string(),
            Self::Month if number(part).is_some() => in_digits(day.month()),
            Self::Month => {
                let is_short = part.len() < MONTHS.get(month_index(part)?)?.len();
                let name = day.strftime(if is_short { "%b" } else { "%B" }).to_string();
                if part.chars().all(char::is_uppercase) {
                    name.to_uppercase()
                } else if part.chars().all(char::is_lowercase) {
                    name.to_lowercase()
                } else {
                    name
                }
            }
            Self::Day => {
                let ending = match day.day() {
                    _ if ordinal(part) == part => "",
                    1 | 21 | 31 => "st",
                    2 | 22 => "nd",
                    3 | 23 => "rd",
                    _ => "th",
                };
                in_digits(day.day()) + ending
            }
        })
    }
}

fn of(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> WrittenDate {
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return WrittenDate::Malformed;
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return WrittenDate::Impossible;
    };
    match Date::new(year, month, day) {
        Ok(date) if (1900..=2100).contains(&year) => WrittenDate::Other(date),
        Ok(_) | Err(_) => WrittenDate::Impossible,
    }
}

fn number(text: &str) -> Option<i16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !text.is_empty())
        .then(|| text.parse().ok())
        .flatten()
}

fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphabetic)
}

/// `29th` as `29`.
fn ordinal(day: &str) -> &str {
    let ends = ["st", "nd", "rd", "th"];
    let end = ends.iter().find_map(|end| day.strip_suffix(end));
    end.unwrap_or(day)
}

pub(super) fn month_of(text: &str) -> Option<i16> {
    if let Some(number) = number(text) {
        return Some(number);
    }
    i16::try_from(month_index(text)? + 1).ok()
}

/// The place of a month in the year, from 0, by its name or the begin of it.
fn month_index(text: &str) -> Option<usize> {
    let begins = |name: &&str| {
        let begin = name.get(..text.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(text))
    };
    (text.len() >= 3).then(|| MONTHS.iter().position(begins))?
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_date_is_known_in_many_forms() {
        for text in [
            "2026-04-29",
            "2026-04-29T08:30:00Z",
            "2026/04/29",
            "29 Apr 2026",
            "29 april 2026",
            "29th April 2026",
            "April 29, 2026",
            "29/04/2026",
            "04/29/2026",
            "29.04.2026",
            "29  April 2026",
            " 29 April 2026",
        ] {
            let written = written_date(text, DateForm::House);
            assert_eq!(written, WrittenDate::Other(date(2026, 4, 29)), "{text}");
        }
        assert_eq!(
            written_date("29 April 2026", DateForm::House),
            WrittenDate::Right(date(2026, 4, 29))
        );
        assert_eq!(
            written_date("29 April 2026", DateForm::Iso),
            WrittenDate::Other(date(2026, 4, 29))
        );
    }

    #[test]
    fn days_that_no_month_has_are_impossible() {
        for text in [
            "31 April 2026",
            "2026-02-30",
            "29 February 2023",
            "0 May 2026",
            "99/12/2026",
            "1 May 1026",
        ] {
            assert_eq!(
                written_date(text, DateForm::House),
                WrittenDate::Impossible,
                "{text}"
            );
        }
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in [
            "soon",
            "April 2026",
            "2026",
            "29 Avril 2026",
            "29 April 26",
            "04/05/2026",
            "29 Ap 2026",
        ] {
            assert_eq!(
                written_date(text, DateForm::House),
                WrittenDate::Malformed,
                "{text}"
            );
        }
    }

    #[test]
    fn another_day_is_written_in_the_same_form() {
        let day = date(2026, 11, 5);
        for (text, expected) in [
            ("29 April 2026", "5 November 2026"),
            ("1 May 2026", "5 November 2026"),
            ("22 Jul 2026", "5 Nov 2026"),
            ("03 sept 2026", "05 nov 2026"),
            ("29. APR 2026", "5. NOV 2026"),
            ("April 29, 2026", "November 5, 2026"),
            ("Apr 9, 2026", "Nov 5, 2026"),
            ("29th April 2026", "5th November 2026"),
            ("2026-04-29", "2026-11-05"),
            ("2026-4-9", "2026-11-5"),
            ("2026/04/29", "2026/11/05"),
            ("2020-11-20", "2026-11-05"),
            ("2026-04-29T08:30:00+02:00", "2026-11-05T00:00:00+02:00"),
            ("2026-04-29T08:30:00.5Z", "2026-11-05T00:00:00.0Z"),
            ("2026-04-29 08:30:00 -0700", "2026-11-05 00:00:00 -0700"),
        ] {
            assert_eq!(
                written_alike(text, day).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        let late = date(2026, 11, 22);
        assert_eq!(
            written_alike("29/04/2026", late).as_deref(),
            Some("22/11/2026")
        );
        assert_eq!(
            written_alike("04/29/2026", late).as_deref(),
            Some("11/22/2026")
        );
        assert_eq!(
            written_alike("1st May 2026", late).as_deref(),
            Some("22nd November 2026")
        );
        // It would be read as the fifth month or the eleventh, or is no date now.
        for text in [
            "29/04/2026",
            "04/29/2026",
            "05/06/2026",
            "Spring",
            "",
            "31 April 2026",
        ] {
            assert_eq!(written_alike(text, day), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_changed_and_the_time_behind_it_stays_as_typed() {
        let day = date(2012, 11, 7);
        for (text, expected) in [
            ("2012-11-30 1:58:51 -0400", "2012-11-07 1:58:51 -0400"),
            ("2012-11-30T08:30:00.250Z", "2012-11-07T08:30:00.250Z"),
            ("2012-11-30t08:30+02:00", "2012-11-07t08:30+02:00"),
            ("2012-11-30 08:30", "2012-11-07 08:30"),
            ("2012-11-30  8:30 EST", "2012-11-07  8:30 EST"),
            (
                "2012-11-30 10:00 Europe/Berlin",
                "2012-11-07 10:00 Europe/Berlin",
            ),
            ("2012/11/30 10:00", "2012/11/07 10:00"),
            ("30 Nov 2012 10:00 CET", "7 Nov 2012 10:00 CET"),
            ("30 November 2012", "7 November 2012"),
            ("November 30, 2012, 9:05 am", "November 7, 2012, 9:05 am"),
            ("2012-11-30", "2012-11-07"),
            ("2012-1-3", "2012-11-7"),
        ] {
            assert_eq!(with_day(text, day).as_deref(), Some(expected), "{text}");
            assert_eq!(day_of(expected), Some(day), "{expected}");
        }
        for text in ["soon", "10:30", "05/06/2012 10:00", ""] {
            assert_eq!(with_day(text, day), None, "{text}");
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn with_another_day_all_behind_the_day_is_the_same(
            (year, month, of_month) in (1900_i16..=2100, 1_i8..=12, 1_i8..=28),
            time in "[T ]([01][0-9]|[0-9]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)? ?(Z|[+-][0-9]{2}:?[0-9]{2}|EST|Europe/Berlin)?",
            offset in 0_i32..40_000,
        ) {
            let day = date(1990, 1, 1).checked_add(jiff::Span::new().days(offset)).unwrap();
            let text = format!("{year:04}-{month:02}-{of_month:02}{time}");
            let written = with_day(&text, day).expect("a day with a time");
            prop_assert_eq!(written, format!("{}{time}", day.strftime("%Y-%m-%d")));
        }

        #[test]
        fn what_is_written_alike_is_that_day_and_stays_in_its_form(
            text in "[0-9]{1,4}[ ./T-][0-9A-Za-z]{1,9},?[ ./-][0-9]{1,4}(T[0-9:]{5}(Z|[+]01:00))?",
            offset in 0_i32..40_000,
        ) {
            let day = date(1990, 1, 1).checked_add(jiff::Span::new().days(offset)).unwrap();
            if let Some(written) = written_alike(&text, day) {
                prop_assert_eq!(written_date(&written, DateForm::House).date(), Some(day));
                let again = written_alike(&written, day);
                prop_assert_eq!(again.as_ref(), Some(&written));
            }
        }
    }
}
