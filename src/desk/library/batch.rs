//! A change to many entries at once: proposed, looked at, made as one step in each entry, and undone as a whole.
//!
//! Every entry has its own step in its own history; the steps of one batch share an id. Nothing else is remembered of a
//! batch: undo takes it back in every entry where its step is the last.

use std::collections::HashSet;
use std::sync::Arc;

use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::{BatchId, NewStep, Selection, StepNature};
use crate::desk::editing::undo_here::NOT_SIGNED_AGAIN;
use crate::desk::notice::Offer;
use crate::desk::{
    Answer, Batch, Command, CommandId, Desk, Dialog, Effect, LeftOut, LibraryCommand, Moment,
    Proposed, Question, Reach,
};
use crate::library::{EntryKey, SaveError};

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
        if batch.changes.iter().any(|it| self.is_outside(it)) {
            self.leave_outside(Arc::make_mut(&mut batch));
        }
        if batch.changes.is_empty() && batch.left_out.is_empty() {
            self.say("Nothing needs changing");
            return;
        }
        self.open_dialog(Dialog::Batch);
        self.in_library.proposed = Some(batch);
    }

    fn is_outside(&self, proposed: &Proposed) -> bool {
        let library = self.library.as_ref();
        let file = library.and_then(|library| library.get(&proposed.entry));
        file.is_some_and(|file| file.is_outside)
    }

    /// Leaves out the entries that lie outside of the library.
    pub(in crate::desk) fn leave_outside(&self, batch: &mut Batch) {
        let outside = batch
            .changes
            .extract_if(.., |proposed| self.is_outside(proposed));
        batch.left_out.extend(outside.map(|proposed| LeftOut {
            entry: proposed.entry,
            why: SaveError::Outside.to_string(),
        }));
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
        self.close_dialog();
        self.make(&batch, without, now)
    }

    /// Makes a change, but not in `without`.
    pub(in crate::desk) fn make(
        &mut self,
        batch: &Arc<Batch>,
        without: &HashSet<EntryKey>,
        now: Moment,
    ) -> Vec<Effect> {
        let id = BatchId(self.next_step().0);
        let mut done = Vec::new();
        let mut passed_over = Vec::new();
        for proposed in &batch.changes {
            if without.contains(&proposed.entry) {
                continue;
            }
            if self.change_one(proposed, &batch.label, id) {
                done.push(proposed.entry.clone());
            } else {
                passed_over.push(self.title_of(&proposed.entry));
            }
        }
        self.arrange_rows();
        let passed_over = match passed_over.as_slice() {
            [] => String::new(),
            titles => format!(
                ". Left out, as the text is no longer what was looked at: {}",
                some_of(titles)
            ),
        };
        if done.is_empty() {
            self.error(format!("No entry was changed{passed_over}"), now);
            return Vec::new();
        }
        if let Some(effects) = self.sign_many(batch, id, &done, now) {
            if !passed_over.is_empty() {
                self.error(format!("Not all were signed off{passed_over}"), now);
            }
            return effects;
        }
        let done = done.len();
        self.info_with(
            format!("Done in {}: {}{passed_over}", entries(done), batch.label),
            vec![
                Offer::new(
                    format!("Undo in {}", all(done)),
                    Command::Library(LibraryCommand::UndoIn(Reach::All(id))),
                ),
                Offer::new("Save all", CommandId::SaveAll),
            ],
            now,
        );
        Vec::new()
    }

    /// Makes the change to one entry, if its text is still what the edits were made for.
    fn change_one(&mut self, proposed: &Proposed, label: &str, batch: BatchId) -> bool {
        let step = self.next_step();
        let Some(entry) = self.at_desk(&proposed.entry) else {
            return false;
        };
        let text = entry.text();
        if !Arc::ptr_eq(text, &proposed.of) && *text != proposed.of {
            return false;
        }
        let first = proposed.edits.iter().next();
        let at = Selection::caret(first.map_or(0, |edit| edit.range.start));
        let change = NewStep {
            label: label.to_owned(),
            nature: StepNature::Batch(batch),
            edits: proposed.edits.clone(),
            before: at,
            after: at,
        };
        // Edits that do not fit are those of another text.
        let is_done = entry.change(change, step, None).is_ok();
        self.put_row(&proposed.entry);
        is_done
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
            text: format!("This was done in {count} entries at once: {label}."),
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

    /// Takes a batch back, or does it again, wherever it is next; says where it is not.
    fn go_through(&mut self, batch: BatchId, back: bool, now: Moment) -> Vec<Effect> {
        self.recut_cards();
        let mut done = 0;
        let mut label = String::new();
        let mut effects = Vec::new();
        for key in self.within_reach(batch, back) {
            if !back && self.is_sign_off_next(&key) {
                self.say(NOT_SIGNED_AGAIN);
                return Vec::new();
            }
            let Some(entry) = self.open.get_mut(&key) else {
                continue;
            };
            let step = entry.step();
            let moved = if back { entry.undo() } else { entry.redo() };
            match moved {
                Ok(Some(moved)) => {
                    done += 1;
                    label = moved.label;
                    if back {
                        effects.extend(self.step_undone(&key, step, Some(batch), now));
                    }
                }
                Ok(None) => {}
                Err(halt) => self.halted(halt, now),
            }
            self.put_row(&key);
        }
        self.arrange_rows();
        let stays: Vec<String> = if back {
            let holds = self.keys_where(|entry| entry.history().holds(batch));
            holds.iter().map(|key| self.title_of(key)).collect()
        } else {
            Vec::new()
        };
        let stays = match stays.as_slice() {
            [] => String::new(),
            titles => format!(
                ". It stays where something was changed since: {}",
                some_of(titles)
            ),
        };
        if done == 0 {
            let verb = if back { "undo" } else { "do again" };
            self.info(format!("There is nothing to {verb} any more{stays}"), now);
            return effects;
        }
        let (what, offer) = if back {
            (
                format!("Undid {label} in {}", entries(done)),
                Offer::new(
                    format!("Do again in {}", all(done)),
                    Command::Library(LibraryCommand::RedoIn(Reach::All(batch))),
                ),
            )
        } else {
            (
                format!("Did {label} again in {}", entries(done)),
                Offer::new(
                    format!("Undo in {}", all(done)),
                    Command::Library(LibraryCommand::UndoIn(Reach::All(batch))),
                ),
            )
        };
        // What was offered about this batch before is done, or no longer next.
        self.drop_notices(|notice| {
            let of_batch = |offer: &Offer| {
                matches!(
                    &offer.command,
                    Command::Library(LibraryCommand::UndoIn(Reach::All(other))) | Command::Library(LibraryCommand::RedoIn(Reach::All(other)))
                        if *other == batch
                )
            };
            notice.offers.iter().any(of_batch)
        });
        // What was saved with it is saved without it, and is not done again by a key.
        let offers = if effects.is_empty() {
            vec![offer]
        } else {
            Vec::new()
        };
        self.info_with(format!("{what}{stays}"), offers, now);
        effects
    }

    /// The entries where a step of the batch is next.
    fn within_reach(&self, batch: BatchId, back: bool) -> Vec<EntryKey> {
        self.keys_where(|entry| {
            if back {
                entry.history().ends_with(batch)
            } else {
                entry.history().awaits(batch)
            }
        })
    }

    /// In the order of their files.
    fn keys_where(&self, fits: impl Fn(&OpenEntry) -> bool) -> Vec<EntryKey> {
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
        format!("{count} entries")
    }
}

fn all(count: usize) -> String {
    if count == 1 {
        "1 entry".into()
    } else {
        format!("all {count}")
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
        named.push(format!("and {more} more"));
    }
    named.join("; ")
}
