//! Many unsaved entries saved at once: handed over in portions, so that it can be stopped and no frame waits for it, and told
//! of in one line. What is stopped or refused stays unsaved, and in the journal.

use std::collections::VecDeque;

use super::saving::AskedFirst;
use crate::desk::library::batch::entries;
use crate::desk::library::underway::{ManyUnderWay, first_of};
use crate::desk::{Desk, Effect, Moment};
use crate::library::{EntryKey, SaveHow};

/// More than so many are told of in one line. So many are handed over at a time.
const PORTION: usize = 24;

/// How far the saving of many entries has come.
#[derive(Debug)]
pub(super) struct SavingAll {
    waiting: VecDeque<EntryKey>,
    /// Handed over, and not written yet.
    handed_over: Vec<EntryKey>,
    of: usize,
    seen: usize,
    /// So many were left when it was stopped.
    left: Option<usize>,
    /// Titles, each with the reason.
    refused: Vec<String>,
}

impl Desk {
    pub(in crate::desk) fn save_all(&mut self, now: Moment) -> Vec<Effect> {
        if self.is_saving_all() {
            self.say("They are being saved");
            return Vec::new();
        }
        let keys: VecDeque<EntryKey> = self.unsaved().map(|entry| entry.key.clone()).collect();
        if keys.is_empty() {
            self.say("Everything is saved");
        }
        if keys.len() <= PORTION {
            return (keys.iter())
                .flat_map(|key| self.save(key, SaveHow::Replace))
                .collect();
        }
        self.say(format!("Saving {}", entries(keys.len())));
        self.sync.saving_all = Some(SavingAll {
            of: keys.len(),
            waiting: keys,
            handed_over: Vec::new(),
            seen: 0,
            left: None,
            refused: Vec::new(),
        });
        self.go_on_saving(now)
    }

    /// Whether many entries are being saved.
    pub(in crate::desk) fn is_saving_all(&self) -> bool {
        self.sync.saving_all.is_some()
    }

    /// The saving of many entries that is under way.
    pub(in crate::desk) fn saving_many(&self) -> Option<ManyUnderWay> {
        let saving = self.sync.saving_all.as_ref()?;
        Some(ManyUnderWay {
            what: "Saving".into(),
            seen: saving.seen,
            of: saving.of,
        })
    }

    /// Whether an entry is told of with the others that are saved with it.
    pub(super) fn is_saved_with_others(&self, key: &EntryKey) -> bool {
        (self.sync.saving_all.as_ref()).is_some_and(|saving| saving.handed_over.contains(key))
    }

    /// Keeps why an entry was not saved with the others. `false` where it is none of them.
    pub(in crate::desk) fn refused_with_others(&mut self, key: &EntryKey, why: &str) -> bool {
        let is_one = self.is_saved_with_others(key);
        let title = self.title_of(key);
        if let Some(saving) = self.sync.saving_all.as_mut().filter(|_| is_one) {
            saving.refused.push(format!("“{title}”: {why}"));
        }
        is_one
    }

    /// Hands over the next entries as soon as those before are written or refused; says what was done after the last.
    pub(super) fn go_on_saving(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        loop {
            let Some(saving) = &mut self.sync.saving_all else {
                return effects;
            };
            let before = saving.handed_over.len();
            // One that left the desk meanwhile is written by nobody.
            let is_writing =
                |key: &EntryKey| self.open.get(key).is_some_and(|it| it.writing.is_some());
            saving.handed_over.retain(is_writing);
            saving.seen += before - saving.handed_over.len();
            if !saving.handed_over.is_empty() {
                return effects;
            }
            let count = saving.waiting.len().min(PORTION);
            if count == 0 {
                self.all_saved(now);
                effects.extend(self.leave_if_ready());
                return effects;
            }
            let portion: Vec<EntryKey> = saving.waiting.drain(..count).collect();
            saving.handed_over.clone_from(&portion);
            for key in portion {
                match self.try_save(&key, SaveHow::Replace) {
                    Ok(write) => effects.extend(write),
                    Err(AskedFirst { why, .. }) => {
                        self.refused_with_others(&key, &why);
                    }
                }
            }
        }
    }

    /// Hands over no more. What is being written is written.
    pub(in crate::desk) fn stop_saving(&mut self, now: Moment) -> Vec<Effect> {
        if let Some(saving) = &mut self.sync.saving_all {
            saving.left = Some(saving.waiting.len());
            saving.waiting.clear();
            self.stay();
        }
        self.go_on_saving(now)
    }

    /// A job broke: what was handed over may never be told of.
    pub(in crate::desk) fn no_save_comes(&mut self, now: Moment) -> Vec<Effect> {
        if let Some(saving) = &mut self.sync.saving_all {
            saving.handed_over.clear();
        }
        self.stop_saving(now)
    }

    fn all_saved(&mut self, now: Moment) {
        let Some(saving) = self.sync.saving_all.take() else {
            return;
        };
        let (stopped, waiting) = match saving.left {
            None => ("", String::new()),
            Some(left) => ("Stopped. ", format!(". Not saved yet: {}", entries(left))),
        };
        let saved = match saving.seen.saturating_sub(saving.refused.len()) {
            0 => "No entry was saved".to_owned(),
            saved => format!("Saved {}", entries(saved)),
        };
        let said = format!("{stopped}{saved}{waiting}");
        if saving.refused.is_empty() {
            self.info(said, now);
        } else {
            let refused = first_of(&saving.refused);
            self.error(format!("{said}. Not saved, and safe here: {refused}"), now);
        }
    }
}
