//! Names beside the content that are links, or no ordinary files: shown in a bar, because nothing is read or written under
//! them.

use std::path::Path;

use crate::desk::Desk;
use crate::library::disk::LeftAlone;

/// Which names they are, and whether the person has read it.
#[derive(Debug, Default)]
pub(in crate::desk) struct NamesLeftAlone {
    names: Vec<LeftAlone>,
    is_read: bool,
}

impl Desk {
    /// What is to be said about the names that are left alone, until the person has read it.
    pub fn left_alone_in_words(&self) -> Option<String> {
        let left = &self.sync.left_alone;
        let first = left.names.first().filter(|_| !left.is_read)?;
        let others = match left.names.len() {
            1 => String::new(),
            2 => ", as was one name more".into(),
            n => format!(", as were {} names more", n - 1),
        };
        // Short enough for a small window with its button.
        Some(format!(
            "“{}” {} and was left alone{others}. Your entries are safe",
            first.name, first.what
        ))
    }

    pub(super) fn names_left_alone(&mut self, root: &Path, names: Vec<LeftAlone>) {
        if !self.is_of(root) {
            return;
        }
        let known = &self.sync.left_alone.names;
        let new: Vec<LeftAlone> = names.into_iter().filter(|it| !known.contains(it)).collect();
        if new.is_empty() {
            return;
        }
        self.sync.left_alone.names.extend(new);
        self.sync.left_alone.is_read = false;
        if let Some(words) = self.left_alone_in_words() {
            self.say(words);
        }
    }

    pub(super) fn left_alone_notice_seen(&mut self) {
        self.sync.left_alone.is_read = true;
    }
}
