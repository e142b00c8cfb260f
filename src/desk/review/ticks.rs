//! What this person has ticked in the reviews under way, kept in their own folder; and what took a tick away.
//!
//! A tick is lost by a change to the text, whoever makes it. Which command or report it was is known only when it comes, so
//! every change is looked at then; typing, of which there is a lot, when it stops.
//!
//! Knows nothing of: where ticks are kept, how they are shown.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::desk::{
    Command, CommandId, Desk, EditCommand, Effect, LibraryCommand, Moment, ProofCommand, Report,
    SyncReport,
};
use crate::library::EntryKey;
use crate::review::{Looked, Mark, Material, TickFile, Ticked, Ticks};

/// What the room keeps of ticks.
#[derive(Debug, Default)]
pub(super) struct AllTicks {
    entries: HashMap<EntryKey, Ticks>,
    /// The texts they were last held against.
    seen: HashMap<EntryKey, Arc<str>>,
    /// Something was typed since, first at this time.
    typed: Option<Moment>,
}

impl AllTicks {
    pub(super) fn of(&self, key: &EntryKey) -> Option<&Ticks> {
        self.entries.get(key)
    }
}

const TYPING: &str = "typing";

impl Desk {
    /// How something of the entry under review is ticked, as it is shown.
    pub fn ticked<'d>(&'d self, looked: &Looked, mark: &Mark, now: Moment) -> Ticked<'d> {
        self.ticked_in(&looked.key, &looked.material, mark, now)
    }

    /// The same of any entry.
    pub(super) fn ticked_in<'d>(
        &'d self,
        key: &EntryKey,
        material: &Material,
        mark: &Mark,
        now: Moment,
    ) -> Ticked<'d> {
        let ticks = self.review.ticks.of(key);
        ticks
            .zip(material.hash_of(mark))
            .map_or(Ticked::No, |(ticks, hash)| {
                ticks.of(mark, hash, &material.last_reviewed, now.today)
            })
    }

    /// Asks for what was ticked in earlier sessions.
    pub(in crate::desk) fn read_ticks(&self) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.map(|root| Effect::ReadTicks { root })
            .into_iter()
            .collect()
    }

    pub(super) fn ticks_read(&mut self, root: &Path, file: TickFile) {
        if !self.is_of(root) {
            return;
        }
        for (file, ticks) in file.entries {
            let key = EntryKey::new(file.split('/').collect::<PathBuf>());
            if let Some(text) = self.text_now(&key) {
                self.review.ticks.seen.insert(key.clone(), text);
            }
            // What was ticked here meanwhile is newer.
            self.review.ticks.entries.entry(key).or_insert(ticks);
        }
    }

    /// Ticks something as it is shown, or takes the tick away.
    pub(super) fn tick(
        &mut self,
        looked: &Looked,
        mark: Mark,
        on: bool,
        now: Moment,
    ) -> Vec<Effect> {
        let material = &looked.material;
        let Some(hash) = material.hash_of(&mark) else {
            return Vec::new();
        };
        let ticks = &mut self.review.ticks;
        ticks.seen.insert(looked.key.clone(), looked.text.clone());
        let of_entry = ticks.entries.entry(looked.key.clone()).or_default();
        if on {
            of_entry.tick(mark, hash, &material.last_reviewed, local(now));
        } else {
            of_entry.untick(&mark);
        }
        self.keep_ticks(&looked.key)
    }

    fn keep_ticks(&self, key: &EntryKey) -> Vec<Effect> {
        let library = self.library.as_ref();
        let ticks = self.review.ticks.entries.get(key);
        let keep = library
            .zip(ticks)
            .map(|(library, ticks)| Effect::KeepTicks {
                root: library.root().to_owned(),
                key: key.clone(),
                ticks: ticks.clone(),
            });
        keep.into_iter().collect()
    }

    /// Looks at what was typed so far, before something else changes the texts.
    pub(in crate::desk) fn settle_typed(&mut self, by: &str) -> Vec<Effect> {
        let typed = &mut self.review.ticks.typed;
        let typed = typed.take_if(|_| by != TYPING);
        typed
            .map(|when| self.lose_ticks(TYPING, when))
            .unwrap_or_default()
    }

    /// Takes away the ticks of what has just changed, and says by what.
    pub(in crate::desk) fn follow_ticks(&mut self, by: &'static str, now: Moment) -> Vec<Effect> {
        if self.review.ticks.entries.is_empty() {
            return Vec::new();
        }
        if by == TYPING {
            self.review.ticks.typed.get_or_insert(now);
            return Vec::new();
        }
        self.lose_ticks(by, now)
    }

    fn lose_ticks(&mut self, by: &str, now: Moment) -> Vec<Effect> {
        let keys: Vec<EntryKey> = self.review.ticks.entries.keys().cloned().collect();
        let mut effects = Vec::new();
        for key in keys {
            let Some(text) = self.text_now(&key) else {
                continue;
            };
            let ticks = &mut self.review.ticks;
            let before = ticks.seen.insert(key.clone(), text.clone());
            // Of a text seen for the first time nobody knows what changed it.
            let Some(before) = before.filter(|before| !Arc::ptr_eq(before, &text)) else {
                continue;
            };
            let is_changed = before != text;
            let of_entry = ticks.entries.get_mut(&key).filter(|_| is_changed);
            let lost = of_entry.is_some_and(|ticks| {
                let material = Material::to_tick(&text);
                let hash = |mark: &Mark| material.hash_of(mark).map(str::to_owned);
                ticks.follow(by, local(now), hash)
            });
            if lost {
                effects.extend(self.keep_ticks(&key));
            }
        }
        effects
    }

    /// The file of an entry has another name from now on.
    pub(in crate::desk) fn move_ticks(&mut self, from: &EntryKey, to: &EntryKey) {
        let ticks = &mut self.review.ticks;
        if let Some(of_entry) = ticks.entries.remove(from) {
            ticks.entries.insert(to.clone(), of_entry);
        }
        if let Some(text) = ticks.seen.remove(from) {
            ticks.seen.insert(to.clone(), text);
        }
    }

    /// The text of an entry, on the desk or in its file.
    fn text_now(&self, key: &EntryKey) -> Option<Arc<str>> {
        let open = self.open.get(key).map(|entry| entry.text().clone());
        let in_library = || self.library.as_ref()?.get(key)?.content.text().cloned();
        open.or_else(in_library)
    }
}

