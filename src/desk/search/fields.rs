//! A change of a field or section in many entries: which those are, and the proposal that comes of it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::desk::effect::FieldJob;
use crate::desk::{Among, Batch, Desk, Effect, LeftOut, ListLine, Moment, Proposed};
use crate::library::EntryKey;
use crate::search::fields::FieldChange;

/// The change that is being worked out, and then what each entry's line says.
#[derive(Debug, Default)]
pub(super) struct ChangeOfFields {
    asked: u64,
    change: Option<FieldChange>,
    lines: HashMap<EntryKey, String>,
    /// The proposal that the lines are of.
    of: Option<Arc<Batch>>,
}

impl ChangeOfFields {
    /// No answer to a question of before is waited for.
    pub(super) fn after(before: &Self) -> Self {
        Self {
            asked: before.asked + 1,
            ..Self::default()
        }
    }
}

impl Desk {
    /// The entries that a change would concern.
    pub fn among(&self, among: Among) -> Vec<EntryKey> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let keys: Vec<EntryKey> = match among {
            Among::Chosen => self.review().chosen().iter().cloned().collect(),
            Among::Found => {
                let found = self.search.hits.entries().iter();
                found.map(|found| found.key.clone()).collect()
            }
            Among::Selected => self.selected().iter().cloned().collect(),
            Among::Listed => {
                let lines = self.lines().iter();
                let entries = lines.filter_map(|line| match line {
                    ListLine::Entry { key, .. } => Some(key.clone()),
                    ListLine::Group { .. } => None,
                });
                entries.collect()
            }
            Among::Shown => self.shown.iter().cloned().collect(),
        };
        let is_entry = |key: &EntryKey| library.get(key).is_some_and(|it| library.is_entry(it));
        let mut keys: Vec<EntryKey> = keys.into_iter().filter(is_entry).collect();
        keys.sort();
        keys
    }

    /// Has a change worked out, to be looked at.
    pub(super) fn propose_field_change(
        &mut self,
        among: Among,
        change: FieldChange,
    ) -> Vec<Effect> {
        if let Err(why) = change.check() {
            self.say(why.to_string());
            return Vec::new();
        }
        self.recut_cards();
        let keys = self.among(among).into_iter();
        let texts = keys.filter_map(|key| {
            let text = self.text_of(&key)?.clone();
            Some((key, text))
        });
        let texts = texts.collect();
        let fields = &mut self.search.fields;
        fields.asked += 1;
        fields.change = Some(change.clone());
        vec![Effect::ChangeFields(FieldJob {
            asked: fields.asked,
            change,
            style: self.style.clone(),
            texts,
        })]
    }

    /// What was asked for is worked out: it is looked at in the sheet of all changes to many entries.
    pub(super) fn fields_changed(
        &mut self,
        asked: u64,
        (changes, left_out): (Vec<Proposed>, Vec<LeftOut>),
        lines: HashMap<EntryKey, String>,
    ) {
        let fields = &mut self.search.fields;
        let change = fields.change.take_if(|_| fields.asked == asked);
        let Some(label) = change.map(|change| change.to_string().replace('`', "")) else {
            return;
        };
        let mut title = label.clone();
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.propose(Arc::new(Batch {
            title,
            label,
            changes,
            left_out,
        }));
        let of = self.proposed().cloned();
        let fields = &mut self.search.fields;
        (fields.lines, fields.of) = (lines, of);
    }

    /// The line that a proposed change of fields changes in an entry; none where something else is proposed.
    pub fn line_changed_in(&self, key: &EntryKey) -> Option<&str> {
        let (proposed, fields) = (self.proposed()?, &self.search.fields);
        let of = fields.of.as_ref()?;
        let line = fields
            .lines
            .get(key)
            .filter(|_| Arc::ptr_eq(of, proposed))?;
        Some(line)
    }

    /// Opens the queue with these entries chosen, and asks about their sign-off.
    pub(super) fn sign_off_among(&mut self, among: Among, now: Moment) -> Vec<Effect> {
        let keys = self.among(among);
        self.close_dialog();
        self.remember_place();
        self.choose_in_queue(keys, now);
        if self.are_rows_behind() {
            self.say("The entries are chosen in the queue. Sign off with Ctrl+Shift+Enter");
            return Vec::new();
        }
        self.ask_to_sign(now)
    }
}
