//! A file that another program changed while its entry is unsaved: the two are merged, and what conflicts waits for a
//! choice.
//!
//! The merge is made outside the desk, one at a time for each entry. Meanwhile the person may type and the file may change
//! again: an answer for another step or another text of the file is dropped, and the merge is asked for anew. A clean merge
//! is one step that undo halts at, and is never saved unasked. Both texts are kept as versions.

use std::sync::Arc;

use crate::desk::editing::open_entry::{CameIn, OpenEntry, Outside};
use crate::desk::effect::{MergeJob, MergeOf};
use crate::desk::view::Spot;
use crate::desk::{Desk, Effect, Moment};
use crate::entry::Part;
use crate::library::EntryKey;
use crate::library::versions::Why;
use crate::merge::{self, Choice, Merged, Whose};

/// A merge that waits for choices, in the place of the entry.
#[derive(Debug, Clone)]
pub struct Resolving {
    pub key: EntryKey,
    pub merged: Arc<Merged>,
    /// One for each conflict, in order.
    pub choices: Vec<Option<Choice>>,
    /// The conflict that the keys are at.
    pub at: usize,
    /// Grows when the focus is to go there.
    pub wished: u64,
    /// What was merged.
    job: MergeJob,
}

impl Resolving {
    /// What is merged with the text of the entry.
    pub fn of(&self) -> &MergeOf {
        &self.job.of
    }

    /// Whether it asks what becomes of a text of the entry and of the same other one.
    fn is_of(&self, job: &MergeJob) -> bool {
        self.key == job.key && self.job.of == job.of
    }

    pub fn chosen(&self) -> usize {
        self.choices.iter().flatten().count()
    }
}

impl Desk {
    /// The merge that waits for choices, where it stands in the place of the entry.
    pub fn resolving(&self) -> Option<&Resolving> {
        let resolving = self.sync.resolving.as_ref()?;
        (self.shown.as_ref() == Some(&resolving.key) && !self.shows_bibliography())
            .then_some(resolving)
    }

    /// Whether the file of the entry shown holds a merge that was never finished.
    pub fn is_unfinished_merge(&self) -> bool {
        let marks = |shown: &crate::desk::ShownFinding<'_>| shown.finding.check == MARKER_CHECK;
        self.findings_here().iter().any(marks)
    }

    /// Asks for the merge of an entry with what another program wrote.
    pub(super) fn ask_merge(&mut self, key: &EntryKey) -> Vec<Effect> {
        let Some(entry) = self.open.get_mut(key) else {
            return Vec::new();
        };
        let Some(Outside::Changed(theirs)) = entry.outside.clone() else {
            return Vec::new();
        };
        if entry.merging.is_some() || entry.writing.is_some() {
            return Vec::new();
        }
        let base = entry.seen().clone();
        vec![job(
            entry,
            [base, entry.text().clone(), theirs],
            MergeOf::File,
        )]
    }

    /// Opens the choices of the entry shown, or goes back to its text.
    pub(in crate::desk) fn resolve_merge(&mut self) -> Vec<Effect> {
        if self.is_proofing() {
            // The choices stand where the text is written.
            self.back_to_writing();
            if self.resolving().is_some() {
                return Vec::new();
            }
        }
        if self.resolving().is_some() {
            self.sync.resolving = None;
            self.focus_on(Spot::Caret);
            return Vec::new();
        }
        self.recut_cards();
        let Some(key) = self.shown.clone() else {
            return Vec::new();
        };
        self.sync.to_resolve = Some(key.clone());
        let Some(entry) = self.open.get_mut(&key) else {
            return Vec::new();
        };
        if !matches!(entry.outside, Some(Outside::Changed(_)))
            && entry.merging.is_none()
            && let Some([base, ours, theirs]) = merge::unfinished(entry.text())
        {
            let of = MergeOf::Unfinished(entry.path.clone());
            let texts = [base, ours, theirs].map(Arc::from);
            return vec![job(entry, texts, of)];
        }
        self.ask_merge(&key)
    }

