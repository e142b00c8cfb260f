//! Notes that a person makes for themselves, about a sentence of an entry.

use std::ops::Range;

use super::kept::ProofNote;
use super::undoing::ProofAct;
use crate::desk::view::Dialog;
use crate::desk::{Desk, Effect};
use crate::entry::citations::sentence_at;

impl Desk {
    /// The notes about the entry that is read, each with its number and where it stands.
    pub fn proof_notes(&self) -> Vec<(usize, Range<usize>, &ProofNote)> {
        let (Some(entry), Some(marks)) = (self.shown(), self.proof_marks()) else {
            return Vec::new();
        };
        let (text, sections) = (entry.text(), self.proof_sections());
        let notes = marks.notes.iter().enumerate();
        let mut notes: Vec<_> = notes
            .map(|(number, note)| (number, note.place(text, sections), note))
            .collect();
        notes.sort_by_key(|(_, range, _)| range.start);
        notes
    }

    /// The sentence that the keys are on, or the heading of the section.
    pub fn proof_sentence(&self) -> Range<usize> {
        self.shown().map_or(0..0, |entry| {
            sentence_at(entry.text(), &entry.selection.range())
        })
    }

    /// The note that is written: what it is about, and what it says so far.
    pub fn note_asked(&self) -> Option<(&str, &str)> {
        if let Some(number) = self.proof.note {
            let note = self.proof_marks()?.notes.get(number)?;
            return Some((&note.about, &note.note));
        }
        let about = self.shown()?.text().get(self.proof_sentence())?;
        Some((about, ""))
    }

    /// Asks for a note: the one with this number, else one about the sentence at hand.
    pub(super) fn ask_for_note(&mut self, number: Option<usize>) {
        let here = self.proof_sentence();
        let of_sentence = || {
            let mut notes = self.proof_notes().into_iter();
            notes.find(|(_, range, _)| *range == here && !here.is_empty())
        };
        self.proof.note = number.or_else(|| of_sentence().map(|(number, ..)| number));
        self.open_dialog(Dialog::ProofNote);
    }

    /// Keeps what was written; an empty note is taken away.
    pub(super) fn keep_note(&mut self, words: &str) -> Vec<Effect> {
        let words = words.trim();
        let about = self.note_asked().map(|(about, _)| about.to_owned());
        let section = self.proof_sections().get(self.proof_section_here());
        let section = section.map_or_else(String::new, |it| it.name.clone());
        let at = self.proof_sentence().start;
        self.close_dialog();
        let (Some(key), Some(about)) = (self.shown.clone(), about) else {
            return Vec::new();
        };
        let notes = &mut self.proof.marks.entry(key.clone()).or_default().notes;
        let before = notes.clone();
        match self.proof.note.filter(|number| *number < notes.len()) {
            Some(number) if words.is_empty() => {
                notes.remove(number);
            }
            Some(number) => {
                if let Some(note) = notes.get_mut(number) {
                    words.clone_into(&mut note.note);
                }
            }
            None if words.is_empty() => {}
            None => notes.push(ProofNote {
                about,
                section,
                note: words.to_owned(),
            }),
        }
        if *notes == before {
            return Vec::new();
        }
        let said = if notes.len() < before.len() {
            "Note deleted"
        } else {
            "Note kept, for yourself alone"
        };
        self.did(
            said,
            Some(at),
            ProofAct::Notes {
                entry: key.clone(),
                before,
            },
        );
        self.say(said);
        self.keep_proof(&key)
    }
}
