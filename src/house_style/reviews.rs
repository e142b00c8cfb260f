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

/// Which of the intervals holds for an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Pillar,
    Confidence,
    General,
}

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

impl Reviews {
    /// The interval of an entry: that of its pillar or its confidence, the shorter where both have one, else the general
    /// one.
    pub fn interval(&self, pillar: Option<&str>, confidence: Option<&str>) -> (Interval, Rule) {
        let named = |list: &[(String, Interval)], name: Option<&str>, rule: Rule| {
            let found = list.iter().find(|(it, _)| Some(it.as_str()) == name);
            found.map(|(_, interval)| (*interval, rule))
        };
        let own = [
            named(&self.by_pillar, pillar, Rule::Pillar),
            named(&self.by_confidence, confidence, Rule::Confidence),
        ];
        let own = own.into_iter().flatten();
        let shortest = own.min_by_key(|(interval, _)| interval.about_days());
        shortest.unwrap_or((self.every, Rule::General))
    }
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

    /// For comparing two intervals.
    fn about_days(&self) -> u32 {
        let days = match self.unit {
            IntervalUnit::Days => 1,
            IntervalUnit::Weeks => 7,
            IntervalUnit::Months => 30,
            IntervalUnit::Years => 365,
        };
        u32::from(self.count) * days
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

    #[test]
    fn pillar_and_confidence_have_their_own_and_the_shorter_holds() {
        let reviews = Reviews {
            every: interval("2 years"),
            by_pillar: vec![("Iron".into(), interval("18 months"))],
            by_confidence: vec![("low".into(), interval("6 months"))],
            ..crate::house_style::HouseStyle::default().reviews
        };
        for (pillar, confidence, expected, rule) in [
            ("Sleep", "high", "2 years", Rule::General),
            ("Iron", "high", "18 months", Rule::Pillar),
            ("Iron", "low", "6 months", Rule::Confidence),
        ] {
            let found = reviews.interval(Some(pillar), Some(confidence));
            assert_eq!(found, (interval(expected), rule));
        }
    }
}
