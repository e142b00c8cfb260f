//! The undo history of one entry: what was done, and the way back.
//!
//! Knows nothing of: how a change came about, files, windows.

use std::sync::Arc;
use std::time::Duration;

use crate::entry::{EditError, Edits};
use crate::library::RecordChange;

/// Names one state of one entry. Taken from one counter, never reused, so "unsaved" is a comparison of two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(pub u64);

/// The caret, or a selection: bytes of the entry's text. `head` is where the caret blinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selection {
    pub anchor: usize,
    pub head: usize,
}

impl Selection {
    pub fn caret(at: usize) -> Self {
        Self {
            anchor: at,
            head: at,
        }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }
}

/// Names one change to many entries: each has a step of its own, all with this name. From the same counter as steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BatchId(pub u64);

/// What a step was, where merging and undo need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepNature {
    /// Keys in one field; further keys may join it.
    Typing {
        field: u64,
        began: Duration,
        last: Duration,
    },
    /// A command: it stands alone.
    Command,
    /// The part of a change to many entries that was made in this one.
    Batch(BatchId),
    /// The text as it came from the disk; undo halts here once.
    Reload,
}

/// One change, with the way back and the place where it was made.
#[derive(Debug, Clone)]
pub struct Step {
    pub id: StepId,
    /// What undo calls it: "typing in Summary".
    pub label: String,
    pub nature: StepNature,
    /// The changes in the order they were made, each with its way back.
    parts: Vec<Part>,
    before: Selection,
    after: Selection,
    pub(in crate::desk) beside: Option<Beside>,
}

/// What was written beside the entries in a step: it is taken back and done again with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The file of records.
    pub name: &'static str,
    pub change: RecordChange,
}

#[derive(Debug, Clone)]
struct Part {
    edits: Edits,
    inverse: Edits,
}

/// A change about to be recorded.
#[derive(Debug, Clone)]
pub struct NewStep {
    pub label: String,
    pub nature: StepNature,
    pub edits: Edits,
    pub before: Selection,
    pub after: Selection,
}

/// What undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub text: Arc<str>,
    pub selection: Selection,
    pub label: String,
    /// What is to be written beside the entries for it.
    pub beside: Option<Beside>,
}

/// Typing joins the step before it within this time of the last key…
const TYPING_GAP: Duration = Duration::from_secs(1);
/// …and until the step is this old.
const LONGEST_STEP: Duration = Duration::from_secs(30);

/// The steps of one entry: those done, then those undone.
#[derive(Debug, Clone)]
pub struct UndoHistory {
    steps: Vec<Step>,
    done: usize,
    /// The state before the first step.
    origin: StepId,
    saved: Option<StepId>,
}

impl UndoHistory {
    /// A history for a text that is on disk as it stands.
    pub fn new(origin: StepId) -> Self {
        Self {
            steps: Vec::new(),
            done: 0,
            origin,
            saved: Some(origin),
        }
    }

    pub fn current(&self) -> StepId {
        self.last_done().map_or(self.origin, |step| step.id)
    }

    pub fn is_unsaved(&self) -> bool {
        self.saved != Some(self.current())
    }

    /// The disk holds the text of `step`.
    pub fn mark_saved(&mut self, step: StepId) {
        self.saved = Some(step);
    }

