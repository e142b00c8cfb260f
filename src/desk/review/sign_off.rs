//! Signing off: what the dialog asks about, what speaks against it, and the one edit, its save and its record.
//!
//! What is signed is the text that was on the screen as the dialog opened, and no other. The date is saved with that text at
//! once; the record is written when the disk has both. A save that is refused takes the date back.
//!
//! Knows nothing of: how the dialog is drawn, how a date is written into a text.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::command::SignOffForm;
use super::waiting::{LABEL, ReviewAct, Waiting};
use crate::checks::Level;
use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::{NewStep, Selection, StepNature};
use crate::desk::notice::Offer;
use crate::desk::{
    BatchId, Command, Desk, Dialog, Effect, Hunk, Moment, ReviewCommand, StepId, hunks,
};
use crate::entry::dates::in_words;
use crate::library::{EntryKey, SaveHow};
use crate::review::sign_off::{self, SignOff, SignOffError};
use crate::review::{
    ChecklistItem, Fingerprint, LastWriter, Line, Material, Outcome, ReviewRecord,
};

/// The sign-off that the dialog asks about.
#[derive(Debug, Clone)]
pub struct Asked {
    pub key: EntryKey,
    /// The text that was shown. Nothing else is signed.
    of: Arc<str>,
    /// The parts that were not ticked as read.
    pub unread: Vec<Unread>,
    /// What else is left of the checklist, in words.
    pub left: Vec<String>,
    /// What is saved along.
    pub unsaved: Vec<Hunk>,
    /// Of that, the parts that a merge brought in.
    pub came_in: Vec<String>,
    /// Who wrote the text last, once it is known, where the house asks for a second reader.
    last_writer: Option<LastWriter>,
    /// Whether git waits for a merge of it to be settled, once that is known, where its text shows the signs of one.
    is_unmerged: Option<bool>,
}

/// A part of the text that nobody ticked as read, or whose tick was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    pub part: String,
    /// Why a tick was lost.
    pub lost: Option<String>,
}

/// The line of the file that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateLine {
    /// From 1.
    pub number: usize,
    /// None where there is no such line yet.
    pub old: Option<String>,
    /// None where the entry has that date already.
    pub new: Option<String>,
}

impl Desk {
    /// The sign-off that is asked about, while its dialog is open.
    pub fn asked_to_sign(&self) -> Option<&Asked> {
        let is_open = self.dialog() == Some(&Dialog::SignOff);
        self.review.asked.as_ref().filter(|_| is_open)
    }

    /// Opens the dialog for the entry under review, or for those chosen in the queue. With none chosen there, the one that the
    /// keys are on is opened to be read first.
    pub(in crate::desk) fn ask_to_sign(&mut self, now: Moment) -> Vec<Effect> {
        if !self.review.queue.chosen.is_empty() && self.shows_queue() {
            self.ask_to_sign_many(now);
            return Vec::new();
        }
        let mut effects = Vec::new();
        if self.shows_queue() {
            // Nobody has seen that text yet.
            if let Some(key) = self.review.queue.at().map(|row| row.key.clone()) {
                effects.extend(self.review_entry(&key));
                let said = "Opened for review. Once it is read, sign off with Ctrl+Shift+Enter";
                self.info(said, now);
            }
            return effects;
        }
        let Some(entry) = self.shown() else {
            self.say("This file can’t be read as text, so there is nothing to sign");
            return effects;
        };
        let (key, of) = (entry.key.clone(), entry.text().clone());
        let came_in = came_in(entry);
        let unsaved = hunks(entry.seen(), &of);
        let (unread, left) = self.left_in_words(&key, &of, now);
        if self.style.reviews.second_reader {
            effects.push(Effect::FindLastWriter {
                key: key.clone(),
                path: entry.path.clone(),
                text: of.clone(),
                style: self.style.clone(),
            });
        }
        if sign_off::merge_signs_shown(&of).is_some() {
            effects.push(Effect::AskUnmerged {
                key: key.clone(),
                path: entry.path.clone(),
                text: of.clone(),
            });
        }
        self.open_dialog(Dialog::SignOff);
        self.review.asked = Some(Asked {
            key,
            of,
            unread,
            left,
            unsaved,
            came_in,
            last_writer: None,
            is_unmerged: None,
        });
        effects
    }

