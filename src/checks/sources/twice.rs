//! The same source listed twice in one entry.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::sources::{self, Source, SourceField};

pub(super) const CHECK: Check = Check {
    id: "source-twice",
    group: Group::Sources,
    title: "Duplicate source",
    level: Level::Warning,
    reason: "Readers count one study twice, and mentions no longer say which line is meant",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    let mut seen: HashMap<(SourceField, Cow<'_, str>), usize> = HashMap::new();
    let mut titles = Titles::default();
    for (at, source) in subject.sources.iter().enumerate() {
        let mut first: Option<(usize, SourceField, Range<usize>)> = None;
        for field in [SourceField::Pmid, SourceField::Doi, SourceField::Pmcid] {
            let Some((place, value)) = source.at(field).zip(source.value(text, field)) else {
                continue;
            };
            let value = if value.bytes().any(|byte| byte.is_ascii_uppercase()) {
                Cow::Owned(value.to_ascii_lowercase())
            } else {
                value
            };
            let before = *seen.entry((field, value)).or_insert(at);
            if before != at && first.is_none() {
                first = Some((before, field, place.clone()));
            }
        }
        if let Some(place) = &source.title {
            let before = titles.add(text, subject.sources, at);
            first = first.or(before.map(|before| (before, SourceField::Title, place.clone())));
        }
        let Some((before, field, place)) = first else {
            continue;
        };
        let Some(other) = subject.sources.get(before) else {
            continue;
        };
        let (one, two) = (other.number, source.number);
        let titles = [other, source].map(|source| {
            source
                .value(text, SourceField::Title)
                .map(|title| folded(&title))
        });
        let value = source.value(text, field).unwrap_or_default();
        let name = field.label();
        // One that is nothing but its identifier says nothing else.
        let same = match &titles {
            [Some(title), Some(again)] => title == again,
            _ => true,
        };
        let message = match (field, same) {
            (SourceField::Title, _) => format!("Source {two} is source {one} again"),
            (_, true) => format!("Source {two} is source {one} again: {name} {value}"),
            (_, false) => {
                format!("Sources {one} and {two} have one {name}, {value}, and different titles")
            }
        };
        let delete = |index: usize, number: u32| {
            let edits = sources::remove(text, &subject.reading.outline, index).ok()?;
            Some(Fix::new(format!("Delete source {number}"), edits))
        };
        let both = [(at, two), (before, one)]
            .into_iter()
            .filter(|_| same && one != two && found.may_read_again(text));
        let fixes = both
            .filter_map(|(index, number)| delete(index, number))
            .collect();
        found.add(place, message, fixes);
    }
}

/// The sources seen so far, by what they have in common that are the same by their words.
#[derive(Default)]
struct Titles<'t> {
    /// The first of an author and a year; its title is read when a second one comes, which is seldom.
    alone: HashMap<(&'t str, &'t str), Option<usize>>,
    all: HashMap<SameTitle<'t>, usize>,
}

impl<'t> Titles<'t> {
    /// Adds a source and gives the earlier one that is the same.
    fn add(&mut self, text: &'t str, sources: &[Source], at: usize) -> Option<usize> {
        let source = sources.get(at)?;
        let alone = match self.alone.entry(author_and_year(text, source)) {
            Entry::Vacant(place) => {
                place.insert(Some(at));
                return None;
            }
            Entry::Occupied(place) => place.into_mut(),
        };
        if let Some(first) = alone.take()
            && let Some(title) = sources.get(first).and_then(|it| same_title(text, it))
        {
            self.all.entry(title).or_insert(first);
        }
        let before = *self.all.entry(same_title(text, source)?).or_insert(at);
        (before != at).then_some(before)
    }
}

/// Where both are the same, titles are compared.
fn author_and_year<'t>(text: &'t str, source: &Source) -> (&'t str, &'t str) {
    let at = |range: Option<&Range<usize>>| {
        range
            .and_then(|range| text.get(range.clone()))
            .unwrap_or_default()
    };
    let authors = at(source.at(SourceField::Authors));
    let first = authors.split(|c: char| !c.is_alphanumeric()).next();
    (first.unwrap_or_default(), at(source.year.as_ref()))
}

