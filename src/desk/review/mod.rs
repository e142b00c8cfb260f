//! The review room: which entries are due, the one under review, what came of it, and what is on record.
//!
//! The entry under review is the entry shown, so that saving, merging and undo are what they always are. Nothing here moves a
//! date of review but what a person asked for in a dialog.
//!
//! Knows nothing of: how anything is drawn, how records are kept.

mod claims;
pub(super) mod command;
mod elsewhere;
pub(super) mod export;
mod many;
mod outcomes;
pub(super) mod queue;
pub(super) mod reading;
mod records;
pub(super) mod rows;
mod settle;
pub(super) mod sign_off;
pub(super) mod since;
pub(super) mod ticks;
mod waiting;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use crate::desk::effect::ReviewReport;
use crate::desk::view::Spot;
use crate::desk::{Desk, Effect, Moment, OpenEntry, ReviewCommand};
use crate::library::{EntryKey, LoadedFile, ToSettle};
use crate::review::{Assignments, Claims, ReviewLog, ReviewRecord};
use elsewhere::OpenedSource;
use many::Many;
use queue::Queue;
use reading::UnderReview;
use sign_off::Asked;
use since::Comparisons;
use ticks::AllTicks;
use waiting::{Signed, Waiting};

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
    /// The entry whose review was left for its text or for another entry, to be gone on with.
    left: Option<EntryKey>,
    log: Arc<ReviewLog>,
    /// The records have been read.
    is_read: bool,
    /// Why they can't be.
    unread: Option<String>,
    claims: Claims,
    assignments: Assignments,
    /// The records that are there twice, by their file.
    to_settle: BTreeMap<&'static str, Vec<ToSettle>>,
    queue: Queue,
    changes: Comparisons,
    /// The entries that were opened for review since the library was.
    opened: HashSet<EntryKey>,
    /// Who saved a text here last, by the name in the settings, until another program writes the file.
    writers: HashMap<EntryKey, String>,
    /// The sign-off that is asked about, and what many entries are asked about.
    asked: Option<Asked>,
    many: Option<Many>,
    /// How many of the entries chosen were opened, and in how many of those something is left, as the dialog opened.
    many_opened: usize,
    many_left: usize,
    waiting: Vec<Waiting>,
    /// Records of what is done, to be written; those that may not be in the file yet, and when to try again.
    ready: Vec<ReviewRecord>,
    unwritten: Vec<ReviewRecord>,
    retry_at: Option<Duration>,
    /// Other records are pending than the journal has; it has some.
    is_pending_other: bool,
    is_pending_kept: bool,
    /// What was signed off here and can be taken back, oldest first.
    signed: Vec<Signed>,
    /// All that was done in this session.
    session: Vec<(EntryKey, ReviewRecord)>,
    reading: UnderReview,
    opened_source: OpenedSource,
    ticks: AllTicks,
}

impl Review {
    pub fn mode(&self) -> Mode {
        self.mode
    }

    pub fn log(&self) -> &ReviewLog {
        &self.log
    }

    pub(in crate::desk) fn log_to_share(&self) -> Arc<ReviewLog> {
        self.log.clone()
    }

    /// Why the records can't be read.
    pub fn unread(&self) -> Option<&str> {
        self.unread.as_deref()
    }

