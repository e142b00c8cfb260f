//! Who else is at work in this library, shown in a bar. Nobody is kept out, because every save compares first.

use std::path::Path;

use crate::desk::{Desk, Effect};
use crate::library::lock::Other;

/// Who else is there, and what was asked about it.
#[derive(Debug, Default)]
pub(in crate::desk) struct LockState {
    /// That we are at work here has been said.
    is_said: bool,
    other: Option<Other>,
    /// The person has read it.
    is_read: bool,
}

impl Desk {
    /// Who else is at work here, until the person has read it.
    pub fn locked_by(&self) -> Option<&Other> {
        let other = self.sync.lock.other.as_ref();
        other.filter(|_| !self.sync.lock.is_read)
    }

    pub(super) fn locked_by_read(&mut self, root: &Path, other: Option<Other>) {
        if !self.is_of(root) {
            return;
        }
        self.sync.lock.is_read = false;
        match &other {
            Some(other) => self.say(in_words(other)),
            None if self.sync.lock.other.is_some() => self.say("Nobody else is at work here now"),
            None => {}
        }
        self.sync.lock.other = other;
    }

    pub(super) fn lock_notice_seen(&mut self) {
        self.sync.lock.is_read = true;
    }

    /// Something was edited here: others are to know.
    pub(super) fn say_at_work(&mut self) -> Option<Effect> {
        let library = self.library.as_ref()?;
        let was_said = std::mem::replace(&mut self.sync.lock.is_said, true);
        (!was_said).then(|| Effect::LockLibrary {
            root: library.root().to_path_buf(),
            name: self.view.name.clone(),
        })
    }
}

/// Who it is. Since when is told by the clock on the wall, which only the window knows.
pub fn in_words(other: &Other) -> String {
    match other {
        Other::Somebody => "Somebody else is editing here".into(),
        Other::Myself(_) => "You are editing here in another window".into(),
        Other::Known(holder) if holder.name.is_empty() => {
            format!("Somebody is editing here on {}", holder.host)
        }
        Other::Known(holder) => format!("{} is editing here on {}", holder.name, holder.host),
    }
}
