//! One entry on the desk: its text, its readings, its history and its cards.
//!
//! Readings and cards are made when they are first asked for, so that an entry which is only changed, among many others,
//! costs its change and no more.
//!
//! Knows nothing of: other entries, files, windows.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::desk::editing::cards::{Card, CardField, Cards, Role};
use crate::desk::editing::undo::{
    Beside, Moved, NewStep, Selection, StepId, StepNature, UndoHistory,
};
use crate::entry::{EditError, Edits, LineEnd, Part, Reading};
use crate::library::{EntryKey, ReadError, is_markdown};
use crate::merge::CameAfter;

/// An entry that has been shown or changed since the library was opened.
#[derive(Debug, Clone)]
pub struct OpenEntry {
    pub key: EntryKey,
    /// Where its file is. The file may be gone although the entry is here.
    pub path: PathBuf,
    text: Arc<str>,
    reading: OnceCell<Arc<Reading>>,
    history: UndoHistory,
    /// What the file held when it was last read or written.
    seen: Arc<str>,
    /// What another program did to the file meanwhile.
    pub outside: Option<Outside>,
    /// The step for which a merge with that was asked.
    pub merging: Option<StepId>,
    /// The step that read the entry again as another program had changed its file, and when that was.
    pub read_again: Option<(StepId, Duration)>,
    /// What a merge brought in, until it is saved, taken back or seen.
    pub came_in: Option<CameIn>,
    /// What a merge brought in after the review, and the step it was; until that is saved or taken back.
    pub came_after: Option<(StepId, CameAfter)>,
    cards: OnceCell<Cards>,
    /// Grows whenever the cards changed, for caches of what is drawn.
    cut: u64,
    /// Shown as one text instead of cards.
    pub whole: bool,
    /// Folded cards.
    folded: HashSet<FoldKey>,
    pub selection: Selection,
    /// Grows when the caret was put somewhere and the window has to follow.
    pub placed: u64,
    /// Grows when the caret was put somewhere to be seen, while the focus stays where it is.
    pub revealed: u64,
    /// What typing does to other sections, in a sentence.
    pub side_effect: Option<(CardField, String)>,
    /// The step that is being written, and whether another save was asked for meanwhile.
    pub writing: Option<Writing>,
    /// The first press of undo at a reload says so; the second goes on.
    reload_warned: bool,
}

/// What a merge brought into an entry, until it is saved or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameIn {
    pub step: StepId,
    pub parts: Vec<Part>,
    pub came_after: Option<CameAfter>,
}

/// What happened to the file while the entry has unsaved changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    Changed(Arc<str>),
    Unreadable(ReadError),
    Gone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    pub step: StepId,
    pub again: bool,
}

/// A card's identity for folding: what it is and its heading, so that folds survive moves.
type FoldKey = (Role, String);

impl OpenEntry {
    pub fn new(key: EntryKey, path: PathBuf, text: Arc<str>, origin: StepId) -> Self {
        // What is no page is one text from beginning to end.
        let whole = !is_markdown(key.path());
        Self {
            key,
            path,
            seen: Arc::clone(&text),
            text,
            reading: OnceCell::new(),
            history: UndoHistory::new(origin),
            outside: None,
            merging: None,
            read_again: None,
            came_in: None,
            came_after: None,
            cards: OnceCell::new(),
            cut: 0,
            whole,
            folded: HashSet::new(),
            selection: Selection::default(),
            placed: 0,
            revealed: 0,
            side_effect: None,
            writing: None,
            reload_warned: false,
        }
    }

    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    pub fn reading(&self) -> &Arc<Reading> {
        self.reading
            .get_or_init(|| Arc::new(Reading::of(&self.text)))
    }

