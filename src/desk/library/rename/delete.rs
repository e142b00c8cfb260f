//! An entry that is put into the system's trash, and brought back.
//!
//! What the desk knows of the entry is kept as long as the library is open, so that it comes back with its history and its
//! unsaved text. Its text is among its versions too.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Gone;
use crate::desk::editing::open_entry::Writing;
use crate::desk::library::batch::{entries, some_of};
use crate::desk::view::Spot;
use crate::desk::{Answer, Command, Desk, Effect, Moment, Offer, Question, RenameCommand};
use crate::library::versions::Why;
use crate::library::{EntryKey, MoveError, Renaming, SaveError};

impl Desk {
    /// Asks whether the entry is to be deleted, and says who links to it.
    pub(super) fn ask_delete(&mut self, found: &Renaming) {
        let key = &found.names.file;
        let mut text = format!("Its file goes to the system’s trash: {}.", key.file());
        let mut leading: BTreeSet<&EntryKey> = found.linking().map(|(key, _)| key).collect();
        if let Some(library) = &self.library {
            let ids = library.ids_of(key).into_iter();
            leading.extend(ids.flat_map(|id| library.referring_to(id)));
        }
        leading.remove(key);
        let leading: Vec<String> = leading.iter().map(|key| self.title_of(key)).collect();
        if !leading.is_empty() {
            let verb = if leading.len() == 1 { "leads" } else { "lead" };
            text.push_str(&format!(
                "\n{} {verb} to it, and would then lead nowhere: {}.",
                entries(leading.len()),
                some_of(&leading)
            ));
        }
        if self.open.get(key).is_some_and(|entry| entry.is_unsaved()) {
            text.push_str("\nIt has changes that are not saved. They come back with it.");
        }
        let answer = |label: &str, command| Answer {
            label: label.into(),
            command,
        };
        self.ask(Question {
            title: format!("Delete “{}”?", self.title_of(key)),
            text,
            answers: vec![
                answer("Keep it", None),
                answer(
                    "Put in the trash",
                    Some(Command::Rename(RenameCommand::Delete(key.clone()))),
                ),
            ],
        });
    }

    /// Puts an entry into the trash.
    pub(in crate::desk) fn delete(&mut self, key: &EntryKey, now: Moment) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let root = library.root().to_path_buf();
        let title = self.title_of(key);
        let entry = self.at_desk(key);
        let entry = entry.filter(|it| it.writing.is_none() && it.outside.is_none());
        let Some(entry) = entry else {
            self.error(
                format!("“{title}” was not deleted: it is being written, or its file changed on the disk"),
                now,
            );
            return Vec::new();
        };
        let keep = Effect::KeepVersion {
            root,
            key: key.clone(),
            text: entry.text().clone(),
            why: Why::Deleted,
        };
        let seen = entry.seen().clone();
        let mut effects = vec![keep];
        effects.extend(self.take_away(key, seen, true));
        effects
    }

    pub(super) fn take_away(
        &mut self,
        key: &EntryKey,
        seen: Arc<str>,
        to_trash: bool,
    ) -> Vec<Effect> {
        let Some(entry) = self.at_desk(key) else {
            return Vec::new();
        };
        let step = entry.step();
        entry.writing = Some(Writing { step, again: false });
        vec![Effect::TakeAway {
            key: key.clone(),
            path: entry.path.clone(),
            seen,
            to_trash,
        }]
    }

    /// The file of an entry was taken away, or was not.
    pub(super) fn taken_away(
        &mut self,
        key: &EntryKey,
        to_trash: bool,
        result: Result<(), MoveError>,
        now: Moment,
    ) -> Vec<Effect> {
        let title = self.title_of(key);
        if let Some(entry) = self.open.get_mut(key) {
            entry.writing = None;
        }
        if let Err(why) = result {
            self.error(format!("Not deleted. {why}: {}", key.file()), now);
            return self.leave_if_ready();
        }
        if let Some(library) = &mut self.library {
            library.remove(key);
        }
        self.in_library.trail.forget(key);
        if self.shown.as_ref() == Some(key) {
            self.shown = None;
            self.focus_on(Spot::Filter);
        }
        let of_copy = |offer: &Offer| matches!(&offer.command, Command::Rename(RenameCommand::UndoCopy { entry, .. }) if entry == key);
        self.drop_notices(|notice| notice.offers.iter().any(of_copy));
        let entry = self.open.remove(key);
        self.saved_state_changed(key);
        self.arrange_rows();
        if !to_trash {
            self.back(now);
            self.info("Deleted the copy", now);
            return self.leave_if_ready();
        }
        let id = self.next_step().0;
        if let Some(entry) = entry {
            self.in_library.renames.gone.push(Gone { id, entry });
        }
        self.info_with(
            format!("Put “{title}” in the trash"),
            vec![Offer::new(
                "Bring it back",
                Command::Rename(RenameCommand::BringBack(id)),
            )],
            now,
        );
        self.leave_if_ready()
    }

    /// Has a deleted entry's file brought back.
    pub(super) fn undelete(&mut self, id: u64) -> Vec<Effect> {
        let gone = self
            .in_library
            .renames
            .gone
            .iter()
            .find(|gone| gone.id == id);
        let Some(Gone { entry, .. }) = gone else {
            self.say("It was brought back already");
            return Vec::new();
        };
        vec![Effect::BringBack {
            key: entry.key.clone(),
            path: entry.path.clone(),
            text: entry.seen().clone(),
        }]
    }

    /// A file was made: puts the entry on the desk again where it was a deleted one; `false` where it was none.
    pub(in crate::desk::library) fn brought_back(&mut self, key: &EntryKey, now: Moment) -> bool {
        let mut gone = self.in_library.renames.gone.iter();
        let Some(place) = gone.position(|gone| gone.entry.key == *key) else {
            return false;
        };
        let Gone { entry, .. } = self.in_library.renames.gone.remove(place);
        self.open.insert(key.clone(), entry);
        self.put_row(key);
        self.arrange_rows();
        self.show(key, None);
        let title = self.title_of(key);
        self.info(format!("Brought back “{title}”"), now);
        true
    }

    /// A file was not made: offers again to bring it back where it was a deleted one; `false` where it was none.
    pub(in crate::desk::library) fn not_brought_back(
        &mut self,
        key: &EntryKey,
        why: &SaveError,
        now: Moment,
    ) -> bool {
        let mut gone = self.in_library.renames.gone.iter();
        let Some(gone) = gone.find(|gone| gone.entry.key == *key) else {
            return false;
        };
        let again = Offer::new(
            "Try again",
            Command::Rename(RenameCommand::BringBack(gone.id)),
        );
        self.notice(
            format!("Not brought back. {why}: {}", key.file()),
            true,
            vec![again],
            now,
        );
        true
    }
}