/// What sources have in common that are the same by their words: first author, year, title and page.
type SameTitle<'t> = (&'t str, &'t str, String, Option<String>);

fn same_title<'t>(text: &'t str, source: &Source) -> Option<SameTitle<'t>> {
    let title = folded(&source.value(text, SourceField::Title)?);
    let (author, year) = author_and_year(text, source);
    // Two of a series may have one title and no more: `Fact sheet`.
    (title.len() > 12).then(|| (author, year, title, page(text, source)))
}

/// The address of a source without what leads to the same page with it and without.
fn page(text: &str, source: &Source) -> Option<String> {
    let url = source.value(text, SourceField::Url)?;
    let bare = url.split_once("://").map_or(&*url, |(_, bare)| bare);
    Some(bare.trim_end_matches('/').to_owned())
}

/// Letters and digits alone.
fn folded(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::fixture::{Fixture, found};

    const ONE: &str = "1. Archer A (2019). Tea in the morning. Nutrients. PMID: 111.\n";

    #[test]
    fn a_source_listed_again_is_found_by_its_identifier_or_its_title() {
        for (again, what) in [
            (
                "2. Archer A et al. (2019). Tea in the morning. Nutr J. PMID: 111.\n",
                "Source 2 is source 1 again: PMID 111",
            ),
            (
                "2. Archer A (2019). Tea in the Morning. Nutrients.\n",
                "Source 2 is source 1 again",
            ),
            (
                "2. Bell B (2018). Milk at night. Nutrients. PMID: 111.\n",
                "Sources 1 and 2 have one PMID, 111, and different titles",
            ),
        ] {
            let found = found(&entry("Tea.", &format!("{ONE}{again}")), "source-twice");
            assert_eq!(found.len(), 1, "{again}");
            assert!(
                found[0].starts_with("8:") && found[0].ends_with(what),
                "{found:?}"
            );
        }
        let url = "1. NHS. Iron in food and drink. NHS. https://a.example/iron.\n2. NHS. Iron in food and drink. NHS. http://a.example/iron/.\n";
        assert_eq!(
            found(&entry("Tea.", url), "source-twice").len(),
            1,
            "one page by https and http"
        );
        assert_eq!(
            found(
                &entry("Tea.", &format!("{ONE}2. PMID: 111.\n")),
                "source-twice"
            ),
            ["8:10 \"111\" Source 2 is source 1 again: PMID 111"],
            "a bare identifier"
        );
        let doi = "1. Archer A (2019). Tea. Nutrients. DOI: 10.5555/AB.\n2. Archer A (2019). Tea. J. DOI: 10.5555/ab.\n";
        assert_eq!(
            found(&entry("Tea.", doi), "source-twice"),
            ["8:34 \"10.5555/ab\" Source 2 is source 1 again: DOI 10.5555/ab"]
        );
    }

    #[test]
    fn either_of_the_two_can_be_deleted() {
        let text = entry(
            "Tea.",
            &format!(
                "{ONE}2. Archer A (2019). Tea in the morning. J Nutr. PMID: 111.\n3. Bell B (2018). Milk. Nutrients.\n"
            ),
        );
        assert_eq!(
            Fixture::new(&text).fixes("source-twice"),
            ["Delete source 2", "Delete source 1"]
        );
        assert_eq!(
            Fixture::new(&text).fixed("source-twice"),
            entry(
                "Tea.",
                &format!("{ONE}2. Bell B (2018). Milk. Nutrients.\n")
            )
        );
    }

    #[test]
    fn different_sources_are_left_alone() {
        for sources in [
            "",
            ONE,
            "1. Archer A (2019). Tea in the morning. Nutrients. PMID: 111.\n2. Archer A (2020). Tea in the morning. Nutrients. PMID: 112.\n",
            "1. NHS. Iron in food and drink. NHS. https://a.example/iron.\n2. NHS. Iron in food and drink. NHS. https://a.example/tea.\n",
            "1. NHS (2020). Fact sheet. NHS.\n2. NHS (2020). Fact sheet. NHS.\n",
            "1. Words\n2. Words\n",
        ] {
            assert_eq!(
                found(&entry("Tea.", sources), "source-twice"),
                SILENCE,
                "{sources}"
            );
        }
    }
}
