//! What merges brought into entries after they were reviewed: recorded when such a text is saved, so that the checks can
//! report it.

use std::sync::Arc;

use crate::checks::{AfterReview, CameLater, slug_of};
use crate::desk::editing::undo::Beside;
use crate::desk::effect::CheckJob;
use crate::desk::{Desk, Effect, Moment, Report, SyncReport};
use crate::library::after_review::AFTER_REVIEW;
use crate::library::{EntryKey, JsonLines, Library};
use crate::merge::CameAfter;
use crate::review::shared_slugs;

impl Desk {
    /// What came in after reviews, by what merges wrote down and by what is on record of the reviews.
    pub(in crate::desk) fn known_after_review(&self) -> Option<Arc<AfterReview>> {
        let merges = self.findings.after_review.as_deref()?.clone();
        let reviews = self.review().log_to_share();
        let shared = self.library.as_ref().map(shared_slugs);
        Some(Arc::new(
            merges.with_reviews(reviews, shared.unwrap_or_default()),
        ))
    }

    /// Tells the checks where other slugs are shared by several entries than before. The entries whose records that concerns
    /// are to be looked at again.
    pub(super) fn follow_shared_slugs(&mut self) -> (Vec<Effect>, Vec<EntryKey>) {
        let shared = self.library.as_ref().map(shared_slugs).unwrap_or_default();
        if shared == self.findings.shared {
            return (Vec::new(), Vec::new());
        }
        let before = std::mem::replace(&mut self.findings.shared, shared);
        let now = &self.findings.shared;
        let log = self.review().log();
        let is_other = |slug: &str| now.get(slug) != before.get(slug) && !log.all(slug).is_empty();
        let files = self.library.iter().flat_map(Library::rows);
        let concerned = files.filter(|file| is_other(file.slug()));
        let concerned: Vec<EntryKey> = concerned.map(|file| file.key.clone()).collect();
        for key in &concerned {
            self.findings.asked.remove(key);
        }
        if concerned.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let known = self.known_after_review();
        let known = known.map(|known| Effect::Check(CheckJob::AfterReview(known)));
        (known.into_iter().collect(), concerned)
    }

    /// Asks what was written down in the library.
    pub(in crate::desk) fn read_after_review(&self) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.map(|root| Effect::ReadRecords {
            root,
            name: AFTER_REVIEW,
        })
        .into_iter()
        .collect()
    }

    /// Asks again where a report says that another program wrote: git's merge driver may be what did, and it writes down what
    /// came in before git writes the entries.
    pub(in crate::desk) fn follow_after_review(&self, report: &Report) -> Vec<Effect> {
        let may_be_git = match report {
            Report::Sync(SyncReport::ChangedOnDisk { .. })
            | Report::Sync(SyncReport::FolderSwitched { .. }) => true,
            Report::Sync(SyncReport::Read { key, content }) => {
                self.has_other_text(key, content.text())
            }
            _ => false,
        };
        if may_be_git {
            return self.read_after_review();
        }
        Vec::new()
    }

    /// Takes what the file holds; one that can't be read holds nothing.
    pub(super) fn after_review_read(&mut self, records: &JsonLines, now: Moment) -> Vec<Effect> {
        let read = Arc::new(AfterReview::of(records));
        let before = self.findings.after_review.replace(read.clone());
        match self.check_waiting(now) {
            Some(effects) => effects,
            None if before.is_none_or(|before| before == read) => Vec::new(),
            None => self.check_anew(now),
        }
    }

    /// The disk has a text into which a merge brought something that nobody had reviewed.
    pub(in crate::desk) fn keep_after_review(
        &self,
        key: &EntryKey,
        came: CameAfter,
    ) -> Vec<Effect> {
        let (Some(entry), Some(known)) = (self.open.get(key), &self.findings.after_review) else {
            return Vec::new();
        };
        let change = known.to_keep(CameLater::new(
            slug_of(key, entry.seen()),
            came.last_reviewed,
            came.parts.iter().map(ToString::to_string).collect(),
        ));
        self.write_beside(Some(Beside {
            name: AFTER_REVIEW,
            change,
        }))
    }
}
