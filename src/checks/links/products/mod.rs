//! The products of the front matter and the links of the closing block that mirror them, paired.
//!
//! Knows nothing of: which of the two is right.

pub(super) mod address;
pub(super) mod differ;
pub(super) mod missing;
pub(super) mod order;
mod parts;
pub(super) mod pillar;

use std::ops::Range;

use super::blocks::{self, Link};
use crate::checks::Subject;
use crate::entry::Edits;
use crate::entry::front_matter::{self, Change, NewValue, Path, Value};
use crate::entry::outline::Section;
use crate::entry::products::FIELD;
use crate::house_style::Held;

/// Both lists of an entry.
struct Products<'s> {
    named: Vec<Named>,
    /// The block that lists them, with its links.
    section: Option<&'s Section>,
    links: Vec<Link<'s>>,
    /// Named and linked, in the order of the front matter.
    pairs: Vec<(usize, usize)>,
}

/// The pillar that every product's links name, where it is not the entry's.
pub(super) fn other_pillar(subject: &Subject<'_>) -> Option<String> {
    Products::of(subject)?.other_pillar(subject)
}

/// A product of the front matter. What is missing or no text is empty and has no place.
#[derive(Debug, Default)]
struct Named {
    name: String,
    name_at: Option<Range<usize>>,
    handle: String,
    handle_at: Option<Range<usize>>,
    url: String,
    url_at: Option<Range<usize>>,
}

impl<'s> Products<'s> {
    /// `None` where the house has no such block, or front matter can't be read.
    fn of(subject: &Subject<'s>) -> Option<Self> {
        let closing = &subject.style.closing;
        let block = closing
            .iter()
            .find(|block| block.holds.contains(&Held::Products))?;
        subject.reading.front_matter.editable().ok()?;
        let named = named(subject);
        let section = blocks::section(subject, block);
        let links = section
            .map(|section| blocks::links(subject, section))
            .unwrap_or_default();
        let pairs = pairs(&named, &links);
        Some(Self {
            named,
            section,
            links,
            pairs,
        })
    }

    /// Every link that names a pillar names this one, and it is not the entry's.
    fn other_pillar(&self, subject: &Subject<'_>) -> Option<String> {
        let style = subject.style;
        let rule = style.links.product.as_ref()?;
        let own = style.pillar_slug.write(subject.pillar()?);
        let named = self.named.iter().map(|one| one.url.as_str());
        let addresses = named.chain(self.links.iter().map(|link| link.address));
        let mut all = addresses.flat_map(|address| parts::pillars(rule, address));
        let first = all.next()?;
        if first == own || first.is_empty() {
            return None;
        }
        let mut count = 1;
        let is_one = all.all(|other| {
            count += 1;
            other == first
        });
        (is_one && count > 1).then_some(first)
    }

    fn paired(&self) -> impl Iterator<Item = (usize, &Named, &Link<'s>)> {
        self.pairs
            .iter()
            .filter_map(|(one, two)| Some((*one, self.named.get(*one)?, self.links.get(*two)?)))
    }
}

impl Named {
    /// Where the product is pointed at.
    fn place(&self) -> Range<usize> {
        let places = [&self.name_at, &self.url_at, &self.handle_at];
        places
            .into_iter()
            .flatten()
            .next()
            .cloned()
            .unwrap_or_default()
    }
}

fn named(subject: &Subject<'_>) -> Vec<Named> {
    let field = subject.reading.front_matter.field(FIELD);
    let Some(Value::List(list)) = field.map(|field| &field.value) else {
        return Vec::new();
    };
    let item = |value: &Value| {
        let mut named = Named::default();
        let Value::Map(map) = value else { return named };
        for field in &map.fields {
            let (text, at) = match field.key.as_str() {
                "name" => (&mut named.name, &mut named.name_at),
                "handle" => (&mut named.handle, &mut named.handle_at),
                "url" => (&mut named.url, &mut named.url_at),
                _ => continue,
            };
            if let Some(value) = field.value.text() {
                *text = value.to_owned();
                *at = Some(field.value.range().clone());
            }
        }
        named
    };
    list.items.iter().map(|one| item(&one.value)).collect()
}

/// Those that are the same product: by all they say, else by name, by address, by handle; one left on each side are the
/// same too.
fn pairs(named: &[Named], links: &[Link<'_>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let rules: [fn(&Named, &Link<'_>) -> bool; 4] = [
        |one, link| one.name == link.words && one.url == link.address,
        |one, link| !one.name.is_empty() && one.name == link.words,
        |one, link| !one.url.is_empty() && one.url == link.address,
        |one, link| !one.handle.is_empty() && link.address.contains(&format!("/{}?", one.handle)),
    ];
    for same in rules {
        for (at, one) in named.iter().enumerate() {
            if pairs.iter().any(|(taken, _)| *taken == at) {
                continue;
            }
            let free = |to: &usize| !pairs.iter().any(|(_, taken)| taken == to);
            let mut fit = links
                .iter()
                .enumerate()
                .filter(|(to, link)| free(to) && same(one, link));
            if let Some((to, _)) = fit.next() {
                pairs.push((at, to));
            }
        }
    }
    let left: Vec<usize> = (0..named.len())
        .filter(|at| !pairs.iter().any(|(taken, _)| taken == at))
        .collect();
    let right: Vec<usize> = (0..links.len())
        .filter(|to| !pairs.iter().any(|(_, taken)| taken == to))
        .collect();
    if let ([at], [to]) = (left.as_slice(), right.as_slice()) {
        pairs.push((*at, *to));
    }
    pairs.sort_unstable();
    pairs
}

/// The edits that give a product of the front matter a value.
fn set(subject: &Subject<'_>, product: usize, key: &str, value: &str) -> Option<Edits> {
    let path = Path::key(FIELD).item(product).field(key);
    let value = NewValue::Text(value.to_owned());
    front_matter::change(subject.text, &[Change::Set { path, value }]).ok()
}