    /// The selection that shows a stretch: its words; in the name of a section or the title only the caret before them, as the
    /// next key would write over the whole name.
    pub fn marked(&self, range: &Range<usize>) -> Selection {
        let outline = &self.reading().outline;
        let headings = outline.all_sections().map(|section| &section.heading);
        let mut headings = headings.chain(&outline.h1);
        if headings.any(|it| it.text.start <= range.start && range.end <= it.text.end) {
            return Selection::caret(range.start);
        }
        Selection {
            anchor: range.start,
            head: range.end,
        }
    }

    pub fn cards(&self) -> &Cards {
        self.cards.get_or_init(|| self.cut_cards())
    }

    /// Where the caret stands when the entry is shown for the first time: where its text begins.
    pub fn start(&self) -> usize {
        self.cards()
            .fields()
            .find(|(field, _)| matches!(field, CardField::Body { .. }))
            .map_or(0, |(_, range)| range.start)
    }

    /// A number that changes whenever the cards do.
    pub fn cards_state(&self) -> u64 {
        self.cut
    }

    pub fn history(&self) -> &UndoHistory {
        &self.history
    }

    pub fn step(&self) -> StepId {
        self.history.current()
    }

    pub fn line_end(&self) -> LineEnd {
        self.reading().line_end
    }

    pub fn is_unsaved(&self) -> bool {
        self.history.is_unsaved()
    }

    /// Says what the file held when it was last read or written: nothing of it is only here.
    pub fn is_as_seen(&self) -> bool {
        Arc::ptr_eq(&self.text, &self.seen) || self.text == self.seen
    }

    /// What the file held when it was last read or written.
    pub fn seen(&self) -> &Arc<str> {
        &self.seen
    }

    /// The text a save would replace: what another program wrote, if it did.
    pub fn on_disk(&self) -> &str {
        match &self.outside {
            Some(Outside::Changed(theirs)) => theirs,
            Some(Outside::Gone) => "",
            Some(Outside::Unreadable(_)) | None => &self.seen,
        }
    }

    /// Makes a change and reads the entry again. The cards are cut anew unless the change is typing in a field of them.
    ///
    /// # Errors
    /// [`EditError`] when the edits do not fit; nothing has changed then.
    pub fn change(
        &mut self,
        change: NewStep,
        id: StepId,
        typed: Option<CardField>,
    ) -> Result<(), EditError> {
        let (edits, after) = (change.edits.clone(), change.after);
        let text = self.history.record(&self.text, change, id)?;
        self.reload_warned = false;
        // A field that is typed in is one of the cards as they were cut from the text before.
        let followed = typed.map(|field| {
            let mut cards = self.take_cards();
            cards.follow(field, &edits);
            (field, cards)
        });
        self.text = text;
        self.reread();
        self.selection = self.within(after);
        match followed {
            Some((field, cards)) => {
                self.cut += 1;
                let outline = &self.reading().outline;
                let said = cards.side_effect(field, &self.text, outline);
                self.side_effect = said.map(|said| (field, said));
                self.cards = OnceCell::from(cards);
            }
            None => {
                self.cut();
                self.side_effect = None;
            }
        }
        Ok(())
    }

    /// Gives a field its stretch, where typing put more into the text than the field shows.
    pub fn set_range(&mut self, field: CardField, range: std::ops::Range<usize>) {
        let mut cards = self.take_cards();
        cards.set_range(field, range);
        self.cards = OnceCell::from(cards);
        self.cut += 1;
    }

    /// Takes the last step back. `Err` holds the reason to wait for a second press.
    pub fn undo(&mut self) -> Result<Option<Moved>, Halt> {
        let moved = self.step_back()?;
        self.place_moved(moved.as_ref());
        Ok(moved)
    }

    /// Does the last undone step again.
    pub fn redo(&mut self) -> Result<Option<Moved>, Halt> {
        let moved = self.step_on()?;
        self.place_moved(moved.as_ref());
        Ok(moved)
    }

    /// Takes the last step back, or does it again, as one of many entries: the focus stays where it is. Whether there was one.
    pub fn move_in_many(&mut self, back: bool) -> Result<bool, Halt> {
        let moved = match back {
            true => self.step_back(),
            false => self.step_on(),
        }?;
        if let Some(moved) = &moved {
            self.reveal(moved.selection);
        }
        Ok(moved.is_some())
    }

