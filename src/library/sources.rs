//! The sources of every entry.
//!
//! Knows nothing of: what a source is compared with.

use rayon::prelude::*;

use super::{Library, LoadedFile};
use crate::entry::sources::{self, Source};

/// Reads the sources of all files that can be read, in the order of the list.
pub fn sources(library: &Library) -> Vec<(&LoadedFile, Vec<Source>)> {
    let files: Vec<&LoadedFile> = library.rows().collect();
    files
        .par_iter()
        .filter_map(|file| {
            let text = file.content.text()?;
            // Most of the work is in finding the section: entries that name none are passed over.
            let read = if file.facts.sources > 0 || text.contains(sources::SOURCES) {
                sources::of(text)
            } else {
                Vec::new()
            };
            Some((*file, read))
        })
        .collect()
}
