//! Which entries no other entry links or refers to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::candidates::SearchedText;
use super::links::addresses;
use crate::entry::cross_references::EntryId;
use crate::entry::front_matter::FrontMatter;
use crate::library::{EntryKey, Library, linked_file};

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
    fn led_to(&self) -> HashSet<&EntryKey> {
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

/// The entries that nothing leads to: neither an id nor a link to their file or their page.
pub(super) fn orphans(entries: &[SearchedText], ids: &IdsSaid) -> HashSet<EntryKey> {
    let led_to_by_id = ids.led_to();
    let files: HashMap<String, &EntryKey> = entries
        .iter()
        .map(|one| (one.key.file(), &one.key))
        .collect();
    let page = |one: &SearchedText| {
        let front_matter = FrontMatter::read(&one.text);
        let page = page_of(front_matter.text("url")?)?.to_owned();
        Some((page, one.key.clone()))
    };
    let pages: HashMap<String, EntryKey> = entries.par_iter().filter_map(page).collect();
    let led_to = |one: &SearchedText| -> Vec<EntryKey> {
        let own = one.key.file();
        let leads = addresses(&one.text).into_iter().filter_map(|at| {
            let address = one.text.get(at)?;
            let to_file = || files.get(&linked_file(&own, address)?).copied();
            let key = page_of(address).and_then(|page| pages.get(page));
            let key = key.or_else(to_file)?;
            (*key != one.key).then(|| key.clone())
        });
        leads.collect()
    };
    let led_to: HashSet<EntryKey> = entries.par_iter().flat_map_iter(led_to).collect();
    let keys = entries.iter().map(|one| &one.key);
    let left = keys.filter(|key| !led_to.contains(*key) && !led_to_by_id.contains(key));
    left.cloned().collect()
}

/// The address of a page, whatever it is asked with.
fn page_of(address: &str) -> Option<&str> {
    let (_, bare) = address.split_once("://")?;
    let bare = bare.split(['?', '#']).next()?;
    Some(bare.trim_end_matches('/'))
}
