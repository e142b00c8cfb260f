//! What changed in each entry since it was reviewed: compared in the background while the queue is open, and kept until the
//! text, its sign-off or the house style is another one.
//!
//! Knows nothing of: how two texts are compared, where an earlier text is found.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use super::rows::Row;
use crate::desk::effect::{Compare, CompareJob, Compared};
use crate::desk::{Desk, Effect};
use crate::house_style::HouseStyle;
use crate::library::{EntryKey, LoadedFile};
use crate::review::Since;

/// What is known of all entries.
#[derive(Debug, Default)]
pub(super) struct Comparisons {
    known: HashMap<EntryKey, Compared>,
    /// What is to be compared.
    wanted: BTreeMap<EntryKey, Arc<Compare>>,
    /// Some of it was not asked for yet.
    is_more_wanted: bool,
    /// By which house style.
    style: Option<Arc<HouseStyle>>,
    /// The comparison that goes on, and the number of the last one.
    is_comparing: bool,
    asked: u64,
}

/// What is known of one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangedSince<'c> {
    pub since: &'c Since,
    /// It is still being looked for.
    pub is_sought: bool,
    /// From which text on, in words.
    pub says: &'c str,
}

impl Desk {
    /// What changed in an entry since it was reviewed, as far as it has been compared. What was found in another text, or held
    /// against another sign-off, says nothing of this one.
    pub fn changed_since(&self, row: &Row) -> ChangedSince<'_> {
        let file = self.library.as_ref().and_then(|it| it.get(&row.key));
        let text = file.and_then(|file| file.content.text());
        let known = self.review.changes.known.get(&row.key).zip(text);
        let known = known.filter(|(known, text)| known.is_of(text, signed_at(row)));
        let changes = &self.review.changes;
        let is_sought = changes.wanted.contains_key(&row.key) && self.review.is_read;
        match known.map(|(known, _)| known) {
            Some(known) => ChangedSince {
                since: &known.since,
                is_sought: false,
                says: &known.says,
            },
            None => ChangedSince {
                since: &Since::Unknown,
                is_sought,
                says: if is_sought {
                    "Looking for the text that was reviewed"
                } else {
                    "The text that was reviewed is not known"
                },
            },
        }
    }

    /// Has compared what is not known yet, while the queue is open; stops that when it is left.
    pub(in crate::desk) fn follow_changes(&mut self) -> Vec<Effect> {
        if !self.shows_queue() {
            let changes = &mut self.review.changes;
            if std::mem::take(&mut changes.is_comparing) {
                changes.is_more_wanted = true;
                return vec![Effect::StopComparing];
            }
            return Vec::new();
        }
        let Some(library) = self.library.as_ref().filter(|_| self.opening().is_none()) else {
            return Vec::new();
        };
        let changes = &mut self.review.changes;
        let is_ready = self.review.is_read && !self.review.queue.rows.are_behind();
        if !is_ready || !std::mem::take(&mut changes.is_more_wanted) {
            return Vec::new();
        }
        let mut entries: Vec<Arc<Compare>> = changes.wanted.values().cloned().collect();
        // What is on record is known soon; looking through commits takes its time.
        entries.sort_by_key(|it| it.sign_off.is_none());
        if entries.is_empty() {
            return Vec::new();
        }
        changes.is_comparing = true;
        changes.asked += 1;
        vec![Effect::CompareSince(CompareJob {
            asked: changes.asked,
            root: library.root().to_owned(),
            style: self.style.clone(),
            entries,
        })]
    }

    pub(super) fn compared(
        &mut self,
        root: &Path,
        asked: u64,
        found: Vec<(EntryKey, Compared)>,
        is_all: bool,
    ) {
        if !self.is_of(root) || asked != self.review.changes.asked {
            return;
        }
        let changes = &mut self.review.changes;
        for (key, compared) in found {
            let is_it = |it: &Arc<Compare>| {
                let signed = it.sign_off.as_ref().map(|record| record.at.as_str());
                compared.is_of(&it.text, signed)
            };
            if changes.wanted.get(&key).is_some_and(is_it) {
                changes.wanted.remove(&key);
            }
            changes.known.insert(key, compared);
        }
        changes.is_comparing = !is_all;
        if is_all {
            // Not before: rows that move with every answer can't be read.
            self.review.queue.changes_are_new();
        }
    }
}

impl Comparisons {
    /// What is known by another house style is not known by this one.
    pub(super) fn follow_style(&mut self, style: &Arc<HouseStyle>) {
        let is_same = |known: &Arc<HouseStyle>| Arc::ptr_eq(known, style);
        if !self.style.as_ref().is_some_and(is_same) {
            self.style = Some(style.clone());
            self.known.clear();
        }
    }

    /// A row was worked out: what changed in its entry is to be known.
    pub(super) fn want(&mut self, file: &LoadedFile, row: &Row) {
        let text = file.content.text();
        let known = self.known.get(&row.key).zip(text);
        let Some(text) =
            text.filter(|_| !known.is_some_and(|(known, text)| known.is_of(text, signed_at(row))))
        else {
            self.wanted.remove(&row.key);
            return;
        };
        let compare = Compare {
            key: row.key.clone(),
            text: text.clone(),
            sign_off: row.sign_off.clone(),
        };
        self.wanted.insert(row.key.clone(), Arc::new(compare));
        self.is_more_wanted = true;
    }
}

/// When the sign-off of a row was written down.
fn signed_at(row: &Row) -> Option<&str> {
    Some(row.sign_off.as_ref()?.at.as_str())
}