    fn step_back(&mut self) -> Result<Option<Moved>, Halt> {
        if let Some(step) = self.history.can_undo()
            && step.nature == StepNature::Reload
            && !self.reload_warned
        {
            self.reload_warned = true;
            return Err(Halt::AtReload);
        }
        let moved = self.history.undo(&self.text);
        self.moved(moved)
    }

    fn step_on(&mut self) -> Result<Option<Moved>, Halt> {
        let moved = self.history.redo(&self.text);
        self.moved(moved)
    }

    fn moved(&mut self, moved: Result<Option<Moved>, EditError>) -> Result<Option<Moved>, Halt> {
        let Some(moved) = moved.map_err(|_| Halt::OutOfStep)? else {
            return Ok(None);
        };
        self.reload_warned = false;
        let now = self.step();
        self.came_in.take_if(|came| came.step > now);
        self.came_after.take_if(|(merged, _)| *merged > now);
        self.text = moved.text.clone();
        self.reread();
        self.cut();
        self.side_effect = None;
        Ok(Some(moved))
    }

    fn place_moved(&mut self, moved: Option<&Moved>) {
        if let Some(moved) = moved {
            self.place(moved.selection);
        }
    }

    /// Remembers what was written beside the entries as a step of this one.
    pub fn note(&mut self, label: &str, beside: Beside) {
        self.history.note(label, beside, self.selection);
    }

    /// Puts the caret somewhere and unfolds what hides it.
    pub fn place(&mut self, selection: Selection) {
        self.placed += 1;
        self.put_caret(selection);
    }

    /// Puts the caret somewhere to be seen; the focus stays where it is.
    pub fn reveal(&mut self, selection: Selection) {
        self.revealed += 1;
        self.put_caret(selection);
    }

    fn put_caret(&mut self, selection: Selection) {
        self.selection = self.within(selection);
        if !self.folded.is_empty()
            && let Some(CardField::Body { card, .. }) = self.cards().field_at(self.selection.head)
        {
            self.fold(card, false);
        }
    }

    /// Cuts the cards anew from the text as it reads now.
    pub fn cut(&mut self) {
        self.cut += 1;
        self.cards = OnceCell::new();
    }

    /// The focus left the fields.
    pub fn recut_cards(&mut self) {
        self.side_effect = None;
        self.cut();
    }

    pub fn is_folded(&self, card: &Card) -> bool {
        self.folded.contains(&self.fold_key(card))
    }

    pub fn fold(&mut self, card: usize, folded: bool) {
        let Some(key) = self.cards().list.get(card).map(|card| self.fold_key(card)) else {
            return;
        };
        if folded {
            self.folded.insert(key);
        } else {
            self.folded.remove(&key);
        }
    }

    fn fold_key(&self, card: &Card) -> FoldKey {
        let heading = card
            .heading
            .as_ref()
            .and_then(|spot| self.text.get(spot.text.clone()))
            .unwrap_or_default();
        // The number of a section changes when it moves; its heading goes with it.
        let role = match card.role {
            Role::Section(_) => Role::Section(0),
            Role::Closing(_) => Role::Closing(0),
            other => other,
        };
        (role, heading.to_owned())
    }

    /// Records that steps wrote beside the entries read otherwise now.
    pub fn follow_records(&mut self, renamed: impl Fn(&str) -> Option<String>) {
        self.history.follow_records(renamed);
    }

    /// The disk has the text of `step`. What a merge brought into it after the review that it gives comes back.
    pub fn written(&mut self, step: StepId, text: Arc<str>) -> Option<CameAfter> {
        self.seen = text;
        self.outside = None;
        self.writing = None;
        self.came_in = None;
        self.history.mark_saved(step);
        let came = self.came_after.take_if(|(merged, _)| *merged <= step);
        came.map(|(_, came)| came)
    }

