//! Which entries no other entry links or refers to.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::candidates::SearchedText;
use super::ids_said::IdsSaid;
use super::links::addresses;
use crate::entry::front_matter::FrontMatter;
use crate::library::{EntryKey, linked_file};

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