    /// The answer to a merge.
    pub(super) fn merge_done(
        &mut self,
        job: &MergeJob,
        merged: Arc<Merged>,
        now: Moment,
    ) -> Vec<Effect> {
        if let MergeOf::UnsavedDraft(file) = &job.of {
            return self.restoring_known(file, job, &merged, now);
        }
        let title = self.title_of(&job.key);
        let Some(entry) = self.open.get_mut(&job.key) else {
            // It has another name by now, and would wait for its answer for ever.
            self.no_merge_comes();
            return Vec::new();
        };
        entry.merging = None;
        // The folder was switched meanwhile: then nothing is merged by itself.
        if self.is_unanswered(&job.key) {
            return Vec::new();
        }
        let Some(entry) = self.open.get(&job.key) else {
            return Vec::new();
        };
        let of_the_file = Outside::Changed(job.theirs.clone());
        let still = job.of != MergeOf::File || entry.outside.as_ref() == Some(&of_the_file);
        if entry.step().0 != job.step || !still {
            return self.ask_merge(&job.key);
        }
        if merged.is_clean() {
            self.forget_resolving(&job.key);
            let text = merged.text_with(&[]).unwrap_or_default();
            return self.bring_in(job, &text, &merged, now);
        }
        let is_open = (self.sync.resolving.as_ref()).is_some_and(|resolving| resolving.is_of(job));
        if is_open || self.sync.to_resolve.as_ref() == Some(&job.key) {
            self.sync.to_resolve = None;
            self.open_resolving(job, merged);
        } else {
            self.say(format!(
                "Another program changed the file of {title} in the same places. Both texts are safe"
            ));
        }
        Vec::new()
    }

    /// Shows the choices; those made for a conflict that is still the same stay.
    pub(super) fn open_resolving(&mut self, job: &MergeJob, merged: Arc<Merged>) {
        let before = self.sync.resolving.take();
        let before = before.filter(|resolving| resolving.is_of(job));
        let made = |wanted: &(&Part, &merge::Conflict)| {
            let before = before.as_ref()?;
            let mut all = before.merged.conflicts().zip(&before.choices);
            let (_, choice) = all.find(|(conflict, _)| conflict == wanted)?;
            choice.clone()
        };
        let choices: Vec<Option<Choice>> = merged.conflicts().map(|it| made(&it)).collect();
        let count = choices.len();
        let wished = before.as_ref().map_or(0, |resolving| resolving.wished);
        self.sync.resolving = Some(Resolving {
            key: job.key.clone(),
            at: choices.iter().position(Option::is_none).unwrap_or_default(),
            // Where the choices stood already, the focus stays.
            wished: wished + u64::from(before.is_none()),
            merged,
            choices,
            job: job.clone(),
        });
        let places = if count == 1 {
            "1 place wants".to_owned()
        } else {
            format!("{count} places want")
        };
        self.say(format!("{places} a choice"));
    }

    /// Chooses what stands for a conflict.
    pub(super) fn choose(&mut self, conflict: usize, choice: Choice) {
        if let Some(resolving) = &mut self.sync.resolving
            && let Some(place) = resolving.choices.get_mut(conflict)
        {
            *place = Some(choice);
            resolving.at = conflict;
        }
    }

    /// Goes to the next conflict, or the one before.
    pub(in crate::desk) fn go_to_conflict(&mut self, forward: bool) {
        let Some(resolving) = &mut self.sync.resolving else {
            return;
        };
        let count = resolving.choices.len().max(1);
        let by = if forward { 1 } else { count - 1 };
        resolving.at = (resolving.at + by) % count;
        resolving.wished += 1;
        let said = format!("{} of {count}", resolving.at + 1);
        self.say(said);
    }

    /// Puts what was chosen into the entry.
    pub(in crate::desk) fn use_merge(&mut self, now: Moment) -> Vec<Effect> {
        let Some(resolving) = self.sync.resolving.clone() else {
            return Vec::new();
        };
        let choices: Vec<Choice> = resolving.choices.iter().flatten().cloned().collect();
        let Some(text) = resolving.merged.text_with(&choices) else {
            return Vec::new();
        };
        let job = resolving.job;
        let step = self.open.get(&job.key).map(|entry| entry.step().0);
        if step != Some(job.step) {
            self.say("The text has changed meanwhile: it is merged again");
            if let MergeOf::UnsavedDraft(file) = &job.of {
                return self.restore(file, now);
            }
            self.sync.resolving = None;
            return self.resolve_merge();
        }
        self.sync.resolving = None;
        self.focus_on(Spot::Caret);
        match &job.of {
            MergeOf::UnsavedDraft(file) => self.put_back(file, &job, &text, &resolving.merged, now),
            MergeOf::File | MergeOf::Unfinished(_) => {
                self.bring_in(&job, &text, &resolving.merged, now)
            }
        }
    }

