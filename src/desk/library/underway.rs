//! A change to many entries while it is made, undone or done again: worked out elsewhere, handed over in portions, so that no
//! frame waits for it. Few entries are changed at once.
//!
//! Whatever else happens meanwhile, an entry whose text is no longer the one that was looked at is passed over.
//!
//! Knows nothing of: how a change came about, how it is drawn.

use std::sync::Arc;

use super::batch::{all, entries, some_of};
use super::worked_out::{ChangeJob, How, ToChange, WorkedOut};
use crate::desk::editing::completion::capitalised;
use crate::desk::editing::undo::{BatchId, NewStep, Selection, StepNature};
use crate::desk::editing::undo_here::NOT_SIGNED_AGAIN;
use crate::desk::notice::Offer;
use crate::desk::{
    Batch, Command, CommandId, Desk, Effect, LeftOut, LibraryCommand, Moment, Reach,
};
use crate::library::{Content, EntryKey, LoadedFile, grouped};

/// So many entries are changed within the frame that asks for it.
const AT_ONCE: usize = 24;

/// How far a change to many entries has come.
#[derive(Debug)]
pub(super) struct ChangeUnderWay {
    asked: u64,
    doing: Doing,
    batch: BatchId,
    /// What undo calls it.
    label: String,
    of: usize,
    seen: usize,
    done: Vec<EntryKey>,
    /// The titles of entries whose text is another by now.
    passed_over: Vec<String>,
    /// Entries that were left out, or where a part was refused, and nobody was told yet.
    left_out: Vec<LeftOut>,
    /// The titles of entries whose heading says something else now.
    parted: Vec<String>,
    /// What was saved with it is saved again without it.
    has_saves: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Doing {
    /// The change as it was looked at; `None` where it was no proposal.
    Make(Option<Arc<Batch>>),
    Undo,
    Redo,
}

/// How far what is done to many entries has come, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManyUnderWay {
    /// "Replacing “tea” with “coffee”", "Saving".
    pub what: String,
    pub seen: usize,
    pub of: usize,
}

impl Desk {
    /// The change to many entries that is under way.
    pub fn changing_many(&self) -> Option<ManyUnderWay> {
        let underway = self.in_library.underway.as_ref()?;
        let label = &underway.label;
        Some(ManyUnderWay {
            what: match underway.doing {
                Doing::Make(_) => capitalised(label),
                Doing::Undo => format!("Undoing {label}"),
                Doing::Redo => format!("Doing {label} again"),
            },
            seen: underway.seen,
            of: underway.of,
        })
    }

    /// What is being done to many entries: changed, or else saved.
    pub fn many_under_way(&self) -> Option<ManyUnderWay> {
        self.changing_many().or_else(|| self.saving_many())
    }

    /// Stops that.
    pub(in crate::desk) fn stop_many(&mut self, now: Moment) -> Vec<Effect> {
        if self.is_changing_many() {
            return self.stop_changing(now);
        }
        self.stop_saving(now)
    }

    /// Whether a change to many entries is under way.
    pub(in crate::desk) fn is_changing_many(&self) -> bool {
        self.in_library.underway.is_some()
    }

    /// The same; says so, as there is one at a time.
    pub(in crate::desk) fn waits_for_change(&mut self) -> bool {
        let underway = self.changing_many();
        if let Some(ManyUnderWay { what, .. }) = &underway {
            self.say(format!("Wait until it is done, or stop it: {what}"));
        }
        underway.is_some()
    }

    /// Makes changes that were looked at, as `batch` where they were proposed.
    pub(in crate::desk) fn make_all(
        &mut self,
        batch: Option<Arc<Batch>>,
        label: String,
        (changes, left_out): (Vec<ToChange>, Vec<LeftOut>),
        now: Moment,
    ) -> Vec<Effect> {
        let id = BatchId(self.next_step().0);
        let doing = Doing::Make(batch);
        self.begin((doing, id, label), changes, left_out, now)
    }

    /// Takes a batch back, or does it again, wherever it is next; says where it is not.
    pub(super) fn go_through(&mut self, batch: BatchId, back: bool, now: Moment) -> Vec<Effect> {
        self.recut_cards();
        let keys = self.within_reach(batch, back);
        if !back && keys.iter().any(|key| self.is_sign_off_next(key)) {
            self.say(NOT_SIGNED_AGAIN);
            return Vec::new();
        }
        let mut label = String::new();
        let changes = keys.iter().filter_map(|key| {
            let entry = self.open.get(key)?;
            let history = entry.history();
            let step = match back {
                true => history.can_undo(),
                false => history.can_redo(),
            }?;
            label.clone_from(&step.label);
            Some(ToChange {
                entry: key.clone(),
                of: entry.text().clone(),
                how: How::Edits(step.way(back)),
            })
        });
        let changes = changes.collect();
        let doing = if back { Doing::Undo } else { Doing::Redo };
        self.begin((doing, batch, label), changes, Vec::new(), now)
    }

