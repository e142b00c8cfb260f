//! The review queue: every entry with how it stands, soonest first.

use jiff::civil::Date;

use super::due::{Due, ReviewState, due_of};
use super::fingerprint::text_hash;
use super::log::{Record, ReviewLog, Standing};
use crate::library::{EntryKey, Library, LoadedFile};

/// An entry in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueRow<'l> {
    pub file: &'l LoadedFile,
    pub slug: &'l str,
    pub due: Due,
    pub standing: Standing,
    /// The sign-off that gave the entry its date.
    pub sign_off: Option<&'l Record>,
}

/// The slug by which records know an entry: its own, else the name of its file.
pub fn slug_of(file: &LoadedFile) -> &str {
    let slug = file.facts.slug.as_deref();
    slug.filter(|slug| !slug.trim().is_empty())
        .unwrap_or_else(|| file.key.stem())
}

/// All entries of a library: those sent back that have changed since, then by the day they are due.
pub fn queue<'l>(library: &'l Library, log: &'l ReviewLog, today: Date) -> Vec<QueueRow<'l>> {
    let entries = library.rows().filter(|file| library.is_entry(file));
    let mut rows: Vec<QueueRow<'l>> = entries
        .map(|file| QueueRow::of(file, library, log, today))
        .collect();
    rows.sort_by_cached_key(|row| row.order());
    rows
}

impl<'l> QueueRow<'l> {
    /// How one entry stands.
    pub fn of(file: &'l LoadedFile, library: &Library, log: &'l ReviewLog, today: Date) -> Self {
        let due = due_of(file, &library.style().reviews, today);
        let slug = slug_of(file);
        let hash = || {
            file.content
                .text()
                .map(|text| text_hash(text))
                .unwrap_or_default()
        };
        Self {
            file,
            slug,
            due,
            standing: log.standing(slug, due.reviewed, hash),
            sign_off: Self::sign_off_of(file, log, due.reviewed),
        }
    }

    /// The sign-off that gave an entry this date.
    pub fn sign_off_of<'r>(
        file: &LoadedFile,
        log: &'r ReviewLog,
        reviewed: Option<Date>,
    ) -> Option<&'r Record> {
        let text = file.content.text();
        let hash = || text.map(|text| text_hash(text)).unwrap_or_default();
        log.sign_off(slug_of(file), reviewed, hash)
    }

    /// What comes first in the queue.
    fn order(&self) -> (bool, u8, Option<Date>, &'l EntryKey) {
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
            &self.file.key,
        )
    }
}
