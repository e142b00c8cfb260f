//! Saving, files that change outside, and leaving: never overwrite what was not seen, never lose what was typed.

use std::sync::Arc;
use std::time::Duration;

use crate::desk::editing::open_entry::{OpenEntry, Outside, Writing};
use crate::desk::editing::undo::StepId;
use crate::desk::notice::Offer;
use crate::desk::{
    Answer, Command, CommandId, Desk, Effect, Leaving, Moment, Question, SyncCommand,
};
use crate::library::checkout::Switched;
use crate::library::versions::Why;
use crate::library::{Content, EntryKey, LoadedFile, ReadError, SaveError, SaveHow};

/// An entry is not saved before something is settled.
pub(super) struct AskedFirst {
    /// "the file changed on disk".
    pub why: String,
    /// What is asked, where an answer is enough.
    pub question: Option<Question>,
}

impl Desk {
    /// Entries with steps that are not on disk, in the order of their files.
    pub fn unsaved(&self) -> impl Iterator<Item = &OpenEntry> {
        let mut entries: Vec<&OpenEntry> =
            self.open.values().filter(|it| it.is_unsaved()).collect();
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        entries.into_iter()
    }

    fn is_all_saved(&self) -> bool {
        !self.open.values().any(OpenEntry::is_unsaved)
    }

    /// How many entries have steps that are not on disk.
    pub fn unsaved_count(&self) -> usize {
        let open = self.open.values();
        open.filter(|entry| entry.is_unsaved()).count()
    }

    pub(in crate::desk) fn save_shown(&mut self) -> Vec<Effect> {
        match self.shown.clone() {
            Some(key) => self.save(&key, SaveHow::Replace),
            None => Vec::new(),
        }
    }

    pub(in crate::desk) fn save(&mut self, key: &EntryKey, how: SaveHow) -> Vec<Effect> {
        match self.try_save(key, how) {
            Ok(effects) => effects,
            Err(AskedFirst { why, question }) => {
                match question {
                    Some(question) => self.ask(question),
                    None => self.say(format!("Not saved: {why}")),
                }
                Vec::new()
            }
        }
    }

    /// The writing of an entry. Nothing where it is saved, or is being written and will be again.
    pub(super) fn try_save(
        &mut self,
        key: &EntryKey,
        how: SaveHow,
    ) -> Result<Vec<Effect>, AskedFirst> {
        let title = self.title_of(key);
        let is_stranded = self.is_stranded(key);
        let Some(entry) = self.open.get_mut(key) else {
            return Ok(Vec::new());
        };
        if !entry.is_unsaved() {
            self.say("Saved already: nothing was written");
            return Ok(Vec::new());
        }
        if let Some(writing) = &mut entry.writing {
            writing.again = true;
            return Ok(Vec::new());
        }
        let first = |why: &str| {
            Err(AskedFirst {
                why: why.into(),
                question: None,
            })
        };
        if is_stranded {
            return first(
                "the folder was switched. Keep aside, carry over or look at both, above the panes",
            );
        }
        match &entry.outside {
            Some(Outside::Changed(_)) => {
                return first(
                    "the file changed on disk. Settle the two, keep mine or use theirs, above the text",
                );
            }
            Some(Outside::Unreadable(_)) => {
                return first(
                    "the file can’t be read now, so it is not saved over. Save as… makes a copy",
                );
            }
            Some(Outside::Gone) => return Ok(vec![write_again(entry)]),
            None => {}
        }
        if entry.history().is_behind_reload() {
            let question = Question {
                title: "Replace the newer text?".into(),
                text: format!(
                    "You undid a text of “{title}” that another program wrote. Saving puts yours in its place."
                ),
                answers: vec![
                    Answer {
                        label: "Keep the file".into(),
                        command: None,
                    },
                    Answer {
                        label: "Save mine".into(),
                        command: Some(Command::Sync(SyncCommand::SaveOver(key.clone()))),
                    },
                ],
            };
            return Err(AskedFirst {
                why: "a newer text from the disk was undone. Save it by itself".into(),
                question: Some(question),
            });
        }
        Ok(vec![write(entry, how)])
    }