    fn begin(
        &mut self,
        (doing, batch, label): (Doing, BatchId, String),
        changes: Vec<ToChange>,
        left_out: Vec<LeftOut>,
        now: Moment,
    ) -> Vec<Effect> {
        if self.waits_for_change() {
            return Vec::new();
        }
        let asked = self.next_step().0;
        self.in_library.underway = Some(ChangeUnderWay {
            asked,
            doing,
            batch,
            label,
            of: changes.len(),
            seen: 0,
            done: Vec::new(),
            passed_over: Vec::new(),
            left_out,
            parted: Vec::new(),
            has_saves: false,
        });
        if changes.len() <= AT_ONCE {
            let worked_out = changes.into_iter().map(ToChange::work_out).collect();
            return self.changes_worked_out(asked, worked_out, true, now);
        }
        if let Some(ManyUnderWay { what, of, .. }) = self.changing_many() {
            self.say(format!("{what} in {}", entries(of)));
        }
        vec![Effect::WorkOutChanges(ChangeJob { asked, changes })]
    }

    /// Some of the changes are worked out: they are made.
    pub(super) fn changes_worked_out(
        &mut self,
        asked: u64,
        worked_out: Vec<WorkedOut>,
        is_all: bool,
        now: Moment,
    ) -> Vec<Effect> {
        let underway = &mut self.in_library.underway;
        let Some(mut underway) = underway.take_if(|it| it.asked == asked) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        for one in worked_out {
            underway.seen += 1;
            effects.extend(self.change_one(one, &mut underway, now));
        }
        if is_all {
            effects.extend(self.all_changed(underway, "", now));
        } else {
            self.in_library.underway = Some(underway);
        }
        effects
    }

    /// Makes no more of the changes that are under way. Those that were made stay.
    pub(in crate::desk) fn stop_changing(&mut self, now: Moment) -> Vec<Effect> {
        let Some(underway) = self.in_library.underway.take() else {
            return Vec::new();
        };
        let mut effects = vec![Effect::StopChanging];
        effects.extend(self.all_changed(underway, "Stopped. ", now));
        effects
    }

    /// Makes the change to one entry, if its text is still what it was worked out for.
    fn change_one(
        &mut self,
        one: WorkedOut,
        underway: &mut ChangeUnderWay,
        now: Moment,
    ) -> Vec<Effect> {
        let WorkedOut {
            entry: key,
            of,
            edits,
            refused,
            parts_title,
            file,
        } = one;
        underway
            .left_out
            .extend(refused.into_iter().map(|why| LeftOut {
                entry: key.clone(),
                why,
            }));
        let id = self.next_step();
        let is_made = matches!(underway.doing, Doing::Make(_));
        let Some(entry) = self.at_desk(&key).filter(|entry| *entry.text() == of) else {
            underway.passed_over.push(self.title_of(&key));
            return Vec::new();
        };
        let mut effects = Vec::new();
        let is_done = if is_made {
            let first = edits.iter().next();
            let at = Selection::caret(first.map_or(0, |edit| edit.range.start));
            let change = NewStep {
                label: underway.label.clone(),
                nature: StepNature::Batch(underway.batch),
                edits,
                before: at,
                after: at,
            };
            // Where all of it was refused, that is said already. Edits that do not fit are those of another text.
            if change.edits.is_empty() {
                return Vec::new();
            }
            entry.change(change, id, None).is_ok()
        } else {
            let back = underway.doing == Doing::Undo;
            let (step, history) = (entry.step(), entry.history());
            let is_next = match back {
                true => history.ends_with(underway.batch),
                false => history.awaits(underway.batch),
            };
            if is_next {
                match entry.move_in_many(back) {
                    Ok(moved) => {
                        if moved && back {
                            let batch = Some(underway.batch);
                            effects = self.step_undone(&key, step, batch, now);
                            underway.has_saves |= !effects.is_empty();
                        }
                        moved
                    }
                    Err(halt) => {
                        self.halted(halt, now);
                        return Vec::new();
                    }
                }
            } else {
                false
            }
        };
        self.put_row_read(&key, file);
        if is_done {
            if is_made && parts_title {
                underway.parted.push(self.title_of(&key));
            }
            underway.done.push(key);
        } else if is_made {
            underway.passed_over.push(self.title_of(&key));
        }
        effects
    }

    /// Puts what an entry says now into its row; `read` is its file where that was read elsewhere.
    fn put_row_read(&mut self, key: &EntryKey, read: Option<LoadedFile>) {
        let text = self.open.get(key).map(|entry| entry.text().clone());
        let read = read.filter(|file| file.content.text() == text.as_ref());
        match (read, text, &mut self.library) {
            // The very text that the desk has, so that none is held twice.
            (Some(mut file), Some(text), Some(library)) => {
                file.content = Content::Text(text);
                library.put_read(file);
            }
            _ => {
                self.put_row(key);
            }
        }
    }

