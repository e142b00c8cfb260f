//! Dates in whatever form somebody wrote them, and what stands where one belongs and is none.
//!
//! Read only where one day can be meant: `04/05/2026` may be April or May.

use jiff::civil::Date;

use super::dates::DateForm;

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
    let parts = text
        .split([' ', '-', '/', '.', ',', 'T'])
        .filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
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
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Some(number) = number(text) {
        return Some(number);
    }
    let text = text.to_lowercase();
    let is_name = |name: &&str| name.starts_with(text.as_str()) && text.len() >= 3;
    let index = MONTHS.iter().position(is_name)?;
    i16::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

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
}
