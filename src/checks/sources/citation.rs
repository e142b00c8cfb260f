//! What several checks say of a citation: its words, how often it stands there, the source it may mean.

use std::collections::HashMap;
use std::ops::Range;

use crate::checks::{Level, Subject};
use crate::entry::citations::{Citation, Match, Suggestion, Weight};
use crate::entry::sources::{Name, Source, plain};

/// Citations that say the same and mean nothing that is listed: one finding at the first of them.
pub(super) struct Unlisted<'m> {
    pub first: &'m Citation,
    pub suggestion: Option<Suggestion>,
    /// All of them, the first included.
    pub all: Vec<&'m Citation>,
}

/// The citations by name for which nothing is listed, each once.
pub(super) fn unlisted<'m>(subject: &Subject<'m>) -> Vec<Unlisted<'m>> {
    let mut found: Vec<Unlisted<'m>> = Vec::new();
    let mut numbers = HashMap::new();
    // That nothing at all is listed is told of the section.
    if subject.sources.is_empty() {
        return found;
    }
    for citation in &subject.citations().list {
        let Match::None(suggestion) = citation.found else {
            continue;
        };
        if citation.names.is_empty() {
            continue;
        }
        let said = (&citation.names, citation.year, citation.et_al);
        let number = *numbers.entry(said).or_insert(found.len());
        match found.get_mut(number) {
            Some(one) => one.all.push(citation),
            None => found.push(Unlisted {
                first: citation,
                suggestion,
                all: vec![citation],
            }),
        }
    }
    found
}

impl Unlisted<'_> {
    /// As loud as the loudest of them.
    pub(super) fn level(&self) -> Level {
        let loudest = self
            .all
            .iter()
            .filter_map(|citation| citation.weight())
            .max();
        match loudest {
            Some(Weight::Warning) => Level::Warning,
            _ => Level::Note,
        }
    }

    /// `“Mah and Pitre 2021” is in no source line (3 times)`
    pub(super) fn says(&self) -> String {
        let times = match self.all.len() {
            1 => String::new(),
            2 => " (twice)".to_owned(),
            count => format!(" ({count} times)"),
        };
        format!("“{}” is in no source line{times}", words(self.first))
    }
}

/// The words of a citation on one line.
pub(super) fn words(citation: &Citation) -> String {
    let mut words: Vec<&str> = Vec::new();
    words.extend(citation.text.split_whitespace());
    let mut words = words.join(" ");
    // Of `Smith 2014 and 2017` the second has only its year.
    if words.starts_with(|c: char| c.is_ascii_digit())
        && let Some(name) = citation.names.first()
    {
        words = format!("{name} {words}");
    }
    // Of `Pickering (2020, PMID 33260548)` the bracket closes behind what is named.
    if words.matches('(').count() > words.matches(')').count() {
        words.push(')');
    }
    words
}

/// `Wienecke and Nolden 2016`, as far as the line says it.
pub(super) fn named(text: &str, source: &Source) -> String {
    let Some(authors) = &source.authors else {
        return format!("source {}", source.number);
    };
    let name = |name: &Name| {
        let (Name::Person { family: range, .. } | Name::Organisation(range)) = name;
        plain(text, range).into_owned()
    };
    let names = match authors.names.as_slice() {
        [] => return format!("source {}", source.number),
        [one] if authors.et_al.is_none() => name(one),
        [one, two] if authors.et_al.is_none() => format!("{} and {}", name(one), name(two)),
        [one, ..] => format!("{} et al.", name(one)),
    };
    match &source.year {
        Some(year) => format!("{names} {}", plain(text, year)),
        None => names,
    }
}

/// Where the year of a citation stands.
pub(super) fn year_at(subject: &Subject<'_>, citation: &Citation) -> Option<Range<usize>> {
    let year = citation.year?.to_string();
    let at = subject.at(&citation.range).rfind(&year)?;
    let start = citation.range.start + at;
    Some(start..start + year.len())
}
