//! Whose a record is: the entry's with its slug, and where several entries have that slug, that of the one whose file it names.

use std::collections::BTreeMap;

use crate::library::{Library, LoadedFile};

/// An entry as records know it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner<'e> {
    pub slug: &'e str,
    /// Its path below the library, with `/`.
    pub file: String,
    /// The files of the other entries that have its slug.
    twins: Vec<String>,
}

/// The files of all entries that share a slug, by the slug.
pub type SharedSlugs = BTreeMap<String, Vec<String>>;

impl<'e> Owner<'e> {
    /// An entry of a library.
    pub fn of(file: &'e LoadedFile, library: &Library) -> Self {
        Self {
            slug: file.slug(),
            file: file.key.file(),
            twins: library.twins_of(file).map(|key| key.file()).collect(),
        }
    }

    /// An entry by its slug and its file, beside those that share a slug.
    pub fn named(slug: &'e str, file: &str, shared: &SharedSlugs) -> Self {
        let twins = shared.get(slug).into_iter().flatten();
        Self {
            slug,
            file: file.to_owned(),
            twins: twins.filter(|twin| *twin != file).cloned().collect(),
        }
    }

    /// Whether a record of its slug is its own. One that names a file may be from before that was moved, so it is asked where
    /// the slug is another's too, and only then. What names none of the entries there are is of the one whose text it is about.
    pub fn owns(&self, file: Option<&str>, is_of_its_text: impl FnOnce() -> bool) -> bool {
        if self.twins.is_empty() {
            return true;
        }
        match file {
            Some(file) if file == self.file => true,
            Some(file) if self.twins.iter().any(|twin| twin == file) => false,
            _ => is_of_its_text(),
        }
    }
}

/// The slugs that several entries of a library have.
pub fn shared_slugs(library: &Library) -> SharedSlugs {
    let shared = library.shared_slugs();
    let files = shared.map(|(slug, entries)| {
        let files = entries.into_iter().map(|key| key.file());
        (slug.to_owned(), files.collect())
    });
    files.collect()
}
