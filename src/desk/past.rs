//! Earlier versions of entries: what is kept, for how long, and what is said when nothing can be.
//!
//! Knows nothing of: where and how versions are kept.

use super::{Desk, Effect, Moment};
use crate::library::versions::pruning::PUT_ASIDE_DAYS;
use crate::library::versions::{NotKept, Why};

/// What the desk knows of earlier versions.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// It was said that none are kept.
    told: bool,
    /// The bytes of the texts that saves replaced since versions were let go of last.
    added: u64,
}

impl Desk {
    /// Keeps the texts of all entries that are not saved.
    pub(super) fn keep_unsaved(&self, why: Why) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let keep = |entry: &super::OpenEntry| Effect::KeepVersion {
            root: library.root().to_path_buf(),
            key: entry.key.clone(),
            text: entry.text().clone(),
            why,
        };
        self.unsaved().map(keep).collect()
    }

    /// What becomes of unsaved texts when the desk is left without saving, as a sentence to add.
    pub(super) fn said_of_unsaved(&self) -> String {
        if self.past.told {
            return String::new();
        }
        format!(" What you do not save stays in each entry’s history for {PUT_ASIDE_DAYS} days.")
    }

    /// A save replaced a text of that length. After many of them the store is looked through again.
    pub(super) fn version_added(&mut self, length: usize) -> Vec<Effect> {
        self.past.added += length as u64;
        // Packed, a text takes less than half of this.
        if self.past.added < self.view.version_limits().bytes / 2 {
            return Vec::new();
        }
        vec![self.prune_versions()]
    }

    pub(super) fn prune_versions(&mut self) -> Effect {
        self.past.added = 0;
        Effect::PruneVersions {
            limits: self.view.version_limits(),
        }
    }

    /// Says once that no versions are kept.
    pub(super) fn version_refused(&mut self, why: &NotKept, now: Moment) {
        if !std::mem::replace(&mut self.past.told, true) {
            self.trouble(
                format!("No earlier versions are kept: {why}. Saving goes on as usual"),
                now,
            );
        }
    }
}
