//! Changes to the records of a work wherever it is listed, each proposed as a batch.

use std::sync::Arc;

use crate::desk::library::command::{Batch, LeftOut, Proposed};
use crate::desk::{Desk, Effect};
use crate::entry::sources::SourceField;
use crate::library::Bibliography;
use crate::library::bibliography::{FieldWish, Listing, Revised, Revision, field_text, wishes};

/// What two records of one work are told by; what is missing of it is filled in where works are joined.
const IDENTIFIERS: [SourceField; 3] = [SourceField::Pmid, SourceField::Pmcid, SourceField::Doi];

impl Desk {
    pub(super) fn propose_agreement(
        &mut self,
        work: usize,
        like: usize,
        fields: &[SourceField],
    ) -> Vec<Effect> {
        let Some(read) = self.sources.bibliography.read().cloned() else {
            return Vec::new();
        };
        let listings = read.listings(work);
        let Some(model) = listings.get(like) else {
            return Vec::new();
        };
        let (title, label) = match fields {
            [field] => (
                format!("Make the {} agree", name_of(*field)),
                format!("making the {} of a source agree", name_of(*field)),
            ),
            _ => (
                "Make the records of this source agree".into(),
                "making the records of a source agree".into(),
            ),
        };
        let of = |listing: &Listing| wishes(listing, &model.record, fields, &[]);
        self.work_out(revision(&read, listings, &of, title, label))
    }

    pub(super) fn propose_correction(
        &mut self,
        work: usize,
        field: SourceField,
        value: &str,
    ) -> Vec<Effect> {
        let Some(read) = self.sources.bibliography.read().cloned() else {
            return Vec::new();
        };
        let value = value.trim();
        let of = |listing: &Listing| {
            let has = field_text(&listing.record, field).unwrap_or_default();
            let wish = (has != value).then(|| FieldWish {
                source: listing.source,
                field,
                value: value.to_owned(),
            });
            wish.into_iter().collect()
        };
        let title = format!("Correct the {} everywhere", name_of(field));
        let label = format!("correcting the {} of a source", name_of(field));
        let listings = read.listings(work);
        self.work_out(revision(&read, listings, &of, title, label))
    }

    pub(super) fn propose_joining(&mut self, like: usize, other: usize) -> Vec<Effect> {
        let Some(read) = self.sources.bibliography.read().cloned() else {
            return Vec::new();
        };
        let Some(model) = read.listings(like).first() else {
            return Vec::new();
        };
        let of =
            |listing: &Listing| wishes(listing, &model.record, &SourceField::ALL, &IDENTIFIERS);
        self.work_out(revision(
            &read,
            read.listings(other),
            &of,
            "List them as one work".into(),
            "listing two works as one".into(),
        ))
    }

    /// Asks for the edits: of a work that many entries list they are too much for one frame.
    fn work_out(&mut self, revision: Revision) -> Vec<Effect> {
        let asked = self.sources.bibliography.ask_again();
        vec![Effect::WorkOutRevision { asked, revision }]
    }

    /// Proposes what was worked out, unless something else was asked for since.
    pub(super) fn revision_worked_out(&mut self, asked: u64, revised: Revised) {
        if self.sources.bibliography.asked_last() != asked {
            return;
        }
        let mut batch = Batch {
            title: revised.title,
            label: revised.label,
            changes: Vec::new(),
            left_out: Vec::new(),
        };
        for (entry, of, edits) in revised.texts {
            match edits {
                Ok(edits) => batch.changes.push(Proposed { entry, of, edits }),
                Err(why) => batch.left_out.push(LeftOut {
                    entry,
                    why: why.to_string(),
                }),
            }
        }
        self.propose(Arc::new(batch));
    }
}

/// What is wished of each entry, as one question.
fn revision(
    read: &Bibliography,
    listings: &[Listing],
    wishes: &dyn Fn(&Listing) -> Vec<FieldWish>,
    title: String,
    label: String,
) -> Revision {
    let entries = listings.chunk_by(|one, other| one.entry == other.entry);
    let texts = entries.filter_map(|in_entry| {
        let all: Vec<FieldWish> = in_entry.iter().flat_map(wishes).collect();
        let entry = &in_entry.first()?.entry;
        let text = read.text(entry).filter(|_| !all.is_empty())?;
        Some((entry.clone(), text.clone(), all))
    });
    Revision {
        title,
        label,
        texts: texts.collect(),
    }
}

fn name_of(field: SourceField) -> String {
    match field {
        SourceField::Pmid | SourceField::Pmcid | SourceField::Doi => field.label().to_owned(),
        _ => field.label().to_lowercase(),
    }
}
