//! Reading on: from section to section, and to the next entry.

use super::kept::{ProofMarks, ProofSection, ProofState};
use super::undoing::ProofAct;
use crate::desk::{Desk, Effect, Selection};
use crate::library::{EntryKey, grouped};

impl Desk {
    /// The sections of the entry that is read.
    pub fn proof_sections(&self) -> &[ProofSection] {
        let sections = self.proof.sections.as_ref();
        sections.map_or(&[], |(_, sections)| sections)
    }

    pub fn proof_state(&self, section: &ProofSection) -> ProofState {
        self.proof_marks()
            .map_or(ProofState::Unread, |marks| marks.state(section))
    }

    pub(super) fn proof_marks(&self) -> Option<&ProofMarks> {
        self.proof.marks.get(self.shown.as_ref()?)
    }

    /// The section that the keys are in.
    pub fn proof_section_here(&self) -> usize {
        let at = self
            .shown()
            .map_or(0, |entry| entry.selection.range().start);
        let sections = self.proof_sections();
        let after = sections.partition_point(|it| it.range.start <= at);
        after.saturating_sub(1)
    }

    /// Which of the entries this is, from 0, and all of them.
    pub fn proof_entries(&self) -> (usize, &[EntryKey]) {
        let entries = &self.proof.entries;
        let here = entries
            .iter()
            .position(|it| Some(it) == self.shown.as_ref());
        (here.unwrap_or_default(), entries)
    }

    pub(super) fn go_to_first_unread(&mut self) {
        let mut sections = self.proof_sections().iter();
        let unread = sections.position(|it| self.proof_state(it) != ProofState::Read);
        self.put_on_section(unread.unwrap_or_default());
    }

    pub(super) fn go_to_proof_section(&mut self, section: usize) {
        self.put_on_section(section);
        if let Some(words) = self.section_in_words(section) {
            self.say(words);
        }
    }

    fn put_on_section(&mut self, section: usize) {
        let found = self.proof_sections().get(section);
        if let Some(at) = found.map(|section| section.range.start) {
            self.go_to_text(at);
        }
    }

    /// Puts the keys on a place of the text, and on no doubt.
    pub(super) fn go_to_text(&mut self, at: usize) {
        self.proof.on_doubt = None;
        self.proof.went += 1;
        self.place_shown(Selection::caret(at));
    }

    /// “Timing, section 5 of 15, changed since you read it”.
    fn section_in_words(&self, number: usize) -> Option<String> {
        let sections = self.proof_sections();
        let section = sections.get(number)?;
        let state = match self.proof_state(section) {
            ProofState::Unread => "",
            ProofState::Read => ", read",
            ProofState::Changed => ", changed since you read it",
        };
        let (name, of) = (&section.name, sections.len());
        Some(format!("{name}, section {} of {of}{state}", number + 1))
    }

    /// The section was read: goes on to the next that was not, else to the next entry.
    pub(super) fn mark_read(&mut self) -> Vec<Effect> {
        let Some(key) = self.shown.clone() else {
            return Vec::new();
        };
        let here = self.proof_section_here();
        let Some(section) = self.proof_sections().get(here).cloned() else {
            return self.read_next_entry(String::new());
        };
        let marks = self.proof.marks.entry(key.clone()).or_default();
        let before = marks.mark_read(&section);
        let at = section.range.start;
        let said = format!("Read: {}", section.name);
        self.did(
            &said,
            Some(at),
            ProofAct::Read {
                entry: key.clone(),
                section: section.name,
                before,
            },
        );
        let mut effects = self.keep_proof(&key);
        let rest = self.proof_sections().iter().enumerate().skip(here + 1);
        let mut unread = rest.filter(|(_, it)| self.proof_state(it) != ProofState::Read);
        match unread.next().map(|(number, _)| number) {
            Some(next) => {
                self.put_on_section(next);
                let next = self.section_in_words(next).unwrap_or_default();
                self.say(format!("{said}. {next}"));
            }
            None => effects.extend(self.read_next_entry(said)),
        }
        effects
    }

    /// Goes on to the next entry that is there; says so where this was the last.
    fn read_next_entry(&mut self, said: String) -> Vec<Effect> {
        let unread = |it: &&ProofSection| self.proof_state(it) != ProofState::Read;
        let left = match self.proof_sections().iter().filter(unread).count() {
            0 => String::new(),
            1 => "1 section above is unread. ".to_owned(),
            n => format!("{n} sections above are unread. "),
        };
        let said = if said.is_empty() {
            left
        } else {
            format!("{said}. {left}")
        };
        let (here, entries) = self.proof_entries();
        let is_there = |key: &&EntryKey| {
            let file = self.library.as_ref().and_then(|library| library.get(key));
            file.is_some_and(|file| file.content.text().is_some())
        };
        let Some(next) = entries.iter().skip(here + 1).find(is_there).cloned() else {
            self.say(format!("{said}This was the last entry"));
            return Vec::new();
        };
        let last = self.proof.said.clone();
        let effects = self.show_to_proof(&next);
        // What the key did is told where it led to.
        self.proof.said = last;
        let shown = self.entry_in_words();
        self.say(format!("{said}{shown}"));
        effects
    }

    /// “Tea and iron, entry 2 of 5, 3 of 15 sections read, 4 doubts”.
    pub(in crate::desk) fn entry_in_words(&self) -> String {
        let title = self.shown.as_ref().map(|key| self.title_of(key));
        let (here, entries) = self.proof_entries();
        let (read, all) = self.proof_progress();
        let doubts = match self.proof_doubts().len() {
            0 if !self.is_proof_checked() => "not checked yet".to_owned(),
            count => doubts_in_words(count),
        };
        let title = title.unwrap_or_default();
        let (here, count) = (grouped(here + 1), grouped(entries.len()));
        format!("{title}, entry {here} of {count}, {read} of {all} sections read, {doubts}")
    }

    /// How many sections are read, and how many there are.
    pub fn proof_progress(&self) -> (usize, usize) {
        let sections = self.proof_sections();
        let is_read = |it: &&ProofSection| self.proof_state(it) == ProofState::Read;
        (sections.iter().filter(is_read).count(), sections.len())
    }
}

fn doubts_in_words(count: usize) -> String {
    match count {
        0 => "no doubts".to_owned(),
        1 => "1 doubt".to_owned(),
        n => format!("{n} doubts"),
    }
}
