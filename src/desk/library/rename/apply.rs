//! Carrying out a rename, following it at the desk, reporting it, and taking it back.
//!
//! What is written is what the files held, with the rename in it, and no more: unsaved text stays unsaved and gets the
//! rename as a step of its own. Meanwhile every entry concerned counts as being written, so that no save comes in between.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::{UnderWay, What};
use crate::desk::editing::undo::{BatchId, NewStep, Selection, StepNature};
use crate::desk::library::batch::entries;
use crate::desk::versions::diff::hunks;
use crate::desk::view::Spot;
use crate::desk::{
    Answer, Command, CommandId, Desk, Effect, LibraryCommand, Moment, Offer, Question, Reach,
    RenameCommand,
};
use crate::entry::{Edit, Edits, Lean};
use crate::library::interrupted::Way;
use crate::library::renaming::{FailedFile, RenameOrder, RenamePart, RenameWish, TextChange};
use crate::library::{EntryKey, MoveError, Renaming, SaveHow, style_key};

impl Desk {
    /// Renames the entry that is looked at.
    pub(in crate::desk) fn rename(&mut self, wish: RenameWish, now: Moment) -> Vec<Effect> {
        let Some(renaming) = self.in_library.renames.looked.clone() else {
            return Vec::new();
        };
        if let Some(why) = self
            .rename_error(&wish)
            .or_else(|| self.rename_disabled_because(CommandId::Rename))
        {
            self.error(format!("Not renamed. {why}"), now);
            return Vec::new();
        }
        self.close_dialog();
        match self.order(&renaming, &wish) {
            Ok((order, busy)) => self.begin_rename(order, busy, What::Rename(renaming, wish)),
            Err(why) => {
                self.error(format!("Not renamed. {why}. Nothing was changed"), now);
                Vec::new()
            }
        }
    }

    /// What the disk is to do, and the entries that it concerns.
    fn order(
        &mut self,
        renaming: &Renaming,
        wish: &RenameWish,
    ) -> Result<(RenameOrder, Vec<EntryKey>), String> {
        let from = renaming.names.file.clone();
        let to = renaming.new_names(wish).file;
        let style = renaming.style_text().map(|_| style_key());
        let linking = renaming.linking().map(|(key, _)| key);
        let linking = linking.filter(|key| {
            let part = RenamePart::Links((*key).clone());
            !wish.without.contains(&part)
        });
        let mut busy = vec![from.clone()];
        busy.extend(linking.cloned());
        busy.extend(style.filter(|_| !wish.without.contains(&RenamePart::Ids)));
        busy.dedup();
        let mut changes = Vec::new();
        for key in &busy {
            let title = self.title_of(key);
            let Some(entry) = self.at_desk(key) else {
                return Err(format!("“{title}” can’t be read any more"));
            };
            if entry.writing.is_some() || entry.outside.is_some() {
                return Err(format!(
                    "“{title}” is being written, or its file changed on the disk: settle that first"
                ));
            }
            let seen = entry.seen().clone();
            let edits = renaming.edits_in(key, &seen, wish);
            let edits = edits.map_err(|error| error.to_string())?;
            let key = if *key == from { &to } else { key };
            let change = TextChange::new(key.clone(), seen, edits);
            changes.push(change.map_err(|error| error.to_string())?);
        }
        let own = changes.remove(0);
        changes.retain(|change| !change.edits.is_empty());
        let order = RenameOrder {
            root: renaming.root.clone(),
            slugs: (renaming.names.slug.clone(), renaming.new_names(wish).slug),
            from,
            to,
            beside: renaming.beside(wish),
            records_left: renaming.records_left(wish),
            twins: renaming.twins.clone(),
            own,
            texts: changes,
        };
        Ok((order, busy))
    }

