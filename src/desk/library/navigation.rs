//! Going from entry to entry: show, back, forward, sections, dialogs.

use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::Selection;
use crate::desk::view::Spot;
use crate::desk::{Desk, Effect, Moment};
use crate::library::EntryKey;

/// Where the person has been, as a browser remembers it.
#[derive(Debug, Default)]
pub(in crate::desk) struct Trail {
    places: Vec<Place>,
    /// The number of places before where we are now.
    at: usize,
}

/// Somewhere to go back to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// An entry, and where its caret was.
    Entry(EntryKey, usize),
    /// The view of the library's sources.
    Works,
    /// The review queue.
    Queue,
    /// An entry under review.
    Review(EntryKey),
    /// An entry that is read for proof.
    Proof(EntryKey),
}

impl Trail {
    /// An entry has another key from now on.
    pub(in crate::desk) fn follow(&mut self, from: &EntryKey, to: &EntryKey) {
        for place in &mut self.places {
            if let Place::Entry(key, _) | Place::Review(key) | Place::Proof(key) = place
                && key == from
            {
                *key = to.clone();
            }
        }
    }

    /// An entry is there no more.
    pub(in crate::desk) fn forget(&mut self, gone: &EntryKey) {
        let is_gone = |place: &Place| matches!(place, Place::Entry(key, _) | Place::Review(key) | Place::Proof(key) if key == gone);
        let before = self.places.iter().take(self.at);
        self.at = before.filter(|place| !is_gone(place)).count();
        self.places.retain(|place| !is_gone(place));
    }
}

impl Desk {
    /// Shows an entry and remembers where we were.
    pub(in crate::desk) fn show(&mut self, key: &EntryKey, at: Option<usize>) {
        self.recut_cards();
        if self.here_is_a_view() || self.shown.as_ref() != Some(key) {
            self.remember_place();
        }
        self.go_to(key, at);
    }

    /// Shows an entry at a place while the focus stays where it is, and remembers where we were.
    pub(in crate::desk) fn show_aside(&mut self, key: &EntryKey, selection: Selection) {
        self.recut_cards();
        if self.here_is_a_view() || self.shown.as_ref() != Some(key) {
            self.remember_place();
        }
        if let Some(entry) = self.at_desk(key) {
            entry.reveal(selection);
        }
        self.turn_to(key);
    }

    /// Shows an entry for review, and remembers where we were.
    pub(in crate::desk) fn show_to_review(&mut self, key: &EntryKey) -> Vec<Effect> {
        self.recut_cards();
        if self.under_review_key() != Some(key) {
            self.remember_place();
        }
        self.go_to_review(key);
        self.look_again(key)
    }

    /// Puts the caret of an entry at a place and shows it.
    pub(in crate::desk) fn show_place(&mut self, key: &EntryKey, at: usize) {
        self.go_to(key, Some(at));
    }

    /// Shows an entry to be read for proof, and remembers where we were.
    pub(in crate::desk) fn show_to_proof(&mut self, key: &EntryKey) -> Vec<Effect> {
        self.recut_cards();
        if !self.is_proofing() || self.shown.as_ref() != Some(key) {
            self.remember_place();
        }
        self.go_to_proof(key);
        self.look_again(key)
    }

    fn go_to_proof(&mut self, key: &EntryKey) {
        self.go_to(key, None);
        self.put_to_proof();
        self.say(self.entry_in_words());
    }

    /// Shows an entry to be reviewed.
    pub(in crate::desk) fn go_to_review(&mut self, key: &EntryKey) {
        self.go_to(key, None);
        self.put_under_review(key);
    }

    /// Is something else than the text of an entry shown?
    pub(in crate::desk) fn here_is_a_view(&self) -> bool {
        self.shows_bibliography() || self.is_reviewing() || self.is_proofing()
    }

    /// Reads the file of an entry again when it is shown: a watcher may have missed a change, or there is none.
    pub(in crate::desk) fn look_again(&self, key: &EntryKey) -> Vec<Effect> {
        let path = self.open.get(key).map(|entry| entry.path.clone());
        path.map(|path| Effect::Read {
            key: key.clone(),
            path,
        })
        .into_iter()
        .collect()
    }

    pub(in crate::desk) fn back(&mut self, now: Moment) {
        self.recut_cards();
        let Some(place) = self
            .in_library
            .trail
            .at
            .checked_sub(1)
            .and_then(|i| self.in_library.trail.places.get(i).cloned())
        else {
            return;
        };
        let here = self.here();
        self.in_library.trail.at -= 1;
        self.swap_place(here);
        self.go_to_place(&place, now);
    }