    /// The merged text becomes that of the entry, as one step.
    fn bring_in(
        &mut self,
        job: &MergeJob,
        text: &str,
        merged: &Merged,
        now: Moment,
    ) -> Vec<Effect> {
        let key = &job.key;
        let theirs = (job.of == MergeOf::File).then(|| job.theirs.clone());
        let id = self.next_step();
        let title = self.title_of(key);
        let Some(entry) = self.open.get_mut(key) else {
            return Vec::new();
        };
        let mine = entry.text().clone();
        let label = match theirs {
            Some(_) => "the merge with the text from the disk",
            None => "settling the merge",
        };
        if let Err(error) = entry.take_merged(text, label, theirs.clone(), id) {
            self.error(format!("Not merged: {error} ({title})"), now);
            return Vec::new();
        }
        let changes = merged.settled_changes().into_iter();
        let came = changes.filter(|(_, whose)| matches!(whose, Whose::Theirs | Whose::Both));
        let parts: Vec<Part> = came.map(|(part, _)| part.clone()).collect();
        entry.bring_after_review(merged.came_after.clone(), id);
        if theirs.is_some() && entry.step() == id {
            entry.came_in = Some(CameIn {
                step: id,
                parts,
                came_after: merged.came_after.clone(),
            });
        }
        let said = format!("Merged with what another program wrote, and not saved: {title}");
        if theirs.is_none() {
            self.say(format!("The merge of {title} is settled, and not saved"));
        } else if self.shown.as_ref() == Some(key) {
            self.say(said);
        } else {
            self.info(said, now);
        }
        self.forget_what_is_settled();
        self.saved_state_changed(key);
        self.refresh_row_of(key);
        let both = [Some(mine), theirs].into_iter().flatten();
        both.flat_map(|text| self.keep_version(key, text, Why::Merged))
            .collect()
    }

    /// Takes a merge back that undo would halt at.
    pub(in crate::desk) fn take_merge_back(&mut self, now: Moment) -> Vec<Effect> {
        if let Some(entry) = self.shown_mut() {
            entry.warn_of_reload();
        }
        self.undo_here(now)
    }

    /// Nobody waits for choices about the file of this entry any more.
    pub(super) fn forget_resolving(&mut self, key: &EntryKey) {
        let is_of_file = |it: &Resolving| !matches!(it.of(), MergeOf::UnsavedDraft(_));
        let resolving = self.sync.resolving.as_ref().filter(|it| it.key == *key);
        if resolving.is_some_and(is_of_file) {
            self.sync.resolving = None;
            self.focus_on(Spot::Caret);
        }
        if self.sync.to_resolve.as_ref() == Some(key) {
            self.sync.to_resolve = None;
        }
    }

    pub(super) fn forget_resolving_shown(&mut self) {
        if let Some(key) = self.shown.clone() {
            self.forget_resolving(&key);
        }
    }

    /// A job broke: merges that were asked for may never be answered.
    pub(in crate::desk) fn no_merge_comes(&mut self) {
        for entry in self.open.values_mut() {
            entry.merging = None;
        }
        self.nothing_is_restored();
    }

    pub(in crate::desk) fn keep_version(
        &self,
        key: &EntryKey,
        text: Arc<str>,
        why: Why,
    ) -> Option<Effect> {
        let library = self.library.as_ref()?;
        Some(Effect::KeepVersion {
            root: library.root().to_path_buf(),
            key: key.clone(),
            text,
            why,
        })
    }
}

/// The check that finds git's signs.
const MARKER_CHECK: &str = "merge-marker";

fn job(entry: &mut OpenEntry, [base, ours, theirs]: [Arc<str>; 3], of: MergeOf) -> Effect {
    let step = entry.step();
    entry.merging = Some(step);
    Effect::Merge(MergeJob {
        key: entry.key.clone(),
        step: step.0,
        base,
        ours,
        theirs,
        of,
    })
}
