//! Restoring text that an earlier session left unsaved: it is merged with what its entry says by now, because both started
//! from what the file held when the text was typed.
//!
//! The result can be looked at first. Where both changed the same place, the person is asked to choose, and the text waits.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::editing::open_entry::{OpenEntry, Outside};
use crate::desk::editing::undo::Selection;
use crate::desk::effect::{MergeJob, MergeOf};
use crate::desk::{CommandId, Desk, Effect, Moment, Offer};
use crate::entry::{LineEnd, Part};
use crate::library::journal::UnsavedDraft;
use crate::library::versions::Why;
use crate::library::{Content, ReadError};
use crate::merge::{self, Choice, Merged};

/// What restoring a text makes of its entry.
#[derive(Debug)]
pub struct Foreseen {
    job: MergeJob,
    before: Arc<str>,
    /// `None` until it is known.
    merged: Option<Arc<Merged>>,
}

impl Foreseen {
    /// What the entry says now; nothing where its file is gone or can’t be read.
    pub fn before(&self) -> &Arc<str> {
        &self.before
    }

    /// What it says then, and where a choice is wanted what it may say. `None` until that is known.
    pub fn after(&self) -> Option<String> {
        let merged = self.merged.as_ref()?;
        merged.text_with(&vec![Choice::Theirs; self.conflicts().len()])
    }

    /// The parts in which a choice is wanted.
    pub fn conflicts(&self) -> Vec<&Part> {
        let merged = self.merged.iter();
        merged
            .flat_map(|it| it.conflicts())
            .map(|(part, _)| part)
            .collect()
    }

    /// The entry was changed since the text was typed, here or by another program.
    pub fn is_merge(&self) -> bool {
        self.job.base != self.job.ours
    }
}

impl Desk {
    /// What restoring a text makes of its entry as it reads now; `None` where nobody asked.
    pub fn foreseen(&self, left: &UnsavedDraft) -> Option<&Foreseen> {
        let foreseen = self.sync.unsaved_drafts.foreseen.as_ref()?;
        let now = self.restoring(left)?;
        (foreseen.job.of == now.of && foreseen.job.ours == now.ours).then_some(foreseen)
    }

    /// Finds out what restoring a text makes of its entry.
    pub(super) fn foresee(&mut self, file: &Path) -> Vec<Effect> {
        let left = self.left_text(file);
        let Some(left) = left.filter(|it| self.foreseen(it).is_none()) else {
            return Vec::new();
        };
        let Some(job) = self.restoring(left) else {
            return Vec::new();
        };
        let before = self.text_of(&job.key).or(left.now.text());
        let before = before.cloned().unwrap_or_default();
        let merged = at_once(&job);
        self.sync.unsaved_drafts.foreseen = Some(Foreseen {
            job: job.clone(),
            before,
            merged: merged.clone(),
        });
        match merged {
            Some(_) => Vec::new(),
            None => vec![Effect::Merge(job)],
        }
    }

    /// Merges a text into its entry, as a step that is not saved.
    pub(in crate::desk) fn restore(&mut self, file: &Path, now: Moment) -> Vec<Effect> {
        match self.want(file, now) {
            Ok(effects) => effects,
            Err(why) => {
                self.sync.unsaved_drafts.wanted.retain(|it| it != file);
                self.error(format!("Not restored: {why}"), now);
                self.all_restored(now);
                Vec::new()
            }
        }
    }

    /// Puts back the newest text of every entry. What is damaged, what is older, and what wants a choice stays to be looked at.
    pub(super) fn restore_all(&mut self, now: Moment) -> Vec<Effect> {
        let mut keys = HashSet::new();
        let list = self.sync.unsaved_drafts.list.iter();
        let whole = list.filter(|left| !left.is_damaged && left.key.is_some());
        let newest = whole.filter(|left| keys.insert(&left.key));
        let files: Vec<PathBuf> = newest.map(|left| left.file.clone()).collect();
        self.drop_dialog();
        self.sync.unsaved_drafts.all = Some(Vec::new());
        self.sync.unsaved_drafts.wanted.clone_from(&files);
        let mut effects = Vec::new();
        for file in &files {
            // Why one can't be restored is said when it is looked at.
            match self.want(file, now) {
                Ok(more) => effects.extend(more),
                Err(_) => self.sync.unsaved_drafts.wanted.retain(|it| it != file),
            }
        }
        self.all_restored(now);
        effects
    }

