//! Whose a record is: the entry's with its slug and its file. Where the two no longer go together, as a file was moved or given
//! another slug by hand, it is that of the entry whose file it names, else of the one whose text it is about.

use std::collections::{BTreeMap, HashMap};

use crate::library::{Library, LoadedFile};

/// An entry as records know it.
#[derive(Debug, Clone, Default)]
pub struct Owner<'e> {
    pub slug: &'e str,
    /// Its path below the library, with `/`.
    pub file: String,
    /// The files of the other entries that have its slug.
    twins: Vec<String>,
    /// Where it is asked whether an entry has a slug; none where that is not known.
    library: Option<&'e Library>,
}

/// The files of all entries that share a slug, by the slug.
pub type SharedSlugs = BTreeMap<String, Vec<String>>;

/// The slugs with which records name a file: what it has now, and what it had before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SlugsOfFiles(HashMap<String, Vec<String>>);

impl<'e> Owner<'e> {
    /// An entry of a library.
    pub fn of(file: &'e LoadedFile, library: &'e Library) -> Self {
        Self {
            slug: file.slug(),
            file: file.key.file(),
            twins: library.twins_of(file).map(|key| key.file()).collect(),
            library: Some(library),
        }
    }

    /// An entry by its slug and its file, beside those that share a slug.
    pub fn named(slug: &'e str, file: &str, shared: &SharedSlugs) -> Self {
        let twins = shared.get(slug).into_iter().flatten();
        Self {
            slug,
            file: file.to_owned(),
            twins: twins.filter(|twin| *twin != file).cloned().collect(),
            library: None,
        }
    }

    /// Whether a record of its slug is its own. One that names a file which is none of those with that slug is from before this
    /// one was moved, or of one that is gone: its text tells.
    pub fn owns(&self, file: Option<&str>, is_of_its_text: impl FnOnce() -> bool) -> bool {
        match file {
            Some(file) if file == self.file => true,
            Some(file) if self.twins.iter().any(|twin| twin == file) => false,
            None if self.twins.is_empty() => true,
            _ => is_of_its_text(),
        }
    }

    /// Whether a slug is none by now: one that an entry has is that entry's.
    fn is_free(&self, slug: &str) -> bool {
        let mut with_it = self.library.into_iter().flat_map(|it| it.with_slug(slug));
        self.library.is_some() && with_it.next().is_none()
    }
}

impl SlugsOfFiles {
    /// A record names a file with a slug.
    pub(super) fn note(&mut self, slug: &str, file: Option<&str>) {
        let Some(file) = file else { return };
        match self.0.get_mut(file) {
            Some(slugs) if slugs.iter().any(|it| it == slug) => {}
            Some(slugs) => slugs.push(slug.to_owned()),
            None => {
                self.0.insert(file.to_owned(), vec![slug.to_owned()]);
            }
        }
    }

    /// The slugs that an entry had before, which none has by now. What is on record of them is its own where it names its file.
    pub(super) fn before<'s>(&'s self, of: &'s Owner<'_>) -> impl Iterator<Item = &'s str> {
        let slugs = self.0.get(&of.file).into_iter().flatten();
        let slugs = slugs.map(String::as_str);
        slugs.filter(|slug| *slug != of.slug && of.is_free(slug))
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
