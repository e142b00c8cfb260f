//! A rename, or another act on files, that was unfinished when an earlier session ended: shown in a bar, and finished or
//! taken back when the person says so.

use std::path::Path;
use std::sync::Arc;

use super::{UnderWay, What};
use crate::desk::editing::completion::capitalised;
use crate::desk::editing::open_entry::Writing;
use crate::desk::editing::undo::BatchId;
use crate::desk::{Command, Desk, Effect, Moment, Offer, RenameCommand};
use crate::library::interrupted::{Act, FileActKind, Interrupted, Way};
use crate::library::renaming::{FailedFile, RenameOrder};
use crate::library::{Content, EntryKey, MoveError, SaveError, grouped};

impl Desk {
    pub(super) fn interrupted_read(&mut self, root: &Path, acts: Vec<Interrupted>) {
        if !self.is_of(root) {
            return;
        }
        self.in_library.renames.interrupted = acts.into_iter().map(Arc::new).collect();
        self.in_library.renames.later = false;
        if let Some(words) = self.interrupted_in_words() {
            self.say(words);
        }
    }

    /// The act that is to be answered next, unless that is to be later.
    pub fn interrupted(&self) -> Option<&Arc<Interrupted>> {
        let renames = &self.in_library.renames;
        let acts = &renames.interrupted;
        acts.first().filter(|_| !renames.later)
    }

    /// What the bar says of it.
    pub fn interrupted_in_words(&self) -> Option<String> {
        let next = self.interrupted()?;
        let mut words = match &next.act {
            Act::Rename(order) => {
                let names = if order.from == order.to {
                    format!("{} to {}", order.slugs.0, order.slugs.1)
                } else {
                    format!("{} to {}", order.from.file(), order.to.file())
                };
                format!(
                    "A rename was interrupted: {names}. {} of {} changes are made",
                    next.done, next.of
                )
            }
            Act::File(act) => {
                let file = act.key.file();
                match act.kind {
                    FileActKind::Make => format!("Making {file} was interrupted"),
                    FileActKind::TakeAway => format!("Taking the copy {file} away was interrupted"),
                    FileActKind::PutInTrash => {
                        format!("Putting {file} in the trash was interrupted")
                    }
                    FileActKind::BringBack => {
                        format!("Bringing {file} back from the trash was interrupted")
                    }
                }
            }
            Act::Texts(act) => format!(
                "{} was interrupted. {} of {} files are written",
                capitalised(&act.what),
                grouped(next.done),
                grouped(next.of)
            ),
        };
        match self.in_library.renames.interrupted.len() - 1 {
            0 => {}
            1 => words.push_str(". There is 1 more such act"),
            more => words.push_str(&format!(". There are {more} more such acts")),
        }
        Some(words)
    }

    /// Says no more of it until it is asked for, or the library is opened again.
    pub(super) fn resume_later(&mut self) {
        self.in_library.renames.later = true;
        self.say("It stays as it is. The File menu leads to it");
    }

    /// Whether something is to be answered, be it later.
    pub(in crate::desk) fn has_interrupted(&self) -> bool {
        !self.in_library.renames.interrupted.is_empty()
    }

    /// Shows again what was put off.
    pub(in crate::desk) fn show_interrupted(&mut self) {
        self.in_library.renames.later = false;
        if let Some(words) = self.interrupted_in_words() {
            self.say(words);
        }
    }

    /// Finishes an act, or takes it back.
    pub(super) fn resume(&mut self, file: &Path, way: Way, now: Moment) -> Vec<Effect> {
        let mut acts = self.in_library.renames.interrupted.iter();
        let Some(act) = acts.find(|act| act.file == file).cloned() else {
            return Vec::new();
        };
        let concerned = concerned(&act.act);
        let busy: Vec<EntryKey> = concerned
            .into_iter()
            .filter(|key| self.at_desk(key).is_some())
            .collect();
        let is_busy = |key: &EntryKey| {
            let entry = self.open.get(key);
            entry.is_some_and(|it| it.writing.is_some() || it.outside.is_some())
        };
        if self.in_library.renames.under_way.is_some() || busy.iter().any(is_busy) {
            self.error(
                "An entry of it is being written, or changed on the disk: settle that first",
                now,
            );
            return Vec::new();
        }
        self.in_library
            .renames
            .interrupted
            .retain(|act| act.file != file);
        match &act.act {
            Act::Rename(order) => {
                self.hold(&busy);
                self.in_library.renames.under_way = Some(UnderWay {
                    order: order.clone(),
                    busy,
                    what: What::Resumed(act.clone(), way),
                });
            }
            // Each file is compared before it is written, so an entry on the desk loses nothing.
            Act::Texts(_) => {}
            Act::File(_) if way == Way::TakeBack => self.say("Undone"),
            Act::File(file) => {
                // What is made or brought back takes the place of nothing that could be saved.
                if matches!(file.kind, FileActKind::TakeAway | FileActKind::PutInTrash) {
                    self.hold(&busy);
                }
            }
        }
        vec![Effect::Resume { act, way }]
    }