    /// Says what came of restoring all, once nothing of it waits.
    fn all_restored(&mut self, now: Moment) {
        let Some(done) = self
            .sync
            .unsaved_drafts
            .all
            .take_if(|_| self.sync.unsaved_drafts.wanted.is_empty())
        else {
            return;
        };
        if let Some(first) = done.first() {
            self.show(first, None);
        }
        let rest = if self.sync.unsaved_drafts.list.is_empty() {
            ""
        } else {
            ". What is left waits for a look"
        };
        let said = match done.len() {
            0 => "Nothing was restored: look at each".to_owned(),
            1 => format!("Restored the text of 1 entry. It is not saved yet{rest}"),
            n => format!("Restored the text of {n} entries. They are not saved yet{rest}"),
        };
        self.info_with(said, vec![Offer::new("Save all", CommandId::SaveAll)], now);
    }

    /// What is to be merged for a text to be restored: it and what its entry says now, both made of what the file held when
    /// the text was typed. Of a damaged text nobody knows that: all that differs is a choice then.
    fn restoring(&self, left: &UnsavedDraft) -> Option<MergeJob> {
        let key = left.key.clone()?;
        let base = left.seen.clone().filter(|_| !left.is_damaged);
        let ours = self.text_of(&key).or(left.now.text()).or(base.as_ref());
        let ours = ours.cloned().unwrap_or_default();
        Some(MergeJob {
            step: self.open.get(&key).map_or(0, |entry| entry.step().0),
            key,
            base: base.unwrap_or_default(),
            ours,
            theirs: whole_lines(left),
            of: MergeOf::UnsavedDraft(left.file.clone()),
        })
    }

    /// Has a text put back as soon as it is known what that makes.
    fn want(&mut self, file: &Path, now: Moment) -> Result<Vec<Effect>, String> {
        let Some(left) = self.left_text(file).cloned() else {
            return Ok(Vec::new());
        };
        self.bring_to_desk(&left);
        let key = left.key.as_ref().ok_or(
            "which entry it is of can’t be read any more; copy it and paste it where it belongs",
        )?;
        let is_stranded = self.is_stranded(key);
        let entry = self.at_desk(key).ok_or("there is no such entry")?;
        if is_stranded {
            return Err(
                "the folder was switched; say above the panes what becomes of the text here first"
                    .into(),
            );
        }
        if let Some(Outside::Changed(_)) = entry.outside {
            return Err(
                "another program changed the file; settle that first, above the text".into(),
            );
        }
        let job = self.restoring(&left).ok_or("there is no such entry")?;
        let foreseen = self.foreseen(&left).and_then(|it| it.merged.clone());
        if !self.sync.unsaved_drafts.wanted.iter().any(|it| it == file) {
            self.sync.unsaved_drafts.wanted.push(file.to_path_buf());
        }
        Ok(match foreseen.or_else(|| at_once(&job)) {
            Some(merged) => self.restoring_known(file, &job, &merged, now),
            None => vec![Effect::Merge(job)],
        })
    }

    /// It is known what restoring a text makes: that is done if it was asked for, and shown if it was looked at.
    pub(in crate::desk::sync) fn restoring_known(
        &mut self,
        file: &Path,
        job: &MergeJob,
        merged: &Arc<Merged>,
        now: Moment,
    ) -> Vec<Effect> {
        if let Some(foreseen) = &mut self.sync.unsaved_drafts.foreseen
            && foreseen.job.of == job.of
            && foreseen.job.ours == job.ours
        {
            foreseen.merged = Some(merged.clone());
        }
        let wanted = &mut self.sync.unsaved_drafts.wanted;
        let Some(at) = wanted.iter().position(|it| it == file) else {
            return Vec::new();
        };
        let is_there = self
            .sync
            .unsaved_drafts
            .list
            .iter()
            .any(|it| it.file == file);
        let entry = self.open.get(&job.key);
        if is_there && entry.is_none_or(|entry| entry.step().0 != job.step) {
            return self.restore(file, now);
        }
        wanted.remove(at);
        let mut effects = Vec::new();
        match merged.text_with(&[]) {
            // It was answered otherwise meanwhile.
            _ if !is_there => {}
            Some(text) => effects = self.put_back(file, job, &text, merged, now),
            None if self.sync.unsaved_drafts.all.is_some() => {}
            None => {
                self.close_dialog();
                self.show(&job.key, None);
                self.open_resolving(job, merged.clone());
            }
        }
        self.all_restored(now);
        effects
    }

