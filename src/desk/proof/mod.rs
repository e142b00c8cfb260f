//! The proof room: an entry is read from section to section and from doubt to doubt, wholly by keys.
//!
//! The entry is the one shown, and where the keys are is its caret: so undo, saving and merging are what they always are, and
//! whoever goes back to writing is where they read. What was read, and notes, are the person’s own ([`kept`]).
//!
//! Knows nothing of: how anything is drawn, on which line a word stands.

pub(super) mod command;
mod doubts;
pub(super) mod kept;
mod notes;
mod reading;
mod undoing;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::effect::ProofReport;
use crate::desk::view::Spot;
use crate::desk::{CardField, Desk, Effect, ListLine, Moment, ProofCommand, Selection};
use crate::entry::Edits;
use crate::library::EntryKey;
use doubts::Taken;
use kept::{ProofFile, ProofMarks, ProofSection, sections_of};
use undoing::ProofAct;

/// What the room keeps.
#[derive(Debug, Default)]
pub struct Proof {
    is_on: bool,
    /// The entries that are gone through.
    entries: Vec<EntryKey>,
    marks: HashMap<EntryKey, ProofMarks>,
    /// Entries whose files have other names, or whose notes are about other words: that is still to be kept.
    moved: Vec<EntryKey>,
    /// The sections of the entry shown, and the text they are of.
    sections: Option<SectionsOf>,
    /// The entry that text is of.
    cut_of: Option<EntryKey>,
    /// The keys are on a doubt, found by this check; else on a section.
    on_doubt: Option<&'static str>,
    /// What the keys are on is out of view since a page was turned, and the view begins here. Holds as long as `went` is this.
    turned: Option<(usize, u64)>,
    /// What was done in this room, the last thing last.
    acts: Vec<ProofAct>,
    /// What suggestions wrote, each with the text after it and the place there.
    taken: Vec<Taken>,
    said: Option<Said>,
    /// The note that is written: one that is there, else a new one about the sentence at hand.
    note: Option<usize>,
    /// Grows when what the keys are on is to be brought into view.
    went: u64,
}

/// The sections of a text.
type SectionsOf = (Arc<str>, Vec<ProofSection>);

/// What the last key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub words: String,
    /// Where in the text that was.
    pub at: Option<usize>,
    /// It can be taken back.
    pub is_undoable: bool,
}

impl Proof {
    /// What the last key did.
    pub fn said(&self) -> Option<&Said> {
        self.said.as_ref()
    }

    /// Grows when what the keys are on is to be brought into view.
    pub fn went(&self) -> u64 {
        self.went
    }
}

impl Desk {
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    pub fn is_proofing(&self) -> bool {
        self.proof.is_on && self.shown.is_some()
    }

    /// Reads the entry shown for proof, or what was chosen, or goes back to writing.
    pub(in crate::desk) fn turn_to_proof(&mut self) -> Vec<Effect> {
        if self.is_proofing() {
            self.back_to_writing();
            return Vec::new();
        }
        let entries = self.entries_to_proof();
        let shown = self.shown.clone().filter(|_| !self.shows_queue());
        let Some(first) = shown.or_else(|| entries.first().cloned()) else {
            self.say("There is no entry to read");
            return Vec::new();
        };
        self.proof.entries = entries;
        if !self.proof.entries.contains(&first) {
            self.proof.entries.insert(0, first.clone());
        }
        // Whoever comes back from mending something by hand reads on from there.
        let is_back = self.proof.cut_of.as_ref() == Some(&first);
        let at = self.shown().map(|entry| entry.selection.range().start);
        let effects = self.show_to_proof(&first);
        if let Some(at) = at.filter(|_| is_back) {
            self.go_to_text(at);
        }
        effects
    }

