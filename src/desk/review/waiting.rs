//! Acts of a review on their way: they wait for the disk to hold the text they are about, then for their record to be written.
//!
//! Entry first, record second: a record tells of what is so. One that can't be written waits and is tried again; it is never
//! dropped in silence.
//!
//! Knows nothing of: how a text or a record is written.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::desk::editing::undo::{Beside, StepNature};
use crate::desk::effect::CheckJob;
use crate::desk::library::batch::{entries, some_of};
use crate::desk::notice::Offer;
use crate::desk::{
    BatchId, Command, Desk, Effect, LibraryCommand, Moment, OpenEntry, Reach, ReviewCommand, StepId,
};
use crate::entry::dates::in_words;
use crate::library::versions::{TextHash, Why};
use crate::library::{
    Content, EntryKey, FinishedRecords, PendingRecord, PendingRecords, RecordChange, SaveError,
};
use crate::review::{Outcome, REVIEWS, ReviewRecord, dated_without_record};

/// What undo calls it.
pub(super) const LABEL: &str = "signing off";

/// An act that is on record as soon as the disk holds this text.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub key: EntryKey,
    pub step: StepId,
    pub text: Arc<str>,
    pub act: ReviewAct,
    /// It is one of many.
    pub batch: Option<BatchId>,
    /// The disk is said to hold it already, and is only asked.
    pub is_asked: bool,
}

#[derive(Debug, Clone)]
pub(super) enum ReviewAct {
    SignOff {
        record: ReviewRecord,
        /// A step of the entry moved the date.
        is_moved: bool,
    },
    /// The record that takes a sign-off back.
    TakeBack(ReviewRecord),
}

/// A sign-off that was made here.
#[derive(Debug, Clone)]
pub(super) struct Signed {
    pub key: EntryKey,
    pub step: StepId,
    pub record: ReviewRecord,
    /// That step moved the date; else the entry had it already.
    pub is_moved: bool,
}

/// So many sign-offs of a batch are written down at a time: what a crash can leave without its record until the next start.
const AT_ONCE: usize = 64;

/// Why a sign-off is given up whose file another program changed meanwhile.
const DIFFERS: &str = "the file says something else by now. Read what changed, then sign off again";

/// After this long a record that could not be written is tried again.
const RETRY: Duration = Duration::from_secs(30);

impl ReviewAct {
    fn record(&self) -> &ReviewRecord {
        match self {
            Self::SignOff { record, .. } | Self::TakeBack(record) => record,
        }
    }
}

impl Desk {
    /// The disk has the text of a step.
    pub(in crate::desk) fn act_written(
        &mut self,
        key: &EntryKey,
        step: StepId,
        text: &Arc<str>,
        now: Moment,
    ) -> Vec<Effect> {
        let is_it = |it: &Waiting| it.key == *key && it.step == step && it.text == *text;
        // To sign off is not to write.
        if !self.review.waiting.iter().any(is_it) && !self.view.name.trim().is_empty() {
            let name = self.view.name.clone();
            self.review.writers.insert(key.clone(), name);
        }
        self.act_done(is_it, now)
    }

    /// The disk was asked what a file holds.
    pub(in crate::desk) fn act_confirmed(
        &mut self,
        key: &EntryKey,
        content: &Content,
        now: Moment,
    ) -> Vec<Effect> {
        let is_it = |it: &Waiting| {
            it.key == *key && it.is_asked && content.text().is_some_and(|text| *text == it.text)
        };
        let is_known = |entry: &OpenEntry| content.text() == Some(entry.seen());
        if !self.open.get(key).is_some_and(is_known) {
            self.review.writers.remove(key);
        }
        let mut effects = self.act_done(is_it, now);
        let (others, still) = std::mem::take(&mut self.review.waiting)
            .into_iter()
            .partition(|it| it.is_asked && it.key == *key);
        self.review.waiting = still;
        for other in others {
            let batch = other.batch;
            self.give_up(other, DIFFERS, now);
            if batch.is_some() && self.is_over(batch) {
                effects.extend(self.write_ready());
            }
        }
        effects
    }

