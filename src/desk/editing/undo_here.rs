//! Undo and redo in the entry shown, and one hunk of its changes taken back.

use crate::desk::editing::open_entry::Halt;
use crate::desk::editing::undo::{Selection, StepId};
use crate::desk::{Desk, Effect, Moment, Reach};
use crate::entry::{Edit, Edits};

/// A key alone signs nothing.
pub(in crate::desk) const NOT_SIGNED_AGAIN: &str =
    "A sign-off is not done again by a key: sign off anew with Ctrl+Shift+Enter";

impl Desk {
    pub(in crate::desk) fn undo_many(&mut self, now: Moment) -> Vec<Effect> {
        match self.last_batch() {
            Some(batch) if self.is_rename(batch) => self.undo_rename(batch, now),
            Some(batch) => self.undo_in(Reach::All(batch), now),
            None => Vec::new(),
        }
    }

    /// Takes back the last step of the entry shown; asks first how far where it was made in others too.
    pub(in crate::desk) fn undo(&mut self, now: Moment) -> Vec<Effect> {
        if self.ask_how_far(true) {
            return Vec::new();
        }
        self.undo_here(now)
    }

    pub(in crate::desk) fn redo(&mut self, now: Moment) -> Vec<Effect> {
        if self.ask_how_far(false) {
            return Vec::new();
        }
        self.redo_here(now)
    }

    pub(in crate::desk) fn undo_here(&mut self, now: Moment) -> Vec<Effect> {
        let Some(entry) = self.shown_mut() else {
            return Vec::new();
        };
        let (key, step) = (entry.key.clone(), entry.step());
        match entry.undo() {
            Ok(Some(moved)) => {
                self.say(format!("Undid {}", moved.label));
                self.refresh_row();
                let mut effects = self.write_beside(moved.beside);
                effects.extend(self.step_undone(&key, step, None, now));
                return effects;
            }
            Ok(None) => self.say("Nothing to undo"),
            Err(halt) => self.halted(halt, now),
        }
        Vec::new()
    }

    pub(in crate::desk) fn redo_here(&mut self, now: Moment) -> Vec<Effect> {
        if self
            .shown
            .as_ref()
            .is_some_and(|key| self.is_sign_off_next(key))
        {
            self.say(NOT_SIGNED_AGAIN);
            return Vec::new();
        }
        let Some(entry) = self.shown_mut() else {
            return Vec::new();
        };
        match entry.redo() {
            Ok(Some(moved)) => {
                self.say(format!("Did {} again", moved.label));
                self.refresh_row();
                return self.write_beside(moved.beside);
            }
            Ok(None) => self.say("Nothing to redo"),
            Err(halt) => self.halted(halt, now),
        }
        Vec::new()
    }

    pub(in crate::desk) fn halted(&mut self, halt: Halt, now: Moment) {
        match halt {
            Halt::AtReload => self.info(
                "The step before is what another program wrote. Undo again to go back past it; saving then asks",
                now,
            ),
            Halt::OutOfStep => self.error(
                "That step can’t be undone: the history does not match the text. The text is unchanged",
                now,
            ),
        }
    }

    pub(in crate::desk) fn take_back(&mut self, step: StepId, edit: Edit, now: Moment) {
        // A hunk shown for an older text is drawn anew, and can be taken back then.
        if self.shown().is_none_or(|entry| entry.step() != step) {
            return;
        }
        let after = Some(Selection::caret(edit.range.start));
        let label = "taking back a change";
        if self.change_shown(Ok::<Edits, String>(edit.into()), label, after, now) {
            self.say("Reverted the change. Undo brings it back");
        }
    }
}
