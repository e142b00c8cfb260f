//! When the next review of an entry is due, and what is said of that.

use std::fmt;

use jiff::civil::Date;
use jiff::{SpanRound, Unit};

use crate::entry::dates::DateForm;
use crate::entry::written_date::written_date;
use crate::house_style::{Interval, Reviews};
use crate::library::LoadedFile;

/// How an entry stands with its reviews, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewState {
    /// Its date can't be read, or its front matter.
    Unreadable,
    /// It has no date of review.
    Never,
    Overdue,
    DueSoon,
    Fine,
    /// It says it will be reviewed on a day that is still to come.
    Future,
}

/// What sets how long a review of an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueRule {
    Pillar,
    Confidence,
    General,
}

/// When an entry is due, and why then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub state: ReviewState,
    /// The day of its last review.
    pub reviewed: Option<Date>,
    /// The day on which that review no longer holds; none where there was none, or beyond the calendar.
    pub on: Option<Date>,
    /// How long a review of it holds.
    pub interval: Interval,
    /// What sets that interval.
    pub rule: DueRule,
}

impl ReviewState {
    pub const ALL: [Self; 6] = [
        Self::Unreadable,
        Self::Never,
        Self::Overdue,
        Self::DueSoon,
        Self::Fine,
        Self::Future,
    ];

    /// Its name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Never => "never",
            Self::Overdue => "overdue",
            Self::DueSoon => "due-soon",
            Self::Fine => "fine",
            Self::Future => "future",
        }
    }

    /// What it is called where entries are filtered or grouped by it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unreadable => "Date not readable",
            Self::Never => "Never reviewed",
            Self::Overdue => "Overdue",
            Self::DueSoon => "Due soon",
            Self::Fine => "Not due",
            Self::Future => "Date in the future",
        }
    }
}

/// A date of review in whatever form somebody wrote it; `None` for what is no day, or may be one of two.
pub fn read_date(text: &str) -> Option<Date> {
    written_date(text.trim(), DateForm::House).date()
}

/// When an entry is due that says this of itself.
pub fn due(
    last_reviewed: Option<&str>,
    (pillar, confidence): (Option<&str>, Option<&str>),
    reviews: &Reviews,
    today: Date,
) -> Due {
    let written = last_reviewed.filter(|text| !text.trim().is_empty());
    let reviewed = written.and_then(read_date);
    let (interval, rule) = interval(pillar, confidence, reviews, reviewed.unwrap_or(today));
    let on = reviewed.and_then(|day| interval.after(day));
    let state = match (written, reviewed) {
        (None, _) => ReviewState::Never,
        (Some(_), None) => ReviewState::Unreadable,
        (_, Some(day)) if day > today => ReviewState::Future,
        _ if on.is_some_and(|on| on < today) => ReviewState::Overdue,
        _ if on.is_some_and(|on| is_near(on, today, reviews.due_soon)) => ReviewState::DueSoon,
        _ => ReviewState::Fine,
    };
    Due {
        state,
        reviewed,
        on,
        interval,
        rule,
    }
}

/// How long a review of that day holds: the interval of the pillar or the confidence, the one that ends first where both have
/// one; the general one only where neither has.
fn interval(
    pillar: Option<&str>,
    confidence: Option<&str>,
    reviews: &Reviews,
    reviewed: Date,
) -> (Interval, DueRule) {
    let named = |list: &[(String, Interval)], name: Option<&str>, rule| {
        let found = list.iter().find(|(it, _)| Some(it.as_str()) == name);
        found.map(|(_, interval)| (*interval, rule))
    };
    let own = [
        named(&reviews.by_pillar, pillar, DueRule::Pillar),
        named(&reviews.by_confidence, confidence, DueRule::Confidence),
    ];
    let ends = |interval: Interval| {
        let day = interval.after(reviewed);
        (day.is_none(), day)
    };
    let shortest = own.into_iter().flatten();
    let shortest = shortest.min_by_key(|(interval, _)| ends(*interval));
    shortest.unwrap_or((reviews.every, DueRule::General))
}

/// When a file of a library is due.
pub fn due_of(file: &LoadedFile, reviews: &Reviews, today: Date) -> Due {
    let facts = &file.facts;
    let of_review = (facts.pillar.as_deref(), facts.confidence.as_deref());
    let mut due = due(facts.last_reviewed.as_deref(), of_review, reviews, today);
    if file.error().is_some() {
        due.state = ReviewState::Unreadable;
    }
    due
}

fn is_near(on: Date, today: Date, soon: Interval) -> bool {
    soon.after(today).is_none_or(|limit| on <= limit)
}

impl Due {
    /// How it stands, in words: “Overdue by 4 years”.
    pub fn in_words(&self, today: Date) -> String {
        match (self.state, self.on) {
            (ReviewState::Overdue, Some(on)) => format!("Overdue by {}", Length(on, today)),
            (ReviewState::DueSoon | ReviewState::Fine, Some(on)) if on == today => {
                "Due today".to_string()
            }
            (ReviewState::DueSoon | ReviewState::Fine, Some(on)) => {
                format!("Due in {}", Length(today, on))
            }
            (state, _) => state.label().to_string(),
        }
    }

    /// What sets the day, in words: “by the pillar’s interval of 12 months”.
    pub fn rule_in_words(&self) -> String {
        let whose = match self.rule {
            DueRule::Pillar => "the pillar’s",
            DueRule::Confidence => "the confidence’s",
            DueRule::General => "the general",
        };
        format!("by {whose} interval of {}", self.interval)
    }
}

