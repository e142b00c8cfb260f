//! The sources of every entry, and where its prose cites them.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{EntryKey, Library, LoadedFile};
use crate::entry::citations::{self, Citation, Known, Organisations, Surnames};
use crate::entry::front_matter::split;
use crate::entry::outline::Outline;
use crate::entry::page::Page;
use crate::entry::sources::{self, Source};
use crate::house_style::HouseStyle;

/// The sources of one text and the citations in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cited {
    pub sources: Vec<Source>,
    pub citations: Vec<Citation>,
}

/// Reads all files that can be read, in the order of the list.
pub fn cited(library: &Library) -> Vec<(&LoadedFile, Cited)> {
    let names = library.style().names();
    let files: Vec<&LoadedFile> = library.rows().collect();
    files
        .par_iter()
        .filter_map(|file| {
            let text = file.content.text()?;
            // Most of the work is in finding the section: entries that name none are passed over.
            let has_sources = file.facts.sources > 0 || text.contains(sources::SOURCES);
            let cited = if has_sources {
                read(text, &names)
            } else {
                Cited::default()
            };
            Some((*file, cited))
        })
        .collect()
}

/// Reads one text.
pub fn cited_in(text: &str, style: &HouseStyle) -> Cited {
    read(text, &style.names())
}

fn read(text: &str, names: &Organisations) -> Cited {
    let page = Page::read(text, split(text).body);
    let outline = Outline::cut(text, &page);
    let sources = sources::read(text, &outline);
    let listed = citations::listed(text, &outline, &sources);
    // Surnames known from elsewhere only make a citation of nothing listed more likely, and such are not told here.
    let known = Known {
        names,
        authors: &Surnames::default(),
    };
    let citations = citations::read(text, &page, &outline, listed.as_deref(), known).list;
    Cited { sources, citations }
}

/// A sentence that cites a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitingSentence {
    pub entry: EntryKey,
    /// Where the citation begins in the entry.
    pub at: usize,
    /// On one line.
    pub text: String,
    /// The citation within the sentence.
    pub citation: Range<usize>,
}

/// The sentences about one work: of each entry the text, and the place of the work among its sources.
pub fn sentences(
    places: &[(EntryKey, Arc<str>, usize)],
    organisations: &[Vec<String>],
) -> Vec<CitingSentence> {
    let names = Organisations::new(
        organisations
            .iter()
            .map(|names| names.iter().map(String::as_str)),
    );
    let of_place = |(entry, text, source): &(EntryKey, Arc<str>, usize)| {
        sentences_in(entry, text, *source, &names)
    };
    places.par_iter().flat_map_iter(of_place).collect()
}

fn sentences_in(
    entry: &EntryKey,
    text: &str,
    source: usize,
    names: &Organisations,
) -> Vec<CitingSentence> {
    let cited = read(text, names);
    let mut places: Vec<Range<usize>> = citations::of_source(&cited.citations, source)
        .map(|citation| citation.range.clone())
        .collect();
    if let Some(number) = cited.sources.get(source).map(|source| source.number) {
        let outline = Outline::read(text, split(text).body);
        let by_number = sources::cited_by_number(text, &outline, &cited.sources);
        let here = by_number.into_iter().filter(|it| it.holds(number));
        let here = here.map(|citation| citation.range);
        // In an entry that cites so, they are known already.
        let is_new = |range: &Range<usize>| {
            !places
                .iter()
                .any(|place| range.start <= place.start && place.end <= range.end)
        };
        let new: Vec<Range<usize>> = here.filter(is_new).collect();
        places.extend(new);
    }
    places.sort_by_key(|place| place.start);
    places
        .into_iter()
        .map(|place| {
            let around = citations::sentence_at(text, &place);
            let line = |range: Range<usize>| sources::plain(text, &range).into_owned();
            let before = line(around.start..place.start.max(around.start));
            let citation = line(place.clone());
            let after = line(place.end..around.end.max(place.end));
            CitingSentence {
                entry: entry.clone(),
                at: place.start,
                citation: before.len()..before.len() + citation.len(),
                text: before + &citation + &after,
            }
        })
        .collect()
}
