//! The one way a command changes the entry shown: as one step, or not at all, with the reason.
//!
//! Typing and the form have ways of their own, as their keys join one another.

use std::fmt::Display;

use crate::desk::editing::undo::{NewStep, Selection, StepNature};
use crate::desk::{Desk, Moment};
use crate::entry::{Edits, Lean};

impl Desk {
    /// Makes a change and refreshes the entry's row; says why where it can't be made. `after` is where the selection is
    /// then, else it goes along with the text. `false` where nothing was changed.
    pub(in crate::desk) fn change_shown(
        &mut self,
        edits: Result<Edits, impl Display>,
        label: impl Into<String>,
        after: Option<Selection>,
        now: Moment,
    ) -> bool {
        let edits = match edits {
            Ok(edits) => edits,
            Err(why) => {
                self.error(format!("Not changed: {why}"), now);
                return false;
            }
        };
        if edits.is_empty() {
            return false;
        }
        let id = self.next_step();
        let Some(entry) = self.shown_mut() else {
            return false;
        };
        let before = entry.selection;
        let moved = |at| edits.map(at, Lean::Before);
        let after = after.unwrap_or_else(|| Selection {
            anchor: moved(before.anchor),
            head: moved(before.head),
        });
        let change = NewStep {
            label: label.into(),
            nature: StepNature::Command,
            edits,
            before,
            after,
        };
        match entry.change(change, id, None) {
            Ok(()) => {
                self.refresh_row();
                true
            }
            Err(error) => {
                self.error(format!("Not changed: {error}"), now);
                false
            }
        }
    }

    /// Puts the caret somewhere in the entry shown.
    pub(in crate::desk) fn place_shown(&mut self, selection: Selection) {
        if let Some(entry) = self.shown_mut() {
            entry.place(selection);
        }
    }
}
