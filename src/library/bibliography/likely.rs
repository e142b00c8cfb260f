//! Pairs of works that count as two by the rules and are likely one, each with its reason. A wrong pair costs a person a
//! look, so few reasons count.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::Listing;
use super::differences::{Sense, address, differ, letters};
use crate::entry::sources::SourceField;
use crate::references::{Author, KnownWorks, Record, Work};

/// Two works that are likely one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// The numbers of the works, the smaller one first.
    pub works: (usize, usize),
    pub reason: Reason,
}

/// Why two works are likely one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// One record has an identifier of each.
    NamedTogether,
    /// They agree in everything but an identifier.
    OtherIdentifier,
    SameAddress,
    /// The same title by the same first author, a year apart: a paper often appears online the year before.
    YearApart,
    /// The same title by the same first author; one of them has no year.
    NoYear,
    /// One letter of the title differs.
    NearTitle,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NamedTogether => "One source line has an identifier of each",
            Self::OtherIdentifier => "They agree in all but an identifier",
            Self::SameAddress => "They have the same address",
            Self::YearApart => "Same title and first author, a year apart",
            Self::NoYear => "Same title and first author, one without a year",
            Self::NearTitle => "Same first author and year, and nearly the same title",
        })
    }
}

/// A shorter title says too little: "Iron", "Annual report".
const TELLING: usize = 20;
/// Titles are compared with so many of their neighbours in the order of letters, from the front and from the back.
const NEIGHBOURS: usize = 6;

pub(super) fn find(works: &[Work], listings: &[Vec<Listing>], known: &KnownWorks) -> Vec<Likely> {
    let mut found = Found::default();
    for listing in listings.iter().flatten() {
        let named = known.works_of(&listing.record);
        for pair in named.windows(2) {
            if let [one, other] = pair {
                found.take(*one, *other, Reason::NamedTogether);
            }
        }
    }
    let all: Vec<WorkFacts> = works
        .iter()
        .enumerate()
        .map(|(index, work)| WorkFacts::of(index, &work.record))
        .collect();
    let mut by_address: HashMap<&str, Vec<&WorkFacts>> = HashMap::new();
    let mut by_title: HashMap<(&str, &str), Vec<&WorkFacts>> = HashMap::new();
    let mut by_year: HashMap<(&str, &str), Vec<&WorkFacts>> = HashMap::new();
    for facts in &all {
        if let Some(address) = &facts.address {
            by_address.entry(address).or_default().push(facts);
        }
        if facts.title.len() >= TELLING && !facts.first.is_empty() {
            by_title
                .entry((&facts.first, &facts.title))
                .or_default()
                .push(facts);
            let year = facts.record.year.as_deref().unwrap_or_default();
            by_year.entry((&facts.first, year)).or_default().push(facts);
        }
    }
    for group in by_address.values() {
        found.each(group, |one, other| {
            (!one.contradicts(other)).then_some(Reason::SameAddress)
        });
    }
    for group in by_title.values() {
        found.each(group, |one, other| one.by_title(other));
    }
    for group in by_year.values_mut() {
        for backwards in [false, true] {
            group.sort_by(|one, other| compare(&one.title, &other.title, backwards));
            for (at, one) in group.iter().enumerate() {
                for other in group.iter().skip(at + 1).take(NEIGHBOURS) {
                    let is_near = one.title != other.title && is_near(&one.title, &other.title);
                    if is_near && !one.contradicts(other) {
                        found.take(one.work, other.work, Reason::NearTitle);
                    }
                }
            }
        }
    }
    found.all()
}

/// The pairs, each with its best reason.
#[derive(Default)]
struct Found(BTreeMap<(usize, usize), Reason>);

impl Found {
    fn take(&mut self, one: usize, other: usize, reason: Reason) {
        let pair = (one.min(other), one.max(other));
        let held = self.0.entry(pair).or_insert(reason);
        *held = reason.min(*held);
    }

    /// Each work of a group against those that come next.
    fn each(
        &mut self,
        group: &[&WorkFacts],
        reason: impl Fn(&WorkFacts, &WorkFacts) -> Option<Reason>,
    ) {
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1).take(NEIGHBOURS) {
                if let Some(reason) = reason(one, other) {
                    self.take(one.work, other.work, reason);
                }
            }
        }
    }

    fn all(self) -> Vec<Likely> {
        let mut all: Vec<Likely> = self
            .0
            .into_iter()
            .map(|(works, reason)| Likely { works, reason })
            .collect();
        all.sort_by_key(|likely| (likely.reason, likely.works));
        all
    }
}

