//! A change to many entries at once: proposed, looked at, made as one step in each entry, and undone as a whole.
//!
//! Every entry has its own step in its own history; the steps of one batch share an id. Nothing else is remembered of a
//! batch: undo takes it back in every entry where its step is the last.

use std::collections::HashSet;
use std::sync::Arc;

use super::worked_out::{How, ToChange};
use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::{BatchId, StepNature};
use crate::desk::{
    Answer, Batch, Desk, Dialog, Effect, LeftOut, LibraryCommand, Moment, Question, Reach,
};
use crate::library::{EntryKey, grouped};

impl Desk {
    /// The change to many entries that is looked at, while its dialog is open.
    pub fn proposed(&self) -> Option<&Arc<Batch>> {
        self.in_library.proposed.as_ref()
    }

    pub(in crate::desk) fn forget_proposal(&mut self) {
        self.in_library.proposed = None;
    }

    /// The text of an entry as it is now: as it is edited, else as the library has it.
    pub fn text_of(&self, key: &EntryKey) -> Option<&Arc<str>> {
        match self.open.get(key) {
            Some(entry) => Some(entry.text()),
            None => self.library.as_ref()?.get(key)?.content.text(),
        }
    }

    /// Shows what a batch would do.
    ///
    /// Entries that lie outside of the library are left out: nobody who changes a whole library means files elsewhere.
    pub(in crate::desk) fn propose(&mut self, mut batch: Arc<Batch>) {
        if batch.changes.iter().any(|it| self.is_outside(&it.entry)) {
            self.leave_outside(Arc::make_mut(&mut batch));
        }
        if batch.changes.is_empty() && batch.left_out.is_empty() {
            self.say("Nothing needs changing");
            return;
        }
        self.open_dialog(Dialog::Batch);
        self.in_library.proposed = Some(batch);
    }

    /// Whether an entry lies outside of the library, behind a link.
    pub(in crate::desk) fn is_outside(&self, entry: &EntryKey) -> bool {
        let library = self.library.as_ref();
        let file = library.and_then(|library| library.get(entry));
        file.is_some_and(|file| file.is_outside)
    }

    /// Leaves out the entries that lie outside of the library.
    fn leave_outside(&self, batch: &mut Batch) {
        let outside = batch
            .changes
            .extract_if(.., |proposed| self.is_outside(&proposed.entry));
        batch
            .left_out
            .extend(outside.map(|proposed| LeftOut::outside(proposed.entry)));
    }

    /// Makes the change that is looked at, but not in `without`.
    pub(super) fn change_entries(
        &mut self,
        without: &HashSet<EntryKey>,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(batch) = self.in_library.proposed.clone() else {
            return Vec::new();
        };
        if self.waits_for_change() {
            return Vec::new();
        }
        self.close_dialog();
        self.make(&batch, without, now)
    }

    /// Makes a change, but not in `without`.
    fn make(
        &mut self,
        batch: &Arc<Batch>,
        without: &HashSet<EntryKey>,
        now: Moment,
    ) -> Vec<Effect> {
        let changes = batch.changes.iter();
        let changes = changes.filter(|proposed| !without.contains(&proposed.entry));
        let changes = changes.map(|proposed| ToChange {
            entry: proposed.entry.clone(),
            of: proposed.of.clone(),
            how: How::Edits(proposed.edits.clone()),
        });
        let changes = changes.collect();
        let told = Vec::new();
        self.make_all(
            Some(batch.clone()),
            batch.label.clone(),
            (changes, told),
            now,
        )
    }

    /// Asks whether the step of the entry shown is to be undone, or done again, here or in all entries of its batch;
    /// `false` where there is nothing to ask.
    pub(in crate::desk) fn ask_how_far(&mut self, back: bool) -> bool {
        let Some(history) = self.shown().map(OpenEntry::history) else {
            return false;
        };
        let step = if back {
            history.can_undo()
        } else {
            history.can_redo()
        };
        let Some((label, StepNature::Batch(batch))) = step.map(|step| (&step.label, step.nature))
        else {
            return false;
        };
        let label = label.clone();
        if back && self.ask_about_rename(batch) {
            return true;
        }
        let count = self.within_reach(batch, back).len();
        if count < 2 {
            return false;
        }
        let (title, here, in_all) = if back {
            ("Undo it here, or everywhere?", "Undo here", "Undo")
        } else {
            (
                "Do it again here, or everywhere?",
                "Do again here",
                "Do again",
            )
        };
        let reach = if back {
            LibraryCommand::UndoIn
        } else {
            LibraryCommand::RedoIn
        };
        self.ask(Question {
            title: title.into(),
            text: format!("This was done in {} at once: {label}.", entries(count)),
            answers: vec![
                Answer {
                    label: here.into(),
                    command: Some(reach(Reach::Here).into()),
                },
                Answer {
                    label: format!("{in_all} in {}", all(count)),
                    command: Some(reach(Reach::All(batch)).into()),
                },
                Answer {
                    label: "Cancel".into(),
                    command: None,
                },
            ],
        });
        true
    }

    pub(in crate::desk) fn undo_in(&mut self, reach: Reach, now: Moment) -> Vec<Effect> {
        match reach {
            Reach::Here => self.undo_here(now),
            Reach::All(batch) => self.go_through(batch, true, now),
        }
    }

    pub(super) fn redo_in(&mut self, reach: Reach, now: Moment) -> Vec<Effect> {
        match reach {
            Reach::Here => self.redo_here(now),
            Reach::All(batch) => self.go_through(batch, false, now),
        }
    }

    /// The newest batch whose step is the last in some entry.
    pub(in crate::desk) fn last_batch(&self) -> Option<BatchId> {
        let last =
            self.open
                .values()
                .filter_map(|entry| match entry.history().can_undo()?.nature {
                    StepNature::Batch(batch) => Some(batch),
                    _ => None,
                });
        last.max()
    }

    /// The entries where a step of the batch is next.
    pub(super) fn within_reach(&self, batch: BatchId, back: bool) -> Vec<EntryKey> {
        self.keys_where(|entry| {
            if back {
                entry.history().ends_with(batch)
            } else {
                entry.history().awaits(batch)
            }
        })
    }

    /// In the order of their files.
    pub(super) fn keys_where(&self, fits: impl Fn(&OpenEntry) -> bool) -> Vec<EntryKey> {
        let open = self.open.values().filter(|entry| fits(entry));
        let mut keys: Vec<EntryKey> = open.map(|entry| entry.key.clone()).collect();
        keys.sort();
        keys
    }
}

pub(in crate::desk) fn entries(count: usize) -> String {
    if count == 1 {
        "1 entry".into()
    } else {
        format!("{} entries", grouped(count))
    }
}

pub(super) fn all(count: usize) -> String {
    if count == 1 {
        "1 entry".into()
    } else {
        format!("all {}", grouped(count))
    }
}

/// The first titles, and how many more there are.
pub(in crate::desk) fn some_of(titles: &[String]) -> String {
    const NAMED: usize = 5;
    let mut named: Vec<String> = titles
        .iter()
        .take(NAMED)
        .map(|title| format!("“{title}”"))
        .collect();
    if let Some(more) = titles.len().checked_sub(NAMED).filter(|more| *more > 0) {
        named.push(format!("and {} more", grouped(more)));
    }
    named.join("; ")
}