/// The time from one day to a later one, in the unit a person would use.
struct Length(Date, Date);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(from, to) = *self;
        let whole = |unit: Unit| {
            let span = from.until((unit, to)).ok()?;
            let span = span.round(
                SpanRound::new()
                    .smallest(unit)
                    .relative(from)
                    .mode(jiff::RoundMode::Trunc),
            );
            span.ok()
        };
        let days = whole(Unit::Day).map_or(0, |span| span.get_days());
        let months = whole(Unit::Month).map_or(0, |span| span.get_months());
        let (count, unit) = match (days, months) {
            (..60, _) => (days, "day"),
            (_, ..24) => (months, "month"),
            _ => (months / 12, "year"),
        };
        write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::house_style::{HouseStyle, IntervalUnit as Every};

    fn every(count: u16, unit: Every) -> Interval {
        Interval { count, unit }
    }

    fn built_in() -> Reviews {
        HouseStyle::default().reviews
    }

    fn said(last_reviewed: &str, today: Date) -> (ReviewState, String) {
        let due = due(Some(last_reviewed), (None, None), &built_in(), today);
        (due.state, due.in_words(today))
    }

    #[test]
    fn a_date_is_overdue_near_or_fine_and_says_by_how_much() {
        let today = date(2026, 12, 14);
        for (written, state, words) in [
            ("2 March 2021", ReviewState::Overdue, "Overdue by 4 years"),
            (
                "9 January 2025",
                ReviewState::Overdue,
                "Overdue by 11 months",
            ),
            (
                "3 November 2025",
                ReviewState::Overdue,
                "Overdue by 41 days",
            ),
            ("13 December 2025", ReviewState::Overdue, "Overdue by 1 day"),
            ("14 December 2025", ReviewState::DueSoon, "Due today"),
            ("15 December 2025", ReviewState::DueSoon, "Due in 1 day"),
            ("13 January 2026", ReviewState::DueSoon, "Due in 30 days"),
            ("14 January 2026", ReviewState::Fine, "Due in 31 days"),
            ("3 August 2026", ReviewState::Fine, "Due in 7 months"),
            ("2026-08-03", ReviewState::Fine, "Due in 7 months"),
            ("14 December 2026", ReviewState::Fine, "Due in 12 months"),
            (
                "15 December 2026",
                ReviewState::Future,
                "Date in the future",
            ),
            ("Spring ’26", ReviewState::Unreadable, "Date not readable"),
            (
                "31 April 2026",
                ReviewState::Unreadable,
                "Date not readable",
            ),
            ("  ", ReviewState::Never, "Never reviewed"),
        ] {
            assert_eq!(
                said(written, today),
                (state, words.to_string()),
                "{written}"
            );
        }
        let never = due(None, (None, None), &built_in(), today);
        assert_eq!((never.state, never.on), (ReviewState::Never, None));
    }

    #[test]
    fn a_month_that_is_too_short_ends_on_its_last_day() {
        let of = |written: &str, count, unit| {
            let reviews = Reviews {
                every: every(count, unit),
                ..built_in()
            };
            due(Some(written), (None, None), &reviews, date(2026, 1, 1)).on
        };
        assert_eq!(
            of("29 February 2024", 1, Every::Years),
            Some(date(2025, 2, 28))
        );
        assert_eq!(
            of("31 August 2025", 6, Every::Months),
            Some(date(2026, 2, 28))
        );
        assert_eq!(
            of("31 January 2024", 1, Every::Months),
            Some(date(2024, 2, 29))
        );
        assert_eq!(
            of("31 December 2025", 2, Every::Weeks),
            Some(date(2026, 1, 14))
        );
    }

    #[test]
    fn the_shorter_of_pillar_and_confidence_sets_the_day_and_says_so() {
        let reviews = Reviews {
            by_pillar: vec![("Iron".into(), every(18, Every::Months))],
            by_confidence: vec![("low".into(), every(6, Every::Months))],
            ..built_in()
        };
        let of = |pillar, confidence| {
            let due = due(
                Some("1 May 2026"),
                (pillar, confidence),
                &reviews,
                date(2026, 6, 1),
            );
            (due.on, due.rule_in_words())
        };
        assert_eq!(
            of(Some("Iron"), Some("low")),
            (
                Some(date(2026, 11, 1)),
                "by the confidence’s interval of 6 months".into()
            )
        );
        assert_eq!(
            of(Some("Iron"), Some("high")),
            (
                Some(date(2027, 11, 1)),
                "by the pillar’s interval of 18 months".into()
            )
        );
        // The general one is shorter, and counts only where neither is set.
        assert_eq!(
            of(None, Some("high")).1,
            "by the general interval of 12 months"
        );
        assert_eq!(
            of(Some("Zinc"), None),
            (
                Some(date(2027, 5, 1)),
                "by the general interval of 12 months".into()
            )
        );
    }

    #[test]
    fn of_intervals_in_other_units_the_one_that_ends_first_holds() {
        let reviews = Reviews {
            by_pillar: vec![("Iron".into(), every(1, Every::Months))],
            by_confidence: vec![("low".into(), every(30, Every::Days))],
            ..built_in()
        };
        let rule = |written: &str| {
            let of_review = (Some("Iron"), Some("low"));
            due(Some(written), of_review, &reviews, date(2026, 6, 1)).rule
        };
        assert_eq!(rule("1 February 2026"), DueRule::Pillar);
        assert_eq!(rule("1 March 2026"), DueRule::Confidence);
    }
}
