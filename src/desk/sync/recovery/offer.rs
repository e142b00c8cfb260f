//! Offering text that an earlier session left unsaved; it never replaces anything unasked.
//!
//! What is not answered is offered again next time.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::desk::sync::recovery::apply::Foreseen;
use crate::desk::{Desk, Dialog, Effect, Moment};
use crate::library::EntryKey;
use crate::library::journal::{JournalError, UnsavedDraft};
use crate::library::renaming::RenameOrder;

/// Where a text is kept when nobody can tell any more which entry it is of.
const UNKNOWN: &str = "unknown.md";

/// The texts that are not answered yet.
#[derive(Debug, Default)]
pub(in crate::desk) struct UnsavedDrafts {
    pub(super) list: Vec<UnsavedDraft>,
    /// The person does not want to be asked now.
    later: bool,
    /// What restoring the text makes that is looked at.
    pub(super) foreseen: Option<Foreseen>,
    /// Texts to be put back as soon as it is known what that makes, by the files that keep them.
    pub(super) wanted: Vec<PathBuf>,
    /// All are to be put back: the entries where that is done.
    pub(super) all: Option<Vec<EntryKey>>,
}

impl Desk {
    /// Text that earlier sessions left unsaved, by entry, the newest first.
    pub fn unsaved_drafts(&self) -> &[UnsavedDraft] {
        &self.sync.unsaved_drafts.list
    }

    /// Is there such text, and is the person to be told?
    pub fn offers_unsaved_drafts(&self) -> bool {
        !self.sync.unsaved_drafts.list.is_empty() && !self.sync.unsaved_drafts.later
    }

    pub(in crate::desk::sync) fn unsaved_drafts_read(
        &mut self,
        root: &Path,
        found: Result<Vec<UnsavedDraft>, JournalError>,
        now: Moment,
    ) {
        if !self.is_of(root) {
            return;
        }
        match found {
            Ok(found) => {
                self.sync.unsaved_drafts = UnsavedDrafts {
                    list: found,
                    ..UnsavedDrafts::default()
                };
                if !self.sync.unsaved_drafts.list.is_empty() {
                    self.say(self.unsaved_drafts_in_words());
                }
            }
            Err(why) => self.error(
                format!(
                    "Whether text was left unsaved last time can’t be told: {why}. Nothing of it is touched"
                ),
                now,
            ),
        }
    }

    /// What the bar says.
    pub fn unsaved_drafts_in_words(&self) -> String {
        let list = self.sync.unsaved_drafts.list.iter();
        let (lost, texts): (Vec<&UnsavedDraft>, Vec<_>) = list.partition(|it| it.is_unreadable());
        let entries: HashSet<_> = texts.iter().map(|it| &it.key).collect();
        let lost = match lost.len() {
            0 => String::new(),
            1 => "Nothing can be read of 1 text that was kept last time".into(),
            n => format!("Nothing can be read of {n} texts that were kept last time"),
        };
        let entries = match entries.len() {
            0 => return lost,
            1 => "Text of 1 entry was not saved last time".to_owned(),
            n => format!("Text of {n} entries was not saved last time"),
        };
        if lost.is_empty() {
            return entries;
        }
        format!("{entries}. {lost}")
    }

    /// Whether there is text that can be put back without a look.
    pub fn can_restore_all(&self) -> bool {
        self.sync
            .unsaved_drafts
            .list
            .iter()
            .any(|it| !it.is_damaged)
    }

    pub(in crate::desk) fn look_at_unsaved_drafts(&mut self) {
        self.open_dialog(Dialog::UnsavedDrafts);
    }

    pub(super) fn look_at_unsaved_drafts_later(&mut self) {
        self.sync.unsaved_drafts.later = true;
        self.say("It stays. The File menu leads to it");
    }

    /// Leaves the file as it is. The text goes among the entry's earlier versions.
    pub(super) fn keep_the_file(&mut self, file: &Path) -> Vec<Effect> {
        let Some(root) = self.library.as_ref().map(|it| it.root().to_path_buf()) else {
            return Vec::new();
        };
        let Some(left) = self.take_unsaved_draft(file) else {
            return Vec::new();
        };
        self.say("The file stays as it is. The other text is among the entry’s earlier versions");
        self.close_when_answered();
        vec![Effect::KeepDraftAsVersion {
            root,
            key: left.key.unwrap_or_else(|| EntryKey::new(UNKNOWN)),
            text: left.text,
            file: left.file,
        }]
    }

    /// Takes away a file of which nothing can be read.
    pub(super) fn remove_unreadable(&mut self, file: &Path) {
        if let Some(left) = self.take_unreadable(file) {
            self.say("Removed");
            self.settle_in_journal([left.file]);
            self.close_when_answered();
        }
    }

    /// Says no more of it until the library is opened again.
    pub(super) fn leave_unreadable(&mut self, file: &Path) {
        if self.take_unreadable(file).is_some() {
            self.say("It stays where it is, and is told again next time");
            self.close_when_answered();
        }
    }

    /// Text that was left unsaved goes along with an entry that took its other name only now.
    pub(in crate::desk) fn follow_unsaved_drafts(&mut self, order: &RenameOrder) {
        let library = self.library.as_ref();
        let now = library.and_then(|library| Some(library.get(&order.to)?.content.clone()));
        for left in &mut self.sync.unsaved_drafts.list {
            if left.key.as_ref() == Some(&order.from) {
                left.key = Some(order.to.clone());
                left.now = now.clone().unwrap_or_else(|| left.now.clone());
            }
        }
    }

    fn take_unreadable(&mut self, file: &Path) -> Option<UnsavedDraft> {
        let is_it = |it: &UnsavedDraft| it.file == file && it.is_unreadable();
        let there = self.sync.unsaved_drafts.list.iter().any(is_it);
        there.then(|| self.take_unsaved_draft(file)).flatten()
    }

    pub(super) fn close_when_answered(&mut self) {
        if self.sync.unsaved_drafts.list.is_empty() && self.dialog() == Some(&Dialog::UnsavedDrafts)
        {
            self.close_dialog();
        }
    }

    pub(super) fn take_unsaved_draft(&mut self, file: &Path) -> Option<UnsavedDraft> {
        let at = self
            .sync
            .unsaved_drafts
            .list
            .iter()
            .position(|it| it.file == file)?;
        Some(self.sync.unsaved_drafts.list.remove(at))
    }

    pub(super) fn left_text(&self, file: &Path) -> Option<&UnsavedDraft> {
        self.sync
            .unsaved_drafts
            .list
            .iter()
            .find(|it| it.file == file)
    }
}