    /// Which sentences were held against which sources.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// Who has which entry.
    pub fn assignments(&self) -> &Assignments {
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

    /// Goes back from reviewing, or from reading for proof, to writing.
    pub(in crate::desk) fn back_to_writing(&mut self) {
        self.put_caret_in_text();
        let place = self.place_in_review();
        self.leave_review();
        self.leave_proof();
        if let Some((key, at)) = place {
            self.show_place(&key, at);
        }
        self.focus_on(Spot::Caret);
        match &self.shown {
            Some(key) => self.say(self.title_of(key)),
            None => self.say("Writing"),
        }
    }

    pub(in crate::desk) fn open_queue(&mut self, now: Moment) {
        self.recut_cards();
        self.hide_bibliography();
        self.leave_proof();
        self.review.mode = Mode::Review;
        self.review.entry = None;
        self.review.left = None;
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
        self.leave_proof();
        self.review.mode = Mode::Review;
        self.review.entry = Some(key.clone());
        self.review.left = None;
        self.review.opened.insert(key.clone());
    }

    /// The text or something else is shown instead.
    pub(in crate::desk) fn leave_review(&mut self) {
        self.review.mode = Mode::Write;
        if let Some(key) = self.review.entry.take() {
            self.review.left = Some(key);
        }
    }

    /// The entry whose review can be gone on with, while something else is shown.
    pub fn review_left(&self) -> Option<&EntryKey> {
        let key = self.review.left.as_ref().filter(|_| !self.is_reviewing())?;
        self.library.as_ref()?.get(key).map(|_| key)
    }

    /// Why nothing can be reviewed now.
    pub(in crate::desk) fn review_disabled_because(&self) -> Option<String> {
        let no = |why: &str| Some(why.to_owned());
        if !self.is_reviewing() {
            return no("Open the entry for review first, with Ctrl+Shift+R");
        }
        if self.to_review().is_empty() {
            return no("No entry is shown");
        }
        None
    }

    /// Why nothing can be signed off now.
    pub(in crate::desk) fn sign_off_disabled_because(&self) -> Option<String> {
        let is_unread = self.under_review().is_some() && self.looked().is_none();
        let unread = is_unread.then(|| "The text is still being read: wait a moment".to_owned());
        self.review_disabled_because().or(unread)
    }

    pub(in crate::desk) fn undo_disabled_in_queue(&self) -> Option<String> {
        let none = self.review.signed.is_empty();
        none.then(|| "Nothing was signed off here".to_owned())
    }

    pub(in crate::desk) fn has_session(&self) -> bool {
        !self.review.session.is_empty()
    }

    /// The file of an entry has another name from now on, and its records another slug.
    pub(in crate::desk) fn move_review(&mut self, from: &EntryKey, to: &EntryKey) {
        let file = self.library.as_ref().and_then(|library| library.get(to));
        let slug = file.map_or(to.page_name(), LoadedFile::slug).to_owned();
        let review = &mut self.review;
        if review.opened.remove(from) {
            review.opened.insert(to.clone());
        }
        if review.left.as_ref() == Some(from) {
            review.left = Some(to.clone());
        }
        review.queue.chosen.remove(from);
        if let Some(name) = review.writers.remove(from) {
            review.writers.insert(to.clone(), name);
        }
        let own = Some(from.file());
        let on_the_way = review.ready.iter_mut().chain(&mut review.unwritten);
        for record in on_the_way.filter(|it| it.file == own) {
            record.slug.clone_from(&slug);
            record.file = Some(to.file());
        }
        for signed in review.signed.iter_mut().filter(|it| it.key == *from) {
            signed.key = to.clone();
            signed.record.slug.clone_from(&slug);
            signed.record.file = Some(to.file());
        }
        for (key, _) in review.session.iter_mut().filter(|(key, _)| key == from) {
            *key = to.clone();
        }
    }

    /// Another library is opened.
    pub(in crate::desk) fn forget_review(&mut self) {
        self.review = Review::default();
    }

    pub(in crate::desk) fn review_command(
        &mut self,
        command: ReviewCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            ReviewCommand::Choose(key) => self.review.queue.at = Some(key),
            ReviewCommand::Pick(key) => self.pick(key),
            ReviewCommand::PickNone => self.review.queue.chosen.clear(),
            ReviewCommand::Open(key) => return self.review_entry(&key),
            ReviewCommand::Sort(column) => self.sort_queue(column),
            ReviewCommand::Filter(filter) => self.filter_queue(filter),
            ReviewCommand::Group(by) => self.group_queue(by),
            ReviewCommand::Column(column, shown) => self.view.queue.show(column, shown),
            ReviewCommand::LetterKeys(on) => self.view.queue.letter_keys = on,
            ReviewCommand::Reading(command) => return self.reading_command(command, now),
            ReviewCommand::SignOff { form, and_next } => {
                return self.sign_off(&form, and_next, now);
            }
            ReviewCommand::SignOffMany { form, elsewhere } => {
                return self.propose_sign_offs(&form, elsewhere, now);
            }
            ReviewCommand::TakeBack { entry, step } => {
                return self.take_sign_off_back(&entry, step, now);
            }
            ReviewCommand::SendBack { reviewer, reason } => {
                return self.send_back(&reviewer, &reason, now);
            }
            ReviewCommand::Assign { to, until } => return self.assign(&to, until, now),
            ReviewCommand::Unassign => return self.take_assignment_back(now),
            ReviewCommand::ChangeRecords(name, change) => return self.change_records(name, change),
            ReviewCommand::SettleRecord(line) => return self.settle_record(&line, now),
            ReviewCommand::ExportTo { export, path } => {
                return self.export_to(export, path, now);
            }
            ReviewCommand::WriteRecords => return self.write_ready(),
        }
        Vec::new()
    }

    pub(in crate::desk) fn review_reported(
        &mut self,
        report: ReviewReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            ReviewReport::LogRead { root, log } => return self.log_read(&root, log, now),
            ReviewReport::ClaimsRead { root, claims } => self.claims_read(&root, claims),
            ReviewReport::AssignmentsRead { root, assignments } => {
                self.assignments_read(&root, assignments);
            }
            ReviewReport::ToSettle {
                root,
                name,
                records,
            } => self.records_to_settle_read(&root, name, records, now),
            ReviewReport::Elsewhere { job, found } => self.found_elsewhere(&job, found),
            ReviewReport::Looked(looked) => self.read_for_review(looked),
            ReviewReport::TicksRead { root, ticks } => self.ticks_read(&root, ticks),
            ReviewReport::TicksNotKept { why } => {
                self.error(format!("What you ticked could not be kept: {why}"), now);
            }
            ReviewReport::NotRead { root, name, why } => {
                return self.review_records_not_read(&root, name, &why, now);
            }
            ReviewReport::PendingWritten { root, written } => {
                return self.pending_written(&root, written, now);
            }
            ReviewReport::Written { root, name, change } => {
                if self.is_of(&root) {
                    return self.records_written(name, &change);
                }
            }
            ReviewReport::NotWritten { root, name, why } => {
                if self.is_of(&root) {
                    self.records_not_written(name, &why, now);
                }
            }
            ReviewReport::LastWriter { key, of, writer } => {
                self.last_writer_found(&key, &of, writer);
            }
            ReviewReport::Unmerged {
                key,
                of,
                is_unmerged,
            } => self.unmerged_told(&key, &of, is_unmerged),
            ReviewReport::Compared {
                root,
                asked,
                found,
                is_all,
            } => self.compared(&root, asked, found, is_all),
            ReviewReport::ExportPicked {
                export,
                path,
                waited,
            } => return self.export_picked(export, path, waited, now),
            ReviewReport::AskedWritten { path, written } => {
                self.export_written(&path, written, now);
            }
            ReviewReport::Changed { root } if self.is_of(&root) => return self.read_reviews(),
            ReviewReport::Changed { .. } => {}
        }
        Vec::new()
    }
}