    fn act_done(&mut self, is_it: impl Fn(&Waiting) -> bool, now: Moment) -> Vec<Effect> {
        let waiting = &mut self.review.waiting;
        let done: Vec<Waiting> = waiting.extract_if(.., |it| is_it(it)).collect();
        let mut is_over = false;
        let mut effects = Vec::new();
        for done in done {
            let record = done.act.record().clone();
            self.review.ready.push(record.clone());
            self.review.session.push((done.key.clone(), record.clone()));
            let is_last = self.is_over(done.batch);
            is_over |= is_last;
            if let ReviewAct::SignOff { is_moved, .. } = done.act {
                // Undone while the disk was at it: what the disk holds is on record, and is taken back.
                let entry = self.open.get(&done.key);
                let is_undone = is_moved && entry.is_some_and(|entry| entry.step() < done.step);
                if done.batch.is_none() && !is_undone {
                    self.say_signed(&record, &done.key, done.step, now);
                }
                // The next review is compared with this text.
                effects.extend(self.keep_version(&done.key, done.text, Why::SignedOff));
                self.review.signed.push(Signed {
                    key: done.key.clone(),
                    step: done.step,
                    record,
                    is_moved,
                });
                if is_undone {
                    effects.extend(self.step_undone(&done.key, done.step, None, now));
                }
                if let Some(batch) = done.batch.filter(|_| is_last) {
                    self.say_many_signed(batch, now);
                }
            }
        }
        if is_over || self.review.ready.len() >= AT_ONCE {
            effects.extend(self.write_ready());
        }
        effects
    }

    /// Whether no act of a batch waits any more; so it is with one that is by itself.
    fn is_over(&self, batch: Option<BatchId>) -> bool {
        batch.is_none() || !self.review.waiting.iter().any(|it| it.batch == batch)
    }

    fn say_many_signed(&mut self, batch: BatchId, now: Moment) {
        let of_batch = |entry: &OpenEntry| entry.history().ends_with(batch);
        let count = self.open.values().filter(|entry| of_batch(entry)).count();
        if count == 0 {
            return;
        }
        self.info_with(
            format!("Signed off {}", entries(count)),
            vec![Offer::new(
                "Undo them",
                Command::Library(LibraryCommand::UndoIn(Reach::All(batch))),
            )],
            now,
        );
    }

    /// The disk did not take a text. A sign-off is given up then, which is `true`; the rest of its batch is on record without
    /// it.
    pub(in crate::desk) fn act_refused(
        &mut self,
        key: &EntryKey,
        step: StepId,
        why: &SaveError,
        now: Moment,
    ) -> (bool, Vec<Effect>) {
        let is_it = |it: &Waiting| it.key == *key && it.step == step;
        let Some(place) = self.review.waiting.iter().position(is_it) else {
            return (false, Vec::new());
        };
        let waiting = self.review.waiting.remove(place);
        let batch = waiting.batch;
        let is_sign_off = matches!(waiting.act, ReviewAct::SignOff { .. });
        if is_sign_off && let Some(entry) = self.open.get_mut(key) {
            entry.writing = None;
        }
        let why = match why {
            // There is nothing to choose: the date goes out again, and what the file says is read.
            SaveError::ChangedOnDisk { now: Ok(_) } => DIFFERS.to_owned(),
            why => why.to_string(),
        };
        self.give_up(waiting, &why, now);
        let Some(batch) = batch.filter(|batch| self.is_over(Some(*batch))) else {
            return (is_sign_off, Vec::new());
        };
        if is_sign_off {
            self.say_many_signed(batch, now);
        }
        (is_sign_off, self.write_ready())
    }

