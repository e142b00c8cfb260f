//! What a query asks of the value of a field.
//!
//! Knows nothing of: where the field stands, other fields.

use jiff::civil::{Date, date};

use super::lexer::Sign;
use super::pattern::Matcher;
use crate::review::read_date;

/// What must hold of a value.
#[derive(Debug, Clone)]
pub(super) enum FieldTest {
    /// Any value at all.
    Any,
    Holds(Matcher),
    Compares(Sign, String),
}

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
}

impl FieldTest {
    pub fn holds(&self, value: &str) -> bool {
        match self {
            Self::Any => !value.trim().is_empty(),
            Self::Holds(matcher) => matcher.is_in(value),
            Self::Compares(sign, limit) => {
                let numbers = value.trim().parse::<f64>().ok().zip(limit.parse().ok());
                let order = match numbers {
                    Some((value, limit)) => value.partial_cmp(&limit),
                    None => read_date(value)
                        .zip(Days::read(limit))
                        .map(|(day, days)| match day {
                            day if day < days.first => std::cmp::Ordering::Less,
                            day if day > days.last => std::cmp::Ordering::Greater,
                            _ => std::cmp::Ordering::Equal,
                        }),
                };
                order.is_some_and(|order| match sign {
                    Sign::Is => order.is_eq(),
                    Sign::Less => order.is_lt(),
                    Sign::More => order.is_gt(),
                })
            }
        }
    }
}

impl Days {
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let number = |part: Option<&str>| part.and_then(|part| part.parse::<i16>().ok());
        let year = number(parts.next()).filter(|year| (1000..=9998).contains(year));
        let rest: Vec<&str> = parts.collect();
        let of = |year, month: i8| {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.last_of_month()))
        };
        match (year, rest.as_slice()) {
            (Some(year), []) => Some(Self {
                first: date(year, 1, 1),
                last: date(year, 12, 31),
            }),
            (Some(year), [month]) => {
                let (first, last) = of(year, month.parse().ok()?)?;
                Some(Self { first, last })
            }
            _ => {
                let day = read_date(text)?;
                Some(Self {
                    first: day,
                    last: day,
                })
            }
        }
    }
}
