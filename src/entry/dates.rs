//! The date as the house writes it: `29 April 2026`.
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
        let date = Date::strptime("%d %B %Y", text).ok().and_then(Self::new)?;
        (date.to_string() == text).then_some(date)
    }

    pub fn date(self) -> Date {
        self.0
    }
}

impl fmt::Display for HouseDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%-d %B %Y"))
    }
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
}