    /// Those chosen in the queue where it is shown, else those that the library lists.
    fn entries_to_proof(&self) -> Vec<EntryKey> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        if self.shows_queue() && !self.review().chosen().is_empty() {
            let chosen = self.review().chosen();
            let rows = self.review().queue().shown().map(|row| &row.key);
            return rows.filter(|key| chosen.contains(key)).cloned().collect();
        }
        let listed = self.lines().iter().filter_map(|line| match line {
            ListLine::Entry { key, .. } => library.get(key),
            ListLine::Group { .. } => None,
        });
        let entries = listed.filter(|file| library.is_entry(file));
        entries.map(|file| file.key.clone()).collect()
    }

    pub(in crate::desk) fn put_to_proof(&mut self) {
        self.proof.is_on = true;
        self.proof.on_doubt = None;
        self.proof.said = None;
        self.cut_proof();
        self.go_to_first_unread();
        self.focus_on(Spot::Caret);
    }

    /// The keys may have been between the fields, as on a heading: they go on in the text below.
    pub(in crate::desk) fn put_caret_in_text(&mut self) {
        if !self.is_proofing() {
            return;
        }
        let next = self.shown().and_then(|entry| {
            let at = entry.selection.range().start;
            let holds = |range: &Range<usize>| range.contains(&at) || range.end == at;
            if entry.cards().fields().any(|(_, range)| holds(&range)) {
                return None;
            }
            let mut below = entry.cards().fields().filter(|(_, range)| at < range.start);
            let is_body = |field: CardField| matches!(field, CardField::Body { .. });
            below
                .find(|(field, _)| is_body(*field))
                .map(|(_, range)| range.start)
        });
        if let Some(next) = next {
            self.place_shown(Selection::caret(next));
        }
    }

    /// Something else is shown instead.
    pub(in crate::desk) fn leave_proof(&mut self) {
        self.proof.is_on = false;
    }

    /// Why nothing can be read for proof now.
    pub(in crate::desk) fn proof_disabled_because(&self) -> Option<String> {
        let is_unreadable = self.shown.is_some() && self.shown().is_none() && !self.shows_queue();
        is_unreadable.then(|| "This file can’t be read as text, so it is left as it is".to_owned())
    }

    /// Keeps in step with the text, and what is kept in step with the names of the files.
    pub(in crate::desk) fn follow_proof(&mut self) -> Vec<Effect> {
        if self.is_proofing() {
            self.cut_proof();
        }
        let moved = std::mem::take(&mut self.proof.moved);
        moved.iter().flat_map(|key| self.keep_proof(key)).collect()
    }

    /// Notes stay with sentences that were changed while they were read.
    fn follow_notes(&mut self, before: Option<SectionsOf>, now: &str) {
        let Some(key) = self.shown.clone() else {
            return;
        };
        let is_of_entry = self.proof.cut_of.replace(key.clone()).as_ref() == Some(&key);
        let Some((text, sections)) = before else {
            return;
        };
        let marks = self.proof.marks.get_mut(&key).filter(|_| is_of_entry);
        let Some(marks) = marks.filter(|marks| !marks.notes.is_empty()) else {
            return;
        };
        let edits = Edits::between(&text, now);
        let mut followed = false;
        for note in &mut marks.notes {
            followed |= note.follow((&text, &sections), &edits, now);
        }
        if followed {
            self.proof.moved.push(key);
        }
    }

    fn cut_proof(&mut self) {
        let Some(text) = self.shown().map(|entry| entry.text().clone()) else {
            self.proof.sections = None;
            return;
        };
        let known = self.proof.sections.as_ref();
        if !known.is_some_and(|(of, _)| Arc::ptr_eq(of, &text)) {
            let sections = sections_of(&text);
            let before = self.proof.sections.replace((text.clone(), sections));
            self.follow_notes(before, &text);
        }
    }

    /// Asks for what was read in earlier sessions.
    pub(in crate::desk) fn read_proof(&self) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.map(|root| Effect::ReadProof { root })
            .into_iter()
            .collect()
    }

    pub(in crate::desk) fn proof_reported(&mut self, report: ProofReport, now: Moment) {
        match report {
            ProofReport::Read { root, file } => self.proof_read(&root, file),
            ProofReport::NotKept { why } => {
                self.error(format!("What you read could not be kept: {why}"), now);
            }
        }
    }

    fn proof_read(&mut self, root: &Path, file: ProofFile) {
        if !self.is_of(root) {
            return;
        }
        for (file, marks) in file.entries {
            let key = EntryKey::new(file.split('/').collect::<PathBuf>());
            // What was done here meanwhile is newer.
            self.proof.marks.entry(key).or_insert(marks);
        }
    }

    fn keep_proof(&self, key: &EntryKey) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.map(|root| Effect::KeepProof {
            root,
            key: key.clone(),
            marks: self.proof.marks.get(key).cloned().unwrap_or_default(),
        })
        .into_iter()
        .collect()
    }

    /// The file of an entry has another name from now on.
    pub(in crate::desk) fn move_proof(&mut self, from: &EntryKey, to: &EntryKey) {
        for key in self.proof.entries.iter_mut().filter(|key| *key == from) {
            *key = to.clone();
        }
        self.proof.acts.retain(|act| act.entry() != from);
        if let Some(marks) = self.proof.marks.remove(from) {
            self.proof.marks.insert(to.clone(), marks);
            self.proof.moved.extend([from.clone(), to.clone()]);
        }
    }

    /// Another library is opened.
    pub(in crate::desk) fn forget_proof(&mut self) {
        self.proof = Proof::default();
    }

    pub(in crate::desk) fn proof_command(
        &mut self,
        command: ProofCommand,
        now: Moment,
    ) -> Vec<Effect> {
        // A button that was pressed may go, and arrows in the list of sections stay there.
        if self.is_proofing() && !matches!(command, ProofCommand::Section(_)) {
            self.focus_on(Spot::Caret);
        }
        let is_change = matches!(
            command,
            ProofCommand::Take(_)
                | ProofCommand::Accept
                | ProofCommand::AddWord
                | ProofCommand::Undo
        );
        if is_change && self.resolving().is_some() {
            self.say("Two versions wait for a choice: go back to writing and settle them first");
            return Vec::new();
        }
        match command {
            ProofCommand::Open(key) => return self.show_to_proof(&key),
            ProofCommand::Size { larger } => self.view.step_proof_size(larger),
            _ if !self.is_proofing() => {}
            ProofCommand::Section(section) => self.go_to_proof_section(section),
            ProofCommand::Place(at) => self.go_to_text(at),
            ProofCommand::Turned(at) => self.proof.turned = Some((at, self.proof.went)),
            ProofCommand::Doubt(finding) => self.go_to_doubt(finding),
            ProofCommand::Step { forward } => self.step_doubt(forward),
            ProofCommand::MarkRead => return self.mark_read(),
            ProofCommand::Take(number) => self.take_suggestion(number, now),
            ProofCommand::Ignore => self.ignore_doubt(),
            ProofCommand::Accept => self.accept_doubt(),
            ProofCommand::AddWord => return self.add_doubted_word(now),
            ProofCommand::Undo => return self.undo_in_proof(now),
            ProofCommand::AskForNote => self.ask_for_note(None),
            ProofCommand::ChangeNote(note) => self.ask_for_note(Some(note)),
            ProofCommand::KeepNote(note) => return self.keep_note(&note),
        }
        Vec::new()
    }
}