    pub(in crate::desk) fn forward(&mut self, now: Moment) {
        self.recut_cards();
        let Some(place) = self
            .in_library
            .trail
            .places
            .get(self.in_library.trail.at)
            .cloned()
        else {
            return;
        };
        let here = self.here();
        self.swap_place(here);
        self.in_library.trail.at += 1;
        self.go_to_place(&place, now);
    }

    /// Shows the library's sources, or the entry again where they are shown.
    pub(in crate::desk) fn turn_to_bibliography(&mut self) {
        if self.shows_bibliography() {
            self.close_bibliography();
        } else {
            self.remember_place();
            self.leave_modes();
            self.open_bibliography();
            self.say("The library’s sources");
        }
    }

    fn close_bibliography(&mut self) {
        self.hide_bibliography();
        self.focus_on(Spot::Caret);
        if let Some(key) = &self.shown {
            self.say(self.title_of(key));
        }
    }

    fn go_to_place(&mut self, place: &Place, now: Moment) {
        match place {
            Place::Entry(key, at) => self.go_to(key, Some(*at)),
            Place::Works => {
                self.leave_modes();
                self.open_bibliography();
                self.say("The library’s sources");
            }
            Place::Queue => self.open_queue(now),
            Place::Review(key) => self.go_to_review(key),
            Place::Proof(key) => self.go_to_proof(key),
        }
    }

    pub(in crate::desk) fn can_go_back(&self) -> bool {
        self.in_library.trail.at > 0
    }

    pub(in crate::desk) fn can_go_forward(&self) -> bool {
        self.in_library.trail.at < self.in_library.trail.places.len()
    }

    /// The focus left the text: the cards are cut anew and the library's row follows.
    pub(in crate::desk) fn recut_cards(&mut self) {
        if let Some(entry) = self.shown_mut() {
            entry.recut_cards();
            self.refresh_row();
        }
    }

    fn go_to(&mut self, key: &EntryKey, at: Option<usize>) {
        if self.library.is_none() {
            return;
        }
        let is_new = !self.open.contains_key(key);
        if let Some(entry) = self.at_desk(key) {
            if is_new {
                entry.selection = Selection::caret(entry.start());
            }
            let selection = at.map_or(entry.selection, Selection::caret);
            entry.place(selection);
        }
        self.turn_to(key);
    }

    fn turn_to(&mut self, key: &EntryKey) {
        self.shown = Some(key.clone());
        self.hide_bibliography();
        self.leave_modes();
        let title = self.title_of(key);
        self.say(title);
    }

    /// The text is shown to be written, or something else instead.
    fn leave_modes(&mut self) {
        self.leave_review();
        self.leave_proof();
    }

    /// The entry of a key, put on the desk from the library's text where it is not there yet; `None` for a file that can't
    /// be read.
    pub(in crate::desk) fn at_desk(&mut self, key: &EntryKey) -> Option<&mut OpenEntry> {
        if !self.open.contains_key(key) {
            let library = self.library.as_ref()?;
            let text = library.get(key)?.content.text()?.clone();
            let path = library.path(key);
            let origin = self.next_step();
            let entry = OpenEntry::new(key.clone(), path, text, origin);
            self.open.insert(key.clone(), entry);
        }
        self.open.get_mut(key)
    }

    fn here(&self) -> Option<Place> {
        if self.shows_bibliography() {
            return Some(Place::Works);
        }
        if self.is_reviewing() {
            let key = self.under_review_key().cloned();
            return Some(key.map_or(Place::Queue, Place::Review));
        }
        let key = self.shown.clone()?;
        if self.is_proofing() {
            return Some(Place::Proof(key));
        }
        let at = self.open.get(&key).map_or(0, |entry| entry.selection.head);
        Some(Place::Entry(key, at))
    }

    pub(in crate::desk) fn remember_place(&mut self) {
        let here = self.here();
        let trail = &mut self.in_library.trail;
        trail.places.truncate(trail.at);
        trail.places.extend(here);
        trail.at = trail.places.len();
    }

    /// The place we leave takes the place of the one we go to, so that the way back is open.
    fn swap_place(&mut self, here: Option<Place>) {
        if let Some(here) = here
            && let Some(place) = self
                .in_library
                .trail
                .places
                .get_mut(self.in_library.trail.at)
        {
            *place = here;
        }
    }

    pub(super) fn forget_trail(&mut self) {
        self.in_library.trail = Trail::default();
    }

    /// The title of an entry as the library shows it.
    pub fn title_of(&self, key: &EntryKey) -> String {
        self.library
            .as_ref()
            .and_then(|library| library.get(key))
            .map_or_else(|| key.file(), |file| file.title().to_owned())
    }
}
