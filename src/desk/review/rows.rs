//! The rows of the queue: how each entry stands, kept until what it was worked out from is another.
//!
//! Ten thousand of them take longer than a frame. So they are worked out a few hundred at a time, ahead of the queue being
//! opened, and those there were stand until all are done; after a change to an entry only its own is worked out anew.
//!
//! Knows nothing of: which rows are shown, and in what order.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::desk::{Desk, Moment};
use crate::house_style::HouseStyle;
use crate::library::{EntryKey, Library, LoadedFile, ToSettle};
use crate::review::{
    self, Assignments, Due, QueueOrder, QueueRow, ReviewRecord, SharedSlugs, Standing,
};

use super::settle::is_to_settle;

/// An entry in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub key: EntryKey,
    pub title: Arc<str>,
    pub slug: Arc<str>,
    pub pillar: Option<Arc<str>>,
    pub confidence: Option<Arc<str>>,
    /// Its title as it is sorted.
    pub(super) sort_title: Box<str>,
    pub due: Due,
    pub standing: Standing,
    /// What is amiss with its date besides.
    pub date_standing: Option<Standing>,
    /// The sign-off that gave it the date it has.
    pub sign_off: Option<Arc<ReviewRecord>>,
    /// Who has it to review, and until when.
    pub assigned: Option<(String, Option<Date>)>,
    /// Two records of it say different things.
    pub is_to_settle: bool,
    order: QueueOrder,
}

/// The rows of all entries, in the order of the queue.
#[derive(Debug, Default)]
pub(super) struct Rows {
    all: Vec<Row>,
    /// Grows whenever one of them is another.
    revision: u64,
    of: Option<RowsOf>,
    /// The library as it was looked at last for slugs that are shared.
    library: u64,
    /// The entries to be looked at anew, the next one last.
    stale: Vec<EntryKey>,
    /// What they are now, until all are known; none for what is no entry.
    fresh: BTreeMap<EntryKey, Option<Row>>,
    /// All rows are made anew.
    is_whole: bool,
}

/// What no row is kept without.
#[derive(Debug, Clone)]
struct RowsOf {
    style: Arc<HouseStyle>,
    today: Date,
    shared: SharedSlugs,
    are_plain_files_entries: bool,
}

/// So many are worked out at a time: about a millisecond.
const AT_ONCE: usize = 400;

impl Rows {
    pub(super) fn all(&self) -> &[Row] {
        &self.all
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// These entries changed, or what is on record of them.
    pub(super) fn touch<'k>(&mut self, keys: impl IntoIterator<Item = &'k EntryKey>) {
        for key in keys {
            if self.stale.last() != Some(key) {
                self.stale.push(key.clone());
            }
        }
    }

    /// What is on record is another.
    pub(super) fn touch_all(&mut self) {
        self.of = None;
    }

    /// Whether some are being worked out.
    pub(super) fn are_behind(&self) -> bool {
        self.is_whole || !self.fresh.is_empty()
    }

    fn follow(&mut self, library: &Library, style: &Arc<HouseStyle>, today: Date) {
        let shared = match &self.of {
            Some(of) if self.library == library.state() => of.shared.clone(),
            _ => review::shared_slugs(library),
        };
        self.library = library.state();
        let of = RowsOf {
            style: style.clone(),
            today,
            shared,
            are_plain_files_entries: library.are_plain_files_entries(),
        };
        if self.of.as_ref().is_some_and(|known| known.is(&of)) {
            return;
        }
        self.of = Some(of);
        self.fresh.clear();
        self.stale = library.rows().rev().map(|file| file.key.clone()).collect();
        self.is_whole = true;
    }

    /// Puts those that were worked out in the place of those before.
    fn take_over(&mut self) {
        let fresh = std::mem::take(&mut self.fresh);
        if std::mem::take(&mut self.is_whole) {
            self.all = fresh.into_values().flatten().collect();
        } else {
            self.all.retain(|row| !fresh.contains_key(&row.key));
            self.all.extend(fresh.into_values().flatten());
        }
        let order = |row: &Row| row.order;
        self.all
            .sort_by(|one, other| (order(one), &one.key).cmp(&(order(other), &other.key)));
        self.revision += 1;
    }
}