    pub(super) fn unmerged_told(&mut self, key: &EntryKey, of: &Arc<str>, is_unmerged: bool) {
        let asked = self.review.asked.as_mut();
        if let Some(asked) = asked.filter(|asked| asked.key == *key && asked.of == *of) {
            asked.is_unmerged = Some(is_unmerged);
        }
    }

    pub(super) fn last_writer_found(&mut self, key: &EntryKey, of: &Arc<str>, is: LastWriter) {
        let asked = self.review.asked.as_mut();
        if let Some(asked) = asked.filter(|asked| asked.key == *key && asked.of == *of) {
            asked.last_writer = Some(is);
        }
    }

    /// Why the entry can’t be signed off as it stands, whatever reason is given.
    pub fn not_to_be_signed(&self, asked: &Asked) -> Option<String> {
        let no = |why: &str| Some(why.to_owned());
        if let Some(why) = self.records_not_there() {
            return Some(why);
        }
        let Some(entry) = self.open.get(&asked.key) else {
            return no("The file is gone");
        };
        if entry.outside.is_some() || entry.merging.is_some() {
            return no("The file on disk says something else: settle the two first");
        }
        if self.is_stranded(&asked.key) {
            return no("The folder was switched: settle what becomes of your text first");
        }
        if self.resolving().is_some() || sign_off::has_merge_signs(entry.text()) {
            return no("A merge is not finished: settle it first");
        }
        // Where git waits for it to be settled, they are no text that shows some.
        if sign_off::merge_signs_shown(&asked.of).is_some() {
            match asked.is_unmerged {
                None => return no("Asking git whether a merge of it is not finished"),
                Some(true) => return no("A merge is not finished: settle it first"),
                Some(false) => {}
            }
        }
        if entry.writing.is_some() {
            return no("The entry is being saved: wait a moment");
        }
        if entry.history().is_behind_reload() {
            return no("You undid a text that another program wrote: save or bring it back first");
        }
        if *entry.text() != asked.of {
            return no("The text has changed since this was opened: close it and look again");
        }
        sign_off::edits(
            entry.text(),
            jiff::civil::date(2000, 1, 1),
            self.style.date_form_of("last_reviewed"),
        )
        .err()
        .map(|error| error.to_string())
    }

    /// What is left to do and needs a reason, in words: unread parts, open errors.
    pub fn needs_reason(&self, asked: &Asked) -> Vec<String> {
        let found = self.findings.of(&asked.key);
        let is_checked = found.is_some_and(|found| *found.text() == asked.of);
        let unchecked =
            (!is_checked).then(|| "The checks have not looked at this text yet".to_owned());
        let mut needs = unread_in_words(&asked.unread);
        needs.extend(self.errors_in(&asked.key));
        needs.extend(sign_off::merge_signs_shown(&asked.of));
        needs.extend(unchecked);
        needs
    }

    /// The errors that are open in an entry and that a sign-off does not mend itself.
    pub fn errors_in(&self, key: &EntryKey) -> Vec<String> {
        let Some(found) = self.findings.of(key) else {
            return Vec::new();
        };
        let date = sign_off::date_line(found.text());
        let is_at_date = |range: &Range<usize>| {
            let date = date.as_ref();
            date.is_some_and(|date| date.start <= range.start && range.end <= date.end)
        };
        let errors = found.open().map(|(_, finding)| finding);
        let errors = errors.filter(|it| it.level == Level::Error && !is_at_date(&it.range));
        errors.map(|finding| finding.message.clone()).collect()
    }