    /// Saves although that puts away a text which another program wrote and which was undone here.
    pub(super) fn save_over(&mut self, key: &EntryKey) -> Vec<Effect> {
        let entry = self
            .open
            .get_mut(key)
            .filter(|entry| entry.writing.is_none());
        entry
            .map(|entry| vec![write(entry, SaveHow::Replace)])
            .unwrap_or_default()
    }

    pub(in crate::desk) fn written(
        &mut self,
        key: &EntryKey,
        step: StepId,
        text: Arc<str>,
    ) -> Vec<Effect> {
        let Some(entry) = self.open.get_mut(key) else {
            return Vec::new();
        };
        let again = entry.writing.is_some_and(|writing| writing.again);
        let replaced = entry.seen().len();
        let came = entry.written(step, text);
        let still = entry.is_unsaved();
        self.saved_state_changed(key);
        self.refresh_row_of(key);
        if !self.is_saved_with_others(key) {
            self.say(format!("Saved {}", self.title_of(key)));
        }
        self.drop_notices(|notice| notice.not_saved.as_ref() == Some(key));
        if self.is_all_saved() {
            let saves = |offer: &Offer| matches!(offer.command, Command::Run(CommandId::SaveAll));
            self.drop_offers(saves);
        }
        let mut effects = self.version_added(replaced);
        effects.extend(
            came.map(|came| self.keep_after_review(key, came))
                .unwrap_or_default(),
        );
        if again && still {
            effects.extend(self.save(key, SaveHow::Replace));
        } else {
            effects.extend(self.leave_if_ready());
        }
        effects
    }

    pub(super) fn write_refused(
        &mut self,
        key: &EntryKey,
        step: StepId,
        why: SaveError,
        now: Moment,
    ) -> Vec<Effect> {
        self.saved_state_changed(key);
        // Closing waits for nothing that was refused.
        self.sync.leaving = None;
        let title = self.title_of(key);
        let Some(entry) = self
            .open
            .get_mut(key)
            .filter(|entry| entry.writing.is_some_and(|writing| writing.step == step))
        else {
            return Vec::new();
        };
        entry.writing = None;
        match &why {
            SaveError::ChangedOnDisk { now: Ok(theirs) } => {
                entry.outside = Some(Outside::Changed(theirs.clone()));
            }
            SaveError::ChangedOnDisk { now: Err(reason) } => {
                entry.outside = Some(Outside::Unreadable(reason.clone()));
            }
            SaveError::Gone => {
                entry.outside = Some(Outside::Gone);
                entry.mark_unsaved();
            }
            _ => {}
        }
        // Nobody is asked five thousand questions: one saved by itself asks its own.
        let is_told = self.refused_with_others(key, &why.to_string());
        let (title_of_question, verb, how) = match &why {
            SaveError::ChangedOnDisk { now: Ok(_) } => {
                if !is_told {
                    self.say("Not saved: the file changed on disk");
                }
                return self.ask_merge(key);
            }
            _ if is_told => return Vec::new(),
            SaveError::ChangedOnDisk { now: Err(_) } => {
                self.not_saved(key, format!("{why} ({title})"), now);
                return Vec::new();
            }
            SaveError::Gone => {
                self.not_saved(
                    key,
                    format!("Not saved: the file of “{title}” is gone. Your text is safe here; save again to write it anew"),
                    now,
                );
                return Vec::new();
            }
            SaveError::HardLinked { .. } => (
                "This file has other names",
                "Write over the file",
                SaveHow::InPlace,
            ),
            SaveError::ReadOnlyFolder => (
                "The folder is read-only",
                "Write over the file",
                SaveHow::InPlace,
            ),
            _ => {
                self.not_saved(key, format!("{why} ({title})"), now);
                return Vec::new();
            }
        };
        self.ask(Question {
            title: title_of_question.into(),
            text: why.to_string(),
            answers: vec![
                Answer {
                    label: "Leave it unsaved".into(),
                    command: None,
                },
                Answer {
                    label: verb.into(),
                    command: Some(Command::Sync(SyncCommand::Save {
                        entry: key.clone(),
                        how,
                    })),
                },
            ],
        });
        Vec::new()
    }

