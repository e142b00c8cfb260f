//! Cross references at the desk: from an id to its entry, and from an entry to those that refer to it.

use std::collections::BTreeSet;

use crate::desk::{Desk, Dialog, Effect};
use crate::entry::citations;
use crate::entry::cross_references::{self, EntryId};
use crate::library::EntryKey;

/// A place that refers to the entry shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub entry: EntryKey,
    /// Where its id stands.
    pub at: usize,
    /// The sentence around it, on one line.
    pub sentence: String,
}

/// Places that are listed at most.
const LISTED: usize = 500;

impl Desk {
    /// The entry that an id means, as far as the library knows.
    pub fn entry_by_id(&self, id: EntryId) -> Option<&EntryKey> {
        self.library.as_ref()?.entry_of_id(id)
    }

    /// The places that refer to the entry shown, while their dialog is open.
    pub fn references_here(&self) -> &[Reference] {
        &self.in_library.references_here
    }

    /// Goes to the entry of an id, or asks which one it is.
    pub(in crate::desk) fn go_to_id(&mut self, id: EntryId) -> Vec<Effect> {
        match self.entry_by_id(id).cloned() {
            Some(key) => {
                self.show(&key, None);
                self.look_again(&key)
            }
            None => {
                self.open_dialog(Dialog::AssignId(id));
                Vec::new()
            }
        }
    }

    /// Lists the places that refer to the entry shown.
    pub(in crate::desk) fn list_references(&mut self) {
        self.recut_cards();
        let (Some(library), Some(key)) = (&self.library, &self.shown) else {
            return;
        };
        let ids = library.ids_of(key);
        let entries: BTreeSet<&EntryKey> = ids
            .iter()
            .flat_map(|id| library.referring_to(*id))
            .collect();
        let mut found = Vec::new();
        for entry in entries {
            let text = library.get(entry).and_then(|file| file.content.text());
            let Some(text) = text else { continue };
            for (id, digits) in cross_references::all(text) {
                if ids.contains(&id) && found.len() < LISTED {
                    let sentence = text.get(citations::sentence_at(text, &digits));
                    let words = sentence.unwrap_or_default().split_whitespace();
                    found.push(Reference {
                        entry: entry.clone(),
                        at: digits.start,
                        sentence: words.collect::<Vec<_>>().join(" "),
                    });
                }
            }
        }
        if ids.is_empty() {
            self.say("This entry has no id, so no other can refer to it");
        } else if found.is_empty() {
            self.say("No entry refers to this one");
        } else {
            self.in_library.references_here = found;
            self.open_dialog(Dialog::ReferencesHere);
        }
    }
}