    /// Takes a rename back as a whole.
    pub(in crate::desk) fn undo_rename(&mut self, batch: BatchId, now: Moment) -> Vec<Effect> {
        let mut done = self.in_library.renames.done.iter();
        let Some(order) = done.find(|(id, _)| *id == batch).map(|(_, it)| it.clone()) else {
            self.say("That rename has already been undone");
            return Vec::new();
        };
        let busy: Vec<EntryKey> = std::iter::once(&order.own)
            .chain(&order.texts)
            .map(|text| text.key.clone())
            .collect();
        let is_busy = |key: &EntryKey| {
            let entry = self.open.get(key);
            entry.is_some_and(|it| it.writing.is_some() || it.outside.is_some())
        };
        let why = if self.in_library.renames.under_way.is_some() || busy.iter().any(is_busy) {
            "An entry of it is being written, or changed on the disk: settle that first".to_owned()
        } else {
            match order.back() {
                Ok(order) => return self.begin_rename(order, busy, What::Back(batch)),
                Err(error) => error.to_string(),
            }
        };
        self.error(format!("The rename was not undone. {why}"), now);
        Vec::new()
    }

    fn begin_rename(&mut self, order: RenameOrder, busy: Vec<EntryKey>, what: What) -> Vec<Effect> {
        self.hold(&busy);
        let order = Arc::new(order);
        self.in_library.renames.under_way = Some(UnderWay {
            order: order.clone(),
            busy,
            what,
        });
        vec![Effect::Rename(order)]
    }

    /// The disk has renamed, or has not.
    pub(in crate::desk) fn renamed(
        &mut self,
        order: &Arc<RenameOrder>,
        result: Result<Vec<FailedFile>, (EntryKey, MoveError)>,
        kept: Option<PathBuf>,
        now: Moment,
    ) -> Vec<Effect> {
        // It goes once the desk has followed, so that what is unsaved is never kept under a name that is gone.
        self.settle_in_journal(kept);
        let is_this = |it: &mut UnderWay| Arc::ptr_eq(&it.order, order);
        let Some(under_way) = self.in_library.renames.under_way.take_if(is_this) else {
            return Vec::new();
        };
        self.rename_ended(&under_way, result, now)
    }

    pub(super) fn rename_ended(
        &mut self,
        under_way: &UnderWay,
        result: Result<Vec<FailedFile>, (EntryKey, MoveError)>,
        now: Moment,
    ) -> Vec<Effect> {
        let order = &under_way.order;
        let mut again = Vec::new();
        for key in &under_way.busy {
            let entry = self.open.get_mut(key);
            let writing = entry.and_then(|entry| entry.writing.take());
            if writing.is_some_and(|writing| writing.again) {
                let is_own = *key == order.from && result.is_ok();
                again.push(if is_own {
                    order.to.clone()
                } else {
                    key.clone()
                });
            }
        }
        match result {
            Err((key, why)) => {
                let verb = match under_way.what {
                    What::Rename(..) => "Not renamed",
                    What::Resumed(_, Way::Finish) => "The rename was not finished",
                    What::Back(_) | What::Resumed(_, Way::TakeBack) => "The rename was not undone",
                };
                self.error(
                    format!("{verb}, and nothing was changed. {why}: {}", key.file()),
                    now,
                );
            }
            Ok(failed) => self.follow_rename(under_way, &failed, now),
        }
        let mut effects = self.read_accepted();
        for key in again {
            effects.extend(self.save(&key, SaveHow::Replace));
        }
        effects.extend(self.leave_if_ready());
        effects
    }