    /// The disk holds none of these states.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    pub fn can_undo(&self) -> Option<&Step> {
        self.last_done()
    }

    pub fn can_redo(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }

    /// Is the last step, the one that undo takes back, a part of this batch?
    pub fn ends_with(&self, batch: BatchId) -> bool {
        self.can_undo()
            .is_some_and(|step| step.nature == StepNature::Batch(batch))
    }

    /// Is the step that redo does again a part of this batch?
    pub fn awaits(&self, batch: BatchId) -> bool {
        self.can_redo()
            .is_some_and(|step| step.nature == StepNature::Batch(batch))
    }

    /// Is a part of this batch among the steps that are done?
    pub fn holds(&self, batch: BatchId) -> bool {
        let mut done = self.steps.iter().take(self.done);
        done.any(|step| step.nature == StepNature::Batch(batch))
    }

    /// Is there a reload among the steps that are undone now?
    pub fn is_behind_reload(&self) -> bool {
        self.steps
            .iter()
            .skip(self.done)
            .any(|step| step.nature == StepNature::Reload)
    }

    /// Carries `change` out on `text` and remembers it; what was undone is forgotten.
    ///
    /// # Errors
    /// [`EditError`] when the edits do not fit the text; nothing is remembered then.
    pub fn record(
        &mut self,
        text: &str,
        change: NewStep,
        id: StepId,
    ) -> Result<Arc<str>, EditError> {
        let new = change.edits.apply(text)?;
        let inverse = change.edits.inverse(text)?;
        self.steps.truncate(self.done);
        let part = Part {
            edits: change.edits.clone(),
            inverse,
        };
        if self.joins(&change)
            && let Some(step) = self.steps.last_mut()
        {
            step.id = id;
            step.after = change.after;
            step.join(part);
            if let (StepNature::Typing { last: then, .. }, StepNature::Typing { last: now, .. }) =
                (&mut step.nature, change.nature)
            {
                *then = now;
            }
        } else {
            self.steps.push(Step {
                id,
                label: change.label,
                nature: change.nature,
                parts: vec![part],
                before: change.before,
                after: change.after,
                beside: None,
            });
            self.done = self.steps.len();
        }
        Ok(new)
    }

    /// Remembers what was written beside the entries as a step of this one. The text stays, and so does its state: the step
    /// has the id of the one before.
    pub fn note(&mut self, label: &str, beside: Beside, at: Selection) {
        let id = self.current();
        self.steps.truncate(self.done);
        self.steps.push(Step {
            id,
            label: label.to_owned(),
            nature: StepNature::Command,
            parts: Vec::new(),
            before: at,
            after: at,
            beside: Some(beside),
        });
        self.done = self.steps.len();
    }

    /// Takes the last step back.
    ///
    /// # Errors
    /// [`EditError`] when `text` is not the text this history belongs to.
    pub fn undo(&mut self, text: &str) -> Result<Option<Moved>, EditError> {
        let Some(step) = self.last_done() else {
            return Ok(None);
        };
        let was = text;
        let mut text: Arc<str> = text.into();
        for part in step.parts.iter().rev() {
            text = part.inverse.apply(&text)?;
        }
        let moved = Moved {
            selection: at_change(was, &text, step.before),
            text,
            label: step.label.clone(),
            beside: step.beside.clone().map(Beside::back),
        };
        self.done -= 1;
        Ok(Some(moved))
    }

    /// Does the last undone step again.
    ///
    /// # Errors
    /// [`EditError`] when `text` is not the text this history belongs to.
    pub fn redo(&mut self, text: &str) -> Result<Option<Moved>, EditError> {
        let Some(step) = self.steps.get(self.done) else {
            return Ok(None);
        };
        let was = text;
        let mut text: Arc<str> = text.into();
        for part in &step.parts {
            text = part.edits.apply(&text)?;
        }
        let moved = Moved {
            selection: at_change(was, &text, step.after),
            text,
            label: step.label.clone(),
            beside: step.beside.clone(),
        };
        self.done += 1;
        Ok(Some(moved))
    }

    /// Records that steps wrote beside the entries read otherwise now.
    pub fn follow_records(&mut self, renamed: impl Fn(&str) -> Option<String>) {
        let beside = self
            .steps
            .iter_mut()
            .filter_map(|step| step.beside.as_mut());
        for change in beside.map(|beside| &mut beside.change) {
            for line in change.add.iter_mut().chain(&mut change.remove) {
                if let Some(renamed) = renamed(line) {
                    *line = renamed;
                }
            }
        }
    }

    fn last_done(&self) -> Option<&Step> {
        self.done.checked_sub(1).and_then(|i| self.steps.get(i))
    }

    /// Are the last step and `change` one stretch of typing?
    fn joins(&self, change: &NewStep) -> bool {
        let Some(step) = self.last_done() else {
            return false;
        };
        let (
            StepNature::Typing { field, began, last },
            StepNature::Typing {
                field: same,
                last: now,
                ..
            },
        ) = (step.nature, change.nature)
        else {
            return false;
        };
        self.saved != Some(step.id)
            && change.before == step.after
            && field == same
            && now.saturating_sub(last) < TYPING_GAP
            && now.saturating_sub(began) < LONGEST_STEP
    }
}

