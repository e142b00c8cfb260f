//! Link rules, and after how long an entry is due.

use super::super::reader::Reader;
use super::super::{Interval, LinkRule, Links, Reviews};
use super::pairs;
use crate::entry::front_matter::{Field, Value};

pub(super) fn links(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
    built_in: &Links,
) -> Option<Links> {
    let parts = reader.map(value, "`links`", instead)?;
    let mut links = Links::default();
    for part in parts {
        let mut own = |built_in: &Option<LinkRule>| {
            let read = rule(reader, &part.value, "the built-in rule is used");
            read.or(built_in.clone())
        };
        match part.key.as_str() {
            "entry" => links.entry = own(&built_in.entry),
            "product" => links.product = own(&built_in.product),
            "pillar" => links.pillar = own(&built_in.pillar),
            "library" => links.library = own(&built_in.library),
            "fields" => {
                let fields = reader.map(&part.value, "`fields` of `links`", "they have no rules");
                for field in fields.unwrap_or_default() {
                    let rule = rule(reader, &field.value, PASSED_OVER);
                    links
                        .fields
                        .extend(rule.map(|rule| (field.key.clone(), rule)));
                }
            }
            _ => reader.unknown(part, &["entry", "product", "pillar", "library", "fields"]),
        }
    }
    Some(links)
}

/// What becomes of a rule that has no built-in one.
pub(super) const PASSED_OVER: &str = "the rule is passed over";

pub(super) fn rule(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<LinkRule> {
    let text = reader.words(value, "A link rule", instead)?;
    if !text.contains(['{', '/']) {
        let what = format!("“{text}” is no address such as `{{base}}/{{slug}}`; {instead}");
        reader.mistake(value.range().start, what);
        return None;
    }
    match LinkRule::parse(&text) {
        Ok(rule) => Some(rule),
        Err(why) => {
            reader.mistake(value.range().start, format!("{why}; {instead}"));
            None
        }
    }
}

pub(super) fn reviews(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
    built_in: &Reviews,
) -> Option<Reviews> {
    let parts = reader.map(value, "`reviews`", instead)?;
    let mut reviews = Reviews {
        every: built_in.every,
        by_pillar: Vec::new(),
        by_confidence: Vec::new(),
    };
    let none = "there are none";
    for part in parts {
        match part.key.as_str() {
            "every" => {
                if let Some(every) = interval(reader, &part.value, "the built-in one is used") {
                    reviews.every = every;
                }
            }
            "by_pillar" => {
                let read = pairs(reader, &part.value, "`by_pillar`", none, named_interval);
                reviews.by_pillar = read.unwrap_or_default();
            }
            "by_confidence" => {
                let read = pairs(reader, &part.value, "`by_confidence`", none, named_interval);
                reviews.by_confidence = read.unwrap_or_default();
            }
            _ => reader.unknown(part, &["every", "by_pillar", "by_confidence"]),
        }
    }
    Some(reviews)
}

fn named_interval(reader: &mut Reader<'_>, field: &Field) -> Option<Interval> {
    interval(reader, &field.value, "it is passed over")
}

fn interval(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Interval> {
    let interval = value.text().and_then(Interval::parse);
    if interval.is_none() {
        let text = value.text().unwrap_or_default();
        let what = format!("“{text}” is no interval such as `12 months` or `2 years`; {instead}");
        reader.mistake(value.range().start, what);
    }
    interval
}