    /// A file of the library holds something else than before.
    pub(in crate::desk) fn changed_on_disk(
        &mut self,
        key: &EntryKey,
        content: Content,
        now: Moment,
    ) -> Vec<Effect> {
        self.saved_state_changed(key);
        if self.is_stranded(key) {
            self.stranded_changed(key, content, now);
            return Vec::new();
        }
        let id = self.next_step();
        let title = self.title_of(key);
        let Some(entry) = self.open.get_mut(key) else {
            if let Some(library) = &mut self.library {
                library.put(key.clone(), content);
            }
            self.arrange_rows();
            return Vec::new();
        };
        match content {
            Content::Text(theirs) if theirs == *entry.text() && entry.writing.is_none() => {
                let step = entry.step();
                entry.written(step, theirs);
                self.forget_resolving(key);
            }
            Content::Text(theirs) if theirs == *entry.seen() => {
                // Our own save, or a change that was taken back again, or the file is back.
                entry.outside = None;
                self.forget_resolving(key);
            }
            // Nothing of it is only here.
            Content::Text(theirs) if entry.is_as_seen() && entry.writing.is_none() => {
                let before = before_reading_again(entry, now);
                let taken = entry.take_theirs(theirs, id);
                if taken.is_ok() {
                    entry.read_again = Some((id, now.since_start));
                }
                self.refresh_row_of(key);
                if let Err(error) = taken {
                    self.error(format!("Not read again: {error} ({title})"), now);
                    return Vec::new();
                }
                self.info(
                    format!("Read again, as another program changed it: {title}"),
                    now,
                );
                return before.map_or_else(Vec::new, |before| {
                    let mut effects = self.version_added(before.len());
                    effects.extend(self.keep_version(key, before, Why::ChangedOutside));
                    effects
                });
            }
            Content::Text(theirs) => {
                let changed = Some(Outside::Changed(theirs));
                // A system tells some changes twice. They were merged: the bar about them stays under the pointer.
                if entry.outside == changed && entry.writing.is_none() {
                    return Vec::new();
                }
                entry.outside = changed;
                return self.ask_merge(key);
            }
            Content::Unreadable(ReadError::Gone) => self.removed(key, now),
            Content::Unreadable(reason) => {
                entry.outside = Some(Outside::Unreadable(reason));
                // The file holds this text no more, though nothing was typed.
                entry.mark_unsaved();
                self.forget_resolving(key);
                self.say(format!(
                    "The file of {title} can’t be read any more. Your text is safe here"
                ));
            }
        }
        Vec::new()
    }

    /// The texts of clean entries that go where many files change at once: nobody else may have them. Where git put others in
    /// their place it has them itself, and lists them in the history.
    pub(super) fn keep_before_many(
        &mut self,
        what: &Switched,
        files: &[LoadedFile],
        now: Moment,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut length = 0;
        for file in files.iter().filter(|_| matches!(what, Switched::Many(_))) {
            let entry = self.open.get(&file.key);
            let entry = entry.filter(|it| !it.is_unsaved() && it.writing.is_none());
            let entry = entry.filter(|it| file.content.text().is_some_and(|new| new != it.text()));
            if let Some(text) = entry.and_then(|entry| before_reading_again(entry, now)) {
                length += text.len();
                effects.extend(self.keep_version(&file.key, text, Why::ChangedOutside));
            }
        }
        effects.extend(self.version_added(length));
        effects
    }

    pub(in crate::desk) fn removed(&mut self, key: &EntryKey, now: Moment) {
        self.saved_state_changed(key);
        if self.is_stranded(key) {
            let gone = Content::Unreadable(ReadError::Gone);
            return self.stranded_changed(key, gone, now);
        }
        let title = self.title_of(key);
        if let Some(entry) = self.open.get_mut(key) {
            entry.outside = Some(Outside::Gone);
            entry.mark_unsaved();
            self.forget_resolving(key);
            self.say(format!(
                "The file of {title} is gone. Its text is safe here"
            ));
        } else if let Some(library) = &mut self.library {
            library.remove(key);
            if self.shown.as_ref() == Some(key) {
                self.shown = None;
                self.info(format!("The file is gone: {title}"), now);
            }
        }
        self.arrange_rows();
    }

