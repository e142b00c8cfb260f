//! The review queue: every entry with how it stands, soonest first.

use std::sync::Arc;

use jiff::civil::Date;

use super::due::{Due, ReviewState, due_of};
use super::fingerprint::text_hash;
use super::log::{ReviewLog, ReviewRecord, Standing};
use super::owner::Owner;
use crate::library::{Library, LoadedFile};

/// An entry in the queue.
#[derive(Debug, Clone)]
pub struct QueueRow<'l> {
    pub file: &'l LoadedFile,
    pub owner: Owner<'l>,
    pub due: Due,
    pub standing: Standing,
    /// What is amiss with its date besides, where a later outcome stands before that.
    pub date_standing: Option<Standing>,
    /// The sign-off that gave the entry its date.
    pub sign_off: Option<&'l Arc<ReviewRecord>>,
}

/// What comes first in the queue: sent back and changed, without a date, then by the day.
pub type QueueOrder = (bool, u8, Option<Date>);

/// All entries of a library: those sent back that have changed since, then by the day they are due.
pub fn queue<'l>(library: &'l Library, log: &'l ReviewLog, today: Date) -> Vec<QueueRow<'l>> {
    let entries = library.rows().filter(|file| library.is_entry(file));
    let mut rows: Vec<QueueRow<'l>> = entries
        .map(|file| QueueRow::of(file, library, log, today))
        .collect();
    // The library has them in the order of their files.
    rows.sort_by_cached_key(QueueRow::order);
    rows
}

impl<'l> QueueRow<'l> {
    /// How one entry stands.
    pub fn of(file: &'l LoadedFile, library: &'l Library, log: &'l ReviewLog, today: Date) -> Self {
        let due = due_of(file, &library.style().reviews, today);
        let owner = Owner::of(file, library);
        let hash = || hash_of(file);
        let holding = log.holding(&owner, hash);
        let sign_off = holding.sign_off(due.reviewed, hash);
        let standing = holding.standing(due.reviewed, hash);
        let is_later = matches!(
            standing,
            Standing::SentBackChanged | Standing::SentBack | Standing::Skipped
        );
        let date = is_later.then(|| holding.date_standing(sign_off));
        Self {
            file,
            owner,
            due,
            standing,
            date_standing: date.filter(|it| it.is_amiss()),
            sign_off,
        }
    }

    /// What comes first in the queue.
    pub fn order(&self) -> QueueOrder {
        let first = match self.due.state {
            ReviewState::Never => 0,
            ReviewState::Unreadable => 1,
            ReviewState::Overdue | ReviewState::DueSoon | ReviewState::Fine => 2,
            ReviewState::Future => 3,
        };
        (
            self.standing != Standing::SentBackChanged,
            first,
            self.due.on,
        )
    }
}

/// The hash of the text that a file holds.
fn hash_of(file: &LoadedFile) -> String {
    let text = file.content.text();
    text.map(|text| text_hash(text)).unwrap_or_default()
}
