//! The review room: which entries are due, the one under review, what came of it, and what is on record.
//!
//! The entry under review is the entry shown, so that saving, merging and undo are what they always are. Nothing here moves a
//! date of review but what a person asked for in a dialog.
//!
//! Knows nothing of: how anything is drawn, how records are kept.

mod claims;
pub(super) mod command;
pub(super) mod queue;
pub(super) mod reading;
mod records;
pub(super) mod ticks;

use std::collections::HashSet;

use crate::desk::view::Spot;
use crate::desk::{Desk, Effect, Moment, OpenEntry};
use crate::library::{EntryKey, Records};
use crate::review::{Claims, ReviewLog};
use queue::Queue;
use reading::Reading;
use ticks::AllTicks;

/// What the window is for at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    #[default]
    Write,
    Review,
}

/// What the room keeps.
#[derive(Debug, Default)]
pub struct Review {
    mode: Mode,
    /// The entry under review; the queue where there is none.
    entry: Option<EntryKey>,
    log: ReviewLog,
    /// The records have been read.
    is_read: bool,
    /// Why they can't be.
    unread: Option<String>,
    /// Grows whenever something here changed that the queue shows.
    revision: u64,
    claims: Claims,
    assignments: Records,
    queue: Queue,
    reading: Reading,
    ticks: AllTicks,
}

impl Review {
    pub fn mode(&self) -> Mode {
        self.mode
    }

    pub fn log(&self) -> &ReviewLog {
        &self.log
    }

    /// Why the records can't be read.
    pub fn unread(&self) -> Option<&str> {
        self.unread.as_deref()
    }

    /// Which sentences were held against which sources.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// Who has which entry, as the file says it.
    pub fn assignments(&self) -> &Records {
        &self.assignments
    }

    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// The entries that are chosen in the queue, to do something to all of them.
    pub fn chosen(&self) -> &HashSet<EntryKey> {
        &self.queue.chosen
    }
}

impl Desk {
    pub fn review(&self) -> &Review {
        &self.review
    }

    pub fn is_reviewing(&self) -> bool {
        self.review.mode == Mode::Review
    }

    /// Is the queue in the window?
    pub fn shows_queue(&self) -> bool {
        self.is_reviewing() && self.review.entry.is_none()
    }

    /// The entry under review, if it can be read.
    pub fn under_review(&self) -> Option<&OpenEntry> {
        self.shown().filter(|_| self.under_review_key().is_some())
    }

    /// The entry under review, readable or not.
    pub fn under_review_key(&self) -> Option<&EntryKey> {
        let key = self.review.entry.as_ref();
        key.filter(|_| self.is_reviewing())
    }

    /// Shows the queue, or goes back to writing where it is shown.
    pub(in crate::desk) fn turn_to_queue(&mut self, now: Moment) {
        if self.shows_queue() {
            self.back_to_writing();
        } else {
            self.remember_place();
            self.open_queue(now);
        }
    }

    /// Goes back from reviewing to writing.
    pub(in crate::desk) fn back_to_writing(&mut self) {
        self.leave_review();
        self.focus_on(Spot::Caret);
        match &self.shown {
            Some(key) => self.say(self.title_of(key)),
            None => self.say("Writing"),
        }
    }

    pub(in crate::desk) fn open_queue(&mut self, now: Moment) {
        self.recut_cards();
        self.hide_bibliography();
        self.review.mode = Mode::Review;
        self.review.entry = None;
        self.follow_queue(now);
        self.say("Review queue");
    }

    /// Opens an entry for review.
    pub(in crate::desk) fn review_entry(&mut self, key: &EntryKey) -> Vec<Effect> {
        let effects = self.show_to_review(key);
        self.review.queue.at = Some(key.clone());
        effects
    }

    pub(in crate::desk) fn put_under_review(&mut self, key: &EntryKey) {
        self.review.mode = Mode::Review;
        self.review.entry = Some(key.clone());
    }

    /// The text or something else is shown instead.
    pub(in crate::desk) fn leave_review(&mut self) {
        self.review.mode = Mode::Write;
        self.review.entry = None;
    }

    /// Another library is opened.
    pub(in crate::desk) fn forget_review(&mut self) {
        self.review = Review::default();
    }
}
