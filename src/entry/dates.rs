//! Dates as libraries write them: `29 April 2026` in the house form, `2026-04-29` elsewhere.
//!
//! Knows nothing of: today's date, which field holds one.

use std::fmt;

use jiff::civil::Date;

/// A date that reads and writes as `29 April 2026`: no leading zero, the month in English, a year from 1900 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HouseDate(Date);

impl HouseDate {
    /// The date, if the house can write it.
    pub fn new(date: Date) -> Option<Self> {
        (1900..=2100).contains(&date.year()).then_some(Self(date))
    }

    /// Reads exactly what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        // A library has ten thousand of them: by `strptime`, held against what is written anew, that was half the time in which
        // all of them are known to be due or not.
        let (day, rest) = text.split_once(' ')?;
        let (month, year) = rest.split_once(' ')?;
        let month = MONTHS.iter().position(|name| *name == month)?;
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if day.starts_with('0') || year.len() != 4 || !is_number(day) || !is_number(year) {
            return None;
        }
        let month = i8::try_from(month + 1).ok()?;
        let date = Date::new(year.parse().ok()?, month, day.parse().ok()?);
        date.ok().and_then(Self::new)
    }

    pub fn date(self) -> Date {
        self.0
    }
}

impl fmt::Display for HouseDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_words(self.0))
    }
}

/// The months as they are written in full.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as a person says it, in whatever form the library writes it: `29 April 2026`.
pub fn in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// How a library writes its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateForm {
    /// `29 April 2026`
    #[default]
    House,
    /// `2026-04-29`
    Iso,
    /// `2026-04-29T08:30:00Z`: the day counts.
    IsoTime,
}

impl DateForm {
    pub const ALL: [Self; 3] = [Self::House, Self::Iso, Self::IsoTime];

    /// A date in this form.
    pub fn example(self) -> &'static str {
        match self {
            Self::House => "29 April 2026",
            Self::Iso => "2026-04-29",
            Self::IsoTime => "2026-04-29T08:30:00Z",
        }
    }

    /// The form an example is written in.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|form| form.parse(text).is_some())
    }

    /// The date of a text that is written exactly in this form.
    pub fn parse(self, text: &str) -> Option<Date> {
        match self {
            Self::House => HouseDate::parse(text).map(HouseDate::date),
            Self::Iso => iso_day(text),
            Self::IsoTime => {
                let (day, time) = text.split_at_checked(10)?;
                let time = time.strip_prefix(['T', ' '])?;
                let reads = time.len() >= 5
                    && time
                        .bytes()
                        .all(|b| b.is_ascii_digit() || b":.+-Z ".contains(&b));
                reads.then(|| iso_day(day)).flatten()
            }
        }
    }

    /// A date in this form; none for a year that no entry has.
    pub fn write(self, date: Date) -> Option<String> {
        let house = HouseDate::new(date)?;
        Some(match self {
            Self::House => house.to_string(),
            Self::Iso => date.strftime("%Y-%m-%d").to_string(),
            Self::IsoTime => date.strftime("%Y-%m-%dT00:00:00Z").to_string(),
        })
    }
}

fn iso_day(text: &str) -> Option<Date> {
    let date = Date::strptime("%Y-%m-%d", text).ok()?;
    let is_exact = HouseDate::new(date).is_some() && date.to_string() == text;
    is_exact.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_only_as_the_house_writes_it() {
        for text in [
            "29 April 2026",
            "9 May 1900",
            "29 February 2024",
            "31 December 2100",
        ] {
            assert_eq!(
                HouseDate::parse(text)
                    .map(|date| date.to_string())
                    .as_deref(),
                Some(text)
            );
        }
        for text in [
            "",
            "09 May 2026",
            "29 april 2026",
            "29 Apr 2026",
            "29 April 26",
            "31 April 2026",
            "29 February 2023",
            "2026-04-29",
            " 29 April 2026",
            "29 April 2026 ",
            "29  April 2026",
            "29 Avril 2026",
            "1 May 1899",
            "1 May 2101",
            "April 2026",
        ] {
            assert_eq!(HouseDate::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn each_form_reads_what_it_writes_and_no_other() {
        let day = jiff::civil::date(2026, 4, 29);
        for form in DateForm::ALL {
            let written = form.write(day).unwrap();
            for other in DateForm::ALL {
                let read = other.parse(&written);
                assert_eq!(
                    read,
                    (form == other).then_some(day),
                    "{written} as {other:?}"
                );
            }
            assert_eq!(DateForm::of(form.example()), Some(form));
        }
        for text in [
            "2026-4-29",
            "2026-02-30",
            "2026-04-29T",
            "2026-04-29Tea",
            "1026-04-29",
            "",
        ] {
            assert_eq!(DateForm::of(text), None, "{text:?}");
        }
    }
}
