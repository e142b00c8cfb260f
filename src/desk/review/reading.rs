//! The entry under review: what there is to go through in it, where the keys are, and what is left to do.
//!
//! All that is read of its text is read beside the window, and is of one text: where the text goes on, it is read again, and
//! nothing is ticked that was not shown.
//!
//! Knows nothing of: how it is drawn, how ticks and claims are kept.

use std::sync::Arc;

use super::command::{At, ReadingCommand, ReadingSpot, ReviewCommand};
use crate::desk::effect::ReviewJob;
use crate::desk::{Command, Desk, Effect, Moment};
use crate::library::EntryKey;
use crate::review::{
    self, ChecklistItem, ClaimKey, Left, Looked, Material, QueueRow, ReviewRecord, Ticks,
};

/// What the room keeps of the entry under review.
#[derive(Debug, Default)]
pub(super) struct UnderReview {
    /// What was asked for last.
    job: Option<Arc<ReviewJob>>,
    looked: Option<Arc<Looked>>,
    at: At,
    wished: u64,
}

impl From<ReadingCommand> for Command {
    fn from(command: ReadingCommand) -> Self {
        Self::Review(ReviewCommand::Reading(command))
    }
}

impl Desk {
    /// What was read of the text under review, as that text is now.
    pub fn looked(&self) -> Option<&Arc<Looked>> {
        let text = self.under_review()?.text();
        self.looked_last().filter(|looked| looked.text == *text)
    }

    /// What was read last of the entry under review: to be shown until its text, which may be another by now, is read again.
    /// Nothing is ticked or signed by it.
    pub fn looked_last(&self) -> Option<&Arc<Looked>> {
        let key = &self.under_review()?.key;
        let looked = self.review.reading.looked.as_ref()?;
        (looked.key == *key).then_some(looked)
    }

    /// Where the keys are in the entry under review, and a number that grows when the focus is to go there.
    pub fn reading_at(&self) -> (At, u64) {
        (self.review.reading.at, self.review.reading.wished)
    }

    /// Where in the text the keys are in the entry under review, once they have gone anywhere.
    pub(super) fn place_in_review(&self) -> Option<(EntryKey, usize)> {
        let (looked, at) = (self.looked()?, self.review.reading.at);
        let material = &looked.material;
        let claim = at.claim.and_then(|claim| material.claims.get(claim));
        let section = || Some(material.sections.get(at.section)?.range.start);
        let place = claim.map(|claim| claim.sentence.start).or_else(section)?;
        (at != At::default()).then(|| (looked.key.clone(), place))
    }

    /// What is left to do in the entry under review.
    pub fn left_to_do(&self, now: Moment) -> Option<Left> {
        let looked = self.looked()?;
        Some(self.left_of(&looked.key, &looked.material, now))
    }

    /// What is left to do in an entry of which this was read.
    pub fn left_of(&self, key: &EntryKey, material: &Material, now: Moment) -> Left {
        let none = Ticks::default();
        let ticks = self.review.ticks.of(key).unwrap_or(&none);
        let verified = |claim: &ClaimKey| self.verified(key, claim).is_some();
        let errors = self.errors_in(key).len();
        let checklist = &self.style.reviews.checklist;
        review::left_to_do(material, ticks, verified, checklist, errors, now.today)
    }

    /// Has the text under review read where it is another one than was read last.
    pub(in crate::desk) fn follow_reading(&mut self, now: Moment) -> Vec<Effect> {
        let Some(entry) = self.under_review() else {
            self.review.reading = UnderReview::default();
            return Vec::new();
        };
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let job = ReviewJob {
            root: library.root().to_owned(),
            key: entry.key.clone(),
            text: entry.text().clone(),
            style: self.style.clone(),
            sign_off: self.sign_off_of(&entry.key, now),
        };
        let reading = &mut self.review.reading;
        let before = reading.job.as_deref();
        if before.is_some_and(|before| before.is(&job)) {
            return Vec::new();
        }
        if before.is_none_or(|before| before.key != job.key) {
            reading.at = At::default();
            reading.looked = None;
            reading.wished += 1;
        }
        let job = Arc::new(job);
        reading.job = Some(job.clone());
        vec![Effect::ReadForReview(job)]
    }

    /// The record that gave an entry its date of review.
    fn sign_off_of(&self, key: &EntryKey, now: Moment) -> Option<Arc<ReviewRecord>> {
        let library = self.library.as_ref()?;
        let row = QueueRow::of(library.get(key)?, library, &self.review.log, now.today);
        row.sign_off.cloned()
    }

