//! What a rename changes in the entry's own text, and in records that quote it.

use std::ops::Range;

use memchr::memmem;

use super::{EntryNames, RenamePart, TextChange};
use crate::entry::front_matter::{self, Change, FrontMatter, NewValue, Path};
use crate::entry::products::products;
use crate::entry::{Edit, Edits, Lean};
use crate::house_style::{HouseStyle, LinkParts, LinkRule, Placeholder};
use crate::library::links;

/// The edits of each part. Links in the body are not among them.
pub(super) fn edits(
    text: &str,
    old: &EntryNames,
    new: &EntryNames,
    style: &HouseStyle,
) -> Vec<(RenamePart, Edit)> {
    let front = FrontMatter::read(text);
    let mut edits = Vec::new();
    if new.slug != old.slug && front.text("slug") == Some(&old.slug) {
        edits.extend(set(text, "slug", &new.slug).map(|edit| (RenamePart::Slug, edit)));
    }
    if let (Some(was), Some(is)) = (&old.url, &new.url)
        && was != is
    {
        if front.text("url") == Some(was) {
            edits.extend(set(text, "url", is).map(|edit| (RenamePart::Address, edit)));
        }
        let name = is.get(links::last_segment(is)).unwrap_or_default();
        let own = front.field("url").map(|field| field.value.range().clone());
        let is_own =
            |place: &Range<usize>| own.as_ref().is_some_and(|own| own.contains(&place.start));
        let others = links::to_page(text, was).into_iter();
        let in_front = others.filter(|it| it.end <= front.split.body && !is_own(it));
        edits.extend(in_front.map(|place| (RenamePart::Address, Edit::new(place, name))));
    }
    let parts = |names: &EntryNames| {
        let pillar = front.text("pillar");
        LinkParts::of(
            names.url.as_deref(),
            Some(&names.slug),
            pillar,
            style.pillar_slug,
        )
    };
    let (was, is) = (parts(old), parts(new));
    for (key, rule) in &style.links.fields {
        let fits = front.text(key).is_some() && front.text(key) == rule.fill(&was).as_deref();
        if let Some(address) = rule.fill(&is).filter(|_| fits && was != is) {
            edits.extend(set(text, key, &address).map(|edit| (RenamePart::Address, edit)));
        }
    }
    for rule in rules(style) {
        edits.extend(
            derived(text, rule, &front, &was, &is)
                .into_iter()
                .map(|edit| (RenamePart::Derived, edit)),
        );
    }
    edits
}

/// The rules of addresses that an entry holds besides its own.
fn rules(style: &HouseStyle) -> impl Iterator<Item = &LinkRule> {
    let links = &style.links;
    let held = style
        .closing
        .iter()
        .flat_map(|block| &block.holds)
        .filter_map(|held| match held {
            crate::house_style::ClosingLink::Link(rule) => Some(rule),
            _ => None,
        });
    [&links.product, &links.pillar, &links.library]
        .into_iter()
        .flatten()
        .chain(held)
        .filter(|rule| rule.uses(Placeholder::Slug))
}

/// The places where an address says what the rule derives from the old name.
fn derived(
    text: &str,
    rule: &LinkRule,
    front: &FrontMatter,
    was: &LinkParts,
    is: &LinkParts,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (page, query) = rule.split();
    for (key, value) in query {
        let filled = |parts| LinkRule::filled(&value, parts);
        if let (Some(old), Some(new)) = (filled(was), filled(is))
            && old != new
        {
            let written = format!("{key}={old}");
            let start = key.len() + 1;
            edits.extend(
                in_query(text, &written)
                    .map(|at| Edit::new(at + start..at + written.len(), new.as_str())),
            );
        }
    }
    if !page.contains(&crate::house_style::RulePiece::Place(Placeholder::Slug)) {
        return edits;
    }
    // The page itself is named after the entry: once, or once a product.
    let mut handles: Vec<String> = products(front).into_iter().map(|it| it.handle).collect();
    if !rule.uses(Placeholder::Handle) {
        handles = vec![String::new()];
    }
    for handle in handles {
        let filled = |parts: &LinkParts| LinkRule::filled(&page, &parts.with_handle(&handle));
        if let (Some(old), Some(new)) = (filled(was), filled(is)) {
            let name = new.get(links::last_segment(&new)).unwrap_or_default();
            // Only a name at the end of an address is followed.
            let stem = old.get(..links::last_segment(&old).start);
            if stem == new.get(..links::last_segment(&new).start) && old != new {
                let places = links::to_page(text, &old).into_iter();
                edits.extend(places.map(|place| Edit::new(place, name)));
            }
        }
    }
    edits
}

/// Where `key=value` stands whole in the query of an address.
fn in_query<'t>(text: &'t str, written: &'t str) -> impl Iterator<Item = usize> + 't {
    memmem::find_iter(text.as_bytes(), written).filter(move |at| {
        let before = text.get(..*at).unwrap_or_default();
        let rest = text.get(at + written.len()..).unwrap_or_default();
        let ends = rest.chars().next();
        (before.ends_with(['?', '&', ';']))
            && ends.is_none_or(|c| c.is_whitespace() || "&#)>\"'".contains(c))
    })
}

fn set(text: &str, key: &str, value: &str) -> impl Iterator<Item = Edit> + use<> {
    let change = Change::Set {
        path: Path::key(key),
        value: NewValue::Text(value.to_owned()),
    };
    changed(text, Some(change))
}

/// A change of one field, as far as it can be made.
pub(super) fn changed(text: &str, change: Option<Change>) -> impl Iterator<Item = Edit> + use<> {
    let change: Vec<Change> = change.into_iter().collect();
    let edits = front_matter::change(text, &change);
    // A field that can't be changed safely stays as it is; what a rename changes is shown before it is done.
    let edits: Vec<Edit> = edits.iter().flat_map(Edits::iter).cloned().collect();
    edits.into_iter()
}

/// Words of the old text as they stand in the new one.
pub(super) fn followed(quoted: &str, own: &TextChange) -> String {
    let place = own.before.find(quoted).filter(|_| !quoted.is_empty());
    let place: Option<Range<usize>> = place
        .map(|at| own.edits.map(at, Lean::Before)..own.edits.map(at + quoted.len(), Lean::After));
    let new = place.and_then(|place| own.after.get(place));
    new.unwrap_or(quoted).to_owned()
}
