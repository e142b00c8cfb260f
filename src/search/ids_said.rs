//! Which entries others lead to by their ids.
//!
//! What the library knows of ids is copied, so that asking takes no time of whoever holds the library.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::entry::cross_references::EntryId;
use crate::library::{EntryKey, Library};

/// What entries say of their ids, and of those of others, as the library knows it.
#[derive(Debug, Clone, Default)]
pub(super) struct IdsSaid {
    files: Vec<IdsOfFile>,
    /// The slugs that the house style gives ids.
    mapped: Vec<(EntryId, String)>,
}

#[derive(Debug, Clone)]
struct IdsOfFile {
    key: EntryKey,
    id: Option<EntryId>,
    slug: Option<Arc<str>>,
    refers_to: Box<[EntryId]>,
}

impl IdsSaid {
    pub fn of(library: &Library) -> Self {
        let files = library.rows().map(|file| IdsOfFile {
            key: file.key.clone(),
            id: file.facts.id,
            slug: file.facts.slug.clone(),
            refers_to: file.facts.refers_to.clone(),
        });
        let mapped = library.style().entry_ids.iter();
        let mapped = mapped.filter_map(|(id, slug)| Some((EntryId::parse(id)?, slug.clone())));
        Self {
            files: files.collect(),
            mapped: mapped.collect(),
        }
    }

    /// The entries whose id stands in the text of another.
    pub fn led_to(&self) -> HashSet<&EntryKey> {
        let mut referring: HashMap<EntryId, Vec<&EntryKey>> = HashMap::new();
        for file in &self.files {
            for id in &file.refers_to {
                referring.entry(*id).or_default().push(&file.key);
            }
        }
        let mut by_slug: HashMap<&str, Vec<EntryId>> = HashMap::new();
        for (id, slug) in &self.mapped {
            by_slug.entry(slug).or_default().push(*id);
        }
        let is_led_to = |file: &&IdsOfFile| {
            let mapped = file.slug.as_deref().and_then(|slug| by_slug.get(slug));
            let mut ids = file.id.iter().chain(mapped.into_iter().flatten());
            ids.any(|id| {
                let others = referring.get(id).into_iter().flatten();
                others.into_iter().any(|other| **other != file.key)
            })
        };
        let led_to = self.files.iter().filter(is_led_to);
        led_to.map(|file| &file.key).collect()
    }
}
