//! Findings that are accepted with a note: who, when, why; here, or for the same words everywhere. They are kept beside the
//! content and shown as accepted until their sentence changes.

use std::collections::HashMap;

use crate::checks::{ACCEPTED, Acceptance, Accepted, slug_of};
use crate::desk::editing::undo::Beside;
use crate::desk::notice::Offer;
use crate::desk::view::Dialog;
use crate::desk::{Command, Desk, Effect, EntryFindings, FindingCommand, Moment, Note};
use crate::library::{EntryKey, JsonLines, RecordChange};

impl Desk {
    /// Opens the dialog that asks why a finding may stay.
    pub(in crate::desk) fn ask_why(&mut self, entry: EntryKey, finding: usize) {
        if self
            .findings
            .of(&entry)
            .and_then(|of| of.get(finding))
            .is_some()
        {
            self.open_dialog(Dialog::Accept);
            self.findings.accepting = Some((entry, finding));
        }
    }

    /// The same for what the caret is on.
    pub(in crate::desk) fn ask_why_here(&mut self) {
        let here = self.findings_at_caret().first().map(|shown| shown.index);
        match (self.shown.clone(), here) {
            (Some(entry), Some(finding)) => self.ask_why(entry, finding),
            _ => self.say("The caret is on no finding. F8 goes to the next"),
        }
    }

    /// The finding that the dialog asks about: its check and what it says.
    pub fn accepting(&self) -> Option<(&'static str, &str)> {
        let (entry, finding) = self.findings.accepting.as_ref()?;
        let finding = self.findings.of(entry)?.get(*finding)?;
        Some((finding.check, &finding.message))
    }

    /// Accepts the finding that the dialog asks about.
    pub(in crate::desk) fn accept(&mut self, note: Note, now: Moment) -> Vec<Effect> {
        // Whoever reads the list later wants to know whom to ask.
        if note.who.trim().is_empty() || note.why.trim().is_empty() {
            self.say("Say why it may stay, and who says so");
            return Vec::new();
        }
        let asked = self.findings.accepting.take();
        self.close_dialog();
        let found = asked.and_then(|(entry, finding)| {
            let of = self.findings.of(&entry)?;
            let text = of.text();
            let slug = slug_of(&entry, text);
            let acceptance = Acceptance::of(&slug, text, of.get(finding)?);
            Some((entry, acceptance))
        });
        let Some((entry, mut acceptance)) = found else {
            self.say("The text has changed since. The checks are looking again");
            return Vec::new();
        };
        acceptance.who = note.who.trim().to_owned();
        acceptance.why = note.why.trim().to_owned();
        acceptance.everywhere = note.everywhere;
        acceptance.when = now.today.to_string();
        self.view.name.clone_from(&acceptance.who);
        let change = acceptance.to_accept(&self.findings.accepted);
        let where_to = if note.everywhere { " everywhere" } else { "" };
        let undo = Command::Finding(FindingCommand::KeepAccepted(change.clone().back()));
        let said = format!("Accepted{where_to}: {}", acceptance.why);
        let beside = accepted_change(change);
        let effects = self.note_beside(&entry, "accepting a finding", beside);
        if self.is_proofing() {
            self.did_step(&said);
        } else {
            self.info_with(said, vec![Offer::new("Undo it", undo)], now);
        }
        effects
    }

    /// An accepted finding counts again.
    pub(super) fn take_acceptance_back(&mut self, entry: &EntryKey, finding: usize) -> Vec<Effect> {
        let found = self.findings.of(entry);
        let acceptance = found.and_then(|of| of.accepted(finding));
        let Some(change) = acceptance.map(Acceptance::to_take_back) else {
            return Vec::new();
        };
        self.say("It is a finding again");
        self.note_beside(entry, "taking back an acceptance", accepted_change(change))
    }

    pub(super) fn keep_accepted(&self, change: RecordChange) -> Vec<Effect> {
        self.write_beside(Some(accepted_change(change)))
    }

    /// Keeps a change as a step of the entry it was made in, where that is on the desk.
    pub(super) fn note_beside(
        &mut self,
        entry: &EntryKey,
        label: &str,
        beside: Beside,
    ) -> Vec<Effect> {
        if let Some(entry) = self.open.get_mut(entry) {
            entry.note(label, beside.clone());
        }
        self.write_beside(Some(beside))
    }

    /// What a step writes beside the entries.
    pub(in crate::desk) fn write_beside(&self, beside: Option<Beside>) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.zip(beside)
            .map(|(root, beside)| Effect::ChangeRecords {
                root,
                name: beside.name,
                change: beside.change,
            })
            .into_iter()
            .collect()
    }

    /// Asks what was accepted in the library.
    pub(in crate::desk) fn read_accepted(&self) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.map(|root| Effect::ReadRecords {
            root,
            name: ACCEPTED,
        })
        .into_iter()
        .collect()
    }

    pub(super) fn accepted_read(&mut self, records: &JsonLines) {
        self.findings.follow_accepted(Accepted::of(records));
    }
}

fn accepted_change(change: RecordChange) -> Beside {
    Beside {
        name: ACCEPTED,
        change,
    }
}

/// Which findings of an entry were accepted, by their number.
pub(in crate::desk) fn accepted_of(
    key: &EntryKey,
    found: &EntryFindings,
    accepted: &Accepted,
) -> HashMap<usize, Acceptance> {
    if found.list().is_empty() || accepted.is_empty() {
        return HashMap::new();
    }
    let text = found.text();
    let slug = slug_of(key, text);
    let all = found.list().iter().enumerate();
    all.filter_map(|(index, finding)| {
        let acceptance = accepted.find(&slug, text, finding)?;
        Some((index, acceptance.clone()))
    })
    .collect()
}
