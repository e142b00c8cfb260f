//! Keeping unsaved text where no crash takes it: which texts to keep and which to forget, as entries change.
//!
//! Only entries that changed are looked at, so that ten thousand on the desk cost a key nothing.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::editing::undo::StepId;
use crate::desk::{Desk, Effect, Moment};
use crate::library::EntryKey;
use crate::library::journal::Unsaved;

/// What the journal was asked to keep.
#[derive(Debug, Default)]
pub(in crate::desk) struct Journalled {
    kept: HashMap<EntryKey, Kept>,
    /// Entries that were saved, or have a file no more, since this was looked at.
    touched: Vec<EntryKey>,
    /// Texts of earlier sessions that were answered: they go once what they became is kept.
    settled: Vec<PathBuf>,
}

/// The state of an entry that was handed over last.
#[derive(Debug)]
struct Kept {
    path: PathBuf,
    step: StepId,
    seen: Arc<str>,
}

impl Desk {
    /// These files of the journal go once what they became is kept.
    pub(in crate::desk) fn settle_in_journal(&mut self, files: impl IntoIterator<Item = PathBuf>) {
        self.sync.journalled.settled.extend(files);
    }

    /// An entry is saved now, or its file is not what it was, though its text stayed.
    pub(in crate::desk) fn saved_state_changed(&mut self, key: &EntryKey) {
        self.sync.journalled.touched.push(key.clone());
    }

    /// Has the journal keep what is not saved of these entries, and forget what is.
    pub(in crate::desk) fn follow_unsaved(&mut self, mut changed: Vec<EntryKey>) -> Vec<Effect> {
        changed.append(&mut self.sync.journalled.touched);
        let mut effects = Vec::new();
        for key in changed {
            let entry = self.open.get(&key).filter(|entry| entry.is_unsaved());
            let Some((entry, library)) = entry.zip(self.library.as_ref()) else {
                effects.extend(self.sync.journalled.forget(&key));
                continue;
            };
            let now = Kept {
                path: entry.path.clone(),
                step: entry.step(),
                seen: entry.seen().clone(),
            };
            if let Some(before) = self.sync.journalled.kept.get(&key)
                && before.step == now.step
                && Arc::ptr_eq(&before.seen, &now.seen)
            {
                continue;
            }
            effects.push(Effect::Journal(Unsaved {
                root: library.root().to_path_buf(),
                key: key.clone(),
                path: now.path.clone(),
                text: entry.text().clone(),
                seen: now.seen.clone(),
            }));
            self.sync.journalled.kept.insert(key, now);
        }
        if !effects.is_empty() {
            effects.extend(self.say_at_work());
        }
        let settled = std::mem::take(&mut self.sync.journalled.settled);
        effects.extend(
            settled
                .into_iter()
                .map(|file| Effect::SettleInJournal { file }),
        );
        effects
    }

    /// The desk is left, and what is not saved with it. What is typed in spite of that is kept again.
    pub(in crate::desk) fn forget_unsaved(&self) -> Vec<Effect> {
        let kept = self.sync.journalled.kept.values();
        kept.map(|kept| Effect::ForgetJournal {
            path: kept.path.clone(),
        })
        .collect()
    }

    pub(super) fn not_journalled(&mut self, why: &str, now: Moment) {
        self.error(
            format!(
                "What you type can’t be kept for a crash: {why}. Your text is safe while copydesk runs; save often"
            ),
            now,
        );
    }
}

impl Journalled {
    fn forget(&mut self, key: &EntryKey) -> Option<Effect> {
        let kept = self.kept.remove(key)?;
        Some(Effect::ForgetJournal { path: kept.path })
    }
}