    pub(in crate::desk) fn keep_mine(&mut self) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        match entry.outside.clone() {
            Some(Outside::Changed(theirs)) => {
                entry.keep_mine(theirs);
                self.forget_resolving_shown();
                self.say("Kept yours. Save to replace the file; Changes shows what that does");
            }
            Some(Outside::Unreadable(_) | Outside::Gone) | None => {}
        }
    }

    pub(in crate::desk) fn take_theirs(&mut self, now: Moment) -> Vec<Effect> {
        let id = self.next_step();
        let Some(entry) = self.shown_mut() else {
            return Vec::new();
        };
        let Some(Outside::Changed(theirs)) = entry.outside.clone() else {
            return Vec::new();
        };
        let (key, mine) = (entry.key.clone(), entry.text().clone());
        if let Err(error) = entry.take_theirs(theirs, id) {
            self.error(format!("Not taken: {error}"), now);
            return Vec::new();
        }
        self.forget_resolving(&key);
        self.say("Used theirs. Undo brings yours back");
        self.refresh_row();
        let kept = self.keep_version(&key, mine, Why::TookTheirs);
        kept.into_iter().collect()
    }

    /// Closing waits for nothing that was refused.
    pub(in crate::desk) fn stay(&mut self) {
        self.sync.leaving = None;
    }

    /// Closes or opens another folder; asks first where work is unsaved.
    pub(super) fn leave(&mut self, leaving: Leaving) -> Vec<Effect> {
        self.drop_question();
        self.sync.leaving = None;
        // What was typed and is not to be saved is kept, where History can bring it back.
        let mut effects = self.keep_unsaved(Why::ClosedUnsaved);
        match leaving {
            Leaving::Quit => {
                effects.extend(self.forget_unsaved());
                effects.push(Effect::Quit);
            }
            // The entries stay until the folder answers: it may be refused.
            Leaving::Open(path) => effects.extend(self.open_now(path)),
        }
        effects
    }

    pub(super) fn save_all_and_leave(&mut self, leaving: Leaving, now: Moment) -> Vec<Effect> {
        self.drop_question();
        let effects = self.save_all(now);
        // A save that asks something first, or can't be done, keeps the desk open.
        let all = self.is_saving_all() || self.unsaved().all(|entry| entry.writing.is_some());
        if all {
            self.sync.leaving = Some(leaving);
        } else {
            let first = self
                .unsaved()
                .find(|entry| entry.writing.is_none())
                .map(|entry| entry.key.clone());
            if let Some(key) = first {
                self.show(&key, None);
            }
        }
        effects
    }

    pub(in crate::desk) fn leave_if_ready(&mut self) -> Vec<Effect> {
        let is_writing = |entry: &OpenEntry| entry.is_unsaved() && entry.writing.is_some();
        if self.sync.leaving.is_none() || self.is_saving_all() || self.open.values().any(is_writing)
        {
            return Vec::new();
        }
        let Some(leaving) = self.sync.leaving.take() else {
            return Vec::new();
        };
        if !self.is_all_saved() {
            // Something was typed while the rest was being written: that was not in what was asked.
            self.ask_before(leaving);
            return Vec::new();
        }
        self.leave(leaving)
    }
}

/// How long a text that another program wrote must stand until it is kept when the next one comes.
const KEEP_DELAY: Duration = Duration::from_secs(60);

/// The text that goes when a clean entry is read again, unless it came in the same way a moment ago: a program that writes
/// ten times a second would push everything else out of the store. What it found there in the beginning is kept.
fn before_reading_again(entry: &OpenEntry, now: Moment) -> Option<Arc<str>> {
    let came = entry.read_again.filter(|(step, _)| *step == entry.step());
    let is_passing = came.is_some_and(|(_, at)| now.since_start.saturating_sub(at) < KEEP_DELAY);
    (!is_passing).then(|| entry.text().clone())
}

fn write(entry: &mut OpenEntry, how: SaveHow) -> Effect {
    let step = entry.step();
    entry.writing = Some(Writing { step, again: false });
    Effect::Write {
        key: entry.key.clone(),
        path: entry.path.clone(),
        step: step.0,
        text: entry.text().clone(),
        seen: entry.seen().clone(),
        how,
    }
}

/// The file is gone: it is made anew.
fn write_again(entry: &mut OpenEntry) -> Effect {
    let step = entry.step();
    entry.writing = Some(Writing { step, again: false });
    Effect::Create {
        key: entry.key.clone(),
        path: entry.path.clone(),
        step: step.0,
        text: entry.text().clone(),
    }
}
