//! The records of reviews beside the content: asked for, and taken in.
//!
//! Knows nothing of: how they are kept, what they lead to.

use std::path::Path;

use crate::desk::{Desk, Effect, Moment};
use crate::library::Records;
use crate::review::{ASSIGNMENTS, Assignments, CLAIMS, Claims, REVIEWS, ReviewLog};

impl Desk {
    /// Asks what is on record.
    pub(in crate::desk) fn read_reviews(&self) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let read = |name| Effect::ReadRecords {
            root: library.root().to_owned(),
            name,
        };
        [REVIEWS, CLAIMS, ASSIGNMENTS].map(read).into()
    }

    pub(super) fn log_read(&mut self, root: &Path, log: ReviewLog) {
        if !self.is_of(root) {
            return;
        }
        self.review.is_read = true;
        self.review.unread = None;
        if self.review.log != log {
            self.review.log = log;
            self.review.revision += 1;
        }
    }

    pub(super) fn review_records_read(&mut self, root: &Path, name: &str, records: Records) {
        if !self.is_of(root) {
            return;
        }
        match name {
            CLAIMS => self.review.claims = Claims::of(&records),
            _ => self.review.assignments = Assignments::of(&records),
        }
        self.review.revision += 1;
    }

    /// What can't be read is not known: the queue says so, and nothing is signed.
    pub(super) fn review_records_not_read(
        &mut self,
        root: &Path,
        name: &str,
        why: &str,
        now: Moment,
    ) {
        if !self.is_of(root) {
            return;
        }
        if name == REVIEWS {
            self.review.unread = Some(why.to_owned());
        }
        self.trouble(format!("{why}: {name} beside the content"), now);
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
