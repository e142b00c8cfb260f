//! Many entries signed off at once: shown as a change to many entries is, made as one batch, taken back by one undo.
//!
//! An entry that was not opened keeps its date, unless somebody says where it was checked; then its record says that too.
//!
//! Knows nothing of: how the change is drawn.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::command::SignOffForm;
use super::sign_off::{Asked, Unread};
use super::waiting::LABEL;
use super::waiting::ReviewAct;
use crate::desk::{Batch, BatchId, Desk, Dialog, Effect, LeftOut, Moment, Proposed};
use crate::library::EntryKey;
use crate::review::{ChecklistItem, Material, ReviewRecord, sign_off};

/// The sign-offs of a change that is looked at.
#[derive(Debug)]
pub(super) struct Many {
    batch: Arc<Batch>,
    records: HashMap<EntryKey, ReviewRecord>,
    /// What was read and ticked of each, in words.
    read: HashMap<EntryKey, String>,
}

impl Desk {
    /// How many of the entries chosen were opened for review, as the dialog opened.
    pub fn opened_of_many(&self) -> usize {
        self.review.many_opened
    }

    /// In how many of those something is left to do, which needs a reason.
    pub fn left_in_many(&self) -> usize {
        self.review.many_left
    }

    /// Opens the dialog that signs off the entries chosen.
    pub(super) fn ask_to_sign_many(&mut self, now: Moment) {
        let mut opened = self.to_review();
        opened.retain(|key| self.was_opened(key, now));
        let left = opened.iter().filter(|key| {
            let asked = self.text_of(key).map(|of| {
                let (unread, left) = self.left_in_words(key, of, now);
                Asked::of_saved((*key).clone(), of.clone(), unread, left)
            });
            asked.is_some_and(|asked| !self.needs_reason(&asked).is_empty())
        });
        self.review.many_left = left.count();
        self.review.many_opened = opened.len();
        self.open_dialog(Dialog::SignOffMany);
    }

    /// Whether an entry was opened for review, here or when its ticks were made.
    fn was_opened(&self, key: &EntryKey, now: Moment) -> bool {
        let is_read = || {
            self.review.ticks.of(key)?;
            let material = Material::to_tick(self.text_of(key)?);
            let left = self.left_of(key, &material, now);
            left.line(&ChecklistItem::Sections)
                .map(|line| line.done > 0)
        };
        self.review.opened.contains(key) || is_read().unwrap_or_default()
    }

    /// Whether the change that is looked at signs entries off.
    pub fn proposes_sign_offs(&self) -> bool {
        let many = self.review.many.as_ref();
        many.zip(self.proposed())
            .is_some_and(|(many, proposed)| Arc::ptr_eq(&many.batch, proposed))
    }

    /// What was read of an entry that is proposed to be signed off; none where the proposal is about something else.
    pub fn ticked_of(&self, key: &EntryKey) -> Option<&str> {
        let proposed = self.proposed()?;
        let many = self.review.many.as_ref();
        let many = many.filter(|many| Arc::ptr_eq(&many.batch, proposed));
        many?.read.get(key).map(String::as_str)
    }

    /// Shows what signing off the chosen entries changes. `elsewhere` takes those along that were not opened.
    pub(super) fn propose_sign_offs(
        &mut self,
        form: &SignOffForm,
        elsewhere: bool,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(date) = form.date else {
            self.say("The date of review is no date: write 14 December 2026 or 2026-12-14");
            return Vec::new();
        };
        let mut batch = Batch {
            title: "Sign off".to_owned(),
            label: LABEL.to_owned(),
            changes: Vec::new(),
            left_out: Vec::new(),
        };
        let (mut records, mut read) = (HashMap::new(), HashMap::new());
        for key in self.to_review() {
            match self.propose_sign_off(&key, form, date, elsewhere, now) {
                Ok((proposed, record, said)) => {
                    batch.changes.push(proposed);
                    records.insert(key.clone(), record);
                    read.insert(key, said);
                }
                Err(why) => batch.left_out.push(LeftOut { entry: key, why }),
            }
        }
        self.view.name = form.reviewer.trim().to_owned();
        self.propose(Arc::new(batch));
        self.review.many = self.proposed().cloned().map(|batch| Many {
            batch,
            records,
            read,
        });
        Vec::new()
    }

    fn propose_sign_off(
        &mut self,
        key: &EntryKey,
        form: &SignOffForm,
        date: Date,
        elsewhere: bool,
        now: Moment,
    ) -> Result<(Proposed, ReviewRecord, String), String> {
        let is_opened = self.was_opened(key, now);
        if !is_opened && !elsewhere {
            return Err("It was not opened, so it keeps its date".to_owned());
        }
        let style = self.style.clone();
        if style.reviews.second_reader {
            return Err("The house asks for a second reader: sign it off by itself".to_owned());
        }
        let Some(entry) = self.at_desk(key) else {
            return Err("It can’t be read as text".to_owned());
        };
        if entry.is_unsaved() {
            return Err(
                "It has changes that are not saved: save it, or sign it off by itself".to_owned(),
            );
        }
        let of = entry.text().clone();
        let (unread, left) = if is_opened {
            self.left_in_words(key, &of, now)
        } else {
            let unread = Unread {
                part: "Whole entry".to_owned(),
                lost: Some("Not opened here".to_owned()),
            };
            (vec![unread], Vec::new())
        };
        if sign_off::merge_signs_shown(&of).is_some() {
            return Err("Signs of a merge stand in program text: sign it off by itself".to_owned());
        }
        let asked = Asked::of_saved(key.clone(), of.clone(), unread, left);
        if let Some(why) = self.not_to_be_signed(&asked) {
            return Err(why);
        }
        if let Some(why) = self.form_lacks(&asked, form, now.today) {
            return Err(why);
        }
        let edits = sign_off::edits(&of, date, style.date_form_of("last_reviewed"))
            .map_err(|why| why.to_string())?;
        if edits.is_empty() {
            return Err("It has that date already".to_owned());
        }
        let record = self.record_of(key, form, date, now);
        let record = record.ok_or_else(|| "It is not in the library".to_owned())?;
        let mut left = self.needs_reason(&asked);
        let said = if left.is_empty() {
            "All read and ticked".to_owned()
        } else {
            left.join("; ")
        };
        left.extend(asked.left);
        let record = ReviewRecord {
            unopened: !is_opened,
            left,
            ..record
        };
        let entry = key.clone();
        Ok((Proposed { entry, of, edits }, record, said))
    }

    /// Goes on with a change that was made to many entries, where it signs them off; `None` where it does not.
    pub(in crate::desk) fn sign_many(
        &mut self,
        batch: &Arc<Batch>,
        id: BatchId,
        done: &[EntryKey],
        now: Moment,
    ) -> Option<Vec<Effect>> {
        let is_it = |many: &mut Many| Arc::ptr_eq(&many.batch, batch);
        let mut many = self.review.many.take_if(is_it)?;
        let mut effects = Vec::new();
        for key in done {
            if let Some(record) = many.records.remove(key) {
                let act = ReviewAct::SignOff {
                    record,
                    is_moved: true,
                };
                effects.extend(self.save_for(key, vec![act], Some(id), now));
            }
        }
        self.review.queue.chosen.clear();
        Some(effects)
    }
}