impl Beside {
    fn back(self) -> Self {
        Self {
            change: self.change.back(),
            ..self
        }
    }
}

impl Step {
    /// The edits that take it back, or do it again; none where it was made in several parts.
    pub fn way(&self, back: bool) -> Edits {
        match self.parts.as_slice() {
            [part] if back => part.inverse.clone(),
            [part] => part.edits.clone(),
            _ => Edits::default(),
        }
    }

    /// Adds a part, as one with the last where both touch.
    fn join(&mut self, part: Part) {
        if let Some(last) = self.parts.last_mut()
            && let Some(edits) = last.edits.then(&part.edits)
            && let Some(inverse) = part.inverse.then(&last.inverse)
        {
            *last = Part { edits, inverse };
        } else {
            self.parts.push(part);
        }
    }
}

/// The selection where it stands in the lines that changed; else behind the change: what is typed next goes where somebody
/// looks.
fn at_change(was: &str, now: &str, selection: Selection) -> Selection {
    let change = Edits::between(was, now);
    let Some(edit) = change.iter().next() else {
        return selection;
    };
    let (start, end) = (edit.range.start, edit.range.start + edit.replacement.len());
    let before = now.get(..start).unwrap_or_default();
    let behind = now.get(end..).unwrap_or_default();
    let first = before.rfind('\n').map_or(0, |at| at + 1);
    let last = end + behind.find('\n').unwrap_or(behind.len());
    let range = selection.range();
    match range.start <= last && first <= range.end {
        true => selection,
        false => Selection::caret(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Edit;

    fn typed(text: &str, at: usize, millis: u64) -> NewStep {
        let now = Duration::from_millis(millis);
        NewStep {
            label: "typing".into(),
            nature: StepNature::Typing {
                field: 1,
                began: now,
                last: now,
            },
            edits: Edit::insert(at, text).into(),
            before: Selection::caret(at),
            after: Selection::caret(at + text.len()),
        }
    }

    #[test]
    fn keys_soon_after_one_another_are_one_step() {
        let mut history = UndoHistory::new(StepId(0));
        let text = history
            .record("", typed("a", 0, 0), StepId(1))
            .expect("fits");
        let text = history
            .record(&text, typed("b", 1, 200), StepId(2))
            .expect("fits");
        assert_eq!(&*text, "ab");
        let back = history.undo(&text).expect("fits").expect("a step");
        assert_eq!(&*back.text, "");
        let again = history.redo(&back.text).expect("fits").expect("a step");
        assert_eq!(&*again.text, "ab");
    }

    #[test]
    fn a_pause_begins_a_new_step() {
        let mut history = UndoHistory::new(StepId(0));
        let text = history
            .record("", typed("a", 0, 0), StepId(1))
            .expect("fits");
        let text = history
            .record(&text, typed("b", 1, 1500), StepId(2))
            .expect("fits");
        assert_eq!(
            &*history.undo(&text).expect("fits").expect("a step").text,
            "a"
        );
    }

    #[test]
    fn typing_never_joins_the_saved_step() {
        let mut history = UndoHistory::new(StepId(0));
        let text = history
            .record("", typed("a", 0, 0), StepId(1))
            .expect("fits");
        history.mark_saved(StepId(1));
        let text = history
            .record(&text, typed("b", 1, 100), StepId(2))
            .expect("fits");
        assert!(history.is_unsaved());
        assert_eq!(
            &*history.undo(&text).expect("fits").expect("a step").text,
            "a"
        );
        assert!(!history.is_unsaved(), "back at the saved step");
    }

    #[test]
    fn other_typing_after_an_undo_is_unsaved_although_the_count_is_the_same() {
        let mut history = UndoHistory::new(StepId(0));
        let text = history
            .record("", typed("a", 0, 0), StepId(1))
            .expect("fits");
        history.mark_saved(StepId(1));
        let text = history.undo(&text).expect("fits").expect("a step").text;
        history
            .record(&text, typed("b", 0, 5000), StepId(2))
            .expect("fits");
        assert!(history.is_unsaved());
    }
}
