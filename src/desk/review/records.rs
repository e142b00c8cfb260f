//! The records of reviews beside the content: asked for, and taken in.
//!
//! Knows nothing of: how they are kept, what they lead to.

use std::path::Path;
use std::sync::Arc;

use crate::desk::{Desk, Effect, Moment};
use crate::library::{EntryKey, RecordChange};
use crate::review::{self, Assignments, CLAIMS, Claims, Owner, REVIEWS, ReviewLog};

impl Desk {
    /// Asks what is on record.
    pub(in crate::desk) fn read_reviews(&self) -> Vec<Effect> {
        self.read_records_of(&review::FILES)
    }

    /// Asks what is in these files.
    pub(super) fn read_records_of(&self, names: &[&'static str]) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let read = |name: &&'static str| Effect::ReadRecords {
            root: library.root().to_owned(),
            name,
        };
        names.iter().map(read).collect()
    }

    pub(super) fn log_read(&mut self, root: &Path, log: ReviewLog, now: Moment) -> Vec<Effect> {
        if !self.is_of(root) {
            return Vec::new();
        }
        let was_known = self.are_reviews_known();
        self.review.is_read = true;
        self.review.unread = None;
        if *self.review.log == log {
            return self.check_waiting(now).unwrap_or_default();
        }
        self.review.log = Arc::new(log);
        self.review.queue.rows.touch_all();
        match self.check_waiting(now) {
            Some(effects) => effects,
            // What nobody reviewed may be found otherwise.
            None if was_known => self.check_anew(now),
            None => Vec::new(),
        }
    }

    /// The records were read, or can’t be.
    pub(in crate::desk) fn are_reviews_known(&self) -> bool {
        self.review.is_read || self.review.unread.is_some()
    }

    pub(super) fn assignments_read(&mut self, root: &Path, assignments: Assignments) {
        if self.is_of(root) {
            let other = assignments.slugs_other_than(&self.review.assignments);
            let other: Vec<String> = other.map(str::to_owned).collect();
            self.review.assignments = assignments;
            self.touch_slugs(other.iter().map(String::as_str));
        }
    }

    pub(super) fn claims_read(&mut self, root: &Path, claims: Claims) {
        if self.is_of(root) {
            self.review.claims = claims;
        }
    }

    /// Keeps a change to the claims that were verified.
    pub(super) fn keep_claims(&self, change: RecordChange) -> Vec<Effect> {
        let library = self.library.as_ref();
        let keep = library.map(|library| Effect::ChangeRecords {
            root: library.root().to_owned(),
            name: CLAIMS,
            change,
        });
        keep.into_iter().collect()
    }

    /// An entry as the records know it.
    pub(super) fn owner_of(&self, key: &EntryKey) -> Option<Owner<'_>> {
        let library = self.library.as_ref()?;
        Some(Owner::of(library.get(key)?, library))
    }

    /// What can't be read is not known: the queue says so, and nothing is signed.
    pub(super) fn review_records_not_read(
        &mut self,
        root: &Path,
        name: &str,
        why: &str,
        now: Moment,
    ) -> Vec<Effect> {
        if !self.is_of(root) {
            return Vec::new();
        }
        self.error(format!("{why}: {name} beside the content"), now);
        if name == REVIEWS {
            self.review.unread = Some(why.to_owned());
            // The checks go on without it.
            return self.check_waiting(now).unwrap_or_default();
        }
        Vec::new()
    }

    /// Why nothing can be put on record now.
    pub(super) fn records_not_there(&self) -> Option<String> {
        match &self.review.unread {
            Some(why) => Some(format!("The records of reviews can’t be read: {why}")),
            None if !self.review.is_read => {
                Some("The records of reviews are still being read".into())
            }
            None => None,
        }
    }
}