    /// Brings the desk to what the disk holds now.
    fn follow_rename(&mut self, under_way: &UnderWay, failed: &[FailedFile], now: Moment) {
        let order = &under_way.order;
        if order.from != order.to {
            self.move_entry(&order.from, &order.to);
        }
        self.put_where_missing(order);
        let batch = match under_way.what {
            What::Rename(..) | What::Resumed(..) => BatchId(self.next_step().0),
            What::Back(batch) => batch,
        };
        let mut unsaved = 0;
        let mut lost = 0;
        for busy in &under_way.busy {
            let key = if *busy == order.from { &order.to } else { busy };
            let is_done = |key: &EntryKey| !failed.iter().any(|(other, _)| other == key);
            let mut changes = std::iter::once(&order.own).chain(&order.texts);
            let written = changes.find(|it| it.key == *key && is_done(key));
            let (step, other) = (self.next_step(), self.next_step());
            let Some(entry) = self.open.get_mut(key) else {
                continue;
            };
            let label = format!("renaming to {}", order.to.stem());
            match &under_way.what {
                What::Back(batch) if entry.history().ends_with(*batch) => {
                    // A rename is no reload, so nothing halts it.
                    lost += usize::from(entry.undo().is_err());
                }
                what => {
                    let edits = match (what, written) {
                        (What::Rename(renaming, wish), _) => {
                            let name = if key == &order.to { &order.from } else { key };
                            renaming
                                .edits_in(name, entry.text(), wish)
                                .unwrap_or_default()
                        }
                        (What::Back(_) | What::Resumed(..), Some(change)) => {
                            let (edits, missing) = carried(change, entry.text());
                            lost += missing;
                            edits
                        }
                        (What::Back(_) | What::Resumed(..), None) => Edits::default(),
                    };
                    let map = |at| edits.map(at, Lean::Before);
                    let before = entry.selection;
                    let change = NewStep {
                        label,
                        nature: StepNature::Batch(batch),
                        before,
                        after: Selection {
                            anchor: map(before.anchor),
                            head: map(before.head),
                        },
                        edits,
                    };
                    if !change.edits.is_empty() {
                        lost += usize::from(entry.change(change, step, None).is_err());
                    }
                }
            }
            if *key == order.to {
                entry.follow_records(|line| order.renamed_record(line));
            }
            if let Some(change) = written.filter(|change| !change.edits.is_empty()) {
                let is_whole = *change.after == **entry.text();
                let step = if is_whole { entry.step() } else { other };
                entry.written(step, change.after.clone());
            }
            // What was not done is told by itself.
            unsaved += usize::from(entry.is_unsaved() && is_done(key));
            self.saved_state_changed(key);
            self.put_row(key);
        }
        self.arrange_rows();
        self.tell_rename(under_way, batch, failed, unsaved, lost, now);
    }

    fn tell_rename(
        &mut self,
        under_way: &UnderWay,
        batch: BatchId,
        failed: &[FailedFile],
        unsaved: usize,
        lost: usize,
        now: Moment,
    ) {
        let order = &under_way.order;
        let (mut what, offers) = match &under_way.what {
            What::Rename(_, wish) => {
                let order = order.as_ref().clone().without(failed);
                let links = match order
                    .texts
                    .iter()
                    .filter(|it| it.key != style_key())
                    .count()
                {
                    0 => String::new(),
                    n => format!(", with its links in {}", entries(n)),
                };
                self.in_library.renames.done.push((batch, Arc::new(order)));
                let undo = Offer::new(
                    "Undo the rename",
                    Command::Rename(RenameCommand::Undo(batch)),
                );
                (format!("Renamed to {}{links}", wish.slug), vec![undo])
            }
            What::Resumed(act, way) => self.resumed_in_words(act, *way, batch, failed),
            What::Back(batch) => {
                self.in_library
                    .renames
                    .done
                    .retain(|(other, _)| other != batch);
                let of_batch = |it: &Offer| matches!(it.command, Command::Rename(RenameCommand::Undo(other)) if other == *batch);
                self.drop_notices(|notice| notice.offers.iter().any(of_batch));
                (
                    format!("Undid the rename: it is {} again", order.to.stem()),
                    Vec::new(),
                )
            }
        };
        if unsaved > 0 {
            what.push_str(&format!(
                ". Unsaved changes in {} stay unsaved",
                entries(unsaved)
            ));
        }
        if lost > 0 {
            what.push_str(". A place that was changed since stays as it is");
        }
        for (key, why) in failed {
            what.push_str(&format!("\nNot done in {}. {why}", key.file()));
        }
        self.notice(what, !failed.is_empty(), offers, now);
        if self.shown.as_ref() == Some(&order.to) {
            self.focus_on(Spot::Caret);
        }
    }