    /// Keeps in the journal what is to be written down, from before the first save until all is written down.
    pub(in crate::desk) fn keep_pending(&mut self) -> Option<Effect> {
        let root = self.library.as_ref()?.root().to_owned();
        let is_any = self.is_anything_pending();
        let review = &mut self.review;
        let is_over = review.is_pending_kept && !is_any;
        if !std::mem::take(&mut review.is_pending_other) && !is_over {
            return None;
        }
        review.is_pending_kept = is_any;
        let waiting = review.waiting.iter().map(|it| {
            let text = (it.key.clone(), TextHash::of(&it.text));
            (it.act.record(), Some(text))
        });
        let done = review.ready.iter().chain(&review.unwritten);
        let all = waiting.chain(done.map(|record| (record, None)));
        let records = all.filter_map(|(record, text)| {
            let line = record.to_add().add.pop()?;
            Some(PendingRecord { line, text })
        });
        Some(Effect::KeepPending(PendingRecords {
            root,
            name: REVIEWS.to_owned(),
            records: records.collect(),
        }))
    }

    /// Whether something that was done is not yet on record.
    pub(in crate::desk) fn is_anything_pending(&self) -> bool {
        let review = &self.review;
        !review.waiting.is_empty() || !review.ready.is_empty() || !review.unwritten.is_empty()
    }

    /// What an earlier session left pending is written down, or can't be.
    pub(super) fn pending_written(
        &mut self,
        root: &Path,
        written: Result<FinishedRecords, (RecordChange, String)>,
        now: Moment,
    ) -> Vec<Effect> {
        if !self.is_of(root) {
            return Vec::new();
        }
        match written {
            Ok(finished) => {
                let what = match finished.written {
                    0 => None,
                    1 => Some("1 review that was not yet on record is".to_owned()),
                    many => Some(format!("{many} reviews that were not yet on record are")),
                };
                if let Some(what) = what {
                    let why = "as the entries hold what was signed";
                    self.info(format!("{what} written down, {why}"), now);
                }
                let library = self.library.as_ref();
                let date = |key: &EntryKey| library?.get(key)?.facts.last_reviewed.clone();
                let left_out = dated_without_record(&finished.left_out, date);
                if !left_out.is_empty() {
                    self.error(left_out.join("\n"), now);
                }
                self.read_records_of(&[REVIEWS])
            }
            Err((left, why)) => {
                let records = left.add.iter().map(|line| serde_json::from_str(line));
                self.review.unwritten.extend(records.filter_map(Result::ok));
                self.records_not_written(REVIEWS, &why, now);
                Vec::new()
            }
        }
    }

    /// Has acts that need no save written down.
    pub(super) fn write_down(&mut self, acts: Vec<(EntryKey, ReviewRecord)>) -> Vec<Effect> {
        for (key, record) in acts {
            self.review.ready.push(record.clone());
            self.review.session.push((key, record));
        }
        self.write_ready()
    }

    /// Writes what is ready, and what could not be written before.
    pub(super) fn write_ready(&mut self) -> Vec<Effect> {
        let ready = std::mem::take(&mut self.review.ready);
        self.review.unwritten.extend(ready);
        self.review.retry_at = None;
        let add = self.review.unwritten.iter().flat_map(|it| it.to_add().add);
        let change = RecordChange {
            add: add.collect(),
            remove: Vec::new(),
        };
        if change.add.is_empty() {
            return Vec::new();
        }
        self.write_beside(Some(Beside {
            name: REVIEWS,
            change,
        }))
    }

    /// The file of records holds what it was given.
    pub(super) fn records_written(
        &mut self,
        name: &'static str,
        change: &RecordChange,
    ) -> Vec<Effect> {
        if name != REVIEWS {
            // There are few of them, and they are read anew.
            return self.read_records_of(&[name]);
        }
        let is_there = |record: &mut ReviewRecord| {
            let line = record.to_add().add;
            line.iter().all(|line| change.add.contains(line))
        };
        let written: Vec<ReviewRecord> = self.review.unwritten.extract_if(.., is_there).collect();
        self.touch_slugs(written.iter().map(|record| record.slug.as_str()));
        let log = Arc::make_mut(&mut self.review.log);
        for record in written {
            log.add(record);
        }
        self.drop_notices(|notice| notice.offers.iter().any(is_retry));
        let known = self.known_after_review();
        let known = known.map(|known| Effect::Check(CheckJob::AfterReview(known)));
        known.into_iter().collect()
    }

