//! What was found, entry by entry in the order of their files; as lines of a list; and which of it is ticked.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::library::EntryKey;
use crate::search::HitGuard;
use crate::search::replace::Swap;

/// An entry in which something was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundEntry {
    pub key: EntryKey,
    /// The text that was looked at.
    pub of: Arc<str>,
    /// In the order of the text. None where the query says something of the entry as a whole.
    pub hits: Vec<Range<usize>>,
    /// What would become of each, where something is to be written instead; none of one that would stay as it is.
    pub planned: Vec<Option<Swap>>,
}

/// A line of the list of what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchLine {
    /// The entry of this number.
    Entry(usize),
    /// A place in it.
    Hit { entry: usize, hit: usize },
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Hits {
    entries: Vec<FoundEntry>,
    /// The line of each entry, and the number of lines.
    starts: Vec<usize>,
    /// Places whose tick is not as it came.
    turned: HashMap<EntryKey, HashSet<usize>>,
    ticked: TickedPlaces,
    /// Grows whenever any of this changes.
    state: u64,
}

/// How much is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TickedPlaces {
    pub places: usize,
    pub entries: usize,
}

impl Hits {
    pub fn entries(&self) -> &[FoundEntry] {
        &self.entries
    }

    /// How many places there are in all.
    pub fn places(&self) -> usize {
        self.lines() - self.entries.len()
    }

    /// How many lines the list has.
    pub fn lines(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    pub fn line(&self, line: usize) -> Option<SearchLine> {
        let entry = self.starts.partition_point(|start| *start <= line);
        let entry = entry.checked_sub(1)?;
        let start = self.starts.get(entry)?;
        self.entries.get(entry)?;
        Some(match (line - start).checked_sub(1) {
            None => SearchLine::Entry(entry),
            Some(hit) => SearchLine::Hit { entry, hit },
        })
    }

    /// The line of a place, or of its entry.
    pub fn line_of(&self, key: &EntryKey, hit: Option<usize>) -> Option<usize> {
        let entry = self.at(key).ok()?;
        let start = self.starts.get(entry)?;
        Some(start + hit.map_or(0, |hit| hit + 1))
    }

    /// The number of a place among all, from 1.
    pub fn place_of(&self, entry: usize, hit: usize) -> usize {
        let start = self.starts.get(entry).copied().unwrap_or_default();
        start - entry + hit + 1
    }

    pub fn get(&self, key: &EntryKey) -> Option<&FoundEntry> {
        self.entries.get(self.at(key).ok()?)
    }

    /// Grows whenever something changes.
    pub fn state(&self) -> u64 {
        self.state
    }

    pub fn ticked(&self) -> TickedPlaces {
        self.ticked
    }

    /// Whether a place is ticked; `None` where it can't be.
    pub fn is_ticked(&self, entry: &FoundEntry, hit: usize) -> Option<bool> {
        let as_it_came = as_it_comes(entry.planned.get(hit)?)?;
        let turned = self.turned.get(&entry.key);
        Some(as_it_came != turned.is_some_and(|turned| turned.contains(&hit)))
    }

    /// The ticked places of an entry.
    pub fn ticked_in(&self, entry: &FoundEntry) -> Vec<usize> {
        (0..entry.hits.len())
            .filter(|hit| self.is_ticked(entry, *hit) == Some(true))
            .collect()
    }

    /// The number of an entry, or of the one that comes next in the order.
    pub(super) fn at(&self, key: &EntryKey) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| entry.key.cmp(key))
    }

    pub(super) fn range_of(&self, key: &EntryKey, hit: usize) -> Option<Range<usize>> {
        self.get(key)?.hits.get(hit).cloned()
    }

    pub(super) fn clear(&mut self) {
        self.turned.clear();
        self.empty();
    }

    /// Takes out all entries, and keeps what was turned in them.
    pub(super) fn empty(&mut self) {
        self.entries.clear();
        self.arrange();
    }

    pub(super) fn forget_turned(&mut self) {
        self.turned.clear();
    }

    /// What was found elsewhere comes in; of the same entries it takes the place of what was found before.
    pub(super) fn put(&mut self, mut found: Vec<FoundEntry>) {
        found.sort_by(|a, b| a.key.cmp(&b.key));
        let mut before = std::mem::take(&mut self.entries).into_iter().peekable();
        let mut all = Vec::with_capacity(before.len() + found.len());
        for new in found {
            while let Some(old) = before.next_if(|old| old.key < new.key) {
                all.push(old);
            }
            if let Some(old) = before.next_if(|old| old.key == new.key)
                && old.hits != new.hits
            {
                self.turned.remove(&new.key);
            }
            all.push(new);
        }
        all.extend(before);
        self.entries = all;
        self.arrange();
    }

    pub(super) fn retain(&mut self, stays: impl Fn(&EntryKey) -> bool) {
        self.entries.retain(|entry| stays(&entry.key));
        self.arrange();
    }

    pub(super) fn turn(&mut self, key: &EntryKey, hit: usize) {
        let can_be = self
            .get(key)
            .is_some_and(|entry| self.is_ticked(entry, hit).is_some());
        if can_be {
            let turned = self.turned.entry(key.clone()).or_default();
            if !turned.remove(&hit) {
                turned.insert(hit);
            }
            self.count();
        }
    }

    /// Ticks every place of an entry, or none; of all entries where none is named.
    pub(super) fn tick(&mut self, key: Option<&EntryKey>, ticked: bool) {
        let mut turned = std::mem::take(&mut self.turned);
        let of = self.entries.iter();
        for entry in of.filter(|entry| key.is_none_or(|key| *key == entry.key)) {
            let other: HashSet<usize> = entry
                .planned
                .iter()
                .enumerate()
                .filter(|(_, planned)| as_it_comes(planned) == Some(!ticked))
                .map(|(hit, _)| hit)
                .collect();
            turned.insert(entry.key.clone(), other);
        }
        self.turned = turned;
        self.count();
    }

    fn arrange(&mut self) {
        let mut line = 0;
        self.starts.clear();
        for entry in &self.entries {
            self.starts.push(line);
            line += 1 + entry.hits.len();
        }
        self.starts.push(line);
        self.count();
    }

    fn count(&mut self) {
        let mut ticked = TickedPlaces::default();
        for entry in &self.entries {
            let places = (0..entry.planned.len())
                .filter(|hit| self.is_ticked(entry, *hit) == Some(true))
                .count();
            ticked.places += places;
            ticked.entries += usize::from(places > 0);
        }
        self.ticked = ticked;
        self.state += 1;
    }
}

/// Whether a place comes ticked; `None` where it can't be.
fn as_it_comes(planned: &Option<Swap>) -> Option<bool> {
    match planned.as_ref()?.guard {
        HitGuard::Free => Some(true),
        HitGuard::Doubtful(_) => Some(false),
        HitGuard::NotChosen(_) | HitGuard::Never(_) => None,
    }
}