    /// A text merged of this one and another becomes the text here, in a step that undo calls `label`. Where the other is what
    /// the file holds now (`theirs`), undo halts at it.
    ///
    /// # Errors
    /// [`EditError`] never, as the edits are made from the two texts.
    pub fn take_merged(
        &mut self,
        merged: &str,
        label: &str,
        theirs: Option<Arc<str>>,
        id: StepId,
    ) -> Result<(), EditError> {
        let edits = crate::merge::edits(&self.text, merged);
        if !edits.is_empty() {
            let before = self.selection;
            let map = |at| edits.map(at, crate::entry::Lean::Before);
            let after = Selection {
                anchor: map(before.anchor),
                head: map(before.head),
            };
            let change = NewStep {
                label: label.into(),
                nature: match theirs {
                    Some(_) => StepNature::Reload,
                    None => StepNature::Command,
                },
                edits,
                before,
                after,
            };
            self.change(change, id, None)?;
        }
        if let Some(theirs) = theirs {
            self.keep_mine(theirs);
        }
        Ok(())
    }

    /// What a merge brought in after a review, where it is the step made last.
    pub fn bring_after_review(&mut self, came: Option<CameAfter>, id: StepId) {
        let came = came.filter(|_| self.step() == id);
        self.came_after = came.map(|came| (id, came)).or(self.came_after.take());
    }

    /// The next undo goes past a text from the disk without a halt.
    pub fn warn_of_reload(&mut self) {
        self.reload_warned = true;
    }

    /// The file now holds `theirs`, and this text is to be kept against it.
    pub fn keep_mine(&mut self, theirs: Arc<str>) {
        self.seen = theirs;
        self.outside = None;
        if self.seen == self.text {
            self.history.mark_saved(self.history.current());
        } else {
            self.history.mark_unsaved();
        }
    }

    /// The file holds none of the states remembered here.
    pub fn mark_unsaved(&mut self) {
        self.history.mark_unsaved();
    }

    /// The text another program wrote becomes the text here; undo halts at it.
    ///
    /// # Errors
    /// [`EditError`] never, as the edits are made from the two texts.
    pub fn take_theirs(&mut self, theirs: Arc<str>, id: StepId) -> Result<(), EditError> {
        let edits = Edits::between(&self.text, &theirs);
        let before = self.selection;
        let map = |at| edits.map(at, crate::entry::Lean::Before);
        let after = Selection {
            anchor: map(before.anchor),
            head: map(before.head),
        };
        let change = NewStep {
            label: "the text from the disk".into(),
            nature: StepNature::Reload,
            edits,
            before,
            after,
        };
        self.change(change, id, None)?;
        self.written(id, theirs);
        Ok(())
    }

    /// The number of the section that holds the caret, among those before the tail.
    pub fn section_here(&self) -> Option<usize> {
        let head = self.selection.head;
        let sections = &self.reading().outline.sections;
        sections
            .iter()
            .position(|section| section.range.contains(&head))
            .or_else(|| {
                sections
                    .iter()
                    .position(|section| section.range.end == head)
            })
    }

    fn reread(&mut self) {
        self.reading = OnceCell::new();
    }

    fn cut_cards(&self) -> Cards {
        if self.whole {
            Cards::whole(&self.text)
        } else {
            Cards::by_sections(&self.text, self.reading())
        }
    }

    fn take_cards(&mut self) -> Cards {
        match self.cards.take() {
            Some(cards) => cards,
            None => self.cut_cards(),
        }
    }

    /// `selection` with both ends on characters of the text.
    fn within(&self, selection: Selection) -> Selection {
        let fit = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        Selection {
            anchor: fit(selection.anchor),
            head: fit(selection.head),
        }
    }
}

/// Why undo did not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// The step before is a reload from the disk: a second press takes it back.
    AtReload,
    /// The history does not fit the text: a defect of this program. Nothing was changed.
    OutOfStep,
}