    /// What became of a change of many texts that an earlier command had begun.
    pub(super) fn texts_resumed(
        &mut self,
        what: &str,
        way: Way,
        written: usize,
        left: &[(EntryKey, SaveError)],
        now: Moment,
    ) {
        let done = match way {
            Way::Finish => "Finished",
            Way::TakeBack => "Undid",
        };
        self.info(format!("{done} {what}: {}", files(written)), now);
        if let Some((key, why)) = left.first() {
            let others = match left.len() - 1 {
                0 => String::new(),
                more => format!(", and {} more", grouped(more)),
            };
            let name = key.file();
            self.error(format!("Left as they are: {name}{others}. {why}"), now);
        }
    }

    /// No save comes in between while these are written.
    pub(super) fn hold(&mut self, keys: &[EntryKey]) {
        for key in keys {
            if let Some(entry) = self.at_desk(key) {
                let step = entry.step();
                entry.writing = Some(Writing { step, again: false });
            }
        }
    }

    /// A rename of an earlier session was finished or taken back, or was not. `order` is what was left to do of that.
    pub(super) fn resumed(
        &mut self,
        act: &Arc<Interrupted>,
        order: Arc<RenameOrder>,
        result: Result<Vec<FailedFile>, (EntryKey, MoveError)>,
        now: Moment,
    ) -> Vec<Effect> {
        let is_this = |it: &mut UnderWay| matches!(&it.what, What::Resumed(of, _) if of == act);
        let Some(mut under_way) = self.in_library.renames.under_way.take_if(is_this) else {
            return Vec::new();
        };
        let is_done = result.is_ok();
        under_way.order = order.clone();
        let effects = self.rename_ended(&under_way, result, now);
        if is_done {
            self.settle_in_journal([act.file.clone()]);
            self.follow_unsaved_drafts(&order);
        }
        effects
    }

    /// What is told of a rename that was finished or taken back, and what is offered.
    pub(super) fn resumed_in_words(
        &mut self,
        act: &Interrupted,
        way: Way,
        batch: BatchId,
        failed: &[FailedFile],
    ) -> (String, Vec<Offer>) {
        let Act::Rename(order) = &act.act else {
            return (String::new(), Vec::new());
        };
        match way {
            Way::TakeBack => {
                let name = order.from.stem();
                (format!("Undid the rename: it is {name} again"), Vec::new())
            }
            Way::Finish => {
                let name = order.to.stem();
                let done = order.as_ref().clone().without(failed);
                self.in_library.renames.done.push((batch, Arc::new(done)));
                let undo = Offer::new(
                    "Undo the rename",
                    Command::Rename(RenameCommand::Undo(batch)),
                );
                (format!("Finished the rename to {name}"), vec![undo])
            }
        }
    }

    /// Puts the entry into the library under the name it has by now, where it was under none when the folder was read.
    pub(super) fn put_where_missing(&mut self, order: &RenameOrder) {
        let Some(library) = &mut self.library else {
            return;
        };
        if library.get(&order.to).is_none() {
            let text = order.own.after.clone();
            library.put(order.to.clone(), Content::Text(text));
        }
    }
}

/// The entries that an act may change, by every name they may have now.
fn concerned(act: &Act) -> Vec<EntryKey> {
    match act {
        Act::File(act) => vec![act.key.clone()],
        // They are told of one by one, as what another program wrote.
        Act::Texts(_) => Vec::new(),
        Act::Rename(order) => {
            let mut keys = vec![order.from.clone(), order.to.clone()];
            keys.extend(order.texts.iter().map(|text| text.key.clone()));
            keys.dedup();
            keys
        }
    }
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file written".to_owned(),
        _ => format!("{} files written", grouped(count)),
    }
}