/// What a command changes texts by, in a word or two.
pub(in crate::desk) fn changed_by(command: &Command) -> &'static str {
    match command {
        Command::Edit(EditCommand::Type(_)) => TYPING,
        Command::Run(CommandId::Undo | CommandId::UndoMany) => "undo",
        Command::Library(LibraryCommand::UndoIn(_)) | Command::Proof(ProofCommand::Undo) => "undo",
        Command::Run(CommandId::Redo) | Command::Library(LibraryCommand::RedoIn(_)) => "redo",
        Command::Run(
            CommandId::UseMerge
            | CommandId::TakeMergeBack
            | CommandId::TakeTheirs
            | CommandId::CarryOver,
        )
        | Command::Recovery(_) => "merge",
        Command::Library(LibraryCommand::ChangeEntries { .. })
        | Command::Bibliography(_)
        | Command::Rename(_) => "a change to many entries",
        _ => "an edit",
    }
}

/// What a report changes texts by; none for those that change no text that has not been looked at.
pub(in crate::desk) fn changed_by_report(report: &Report) -> Option<&'static str> {
    match report {
        Report::Sync(SyncReport::Merged { .. }) => Some("merge"),
        Report::Sync(SyncReport::FolderSwitched { .. }) => Some("a switch of branches"),
        Report::Sync(_) => Some("another program"),
        Report::Rename(_) => Some("a rename"),
        Report::Bibliography(_) => Some("a change to many entries"),
        _ => None,
    }
}

/// The time of day where the person is.
fn local(now: Moment) -> DateTime {
    let time = now.clock.to_zoned(TimeZone::system()).time();
    now.today.to_datetime(time)
}