    /// Why what the person said does not do; `None` where it does.
    pub fn form_lacks(&self, asked: &Asked, form: &SignOffForm, today: Date) -> Option<String> {
        let Some(date) = form.date else {
            return Some(
                "The date of review is no date: write 14 December 2026 or 2026-12-14".into(),
            );
        };
        let signing = SignOff {
            reviewer: &form.reviewer,
            scope: &form.scope,
            date,
            today,
            reason: &form.note,
        };
        if let Err(why) = signing.check(&asked.of, &self.needs_reason(asked)) {
            return Some(match why {
                // For what, the dialog tells above.
                SignOffError::NoReason(_) => "To sign off all the same, give a reason".into(),
                why => why.to_string(),
            });
        }
        if !asked.came_in.is_empty() && !form.with_merge {
            return Some("Say that what the merge brought in is to be saved along".into());
        }
        self.second_reader_lacks(asked, &signing)
    }

    /// Why these are no second pair of eyes, where the house asks for one.
    fn second_reader_lacks(&self, asked: &Asked, signing: &SignOff<'_>) -> Option<String> {
        if !self.style.reviews.second_reader {
            return None;
        }
        if !asked.unsaved.is_empty() {
            return Some("The house asks for a second reader, and what is not saved was written here: save it, and let somebody else sign".into());
        }
        let wrote = |name: &String| Some(SignOffError::WroteIt(name.clone()).to_string());
        // Who saved it here may not be whom the commit names.
        if let Some(name) = signing.is_by(self.review.writers.get(&asked.key)) {
            return wrote(name);
        }
        match &asked.last_writer {
            None => Some("Asking who wrote this text last".into()),
            Some(LastWriter::Authors(names)) => signing.is_by(names).and_then(wrote),
            Some(LastWriter::Uncommitted | LastWriter::NotKnown(_)) if !sign_off::says_something(signing.reason) => {
                Some("Who wrote this text last is not known, and the house asks for a second reader: give a reason".into())
            }
            Some(_) => None,
        }
    }

    /// The line that changes.
    pub fn date_line(&self, asked: &Asked, date: Date) -> Option<DateLine> {
        let edits =
            sign_off::edits(&asked.of, date, self.style.date_form_of("last_reviewed")).ok()?;
        let signed = edits.apply(&asked.of).ok()?;
        let line = |text: &str| {
            let at = sign_off::date_line(text)?;
            let number = text.get(..at.start)?.matches('\n').count() + 1;
            Some((number, text.get(at)?.trim_end().to_owned()))
        };
        let (old, new) = (line(&asked.of), line(&signed));
        let number = new.as_ref().or(old.as_ref())?.0;
        let is_same = edits.is_empty();
        Some(DateLine {
            number,
            old: old.map(|(_, line)| line),
            new: new.map(|(_, line)| line).filter(|_| !is_same),
        })
    }

    /// A date as the entry writes dates.
    pub fn written_in(&self, asked: &Asked, date: Date) -> String {
        let written = sign_off::written(&asked.of, date, self.style.date_form_of("last_reviewed"));
        written.unwrap_or_else(|| date.to_string())
    }

    /// Signs off what the dialog asks about.
    pub(super) fn sign_off(
        &mut self,
        form: &SignOffForm,
        and_next: bool,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(asked) = self.asked_to_sign().cloned() else {
            return Vec::new();
        };
        let against = self
            .not_to_be_signed(&asked)
            .or_else(|| self.form_lacks(&asked, form, now.today));
        let (Some(date), None) = (form.date, &against) else {
            self.say(format!("Not signed off. {}", against.unwrap_or_default()));
            return Vec::new();
        };
        let Some(record) = self.record_of(&asked.key, form, date, now) else {
            return Vec::new();
        };
        let mut left = self.needs_reason(&asked);
        left.extend(asked.left.iter().cloned());
        let record = ReviewRecord { left, ..record };
        self.view.name.clone_from(&record.reviewer);
        self.close_dialog();
        self.review.asked = None;
        let next = self.next_in_queue(&asked.key);
        let mut effects = self.sign(&asked.key, record, StepNature::Command, now);
        match next.filter(|_| and_next) {
            Some(next) => effects.extend(self.review_entry(&next)),
            None => self.open_queue(now),
        }
        effects
    }

