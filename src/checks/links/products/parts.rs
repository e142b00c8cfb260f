//! The parts of a product's address, compared with the house's rule.
//!
//! Scheme and order of the query are not compared, and a query may hold more than the rule asks for.

use super::super::blocks::Link;
use super::Named;
use crate::checks::Subject;
use crate::house_style::{LinkParts, LinkRule, Placeholder, RulePiece};

/// A part that is not as the rule has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AddressDifference {
    pub part: AddressPart,
    /// What stands in the address; empty where it is missing.
    pub written: String,
    /// What the rule says.
    pub right: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum AddressPart {
    /// Before the query, the handle left out.
    Page,
    Handle,
    /// A part of the query: `utm_source`.
    Query(String),
}

/// What an entry gives for the rule; what is in doubt in the entry itself is left out.
pub(super) fn given(subject: &Subject<'_>, product: &Named, pillar_is_sure: bool) -> LinkParts {
    let front = &subject.reading.front_matter;
    let (url, slug) = (front.text("url"), front.text("slug"));
    let mut parts = LinkParts::of(url, slug, subject.pillar(), subject.style.pillar_slug);
    // That address and slug don't agree is a finding of its own; the product's address is held against neither.
    let last = url.map(|url| {
        url.trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
    });
    if last.is_some() && last != slug {
        parts.slug = None;
    }
    if !pillar_is_sure {
        parts.pillar_slug = None;
    }
    parts.with_handle(&product.handle)
}

/// Where an address differs from the rule.
pub(super) fn differences(
    rule: &LinkRule,
    parts: &LinkParts,
    address: &str,
) -> Vec<AddressDifference> {
    let mut found = Vec::new();
    let (page, query) = rule.split();
    let (written_page, written_query) = match address.split_once('?') {
        Some((page, query)) => (page, query.split('#').next().unwrap_or_default()),
        None => (address.split('#').next().unwrap_or_default(), ""),
    };
    found.extend(page_difference(&page, parts, written_page));
    let written: Vec<(&str, &str)> = written_query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .collect();
    for (key, value) in query {
        let Some(right) = LinkRule::filled(&value, parts) else {
            continue;
        };
        let there = written
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| *value);
        if there != Some(right.as_str()) {
            found.push(AddressDifference {
                part: AddressPart::Query(key),
                written: there.unwrap_or_default().to_owned(),
                right,
            });
        }
    }
    found
}

/// The address without its scheme.
pub(super) fn bare(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// Whether the rule says which of two addresses of a product is wrong.
pub(super) fn decides(
    subject: &Subject<'_>,
    product: &Named,
    link: &Link<'_>,
    pillar_is_sure: bool,
) -> bool {
    let Some(rule) = &subject.style.links.product else {
        return false;
    };
    let parts = given(subject, product, pillar_is_sure);
    let front = differences(rule, &parts, &product.url);
    let block = differences(rule, &parts, link.address);
    front != block
}

/// The address with one part as the rule has it.
pub(super) fn fixed(address: &str, difference: &AddressDifference) -> String {
    match &difference.part {
        AddressPart::Page | AddressPart::Handle => {
            let end = address.find(['?', '#']).unwrap_or(address.len());
            let (page, rest) = address.split_at(end);
            let page = match difference.part {
                AddressPart::Handle => page.replacen(
                    &format!("/{}", difference.written),
                    &format!("/{}", difference.right),
                    1,
                ),
                _ => difference.right.clone(),
            };
            format!("{page}{rest}")
        }
        AddressPart::Query(key) => {
            let new = format!("{key}={}", difference.right);
            let (page, query) = address.split_once('?').unwrap_or((address, ""));
            let old = format!("{key}={}", difference.written);
            let has = query.split('&').any(|pair| pair == old);
            let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
            if has {
                for pair in &mut pairs {
                    if *pair == old {
                        *pair = &new;
                    }
                }
            } else {
                pairs.push(&new);
            }
            format!("{page}?{}", pairs.join("&"))
        }
    }
}

fn page_difference(
    pieces: &[RulePiece],
    parts: &LinkParts,
    written: &str,
) -> Option<AddressDifference> {
    let handle = pieces
        .iter()
        .position(|piece| *piece == RulePiece::Place(Placeholder::Handle));
    if let Some(at) = handle
        && let (Some(before), Some(behind)) = (
            LinkRule::filled(pieces.get(..at)?, parts),
            LinkRule::filled(pieces.get(at + 1..)?, parts),
        )
        && let Some(middle) = bare(written).strip_prefix(bare(&before))
        && let Some(middle) = middle.strip_suffix(behind.as_str())
        && !middle.contains('/')
    {
        let right = parts.get(Placeholder::Handle)?;
        // A handle that is only written otherwise is the shop's business.
        return (middle != right).then(|| AddressDifference {
            part: AddressPart::Handle,
            written: middle.to_owned(),
            right: right.to_owned(),
        });
    }
    let right = LinkRule::filled(pieces, parts)?;
    let same = bare(&right).trim_end_matches('/') == bare(written).trim_end_matches('/');
    (!same).then(|| AddressDifference {
        part: AddressPart::Page,
        written: written.to_owned(),
        right,
    })
}

/// The pillars that an address names, as links write them.
pub(super) fn pillars(rule: &LinkRule, address: &str) -> Vec<String> {
    let (_, query) = rule.split();
    let (_, written) = address.split_once('?').unwrap_or((address, ""));
    let mut found = Vec::new();
    for (key, value) in written.split('&').filter_map(|pair| pair.split_once('=')) {
        let Some((_, pieces)) = query.iter().find(|(name, _)| name == key) else {
            continue;
        };
        let (before, behind) = match pieces.as_slice() {
            [RulePiece::Place(Placeholder::PillarSlug)] => ("", ""),
            [
                RulePiece::Text(before),
                RulePiece::Place(Placeholder::PillarSlug),
            ] => (before.as_str(), ""),
            [
                RulePiece::Place(Placeholder::PillarSlug),
                RulePiece::Text(behind),
            ] => ("", behind.as_str()),
            _ => continue,
        };
        let pillar = value
            .strip_prefix(before)
            .and_then(|value| value.strip_suffix(behind));
        found.extend(pillar.map(str::to_owned));
    }
    found
}
