//! What was done in this room, told as it is done and taken back in turn.

use crate::desk::findings::command::IgnoredFinding;
use crate::desk::proof::Said;
use crate::desk::proof::kept::ProofNote;
use crate::desk::{Desk, Effect, Moment, StepId};
use crate::library::EntryKey;

/// Something that was done.
#[derive(Debug)]
pub(super) enum ProofAct {
    /// A step of the entry: a fix, an acceptance, a word.
    Step {
        entry: EntryKey,
        step: StepId,
        label: String,
        /// The check of the doubt that it was about.
        check: Option<&'static str>,
    },
    Ignored(IgnoredFinding),
    Read {
        entry: EntryKey,
        section: String,
        /// What was on record of it before.
        before: Option<String>,
    },
    /// Notes were changed; these were there before.
    Notes {
        entry: EntryKey,
        before: Vec<ProofNote>,
    },
}

impl ProofAct {
    pub(super) fn entry(&self) -> &EntryKey {
        match self {
            Self::Step { entry, .. } | Self::Read { entry, .. } | Self::Notes { entry, .. } => {
                entry
            }
            Self::Ignored(ignored) => ignored.entry(),
        }
    }
}

impl Desk {
    /// Something was done: it is told until the next, and can be taken back.
    pub(super) fn did(&mut self, words: &str, at: Option<usize>, act: ProofAct) {
        self.proof.acts.push(act);
        self.proof.said = Some(Said {
            words: words.to_owned(),
            at,
            is_undoable: true,
        });
    }

    /// The step made last in the entry shown was made in this room.
    pub(in crate::desk) fn did_step(&mut self, words: &str) {
        let step = self.shown().and_then(|entry| {
            let step = entry.history().can_undo()?;
            Some(ProofAct::Step {
                entry: entry.key.clone(),
                step: step.id,
                label: step.label.clone(),
                check: self.proof.on_doubt,
            })
        });
        let at = self.shown().map(|entry| entry.selection.range().start);
        if let Some(step) = step {
            self.did(words, at, step);
        }
        self.say(words);
    }

    /// What was to be written beside the entries could not be: it was not done, whatever was told.
    pub(in crate::desk) fn refused_in_proof(&mut self, name: &str) {
        let was_last = match self.proof.acts.last() {
            Some(ProofAct::Step { entry, step, .. }) => {
                let last = self.open.get(entry).and_then(|it| it.history().can_undo());
                let last = last.filter(|last| last.id == *step);
                let beside = last.and_then(|last| last.beside.as_ref());
                beside.is_some_and(|beside| beside.name == name)
            }
            _ => false,
        };
        if was_last {
            self.proof.acts.pop();
            self.proof.said = Some(Said {
                words: format!("Not done: {name} could not be written"),
                at: None,
                is_undoable: false,
            });
        }
    }

    /// Takes back what was done last, in the entry where it was done.
    pub(super) fn undo_in_proof(&mut self, now: Moment) -> Vec<Effect> {
        let Some(act) = self.next_to_undo() else {
            self.say("Nothing was done here that could be undone");
            return Vec::new();
        };
        let entry = act.entry().clone();
        let mut effects = Vec::new();
        if self.shown.as_ref() != Some(&entry) {
            effects.extend(self.show_to_proof(&entry));
        }
        match act {
            ProofAct::Step { check, .. } => {
                effects.extend(self.undo_here(now));
                self.proof.on_doubt = check;
            }
            ProofAct::Ignored(ignored) => {
                self.count_again(&ignored);
                let doubts = self.proof_doubts();
                let mut again = doubts.iter().filter(|it| ignored.is(&entry, it));
                if let Some(again) = again.next().map(|it| it.index) {
                    self.go_to_doubt(again);
                    self.say("It is a finding again");
                }
            }
            ProofAct::Read {
                section, before, ..
            } => {
                let marks = self.proof.marks.entry(entry.clone()).or_default();
                marks.put_back(&section, before);
                let mut sections = self.proof_sections().iter();
                if let Some(number) = sections.position(|it| it.name == section) {
                    self.go_to_proof_section(number);
                }
                effects.extend(self.keep_proof(&entry));
                self.say(format!("Undid: {section} is unread again"));
            }
            ProofAct::Notes { before, .. } => {
                self.proof.marks.entry(entry.clone()).or_default().notes = before;
                effects.extend(self.keep_proof(&entry));
                self.say("Undid the change to your notes");
            }
        }
        self.proof.went += 1;
        self.proof.said = Some(Said {
            words: self.status().what.clone(),
            at: None,
            is_undoable: false,
        });
        effects
    }

    /// The last act that is still the last: a step that was undone or written over otherwise is none any more.
    fn next_to_undo(&mut self) -> Option<ProofAct> {
        loop {
            let act = self.proof.acts.pop()?;
            let ProofAct::Step {
                entry, step, label, ..
            } = &act
            else {
                return Some(act);
            };
            let last = self.open.get(entry).and_then(|it| it.history().can_undo());
            if last.is_some_and(|last| last.id == *step && last.label == *label) {
                return Some(act);
            }
        }
    }
}
