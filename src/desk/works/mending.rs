//! Changes to the records of a work wherever it is listed, each proposed as a batch.
//!
//! Knows nothing of: how a source line is written.

use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::batch::{Batch, LeftOut, Proposed};
use crate::entry::sources::Field;
use crate::library::Bibliography;
use crate::library::bibliography::{Listing, Wish, edits_for, said, wishes};

/// What two records of one work are told by; what is missing of it is filled in where works are joined.
const IDENTIFIERS: [Field; 3] = [Field::Pmid, Field::Pmcid, Field::Doi];

impl Desk {
    pub(super) fn propose_agreement(&mut self, work: usize, like: usize, fields: &[Field]) {
        let Some(read) = self.works.read().cloned() else {
            return;
        };
        let listings = read.listings(work);
        let Some(model) = listings.get(like) else {
            return;
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
        self.propose(Arc::new(batch(&read, listings, &of, title, label)));
    }

    pub(super) fn propose_correction(&mut self, work: usize, field: Field, value: &str) {
        let Some(read) = self.works.read().cloned() else {
            return;
        };
        let value = value.trim();
        let of = |listing: &Listing| {
            let has = said(&listing.record, field).unwrap_or_default();
            let wish = (has != value).then(|| Wish {
                source: listing.source,
                field,
                value: value.to_owned(),
            });
            wish.into_iter().collect()
        };
        let title = format!("Correct the {} everywhere", name_of(field));
        let label = format!("correcting the {} of a source", name_of(field));
        let listings = read.listings(work);
        self.propose(Arc::new(batch(&read, listings, &of, title, label)));
    }

    pub(super) fn propose_joining(&mut self, like: usize, other: usize) {
        let Some(read) = self.works.read().cloned() else {
            return;
        };
        let Some(model) = read.listings(like).first() else {
            return;
        };
        let of = |listing: &Listing| wishes(listing, &model.record, &Field::ALL, &IDENTIFIERS);
        self.propose(Arc::new(batch(
            &read,
            read.listings(other),
            &of,
            "List them as one work".into(),
            "listing two works as one".into(),
        )));
    }
}

/// The changes that fulfil the wishes for each listing, one entry after the other.
fn batch(
    read: &Bibliography,
    listings: &[Listing],
    wishes: &dyn Fn(&Listing) -> Vec<Wish>,
    title: String,
    label: String,
) -> Batch {
    let mut batch = Batch {
        title,
        label,
        changes: Vec::new(),
        left_out: Vec::new(),
    };
    for in_entry in listings.chunk_by(|one, other| one.entry == other.entry) {
        let all: Vec<Wish> = in_entry.iter().flat_map(wishes).collect();
        let Some(entry) = in_entry.first().map(|listing| &listing.entry) else {
            continue;
        };
        let Some(of) = read.text(entry).filter(|_| !all.is_empty()) else {
            continue;
        };
        match edits_for(of, &all) {
            Ok(edits) => batch.changes.push(Proposed {
                entry: entry.clone(),
                of: of.clone(),
                edits,
            }),
            Err(why) => batch.left_out.push(LeftOut {
                entry: entry.clone(),
                why: why.to_string(),
            }),
        }
    }
    batch
}

fn name_of(field: Field) -> String {
    match field {
        Field::Pmid | Field::Pmcid | Field::Doi => field.label().to_owned(),
        _ => field.label().to_lowercase(),
    }
}
