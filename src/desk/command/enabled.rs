//! Why a command can't be carried out now.

use crate::desk::command::id::CommandId;
use crate::desk::command::list::Needs;
use crate::desk::{Desk, Dialog};

impl Desk {
    /// The reason why a command can't be carried out now, in a sentence; `None` where it can.
    pub fn disabled_because(&self, id: CommandId) -> Option<String> {
        use CommandId::*;
        let no = |reason: &str| Some(reason.to_owned());
        match id {
            Undo if self.shows_queue() => self.undo_disabled_in_queue(),
            Undo if self.shows_bibliography() => self.disabled_because(UndoMany),
            Save | SaveAll if self.dialog() == Some(&Dialog::UnsavedDrafts) => {
                no("Not saved: close the sheet with the text of last time first")
            }
            // These go on while a merge waits for choices.
            NextFinding | PreviousFinding | KeepMine | TakeTheirs if self.resolving().is_some() => {
                None
            }
            CheckLibrary if self.opening().is_some() => no("The folder is still being opened"),
            _ => self
                .lacks(id)
                .map(str::to_owned)
                .or_else(|| (id.info().unless)(self)),
        }
    }

    /// What a command needs and is not there.
    fn lacks(&self, id: CommandId) -> Option<&'static str> {
        let info = id.info();
        let needs = info.needs;
        let is_of_entry = matches!(needs, Needs::Entry | Needs::Cards | Needs::EntryView);
        if is_of_entry && self.shows_bibliography() {
            return Some("The library’s sources are shown: go back to the entry first");
        }
        if is_of_entry && self.shows_queue() {
            return Some("The review queue is shown: open an entry first");
        }
        if is_of_entry && self.is_reviewing() && !info.works_in_review {
            return Some("The entry is under review: go back to writing first");
        }
        if is_of_entry && self.is_proofing() && !info.works_in_proof {
            return Some("The entry is read for proof: go back to writing first");
        }
        if is_of_entry && let Some(resolving) = self.resolving() {
            return Some(if resolving.chosen() < resolving.choices.len() {
                "Two versions wait for a choice: settle them, or go back to the text first"
            } else {
                "All is chosen: use it with Ctrl+Enter, or go back to the text first"
            });
        }
        match (needs, self.shown()) {
            (Needs::Library, _) if self.library.is_none() => Some("Open a folder first"),
            (Needs::Merge, None) => Some("No entry is shown"),
            (Needs::Entry | Needs::Cards, None) => Some(match &self.shown {
                Some(_) => "This file can’t be read as text, so it is left as it is",
                None => "No entry is shown",
            }),
            (Needs::Cards, Some(entry)) if entry.whole => {
                Some("The whole file is shown as text: switch back to cards first")
            }
            _ => None,
        }
    }
}
