//! The sources of every entry, and where its prose mentions them.
//!
//! Knows nothing of: what a source is compared with in other entries.

use rayon::prelude::*;

use super::{Library, LoadedFile};
use crate::entry::front_matter::split;
use crate::entry::mentions::{self, Authors, Known, Mention, Names};
use crate::entry::outline::Outline;
use crate::entry::page::Page;
use crate::entry::sources::{self, Name, Source};
use crate::house_style::HouseStyle;

/// The sources of one text and the mentions in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cited {
    pub sources: Vec<Source>,
    pub mentions: Vec<Mention>,
}

/// Reads all files that can be read, in the order of the list.
pub fn cited(library: &Library) -> Vec<(&LoadedFile, Cited)> {
    let names = names(library.style());
    let files: Vec<&LoadedFile> = library.rows().collect();
    let read: Vec<(&LoadedFile, &str, Option<Listing>)> = files
        .par_iter()
        .filter_map(|file| {
            let text = &**file.content.text()?;
            // Most of the work is in finding the section: entries that name none are passed over.
            let has_sources = file.facts.sources > 0 || text.contains(sources::SOURCES);
            Some((*file, text, has_sources.then(|| Listing::read(text))))
        })
        .collect();
    // Whether a name is an author's is known once all lists are read.
    let authors = read
        .iter()
        .flat_map(|(_, text, listing)| listing.iter().flat_map(|it| it.surnames(text)))
        .collect();
    read.into_par_iter()
        .map(|(file, text, listing)| {
            let cited = listing.map(|it| it.cited(text, &names, &authors));
            (file, cited.unwrap_or_default())
        })
        .collect()
}

/// Reads one text, with nothing known of others.
pub fn cited_in(text: &str, style: &HouseStyle) -> Cited {
    Listing::read(text).cited(text, &names(style), &Authors::default())
}

fn names(style: &HouseStyle) -> Names {
    Names::new(style.organisations.iter().map(|one| (one.short, one.full)))
}

/// A text whose sources were read and whose mentions were not.
struct Listing {
    page: Page,
    outline: Outline,
    sources: Vec<Source>,
}

impl Listing {
    fn read(text: &str) -> Self {
        let page = Page::read(text, split(text).body);
        let outline = Outline::cut(text, &page);
        let sources = sources::read(text, &outline);
        Self {
            page,
            outline,
            sources,
        }
    }

    fn surnames<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let authors = self.sources.iter().filter_map(|one| one.authors.as_ref());
        let names = authors.flat_map(|authors| &authors.names);
        names.filter_map(|name| match name {
            Name::Person { family, .. } => text.get(family.clone()),
            Name::Organisation(_) => None,
        })
    }

    fn cited(self, text: &str, names: &Names, authors: &Authors) -> Cited {
        let listed = mentions::listed(text, &self.outline, &self.sources);
        let known = Known { names, authors };
        let read = mentions::read(text, &self.page, &self.outline, listed.as_deref(), known);
        Cited {
            sources: self.sources,
            mentions: read.list,
        }
    }
}
