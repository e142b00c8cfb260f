//! Records that are there twice, as two branches changed one of them: told until somebody has chosen which of the two stands.
//!
//! Knows nothing of: how they came to differ.

use std::path::Path;

use crate::desk::library::batch::some_of;
use crate::desk::notice::Offer;
use crate::desk::{Command, CommandId, Desk, Dialog, Effect, Moment, ReviewCommand};
use crate::library::{RecordChange, ToSettle};
use crate::review::Owner;

impl Desk {
    /// The records that are there twice.
    pub fn records_to_settle(&self) -> impl Iterator<Item = &ToSettle> {
        self.review.to_settle.values().flatten()
    }

    pub(super) fn records_to_settle_read(
        &mut self,
        root: &Path,
        name: &'static str,
        records: Vec<ToSettle>,
        now: Moment,
    ) {
        let known = self.review.to_settle.get(name);
        if !self.is_of(root) || known.map_or(&[][..], Vec::as_slice) == records {
            return;
        }
        let before = self.review.to_settle.insert(name, records.clone());
        let all = before.iter().flatten().chain(&records);
        self.touch_slugs(all.map(|it| it.slug.as_str()));
        self.drop_notices(|notice| notice.offers.iter().any(is_choice));
        let slugs: Vec<String> = self.records_to_settle().map(|it| it.slug.clone()).collect();
        if slugs.is_empty() {
            if self.dialog() == Some(&Dialog::SettleRecords) {
                self.close_dialog();
            }
            return;
        }
        let what = format!(
            "Two branches wrote down different things, and both are kept. Choose which stands: {}",
            some_of(&slugs)
        );
        let offer = Offer::new("Choose", CommandId::SettleRecords);
        self.notice(what, true, vec![offer], now);
    }

    /// Lets one of the records that say different things stand, and takes the others out.
    pub(super) fn settle_record(&mut self, stands: &str, now: Moment) -> Vec<Effect> {
        let mut all = self.review.to_settle.iter();
        let found = all.find_map(|(name, all)| {
            let of_it = |it: &&ToSettle| it.records.iter().any(|line| line == stands);
            Some((*name, all.iter().find(of_it)?))
        });
        let Some((name, found)) = found else {
            self.say("It was settled already");
            return Vec::new();
        };
        let others = found.records.iter().filter(|line| *line != stands);
        let change = RecordChange {
            add: Vec::new(),
            remove: others.cloned().collect(),
        };
        let what = format!("Settled: {}", found.slug);
        let back = ReviewCommand::ChangeRecords(name, change.clone().back());
        self.info_with(what, vec![Offer::new("Undo it", back)], now);
        self.change_records(name, change)
    }
}

/// Whether two records of an entry are to be settled.
pub(super) fn is_to_settle<'r>(
    of: &Owner<'_>,
    mut records: impl Iterator<Item = &'r ToSettle>,
) -> bool {
    records.any(|it| it.slug == of.slug && of.owns(it.file.as_deref(), || true))
}

fn is_choice(offer: &Offer) -> bool {
    matches!(offer.command, Command::Run(CommandId::SettleRecords))
}