/// What counts of a work.
struct WorkFacts<'w> {
    work: usize,
    record: &'w Record,
    title: String,
    first: String,
    /// Of a page, not of a whole site.
    address: Option<String>,
}

impl<'w> WorkFacts<'w> {
    fn of(work: usize, record: &'w Record) -> Self {
        let first = record.authors.first().map(|author| match author {
            Author::Person { family, .. } => letters(family),
            Author::Organisation(name) => letters(name),
        });
        let address = record.url.as_deref().map(address);
        Self {
            work,
            record,
            title: record.title.as_deref().map(letters).unwrap_or_default(),
            first: first.unwrap_or_default(),
            address: address.filter(|it| it.contains('/')),
        }
    }

    /// An identifier of the one is not that of the other.
    fn contradicts(&self, other: &Self) -> bool {
        [SourceField::Pmid, SourceField::Doi, SourceField::Pmcid]
            .into_iter()
            .any(|field| differ(field, &[self.record, other.record]))
    }

    /// Title and first author are the same.
    fn by_title(&self, other: &Self) -> Option<Reason> {
        let pair = [self.record, other.record];
        if self.contradicts(other) {
            let rest = [
                SourceField::Authors,
                SourceField::Year,
                SourceField::Container,
                SourceField::Volume,
                SourceField::Pages,
            ];
            // Whoever says nothing agrees with nobody.
            let agree = |field: &SourceField| {
                let sense = Sense::of(*field, &pair);
                sense.key(self.record) == sense.key(other.record)
            };
            let says = self.record.year.is_some() && self.record.container.is_some();
            return (says && rest.iter().all(agree)).then_some(Reason::OtherIdentifier);
        }
        if differ(SourceField::Authors, &pair) {
            return None;
        }
        let year = |facts: &Self| {
            let year = facts.record.year.as_deref()?;
            year.trim_end_matches(char::is_alphabetic)
                .parse::<u16>()
                .ok()
        };
        match (year(self), year(other)) {
            (Some(one), Some(other)) if one.abs_diff(other) == 1 => Some(Reason::YearApart),
            (None, Some(_)) | (Some(_), None) => Some(Reason::NoYear),
            _ => None,
        }
    }
}

fn compare(one: &str, other: &str, backwards: bool) -> Ordering {
    if backwards {
        one.bytes().rev().cmp(other.bytes().rev())
    } else {
        one.cmp(other)
    }
}

/// Are these the same letters but for one slip: a letter more, less or other, or two that changed places? Two slips would
/// make women of men. Another number is another part, be it `2` or `II`.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same =
        |pairs: &mut dyn Iterator<Item = (&char, &char)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut one.iter().zip(&other));
    let (one, other) = (
        one.get(head..).unwrap_or_default(),
        other.get(head..).unwrap_or_default(),
    );
    let tail = same(&mut one.iter().rev().zip(other.iter().rev()));
    let (one, other) = (
        one.get(..one.len() - tail).unwrap_or_default(),
        other.get(..other.len() - tail).unwrap_or_default(),
    );
    let is_number = |letters: &[char]| {
        letters.iter().any(|c| c.is_numeric())
            || letters.iter().all(|c| matches!(c, 'i' | 'v' | 'x'))
    };
    let is_swapped = matches!((one, other), ([a, b], [c, d]) if a == d && b == c);
    let is_slip = one.len().max(other.len()) <= 1 || is_swapped;
    is_slip && !(is_number(one) && is_number(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_near_by_one_slip_and_never_by_a_number() {
        let near = |one: &str, other: &str| is_near(&letters(one), &letters(other));
        for (one, other) in [
            (
                "Magnesium and sleep in adults",
                "Magnesium and sleep in adult",
            ),
            ("Oral magnesium for sleep", "Oral magnesiun for sleep"),
            ("Oral magnesium for sleep", "Oral magnseium for sleep"),
            ("A trial of oral iron", "Trial of oral iron"),
        ] {
            assert!(near(one, other) && near(other, one), "{one} / {other}");
        }
        for (one, other) in [
            ("Iron in adults: part 1", "Iron in adults: part 2"),
            ("Iron in adults: part I", "Iron in adults: part II"),
            ("Iron in adults", "Iron in adults 2"),
            ("Oral iron in women", "Oral zinc in women"),
            ("Oral iron in women", "Oral iron in men"),
            ("Iron and tea", "Iron and coffee after a meal"),
        ] {
            assert!(!near(one, other) && !near(other, one), "{one} / {other}");
        }
    }
}
