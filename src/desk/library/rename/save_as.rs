//! A copy of an entry under another name: "Save as…".
//!
//! The copy has the text as it is at the desk; the entry it was made of stays as it is, saved or not.

use std::sync::Arc;

use crate::desk::{Command, Desk, Effect, Moment, Offer, RenameCommand};
use crate::library::EntryKey;
use crate::library::renaming::RenameWish;

impl Desk {
    /// Makes a copy of the entry that is looked at.
    pub(super) fn save_copy(&mut self, wish: &RenameWish, now: Moment) -> Vec<Effect> {
        let Some(renaming) = self.in_library.renames.looked.clone() else {
            return Vec::new();
        };
        let key = renaming.new_names(wish).file;
        let name = &renaming.names.file;
        let made = match (self.rename_error(wish), self.text_of(name)) {
            (Some(why), _) => Err(why),
            (None, None) => Err("The entry is not there any more".to_owned()),
            (None, Some(text)) => {
                let edits = renaming.edits_in(name, text, wish);
                let text = edits.and_then(|edits| Ok(edits.apply(text)?));
                text.map_err(|error| error.to_string())
            }
        };
        let text = match made {
            Ok(text) => text,
            Err(why) => {
                self.error(format!("No copy was made. {why}"), now);
                return Vec::new();
            }
        };
        self.close_dialog();
        self.in_library.renames.copying = Some(key.clone());
        vec![Effect::Create {
            path: renaming.root.join(key.path()),
            key,
            step: 0,
            text,
        }]
    }

    /// A file was made: tells of it where it is a copy; `false` where it is none.
    pub(in crate::desk) fn copied(&mut self, key: &EntryKey, text: Arc<str>, now: Moment) -> bool {
        if self
            .in_library
            .renames
            .copying
            .take_if(|copy| copy == key)
            .is_none()
        {
            return false;
        }
        let undo = Command::Rename(RenameCommand::UndoCopy {
            entry: key.clone(),
            text,
        });
        self.info_with(
            format!("Saved a copy as {}", key.file()),
            vec![Offer::new("Delete the copy", undo)],
            now,
        );
        true
    }

    /// Takes a copy away that is as it was made.
    pub(super) fn undo_copy(&mut self, key: &EntryKey, text: Arc<str>, now: Moment) -> Vec<Effect> {
        if self.text_of(key) != Some(&text) {
            self.error(
                "The copy was changed since, so it stays. Delete it if you don’t want it",
                now,
            );
            return Vec::new();
        }
        self.take_away(key, text, false)
    }
}