    pub(super) fn read_for_review(&mut self, looked: Arc<Looked>) {
        let reading = &mut self.review.reading;
        let is_of = |job: &Arc<ReviewJob>| job.key == looked.key && job.text == looked.text;
        if reading.job.as_ref().is_some_and(is_of) {
            reading.looked = Some(looked);
        }
    }

    pub(super) fn reading_command(&mut self, command: ReadingCommand, now: Moment) -> Vec<Effect> {
        if let ReadingCommand::Name(name) = command {
            self.view.name = name;
            return Vec::new();
        }
        let Some(looked) = self.looked().cloned() else {
            self.say("The text has just changed, and is being read again");
            return Vec::new();
        };
        let material = &looked.material;
        match command {
            ReadingCommand::Tick(mark, on) => return self.tick(&looked, mark, on, now),
            ReadingCommand::Verify(claim, on) => return self.verify(&looked.key, &claim, on, now),
            ReadingCommand::Section(section) => self.go_in_review(
                At {
                    section,
                    ..At::default()
                },
                ReadingSpot::Section,
            ),
            ReadingCommand::Claim(claim) => self.go_to_claim(material, claim),
            ReadingCommand::Source(source) => {
                let at = At {
                    source: Some(source),
                    ..self.review.reading.at
                };
                self.go_in_review(at, ReadingSpot::Source);
            }
            ReadingCommand::Step { forward } => {
                let here = self.review.reading.at.section;
                let last = material.sections.len().saturating_sub(1);
                let section = if forward {
                    (here + 1).min(last)
                } else {
                    here.saturating_sub(1)
                };
                let at = At {
                    section,
                    ..At::default()
                };
                self.go_in_review(at, ReadingSpot::Section);
            }
            ReadingCommand::Next(item) => self.go_to_next(material, &item, now),
            ReadingCommand::Focused(at) => self.review.reading.at = at,
            ReadingCommand::Name(_) => {}
            ReadingCommand::NextError => {
                self.go_in_review(self.review.reading.at, ReadingSpot::Findings)
            }
        }
        Vec::new()
    }

    fn go_in_review(&mut self, at: At, place: ReadingSpot) {
        self.review.reading.at = At { place, ..at };
        self.review.reading.wished += 1;
    }

    fn go_to_claim(&mut self, material: &Material, claim: usize) {
        if let Some(found) = material.claims.get(claim) {
            let at = At {
                section: found.section,
                claim: Some(claim),
                source: Some(found.source),
                place: ReadingSpot::Claim,
            };
            self.go_in_review(at, ReadingSpot::Claim);
        }
    }

    /// Goes to the next open one behind where the keys are, else to the first.
    fn go_to_next(&mut self, material: &Material, item: &ChecklistItem, now: Moment) {
        let Some(left) = self.left_to_do(now) else {
            return;
        };
        let Some(number) = left.lines.iter().position(|line| line.item == *item) else {
            return;
        };
        let open = left.lines.get(number).map_or(&[][..], |line| &line.open);
        let at = self.review.reading.at;
        let after = |here: Option<usize>| {
            let next = open.iter().find(|it| here.is_none_or(|here| **it > here));
            next.or(open.first()).copied()
        };
        match item {
            ChecklistItem::Sections => {
                let here = (at.place == ReadingSpot::Section).then_some(at.section);
                if let Some(section) = after(here) {
                    let at = At {
                        section,
                        ..At::default()
                    };
                    self.go_in_review(at, ReadingSpot::Section);
                }
            }
            ChecklistItem::Claims => {
                if let Some(claim) = after(at.claim) {
                    self.go_to_claim(material, claim);
                }
            }
            ChecklistItem::Sources => {
                if let Some(source) = after(at.source) {
                    let at = At {
                        source: Some(source),
                        ..at
                    };
                    self.go_in_review(at, ReadingSpot::Source);
                }
            }
            ChecklistItem::Products | ChecklistItem::Links | ChecklistItem::Other(_) => {
                self.go_in_review(at, ReadingSpot::Line(number));
            }
        }
    }
}

impl ReviewJob {
    /// Whether it asks the same.
    fn is(&self, other: &Self) -> bool {
        self.key == other.key
            && self.text == other.text
            && Arc::ptr_eq(&self.style, &other.style)
            && self.sign_off == other.sign_off
    }
}
