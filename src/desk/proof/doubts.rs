//! What is doubtful in the entry that is read: going from one to the next, and what can be done about it.

use std::ops::Range;
use std::sync::Arc;

use super::undoing::ProofAct;
use crate::checks::{self, Finding, Group, Level, MISSPELT_SECTION};
use crate::desk::findings::moved;
use crate::desk::view::Spot;
use crate::desk::{Desk, Effect, FindingCommand, Moment, Selection, ShownFinding};
use crate::entry::Edits;
use crate::library::EntryKey;

/// A suggestion that was taken.
#[derive(Debug)]
pub(super) struct Taken {
    entry: EntryKey,
    of: Arc<str>,
    range: Range<usize>,
    told: String,
}

impl Desk {
    /// What is doubtful in the words of the entry that is read: what the checks of text and language find, notes of the latter
    /// where notes are shown. What a whole entry lacks is for whoever writes it.
    pub fn proof_doubts(&self) -> Vec<ShownFinding<'_>> {
        let notes_shown = self.view.notes_shown;
        let is_doubt = |finding: &Finding| {
            let is_above_note = finding.level > Level::Note;
            match checks::named(finding.check).map(|check| check.group) {
                Some(Group::Language) => is_above_note || notes_shown,
                Some(Group::Text) => is_above_note,
                // The only slip in a word that is told elsewhere.
                _ => finding.check == MISSPELT_SECTION,
            }
        };
        let mut doubts = self.findings_here();
        doubts.retain(|shown| is_doubt(shown.finding));
        doubts
    }

    /// The checks have seen the entry that is read: nothing found in it means something.
    pub fn is_proof_checked(&self) -> bool {
        let shown = self.shown.as_ref();
        shown.is_some_and(|key| self.findings.of(key).is_some())
    }

    /// The doubt that the keys are on, by its place among these.
    pub fn doubt_at(&self, doubts: &[ShownFinding<'_>]) -> Option<usize> {
        let on = self.proof.on_doubt?;
        let here = self.shown()?.selection.range();
        let is_here = |shown: &&ShownFinding<'_>| shown.range == here;
        let own = doubts
            .iter()
            .position(|it| is_here(&it) && it.finding.check == on);
        own.or_else(|| doubts.iter().position(|it| is_here(&it)))
    }

    /// The entry and the finding that the keys are on; says where they are on none.
    fn doubt_at_hand(&mut self) -> Option<(EntryKey, usize)> {
        let doubts = self.proof_doubts();
        let doubt = self.doubt_at(&doubts).and_then(|at| doubts.get(at));
        let found = self.shown.clone().zip(doubt.map(|doubt| doubt.index));
        if found.is_none() {
            self.say("No doubt is chosen. F8 goes to the next");
        }
        found
    }

    pub(super) fn go_to_doubt(&mut self, finding: usize) {
        let doubts = self.proof_doubts();
        let place = doubts.iter().position(|it| it.index == finding);
        let Some((place, doubt)) = place.and_then(|at| Some((at, doubts.get(at)?))) else {
            return;
        };
        let (range, check) = (doubt.range.clone(), doubt.finding.check);
        let (message, of) = (doubt.finding.message.clone(), doubts.len());
        self.proof.on_doubt = Some(check);
        self.proof.went += 1;
        self.place_shown(Selection {
            anchor: range.start,
            head: range.end,
        });
        self.say(format!("Doubt {} of {of}: {message}", place + 1));
    }

    /// Goes to the next doubt from where the keys are, or from what is in view since a page was turned, round the entry.
    pub(in crate::desk) fn step_doubt(&mut self, forward: bool) {
        self.focus_on(Spot::Caret);
        let turned = self.proof.turned.take();
        let turned = turned.filter(|(_, went)| *went == self.proof.went);
        let doubts = self.proof_doubts();
        let (here, now) = match turned {
            Some((at, _)) => (at, None),
            None => {
                let shown = self.shown();
                let here = shown.map_or(0, |entry| entry.selection.range().start);
                (here, self.doubt_at(&doubts))
            }
        };
        let next = match (now, forward) {
            // What marks the same place for the same reason is one doubt to the keys.
            (Some(now), true) => doubts.iter().enumerate().skip(now + 1).find(|(_, it)| {
                let same = doubts.get(now);
                same.is_none_or(|now| {
                    now.range != it.range || now.finding.check != it.finding.check
                })
            }),
            (Some(now), false) => doubts.iter().enumerate().take(now).next_back(),
            (None, true) => doubts
                .iter()
                .enumerate()
                .find(|(_, it)| it.range.start >= here),
            (None, false) => doubts
                .iter()
                .enumerate()
                .rfind(|(_, it)| it.range.start < here),
        };
        let round = if forward {
            doubts.first()
        } else {
            doubts.last()
        };
        let index = next.map(|(_, it)| it.index).or(round.map(|it| it.index));
        match index {
            Some(index) => self.go_to_doubt(index),
            None if !self.is_proof_checked() => self.say("This entry is not checked yet"),
            None => self.say("Nothing is doubtful in this entry. Space marks the section read"),
        }
    }

    /// Changes the text as a suggestion says.
    pub(super) fn take_suggestion(&mut self, number: usize, now: Moment) {
        let Some((key, finding)) = self.doubt_at_hand() else {
            return;
        };
        let found = self.findings.of(&key).and_then(|of| of.get(finding));
        match found.map_or(0, |finding| finding.fixes.len()) {
            0 => self.say("No suggestion: fix it by hand"),
            count if number >= count => {
                let asked = number + 1;
                self.say(format!("There is no suggestion {asked}, only {count}"));
            }
            _ => {
                let fix = FindingCommand::Fix {
                    entry: key,
                    finding,
                    fix: number,
                };
                self.work_on_finding(fix, now);
            }
        }
    }

    /// A fix was made in the entry that is read, at the caret.
    pub(in crate::desk) fn fixed_in_proof(&mut self, before: &str, label: &str, written: &str) {
        let is_change = !before.trim().is_empty() && !written.trim().is_empty();
        let told = if is_change {
            format!("“{before}” changed to “{written}”")
        } else {
            format!("Fixed: {label}")
        };
        self.did_step(&told);
        self.proof.on_doubt = None;
        let Some(shown) = self.shown() else { return };
        let at = shown.selection.range().start;
        let taken = Taken {
            entry: shown.key.clone(),
            of: shown.text().clone(),
            range: at..at + written.len(),
            told,
        };
        self.proof.taken.push(taken);
    }

    /// What suggestions wrote in the entry that is read, where it still stands.
    pub fn proof_taken(&self) -> Vec<(Range<usize>, &str)> {
        let Some(entry) = self.shown() else {
            return Vec::new();
        };
        let here = self.proof.taken.iter().filter(|it| it.entry == entry.key);
        here.filter_map(|taken| {
            let range = if Arc::ptr_eq(&taken.of, entry.text()) {
                taken.range.clone()
            } else {
                moved(&Edits::between(&taken.of, entry.text()), &taken.range)?
            };
            Some((range, taken.told.as_str()))
        })
        .collect()
    }

    pub(super) fn ignore_doubt(&mut self) {
        let Some((key, finding)) = self.doubt_at_hand() else {
            return;
        };
        let at = self.shown().map(|entry| entry.selection.range().start);
        if let Some(ignored) = self.ignore(&key, finding) {
            self.proof.on_doubt = None;
            let said = "Ignored here until copydesk is closed";
            self.did(said, at, ProofAct::Ignored(ignored));
            self.say(said);
        }
    }

    pub(super) fn accept_doubt(&mut self) {
        if let Some((entry, finding)) = self.doubt_at_hand() {
            self.ask_why(entry, finding);
        }
    }

    pub(super) fn add_doubted_word(&mut self, now: Moment) -> Vec<Effect> {
        let Some((entry, finding)) = self.doubt_at_hand() else {
            return Vec::new();
        };
        if self.word_of(&entry, finding).is_none() {
            self.say("This is about no word that could be added");
            return Vec::new();
        }
        self.work_on_finding(FindingCommand::AddWord { entry, finding }, now)
    }
}
