//! Going to what was found: to one place, and on from entry to entry.

use std::ops::Range;

use crate::desk::{Desk, Dialog, Effect, Selection};
use crate::library::{EntryKey, grouped};

impl Desk {
    /// F3 goes through what was found in the library.
    pub(in crate::desk) fn search_leads(&self) -> bool {
        self.search.leads && self.search.is_asked() && !self.here_is_a_view()
    }

    /// F3 goes through what is found in the entry from now on.
    pub(in crate::desk) fn search_follows(&mut self) {
        self.search.leads = false;
    }

    /// Shows a place that was found, marked; the focus goes there, or stays where it is.
    pub(super) fn go_to_hit(
        &mut self,
        key: &EntryKey,
        hit: usize,
        takes_focus: bool,
    ) -> Vec<Effect> {
        self.search.leads = true;
        let Some(found) = self.search.hits.get(key) else {
            return Vec::new();
        };
        let of = found.of.clone();
        let is_so_still = self.text_of(key).is_some_and(|now| *now == of);
        let place = self.search.hits.range_of(key, hit);
        // A query that says something of the entry as a whole has no places.
        let place = place.map(|place| match is_so_still {
            true => Selection {
                anchor: place.start,
                head: place.end,
            },
            false => Selection::caret(place.start),
        });
        if takes_focus {
            self.show(key, place.map(|place| place.anchor));
            if let (Some(place), Some(entry)) = (place, self.shown_mut()) {
                entry.place(place);
            }
        } else {
            let start = || self.entry(key).map_or(0, |entry| entry.selection.head);
            let place = place.unwrap_or_else(|| Selection::caret(start()));
            self.show_aside(key, place);
        }
        if place.is_none() {
            return self.look_again(key);
        }
        if !is_so_still {
            self.say("The text has changed since it was searched");
            return self.look_again(key);
        }
        let hits = &self.search.hits;
        let number = hits.at(key).map_or(0, |entry| hits.place_of(entry, hit));
        let (number, all) = (grouped(number), grouped(hits.places()));
        self.say(format!("{number} of {all}, {}", self.title_of(key)));
        self.look_again(key)
    }

    /// Goes to the next place found, or the one before: in the library where that was searched last, else in the entry.
    pub(in crate::desk) fn find_on(&mut self, forward: bool) -> Vec<Effect> {
        let is_in_bar = matches!(self.dialog(), Some(Dialog::Find { .. }));
        if self.search_leads() && !is_in_bar {
            return self.go_to_next_hit(forward);
        }
        self.find_next(forward);
        Vec::new()
    }

    /// Goes to the next place found, or the one before, in this entry or another.
    pub(in crate::desk) fn go_to_next_hit(&mut self, forward: bool) -> Vec<Effect> {
        // What is still in sight answers another question.
        if self.search.answered != self.search.number && self.search.renewing.is_none() {
            self.say("Still searching");
            return Vec::new();
        }
        let Some((key, hit)) = self.next_hit(forward) else {
            self.say(if self.search.is_running {
                "Nothing found so far"
            } else {
                "Nothing found"
            });
            return Vec::new();
        };
        self.go_to_hit(&key, hit, true)
    }

    /// The place that follows the caret, or the one before it; from the last one on to the first.
    fn next_hit(&self, forward: bool) -> Option<(EntryKey, usize)> {
        let entries = self.search.hits.entries();
        let count = entries.len();
        let here = self.shown.as_ref().map(|key| self.search.hits.at(key));
        // In the entry shown: behind the selection, or before it.
        if let (Some(Ok(at)), Some(shown)) = (here, self.shown()) {
            let found = entries.get(at)?;
            let range = shown.selection.range();
            let hit = if forward {
                let is_behind = |hit: &Range<usize>| hit.start >= range.end && *hit != range;
                found.hits.iter().position(is_behind)
            } else {
                let is_before = |hit: &Range<usize>| hit.end <= range.start;
                found.hits.iter().rposition(is_before)
            };
            if let Some(hit) = hit {
                return Some((found.key.clone(), hit));
            }
        }
        // Then in the entries after it, round and back to this one.
        let start = match here {
            Some(Ok(at)) if forward => at + 1,
            Some(Ok(at) | Err(at)) => at,
            None if forward => 0,
            None => count,
        };
        // A query that says something of entries as a whole has no places in them.
        let is_of_entries = self.search.hits.places() == 0;
        let mut order: Box<dyn Iterator<Item = usize>> = if forward {
            Box::new((start..count).chain(0..start.min(count)))
        } else {
            Box::new((0..start).rev().chain((start..count).rev()))
        };
        let entry = order.find(|at| {
            let entry = entries.get(*at);
            entry.is_some_and(|it| is_of_entries || !it.hits.is_empty())
        })?;
        let found = entries.get(entry)?;
        let hit = match forward {
            true => 0,
            false => found.hits.len().saturating_sub(1),
        };
        Some((found.key.clone(), hit))
    }
}
