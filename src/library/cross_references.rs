//! Who refers to whom: which entry an id means, and which entries name an id.
//!
//! Kept up as files come and go, so that asking costs nothing.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use super::{EntryKey, LoadedFile};
use crate::entry::cross_references::EntryId;

/// The cross references of a library, read from the facts of its files.
#[derive(Debug, Clone, Default)]
pub(super) struct CrossReferences {
    /// The entries that say an id is their own: one, if all is well.
    owners: HashMap<EntryId, BTreeSet<EntryKey>>,
    referring: HashMap<EntryId, BTreeSet<EntryKey>>,
    by_slug: HashMap<Arc<str>, BTreeSet<EntryKey>>,
    /// The slugs that several files have.
    shared: BTreeSet<Arc<str>>,
}

impl CrossReferences {
    /// Notes what a file says, or that it says so no more.
    pub(super) fn note(&mut self, file: &LoadedFile, is_there: bool) {
        let facts = &file.facts;
        if let Some(id) = facts.id {
            note(&mut self.owners, id, &file.key, is_there);
        }
        for id in &facts.refers_to {
            note(&mut self.referring, *id, &file.key, is_there);
        }
        let slug = facts.slug.clone();
        let slug = slug.filter(|slug| **slug == *file.slug());
        let slug = slug.unwrap_or_else(|| file.slug().into());
        note(&mut self.by_slug, slug.clone(), &file.key, is_there);
        if self.with_slug(&slug).nth(1).is_some() {
            self.shared.insert(slug);
        } else {
            self.shared.remove(&slug);
        }
    }

    /// The first entry that says this id is its own.
    pub(super) fn owner(&self, id: EntryId) -> Option<&EntryKey> {
        self.owners.get(&id)?.first()
    }

    /// The files with this slug.
    pub(super) fn with_slug(&self, slug: &str) -> impl Iterator<Item = &EntryKey> {
        self.by_slug.get(slug).into_iter().flatten()
    }

    /// Whether several files have this slug.
    pub(super) fn is_shared(&self, slug: &str) -> bool {
        self.shared.contains(slug)
    }

    /// The slugs that several files have.
    pub(super) fn shared_slugs(&self) -> impl Iterator<Item = &str> {
        self.shared.iter().map(|slug| &**slug)
    }

    pub(super) fn referring(&self, id: EntryId) -> impl Iterator<Item = &EntryKey> {
        self.referring.get(&id).into_iter().flatten()
    }
}

fn note<T: Eq + Hash>(
    map: &mut HashMap<T, BTreeSet<EntryKey>>,
    name: T,
    key: &EntryKey,
    is_there: bool,
) {
    if is_there {
        map.entry(name).or_default().insert(key.clone());
    } else if let Some(keys) = map.get_mut(&name) {
        keys.remove(key);
        if keys.is_empty() {
            map.remove(&name);
        }
    }
}
