//! A rename that was interrupted: how far it came, and what is left of it to do.
//!
//! Resuming the inverse order takes back what was done. Each file is compared with what it held before and what it is to
//! hold; a file that holds neither was changed since, and is left as it is.

use std::sync::Arc;

use super::is_of;
use super::order::{BesideChange, FailedFile, RenameOrder};
use super::text_change::TextChange;
use crate::entry::Edits;
use crate::library::{EntryKey, ReadError, SaveError, disk};

/// How a file stands to a change of it.
enum Standing {
    Before,
    After,
    Neither(SaveError),
}

impl RenameOrder {
    /// What is left to do of an order that was interrupted, and what can't be done of it, as it was changed since.
    pub fn left(&self) -> (Self, Vec<FailedFile>) {
        let (mut left, mut failed) = (self.clone(), Vec::new());
        left.from = self.place();
        // What was changed since is left as it is, and so is counted as done.
        let mut is_left = |key: EntryKey, standing| match standing {
            Standing::Before => true,
            Standing::After => false,
            Standing::Neither(why) => {
                failed.push((key, why));
                false
            }
        };
        if !is_left(self.own.key.clone(), self.own_standing()) {
            let now = disk::read_text(&self.path(&left.from));
            let now = now.unwrap_or_else(|_| self.own.after.clone());
            left.own.edits = Edits::default();
            left.own.before = now.clone();
            left.own.after = now;
        }
        left.texts
            .retain(|text| is_left(text.key.clone(), self.standing(text)));
        left.beside
            .retain(|change| is_left(change.key(), self.standing_beside(change)));
        (left, failed)
    }

    /// Whether the entry's file has not its new name yet and was changed since: then it may be another entry by now.
    pub fn is_of_another(&self) -> bool {
        let has_old_name = self.from != self.to && self.place() == self.from;
        has_old_name && matches!(self.own_standing(), Standing::Neither(_))
    }

    /// The entry's file has its new name, whatever else is done.
    pub fn has_moved(&self) -> bool {
        self.from != self.to && self.place() == self.to
    }

    /// How many names and texts are as they are to be, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        let is_done = |standing| matches!(standing, Standing::After);
        let (mut done, mut of) = (0, 0);
        let mut count = |is_done: bool| {
            done += usize::from(is_done);
            of += 1;
        };
        if self.from != self.to {
            count(self.has_moved());
        }
        if self.own.before != self.own.after {
            count(is_done(self.own_standing()));
        }
        for text in &self.texts {
            count(is_done(self.standing(text)));
        }
        for change in &self.beside {
            count(is_done(self.standing_beside(change)));
        }
        for name in self.records() {
            let records = disk::read_records(&self.root, &name).unwrap_or_default();
            if records.lines().any(|it| self.renamed_record(it).is_some()) {
                count(false);
            } else if records.objects().any(|it| is_of(&it, &self.slugs.1, &[])) {
                count(true);
            }
        }
        (done, of)
    }

    /// What the entry's file is called now. A name that differs in its capitals only is given by way of another.
    fn place(&self) -> EntryKey {
        let has = |key: &EntryKey| disk::has_name(&self.path(key));
        if self.from == self.to {
            return self.to.clone();
        }
        let (has_old, has_new) = (has(&self.from), has(&self.to));
        let is_ours = |key: &EntryKey| !matches!(self.compare_own(key), Standing::Neither(_));
        if has_new && (!has_old || is_ours(&self.to)) {
            return self.to.clone();
        }
        let path = self.path(&self.from);
        let mut between = disk::between_names(&path)
            .filter(|_| !has_old)
            .filter_map(|path| EntryKey::below(&self.root, &path));
        between.find(is_ours).unwrap_or_else(|| self.from.clone())
    }

    fn own_standing(&self) -> Standing {
        self.compare_own(&self.place())
    }

    fn compare_own(&self, key: &EntryKey) -> Standing {
        let (before, after) = (&self.own.before, &self.own.after);
        compare(disk::read_text(&self.path(key)), Some(before), Some(after))
    }

    fn standing(&self, text: &TextChange) -> Standing {
        let now = disk::read_text(&self.path(&text.key));
        compare(now, Some(&text.before), Some(&text.after))
    }

    fn standing_beside(&self, change: &BesideChange) -> Standing {
        let now = disk::read_text(&self.path(&change.key()));
        compare(now, change.before.as_ref(), change.after.as_ref())
    }
}

/// Holds what a file is now against two texts; `None` is no file.
fn compare(
    now: Result<Arc<str>, ReadError>,
    before: Option<&Arc<str>>,
    after: Option<&Arc<str>>,
) -> Standing {
    let now = match now {
        Ok(now) => Some(now),
        Err(ReadError::Gone) => None,
        Err(why) => return Standing::Neither(SaveError::Failed(why.to_string())),
    };
    if now.as_ref() == after {
        Standing::After
    } else if now.as_ref() == before {
        Standing::Before
    } else {
        Standing::Neither(now.map_or(SaveError::Gone, |now| SaveError::ChangedOnDisk {
            now: Ok(now),
        }))
    }
}
