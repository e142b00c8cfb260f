//! A text put in the place of another, with the edits between them.

use std::sync::Arc;

use crate::entry::{EditError, Edits};
use crate::library::EntryKey;

/// A text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// The file; the entry's own is called by its new name.
    pub key: EntryKey,
    pub before: Arc<str>,
    pub edits: Edits,
    pub after: Arc<str>,
}

impl TextChange {
    /// # Errors
    /// [`EditError`] where the edits are those of another text.
    pub fn new(key: EntryKey, before: Arc<str>, edits: Edits) -> Result<Self, EditError> {
        let after = edits.apply(&before)?;
        Ok(Self {
            key,
            before,
            edits,
            after,
        })
    }

    pub(super) fn back(&self, key: EntryKey) -> Result<Self, EditError> {
        Ok(Self {
            key,
            before: self.after.clone(),
            edits: self.edits.inverse(&self.before)?,
            after: self.before.clone(),
        })
    }
}