    /// Says what was done, and offers the way back.
    fn all_changed(&mut self, underway: ChangeUnderWay, stopped: &str, now: Moment) -> Vec<Effect> {
        self.arrange_rows();
        match underway.doing.clone() {
            Doing::Make(batch) => return self.all_made(underway, batch, stopped, now),
            Doing::Undo => self.all_moved(&underway, true, stopped, now),
            Doing::Redo => self.all_moved(&underway, false, stopped, now),
        }
        Vec::new()
    }

    fn all_made(
        &mut self,
        underway: ChangeUnderWay,
        batch: Option<Arc<Batch>>,
        stopped: &str,
        now: Moment,
    ) -> Vec<Effect> {
        let (id, label) = (underway.batch, underway.label);
        let passed_over = match underway.passed_over.as_slice() {
            [] => String::new(),
            titles => format!(
                ". Left out, as the text is no longer what was looked at: {}",
                some_of(titles)
            ),
        };
        let done = underway.done.len();
        let mut effects = Vec::new();
        if done == 0 {
            self.error(format!("{stopped}No entry was changed{passed_over}"), now);
        } else if let Some(signed) =
            batch.and_then(|batch| self.sign_many(&batch, id, &underway.done, now))
        {
            if !passed_over.is_empty() {
                self.error(format!("Not all were signed off{passed_over}"), now);
            }
            effects = signed;
        } else {
            let parted = match underway.parted.as_slice() {
                [] => String::new(),
                titles => format!(". Title and heading no longer agree in {}", some_of(titles)),
            };
            self.info_with(
                format!(
                    "{stopped}Done in {}: {label}{passed_over}{parted}",
                    entries(done)
                ),
                vec![
                    undo_in(id, done),
                    Offer::new("Save all", CommandId::SaveAll),
                ],
                now,
            );
        }
        if !underway.left_out.is_empty() {
            let left = underway.left_out.iter();
            let left = left.map(|left| format!("“{}”: {}", self.title_of(&left.entry), left.why));
            let left: Vec<String> = left.collect();
            self.error(format!("Left as they are: {}", first_of(&left)), now);
        }
        effects
    }

    fn all_moved(&mut self, underway: &ChangeUnderWay, back: bool, stopped: &str, now: Moment) {
        let (batch, label, done) = (underway.batch, &underway.label, underway.done.len());
        let stays: Vec<String> = if back && stopped.is_empty() {
            let holds = self.keys_where(|entry| entry.history().holds(batch));
            holds.iter().map(|key| self.title_of(key)).collect()
        } else {
            Vec::new()
        };
        let stays = match stays.as_slice() {
            [] => String::new(),
            titles => format!(
                ". It stays where something was changed since: {}",
                some_of(titles)
            ),
        };
        if done == 0 {
            let verb = if back { "undo" } else { "do again" };
            let what = format!("{stopped}There is nothing to {verb} any more{stays}");
            self.info(what, now);
            return;
        }
        let (what, offer) = if back {
            let again = LibraryCommand::RedoIn(Reach::All(batch));
            (
                format!("{stopped}Undid {label} in {}", entries(done)),
                Offer::new(format!("Do again in {}", all(done)), again),
            )
        } else {
            (
                format!("{stopped}Did {label} again in {}", entries(done)),
                undo_in(batch, done),
            )
        };
        // What was offered about this batch before is done, or no longer next.
        self.drop_notices(|notice| {
            let of_batch = |offer: &Offer| {
                matches!(
                    &offer.command,
                    Command::Library(
                        LibraryCommand::UndoIn(Reach::All(other))
                        | LibraryCommand::RedoIn(Reach::All(other))
                    ) if *other == batch
                )
            };
            notice.offers.iter().any(of_batch)
        });
        // What was saved with it is saved without it, and is not done again by a key.
        let offers = match underway.has_saves {
            false => vec![offer],
            true => Vec::new(),
        };
        self.info_with(format!("{what}{stays}"), offers, now);
    }
}

fn undo_in(batch: BatchId, done: usize) -> Offer {
    let undo = LibraryCommand::UndoIn(Reach::All(batch));
    Offer::new(format!("Undo in {}", all(done)), undo)
}

/// The first few, and how many more there are.
pub(in crate::desk) fn first_of(left: &[String]) -> String {
    const NAMED: usize = 5;
    let mut named: Vec<String> = left.iter().take(NAMED).cloned().collect();
    if let Some(more) = left.len().checked_sub(NAMED).filter(|more| *more > 0) {
        named.push(format!("and {} more", grouped(more)));
    }
    named.join("; ")
}
