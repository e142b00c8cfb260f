//! Replacing what was found: which places are ticked, and the change to many entries that comes of it.

use std::collections::HashSet;
use std::sync::Arc;

use super::wrong::in_plain_words;
use crate::desk::{Batch, Desk, Effect, LeftOut, Moment, Proposed};
use crate::library::EntryKey;
use crate::search::QueryError;
use crate::search::replace::{self, Replacement, ReplacementError};

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
        self.recut_cards();
        let mut batch = self.replacing_batch();
        self.leave_outside(&mut batch);
        if batch.changes.is_empty() && batch.left_out.is_empty() {
            self.say("No place is ticked");
            return Vec::new();
        }
        let left_out = std::mem::take(&mut batch.left_out);
        let effects = self.make(&Arc::new(batch), &HashSet::new(), now);
        if !left_out.is_empty() {
            let left = left_out
                .iter()
                .map(|left| format!("“{}”: {}", self.title_of(&left.entry), left.why));
            self.error(format!("Left as they are: {}", some_of(left)), now);
        }
        effects
    }

    fn replacing_batch(&self) -> Batch {
        let asked = &self.search.asked;
        let (words, with) = (short(&asked.words), short(&asked.replacement));
        let (title, label) = match with.as_str() {
            "" => (format!("Take out {words}"), format!("taking out {words}")),
            with => (
                format!("Replace {words} with {with}"),
                format!("replacing {words} with {with}"),
            ),
        };
        let (mut changes, mut left_out) = (Vec::new(), Vec::new());
        let hits = &self.search.hits;
        for found in hits.entries() {
            let ticked = hits.ticked_in(found);
            let swaps = ticked
                .iter()
                .filter_map(|hit| found.planned.get(*hit)?.as_ref());
            if ticked.is_empty() {
                continue;
            }
            let entry = &found.key;
            let mut leave = |why: String| {
                left_out.push(LeftOut {
                    entry: entry.clone(),
                    why,
                });
            };
            if self.text_of(entry).is_none_or(|now| *now != found.of) {
                leave("Its text has changed since it was searched".to_owned());
                continue;
            }
            let swapped = replace::edits(&found.of, swaps);
            for (_, why) in swapped.refused {
                leave(why);
            }
            if !swapped.edits.is_empty() {
                changes.push(Proposed {
                    entry: entry.clone(),
                    of: found.of.clone(),
                    edits: swapped.edits,
                });
            }
        }
        Batch {
            title,
            label,
            changes,
            left_out,
        }
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

/// The first few, and how many more there are.
fn some_of(left: impl ExactSizeIterator<Item = String>) -> String {
    const NAMED: usize = 5;
    let more = left.len().saturating_sub(NAMED);
    let mut named: Vec<String> = left.take(NAMED).collect();
    if more > 0 {
        named.push(format!("and {more} more"));
    }
    named.join("; ")
}

impl super::LibrarySearch {
    /// What is wrong with what is to be written instead.
    pub fn wrong_with(&self) -> Option<&QueryError> {
        self.wrong_with.as_ref()
    }
}
