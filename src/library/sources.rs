//! The sources of every entry, and where its prose mentions them.
//!
//! Knows nothing of: what a source is compared with in other entries.

use rayon::prelude::*;

use super::{Library, LoadedFile};
use crate::entry::front_matter::split;
use crate::entry::mentions::{self, Authors, Known, Mention, Names};
use crate::entry::outline::Outline;
use crate::entry::page::Page;
use crate::entry::sources::{self, Source};
use crate::house_style::HouseStyle;

/// The sources of one text and the mentions in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cited {
    pub sources: Vec<Source>,
    pub mentions: Vec<Mention>,
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

fn read(text: &str, names: &Names) -> Cited {
    let page = Page::read(text, split(text).body);
    let outline = Outline::cut(text, &page);
    let sources = sources::read(text, &outline);
    let listed = mentions::listed(text, &outline, &sources);
    // Surnames known from elsewhere only make a mention of nothing listed more likely, and such are not told here.
    let known = Known {
        names,
        authors: &Authors::default(),
    };
    let mentions = mentions::read(text, &page, &outline, listed.as_deref(), known).list;
    Cited { sources, mentions }
}