    /// The record of a sign-off of the text as it stands.
    pub(super) fn record_of(
        &self,
        key: &EntryKey,
        form: &SignOffForm,
        date: Date,
        now: Moment,
    ) -> Option<ReviewRecord> {
        let file = self.library.as_ref()?.get(key)?;
        let text = self.text_of(key)?;
        let fingerprint = Fingerprint::of(text, &self.style);
        let before = file.facts.last_reviewed.as_deref().map(str::to_owned);
        Some(ReviewRecord {
            date: Some(date.to_string()),
            before,
            scope: form.scope.trim().to_owned(),
            note: form.note.trim().to_owned(),
            ..ReviewRecord::new(
                &self.owner_of(key)?,
                Outcome::SignedOff,
                &form.reviewer,
                now.clock,
                fingerprint,
            )
        })
    }

    /// Moves the date, saves, and has the record wait for the disk to hold that.
    pub(super) fn sign(
        &mut self,
        key: &EntryKey,
        record: ReviewRecord,
        nature: StepNature,
        now: Moment,
    ) -> Vec<Effect> {
        let step = self.next_step();
        let form = self.style.date_form_of("last_reviewed");
        let title = self.title_of(key);
        let Some((entry, date)) = self.at_desk(key).zip(record.reviewed_on()) else {
            return Vec::new();
        };
        let edits = match sign_off::edits(entry.text(), date, form) {
            Ok(edits) => edits,
            Err(why) => {
                self.error(format!("Not signed off: {why} ({title})"), now);
                return Vec::new();
            }
        };
        let is_moved = !edits.is_empty();
        if is_moved {
            let at = Selection::caret(edits.iter().next().map_or(0, |edit| edit.range.start));
            let change = NewStep {
                label: LABEL.to_owned(),
                nature,
                edits,
                before: at,
                after: at,
            };
            if let Err(why) = entry.change(change, step, None) {
                self.error(format!("Not signed off: {why} ({title})"), now);
                return Vec::new();
            }
            self.refresh_row_of(key);
        }
        let batch = match nature {
            StepNature::Batch(batch) => Some(batch),
            _ => None,
        };
        self.save_for(
            key,
            vec![ReviewAct::SignOff { record, is_moved }],
            batch,
            now,
        )
    }

    /// Saves an entry, with acts that wait for it. Where there is nothing to save the file is read: what is on record is what
    /// the disk holds in any case.
    pub(super) fn save_for(
        &mut self,
        key: &EntryKey,
        acts: Vec<ReviewAct>,
        batch: Option<BatchId>,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(entry) = self.open.get(key) else {
            return Vec::new();
        };
        let is_asked = !entry.is_unsaved();
        let of_act = |act| Waiting {
            key: key.clone(),
            step: entry.step(),
            text: entry.text().clone(),
            act,
            batch,
            is_asked,
        };
        let waiting: Vec<Waiting> = acts.into_iter().map(of_act).collect();
        if is_asked {
            let effect = (!waiting.is_empty()).then(|| Effect::Read {
                key: key.clone(),
                path: entry.path.clone(),
            });
            self.wait_for(waiting);
            return effect.into_iter().collect();
        }
        let effects = self.save(key, SaveHow::Replace);
        if effects.iter().any(|it| matches!(it, Effect::Write { .. })) {
            self.wait_for(waiting);
        } else {
            for waiting in waiting {
                self.give_up(waiting, "it could not be saved", now);
            }
        }
        effects
    }

    fn wait_for(&mut self, acts: Vec<Waiting>) {
        self.review.is_pending_other |= !acts.is_empty();
        self.review.waiting.extend(acts);
    }

    /// The disk does not take the date: it goes out of the text again. One by itself is shown again, with the reason, wherever
    /// the reviewer has gone on to in the queue.
    pub(super) fn give_up(&mut self, waiting: Waiting, why: &str, now: Moment) {
        let title = self.title_of(&waiting.key);
        match waiting.act {
            ReviewAct::SignOff { is_moved, .. } => {
                if is_moved
                    && let Some(entry) = self.open.get_mut(&waiting.key)
                    && entry.step() == waiting.step
                {
                    // Undo halts at a reload only, and this is none.
                    drop(entry.undo());
                    self.refresh_row_of(&waiting.key);
                }
                let is_there = self.open.contains_key(&waiting.key);
                if is_there && waiting.batch.is_none() && self.is_reviewing() {
                    self.review.queue.at = Some(waiting.key.clone());
                    self.go_to_review(&waiting.key);
                }
                self.error(format!("Not signed off: {why} ({title})"), now);
            }
            // It waits for the next save of that text, and keeps no others waiting.
            ReviewAct::TakeBack(_) => self.review.waiting.push(Waiting {
                batch: None,
                ..waiting
            }),
        }
    }

