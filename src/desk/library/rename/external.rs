//! A file that another program renamed: its entry follows, together with its unsaved text.

use std::sync::Arc;

use crate::desk::editing::open_entry::Outside;
use crate::desk::{Desk, Effect, Moment};
use crate::library::LoadedFile;

impl Desk {
    /// Takes a new file for the one that is gone of an entry, where it holds the very text that one held and no other could
    /// be meant. `None` where it does not.
    pub(in crate::desk::library) fn goes_along(
        &mut self,
        file: &LoadedFile,
        now: Moment,
    ) -> Option<Vec<Effect>> {
        let text = file.content.text()?;
        if text.trim_ascii().is_empty() {
            return None;
        }
        let root = self.library.as_ref()?.root().to_path_buf();
        let mut gone = self.open.values().filter(|entry| {
            entry.outside == Some(Outside::Gone) && entry.seen() == text && entry.writing.is_none()
        });
        let (Some(entry), None) = (gone.next(), gone.next()) else {
            return None;
        };
        let (from, step) = (entry.key.clone(), entry.step());
        let is_clean = entry.text() == text;
        self.saved_state_changed(&from);
        self.move_entry(&from, &file.key);
        self.saved_state_changed(&file.key);
        if let Some(entry) = self.open.get_mut(&file.key) {
            entry.outside = None;
            if is_clean {
                entry.written(step, Arc::clone(text));
            }
        }
        self.arrange_rows();
        let title = self.title_of(&file.key);
        let (old, new) = (from.file(), file.key.file());
        self.info(
            format!("Another program renamed {old} to {new}: {title} went along"),
            now,
        );
        Some(vec![Effect::MoveVersions {
            root,
            from,
            to: file.key.clone(),
        }])
    }
}