    /// It does not: what was signed stands, and its record waits.
    pub(super) fn records_not_written(&mut self, name: &str, why: &str, now: Moment) {
        if name != REVIEWS || self.review.unwritten.is_empty() {
            self.error(format!("Not written down in {name}: {why}"), now);
            return;
        }
        self.review.retry_at = Some(now.since_start + RETRY);
        self.review.is_pending_other = true;
        let mut titles: Vec<String> = self
            .review
            .unwritten
            .iter()
            .map(|it| it.slug.clone())
            .collect();
        titles.dedup();
        let what = format!(
            "Not written down in {REVIEWS}: {why}. What was done stands in the entries; its record is tried again: {}",
            some_of(&titles)
        );
        self.drop_notices(|notice| notice.offers.iter().any(is_retry));
        let offer = Offer::new("Try again", ReviewCommand::WriteRecords);
        self.notice(what, true, vec![offer], now);
    }

    /// How long it is until that is tried again.
    pub(in crate::desk) fn retry_records_in(&self, now: Moment) -> Option<Duration> {
        let at = self.review.retry_at?;
        Some(at.saturating_sub(now.since_start))
    }

    /// Tries again what could not be written, once some time has passed.
    pub(in crate::desk) fn retry_records(&mut self, now: Moment) -> Vec<Effect> {
        match self.review.retry_at {
            Some(at) if at <= now.since_start => self.write_ready(),
            _ => Vec::new(),
        }
    }

    /// The step of an entry was taken back: so is the record, where it was a sign-off and still stands.
    pub(in crate::desk) fn step_undone(
        &mut self,
        key: &EntryKey,
        step: StepId,
        batch: Option<BatchId>,
        now: Moment,
    ) -> Vec<Effect> {
        let is_it = |it: &Signed| it.key == *key && it.step == step;
        let of_step = self.review.signed.iter().filter(|it| is_it(it));
        if !of_step.clone().any(|it| it.is_moved) {
            return Vec::new();
        }
        let undone: Vec<Signed> = self.review.signed.extract_if(.., |it| is_it(it)).collect();
        self.drop_notices(|notice| notice.offers.iter().any(|it| takes_back(it, key, step)));
        let records = undone.into_iter().map(|it| it.record);
        self.take_records_back(key, records.collect(), batch, now)
    }

    /// Saves an entry whose date is back, and has the records taken back with it that still stand.
    fn take_records_back(
        &mut self,
        key: &EntryKey,
        records: Vec<ReviewRecord>,
        batch: Option<BatchId>,
        now: Moment,
    ) -> Vec<Effect> {
        let acts = records
            .iter()
            .filter_map(|record| self.taking_back(record, now))
            .map(ReviewAct::TakeBack);
        self.save_for(key, acts.collect(), batch, now)
    }

    /// The record that takes one back, where it still stands. One on its way to the file may be there by now, so it is taken
    /// back as well.
    fn taking_back(&self, record: &ReviewRecord, now: Moment) -> Option<ReviewRecord> {
        let mut on_the_way = self.review.ready.iter().chain(&self.review.unwritten);
        let stands = on_the_way.any(|it| it == record) || self.review.log.stands(record);
        let by = match self.view.name.trim() {
            "" => &record.reviewer,
            name => name,
        };
        stands.then(|| record.taken_back(by, now.clock))
    }