impl Desk {
    /// Works out some of the rows that are to be made anew. While the queue is not there a few may wait.
    pub(super) fn follow_rows(&mut self, now: Moment) {
        let is_ready = self.are_reviews_known() && self.opening().is_none();
        let Some(library) = &self.library else {
            return;
        };
        let is_reviewing = self.is_reviewing();
        if !is_reviewing && !is_ready {
            return;
        }
        let rows = &mut self.review.queue.rows;
        rows.follow(library, &self.style, now.today);
        if !is_reviewing && !rows.are_behind() && rows.stale.len() <= AT_ONCE {
            return;
        }
        let next = rows.stale.len().saturating_sub(AT_ONCE);
        let next = rows.stale.split_off(next);
        self.review.changes.follow_style(&self.style);
        let to_settle: Vec<&ToSettle> = self.review.to_settle.values().flatten().collect();
        let (log, assignments) = (&self.review.log, &self.review.assignments);
        for key in next.into_iter().rev() {
            let file = library.get(&key).filter(|file| library.is_entry(file));
            let row = file.map(|file| {
                let found = QueueRow::of(file, library, log, now.today);
                let row = Row {
                    is_to_settle: is_to_settle(&found.owner, to_settle.iter().copied()),
                    ..Row::of(&found, assignments)
                };
                self.review.changes.want(file, &row);
                row
            });
            self.review.queue.rows.fresh.insert(key, row);
        }
        let rows = &mut self.review.queue.rows;
        if rows.stale.is_empty() && (rows.is_whole || !rows.fresh.is_empty()) {
            rows.take_over();
        }
    }

    /// These entries changed.
    pub(in crate::desk) fn touch_rows(&mut self, keys: &[EntryKey]) {
        self.review.queue.rows.touch(keys);
    }

    /// Whether rows are still being worked out.
    pub(in crate::desk) fn are_rows_behind(&self) -> bool {
        self.review.queue.rows.are_behind()
    }

    /// What is on record of entries with these slugs is another.
    pub(super) fn touch_slugs<'s>(&mut self, slugs: impl IntoIterator<Item = &'s str>) {
        let Some(library) = &self.library else {
            return;
        };
        for slug in slugs {
            self.review.queue.rows.touch(library.with_slug(slug));
        }
    }
}

impl RowsOf {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.style, &other.style)
            && self.today == other.today
            && self.are_plain_files_entries == other.are_plain_files_entries
            && self.shared == other.shared
    }
}

impl Row {
    /// What came of its reviews.
    pub fn outcome_in_words(&self) -> String {
        self.standing.in_words(self.date_standing)
    }

    /// Who signed it off when it got the date it has.
    pub fn reviewer(&self) -> Option<&str> {
        Some(self.sign_off.as_ref()?.reviewer.as_str())
    }

    /// Who has it to review.
    pub fn person(&self) -> Option<&str> {
        self.assigned.as_ref().map(|(to, _)| to.as_str())
    }

    fn of(row: &QueueRow<'_>, assigned: &Assignments) -> Self {
        let assigned = assigned.get(&row.owner);
        let file: &LoadedFile = row.file;
        let facts = &file.facts;
        Self {
            key: file.key.clone(),
            title: facts.title.clone().unwrap_or_else(|| file.title().into()),
            slug: file.slug().into(),
            pillar: facts.pillar.clone(),
            confidence: facts.confidence.clone(),
            sort_title: file.title().trim().to_lowercase().into(),
            due: row.due,
            standing: row.standing,
            date_standing: row.date_standing,
            sign_off: row.sign_off.cloned(),
            assigned: assigned.map(|it| (it.to.clone(), it.until_day())),
            is_to_settle: false,
            order: row.order(),
        }
    }
}