    /// Makes the text of an entry the one that a merge with a text that was left has come to, in one step.
    pub(in crate::desk::sync) fn put_back(
        &mut self,
        file: &Path,
        job: &MergeJob,
        text: &str,
        merged: &Merged,
        now: Moment,
    ) -> Vec<Effect> {
        let id = self.next_step();
        let key = &job.key;
        let Some(entry) = self.open.get_mut(key) else {
            return Vec::new();
        };
        if let Err(error) = entry.take_merged(text, "the text that was not saved", None, id) {
            self.error(format!("Not restored: {error}"), now);
            return Vec::new();
        }
        let is_new = entry.step() == id;
        entry.bring_after_review(merged.came_after.clone(), id);
        let is_unsaved = entry.is_unsaved();
        if is_new && let Some(at) = merge::edits(&job.ours, text).iter().next() {
            entry.place(Selection::caret(at.range.start));
        }
        self.take_unsaved_draft(file);
        // It goes only when what it became is kept.
        self.settle_in_journal([file.to_path_buf()]);
        self.refresh_row_of(key);
        let title = self.title_of(key);
        match &mut self.sync.unsaved_drafts.all {
            Some(done) => done.push(key.clone()),
            None => {
                self.show(key, None);
                self.say(if is_unsaved {
                    format!("Restored the text of {title}. It is not saved yet")
                } else {
                    format!("{title} says all of that already")
                });
            }
        }
        self.close_when_answered();
        if job.base == job.ours {
            return Vec::new();
        }
        let both = [job.ours.clone(), job.theirs.clone()].into_iter();
        both.filter_map(|text| self.keep_version(key, text, Why::Merged))
            .collect()
    }

    /// A job broke: what was asked for may never be answered.
    pub(in crate::desk::sync) fn nothing_is_restored(&mut self) {
        self.sync.unsaved_drafts.wanted.clear();
        self.sync.unsaved_drafts.all = None;
    }

    /// Puts the entry on the desk, also where its file is gone, can't be read or is not in the list.
    fn bring_to_desk(&mut self, left: &UnsavedDraft) {
        let (Some(key), false) = (&left.key, self.can_be_shown(left)) else {
            return;
        };
        let Some(library) = &mut self.library else {
            return;
        };
        let outside = match &left.now {
            Content::Text(text) => {
                library.put(key.clone(), Content::Text(text.clone()));
                return;
            }
            Content::Unreadable(ReadError::Gone) => Outside::Gone,
            Content::Unreadable(why) => Outside::Unreadable(why.clone()),
        };
        let path = library.path(key);
        let origin = self.next_step();
        // What it held when it was last seen is where the text comes from.
        let seen = left.seen.clone().filter(|_| !left.is_damaged);
        let mut entry = OpenEntry::new(key.clone(), path, seen.unwrap_or_default(), origin);
        entry.outside = Some(outside);
        entry.mark_unsaved();
        self.open.insert(key.clone(), entry);
    }

    /// Whether there is a text of the entry, on the desk or in the library.
    fn can_be_shown(&mut self, left: &UnsavedDraft) -> bool {
        let key = left.key.as_ref();
        key.is_some_and(|key| self.at_desk(key).is_some())
    }
}

/// What a merge comes to where one of the texts changed nothing: that takes no time.
fn at_once(job: &MergeJob) -> Option<Arc<Merged>> {
    let is_plain = job.base == job.ours || job.ours == job.theirs;
    is_plain.then(|| Arc::new(merge::merge(&job.base, &job.ours, &job.theirs)))
}

/// The text, its last line ended where it was cut off: that its end is missing is no change that somebody made.
fn whole_lines(left: &UnsavedDraft) -> Arc<str> {
    let text = &left.text;
    if !left.is_damaged || text.ends_with('\n') {
        return text.clone();
    }
    format!("{text}{}", LineEnd::of(text).as_str()).into()
}
