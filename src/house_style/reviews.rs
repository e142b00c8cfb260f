//! Review intervals: how long a review of an entry holds.
//!
//! Knows nothing of: today's date, when an entry was reviewed.

use jiff::Span;
use jiff::civil::Date;

/// How often entries are reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviews {
    pub every: Interval,
    /// Intervals of single pillars.
    pub by_pillar: Vec<(String, Interval)>,
    /// Intervals of single levels of confidence.
    pub by_confidence: Vec<(String, Interval)>,
    /// So long before its day an entry counts as due soon.
    pub due_soon: Interval,
    /// Who signs off is not to be who wrote last.
    pub second_reader: bool,
    /// What a reviewer goes through, in order: the names in [`COUNTED`], and any other to be ticked by hand.
    pub checklist: Vec<String>,
}

/// The items of a checklist that the program counts itself.
pub const COUNTED: [&str; 5] = ["sections", "claims", "sources", "products", "links"];

/// A length of time: `12 months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    pub count: u16,
    pub unit: IntervalUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalUnit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Interval {
    /// Reads `12 months`, `1 year`, `90 days`.
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let count = count.parse().ok().filter(|count| *count > 0)?;
        let unit = match unit.trim() {
            "day" | "days" => IntervalUnit::Days,
            "week" | "weeks" => IntervalUnit::Weeks,
            "month" | "months" => IntervalUnit::Months,
            "year" | "years" => IntervalUnit::Years,
            _ => return None,
        };
        Some(Self { count, unit })
    }

    /// The day on which a review of `date` no longer holds; none beyond the calendar.
    pub fn after(self, date: Date) -> Option<Date> {
        let count = i64::from(self.count);
        let span = match self.unit {
            IntervalUnit::Days => Span::new().try_days(count),
            IntervalUnit::Weeks => Span::new().try_weeks(count),
            IntervalUnit::Months => Span::new().try_months(count),
            IntervalUnit::Years => Span::new().try_years(count),
        };
        date.checked_add(span.ok()?).ok()
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = match self.unit {
            IntervalUnit::Days => "day",
            IntervalUnit::Weeks => "week",
            IntervalUnit::Months => "month",
            IntervalUnit::Years => "year",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {unit}{plural}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Interval {
        Interval::parse(text).unwrap()
    }

    #[test]
    fn an_interval_reads_as_it_is_written() {
        for text in ["12 months", "1 year", "90 days", "2 weeks"] {
            assert_eq!(interval(text).to_string(), text);
        }
        for text in ["", "12", "0 months", "-1 years", "a year", "12 moons"] {
            assert_eq!(Interval::parse(text), None, "{text:?}");
        }
        let date = jiff::civil::date(2024, 2, 29);
        let next = jiff::civil::date(2025, 2, 28);
        assert_eq!(interval("1 year").after(date), Some(next));
    }
}