    /// An entry has another key from now on; all that the desk knows of it goes with it.
    pub(super) fn move_entry(&mut self, from: &EntryKey, to: &EntryKey) {
        let Some(library) = &mut self.library else {
            return;
        };
        if let Some(file) = library.remove(from) {
            library.put(to.clone(), file.content);
        }
        if let Some(mut entry) = self.open.remove(from) {
            entry.key = to.clone();
            entry.path = library.path(to);
            self.open.insert(to.clone(), entry);
        }
        for key in [&mut self.shown, &mut self.in_library.awaited]
            .into_iter()
            .flatten()
        {
            if key == from {
                *key = to.clone();
            }
        }
        self.in_library.trail.follow(from, to);
        self.move_ticks(from, to);
        self.move_review(from, to);
        self.move_proof(from, to);
    }

    /// Asks what is to be undone where the last step of the entry shown is a rename; `false` where it is none.
    pub(in crate::desk::library) fn ask_about_rename(&mut self, batch: BatchId) -> bool {
        let mut done = self.in_library.renames.done.iter();
        let Some((_, order)) = done.find(|(other, _)| *other == batch) else {
            return false;
        };
        let (old, new) = (order.from.file(), order.to.file());
        let answer = |label: &str, command| Answer {
            label: label.into(),
            command,
        };
        self.ask(Question {
            title: "Undo the rename?".into(),
            text: format!(
                "The last step here was a rename, of {old} to {new}. It can be undone as a whole, or in this text only."
            ),
            answers: vec![
                answer("Keep the new name", None),
                answer(
                    "Undo the rename",
                    Some(Command::Rename(RenameCommand::Undo(batch))),
                ),
                answer(
                    "Undo in this text",
                    Some(Command::Library(LibraryCommand::UndoIn(Reach::Here))),
                ),
            ],
        });
        true
    }

    /// Whether a batch was a rename that can be taken back.
    pub(in crate::desk) fn is_rename(&self, batch: BatchId) -> bool {
        self.in_library
            .renames
            .done
            .iter()
            .any(|(other, _)| *other == batch)
    }
}

/// The edits of a change, made for another text than the one there is now; and how many places are no longer there.
fn carried(change: &TextChange, now: &str) -> (Edits, usize) {
    if *change.before == *now {
        return (change.edits.clone(), 0);
    }
    if *change.after == *now {
        return (Edits::default(), 0);
    }
    let typed = hunks(&change.before, now).into_iter().flat_map(|hunk| {
        let lines =
            |text: &str, place: Range<usize>| text.get(place).unwrap_or_default().to_owned();
        let (old, new) = (
            lines(&change.before, hunk.old.clone()),
            lines(now, hunk.new),
        );
        let start = hunk.old.start;
        let edits: Vec<Edit> = Edits::between(&old, &new).iter().cloned().collect();
        let moved = move |edit: Edit| {
            let place = edit.range.start + start..edit.range.end + start;
            Edit::new(place, edit.replacement)
        };
        edits.into_iter().map(moved)
    });
    let typed = Edits::new(typed.collect()).unwrap_or_default();
    let mut missing = 0;
    let mut edits = Vec::new();
    for edit in change.edits.iter() {
        let place =
            typed.map(edit.range.start, Lean::After)..typed.map(edit.range.end, Lean::Before);
        let (was, is) = (
            change.before.get(edit.range.clone()),
            now.get(place.clone()),
        );
        if was.is_some() && was == is {
            edits.push(Edit::new(place, edit.replacement.as_str()));
        } else {
            missing += 1;
        }
    }
    (Edits::new(edits).unwrap_or_default(), missing)
}
