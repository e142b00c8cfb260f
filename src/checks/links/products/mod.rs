//! The products of the front matter and the links of the closing block that mirror them, paired.

pub(super) mod address;
pub(super) mod differ;
pub(super) mod missing;
pub(super) mod order;
mod parts;
pub(super) mod pillar;

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::ops::Range;

use super::blocks::{self, Link};
use crate::checks::Subject;
use crate::entry::Edits;
use crate::entry::front_matter::{self, Change, NewValue, Path, Value};
use crate::entry::outline::Section;
use crate::entry::products::FIELD;
use crate::house_style::ClosingLink;

/// Both lists of an entry.
struct Products<'s> {
    named: Vec<Named>,
    /// The block that lists them, with its links.
    section: Option<&'s Section>,
    links: Vec<Link<'s>>,
    /// Named and linked, in the order of the front matter.
    pairs: Vec<(usize, usize)>,
}

/// Of so many products all are changed in the front matter by one fix: for each it is read again.
const MOST_CHANGED: usize = 100;

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
            .find(|block| block.holds.contains(&ClosingLink::Products))?;
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
    let mut pairing = Pairing {
        named,
        links,
        to: vec![None; named.len()],
        is_taken: vec![false; links.len()],
    };
    pairing.by(
        |one| Some((one.name.as_str(), one.url.as_str())),
        |link| vec![(link.words.as_str(), link.address)],
        |_, _| true,
    );
    let said = |text: &'_ str| !text.is_empty();
    pairing.by(
        |one| Some(one.name.as_str()).filter(|name| said(name)),
        |link| vec![link.words.as_str()],
        |_, _| true,
    );
    pairing.by(
        |one| Some(one.url.as_str()).filter(|url| said(url)),
        |link| vec![link.address],
        |_, _| true,
    );
    pairing.by(
        |one| one.handle.rsplit('/').next().filter(|_| said(&one.handle)),
        |link| ends_of_paths(link.address),
        |one, link| link.address.contains(&format!("/{}?", one.handle)),
    );
    pairing.pairs()
}

/// Products and links being paired, in the order of both.
struct Pairing<'p, 's> {
    named: &'p [Named],
    links: &'p [Link<'s>],
    /// The link of each product.
    to: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl<'p> Pairing<'p, '_> {
    /// Pairs those left that have a key in common and are the same by it.
    fn by<K: Hash + Eq>(
        &mut self,
        of_named: impl Fn(&'p Named) -> Option<K>,
        of_link: impl Fn(&'p Link<'_>) -> Vec<K>,
        same: impl Fn(&Named, &Link<'_>) -> bool,
    ) {
        let mut by_key: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (to, (link, taken)) in self.links.iter().zip(&self.is_taken).enumerate() {
            for key in of_link(link).into_iter().filter(|_| !taken) {
                by_key.entry(key).or_default().push_back(to);
            }
        }
        for (one, paired) in self.named.iter().zip(&mut self.to) {
            let key = of_named(one).filter(|_| paired.is_none());
            let Some(left) = key.and_then(|key| by_key.get_mut(&key)) else {
                continue;
            };
            let is_taken = |to: usize| self.is_taken.get(to).is_none_or(|taken| *taken);
            while left.front().is_some_and(|to| is_taken(*to)) {
                left.pop_front();
            }
            let fits = |to: &usize| {
                let link = self.links.get(*to).filter(|_| !is_taken(*to));
                link.is_some_and(|link| same(one, link))
            };
            // Of very many that only end alike the first decide.
            *paired = left.iter().copied().take(50).find(fits);
            if let Some(taken) = paired.and_then(|to| self.is_taken.get_mut(to)) {
                *taken = true;
            }
        }
    }

    fn pairs(self) -> Vec<(usize, usize)> {
        let pairs = self.to.iter().enumerate();
        let mut pairs: Vec<(usize, usize)> =
            pairs.filter_map(|(at, to)| Some((at, (*to)?))).collect();
        let mut left = (0..self.named.len()).filter(|at| self.to.get(*at) == Some(&None));
        let mut right = (0..self.links.len()).filter(|to| self.is_taken.get(*to) == Some(&false));
        if let (Some(at), None, Some(to), None) =
            (left.next(), left.next(), right.next(), right.next())
        {
            pairs.push((at, to));
        }
        pairs.sort_unstable();
        pairs
    }
}

/// What stands between the last `/` and each of the first `?` of an address.
fn ends_of_paths(address: &str) -> Vec<&str> {
    let ends = address.match_indices('?').take(8);
    let ends = ends.filter_map(|(end, _)| address.get(..end)?.rsplit_once('/'));
    ends.map(|(_, end)| end).collect()
}

/// The edits that give a product of the front matter a value.
fn set(subject: &Subject<'_>, product: usize, key: &str, value: &str) -> Option<Edits> {
    let path = Path::key(FIELD).item(product).field(key);
    let value = NewValue::Text(value.to_owned());
    front_matter::change(subject.text, &[Change::Set { path, value }]).ok()
}
