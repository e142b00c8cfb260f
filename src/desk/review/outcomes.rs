//! What comes of a review besides a sign-off: an entry goes back to whoever writes it, or is passed over; and who has it to
//! review, until when.
//!
//! Knows nothing of: how records are kept, dialogs.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::desk::editing::undo::Beside;
use crate::desk::library::batch::entries;
use crate::desk::notice::Offer;
use crate::desk::{Desk, Effect, Moment, ReviewCommand};
use crate::library::{EntryKey, RecordChange};
use crate::review::{ASSIGNMENTS, Assignment, Fingerprint, Outcome, Owner, REVIEWS, ReviewRecord};

impl Desk {
    /// The entries that something is done to: those chosen in the queue, else the one that the keys are on or under review.
    pub fn to_review(&self) -> Vec<EntryKey> {
        if let Some(key) = self.under_review_key() {
            return vec![key.clone()];
        }
        let queue = &self.review.queue;
        let mut chosen = Vec::new();
        // Asked in every frame, of ten thousand entries.
        if !queue.chosen.is_empty() {
            let shown = queue.shown().map(|row| &row.key);
            chosen.extend(shown.filter(|key| queue.chosen.contains(key)).cloned());
        }
        if chosen.is_empty() {
            chosen.extend(queue.at().map(|row| row.key.clone()));
        }
        chosen
    }

    /// Sends entries back for a reason.
    pub(super) fn send_back(&mut self, reviewer: &str, reason: &str, now: Moment) -> Vec<Effect> {
        let (reviewer, reason) = (reviewer.trim(), reason.trim());
        if reviewer.is_empty() || reason.is_empty() {
            self.say("Say why it goes back, and who says so");
            return Vec::new();
        }
        if let Some(why) = self.records_not_there() {
            self.say(why);
            return Vec::new();
        }
        self.view.name = reviewer.to_owned();
        let keys = self.to_review();
        let acts = self.acts(&keys, Outcome::SentBack, reason, now);
        self.close_dialog();
        let effects = self.write_down(acts);
        self.say(format!("Sent back: {}", self.named(&keys)));
        self.back_to_queue(&keys, now);
        effects
    }

    /// Passes over the entry under review, or those chosen.
    pub(in crate::desk) fn skip(&mut self, now: Moment) -> Vec<Effect> {
        if let Some(why) = self.records_not_there() {
            self.say(why);
            return Vec::new();
        }
        let keys = self.to_review();
        let acts = self.acts(&keys, Outcome::Skipped, "", now);
        let next = keys.last().and_then(|key| self.next_in_queue(key));
        let mut effects = self.write_down(acts);
        match (self.shows_queue(), next) {
            (false, Some(next)) => effects.extend(self.review_entry(&next)),
            (true, next) => {
                self.review.queue.chosen.clear();
                self.review.queue.at = next;
            }
            (false, None) => self.open_queue(now),
        }
        self.say(format!("Skipped: {}", self.named(&keys)));
        effects
    }

    /// Who has an entry to review.
    pub fn assignment_of(&self, key: &EntryKey) -> Option<&Assignment> {
        self.review.assignments.get(&self.owner_of(key)?)
    }

    /// The names of those who have entries to review, or reviewed some, and of the entries’ editors.
    pub fn reviewers(&self) -> Vec<String> {
        let assigned = self.review.assignments.iter().map(|it| it.to.as_str());
        let signed = self.review.queue.rows().iter();
        let signed = signed.filter_map(|row| row.reviewer());
        let own = Some(self.view.name.as_str()).into_iter();
        let all = own.chain(assigned).chain(signed);
        let names: BTreeSet<&str> = all.map(str::trim).filter(|it| !it.is_empty()).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// Gives entries to somebody.
    pub(super) fn assign(&mut self, to: &str, until: Option<Date>, now: Moment) -> Vec<Effect> {
        let to = to.trim();
        if to.is_empty() {
            self.say("Say who is to review it");
            return Vec::new();
        }
        let (keys, by) = (self.to_review(), self.view.name.clone());
        let change = self.change_assignments(&keys, |of| {
            Some(Assignment::new(of, to, until, &by, now.clock))
        });
        self.close_dialog();
        let what = format!("Assigned to {to}: {}", self.named(&keys));
        self.offer_back(what, &change, now);
        self.change_records(ASSIGNMENTS, change)
    }

    /// Nobody has these entries any more.
    pub(super) fn take_assignment_back(&mut self, now: Moment) -> Vec<Effect> {
        let keys = self.to_review();
        let change = self.change_assignments(&keys, |_| None);
        self.close_dialog();
        if change == RecordChange::default() {
            self.say("Nobody has it");
            return Vec::new();
        }
        let what = format!("Assigned to nobody: {}", self.named(&keys));
        self.offer_back(what, &change, now);
        self.change_records(ASSIGNMENTS, change)
    }

    pub(super) fn change_records(&self, name: &'static str, change: RecordChange) -> Vec<Effect> {
        let mut effects = self.write_beside(Some(Beside { name, change }));
        // The one file that is not read anew whenever it was written.
        if name == REVIEWS {
            effects.extend(self.read_records_of(&[name]));
        }
        effects
    }

    fn offer_back(&mut self, what: String, change: &RecordChange, now: Moment) {
        let back = ReviewCommand::ChangeRecords(ASSIGNMENTS, change.clone().back());
        self.info_with(what, vec![Offer::new("Undo it", back)], now);
    }

    fn change_assignments(
        &self,
        keys: &[EntryKey],
        new: impl Fn(&Owner<'_>) -> Option<Assignment>,
    ) -> RecordChange {
        let mut all = RecordChange::default();
        let known = &self.review.assignments;
        for of in keys.iter().filter_map(|key| self.owner_of(key)) {
            let change = match new(&of) {
                Some(one) => known.to_assign(&of, &one),
                None => known.to_take_back(&of),
            };
            all.add.extend(change.add);
            all.remove.extend(change.remove);
        }
        all
    }

    fn acts(
        &self,
        keys: &[EntryKey],
        outcome: Outcome,
        note: &str,
        now: Moment,
    ) -> Vec<(EntryKey, ReviewRecord)> {
        let acts = keys.iter().filter_map(|key| {
            let of = self.owner_of(key)?;
            let text = self.text_of(key).map(|text| &**text);
            let fingerprint = Fingerprint::of(text.unwrap_or_default(), &self.style);
            let by = &self.view.name;
            let record = ReviewRecord::new(&of, outcome, by, now.clock, fingerprint);
            let note = note.to_owned();
            Some((key.clone(), ReviewRecord { note, ..record }))
        });
        acts.collect()
    }

    /// The queue again, with the keys on what came after these.
    fn back_to_queue(&mut self, keys: &[EntryKey], now: Moment) {
        let next = keys.last().and_then(|key| self.next_in_queue(key));
        if !self.shows_queue() {
            self.open_queue(now);
        }
        self.review.queue.chosen.clear();
        self.review.queue.at = next;
    }

    fn named(&self, keys: &[EntryKey]) -> String {
        match keys {
            [one] => self.title_of(one),
            many => entries(many.len()),
        }
    }
}
