//! Renaming an entry: looked at before it is done, carried out on the disk as one order, and taken back as a whole.
//!
//! What is written is what the files held, with the rename in it, and no more: what is typed and not saved stays so, and gets the
//! rename as a step of its own. Meanwhile every entry concerned counts as being written, so that no save comes in between.
//!
//! Knows nothing of: what a name changes in a text, how the disk renames.

use std::ops::Range;
use std::sync::Arc;

use super::batch::entries;
use super::changes::hunks;
use super::history::{BatchId, Change, Nature, Selection};
use super::open_entry::Writing;
use super::{Answer, Command, Desk, Effect, Moment, Offer, Question, Reach, Sheet};
use crate::checks;
use crate::desk::effect::RenameLook;
use crate::entry::{Edit, Edits, Lean};
use crate::library::renaming::{NotDone, NotRenamed, Order, Part, REDIRECTS, TextChange, Wish};
use crate::library::{EntryKey, MoveRefused, Renaming, SaveHow, style_key};

/// The rename that is looked at or under way, and those that can be taken back.
#[derive(Debug, Default)]
pub(super) struct Renames {
    asked: u64,
    looked: Option<Arc<Renaming>>,
    under_way: Option<UnderWay>,
    done: Vec<(BatchId, Arc<Order>)>,
}

#[derive(Debug)]
struct UnderWay {
    order: Arc<Order>,
    /// Entries that are held meanwhile, by the names they have now.
    held: Vec<EntryKey>,
    what: What,
}

#[derive(Debug)]
enum What {
    Rename(Arc<Renaming>, Wish),
    Back(BatchId),
}

/// One thing that a rename does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameLine {
    /// `None` where it can't be done.
    pub part: Option<Part>,
    pub title: String,
    /// What it becomes, in short.
    pub below: String,
    /// The same in full.
    pub said: String,
    /// The text before and after it.
    pub change: Option<(Arc<str>, Arc<str>)>,
}

impl Desk {
    /// What is known of the entry that is about to be renamed, once it is.
    pub fn renaming(&self) -> Option<&Arc<Renaming>> {
        self.renames.looked.as_ref()
    }

    /// Why the entry shown can't be renamed now.
    pub(super) fn refused_rename(&self) -> Option<String> {
        let key = self.shown.as_ref()?;
        let entry = self.shown()?;
        let file = self
            .library
            .as_ref()
            .and_then(|it| Some((it, it.get(key)?)));
        let why = if self.renames.under_way.is_some() || entry.writing.is_some() {
            "The entry is being written: wait a moment"
        } else if entry.outside.is_some() {
            "Its file changed on the disk: settle that above the text first"
        } else if file.is_none_or(|(library, file)| !library.is_entry(file)) {
            "Only an entry has a slug to be renamed by"
        } else {
            return None;
        };
        Some(why.into())
    }

    /// Asks for a new slug, and looks meanwhile for all that names the entry.
    pub(super) fn ask_rename(&mut self) -> Vec<Effect> {
        let Some(key) = self.shown.clone() else {
            return Vec::new();
        };
        self.open_sheet(Sheet::Rename);
        self.renames.looked = None;
        self.renames.asked = self.next_step().0;
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let texts = library.rows().filter_map(|file| {
            let text = self.text_of(&file.key)?;
            Some((file.key.clone(), text.clone()))
        });
        vec![Effect::LookForNames(RenameLook {
            asked: self.renames.asked,
            root: library.root().to_path_buf(),
            key,
            style: self.style.clone(),
            texts: texts.collect(),
        })]
    }

    pub(super) fn names_found(
        &mut self,
        asked: u64,
        found: Result<Arc<Renaming>, NotRenamed>,
        now: Moment,
    ) {
        if asked != self.renames.asked || self.sheet != Some(Sheet::Rename) {
            return;
        }
        match found {
            Ok(found) => self.renames.looked = Some(found),
            Err(why) => {
                self.close_sheet();
                self.trouble(format!("It can’t be renamed. {why}"), now);
            }
        }
    }

    /// Why the entry can't have this name.
    pub fn rename_trouble(&self, wish: &Wish) -> Option<String> {
        let renaming = self.renames.looked.as_ref()?;
        let old = &renaming.names;
        if wish.slug == old.slug && renaming.new_names(wish) == *old {
            return Some("This is its slug now".into());
        }
        self.slug_trouble(&wish.slug, Some(&old.file))
            .or_else(|| renaming.file_trouble(wish))
            .or_else(|| {
                (renaming.new_names(wish) == *old)
                    .then(|| "Tick the file, the slug or the address".to_owned())
            })
    }

