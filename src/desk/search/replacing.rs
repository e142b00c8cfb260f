//! Replacing what was found: which places are ticked, and the change to many entries that comes of it.

use std::sync::Arc;

use super::wrong::in_plain_words;
use crate::desk::library::worked_out::{How, ToChange};
use crate::desk::{Desk, Effect, LeftOut, Moment};
use crate::library::EntryKey;
use crate::search::QueryError;
use crate::search::replace::{Replacement, ReplacementError, Swap};

impl Desk {
    /// What is written instead of what is found, where that is asked for.
    pub(super) fn read_replacement(&mut self) {
        let asked = &self.search.asked;
        let query = self.search.query.as_deref().filter(|_| asked.is_replacing);
        let read = query
            .map(|query| Replacement::new(query, &asked.replacement, asked.keep_case, asked.reach));
        let (replacement, error) = match read {
            Some(Ok(replacement)) => (Some(Arc::new(replacement)), None),
            Some(Err(ReplacementError::With(why) | ReplacementError::Query(why))) => {
                (None, Some(in_plain_words(why)))
            }
            None => (None, None),
        };
        if let Some(why) = error
            .as_ref()
            .filter(|why| self.search.wrong_with.as_ref() != Some(why))
        {
            self.say(why.message.clone());
        }
        self.search.replacement = replacement;
        self.search.wrong_with = error;
    }

    pub(super) fn turn_hit(&mut self, key: &EntryKey, hit: Option<usize>) {
        let hits = &mut self.search.hits;
        let Some(found) = hits.get(key) else { return };
        match hit {
            Some(hit) => {
                let why = found
                    .planned
                    .get(hit)
                    .and_then(|it| it.as_ref()?.guard.why());
                if hits.is_ticked(found, hit).is_none() {
                    let why = why.unwrap_or("It would stay as it is");
                    self.say(format!("Not replaced. {}", why.replace('`', "")));
                    return;
                }
                hits.turn(key, hit);
            }
            None => {
                let all = (0..found.hits.len()).filter_map(|hit| hits.is_ticked(found, hit));
                let has_unticked = all.clone().any(|ticked| !ticked);
                hits.tick(Some(key), has_unticked);
            }
        }
        self.say(self.ticked_in_words());
    }

    pub(super) fn tick_all_hits(&mut self, ticked: bool) {
        self.search.hits.tick(None, ticked);
        self.say(self.ticked_in_words());
    }

    /// How much is ticked, in words.
    pub fn ticked_in_words(&self) -> String {
        let ticked = self.search.hits.ticked();
        match ticked.entries {
            0 => "Nothing ticked".to_owned(),
            _ => format!(
                "{} ticked",
                super::places_in_words(ticked.places, ticked.entries)
            ),
        }
    }

    /// Replaces what is ticked, as one change to many entries. Nothing is saved.
    pub(super) fn replace_ticked(&mut self, now: Moment) -> Vec<Effect> {
        if self.waits_for_change() {
            return Vec::new();
        }
        self.recut_cards();
        let (changes, left_out) = self.ticked_changes();
        if changes.is_empty() && left_out.is_empty() {
            self.say("No place is ticked");
            return Vec::new();
        }
        let label = self.replacing_in_words();
        self.make_all(None, label, (changes, left_out), now)
    }

    /// What undo calls it.
    fn replacing_in_words(&self) -> String {
        let asked = &self.search.asked;
        let (words, with) = (short(&asked.words), short(&asked.replacement));
        match with.as_str() {
            "" => format!("deleting {words}"),
            with => format!("replacing {words} with {with}"),
        }
    }

    /// The entries in which something is ticked, and those of them that are left as they are.
    fn ticked_changes(&self) -> (Vec<ToChange>, Vec<LeftOut>) {
        let (mut changes, mut left_out) = (Vec::new(), Vec::new());
        let hits = &self.search.hits;
        for found in hits.entries() {
            let ticked = hits.ticked_in(found).into_iter();
            let swaps = ticked.filter_map(|hit| found.planned.get(hit)?.clone());
            let swaps: Vec<Swap> = swaps.collect();
            let entry = found.key.clone();
            if swaps.is_empty() {
                continue;
            }
            if self.is_outside(&entry) {
                left_out.push(LeftOut::outside(entry));
            } else if self.text_of(&entry).is_none_or(|now| *now != found.of) {
                let why = "Its text has changed since it was searched".to_owned();
                left_out.push(LeftOut { entry, why });
            } else {
                changes.push(ToChange {
                    entry,
                    of: found.of.clone(),
                    how: How::Swaps(swaps),
                });
            }
        }
        (changes, left_out)
    }
}

/// What somebody typed, as a notice names it.
fn short(words: &str) -> String {
    const MOST: usize = 40;
    let words = words.trim();
    match words.char_indices().nth(MOST) {
        _ if words.is_empty() => String::new(),
        None => format!("“{words}”"),
        Some((end, _)) => format!("“{}…”", words.get(..end).unwrap_or_default()),
    }
}

impl super::LibrarySearch {
    /// What is wrong with what is to be written instead.
    pub fn wrong_with(&self) -> Option<&QueryError> {
        self.wrong_with.as_ref()
    }
}
