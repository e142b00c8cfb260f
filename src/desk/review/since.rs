//! What changed in each entry since it was reviewed: compared in the background while the queue is open, and kept until the
//! text, its sign-off or the house style is another one.
//!
//! Knows nothing of: how two texts are compared, where an earlier text is found.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::queue::Row;
use crate::desk::effect::{Compare, CompareJob, Compared};
use crate::desk::{Desk, Effect};
use crate::house_style::HouseStyle;
use crate::library::EntryKey;
use crate::review::Since;

/// What is known of all entries.
#[derive(Debug, Default)]
pub(super) struct Comparisons {
    known: HashMap<EntryKey, Compared>,
    /// By which house style.
    style: Option<Arc<HouseStyle>>,
    /// The comparison that goes on, and the number of the last one.
    is_comparing: bool,
    asked: u64,
    /// The rows for which it was looked last what is to be compared.
    looked_at: Option<(u64, u64)>,
}

/// What is known of one entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangedSince<'c> {
    pub since: &'c Since,
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
        match known.map(|(known, _)| known) {
            Some(known) => ChangedSince {
                since: &known.since,
                says: &known.says,
            },
            None => ChangedSince {
                since: &Since::Unknown,
                says: if self.review.changes.is_comparing {
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
            if std::mem::take(&mut self.review.changes.is_comparing) {
                self.review.changes.looked_at = None;
                return vec![Effect::StopComparing];
            }
            return Vec::new();
        }
        let Some(library) = self.library.as_ref().filter(|_| self.opening().is_none()) else {
            return Vec::new();
        };
        let changes = &mut self.review.changes;
        if changes
            .style
            .as_ref()
            .is_none_or(|style| !Arc::ptr_eq(style, &self.style))
        {
            changes.style = Some(self.style.clone());
            changes.known.clear();
            changes.looked_at = None;
        }
        let rows_are = (library.state(), self.review.revision);
        if changes.looked_at == Some(rows_are) || !self.review.is_read {
            return Vec::new();
        }
        changes.looked_at = Some(rows_are);
        let mut entries = Vec::new();
        for row in self.review.queue.rows() {
            let Some(file) = library.get(&row.key) else {
                continue;
            };
            let Some(text) = file.content.text() else {
                continue;
            };
            let known = changes.known.get(&row.key);
            if known.is_some_and(|known| known.is_of(text, signed_at(row))) {
                continue;
            }
            entries.push(Compare {
                key: row.key.clone(),
                text: text.clone(),
                sign_off: row.sign_off.clone(),
            });
        }
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
        self.review.changes.known.extend(found);
        self.review.changes.is_comparing = !is_all;
        if is_all {
            // Not before: rows that move with every answer can't be read.
            self.review.queue.changes_are_new();
        }
    }
}

/// When the sign-off of a row was written down.
fn signed_at(row: &Row) -> Option<&str> {
    Some(row.sign_off.as_ref()?.at.as_str())
}
