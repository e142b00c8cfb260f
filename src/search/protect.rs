//! What a replacement leaves alone: places that are never changed, those that are changed only where they were chosen, and
//! those that come unticked.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::links;
use super::scope::joined;
use crate::entry::cross_references;
use crate::entry::front_matter::{Fence, Field, Value};
use crate::entry::sources::{self, SourceField};
use crate::entry::{Reading, quotations};

/// What a replacement may reach besides the body's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReplaceReach {
    pub front_matter: bool,
    pub links: bool,
}

/// Whether a hit may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitGuard {
    /// It comes ticked.
    Free,
    /// It comes unticked, and why.
    Doubtful(&'static str),
    /// It is changed only where that was chosen.
    NotChosen(&'static str),
    /// It is never changed, and why.
    Never(&'static str),
}

impl HitGuard {
    /// Why it does not come ticked.
    pub fn why(self) -> Option<&'static str> {
        match self {
            Self::Free => None,
            Self::Doubtful(why) | Self::NotChosen(why) | Self::Never(why) => Some(why),
        }
    }
}

/// The places of a text that are guarded, by their guard, the strictest first. Those of one guard are in order and apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guarded(Vec<(HitGuard, Vec<Range<usize>>)>);

/// Fields that say what an entry is known by, or that it was reviewed.
const NEVER: [&str; 4] = ["last_reviewed", "slug", "url", "id"];

const FIELD: HitGuard = HitGuard::NotChosen("It stands in the front matter");
const LINK: HitGuard = HitGuard::NotChosen("It is part of a link’s address");

impl Guarded {
    pub fn of(text: &str, reading: &Reading, reach: ReplaceReach) -> Self {
        let mut places = Vec::new();
        let cut = &reading.front_matter.split;
        if let Some(why) = match (cut.fence, &reading.front_matter.error) {
            (Fence::NeverClosed, _) => Some("The front matter is never closed"),
            (Fence::Toml, _) => Some("The front matter is TOML, which is changed as text only"),
            (_, Some(_)) => Some("The front matter can’t be read"),
            _ => None,
        } {
            let all = match cut.fence {
                Fence::NeverClosed => 0..text.len(),
                _ => cut.block.clone(),
            };
            places.push((all, HitGuard::Never(why)));
        }
        if !cut.block.is_empty() {
            let fence = HitGuard::Never("It reaches into the fences of the front matter");
            places.push((cut.block.start..cut.inner.start, fence));
            places.push((cut.inner.end..cut.block.end, fence));
            if !reach.front_matter {
                places.push((cut.inner.clone(), FIELD));
            }
        }
        for field in &reading.front_matter.fields {
            of_field(field, &mut places);
        }
        for address in links::addresses(text) {
            // It names entries and campaigns: `?source_entry=tea`.
            let query = text.get(address.clone()).and_then(|it| it.find('?'));
            if let Some(query) = query {
                let why = HitGuard::Never("It stands behind the question mark of an address");
                places.push((address.start + query..address.end, why));
            }
            if !reach.links {
                places.push((address, LINK));
            }
        }
        let id = HitGuard::Never("It is an id");
        let references = cross_references::all(text).map(|(_, at)| (at, id));
        places.extend(references);
        if let Some(ids) = IDS.as_ref() {
            places.extend(ids.find_iter(text).map(|found| (found.range(), id)));
        }
        for source in sources::read(text, &reading.outline) {
            let ids = [SourceField::Pmid, SourceField::Pmcid, SourceField::Doi];
            let ids = ids.iter().filter_map(|field| source.at(*field));
            places.extend(ids.map(|at| (at.clone(), id)));
            let title = HitGuard::Doubtful("It stands in the title of a source");
            places.extend(source.title.map(|at| (at, title)));
        }
        let quoted = HitGuard::Doubtful("It stands in a quotation");
        let quotations = quotations(text, &reading.page).into_iter();
        places.extend(quotations.map(|at| (at, quoted)));
        places.extend(claims(text, cut.body));
        let mut by_guard: BTreeMap<HitGuard, Vec<Range<usize>>> = BTreeMap::new();
        for (place, guard) in places {
            by_guard.entry(guard).or_default().push(place);
        }
        let apart = by_guard.into_iter().rev();
        Self(
            apart
                .map(|(guard, places)| (guard, joined(places)))
                .collect(),
        )
    }

    /// The strictest guard of what a hit touches.
    pub fn at(&self, hit: &Range<usize>) -> HitGuard {
        let touches = |places: &[Range<usize>]| {
            let next = places.partition_point(|place| place.end <= hit.start);
            places.get(next).is_some_and(|place| place.start < hit.end)
        };
        let strictest = self.0.iter().find(|(_, places)| touches(places));
        strictest.map_or(HitGuard::Free, |(guard, _)| *guard)
    }
}

/// PMIDs and DOIs, wherever they stand.
static IDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let ids = r#"(?i)(?-u:\b)(?:PM(?:C)?IDs?|PubMed ID)[:#]?\s?(?:PMC)?[0-9]+|PMC[0-9]{4,}|(?-u:\b)10\.[0-9]{4,9}/[^\s"<>]+"#;
    Regex::new(ids).ok()
});

/// The names of a field and of those within it, and what is never replaced among them.
fn of_field(field: &Field, places: &mut Vec<(Range<usize>, HitGuard)>) {
    if NEVER.contains(&field.key.as_str()) {
        let why = HitGuard::Never("`last_reviewed`, `slug`, `url` and ids are never replaced in");
        places.push((field.value.range().clone(), why));
    }
    let name = HitGuard::Never("It is the name of a field. Rename the field instead");
    places.push((field.key_range.clone(), name));
    of_value(&field.value, places);
}

fn of_value(value: &Value, places: &mut Vec<(Range<usize>, HitGuard)>) {
    match value {
        Value::Map(map) => {
            map.fields.iter().for_each(|field| of_field(field, places));
        }
        Value::List(list) => {
            for item in &list.items {
                of_value(&item.value, places);
            }
        }
        Value::Null { .. } | Value::Scalar(_) | Value::Alias { .. } => {}
    }
}

/// The lines of claims that are corrected.
fn claims(text: &str, body: usize) -> Vec<(Range<usize>, HitGuard)> {
    let claim = HitGuard::Doubtful("It stands in a claim that is corrected");
    let mut at = body;
    let mut claims = Vec::new();
    for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t', '-', '*', '>', '+']);
        if words.starts_with("Claim:") && line.trim_start().len() > words.len() {
            claims.push((at..at + line.len(), claim));
        }
        at += line.len();
    }
    claims
}
