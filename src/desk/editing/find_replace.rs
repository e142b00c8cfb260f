//! Find and replace in the entry shown: in what can be seen, so never behind the form's back.

use std::ops::Range;

use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::Selection;
use crate::desk::{Desk, Dialog, Moment, Search};
use crate::entry::{Edit, Edits, Lean};

impl Desk {
    pub(in crate::desk) fn open_find(&mut self, replace: bool) {
        // Words selected on one line are what is looked for.
        if let Some(entry) = self.shown() {
            let range = entry.selection.range();
            let words = entry.text().get(range).unwrap_or_default();
            if !words.is_empty() && !words.contains('\n') {
                let search = Search {
                    words: words.to_owned(),
                    // Words of a text are no expression.
                    is_expression: false,
                    ..self.search().clone()
                };
                self.look_for(search);
            }
        }
        self.search_follows();
        self.open_dialog(Dialog::Find { replace });
    }

    /// Every place found in the fields of the entry shown.
    pub fn found(&self) -> Vec<Range<usize>> {
        self.shown()
            .map(|entry| self.places_in(entry))
            .unwrap_or_default()
    }

    /// The places found in one stretch of an entry.
    pub fn found_in(&self, entry: &OpenEntry, stretch: Range<usize>) -> Vec<Range<usize>> {
        let matcher = self.editing.searching.matcher.iter();
        let places = matcher.flat_map(|matcher| matcher.places_in(entry.text(), stretch.clone()));
        places.collect()
    }

    pub(in crate::desk) fn find_next(&mut self, forward: bool) {
        let places = self.found();
        // With the find bar open, the next Enter is the bar's: it must not fall on the words found.
        let from_bar = matches!(self.dialog(), Some(Dialog::Find { .. }));
        let Some(entry) = self.shown_mut() else {
            return;
        };
        let here = entry.selection.range();
        let next = if forward {
            places
                .iter()
                .position(|place| place.start >= here.end && *place != here)
                .unwrap_or(0)
        } else {
            places
                .iter()
                .rposition(|place| place.end <= here.start)
                .unwrap_or(places.len().saturating_sub(1))
        };
        let Some(place) = places.get(next) else {
            self.say("Nothing found");
            return;
        };
        let found = Selection {
            anchor: place.start,
            head: place.end,
        };
        let words = around(entry.text(), place);
        if from_bar {
            entry.reveal(found);
        } else {
            entry.place(found);
        }
        self.say(format!("{} of {}: {words}", next + 1, places.len()));
    }

    /// Replaces the place selected and goes to the next one.
    pub(super) fn replace_one(&mut self, now: Moment) {
        let places = self.found();
        let Some(entry) = self.shown() else { return };
        let here = entry.selection.range();
        if places.contains(&here)
            && let Some(replacement) = self.replacement_of(entry.text(), &here)
        {
            let after = here.start + replacement.len();
            let edits = Edits::one(Edit::new(here, replacement));
            self.replace(edits, "replacing a word", Some(after), now);
        }
        self.find_next(true);
    }

    pub(super) fn replace_all(&mut self, now: Moment) {
        let places = self.found();
        if places.is_empty() {
            self.say("Nothing found");
            return;
        }
        let count = places.len();
        let Some(entry) = self.shown() else { return };
        let text = entry.text();
        let edits = places.into_iter().filter_map(|place| {
            let replacement = self.replacement_of(text, &place)?;
            Some(Edit::new(place, replacement))
        });
        let edits = edits.collect();
        // Places never overlap.
        let edits = Edits::new(edits).unwrap_or_default();
        self.replace(edits, "replacing words", None, now);
        let times = if count == 1 {
            "once".into()
        } else {
            format!("{count} times")
        };
        self.say(format!("Replaced {times}. One undo reverses it"));
    }

    fn replace(&mut self, edits: Edits, label: &str, after: Option<usize>, now: Moment) {
        let here = self.shown().map(|entry| entry.selection.head);
        let Some(here) = here else { return };
        let after = after.unwrap_or_else(|| edits.map(here, Lean::Before));
        let after = Some(Selection::caret(after));
        self.change_shown(Ok::<_, String>(edits), label, after, now);
    }

    /// What is put in the place of something found; `None` where it names what the expression has not.
    fn replacement_of(&self, text: &str, place: &Range<usize>) -> Option<String> {
        let searching = &self.editing.searching;
        let template = searching.template.as_ref()?;
        Some(template.fill(searching.matcher.as_ref()?, text, place))
    }

    fn places_in(&self, entry: &OpenEntry) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = entry
            .cards()
            .fields()
            .flat_map(|(_, range)| self.found_in(entry, range))
            .collect();
        places.sort_by_key(|place| place.start);
        places
    }
}

/// The words found with some of those around them, on one line.
fn around(text: &str, place: &Range<usize>) -> String {
    const LETTERS: usize = 40;
    let before = text.get(..place.start).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let after = after.split(['\n', '\r']).next().unwrap_or_default();
    let is_cut = before.chars().count() > LETTERS;
    let from = before.char_indices().rev().nth(LETTERS - 1);
    let start = before
        .get(from.map_or(0, |(at, _)| at)..)
        .unwrap_or_default();
    // A word cut in two is left out.
    let start = match start.split_once(' ') {
        Some((_, whole)) if is_cut => whole,
        _ => start,
    };
    let to = after.char_indices().nth(LETTERS);
    let end = after
        .get(..to.map_or(after.len(), |(at, _)| at))
        .unwrap_or_default();
    let end = match end.rsplit_once(' ') {
        Some((whole, _)) if to.is_some() => whole,
        _ => end,
    };
    let found = text.get(place.clone()).unwrap_or_default();
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{start}{found}{end}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn the_words_around_are_whole_and_of_one_line() {
        let text = "Before.\r\nA long line that says much about cœur and about the magnesium that is in it, and goes on, and on.\nAfter.";
        let at = text.find("magnesium").unwrap();
        assert_eq!(
            around(text, &(at..at + 9)),
            "says much about cœur and about the magnesium that is in it, and goes on, and on."
        );
        assert_eq!(around("one\ntwo", &(2..5)), "one two");
        assert_eq!(around("", &(0..0)), "");
        assert_eq!(around("é", &(1..1)), "");
    }
}
