//! Which entries no other entry links or refers to.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::links::addresses;
use crate::entry::front_matter::FrontMatter;
use crate::library::{EntryKey, Library, LoadedFile, linked_file};

/// The entries that nothing leads to: no id in the text of another entry, and no link to their file or their page.
pub(super) fn orphans(library: &Library) -> HashSet<EntryKey> {
    let entries: Vec<&LoadedFile> = library
        .rows()
        .filter(|file| library.is_entry(file))
        .collect();
    let files: HashMap<String, &EntryKey> = entries
        .iter()
        .map(|file| (file.key.file(), &file.key))
        .collect();
    let page = |file: &&LoadedFile| {
        let front_matter = FrontMatter::read(file.content.text()?);
        let page = page_of(front_matter.text("url")?)?.to_owned();
        Some((page, file.key.clone()))
    };
    let pages: HashMap<String, EntryKey> = entries.par_iter().filter_map(page).collect();
    let led_to = |file: &&LoadedFile| -> Vec<EntryKey> {
        let text = file.content.text().map_or("", |text| text);
        let own = file.key.file();
        let leads = addresses(text).into_iter().filter_map(|at| {
            let address = text.get(at)?;
            let to_file = || files.get(&linked_file(&own, address)?).copied();
            let key = page_of(address).and_then(|page| pages.get(page));
            let key = key.or_else(to_file)?;
            (*key != file.key).then(|| key.clone())
        });
        leads.collect()
    };
    let led_to: HashSet<EntryKey> = entries.par_iter().flat_map_iter(led_to).collect();
    let is_referred_to = |key: &EntryKey| {
        let ids = library.ids_of(key);
        let mut referring = ids.iter().flat_map(|id| library.referring_to(*id));
        referring.any(|other| other != key)
    };
    let keys = entries.iter().map(|file| &file.key);
    let left = keys.filter(|key| !led_to.contains(*key) && !is_referred_to(key));
    left.cloned().collect()
}

/// The address of a page, whatever it is asked with.
fn page_of(address: &str) -> Option<&str> {
    let (_, bare) = address.split_once("://")?;
    let bare = bare.split(['?', '#']).next()?;
    Some(bare.trim_end_matches('/'))
}