    /// Says that entries were signed off, with the way back.
    pub(super) fn say_signed(
        &mut self,
        record: &ReviewRecord,
        key: &EntryKey,
        step: StepId,
        now: Moment,
    ) {
        let title = self.title_of(key);
        let date = record.reviewed_on().map(in_words).unwrap_or_default();
        let back = ReviewCommand::TakeBack {
            entry: key.clone(),
            step,
        };
        self.info_with(
            format!("Signed off “{title}”, {date}"),
            vec![Offer::new("Undo it", Command::Review(back))],
            now,
        );
    }

    /// What was not read of a text, part by part and why, and what else is left of the checklist.
    pub(super) fn left_in_words(
        &self,
        key: &EntryKey,
        text: &Arc<str>,
        now: Moment,
    ) -> (Vec<Unread>, Vec<String>) {
        let read;
        let material = match self.looked() {
            Some(looked) if looked.key == *key && looked.text == *text => &looked.material,
            _ => {
                read = Material::of(text, &self.style);
                &read
            }
        };
        let left = self.left_of(key, material, now);
        let sections = &material.sections;
        let unread = left.line(&ChecklistItem::Sections).into_iter();
        let unread = unread.flat_map(|line| &line.open);
        let unread = unread.filter_map(|section| {
            let section = sections.get(*section)?;
            let ticked = self.ticked_in(key, material, &section.mark, now);
            Some(Unread {
                part: section.name.clone(),
                lost: ticked.lost_in_words(now.today),
            })
        });
        let others = left
            .lines
            .iter()
            .filter(|line| line.item != ChecklistItem::Sections);
        (
            unread.collect(),
            others.filter_map(Line::in_words).collect(),
        )
    }

    /// The entry below in the queue, or the one above the last.
    pub(super) fn next_in_queue(&self, key: &EntryKey) -> Option<EntryKey> {
        let shown: Vec<&EntryKey> = self.review.queue.shown().map(|row| &row.key).collect();
        let here = shown.iter().position(|it| *it == key)?;
        let next = shown
            .get(here + 1)
            .or_else(|| shown.get(here.checked_sub(1)?));
        next.map(|key| (*key).clone())
    }
}

impl Asked {
    /// About an entry that is saved and that no merge brought anything into.
    pub(super) fn of_saved(
        key: EntryKey,
        of: Arc<str>,
        unread: Vec<Unread>,
        left: Vec<String>,
    ) -> Self {
        Self {
            key,
            of,
            unread,
            left,
            unsaved: Vec::new(),
            came_in: Vec::new(),
            last_writer: None,
            is_unmerged: None,
        }
    }
}

/// What was not read, in words: a lost tick says why, the rest are named together.
pub fn unread_in_words(unread: &[Unread]) -> Vec<String> {
    let lost = unread.iter().filter_map(|it| {
        let why = it.lost.as_ref()?;
        Some(format!("{}: {}", it.part, lower_case(why)))
    });
    let mut words: Vec<String> = lost.collect();
    let unticked = unread.iter().filter(|it| it.lost.is_none());
    let unticked: Vec<&str> = unticked.map(|it| it.part.as_str()).collect();
    if !unticked.is_empty() {
        words.push(format!("Not ticked as read: {}", unticked.join(", ")));
    }
    words
}

fn lower_case(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The parts of the text that a merge brought in and that are not saved.
fn came_in(entry: &OpenEntry) -> Vec<String> {
    if !entry.is_unsaved() {
        return Vec::new();
    }
    let here = entry.came_in.iter().flat_map(|came| &came.parts);
    let after = entry.came_after.iter().flat_map(|(_, came)| &came.parts);
    let mut parts: Vec<String> = here.chain(after).map(ToString::to_string).collect();
    parts.dedup();
    parts
}
