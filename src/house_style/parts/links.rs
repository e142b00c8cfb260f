//! Link rules, and after how long an entry is due.

use super::super::page::{StyleWriter, flow};
use super::super::reader::Reader;
use super::super::{HouseStyle, Interval, LinkRule, Links, Reviews, StylePart, WordForm};
use super::{Key, pairs, put};
use crate::entry::front_matter::{Field, Value, plain_or_quoted, quoted};

pub(super) const LINKS: Key = Key {
    part: StylePart::Links,
    name: "links",
    comment: "Link rules. {slug} and {pillar-slug} are the entry's, {handle} is the product's,
{site} is scheme and host of the entry's own address, {base} that address without /{slug}.
entry is the field `url`, product the `url` of a product; fields: other fields by name.",
    read: |reader, value, instead, style| {
        let read = links(reader, value, instead, &style.links);
        put(&mut style.links, read)
    },
    write: |page, style| write_links(page, style),
};

pub(super) const PILLAR_SLUG: Key = Key {
    part: StylePart::PillarSlug,
    name: "pillar_slug",
    comment:
        "How a pillar of two words is written in a link: vitamin-d, vitamin_d, vitamind, vitamin%20d
or vitamin+d.",
    read: |reader, value, instead, style| {
        let (what, example) = ("`pillar_slug`", WordForm::example);
        let form = reader.one_of(value, what, &WordForm::ALL, example, instead);
        put(&mut style.pillar_slug, form)
    },
    write: |page, style| {
        let example = plain_or_quoted(&style.pillar_slug.example());
        page.line(0, &format!("pillar_slug: {example}"), "pillar_slug");
    },
};

pub(super) const REVIEWS: Key = Key {
    part: StylePart::Reviews,
    name: "reviews",
    comment:
        "How long a review holds; of the pillar's and the confidence's own interval the shorter one.
by_pillar: { Iron: 18 months }    by_confidence: { low: 6 months }
second_reader: who signs off is not to be who wrote last. checklist: what a reviewer goes through;
sections, claims, sources, products and links are counted, anything else is ticked by hand.",
    read: |reader, value, instead, style| {
        let read = reviews(reader, value, instead, &style.reviews);
        put(&mut style.reviews, read)
    },
    write: |page, style| write_reviews(page, &style.reviews),
};

fn links(reader: &mut Reader<'_>, value: &Value, instead: &str, built_in: &Links) -> Option<Links> {
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
        let what = format!("“{text}” is not an address such as `{{base}}/{{slug}}`; {instead}");
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

fn reviews(
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
        ..built_in.clone()
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
            "due_soon" => {
                if let Some(soon) = interval(reader, &part.value, "the built-in one is used") {
                    reviews.due_soon = soon;
                }
            }
            "second_reader" => {
                reviews.second_reader = reader.flag(&part.value, "`second_reader`");
            }
            "checklist" => {
                let read = reader.texts(&part.value, "`checklist`", "the built-in one is used");
                reviews.checklist = read.unwrap_or(reviews.checklist);
            }
            _ => reader.unknown(
                part,
                &[
                    "every",
                    "by_pillar",
                    "by_confidence",
                    "due_soon",
                    "second_reader",
                    "checklist",
                ],
            ),
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

fn write_links(page: &mut StyleWriter<'_>, style: &HouseStyle) {
    let links = &style.links;
    let named = [
        ("entry", &links.entry),
        ("product", &links.product),
        ("pillar", &links.pillar),
        ("library", &links.library),
    ];
    let named = named.map(|(name, rule)| Some((name, rule.as_ref()?)));
    let any = named.iter().any(Option::is_some) || !links.fields.is_empty();
    if !any {
        page.line(0, "links: {}", "links");
        return;
    }
    page.line(0, "links:", "links");
    for (name, rule) in named.into_iter().flatten() {
        let path = format!("links/{name}");
        page.line(1, &format!("{name}: {}", quoted(&rule.to_string())), &path);
    }
    if !links.fields.is_empty() {
        page.line(1, "fields:", "");
    }
    for (key, rule) in &links.fields {
        let path = format!("links/fields/{key}");
        let key = plain_or_quoted(key);
        page.line(2, &format!("{key}: {}", quoted(&rule.to_string())), &path);
    }
}

fn write_reviews(page: &mut StyleWriter<'_>, reviews: &Reviews) {
    page.line(0, "reviews:", "reviews");
    page.line(1, &format!("every: {}", reviews.every), "");
    write_intervals(page, "by_pillar", &reviews.by_pillar);
    write_intervals(page, "by_confidence", &reviews.by_confidence);
    page.line(1, &format!("due_soon: {}", reviews.due_soon), "");
    page.line(1, &format!("second_reader: {}", reviews.second_reader), "");
    page.line(1, &format!("checklist: {}", flow(&reviews.checklist)), "");
}

fn write_intervals(page: &mut StyleWriter<'_>, key: &str, list: &[(String, Interval)]) {
    if list.is_empty() {
        page.line(1, &format!("{key}: {{}}"), "");
        return;
    }
    page.line(1, &format!("{key}:"), "");
    for (name, interval) in list {
        page.line(2, &format!("{}: {interval}", plain_or_quoted(name)), "");
    }
}