    /// Whether the step that is to be done again is a sign-off: nothing is signed without its dialog.
    pub(in crate::desk) fn is_sign_off_next(&self, key: &EntryKey) -> bool {
        let next = self
            .open
            .get(key)
            .and_then(|entry| entry.history().can_redo());
        next.is_some_and(|step| step.label == LABEL)
    }

    /// Takes the last sign-off back that was made here and still stands.
    pub(in crate::desk) fn take_last_back(&mut self, now: Moment) -> Vec<Effect> {
        let Some(last) = self.review.signed.last().cloned() else {
            self.say("Nothing was signed off here");
            return Vec::new();
        };
        let entry = self.open.get(&last.key);
        let nature = entry
            .and_then(|entry| entry.history().can_undo())
            .map(|step| step.nature);
        if let Some(StepNature::Batch(batch)) = nature {
            return self.undo_in(Reach::All(batch), now);
        }
        self.take_sign_off_back(&last.key, last.step, now)
    }

    /// Takes a sign-off back, date and record.
    pub(super) fn take_sign_off_back(
        &mut self,
        key: &EntryKey,
        step: StepId,
        now: Moment,
    ) -> Vec<Effect> {
        let title = self.title_of(key);
        let signed = &mut self.review.signed;
        let place = signed
            .iter()
            .rposition(|it| it.key == *key && it.step == step);
        let Some(place) = place else {
            self.say("It has already been undone");
            return Vec::new();
        };
        if signed.get(place).is_some_and(|it| !it.is_moved) {
            let record = signed.remove(place).record;
            self.say(format!("Undid the sign-off: {title}"));
            // No text changes, so none is saved for it.
            let back = self.taking_back(&record, now);
            let acts = back.map(|record| (key.clone(), record));
            return self.write_down(acts.into_iter().collect());
        }
        let is_last = |entry: &&mut OpenEntry| {
            let last = entry.history().can_undo();
            last.is_some_and(|last| last.id == step)
        };
        let Some(entry) = self.open.get_mut(key).filter(is_last) else {
            self.info(
                format!("Not undone: “{title}” has changed since. Undo that first"),
                now,
            );
            return Vec::new();
        };
        match entry.undo() {
            Ok(_) => {
                self.refresh_row_of(key);
                self.say(format!("Undid the sign-off: {title}"));
                self.step_undone(key, step, None, now)
            }
            Err(halt) => {
                self.halted(halt, now);
                Vec::new()
            }
        }
    }

    /// Plain text of what was done in this session, for a mail or a commit.
    pub(in crate::desk) fn session_summary(&self, now: Moment) -> Option<String> {
        let session = &self.review.session;
        if session.is_empty() {
            return None;
        }
        let mut text = format!("Review, {}\n", in_words(now.today));
        for (outcome, heading) in [
            (Outcome::SignedOff, "Signed off"),
            (Outcome::SentBack, "Sent back"),
            (Outcome::Skipped, "Skipped"),
            (Outcome::TakenBack, "Undone"),
        ] {
            let of_this: Vec<_> = session
                .iter()
                .filter(|(_, it)| it.outcome == outcome)
                .collect();
            if of_this.is_empty() {
                continue;
            }
            text += &format!("\n{heading} ({})\n", of_this.len());
            for (key, record) in of_this {
                let parts = [&record.reviewer, &record.scope, &record.note];
                let parts: Vec<&str> = parts
                    .into_iter()
                    .map(|it| it.trim())
                    .filter(|it| !it.is_empty())
                    .collect();
                text += &format!(
                    "- {} ({}): {}\n",
                    self.title_of(key),
                    key.file(),
                    parts.join("; ")
                );
            }
        }
        Some(text)
    }
}

fn takes_back(offer: &Offer, of: &EntryKey, at: StepId) -> bool {
    matches!(&offer.command, Command::Review(ReviewCommand::TakeBack { entry, step }) if entry == of && *step == at)
}

fn is_retry(offer: &Offer) -> bool {
    matches!(offer.command, Command::Review(ReviewCommand::WriteRecords))
}