    /// What a rename would do, line by line.
    pub fn rename_lines(&self, wish: &Wish) -> Vec<RenameLine> {
        let Some(renaming) = &self.renames.looked else {
            return Vec::new();
        };
        let mut lines: Vec<RenameLine> = Vec::new();
        for part in renaming.parts() {
            lines.push(self.rename_line(renaming, part, wish));
            if let (1, Some(why)) = (lines.len(), &renaming.front_refused) {
                lines.push(RenameLine {
                    part: None,
                    title: "The front matter".into(),
                    below: "It can’t be read, so it stays as it is".into(),
                    said: why.clone(),
                    change: None,
                });
            }
        }
        lines
    }

    fn rename_line<'r>(&self, renaming: &'r Renaming, part: Part, wish: &Wish) -> RenameLine {
        let mut whole = wish.clone();
        whole.without.remove(&part);
        let (old, new) = (&renaming.names, renaming.new_names(&whole));
        let own = |part: &Part| Some((&renaming.text, renaming.edits_of(part, &whole)));
        let in_file = |key: &EntryKey, text: &'r Arc<str>| {
            let edits = renaming.edits_in(key, text, &whole);
            Some((text, edits.ok()?))
        };
        let mut said = String::new();
        let (title, below, change) = match &part {
            Part::File => {
                let (from, to) = (file_name(&old.file), file_name(&new.file));
                said = format!("{from} → {to}");
                ("The file".into(), format!("→ {to}"), None)
            }
            Part::Slug => ("The slug".into(), format!("→ {}", new.slug), own(&part)),
            Part::Address => {
                let url = new.url.as_deref().unwrap_or_default();
                let end = url.rfind('/').and_then(|slash| url.get(slash..));
                let end = format!("→ …{}", end.unwrap_or_default());
                ("The address".into(), end, own(&part))
            }
            Part::Derived => {
                let change = own(&part);
                let count = format!("{}, by the rules of the house", places(&change));
                ("Addresses with the slug in them".into(), count, change)
            }
            Part::Itself => {
                let change = own(&part);
                ("Links to itself".into(), places(&change), change)
            }
            Part::Links(key) => {
                let text = renaming.linking.get(key);
                let change = text.and_then(|text| in_file(key, text));
                let mut count = places(&change);
                if self.open.get(key).is_some_and(|entry| entry.is_unsaved()) {
                    count.push_str(" · what is unsaved there stays so");
                }
                (format!("Links in “{}”", self.title_of(key)), count, change)
            }
            Part::Ids => {
                let text = renaming.style_text();
                let change = text.and_then(|text| in_file(&style_key(), text));
                let ids: Vec<String> = renaming.ids().iter().map(|id| id.to_string()).collect();
                let ids = format!("{} → {}", ids.join(", "), new.slug);
                ("Ids in the house style".into(), ids, change)
            }
            Part::Records(name) => {
                let count = match renaming.records_in(name) {
                    1 => "1 record follows the slug".to_owned(),
                    n => format!("{n} records follow the slug"),
                };
                let title = if name == checks::ACCEPTED {
                    "Accepted findings".into()
                } else {
                    name.clone()
                };
                (title, count, None)
            }
            Part::Redirect => {
                let below = match renaming.redirect(&whole) {
                    Some((from, to)) => {
                        said = format!("{from} → {to}");
                        format!("In .copydesk/{REDIRECTS}")
                    }
                    None => "None is needed: the address stays".into(),
                };
                ("A redirect for the site".into(), below, None)
            }
        };
        let change = change.and_then(|(before, edits)| {
            let after = edits.apply(before).ok()?;
            Some((before.clone(), after))
        });
        let doubt = renaming.doubt(&part);
        for more in [Some(&below), doubt.as_ref()].into_iter().flatten() {
            if said.is_empty() || Some(more) == doubt.as_ref() {
                said = format!("{said}\n{more}").trim().to_owned();
            }
        }
        RenameLine {
            part: Some(part),
            title,
            below: doubt.unwrap_or(below),
            said,
            change,
        }
    }

    /// Renames the entry that is looked at.
    pub(super) fn rename(&mut self, wish: Wish, now: Moment) -> Vec<Effect> {
        let Some(renaming) = self.renames.looked.clone() else {
            return Vec::new();
        };
        if let Some(why) = self.rename_trouble(&wish).or_else(|| self.refused_rename()) {
            self.trouble(format!("Not renamed. {why}"), now);
            return Vec::new();
        }
        self.close_sheet();
        match self.order(&renaming, &wish) {
            Ok((order, held)) => self.begin_rename(order, held, What::Rename(renaming, wish)),
            Err(why) => {
                self.trouble(format!("Not renamed. {why}. Nothing was changed"), now);
                Vec::new()
            }
        }
    }

    /// What the disk is to do, and the entries that it concerns.
    fn order(
        &mut self,
        renaming: &Renaming,
        wish: &Wish,
    ) -> Result<(Order, Vec<EntryKey>), String> {
        let from = renaming.names.file.clone();
        let to = renaming.new_names(wish).file;
        let style = renaming.style_text().map(|_| style_key());
        let linking = renaming.linking.keys().filter(|key| {
            let part = Part::Links((*key).clone());
            !wish.without.contains(&part)
        });
        let mut held = vec![from.clone()];
        held.extend(linking.cloned());
        held.extend(style.filter(|_| !wish.without.contains(&Part::Ids)));
        held.dedup();
        let mut changes = Vec::new();
        for key in &held {
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
            let edits = renaming.edits_in(key, &seen, wish)?;
            let key = if *key == from { &to } else { key };
            let change = TextChange::new(key.clone(), seen, edits);
            changes.push(change.map_err(|error| error.to_string())?);
        }
        let own = changes.remove(0);
        changes.retain(|change| !change.edits.is_empty());
        let order = Order {
            root: renaming.root.clone(),
            slugs: (renaming.names.slug.clone(), renaming.new_names(wish).slug),
            from,
            to,
            beside: renaming.beside(wish, &own),
            own,
            texts: changes,
        };
        Ok((order, held))
    }

    /// Takes a rename back as a whole.
    pub(super) fn undo_rename(&mut self, batch: BatchId, now: Moment) -> Vec<Effect> {
        let mut done = self.renames.done.iter();
        let Some(order) = done.find(|(id, _)| *id == batch).map(|(_, it)| it.clone()) else {
            self.say("That rename was taken back already");
            return Vec::new();
        };
        let held: Vec<EntryKey> = std::iter::once(&order.own)
            .chain(&order.texts)
            .map(|text| text.key.clone())
            .collect();
        let is_held = |key: &EntryKey| {
            let entry = self.open.get(key);
            entry.is_some_and(|it| it.writing.is_some() || it.outside.is_some())
        };
        let why = if self.renames.under_way.is_some() || held.iter().any(is_held) {
            "An entry of it is being written, or changed on the disk: settle that first".to_owned()
        } else {
            match order.back() {
                Ok(order) => return self.begin_rename(order, held, What::Back(batch)),
                Err(error) => error.to_string(),
            }
        };
        self.trouble(format!("The rename was not taken back. {why}"), now);
        Vec::new()
    }

    fn begin_rename(&mut self, order: Order, held: Vec<EntryKey>, what: What) -> Vec<Effect> {
        for key in &held {
            if let Some(entry) = self.at_desk(key) {
                let step = entry.step();
                entry.writing = Some(Writing { step, again: false });
            }
        }
        let order = Arc::new(order);
        self.renames.under_way = Some(UnderWay {
            order: order.clone(),
            held,
            what,
        });
        vec![Effect::Rename(order)]
    }

    /// The disk has renamed, or has not.
    pub(super) fn renamed(
        &mut self,
        order: &Arc<Order>,
        result: Result<Vec<NotDone>, (EntryKey, MoveRefused)>,
        now: Moment,
    ) -> Vec<Effect> {
        let is_this = |it: &mut UnderWay| Arc::ptr_eq(&it.order, order);
        let Some(under_way) = self.renames.under_way.take_if(is_this) else {
            return Vec::new();
        };
        let mut again = Vec::new();
        for key in &under_way.held {
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
                    What::Back(_) => "The rename was not taken back",
                };
                self.trouble(
                    format!("{verb}, and nothing was changed. {why}: {}", key.file()),
                    now,
                );
            }
            Ok(not_done) => self.follow_rename(&under_way, &not_done, now),
        }
        let mut effects = self.read_accepted();
        for key in again {
            effects.extend(self.save(&key, SaveHow::Replace));
        }
        effects.extend(self.leave_if_ready());
        effects
    }

    /// Brings the desk to what the disk holds now.
    fn follow_rename(&mut self, under_way: &UnderWay, not_done: &[NotDone], now: Moment) {
        let order = &under_way.order;
        if order.from != order.to {
            self.move_entry(&order.from, &order.to);
        }
        let batch = match under_way.what {
            What::Rename(..) => BatchId(self.next_step().0),
            What::Back(batch) => batch,
        };
        let mut unsaved = 0;
        let mut lost = 0;
        for held in &under_way.held {
            let key = if *held == order.from { &order.to } else { held };
            let is_done = |key: &EntryKey| !not_done.iter().any(|(other, _)| other == key);
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
                        (What::Back(_), Some(change)) => {
                            let (edits, missing) = carried(change, entry.text());
                            lost += missing;
                            edits
                        }
                        (What::Back(_), None) => Edits::default(),
                    };
                    let map = |at| edits.map(at, Lean::Before);
                    let before = entry.selection;
                    let change = Change {
                        label,
                        nature: Nature::Batch(batch),
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
            unsaved += usize::from(entry.is_unsaved());
            self.saved_state_changed(key);
            self.put_row(key);
        }
        self.arrange_rows();
        self.tell_rename(under_way, batch, not_done, unsaved, lost, now);
    }

    fn tell_rename(
        &mut self,
        under_way: &UnderWay,
        batch: BatchId,
        not_done: &[NotDone],
        unsaved: usize,
        lost: usize,
        now: Moment,
    ) {
        let order = &under_way.order;
        let (mut what, offers) = match &under_way.what {
            What::Rename(_, wish) => {
                let order = order.as_ref().clone().without(not_done);
                let links = match order
                    .texts
                    .iter()
                    .filter(|it| it.key != style_key())
                    .count()
                {
                    0 => String::new(),
                    n => format!(", with its links in {}", entries(n)),
                };
                self.renames.done.push((batch, Arc::new(order)));
                let undo = Offer::new("Undo the rename", Command::UndoRename(batch));
                (format!("Renamed to {}{links}", wish.slug), vec![undo])
            }
            What::Back(batch) => {
                self.renames.done.retain(|(other, _)| other != batch);
                let of_batch = |it: &Offer| matches!(it.command, Command::UndoRename(other) if other == *batch);
                self.notices
                    .retain(|notice| !notice.offers.iter().any(of_batch));
                (
                    format!("Took the rename back: it is {} again", order.to.stem()),
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
        for (key, why) in not_done {
            what.push_str(&format!("\nNot done in {}. {why}", key.file()));
        }
        self.notice(what, !not_done.is_empty(), offers, now);
        if self.shown.as_ref() == Some(&order.to) {
            self.focus_on(super::Spot::Caret);
        }
    }

    /// An entry has another key from now on; all that the desk knows of it goes with it.
    fn move_entry(&mut self, from: &EntryKey, to: &EntryKey) {
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
        for key in [&mut self.shown, &mut self.awaited].into_iter().flatten() {
            if key == from {
                *key = to.clone();
            }
        }
        self.trail.follow(from, to);
    }

    /// Asks what is to be undone where the last step of the entry shown is a rename; `false` where it is none.
    pub(super) fn ask_about_rename(&mut self, batch: BatchId) -> bool {
        let mut done = self.renames.done.iter();
        let Some((_, order)) = done.find(|(other, _)| *other == batch) else {
            return false;
        };
        let (old, new) = (order.from.file(), order.to.file());
        let answer = |label: &str, command| Answer {
            label: label.into(),
            command,
        };
        self.question = Some(Question {
            title: "Undo the rename?".into(),
            text: format!(
                "The last step here was a rename, of {old} to {new}. It can be taken back as a whole, or in this text only."
            ),
            answers: vec![
                answer("Keep the new name", None),
                answer("Undo the rename", Some(Command::UndoRename(batch))),
                answer("Undo in this text", Some(Command::UndoIn(Reach::Here))),
            ],
        });
        true
    }

    /// Whether a batch was a rename that can be taken back.
    pub(super) fn is_rename(&self, batch: BatchId) -> bool {
        self.renames.done.iter().any(|(other, _)| *other == batch)
    }

    /// Another library is opened.
    pub(super) fn forget_renames(&mut self) {
        self.renames = Renames::default();
    }
}

/// The edits of a change, made for another text than the one there is now; and how many places are no longer there.
fn carried(change: &TextChange, now: &str) -> (Edits, usize) {
    if *change.before == *now {
        return (change.edits.clone(), 0);
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

fn file_name(key: &EntryKey) -> String {
    let name = key.path().file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn places(change: &Option<(&Arc<str>, Edits)>) -> String {
    match change.as_ref().map_or(0, |(_, edits)| edits.iter().count()) {
        1 => "1 place".into(),
        n => format!("{n} places"),
    }
}
